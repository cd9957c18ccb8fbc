//! Roles: the type, what it links to, and its root fields.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, Object, SimpleObject};

use super::concept::{ConceptFields, RoleBy, find};
use super::enums::{Direction, ExperienceLevel, MappingKind, RelatedTier, RoleKind, RoleRelationKind};
use super::filter::{self, compile};
use super::guard::List;
use super::hierarchy::Lineage;
use super::page::{
    AllOf, Connection, Edge, Either, Listed, NodeType, OfKind, Order, Out, Paging, Rooted, Row, Seen,
    SortField, Value, all_of, out, page, through,
};
use super::pathway::{PathwayFilter, PathwayOrder};
use super::relation::relations;
use super::role_answers::RoleAnswers;
use super::role_filter::{RoleFilter, RoleOrder, asks_retired};
use super::role_skill::{RoleSkillFilter, RoleSkillOrder};
use super::role_tool::{RoleToolFilter, RoleToolOrder};
use super::salary::{InterviewQuestion, SalaryRow, salaries};
use super::scope::{At, Scope};
use super::value::Evidence;
use crate::graph::{self, ConceptIdx, Detail, Graph};

/// An occupation, a group of occupations, or a counterpart at work.
#[derive(Clone)]
pub(super) struct Role(pub(super) At);

impl NodeType for Role {
    fn node(at: At) -> Self {
        Self(at)
    }
}

impl OfKind for Role {
    const KIND: Kind = Kind::Role;
}

impl Rooted for Role {
    const CONNECTION: &'static str = "RoleConnection";
}

/// What only a role has.
pub(super) fn role_of(graph: &Graph, idx: ConceptIdx) -> &graph::Role {
    match &graph.concept(idx).detail {
        Detail::Role(role) => role,
        _ => unreachable!("a concept of kind ROLE is built with the details of a role"),
    }
}

/// An occupation, a group of occupations, or a counterpart at work.
#[Object]
impl Role {
    #[graphql(flatten)]
    fn concept(&self) -> ConceptFields {
        ConceptFields(self.0.clone())
    }

    #[graphql(flatten)]
    fn answers(&self) -> RoleAnswers {
        RoleAnswers(self.0.clone())
    }

    #[graphql(flatten)]
    fn lineage(&self) -> Lineage<Self> {
        Lineage::new(self.0.clone())
    }

    /// What sort of role.
    async fn kind(&self) -> RoleKind {
        self.get().kind.into()
    }

    /// How much preparation it takes (O*NET job zone); null where it has none.
    async fn job_zone(&self) -> Option<JobZone> {
        let number = self.get().job_zone?;
        let zone = self.0.graph().job_zones.iter().find(|zone| zone.number == number)?;
        Some(JobZone { number, name: zone.name.clone(), preparation: zone.preparation.clone() })
    }

    /// Which interests it suits (RIASEC), strongest first; empty where they are not measured.
    async fn interests(&self) -> List<Interest> {
        let interest = |i: &::entity::interest::Model| Interest {
            name: i.name.clone(),
            code: i.code.clone(),
            value: i.value,
        };
        self.get().interests.iter().map(interest).collect()
    }

    /// Which levels of education those in it have, from the lowest; empty where they are not measured.
    async fn education(&self) -> List<EducationShare> {
        let share = |e: &::entity::education_share::Model| EducationShare {
            category: e.category,
            name: e.name.clone(),
            percent: e.percent,
        };
        self.get().education.iter().map(share).collect()
    }

