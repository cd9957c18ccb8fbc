//! What computed answers share: what is held, which statements count, and the receipt.

use ::entity::ConceptKind as Kind;
use async_graphql::{Error, ID, InputObject, SimpleObject};
use serde_json::{Value, json};

use super::concept::{By, SkillBy, ToolBy, find_idx};
use super::error::{bad_input, not_found};
use super::filter;
use super::scope::Scope;
use super::value::{Evidence, each_evidence};
use crate::analysis::{Held, Trust};
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx};

/// Skills and tools that may be held.
const MOST_HELD: usize = 1_000;
/// The scale of levels (O*NET LV).
const LEVELS: std::ops::RangeInclusive<f64> = 0.0..=7.0;

/// A skill or a tool that somebody holds: exactly one of `skill` and `tool`.
#[derive(InputObject)]
pub(super) struct HeldInput {
    /// The skill; one that is not in the graph is NOT_FOUND.
    skill: Option<SkillBy>,
    /// The tool; one that is not in the graph is NOT_FOUND.
    tool: Option<ToolBy>,
    /// The level at which the skill is held, on the scale LV of O*NET, 0 to 7. Left out, it counts as whatever is needed.
    level: Option<f64>,
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
    /// BLAKE3 over what was asked, in hexadecimal: after references are resolved, without order where order means
    /// nothing. Equal revision, algorithm, version and hash mean an equal answer.
    inputs_hash: String,
}

impl Receipt {
    /// Of an answer to `inputs`, which name concepts by id.
    pub(super) fn new(scope: &Scope, algorithm: &'static str, version: i32, inputs: &Value) -> Self {
        let inputs_hash = blake3::hash(inputs.to_string().as_bytes()).to_hex()[..32].to_owned();
        Self { revision: scope.graph().version.revision, algorithm, version, inputs_hash }
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
    let found = find_idx(scope, kind, &by.into());
    let found =
        found.map_err(|error| Error { message: format!("`{argument}`: {}", error.message), ..error })?;
    found.ok_or_else(|| not_found(format!("`{argument}`: there is no such {}", kind.text().to_lowercase())))
}

/// What the argument `have` says that somebody holds.
pub(super) fn held(scope: &Scope, have: Vec<HeldInput>) -> Result<Held, Error> {
    if have.len() > MOST_HELD {
        let count = have.len();
        return Err(bad_input(format!("`have` has {count} skills and tools: expected at most {MOST_HELD}")));
    }
    let mut held = Held::default();
    for (at, one) in have.into_iter().enumerate() {
        let argument = format!("have[{at}]");
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

/// What is held, for a receipt.
pub(super) fn held_inputs(graph: &Graph, held: &Held) -> Value {
    let skills = held.skills().into_iter().map(|(skill, level)| json!([graph.concept(skill).id, level]));
    json!({"skills": skills.collect::<Vec<_>>(), "tools": ids(graph, held.tools())})
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
            Some(min) => usize::try_from(min)
                .map_err(|_| bad_input(format!("`minEvidence` is {min}: expected 0 or more")))?,
        };
        let sources = sources.transpose()?;
        let slugs =
            |all: &Vec<_>| all.iter().map(|idx| graph.taxonomy(*idx).record.slug.clone()).collect::<Vec<_>>();
        let named =
            |all: &Vec<_>| all.iter().map(|idx| graph.source(*idx).record.slug.clone()).collect::<Vec<_>>();
        let inputs = json!({
            "sources": sources.as_ref().map(named),
            "taxonomies": taxonomies.as_ref().map(slugs),
            "minEvidence": min_evidence,
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

/// To six decimals: more would tell apart what no source does.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}
