//! One example worked by hand, and what is special.

use career_graph::analysis::{Constraint, Held, HopKind, Hops, PathCost, Trust};
use career_graph::graph::Graph;
use entity::{Attendance, ConceptKind, PathwayKind, RoleLinkKind};

use super::{graph, journey, names, role, travelled};
use crate::support::Records;

/// Four roles; hops as drawn, with what each asks for that is new.
///
/// ```text
/// clerk {typing}  ─CAN_BECOME 2→  analyst {typing, sql, statistics}  ─CAN_BECOME 1→  lead {sql, statistics, leading}
/// clerk           ─CAN_BECOME 1→  tester {typing, testing}           ─CAN_BECOME 3→  lead
/// ```
///
/// `analyst` and `lead` share 2 of 4 skills, so both are SIMILAR, too, as are `clerk` and `analyst` (1 of 3), `clerk` and
/// `tester` (1 of 2), `analyst` and `tester` (1 of 4); `tester` and `lead` share none.
fn office() -> Graph {
    let mut records = Records::new("office");
    let names = ["clerk", "analyst", "tester", "lead"];
    let [clerk, analyst, tester, lead] = names.map(|name| records.role(name));
    let [typing, sql, statistics, testing, leading] =
        ["typing", "sql", "statistics", "testing", "leading"].map(|name| records.skill(name));
    for (role, skills) in [
        (clerk, vec![typing]),
        (analyst, vec![typing, sql, statistics]),
        (tester, vec![typing, testing]),
        (lead, vec![sql, statistics, leading]),
    ] {
        for skill in skills {
            records.role_skill(role, skill, None);
        }
    }
    for (from, to) in [(clerk, analyst), (analyst, lead), (clerk, tester), (tester, lead)] {
        records.role_relation(from, to, RoleLinkKind::CanBecome);
    }
    let course = records.pathway("course", PathwayKind::Bootcamp);
    records.role_pathway(analyst, course);
    records.weeks(course, Attendance::FullTime, (Some(10.0), Some(12.0)));
    let degree = records.pathway("degree", PathwayKind::Degree);
    records.role_pathway(tester, degree);
    records.weeks(degree, Attendance::FullTime, (Some(156.0), None));
    graph(records.dataset)
}

#[test]
fn an_example_worked_by_hand() {
    let graph = office();
    let (clerk, lead) = (role(&graph, "clerk"), role(&graph, "lead"));
    let nothing = Held::default();
    let trust = Trust::default();
    // By new skills: 2 + 1 by the analyst, 1 + 3 by the tester, 1 + 2 + 1 by both: of those with 4, the one with fewer hops.
    let found = travelled(&graph, &journey(clerk, lead, &nothing, PathCost::NewSkills), &trust);
    assert_eq!(
        names(&graph, &found),
        ["analyst lead", "tester lead", "tester analyst lead", "analyst tester lead"]
    );
    let costs: Vec<u64> = found.routes.iter().map(|route| route.cost).collect();
    // The last: 2 to the analyst, 1 (testing) to the tester, 3 to the lead.
    assert_eq!(costs, [3_000, 4_000, 4_000, 6_000]);
    let kinds: Vec<HopKind> = found.routes[2].hops.iter().map(|hop| hop.by).collect();
    assert_eq!(kinds, [HopKind::CanBecome, HopKind::Similar, HopKind::CanBecome]);
    let shared = found.routes[2].hops[1].shared.expect("they are similar");
    assert_eq!((shared.both, shared.either), (1, 4));

    // By hops: two with two, by name; two with three.
    let found = travelled(&graph, &journey(clerk, lead, &nothing, PathCost::Hops), &trust);
    assert_eq!(
        names(&graph, &found),
        ["analyst lead", "tester lead", "analyst tester lead", "tester analyst lead"]
    );

    // By weeks: 10 to the analyst, 156 to the tester, and to the lead, of whom none are known, the most known: 156.
    let found = travelled(&graph, &journey(clerk, lead, &nothing, PathCost::Weeks), &trust);
    let costs: Vec<u64> = found.routes.iter().map(|route| route.cost).collect();
    assert_eq!(costs, [166_000, 312_000, 322_000, 322_000]);

    // Who can test and lead has sql and statistics to learn on any way, once: 2 + 0, 0 + 2, 0 + 2 + 0.
    let mut held = Held::default();
    for name in ["testing", "leading"] {
        let mut skills = graph.of_kind(ConceptKind::Skill);
        held.add_skill(skills.find(|idx| &*graph.concept(*idx).sort_name == name).expect("a skill"), None);
    }
    let found = travelled(&graph, &journey(clerk, lead, &held, PathCost::NewSkills), &trust);
    let best = &found.routes[0];
    assert_eq!((best.cost, best.hops.len()), (2_000, 2));
    assert_eq!(names(&graph, &found)[..2], ["analyst lead", "tester lead"]);
}

