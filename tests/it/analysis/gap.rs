//! What is lacking for a role, against a plain twin that knows nothing but the records.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use career_graph::analysis::{Basis, Held, Trust, gap, matches};
use career_graph::graph::Graph;
use entity::{ConceptKind, MappingKind, Requirement, RoleLinkKind, SkillLinkKind};
use uuid::Uuid;

use super::random::{Drawn, float, place};
use crate::support::{Dice, Records};

const GRAPHS: u64 = 10_000;
const BASES: [Basis; 4] = [Basis::Skills, Basis::EssentialSkills, Basis::Tools, Basis::Levels];

/// What somebody holds: skills with levels, and tools.
type Have = (BTreeMap<Uuid, Option<f64>>, BTreeSet<Uuid>);

/// A skill that is needed: its weight, and the level.
type Needs = BTreeMap<Uuid, (f64, Option<f64>)>;

/// What is lacking, computed from lists of records by their definitions.
struct Twin<'a> {
    drawn: &'a Drawn,
    /// What holding the one is worth where the other is needed, by one relation and by one match.
    relations: Vec<(Uuid, Uuid, f64)>,
    matches: Vec<(Uuid, Uuid, f64)>,
}

impl<'a> Twin<'a> {
    fn new(drawn: &'a Drawn) -> Self {
        let data = &drawn.records.dataset;
        let (mut relations, mut matches) = (Vec::new(), Vec::new());
        for row in &data.skill_relations {
            match row.kind {
                SkillLinkKind::Broader => {
                    relations.push((row.from_id, row.to_id, 0.8));
                    relations.push((row.to_id, row.from_id, 0.5));
                }
                SkillLinkKind::Requires => relations.push((row.from_id, row.to_id, 0.9)),
                SkillLinkKind::Related => {
                    relations.push((row.from_id, row.to_id, 0.4));
                    relations.push((row.to_id, row.from_id, 0.4));
                }
            }
        }
        let skills = data.concepts.iter().filter(|concept| concept.kind == ConceptKind::Skill);
        let ids: HashMap<&str, Uuid> = skills.map(|concept| (concept.key.as_str(), concept.id)).collect();
        let named = |reference: &str| ids[reference.rsplit('/').next().expect("a key")];
        for row in &data.mappings {
            let (from, to) = (named(&row.from_ref), named(&row.to_ref));
            let (there, back) = match row.kind {
                MappingKind::Exact => (1.0, 1.0),
                MappingKind::Close => (0.9, 0.9),
                MappingKind::Broad => (0.8, 0.5),
                MappingKind::Narrow => (0.5, 0.8),
                MappingKind::Related => (0.4, 0.4),
            };
            matches.extend([(from, to, there), (to, from, back)]);
        }
        Self { drawn, relations, matches }
    }

    /// The roles whose links tell what a role needs.
    fn told(&self, role: Uuid, stated: impl Fn(Uuid) -> bool) -> BTreeSet<Uuid> {
        let (mut level, mut seen) = (BTreeSet::from([role]), BTreeSet::from([role]));
        while !level.is_empty() && !level.iter().any(|role| stated(*role)) {
            let broader = self.drawn.records.dataset.role_relations.iter();
            let broader =
                broader.filter(|row| row.kind == RoleLinkKind::Broader && level.contains(&row.from_id));
            level = broader.map(|row| row.to_id).filter(|role| seen.insert(*role)).collect();
        }
        level.into_iter().filter(|role| stated(*role)).collect()
    }

    fn needs(&self, role: Uuid, basis: Basis) -> Needs {
        let rows = &self.drawn.records.dataset.role_skills;
        let told = self.told(role, |role| rows.iter().any(|row| row.role_id == role));
        let mut needs = Needs::new();
        for row in rows.iter().filter(|row| told.contains(&row.role_id)) {
            let counts = match basis {
                Basis::Skills => true,
                Basis::EssentialSkills => row.requirement == Some(Requirement::Essential),
                Basis::Levels => row.level.is_some(),
                Basis::Tools => false,
            };
            let asked = if row.requirement == Some(Requirement::Optional) { 0.5 } else { 1.0 };
            let weight = asked * row.importance.map_or(1.0, |importance| (importance - 1.0) / 4.0);
            // Of several the heaviest counts; of equally heavy ones, that of the role whose name comes first.
            if counts && needs.get(&row.skill_id).is_none_or(|(other, _)| weight > *other) {
                needs.insert(row.skill_id, (weight, row.level));
            }
        }
        needs
    }

