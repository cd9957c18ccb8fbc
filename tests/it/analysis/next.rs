//! Which skills to learn next, against every set that there is.

mod world;

use career_graph::analysis::{Basis, Goal, Held, Needed, Roles, Trust, next_skills};
use career_graph::graph::{ConceptIdx, Graph, NodeRef, Version};
use entity::ConceptKind;
use serde_json::{Value, json};
use uuid::Uuid;

use self::world::World;
use super::drawn::Drawn;
use super::gap::{GRAPHS, Twin, have, held, is_told, needed, passes};
use crate::support::{App, Database, Dice, Records};

const BASES: [Basis; 3] = [Basis::Skills, Basis::EssentialSkills, Basis::Levels];

#[test]
fn up_to_three_are_a_best_set_and_more_are_each_the_best_next() {
    let (mut told, mut opened, mut unlike) = (0, 0, 0);
    for seed in 0..GRAPHS {
        let drawn = Drawn::new(seed);
        let dice = &mut Dice::new(seed + 1);
        let mut have = have(&drawn, dice);
        have.0.retain(|skill, _| dice.once_in(2) || !drawn.is_known(*skill));
        if dice.once_in(2) {
            have.1.clear();
        }
        let holds = held(&drawn, &have);
        let basis = *dice.of(&BASES);
        let case = format!("seed {seed}, {basis:?}");
        let twin = Twin::new(case.clone(), &drawn);
        let first = *dice.of(&[1, 2, 2, 3, 3, 4, 5]);
        let (goal, roles) = if dice.once_in(3) {
            let role = *dice.of(&drawn.roles);
            (Goal::of_role(drawn.idx(role)), vec![role])
        } else {
            let threshold = *dice.of(&[0.3, 0.5, 0.8, 1.0]);
            let retired = dice.once_in(2);
            let nearest = |roles: &Roles<'_>| {
                Goal::nearest(roles, &holds, threshold, |role| passes(&drawn, retired, role))
            };
            let goal = nearest(&Roles::new(&drawn.graph, basis, &drawn.trust));
            if let Some(needed) = needed(&drawn, basis) {
                assert_eq!(nearest(&Roles::prepared(&drawn.graph, &needed)), goal, "{case}");
            }
            let coverage = |role: Uuid| twin.coverage(&have, role, basis);
            let counted = drawn.roles.iter().copied().filter(|role| is_told(&drawn, retired, *role));
            let needing = counted.filter_map(|role| Some((role, coverage(role)?)));
            let (open, mut roles): (Vec<_>, Vec<_>) =
                needing.partition(|(_, coverage)| *coverage >= threshold - 1e-9);
            roles.sort_by_key(|(role, _)| drawn.idx(*role));
            let roles: Vec<Uuid> = roles.into_iter().map(|(role, _)| role).collect();
            let idxs: Vec<ConceptIdx> = roles.iter().map(|role| drawn.idx(*role)).collect();
            assert_eq!((&goal.roles, goal.open, goal.more), (&idxs, open.len(), false), "{case}");
            (goal, roles)
        };
        let world = World::new(&drawn, &twin, &have, basis, goal.threshold, roles);
        let found = next_skills(&drawn.graph, &holds, &goal, basis, &drawn.trust, first);
        world.check(&case, &found, first);
        told += found.skills.len();
        opened += found.skills.iter().map(|one| one.opens.len()).sum::<usize>();
        // Whether the best set is not what one after the other finds.
        let alone = next_skills(&drawn.graph, &holds, &goal, basis, &drawn.trust, 4);
        let same = |at: usize| alone.skills.get(at).map(|one| one.skill);
        unlike += usize::from(
            (2..=3).contains(&first)
                && (0..found.skills.len()).any(|at| same(at) != Some(found.skills[at].skill)),
        );
    }
    assert!(told > 6_000 && opened > 5_000 && unlike > 25, "too plain: {told} {opened} {unlike}");
}

#[test]
fn of_more_than_two_hundred_roles_those_that_lack_least_are_looked_at() {
    // The first by name lacks most, but for two that lack as much: the first of these is looked at.
    let mut records = Records::new("ladder");
    let skills: Vec<Uuid> = (0..205).map(|at| records.skill(&format!("skill-{at:03}"))).collect();
    for at in 0..205 {
        let role = records.role(&format!("role-{at:03}"));
        for skill in &skills[if at == 4 { 5 } else { at }..] {
            records.role_skill(role, *skill, None);
        }
    }
    let graph = Graph::build(records.dataset, Version::default());
    let roles: Vec<ConceptIdx> = graph.of_kind(ConceptKind::Role).collect();
    let needed = Needed::new(&graph, Basis::Skills);
    let nearest = |held: &Held| Goal::nearest(&Roles::prepared(&graph, &needed), held, 1.0, |_| true);
    let mut held = Held::default();
    let goal = nearest(&held);
    let expected: Vec<ConceptIdx> = [&roles[4..5], &roles[6..]].concat();
    assert_eq!((goal.roles, goal.open, goal.more), (expected, 0, true));
    // Who holds what the last five need has them open.
    let skills: Vec<ConceptIdx> = graph.of_kind(ConceptKind::Skill).collect();
    skills[200..].iter().for_each(|skill| held.add_skill(*skill, None));
    let goal = nearest(&held);
    assert_eq!((goal.roles, goal.open, goal.more), (roles[..200].to_vec(), 5, false));
}

