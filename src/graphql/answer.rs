//! What computed answers share: what is held, which statements count, and the receipt.

use std::fmt::Debug;
use std::ops::RangeInclusive;

use ::entity::ConceptKind as Kind;
use async_graphql::{Error, ID, InputObject, SimpleObject};
use serde_json::{Value, json};

use super::concept::{By, RoleBy, SkillBy, ToolBy, find_idx};
use super::error::{bad_input, not_found};
use super::filter;
use super::page::between;
use super::scope::Scope;
use super::value::{Evidence, each_evidence};
use crate::analysis::{Basis, Held, Trust};
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, RoleSkill, RoleTool};

/// Skills and tools that may be held.
const MOST_HELD: usize = 1_000;
/// The coverage from which on a role is open where a client names none.
const OPEN: f64 = 0.8;
/// The scale of levels (O*NET LV).
const LEVELS: RangeInclusive<f64> = 0.0..=7.0;

/// A skill or a tool that somebody holds: exactly one of `skill` and `tool`.
#[derive(InputObject)]
pub(super) struct HeldInput {
    /// The skill; one that is not in the graph is NOT_FOUND. One that is retired, or does not count by the filters,
    /// earns nothing.
    skill: Option<SkillBy>,
    /// The tool; one that is not in the graph is NOT_FOUND. It covers itself and its exact matches where tools are
    /// needed, and earns skills that it matches as `credit` of a gap says.
    tool: Option<ToolBy>,
    /// The level at which the skill is held, on the scale LV of O*NET, 0 to 7. Left out, it counts as whatever is
    /// needed.
    pub(super) level: Option<f64>,
}

/// What an answer was computed from, so that it can be given again and compared.
#[derive(SimpleObject, Clone)]
pub(super) struct Receipt {
    /// The revision of the graph that it was read from.
    revision: i64,
    /// What was computed, by the name of its field.
    algorithm: &'static str,
    /// Counted up whenever equal inputs over an equal graph may give another answer than before.
    version: i32,
    /// The first 128 bits of BLAKE3 over what was asked, in hexadecimal: after references are resolved, what is held
    /// and which statements count without order, a filter and what a page is asked for as written. Equal revision,
    /// algorithm, version and hash mean an equal answer; texts are in the language of the request.
    inputs_hash: String,
}

impl Receipt {
    /// Of an answer to `inputs`, which name concepts by id.
    pub(super) fn new(scope: &Scope, algorithm: &'static str, version: i32, inputs: &Value) -> Self {
        Self { revision: scope.graph().version.revision, algorithm, version, inputs_hash: digest(inputs) }
    }
}

/// The ids of concepts, for a receipt.
pub(super) fn ids(graph: &Graph, concepts: impl IntoIterator<Item = ConceptIdx>) -> Value {
    concepts.into_iter().map(|idx| Value::from(graph.concept(idx).id.to_string())).collect()
}

/// The concept that an argument refers to; NOT_FOUND if there is none.
pub(super) fn referred(
    scope: &Scope,
    argument: &str,
    kind: Kind,
    by: impl Into<By>,
) -> Result<ConceptIdx, Error> {
    let by = by.into();
    let found = find_idx(scope, kind, &by);
    let found =
        found.map_err(|error| Error { message: format!("`{argument}`: {}", error.message), ..error })?;
    found.ok_or_else(|| {
        not_found(format!("`{argument}`: there is no such {}: {by}", kind.text().to_lowercase()))
    })
}

/// The roles that an argument refers to, as many as are allowed.
pub(super) fn roles(
    scope: &Scope,
    argument: &str,
    given: Vec<RoleBy>,
    allowed: RangeInclusive<usize>,
) -> Result<Vec<ConceptIdx>, Error> {
    let (count, least, most) = (given.len(), allowed.start(), allowed.end());
    if !allowed.contains(&count) {
        return Err(bad_input(format!("`{argument}` has {count} roles: expected {least} to {most}")));
    }
    let each = given.into_iter().enumerate();
    each.map(|(at, by)| referred(scope, &format!("{argument}[{at}]"), Kind::Role, by)).collect()
}

/// Fails where a role is given twice.
pub(super) fn different(argument: &str, roles: &[ConceptIdx]) -> Result<(), Error> {
    for (at, role) in roles.iter().enumerate() {
        if let Some(before) = roles[..at].iter().position(|other| other == role) {
            return Err(bad_input(format!(
                "`{argument}[{at}]` is the same role as `{argument}[{before}]`: expected different ones"
            )));
        }
    }
    Ok(())
}

