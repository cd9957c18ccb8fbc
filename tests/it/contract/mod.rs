//! The printed schema keeps the contract, and documents itself.
//!
//! - `contract.graphql`: the names, arguments, values and shapes that are promised
//! - `entries`: a schema document as a flat list, so that two can be compared

mod entries;

use self::entries::{Entry, entries};
use crate::support::{Schema, argument, base};

const CONTRACT: &str = include_str!("contract.graphql");
const PRINTED: &str = include_str!("../../../schema.graphql");

fn shortfalls(contract: &str, printed: &str) -> Vec<String> {
    let (contract, printed) = (entries(&Schema::parse(contract)), entries(&Schema::parse(printed)));
    let mut failures = Vec::new();
    for (path, Entry { text, .. }) in &contract {
        match printed.get(path) {
            Some(found) if found.text == *text => {}
            Some(found) => failures.push(format!("{path} is `{}`, the contract says `{text}`", found.text)),
            None => failures.push(format!("{path} is missing: the contract says `{text}`")),
        }
    }
    for (path, Entry { text, .. }) in printed.iter().filter(|(path, _)| !contract.contains_key(*path)) {
        let asked_for = text.ends_with('!') && !text.contains(" = ");
        // An argument, or a field of an input, of what the contract has without it.
        let of_contract = match path.split_once('(') {
            Some((field, _)) => contract.contains_key(field),
            None => path
                .split_once('.')
                .is_some_and(|(owner, _)| contract.get(owner).is_some_and(|e| e.text.starts_with("input"))),
        };
        if asked_for && of_contract {
            failures.push(format!("{path} is `{text}`: queries that keep to the contract do not give it"));
        }
    }
    failures
}

#[test]
fn the_schema_keeps_the_contract() {
    let failures = shortfalls(CONTRACT, PRINTED);
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn whatever_differs_from_the_contract_is_told() {
    let changes = [
        ("	jobZone: JobZone\n", "	zone: JobZone\n", "Role.jobZone"),
        ("	jobZone: JobZone\n", "	jobZone: JobZone!\n", "Role.jobZone"),
        ("	OCCUPATION\n", "	JOB\n", "RoleKind.OCCUPATION"),
        ("enum RoleKind ", "enum RoleSort ", "RoleKind"),
        ("type Role implements Concept & Node", "type Role implements Node", "Role implements Concept"),
        ("input RoleBy @oneOf", "input RoleBy", "RoleBy"),
        (
            "		direction: Direction! = OUT,\n",
            "		direction: Direction! = BOTH,\n",
            "Role.relations(direction:)",
        ),
        ("		slug: String!\n", "		slug: String\n", "Query.taxonomy(slug:)"),
        ("	minLevel: Float\n", "	level: Float\n", "RoleSkillFilter.minLevel"),
        ("input TextFilter {\n", "input TextFilter {\n	language: String!\n", "TextFilter.language"),
        ("	text: String!\n", "	text(length: Int!): String!\n", "Note.text(length:)"),
    ];
    for (from, to, told) in changes {
        assert!(PRINTED.contains(from), "the schema has no {from:?}");
        let failures = shortfalls(CONTRACT, &PRINTED.replace(from, to));
        let found = failures.iter().any(|failure| failure.starts_with(&format!("{told} ")));
        assert!(found, "{from:?} as {to:?} tells only: {failures:#?}");
    }
}

#[test]
fn schema_graphql_is_what_the_code_prints() {
    let limits = career_graph::graphql::Limits::default();
    assert_eq!(PRINTED, career_graph::graphql::schema(limits).sdl(), "cargo run -- schema > schema.graphql");
}

#[test]
fn everything_has_a_description() {
    let undescribed: Vec<String> = entries(&Schema::parse(PRINTED))
        .into_iter()
        .filter(|(_, entry)| entry.description.as_ref().is_some_and(|text| text.trim().is_empty()))
        .map(|(path, _)| path)
        .collect();
    assert!(undescribed.is_empty(), "without a description: {}", undescribed.join(", "));
}

#[test]
fn descriptions_speak_the_language_of_clients() {
    let ours = [
        "::",
        "Option<",
        "Vec<",
        "`None`",
        "`Some",
        "usize",
        "i32",
        "i64",
        "f64",
        "Uuid",
        "struct",
        "impl ",
        "ConceptFields",
        "ConceptIdx",
        "Dataset",
        "snapshot",
        "TODO",
    ];
    let mut failures = Vec::new();
    for (path, entry) in entries(&Schema::parse(PRINTED)) {
        let description = entry.description.unwrap_or_default();
        failures.extend(
            ours.iter().filter(|word| description.contains(**word)).map(|word| format!("{path}: {word}")),
        );
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_concepts_share_is_the_same_on_all_of_them_and_no_type_of_its_own() {
    let schema = Schema::printed();
    assert!(!schema.types.contains_key("ConceptFields"));
    let entries = entries(&schema);
    let shared = entries.iter().filter(|(path, _)| path.starts_with("Concept."));
    let concepts = schema.implementors("Concept");
    assert_eq!(concepts.len(), schema.values("ConceptKind").len(), "a type for each kind");
    for (path, entry) in shared {
        for concept in &concepts {
            let own = path.replacen("Concept", concept, 1);
            assert_eq!(entries.get(&own), Some(entry), "{own} is not as {path}");
        }
    }
}

#[test]
fn every_list_is_whole_and_every_connection_pages_alike() {
    let schema = Schema::printed();
    let lists = entries(&schema).into_iter().filter(|(path, entry)| {
        let field = path.contains('.') && !path.contains('(') && !entry.text.is_empty();
        field && entry.text.contains("[") && entry.text.ends_with("]!") && !entry.text.contains("!]")
    });
    assert_eq!(Vec::from_iter(lists.map(|(path, _)| path)), ["Query.nodes"], "lists that may hold null");
    for (type_name, field) in schema.connections() {
        let place = format!("{type_name}.{}", field.name.node);
        for (name, ty) in [("first", "Int"), ("after", "String"), ("last", "Int"), ("before", "String")] {
            let given = argument(field, name).map(|argument| argument.ty.node.to_string());
            assert_eq!(given.as_deref(), Some(ty), "{place}({name}:)");
        }
        assert!(field.ty.node.to_string().ends_with('!'), "{place} is null at times");
        let parts = schema.fields(base(&field.ty.node));
        let parts = Vec::from_iter(parts.iter().map(|part| part.name.node.as_str()));
        let (paged, more) = parts.split_at(4.min(parts.len()));
        assert_eq!(paged, ["totalCount", "nodes", "edges", "pageInfo"], "{place}");
        // What is computed says what from.
        let computed = ["ancestors", "descendants"].iter().any(|name| place.ends_with(name));
        assert_eq!(more, if computed { &["receipt"][..] } else { &[] }, "{place}");
    }
    let forward = schema.forward_connections().into_iter();
    let forward = forward.map(|(type_name, field)| format!("{type_name}.{}", field.name.node));
    assert_eq!(Vec::from_iter(forward), ["Query.search"], "what is ranked has no end to page from");
}
