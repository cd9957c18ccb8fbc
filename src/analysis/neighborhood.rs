//! What is linked around a concept: a part of the graph, small enough to be drawn.
//!
//! The depth of a concept is the least number of links from the start to it, over whatever is met on the way; links of
//! all kinds, both directions. Where there are more concepts than are wanted, the nearest stay; of those at one depth
//! the ones that most links join to what is nearer, then those with most links in all, then by name. What is nearer is
//! then there in full, so this is one order of all concepts around, and a larger limit only adds to a smaller one.
//!
//! Links are those between the concepts that stay. Each belongs to the later of its ends: of more than `LINKS` times
//! the limit stays the first of each concept, to the first concept before it, then the second of each, and so on. So
//! all that stays hangs together.

use ::entity::ConceptKind;

use super::Trust;
use super::numbers::first_by;
use crate::graph::{ConceptIdx, End, Facts, Graph, LinkIdx, LinkKind};

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

impl Joined {
    /// Of a kind of link.
    pub(super) fn by<T: Facts>(link: LinkIdx) -> Self {
        Self { kind: T::KIND, link }
    }
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

/// What is linked around a concept. O(m + n + k log k) for m links of the concepts nearer than the last, n concepts that
/// these lead to and k that stay, O(l) in the links that start at these, and O(c) in the concepts of the graph.
pub fn neighborhood(graph: &Graph, start: ConceptIdx, reach: &Reach, trust: &Trust) -> Neighborhood {
    let mut places = Places::new(graph);
    places.add(Near { concept: start, depth: 0 });
    let (mut begin, mut cut) = (0, false);
    for depth in 1..=reach.depth {
        let mut ring = ring(graph, begin, &mut places, reach, trust);
        begin = places.nodes.len();
        let room = reach.limit.saturating_sub(begin);
        cut = room < ring.len();
        leave_first(graph, &mut ring, room);
        ring.into_iter().for_each(|Candidate { concept, .. }| places.add(Near { concept, depth }));
        if cut || places.nodes.len() == begin {
            break;
        }
    }
    let all = between(graph, &places, trust);
    let link_count = all.len();
    let links = keep(&all, places.nodes.len(), LINKS * reach.limit);
    let truncated = cut || links.len() < link_count;
    Neighborhood { nodes: places.nodes, links, link_count, truncated }
}

/// The concepts that are there, and the place of each.
struct Places {
    nodes: Vec<Near>,
    /// Of each concept of the graph, from 1; 0 where it is not there.
    of: Vec<u32>,
    /// How many links join each to the last: 0 but while these are gone through.
    joins: Vec<u32>,
}

impl Places {
    fn new(graph: &Graph) -> Self {
        let concepts = graph.all().len();
        Self { nodes: Vec::new(), of: vec![0; concepts], joins: vec![0; concepts] }
    }

    fn add(&mut self, near: Near) {
        self.nodes.push(near);
        self.of[near.concept.get()] = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
    }

    fn has(&self, concept: ConceptIdx) -> bool {
        self.of[concept.get()] > 0
    }

