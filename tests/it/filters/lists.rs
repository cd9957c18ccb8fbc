//! Every list that takes a filter, with filters to try on it.

use crate::support::App;

/// A list that takes a filter, with every filter that is tried on it and whom it leaves.
pub(super) struct Filtered {
    /// Type and field: `Role.skills`.
    pub(super) place: &'static str,
    /// Everybody on it, by name.
    pub(super) all: &'static [&'static str],
    pub(super) cases: Vec<(String, Vec<&'static str>)>,
}

async fn id(app: &App, field: &str, slug: &str) -> String {
    let data = app.data(&format!("{{ it: {field}(by: {{slug: \"{slug}\"}}) {{ id }} }}")).await;
    data["it"]["id"].to_string()
}

pub(super) async fn lists(app: &App) -> Vec<Filtered> {
    let (ours, theirs) = (id(app, "source", "ours").await, id(app, "source", "theirs").await);
    let (group, old) = (id(app, "role", "trades").await, id(app, "role", "old-miller").await);
    let (cooking, glazing) = (id(app, "skill", "cooking").await, id(app, "skill", "glazing").await);
    let case = |filter: &str, left: &[&'static str]| (filter.to_owned(), left.to_vec());
    vec![
        Filtered {
            place: "Query.roles",
            all: &["baker", "chef", "guest", "pastry-baker", "trades"],
            cases: vec![
                case("name: {eq: \" PASTRY  baker\"}", &["pastry-baker"]),
                case("name: {in: [\"Chef\", \"guest\", \"nobody\"]}", &["chef", "guest"]),
                case("name: {in: []}", &[]),
                case("name: {contains: \"BAKE\"}", &["baker", "pastry-baker"]),
                case("name: {contains: \" bak\"}", &["pastry-baker"]),
                case("name: {contains: \"\"}", &["baker", "chef", "guest", "pastry-baker", "trades"]),
                case("name: {startsWith: \"ba\"}", &["baker"]),
                case("name: {startsWith: \"pastry \"}", &["pastry-baker"]),
                case("name: {startsWith: \"baker \"}", &[]),
                case("name: {contains: \"a\", startsWith: \"p\"}", &["pastry-baker"]),
                case("name: {}", &["baker", "chef", "guest", "pastry-baker", "trades"]),
                case("name: {eq: null}", &["baker", "chef", "guest", "pastry-baker", "trades"]),
                case("slug: {eq: \"pastry-baker\"}", &["pastry-baker"]),
                case("slug: {contains: \"-\"}", &["pastry-baker"]),
                case("slug: {startsWith: \"b\"}", &["baker"]),
                case("slug: {in: [\"guest\"]}", &["guest"]),
                case("kind: [GROUP, COUNTERPART]", &["guest", "trades"]),
                case("kind: []", &[]),
                case("kind: null", &["baker", "chef", "guest", "pastry-baker", "trades"]),
                case("taxonomy: [\"theirs\"]", &["chef"]),
                case(
                    "taxonomy: [\"ours\", \"theirs\"]",
                    &["baker", "chef", "guest", "pastry-baker", "trades"],
                ),
                case("taxonomy: []", &[]),
                case("code: [{scheme: ISCO_08, value: \"7512\"}]", &["baker", "pastry-baker"]),
                case("code: [{scheme: ONET_SOC, value: \"51-3011.00\"}]", &["pastry-baker"]),
                case("code: [{scheme: ONET_SOC, value: \"7512\"}]", &[]),
                case("jobZone: [2, 3]", &["baker", "chef", "pastry-baker"]),
                case("jobZone: [9]", &[]),
                (format!("within: {group}"), vec!["baker", "pastry-baker"]),
                (format!("within: {old}"), vec![]),
                case("retired: true", &["old-miller"]),
                case("retired: true, kind: [GROUP]", &[]),
                case("retired: false", &["baker", "chef", "guest", "pastry-baker", "trades"]),
            ],
        },
        Filtered {
            place: "Query.skills",
            all: &["baking", "cooking", "glazing", "patience", "tasting"],
            cases: vec![
                case("name: {contains: \"ing\"}", &["baking", "cooking", "glazing", "tasting"]),
                case("slug: {in: [\"baking\", \"tasting\"]}", &["baking", "tasting"]),
                case("kind: [SOFT, GROUP]", &["cooking", "patience"]),
                case("reuse: [TRANSVERSAL, SECTOR_SPECIFIC]", &["baking", "patience"]),
                case("reuse: []", &[]),
                case("taxonomy: [\"theirs\"]", &["tasting"]),
                case("code: [{scheme: ESCO_URI, value: \"http://data.example/baking\"}]", &["baking"]),
                (format!("within: {cooking}"), vec!["baking", "glazing"]),
                (format!("within: {glazing}"), vec![]),
                case("retired: true", &["milling"]),
            ],
        },
        Filtered {
            place: "Query.tools",
            all: &["oven", "spoon", "till", "whisk"],
            cases: vec![
                case("name: {startsWith: \"W\"}", &["whisk"]),
                case("slug: {eq: \"till\"}", &["till"]),
                case("category: [EQUIPMENT]", &["oven", "whisk"]),
                case("hot: true", &["till"]),
                case("hot: false", &["oven", "spoon", "whisk"]),
                case("taxonomy: [\"theirs\"]", &["spoon"]),
                case("code: [{scheme: UNSPSC, value: \"43233200\"}]", &["till"]),
                case("retired: true", &["millstone"]),
            ],
        },
        Filtered {
            place: "Query.pathways",
            all: &["academy", "evenings", "guild", "home", "school"],
            cases: pathways(),
        },
        Filtered {
            place: "Role.pathways",
            all: &["academy", "evenings", "guild", "home", "school"],
            cases: {
                let mut cases = pathways();
                // The pathways of a role are those in use.
                cases.retain(|(filter, _)| !filter.contains("retired: true"));
                cases.push(case("retired: true", &[]));
                cases
            },
        },
        Filtered {
            place: "Role.skills",
            all: &["baking", "glazing", "patience", "tasting"],
            cases: vec![
                case("name: {contains: \"ak\"}", &["baking"]),
                case("kind: [TECHNICAL]", &["baking", "glazing", "tasting"]),
                case("taxonomy: [\"theirs\"]", &["tasting"]),
                case("requirement: [OPTIONAL]", &["glazing"]),
                case("requirement: [ESSENTIAL, OPTIONAL]", &["baking", "glazing"]),
                case("requirement: []", &[]),
                case("minImportance: 2", &["baking", "glazing"]),
                case("minImportance: 2.1", &["baking"]),
                case("minImportance: -1", &["baking", "glazing"]),
                case("minLevel: 3.0", &["baking", "patience"]),
                case("minLevel: 0", &["baking", "patience"]),
                (format!("sources: [{theirs}]"), vec!["tasting"]),
                (format!("sources: [{ours}, {theirs}]"), vec!["baking", "glazing", "patience", "tasting"]),
                case("sources: []", &[]),
                case("minEvidence: 2", &["baking"]),
                case("minEvidence: 3", &[]),
                case("minEvidence: -5", &["baking", "glazing", "patience", "tasting"]),
            ],
        },
        Filtered {
            place: "Role.tools",
            all: &["oven", "spoon", "till", "whisk"],
            cases: vec![
                case("name: {in: [\"oven\", \"spoon\"]}", &["oven", "spoon"]),
                case("category: [EQUIPMENT, SOFTWARE]", &["oven", "till", "whisk"]),
                case("hot: true", &["till"]),
                case("inDemand: true", &["oven", "spoon"]),
                case("inDemand: false", &["till", "whisk"]),
                case("requirement: [ESSENTIAL]", &["oven"]),
                case("taxonomy: [\"ours\"]", &["oven", "till", "whisk"]),
                (format!("sources: [{theirs}]"), vec!["spoon"]),
                case("minEvidence: 2", &["oven"]),
            ],
        },
        Filtered {
            place: "Skill.roles",
            all: &["baker", "chef", "guest", "pastry-baker"],
            cases: vec![
                case("name: {contains: \"er\"}", &["baker", "pastry-baker"]),
                case("kind: [COUNTERPART]", &["guest"]),
                case("taxonomy: [\"theirs\"]", &["chef"]),
                case("requirement: [ESSENTIAL]", &["baker", "pastry-baker"]),
                case("minImportance: 4", &["baker"]),
                case("minLevel: 5", &["baker", "chef"]),
                case("jobZone: [3]", &["chef", "pastry-baker"]),
            ],
        },
    ]
}

fn pathways() -> Vec<(String, Vec<&'static str>)> {
    let case = |filter: &str, left: &[&'static str]| (filter.to_owned(), left.to_vec());
    vec![
        case("name: {contains: \"m\"}", &["academy", "home"]),
        case("slug: {eq: \"guild\"}", &["guild"]),
        case("kind: [DEGREE, SELF_STUDY]", &["academy", "home"]),
        case("region: [\"GB\", \"DE\"]", &["academy", "guild"]),
        case("region: [\"ZZ\"]", &["home"]),
        case("region: []", &[]),
        case("maxCost: 9000, currency: \"GBP\"", &["academy", "evenings"]),
        case("maxCost: 8999.99, currency: \"GBP\"", &["evenings"]),
        case("maxCost: 0, currency: \"EUR\"", &["guild"]),
        case("maxCost: -1, currency: \"EUR\"", &[]),
        case("currency: \"GBP\"", &["academy", "evenings"]),
        case("currency: \"USD\"", &[]),
        case("maxWeeks: 156", &["academy", "evenings"]),
        case("maxWeeks: 12.5", &["evenings"]),
        case("maxWeeks: 11", &[]),
        case("taxonomy: [\"theirs\"]", &["school"]),
        case("retired: true", &["manor"]),
        case("retired: false", &["academy", "evenings", "guild", "home", "school"]),
    ]
}