/// What an argument says that somebody holds.
pub(super) fn held(scope: &Scope, argument: &str, have: Vec<HeldInput>) -> Result<Held, Error> {
    if have.len() > MOST_HELD {
        let count = have.len();
        return Err(bad_input(format!(
            "`{argument}` has {count} skills and tools: expected at most {MOST_HELD}"
        )));
    }
    let mut held = Held::default();
    for (at, one) in have.into_iter().enumerate() {
        let argument = format!("{argument}[{at}]");
        if let Some(level) = one.level.filter(|level| !LEVELS.contains(level)) {
            return Err(bad_input(format!(
                "`{argument}.level` is {level}: expected 0 to 7, the scale LV of O*NET"
            )));
        }
        match (one.skill, one.tool) {
            (Some(by), None) => held.add_skill(referred(scope, &argument, Kind::Skill, by)?, one.level),
            (None, Some(_)) if one.level.is_some() => {
                return Err(bad_input(format!("`{argument}.level` is of a tool: expected it with a skill")));
            }
            (None, Some(by)) => held.add_tool(referred(scope, &argument, Kind::Tool, by)?),
            (skill, _) => {
                let given = if skill.is_some() { "both" } else { "neither" };
                return Err(bad_input(format!(
                    "`{argument}` has {given} of `skill` and `tool`: expected exactly one"
                )));
            }
        }
        scope.walls().check()?;
    }
    Ok(held)
}

/// From which coverage on a role is open.
pub(super) fn threshold(asked: Option<f64>) -> Result<f64, Error> {
    let threshold = asked.unwrap_or(OPEN);
    if threshold > 0.0 && threshold <= 1.0 {
        return Ok(threshold);
    }
    Err(bad_input(format!("`threshold` is {threshold}: expected a coverage above 0, to 1")))
}

/// What is held, for a receipt: a digest, as there can be much of it, and of many answers.
pub(super) fn held_inputs(graph: &Graph, held: &Held) -> Value {
    // Level -0 is level 0.
    let level = |level: Option<f64>| level.map(|level| level + 0.0);
    let skills = held.skills().into_iter().map(|(skill, at)| json!([graph.concept(skill).id, level(at)]));
    let all = json!({"skills": skills.collect::<Vec<_>>(), "tools": ids(graph, held.tools())});
    digest(&all).into()
}

/// The conditions of a filter, for a receipt; one without any is none.
pub(super) fn conditions<F: Debug + Default>(filter: Option<&F>) -> Value {
    let shown = filter.map(|filter| format!("{filter:?}"));
    shown.filter(|shown| *shown != format!("{:?}", F::default())).into()
}

fn digest(inputs: &Value) -> String {
    blake3::hash(inputs.to_string().as_bytes()).to_hex()[..32].to_owned()
}

/// Which statements count, by the arguments that say so.
#[derive(Default)]
pub(super) struct Counted {
    pub(super) sources: Option<Vec<ID>>,
    pub(super) taxonomies: Option<Vec<String>>,
    pub(super) min_evidence: Option<i32>,
}

impl Counted {
    /// What the analysis goes by, and what of it stands in the receipt.
    pub(super) fn trust(&self, graph: &Graph) -> Result<(Trust, Value), Error> {
        let sources = self.sources.as_ref().map(|ids| {
            let mut sources =
                ids.iter().map(|id| filter::source(graph, id)).collect::<Result<Vec<_>, _>>()?;
            sources.sort_unstable();
            sources.dedup();
            Ok::<_, Error>(sources)
        });
        let mut taxonomies = filter::taxonomies(graph, self.taxonomies.as_deref())?;
        if let Some(taxonomies) = &mut taxonomies {
            taxonomies.sort_unstable();
            taxonomies.dedup();
        }
        let min_evidence = match self.min_evidence {
            None => 0,
            Some(min) => between("minEvidence", min, 0, usize::MAX)?,
        };
        let sources = sources.transpose()?;
        let slugs =
            |all: &Vec<_>| all.iter().map(|idx| graph.taxonomy(*idx).record.slug.clone()).collect::<Vec<_>>();
        let named =
            |all: &Vec<_>| all.iter().map(|idx| graph.source(*idx).record.slug.clone()).collect::<Vec<_>>();
        let inputs = json!({
            "sources": sources.as_ref().map(named),
            "taxonomies": taxonomies.as_ref().map(slugs),
            // One place is there in any case.
            "minEvidence": min_evidence.max(1),
        });
        Ok((Trust { sources, taxonomies, min_evidence }, inputs))
    }
}

/// Who states a link.
pub(super) fn link_evidence<T: Facts>(scope: &Scope, idx: LinkIdx) -> impl Iterator<Item = Evidence> + '_ {
    let graph = scope.graph();
    let link = T::links(graph).get(idx);
    each_evidence(scope, &link.stated, &graph.concept(link.from).key)
}

/// Who states a need: of a tool where the basis is TOOLS, else of a skill.
pub(super) fn need_evidence(scope: &Scope, basis: Basis, idx: LinkIdx) -> Vec<Evidence> {
    match basis {
        Basis::Tools => link_evidence::<RoleTool>(scope, idx).collect(),
        _ => link_evidence::<RoleSkill>(scope, idx).collect(),
    }
}

/// To six decimals: more would tell apart what no source does.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}
