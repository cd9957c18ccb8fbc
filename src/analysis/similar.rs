//! Which roles need the same as one.
//!
//! Similarity is the Jaccard index of what two roles need: how many both need, by how many either does. Where the basis
//! is LEVELS it is the weighted form (Ruzicka): the sum of the lower of both levels, by the sum of the higher, over all
//! that either needs; what is not rated counts as level 0. Both are 0 to 1, equal from both ends, and 1 only of a role
//! that needs the very same. What a role needs is told in `needs`: of a role of which nothing is stated, what its
//! broader roles do.

use ::entity::{ConceptKind, RoleLinkKind};
use rustc_hash::FxHashMap;

use super::needs::{Said, said};
use super::numbers::{ROUNDING, greater_first};
use super::{Basis, Need, Trust, needs, tools};
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, Mapping, RoleRelation, RoleSkill, RoleTool};

/// A role, and how much of what it needs another needs, too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Similar {
    /// The role.
    pub role: ConceptIdx,
    /// Above 0, to 1.
    pub similarity: f64,
    /// How many skills or tools both need.
    pub shared: usize,
}

/// A skill that two roles both need; a tool where the basis is TOOLS.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Common {
    /// The skill or tool.
    pub what: ConceptIdx,
    /// The links that say so: of the one role, then of the other.
    pub links: [LinkIdx; 2],
}

/// The roles that need most of the same, then by name: at most `first` of those that pass, which those that are retired
/// should not. The role itself is none of them, and neither is what shares nothing.
///
/// O(m) in the links of other roles to what it needs. Whatever else a role needs only makes it less similar, so that
/// the needs of those that cannot be among the first are never gone through.
pub fn similar(
    graph: &Graph,
    role: ConceptIdx,
    basis: Basis,
    trust: &Trust,
    first: usize,
    passes: impl Fn(ConceptIdx) -> bool,
) -> Vec<Similar> {
    let mine = measures(graph, role, basis, trust);
    let whole: f64 = mine.iter().map(|(_, measure)| measure).sum();
    let mut found: Vec<Similar> = Vec::new();
    for (other, most) in candidates(graph, &mine, basis, trust) {
        let last = found.last().filter(|_| found.len() == first);
        if last.is_some_and(|last| most / whole + ROUNDING < last.similarity) {
            break;
        }
        if other == role || !trust.is_of(graph, other) || !passes(other) {
            continue;
        }
        let one = compared(other, &mine, &measures(graph, other, basis, trust));
        if one.similarity > 0.0 {
            let before = |other: &Similar| {
                greater_first(other.similarity, one.similarity).then(other.role.cmp(&one.role)).is_lt()
            };
            found.insert(found.partition_point(before), one);
            found.truncate(first);
        }
    }
    found
}

/// What two roles both need, as `similar` counts it: by what it weighs for both together, the heaviest first, then by
/// name. O(n log n) in what they need.
pub fn common(graph: &Graph, roles: [ConceptIdx; 2], basis: Basis, trust: &Trust) -> Vec<Common> {
    let [one, other] = roles.map(|role| {
        each(graph, role, basis, trust, |(what, link), need| {
            (what, link, need.map_or(1.0, |need| need.weight))
        })
    });
    let both = one.into_iter().filter_map(|(what, link, weight)| {
        let at = other.binary_search_by_key(&what, |(what, ..)| *what).ok()?;
        Some((weight + other[at].2, Common { what, links: [link, other[at].1] }))
    });
    let mut both: Vec<(f64, Common)> = both.collect();
    both.sort_by(|a, b| greater_first(a.0, b.0));
    both.into_iter().map(|(_, common)| common).collect()
}

/// What a role needs, by name, each with what it counts for: its level where the basis is LEVELS, else 1.
fn measures(graph: &Graph, role: ConceptIdx, basis: Basis, trust: &Trust) -> Vec<(ConceptIdx, f64)> {
    let measured = |need: &Need| measure(need, basis);
    each(graph, role, basis, trust, |(what, _), need| (what, need.map_or(1.0, measured)))
}

/// Something of each skill or tool that a role needs, by name; of a tool there is no more than the link.
fn each<T>(
    graph: &Graph,
    role: ConceptIdx,
    basis: Basis,
    trust: &Trust,
    of: impl Fn((ConceptIdx, LinkIdx), Option<&Need>) -> T,
) -> Vec<T> {
    if basis == Basis::Tools {
        return tools(graph, role, trust).into_iter().map(|tool| of(tool, None)).collect();
    }
    needs(graph, role, basis, trust).iter().map(|need| of((need.skill, need.link), Some(need))).collect()
}

