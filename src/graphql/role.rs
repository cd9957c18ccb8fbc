//! Roles: the type, what links from it, filters, orders, and its root fields.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Enum, Error, InputObject, Object, SimpleObject};

use super::concept::{ConceptFields, RoleBy, find};
use super::enums::{Direction, ExperienceLevel, MappingKind, OrderDirection, RelatedTier, Requirement, RoleKind, RoleRelationKind, SkillKind};
use super::error::bad_input;
use super::filter::{CodeInput, Conditions, Filter, Test, TextFilter, compile, mentions};
use super::page::{AllOf, Connection, Edge, Either, NodeType, Order, Out, Paging, Rooted, Row, Seen, SortField, all_of, either, out, page, through};
use super::pathway::{PathwayFilter, PathwayOrder};
use super::salary::{InterviewQuestion, SalaryRow, salaries};
use super::scope::{At, Scope};
use super::tool::{RoleToolFilter, RoleToolOrder};
use crate::graph::{self, ConceptIdx, Detail, Graph};

/// An occupation, a group of occupations, or a counterpart at work.
#[derive(Clone)]
pub struct Role(pub(super) At);

impl NodeType for Role {
    const KIND: Kind = Kind::Role;

    fn node(at: At) -> Self {
        Self(at)
    }
}

impl Rooted for Role {
    const CONNECTION: &'static str = "RoleConnection";
    const EDGE: &'static str = "RoleEdge";
}

impl Role {
    fn get(&self) -> &graph::Role {
        role_of(self.0.graph(), self.0.idx)
    }
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
    async fn interests(&self) -> Vec<Interest> {
        let interest = |i: &::entity::interest::Model| Interest { name: i.name.clone(), code: i.code.clone(), value: i.value };
        self.get().interests.iter().map(interest).collect()
    }

    /// Which levels of education those in it have, from the lowest; empty where they are not measured.
    async fn education(&self) -> Vec<EducationShare> {
        let share = |e: &::entity::education_share::Model| EducationShare { category: e.category, name: e.name.clone(), percent: e.percent };
        self.get().education.iter().map(share).collect()
    }

    /// Skills that it asks for, by name or as `orderBy` says.
    async fn skills(
        &self,
        #[graphql(desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only links that pass.")] filter: Option<RoleSkillFilter>,
        #[graphql(desc = "Order; by name where it is left out.")] order_by: Option<RoleSkillOrder>,
        #[graphql(desc = "Also the skills of roles in other taxonomies that this one matches in these ways; `from` of the edge tells which.")] through: Option<Vec<MappingKind>>,
    ) -> Result<Connection<Seen<graph::RoleSkill, Out>>, Error> {
        let graph = self.0.graph();
        let test = compile(filter.as_ref(), graph)?;
        let mut rows = self.through(through.as_deref());
        rows.retain(|row| test(*row));
        self.page(rows, order_by.map_or(Order::by(SortField::Name), RoleSkillOrder::order), Paging { first, after, last, before })
    }

    /// Tools that it works with, by name or as `orderBy` says.
    async fn tools(
        &self,
        #[graphql(desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only links that pass.")] filter: Option<RoleToolFilter>,
        #[graphql(desc = "Order; by name where it is left out.")] order_by: Option<RoleToolOrder>,
        #[graphql(desc = "Also the tools of roles in other taxonomies that this one matches in these ways; `from` of the edge tells which.")] through: Option<Vec<MappingKind>>,
    ) -> Result<Connection<Seen<graph::RoleTool, Out>>, Error> {
        let test = compile(filter.as_ref(), self.0.graph())?;
        let mut rows = self.through(through.as_deref());
        rows.retain(|row| test(*row));
        self.page(rows, order_by.map_or(Order::by(SortField::Name), RoleToolOrder::order), Paging { first, after, last, before })
    }

    /// Tasks that it performs, in the publisher's order.
    async fn tasks(
        &self,
        #[graphql(desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::RoleTask, Out>>, Error> {
        self.page(out(self.0.graph(), self.0.idx), Order::by(SortField::Own), Paging { first, after, last, before })
    }

