//! What the sources say of the outlook of a role, and nothing else: nothing is forecast, and nothing is taken over from
//! broader roles.

use ::entity::{NoteKind, Period};

use super::Trust;
use crate::graph::{ConceptIdx, Detail, Facts, Graph, LinkIdx, RoleTool, SalaryIdx};

/// What a role pays in one region.
#[derive(Clone, Debug, PartialEq)]
pub struct PayRange {
    /// ISO 3166-1 alpha-2; `ZZ` where the sources name none.
    pub region: Box<str>,
    /// ISO 4217 code.
    pub currency: Box<str>,
    /// What time it is for.
    pub period: Period,
    /// The lowest of all bounds, in minor units.
    pub min: i64,
    /// The highest of all bounds, in minor units.
    pub max: i64,
    /// The salaries that this is the range of, in the order of their ids.
    pub salaries: Vec<SalaryIdx>,
}

/// A tool that is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sought {
    /// The tool.
    pub tool: ConceptIdx,
    /// The link from the role.
    pub link: LinkIdx,
    /// Often asked for in postings for this role.
    pub in_demand: bool,
    /// Often named in postings at large.
    pub hot: bool,
}

/// What the sources say of the outlook of a role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// Which of its notes tell of demand, by their places.
    pub notes: Vec<usize>,
    /// By region, then currency, then period.
    pub pay: Vec<PayRange>,
    /// How many tools it works with.
    pub tools: usize,
    /// Those of them that are in demand or hot: what is both first, then in demand, then by name.
    pub sought: Vec<Sought>,
}

impl Outlook {
    /// Whether no source says anything of it.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.pay.is_empty() && self.sought.is_empty()
    }
}

/// What the sources say of the outlook of a role. O(n log n) in its notes, salaries and tools.
pub fn outlook(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Outlook {
    let notes = graph.concept(role).notes.iter().enumerate();
    let told = notes.filter(|(_, note)| note.kind == NoteKind::Demand && trust.holds(graph, &note.stated));
    let notes = told.map(|(at, _)| at).collect();
    let links = RoleTool::links(graph);
    let counts = |(tool, link): &(ConceptIdx, LinkIdx)| trust.counts(graph, links.get(*link), *tool);
    let each = links.ends(role).iter().copied().zip(links.out(role));
    let known: Vec<(ConceptIdx, LinkIdx)> = each.filter(counts).collect();
    let sought = |(tool, link): &(ConceptIdx, LinkIdx)| {
        let (in_demand, concept) = (links.get(*link).facts.in_demand, graph.concept(*tool));
        let hot = matches!(&concept.detail, Detail::Tool(tool) if tool.hot);
        let hot = hot && trust.holds(graph, &concept.stated);
        (in_demand || hot).then_some(Sought { tool: *tool, link: *link, in_demand, hot })
    };
    let mut sought: Vec<Sought> = known.iter().filter_map(sought).collect();
    sought.sort_by_key(|one| (!(one.in_demand && one.hot), !one.in_demand, one.tool));
    Outlook { notes, pay: pay(graph, role, trust), tools: known.len(), sought }
}

/// What a role pays, without what comes on top: by region, then currency, then period. O(n log n) in its salaries.
pub fn pay(graph: &Graph, role: ConceptIdx, trust: &Trust) -> Vec<PayRange> {
    let start = graph.salaries.partition_point(|salary| salary.role < role);
    let of_role = (0..).zip(graph.salaries.iter()).skip(start).take_while(|(_, salary)| salary.role == role);
    let told = of_role.filter(|(_, salary)| !salary.bonus && trust.holds(graph, &salary.stated));
    let mut ranges: Vec<PayRange> = Vec::new();
    for (at, salary) in told {
        let (amount, region) = (&salary.amount, &salary.region);
        // Each amount has one bound at least.
        let Some((min, max)) = amount.min.or(amount.max).zip(amount.max.or(amount.min)) else { continue };
        let same = |one: &&mut PayRange| {
            (&one.region, &one.currency, one.period) == (region, &amount.currency, amount.period)
        };
        match ranges.iter_mut().find(same) {
            None => ranges.push(PayRange {
                region: region.clone(),
                currency: amount.currency.clone(),
                period: amount.period,
                min,
                max,
                salaries: vec![SalaryIdx::new(at)],
            }),
            Some(range) => {
                (range.min, range.max) = (range.min.min(min), range.max.max(max));
                range.salaries.push(SalaryIdx::new(at));
            }
        }
    }
    let key = |one: &PayRange| (one.region.clone(), one.currency.clone(), one.period.text());
    ranges.sort_by_key(key);
    ranges
}
