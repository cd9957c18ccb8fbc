//! The argument `language`, and what does not depend on it.

use serde_json::json;

use super::{app, role};

const FIELDS: &str =
    "name(language: $l) nameLanguage(language: $l) otherNames(language: $l) description(language: $l)";

#[tokio::test]
async fn names_are_found_by_lookup_and_say_which_language_they_are_in() {
    let app = app().await;
    let query = role("occupation/keeper", FIELDS).replacen('{', "query($l: String) {", 1);
    let english = json!({
        "name": "bee keeper", "nameLanguage": "en", "otherNames": ["beekeeper", "hive keeper", "hive tender"],
        "description": "Bee keepers keep bees.\n\n\tThey harvest \"honey\".",
    });
    // The description is the English one: the French release has none.
    let french = json!({
        "name": "apiculteur/apicultrice", "nameLanguage": "fr", "otherNames": ["apicultrice", "apiculteur"],
        "description": english["description"],
    });
    let german = json!({
        "name": "Imker/Imkerin", "nameLanguage": "de", "otherNames": ["Imker", "Imkerin", "Bienenzüchter"],
        "description": "Imker halten Bienen.",
    });
    let cases = [
        (json!(null), &english),
        (json!("en"), &english),
        (json!("en-GB"), &english),
        (json!("xx"), &english),
        (json!("fr"), &french),
        (json!("FR"), &french),
        (json!("fr-CA"), &french),
        (json!("fr-Latn-CA-x-private"), &french),
        (json!("de"), &german),
        (json!("de-AT"), &german),
    ];
    for (language, expected) in cases {
        let data = app.data_with(&query, json!({"l": language})).await;
        assert_eq!(&data["role"], expected, "{language}");
    }
}

#[tokio::test]
async fn a_malformed_tag_is_told() {
    let app = app().await;
    for field in ["name", "nameLanguage", "otherNames", "description"] {
        for (language, shown) in
            [("", ""), ("fr_CA", "fr_CA"), ("*", "*"), ("français", "français"), ("fr,de", "fr,de")]
        {
            let query = role("occupation/keeper", &format!("{field}(language: \"{language}\")"));
            let expected = format!(
                "`language` is `{shown}`: expected a BCP 47 language tag of at most 35 characters, such as `fr` or `pt-BR`"
            );
            assert_eq!(app.error(&query).await, ("BAD_USER_INPUT".to_owned(), expected));
        }
    }
    let long =
        role("occupation/keeper", &format!("slug description(language: \"de{}\")", "-a1".repeat(30_000)));
    let answer = app.answer(&long).await;
    assert!(answer["errors"][0]["message"].as_str().is_some_and(|message| message.len() < 250), "{answer:#}");
    assert!(answer["data"]["role"]["description"].is_null() && answer["data"]["role"]["slug"].is_string());
}

#[tokio::test]
async fn a_name_in_any_language_finds_its_concept_but_a_hidden_one_does_not() {
    let app = app().await;
    for name in ["apicultrice", "IMKERIN", "Imker/Imkerin", "hive keeper"] {
        let data = app.data(&format!("{{ role(by: {{name: \"{name}\"}}) {{ name }} }}")).await;
        assert_eq!(data["role"]["name"], "bee keeper", "{name}");
    }
    let data = app.data("{ skill(by: {name: \"den Stock beobachten\"}) { name(language: \"de\") } }").await;
    assert_eq!(data["skill"]["name"], "Bienen beobachten");
    let hidden = app.data("{ role(by: {name: \"Bienen-Züchter\"}) { name } }").await;
    assert!(hidden["role"].is_null());
}

#[tokio::test]
async fn every_kind_of_concept_and_the_taxonomy_know_the_languages() {
    let app = app().await;
    let data = app
        .data(
            "{ taxonomy(slug: \"esco\") { languages release }
               skill(by: {code: {scheme: ISCED_F, value: \"08\"}}) { name(language: \"de-CH\") }
               role(by: {code: {scheme: ISCO_08, value: \"0\"}}) { name(language: \"fr\") } }",
        )
        .await;
    assert_eq!(data["taxonomy"], json!({"languages": ["de", "en", "fr"], "release": null}));
    assert_eq!(data["skill"]["name"], "Landwirtschaft");
    assert_eq!(data["role"]["name"], "Professions des insectes");
}

#[tokio::test]
async fn what_is_searched_for_in_a_language_is_met_and_told_in_it() {
    let app = app().await;
    let ask = async |text: &str, language: Option<&str>| {
        let query = "query($t: String!, $l: String) {
            suggest(prefix: $t, language: $l) { text hint } search(text: $t, language: $l) { edges { matchedName } } }";
        app.data_with(query, json!({"t": text, "l": language})).await
    };
    let nothing = json!({"suggest": [], "search": {"edges": []}});
    let keeper = |hint: &str, text: &str| json!({"suggest": [{"text": text, "hint": hint}], "search": {"edges": [{"matchedName": text}]}});
    // Names in any language, each beside the English one; or those in one alone, each beside that.
    assert_eq!(ask("apicultrice", None).await, keeper("bee keeper", "apicultrice"));
    assert_eq!(ask("apicultrice", Some("fr-CA")).await, keeper("apiculteur/apicultrice", "apicultrice"));
    assert_eq!(ask("apicultrice", Some("de")).await, nothing);
    assert_eq!(ask("hive tender", Some("fr")).await, nothing);
    assert_eq!(ask("hive tender", Some("en")).await, keeper("bee keeper", "hive tender"));
    // What only a description has is called as the language calls it.
    let found = &ask("harvest honey", Some("fr")).await["search"]["edges"][0];
    assert_eq!(found["matchedName"], "apiculteur/apicultrice");
}
