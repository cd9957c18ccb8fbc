//! Equal request and revision give equal bytes: on both engines, and after a restart.

use career_graph::dataset::id;
use entity::ConceptKind;
use serde_json::{Value, json};
use web::EXAMPLES;

use crate::support::{App, Database, curated_edition};

/// Everything that is computed.
const COMPUTED: [&str; 18] = [
    "skillGap",
    "matchRoles",
    "gapFrom",
    "similarRoles",
    "compareRoles",
    "careerPaths",
    "neighborhood",
    "ancestors",
    "descendants",
    "nextSkills",
    "whatIf",
    "learningPlan",
    "skillGaps",
    "gapMatrix",
    "graphHealth",
    "coOccurring",
    "demand",
    "outlook",
];

const RECEIPT: &str = "receipt { revision algorithm version inputsHash }";
const ITEM: &str =
    "skill { slug } from { slug } requirement importance weight neededLevel heldLevel shortfall credit
    via { slug } because { source { slug } locator stated }";
const HAVE: &str = "have: [{skill: {slug: \"communication\"}}, {skill: {slug: \"databases\"}, level: 3.5}, {tool: {slug: \"python\"}}]";

/// Each computed answer under some arguments by which others are told apart.
fn asked() -> Vec<String> {
    let gap = format!(
        "coverage neededCount covered {{ {ITEM} }} partly {{ {ITEM} }} missing {{ {ITEM} }}
           tools {{ covered {{ slug }} missing {{ slug }} }}
           pathways {{ gain pathway {{ slug }} teaches {{ slug }} }} {RECEIPT}"
    );
    let need = "role { slug } skill { slug } requirement importance level weight because { locator }";
    let comparison = format!(
        "roles {{ role {{ slug }} uniqueSkills {{ {need} }} uniqueTools {{ tool {{ slug }} because {{ locator }} }} uniqueTasks {{ task {{ slug }} }} }}
         sharedSkills {{ skill {{ slug }} weight levelDifference needs {{ {need} }} }}
         sharedTools {{ tool {{ slug }} roles {{ slug }} because {{ locator }} }} sharedTasks {{ task {{ slug }} }}
         pairs {{ a {{ slug }} b {{ slug }} similarity weightedSimilarity shared }} {RECEIPT}"
    );
    let hop =
        "from { slug } to { slug } by cost tier reason weeks { min max } pathway { slug } newSkills { slug }
        because { locator stated }";
    let paths = format!("routes {{ cost hops {{ {hop} }} }} noRoute {{ constraint message }} {RECEIPT}");
    let around = format!(
        "nodes {{ concept {{ slug }} depth }} links {{ kind from {{ slug }} to {{ slug }} evidence {{ locator }} }}
         linkCount truncated {RECEIPT}"
    );
    let (role, source) = (id::concept("house", ConceptKind::Role, "web-developer"), id::source("appetiser"));
    let target = "{slug: \"back-end-developer\"}";
    let items = "items { concept { slug } because { locator } }";
    let mut asked = Vec::new();
    for more in ["", ", minEvidence: 2", ", taxonomies: [\"house\"]", &format!(", sources: [\"{source}\"]")] {
        for basis in ["SKILLS", "ESSENTIAL_SKILLS", "TOOLS", "LEVELS"] {
            let more = format!(", basis: {basis}{more}");
            asked.push(format!("{{ skillGap({HAVE}, target: {target}{more}) {{ {gap} }} }}"));
            asked.push(format!(
                "{{ matchRoles({HAVE}{more}) {{ totalCount matches {{ role {{ slug }} coverage }} {RECEIPT} }} }}"
            ));
            asked.push(format!(
                "{{ role(by: {target}) {{
                     gapFrom(role: {{slug: \"front-end-developer\"}}{more}) {{ {gap} }}
                     similarRoles(first: 50{more}) {{ role {{ slug }} similarity shared {items} {RECEIPT} }} }} }}"
            ));
        }
        asked.push(format!(
            "{{ compareRoles(roles: [{target}, {{slug: \"front-end-developer\"}}, {{slug: \"data-engineer\"}}]{more}) {{
                 {comparison} }} }}"
        ));
        for by in ["HOPS", "NEW_SKILLS", "WEEKS"] {
            asked.push(format!(
                "{{ careerPaths(from: {{slug: \"designer\"}}, to: {{slug: \"solutions-architect\"}}, by: {by}, k: 10{more}) {{
                     {paths} }} }}"
            ));
            asked.push(format!(
                "{{ careerPaths(from: {target}, to: {{slug: \"solutions-architect\"}}, {HAVE}, by: {by}, k: 10{more}) {{
                     {paths} }} }}"
            ));
        }
        for depth in 1..=3 {
            asked.push(format!(
                "{{ neighborhood(of: \"{role}\", depth: {depth}, limit: 60{more}) {{ {around} }} }}"
            ));
        }
    }
    asked.extend(asked_of_learning(target));
    let list = format!(
        "{{ totalCount edges {{ cursor node {{ slug }} }} pageInfo {{ startCursor endCursor }} {RECEIPT} }}"
    );
    for root in ["role(by: {slug: \"software-developer\"})", "skill(by: {slug: \"hard-skill\"})"] {
        asked.push(format!("{{ {root} {{ ancestors {list} descendants {list} }} }}"));
    }
    asked
}

