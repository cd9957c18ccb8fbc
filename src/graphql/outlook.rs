//! What the sources say of the outlook of a role.

use std::sync::Arc;

use async_graphql::{Error, Object, SimpleObject};
use serde_json::json;

use super::answer::{Counted, Receipt, link_evidence};
use super::enums::Period;
use super::guard::List;
use super::page::within;
use super::scope::At;
use super::tool::Tool;
use super::value::{Evidence, Note, each_evidence};
use crate::analysis::{self, Outlook, PayRange, Sought};
use crate::graph::{RoleTool, major};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 1;
/// Tools that are told, at most.
const MOST: usize = 500;

/// What the sources say of the outlook of a role.
pub(super) struct RoleOutlook {
    of: At,
    outlook: Arc<Outlook>,
    receipt: Receipt,
}

/// What the sources say of the outlook of a role, and nothing else: nothing is forecast.
#[Object]
impl RoleOutlook {
    /// Remarks on how much it is sought (notes of kind DEMAND), each with its sources; empty if there are none.
    async fn notes(&self) -> List<Note> {
        let concept = self.of.concept();
        let notes = self.outlook.notes.iter().map(|at| &concept.notes[*at]);
        notes.map(|note| Note::new(&self.of.scope, note, &concept.key)).collect()
    }

    /// What it pays, by region, then currency, then period, over all levels of experience and all statistics; what
    /// comes on top of the pay is left out. Empty where no source says.
    async fn pay(&self) -> List<PayOutlook> {
        self.outlook.pay.iter().map(|range| PayOutlook::new(&self.of, range)).collect()
    }

    /// How many tools it works with that count, exactly.
    async fn tool_count(&self) -> usize {
        self.outlook.tools
    }

    /// How many of them postings for this role often ask for (O*NET in demand).
    async fn in_demand_count(&self) -> usize {
        self.outlook.sought.iter().filter(|one| one.in_demand).count()
    }

    /// How many of them are often named in postings at large (O*NET hot technology).
    async fn hot_count(&self) -> usize {
        self.outlook.sought.iter().filter(|one| one.hot).count()
    }

    /// The tools that are in demand or hot: what is both first, then what is in demand, then by name.
    async fn sought_tools(
        &self,
        #[graphql(desc = "At most so many: 1 to 500.", default = 50)] first: i32,
    ) -> Result<List<SoughtTool>, Error> {
        let tool = |sought: &Sought| SoughtTool {
            tool: Tool(self.of.other(sought.tool)),
            in_demand: sought.in_demand,
            hot: sought.hot,
            because: link_evidence::<RoleTool>(&self.of.scope, sought.link).collect(),
        };
        Ok(self.outlook.sought.iter().take(within("first", first, MOST)?).map(tool).collect())
    }

    /// What the answer was computed from.
    async fn receipt(&self) -> Receipt {
        self.receipt.clone()
    }
}

/// What a role pays in one region, currency and period.
#[derive(SimpleObject)]
pub(super) struct PayOutlook {
    /// The region, as ISO 3166-1 alpha-2 code; `ZZ` where the sources name none.
    region: String,
    /// ISO 4217 code, such as `GBP`.
    currency: String,
    /// What time it is for.
    period: Period,
    /// The lowest amount that a source gives, of all bounds, in major units of the currency.
    min: f64,
    /// The highest amount that a source gives, of all bounds, in major units of the currency.
    max: f64,
    /// How many salaries this is the range of: they are among `salaries` of the role.
    count: usize,
    /// Who gives these.
    because: List<Evidence>,
}

impl PayOutlook {
    pub(super) fn new(of: &At, range: &PayRange) -> Self {
        let graph = of.graph();
        let salaries = range.salaries.iter().map(|idx| &graph.salaries[idx.get()]);
        let amount = |minor: i64| major(minor, &range.currency);
        Self {
            region: range.region.to_string(),
            currency: range.currency.to_string(),
            period: range.period.into(),
            min: amount(range.min),
            max: amount(range.max),
            count: range.salaries.len(),
            because: salaries
                .flat_map(|salary| each_evidence(&of.scope, &salary.stated, &of.concept().key))
                .collect(),
        }
    }
}

/// A tool of a role that is sought.
#[derive(SimpleObject)]
pub(super) struct SoughtTool {
    /// The tool.
    tool: Tool,
    /// Whether postings for this role often ask for it (O*NET in demand).
    in_demand: bool,
    /// Whether it is often named in postings at large (O*NET hot technology).
    hot: bool,
    /// Who says that the role works with it.
    because: List<Evidence>,
}

/// What the sources say of the outlook of a role; nothing where they say nothing.
pub(super) fn outlook(at: &At, counted: &Counted) -> Result<Option<RoleOutlook>, Error> {
    let (trust, filters) = counted.trust(at.graph())?;
    at.scope.walls().check()?;
    let outlook = analysis::outlook(at.graph(), at.idx, &trust);
    if outlook.is_empty() {
        return Ok(None);
    }
    let inputs = json!({"of": at.concept().id, "filters": filters});
    let receipt = Receipt::new(&at.scope, "outlook", VERSION, &inputs);
    Ok(Some(RoleOutlook { of: at.clone(), outlook: Arc::new(outlook), receipt }))
}
