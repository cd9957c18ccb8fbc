//! What somebody lacks for a role.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, ID, Object, SimpleObject};
use serde_json::{Value, json};

use super::answer::{Counted, HeldInput, Receipt, held, held_inputs, link_evidence, referred, rounded};
use super::answer_enums::Basis;
use super::concept::RoleBy;
use super::enums::Requirement;
use super::guard::List;
use super::node::{AnyConcept, Concept};
use super::page::at_most;
use super::pathway::Pathway;
use super::role::Role;
use super::scope::{At, Scope};
use super::skill::Skill;
use super::tool_gap::ToolGap;
use super::value::Evidence;
use crate::analysis::{self, Gain, Gap, Held, Item, Step, Trust};
use crate::graph::{ConceptIdx, Facts, Mapping, PathwaySkill, RoleSkill, SkillRelation, SkillTool};

/// Counted up when equal inputs over an equal graph give another answer than before.
const GAP_VERSION: i32 = 4;
/// Skills of one list at most: more than any role needs.
const MOST_ITEMS: usize = 350;

/// What somebody lacks for a role.
pub(super) struct SkillGap {
    scope: Scope,
    target: ConceptIdx,
    basis: analysis::Basis,
    trust: Trust,
    gap: Gap,
    receipt: Receipt,
}

/// What somebody lacks for a role: what is needed, as covered, partly covered and missing.
///
/// `coverage` is the sum of weight times credit over all that is needed, by the sum of the weights. It never falls when
/// something more is held, or at a higher level. A role of which no skill is stated that counts, however it is rated,
/// needs what the nearest broader roles do, or where none is known what its exact matches in other taxonomies do. One of
/// which some are stated, and of none how essential or important it is, needs what the broader ones do besides.
#[Object]
impl SkillGap {
    /// The role.
    async fn target(&self) -> Role {
        self.role()
    }

    /// The share of what is needed that is held, by weight, 0 to 1; of the tools where the basis is TOOLS. It is 1
    /// where nothing is known to be needed: then `neededCount` is 0.
    async fn coverage(&self) -> f64 {
        self.covered_share()
    }

    /// How many skills are known to be needed; tools where the basis is TOOLS.
    async fn needed_count(&self) -> usize {
        let Gap { covered, partly, missing, tools_held, tools_missing, .. } = &self.gap;
        let skills = covered.len() + partly.len() + missing.len();
        if self.basis == analysis::Basis::Tools { tools_held.len() + tools_missing.len() } else { skills }
    }

    /// How many skills earn full credit.
    async fn covered_count(&self) -> usize {
        self.gap.covered.len()
    }

    /// How many skills earn a part.
    async fn partly_count(&self) -> usize {
        self.gap.partly.len()
    }

    /// How many skills earn nothing.
    async fn missing_count(&self) -> usize {
        self.gap.missing.len()
    }

    /// Skills that earn full credit: held themselves, or as an exact match in another taxonomy. The heaviest first,
    /// then by name; empty where the basis is TOOLS.
    async fn covered(
        &self,
        #[graphql(desc = "At most so many: 1 to 350; 350 where it is left out.")] first: Option<i32>,
    ) -> Result<List<GapItem>, Error> {
        self.items(&self.gap.covered, first)
    }

    /// Skills that earn a part: something near them is held, or they are held at a lower level and the basis is LEVELS.
    /// In the same order; empty where the basis is TOOLS.
    async fn partly(
        &self,
        #[graphql(desc = "At most so many: 1 to 350; 350 where it is left out.")] first: Option<i32>,
    ) -> Result<List<GapItem>, Error> {
        self.items(&self.gap.partly, first)
    }

    /// Skills that earn nothing. In the same order; empty where the basis is TOOLS.
    async fn missing(
        &self,
        #[graphql(desc = "At most so many: 1 to 350; 350 where it is left out.")] first: Option<i32>,
    ) -> Result<List<GapItem>, Error> {
        self.items(&self.gap.missing, first)
    }

    /// The tools of the role, by name, whatever the basis.
    async fn tools(&self) -> ToolGap {
        let Gap { tools_held: held, tools_missing: missing, .. } = &self.gap;
        ToolGap { scope: self.scope.clone(), held: held.clone(), missing: missing.clone() }
    }