/// What to learn, what it changes, and what is told of skills, roles and the graph.
fn asked_of_learning(target: &str) -> Vec<String> {
    let mut asked = Vec::new();
    let next = format!(
        "roleCount openCount truncated coverage isBest {RECEIPT} skills {{ skill {{ slug }} gain coverage openCount
           opens {{ slug }} raiseCount raises {{ role {{ slug }} gain because {{ locator }} }} }}"
    );
    let plan = format!(
        "coverage coverageByPathways knownWeeks unknownWeeksCount knownCosts {{ amount currency }} unknownCostCount
         untaught {{ slug }} cycles {{ skills {{ slug }} }} {RECEIPT}
         pathways {{ position pathway {{ slug }} teaches {{ slug }} because {{ locator }} }}
         stages {{ number steps(first: 40) {{ skill {{ slug }} gain after {{ skill {{ slug }} relation }} because {{ locator }} }} }}"
    );
    let changes =
        "role { slug } before after change items { concept { slug } before after because { locator } }";
    let roles = format!("[{target}, {{slug: \"front-end-developer\"}}, {{slug: \"data-scientist\"}}]");
    for more in ["", ", minEvidence: 2", ", taxonomies: [\"house\"]"] {
        for first in [1, 3, 5] {
            asked.push(format!(
                "{{ nextSkills({HAVE}, target: {target}, first: {first}{more}) {{ {next} }} }}"
            ));
            asked.push(format!(
                "{{ nextSkills({HAVE}, anyRole: {{}}, threshold: 0.4, first: {first}{more}) {{ {next} }} }}"
            ));
        }
        for limit in ["", ", maxWeeks: 60", ", maxCost: 9000, currency: \"GBP\"", ", region: \"GB\""] {
            asked.push(format!("{{ learningPlan({HAVE}, target: {target}{limit}{more}) {{ {plan} }} }}"));
        }
        for basis in ["SKILLS", "TOOLS"] {
            asked.push(format!(
                "{{ whatIf({HAVE}, add: [{{skill: {{slug: \"problem-solving\"}}}}, {{tool: {{slug: \"java\"}}}}],
                     remove: [{{skill: {{slug: \"communication\"}}}}], target: {target}, basis: {basis}{more}) {{
                     changed {{ {changes} }} opened {{ {changes} }} closed {{ {changes} }}
                     before {{ coverage {RECEIPT} }} after {{ coverage {RECEIPT} }} {RECEIPT} }} }}"
            ));
            asked.push(format!(
                "{{ skillGaps({HAVE}, targets: {roles}, basis: {basis}{more}) {{
                     target {{ slug }} coverage missing(first: 30) {{ {ITEM} }} {RECEIPT} }} }}"
            ));
            asked.push(format!(
                "{{ gapMatrix(roles: {roles}, basis: {basis}{more}) {{
                     rows {{ cells {{ to {{ slug }} coverage covered partly missing }} }} {RECEIPT} }} }}"
            ));
        }
        let counted = more.trim_start_matches(", ");
        let counted = if counted.is_empty() { String::new() } else { format!("({counted})") };
        asked.push(format!(
            "{{ skill(by: {{slug: \"communication\"}}) {{
                 coOccurring{counted} {{ totalCount skills {{ skill {{ slug }} roleCount share jaccard lift }} {RECEIPT} }}
                 demand{counted} {{ total {{ roleCount }} taxonomies {{ taxonomy {{ slug }} share }} {RECEIPT} }} }} }}"
        ));
        asked.push(format!(
            "{{ role(by: {target}) {{ outlook{counted} {{ toolCount notes {{ text }} pay {{ min max }} {RECEIPT} }} }} }}"
        ));
    }
    asked.push(format!(
        "{{ graphHealth {{ {RECEIPT} findings {{ kind count offenders(first: 50) {{ nodes {{ label concepts {{ slug }} }} }} }} }} }}"
    ));
    asked
}

/// All requests: the examples on the page, and those above.
fn requests() -> Vec<Value> {
    let examples =
        EXAMPLES.iter().filter(|example| COMPUTED.iter().any(|field| example.query.contains(field)));
    let mut requests: Vec<Value> = examples
        .map(|example| {
            let variables: Value = serde_json::from_str(example.variables).unwrap_or_default();
            json!({"query": example.query, "variables": variables})
        })
        .collect();
    assert!(requests.len() >= 4, "the page has examples of computed answers");
    requests.extend(asked().into_iter().map(|query| json!({"query": query})));
    requests
}

/// The bodies that the requests are answered with.
async fn answers(app: &App, requests: &[Value]) -> Vec<String> {
    let mut answers = Vec::new();
    for request in requests {
        let raw = app.post(&request.to_string()).await;
        let body = String::from_utf8(raw.body).expect("UTF-8");
        assert!(raw.status.is_success() && !body.contains("\"errors\""), "{}\n{body}", request["query"]);
        answers.push(body);
    }
    answers
}

#[tokio::test]
async fn equal_request_and_revision_give_equal_bytes_on_both_engines_and_after_a_restart() {
    let requests = requests();
    let all: String = requests.iter().map(Value::to_string).collect();
    assert!(COMPUTED.iter().all(|field| all.contains(field)), "everything that is computed is asked for");
    let mut first: Vec<String> = Vec::new();
    for database in Database::each().await {
        let mut app = App::unbounded(database, curated_edition()).await;
        for after in ["loaded", "restarted"] {
            let found = answers(&app, &requests).await;
            if first.is_empty() {
                first.clone_from(&found);
            }
            for ((request, first), found) in requests.iter().zip(&first).zip(&found) {
                assert!(first == found, "{after}: {}\n{first}\n{found}", request["query"]);
            }
            app = app.restarted().await;
        }
    }
    // Other questions have other answers.
    let distinct: std::collections::BTreeSet<&String> = first.iter().collect();
    assert!(distinct.len() * 2 > first.len(), "{} different answers of {}", distinct.len(), first.len());
}
