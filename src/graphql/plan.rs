//! In which order to learn what is lacking for a role.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, ID, Object, SimpleObject};
use serde_json::json;

use super::answer::{Counted, HeldInput, Receipt, held, held_inputs, link_evidence, referred, rounded};
use super::answer_enums::{Basis, Relation};
use super::concept::RoleBy;
use super::enums::Requirement;
use super::error::bad_input;
use super::filter::{currency, region as checked_region};
use super::guard::List;
use super::page::at_most;
use super::pathway::Pathway;
use super::role::Role;
use super::scope::{At, Scope};
use super::skill::Skill;
use super::value::Evidence;
use crate::analysis::{self, Before, Budget, Lesson, Plan, PlanAsked, Taken};
use crate::graph::{ConceptIdx, Facts, RoleSkill, SkillRelation};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 4;
/// Skills of one list when a client names no number, and at most.
const DEFAULT: usize = 20;
const MOST: usize = 500;

/// In which order to learn what is lacking for a role, and on which pathways.
pub(super) struct LearningPlan {
    scope: Scope,
    target: ConceptIdx,
    plan: Plan,
    receipt: Receipt,
}

/// In which order to learn what is lacking for a role, and on which pathways.
#[Object]
impl LearningPlan {
    /// The role.
    async fn target(&self) -> Role {
        Role(self.at(self.target))
    }

    /// How many skills it needs; 0 where none is known that counts, so that there is nothing to plan.
    async fn needed_count(&self) -> usize {
        self.plan.needed
    }

    /// How much of it is covered before, as `skillGap` says, 0 to 1.
    async fn coverage(&self) -> f64 {
        rounded(self.plan.coverage)
    }

    /// How much of it is covered when all that `pathways` teach is learnt, 0 to 1. When all stages are learnt, all is.
    async fn coverage_by_pathways(&self) -> f64 {
        rounded(self.plan.coverage_by_pathways)
    }

    /// What to learn, in stages: what comes before a skill is in an earlier stage; what stands in one stage can be
    /// learnt side by side. Empty where nothing is lacking, or `neededCount` is 0.
    async fn stages(&self) -> List<LearningStage> {
        let each = self.plan.stages.iter().zip(1..);
        each.map(|(lessons, number)| LearningStage {
            scope: self.scope.clone(),
            number,
            lessons: lessons.clone(),
        })
        .collect()
    }

    /// Skills of which each comes before the other, round in a circle, as sources say so: they share a stage. Empty
    /// where the order is one.
    async fn cycles(&self) -> List<SkillCycle> {
        let skills = |circle: &Vec<ConceptIdx>| circle.iter().map(|skill| Skill(self.at(*skill))).collect();
        self.plan.circles.iter().map(|circle| SkillCycle { skills: skills(circle) }).collect()
    }

    /// The pathways to take, in the order in which they can begin: chosen one after the other, each the one that
    /// teaches most of what is not taught yet: by weight, then by number, then the shortest, where `maxCost` is given
    /// the cheapest, then by name.
    async fn pathways(&self) -> List<PlannedPathway> {
        let one = |taken: &Taken| PlannedPathway {
            pathway: Pathway(self.at(taken.pathway)),
            position: taken.position + 1,
            teaches: taken.teaches.iter().map(|(skill, _)| Skill(self.at(*skill))).collect(),
            because: taken
                .teaches
                .iter()
                .flat_map(|(_, link)| link_evidence::<crate::graph::PathwaySkill>(&self.scope, *link))
                .collect(),
        };
        self.plan.pathways.iter().map(one).collect()
    }

    /// The weeks of those pathways of which the length is known, one after the other: the lower bound of each, or the
    /// upper where there is none.
    async fn known_weeks(&self) -> f64 {
        rounded(self.plan.pathways.iter().filter_map(|one| one.weeks).fold(0.0, |sum, weeks| sum + weeks))
    }

    /// How many of the pathways have a length that no source states.
    async fn unknown_weeks_count(&self) -> usize {
        self.plan.pathways.iter().filter(|one| one.weeks.is_none()).count()
    }

    /// What those pathways cost in all of which that is known, for each currency: the lower bound of each, or the upper
    /// where there is none; by currency. A cost for a year, a month or a week counts as often as that goes into the
    /// length of the pathway, of which 52 weeks are a year.
    async fn known_costs(&self) -> List<KnownCost> {
        let mut costs: Vec<KnownCost> = Vec::new();
        for (amount, currency) in self.plan.pathways.iter().filter_map(|one| one.cost.as_ref()) {
            match costs.iter_mut().find(|one| one.currency == **currency) {
                Some(one) => one.amount += amount,
                None => costs.push(KnownCost { amount: *amount, currency: currency.to_string() }),
            }
        }
        costs.iter_mut().for_each(|cost| cost.amount = rounded(cost.amount));
        costs.sort_by(|a, b| a.currency.cmp(&b.currency));
        costs.into()
    }

