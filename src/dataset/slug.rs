//! Slugs: readable names in URLs, unique among the concepts of one kind.

use uuid::Uuid;

/// Kebab case: lower case, letters and digits kept, every other run one hyphen.
///
/// `Back-end developer` gives `back-end-developer`; apostrophes fall away: `Bachelor's degree` gives
/// `bachelors-degree`.
pub fn kebab(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The slug of a concept of another body than the house's: `software-developer-esco-1f2e3d4c`.
pub fn of_taxonomy(preferred_name: &str, taxonomy: &str, id: Uuid) -> String {
    let id = id.simple().to_string();
    let slug = format!("{}-{taxonomy}-{}", kebab(preferred_name), &id[..8]);
    // A name of signs alone leaves nothing before the taxonomy.
    slug.trim_start_matches('-').to_owned()
}

/// Whether `text` could be a slug: what `kebab` leaves as it is.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty() && kebab(text) == text
}
