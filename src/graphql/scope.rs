//! What one request sees: one graph, the languages that it is answered in, and how much it may cost.

use std::borrow::Cow;
use std::sync::Arc;

use async_graphql::{Context, Error, ID};

use super::error::{bad_input, shown};
use super::guard::Walls;
use crate::analysis::{Basis, Health, Hops, Part, Roles, Trust};
use crate::dataset::{Language, NoLanguage};
use crate::graph::{ConceptIdx, Graph, Languages};
use crate::live::Snapshot;
use crate::search::Index;

/// Pinned once per request and carried by every object of its answer.
#[derive(Clone)]
pub(super) struct Scope(Arc<Pinned>);

struct Pinned {
    snapshot: Snapshot,
    languages: Languages,
    walls: Walls,
}

impl Scope {
    /// Pins a graph with its index, the languages for where a field asks for none, and the bounds of the execution.
    pub(super) fn new(snapshot: Snapshot, languages: Languages, walls: Walls) -> Self {
        Self(Arc::new(Pinned { snapshot, languages, walls }))
    }

    /// The bounds of the execution.
    pub(super) fn walls(&self) -> &Walls {
        &self.0.walls
    }

    /// The graph that the whole answer is read from.
    pub(super) fn graph(&self) -> &Graph {
        &self.0.snapshot.graph
    }

    /// What finds concepts of that graph by words.
    pub(super) fn index(&self) -> &Index {
        &self.0.snapshot.index
    }

    /// Has a part of what is prepared of that graph made, on a thread of its own: it takes long on a large graph, and other
    /// requests would wait for it.
    pub(super) async fn prepare(&self, part: Part) {
        if self.0.snapshot.prepared.has(part) {
            return;
        }
        let Snapshot { graph, prepared, .. } = self.0.snapshot.clone();
        let made = tokio::task::spawn_blocking(move || prepared.prepare(part, &graph)).await;
        if let Err(Ok(panicked)) = made.map_err(tokio::task::JoinError::try_into_panic) {
            std::panic::resume_unwind(panicked);
        }
    }

    /// All hops between the roles of that graph.
    pub(super) fn hops(&self) -> &Hops {
        self.0.snapshot.prepared.hops(self.graph())
    }

    /// All roles of that graph by what they need: prepared, unless only some statements count.
    pub(super) async fn roles<'a>(&'a self, basis: Basis, trust: &'a Trust) -> Result<Roles<'a>, Error> {
        if !trust.counts_all() {
            return Ok(Roles::new(self.graph(), basis, trust));
        }
        self.prepare(Part::Needed(basis)).await;
        self.walls().check()?;
        Ok(Roles::prepared(self.graph(), self.0.snapshot.prepared.needed(basis, self.graph())))
    }

    /// What in that graph deserves a second look.
    pub(super) fn health(&self) -> &Health {
        self.0.snapshot.prepared.health(self.graph())
    }

    /// The language that a field asks for, or those of the request where it asks for none.
    pub(super) fn languages(&self, language: Option<&str>) -> Result<Cow<'_, Languages>, Error> {
        let Some(text) = language else { return Ok(Cow::Borrowed(&self.0.languages)) };
        let refused = |error: NoLanguage| bad_input(format!("`language` is `{}`: {error}", shown(text)));
        text.parse::<Language>().map(|language| Cow::Owned(Languages::one(&language))).map_err(refused)
    }

    /// The scope of the request that a root field is resolved for.
    pub(super) fn of<'a>(ctx: &Context<'a>) -> &'a Self {
        ctx.data_unchecked()
    }
}

/// A concept as one request sees it.
#[derive(Clone)]
pub(super) struct At {
    pub(super) scope: Scope,
    pub(super) idx: ConceptIdx,
}

impl At {
    pub(super) fn graph(&self) -> &Graph {
        self.scope.graph()
    }

    pub(super) fn concept(&self) -> &crate::graph::Concept {
        self.graph().concept(self.idx)
    }

    pub(super) fn other(&self, idx: ConceptIdx) -> Self {
        Self { scope: self.scope.clone(), idx }
    }

    /// Those of other concepts that are in use.
    pub(super) fn live(&self, others: &[ConceptIdx]) -> impl Iterator<Item = Self> {
        others.iter().filter(|idx| !self.graph().is_retired(**idx)).map(|idx| self.other(*idx))
    }
}

/// An id as it is sent.
pub(super) fn id(id: uuid::Uuid) -> ID {
    ID(id.hyphenated().to_string())
}
