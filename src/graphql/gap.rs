//! What somebody lacks for a role, and which roles are covered best.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, ID, Object, SimpleObject};
use serde_json::json;

use super::answer::{Counted, HeldInput, Receipt, held, held_inputs, link_evidence, referred, rounded};
use super::answer_enums::Basis;
use super::concept::RoleBy;
use super::enums::Requirement;
use super::filter::compile;
use super::guard::List;
use super::node::{AnyConcept, Concept};
use super::page::at_most;
use super::pathway::Pathway;
use super::role::Role;
use super::role_filter::RoleFilter;
use super::scope::{At, Scope};
use super::skill::Skill;
use super::tool::Tool;
use super::value::Evidence;
use crate::analysis::{self, Gain, Gap, Held, Item, Matched, Step, Trust};
use crate::graph::{ConceptIdx, Facts, LinkIdx, Mapping, RoleSkill, SkillRelation};

/// Counted up when equal inputs over an equal graph give another answer than before.
const GAP_VERSION: i32 = 1;
const MATCH_VERSION: i32 = 1;
/// Skills of one list at most: more than any role needs.
const MOST_ITEMS: usize = 350;
/// Roles when a client names no number, and at most.
const DEFAULT_MATCHES: usize = 10;
const MOST_MATCHES: usize = 50;

/// What somebody lacks for a role.
pub(super) struct SkillGap {
    scope: Scope,
    target: ConceptIdx,
    basis: analysis::Basis,
    gap: Gap,
    receipt: Receipt,
}

/// What somebody lacks for a role: what is needed, as covered, partly covered and missing.
///
/// `coverage` is the sum of weight times credit over all that is needed, by the sum of the weights. It never falls when
/// something more is held, or at a higher level. A role of which no skill is stated needs what the nearest broader roles
/// do.
#[Object]
impl SkillGap {
    /// The role.
    async fn target(&self) -> Role {
        Role(self.at(self.target))
    }

    /// The share of what is needed that is held, by weight, 0 to 1; of the tools where the basis is TOOLS. It is 1 where
    /// nothing is known to be needed: then `neededCount` is 0.
    async fn coverage(&self) -> f64 {
        rounded(self.gap.coverage)
    }

    /// How many skills are known to be needed; tools where the basis is TOOLS.
    async fn needed_count(&self) -> usize {
        let Gap { covered, partly, missing, tools_held, tools_missing, .. } = &self.gap;
        let skills = covered.len() + partly.len() + missing.len();
        if self.basis == analysis::Basis::Tools { tools_held.len() + tools_missing.len() } else { skills }
    }

    /// Skills that earn full credit: held themselves, or as an exact match in another taxonomy. The heaviest first, then
    /// by name; empty where the basis is TOOLS.
    async fn covered(
        &self,
        #[graphql(desc = "At most so many: 1 to 350; 350 where it is left out.")] first: Option<i32>,
    ) -> Result<List<GapItem>, Error> {
        self.items(&self.gap.covered, first)
    }

    /// Skills that earn a part: something near them is held, or they are held at a lower level and the basis is LEVELS. In
    /// the same order.
    async fn partly(
        &self,
        #[graphql(desc = "At most so many: 1 to 350; 350 where it is left out.")] first: Option<i32>,
    ) -> Result<List<GapItem>, Error> {
        self.items(&self.gap.partly, first)
    }

    /// Skills that earn nothing. In the same order.
    async fn missing(
        &self,
        #[graphql(desc = "At most so many: 1 to 350; 350 where it is left out.")] first: Option<i32>,
    ) -> Result<List<GapItem>, Error> {
        self.items(&self.gap.missing, first)
    }

    /// The tools of the role, by name, whatever the basis.
    async fn tools(&self) -> ToolGap {
        let tools =
            |all: &[(ConceptIdx, LinkIdx)]| all.iter().map(|(tool, _)| Tool(self.at(*tool))).collect();
        ToolGap { covered: tools(&self.gap.tools_held), missing: tools(&self.gap.tools_missing) }
    }

