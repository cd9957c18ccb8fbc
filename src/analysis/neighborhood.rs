//! What is linked around a concept: a part of the graph, small enough to be drawn.
//!
//! The depth of a concept is the least number of links from the start to it, over whatever is met on the way; links of
//! all kinds, both directions. Where there are more concepts than are wanted, the nearest stay; of those at one depth the
//! ones that most links join to what is nearer, then those with most links in all, then by name. What is nearer is then
//! there in full, so this is one order of all concepts around, and a larger limit only adds to a smaller one.
//!
//! Links are those between the concepts that stay. Each belongs to the later of its ends: of more than `LINKS` times the
//! limit stays the first of each concept, to the first concept before it, then the second of each, and so on. So all that
//! stays hangs together.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use ::entity::ConceptKind;
use rustc_hash::FxHashMap;

use super::Trust;
use crate::graph::{ConceptIdx, End, Graph, LinkIdx, LinkKind};

/// Links that are told, at most, for each concept that is wanted.
const LINKS: usize = 4;

/// How much of what is around a concept is wanted.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Links from the start, at most.
    pub depth: usize,
    /// Concepts of these kinds are met, and gone through; all where it is none.
    pub kinds: Option<Vec<ConceptKind>>,
    /// Concepts at most, the start among them.
    pub limit: usize,
}

/// A concept around another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// The concept.
    pub concept: ConceptIdx,
    /// The least number of links to it.
    pub depth: usize,
}

/// A link between two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Its kind.
    pub kind: LinkKind,
    /// Which of that kind.
    pub link: LinkIdx,
}

/// What is linked around a concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighborhood {
    /// The start, then the others in their order.
    pub nodes: Vec<Near>,
    /// By the later of their ends, then by the earlier, then by kind.
    pub links: Vec<Joined>,
    /// How many links there are between them, also those that are left out.
    pub link_count: usize,
    /// Whether concepts or links were left out for the limit.
    pub truncated: bool,
}

/// What is linked around a concept. O(m + n log n) for m links of the concepts nearer than the last, and n concepts
/// that these lead to.
pub fn neighborhood(graph: &Graph, start: ConceptIdx, reach: &Reach, trust: &Trust) -> Neighborhood {
    let mut nodes = vec![Near { concept: start, depth: 0 }];
    let mut places: FxHashMap<ConceptIdx, usize> = FxHashMap::default();
    places.insert(start, 0);
    let (mut begin, mut cut) = (0, false);
    for depth in 1..=reach.depth {
        let mut ring = ring(graph, &nodes[begin..], &places, reach, trust);
        begin = nodes.len();
        while nodes.len() < reach.limit
            && let Some(Candidate { concept, .. }) = ring.pop()
        {
            if trust.knows(graph, concept) {
                places.insert(concept, nodes.len());
                nodes.push(Near { concept, depth });
            }
        }
        cut = ring.iter().any(|candidate| trust.knows(graph, candidate.concept));
        if cut || nodes.len() == begin {
            break;
        }
    }
    let mut links = between(graph, &nodes, &places, trust);
    let link_count = links.len();
    keep(&mut links, LINKS * reach.limit);
    let truncated = cut || links.len() < link_count;
    let links = links.into_iter().map(|Placed { kind, link, .. }| Joined { kind, link }).collect();
    Neighborhood { nodes, links, link_count, truncated }
}

/// A concept that may come next.
struct Candidate<'g> {
    graph: &'g Graph,
    concept: ConceptIdx,
    /// How many links join it to what is there.
    joins: u32,
    /// How many links it has in all.
    links: usize,
}

impl Ord for Candidate<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.joins, self.links)
            .cmp(&(other.joins, other.links))
            .then_with(|| self.graph.compare_names(other.concept, self.concept))
    }
}

impl PartialOrd for Candidate<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate<'_> {}

/// What links lead to from the last concepts, and what is not there yet.
fn ring<'g>(
    graph: &'g Graph,
    last: &[Near],
    places: &FxHashMap<ConceptIdx, usize>,
    reach: &Reach,
    trust: &Trust,
) -> BinaryHeap<Candidate<'g>> {
    let mut joins: FxHashMap<ConceptIdx, u32> = FxHashMap::default();
    let mut tell = |end: End<'_>| {
        if trust.holds(graph, end.stated) {
            *joins.entry(end.other).or_default() += 1;
        }
    };
    for near in last {
        graph.links_out(near.concept, &mut tell);
        graph.links_into(near.concept, &mut tell);
    }
    let is_met = |concept: &ConceptIdx| {
        let kinds = reach.kinds.as_ref();
        !places.contains_key(concept) && kinds.is_none_or(|kinds| kinds.contains(&graph.kind(*concept)))
    };
    let met = joins.into_iter().filter(|(concept, _)| is_met(concept));
    met.map(|(concept, joins)| Candidate { graph, concept, joins, links: graph.links_of(concept) }).collect()
}

/// A link with the places of its ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    later: usize,
    earlier: usize,
    kind: LinkKind,
    link: LinkIdx,
}

/// The links between concepts. Each starts at one of them: from its other end it would have to be found among many.
fn between(
    graph: &Graph,
    nodes: &[Near],
    places: &FxHashMap<ConceptIdx, usize>,
    trust: &Trust,
) -> Vec<Placed> {
    let mut links = Vec::new();
    for (place, near) in nodes.iter().enumerate() {
        graph.links_out(near.concept, &mut |end| {
            let Some(other) = places.get(&end.other).copied().filter(|other| *other != place) else { return };
            if trust.holds(graph, end.stated) {
                let (later, earlier) = (place.max(other), place.min(other));
                links.push(Placed { later, earlier, kind: end.kind, link: end.link });
            }
        });
    }
    links.sort_unstable();
    links
}

/// Leaves the first link of each concept, then the second of each, and so on, until there are `most`.
fn keep(links: &mut Vec<Placed>, most: usize) {
    if links.len() <= most {
        return;
    }
    let of_each = links.chunk_by(|a, b| a.later == b.later);
    let mut ranked: Vec<(usize, Placed)> =
        of_each.flat_map(|links| links.iter().copied().enumerate()).collect();
    ranked.sort_unstable();
    ranked.truncate(most);
    *links = ranked.into_iter().map(|(_, link)| link).collect();
    links.sort_unstable();
}