    fn tools(&self, role: Uuid) -> BTreeSet<Uuid> {
        let rows = &self.drawn.records.dataset.role_tools;
        let told = self.told(role, |role| rows.iter().any(|row| row.role_id == role));
        rows.iter().filter(|row| told.contains(&row.role_id)).map(|row| row.tool_id).collect()
    }

    /// What a needed skill earns.
    fn credit(&self, (held, _): &Have, needed: Uuid, level: Option<f64>, basis: Basis) -> f64 {
        let share = |held: Option<f64>| match (basis, held, level) {
            (Basis::Levels, Some(held), Some(level)) if level > 0.0 => (held / level).min(1.0),
            _ => 1.0,
        };
        let mut best: f64 = held.get(&needed).map_or(0.0, |own| share(*own));
        let mut offer = |from: &Uuid, factor: f64| {
            if let Some(own) = held.get(from) {
                let worth = if basis != Basis::Levels || factor >= 1.0 { factor * share(*own) } else { 0.0 };
                best = best.max(worth);
            }
        };
        for (one, other) in [(&self.relations, &self.matches), (&self.matches, &self.relations)] {
            for (from, to, factor) in one.iter().filter(|(_, to, _)| *to == needed) {
                offer(from, *factor);
                for (start, _, first) in other.iter().filter(|(_, middle, _)| middle == from) {
                    if start != to {
                        offer(start, first * factor);
                    }
                }
            }
        }
        best
    }

    fn coverage(&self, have: &Have, role: Uuid, basis: Basis) -> Option<f64> {
        if basis == Basis::Tools {
            let tools = self.tools(role);
            let held = tools.intersection(&have.1).count();
            return (!tools.is_empty()).then(|| float(held) / float(tools.len()));
        }
        let needs = self.needs(role, basis);
        let whole: f64 = needs.values().map(|(weight, _)| weight).sum();
        let earned: f64 =
            needs.iter().map(|(s, (weight, level))| weight * self.credit(have, *s, *level, basis)).sum();
        (whole > 0.0).then(|| earned / whole)
    }
}

fn have(drawn: &Drawn, dice: &mut Dice) -> Have {
    let mut skills = BTreeMap::new();
    for skill in &drawn.skills {
        if dice.once_in(3) {
            skills.insert(*skill, dice.once_in(2).then(|| float(dice.below(8))));
        }
    }
    (skills, drawn.tools.iter().copied().filter(|_| dice.once_in(2)).collect())
}