    /// The pathways that teach the most of what is not covered, by how much coverage they add, then by name; at most
    /// ten, and none where the basis is TOOLS. Their cost and length, or null where no source states them, are fields
    /// of the pathway.
    async fn pathways(&self) -> List<PathwayGain> {
        let gain = |gain: &Gain| PathwayGain {
            pathway: Pathway(self.at(gain.pathway)),
            gain: rounded(gain.gain),
            teaches: gain.teaches.iter().map(|(skill, _)| Skill(self.at(*skill))).collect(),
            because: (gain.teaches.iter())
                .flat_map(|(_, link)| link_evidence::<PathwaySkill>(&self.scope, *link))
                .collect(),
        };
        analysis::gains(self.scope.graph(), &self.gap, &self.trust).iter().map(gain).collect()
    }

    /// What the answer was computed from.
    async fn receipt(&self) -> Receipt {
        self.receipt.clone()
    }
}

/// A pathway, and what of the gap it closes.
#[derive(SimpleObject)]
pub(super) struct PathwayGain {
    /// The pathway.
    pathway: Pathway,
    /// By how much it raises `coverage` by what it teaches, without what that earns of others: 0 to 1.
    gain: f64,
    /// The skills that it teaches, or their exact matches, and that are not covered yet; by name.
    teaches: List<Skill>,
    /// Who says that it does.
    because: List<Evidence>,
}

/// A skill that is needed, and what of it is held.
pub(super) struct GapItem {
    scope: Scope,
    item: Item,
}

/// A skill that is needed, and what of it is held.
#[Object]
impl GapItem {
    /// The skill.
    async fn skill(&self) -> Skill {
        Skill(self.at(self.item.need.skill))
    }

    /// Whose need it is: the role itself, or a broader or matching one if nothing is stated of the role.
    async fn from(&self) -> Role {
        Role(self.at(RoleSkill::links(self.scope.graph()).get(self.item.need.link).from))
    }

    /// Essential or optional (ESCO); null where no source says.
    async fn requirement(&self) -> Option<Requirement> {
        self.item.need.requirement.map(Into::into)
    }

    /// How important it is, 1 to 5 (O*NET IM); null where no source rates it.
    async fn importance(&self) -> Option<f64> {
        self.item.need.importance
    }

    /// What it counts for in `coverage`: 1, or 0.5 where it is optional, times (importance - 1) / 4 where that is
    /// known.
    async fn weight(&self) -> f64 {
        rounded(self.item.need.weight)
    }

    /// The level that is needed, 0 to 7 (O*NET LV); null where no source rates it.
    async fn needed_level(&self) -> Option<f64> {
        self.item.need.level
    }

    /// The level at which it, or its exact match, is held; null where it is not, or no level is known.
    async fn held_level(&self) -> Option<f64> {
        self.item.held
    }

    /// How much of the needed level is lacking: 0 where none is, all of it where the skill is not held; null where no
    /// level is needed.
    async fn shortfall(&self) -> Option<f64> {
        self.item.shortfall().map(rounded)
    }

    /// How much of its weight is earned, 0 to 1. Held itself, or its exact match: 1. Else by the best path from a skill
    /// or a tool that is held, of one relation, one match of taxonomies, or one of each, whose factors multiply: a
    /// close match 0.9, a skill that requires it 0.9, or 0.4 as an option, a narrower one 0.8, a broader one 0.5, a
    /// tool to exercise it 0.5, a related one 0.4; an exact match of what is held may come before. Where the basis is
    /// LEVELS, the share of the needed level at which the skill itself or its exact match is held; all of it where no
    /// level is known.
    async fn credit(&self) -> f64 {
        rounded(self.item.credit)
    }

    /// The path that earns it, from what is held to the last before the skill; empty where the skill itself is held, or
    /// nothing earns it.
    async fn via(&self) -> List<AnyConcept> {
        self.item.via.iter().map(|idx| AnyConcept(Concept::at(self.at(*idx)))).collect()
    }

    /// Who says that it is needed, then who says each step of `via`.
    async fn because(&self) -> List<Evidence> {
        let scope = &self.scope;
        let mut because: Vec<Evidence> = link_evidence::<RoleSkill>(scope, self.item.need.link).collect();
        for step in &self.item.steps {
            match step {
                Step::Relation(idx) => because.extend(link_evidence::<SkillRelation>(scope, *idx)),
                Step::Exercise(idx) => because.extend(link_evidence::<SkillTool>(scope, *idx)),
                Step::Mapping(idx) => because.extend(link_evidence::<Mapping>(scope, *idx)),
            }
        }
        because.into()
    }
}