    /// Skills that it asks for, by name or as `orderBy` says.
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
        #[graphql(desc = "Only links that pass.")] filter: Option<RoleSkillFilter>,
        #[graphql(desc = "Order; by name where it is left out.")] order_by: Option<RoleSkillOrder>,
        #[graphql(
            desc = "Also the skills of roles in other taxonomies that this one matches in these ways; `from` of the edge tells which."
        )]
        through: Option<Vec<MappingKind>>,
    ) -> Result<Connection<Seen<graph::RoleSkill, Out>>, Error> {
        let test = compile(filter.as_ref(), self.0.graph())?;
        let mut rows = self.through(through.as_deref());
        rows.retain(|row| test(*row));
        self.page(rows, RoleSkillOrder::or_name(order_by), &Paging { first, after, last, before })
    }

    /// Tools that it works with, by name or as `orderBy` says.
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
        #[graphql(desc = "Only links that pass.")] filter: Option<RoleToolFilter>,
        #[graphql(desc = "Order; by name where it is left out.")] order_by: Option<RoleToolOrder>,
        #[graphql(
            desc = "Also the tools of roles in other taxonomies that this one matches in these ways; `from` of the edge tells which."
        )]
        through: Option<Vec<MappingKind>>,
    ) -> Result<Connection<Seen<graph::RoleTool, Out>>, Error> {
        let test = compile(filter.as_ref(), self.0.graph())?;
        let mut rows = self.through(through.as_deref());
        rows.retain(|row| test(*row));
        self.page(rows, RoleToolOrder::or_name(order_by), &Paging { first, after, last, before })
    }

    /// Tasks that it performs, in the publisher's order.
    async fn tasks(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::RoleTask, Out>>, Error> {
        self.page(
            out(self.0.graph(), self.0.idx),
            Order::by(SortField::Own),
            &Paging { first, after, last, before },
        )
    }

    /// Pathways that lead to it, by name or as `orderBy` says.
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
        #[graphql(desc = "Only pathways that pass.")] filter: Option<PathwayFilter>,
        #[graphql(desc = "Order; by name where it is left out.")] order_by: Option<PathwayOrder>,
    ) -> Result<Connection<Seen<graph::RolePathway, Out>>, Error> {
        let graph = self.0.graph();
        let test = compile(filter.as_ref(), graph)?;
        let mut rows: Vec<Seen<graph::RolePathway, Out>> = out(graph, self.0.idx);
        rows.retain(|row| test(row.end(graph)));
        self.page(rows, PathwayOrder::or_name(order_by), &Paging { first, after, last, before })
    }

    /// Other roles that it has to do with: by kind of relation, then as the source ranks them, then name.
    ///
    /// Every broader and narrower role reads from this one (OUT), as BROADER and NARROWER. A relation that holds both
    /// ways (WORKS_WITH, COMPARED_WITH) shows from both ends whatever the direction. Any other shows from its start
    /// (OUT) or its end (IN).
    async fn relations(
        &self,
        #[graphql(desc = "Only relations of these kinds; all where it is left out.")] kinds: Option<
            Vec<RoleRelationKind>,
        >,
        #[graphql(
            desc = "OUT: those that read from this role. IN: those that read towards it. BOTH: all.",
            default_with = "Direction::Out"
        )]
        direction: Direction,
        #[graphql(desc = "Only O*NET related occupations of these tiers.")] tiers: Option<Vec<RelatedTier>>,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::RoleRelation, Either>>, Error> {
        let graph = self.0.graph();
        let mut rows = relations::<graph::RoleRelation>(graph, self.0.idx, direction, kinds.as_deref());
        if let Some(tiers) = tiers {
            rows.retain(|row| row.link(graph).facts.tier.is_some_and(|tier| tiers.contains(&tier.into())));
        }
        self.page(rows, Order::by(SortField::Own), &Paging { first, after, last, before })
    }

    /// What it pays, by region, then level of experience.
    async fn salaries(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(
            desc = "Only of these regions, as ISO 3166-1 alpha-2 codes such as `GB`; `ZZ` stands for: the source names none."
        )]
        region: Option<Vec<String>>,
        #[graphql(desc = "Only for these levels of experience.")] level: Option<Vec<ExperienceLevel>>,
    ) -> Result<Connection<SalaryRow>, Error> {
        region.iter().flatten().try_for_each(|code| filter::region(code))?;
        let graph = self.0.graph();
        let mut rows = salaries(graph, self.0.idx);
        rows.retain(|row| {
            let salary = row.get(graph);
            region.as_ref().is_none_or(|regions| regions.iter().any(|region| **region == *salary.region))
                && level.as_ref().is_none_or(|levels| levels.contains(&salary.level.into()))
        });
        self.page(rows, Order::by(SortField::Own), &Paging { first, after, last, before })
    }

    /// Questions that are asked in interviews for it, in the source's order.
    async fn interview_questions(&self) -> List<InterviewQuestion> {
        InterviewQuestion::of(&self.0).into()
    }
}

