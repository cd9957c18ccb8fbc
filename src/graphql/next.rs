//! Which skills to learn next.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, ID, Object};
use serde_json::json;

use super::answer::{
    Counted, HeldInput, Receipt, conditions, held, held_inputs, link_evidence, referred, rounded, threshold,
};
use super::answer_enums::Basis;
use super::concept::RoleBy;
use super::error::bad_input;
use super::guard::List;
use super::page::{at_most, within};
use super::role::Role;
use super::role_filter::{RoleFilter, passing};
use super::scope::{At, Scope};
use super::skill::Skill;
use super::value::Evidence;
use super::what_if::ChangedNeed;
use crate::analysis::{self, Goal, Learnt, Raised};
use crate::graph::{ConceptIdx, RoleSkill};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 4;
/// Skills when a client names no number, and at most.
const DEFAULT: usize = 5;
const MOST: usize = 20;
/// Roles of one list when a client names no number, and at most.
const DEFAULT_ROLES: usize = 10;
const MOST_ROLES: usize = 200;
/// Needs of one role, at most: more than any has.
const MOST_NEEDS: usize = 500;

/// Which skills to learn next.
pub(super) struct NextSkills {
    scope: Scope,
    goal: Goal,
    found: analysis::NextSkills,
    receipt: Receipt,
}

/// Which skills to learn next.
#[Object]
impl NextSkills {
    /// How many roles were looked at: the target; or of the roles that pass `anyRole`, need something and are not open,
    /// the 200 with the highest coverage; of equal ones those that lack less by weight, then by name.
    async fn role_count(&self) -> usize {
        self.goal.roles.len()
    }

    /// How many of the roles that pass `anyRole` are open already; 0 where a target is given.
    async fn open_count(&self) -> usize {
        self.goal.open
    }

    /// Whether there are more roles that are not open than were looked at.
    async fn truncated(&self) -> bool {
        self.goal.more
    }

    /// The mean coverage of the roles that were looked at, each counted up to the threshold, 0 to 1; 1 where there are
    /// none.
    async fn coverage(&self) -> f64 {
        rounded(self.found.coverage)
    }

    /// How many skills the roles that were looked at need, counted for each; 0 where none is known, so that there is
    /// nothing to learn.
    async fn needed_count(&self) -> usize {
        self.found.needed
    }

    /// The skills, in the order to learn them. Fewer than `first` where no other does anything.
    async fn skills(&self) -> List<NextSkill> {
        let one = |learnt: &Learnt| NextSkill { scope: self.scope.clone(), learnt: learnt.clone() };
        self.found.skills.iter().map(one).collect()
    }

    /// Whether no other set of as many skills does more for the roles that were looked at: up to three are searched for
    /// as a set. Else each is the best next to those before it; for a target that is at least 63 % (1 - 1/e) of what
    /// the best set does.
    async fn is_best(&self) -> bool {
        self.found.is_best
    }

    /// What the answer was computed from.
    async fn receipt(&self) -> Receipt {
        self.receipt.clone()
    }
}

/// A skill to learn next.
pub(super) struct NextSkill {
    scope: Scope,
    learnt: Learnt,
}

/// A skill to learn next.
#[Object]
impl NextSkill {
    /// The skill: one that is not held, or not at the level that is needed. It need not be needed itself: one by which
    /// a part of what is needed is earned, as `credit` of a gap says, will do, but no GROUP.
    async fn skill(&self) -> Skill {
        Skill(self.at(self.learnt.skill))
    }

    /// By how much it raises `coverage`, next to those before it: above 0, to 1.
    async fn gain(&self) -> f64 {
        rounded(self.learnt.gain)
    }

    /// The mean coverage when it is learnt, too, 0 to 1.
    async fn coverage(&self) -> f64 {
        rounded(self.learnt.coverage)
    }

    /// How many of the roles that were looked at it opens next to those before it: their coverage reaches the
    /// threshold.
    async fn open_count(&self) -> usize {
        self.learnt.opens.len()
    }

    /// The roles that it opens, by name.
    async fn opens(
        &self,
        #[graphql(desc = "At most so many: 1 to 200; 10 where it is left out.")] first: Option<i32>,
    ) -> Result<List<Role>, Error> {
        let first = at_most(first, DEFAULT_ROLES, MOST_ROLES)?;
        Ok(self.learnt.opens.iter().take(first).map(|role| Role(self.at(*role))).collect())
    }

    /// How many of the roles that were looked at it raises.
    async fn raise_count(&self) -> usize {
        self.learnt.raises.len()
    }

    /// The roles that it raises: the most first, then by name.
    async fn raises(
        &self,
        #[graphql(desc = "At most so many: 1 to 200; 10 where it is left out.")] first: Option<i32>,
    ) -> Result<List<RaisedRole>, Error> {
        let first = at_most(first, DEFAULT_ROLES, MOST_ROLES)?;
        let one = |raised: &Raised| RaisedRole { scope: self.scope.clone(), raised: raised.clone() };
        Ok(self.learnt.raises.iter().take(first).map(one).collect())
    }
}

