//! What roles have in common, and what each has alone.

use std::sync::Arc;

use async_graphql::{Context, Error, ID, Object, SimpleObject};
use serde_json::json;

use super::answer::{Counted, Receipt, different, ids, link_evidence, roles, rounded};
use super::concept::RoleBy;
use super::enums::Requirement;
use super::guard::List;
use super::outlook::PayOutlook;
use super::page::at_most;
use super::pathway::Pathway;
use super::plain::Task;
use super::role::Role;
use super::scope::{At, Scope};
use super::skill::Skill;
use super::tool::Tool;
use super::value::Evidence;
use crate::analysis::{self, Comparison, Need, Pair, SharedLinks, SharedSkill, Trust, Unique};
use crate::graph::{ConceptIdx, Facts, LinkIdx, RolePathway, RoleSkill, RoleTask, RoleTool};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 3;
/// Roles that are compared at once.
const ROLES: std::ops::RangeInclusive<usize> = 2..=5;
/// Items of a list where a client names no number, and at most: more than any role has.
const DEFAULT_ITEMS: usize = 50;
const MOST_ITEMS: usize = 500;
/// The same of pathways, of which few lead to a role.
const DEFAULT_PATHWAYS: usize = 10;
const MOST_PATHWAYS: usize = 100;

/// What roles have in common, and what each has alone.
#[derive(Clone)]
pub(super) struct RoleComparison(Arc<Compared>);

struct Compared {
    scope: Scope,
    roles: Vec<ConceptIdx>,
    trust: Trust,
    comparison: Comparison,
    receipt: Receipt,
}

/// What roles have in common, and what each has alone.
///
/// What at least two of them have is shared, what one alone has is unique: so everything is told once. Of a role of
/// which no skill is stated, however it is rated, the skills are those of the nearest broader roles, or of its exact
/// matches; so are its tools, its tasks and the pathways that lead to it.
#[Object]
impl RoleComparison {
    /// The roles in the order in which they were given, each with what it alone has.
    async fn roles(&self) -> List<ComparedRole> {
        (0..self.0.roles.len()).map(|place| ComparedRole { of: self.clone(), place }).collect()
    }

    /// How many skills at least two of the roles need, exactly.
    async fn shared_skill_count(&self) -> usize {
        self.0.comparison.skills.len()
    }

    /// The skills that at least two of the roles need: by what they count for in all of them together, the heaviest
    /// first, then by name.
    async fn shared_skills(
        &self,
        #[graphql(desc = "At most so many: 1 to 500; 50 where it is left out.")] first: Option<i32>,
    ) -> Result<List<ComparedSkill>, Error> {
        let skills = items(&self.0.comparison.skills, first)?;
        Ok(skills.map(|shared| ComparedSkill { of: self.clone(), shared: shared.clone() }).collect())
    }

    /// The tools that at least two of the roles work with: what most of them do first, then by name.
    async fn shared_tools(
        &self,
        #[graphql(desc = "At most so many: 1 to 500; 50 where it is left out.")] first: Option<i32>,
    ) -> Result<List<ComparedTool>, Error> {
        Ok(items(&self.0.comparison.tools, first)?.map(|shared| self.tool(shared)).collect())
    }

    /// The tasks that at least two of the roles perform: what most of them do first, then by name.
    async fn shared_tasks(
        &self,
        #[graphql(desc = "At most so many: 1 to 500; 50 where it is left out.")] first: Option<i32>,
    ) -> Result<List<ComparedTask>, Error> {
        Ok(items(&self.0.comparison.tasks, first)?.map(|shared| self.task(shared)).collect())
    }

    /// The pathways that lead to at least two of the roles: what leads to most of them first, then by name. What each
    /// costs and how long it takes, or null where no source states it, are fields of the pathway.
    async fn shared_pathways(
        &self,
        #[graphql(desc = "At most so many: 1 to 100; 10 where it is left out.")] first: Option<i32>,
    ) -> Result<List<ComparedPathway>, Error> {
        let pathways =
            self.0.comparison.pathways.iter().take(at_most(first, DEFAULT_PATHWAYS, MOST_PATHWAYS)?);
        Ok(pathways.map(|shared| self.pathway(shared)).collect())
    }

    /// How similar the roles are by their skills: each with each after it, in the order in which they were given.
    async fn pairs(&self) -> List<RolePair> {
        let role = |place: usize| Role(self.at(self.0.roles[place]));
        let pair = |pair: &Pair| RolePair {
            a: role(pair.places.0),
            b: role(pair.places.1),
            similarity: rounded(pair.similarity),
            weighted_similarity: rounded(pair.weighted),
            shared: pair.shared,
        };
        self.0.comparison.pairs.iter().map(pair).collect()
    }

