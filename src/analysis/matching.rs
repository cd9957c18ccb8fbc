//! Which roles are covered best by what somebody holds.

use ::entity::RoleLinkKind;

use super::credit::{Spread, spread};
use super::needs::{Said, gather, said, same_roles};
use super::numbers::{float, share, steps};
use super::{Basis, Held, Trust, tools};
use crate::graph::{ConceptIdx, Facts, Graph, RoleRelation, RoleSkill, RoleTool};

/// A role, and how much of it is covered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matched {
    /// The role.
    pub role: ConceptIdx,
    /// 0 to 1, as `gap` says of it.
    pub coverage: f64,
}

/// The roles that pass and of which anything is covered: by coverage, then by the weight that is covered, then by name.
/// Whether one that is retired does is up to `passes`.
///
/// O(h) for what is earned by what is held, and O(n) in the links of the roles that need any of it.
pub fn matches(
    graph: &Graph,
    held: &Held,
    basis: Basis,
    trust: &Trust,
    passes: impl Fn(ConceptIdx) -> bool,
) -> Vec<Matched> {
    matched(graph, &earned(graph, held, basis, trust), basis, trust, passes)
}

/// What is earned by what is held; by skills nothing where the basis is TOOLS.
pub(super) fn earned(graph: &Graph, held: &Held, basis: Basis, trust: &Trust) -> Spread {
    match basis {
        Basis::Tools => Spread::of_tools(graph, held, trust),
        _ => spread(graph, held, trust),
    }
}

/// What `matches` tells, by what is earned.
pub(super) fn matched(
    graph: &Graph,
    earned: &Spread,
    basis: Basis,
    trust: &Trust,
    passes: impl Fn(ConceptIdx) -> bool,
) -> Vec<Matched> {
    let by_tools = basis == Basis::Tools;
    let of_skills = earned.skills().flat_map(|skill| RoleSkill::links(graph).starts(skill));
    let tools_held = if by_tools { earned.tools() } else { &[] };
    let of_tools = tools_held.iter().flat_map(|tool| RoleTool::links(graph).starts(*tool));
    let mut matched = Vec::new();
    let mut needed = Vec::new();
    for role in with_heirs(graph, basis, trust, of_skills.chain(of_tools).copied()) {
        if !trust.is_of(graph, role) || !passes(role) {
            continue;
        }
        let (covered, whole) = if by_tools {
            let tools = tools(graph, role, trust);
            let covered = tools.iter().filter(|(tool, _)| earned.tool(*tool)).count();
            (float(covered), float(tools.len()))
        } else {
            gather(graph, role, basis, trust, &mut needed);
            earned.covered(&needed, basis)
        };
        if covered > 0.0 {
            let coverage = share(covered, whole);
            matched.push((steps(coverage), steps(covered), Matched { role, coverage }));
        }
    }
    matched
        .sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.role.cmp(&b.2.role)));
    matched.into_iter().map(|(.., one)| one).collect()
}

/// Roles, each once, and those that may need what they need, as they have no list of their own: below them, and exact
/// matches.
pub(super) fn with_heirs(
    graph: &Graph,
    basis: Basis,
    trust: &Trust,
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
    let (mut at, roles) = (0, open.len());
    while at < open.len() {
        let below = links.into(open[at]).map(|idx| links.get(idx));
        let below = below.filter(|link| link.facts.kind == RoleLinkKind::Broader).map(|link| link.from);
        let same = if at < roles { same_roles(graph, open[at], trust) } else { Vec::new() };
        for heir in below.chain(same) {
            if said(graph, heir, basis, trust) != Said::List {
                see(&mut open, heir);
            }
        }
        at += 1;
    }
    // In the order in which their links lie.
    open.sort_unstable();
    open
}
