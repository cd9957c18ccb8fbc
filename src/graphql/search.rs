//! Concepts by what people type.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, ID, Object, SimpleObject};
use std::borrow::Cow;
use uuid::Uuid;

use super::enums::{ConceptKind, MatchKind, ToolCategory};
use super::error::{bad_input, not_found, parse_id};
use super::filter;
use super::guard::List;
use super::node::{AnyConcept, Concept};
use super::page::{Connection, Edge, Key, NodeType, Order, Paging, Row, SortField, Value, at_most, cut};
use super::scope::{At, Scope};
use super::source::{KindCount, Taxonomy};
use crate::graph::{self, ConceptIdx, Detail, Graph, Languages, TaxonomyIdx};
use crate::search::{self, Found, Wanted};

/// Longest text that is searched for, in characters.
const LONGEST_TEXT: usize = 1_000;
/// Suggestions when a client names no number, and at most.
const DEFAULT_SUGGESTIONS: usize = 10;
const MOST_SUGGESTIONS: usize = 50;

impl Row for Found {
    const CONNECTION: &'static str = "FoundConnection";
    type Node = Concept;

    fn node(self, scope: &Scope) -> Concept {
        Concept::node(At { scope: scope.clone(), idx: self.concept })
    }

    fn key(self, scope: &Scope, _: SortField) -> Key<'_> {
        let concept = scope.graph().concept(self.concept);
        Key {
            value: Value::number(Some(self.score)),
            name: Cow::Borrowed(&concept.sort_name),
            node: concept.id,
            link: concept.id,
        }
    }
}

/// A concept that a text found.
#[Object(name = "SearchEdge")]
impl Edge<Found> {
    /// Place in this list, for `after`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The concept.
    async fn node(&self) -> Concept {
        self.row.node(&self.scope)
    }

    /// How well it fits, 0 to 1, to four decimals: comparable within one search only.
    async fn score(&self) -> f64 {
        self.row.score
    }

    /// The name or code that was met; the preferred name where the match is TEXT.
    async fn matched_name(&self) -> &str {
        self.row.name(self.scope.graph())
    }

    /// How it was met.
    #[graphql(name = "match")]
    async fn how(&self) -> MatchKind {
        self.row.how.into()
    }
}

/// What a text found: one page of it, and how much of what sort in all.
pub(super) struct SearchConnection {
    page: Connection<Found>,
    facets: Facets,
}

/// What a text found: one page of it, and how much of what sort in all.
#[Object]
impl SearchConnection {
    #[graphql(flatten)]
    async fn page(&self) -> &Connection<Found> {
        &self.page
    }

    /// How many of each sort were found, on all pages together.
    async fn facets(&self) -> &Facets {
        &self.facets
    }
}

/// How many of each sort a search has found; each counts what all arguments let through.
pub(super) struct Facets {
    scope: Scope,
    kinds: Vec<(Kind, usize)>,
    taxonomies: Vec<(TaxonomyIdx, usize)>,
    categories: Vec<(::entity::ToolCategory, usize)>,
}

/// How many of each sort a search has found; each counts what all arguments let through.
#[Object(name = "SearchFacets")]
impl Facets {
    /// By kind, the most first; kinds of which none was found are left out.
    async fn kinds(&self) -> List<KindCount> {
        self.kinds.iter().map(|(kind, count)| KindCount { kind: (*kind).into(), count: *count }).collect()
    }

    /// By taxonomy, the most first; those of which none was found are left out.
    async fn taxonomies(&self) -> List<TaxonomyCount> {
        let taxonomy = |idx| Taxonomy { scope: self.scope.clone(), idx };
        self.taxonomies
            .iter()
            .map(|(idx, count)| TaxonomyCount { taxonomy: taxonomy(*idx), count: *count })
            .collect()
    }

    /// Tools by category, the most first; those of which none was found are left out.
    async fn categories(&self) -> List<CategoryCount> {
        let count = |(category, count): &(::entity::ToolCategory, usize)| CategoryCount {
            category: (*category).into(),
            count: *count,
        };
        self.categories.iter().map(count).collect()
    }
}

