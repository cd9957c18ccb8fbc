//! What is lacking for a role, against a plain twin that knows nothing but the records.

mod twin;

use std::collections::BTreeMap;

use career_graph::analysis::{Basis, Held, Item, Matched, Matches, Roles, Trust, gains, gap, matches};
use career_graph::graph::{ConceptIdx, Graph, Version};
use entity::{ConceptKind, PathwayKind, Requirement, SkillLinkKind};

pub(super) use self::twin::{Have, Twin, before, close, float, have, held, is_told, needed, passes};
use super::drawn::Drawn;
use crate::support::{Dice, Records};

pub(super) const GRAPHS: u64 = 10_000;

#[test]
fn it_is_what_its_definition_says() {
    let mut ways = BTreeMap::<usize, usize>::new();
    let (mut matched, mut by_tools, mut prepared) = (0, 0, 0);
    for seed in 0..GRAPHS {
        let drawn = Drawn::new(seed);
        let dice = &mut Dice::new(seed + 1);
        let have = have(&drawn, dice);
        let holds = held(&drawn, &have);
        let basis = *dice.of(&Basis::ALL);
        let twin = Twin::new(format!("seed {seed}, {basis:?}"), &drawn);
        let (mut covered, mut gaps, retired) = (BTreeMap::new(), BTreeMap::new(), dice.once_in(2));
        for role in &drawn.roles {
            let found = gap(&drawn.graph, drawn.idx(*role), &holds, basis, &drawn.trust);
            twin.check(&have, *role, basis, &found);
            gaps.insert(drawn.idx(*role), found.coverage);
            for item in found.covered.iter().chain(&found.partly) {
                *ways.entry(item.via.len()).or_default() += 1;
                let first = item.via.first().map(|idx| drawn.id(*idx));
                by_tools += usize::from(first.is_some_and(|id| drawn.tools.contains(&id)));
            }
            let coverage = twin.coverage(&have, *role, basis).unwrap_or(0.0);
            if is_told(&drawn, retired, *role) && coverage > 0.0 {
                covered.insert(drawn.idx(*role), coverage);
            }
        }
        let best =
            |roles: &Roles<'_>, first| matches(roles, &holds, first, |role| passes(&drawn, retired, role));
        let found = best(&Roles::new(&drawn.graph, basis, &drawn.trust), usize::MAX);
        // What is prepared of all roles leads to the same, to the last bit, and so does asking for fewer.
        if let Some(needed) = needed(&drawn, basis) {
            let (roles, first) = (Roles::prepared(&drawn.graph, &needed), drawn.roles.len() / 2);
            assert_eq!(best(&roles, usize::MAX), found, "seed {seed}, {basis:?}");
            let first_of_them = found.best[..first.min(found.count)].to_vec();
            let fewer = Matches { count: found.count, best: first_of_them };
            assert_eq!(best(&roles, first), fewer, "seed {seed}, {basis:?}");
            prepared += 1;
        }
        let found = found.best;
        let by_gaps: Vec<f64> = found.iter().map(|one| gaps[&one.role]).collect();
        let coverages: Vec<f64> = found.iter().map(|one| one.coverage).collect();
        assert_eq!(coverages, by_gaps, "seed {seed}, {basis:?}: to the last bit");
        let order = |pair: &[Matched]| {
            let covered = |one: &Matched| one.coverage * twin.whole(drawn.id(one.role), basis);
            let (a, b) = (&pair[0], &pair[1]);
            if close(a.coverage, b.coverage) {
                return before((covered(a), a.role), (covered(b), b.role));
            }
            a.coverage > b.coverage
        };
        assert!(found.windows(2).all(order), "{seed}: {found:?}");
        let found: BTreeMap<ConceptIdx, f64> = found.iter().map(|one| (one.role, one.coverage)).collect();
        assert!(found.keys().eq(covered.keys()), "{seed}: {found:?}, {covered:?}");
        assert!(
            found.iter().all(|(role, coverage)| close(*coverage, covered[role])),
            "{seed}: {found:?}, {covered:?}"
        );
        matched += found.len();
    }
    let met = format!("{matched} matches, {ways:?}, {by_tools} by tools, {prepared} prepared");
    let rich = matched > 8_000 && ways[&2] > 1_000 && by_tools > 1_000 && prepared > 1_000;
    assert!(rich, "the graphs are too plain: {met}");
}