    /// The pathways that teach the most of what is not covered, by how much coverage they add, then by name; at most ten.
    /// Their cost and length, or null where no source states them, are fields of the pathway.
    async fn pathways(&self) -> List<PathwayGain> {
        let gain = |gain: &Gain| PathwayGain {
            pathway: Pathway(self.at(gain.pathway)),
            gain: rounded(gain.gain),
            teaches: gain.teaches.iter().map(|(skill, _)| Skill(self.at(*skill))).collect(),
        };
        self.gap.pathways.iter().map(gain).collect()
    }

    /// What the answer was computed from.
    async fn receipt(&self) -> Receipt {
        self.receipt.clone()
    }
}

/// The tools of a role.
#[derive(SimpleObject)]
pub(super) struct ToolGap {
    /// Those that are held, by name.
    covered: List<Tool>,
    /// Those that are not, by name.
    missing: List<Tool>,
}

/// A pathway, and what of the gap it closes.
#[derive(SimpleObject)]
pub(super) struct PathwayGain {
    /// The pathway.
    pathway: Pathway,
    /// By how much it raises `coverage`.
    gain: f64,
    /// The skills that it teaches and that are not covered yet, by name.
    teaches: List<Skill>,
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

    /// Whose need it is: the role itself, or a broader one if nothing is stated of the role.
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

    /// What it counts for in `coverage`: 1, or 0.5 where it is optional, times (importance - 1) / 4 where that is known.
    async fn weight(&self) -> f64 {
        rounded(self.item.need.weight)
    }

    /// The level that is needed, 0 to 7 (O*NET LV); null where no source rates it.
    async fn needed_level(&self) -> Option<f64> {
        self.item.need.level
    }

    /// The level at which it is held; null where it is not held, or no level is known.
    async fn held_level(&self) -> Option<f64> {
        self.item.held
    }

    /// How much of the needed level is lacking: 0 where none is, all of it where the skill is not held; null where no level
    /// is needed.
    async fn shortfall(&self) -> Option<f64> {
        self.item.shortfall().map(rounded)
    }

    /// How much of its weight is earned, 0 to 1. Held itself, or its exact match: 1. Else by the best path from something
    /// held, of one relation, one match of taxonomies, or one of each, whose factors multiply: a close match 0.9, a skill
    /// that requires it 0.9, a narrower one 0.8, a broader one 0.5, a related one 0.4. Where the basis is LEVELS, the
    /// share of the needed level at which the skill itself is held.
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
struct Question<'a> {
    scope: &'a Scope,
    held: &'a Held,
    basis: analysis::Basis,
    trust: &'a Trust,
}

impl SkillGap {
    fn new(asked: &Question<'_>, target: ConceptIdx, receipt: Receipt) -> Self {
        let Question { scope, held, basis, trust } = *asked;
        let gap = analysis::gap(scope.graph(), target, held, basis, trust);
        Self { scope: scope.clone(), target, basis, gap, receipt }
    }

