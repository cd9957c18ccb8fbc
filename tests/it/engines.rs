//! SQLite and PostgreSQL give the same bytes, for every field of every type.

use std::collections::BTreeSet;

use async_graphql::parser::types::FieldDefinition;
use axum::http::Request;
use career_graph::dataset::Reference;
use serde_json::json;

use crate::support::{App, Database, Raw, Records, Schema, base, crowd, curated_edition, hub};

/// Root fields that cannot be asked without arguments, each with some.
const ROOTS: &[(&str, &str)] = &[
    ("node", "(id: \"$ROLE\")"),
    ("nodes", "(ids: [\"$ROLE\"])"),
    ("role", "(by: {slug: \"back-end-developer\"})"),
    ("skill", "(by: {slug: \"communication\"})"),
    ("tool", "(by: {slug: \"python\"})"),
    ("pathway", "(by: {slug: \"self-study\"})"),
    ("task", "(by: {slug: \"hub\"})"),
    ("taxonomy", "(slug: \"house\")"),
    ("source", "(by: {slug: \"crowd\"})"),
    ("search", "(text: \"java\")"),
    ("suggest", "(prefix: \"back\")"),
    ("rolesForTitle", "(title: \"Senior back-end developer\")"),
    ("rolesForTitles", "(titles: [\"Back-end engineer\"])"),
    ("skillGap", "(have: [{tool: {slug: \"python\"}}], target: {slug: \"back-end-developer\"})"),
    ("skillGaps", "(have: [], targets: [{slug: \"back-end-developer\"}, {slug: \"solutions-architect\"}])"),
    ("gapMatrix", "(roles: [{slug: \"back-end-developer\"}, {slug: \"front-end-developer\"}], basis: TOOLS)"),
    ("nextSkills", "(have: [], anyRole: {}, threshold: 0.5)"),
    (
        "whatIf",
        "(have: [], add: [{skill: {slug: \"communication\"}}], target: {slug: \"back-end-developer\"})",
    ),
    ("learningPlan", "(have: [], target: {slug: \"back-end-developer\"})"),
    ("matchRoles", "(have: [{tool: {slug: \"python\"}}], basis: TOOLS)"),
    ("compareRoles", "(roles: [{slug: \"back-end-developer\"}, {slug: \"front-end-developer\"}])"),
    ("neighborhood", "(of: \"$ROLE\", depth: 2)"),
    ("careerPaths", "(from: {slug: \"back-end-developer\"}, to: {slug: \"solutions-architect\"}, have: [])"),
    ("skillsInText", "(text: \"We write Python and SQL.\")"),
];

/// Fields of objects that have arguments without a default.
const GIVEN: &[(&str, &str)] = &[("Role.gapFrom", "(role: {slug: \"back-end-developer\"})")];

/// Fields that can be listened to, each with arguments by which it ends.
const LISTENED: &[(&str, &str)] = &[("graphChanged", "(first: 1)")];

/// Writes selections, and which fields they hold.
struct Selections<'a> {
    schema: &'a Schema,
    nodes: BTreeSet<&'a str>,
    selected: BTreeSet<String>,
}

impl<'a> Selections<'a> {
    fn new(schema: &'a Schema) -> Self {
        let mut nodes: BTreeSet<&str> = schema.implementors("Node").into_iter().collect();
        nodes.extend(["Node", "Concept"]);
        Self { schema, nodes, selected: BTreeSet::new() }
    }

    /// Every field of a type, those of other nodes by id only.
    fn whole(&mut self, type_name: &str) -> String {
        let mut fields = vec!["__typename".to_owned()];
        for field in self.schema.fields(type_name) {
            fields.extend(self.field(type_name, field, ""));
        }
        format!("{{ {} }}", fields.join(" "))
    }

    /// A field with its whole value; none if it asks for arguments that are not given.
    fn field(&mut self, of: &str, field: &FieldDefinition, arguments: &str) -> Option<String> {
        let required = |argument: &async_graphql::parser::types::InputValueDefinition| {
            !argument.ty.node.nullable && argument.default_value.is_none()
        };
        let path = format!("{of}.{}", field.name.node);
        let given = GIVEN.iter().find(|(field, _)| *field == path).map_or(arguments, |(_, given)| *given);
        let arguments = if arguments.is_empty() { given } else { arguments };
        if arguments.is_empty() && field.arguments.iter().any(|argument| required(&argument.node)) {
            return None;
        }
        let (name, value) = (&field.name.node, base(&field.ty.node));
        self.selected.insert(path);
        let both = if name == "relations" { "(direction: BOTH, first: 100)" } else { arguments };
        Some(if self.schema.fields(value).is_empty() {
            format!("{name}{both}")
        } else if self.nodes.contains(value) {
            format!("{name}{both} {{ __typename id }}")
        } else {
            format!("{name}{both} {}", self.whole(value))
        })
    }
}