    /// Pathways that lead to it, by name or as `orderBy` says.
    async fn pathways(
        &self,
        #[graphql(desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only pathways that pass.")] filter: Option<PathwayFilter>,
        #[graphql(desc = "Order; by name where it is left out.")] order_by: Option<PathwayOrder>,
    ) -> Result<Connection<Seen<graph::RolePathway, Out>>, Error> {
        let graph = self.0.graph();
        let test = compile(filter.as_ref(), graph)?;
        let mut rows: Vec<Seen<graph::RolePathway, Out>> = out(graph, self.0.idx);
        rows.retain(|row| test(row.end(graph)));
        self.page(rows, order_by.map_or(Order::by(SortField::Name), PathwayOrder::order), Paging { first, after, last, before })
    }

    /// Other roles that it has to do with: by kind of relation, then as its source ranks them, then name.
    ///
    /// A relation that holds both ways (WORKS_WITH, COMPARED_WITH) shows from both ends whatever the direction.
    /// NARROWER shows the roles that are narrower than this one.
    async fn relations(
        &self,
        #[graphql(desc = "Only relations of these kinds; all where it is left out.")] kinds: Option<Vec<RoleRelationKind>>,
        #[graphql(desc = "OUT: those that read from this role; IN: those that read towards it; BOTH: all.", default_with = "Direction::Out")] direction: Direction,
        #[graphql(desc = "Only O*NET related occupations of these tiers.")] tiers: Option<Vec<RelatedTier>>,
        #[graphql(desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::RoleRelation, Either>>, Error> {
        let graph = self.0.graph();
        let mut rows = either(graph, self.0.idx);
        rows.retain(|row| {
            let kind = RoleRelationKind::of(*row, graph);
            let tier = row.link(graph).facts.tier;
            kinds.as_ref().map_or_else(|| shown(kind, *row, graph, direction), |kinds| kinds.contains(&kind) && shown(kind, *row, graph, direction))
                && tiers.as_ref().is_none_or(|tiers| tier.is_some_and(|tier| tiers.contains(&tier.into())))
        });
        self.page(rows, Order::by(SortField::Own), Paging { first, after, last, before })
    }

    /// What it pays, by region, then level.
    async fn salaries(
        &self,
        #[graphql(desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only of these regions, as ISO 3166-1 alpha-2 codes such as `GB`; `ZZ` stands for: the source names none.")] region: Option<Vec<String>>,
        #[graphql(desc = "Only for these levels of experience.")] level: Option<Vec<ExperienceLevel>>,
    ) -> Result<Connection<SalaryRow>, Error> {
        for code in region.iter().flatten() {
            if code != "ZZ" && rust_iso3166::from_alpha2(code).is_none() {
                let message = format!("`region` is `{}`: expected an ISO 3166-1 alpha-2 code such as `GB`", super::error::shown(code));
                return Err(bad_input(message));
            }
        }
        let mut rows = salaries(self.0.graph(), self.0.idx);
        rows.retain(|row| {
            let salary = row.get(self.0.graph());
            region.as_ref().is_none_or(|regions| regions.iter().any(|region| **region == *salary.region))
                && level.as_ref().is_none_or(|levels| levels.contains(&salary.level.into()))
        });
        self.page(rows, Order::by(SortField::Own), Paging { first, after, last, before })
    }

    /// Questions that are asked in interviews for it, in the source's order.
    async fn interview_questions(&self) -> Vec<InterviewQuestion> {
        InterviewQuestion::of(&self.0)
    }
}

impl Role {
    fn page<R: Row>(&self, rows: Vec<R>, order: Order, paging: Paging) -> Result<Connection<R>, Error> {
        page(&self.0.scope, Some(self.0.concept().id), rows, order, &paging)
    }

    fn through<T: graph::Facts>(&self, kinds: Option<&[MappingKind]>) -> Vec<Seen<T, Out>> {
        let kinds: Option<Vec<::entity::MappingKind>> = kinds.map(|kinds| kinds.iter().map(|kind| (*kind).into()).collect());
        through(self.0.graph(), self.0.idx, kinds.as_deref())
    }
}


impl RoleRelationKind {
    /// The relation as it reads from where it is seen.
    pub(super) fn of(seen: Seen<graph::RoleRelation, Either>, graph: &Graph) -> Self {
        use ::entity::RoleLinkKind as Stored;
        match seen.link(graph).facts.kind {
            Stored::Broader if seen.reversed => Self::Narrower,
            Stored::Broader => Self::Broader,
            Stored::CanBecome => Self::CanBecome,
            Stored::WorksWith => Self::WorksWith,
            Stored::ComparedWith => Self::ComparedWith,
            Stored::Combines => Self::Combines,
            Stored::Related => Self::Related,
        }
    }
}