/// A taxonomy, and how many of its concepts.
#[derive(SimpleObject)]
pub(super) struct TaxonomyCount {
    /// The taxonomy.
    taxonomy: Taxonomy,
    /// How many.
    count: usize,
}

/// A category, and how many tools.
#[derive(SimpleObject)]
pub(super) struct CategoryCount {
    /// The category.
    category: ToolCategory,
    /// How many.
    count: usize,
}

impl Facets {
    fn of(scope: &Scope, found: &[Found]) -> Self {
        let graph = scope.graph();
        let concept = |found: &Found| graph.concept(found.concept);
        let category = |found: &Found| match &concept(found).detail {
            Detail::Tool(tool) => Some(tool.category),
            _ => None,
        };
        Self {
            scope: scope.clone(),
            kinds: counted(found.iter().map(|found| concept(found).kind)),
            taxonomies: counted(found.iter().map(|found| concept(found).taxonomy)),
            categories: counted(found.iter().filter_map(category)),
        }
    }
}

/// How often each occurs, the most frequent first.
fn counted<T: Copy + Ord>(all: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// A name that a text may become.
#[derive(SimpleObject)]
pub(super) struct Suggestion {
    /// What it names.
    concept: AnyConcept,
    /// The name, as it can be put in the place of what was typed.
    text: String,
    /// What tells it apart: the preferred name where `text` is another, kind and taxonomy where several suggestions
    /// have one text; null where the text says all.
    hint: Option<String>,
}

/// Arguments as they are searched with.
struct Narrowed<'a> {
    kinds: Option<Vec<Kind>>,
    taxonomies: Option<Vec<TaxonomyIdx>>,
    languages: Option<Cow<'a, Languages>>,
    called: Cow<'a, Languages>,
    within: Option<Vec<bool>>,
}

impl Narrowed<'_> {
    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            kinds: self.kinds.as_deref(),
            taxonomies: self.taxonomies.as_deref(),
            languages: self.languages.as_deref(),
            called: Some(&self.called),
            within: self.within.as_deref(),
        }
    }
}

fn kinds(kinds: Option<&[ConceptKind]>) -> Option<Vec<Kind>> {
    kinds.map(|kinds| kinds.iter().map(|kind| (*kind).into()).collect())
}

/// Refuses a text that is longer than any name.
pub(super) fn bounded(argument: &str, text: &str) -> Result<(), Error> {
    let length = text.chars().count();
    if length <= LONGEST_TEXT {
        return Ok(());
    }
    Err(bad_input(format!("`{argument}` has {length} characters: expected at most {LONGEST_TEXT}")))
}

fn around(graph: &Graph, id: &ID) -> Result<Vec<bool>, Error> {
    let parsed = parse_id("within", id)?;
    let found: Option<ConceptIdx> = match graph.node(parsed) {
        Some(graph::NodeRef::Concept(idx)) => Some(idx),
        _ => None,
    };
    let found = found.ok_or_else(|| not_found(format!("`within`: no concept has the id {parsed}")))?;
    Ok(graph::around(graph, found))
}

/// Tells one search from all others, so that a cursor belongs to one.
fn identity(
    text: &str,
    kinds: Option<&[Kind]>,
    taxonomies: Option<&[String]>,
    language: Option<&str>,
) -> Uuid {
    let parts = format!("{text:?} {kinds:?} {taxonomies:?} {language:?}");
    let mut first = [0; 16];
    first.copy_from_slice(&blake3::hash(parts.as_bytes()).as_bytes()[..16]);
    Uuid::from_bytes(first)
}