#[test]
fn of_more_than_two_hundred_roles_those_of_which_most_is_held_come_first() {
    // Of the last role three of five are held, so that it lacks more than the others by weight, and less by share. The first
    // of the others needs two skills: of those of which nothing is held it lacks most.
    let mut records = Records::new("shares");
    let last = records.role("zealot");
    let held = ["a", "b", "c"].map(|key| records.skill(key));
    for key in ["d", "e"] {
        let skill = records.skill(key);
        records.role_skill(last, skill, None);
    }
    held.iter().for_each(|skill| {
        records.role_skill(last, *skill, None);
    });
    for at in 0..200 {
        let (role, skill) =
            (records.role(&format!("other-{at:03}")), records.skill(&format!("other-{at:03}")));
        records.role_skill(role, skill, None);
        if at == 0 {
            let more = records.skill("more");
            records.role_skill(role, more, None);
        }
    }
    let graph = Graph::build(records.dataset, Version::default());
    let idx = |id: Uuid| match graph.node(id) {
        Some(NodeRef::Concept(idx)) => idx,
        other => panic!("{other:?}"),
    };
    let mut holds = Held::default();
    held.iter().for_each(|skill| holds.add_skill(idx(*skill), None));
    let roles: Vec<ConceptIdx> = graph.of_kind(ConceptKind::Role).collect();
    let goal = Goal::nearest(&Roles::new(&graph, Basis::Skills, &Trust::default()), &holds, 1.0, |_| true);
    let expected: Vec<ConceptIdx> = [&roles[1..200], &[idx(last)]].concat();
    assert_eq!((goal.roles, goal.open, goal.more), (expected, 0, true));
}

#[test]
fn a_search_that_is_cut_short_is_told() {
    // Each of the roles needs two neighbours on a ring: any three in a row open two of them, and there are as many such
    // sets as roles among half a million.
    let mut records = Records::new("ring");
    let skills: Vec<Uuid> = (0..150).map(|at| records.skill(&format!("skill-{at:03}"))).collect();
    for at in 0..skills.len() {
        let role = records.role(&format!("role-{at:03}"));
        for skill in [skills[at], skills[(at + 1) % skills.len()]] {
            records.role_skill(role, skill, None);
        }
    }
    let graph = Graph::build(records.dataset, Version::default());
    let (held, trust) = (Held::default(), Trust::default());
    let goal = Goal::nearest(&Roles::new(&graph, Basis::Skills, &trust), &held, 1.0, |_| true);
    let found = next_skills(&graph, &held, &goal, Basis::Skills, &trust, 3);
    let opened: usize = found.skills.iter().map(|one| one.opens.len()).sum();
    assert_eq!((found.is_best, found.skills.len(), opened), (false, 3, 2), "{found:?}");
}

/// A baker, a miller, and a thatcher.
fn trades() -> Records {
    let mut records = Records::new("trades");
    let [baker, miller, thatcher] = ["baker", "miller", "thatcher"].map(|key| records.role(key));
    let [dough, grain, ovens, reed] = ["dough", "grain", "ovens", "reed"].map(|key| records.skill(key));
    for (role, skill) in
        [(baker, dough), (baker, ovens), (baker, grain), (miller, grain), (miller, dough), (thatcher, reed)]
    {
        records.role_skill(role, skill, None);
    }
    records
}

async fn asked(app: &App, arguments: &str) -> Value {
    let fields = "roleCount openCount truncated coverage isBest receipt { algorithm inputsHash }
        skills { skill { slug } gain coverage openCount opens { slug } raiseCount
          raises { role { slug } gain because { locator source { slug } } } }";
    app.data(&format!("{{ nextSkills({arguments}) {{ {fields} }} }}")).await["nextSkills"].take()
}

