//! The GraphQL of each kind of row.

use super::table::Row;

const EVIDENCE: &str = "evidence { source { slug } locator date stated }";
const MONEY: &str = "{ min max currency period qualifier }";
const WEEKS: &str = "{ min max qualifier }";

/// What a pathway may say of itself; null where no document says it.
pub(super) const PATHWAY_FIELDS: [&str; 9] = [
    "region",
    "cost",
    "relativeCost",
    "debt",
    "payWhileLearning",
    "weeksFullTime",
    "weeksPartTime",
    "entryAge",
    "entryRequirement",
];

/// What a row asks of its subject, and where the answer stands.
pub(super) struct Question {
    /// Fields asked of the subject beside those of [`own_fields`].
    pub(super) selection: String,
    /// JSON pointer in the subject: to a list of records, or to the one record.
    pub(super) records: &'static str,
    /// JSON pointer in a record: to the name by which the row knows it.
    pub(super) named: &'static str,
    /// JSON pointer in a record: to its evidence.
    pub(super) evidence: &'static str,
    /// How the same link is asked for from its other end.
    pub(super) mirror: Option<Mirror>,
}

/// A link asked for from its other end, a concept that `look_up` finds.
pub(super) struct Mirror {
    pub(super) look_up: &'static str,
    pub(super) selection: String,
    /// JSON pointer in the other end: to the list of edges.
    pub(super) edges: &'static str,
}

impl Question {
    /// Panics if the row asks what no question is for.
    pub(super) fn of(row: &Row) -> Self {
        let look_up = row.subject.look_up;
        match row.asked.split_once(' ').unwrap_or((row.asked, "")) {
            ("note", note) => {
                Self::list("/notes", "/text", format!("notes(kinds: [{note}]) {{ kind text {EVIDENCE} }}"))
            }
            ("task", "") => Self::edges("/tasks/edges", page("tasks", "", "name", "")),
            ("skill", "") if look_up == "pathway" => Self::edges(
                "/skills/edges",
                page("skills", "", "slug name kind otherNames", ""),
            )
            .mirrored("skill", "/pathways/edges", page("pathways", "", "name", "")),
            ("skill", "") => {
                Self::edges("/skills/edges", page("skills", "", "slug name kind otherNames", "requirement"))
                    .mirrored("skill", "/roles/edges", page("roles", "", "name", ""))
            }
            ("tool", "") => {
                Self::edges("/tools/edges", page("tools", "", "slug name category otherNames", "requirement"))
                    .mirrored("tool", "/roles/edges", page("roles", "", "name", ""))
            }
            ("relation", relation) => Self::relation(look_up, relation),
            ("salary", "") => {
                let fields = format!("amount {MONEY} region level statistic bonus cites {EVIDENCE}");
                let selection = format!(
                    "salaries(first: 100) {{ edges {{ node {{ {fields} }} }} pageInfo {{ hasNextPage }} }}"
                );
                Self {
                    evidence: "/node/evidence",
                    ..Self::list("/salaries/edges", "/node/amount", selection)
                }
            }
            ("interview", "question") => {
                let selection = format!("interviewQuestions {{ text about {{ name }} {EVIDENCE} }}");
                Self::list("/interviewQuestions", "/text", selection)
            }
            ("category", "") => Self::list("", "/category", String::new()),
            ("entry", "") => Self::list("", "/entryRequirement", String::new()),
            ("step", "") => Self::list("/steps", "/credential/name", String::new()),
            ("role", "") => Self::edges("/roles/edges", page("roles", "", "slug name kind", "")).mirrored(
                "role",
                "/pathways/edges",
                page("pathways", "", "name", ""),
            ),
            ("provider", "") => {
                let own = format!("weeksFullTime {WEEKS} weeksPartTime {WEEKS} note");
                Self::edges("/providers/edges", page("providers", "", "name otherNames", &own))
            }
            _ => panic!("{}: no question asks a {look_up} for `{}`", row.fact, row.asked),
        }
    }

    fn relation(look_up: &'static str, relation: &str) -> Self {
        let symmetric = matches!(relation, "WORKS_WITH" | "COMPARED_WITH");
        let arguments =
            format!(", kinds: [{relation}], direction: {}", if symmetric { "BOTH" } else { "OUT" });
        let kind = if look_up == "tool" { "category" } else { "kind" };
        let node = format!("slug name {kind} otherNames");
        let selection = page("relations", &arguments, &node, "kind direction note");
        let question = Self::edges("/relations/edges", selection.clone());
        if symmetric { question.mirrored(look_up, "/relations/edges", selection) } else { question }
    }

    fn edges(records: &'static str, selection: String) -> Self {
        Self::list(records, "/node/name", selection)
    }

    fn list(records: &'static str, named: &'static str, selection: String) -> Self {
        Self { selection, records, named, evidence: "/evidence", mirror: None }
    }

    fn mirrored(self, look_up: &'static str, edges: &'static str, selection: String) -> Self {
        Self { mirror: Some(Mirror { look_up, selection, edges }), ..self }
    }
}

/// Tools that a skill is exercised with, each with its evidence.
pub(super) fn tools_of_skill() -> String {
    page("tools", "", "name", "")
}

/// The query for the concept with this slug, under the name `concept`.
pub(super) fn query(look_up: &str, slug: &str, selection: &str) -> String {
    let own = own_fields(look_up);
    format!("{{ concept: {look_up}(by: {{ slug: \"{slug}\" }}) {{ {own} {selection} }} }}")
}

/// What is asked of every concept that `look_up` finds.
fn own_fields(look_up: &str) -> String {
    match look_up {
        "tool" => format!("slug name otherNames category {EVIDENCE}"),
        "pathway" => format!(
            "slug name otherNames kind region cost {MONEY} debt {MONEY} payWhileLearning {MONEY}
             relativeCost {{ minPercent maxPercent of {{ slug }} }} weeksFullTime {WEEKS} weeksPartTime {WEEKS}
             entryAge entryRequirement credentials {{ name }} {EVIDENCE}
             steps {{ position title description weeksFullTime {WEEKS} credential {{ name }} {EVIDENCE} }}"
        ),
        _ => "slug name otherNames kind".to_owned(),
    }
}

/// One page, as long as pages can be; `check` makes sure that there is no second one.
fn page(field: &str, arguments: &str, node: &str, own: &str) -> String {
    format!(
        "{field}(first: 100{arguments}) {{ edges {{ node {{ {node} }} {own} {EVIDENCE} }} pageInfo {{ hasNextPage }} }}"
    )
}
