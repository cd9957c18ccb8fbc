//! Filters: what all have in common, and how they are put together.
//!
//! A filter is compiled once per field into one test per row: texts are folded and references are looked up then,
//! so that an unknown reference is an error and never an empty answer.

use ::entity::{CodeScheme, ConceptKind};
use async_graphql::{Error, ID, InputObject};

use super::enums;
use super::error::{bad_input, not_found, parse_id, shown};
use crate::graph::{Concept, ConceptIdx, Graph, SourceIdx, Stated, TaxonomyIdx, below, fold};

/// Whether a row passes.
pub(super) type Test<'g, R> = Box<dyn Fn(R) -> bool + Send + Sync + 'g>;

/// What a filter asks for, apart from `and`, `or`, `not`.
pub(super) trait Filter: Sized {
    /// What is filtered.
    type Row: Copy + 'static;

    /// A test for each condition that is given.
    fn conditions<'g>(&'g self, graph: &'g Graph) -> Result<Vec<Test<'g, Self::Row>>, Error>;

    /// The filters under `and`, `or`, `not`.
    fn branches(&self) -> (&Option<Vec<Self>>, &Option<Vec<Self>>, Option<&Self>);
}

/// One test for a whole filter; everything passes where there is none.
pub(super) fn compile<'g, F: Filter>(
    filter: Option<&'g F>,
    graph: &'g Graph,
) -> Result<Test<'g, F::Row>, Error> {
    let Some(filter) = filter else { return Ok(Box::new(|_| true)) };
    let mut tests = filter.conditions(graph)?;
    let (and, or, not) = filter.branches();
    let each =
        |filters: &'g [F]| filters.iter().map(|f| compile(Some(f), graph)).collect::<Result<Vec<_>, _>>();
    if let Some(filters) = and {
        tests.extend(each(filters)?);
    }
    if let Some(filters) = or {
        let any = each(filters)?;
        tests.push(Box::new(move |row| any.iter().any(|test| test(row))));
    }
    if let Some(filter) = not {
        let test = compile(Some(filter), graph)?;
        tests.push(Box::new(move |row| !test(row)));
    }
    Ok(Box::new(move |row| tests.iter().all(|test| test(row))))
}

/// Whether any part of a filter meets a condition.
pub(super) fn mentions<F: Filter>(filter: &F, condition: &impl Fn(&F) -> bool) -> bool {
    let (and, or, not) = filter.branches();
    let lists = and.iter().chain(or).flatten();
    condition(filter) || lists.chain(not).any(|f| mentions(f, condition))
}

/// Conditions on a text, without regard to case; all that are given must hold.
#[derive(InputObject, Clone, Debug, Default)]
pub(super) struct TextFilter {
    /// It is this text.
    eq: Option<String>,
    /// It is one of these texts; an empty list matches nothing.
    #[graphql(name = "in")]
    in_: Option<Vec<String>>,
    /// This stands somewhere in it.
    contains: Option<String>,
    /// It starts with this.
    starts_with: Option<String>,
}

impl TextFilter {
    /// A test of folded texts.
    fn compile<'g>(&self) -> impl Fn(&str) -> bool + Send + Sync + use<'g> {
        let eq = self.eq.as_deref().map(fold);
        let contains = self.contains.as_deref().map(fold_part);
        let starts = self.starts_with.as_deref().map(fold_part);
        let within: Option<Vec<String>> =
            self.in_.as_ref().map(|texts| texts.iter().map(|t| fold(t)).collect());
        move |text| {
            eq.as_ref().is_none_or(|eq| text == eq)
                && within.as_ref().is_none_or(|all| all.iter().any(|one| text == one))
                && contains.as_ref().is_none_or(|part| text.contains(part))
                && starts.as_ref().is_none_or(|start| text.starts_with(start))
        }
    }
}

/// A part of a text, folded; a blank at its end stands for the end of a word, as in `java `.
fn fold_part(part: &str) -> String {
    let mut folded = fold(part);
    if folded.is_empty() {
        return folded;
    }
    if part.starts_with(char::is_whitespace) {
        folded.insert(0, ' ');
    }
    if part.ends_with(char::is_whitespace) {
        folded.push(' ');
    }
    folded
}