#[tokio::test]
async fn an_example_worked_by_hand() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let have = "have: [{skill: {slug: \"ovens\"}}]";
    let found = asked(&app, &format!("{have}, target: {{slug: \"baker\"}}, first: 1")).await;
    // A third is held; dough and grain bring another third each, and dough comes first by name.
    let because = json!([{"locator": "section 1", "source": {"slug": "trades"}}]);
    assert_eq!(
        found["skills"],
        json!([{"skill": {"slug": "dough"}, "gain": 0.333_333, "coverage": 0.666_667, "openCount": 0, "opens": [],
                "raiseCount": 1, "raises": [{"role": {"slug": "baker"}, "gain": 0.333_333, "because": because}]}])
    );
    assert_eq!((&found["coverage"], &found["isBest"]), (&json!(0.333_333), &json!(true)));
    // Reed opens the thatcher at once. With two skills dough and grain open the baker and the miller.
    let found = asked(&app, &format!("{have}, anyRole: {{}}, first: 1")).await;
    assert_eq!(found["skills"][0]["skill"]["slug"], "reed");
    assert_eq!(found["skills"][0]["opens"], json!([{"slug": "thatcher"}]));
    let found = asked(&app, &format!("{have}, anyRole: {{}}, first: 2")).await;
    let slugs: Vec<&Value> =
        found["skills"].as_array().expect("skills").iter().map(|one| &one["skill"]["slug"]).collect();
    assert_eq!((slugs, &found["isBest"]), (vec![&json!("dough"), &json!("grain")], &json!(true)));
    assert_eq!(found["skills"][1]["opens"], json!([{"slug": "baker"}, {"slug": "miller"}]));
    assert_eq!(
        (&found["roleCount"], &found["openCount"], &found["truncated"]),
        (&json!(3), &json!(0), &json!(false))
    );
    // From half on the miller is open to who has dough or grain.
    let found =
        asked(&app, &format!("{have}, anyRole: {{slug: {{eq: \"miller\"}}}}, threshold: 0.5, first: 3"))
            .await;
    assert_eq!(found["skills"].as_array().map(Vec::len), Some(1), "then it is open");
}

#[tokio::test]
async fn nothing_to_learn_is_an_empty_list() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let reed = "have: [{skill: {slug: \"reed\"}}]";
    let found = asked(&app, &format!("{reed}, target: {{slug: \"thatcher\"}}")).await;
    assert_eq!((&found["skills"], &found["coverage"]), (&json!([]), &json!(1.0)));
    let found = asked(&app, &format!("{reed}, anyRole: {{slug: {{eq: \"thatcher\"}}}}")).await;
    assert_eq!(
        (&found["skills"], &found["openCount"], &found["roleCount"]),
        (&json!([]), &json!(1), &json!(0))
    );
    let found = asked(&app, "have: [], anyRole: {}, taxonomies: []").await;
    assert_eq!((&found["skills"], &found["roleCount"]), (&json!([]), &json!(0)));
    let found = asked(&app, "have: [], target: {slug: \"baker\"}, minEvidence: 2").await;
    assert_eq!((&found["skills"], &found["isBest"]), (&json!([]), &json!(true)));
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let baker = "target: {slug: \"baker\"}";
    for (arguments, code, message) in [
        (
            "have: []".to_owned(),
            "BAD_USER_INPUT",
            "neither of `target` and `anyRole` is given: expected exactly one",
        ),
        (format!("have: [], {baker}, anyRole: {{}}"), "BAD_USER_INPUT", "both of `target` and `anyRole`"),
        (format!("have: [], {baker}, threshold: 0.5"), "BAD_USER_INPUT", "`threshold` goes with `anyRole`"),
        ("have: [], anyRole: {}, threshold: 0".to_owned(), "BAD_USER_INPUT", "`threshold` is 0: expected"),
        (
            "have: [], anyRole: {}, threshold: 1.01".to_owned(),
            "BAD_USER_INPUT",
            "`threshold` is 1.01: expected",
        ),
        (format!("have: [], {baker}, basis: TOOLS"), "BAD_USER_INPUT", "`basis` is TOOLS"),
        (format!("have: [], {baker}, first: 0"), "BAD_USER_INPUT", "`first` is 0: expected 1 to 20"),
        (format!("have: [], {baker}, first: 21"), "BAD_USER_INPUT", "`first` is 21: expected 1 to 20"),
        ("have: [], target: {slug: \"x\"}".to_owned(), "NOT_FOUND", "`target`: there is no such role"),
        (
            format!("have: [{{skill: {{slug: \"x\"}}}}], {baker}"),
            "NOT_FOUND",
            "`have[0]`: there is no such skill",
        ),
    ] {
        let (found, told) = app.error(&format!("{{ nextSkills({arguments}) {{ coverage }} }}")).await;
        assert!(found == code && told.starts_with(message), "{arguments}: {found} {told}");
    }
    let query =
        format!("{{ nextSkills(have: [], {baker}) {{ skills {{ raises(first: 201) {{ gain }} }} }} }}");
    assert_eq!(app.error(&query).await.1, "`first` is 201: expected 1 to 200");
}
