//! Pathways: the type, what it links to, and its root fields.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, Object, SimpleObject};

use super::concept::{ConceptFields, PathwayBy, find};
use super::enums::PathwayKind;
use super::filter::{compile, mentions};
use super::guard::List;
use super::page::{
    AllOf, Back, Connection, Edge, Listed, NodeType, OfKind, Order, Out, Paging, Rooted, Row, Seen,
    SortField, Value, all_of, back, out, page,
};
pub(super) use super::pathway_filter::{PathwayFilter, PathwayOrder};
use super::plain::{Credential, Provider};
use super::scope::{At, Scope};
use super::skill::Skill;
use super::value::{Evidence, MoneyRange, WeeksRange, evidence};
use crate::graph::{self, ConceptIdx, Detail, Graph};

/// A way into a role: a degree, an apprenticeship, a bootcamp, or the like.
#[derive(Clone)]
pub(super) struct Pathway(pub(super) At);

impl NodeType for Pathway {
    fn node(at: At) -> Self {
        Self(at)
    }
}

impl OfKind for Pathway {
    const KIND: Kind = Kind::Pathway;
}

impl Rooted for Pathway {
    const CONNECTION: &'static str = "PathwayConnection";

    fn value(graph: &Graph, idx: ConceptIdx, field: SortField) -> Value<'_> {
        value(graph, idx, field)
            .unwrap_or_else(|| Value::count(graph.evidence_count(&graph.concept(idx).stated)))
    }
}

/// What only a pathway has.
pub(super) fn pathway_of(graph: &Graph, idx: ConceptIdx) -> &graph::Pathway {
    match &graph.concept(idx).detail {
        Detail::Pathway(pathway) => pathway,
        _ => unreachable!("a concept of kind PATHWAY is built with the details of a pathway"),
    }
}

/// Cost and weeks of a pathway; nothing for another order.
pub(super) fn value(graph: &Graph, idx: ConceptIdx, field: SortField) -> Option<Value<'_>> {
    let pathway = pathway_of(graph, idx);
    match field {
        SortField::Cost => {
            let cost = pathway.cost.as_ref();
            Some(cost.map_or(Value::Null, |cost| Value::money(&cost.currency, cost.lowest())))
        }
        SortField::Weeks => Some(Value::number(pathway.shortest())),
        _ => None,
    }
}

/// A way into a role: a degree, an apprenticeship, a bootcamp, or the like.
#[Object]
impl Pathway {
    #[graphql(flatten)]
    fn concept(&self) -> ConceptFields {
        ConceptFields(self.0.clone())
    }

    /// What sort of pathway.
    async fn kind(&self) -> PathwayKind {
        self.get().kind.into()
    }

    /// The region that it holds for, as ISO 3166-1 alpha-2 code; null where the sources name none.
    async fn region(&self) -> Option<&str> {
        self.get().region.as_deref()
    }

    /// What it costs those who take it; 0 where a source says that it costs nothing, null where none gives a number.
    async fn cost(&self) -> Option<MoneyRange> {
        self.get().cost.as_ref().map(Into::into)
    }

    /// What it costs next to another pathway; null where no source compares them in numbers.
    async fn relative_cost(&self) -> Option<RelativeCost> {
        let cost = self.get().relative_cost.as_ref()?;
        let of = Self(self.0.other(cost.of));
        Some(RelativeCost { min_percent: cost.min_percent, max_percent: cost.max_percent, of })
    }

    /// What is owed at its end; 0 where a source says nothing is, null where none gives a number.
    async fn debt(&self) -> Option<MoneyRange> {
        self.get().debt.as_ref().map(Into::into)
    }

    /// What is earned on it; 0 where a source says nothing is, null where none gives a number.
    async fn pay_while_learning(&self) -> Option<MoneyRange> {
        self.get().pay_while_learning.as_ref().map(Into::into)
    }

    /// How long it takes full-time; null where no source gives a number.
    async fn weeks_full_time(&self) -> Option<WeeksRange> {
        self.get().weeks_full_time.as_ref().map(Into::into)
    }

    /// How long it takes part-time; null where no source gives a number.
    async fn weeks_part_time(&self) -> Option<WeeksRange> {
        self.get().weeks_part_time.as_ref().map(Into::into)
    }

    /// Youngest age to enter, in years; null where no source says.
    async fn entry_age(&self) -> Option<i32> {
        self.get().entry_age
    }

    /// What is asked of those who enter; null where no source says.
    async fn entry_requirement(&self) -> Option<&str> {
        self.get().entry_requirement.as_deref()
    }

    /// Its steps, in order; empty where no source gives an order.
    async fn steps(&self) -> List<PathwayStep> {
        let concept = self.0.concept();
        let step = |step: &graph::Step| PathwayStep {
            position: step.position,
            title: step.title.to_string(),
            description: step.description.as_deref().map(str::to_owned),
            weeks_full_time: step.weeks_full_time.as_ref().map(Into::into),
            credential: step.credential.map(|idx| Credential(self.0.other(idx))),
            skills: self.0.live(&step.skills).map(Skill).collect(),
            evidence: evidence(&self.0.scope, &step.stated, &concept.key),
        };
        self.get().steps.iter().map(step).collect()
    }

    /// Certificates and degrees that its steps end with, each once, in the order of the steps.
    async fn credentials(&self) -> List<Credential> {
        let mut credentials: Vec<ConceptIdx> = Vec::new();
        for credential in self.get().steps.iter().filter_map(|step| step.credential) {
            if !credentials.contains(&credential) {
                credentials.push(credential);
            }
        }
        self.0.live(&credentials).map(Credential).collect()
    }

