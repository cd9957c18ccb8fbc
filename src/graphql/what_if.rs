//! What changes when somebody holds something more, or less.

use std::sync::Arc;

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, ID, Object, SimpleObject};
use serde_json::{Value, json};

use super::answer::{
    Counted, HeldInput, Receipt, conditions, held, held_inputs, need_evidence, referred, rounded, threshold,
};
use super::answer_enums::Basis;
use super::concept::RoleBy;
use super::error::bad_input;
use super::gap::{Question, SkillGap};
use super::guard::List;
use super::node::{AnyConcept, Concept};
use super::page::{at_most, within};
use super::role::Role;
use super::role_filter::{RoleFilter, passing};
use super::scope::{At, Scope};
use super::value::Evidence;
use crate::analysis::{self, Changed, Held, Moved, Trust};
use crate::graph::{ConceptIdx, Graph};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 5;
/// Roles of one list when a client names no number, and at most.
const DEFAULT: usize = 10;
const MOST: usize = 200;
/// Needs of one role, at most: more than any has.
const MOST_NEEDS: usize = 500;

/// What changes when somebody holds something more, or less.
pub(super) struct WhatIf {
    found: Arc<Found>,
    threshold: f64,
    gaps: Option<(SkillGap, SkillGap)>,
    receipt: Receipt,
}

/// What was found, and by which statements.
struct Found {
    scope: Scope,
    trust: Trust,
    what_if: analysis::WhatIf,
}

/// What changes when somebody holds something more, or less.
#[Object]
impl WhatIf {
    /// What is lacking for the target before; null where none is given.
    async fn before(&self) -> Option<&SkillGap> {
        self.gaps.as_ref().map(|(before, _)| before)
    }

    /// What is lacking for the target afterwards; null where none is given.
    async fn after(&self) -> Option<&SkillGap> {
        self.gaps.as_ref().map(|(_, after)| after)
    }

    /// How many roles change their coverage.
    async fn changed_count(&self) -> usize {
        self.rows().len()
    }

    /// The roles that change their coverage: the most first, whether it rises or falls, then by name.
    async fn changed(
        &self,
        #[graphql(desc = "At most so many: 1 to 200; 10 where it is left out.")] first: Option<i32>,
    ) -> Result<List<RoleChange>, Error> {
        self.roles(first, |_| true)
    }

    /// How many roles are opened.
    async fn opened_count(&self) -> usize {
        self.rows().iter().filter(|one| one.is_opened(self.threshold)).count()
    }

    /// The roles that are opened: their coverage reaches `threshold`, and did not before. In the same order.
    async fn opened(
        &self,
        #[graphql(desc = "At most so many: 1 to 200; 10 where it is left out.")] first: Option<i32>,
    ) -> Result<List<RoleChange>, Error> {
        self.roles(first, |one| one.is_opened(self.threshold))
    }

    /// How many roles are closed.
    async fn closed_count(&self) -> usize {
        self.rows().iter().filter(|one| one.is_closed(self.threshold)).count()
    }

    /// The roles that are closed: their coverage reached `threshold`, and does no longer. In the same order.
    async fn closed(
        &self,
        #[graphql(desc = "At most so many: 1 to 200; 10 where it is left out.")] first: Option<i32>,
    ) -> Result<List<RoleChange>, Error> {
        self.roles(first, |one| one.is_closed(self.threshold))
    }

    /// What the answer was computed from.
    async fn receipt(&self) -> Receipt {
        self.receipt.clone()
    }
}

impl WhatIf {
    fn rows(&self) -> &[Changed] {
        &self.found.what_if.changed
    }

    fn roles(
        &self,
        first: Option<i32>,
        is_told: impl Fn(&Changed) -> bool,
    ) -> Result<List<RoleChange>, Error> {
        let first = at_most(first, DEFAULT, MOST)?;
        let one = |changed: &Changed| RoleChange { found: Arc::clone(&self.found), changed: *changed };
        Ok(self.rows().iter().filter(|changed| is_told(changed)).take(first).map(one).collect())
    }
}

/// A role that changes its coverage.
pub(super) struct RoleChange {
    found: Arc<Found>,
    changed: Changed,
}

/// A role that changes its coverage.
#[Object]
impl RoleChange {
    /// The role.
    async fn role(&self) -> Role {
        Role(self.found.at(self.changed.role))
    }

    /// Its coverage before, 0 to 1.
    async fn before(&self) -> f64 {
        rounded(self.changed.before)
    }

    /// Its coverage afterwards, 0 to 1.
    async fn after(&self) -> f64 {
        rounded(self.changed.after)
    }

    /// By how much it rises, -1 to 1; below 0 where it falls.
    async fn change(&self) -> f64 {
        rounded(self.changed.change())
    }

    /// What makes it change, what changes it most first, then by name: skills, or tools where the basis is TOOLS.
    async fn items(
        &self,
        #[graphql(desc = "At most so many: 1 to 500.", default = 10)] first: i32,
    ) -> Result<List<ChangedNeed>, Error> {
        let first = within("first", first, MOST_NEEDS)?;
        let Found { scope, trust, what_if } = &*self.found;
        let moved = what_if.moved(scope.graph(), self.changed.role, trust);
        Ok(moved.iter().take(first).map(|moved| self.found.need(moved)).collect())
    }
}