    /// How many of the pathways have a cost in all that is not known: no source states an amount (a `relativeCost` is
    /// none), or one for a time and no length.
    async fn unknown_cost_count(&self) -> usize {
        self.plan.pathways.iter().filter(|one| one.cost.is_none()).count()
    }

    /// How many skills none of the pathways teaches.
    async fn untaught_count(&self) -> usize {
        self.plan.untaught.len()
    }

    /// What none of the pathways teaches, by name.
    async fn untaught(
        &self,
        #[graphql(desc = "At most so many: 1 to 500; 20 where it is left out.")] first: Option<i32>,
    ) -> Result<List<Skill>, Error> {
        let first = at_most(first, DEFAULT, MOST)?;
        Ok(self.plan.untaught.iter().take(first).map(|skill| Skill(self.at(*skill))).collect())
    }

    /// What the answer was computed from.
    async fn receipt(&self) -> Receipt {
        self.receipt.clone()
    }
}

impl LearningPlan {
    fn at(&self, idx: ConceptIdx) -> At {
        At { scope: self.scope.clone(), idx }
    }
}

/// Skills that can be learnt side by side.
pub(super) struct LearningStage {
    scope: Scope,
    number: usize,
    lessons: Vec<Lesson>,
}

/// Skills that can be learnt side by side.
#[Object]
impl LearningStage {
    /// Which stage, from 1.
    async fn number(&self) -> usize {
        self.number
    }

    /// How many skills it has.
    async fn step_count(&self) -> usize {
        self.lessons.len()
    }

    /// Its skills: those that raise coverage most first, then by name.
    async fn steps(
        &self,
        #[graphql(desc = "At most so many: 1 to 500; 20 where it is left out.")] first: Option<i32>,
    ) -> Result<List<LearningStep>, Error> {
        let first = at_most(first, DEFAULT, MOST)?;
        let one = |lesson: &Lesson| LearningStep { scope: self.scope.clone(), lesson: lesson.clone() };
        Ok(self.lessons.iter().take(first).map(one).collect())
    }
}

/// A skill to learn.
pub(super) struct LearningStep {
    scope: Scope,
    lesson: Lesson,
}

/// A skill to learn.
#[Object]
impl LearningStep {
    /// The skill.
    async fn skill(&self) -> Skill {
        Skill(self.at(self.lesson.skill))
    }

    /// Essential or optional for the role (ESCO); null where no source says, or only other skills require it.
    async fn requirement(&self) -> Option<Requirement> {
        self.lesson.need.and_then(|need| need.requirement).map(Into::into)
    }

    /// The level that is needed, 0 to 7 (O*NET LV); null where no source rates it, or only other skills require it.
    async fn needed_level(&self) -> Option<f64> {
        self.lesson.need.and_then(|need| need.level)
    }

    /// By how much it raises coverage by the need that it fills, without what it earns of others, 0 to 1: 0 where only
    /// other skills require it.
    async fn gain(&self) -> f64 {
        rounded(self.lesson.gain)
    }

    /// What comes before it and is to be learnt, too: what it requires, and what is broader. By name.
    async fn after(&self) -> List<LearningOrder> {
        self.orders(&self.lesson.before)
    }

    /// The skills to learn that require it, where the role does not need it itself; by name.
    async fn required_by(&self) -> List<LearningOrder> {
        self.orders(&self.lesson.required_by)
    }

    /// The pathways that teach it, or its exact match, and fit into the limits by themselves, by name. Empty where no
    /// source names one, or none fits. Their cost and length, or null where no source states them, are fields of the
    /// pathway.
    async fn pathways(&self) -> List<Pathway> {
        self.lesson.pathways.iter().map(|(pathway, _)| Pathway(self.at(*pathway))).collect()
    }

    /// Who says that the role needs it, or that another skill requires it.
    async fn because(&self) -> List<Evidence> {
        let scope = &self.scope;
        let need = self.lesson.need.iter().flat_map(|need| link_evidence::<RoleSkill>(scope, need.link));
        let required = self.lesson.required_by.iter();
        need.chain(required.flat_map(|one| link_evidence::<SkillRelation>(scope, one.link))).collect()
    }
}

impl LearningStep {
    fn at(&self, idx: ConceptIdx) -> At {
        At { scope: self.scope.clone(), idx }
    }

    fn orders(&self, all: &[Before]) -> List<LearningOrder> {
        let order = |one: &Before| LearningOrder {
            skill: Skill(self.at(one.skill)),
            relation: SkillRelation::links(self.scope.graph()).get(one.link).facts.kind.into(),
            because: link_evidence::<SkillRelation>(&self.scope, one.link).collect(),
        };
        all.iter().map(order).collect()
    }
}