    /// What the answer was computed from.
    async fn receipt(&self) -> Receipt {
        self.0.receipt.clone()
    }
}

impl RoleComparison {
    fn at(&self, idx: ConceptIdx) -> At {
        At { scope: self.0.scope.clone(), idx }
    }

    fn tool(&self, shared: &SharedLinks) -> ComparedTool {
        let because = self.because::<RoleTool>(shared);
        ComparedTool { tool: Tool(self.at(shared.concept)), roles: self.each(shared), because }
    }

    fn task(&self, shared: &SharedLinks) -> ComparedTask {
        let because = self.because::<RoleTask>(shared);
        ComparedTask { task: Task(self.at(shared.concept)), roles: self.each(shared), because }
    }

    fn pathway(&self, shared: &SharedLinks) -> ComparedPathway {
        let because = self.because::<RolePathway>(shared);
        ComparedPathway { pathway: Pathway(self.at(shared.concept)), roles: self.each(shared), because }
    }

    fn each(&self, shared: &SharedLinks) -> List<Role> {
        shared.links.iter().map(|(place, _)| Role(self.at(self.0.roles[*place]))).collect()
    }

    fn because<T: Facts>(&self, shared: &SharedLinks) -> List<Evidence> {
        shared.links.iter().flat_map(|(_, link)| link_evidence::<T>(&self.0.scope, *link)).collect()
    }
}

/// The first of a list.
fn items<T>(all: &[T], first: Option<i32>) -> Result<impl Iterator<Item = &T>, Error> {
    Ok(all.iter().take(at_most(first, DEFAULT_ITEMS, MOST_ITEMS)?))
}

/// One of the roles that are compared.
pub(super) struct ComparedRole {
    of: RoleComparison,
    place: usize,
}

/// One of the roles that are compared, with what it alone has.
#[Object]
impl ComparedRole {
    /// The role.
    async fn role(&self) -> Role {
        Role(self.of.at(self.of.0.roles[self.place]))
    }

    /// How many skills it alone needs, exactly.
    async fn unique_skill_count(&self) -> usize {
        self.unique().skills.len()
    }

    /// The skills that it alone needs, the heaviest first, then by name.
    async fn unique_skills(
        &self,
        #[graphql(desc = "At most so many: 1 to 500; 50 where it is left out.")] first: Option<i32>,
    ) -> Result<List<ComparedNeed>, Error> {
        let needs = items(&self.unique().skills, first)?;
        Ok(needs.map(|need| self.of.need(self.place, *need)).collect())
    }

    /// The tools that it alone works with, by name.
    async fn unique_tools(
        &self,
        #[graphql(desc = "At most so many: 1 to 500; 50 where it is left out.")] first: Option<i32>,
    ) -> Result<List<ComparedTool>, Error> {
        let tools = items(&self.unique().tools, first)?;
        Ok(tools.map(|tool| self.of.tool(&self.alone(*tool))).collect())
    }

    /// The tasks that it alone performs, by name.
    async fn unique_tasks(
        &self,
        #[graphql(desc = "At most so many: 1 to 500; 50 where it is left out.")] first: Option<i32>,
    ) -> Result<List<ComparedTask>, Error> {
        let tasks = items(&self.unique().tasks, first)?;
        Ok(tasks.map(|task| self.of.task(&self.alone(*task))).collect())
    }

    /// The pathways that lead to it alone, by name.
    async fn unique_pathways(
        &self,
        #[graphql(desc = "At most so many: 1 to 100; 10 where it is left out.")] first: Option<i32>,
    ) -> Result<List<ComparedPathway>, Error> {
        let pathways = self.unique().pathways.iter().take(at_most(first, DEFAULT_PATHWAYS, MOST_PATHWAYS)?);
        Ok(pathways.map(|pathway| self.of.pathway(&self.alone(*pathway))).collect())
    }

    /// What it pays, without what comes on top: by region, then currency, then period, so that equal ones of several
    /// roles can be set side by side. Empty where no source that counts says; nothing is taken over from broader roles.
    async fn pay(&self) -> List<PayOutlook> {
        let Compared { scope, roles, trust, .. } = &*self.of.0;
        let of = self.of.at(roles[self.place]);
        analysis::pay(scope.graph(), of.idx, trust).iter().map(|range| PayOutlook::new(&of, range)).collect()
    }
}

impl ComparedRole {
    fn unique(&self) -> &Unique {
        &self.of.0.comparison.unique[self.place]
    }

    /// What it alone has, as what is shared is told.
    fn alone(&self, (concept, link): (ConceptIdx, LinkIdx)) -> SharedLinks {
        SharedLinks { concept, links: vec![(self.place, link)] }
    }
}

/// A skill that at least two of the roles need.
pub(super) struct ComparedSkill {
    of: RoleComparison,
    shared: SharedSkill,
}