/// A query for each root field, and one for each type of node; together they select every field of every type.
fn queries(schema: &Schema) -> Vec<String> {
    let mut selections = Selections::new(schema);
    let mut queries = Vec::new();
    for field in schema.fields("Query") {
        let arguments =
            ROOTS.iter().find(|(name, _)| field.name.node == *name).map_or("", |(_, given)| *given);
        let root = selections.field("Query", field, arguments);
        queries.push(format!("{{ {} }}", root.expect("its arguments are given in ROOTS")));
    }
    for field in schema.fields("Subscription") {
        let (_, arguments) = LISTENED
            .iter()
            .find(|(name, _)| field.name.node == *name)
            .expect("what ends it is given in LISTENED");
        let root = selections.field("Subscription", field, arguments);
        queries.push(format!("subscription {{ {} }}", root.expect("its arguments are given")));
    }
    for name in selections.nodes.clone() {
        let whole = selections.whole(name);
        queries.push(format!("query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {name} {whole} }} }}"));
    }
    let all = schema
        .types
        .keys()
        .flat_map(|of| schema.fields(of).into_iter().map(move |field| format!("{of}.{}", field.name.node)));
    let missing: Vec<String> = all.filter(|field| !selections.selected.contains(field)).collect();
    assert!(missing.is_empty(), "not asked for: {}", missing.join(", "));
    queries
}

/// Questions of people rather than of the schema.
const ASKED: &[&str] = &[
    "{ roles(filter: {or: [{name: {contains: \"developer\"}}, {kind: [COUNTERPART]}]}, last: 7) { totalCount nodes { name } pageInfo { startCursor } } }",
    "{ pathways(orderBy: {field: COST, direction: DESC}, first: 100) { edges { cursor node { name cost { min max currency } } } } }",
    "{ role(by: {slug: \"back-end-developer\"}) { skills(first: 100, orderBy: {field: EVIDENCE_COUNT, direction: DESC}, through: [EXACT, CLOSE]) { edges { cursor node { name otherNames } requirement from { slug } evidence { source { title published } locator date stated } } } } }",
    "{ role(by: {slug: \"back-end-developer\"}) { tools(first: 100, orderBy: {field: CATEGORY}) { edges { cursor node { name category } } } tasks(first: 100) { edges { position core node { name description } } } notes { kind text evidence { stated } } interviewQuestions { text about { name } } } }",
    "{ a: role(by: {id: \"x\"}) { id } pathway(by: {name: \"bootcamp\"}) { id } }",
    "{ roles(first: 0) { totalCount } }",
    "{ roles { nothing } }",
    "{ __schema { types { name fields { name } } } }",
];

#[tokio::test]
async fn both_engines_and_a_second_load_give_the_same_bytes() {
    let mut apps = Vec::new();
    for database in Database::each().await {
        let app = App::unbounded(database, curated_edition()).await;
        app.load(crowd(7, 0)).await;
        let mut other = Records::new("other");
        let role = other.role("hubber");
        let hub = Reference::new("crowd", entity::ConceptKind::Role, "hub");
        other.mapping_between(&other.reference(role), &hub, entity::MappingKind::Exact);
        app.load(other.dataset).await;
        apps.push(app);
    }
    let schema = Schema::printed();
    let mut ids = Vec::new();
    for name in schema.implementors("Concept") {
        ids.push(json!(hub(name).to_string()));
    }
    let lists = "{ roles(first: 9) { nodes { id } } skills(first: 9) { nodes { id } } tools(first: 9) { nodes { id } }
        pathways(first: 30) { nodes { id } } graph { taxonomies { id } sources { id } }
        role(by: {slug: \"back-end-developer\"}) { id salaries { nodes { id } } tasks(first: 3) { nodes { id } } interviewQuestions { id } } }";
    collect_ids(&apps[0].data(lists).await, &mut ids);
    let role =
        apps[0].data("{ role(by: {slug: \"back-end-developer\"}) { id } }").await["role"]["id"].clone();
    let role = role.as_str().expect("an id");
    let mut answers: Vec<Vec<u8>> = vec![Vec::new(); apps.len()];
    let queries: Vec<String> =
        queries(&schema).into_iter().chain(ASKED.iter().map(|&q| q.to_owned())).collect();
    let ask = async |app: &App, query: &str| {
        let variables = if query.contains("$ids") { json!({"ids": ids}) } else { json!({}) };
        let query = query.replace("$ROLE", role);
        let media_type = if query.starts_with("subscription") {
            "text/event-stream"
        } else {
            "application/json; charset=utf-8"
        };
        let request = Request::post("/graphql").header("content-type", "application/json");
        let body = json!({"query": query, "variables": variables}).to_string();
        let request = request.header("accept", media_type).body(body.into()).expect("a request");
        let Raw { status, headers, body } = app.send(request).await;
        assert!(status == 200 && headers["content-type"] == media_type, "{query}: {status} {headers:?}");
        body
    };
    for query in &queries {
        let of_first = ask(&apps[0], query).await;
        let text = String::from_utf8_lossy(&of_first);
        assert!(ASKED.contains(&query.as_str()) || !text.contains("\"errors\""), "{query}: {text}");
        for (app, answer) in apps.iter().zip(&mut answers) {
            let body = ask(app, query).await;
            assert!(body == of_first, "{query}\n{text}\n{}", String::from_utf8_lossy(&body));
            answer.extend(body);
        }
    }
    for (app, before) in apps.iter().zip(answers) {
        app.load(curated_edition()).await;
        app.load(crowd(7, 0)).await;
        let mut after = Vec::new();
        for query in &queries {
            after.extend(ask(app, query).await);
        }
        assert!(after == before, "the same data gives another answer");
    }
}

/// Every `id` in an answer, at most a hundred in all.
fn collect_ids(value: &serde_json::Value, ids: &mut Vec<serde_json::Value>) {
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|one| collect_ids(one, ids)),
        serde_json::Value::Object(fields) => {
            ids.extend(fields.get("id").filter(|_| ids.len() < 100).cloned());
            fields.values().for_each(|one| collect_ids(one, ids));
        }
        _ => {}
    }
}