/// A skill that comes before or after another, and who says so.
#[derive(SimpleObject)]
pub(super) struct LearningOrder {
    /// The other skill.
    skill: Skill,
    /// Why: REQUIRES where the later requires the earlier, BROADER where the earlier is broader. A pair that is linked
    /// both ways is told twice.
    relation: Relation,
    /// Who says so.
    because: List<Evidence>,
}

/// Skills of which each comes before the other.
#[derive(SimpleObject)]
pub(super) struct SkillCycle {
    /// The skills, by name.
    skills: List<Skill>,
}

/// A pathway of a plan.
#[derive(SimpleObject)]
pub(super) struct PlannedPathway {
    /// The pathway. Its cost and length are null where no source states them.
    pathway: Pathway,
    /// Its place in the order in which pathways can begin, from 1: all that comes before what it teaches is learnt
    /// then, on pathways with a lower one or alone. Pathways that can begin together, or wait for each other, have the
    /// same. It is no `number` of `stages`, as a pathway can teach skills of several.
    position: usize,
    /// What it teaches of the plan that those chosen before it do not, by name.
    teaches: List<Skill>,
    /// Who says that it does.
    because: List<Evidence>,
}

/// What pathways cost in one currency.
#[derive(SimpleObject)]
pub(super) struct KnownCost {
    /// In major units.
    amount: f64,
    /// ISO 4217 code.
    currency: String,
}

#[derive(Default)]
pub(super) struct PlanQuery;

#[Object]
impl PlanQuery {
    /// In which order to learn what somebody lacks for a role, in stages, and on which pathways, within limits of time
    /// and money.
    ///
    /// To learn is what `skillGap` tells as partly covered and missing, and what that requires at any depth and is not
    /// held, unless a source calls it optional. A skill comes after those that it requires, and after broader ones that
    /// are to be learnt, too. The limits are of all pathways together, one after the other; what is not known does not
    /// fit into a limit, and neither does a cost in another currency. What is held is taken as by `skillGap`.
    ///
    /// A limit below 0, `maxCost` without `currency` or the other way round, a malformed region or currency, and the
    /// basis TOOLS, which has no skills, are BAD_USER_INPUT.
    async fn learning_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The skills and tools that are held: at most 1,000, and none is allowed. Tools count for skills that they match."
        )]
        have: Vec<HeldInput>,
        #[graphql(desc = "The role; one that is not in the graph is NOT_FOUND.")] target: RoleBy,
        #[graphql(desc = "Which needs count.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(desc = "Weeks on pathways at most, 0 or more.")] max_weeks: Option<f64>,
        #[graphql(desc = "Money for pathways at most, 0 or more, in major units of `currency`.")]
        max_cost: Option<f64>,
        #[graphql(desc = "The currency of `maxCost`, as ISO 4217 code.")] currency: Option<String>,
        #[graphql(
            desc = "Pathways of another region are left out, not those that name none; an ISO 3166-1 alpha-2 code."
        )]
        region: Option<String>,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only skills and pathways of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<LearningPlan, Error> {
        let (scope, basis) = (Scope::of(ctx), basis.into());
        let graph = scope.graph();
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        if basis == analysis::Basis::Tools {
            return Err(bad_input("`basis` is TOOLS, which has no skills: expected another"));
        }
        region.iter().try_for_each(|code| checked_region(code))?;
        let max_cost = limit("maxCost", max_cost)?;
        let max_cost = match (max_cost, currency) {
            (Some(cost), Some(code)) => {
                self::currency(&code)?;
                Some((cost, code))
            }
            (None, None) => None,
            (cost, _) => {
                let (given, other) =
                    if cost.is_some() { ("maxCost", "currency") } else { ("currency", "maxCost") };
                return Err(bad_input(format!("`{given}` without `{other}`: expected both or neither")));
            }
        };
        let budget = Budget { max_weeks: limit("maxWeeks", max_weeks)?, max_cost, region };
        let target = referred(scope, "target", Kind::Role, target)?;
        let held = held(scope, "have", have)?;
        scope.walls().check()?;
        let inputs = json!({
            "have": held_inputs(graph, &held), "target": graph.concept(target).id, "basis": format!("{basis:?}"),
            "maxWeeks": budget.max_weeks, "maxCost": budget.max_cost, "region": budget.region, "filters": filters,
        });
        let plan = analysis::plan(graph, &PlanAsked { target, held: &held, basis, budget }, &trust);
        scope.walls().check()?;
        let receipt = Receipt::new(scope, "learningPlan", VERSION, &inputs);
        Ok(LearningPlan { scope: scope.clone(), target, plan, receipt })
    }
}

/// A limit that an argument gives.
fn limit(argument: &str, given: Option<f64>) -> Result<Option<f64>, Error> {
    match given {
        Some(limit) if limit < 0.0 => Err(bad_input(format!("`{argument}` is {limit}: expected 0 or more"))),
        _ => Ok(given),
    }
}
