//! Sources and taxonomies: who publishes.

use async_graphql::{Context, Error, ID, Object, OneofObject, SimpleObject};

use ::entity::ConceptKind as Kind;

use super::enums::ConceptKind;
use super::error::parse_id;
use super::filter;
use super::guard::List;
use super::scope::{Scope, id};
use super::value::{DateTime, PartialDate};
use crate::graph::{self, NodeRef, SourceIdx, TaxonomyIdx};

/// A publication that facts come from: a document, a database, a classification.
#[derive(Clone)]
pub(super) struct Source {
    pub(super) scope: Scope,
    pub(super) idx: SourceIdx,
}

impl Source {
    fn get(&self) -> &graph::Source {
        self.scope.graph().source(self.idx)
    }
}

/// A publication that facts come from: a document, a database, a classification.
#[Object]
impl Source {
    /// Stable id: the same on every server and after every import.
    async fn id(&self) -> ID {
        id(self.get().record.id)
    }

    /// Readable name, for `source(by: {slug})`.
    async fn slug(&self) -> &str {
        &self.get().record.slug
    }

    /// Its title.
    async fn title(&self) -> &str {
        &self.get().record.title
    }

    /// Who published it; null where it does not say.
    async fn publisher(&self) -> Option<&str> {
        self.get().record.publisher.as_deref()
    }

    /// Where it can be read; null where that is not known.
    async fn url(&self) -> Option<&str> {
        self.get().record.url.as_deref()
    }

    /// When it was published; null where it does not say.
    async fn published(&self) -> Option<PartialDate> {
        self.get().record.published.clone().map(PartialDate)
    }

    /// The release that was imported last; null for a publication that has none.
    async fn release(&self) -> Option<&str> {
        self.get().release.as_deref()
    }

    /// SPDX expression or name of its licence; null where it names none.
    async fn licence(&self) -> Option<&str> {
        self.get().record.licence.as_deref()
    }

    /// The sentence that must accompany use of its facts; null where none is asked for.
    async fn attribution(&self) -> Option<&str> {
        self.get().record.attribution.as_deref()
    }
}

/// A body of concepts kept by one publisher: `house` (ours), `esco`, `onet`, or a partner's own.
///
/// Filters name it by slug; an unknown slug is NOT_FOUND.
#[derive(Clone)]
pub(super) struct Taxonomy {
    pub(super) scope: Scope,
    pub(super) idx: TaxonomyIdx,
}

impl Taxonomy {
    fn get(&self) -> &graph::Taxonomy {
        self.scope.graph().taxonomy(self.idx)
    }
}

/// A body of concepts kept by one publisher: `house` (ours), `esco`, `onet`, or a partner's own.
///
/// Filters name it by slug; an unknown slug is NOT_FOUND.
#[Object]
impl Taxonomy {
    /// Stable id: the same on every server and after every import.
    async fn id(&self) -> ID {
        id(self.get().record.id)
    }

    /// Its name in filters.
    async fn slug(&self) -> &str {
        &self.get().record.slug
    }

    /// Its title.
    async fn title(&self) -> &str {
        &self.get().record.title
    }

    /// Who keeps it; null where that is not known.
    async fn publisher(&self) -> Option<&str> {
        self.get().record.publisher.as_deref()
    }

    /// SPDX expression or name of its licence; null where it names none.
    async fn licence(&self) -> Option<&str> {
        self.get().record.licence.as_deref()
    }

    /// The release that was imported last; null where it has none. Names in further languages can be of another one.
    async fn release(&self) -> Option<&str> {
        self.get().release.as_deref()
    }

    /// BCP 47 tags of the languages that its concepts have names in, in alphabetical order.
    async fn languages(&self) -> List<&String> {
        self.get().languages.iter().collect()
    }

    /// How many concepts of each kind it has, the retired left out; every kind is listed.
    async fn counts(&self) -> List<KindCount> {
        KindCount::all(|kind| self.get().counts[kind as usize])
    }

    /// The sentence that must accompany its use; null where none is asked for.
    async fn attribution(&self) -> Option<&str> {
        self.get().record.attribution.as_deref()
    }
}

