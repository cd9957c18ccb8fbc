//! The list of codes, as the README has it.

use career_graph::graphql::Code;

#[test]
fn the_readme_has_every_code_once() {
    let readme = include_str!("../../../README.md");
    let (_, table) = readme.split_once("| code | what happened").expect("a table of codes");
    let (table, _) = table.split_once("\n\n").expect("an end of the table");
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let written: Vec<&str> = rows.map(|(code, _)| code).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.text()).collect();
    assert_eq!(written, codes);
}