impl NextSkill {
    fn at(&self, idx: ConceptIdx) -> At {
        At { scope: self.scope.clone(), idx }
    }
}

/// A role of which a skill raises the coverage.
pub(super) struct RaisedRole {
    scope: Scope,
    raised: Raised,
}

/// A role of which a skill raises the coverage.
#[Object]
impl RaisedRole {
    /// The role.
    async fn role(&self) -> Role {
        Role(At { scope: self.scope.clone(), idx: self.raised.role })
    }

    /// By how much its own coverage rises, 0 to 1.
    async fn gain(&self) -> f64 {
        rounded(self.raised.gain)
    }

    /// What it needs of which the skill earns more, with who says so: by name.
    async fn items(
        &self,
        #[graphql(desc = "At most so many: 1 to 500.", default = 10)] first: i32,
    ) -> Result<List<ChangedNeed>, Error> {
        let items = self.raised.needs.iter().take(within("first", first, MOST_NEEDS)?);
        Ok(items.map(|moved| ChangedNeed::new(&self.scope, analysis::Basis::Skills, moved)).collect())
    }

    /// Who says that the role needs what the skill earns.
    async fn because(&self) -> List<Evidence> {
        let links = self.raised.needs.iter().map(|moved| moved.link);
        links.flat_map(|link| link_evidence::<RoleSkill>(&self.scope, link)).collect()
    }
}

#[derive(Default)]
pub(super) struct NextQuery;

#[Object]
impl NextQuery {
    /// The skills to learn next, for one role or to open others.
    ///
    /// With `target`, those that raise its coverage most. With `anyRole`, those that open most of the roles that pass,
    /// and of as many those that raise their coverage most: a role is open where its coverage reaches `threshold`. A
    /// skill that is learnt counts as held at whatever level is needed. What is held is taken as by `skillGap`.
    ///
    /// Both or neither of `target` and `anyRole`, a `threshold` with `target`, one that is not above 0 and at most 1,
    /// and the basis TOOLS, which has no skills, are BAD_USER_INPUT.
    async fn next_skills(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The skills and tools that are held: at most 1,000, and none is allowed. Tools count for skills that they match."
        )]
        have: Vec<HeldInput>,
        #[graphql(desc = "The role; one that is not in the graph is NOT_FOUND.")] target: Option<RoleBy>,
        #[graphql(desc = "Which roles are to be opened; `{}` is any role.")] any_role: Option<RoleFilter>,
        #[graphql(desc = "From which coverage on a role is open, above 0, to 1; 0.8 where it is left out.")]
        threshold: Option<f64>,
        #[graphql(desc = "Which needs count.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(desc = "At most so many skills: 1 to 20; 5 where it is left out.")] first: Option<i32>,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only roles and skills of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<NextSkills, Error> {
        let (scope, basis) = (Scope::of(ctx), basis.into());
        let graph = scope.graph();
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        let first = at_most(first, DEFAULT, MOST)?;
        if basis == analysis::Basis::Tools {
            return Err(bad_input("`basis` is TOOLS, which has no skills: expected another"));
        }
        let open_from = self::threshold(threshold)?;
        let (passing, shown) = (passing(any_role.as_ref(), graph)?, conditions(any_role.as_ref()));
        let target = target.map(|by| referred(scope, "target", Kind::Role, by)).transpose()?;
        let held = held(scope, "have", have)?;
        scope.walls().check()?;
        let goal = match (target, &any_role) {
            (Some(_), None) if threshold.is_some() => {
                return Err(bad_input(
                    "`threshold` goes with `anyRole`: a `target` is raised as far as it goes",
                ));
            }
            (Some(target), None) => Goal::of_role(target),
            (None, Some(_)) => Goal::nearest(&scope.roles(basis, &trust).await?, &held, open_from, passing),
            (target, _) => {
                let given = if target.is_some() { "both" } else { "neither" };
                return Err(bad_input(format!(
                    "{given} of `target` and `anyRole` is given: expected exactly one"
                )));
            }
        };
        scope.walls().check()?;
        let inputs = json!({
            "have": held_inputs(graph, &held), "target": target.map(|role| graph.concept(role).id), "anyRole": shown,
            "threshold": open_from, "basis": format!("{basis:?}"), "first": first, "filters": filters,
        });
        let found = analysis::next_skills(graph, &held, &goal, basis, &trust, first);
        scope.walls().check()?;
        let receipt = Receipt::new(scope, "nextSkills", VERSION, &inputs);
        Ok(NextSkills { scope: scope.clone(), goal, found, receipt })
    }
}