#[derive(Default)]
pub(super) struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Concepts by what people type, the best first, then by name, then by id.
    ///
    /// Every word must be met, in any order, by a word of one name of the concept (preferred, alternative or hidden, or
    /// a code), or of its names and description together. A word is met by itself without regard to case, accents,
    /// hyphens and blanks (`backend`, `back-end`, `back end`), by its plural and other forms, by its abbreviation or
    /// what it abbreviates, and by a longer word that begins so, if it has two letters; where fewer than five concepts
    /// are found so, also by a word that is spelled nearly so: one letter more, less, other, or two exchanged, in words
    /// of four letters or more, two of them in words of six or more. Articles, conjunctions and words about jobs, not
    /// of them (`senior`, `remote`, `vacancy`), need not be met. Where no concept has every word, those count that have
    /// all but one. The first 20 different words are read. The retired are not found.
    ///
    /// `text` may be anything; it has no operators. A text without a word finds nothing.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was typed: at most 1,000 characters.")] text: String,
        #[graphql(desc = "Only concepts of these kinds; of all where it is left out.")] kinds: Option<
            Vec<ConceptKind>,
        >,
        #[graphql(
            desc = "Only concepts of these taxonomies, by slug; of all where it is left out. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(
            desc = "BCP 47 tag: only names in the language that `name(language:)` gives are met; names in all languages \
                    where it is left out."
        )]
        language: Option<String>,
        #[graphql(desc = "Page size: 1 to 100; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor of the same search.")] after: Option<String>,
    ) -> Result<SearchConnection, Error> {
        let scope = Scope::of(ctx);
        bounded("text", &text)?;
        let narrowed = Narrowed {
            kinds: self::kinds(kinds.as_deref()),
            taxonomies: filter::taxonomies(scope.graph(), taxonomies.as_deref())?,
            languages: language.as_deref().map(|tag| scope.languages(Some(tag))).transpose()?,
            called: scope.languages(language.as_deref())?,
            within: None,
        };
        scope.walls().check()?;
        let found = search::search(scope.graph(), scope.index(), &text, &narrowed.wanted());
        let facets = Facets::of(scope, &found);
        // As they come: by score, then name, then id.
        let order = Order { field: SortField::Own, descending: true };
        let identity = identity(&text, narrowed.kinds.as_deref(), taxonomies.as_deref(), language.as_deref());
        let paging = Paging { first, after, last: None, before: None };
        Ok(SearchConnection { page: cut(scope, Some(identity), &found, order, &paging)?, facets })
    }

    /// What a text that is being typed may become, the best first, then by name, then by id.
    ///
    /// Words are met as by `search`; the last one may be unfinished, from its first letter on, unless a blank follows
    /// it. Of the names that are met, the 5,000 with the fewest words are weighed. A text without a word suggests
    /// nothing.
    async fn suggest(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was typed so far: at most 1,000 characters.")] prefix: String,
        #[graphql(desc = "Only concepts of these kinds; of all where it is left out.")] kinds: Option<
            Vec<ConceptKind>,
        >,
        #[graphql(
            desc = "Only what is around this concept: narrower at any depth, or joined to it by a link of any kind. An \
                    unknown id is NOT_FOUND."
        )]
        within: Option<ID>,
        #[graphql(desc = "BCP 47 tag, as for `search`.")] language: Option<String>,
        #[graphql(desc = "At most so many: 1 to 50; 10 where it is left out.")] first: Option<i32>,
    ) -> Result<List<Suggestion>, Error> {
        let scope = Scope::of(ctx);
        bounded("prefix", &prefix)?;
        let most = at_most(first, DEFAULT_SUGGESTIONS, MOST_SUGGESTIONS)?;
        let narrowed = Narrowed {
            kinds: self::kinds(kinds.as_deref()),
            taxonomies: None,
            languages: language.as_deref().map(|tag| scope.languages(Some(tag))).transpose()?,
            called: scope.languages(language.as_deref())?,
            within: within.as_ref().map(|id| around(scope.graph(), id)).transpose()?,
        };
        scope.walls().check()?;
        let found = search::suggest(scope.graph(), scope.index(), &prefix, &narrowed.wanted(), most);
        let suggestion = |one: search::Suggestion| Suggestion {
            concept: AnyConcept(Concept::at(At { scope: scope.clone(), idx: one.found.concept })),
            text: one.found.name(scope.graph()).to_owned(),
            hint: one.hint,
        };
        Ok(found.into_iter().map(suggestion).collect())
    }
}