impl Role {
    fn get(&self) -> &graph::Role {
        role_of(self.0.graph(), self.0.idx)
    }

    fn through<T: graph::Facts>(&self, kinds: Option<&[MappingKind]>) -> Vec<Seen<T, Out>> {
        let kinds: Vec<_> =
            kinds.unwrap_or_default().iter().map(|kind| ::entity::MappingKind::from(*kind)).collect();
        through(self.0.graph(), self.0.idx, &kinds)
    }
}

impl Role {
    fn page<R: Row>(&self, rows: Vec<R>, order: Order, paging: &Paging) -> Result<Connection<R>, Error> {
        page(&self.0.scope, Some(self.0.concept().id), rows, order, paging)
    }
}

/// How much preparation a role takes.
#[derive(SimpleObject)]
pub(super) struct JobZone {
    /// 1 (little or none) to 5 (extensive).
    number: i32,
    /// Its title.
    name: String,
    /// What experience, education and training it means.
    preparation: String,
}

/// How well a role suits an interest.
#[derive(SimpleObject)]
pub(super) struct Interest {
    /// The interest (RIASEC): Realistic, Investigative, Artistic, Social, Enterprising, Conventional.
    name: String,
    /// Its first letter.
    code: String,
    /// Occupational interest, 1.0 to 7.0 (O*NET OI).
    value: f64,
}

/// How many of those in a role have a level of education.
#[derive(SimpleObject)]
pub(super) struct EducationShare {
    /// O*NET category, 1 (less than high school) to 12 (post-doctoral).
    category: i32,
    /// The level.
    name: String,
    /// Share of those asked, 0 to 100; the shares of a role add up to about 100.
    percent: f64,
}

impl Listed<Out> for graph::RoleTask {
    const CONNECTION: &'static str = "RoleTaskConnection";
    type Node = super::plain::Task;

    fn value(row: Seen<Self, Out>, graph: &Graph, _: SortField) -> Value<'_> {
        Value::number(Some(f64::from(row.link(graph).facts.position)))
    }
}

/// A task that a role performs.
#[Object(name = "RoleTaskEdge")]
impl Edge<Seen<graph::RoleTask, Out>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::RoleTask, Out> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Whether it is a core task; false for a supplemental one, null where no source says.
    async fn core(&self) -> Option<bool> {
        self.facts().core
    }

    /// Its place among the tasks of the role, from 1.
    async fn position(&self) -> i32 {
        self.facts().position
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

/// A role in a list.
#[Object(name = "RoleEdge")]
impl Edge<AllOf<Role>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The role.
    async fn node(&self) -> Role {
        self.row.node(&self.scope)
    }
}

#[derive(Default)]
pub(super) struct RoleQuery;

#[Object]
impl RoleQuery {
    /// One role; null if there is none. A name that several bear is AMBIGUOUS, a malformed id BAD_USER_INPUT.
    async fn role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to look it up by: exactly one key.")] by: RoleBy,
    ) -> Option<Result<Role, Error>> {
        find(ctx, by)
    }

    /// All roles that pass, by name.
    async fn roles(
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
        #[graphql(desc = "Only roles that pass.")] filter: Option<RoleFilter>,
        #[graphql(desc = "Order; by name where it is left out.")] order_by: Option<RoleOrder>,
    ) -> Result<Connection<AllOf<Role>>, Error> {
        let scope = Scope::of(ctx);
        let test = compile(filter.as_ref(), scope.graph())?;
        let rows = all_of(scope, asks_retired(filter.as_ref()), test)?;
        page(scope, None, rows, RoleOrder::or_name(order_by), &Paging { first, after, last, before })
    }
}