#[test]
fn holding_more_never_lowers_it() {
    for seed in 0..GRAPHS {
        let drawn = Drawn::new(seed);
        let dice = &mut Dice::new(seed + 1);
        let less = have(&drawn, dice);
        let mut more = less.clone();
        let skill = *dice.of(&drawn.skills);
        let level = more.0.get(&skill).copied();
        more.0.insert(
            skill,
            match level {
                Some(Some(level)) if dice.once_in(2) => Some(level + 1.0),
                Some(_) => None,
                None => Some(float(dice.below(8))),
            },
        );
        more.1.extend(drawn.tools.iter().copied().filter(|_| dice.once_in(3)));
        let role = drawn.idx(*dice.of(&drawn.roles));
        for basis in Basis::ALL {
            let coverage =
                |have: &Have| gap(&drawn.graph, role, &held(&drawn, have), basis, &drawn.trust).coverage;
            let (before, after) = (coverage(&less), coverage(&more));
            assert!(after >= before - 1e-12, "{seed} {basis:?}: {before} to {after}");
        }
    }
}

/// Worked by hand: a role that needs three skills and a tool.
#[test]
fn an_example_worked_by_hand() {
    let mut records = Records::new("kitchen");
    let cook = records.role("cook");
    let [sauces, cooking, accounts, menus] =
        ["sauces", "cooking", "accounts", "menus"].map(|key| records.skill(key));
    let knife = records.tool("knife");
    records.role_tool(cook, knife);
    for (skill, requirement, importance) in [
        (sauces, Requirement::Essential, None),
        (accounts, Requirement::Optional, None),
        (menus, Requirement::Essential, Some(3.0)),
    ] {
        let id = records.role_skill(cook, skill, None);
        let link = records.role_skill_mut(id);
        (link.requirement, link.importance) = (Some(requirement), importance);
    }
    // Sauces are a part of cooking, and somebody has learnt to cook; and keeps accounts.
    records.skill_relation(sauces, cooking, SkillLinkKind::Broader);
    let course = records.pathway("course", PathwayKind::Bootcamp);
    records.pathway_skill(course, menus);
    records.pathway_skill(course, sauces);
    let graph = Graph::build(records.dataset, Version::default());
    let place = |kind, id| graph.concept_by_id(kind, id).expect("it is there");
    let skill = |id| place(ConceptKind::Skill, id);
    let mut held = Held::default();
    held.add_skill(skill(cooking), None);
    held.add_skill(skill(accounts), None);
    let found = gap(&graph, place(ConceptKind::Role, cook), &held, Basis::Skills, &Trust::default());
    // Weights: sauces 1, accounts 1/2, menus 1 * (3 - 1) / 4 = 1/2; together 2.
    // Credits: sauces 1/2 by what is broader, accounts 1, menus 0: 1/2 + 1/2 = 1 of 2.
    assert!(close(found.coverage, 0.5), "{found:?}");
    let names = |items: &[Item]| items.iter().map(|item| item.need.skill).collect::<Vec<_>>();
    assert_eq!(names(&found.covered), [skill(accounts)]);
    assert_eq!(names(&found.partly), [skill(sauces)]);
    assert_eq!(found.partly[0].via, [skill(cooking)]);
    assert_eq!(names(&found.missing), [skill(menus)]);
    assert_eq!((found.tools_held.len(), found.tools_missing.len()), (0, 1));
    // The course adds half a sauce and the menus: (1/2 + 1/2) / 2.
    let gains = gains(&graph, &found, &Trust::default());
    assert_eq!(gains.len(), 1);
    assert!(close(gains[0].gain, 0.5), "{gains:?}");
}