/// A skill that at least two of the roles need.
#[Object]
impl ComparedSkill {
    /// The skill.
    async fn skill(&self) -> Skill {
        Skill(self.of.at(self.shared.skill))
    }

    /// One entry for each of the roles that needs it, in the order in which they were given.
    async fn needs(&self) -> List<ComparedNeed> {
        self.shared.needs.iter().map(|(place, need)| self.of.need(*place, *need)).collect()
    }

    /// What it counts for in all of them together: the sum of the weights.
    async fn weight(&self) -> f64 {
        rounded(self.shared.weight)
    }

    /// The highest level that is needed minus the lowest (O*NET LV); null where fewer than two levels are known.
    async fn level_difference(&self) -> Option<f64> {
        self.shared.level_difference().map(rounded)
    }
}

/// How one of the roles needs a skill.
#[derive(SimpleObject)]
pub(super) struct ComparedNeed {
    /// The role, as it was given.
    role: Role,
    /// The skill.
    skill: Skill,
    /// Essential or optional (ESCO); null where no source says.
    requirement: Option<Requirement>,
    /// How important it is, 1 to 5 (O*NET IM); null where no source rates it.
    importance: Option<f64>,
    /// The level that is needed, 0 to 7 (O*NET LV); null where no source rates it.
    level: Option<f64>,
    /// What it counts for: 1, or 0.5 where it is optional, times (importance - 1) / 4 where that is known.
    weight: f64,
    /// Who says that it is needed: of the role, or of a broader or matching one if nothing is stated of the role.
    because: List<Evidence>,
}

impl RoleComparison {
    fn need(&self, place: usize, need: Need) -> ComparedNeed {
        ComparedNeed {
            role: Role(self.at(self.0.roles[place])),
            skill: Skill(self.at(need.skill)),
            requirement: need.requirement.map(Into::into),
            importance: need.importance,
            level: need.level,
            weight: rounded(need.weight),
            because: link_evidence::<RoleSkill>(&self.0.scope, need.link).collect(),
        }
    }
}

/// A tool that several of the roles work with, or one alone.
#[derive(SimpleObject)]
pub(super) struct ComparedTool {
    /// The tool.
    tool: Tool,
    /// The roles that work with it, in the order in which they were given.
    roles: List<Role>,
    /// Who says so of each of them.
    because: List<Evidence>,
}

/// A task that several of the roles perform, or one alone.
#[derive(SimpleObject)]
pub(super) struct ComparedTask {
    /// The task.
    task: Task,
    /// The roles that perform it, in the order in which they were given.
    roles: List<Role>,
    /// Who says so of each of them.
    because: List<Evidence>,
}

/// A pathway that leads to several of the roles, or to one alone.
#[derive(SimpleObject)]
pub(super) struct ComparedPathway {
    /// The pathway.
    pathway: Pathway,
    /// The roles that it leads to, in the order in which they were given.
    roles: List<Role>,
    /// Who says so of each of them.
    because: List<Evidence>,
}

/// How similar two of the roles are by their skills.
#[derive(SimpleObject)]
pub(super) struct RolePair {
    /// The one that was given first.
    a: Role,
    /// The other.
    b: Role,
    /// How many skills both need, by how many either needs (Jaccard index), 0 to 1; 0 where nothing is known to be
    /// needed.
    similarity: f64,
    /// The sum of the lower of both weights by the sum of the higher, over all skills that either needs, 0 to 1; what a
    /// role does not need weighs 0.
    weighted_similarity: f64,
    /// How many skills both need.
    shared: usize,
}

#[derive(Default)]
pub(super) struct CompareQuery;

#[Object]
impl CompareQuery {
    /// What two to five roles have in common, and what each has alone: skills, tools, tasks and pathways, with who
    /// says so; what each pays; and how similar each two of them are.
    ///
    /// Fewer or more roles, and the same one twice, are BAD_USER_INPUT; one that is not in the graph is NOT_FOUND.
    async fn compare_roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The roles: 2 to 5, none of them twice.")] roles: Vec<RoleBy>,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only skills, tools, tasks and pathways of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<RoleComparison, Error> {
        let scope = Scope::of(ctx);
        let graph = scope.graph();
        let (trust, filters) = Counted { sources, taxonomies, min_evidence }.trust(graph)?;
        let roles = self::roles(scope, "roles", roles, ROLES)?;
        different("roles", &roles)?;
        scope.walls().check()?;
        let comparison = analysis::compare(graph, &roles, &trust);
        let inputs = json!({"roles": ids(graph, roles.iter().copied()), "filters": filters});
        let receipt = Receipt::new(scope, "compareRoles", VERSION, &inputs);
        Ok(RoleComparison(Arc::new(Compared { scope: scope.clone(), roles, trust, comparison, receipt })))
    }
}