fn measure(need: &Need, basis: Basis) -> f64 {
    if basis == Basis::Levels { need.level.unwrap_or(0.0) } else { 1.0 }
}

/// Other roles, each with the most that it can share: those that can share most first.
fn candidates(
    graph: &Graph,
    mine: &[(ConceptIdx, f64)],
    basis: Basis,
    trust: &Trust,
) -> Vec<(ConceptIdx, f64)> {
    let mut shared: FxHashMap<ConceptIdx, f64> = FxHashMap::default();
    for (what, measure) in mine {
        count(graph, *what, *measure, basis, trust, &mut shared);
    }
    let roles = with_heirs(graph, basis, trust, shared.keys().copied());
    // What a role without a list of its own shares is not known before its needs are.
    let most = |role| {
        let own = shared.get(&role).copied().unwrap_or_default();
        (role, if said(graph, role, basis, trust) == Said::List { own } else { f64::INFINITY })
    };
    let mut candidates: Vec<(ConceptIdx, f64)> = roles.into_iter().map(most).collect();
    candidates.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    candidates
}

/// Roles, each once, and those that may need what they need, as they have no list of their own: below them, and what
/// matches them, in use or not.
fn with_heirs(
    graph: &Graph,
    basis: Basis,
    trust: &Trust,
    roles: impl Iterator<Item = ConceptIdx>,
) -> Vec<ConceptIdx> {
    let (links, matches) = (RoleRelation::links(graph), Mapping::links(graph));
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
        let matched =
            if at < roles { [matches.ends(open[at]), matches.starts(open[at])] } else { [&[][..]; 2] };
        let matched = matched.into_iter().flatten().copied();
        let matched = matched.filter(|other| graph.kind(*other) == ConceptKind::Role);
        for heir in below.chain(matched) {
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

/// Adds to each role that needs a skill or tool what it shares by that.
fn count(
    graph: &Graph,
    what: ConceptIdx,
    mine: f64,
    basis: Basis,
    trust: &Trust,
    shared: &mut FxHashMap<ConceptIdx, f64>,
) {
    let mut add = |role, other: f64| *shared.entry(role).or_default() += mine.min(other);
    if basis == Basis::Tools {
        let links = RoleTool::links(graph);
        let counted =
            links.into(what).map(|idx| links.get(idx)).filter(|link| trust.holds(graph, &link.stated));
        counted.for_each(|link| add(link.from, 1.0));
        return;
    }
    let links = RoleSkill::links(graph);
    for idx in links.into(what) {
        let link = links.get(idx);
        if let Some(need) =
            Need::of(idx, what, &link.facts, basis).filter(|_| trust.holds(graph, &link.stated))
        {
            add(link.from, measure(&need, basis));
        }
    }
}

/// How similar two roles are by what they need, both by name.
fn compared(role: ConceptIdx, mine: &[(ConceptIdx, f64)], other: &[(ConceptIdx, f64)]) -> Similar {
    let (similarity, shared) = overlap(mine, other);
    Similar { role, similarity, shared }
}

/// The sum of the lower measures by the sum of the higher, and how many both have; both are by name. 0 where nothing
/// weighs anything.
pub(super) fn overlap(a: &[(ConceptIdx, f64)], b: &[(ConceptIdx, f64)]) -> (f64, usize) {
    let (mut lower, mut higher, mut shared) = (0.0, 0.0, 0);
    let (mut i, mut j) = (0, 0);
    while let (Some((x, at_x)), Some((y, at_y))) = (a.get(i), b.get(j)) {
        let (in_a, in_b) = (x <= y, y <= x);
        if in_a && in_b {
            lower += at_x.min(*at_y);
            shared += 1;
        }
        higher += if in_a { *at_x } else { 0.0_f64 }.max(if in_b { *at_y } else { 0.0 });
        i += usize::from(in_a);
        j += usize::from(in_b);
    }
    higher += a[i..].iter().chain(&b[j..]).map(|(_, measure)| measure).sum::<f64>();
    (if higher > 0.0 { lower / higher } else { 0.0 }, shared)
}
