//! The README has every number, and every line of the tables is of a field.

use apollo_compiler::schema::ExtendedType;

use super::*;
use crate::graphql::guard::Limits;
use crate::graphql::guard::types::Types;

/// Every field of our types: of which type, its name, whether it is a list, whether it takes as many of something.
fn fields() -> Vec<(String, String, bool, bool)> {
    let types = Types::of(&crate::graphql::schema(Limits::default()).sdl());
    let ours = types.schema.types.values().filter(|ty| !ty.is_built_in());
    let each = ours.filter_map(|ty| match ty {
        ExtendedType::Object(object) => Some((object.name.to_string(), object.fields.clone())),
        ExtendedType::Interface(interface) => Some((interface.name.to_string(), interface.fields.clone())),
        _ => None,
    });
    let row = |of: &str, field: &apollo_compiler::schema::FieldDefinition| {
        let ids = ["ids", "titles", "targets"].iter().any(|name| field.argument_by_name(name).is_some());
        (of.to_owned(), field.name.to_string(), field.ty.is_list(), ids)
    };
    each.flat_map(|(of, fields)| fields.values().map(|field| row(&of, field)).collect::<Vec<_>>()).collect()
}

#[test]
fn every_list_of_the_schema_is_bounded() {
    for (of, field, is_list, ids) in fields() {
        let page = of.ends_with("Connection") && matches!(field.as_str(), "nodes" | "edges")
            || (of.as_str(), field.as_str()) == ("RolesForTitle", "candidates")
            || answered(&of, &field).is_some();
        let bounded = page || ids || most(&of, &field).is_some() || listed(&of, &field).is_some();
        assert!(!is_list || bounded, "{of}.{field} is a list without a bound: write one in LISTS");
    }
}

#[test]
fn the_readme_has_every_number() {
    let readme = include_str!("../../../../README.md");
    let words = readme.split_whitespace().collect::<Vec<_>>().join(" ");
    let between = |text: &str, start: &str, end: &str| {
        let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no `{start}`"));
        rest.split_once(end).expect("an end").0.to_owned()
    };
    let texts = between(&words, "a text of any length 1: ", ";");
    let mut texts: Vec<&str> = texts.split(',').map(|name| name.trim().trim_matches('`')).collect();
    let rows = |head: &str| -> Vec<(String, u64)> {
        let table = between(readme, head, "\n\n");
        let rows = table.lines().flat_map(|line| {
            let (names, size) = line.trim_matches('|').split_once('|').expect("two columns");
            let size = size.trim().replace(',', "").parse().expect("a number");
            names.split(',').map(|name| (name.trim().trim_matches('`').to_owned(), size)).collect::<Vec<_>>()
        });
        rows.collect()
    };
    let mut lists = rows("| list | counted as |\n| --- | --: |\n");
    let mut fees = rows("| what is computed | costs besides |\n| --- | --: |\n");
    let written = |of: &str, name: &str| if of == "*" { name.to_owned() } else { format!("{of}.{name}") };
    let mut expected: Vec<(String, u64)> =
        LISTS.iter().map(|(of, name, size)| (written(of, name), *size)).collect();
    let mut priced = TEXTS.to_vec();
    texts.sort_unstable();
    priced.sort_unstable();
    assert_eq!(texts, priced);
    lists.sort_unstable();
    expected.sort_unstable();
    assert_eq!(lists, expected);
    let root = |of: &str, name: &str| if of == "Query" { name.to_owned() } else { format!("{of}.{name}") };
    let mut expected: Vec<(String, u64)> =
        COMPUTED.iter().map(|(of, name, fee)| (root(of, name), fee / TENTHS)).collect();
    fees.sort_unstable();
    expected.sort_unstable();
    assert_eq!(fees, expected);
    let costs = |number: u64| format!("{}", number as f64 / TENTHS as f64);
    for (said, number) in [
        ("an operation costs", OBJECT),
        ("an object", OBJECT),
        ("a plain value", VALUE),
        ("cost", SCAN),
        ("a title costs", TITLE),
        ("is given,", FILTERED_PATHS),
        ("each value in a `filter` or in `anyRole` costs", ROOT_CONDITION),
        ("in a `filter` elsewhere", CONDITION),
        ("any other value in an argument", VALUE),
    ] {
        let cost = costs(number);
        assert!(words.contains(&format!("{said} {cost}")), "`{said} {cost}` is missing");
    }
    assert!(words.contains(&format!("{PLAIN} of them cost 0.1")));
    let (_, [one, two, three]) = PARTS;
    let parted =
        format!("`{one}`, `{two}` and `{three}` of a gap as theirs says, {PARTED} if it is not given");
    assert!(words.contains(&format!("{parted}, and together {PARTED} of the dearest")));
}

#[test]
fn every_line_of_the_tables_is_of_a_field() {
    let fields = fields();
    for (of, name, _) in LISTS {
        let mut meant =
            fields.iter().filter(|(ty, field, list, _)| *list && field == name && (*of == "*" || ty == of));
        assert!(meant.next().is_some(), "{of}.{name} is no list");
    }
    for (of, name, _) in FIRST {
        assert!(fields.iter().any(|(ty, field, list, _)| *list && ty == of && field == name), "{of}.{name}");
    }
    for (of, name, _) in COMPUTED {
        assert!(fields.iter().any(|(ty, field, ..)| ty == of && field == name), "{of}.{name}");
    }
    for name in TEXTS {
        assert!(fields.iter().any(|(_, field, ..)| field == name), "no field is called {name}");
    }
}
