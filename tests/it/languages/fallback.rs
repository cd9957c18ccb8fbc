//! Which name is told where a concept has none in the language that is asked for.

use entity::LabelRole;
use serde_json::json;

use crate::support::{App, Database, Records};

#[tokio::test]
async fn names_fall_back_from_the_tag_to_shorter_ones_to_english_to_any() {
    let mut records = Records::new("words");
    let cook = records.role("cook");
    records.rename(cook, "Cook");
    for (language, preferred, other) in
        [("de", "Koch", "Köchin"), ("de-CH", "Choch", "Chöchin"), ("zh-Hant", "廚師", "大廚")]
    {
        records.name(cook, language, LabelRole::Preferred, preferred);
        records.name(cook, language, LabelRole::Alternative, other);
    }
    records.name(cook, "fr", LabelRole::Alternative, "Chef");
    records.describe(cook, "de", "Kocht.");
    records.describe(cook, "fr", "Cuisine.");
    let baker = records.role("baker");
    records.dataset.labels.retain(|label| label.concept_id != baker);
    records.name(baker, "sv", LabelRole::Preferred, "Bagare");
    records.name(baker, "it", LabelRole::Preferred, "Fornaio");
    let app = App::holding(Database::sqlite(), records.dataset).await;

    let cases = [
        ("cook", "null", "Cook", "en", vec![], Some("Kocht.")),
        ("cook", "\"en-GB\"", "Cook", "en", vec![], Some("Kocht.")),
        ("cook", "\"de\"", "Koch", "de", vec!["Köchin"], Some("Kocht.")),
        ("cook", "\"de-AT\"", "Koch", "de", vec!["Köchin"], Some("Kocht.")),
        ("cook", "\"DE-at-1996\"", "Koch", "de", vec!["Köchin"], Some("Kocht.")),
        ("cook", "\"de-ch\"", "Choch", "de-CH", vec!["Chöchin"], Some("Kocht.")),
        ("cook", "\"zh-Hant-x-private\"", "廚師", "zh-Hant", vec!["大廚"], Some("Kocht.")),
        ("cook", "\"zh\"", "Cook", "en", vec![], Some("Kocht.")),
        ("cook", "\"fr-FR\"", "Cook", "en", vec![], Some("Cuisine.")),
        ("baker", "\"de\"", "Fornaio", "it", vec![], None),
        ("baker", "\"sv\"", "Bagare", "sv", vec![], None),
    ];
    for (slug, language, name, name_language, others, description) in cases {
        let query = format!(
            "{{ role(by: {{slug: \"{slug}\"}}) {{ name(language: {language}) nameLanguage(language: {language})
                otherNames(language: {language}) description(language: {language}) }} }}"
        );
        let expected = json!({
            "name": name, "nameLanguage": name_language, "otherNames": others, "description": description,
        });
        assert_eq!(app.data(&query).await["role"], expected, "{slug} in {language}");
    }
    let data = app.data("{ taxonomy(slug: \"words\") { languages } roles { nodes { slug } } }").await;
    assert_eq!(data["taxonomy"]["languages"], json!(["de", "de-CH", "en", "fr", "it", "sv", "zh-Hant"]));
    assert_eq!(data["roles"]["nodes"], json!([{"slug": "cook"}, {"slug": "baker"}]), "Cook before Fornaio");
}