    /// The place of one that is there.
    fn place(&self, concept: ConceptIdx) -> u32 {
        self.of[concept.get()] - 1
    }
}

/// A concept that may come next.
#[derive(Clone, Copy)]
struct Candidate {
    concept: ConceptIdx,
    /// How many links join it to what is there, in the upper half, and how many it has in all: in the order of the one,
    /// then of the other.
    links: u64,
}

/// Leaves the first of some candidates, in order: as many as there is room for.
fn leave_first(graph: &Graph, candidates: &mut Vec<Candidate>, room: usize) {
    // Comparing names takes far longer than numbers: only what has as many links as the last is compared by them.
    if room < candidates.len() {
        let Some(last) = room.checked_sub(1) else { return candidates.clear() };
        let mut links: Vec<u64> = candidates.iter().map(|one| one.links).collect();
        let (_, least, _) = links.select_nth_unstable_by(last, |a, b| b.cmp(a));
        candidates.retain(|one| one.links >= *least);
    }
    let before = |a: &Candidate, b: &Candidate| {
        b.links.cmp(&a.links).then_with(|| graph.compare_names(a.concept, b.concept))
    };
    first_by(candidates, room, before);
}

/// What links lead to from the last concepts, those from `begin` on, and what is not there yet.
fn ring(graph: &Graph, begin: usize, places: &mut Places, reach: &Reach, trust: &Trust) -> Vec<Candidate> {
    let Places { nodes, of, joins } = places;
    let mut met: Vec<ConceptIdx> = Vec::new();
    let mut meet = |other: ConceptIdx| {
        let joins = &mut joins[other.get()];
        if *joins == 0 {
            met.push(other);
        }
        *joins += 1;
    };
    for near in &nodes[begin..] {
        if trust.holds_all() {
            graph.neighbours(near.concept, &mut |others| others.iter().for_each(|other| meet(*other)));
        } else {
            let mut tell = |end: End<'_>| {
                if trust.holds(graph, end.stated) {
                    meet(end.other);
                }
            };
            let is_new = |other: ConceptIdx| of[other.get()] == 0;
            graph.links_out(near.concept, &is_new, &mut tell);
            graph.links_into(near.concept, &is_new, &mut tell);
        }
    }
    let of_kind = |kind| reach.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind));
    let candidate = |concept: ConceptIdx| {
        let joins = std::mem::take(&mut joins[concept.get()]);
        let is_new = of[concept.get()] == 0 && trust.knows(graph, concept) && of_kind(graph.kind(concept));
        is_new.then(|| Candidate {
            concept,
            links: u64::from(joins) << 32 | u64::from(graph.links_of(concept)),
        })
    };
    met.into_iter().filter_map(candidate).collect()
}

/// A link from a concept to one before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    later: u32,
    earlier: u32,
    kind: LinkKind,
    link: LinkIdx,
}

/// The links between concepts, in any order. A link is looked for from where it starts: from its other end it would
/// have to be found among many.
fn between(graph: &Graph, places: &Places, trust: &Trust) -> Vec<Placed> {
    let mut links = Vec::new();
    for (near, place) in places.nodes.iter().zip(0..) {
        let is_there = |other| places.has(other) && other != near.concept;
        graph.links_out(near.concept, &is_there, &mut |end| {
            if trust.holds(graph, end.stated) {
                let other = places.place(end.other);
                let (later, earlier) = if place > other { (place, other) } else { (other, place) };
                links.push(Placed { later, earlier, kind: end.kind, link: end.link });
            }
        });
    }
    links
}

/// The first link of each of some concepts, then the second of each, and so on, until there are `most`: by concept, then
/// in their order.
fn keep(links: &[Placed], concepts: usize, most: usize) -> Vec<Joined> {
    let (starts, mut links) = by_later(links, concepts);
    // How many concepts have more links than so many.
    let longest = starts.windows(2).map(|of| of[1] - of[0]).max().unwrap_or_default();
    let mut more = vec![0; longest];
    for of in starts.windows(2) {
        more[..of[1] - of[0]].iter_mut().for_each(|more| *more += 1);
    }
    let (mut whole, mut kept) = (0, 0);
    while whole < longest && kept + more[whole] <= most {
        kept += more[whole];
        whole += 1;
    }
    let mut rest = most - kept;
    let mut joined = Vec::with_capacity(most.min(links.len()));
    for of in starts.windows(2) {
        let links = &mut links[of[0]..of[1]];
        let mut stay = links.len().min(whole);
        if stay < links.len() && rest > 0 {
            stay += 1;
            rest -= 1;
        }
        if stay < links.len() {
            links.select_nth_unstable(stay);
        }
        links[..stay].sort_unstable();
        joined.extend(
            links[..stay].iter().map(|Placed { kind, link, .. }| Joined { kind: *kind, link: *link }),
        );
    }
    joined
}

/// Links in the order of their later ends, by counting, and where those of each concept start.
fn by_later(links: &[Placed], concepts: usize) -> (Vec<usize>, Vec<Placed>) {
    let mut starts = vec![0; concepts + 1];
    links.iter().for_each(|link| starts[link.later as usize + 1] += 1);
    (0..concepts).for_each(|at| starts[at + 1] += starts[at]);
    let (mut places, mut sorted) = (starts.clone(), links.to_vec());
    for link in links {
        let place = &mut places[link.later as usize];
        sorted[*place] = *link;
        *place += 1;
    }
    (starts, sorted)
}
