//! Which roles ask for a skill, and what else they ask for.

use std::sync::Arc;

use async_graphql::{Error, Object, SimpleObject};
use serde_json::json;

use super::answer::{Counted, Receipt, link_evidence, rounded};
use super::guard::List;
use super::page::within;
use super::role::Role;
use super::scope::At;
use super::skill::Skill;
use super::source::Taxonomy;
use super::value::Evidence;
use crate::analysis::{self, Asked, Demand, Together, Trust, asking_both};
use crate::graph::{ConceptIdx, LinkIdx, RoleSkill};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 3;
/// Skills, roles and evidence that are told, at most.
const MOST: usize = 50;

/// The skills that the same roles ask for.
pub(super) struct CoOccurringSkills(Arc<Counts>);

struct Counts {
    of: At,
    trust: Trust,
    together: Together,
    receipt: Receipt,
}

/// The skills that the same roles ask for.
#[Object]
impl CoOccurringSkills {
    /// How many roles ask for the skill itself, exactly.
    async fn role_count(&self) -> usize {
        self.0.together.roles.len()
    }

    /// How many skills there are that any of these roles asks for besides, exactly.
    async fn total_count(&self) -> usize {
        self.0.together.count
    }

    /// The skills: by Jaccard index, then by how many roles ask for both, then by name; at most as many as `first`
    /// says.
    async fn skills(&self) -> List<CoOccurringSkill> {
        let skill = |at| CoOccurringSkill { of: Arc::clone(&self.0), at };
        (0..self.0.together.skills.len()).map(skill).collect()
    }

    /// What the answer was computed from.
    async fn receipt(&self) -> Receipt {
        self.0.receipt.clone()
    }
}

/// A skill that the same roles ask for.
pub(super) struct CoOccurringSkill {
    of: Arc<Counts>,
    at: usize,
}

/// A skill that the same roles ask for as for another.
#[Object]
impl CoOccurringSkill {
    /// The skill.
    async fn skill(&self) -> Skill {
        Skill(self.of.of.other(self.get().skill))
    }

    /// How many roles ask for both, 1 or more, exactly.
    async fn role_count(&self) -> usize {
        self.get().roles
    }

    /// How many of the roles that ask for the other skill ask for this one, above 0, to 1, to six decimals.
    async fn share(&self) -> f64 {
        rounded(self.get().share)
    }

    /// How many roles ask for both, by how many ask for either (Jaccard index), above 0, to 1, to six decimals.
    async fn jaccard(&self) -> f64 {
        rounded(self.get().jaccard)
    }

    /// How many times as often both are asked for as if neither had to do with the other, above 0, to six decimals: how
    /// many roles ask for both, times how many ask for any skill, by how many ask for the one, by how many for the
    /// other: among the roles of those taxonomies of which one asks for the skill. 1 means that they are independent, less
    /// that they keep away from each other.
    async fn lift(&self) -> f64 {
        rounded(self.get().lift)
    }

    /// The roles that ask for both, by name.
    async fn roles(
        &self,
        #[graphql(desc = "At most so many: 1 to 50.", default = 10)] first: i32,
    ) -> Result<List<Role>, Error> {
        let first = within("first", first, MOST)?;
        Ok(self.both().take(first).map(|(role, _)| Role(self.of.of.other(role))).collect())
    }

    /// Who says that roles ask for both: of each role by name, first of the one skill, then of the other.
    async fn because(
        &self,
        #[graphql(desc = "At most so many: 1 to 50.", default = 10)] first: i32,
    ) -> Result<List<Evidence>, Error> {
        let first = within("first", first, MOST)?;
        let links = self.both().flat_map(|(_, links)| links);
        let evidence = links.flat_map(|link| link_evidence::<RoleSkill>(&self.of.of.scope, link));
        Ok(evidence.take(first).collect())
    }
}

impl CoOccurringSkill {
    fn get(&self) -> &analysis::CoOccurring {
        &self.of.together.skills[self.at]
    }

    fn both(&self) -> impl Iterator<Item = (ConceptIdx, [LinkIdx; 2])> {
        asking_both(self.of.of.graph(), &self.of.together.roles, self.get().skill, &self.of.trust)
    }
}

