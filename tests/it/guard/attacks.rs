//! Documents that stop servers which follow them.

use serde_json::{Value, json};

/// A request that must be refused, whatever carries it.
pub(crate) struct Attack {
    pub(crate) name: String,
    pub(crate) query: String,
    pub(crate) variables: Value,
    pub(crate) code: &'static str,
}

type Alone = (&'static str, String, &'static str);

const EXPENSIVE: &str = "QUERY_TOO_EXPENSIVE";
const INVALID: &str = "GRAPHQL_VALIDATION_FAILED";

/// Every attack: by itself, behind fragments where it can be, and through variables.
pub(crate) fn attacks() -> Vec<Attack> {
    let attack = |name: String, query: String, code| Attack { name, query, variables: json!({}), code };
    let mut attacks = Vec::new();
    for (name, query, code) in [nested(), fragments(), many_of_one(), dear()].concat() {
        if query.starts_with("{ ") && !query.contains("fragment ") && query.len() < 90_000 {
            let fragment = format!("query Q {{ ...F }} fragment F on Query {query}");
            attacks.push(attack(format!("{name}, in a fragment"), fragment, code));
            let inline = format!("query Q {{ ... {{ ... on Query {query} }} }}");
            attacks.push(attack(format!("{name}, in inline fragments"), inline, code));
        }
        attacks.push(attack(name.to_owned(), query, code));
    }
    attacks.extend(by_variables());
    attacks
}

fn many(times: usize, of: impl Fn(usize) -> String) -> String {
    (0..times).map(of).collect::<Vec<_>>().join(" ")
}

fn around(open: &str, inner: &str, close: &str, times: usize) -> String {
    format!("{}{inner}{}", open.repeat(times), close.repeat(times))
}

/// Something of the graph; little of it is asked.
fn of_graph(fields: &str) -> String {
    format!("{{ graph {{ {fields} }} }}")
}

fn filtered(filter: &str) -> String {
    format!("{{ roles(filter: {filter}) {{ totalCount }} }}")
}

fn nested() -> Vec<Alone> {
    let types = around("[", "Int", "]", 2_000);
    let replaced = around("replacedBy { ", "name ", "} ", 19);
    vec![
        ("2,000 lists in each other", filtered(&around("[", "1", "]", 2_000)), EXPENSIVE),
        ("2,000 lists, never closed", format!("{{ roles(first: {}", "[".repeat(2_000)), EXPENSIVE),
        ("300 inputs in each other", filtered(&around("{not: ", "{}", "}", 300)), EXPENSIVE),
        ("an object of 7 KB in itself", filtered(&around("{a:", "1", "}", 1_700)), EXPENSIVE),
        ("2,000 selections in each other", "{ graph ".repeat(2_000), EXPENSIVE),
        ("2,000 types in each other", format!("query($a: {types}) {{ graph {{ revision }} }}"), EXPENSIVE),
        ("depth 21", format!("{{ role(by: {{slug: \"a\"}}) {{ {replaced} }} }}"), EXPENSIVE),
    ]
}

fn fragments() -> Vec<Alone> {
    let doubling = |levels: usize, spreads: usize| {
        let next = |level: usize| format!("...f{} ", level + 1).repeat(spreads);
        let fragments = many(levels, |level| format!("fragment f{level} on Query {{ {} }}", next(level)));
        format!("{{ ...f0 }} {fragments} fragment f{levels} on Query {{ graph {{ revision }} }}")
    };
    let circle = "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }";
    let itself = "{ ...a } fragment a on Query { graph { revision } ...a }";
    let aliases = many(34, |n| format!("a{n}: revision"));
    let aliases = format!("fragment a on GraphInfo {{ {aliases} }} fragment b on GraphInfo {{ ...a ...a }}");
    vec![
        ("fragments that double 24 times", doubling(24, 2), EXPENSIVE),
        ("6 levels of 60 fragments", doubling(6, 60), EXPENSIVE),
        ("fragments in a chain of 300", doubling(300, 1), EXPENSIVE),
        ("fragments in a circle", circle.to_owned(), INVALID),
        ("a fragment in itself", itself.to_owned(), INVALID),
        ("102 aliases by fragments", format!("{{ graph {{ ...a ...b }} }} {aliases}"), EXPENSIVE),
        ("900 fragments that nothing uses", many(900, |n| format!("fragment f{n} on X {{ a }}")), EXPENSIVE),
        ("600 fragments that nothing uses", many(600, |n| format!("fragment f{n} on X {{ a }}")), INVALID),
    ]
}

