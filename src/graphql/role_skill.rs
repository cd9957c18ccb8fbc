//! The link between a role and a skill: edges from both ends, filters, order.

use async_graphql::{Enum, Error, ID, InputObject, Object, SimpleObject};

use super::enums::{MappingKind, OrderDirection, Requirement, RoleKind, SkillKind};
use super::filter::{Conditions, Filter, Test, TextFilter};
use super::guard::List;
use super::page::{Back, Edge, Listed, Order, Out, Row, Seen, SortField, Value};
use super::role::{Role, role_of};
use super::scope::At;
use super::skill::{Skill, skill_of};
use super::value::{Evidence, PartialDate};
use crate::graph::{self, Graph};

impl Listed<Out> for graph::RoleSkill {
    const CONNECTION: &'static str = "RoleSkillConnection";
    type Node = Skill;

    fn value(row: Seen<Self, Out>, graph: &Graph, field: SortField) -> Value<'_> {
        let link = row.link(graph);
        match field {
            SortField::Importance => Value::number(link.facts.importance()),
            SortField::Level => Value::number(link.facts.level()),
            SortField::Requirement => Value::number(link.facts.requirement.map(|r| f64::from(r as u8))),
            SortField::EvidenceCount => Value::count(graph.evidence_count(&link.stated)),
            _ => Value::Null,
        }
    }
}

