//! What is lacking for a role, computed from lists of records by the definitions.

use std::collections::{BTreeMap, BTreeSet};

use career_graph::analysis::{Basis, Gain, Gap, Held, Item, Needed, Step, gains};
use career_graph::graph::{ConceptIdx, LinkKind};
use entity::{MappingKind, Requirement, SkillLinkKind};
use uuid::Uuid;

use crate::analysis::drawn::{Drawn, Needs};
use crate::support::Dice;

/// What somebody holds: skills with levels, and tools.
pub(crate) type Have = (BTreeMap<Uuid, Option<f64>>, BTreeSet<Uuid>);

/// What holding one skill or tool is worth where another is needed, by one link.
struct Worth {
    from: Uuid,
    to: Uuid,
    factor: f64,
    is_match: bool,
}

/// The best way from what is held to what is needed: its factor, the level, and what is on it before the last.
type Way = (f64, Option<f64>, Vec<Uuid>);

/// What is lacking, computed from lists of records by their definitions.
pub(crate) struct Twin<'a> {
    /// Which graph, for who reads of a failure.
    case: String,
    pub(crate) drawn: &'a Drawn,
    worths: Vec<Worth>,
    /// Tools that are exact matches of each other: both ways.
    same_tools: Vec<(Uuid, Uuid)>,
}

impl<'a> Twin<'a> {
    pub(crate) fn new(case: String, drawn: &'a Drawn) -> Self {
        let mut worths = Vec::new();
        let mut add = |link: Uuid, (from, to): (Uuid, Uuid), (there, back): (f64, f64), is_match: bool| {
            let is_learnt = |id| drawn.skills.contains(id) || drawn.tools.contains(id);
            let counts = [from, to].iter().all(|id| drawn.is_known(*id) && is_learnt(id));
            if counts && drawn.holds(link) {
                worths.push(Worth { from, to, factor: there, is_match });
                worths.push(Worth { from: to, to: from, factor: back, is_match });
            }
        };
        for row in &drawn.data.skill_relations {
            let factors = match row.kind {
                SkillLinkKind::Broader => (0.8, 0.5),
                SkillLinkKind::Requires if row.requirement == Some(Requirement::Optional) => (0.4, 0.0),
                SkillLinkKind::Requires => (0.9, 0.0),
                SkillLinkKind::Related => (0.4, 0.4),
            };
            add(row.id, (row.from_id, row.to_id), factors, false);
        }
        for row in &drawn.data.mappings {
            let factors = match row.kind {
                MappingKind::Exact => (1.0, 1.0),
                MappingKind::Close => (0.9, 0.9),
                MappingKind::Broad => (0.8, 0.5),
                MappingKind::Narrow => (0.5, 0.8),
                MappingKind::Related => (0.4, 0.4),
            };
            add(row.id, (drawn.end(&row.from_ref), drawn.end(&row.to_ref)), factors, true);
        }
        for row in &drawn.data.skill_tools {
            add(row.id, (row.tool_id, row.skill_id), (0.5, 0.0), false);
        }
        worths.retain(|worth| worth.factor > 0.0);
        let exact = drawn.data.mappings.iter().filter(|row| row.kind == MappingKind::Exact);
        let ends = exact.filter(|row| drawn.holds(row.id));
        let ends = ends.map(|row| (drawn.end(&row.from_ref), drawn.end(&row.to_ref)));
        let known = |id: Uuid| drawn.is_known(id) && drawn.tools.contains(&id);
        let ends = ends.filter(|(one, other)| known(*one) && known(*other));
        let same_tools = ends.flat_map(|(one, other)| [(one, other), (other, one)]).collect();
        Self { case, drawn, worths, same_tools }
    }

    /// Whether a tool counts as held: it is, or an exact match of it is.
    pub(crate) fn holds_tool(&self, have: &Have, tool: Uuid) -> bool {
        let matched = |(of, other): &(Uuid, Uuid)| *of == tool && have.1.contains(other);
        have.1.contains(&tool) || self.same_tools.iter().any(matched)
    }

    /// The best way to a needed skill: the greatest factor, the highest level, the fewest steps, the first names.
    fn best(&self, (skills, tools): &Have, needed: Uuid) -> Option<Way> {
        let held = |id: &Uuid| skills.get(id).copied().or(tools.contains(id).then_some(None));
        let mut ways: Vec<Way> = held(&needed).map(|level| (1.0, level, Vec::new())).into_iter().collect();
        let exact = |worth: &&Worth| worth.is_match && worth.factor >= 1.0;
        let mut add = |factor: f64, via: Vec<Uuid>| {
            for before in
                self.worths.iter().filter(exact).filter(|worth| worth.to == via[0] && worth.from != needed)
            {
                let via = [&[before.from], via.as_slice()].concat();
                ways.extend(held(&before.from).map(|level| (factor, level, via)));
            }
            ways.extend(held(&via[0]).map(|level| (factor, level, via)));
        };
        for last in self.worths.iter().filter(|worth| worth.to == needed) {
            add(last.factor, vec![last.from]);
            let before = self.worths.iter().filter(|worth| worth.to == last.from && worth.from != needed);
            for first in before.filter(|worth| worth.is_match != last.is_match) {
                add(first.factor * last.factor, vec![first.from, last.from]);
            }
        }
        let level = |way: &Way| way.1.unwrap_or(f64::INFINITY);
        let names = |way: &Way| way.2.iter().map(|id| self.drawn.name(*id)).collect::<Vec<_>>();
        ways.into_iter().min_by(|a, b| {
            (b.0.total_cmp(&a.0))
                .then(level(b).total_cmp(&level(a)))
                .then(a.2.len().cmp(&b.2.len()))
                .then_with(|| names(a).cmp(&names(b)))
        })
    }

