//! Skills: the type, what it links to, filter, and its root fields.

use ::entity::{ConceptKind as Kind, SkillLinkKind};
use async_graphql::{Context, Error, ID, InputObject, Object};

use super::concept::{ConceptFields, SkillBy, find};
use super::enums::{Direction, Requirement, SkillKind, SkillRelationKind, SkillReuse};
use super::filter::{CodeInput, Conditions, Filter, Test, TextFilter, compile, mentions};
use super::guard::List;
use super::hierarchy::Lineage;
use super::page::{
    AllOf, Back, Connection, Edge, Either, Listed, NodeType, OfKind, Order, Out, Paging, Rooted, Row, Seen,
    SortField, Value, all_of, back, out, page,
};
use super::pathway::Pathway;
use super::relation::{self, Relation, Symmetry, relations};
use super::role_skill::SkillRoleFilter;
use super::scope::{At, Scope};
use super::skill_answers::SkillAnswers;
use super::tool::Tool;
use super::value::Evidence;
use crate::graph::{self, ConceptIdx, Detail, Graph};

/// Something that a person can do or know.
#[derive(Clone)]
pub(super) struct Skill(pub(super) At);

impl NodeType for Skill {
    fn node(at: At) -> Self {
        Self(at)
    }
}

impl OfKind for Skill {
    const KIND: Kind = Kind::Skill;
}

impl Rooted for Skill {
    const CONNECTION: &'static str = "SkillConnection";
}

/// What only a skill has.
pub(super) fn skill_of(graph: &Graph, idx: ConceptIdx) -> &graph::Skill {
    match &graph.concept(idx).detail {
        Detail::Skill(skill) => skill,
        _ => unreachable!("a concept of kind SKILL is built with the details of a skill"),
    }
}

/// Something that a person can do or know.
#[Object]
impl Skill {
    #[graphql(flatten)]
    fn concept(&self) -> ConceptFields {
        ConceptFields(self.0.clone())
    }

    #[graphql(flatten)]
    fn answers(&self) -> SkillAnswers {
        SkillAnswers(self.0.clone())
    }

    #[graphql(flatten)]
    fn lineage(&self) -> Lineage<Self> {
        Lineage::new(self.0.clone())
    }

    /// What sort of skill.
    async fn kind(&self) -> SkillKind {
        skill_of(self.0.graph(), self.0.idx).kind.into()
    }

    /// How widely it is reused (ESCO reuse level); null where no source says.
    async fn reuse(&self) -> Option<SkillReuse> {
        skill_of(self.0.graph(), self.0.idx).reuse.map(Into::into)
    }

    /// Other skills that it has to do with, by kind of relation, then name.
    ///
    /// Every broader and narrower skill reads from this one (OUT), as BROADER and NARROWER. RELATED holds both ways and
    /// shows from both ends whatever the direction. REQUIRES shows from its start (OUT) or its end (IN).
    async fn relations(
        &self,
        #[graphql(desc = "Only relations of these kinds; all where it is left out.")] kinds: Option<
            Vec<SkillRelationKind>,
        >,
        #[graphql(
            desc = "OUT: those that read from this skill. IN: those that read towards it. BOTH: all.",
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
    ) -> Result<Connection<Seen<graph::SkillRelation, Either>>, Error> {
        let rows = relations::<graph::SkillRelation>(self.0.graph(), self.0.idx, direction, kinds.as_deref());
        self.page(rows, Order::by(SortField::Own), &Paging { first, after, last, before })
    }

    /// Tools that it is exercised with, by name.
    async fn tools(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::SkillTool, Out>>, Error> {
        self.page(
            out(self.0.graph(), self.0.idx),
            Order::by(SortField::Name),
            &Paging { first, after, last, before },
        )
    }

    /// Pathways that teach it, by name.
    async fn pathways(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::PathwaySkill, Back>>, Error> {
        self.page(
            back(self.0.graph(), self.0.idx),
            Order::by(SortField::Name),
            &Paging { first, after, last, before },
        )
    }

    /// Roles that ask for it, by name.
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
        #[graphql(desc = "Only links that pass.")] filter: Option<SkillRoleFilter>,
    ) -> Result<Connection<Seen<graph::RoleSkill, Back>>, Error> {
        let test = compile(filter.as_ref(), self.0.graph())?;
        let mut rows = back(self.0.graph(), self.0.idx);
        rows.retain(|row| test(*row));
        self.page(rows, Order::by(SortField::Name), &Paging { first, after, last, before })
    }
}

impl Skill {
    fn page<R: Row>(&self, rows: Vec<R>, order: Order, paging: &Paging) -> Result<Connection<R>, Error> {
        page(&self.0.scope, Some(self.0.concept().id), rows, order, paging)
    }
}

impl Relation for graph::SkillRelation {
    type Kind = SkillRelationKind;

    fn symmetry(&self) -> Symmetry {
        match self.kind {
            SkillLinkKind::Broader => Symmetry::Hierarchy,
            SkillLinkKind::Related => Symmetry::Symmetric,
            SkillLinkKind::Requires => Symmetry::Directed,
        }
    }

    fn kind(&self, broader: bool) -> SkillRelationKind {
        match self.kind {
            SkillLinkKind::Broader if broader => SkillRelationKind::Broader,
            SkillLinkKind::Broader => SkillRelationKind::Narrower,
            SkillLinkKind::Requires => SkillRelationKind::Requires,
            SkillLinkKind::Related => SkillRelationKind::Related,
        }
    }
}

impl Listed<Either> for graph::SkillRelation {
    const CONNECTION: &'static str = "SkillRelationConnection";
    type Node = Skill;

