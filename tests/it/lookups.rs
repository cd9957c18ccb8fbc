//! One concept by each of its keys, any node by id, and what answers where there is none.

use entity::{CodeScheme, ConceptKind, LabelRole, NoteKind, former_slug};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{App, Database, Records, Schema, crowd, curated_edition, hub, member};

/// One concept of each kind that can be looked up, each with every key.
async fn keyed() -> (App, Vec<(&'static str, Uuid)>) {
    let mut records = Records::new("keys");
    let concepts = vec![
        ("role", records.role("keeper")),
        ("skill", records.skill("keeper")),
        ("tool", records.tool("keeper")),
        ("pathway", records.pathway("keeper", entity::PathwayKind::Degree)),
        ("task", records.task("keeper")),
    ];
    for (number, (_, id)) in concepts.iter().enumerate() {
        records.rename(*id, "Keeper of the Keys");
        records.name(*id, "de", LabelRole::Alternative, "Schlüsselwart");
        records.name(*id, "en", LabelRole::Hidden, "keyper");
        records.code(*id, CodeScheme::OnetTask, &format!("17-{number}"), true);
        records.code(*id, CodeScheme::Isco08, "9999", false);
        let kind = records.dataset.concepts[number].kind;
        let slug = "warden".to_owned();
        records.dataset.former_slugs.push(former_slug::Model { kind, slug, concept_id: *id });
    }
    (App::holding(Database::sqlite(), records.dataset).await, concepts)
}

#[tokio::test]
async fn a_concept_is_found_by_each_of_its_keys() {
    let (app, concepts) = keyed().await;
    for (number, (field, id)) in concepts.iter().enumerate() {
        let keys = [
            format!("id: \"{id}\""),
            format!("id: \"{}\"", id.to_string().to_uppercase()),
            "slug: \"keeper\"".to_owned(),
            "slug: \"warden\"".to_owned(),
            format!("code: {{scheme: ONET_TASK, value: \"17-{number}\"}}"),
            "name: \"Keeper of the Keys\"".to_owned(),
            "name: \" keeper OF  the keys \"".to_owned(),
            "name: \"SCHLÜSSELWART\"".to_owned(),
        ];
        for key in keys {
            let data = app.data(&format!("{{ it: {field}(by: {{{key}}}) {{ id slug }} }}")).await;
            assert_eq!(data["it"], json!({"id": id.to_string(), "slug": "keeper"}), "{field} by {key}");
        }
    }
}

#[tokio::test]
async fn a_key_that_nobody_has_gives_null_and_no_error() {
    let (app, concepts) = keyed().await;
    for (number, (field, _)) in concepts.iter().enumerate() {
        let other = concepts[(number + 1) % concepts.len()].1;
        let other_code = (number + 1) % concepts.len();
        let keys = [
            format!("id: \"{}\"", Uuid::nil()),
            format!("id: \"{other}\""),
            "slug: \"keepers\"".to_owned(),
            "slug: \"Keeper\"".to_owned(),
            "slug: \"\"".to_owned(),
            format!("code: {{scheme: ONET_TASK, value: \"17-{other_code}\"}}"),
            "code: {scheme: ISCO_08, value: \"9999\"}".to_owned(),
            format!("code: {{scheme: ONET_ELEMENT, value: \"17-{number}\"}}"),
            "name: \"keyper\"".to_owned(),
            "name: \"Keeper\"".to_owned(),
            "name: \"\"".to_owned(),
        ];
        for key in keys {
            let data = app.data(&format!("{{ it: {field}(by: {{{key}}}) {{ id }} }}")).await;
            assert_eq!(data, json!({"it": null}), "{field} by {key}");
        }
    }
    let nobody = format!("{{ node(id: \"{}\") {{ id }} taxonomy(slug: \"none\") {{ id }} }}", Uuid::nil());
    assert_eq!(app.data(&nobody).await, json!({"node": null, "taxonomy": null}));
    for key in ["slug: \"none\"".to_owned(), format!("id: \"{}\"", concepts[0].1)] {
        assert_eq!(app.data(&format!("{{ source(by: {{{key}}}) {{ id }} }}")).await, json!({"source": null}));
    }
}

#[tokio::test]
async fn a_malformed_id_is_an_error_that_leaves_the_rest_of_the_answer() {
    let app = App::curated().await;
    let long = "x".repeat(10_000);
    for id in
        ["x", "", "1", "b033a4d4fe2b5ce99294e304c23ab58f", "{b033a4d4-fe2b-5ce9-9294-e304c23ab58}", &long]
    {
        for field in ["role(by: {id: $})", "task(by: {id: $})", "source(by: {id: $})", "node(id: $)"] {
            let field = field.replace('$', &format!("{id:?}"));
            let query =
                format!("{{ a: {field} {{ id }} b: role(by: {{slug: \"back-end-developer\"}}) {{ name }} }}");
            let answer = app.answer(&query).await;
            assert_eq!(answer["data"], json!({"a": null, "b": {"name": "Back-end developer"}}), "{field}");
            let errors = answer["errors"].as_array().expect("errors");
            assert_eq!(errors.len(), 1, "{errors:?}");
            assert_eq!(errors[0]["path"], json!(["a"]));
            assert_eq!(errors[0]["extensions"]["code"], "BAD_USER_INPUT");
            assert!(
                errors[0]["message"].as_str().is_some_and(|m| m.contains("`id`") && m.len() < 300),
                "{errors:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_name_that_several_bear_is_ambiguous_and_names_them() {
    let app = App::curated().await;
    let answer = app.answer("{ a: pathway(by: {name: \"bootcamp\"}) { id } graph { revision } }").await;
    assert_eq!(answer["data"], json!({"a": null, "graph": {"revision": 1}}));
    let errors = answer["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0]["extensions"]["code"], "AMBIGUOUS");
    let candidates = &errors[0]["extensions"]["candidates"];
    assert!(candidates.as_array().is_some_and(|ids| ids.len() > 1), "{candidates}");
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Pathway { name otherNames } } }";
    let data = app.data_with(query, json!({"ids": candidates})).await;
    for pathway in data["nodes"].as_array().expect("pathways") {
        assert!(
            pathway.to_string().to_lowercase().contains("\"bootcamp\""),
            "{pathway} does not bear the name"
        );
    }
}

#[tokio::test]
async fn a_name_that_is_also_that_of_a_retired_concept_belongs_to_the_one_in_use() {
    let mut records = Records::new("keys");
    let (old, new) = (records.role("old-smith"), records.role("smith"));
    records.rename(old, "Smith");
    records.rename(new, "Smith");
    records.retire(old, Some(new));
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let data = app.data("{ role(by: {name: \"smith\"}) { slug retired } }").await;
    assert_eq!(data["role"], json!({"slug": "smith", "retired": false}));
}

#[tokio::test]
async fn nodes_of_every_type_are_found_by_id() {
    let app = App::holding(Database::sqlite(), crowd(1, 0)).await;
    let query = format!(
        "{{ node(id: \"{}\") {{ ... on Role {{ taxonomy {{ id }} sources {{ id }} salaries {{ nodes {{ id }} }}
            interviewQuestions {{ id }} }} }} }}",
        hub("Role")
    );
    let data = app.data(&query).await;
    let text = |pointer: &str| data.pointer(pointer).and_then(Value::as_str).expect("an id").to_owned();
    let mut ids = vec![
        ("Taxonomy".to_owned(), text("/node/taxonomy/id")),
        ("Source".to_owned(), text("/node/sources/0/id")),
        ("Salary".to_owned(), text("/node/salaries/nodes/0/id")),
        ("InterviewQuestion".to_owned(), text("/node/interviewQuestions/0/id")),
    ];
    let schema = Schema::printed();
    ids.extend(schema.implementors("Concept").iter().map(|name| ((*name).to_owned(), hub(name).to_string())));
    let mut types = Vec::from_iter(ids.iter().map(|(name, _)| name.as_str()));
    types.sort_unstable();
    assert_eq!(types, schema.implementors("Node"));
    for (type_name, id) in &ids {
        let data = app.data(&format!("{{ node(id: \"{id}\") {{ __typename id }} }}")).await;
        assert_eq!(data["node"], json!({"__typename": type_name, "id": id}));
    }
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
    let all: Vec<&String> = ids.iter().map(|(_, id)| id).rev().collect();
    let expected: Vec<Value> =
        ids.iter().rev().map(|(type_name, id)| json!({"__typename": type_name, "id": id})).collect();
    assert_eq!(app.data_with(query, json!({"ids": all})).await["nodes"], json!(expected));
}

