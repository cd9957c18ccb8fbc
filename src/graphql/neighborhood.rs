//! What is linked around a concept.

use async_graphql::{Context, Enum, Error, ID, Object, SimpleObject};
use serde_json::json;

use super::answer::{Counted, Receipt};
use super::enums::ConceptKind;
use super::error::{not_found, parse_id};
use super::guard::List;
use super::node::{AnyConcept, Concept};
use super::page::within;
use super::scope::{At, Scope};
use super::value::{Evidence, evidence};
use crate::analysis::{self, Joined, Near, Reach};
use crate::graph::{ConceptIdx, NodeRef};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 1;
/// Links from the start, at most.
const MOST_DEPTH: usize = 3;
/// Concepts at most.
const MOST_NODES: usize = 500;

/// What a link says.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "crate::graph::LinkKind")]
pub(super) enum LinkKind {
    /// A role asks for a skill.
    RoleSkill,
    /// A role works with a tool.
    RoleTool,
    /// A role performs a task.
    RoleTask,
    /// A pathway leads to a role: from the role to the pathway.
    RolePathway,
    /// A role has to do with another: such as a narrower with a broader one.
    RoleRelation,
    /// A skill has to do with another: such as a narrower with a broader one.
    SkillRelation,
    /// A tool has to do with another: such as a framework with its language.
    ToolRelation,
    /// A skill is exercised with a tool.
    SkillTool,
    /// A pathway teaches a skill.
    PathwaySkill,
    /// A pathway is offered by a provider.
    PathwayProvider,
    /// A collection has a member.
    Member,
    /// Two concepts of different taxonomies match.
    Mapping,
}

/// What is linked around a concept: a part of the graph, small enough to be drawn.
#[derive(SimpleObject)]
pub(super) struct Neighborhood {
    /// The concepts: the start, then the nearest; of those at one depth the ones that most links join to what is
    /// nearer, then those with most links in all, then by name. A greater `limit` only adds to them.
    nodes: List<NeighborhoodNode>,
    /// The links between them, at most four times `limit`: where there are more, the first link of each concept to what
    /// stands before it in `nodes`, then the second of each, and so on; so every concept but the start has one. They
    /// stand by the later of their ends, then by the earlier, then by kind.
    links: List<NeighborhoodLink>,
    /// How many links there are between the concepts, exactly, those among them that are left out.
    link_count: usize,
    /// Whether concepts within `depth`, or links between those that are here, were left out for the `limit`.
    truncated: bool,
    /// What the answer was computed from.
    receipt: Receipt,
}

/// A concept, and how far it is from the start.
#[derive(SimpleObject)]
pub(super) struct NeighborhoodNode {
    /// The concept.
    concept: AnyConcept,
    /// The least number of links to it from the start, which has 0.
    depth: usize,
}

/// A link between two concepts.
#[derive(SimpleObject)]
pub(super) struct NeighborhoodLink {
    /// Where it starts.
    from: AnyConcept,
    /// Where it ends.
    to: AnyConcept,
    /// What it says.
    kind: LinkKind,
    /// Who says so.
    evidence: List<Evidence>,
}

impl NeighborhoodLink {
    pub(super) fn new(scope: &Scope, joined: Joined) -> Self {
        let graph = scope.graph();
        let (from, to, stated) = graph.link(joined.kind, joined.link);
        let concept = |idx| AnyConcept(Concept::at(At { scope: scope.clone(), idx }));
        let evidence = evidence(scope, stated, &graph.concept(from).key);
        Self { from: concept(from), to: concept(to), kind: joined.kind.into(), evidence }
    }
}

impl Neighborhood {
    fn new(scope: &Scope, found: &analysis::Neighborhood, receipt: Receipt) -> Self {
        let concept = |idx: ConceptIdx| AnyConcept(Concept::at(At { scope: scope.clone(), idx }));
        let node = |near: &Near| NeighborhoodNode { concept: concept(near.concept), depth: near.depth };
        let link = |joined: &Joined| NeighborhoodLink::new(scope, *joined);
        Self {
            nodes: found.nodes.iter().map(node).collect(),
            links: found.links.iter().map(link).collect(),
            link_count: found.link_count,
            truncated: found.truncated,
            receipt,
        }
    }
}

#[derive(Default)]
pub(super) struct NeighborhoodQuery;

#[Object]
impl NeighborhoodQuery {
    /// What is linked around a concept, as a part of the graph: links of all kinds, both directions.
    ///
    /// Retired concepts are neither met nor gone through, and what does not count is as if nobody had said it; the
    /// start counts whatever it is. A malformed id, and a depth or limit out of bounds, are BAD_USER_INPUT; an id that
    /// is of no concept is NOT_FOUND.
    async fn neighborhood(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the concept to start from.")] of: ID,
        #[graphql(desc = "Links from the start at most, 1 to 3.", default = 1)] depth: i32,
        #[graphql(desc = "Only concepts of these kinds are met and gone through; all where it is left out.")]
        kinds: Option<Vec<ConceptKind>>,
        #[graphql(desc = "Concepts at most, the start among them, 1 to 500.", default = 100)] limit: i32,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only concepts of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<Neighborhood, Error> {
        let scope = Scope::of(ctx);
        let graph = scope.graph();
        let start = start(scope, &of)?;
        let (depth, limit) = (within("depth", depth, MOST_DEPTH)?, within("limit", limit, MOST_NODES)?);
        let kinds = kinds.map(|kinds| {
            let mut kinds: Vec<::entity::ConceptKind> = kinds.into_iter().map(Into::into).collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds
        });
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        let named = kinds.as_ref().map(|kinds| kinds.iter().map(|kind| kind.text()).collect::<Vec<_>>());
        let inputs = json!({
            "of": graph.concept(start).id, "depth": depth, "kinds": named, "limit": limit, "filters": filters,
        });
        scope.walls().check()?;
        let found = analysis::neighborhood(graph, start, &Reach { depth, kinds, limit }, &trust);
        scope.walls().check()?;
        Ok(Neighborhood::new(scope, &found, Receipt::new(scope, "neighborhood", VERSION, &inputs)))
    }
}

fn start(scope: &Scope, of: &ID) -> Result<ConceptIdx, Error> {
    let id = parse_id("of", of)?;
    match scope.graph().node(id) {
        Some(NodeRef::Concept(idx)) => Ok(idx),
        _ => Err(not_found(format!("`of`: no concept has the id {id}"))),
    }
}
