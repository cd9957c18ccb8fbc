//! What people call a statement: a concept by its slug, anything else by what it joins.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{Dataset, is_details, tables};

macro_rules! names {
    (
        references { $($reference:ident: $reference_module:ident,)+ }
        statements { $($field:ident: $module:ident by $owner:ident,)+ }
    ) => {
        impl Dataset {
            /// A name for each `wanted` statement of this dataset; `slug` knows the concepts that it lacks.
            ///
            /// `back-end-developer`, or `back-end-developer → python` of a link. O(n) in the records.
            pub(crate) fn names<'a>(
                &'a self,
                wanted: &HashSet<Uuid>,
                slug: impl Fn(Uuid) -> Option<&'a str>,
            ) -> HashMap<Uuid, String> {
                let own: HashMap<Uuid, &str> = self.concepts.iter().map(|c| (c.id, c.slug.as_str())).collect();
                let slug = |id: Uuid| own.get(&id).copied().or_else(|| slug(id));
                let mut names = HashMap::with_capacity(wanted.len());
                for concept in self.concepts.iter().filter(|c| wanted.contains(&c.id)) {
                    names.insert(concept.id, concept.slug.clone());
                }
                $(if is_details!($owner) {
                    for row in self.$field.iter().filter(|row| wanted.contains(&row.$owner)) {
                        names.entry(row.$owner).or_insert_with(|| joined(row.$owner, row, &slug));
                    }
                })+
                names
            }
        }
    };
}
tables!(names);

/// The ends that a row names, in the order of its columns.
fn joined<'a>(own: Uuid, row: &impl Serialize, slug: &impl Fn(Uuid) -> Option<&'a str>) -> String {
    let Ok(Value::Object(columns)) = serde_json::to_value(row) else { return own.to_string() };
    let end = |(column, value): (&String, &Value)| {
        let text = value.as_str()?;
        match column.strip_suffix("_id") {
            Some(_) => Some(Uuid::parse_str(text).ok().and_then(slug).unwrap_or(text).to_owned()),
            None => column.ends_with("_ref").then(|| text.to_owned()),
        }
    };
    let ends: Vec<String> = columns.iter().filter_map(end).collect();
    if ends.is_empty() { own.to_string() } else { ends.join(" → ") }
}
