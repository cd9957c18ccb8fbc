//! Equal request and revision give equal bytes: on both engines, and after a restart.

use career_graph::dataset::{Dataset, id};
use entity::{
    AmountPurpose, Attendance, ConceptKind, ExperienceLevel, MappingKind, PathwayKind, RelatedTier,
    Requirement, RoleLinkKind, SkillLinkKind,
};
use serde_json::{Value, json};
use uuid::Uuid;
use web::EXAMPLES;

use crate::support::{App, Database, Dice, Records, curated_edition};

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

/// Of whom the same questions are asked.
struct Subject {
    have: &'static str,
    add: &'static str,
    remove: &'static str,
    /// The target, where somebody comes from, and another role.
    roles: [&'static str; 3],
    /// From where to where a career leads.
    career: [&'static str; 2],
    /// What is narrower than something: a role and a skill.
    narrower: [&'static str; 2],
    skill: &'static str,
    /// Around which role: its taxonomy and key.
    around: [&'static str; 2],
    source: &'static str,
}

/// The curated graph has no ratings and no relations of skills.
const CURATED: Subject = Subject {
    have: "have: [{skill: {slug: \"communication\"}}, {skill: {slug: \"databases\"}, level: 3.5}, {tool: {slug: \"python\"}}]",
    add: "add: [{skill: {slug: \"problem-solving\"}}, {tool: {slug: \"java\"}}]",
    remove: "remove: [{skill: {slug: \"communication\"}}]",
    roles: ["back-end-developer", "front-end-developer", "data-engineer"],
    career: ["designer", "solutions-architect"],
    narrower: ["software-developer", "hard-skill"],
    skill: "communication",
    around: ["house", "web-developer"],
    source: "appetiser",
};

/// What `trades` holds, by its slugs.
const TRADES: Subject = Subject {
    have: "have: [{skill: {slug: \"skill-1\"}, level: 2.25}, {skill: {slug: \"skill-4\"}}, {tool: {slug: \"tool-0\"}}]",
    add: "add: [{skill: {slug: \"skill-7\"}, level: 1.75}, {tool: {slug: \"tool-1\"}}]",
    remove: "remove: [{skill: {slug: \"skill-4\"}}]",
    roles: ["role-0", "role-3", "role-9"],
    career: ["role-1", "role-5"],
    narrower: ["role-9", "skill-9"],
    skill: "skill-2",
    around: ["trades", "role-2"],
    source: "guild",
};

/// Roles that are rated to two decimals, skills that are related in every way, matches, heirs, ranked relations, pathways.
fn trades() -> Dataset {
    let (mut records, dice) = (Records::new("trades"), &mut Dice::new(7));
    let mut guild = records.dataset.sources[0].clone();
    (guild.id, guild.slug) = (id::source("guild"), "guild".to_owned());
    records.dataset.sources.push(guild);
    let each = |records: &mut Records, name: &str, count: usize, make: fn(&mut Records, &str) -> Uuid| {
        (0..count).map(|at| make(records, &format!("{name}-{at}"))).collect::<Vec<Uuid>>()
    };
    let roles = each(&mut records, "role", 10, Records::role);
    let skills = each(&mut records, "skill", 14, Records::skill);
    let tools = each(&mut records, "tool", 4, Records::tool);
    let pathways =
        each(&mut records, "pathway", 4, |records, key| records.pathway(key, PathwayKind::Bootcamp));
    let decimals = |dice: &mut Dice, least: usize, most: usize| {
        f64::from(u16::try_from(least + dice.below(most + 1 - least)).expect("a small number")) / 100.0
    };
    // Of the last two nothing is stated but what they are kinds of.
    for role in &roles[..8] {
        for skill in skills.iter().filter(|_| dice.once_in(2)).collect::<Vec<_>>() {
            let level = dice.once_in(2).then(|| decimals(dice, 0, 700));
            let link = records.role_skill(*role, *skill, level);
            let importance = dice.once_in(2).then(|| decimals(dice, 250, 500));
            let row = records.role_skill_mut(link);
            row.importance = importance;
            row.requirement = *dice.of(&[None, Some(Requirement::Essential), Some(Requirement::Optional)]);
            if dice.once_in(3) {
                records.evidence_of(link, "guild", "table");
            }
        }
        for tool in tools.iter().filter(|_| dice.once_in(2)).collect::<Vec<_>>() {
            records.role_tool(*role, *tool);
        }
    }
    for (from, to) in [(9, 8), (8, 0), (7, 0), (6, 7)] {
        records.role_relation(roles[from], roles[to], RoleLinkKind::Broader);
    }
    for (from, to) in [(1, 2), (2, 5), (1, 3), (3, 4), (4, 5), (3, 0)] {
        records.role_relation(roles[from], roles[to], RoleLinkKind::CanBecome);
    }
    for (rank, (from, to)) in (1..).zip([(1, 4), (4, 2), (2, 1), (0, 5)]) {
        records.role_relation(roles[from], roles[to], RoleLinkKind::Related);
        let row = records.dataset.role_relations.last_mut().expect("it was just written");
        (row.rank, row.tier) = (Some(rank), Some(*dice.of(RelatedTier::ALL)));
    }
    for (at, skill) in skills.iter().enumerate() {
        for before in skills[..at].iter().filter(|_| dice.once_in(5)).collect::<Vec<_>>() {
            records.skill_relation(*skill, *before, *dice.of(SkillLinkKind::ALL));
        }
        for other in skills
            .iter()
            .chain(&tools)
            .filter(|other| *other != skill && dice.once_in(12))
            .collect::<Vec<_>>()
        {
            records.mapping(*skill, *other, *dice.of(MappingKind::ALL));
        }
        for pathway in pathways.iter().filter(|_| dice.once_in(3)).collect::<Vec<_>>() {
            records.pathway_skill(*pathway, *skill);
        }
    }
    for (at, pathway) in pathways.iter().enumerate() {
        records.role_pathway(roles[at], *pathway);
        records.amount(*pathway, AmountPurpose::Cost, (Some(100_000), None), "GBP");
        if at > 0 {
            records.weeks(*pathway, Attendance::FullTime, (Some(12.5), None));
        }
    }
    records.salary(roles[0], "GB", ExperienceLevel::Entry, 30_000);
    records.dataset
}

/// Each computed answer under some arguments by which others are told apart.
fn asked(subject: &Subject) -> Vec<String> {
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
    let [taxonomy, key] = subject.around;
    let (role, source) = (id::concept(taxonomy, ConceptKind::Role, key), id::source(subject.source));
    let [target, other, third] = subject.roles.map(|slug| format!("{{slug: \"{slug}\"}}"));
    let [start, end] = subject.career.map(|slug| format!("{{slug: \"{slug}\"}}"));
    let have = subject.have;
    let items = "items { concept { slug } because { locator } }";
    let mut asked = Vec::new();
    for more in [
        "",
        ", minEvidence: 2",
        &format!(", taxonomies: [\"{taxonomy}\"]"),
        &format!(", sources: [\"{source}\"]"),
    ] {
        for basis in ["SKILLS", "ESSENTIAL_SKILLS", "TOOLS", "LEVELS"] {
            let more = format!(", basis: {basis}{more}");
            asked.push(format!("{{ skillGap({have}, target: {target}{more}) {{ {gap} }} }}"));
            asked.push(format!(
                "{{ matchRoles({have}{more}) {{ totalCount matches {{ role {{ slug }} coverage }} {RECEIPT} }} }}"
            ));
            asked.push(format!(
                "{{ role(by: {target}) {{
                     gapFrom(role: {other}{more}) {{ {gap} }}
                     similarRoles(first: 50{more}) {{ role {{ slug }} similarity shared {items} {RECEIPT} }} }} }}"
            ));
        }
        asked.push(format!(
            "{{ compareRoles(roles: [{target}, {other}, {third}]{more}) {{
                 {comparison} }} }}"
        ));
        for by in ["HOPS", "NEW_SKILLS", "WEEKS"] {
            asked.push(format!(
                "{{ careerPaths(from: {start}, to: {end}, by: {by}, k: 10{more}) {{
                     {paths} }} }}"
            ));
            asked.push(format!(
                "{{ careerPaths(from: {target}, to: {end}, {have}, by: {by}, k: 10{more}) {{
                     {paths} }} }}"
            ));
        }
        for depth in 1..=3 {
            asked.push(format!(
                "{{ neighborhood(of: \"{role}\", depth: {depth}, limit: 60{more}) {{ {around} }} }}"
            ));
        }
    }
    asked.extend(asked_of_learning(subject, [&target, &other, &third]));
    let list = format!(
        "{{ totalCount edges {{ cursor node {{ slug }} }} pageInfo {{ startCursor endCursor }} {RECEIPT} }}"
    );
    let [narrow_role, narrow_skill] = subject.narrower;
    for root in
        [format!("role(by: {{slug: \"{narrow_role}\"}})"), format!("skill(by: {{slug: \"{narrow_skill}\"}})")]
    {
        asked.push(format!("{{ {root} {{ ancestors {list} descendants {list} }} }}"));
    }
    asked
}