/// How many concepts of a kind there are.
#[derive(SimpleObject)]
pub(super) struct KindCount {
    /// The kind.
    pub(super) kind: ConceptKind,
    /// How many of it, the retired left out.
    pub(super) count: usize,
}

impl KindCount {
    fn all(count: impl Fn(Kind) -> usize) -> List<Self> {
        Kind::ALL.iter().map(|kind| Self { kind: (*kind).into(), count: count(*kind) }).collect()
    }
}

/// The graph as a whole.
pub(super) struct GraphInfo {
    scope: Scope,
}

/// The graph as a whole: which revision this answer is read from, how much there is, and whose it is.
#[Object]
impl GraphInfo {
    /// Counted up by one with every alteration of the data; equal revision and equal question give equal answers.
    async fn revision(&self) -> i64 {
        self.scope.graph().version.revision
    }

    /// When this revision was written; null before the first.
    async fn written_at(&self) -> Option<DateTime> {
        self.scope.graph().version.written_at_ms.map(DateTime)
    }

    /// Digest over all records: two servers with the same digest hold the same data, however it got there.
    async fn digest(&self) -> &str {
        &self.scope.graph().version.digest
    }

    /// How many concepts of each kind there are, the retired left out; every kind is listed.
    async fn counts(&self) -> List<KindCount> {
        let counts = self.scope.graph().counts();
        counts.map(|(kind, count)| KindCount { kind: kind.into(), count }).collect()
    }

    /// How many links between concepts there are, of all kinds together.
    async fn link_count(&self) -> usize {
        self.scope.graph().link_count()
    }

    /// How many matches between taxonomies wait for a concept that the graph does not hold: its taxonomy is not
    /// imported, or lacks it. They show as soon as both ends are here.
    async fn pending_mapping_count(&self) -> usize {
        self.scope.graph().pending.len()
    }

    /// The bodies of concepts that the graph holds, by slug, each with the attribution that its use requires.
    async fn taxonomies(&self) -> List<Taxonomy> {
        let taxonomies = (0..).take(self.scope.graph().taxonomies.len());
        taxonomies.map(|i| Taxonomy { scope: self.scope.clone(), idx: TaxonomyIdx(i) }).collect()
    }

    /// The publications that facts come from, by slug.
    async fn sources(&self) -> List<Source> {
        let sources = (0..).take(self.scope.graph().sources.len());
        sources.map(|i| Source { scope: self.scope.clone(), idx: SourceIdx(i) }).collect()
    }
}

/// What to look a source up by: exactly one key.
#[derive(OneofObject)]
enum SourceBy {
    /// Its id.
    Id(ID),
    /// Its slug.
    Slug(String),
}

#[derive(Default)]
pub(super) struct SourceQuery;

#[Object]
impl SourceQuery {
    /// One body of concepts; null if no taxonomy has the slug.
    async fn taxonomy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its slug, such as `house`.")] slug: String,
    ) -> Option<Taxonomy> {
        let scope = Scope::of(ctx);
        let idx = filter::taxonomy(scope.graph(), &slug).ok()?;
        Some(Taxonomy { scope: scope.clone(), idx })
    }

    /// One publication; null if none has the id or slug. A malformed id is BAD_USER_INPUT.
    async fn source(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to look it up by: exactly one key.")] by: SourceBy,
    ) -> Option<Result<Source, Error>> {
        let scope = Scope::of(ctx);
        let idx = match by {
            SourceBy::Slug(slug) => scope.graph().source_by_slug(&slug)?,
            SourceBy::Id(id) => match parse_id("id", &id).map(|id| scope.graph().node(id)) {
                Ok(Some(NodeRef::Source(idx))) => idx,
                Ok(_) => return None,
                Err(error) => return Some(Err(error)),
            },
        };
        Some(Ok(Source { scope: scope.clone(), idx }))
    }

    /// The graph as a whole: revision, counts, taxonomies and sources with their attribution.
    async fn graph(&self, ctx: &Context<'_>) -> GraphInfo {
        GraphInfo { scope: Scope::of(ctx).clone() }
    }
}
