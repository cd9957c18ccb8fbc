//! Which roles are covered best by what somebody holds.

use ::entity::RoleLinkKind;
use rustc_hash::FxHashMap;

use super::credit::{spread, worth};
use super::gap::{float, share};
use super::{Basis, Held, Trust, needs, tools};
use crate::graph::{ConceptIdx, Facts, Graph, RoleRelation, RoleSkill, RoleTool};

/// A role, and how much of it is covered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matched {
    /// The role.
    pub role: ConceptIdx,
    /// 0 to 1, as `gap` says of it.
    pub coverage: f64,
}

/// The roles that pass and of which anything is covered, the best first, then by name.
///
/// O(h) for what is earned by what is held, and O(n) in the links of the roles that need any of it.
pub fn matches(
    graph: &Graph,
    held: &Held,
    basis: Basis,
    trust: &Trust,
    passes: impl Fn(ConceptIdx) -> bool,
) -> Vec<Matched> {
    let earned: FxHashMap<ConceptIdx, (f64, Option<f64>)> = match basis {
        Basis::Tools => FxHashMap::default(),
        _ => {
            spread(graph, held, trust).iter().map(|(skill, factor, level)| (skill, (factor, level))).collect()
        }
    };
    let skills = RoleSkill::links(graph);
    let all_tools = RoleTool::links(graph);
    let by_skills = earned.keys().flat_map(|skill| skills.into(*skill).map(|idx| skills.get(idx).from));
    let held_tools = if basis == Basis::Tools { held.tools() } else { Vec::new() };
    let by_tools =
        held_tools.iter().flat_map(|tool| all_tools.into(*tool).map(|idx| all_tools.get(idx).from));
    let mut matched = Vec::new();
    for role in with_heirs(graph, basis, by_skills.chain(by_tools)) {
        if !trust.knows(graph, role) || !passes(role) {
            continue;
        }
        let coverage = if basis == Basis::Tools {
            let tools = tools(graph, role, trust);
            let covered = tools.iter().filter(|(tool, _)| held.tool(*tool)).count();
            if tools.is_empty() { 0.0 } else { share(float(covered), float(tools.len())) }
        } else {
            let (mut covered, mut whole) = (0.0, 0.0);
            for need in needs(graph, role, basis, trust) {
                let (factor, level) = earned.get(&need.skill).copied().unwrap_or((0.0, None));
                whole += need.weight;
                covered += need.weight * worth(factor, level, basis, need.level);
            }
            if whole > 0.0 { share(covered, whole) } else { 0.0 }
        };
        if coverage > 0.0 {
            matched.push(Matched { role, coverage });
        }
    }
    matched.sort_by(|a, b| b.coverage.total_cmp(&a.coverage).then(a.role.cmp(&b.role)));
    matched
}

/// Roles, each once, and those below them that need what they need, as nothing is stated of them.
pub(super) fn with_heirs(
    graph: &Graph,
    basis: Basis,
    roles: impl Iterator<Item = ConceptIdx>,
) -> Vec<ConceptIdx> {
    let links = RoleRelation::links(graph);
    let mut seen = vec![false; graph.all().len()];
    let mut open: Vec<ConceptIdx> = Vec::new();
    let mut see = |open: &mut Vec<ConceptIdx>, role: ConceptIdx| {
        if !std::mem::replace(&mut seen[role.get()], true) {
            open.push(role);
        }
    };
    roles.for_each(|role| see(&mut open, role));
    let mut at = 0;
    while at < open.len() {
        let below = links.into(open[at]).map(|idx| links.get(idx));
        for link in below.filter(|link| link.facts.kind == RoleLinkKind::Broader) {
            let stated = match basis {
                Basis::Tools => RoleTool::links(graph).out(link.from).len(),
                _ => RoleSkill::links(graph).out(link.from).len(),
            };
            if stated == 0 {
                see(&mut open, link.from);
            }
        }
        at += 1;
    }
    open
}
