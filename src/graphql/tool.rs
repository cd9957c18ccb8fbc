//! Tools: the type, what it links to, filter, and its root fields.

use ::entity::{CodeScheme, ConceptKind as Kind, ToolLinkKind};
use async_graphql::{Context, Error, InputObject, Object};

use super::concept::{ConceptFields, ToolBy, find};
use super::enums::{Direction, ToolCategory, ToolRelationKind};
use super::filter::{CodeInput, Conditions, Filter, Test, TextFilter, compile, mentions};
use super::guard::List;
use super::page::{
    AllOf, Back, Connection, Edge, Either, Listed, NodeType, OfKind, Order, Paging, Rooted, Row, Seen,
    SortField, Value, all_of, back, page,
};
use super::relation::{self, Relation, Symmetry, relations};
use super::scope::{At, Scope};
use super::skill::Skill;
use super::value::{Code, Evidence};
use crate::graph::{self, ConceptIdx, Detail, Graph};

/// Something that a person works with: a language, a framework, a machine.
#[derive(Clone)]
pub(super) struct Tool(pub(super) At);

impl NodeType for Tool {
    fn node(at: At) -> Self {
        Self(at)
    }
}

impl OfKind for Tool {
    const KIND: Kind = Kind::Tool;
}

impl Rooted for Tool {
    const CONNECTION: &'static str = "ToolConnection";
}

/// What only a tool has.
pub(super) fn tool_of(graph: &Graph, idx: ConceptIdx) -> &graph::Tool {
    match &graph.concept(idx).detail {
        Detail::Tool(tool) => tool,
        _ => unreachable!("a concept of kind TOOL is built with the details of a tool"),
    }
}

/// Something that a person works with: a language, a framework, a machine.
#[Object]
impl Tool {
    #[graphql(flatten)]
    fn concept(&self) -> ConceptFields {
        ConceptFields(self.0.clone())
    }

    /// What sort of tool.
    async fn category(&self) -> ToolCategory {
        tool_of(self.0.graph(), self.0.idx).category.into()
    }

    /// Whether it is often named in job postings at large (O*NET hot technology).
    async fn hot(&self) -> bool {
        tool_of(self.0.graph(), self.0.idx).hot
    }

    /// The commodities that it is classed under, as UNSPSC codes; empty where it is not classed.
    async fn commodities(&self) -> List<Code> {
        self.0
            .concept()
            .codes
            .iter()
            .filter(|code| code.scheme == CodeScheme::Unspsc)
            .map(Code::from)
            .collect()
    }

    /// Other tools that it has to do with, by kind of relation, then name.
    ///
    /// COMPARED_WITH and ALTERNATIVE_TO hold both ways and show from both ends whatever the direction; BUILT_ON and USES
    /// show from their start (OUT) or their end (IN).
    async fn relations(
        &self,
        #[graphql(desc = "Only relations of these kinds; all where it is left out.")] kinds: Option<
            Vec<ToolRelationKind>,
        >,
        #[graphql(
            desc = "OUT: those that read from this tool. IN: those that read towards it. BOTH: all.",
            default_with = "Direction::Out"
        )]
        direction: Direction,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::ToolRelation, Either>>, Error> {
        let rows = relations::<graph::ToolRelation>(self.0.graph(), self.0.idx, direction, kinds.as_deref());
        self.page(rows, Order::by(SortField::Own), &Paging { first, after, last, before })
    }

    /// Skills that are exercised with it, by name.
    async fn skills(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::SkillTool, Back>>, Error> {
        self.page(
            back(self.0.graph(), self.0.idx),
            Order::by(SortField::Name),
            &Paging { first, after, last, before },
        )
    }

    /// Roles that work with it, by name.
    async fn roles(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::RoleTool, Back>>, Error> {
        self.page(
            back(self.0.graph(), self.0.idx),
            Order::by(SortField::Name),
            &Paging { first, after, last, before },
        )
    }
}

impl Tool {
    fn page<R: Row>(&self, rows: Vec<R>, order: Order, paging: &Paging) -> Result<Connection<R>, Error> {
        page(&self.0.scope, Some(self.0.concept().id), rows, order, paging)
    }
}

impl Relation for graph::ToolRelation {
    type Kind = ToolRelationKind;

    fn symmetry(&self) -> Symmetry {
        match self.kind {
            ToolLinkKind::ComparedWith | ToolLinkKind::AlternativeTo => Symmetry::Symmetric,
            ToolLinkKind::BuiltOn | ToolLinkKind::Uses => Symmetry::Directed,
        }
    }

    fn kind(&self, _: bool) -> ToolRelationKind {
        match self.kind {
            ToolLinkKind::BuiltOn => ToolRelationKind::BuiltOn,
            ToolLinkKind::Uses => ToolRelationKind::Uses,
            ToolLinkKind::ComparedWith => ToolRelationKind::ComparedWith,
            ToolLinkKind::AlternativeTo => ToolRelationKind::AlternativeTo,
        }
    }
}

impl Listed<Either> for graph::ToolRelation {
    const CONNECTION: &'static str = "ToolRelationConnection";
    type Node = Tool;

    fn value(row: Seen<Self, Either>, graph: &Graph, _: SortField) -> Value<'_> {
        Value::number(Some(f64::from(relation::kind(row, graph) as u8)))
    }
}