    pub(crate) fn credit(&self, have: &Have, needed: Uuid, level: Option<f64>, basis: Basis) -> f64 {
        let Some((factor, held, _)) = self.best(have, needed) else { return 0.0 };
        match (held, level) {
            _ if basis != Basis::Levels => factor,
            _ if factor < 1.0 => 0.0,
            (Some(held), Some(level)) if level > 0.0 => (held / level).min(1.0),
            _ => 1.0,
        }
    }

    pub(crate) fn coverage(&self, have: &Have, role: Uuid, basis: Basis) -> Option<f64> {
        if basis == Basis::Tools {
            let tools = self.drawn.has(role, LinkKind::RoleTool);
            let held = tools.iter().filter(|tool| self.holds_tool(have, **tool)).count();
            return (!tools.is_empty()).then(|| float(held) / float(tools.len()));
        }
        let needs = self.drawn.needs(role, basis);
        let whole: f64 = needs.values().map(|(_, weight)| weight).sum();
        let earned: f64 =
            needs.iter().map(|(s, (level, weight))| weight * self.credit(have, *s, *level, basis)).sum();
        (whole > 0.0).then(|| earned / whole)
    }

    /// What everything that a role needs weighs.
    pub(crate) fn whole(&self, role: Uuid, basis: Basis) -> f64 {
        match basis {
            Basis::Tools => float(self.drawn.has(role, LinkKind::RoleTool).len()),
            _ => self.drawn.needs(role, basis).values().map(|(_, weight)| weight).sum(),
        }
    }

    /// Everything that is told of a role.
    pub(crate) fn check(&self, have: &Have, role: Uuid, basis: Basis, found: &Gap) {
        let (case, drawn) = (&self.case, self.drawn);
        let expected = self.coverage(have, role, basis).unwrap_or(1.0);
        assert!(close(found.coverage, expected), "{case}: {expected}, {found:?}");
        let needs = drawn.needs(role, basis);
        let mut skills: Vec<Uuid> = needs.keys().copied().collect();
        skills.sort_by(|a, b| needs[b].1.total_cmp(&needs[a].1).then(drawn.name(*a).cmp(drawn.name(*b))));
        let credit = |skill: &Uuid| self.credit(have, *skill, needs[skill].0, basis);
        let (covered, rest): (Vec<Uuid>, Vec<Uuid>) =
            skills.into_iter().partition(|skill| credit(skill) >= 1.0);
        let (partly, missing): (Vec<Uuid>, Vec<Uuid>) =
            rest.into_iter().partition(|skill| credit(skill) > 0.0);
        for (items, expected) in
            [(&found.covered, covered), (&found.partly, partly), (&found.missing, missing)]
        {
            assert_eq!(
                items.iter().map(|item| drawn.id(item.need.skill)).collect::<Vec<_>>(),
                expected,
                "{case}"
            );
            for item in items {
                let skill = drawn.id(item.need.skill);
                assert_eq!((item.need.level, item.need.weight), needs[&skill], "{case}: {item:?}");
                assert_eq!(item.credit, credit(&skill), "{case}: {item:?}");
                self.check_way(item, self.best(have, skill));
            }
        }
        let tools = drawn.has(role, LinkKind::RoleTool);
        let (held, missing): (Vec<_>, Vec<_>) =
            tools.into_iter().partition(|tool| self.holds_tool(have, *tool));
        let ids =
            |links: &[(ConceptIdx, _)]| links.iter().map(|(tool, _)| drawn.id(*tool)).collect::<Vec<_>>();
        assert_eq!(ids(&found.tools_held), held, "{case}");
        assert_eq!(ids(&found.tools_missing), missing, "{case}");
        self.check_pathways(found, &needs);
    }

    /// Whether the one skill is the other, or its exact match.
    pub(crate) fn is(&self, one: Uuid, other: Uuid) -> bool {
        let matches =
            |worth: &Worth| (worth.from, worth.to) == (one, other) && worth.is_match && worth.factor >= 1.0;
        one == other || self.worths.iter().any(matches)
    }