impl GapItem {
    fn at(&self, idx: ConceptIdx) -> At {
        At { scope: self.scope.clone(), idx }
    }
}

/// A gap as it was asked for: of a role, for somebody.
pub(super) struct Question<'a> {
    pub(super) scope: &'a Scope,
    pub(super) held: &'a Held,
    pub(super) basis: analysis::Basis,
    pub(super) trust: &'a Trust,
}

impl Question<'_> {
    /// The gap of a role, with its receipt.
    pub(super) fn gap(&self, target: ConceptIdx, have: &Value, filters: &Value) -> SkillGap {
        let id = self.scope.graph().concept(target).id;
        let inputs =
            json!({"have": have, "target": id, "basis": format!("{:?}", self.basis), "filters": filters});
        SkillGap::new(self, target, Receipt::new(self.scope, "skillGap", GAP_VERSION, &inputs))
    }
}

impl SkillGap {
    pub(super) fn new(asked: &Question<'_>, target: ConceptIdx, receipt: Receipt) -> Self {
        let Question { scope, held, basis, trust } = *asked;
        let gap = analysis::gap(scope.graph(), target, held, basis, trust);
        Self { scope: scope.clone(), target, basis, trust: trust.clone(), gap, receipt }
    }

    fn at(&self, idx: ConceptIdx) -> At {
        At { scope: self.scope.clone(), idx }
    }

    /// The role.
    pub(super) fn role(&self) -> Role {
        Role(self.at(self.target))
    }

    pub(super) fn covered_share(&self) -> f64 {
        rounded(self.gap.coverage)
    }

    /// How many skills earn nothing.
    pub(super) fn lacking_count(&self) -> usize {
        self.gap.missing.len()
    }

    /// What earns nothing, the `first` of it.
    pub(super) fn lacking(&self, first: i32) -> Result<List<GapItem>, Error> {
        self.items(&self.gap.missing, Some(first))
    }

    fn items(&self, items: &[Item], first: Option<i32>) -> Result<List<GapItem>, Error> {
        let first = at_most(first, MOST_ITEMS, MOST_ITEMS)?;
        let item = |item: &Item| GapItem { scope: self.scope.clone(), item: item.clone() };
        Ok(items.iter().take(first).map(item).collect())
    }
}

/// What somebody who works in one role lacks for another.
pub(super) fn gap_between(
    target: &At,
    role: RoleBy,
    basis: Basis,
    counted: &Counted,
) -> Result<SkillGap, Error> {
    let (scope, graph, basis) = (&target.scope, target.graph(), basis.into());
    let (trust, filters) = counted.trust(graph)?;
    let from = referred(scope, "role", Kind::Role, role)?;
    scope.walls().check()?;
    let held = Held::of_role(graph, from, basis, &trust);
    let inputs = json!({
        "target": target.concept().id, "from": graph.concept(from).id, "basis": format!("{basis:?}"), "filters": filters,
    });
    let receipt = Receipt::new(scope, "gapFrom", GAP_VERSION, &inputs);
    Ok(SkillGap::new(&Question { scope, held: &held, basis, trust: &trust }, target.idx, receipt))
}

#[derive(Default)]
pub(super) struct GapQuery;

#[Object]
impl GapQuery {
    /// What somebody lacks for a role: each skill that it needs as covered, partly covered or missing, with who says
    /// so; the tools likewise; and the pathways that teach the most of what is missing.
    ///
    /// Held twice, the higher level counts. What is not in the graph is NOT_FOUND and named; more than 1,000 held, a
    /// level outside 0 to 7, and a held with both or neither of skill and tool are BAD_USER_INPUT.
    async fn skill_gap(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The skills and tools that are held: at most 1,000, and none is allowed.")]
        have: Vec<HeldInput>,
        #[graphql(desc = "The role; one that is not in the graph is NOT_FOUND.")] target: RoleBy,
        #[graphql(desc = "Which needs count.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only skills and tools of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<SkillGap, Error> {
        let (scope, basis) = (Scope::of(ctx), basis.into());
        let graph = scope.graph();
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        let target = referred(scope, "target", Kind::Role, target)?;
        let held = held(scope, "have", have)?;
        let asked = Question { scope, held: &held, basis, trust: &trust };
        Ok(asked.gap(target, &held_inputs(graph, &held), &filters))
    }
}
