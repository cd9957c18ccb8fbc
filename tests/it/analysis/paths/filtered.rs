//! Under filters routes are those of a graph in which nothing else was ever said.

use career_graph::analysis::{Held, Hop, HopKind, PathCost, Paths, Trust};
use career_graph::graph::{ConceptIdx, Graph, NodeRef};
use uuid::Uuid;

use super::{journey, travelled};
use crate::analysis::drawn::Drawn;
use crate::analysis::gap::{GRAPHS, have, held};
use crate::support::Dice;

/// What is told of a hop, by ids.
type Told = (Uuid, Uuid, HopKind, u64, usize, Vec<Uuid>, Option<Uuid>, usize);

fn told(graph: &Graph, paths: &Paths) -> Vec<(u64, Vec<Told>)> {
    let id = |idx: ConceptIdx| graph.concept(idx).id;
    let hop = |hop: &Hop| {
        let new = hop.new_skills.iter().map(|skill| id(*skill)).collect();
        let pathway = hop.pathway.map(id);
        (id(hop.from), id(hop.to), hop.by, hop.cost, hop.needed, new, pathway, hop.links.len())
    };
    paths.routes.iter().map(|route| (route.cost, route.hops.iter().map(hop).collect())).collect()
}

fn idx(graph: &Graph, id: Uuid) -> ConceptIdx {
    match graph.node(id) {
        Some(NodeRef::Concept(idx)) => idx,
        other => panic!("{id} is {other:?}"),
    }
}

#[test]
fn what_does_not_count_is_as_if_nobody_had_said_it() {
    let (mut filtered, mut led, mut several, mut inherited) = (0, 0, 0, 0);
    for seed in 0..GRAPHS {
        let drawn = Drawn::new(seed);
        if drawn.trust.counts_all() {
            continue;
        }
        filtered += 1;
        let reduced = drawn.reduced();
        let dice = &mut Dice::new(seed + 1);
        let have = have(&drawn, dice);
        let (from, to) = (*dice.of(&drawn.roles), *dice.of(&drawn.roles));
        let by = *dice.of(&[PathCost::Hops, PathCost::NewSkills, PathCost::Weeks]);
        let holds = held(&drawn, &have);
        let asked = journey(drawn.idx(from), drawn.idx(to), &holds, by);
        let found = travelled(&drawn.graph, &asked, &drawn.trust);
        let mut same = Held::default();
        have.0.iter().for_each(|(skill, level)| same.add_skill(idx(&reduced, *skill), *level));
        let asked = journey(idx(&reduced, from), idx(&reduced, to), &same, by);
        let plain = travelled(&reduced, &asked, &Trust::default());
        assert_eq!(told(&drawn.graph, &found), told(&reduced, &plain), "seed {seed}");
        assert_eq!(found.no_route, plain.no_route, "seed {seed}");
        led += usize::from(found.routes.iter().any(|route| !route.hops.is_empty()));
        several += usize::from(found.routes.len() > 1);
        let states = |role: ConceptIdx| {
            drawn.data.role_skills.iter().any(|row| row.role_id == drawn.id(role) && drawn.holds(row.id))
        };
        let mut hops = found.routes.iter().flat_map(|route| &route.hops);
        inherited += usize::from(hops.any(|hop| hop.needed > 0 && !states(hop.to)));
    }
    let met =
        format!("{filtered} filtered, {led} with routes, {several} with several, {inherited} inherited");
    assert!(filtered > 3_000 && led > 300 && several > 50 && inherited > 20, "too plain: {met}");
}
