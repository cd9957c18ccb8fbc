//! What hangs on a role with an id of its own: salaries and interview questions.

use std::borrow::Cow;
use std::ops::Range;

use async_graphql::{ID, Object};

use super::enums::{ExperienceLevel, Statistic};
use super::guard::List;
use super::node::Concept;
use super::page::{Edge, Key, Row, SortField, Value};
use super::role::Role;
use super::scope::{At, Scope, id};
use super::value::{Evidence, MoneyRange, evidence};
use crate::graph::{self, ConceptIdx, Graph, QuestionIdx, SalaryIdx};

/// What a role pays, as one source or several give it.
#[derive(Clone)]
pub(super) struct Salary {
    pub(super) scope: Scope,
    pub(super) idx: SalaryIdx,
}

impl Salary {
    fn get(&self) -> &graph::Salary {
        &self.scope.graph().salaries[self.idx.get()]
    }
}

/// What a role pays, as one source or several give it.
#[Object]
impl Salary {
    /// Stable id: the same on every server and after every import.
    async fn id(&self) -> ID {
        id(self.get().stated.id)
    }

    /// The role.
    async fn role(&self) -> Role {
        Role(At { scope: self.scope.clone(), idx: self.get().role })
    }

    /// The amount before tax, with its period.
    async fn amount(&self) -> MoneyRange {
        (&self.get().amount).into()
    }

    /// The region that it is paid in, as ISO 3166-1 alpha-2 code; `ZZ` where the source names none.
    async fn region(&self) -> &str {
        &self.get().region
    }

    /// The experience that it is paid for.
    async fn level(&self) -> ExperienceLevel {
        self.get().level.into()
    }

    /// Which statistic the amount is.
    async fn statistic(&self) -> Statistic {
        self.get().statistic.into()
    }

    /// Whether it comes on top of the pay and is not the pay itself.
    async fn bonus(&self) -> bool {
        self.get().bonus
    }

    /// Whom the source cites for it; null where it cites nobody.
    async fn cites(&self) -> Option<&str> {
        self.get().cites.as_deref()
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        let salary = self.get();
        evidence(&self.scope, &salary.stated, &self.scope.graph().concept(salary.role).key)
    }
}

/// A salary as a row of the list of a role's.
#[derive(Clone, Copy)]
pub(super) struct SalaryRow(SalaryIdx);

impl SalaryRow {
    pub(super) fn get(self, graph: &Graph) -> &graph::Salary {
        &graph.salaries[self.0.get()]
    }
}

/// The salaries of a role.
pub(super) fn salaries(graph: &Graph, role: ConceptIdx) -> Vec<SalaryRow> {
    range(&graph.salaries, role, |salary| salary.role).map(|i| SalaryRow(SalaryIdx::new(i))).collect()
}

impl Row for SalaryRow {
    const CONNECTION: &'static str = "SalaryConnection";
    type Node = Salary;

    fn node(self, scope: &Scope) -> Salary {
        Salary { scope: scope.clone(), idx: self.0 }
    }

    fn key(self, scope: &Scope, _: SortField) -> Key<'_> {
        let salary = self.get(scope.graph());
        let value = Value::Text(Cow::Owned(format!("{} {}", salary.region, salary.level as u8)));
        Key { value, name: Cow::Borrowed(""), node: salary.stated.id, link: salary.stated.id }
    }
}

/// A salary of a role.
#[Object(name = "SalaryEdge")]
impl Edge<SalaryRow> {
    /// Place in this list, for `after` and `before`.
    async fn cursor(&self) -> String {
        self.cursor_text()
    }

    /// The salary.
    async fn node(&self) -> Salary {
        self.row.node(&self.scope)
    }
}

/// A question that is asked in interviews for a role.
#[derive(Clone)]
pub(super) struct InterviewQuestion {
    pub(super) scope: Scope,
    pub(super) idx: QuestionIdx,
}

impl InterviewQuestion {
    fn get(&self) -> &graph::Question {
        &self.scope.graph().questions[self.idx.get()]
    }

    /// The questions of a role, in the source's order.
    pub(super) fn of(role: &At) -> Vec<Self> {
        let questions = range(&role.graph().questions, role.idx, |question| question.role);
        questions.map(|i| Self { scope: role.scope.clone(), idx: QuestionIdx::new(i) }).collect()
    }
}

/// A question that is asked in interviews for a role.
#[Object]
impl InterviewQuestion {
    /// Stable id: the same on every server and after every import.
    async fn id(&self) -> ID {
        id(self.get().stated.id)
    }

    /// The question.
    async fn text(&self) -> &str {
        &self.get().text
    }

    /// What it is about, by kind, then name; empty where it is about the candidate.
    async fn about(&self) -> List<Concept> {
        let question = self.get();
        let role = At { scope: self.scope.clone(), idx: question.role };
        role.live(&question.about).map(Concept::at).collect()
    }

    /// Who says so, and where.
    async fn evidence(&self) -> List<Evidence> {
        let question = self.get();
        evidence(&self.scope, &question.stated, &self.scope.graph().concept(question.role).key)
    }
}

/// Which of the records that are sorted by role are those of one role.
fn range<T>(records: &[T], role: ConceptIdx, of: impl Fn(&T) -> ConceptIdx) -> Range<u32> {
    let start = records.partition_point(|record| of(record) < role);
    let length = records[start..].partition_point(|record| of(record) == role);
    let position = |at: usize| u32::try_from(at).expect("a graph has fewer than 2^32 of each record");
    position(start)..position(start + length)
}