#[tokio::test]
async fn nodes_keep_their_places_and_a_bad_id_spoils_only_its_own() {
    let app = App::holding(Database::sqlite(), crowd(1, 0)).await;
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    let (role, nobody) = (hub("Role").to_string(), Uuid::nil().to_string());
    let answer = app.answer_with(query, json!({"ids": [role, "x", nobody, role]})).await;
    assert_eq!(answer["data"]["nodes"], json!([{"id": role}, null, null, {"id": role}]));
    let errors = answer["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0]["path"], json!(["nodes", 1]));
    assert_eq!(errors[0]["extensions"]["code"], "BAD_USER_INPUT");

    assert_eq!(app.data_with(query, json!({"ids": []})).await, json!({"nodes": []}));
    let hundred = app.data_with(query, json!({"ids": vec![&role; 100]})).await;
    assert_eq!(hundred["nodes"].as_array().map(Vec::len), Some(100));
    let answer = app.answer_with(query, json!({"ids": vec![&role; 101]})).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{answer}");
}

#[tokio::test]
async fn an_argument_that_refers_to_nothing_is_not_found_and_names_it() {
    let app = App::curated().await;
    let developer = "role(by: {slug: \"back-end-developer\"})";
    let nobody = Uuid::nil();
    let skill = app.data("{ skill(by: {slug: \"communication\"}) { id } }").await["skill"]["id"].to_string();
    let cases = [
        ("{ roles(filter: {taxonomy: [\"none\"]}) { totalCount } }".to_owned(), "none"),
        (
            "{ roles(filter: {not: {or: [{taxonomy: [\"house\", \"none\"]}]}}) { totalCount } }".to_owned(),
            "none",
        ),
        ("{ skills(filter: {taxonomy: [\"none\"]}) { totalCount } }".to_owned(), "none"),
        ("{ tools(filter: {taxonomy: [\"none\"]}) { totalCount } }".to_owned(), "none"),
        ("{ pathways(filter: {taxonomy: [\"none\"]}) { totalCount } }".to_owned(), "none"),
        (format!("{{ roles(filter: {{within: \"{nobody}\"}}) {{ totalCount }} }}"), "within"),
        (format!("{{ roles(filter: {{within: {skill}}}) {{ totalCount }} }}"), "within"),
        (format!("{{ skills(filter: {{within: \"{nobody}\"}}) {{ totalCount }} }}"), "within"),
        (format!("{{ {developer} {{ mappings(taxonomy: [\"none\"]) {{ kind }} }} }}"), "none"),
        (
            format!("{{ {developer} {{ skills(filter: {{taxonomy: [\"none\"]}}) {{ totalCount }} }} }}"),
            "none",
        ),
        (
            format!("{{ {developer} {{ skills(filter: {{sources: [\"{nobody}\"]}}) {{ totalCount }} }} }}"),
            "sources",
        ),
        (
            format!("{{ {developer} {{ skills(filter: {{sources: [{skill}]}}) {{ totalCount }} }} }}"),
            "sources",
        ),
        (
            format!("{{ {developer} {{ tools(filter: {{sources: [\"{nobody}\"]}}) {{ totalCount }} }} }}"),
            "sources",
        ),
        (
            format!(
                "{{ skill(by: {{id: {skill}}}) {{ roles(filter: {{taxonomy: [\"none\"]}}) {{ totalCount }} }} }}"
            ),
            "none",
        ),
    ];
    for (query, named) in cases {
        let (code, message) = app.error(&query).await;
        assert_eq!(code, "NOT_FOUND", "{query}: {message}");
        assert!(message.contains(&format!("`{named}`")), "{query}: {message}");
    }
}

#[tokio::test]
async fn a_value_that_cannot_be_is_bad_input() {
    let app = App::curated().await;
    let developer = "role(by: {slug: \"back-end-developer\"})";
    let cases = [
        "{ roles(filter: {within: \"x\"}) { totalCount } }".to_owned(),
        "{ pathways(filter: {maxCost: 5}) { totalCount } }".to_owned(),
        "{ pathways(filter: {currency: \"POUND\"}) { totalCount } }".to_owned(),
        "{ pathways(filter: {region: [\"GB\", \"UK\"]}) { totalCount } }".to_owned(),
        format!("{{ {developer} {{ salaries(region: [\"UK\"]) {{ totalCount }} }} }}"),
        format!("{{ {developer} {{ skills(filter: {{sources: [\"x\"]}}) {{ totalCount }} }} }}"),
    ];
    for query in cases {
        let (code, message) = app.error(&query).await;
        assert_eq!(code, "BAD_USER_INPUT", "{query}: {message}");
    }
}

#[tokio::test]
async fn every_answer_tells_its_revision_and_every_error_its_code() {
    let app = App::curated().await;
    let parse = "GRAPHQL_PARSE_FAILED";
    let validation = "GRAPHQL_VALIDATION_FAILED";
    let cases = [
        ("", json!({}), parse),
        ("{", json!({}), parse),
        ("{ graph { revision }", json!({}), parse),
        ("{ nothing }", json!({}), validation),
        ("{ graph { nothing } }", json!({}), validation),
        ("{ graph }", json!({}), validation),
        ("{ role { id } }", json!({}), validation),
        ("{ roles(first: \"x\") { totalCount } }", json!({}), validation),
        ("{ role(by: {id: \"x\", slug: \"y\"}) { id } }", json!({}), validation),
        ("{ role(by: {}) { id } }", json!({}), validation),
        ("{ role(by: {slug: null}) { id } }", json!({}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({"by": {}}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({"by": {"slug": "x", "name": "y"}}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({"by": {"slug": null, "name": "y"}}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({"by": {"title": "x"}}), ""),
        ("query($by: RoleBy!) { role(by: $by) { id } }", json!({"by": 7}), ""),
        ("query($first: Int) { roles(first: $first) { totalCount } }", json!({"first": "x"}), ""),
        ("query($first: Int) { roles(first: $first) { totalCount } }", json!({"first": 1.5}), ""),
        (
            "query($first: Int) { roles(first: $first) { totalCount } }",
            json!({"first": 3_000_000_000_u32}),
            "",
        ),
        (
            "query($kind: [RoleKind!]) { roles(filter: {kind: $kind}) { totalCount } }",
            json!({"kind": ["X"]}),
            "",
        ),
        ("mutation { nothing }", json!({}), ""),
        ("subscription { nothing }", json!({}), ""),
        ("query a { graph { revision } } query b { graph { revision } }", json!({}), ""),
    ];
    for (query, variables, code) in cases {
        let answer = app.answer_with(query, variables.clone()).await;
        assert_eq!(answer["extensions"]["revision"], 1, "{query}: {answer}");
        let errors = answer["errors"].as_array().unwrap_or_else(|| panic!("{query} {variables}: {answer}"));
        for error in errors {
            let found = error["extensions"]["code"].as_str().unwrap_or_default();
            assert!(["BAD_USER_INPUT", parse, validation].contains(&found), "{query} {variables}: {error}");
            assert!(code.is_empty() || found == code, "{query} {variables}: {error}");
            let message = error["message"].as_str().unwrap_or_default();
            assert!(
                !message.is_empty() && !message.contains('\n') && !message.contains("::"),
                "{query}: {error}"
            );
        }
    }
    assert_eq!(app.answer("{ __typename }").await["extensions"]["revision"], 1);
}

#[tokio::test]
async fn a_retired_concept_answers_look_ups_and_is_left_out_elsewhere() {
    let mut records = Records::new("trades");
    let (weaver, operator) = (records.role("weaver"), records.role("loom-operator"));
    let (skill, other) = (records.skill("weaving"), records.skill("mending"));
    let pathway = records.pathway("guild", entity::PathwayKind::Apprenticeship);
    let (diploma, letter) = (records.credential("diploma"), records.credential("letter"));
    for role in [weaver, operator] {
        for skill in [skill, other] {
            records.role_skill(role, skill, None);
        }
        records.role_pathway(role, pathway);
    }
    records.role_relation(weaver, operator, entity::RoleLinkKind::WorksWith);
    records.question(operator, "What is a warp?", &[skill, other]);
    records.step(pathway, 1, Some(letter), &[skill, other]);
    records.step(pathway, 2, Some(diploma), &[]);
    records.step(pathway, 3, Some(diploma), &[]);
    records.mapping(operator, weaver, entity::MappingKind::Close);
    records.note(weaver, NoteKind::Demand, "hardly any");
    records.retire(weaver, Some(operator));
    records.retire(skill, None);
    records.retire(letter, None);
    let app = App::holding(Database::sqlite(), records.dataset).await;

    let look_ups = format!(
        "{{ a: role(by: {{id: \"{weaver}\"}}) {{ ...F }} b: role(by: {{slug: \"weaver\"}}) {{ ...F }}
            c: role(by: {{name: \"weaver\"}}) {{ ...F }} d: node(id: \"{weaver}\") {{ ...F }} }}
         fragment F on Concept {{ name retired replacedBy {{ id retired replacedBy {{ id }} }} notes {{ text }} }}"
    );
    let found = json!({
        "name": "weaver",
        "retired": true,
        "replacedBy": {"id": operator.to_string(), "retired": false, "replacedBy": null},
        "notes": [{"text": "hardly any"}],
    });
    assert_eq!(app.data(&look_ups).await, json!({"a": found, "b": found, "c": found, "d": found}));

    let data = app
        .data(
            "{ roles { totalCount nodes { slug } } skills { totalCount nodes { slug } }
               graph { counts { kind count } taxonomies { counts { kind count } } }
               role(by: {slug: \"loom-operator\"}) {
                   skills { totalCount nodes { slug } } relations(direction: BOTH) { totalCount }
                   interviewQuestions { about { slug } } mappings { kind } }
               skill(by: {slug: \"mending\"}) { roles { totalCount nodes { slug } } }
               pathway(by: {slug: \"guild\"}) { roles { totalCount nodes { slug } }
                   steps { skills { slug } } credentials { slug } } }",
        )
        .await;
    let only = |slug: &str| json!({"totalCount": 1, "nodes": [{"slug": slug}]});
    assert_eq!(data["roles"], only("loom-operator"));
    assert_eq!(data["skills"], only("mending"));
    assert_eq!(data["graph"]["counts"], data["graph"]["taxonomies"][0]["counts"]);
    let counts: Vec<_> =
        data["graph"]["counts"].as_array().expect("counts").iter().map(|c| &c["count"]).collect();
    assert_eq!(json!(counts), json!([1, 1, 0, 1, 0, 1, 0, 0]));
    assert_eq!(
        data["role"],
        json!({
            "skills": only("mending"),
            "relations": {"totalCount": 0},
            "interviewQuestions": [{"about": [{"slug": "mending"}]}],
            "mappings": [],
        })
    );
    assert_eq!(data["skill"], json!({"roles": only("loom-operator")}));
    assert_eq!(
        data["pathway"],
        json!({
            "roles": only("loom-operator"),
            "steps": [{"skills": [{"slug": "mending"}]}, {"skills": []}, {"skills": []}],
            "credentials": [{"slug": "diploma"}],
        })
    );

    let cases = [
        ("{retired: true}", vec!["weaver"]),
        ("{retired: false}", vec!["loom-operator"]),
        ("{or: [{retired: true}, {retired: false}]}", vec!["loom-operator", "weaver"]),
        ("{not: {retired: true}}", vec!["loom-operator"]),
        ("{not: {retired: false}}", vec!["weaver"]),
        ("{name: {contains: \"w\"}}", vec![]),
        ("{name: {contains: \"w\"}, retired: true}", vec!["weaver"]),
    ];
    for (filter, expected) in cases {
        let data =
            app.data(&format!("{{ roles(filter: {filter}) {{ totalCount nodes {{ slug }} }} }}")).await;
        let nodes: Vec<Value> = expected.iter().map(|slug| json!({"slug": slug})).collect();
        assert_eq!(data["roles"], json!({"totalCount": expected.len(), "nodes": nodes}), "{filter}");
    }
}

#[tokio::test]
async fn what_no_import_gives_any_more_is_retired_and_comes_back_when_it_is_given_again() {
    let app = App::holding(Database::sqlite(), crowd(3, 0)).await;
    let gone = member("Role", "n002");
    let query = format!("{{ node(id: \"{gone}\") {{ ... on Role {{ retired }} }} roles {{ totalCount }} }}");
    assert_eq!(app.data(&query).await, json!({"node": {"retired": false}, "roles": {"totalCount": 4}}));
    app.load(crowd(2, 0)).await;
    assert_eq!(app.data(&query).await, json!({"node": {"retired": true}, "roles": {"totalCount": 3}}));
    app.load(crowd(3, 0)).await;
    assert_eq!(app.data(&query).await, json!({"node": {"retired": false}, "roles": {"totalCount": 4}}));
}

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

#[tokio::test]
async fn codes_notes_and_matches_can_be_asked_for_by_kind() {
    let mut records = Records::new("ours");
    let cook = records.role("cook");
    records.code(cook, CodeScheme::Isco08, "5120", false);
    records.code(cook, CodeScheme::OnetSoc, "35-2014.00", true);
    records.note(cook, NoteKind::Demand, "sought");
    records.note(cook, NoteKind::Benefit, "meals");
    let mut theirs = Records::new("theirs");
    let (chef, apron) = (theirs.role("chef"), theirs.tool("apron"));
    let cook_ref = records.reference(cook);
    theirs.mapping_between(&theirs.reference(chef), &cook_ref, entity::MappingKind::Broad);
    theirs.mapping_between(&cook_ref, &theirs.reference(apron), entity::MappingKind::Related);
    // One that leads to a taxonomy that is not here waits, and does no harm.
    let elsewhere = career_graph::dataset::Reference::new("elsewhere", ConceptKind::Role, "cook");
    theirs.mapping_between(&cook_ref, &elsewhere, entity::MappingKind::Exact);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    app.load(theirs.dataset).await;
    let ask = async |fields: &str| {
        app.data(&format!("{{ it: role(by: {{slug: \"cook\"}}) {{ a: {fields} }} }}")).await["it"]["a"]
            .clone()
    };

    assert_eq!(
        ask("codes { value identifies }").await,
        json!([{"value": "5120", "identifies": false}, {"value": "35-2014.00", "identifies": true}])
    );
    assert_eq!(ask("codes(schemes: [ONET_SOC]) { scheme }").await, json!([{"scheme": "ONET_SOC"}]));
    assert_eq!(ask("codes(schemes: []) { scheme }").await, json!([]));
    assert_eq!(ask("notes { text }").await, json!([{"text": "meals"}, {"text": "sought"}]));
    assert_eq!(ask("notes(kinds: [DEMAND]) { kind }").await, json!([{"kind": "DEMAND"}]));
    assert_eq!(ask("notes(kinds: []) { kind }").await, json!([]));
    let narrow = json!({"kind": "NARROW", "concept": {"slug": "chef"}, "confidence": 0.75});
    let related = json!({"kind": "RELATED", "concept": {"slug": "apron"}, "confidence": 0.75});
    let fields = "{ kind concept { slug } confidence }";
    assert_eq!(ask(&format!("mappings {fields}")).await, json!([narrow, related]));
    assert_eq!(ask(&format!("mappings(kinds: [RELATED]) {fields}")).await, json!([related]));
    assert_eq!(ask(&format!("mappings(kinds: []) {fields}")).await, json!([]));
    assert_eq!(ask(&format!("mappings(taxonomy: [\"ours\"]) {fields}")).await, json!([]));
    assert_eq!(ask(&format!("mappings(taxonomy: [\"theirs\"]) {fields}")).await, json!([narrow, related]));
    assert_eq!(ask(&format!("mappings(taxonomy: []) {fields}")).await, json!([]));
    let chef = app.data("{ role(by: {slug: \"chef\"}) { mappings { kind } } }").await;
    assert_eq!(chef["role"]["mappings"], json!([{"kind": "BROAD"}]), "read from the other end");
}

#[tokio::test]
async fn the_same_data_has_the_same_digest_whatever_came_between() {
    let app = App::holding(Database::sqlite(), curated_edition()).await;
    let digest = async || app.data("{ graph { revision digest } }").await["graph"].clone();
    let first = digest().await;
    app.load(crowd(1, 0)).await;
    let with_crowd = digest().await;
    assert_ne!(with_crowd["digest"], first["digest"]);
    app.load(crowd(2, 0)).await;
    app.load(crowd(1, 0)).await;
    let again = digest().await;
    assert_eq!(again["digest"], with_crowd["digest"]);
    assert_eq!(again["revision"], 4);
    assert_eq!(
        ConceptKind::ALL.len(),
        app.data("{ graph { counts { kind } } }").await["graph"]["counts"].as_array().map_or(0, Vec::len)
    );
}