/// What to learn, what it changes, and what is told of skills, roles and the graph.
fn asked_of_learning(subject: &Subject, [target, other, third]: [&str; 3]) -> Vec<String> {
    let Subject { have, add, remove, skill, around: [taxonomy, _], .. } = subject;
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
    let roles = format!("[{target}, {other}, {third}]");
    for more in ["", ", minEvidence: 2", &format!(", taxonomies: [\"{taxonomy}\"]")] {
        for first in [1, 3, 5] {
            asked.push(format!(
                "{{ nextSkills({have}, target: {target}, first: {first}{more}) {{ {next} }} }}"
            ));
            asked.push(format!(
                "{{ nextSkills({have}, anyRole: {{}}, threshold: 0.4, first: {first}{more}) {{ {next} }} }}"
            ));
        }
        for limit in ["", ", maxWeeks: 60", ", maxCost: 9000, currency: \"GBP\"", ", region: \"GB\""] {
            asked.push(format!("{{ learningPlan({have}, target: {target}{limit}{more}) {{ {plan} }} }}"));
        }
        for basis in ["SKILLS", "LEVELS", "TOOLS"] {
            asked.push(format!(
                "{{ whatIf({have}, {add}, {remove}, target: {target}, threshold: 0.4, basis: {basis}{more}) {{
                     changed {{ {changes} }} opened {{ {changes} }} closed {{ {changes} }}
                     before {{ coverage {RECEIPT} }} after {{ coverage {RECEIPT} }} {RECEIPT} }} }}"
            ));
            asked.push(format!(
                "{{ skillGaps({have}, targets: {roles}, basis: {basis}{more}) {{
                     target {{ slug }} coverage missing(first: 30) {{ {ITEM} }} {RECEIPT} }} }}"
            ));
            asked.push(format!(
                "{{ gapMatrix(roles: {roles}, basis: {basis}{more}) {{
                     rows {{ cells {{ to {{ slug }} coverage coveredCount partlyCount missingCount }} }} {RECEIPT} }} }}"
            ));
        }
        let counted = more.trim_start_matches(", ");
        let counted = if counted.is_empty() { String::new() } else { format!("({counted})") };
        asked.push(format!(
            "{{ skill(by: {{slug: \"{skill}\"}}) {{
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
    let asked = [CURATED, TRADES].iter().flat_map(asked).map(|query| json!({"query": query}));
    requests.extend(asked);
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
        app.load(trades()).await;
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
    // Other questions have other answers, and what is hard to keep equal is there.
    let distinct: std::collections::BTreeSet<&String> = first.iter().collect();
    assert!(distinct.len() * 4 > first.len() * 3, "{} different answers of {}", distinct.len(), first.len());
    for some in [
        "\"partly\":[{",
        "\"via\":[{",
        "\"heldLevel\":2.25",
        "\"relation\":\"REQUIRES\"",
        "\"relation\":\"BROADER\"",
        "\"number\":3",
        "\"by\":\"RELATED\"",
        "\"by\":\"SIMILAR\"",
        "\"by\":\"CAN_BECOME\"",
        "\"untaught\":[{",
        "\"isBest\":true",
        "\"opened\":[{",
        "\"closed\":[{",
        "\"knownCosts\":[{",
    ] {
        assert!(first.iter().any(|answer| answer.contains(some)), "no answer has {some}");
    }
}