    /// Roles that it leads to, by name.
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
    ) -> Result<Connection<Seen<graph::RolePathway, Back>>, Error> {
        self.page(
            back(self.0.graph(), self.0.idx),
            Order::by(SortField::Name),
            &Paging { first, after, last, before },
        )
    }

    /// Skills that it teaches, by name.
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
    ) -> Result<Connection<Seen<graph::PathwaySkill, Out>>, Error> {
        self.page(
            out(self.0.graph(), self.0.idx),
            Order::by(SortField::Name),
            &Paging { first, after, last, before },
        )
    }

    /// Who offers it, by name, each on its own terms.
    async fn providers(
        &self,
        #[graphql(
            desc = "Page size, counted from the start: 1 to 100; 20 if neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Page size, counted from the end: 1 to 100; not together with `first`.")]
        last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seen<graph::PathwayProvider, Out>>, Error> {
        self.page(
            out(self.0.graph(), self.0.idx),
            Order::by(SortField::Name),
            &Paging { first, after, last, before },
        )
    }
}

impl Pathway {
    fn get(&self) -> &graph::Pathway {
        pathway_of(self.0.graph(), self.0.idx)
    }
}

impl Pathway {
    fn page<R: Row>(&self, rows: Vec<R>, order: Order, paging: &Paging) -> Result<Connection<R>, Error> {
        page(&self.0.scope, Some(self.0.concept().id), rows, order, paging)
    }
}

/// What a pathway costs next to another.
#[derive(SimpleObject)]
pub(super) struct RelativeCost {
    /// Lower bound, in percent of the cost of the other.
    min_percent: f64,
    /// Upper bound, in percent of the cost of the other.
    max_percent: f64,
    /// The other pathway.
    of: Pathway,
}

/// A step on a pathway.
#[derive(SimpleObject)]
pub(super) struct PathwayStep {
    /// Its place on the pathway, from 1.
    position: i32,
    /// What is done.
    title: String,
    /// More about it; null where the sources say no more.
    description: Option<String>,
    /// How long it takes full-time; null where no source gives a number.
    weeks_full_time: Option<WeeksRange>,
    /// What it ends with; null where it ends with none.
    credential: Option<Credential>,
    /// What it teaches, by name.
    skills: List<Skill>,
    /// Who says so, and where.
    evidence: List<Evidence>,
}

impl Listed<Out> for graph::PathwaySkill {
    const CONNECTION: &'static str = "PathwaySkillConnection";
    type Node = Skill;
}

/// A skill that a pathway teaches.
#[Object(name = "PathwaySkillEdge")]
impl Edge<Seen<graph::PathwaySkill, Out>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::PathwaySkill, Out> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

impl Listed<Out> for graph::PathwayProvider {
    const CONNECTION: &'static str = "PathwayProviderConnection";
    type Node = Provider;
}

/// Who offers a pathway, with the provider's own terms where they differ.
#[Object(name = "PathwayProviderEdge")]
impl Edge<Seen<graph::PathwayProvider, Out>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The node at the far end.
    async fn node(&self) -> <Seen<graph::PathwayProvider, Out> as Row>::Node {
        self.row.node(&self.scope)
    }

    /// How long it takes full-time there; null where no source gives a number.
    async fn weeks_full_time(&self) -> Option<WeeksRange> {
        self.facts().weeks_full_time.as_ref().map(Into::into)
    }

    /// How long it takes part-time there; null where no source gives a number.
    async fn weeks_part_time(&self) -> Option<WeeksRange> {
        self.facts().weeks_part_time.as_ref().map(Into::into)
    }

    /// What it costs there; null where no source gives a number.
    async fn cost(&self) -> Option<MoneyRange> {
        self.facts().cost.as_ref().map(Into::into)
    }

    /// The provider's terms in words; null where the sources say no more.
    async fn note(&self) -> Option<&str> {
        self.facts().note.as_deref()
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        self.link_evidence()
    }
}

/// A pathway in a list.
#[Object(name = "PathwayEdge")]
impl Edge<AllOf<Pathway>> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The pathway.
    async fn node(&self) -> Pathway {
        self.row.node(&self.scope)
    }
}

#[derive(Default)]
pub(super) struct PathwayQuery;

#[Object]
impl PathwayQuery {
    /// One pathway; null if there is none. A name that several bear is AMBIGUOUS, a malformed id BAD_USER_INPUT.
    async fn pathway(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to look it up by: exactly one key.")] by: PathwayBy,
    ) -> Option<Result<Pathway, Error>> {
        find(ctx, by)
    }

    /// All pathways that pass, by name or as `orderBy` says.
    async fn pathways(
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
        #[graphql(desc = "Only pathways that pass.")] filter: Option<PathwayFilter>,
        #[graphql(desc = "Order; by name where it is left out.")] order_by: Option<PathwayOrder>,
    ) -> Result<Connection<AllOf<Pathway>>, Error> {
        let scope = Scope::of(ctx);
        let retired =
            filter.as_ref().is_some_and(|filter| mentions(filter, &PathwayFilter::mentions_retired));
        let test = compile(filter.as_ref(), scope.graph())?;
        let rows = all_of(scope, retired, test)?;
        page(scope, None, rows, PathwayOrder::or_name(order_by), &Paging { first, after, last, before })
    }
}