/// The skills that the same roles ask for.
pub(super) fn co_occurring(at: &At, first: i32, counted: &Counted) -> Result<CoOccurringSkills, Error> {
    let graph = at.graph();
    let first = within("first", first, MOST)?;
    let (trust, filters) = counted.trust(graph)?;
    at.scope.walls().check()?;
    let together = analysis::co_occurring(graph, at.idx, &trust, first);
    let inputs = json!({"of": at.concept().id, "first": first, "filters": filters});
    let receipt = Receipt::new(&at.scope, "coOccurring", VERSION, &inputs);
    Ok(CoOccurringSkills(Arc::new(Counts { of: at.clone(), trust, together, receipt })))
}

/// How many roles ask for a skill, and how.
pub(super) struct SkillDemand {
    of: At,
    demand: Demand,
    receipt: Receipt,
}

/// How many roles ask for a skill, and how.
#[Object]
impl SkillDemand {
    /// How many roles ask for it, and how, in all taxonomies together.
    async fn total(&self) -> DemandCounts {
        (&self.demand.asked).into()
    }

    /// The same of each taxonomy that has roles that ask for any skill: where most ask for it first, then by slug.
    async fn taxonomies(&self) -> List<TaxonomyDemand> {
        let one = |one: &analysis::AskedIn| TaxonomyDemand {
            taxonomy: Taxonomy { scope: self.of.scope.clone(), idx: one.taxonomy },
            counts: (&one.asked).into(),
            of_roles: one.of,
            share: rounded(one.share()),
        };
        self.demand.taxonomies.iter().map(one).collect()
    }

    /// Who says that roles ask for it: of each role by name.
    async fn because(
        &self,
        #[graphql(desc = "At most so many: 1 to 50.", default = 10)] first: i32,
    ) -> Result<List<Evidence>, Error> {
        let first = within("first", first, MOST)?;
        let links = self.demand.roles.iter().map(|(_, link)| *link);
        Ok(links.flat_map(|link| link_evidence::<RoleSkill>(&self.of.scope, link)).take(first).collect())
    }

    /// What the answer was computed from.
    async fn receipt(&self) -> Receipt {
        self.receipt.clone()
    }
}

/// How many roles ask for a skill, and how.
#[derive(SimpleObject)]
pub(super) struct DemandCounts {
    /// How many roles ask for it: the sum of the next three.
    role_count: usize,
    /// How many as essential.
    essential_count: usize,
    /// How many as optional.
    optional_count: usize,
    /// How many of which no source says whether it is essential or optional.
    unsaid_count: usize,
    /// How many as essential, by how many as essential or optional, 0 to 1, to six decimals; null where no source says.
    essential_share: Option<f64>,
    /// How many of them with an importance.
    rated_count: usize,
    /// The mean importance to these (O*NET IM), 3 to 5, to six decimals; null where none of them has one.
    mean_importance: Option<f64>,
}

impl From<&Asked> for DemandCounts {
    fn from(asked: &Asked) -> Self {
        Self {
            role_count: asked.roles,
            essential_count: asked.essential,
            optional_count: asked.optional,
            unsaid_count: asked.unsaid,
            essential_share: asked.essential_share().map(rounded),
            rated_count: asked.rated,
            mean_importance: asked.mean_importance().map(rounded),
        }
    }
}

/// How many roles of one taxonomy ask for a skill, and how.
#[derive(SimpleObject)]
pub(super) struct TaxonomyDemand {
    /// The taxonomy of the roles.
    taxonomy: Taxonomy,
    /// How many of its roles ask for the skill, and how.
    counts: DemandCounts,
    /// How many of its roles ask for any skill, 1 or more: groups, of which nothing is asked, are left out.
    of_roles: usize,
    /// How many of these ask for the skill, 0 to 1, to six decimals.
    share: f64,
}

/// How many roles ask for a skill, and how.
pub(super) fn demand(at: &At, counted: &Counted) -> Result<SkillDemand, Error> {
    let (trust, filters) = counted.trust(at.graph())?;
    at.scope.walls().check()?;
    let demand = analysis::demand(at.graph(), at.idx, &trust);
    let inputs = json!({"of": at.concept().id, "filters": filters});
    let receipt = Receipt::new(&at.scope, "demand", VERSION, &inputs);
    Ok(SkillDemand { of: at.clone(), demand, receipt })
}