/// A tool that another has to do with.
#[Object(name = "ToolRelationEdge")]
impl Edge<Seen<graph::ToolRelation, Either>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::ToolRelation, Either> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Which relation, as it reads from the concept that was asked.
    async fn kind(&self) -> ToolRelationKind {
        relation::kind(self.row, self.scope.graph())
    }

    /// Whether it reads from (OUT) or towards (IN) the concept that was asked; BOTH for one that holds both ways.
    async fn direction(&self) -> Direction {
        relation::direction(self.row, self.scope.graph())
    }

    /// What the relation is about; null where the sources say no more. What each source gave is in `evidence`.
    async fn note(&self) -> Option<&str> {
        self.facts().note.as_deref()
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

impl Listed<Back> for graph::SkillTool {
    const CONNECTION: &'static str = "ToolSkillConnection";
    type Node = Skill;
}

/// A skill that is exercised with a tool.
#[Object(name = "ToolSkillEdge")]
impl Edge<Seen<graph::SkillTool, Back>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::SkillTool, Back> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

/// A tool in a list.
#[Object(name = "ToolEdge")]
impl Edge<AllOf<Tool>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The tool.
    async fn node(&self) -> Tool {
        self.row.node(&self.scope)
    }
}

/// Conditions on a tool; all that are given must hold.
#[derive(InputObject, Clone, Debug, Default)]
pub(super) struct ToolFilter {
    /// Its preferred name in English (or in the language that it is listed by), without regard to case.
    name: Option<TextFilter>,
    /// Its slug.
    slug: Option<TextFilter>,
    /// It is of one of these categories.
    category: Option<Vec<ToolCategory>>,
    /// Whether it is often named in postings at large (O*NET hot technology).
    hot: Option<bool>,
    /// It belongs to one of these taxonomies, by slug; an unknown one is NOT_FOUND.
    taxonomy: Option<Vec<String>>,
    /// It has one of these codes, identifying or not.
    code: Option<Vec<CodeInput>>,
    /// Whether it is retired. The retired are left out unless some part of the filter says something of them: `true`
    /// lists only them, `or: [{retired: true}, {retired: false}]` all.
    retired: Option<bool>,
    /// All of these pass; an empty list passes everything.
    and: Option<Vec<ToolFilter>>,
    /// At least one of these passes; an empty list passes nothing.
    or: Option<Vec<ToolFilter>>,
    /// This does not pass.
    not: Option<Box<ToolFilter>>,
}

impl Filter for ToolFilter {
    type Row = ConceptIdx;

    fn conditions<'g>(&'g self, graph: &'g Graph) -> Result<Vec<Test<'g, Self::Row>>, Error> {
        let mut all = Conditions::new(graph);
        all.name(self.name.as_ref(), Graph::concept);
        all.slug(self.slug.as_ref(), Graph::concept);
        all.among(self.category.as_deref(), |graph, idx| Some(tool_of(graph, idx).category));
        all.flag(self.hot, |graph, idx| tool_of(graph, idx).hot);
        all.taxonomy(self.taxonomy.as_deref(), Graph::concept)?;
        all.code(self.code.as_deref(), Graph::concept);
        all.retired(self.retired, Graph::concept);
        Ok(all.done())
    }

    fn branches(&self) -> (&Option<Vec<Self>>, &Option<Vec<Self>>, Option<&Self>) {
        (&self.and, &self.or, self.not.as_deref())
    }
}

#[derive(Default)]
pub(super) struct ToolQuery;

#[Object]
impl ToolQuery {
    /// One tool; null if there is none. A name that several bear is AMBIGUOUS, a malformed id BAD_USER_INPUT.
    async fn tool(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to look it up by: exactly one key.")] by: ToolBy,
    ) -> Option<Result<Tool, Error>> {
        find(ctx, by)
    }

    /// All tools that pass, by name.
    async fn tools(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only tools that pass.")] filter: Option<ToolFilter>,
    ) -> Result<Connection<AllOf<Tool>>, Error> {
        let scope = Scope::of(ctx);
        let retired = filter.as_ref().is_some_and(|f| mentions(f, &|f: &ToolFilter| f.retired.is_some()));
        let test = compile(filter.as_ref(), scope.graph())?;
        let rows = all_of(scope, retired, test)?;
        page(scope, None, rows, Order::by(SortField::Name), &Paging { first, after, last, before })
    }
}