fn many_of_one() -> Vec<Alone> {
    let unknown = |count: usize| of_graph(&many(count, |n| format!("x{n}")));
    let long = of_graph(&many(20, |n| format!("{}{n}", "x".repeat(4_000))));
    let arguments = many(1_000, |n| format!("x{n}: 1"));
    let aliases = |count: usize| of_graph(&many(count, |n| format!("a{n}: revision")));
    let roots = many(51, |n| format!("a{n}: graph {{ revision }}"));
    let ids = "1 ".repeat(4_995);
    vec![
        ("20,000 aliases", aliases(20_000), EXPENSIVE),
        ("101 aliases", aliases(101), EXPENSIVE),
        ("20,000 directives", of_graph(&format!("revision {}", "@a ".repeat(20_000))), EXPENSIVE),
        ("51 directives", of_graph(&"revision @skip(if: false) ".repeat(51)), EXPENSIVE),
        ("4,900 unknown fields", unknown(4_900), EXPENSIVE),
        ("1,900 unknown fields", unknown(1_900), INVALID),
        ("1,000 unknown arguments", format!("{{ roles({arguments}) {{ totalCount }} }}"), INVALID),
        ("unknown fields with long names", long, INVALID),
        ("51 root fields", format!("{{ {roots} }}"), EXPENSIVE),
        ("the same root field 51 times", format!("{{ {} }}", "graph { revision } ".repeat(51)), EXPENSIVE),
        ("2,001 fields", of_graph(&"revision ".repeat(2_000)), EXPENSIVE),
        ("5,001 tokens", format!("{{ nodes(ids: [{ids}]) {{ id }} }}"), EXPENSIVE),
        ("100,001 bytes", format!("{{ graph {{ revision }} }}#{}", "x".repeat(100_000)), EXPENSIVE),
        ("100,001 bytes of commas", ",".repeat(100_001), EXPENSIVE),
        ("700 operations", many(700, |n| format!("query q{n} {{ graph {{ a }} }}")), EXPENSIVE),
    ]
}

/// Valid, and dear to answer.
fn dear() -> Vec<Alone> {
    let introspection = |levels: usize| {
        let nested = around("fields { type { ", "name ", "} } ", levels);
        format!("{{ __schema {{ types {{ {nested} }} }} }}")
    };
    let much = "__schema { types { fields { type { fields { args { name } } } } } }";
    let much = many(20, |n| format!("a{n}: {much}"));
    let lists = around("roles(first: 100) { nodes { skills(first: 100) { nodes { ", "name ", "} } } } ", 2);
    let spread = "{ roles(first: 100) { ...r } } fragment r on RoleConnection { nodes { ... on Role { ...s } } } \
                  fragment s on Role { skills(first: 100) { nodes { name evidence { source { slug } } } } }";
    let again = "nodes { sources { title } evidence { source { title } } notes { text } } ".repeat(10);
    let each = format!("skills(filter: {{or: [{}]}}) {{ totalCount }}", "{} ".repeat(900));
    vec![
        ("introspection in circles", introspection(3), EXPENSIVE),
        ("introspection of much", format!("{{ {much} }}"), EXPENSIVE),
        ("lists of lists of lists", format!("{{ {lists} }}"), EXPENSIVE),
        ("lists of lists by fragments", spread.to_owned(), EXPENSIVE),
        ("the same list many times", format!("{{ roles(first: 100) {{ {again} }} }}"), EXPENSIVE),
        ("2,400 conditions", filtered(&format!("{{or: [{}]}}", "{} ".repeat(2_400))), EXPENSIVE),
        ("conditions on each list", format!("{{ roles(first: 100) {{ nodes {{ {each} }} }} }}"), EXPENSIVE),
    ]
}

fn by_variables() -> Vec<Attack> {
    let query = "query($n: Int, $f: RoleFilter) { roles(first: $n, filter: $f) { nodes { \
                 skills(first: $n) { nodes { roles(first: $n) { nodes { name } } } } } } }";
    let cases = [
        ("sizes in variables", json!({"n": 100}), EXPENSIVE),
        ("6,000 values in a variable", json!({"n": 1, "f": {"taxonomy": vec!["house"; 6_000]}}), EXPENSIVE),
        ("2,400 conditions in a variable", json!({"f": {"or": vec![json!({"kind": []}); 2_400]}}), EXPENSIVE),
        ("a text of 200 KB for a number", json!({"n": "x".repeat(200_000)}), "BAD_USER_INPUT"),
        ("an unknown name of 200 KB", json!({"f": {("x".repeat(200_000)): 1}}), "BAD_USER_INPUT"),
    ];
    let attack = |(name, variables, code): (&str, Value, &'static str)| Attack {
        name: name.to_owned(),
        query: query.to_owned(),
        variables,
        code,
    };
    cases.into_iter().map(attack).collect()
}