fn held(graph: &Graph, (skills, tools): &Have) -> Held {
    let mut held = Held::default();
    for (skill, level) in skills {
        held.add_skill(place(graph, ConceptKind::Skill, *skill), *level);
    }
    tools.iter().for_each(|tool| held.add_tool(place(graph, ConceptKind::Tool, *tool)));
    held
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn it_is_what_its_definition_says() {
    for seed in 0..GRAPHS {
        let dice = &mut Dice::new(seed);
        let drawn = Drawn::new(dice);
        let (graph, twin, trust) = (drawn.graph(), Twin::new(&drawn), Trust::default());
        let have = have(&drawn, dice);
        let held = held(&graph, &have);
        let basis = BASES[dice.below(4)];
        let mut covered = Vec::new();
        for role in &drawn.roles {
            let idx = place(&graph, ConceptKind::Role, *role);
            let found = gap(&graph, idx, &held, basis, &trust);
            let expected = twin.coverage(&have, *role, basis);
            assert!(close(found.coverage, expected.unwrap_or(1.0)), "{seed}: {expected:?}, {found:?}");
            covered.extend(expected.filter(|coverage| *coverage > 0.0).map(|coverage| (idx, coverage)));
            let needs = twin.needs(*role, basis);
            let all: Vec<_> = [&found.covered, &found.partly, &found.missing].into_iter().flatten().collect();
            assert_eq!(all.len(), needs.len(), "{seed}");
            for item in &all {
                let id = graph.concept(item.need.skill).id;
                let (weight, level) = needs[&id];
                assert!(close(item.need.weight, weight), "{seed}: {item:?}");
                assert!(
                    close(item.credit, twin.credit(&have, id, item.need.level.or(level), basis)),
                    "{seed}: {item:?}"
                );
            }
            assert!(found.covered.iter().all(|item| item.credit >= 1.0), "{seed}");
            assert!(found.partly.iter().all(|item| item.credit > 0.0 && item.credit < 1.0), "{seed}");
            assert!(found.missing.iter().all(|item| item.credit <= 0.0 && item.via.is_empty()), "{seed}");
            taught(&drawn, &graph, &found, &needs);
        }
        covered.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let found = matches(&graph, &held, basis, &trust, |_| true);
        assert_eq!(found.len(), covered.len(), "{seed}: {found:?}, {covered:?}");
        for (found, (_, coverage)) in found.iter().zip(&covered) {
            let own = twin.coverage(&have, graph.concept(found.role).id, basis);
            assert!(close(found.coverage, *coverage) && close(found.coverage, own.unwrap_or(-1.0)), "{seed}");
        }
    }
}

/// The gain of each pathway is what it adds to the coverage.
fn taught(drawn: &Drawn, graph: &Graph, found: &career_graph::analysis::Gap, needs: &Needs) {
    let whole: f64 = needs.values().map(|(weight, _)| weight).sum();
    for gain in &found.pathways {
        let pathway = graph.concept(gain.pathway).id;
        let rows = drawn.records.dataset.pathway_skills.iter().filter(|row| row.pathway_id == pathway);
        let taught: BTreeSet<Uuid> = rows.map(|row| row.skill_id).collect();
        let open = found.partly.iter().chain(&found.missing);
        let open = open.filter(|item| taught.contains(&graph.concept(item.need.skill).id));
        let expected: f64 = open.map(|item| item.need.weight * (1.0 - item.credit)).sum();
        let expected = if whole > 0.0 { expected / whole } else { gain.gain };
        assert!(close(gain.gain, expected), "{gain:?}");
    }
    assert!(found.pathways.windows(2).all(|pair| pair[0].gain >= pair[1].gain));
}

#[test]
fn holding_more_never_lowers_it() {
    for seed in 0..GRAPHS {
        let dice = &mut Dice::new(seed);
        let drawn = Drawn::new(dice);
        let (graph, trust) = (drawn.graph(), Trust::default());
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
        let role = place(&graph, ConceptKind::Role, *dice.of(&drawn.roles));
        for basis in BASES {
            let coverage = |have: &Have| gap(&graph, role, &held(&graph, have), basis, &trust).coverage;
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
    let course = records.pathway("course", entity::PathwayKind::Bootcamp);
    records.pathway_skill(course, menus);
    records.pathway_skill(course, sauces);
    let graph =
        career_graph::graph::Graph::build(records.dataset.clone(), career_graph::graph::Version::default());
    let skill = |id| place(&graph, ConceptKind::Skill, id);
    let mut held = Held::default();
    held.add_skill(skill(cooking), None);
    held.add_skill(skill(accounts), None);
    let found = gap(&graph, place(&graph, ConceptKind::Role, cook), &held, Basis::Skills, &Trust::default());
    // Weights: sauces 1, accounts 1/2, menus 1 * (3 - 1) / 4 = 1/2; together 2.
    // Credits: sauces 1/2 by what is broader, accounts 1, menus 0: 1/2 + 1/2 = 1 of 2.
    assert!(close(found.coverage, 0.5), "{found:?}");
    let names =
        |items: &[career_graph::analysis::Item]| items.iter().map(|item| item.need.skill).collect::<Vec<_>>();
    assert_eq!(names(&found.covered), [skill(accounts)]);
    assert_eq!(names(&found.partly), [skill(sauces)]);
    assert_eq!(found.partly[0].via, [skill(cooking)]);
    assert_eq!(names(&found.missing), [skill(menus)]);
    assert_eq!((found.tools_held.len(), found.tools_missing.len()), (0, 1));
    // The course adds half a sauce and the menus: (1/2 + 1/2) / 2.
    assert_eq!(found.pathways.len(), 1);
    assert!(close(found.pathways[0].gain, 0.5), "{found:?}");
}