    fn at(&self, idx: ConceptIdx) -> At {
        At { scope: self.scope.clone(), idx }
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

/// Roles by how much of what they need is held.
#[derive(SimpleObject)]
pub(super) struct RoleMatches {
    /// How many roles there are of which anything is held, exactly.
    total_count: usize,
    /// The best of them: by coverage, then by name.
    matches: List<RoleMatch>,
    /// What the answer was computed from.
    receipt: Receipt,
}

/// A role, and how much of what it needs is held.
pub(super) struct RoleMatch {
    gap: SkillGap,
}

/// A role, and how much of what it needs is held.
#[Object]
impl RoleMatch {
    /// The role.
    async fn role(&self) -> Role {
        Role(self.gap.at(self.gap.target))
    }

    /// As `coverage` of its gap says, 0 to 1.
    async fn coverage(&self) -> f64 {
        rounded(self.gap.gap.coverage)
    }

    /// The skills that earn nothing, the heaviest first, then by name.
    async fn missing(
        &self,
        #[graphql(desc = "At most so many: 1 to 350; 350 where it is left out.")] first: Option<i32>,
    ) -> Result<List<GapItem>, Error> {
        self.gap.items(&self.gap.gap.missing, first)
    }

    /// Everything that is covered, partly covered and missing.
    async fn gap(&self) -> &SkillGap {
        &self.gap
    }
}

#[derive(Default)]
pub(super) struct GapQuery;

#[Object]
impl GapQuery {
    /// What somebody lacks for a role: each skill that it needs as covered, partly covered or missing, with who says so;
    /// the tools likewise; and the pathways that teach the most of what is missing.
    ///
    /// Held twice, the higher level counts. What is not in the graph is NOT_FOUND and named; more than 1,000 held, a level
    /// outside 0 to 7, and a held with both or neither of skill and tool are BAD_USER_INPUT.
    async fn skill_gap(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The skills and tools that are held: at most 1,000, and none is allowed.")]
        have: Vec<HeldInput>,
        #[graphql(desc = "The role; one that is not in the graph is NOT_FOUND.")] target: RoleBy,
        #[graphql(desc = "Which needs count.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; an unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only skills and tools of these taxonomies count, by slug; an unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<SkillGap, Error> {
        let (scope, basis) = (Scope::of(ctx), basis.into());
        let graph = scope.graph();
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        let target = referred(scope, "target", Kind::Role, target)?;
        let held = held(scope, have)?;
        let inputs = json!({
            "have": held_inputs(graph, &held), "target": graph.concept(target).id, "basis": format!("{basis:?}"),
            "filters": filters,
        });
        let receipt = Receipt::new(scope, "skillGap", GAP_VERSION, &inputs);
        Ok(SkillGap::new(&Question { scope, held: &held, basis, trust: &trust }, target, receipt))
    }

    /// The roles that somebody covers best, with what is missing for each: by coverage, then by name. A role of which
    /// nothing is covered, or nothing is known to be needed, is left out.
    ///
    /// What is held is taken as by `skillGap`.
    async fn match_roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The skills and tools that are held: at most 1,000, and none is allowed.")]
        have: Vec<HeldInput>,
        #[graphql(desc = "Only roles that pass.")] filter: Option<RoleFilter>,
        #[graphql(desc = "Which needs count.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(desc = "At most so many: 1 to 50; 10 where it is left out.")] first: Option<i32>,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; an unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only roles, skills and tools of these taxonomies count, by slug; an unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<RoleMatches, Error> {
        let (scope, basis) = (Scope::of(ctx), basis.into());
        let graph = scope.graph();
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        let first = at_most(first, DEFAULT_MATCHES, MOST_MATCHES)?;
        let shown = format!("{filter:?}");
        let tests = compile(filter.as_ref(), graph)?;
        let held = held(scope, have)?;
        scope.walls().check()?;
        let passes = |role| tests(role);
        let found: Vec<Matched> = analysis::matches(graph, &held, basis, &trust, passes);
        scope.walls().check()?;
        let inputs = json!({
            "have": held_inputs(graph, &held), "filter": shown, "basis": format!("{basis:?}"), "first": first,
            "filters": filters,
        });
        let receipt = Receipt::new(scope, "matchRoles", MATCH_VERSION, &inputs);
        let asked = Question { scope, held: &held, basis, trust: &trust };
        let matches = found
            .iter()
            .take(first)
            .map(|one| Ok(RoleMatch { gap: SkillGap::new(&asked, one.role, receipt.clone()) }));
        let matches: Result<Vec<RoleMatch>, Error> = matches.collect();
        Ok(RoleMatches { total_count: found.len(), matches: matches?.into(), receipt })
    }
}