#[test]
fn a_route_to_where_one_is_has_no_hops() {
    let graph = office();
    let clerk = role(&graph, "clerk");
    let nothing = Held::default();
    let mut asked = journey(clerk, clerk, &nothing, PathCost::Weeks);
    asked.avoid = vec![clerk];
    let found = travelled(&graph, &asked, &Trust::default());
    assert_eq!((found.routes.len(), found.routes[0].hops.len(), found.routes[0].cost), (1, 0, 0));
    assert_eq!(found.no_route, None);
}

#[test]
fn ten_roles_are_similar_to_one_the_first_by_name() {
    let mut records = Records::new("twins");
    let skill = records.skill("sewing");
    for number in 10..23 {
        let role = records.role(&format!("twin {number}"));
        records.role_skill(role, skill, None);
    }
    let graph = graph(records.dataset);
    let nothing = Held::default();
    let first = role(&graph, "twin 10");
    for (number, reached) in [(11, true), (20, true), (21, false), (22, false)] {
        let to = role(&graph, &format!("twin {number}"));
        let found = travelled(&graph, &journey(first, to, &nothing, PathCost::Hops), &Trust::default());
        assert_eq!(found.no_route.is_none(), reached, "{number}");
    }
    let back = travelled(
        &graph,
        &journey(role(&graph, "twin 22"), first, &nothing, PathCost::Hops),
        &Trust::default(),
    );
    assert_eq!(back.routes[0].hops.len(), 1);
}

#[test]
fn roles_are_similar_that_share_a_tenth_of_their_skills() {
    let mut records = Records::new("borders");
    let [one, near, far] = ["one", "near", "far"].map(|name| records.role(name));
    let common = records.skill("common");
    // Of one and near together there are 10 skills, of one and far 11.
    for (role, own) in [(one, 4), (near, 5), (far, 6)] {
        records.role_skill(role, common, None);
        for at in 0..own {
            let skill = records.skill(&format!("{role} {at}"));
            records.role_skill(role, skill, None);
        }
    }
    let graph = graph(records.dataset);
    let nothing = Held::default();
    let to = |name: &str| {
        let asked = journey(role(&graph, "one"), role(&graph, name), &nothing, PathCost::NewSkills);
        travelled(&graph, &asked, &Trust::default())
    };
    let found = to("near");
    let hop = &found.routes[0].hops[0];
    assert_eq!((hop.by, hop.needed, hop.new_skills.len()), (HopKind::Similar, 6, 5));
    assert_eq!(to("far").no_route, Some(Constraint::Graph));
}

#[test]
fn what_is_not_important_is_had_and_not_needed() {
    let mut records = Records::new("ratings");
    let [from, to] = ["from", "to"].map(|name| records.role(name));
    let [minor, major, later, bare] = ["minor", "major", "later", "bare"].map(|name| records.skill(name));
    let link = records.role_skill(to, bare, None);
    records.role_skill_mut(link).importance = Some(4.0);
    // At the start one is rated as less than important, at a level that the end asks for. Of another the end has no level.
    for (role, skill, importance, level) in
        [(from, minor, 2.0, 4.0), (to, minor, 4.0, 4.5), (to, major, 4.0, 3.0), (to, later, 2.5, 6.0)]
    {
        let link = records.role_skill(role, skill, Some(level));
        records.role_skill_mut(link).importance = Some(importance);
    }
    records.role_relation(from, to, RoleLinkKind::CanBecome);
    let graph = graph(records.dataset);
    let nothing = Held::default();
    let asked = journey(role(&graph, "from"), role(&graph, "to"), &nothing, PathCost::NewSkills);
    let hop = &travelled(&graph, &asked, &Trust::default()).routes[0].hops[0];
    let new: Vec<&str> = hop.new_skills.iter().map(|skill| &*graph.concept(*skill).sort_name).collect();
    assert_eq!((hop.needed, new), (3, vec!["bare", "major"]));
}

#[test]
fn what_does_not_count_is_no_hop() {
    let graph = office();
    let nothing = Held::default();
    let asked = journey(role(&graph, "clerk"), role(&graph, "lead"), &nothing, PathCost::Hops);
    let trust = Trust { min_evidence: 2, ..Trust::default() };
    assert_eq!(travelled(&graph, &asked, &trust).no_route, Some(Constraint::Graph));
}

#[test]
fn hops_are_made_no_further_than_until_they_are_ended() {
    let graph = office();
    for most in 0..4 {
        let mut left = most;
        let mut check = || {
            left -= 1;
            if left < 0 { Err("it took too long") } else { Ok(()) }
        };
        let ended = Hops::new(&graph, &Trust::default(), &mut check).err();
        assert_eq!(ended, Some("it took too long"), "after {most} roles of four");
    }
}