    /// What is told of how a skill is earned.
    fn check_way(&self, item: &Item, best: Option<Way>) {
        let case = &self.case;
        let (factor, level, mut via) = best.unwrap_or_default();
        if item.credit <= 0.0 {
            via.clear();
        }
        let found: Vec<Uuid> = item.via.iter().map(|idx| self.drawn.id(*idx)).collect();
        assert_eq!(found, via, "{case}: {item:?}");
        let held = level.filter(|_| factor >= 1.0);
        assert_eq!(item.held, held, "{case}: {item:?}");
        let lacking = |needed: f64| match held {
            Some(held) => (needed - held).max(0.0),
            None if factor >= 1.0 => 0.0,
            None => needed,
        };
        assert_eq!(item.shortfall(), item.need.level.map(lacking), "{case}: {item:?}");
        let stops: Vec<ConceptIdx> = item.via.iter().copied().chain([item.need.skill]).collect();
        assert_eq!(item.steps.len() + 1, stops.len(), "{case}: {item:?}");
        for (step, ends) in item.steps.iter().zip(stops.windows(2)) {
            let (from, to, _) = match *step {
                Step::Relation(idx) => self.drawn.graph.link(LinkKind::SkillRelation, idx),
                Step::Exercise(idx) => self.drawn.graph.link(LinkKind::SkillTool, idx),
                Step::Mapping(idx) => self.drawn.graph.link(LinkKind::Mapping, idx),
            };
            assert!(ends == [from, to] || ends == [to, from], "{case}: {item:?}");
        }
    }

    /// The pathways are those that teach anything that is not covered, and their gain is what each adds.
    fn check_pathways(&self, found: &Gap, needs: &Needs) {
        let gains = gains(&self.drawn.graph, found, &self.drawn.trust);
        let (case, drawn) = (&self.case, self.drawn);
        let whole: f64 = needs.values().map(|(_, weight)| weight).sum();
        let open: Vec<&Item> = found.partly.iter().chain(&found.missing).collect();
        let mut teach: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for row in &drawn.data.pathway_skills {
            let open = open.iter().map(|item| drawn.id(item.need.skill));
            if drawn.holds(row.id) && drawn.is_known(row.pathway_id) {
                teach
                    .entry(row.pathway_id)
                    .or_default()
                    .extend(open.filter(|skill| self.is(row.skill_id, *skill)));
            }
        }
        teach.retain(|_, taught| !taught.is_empty());
        assert_eq!(gains.len(), teach.len(), "{case}");
        for gain in &gains {
            let mut taught = teach[&drawn.id(gain.pathway)].clone();
            taught.sort_by_key(|skill| drawn.name(*skill));
            taught.dedup();
            assert_eq!(
                gain.teaches.iter().map(|(skill, _)| drawn.id(*skill)).collect::<Vec<_>>(),
                taught,
                "{case}"
            );
            let open = open.iter().filter(|item| taught.contains(&drawn.id(item.need.skill)));
            let adds: f64 = open.map(|item| item.need.weight * (1.0 - item.credit)).sum();
            assert!(close(gain.gain, if whole > 0.0 { adds / whole } else { 0.0 }), "{case}: {gain:?}");
        }
        let order = |pair: &[Gain]| before((pair[0].gain, pair[0].pathway), (pair[1].gain, pair[1].pathway));
        assert!(gains.windows(2).all(order), "{case}: {gains:?}");
    }
}

pub(crate) fn have(drawn: &Drawn, dice: &mut Dice) -> Have {
    let mut skills = BTreeMap::new();
    for skill in &drawn.skills {
        if dice.once_in(3) {
            skills.insert(*skill, dice.once_in(2).then(|| float(dice.below(8))));
        }
    }
    (skills, drawn.tools.iter().copied().filter(|_| dice.once_in(2)).collect())
}

pub(crate) fn held(drawn: &Drawn, (skills, tools): &Have) -> Held {
    let mut held = Held::default();
    skills.iter().for_each(|(skill, level)| held.add_skill(drawn.idx(*skill), *level));
    tools.iter().for_each(|tool| held.add_tool(drawn.idx(*tool)));
    held
}

pub(crate) fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("a small number"))
}

/// Whether a role passes that may be retired or not.
pub(crate) fn passes(drawn: &Drawn, retired: bool, role: ConceptIdx) -> bool {
    retired || !drawn.graph.is_retired(role)
}

/// Whether answers tell of a role, where those that are retired pass or not.
pub(crate) fn is_told(drawn: &Drawn, retired: bool, role: Uuid) -> bool {
    drawn.is_known(role) || retired && drawn.trust.is_of(&drawn.graph, drawn.idx(role))
}

/// What all roles need, where every statement counts.
pub(crate) fn needed(drawn: &Drawn, basis: Basis) -> Option<Needed> {
    drawn.trust.counts_all().then(|| Needed::new(&drawn.graph, basis))
}

pub(crate) fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

/// Whether the one comes before the other: the greater first, of equal ones by name.
pub(crate) fn before<N: Ord>(one: (f64, N), other: (f64, N)) -> bool {
    if close(one.0, other.0) { one.1 < other.1 } else { one.0 > other.0 }
}