/// Something that a role needs, and of which more or less is earned than before.
#[derive(SimpleObject)]
pub(super) struct ChangedNeed {
    /// The skill or tool.
    concept: AnyConcept,
    /// What is earned of it before, 0 to 1, as `credit` of a gap says.
    before: f64,
    /// What is earned of it afterwards, 0 to 1.
    after: f64,
    /// Who says that it is needed: of the role, or of a broader or matching one if nothing is stated of the role.
    because: List<Evidence>,
}

impl Found {
    fn at(&self, idx: ConceptIdx) -> At {
        At { scope: self.scope.clone(), idx }
    }

    fn need(&self, moved: &Moved) -> ChangedNeed {
        ChangedNeed::new(&self.scope, self.what_if.basis(), moved)
    }
}

impl ChangedNeed {
    /// A skill, or a tool where the basis is TOOLS.
    pub(super) fn new(scope: &Scope, basis: analysis::Basis, moved: &Moved) -> Self {
        let Moved { what, link, before, after } = *moved;
        Self {
            concept: AnyConcept(Concept::at(At { scope: scope.clone(), idx: what })),
            before: rounded(before),
            after: rounded(after),
            because: need_evidence(scope, basis, link).into(),
        }
    }
}

#[derive(Default)]
pub(super) struct WhatIfQuery;

#[Object]
impl WhatIfQuery {
    /// What changes when somebody holds something more, or less: the roles that change their coverage, those that are
    /// opened or closed by it, and what is lacking for a target before and afterwards.
    ///
    /// What is held is taken as by `skillGap`: where the basis is not TOOLS, a tool counts for the skills that it
    /// matches alone. To hold a skill at a lower level, remove it and add it with that `level`. Removing what is not
    /// held changes nothing; a `level` in `remove`, and what is both removed and added without one, are BAD_USER_INPUT.
    async fn what_if(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The skills and tools that are held: at most 1,000, and none is allowed.")]
        have: Vec<HeldInput>,
        #[graphql(desc = "What is held besides: at most 1,000.", default)] add: Vec<HeldInput>,
        #[graphql(
            desc = "What is no longer held, at whatever level: at most 1,000. What an exact match of it earns stays.",
            default
        )]
        remove: Vec<HeldInput>,
        #[graphql(desc = "A role to tell the gap of; one that is not in the graph is NOT_FOUND.")]
        target: Option<RoleBy>,
        #[graphql(desc = "Only roles that pass.")] filter: Option<RoleFilter>,
        #[graphql(desc = "From which coverage on a role is open, above 0, to 1; 0.8 where it is left out.")]
        threshold: Option<f64>,
        #[graphql(desc = "Which needs count.", default_with = "Basis::Skills")] basis: Basis,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only roles, skills and tools of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<WhatIf, Error> {
        let (scope, basis) = (Scope::of(ctx), basis.into());
        let graph = scope.graph();
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        let threshold = self::threshold(threshold)?;
        let (passes, shown) = (passing(filter.as_ref(), graph)?, conditions(filter.as_ref()));
        let target = target.map(|by| referred(scope, "target", Kind::Role, by)).transpose()?;
        if let Some(at) = remove.iter().position(|one| one.level.is_some()) {
            return Err(bad_input(format!(
                "`remove[{at}].level` is given: what is removed is so at any level"
            )));
        }
        let (added, removed) = (held(scope, "add", add)?, held(scope, "remove", remove)?);
        contradicted(graph, &added, &removed)?;
        let before = held(scope, "have", have)?;
        let mut after = before.clone();
        removed.skills().into_iter().for_each(|(skill, _)| after.remove_skill(skill));
        removed.tools().into_iter().for_each(|tool| after.remove_tool(tool));
        added.skills().into_iter().for_each(|(skill, level)| after.add_skill(skill, level));
        added.tools().into_iter().for_each(|tool| after.add_tool(tool));
        scope.walls().check()?;
        let roles = scope.roles(basis, &trust).await?;
        let what_if = analysis::what_if(&roles, [&before, &after], passes);
        scope.walls().check()?;
        let have = held_inputs(graph, &before);
        let gap = |held: &Held, have: &Value, target: ConceptIdx| {
            Question { scope, held, basis, trust: &trust }.gap(target, have, &filters)
        };
        let gaps = target
            .map(|target| (gap(&before, &have, target), gap(&after, &held_inputs(graph, &after), target)));
        let inputs = json!({
            "have": have, "add": held_inputs(graph, &added),
            "remove": held_inputs(graph, &removed), "target": target.map(|role| graph.concept(role).id),
            "filter": shown, "threshold": threshold, "basis": format!("{basis:?}"), "filters": filters,
        });
        let receipt = Receipt::new(scope, "whatIf", VERSION, &inputs);
        let found = Arc::new(Found { scope: scope.clone(), trust, what_if });
        Ok(WhatIf { found, threshold, gaps, receipt })
    }
}

/// Fails where something is both removed and added, but for a skill that is added at a level.
fn contradicted(graph: &Graph, added: &Held, removed: &Held) -> Result<(), Error> {
    let skills = removed.skills().into_iter().map(|(skill, _)| skill);
    let skill = skills.into_iter().find(|skill| added.skill(*skill) == Some(None));
    let tool = removed.tools().into_iter().find(|tool| added.tool(*tool));
    match skill.or(tool) {
        Some(idx) => {
            let slug = &graph.concept(idx).slug;
            Err(bad_input(format!(
                "`{slug}` is in both `add` and `remove`: expected it in one of them, or a skill with a `level` in `add`"
            )))
        }
        None => Ok(()),
    }
}