/// A code in its scheme.
#[derive(InputObject, Clone, Debug)]
pub(super) struct CodeInput {
    /// The scheme, such as `ISCO_08`.
    pub(super) scheme: enums::CodeScheme,
    /// The code as the scheme writes it, such as `2512`.
    pub(super) value: String,
}

/// The tests of one filter, as they are collected.
pub(super) struct Conditions<'g, R> {
    graph: &'g Graph,
    tests: Vec<Test<'g, R>>,
}

impl<'g, R: Copy + 'static> Conditions<'g, R> {
    pub(super) fn new(graph: &'g Graph) -> Self {
        Self { graph, tests: Vec::new() }
    }

    pub(super) fn done(self) -> Vec<Test<'g, R>> {
        self.tests
    }

    /// A test for a condition, if it is given.
    pub(super) fn when<T>(&mut self, given: Option<T>, test: impl FnOnce(T) -> Test<'g, R>) {
        self.tests.extend(given.map(test));
    }

    /// The value is one of those asked for; an empty list matches nothing.
    pub(super) fn among<T, U>(
        &mut self,
        asked: Option<&[T]>,
        value: impl Fn(&'g Graph, R) -> Option<U> + Send + Sync + 'g,
    ) where
        T: Copy + Into<U>,
        U: PartialEq + Send + Sync + 'g,
    {
        let graph = self.graph;
        self.when(asked, |asked| {
            let asked: Vec<U> = asked.iter().map(|one| (*one).into()).collect();
            Box::new(move |row| value(graph, row).is_some_and(|value| asked.contains(&value)))
        });
    }

    /// The number is known and not below a bound.
    pub(super) fn at_least(
        &mut self,
        min: Option<f64>,
        value: impl Fn(&'g Graph, R) -> Option<f64> + Send + Sync + 'g,
    ) {
        let graph = self.graph;
        self.when(min, |min| Box::new(move |row| value(graph, row).is_some_and(|v| v >= min)));
    }

    /// The flag is as asked for.
    pub(super) fn flag(
        &mut self,
        asked: Option<bool>,
        value: impl Fn(&'g Graph, R) -> bool + Send + Sync + 'g,
    ) {
        let graph = self.graph;
        self.when(asked, |asked| Box::new(move |row| value(graph, row) == asked));
    }

    /// Retired or not.
    pub(super) fn retired(
        &mut self,
        asked: Option<bool>,
        concept: impl Fn(&'g Graph, R) -> &'g Concept + Send + Sync + 'g,
    ) {
        self.flag(asked, move |graph, row| concept(graph, row).retired);
    }

    /// The name, folded.
    pub(super) fn name(
        &mut self,
        asked: Option<&'g TextFilter>,
        concept: impl Fn(&'g Graph, R) -> &'g Concept + Send + Sync + 'g,
    ) {
        let graph = self.graph;
        self.when(asked, |asked| {
            let test = asked.compile();
            Box::new(move |row| test(&concept(graph, row).sort_name))
        });
    }

    /// The slug.
    pub(super) fn slug(
        &mut self,
        asked: Option<&'g TextFilter>,
        concept: impl Fn(&'g Graph, R) -> &'g Concept + Send + Sync + 'g,
    ) {
        let graph = self.graph;
        self.when(asked, |asked| {
            let test = asked.compile();
            Box::new(move |row| test(&concept(graph, row).slug))
        });
    }

    /// Taxonomies by slug.
    pub(super) fn taxonomy(
        &mut self,
        asked: Option<&[String]>,
        concept: impl Fn(&'g Graph, R) -> &'g Concept + Send + Sync + 'g,
    ) -> Result<(), Error> {
        let graph = self.graph;
        let asked = taxonomies(graph, asked)?;
        self.when(asked, |asked| Box::new(move |row| asked.contains(&concept(graph, row).taxonomy)));
        Ok(())
    }

    /// Codes, identifying or not.
    pub(super) fn code(
        &mut self,
        asked: Option<&'g [CodeInput]>,
        concept: impl Fn(&'g Graph, R) -> &'g Concept + Send + Sync + 'g,
    ) {
        let graph = self.graph;
        self.when(asked, |asked| {
            Box::new(move |row| {
                let has = |code: &CodeInput| {
                    let scheme = CodeScheme::from(code.scheme);
                    concept(graph, row).codes.iter().any(|c| c.scheme == scheme && *c.value == *code.value)
                };
                asked.iter().any(has)
            })
        });
    }

    /// Narrower than a concept, at any depth.
    pub(super) fn within(
        &mut self,
        kind: ConceptKind,
        asked: Option<&ID>,
        idx: impl Fn(R) -> ConceptIdx + Send + Sync + 'g,
    ) -> Result<(), Error> {
        let graph = self.graph;
        let below =
            asked.map(|id| reference(graph, kind, "within", id).map(|top| below(graph, top))).transpose()?;
        self.when(below, |below| Box::new(move |row| below[idx(row).get()]));
        Ok(())
    }

    /// Evidence by one of these sources, and how much of it there is.
    pub(super) fn evidence(
        &mut self,
        sources: Option<&[ID]>,
        min_evidence: Option<i32>,
        stated: impl Fn(&'g Graph, R) -> &'g Stated + Send + Sync + Copy + 'g,
    ) -> Result<(), Error> {
        let graph = self.graph;
        let sources =
            sources.map(|ids| ids.iter().map(|id| source(graph, id)).collect::<Result<Vec<_>, _>>());
        let sources = sources.transpose()?;
        self.when(sources, |sources| {
            Box::new(move |row| graph.evidence(stated(graph, row), "").any(|e| sources.contains(&e.source)))
        });
        self.when(min_evidence, |min| {
            let min = usize::try_from(min).unwrap_or(0);
            Box::new(move |row| graph.evidence_count(stated(graph, row)) >= min)
        });
        Ok(())
    }
}

/// A taxonomy that an argument names.
pub(super) fn taxonomy(graph: &Graph, slug: &str) -> Result<TaxonomyIdx, Error> {
    graph.taxonomy_by_slug(slug).ok_or_else(|| {
        let known: Vec<&str> = graph.taxonomies.iter().map(|t| t.record.slug.as_str()).collect();
        not_found(format!("no taxonomy has the slug `{}`: there are {}", shown(slug), known.join(", ")))
    })
}

/// Taxonomies that an argument names, where it is given.
pub(super) fn taxonomies(graph: &Graph, asked: Option<&[String]>) -> Result<Option<Vec<TaxonomyIdx>>, Error> {
    asked.map(|slugs| slugs.iter().map(|slug| taxonomy(graph, slug)).collect()).transpose()
}

/// A region that the argument `region` names.
pub(super) fn region(code: &str) -> Result<(), Error> {
    if code == "ZZ" || rust_iso3166::from_alpha2(code).is_some() {
        return Ok(());
    }
    Err(bad_input(format!("`region` is `{}`: expected an ISO 3166-1 alpha-2 code such as `GB`", shown(code))))
}

/// A currency that the argument `currency` names.
pub(super) fn currency(code: &str) -> Result<(), Error> {
    if iso_currency::Currency::from_code(code).is_some() {
        return Ok(());
    }
    Err(bad_input(format!("`currency` is `{}`: expected an ISO 4217 code such as `GBP`", shown(code))))
}

/// A concept that an argument refers to by id.
fn reference(graph: &Graph, kind: ConceptKind, argument: &str, id: &ID) -> Result<ConceptIdx, Error> {
    let parsed = parse_id(argument, id)?;
    graph.concept_by_id(kind, parsed).ok_or_else(|| {
        not_found(format!("`{argument}`: no {} has the id {parsed}", kind.text().to_lowercase()))
    })
}

/// A source that the argument `sources` names.
pub(super) fn source(graph: &Graph, id: &ID) -> Result<SourceIdx, Error> {
    let parsed = parse_id("sources", id)?;
    match graph.node(parsed) {
        Some(crate::graph::NodeRef::Source(idx)) => Ok(idx),
        _ => Err(not_found(format!("`sources`: no source has the id {parsed}"))),
    }
}