/// A skill that a role asks for.
#[Object(name = "RoleSkillEdge")]
impl Edge<Seen<graph::RoleSkill, Out>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::RoleSkill, Out> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Whether it is always asked for; null where no source says.
    async fn requirement(&self) -> Option<Requirement> {
        self.facts().requirement.map(Into::into)
    }

    /// How important the skill is for the role, 1.0 to 5.0 (O*NET IM); null where it is not rated.
    async fn importance(&self) -> Option<f64> {
        self.facts().importance()
    }

    /// The level of the skill that the role needs, 0.0 to 7.0 (O*NET LV); null where it is not rated.
    async fn level(&self) -> Option<f64> {
        self.facts().level()
    }

    /// The measurements behind importance and level, by scale; empty where it is not rated.
    async fn ratings(&self) -> List<Rating> {
        self.facts().ratings().iter().map(Rating::from).collect()
    }

    /// The role that asks for it: the one that was asked, or one that it matches (`through`).
    async fn from(&self) -> Role {
        Role(At { scope: self.scope.clone(), idx: self.row.link(self.scope.graph()).from })
    }

    /// How `from` matches the role that was asked; null where it is that role itself.
    async fn mapping(&self) -> Option<MappingKind> {
        self.row.mapping.map(Into::into)
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

impl Listed<Back> for graph::RoleSkill {
    const CONNECTION: &'static str = "SkillRoleConnection";
    type Node = Role;
}

/// A role that asks for a skill.
#[Object(name = "SkillRoleEdge")]
impl Edge<Seen<graph::RoleSkill, Back>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::RoleSkill, Back> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Whether it is always asked for; null where no source says.
    async fn requirement(&self) -> Option<Requirement> {
        self.facts().requirement.map(Into::into)
    }

    /// How important the skill is for the role, 1.0 to 5.0 (O*NET IM); null where it is not rated.
    async fn importance(&self) -> Option<f64> {
        self.facts().importance()
    }

    /// The level of the skill that the role needs, 0.0 to 7.0 (O*NET LV); null where it is not rated.
    async fn level(&self) -> Option<f64> {
        self.facts().level()
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

/// A measurement of how a role needs a skill.
#[derive(SimpleObject)]
pub(super) struct Rating {
    /// O*NET scale: `IM` (importance, 1 to 5) or `LV` (level, 0 to 7).
    scale: String,
    /// The value on that scale.
    value: f64,
    /// How many answered; null where it is not published.
    sample_size: Option<i32>,
    /// Standard error of the value; null where it is not published.
    standard_error: Option<f64>,
    /// Whether the publisher recommends not to use the value.
    suppressed: bool,
    /// Whether those asked found the skill not relevant for the role.
    not_relevant: bool,
    /// When it was measured.
    date: Option<PartialDate>,
}

impl From<&graph::Rating> for Rating {
    fn from(rating: &graph::Rating) -> Self {
        Self {
            scale: rating.scale.to_string(),
            value: rating.value,
            sample_size: rating.sample_size,
            standard_error: rating.standard_error,
            suppressed: rating.suppressed,
            not_relevant: rating.not_relevant,
            date: rating.date.as_ref().map(|date| PartialDate(date.to_string())),
        }
    }
}

/// Conditions on a skill that a role asks for; all that are given must hold.
#[derive(InputObject, Clone, Debug, Default)]
pub(super) struct RoleSkillFilter {
    /// Its preferred name in English (or in the language that it is listed by), without regard to case.
    name: Option<TextFilter>,
    /// It is of one of these kinds.
    kind: Option<Vec<SkillKind>>,
    /// It belongs to one of these taxonomies, by slug; an unknown one is NOT_FOUND.
    taxonomy: Option<Vec<String>>,
    /// It is asked for in one of these ways; what no source says of passes none.
    requirement: Option<Vec<Requirement>>,
    /// Importance is known and at least this, 1.0 to 5.0.
    min_importance: Option<f64>,
    /// Level is known and at least this, 0.0 to 7.0.
    min_level: Option<f64>,
    /// One of these sources says so, by id; an unknown one is NOT_FOUND.
    sources: Option<Vec<ID>>,
    /// At least this many places in sources say so.
    min_evidence: Option<i32>,
    /// All of these pass; an empty list passes everything.
    and: Option<Vec<RoleSkillFilter>>,
    /// At least one of these passes; an empty list passes nothing.
    or: Option<Vec<RoleSkillFilter>>,
    /// This does not pass.
    not: Option<Box<RoleSkillFilter>>,
}

impl Filter for RoleSkillFilter {
    type Row = Seen<graph::RoleSkill, Out>;

    fn conditions<'g>(&'g self, graph: &'g Graph) -> Result<Vec<Test<'g, Self::Row>>, Error> {
        let mut all = Conditions::new(graph);
        let skill = |graph: &'g Graph, row: Self::Row| graph.concept(row.end(graph));
        let facts = |graph: &'g Graph, row: Self::Row| &row.link(graph).facts;
        all.name(self.name.as_ref(), skill);
        all.among(self.kind.as_deref(), |graph, row| Some(skill_of(graph, row.end(graph)).kind));
        all.taxonomy(self.taxonomy.as_deref(), skill)?;
        all.among(self.requirement.as_deref(), move |graph, row| facts(graph, row).requirement);
        all.at_least(self.min_importance, move |graph, row| facts(graph, row).importance());
        all.at_least(self.min_level, move |graph, row| facts(graph, row).level());
        all.evidence(self.sources.as_deref(), self.min_evidence, |graph, row| &row.link(graph).stated)?;
        Ok(all.done())
    }

    fn branches(&self) -> (&Option<Vec<Self>>, &Option<Vec<Self>>, Option<&Self>) {
        (&self.and, &self.or, self.not.as_deref())
    }
}

/// Conditions on a role that asks for a skill; all that are given must hold.
#[derive(InputObject, Clone, Debug, Default)]
pub(super) struct SkillRoleFilter {
    /// Its preferred name in English (or in the language that it is listed by), without regard to case.
    name: Option<TextFilter>,
    /// It is of one of these kinds.
    kind: Option<Vec<RoleKind>>,
    /// It belongs to one of these taxonomies, by slug; an unknown one is NOT_FOUND.
    taxonomy: Option<Vec<String>>,
    /// It is asked for in one of these ways; what no source says of passes none.
    requirement: Option<Vec<Requirement>>,
    /// Importance is known and at least this, 1.0 to 5.0.
    min_importance: Option<f64>,
    /// Level is known and at least this, 0.0 to 7.0.
    min_level: Option<f64>,
    /// It is in one of these O*NET job zones, 1 to 5.
    job_zone: Option<Vec<i32>>,
    /// All of these pass; an empty list passes everything.
    and: Option<Vec<SkillRoleFilter>>,
    /// At least one of these passes; an empty list passes nothing.
    or: Option<Vec<SkillRoleFilter>>,
    /// This does not pass.
    not: Option<Box<SkillRoleFilter>>,
}

impl Filter for SkillRoleFilter {
    type Row = Seen<graph::RoleSkill, Back>;

    fn conditions<'g>(&'g self, graph: &'g Graph) -> Result<Vec<Test<'g, Self::Row>>, Error> {
        let mut all = Conditions::new(graph);
        let role = |graph: &'g Graph, row: Self::Row| graph.concept(row.end(graph));
        let facts = |graph: &'g Graph, row: Self::Row| &row.link(graph).facts;
        all.name(self.name.as_ref(), role);
        all.among(self.kind.as_deref(), |graph, row| Some(role_of(graph, row.end(graph)).kind));
        all.taxonomy(self.taxonomy.as_deref(), role)?;
        all.among(self.requirement.as_deref(), move |graph, row| facts(graph, row).requirement);
        all.at_least(self.min_importance, move |graph, row| facts(graph, row).importance());
        all.at_least(self.min_level, move |graph, row| facts(graph, row).level());
        all.among(self.job_zone.as_deref(), |graph, row| role_of(graph, row.end(graph)).job_zone);
        Ok(all.done())
    }

    fn branches(&self) -> (&Option<Vec<Self>>, &Option<Vec<Self>>, Option<&Self>) {
        (&self.and, &self.or, self.not.as_deref())
    }
}

/// What the skills of a role can be ordered by.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RoleSkillOrderField {
    /// By name.
    Name,
    /// By importance, 1.0 to 5.0.
    Importance,
    /// By level, 0.0 to 7.0.
    Level,
    /// Essential, then optional, then what no source says of.
    Requirement,
    /// By how many places in sources say so.
    EvidenceCount,
}

/// Order of the skills of a role; ties go by name, then id, and what is not known comes last either way.
#[derive(InputObject, Clone, Copy, Debug)]
pub(super) struct RoleSkillOrder {
    /// What to order by.
    field: RoleSkillOrderField,
    /// Ascending where it is left out.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl RoleSkillOrder {
    /// The order that was asked for, or by name.
    pub(super) fn or_name(asked: Option<Self>) -> Order {
        let Some(asked) = asked else { return Order::by(SortField::Name) };
        let field = match asked.field {
            RoleSkillOrderField::Name => SortField::Name,
            RoleSkillOrderField::Importance => SortField::Importance,
            RoleSkillOrderField::Level => SortField::Level,
            RoleSkillOrderField::Requirement => SortField::Requirement,
            RoleSkillOrderField::EvidenceCount => SortField::EvidenceCount,
        };
        Order { field, descending: asked.direction == OrderDirection::Desc }
    }
}