    fn value(row: Seen<Self, Either>, graph: &Graph, _: SortField) -> Value<'_> {
        Value::number(Some(f64::from(relation::kind(row, graph) as u8)))
    }
}

/// A skill that another has to do with.
#[Object(name = "SkillRelationEdge")]
impl Edge<Seen<graph::SkillRelation, Either>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::SkillRelation, Either> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Which relation, as it reads from the concept that was asked.
    async fn kind(&self) -> SkillRelationKind {
        relation::kind(self.row, self.scope.graph())
    }

    /// Whether it reads from (OUT) or towards (IN) the concept that was asked; BOTH for one that holds both ways.
    async fn direction(&self) -> Direction {
        relation::direction(self.row, self.scope.graph())
    }

    /// Whether it is essential or optional; null where no source says.
    async fn requirement(&self) -> Option<Requirement> {
        self.facts().requirement.map(Into::into)
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

impl Listed<Out> for graph::SkillTool {
    const CONNECTION: &'static str = "SkillToolConnection";
    type Node = Tool;
}

/// A tool that a skill is exercised with.
#[Object(name = "SkillToolEdge")]
impl Edge<Seen<graph::SkillTool, Out>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::SkillTool, Out> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

impl Listed<Back> for graph::PathwaySkill {
    const CONNECTION: &'static str = "SkillPathwayConnection";
    type Node = Pathway;
}

/// A pathway that teaches a skill.
#[Object(name = "SkillPathwayEdge")]
impl Edge<Seen<graph::PathwaySkill, Back>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::PathwaySkill, Back> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

/// A skill in a list.
#[Object(name = "SkillEdge")]
impl Edge<AllOf<Skill>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The skill.
    async fn node(&self) -> Skill {
        self.row.node(&self.scope)
    }
}

/// Conditions on a skill; all that are given must hold.
#[derive(InputObject, Clone, Debug, Default)]
pub(super) struct SkillFilter {
    /// Its preferred name in English (or in the language that it is listed by), without regard to case.
    name: Option<TextFilter>,
    /// Its slug.
    slug: Option<TextFilter>,
    /// It is of one of these kinds.
    kind: Option<Vec<SkillKind>>,
    /// It is reused as widely as one of these says.
    reuse: Option<Vec<SkillReuse>>,
    /// It belongs to one of these taxonomies, by slug; an unknown one is NOT_FOUND.
    taxonomy: Option<Vec<String>>,
    /// It has one of these codes, identifying or not.
    code: Option<Vec<CodeInput>>,
    /// It is narrower than this skill, at any depth; the skill itself does not pass. An unknown id is NOT_FOUND.
    within: Option<ID>,
    /// Whether it is retired. The retired are left out unless some part of the filter says something of them: `true`
    /// lists only them, `or: [{retired: true}, {retired: false}]` all.
    retired: Option<bool>,
    /// All of these pass; an empty list passes everything.
    and: Option<Vec<SkillFilter>>,
    /// At least one of these passes; an empty list passes nothing.
    or: Option<Vec<SkillFilter>>,
    /// This does not pass.
    not: Option<Box<SkillFilter>>,
}

impl Filter for SkillFilter {
    type Row = ConceptIdx;

    fn conditions<'g>(&'g self, graph: &'g Graph) -> Result<Vec<Test<'g, Self::Row>>, Error> {
        let mut all = Conditions::new(graph);
        all.name(self.name.as_ref(), Graph::concept);
        all.slug(self.slug.as_ref(), Graph::concept);
        all.among(self.kind.as_deref(), |graph, idx| Some(skill_of(graph, idx).kind));
        all.among(self.reuse.as_deref(), |graph, idx| skill_of(graph, idx).reuse);
        all.taxonomy(self.taxonomy.as_deref(), Graph::concept)?;
        all.code(self.code.as_deref(), Graph::concept);
        all.within(Kind::Skill, self.within.as_ref(), |idx| idx)?;
        all.retired(self.retired, Graph::concept);
        Ok(all.done())
    }

    fn branches(&self) -> (&Option<Vec<Self>>, &Option<Vec<Self>>, Option<&Self>) {
        (&self.and, &self.or, self.not.as_deref())
    }
}

#[derive(Default)]
pub(super) struct SkillQuery;

#[Object]
impl SkillQuery {
    /// One skill; null if there is none. A name that several bear is AMBIGUOUS, a malformed id BAD_USER_INPUT.
    async fn skill(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to look it up by: exactly one key.")] by: SkillBy,
    ) -> Option<Result<Skill, Error>> {
        find(ctx, by)
    }

    /// All skills that pass, by name.
    async fn skills(
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
        #[graphql(desc = "Only skills that pass.")] filter: Option<SkillFilter>,
    ) -> Result<Connection<AllOf<Skill>>, Error> {
        let scope = Scope::of(ctx);
        let retired = filter.as_ref().is_some_and(|f| mentions(f, &|f: &SkillFilter| f.retired.is_some()));
        let test = compile(filter.as_ref(), scope.graph())?;
        let rows = all_of(scope, retired, test)?;
        page(scope, None, rows, Order::by(SortField::Name), &Paging { first, after, last, before })
    }
}
