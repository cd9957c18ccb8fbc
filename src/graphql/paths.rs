//! The best routes from one role to another.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, ID, Object, SimpleObject};
use serde_json::json;

use super::answer::{Counted, HeldInput, Receipt, held, held_inputs, ids, link_evidence, referred};
use super::answer_enums::{HopKind, PathCost};
use super::concept::RoleBy;
use super::enums::RelatedTier;
use super::guard::List;
use super::page::{between, within};
use super::pathway::{Pathway, pathway_of};
use super::role::Role;
use super::scope::{At, Scope};
use super::skill::Skill;
use super::value::{Evidence, WeeksRange};
use crate::analysis::{
    self, Constraint, Hop, Hops, Journey, Part, Paths, Route, Shared, Trust, career_paths,
};
use crate::graph::{ConceptIdx, Languages, RoleRelation};

/// Counted up when equal inputs over an equal graph give another answer than before.
const VERSION: i32 = 3;
/// Hops of a route when a client names no number.
const DEFAULT_HOPS: i32 = 6;

/// The best routes from one role to another, or what leaves none.
#[derive(SimpleObject)]
pub(super) struct CareerPaths {
    /// The best first: by cost, then number of hops, then the names along them. Empty where there is none.
    routes: List<CareerRoute>,
    /// What leaves no route; null where there is one.
    no_route: Option<NoRoute>,
    /// What the answer was computed from.
    receipt: Receipt,
}

/// A way from one role to another that enters no role twice.
#[derive(SimpleObject)]
pub(super) struct CareerRoute {
    /// The sum of what its hops cost: hops, new skills or weeks, as asked for. Each hop is compared with the role that
    /// it starts at and with what is held, not with earlier ones: what is new at two hops counts twice.
    cost: f64,
    /// In their order; empty where the route ends where it starts.
    hops: List<CareerHop>,
}

/// What leaves no route.
#[derive(SimpleObject)]
pub(super) struct NoRoute {
    /// The argument without which alone there would be one: the first of `avoid`, `tiers`, `via`, `minJobZone`,
    /// `maxNewSkillsPerHop` and `maxHops`; `several` where there would be one without all of them only, `filters` where
    /// `sources`, `taxonomies` or `minEvidence` leave none, `graph` where no hops lead there.
    constraint: &'static str,
    /// The same in a sentence.
    message: String,
}

/// One hop of a route.
pub(super) struct CareerHop {
    scope: Scope,
    hop: Hop,
}

/// One hop of a route.
#[Object]
impl CareerHop {
    /// The role that it starts at.
    async fn from(&self) -> Role {
        Role(self.at(self.hop.from))
    }

    /// The role that it ends at.
    async fn to(&self) -> Role {
        Role(self.at(self.hop.to))
    }

    /// Why there is a hop: of the kinds that are let through, the first of CAN_BECOME, RELATED, SIMILAR that holds.
    async fn by(&self) -> HopKind {
        self.hop.by.into()
    }

    /// What it costs: 1, its new skills, or weeks, as asked for; of what is not known, as `by` of the question says.
    async fn cost(&self) -> f64 {
        float(self.hop.cost)
    }

    /// How many skills `to` needs: the optional are left out, and those that are rated as less than important. Where it
    /// is 0, an empty `newSkills` says nothing.
    async fn needed_count(&self) -> usize {
        self.hop.needed
    }

    /// The skills that `to` needs and that are new, by name: neither does `from` need or rate them, nor are they held.
    /// One that is rated is new if its importance is 3 or more and its level, where that is known, higher by 1 or more
    /// than at `from` and than it is held. Optional skills are left out on both sides. Empty, too, where no needs of
    /// `to` are known.
    async fn new_skills(&self) -> List<Skill> {
        self.hop.new_skills.iter().map(|skill| Skill(self.at(*skill))).collect()
    }

    /// How near a RELATED role is, the nearest that is let through (O*NET); null for other hops, and where no source
    /// says.
    async fn tier(&self) -> Option<RelatedTier> {
        self.hop.tier.map(Into::into)
    }

    /// How long the shortest pathway to `to` takes, whatever is asked for; null where no source states it. What WEEKS
    /// counts is its lower bound.
    async fn weeks(&self) -> Option<WeeksRange> {
        let pathway = pathway_of(self.scope.graph(), self.hop.pathway?);
        pathway.weeks_full_time.as_ref().or(pathway.weeks_part_time.as_ref()).map(Into::into)
    }

    /// The pathway of which `weeks` tells; null where that is.
    async fn pathway(&self) -> Option<Pathway> {
        self.hop.pathway.map(|pathway| Pathway(self.at(pathway)))
    }

    /// Why there is a hop, in a sentence.
    async fn reason(&self) -> Result<String, Error> {
        let languages = self.scope.languages(None)?;
        let name = |idx| self.name(idx, &languages);
        let (from, to) = (name(self.hop.from), name(self.hop.to));
        Ok(match (self.hop.by, self.hop.tier, self.hop.shared) {
            (analysis::HopKind::CanBecome, ..) => format!("{from} can become {to}"),
            (_, Some(tier), _) => format!("{to} is among the {} related to {from}", nearest(tier)),
            (_, _, Some(shared)) => {
                let Shared { both, either } = shared;
                format!(
                    "{from} and {to} share {both} of the {either} skills that either asks for, optional ones left out"
                )
            }
            _ => format!("{to} is related to {from}"),
        })
    }

    /// Who says that there is a hop; empty where it is SIMILAR, as that is computed.
    async fn because(&self) -> List<Evidence> {
        let links = self.hop.links.iter();
        links.flat_map(|idx| link_evidence::<RoleRelation>(&self.scope, *idx)).collect()
    }
}

impl CareerHop {
    fn at(&self, idx: ConceptIdx) -> At {
        At { scope: self.scope.clone(), idx }
    }

    fn name(&self, idx: ConceptIdx, languages: &Languages) -> &str {
        self.scope.graph().concept(idx).name(languages).0
    }
}

fn nearest(tier: ::entity::RelatedTier) -> &'static str {
    match tier {
        ::entity::RelatedTier::PrimaryShort => "5 roles that are most",
        ::entity::RelatedTier::PrimaryLong => "10 roles that are most",
        ::entity::RelatedTier::Supplemental => "20 roles that are most",
    }
}

impl NoRoute {
    fn new(constraint: Constraint) -> Self {
        let argument = match constraint {
            Constraint::Avoid => "avoid",
            Constraint::Tiers => "tiers",
            Constraint::Via => "via",
            Constraint::MinJobZone => "minJobZone",
            Constraint::MaxNewSkillsPerHop => "maxNewSkillsPerHop",
            Constraint::MaxHops => "maxHops",
            Constraint::Several => "several",
            Constraint::Filters => "filters",
            Constraint::Graph => "graph",
        };
        let message = match constraint {
            Constraint::Filters => {
                "without `sources`, `taxonomies` and `minEvidence` there would be a route".to_owned()
            }
            Constraint::Graph => {
                "no hops lead from the one role to the other: `Role.gapFrom` tells what is known to be lacking at once"
                    .to_owned()
            }
            Constraint::Several => "there is a route only without several of the limits together".to_owned(),
            _ => format!("without `{argument}` alone there would be a route"),
        };
        Self { constraint: argument, message }
    }
}

/// Each value once, in one order.
fn sorted<T: Ord>(values: Option<Vec<T>>) -> Option<Vec<T>> {
    values.map(|mut values| {
        values.sort_unstable();
        values.dedup();
        values
    })
}

/// The roles that are to be avoided, each once.
fn avoided(scope: &Scope, roles: Vec<RoleBy>) -> Result<Vec<ConceptIdx>, Error> {
    let mut avoided = Vec::with_capacity(roles.len());
    for (at, role) in roles.into_iter().enumerate() {
        avoided.push(referred(scope, &format!("avoid[{at}]"), Kind::Role, role)?);
        scope.walls().check()?;
    }
    Ok(sorted(Some(avoided)).unwrap_or_default())
}

fn route(scope: &Scope, route: Route) -> CareerRoute {
    let hops = route.hops.into_iter().map(|hop| CareerHop { scope: scope.clone(), hop });
    CareerRoute { cost: float(route.cost), hops: hops.collect() }
}

#[expect(clippy::cast_precision_loss, reason = "costs are far below 2^52 thousandths")]
fn float(thousandths: u64) -> f64 {
    thousandths as f64 / 1_000.0
}

#[derive(Default)]
pub(super) struct PathsQuery;

#[Object]
impl PathsQuery {
    /// The best routes from one role to another, hop by hop, with what each hop asks for that is new and who says that
    /// there is one. None enters a role twice.
    ///
    /// Hops are stated (CAN_BECOME, RELATED) or computed: SIMILAR are the at most ten roles whose skills, essential or
    /// without a word on how much they are needed, have a Jaccard index of 0.1 or more with those of a role, the
    /// highest first, then by name; what is stated of a role itself counts, and no skill that is only rated. Routes are
    /// ordered by cost, then number of hops, then the names along them: the same question of the same graph has the
    /// same answer. A route from a role to itself has no hops and costs nothing. No route enters or leaves a retired
    /// role.
    ///
    /// Where no route is left, `noRoute` names the argument that leaves none. What is not in the graph is NOT_FOUND and
    /// named; a number outside its bounds is BAD_USER_INPUT.
    async fn career_paths(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The role to start from; one that is not in the graph is NOT_FOUND.")] from: RoleBy,
        #[graphql(desc = "The role to get to; one that is not in the graph is NOT_FOUND.")] to: RoleBy,
        #[graphql(
            desc = "The skills that are held besides those of the role that a hop starts at: at most 1,000; none where it is left out. Tools change nothing."
        )]
        have: Option<Vec<HeldInput>>,
        #[graphql(desc = "What a route is to have little of.", default_with = "PathCost::NewSkills")]
        by: PathCost,
        #[graphql(desc = "Only hops of these kinds; all where it is left out.")] via: Option<Vec<HopKind>>,
        #[graphql(
            desc = "Of RELATED hops only those of these tiers; all, and those without a tier, where it is left out."
        )]
        tiers: Option<Vec<RelatedTier>>,
        #[graphql(
            desc = "Roles that are not entered: to name `from` changes nothing, to name `to` leaves no route."
        )]
        avoid: Option<Vec<RoleBy>>,
        #[graphql(desc = "Hops of a route, at most: 1 to 10; 6 where it is left out.")] max_hops: Option<i32>,
        #[graphql(desc = "New skills of each hop, at most: 0 or more.")] max_new_skills_per_hop: Option<i32>,
        #[graphql(
            desc = "Only roles of this job zone or a higher one are entered, 1 to 5; those without a zone are not."
        )]
        min_job_zone: Option<i32>,
        #[graphql(desc = "Routes, at most: 1 to 10.", default = 3)] k: i32,
        #[graphql(
            desc = "Only what one of these sources states counts, by id; of an empty list nothing. An unknown one is NOT_FOUND."
        )]
        sources: Option<Vec<ID>>,
        #[graphql(
            desc = "Only roles, skills and pathways of these taxonomies count, by slug; of an empty list none. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "Only what so many places in sources state counts, 0 or more.")]
        min_evidence: Option<i32>,
    ) -> Result<CareerPaths, Error> {
        let scope = Scope::of(ctx);
        let graph = scope.graph();
        let counted = Counted { sources, taxonomies, min_evidence };
        let (trust, filters) = counted.trust(graph)?;
        let from = referred(scope, "from", Kind::Role, from)?;
        let to = referred(scope, "to", Kind::Role, to)?;
        let held = held(scope, "have", have.unwrap_or_default())?;
        let journey = Journey {
            from,
            to,
            held: &held,
            by: by.into(),
            via: sorted(via.map(|via| via.into_iter().map(Into::into).collect())),
            tiers: sorted(tiers.map(|tiers| tiers.into_iter().map(Into::into).collect())),
            avoid: avoided(scope, avoid.unwrap_or_default())?,
            max_hops: within("maxHops", max_hops.unwrap_or(DEFAULT_HOPS), 10)?,
            max_new_skills: max_new_skills_per_hop
                .map(|most| between("maxNewSkillsPerHop", most, 0, usize::MAX))
                .transpose()?,
            min_job_zone: min_job_zone.map(|zone| within("minJobZone", zone, 5).map(|_| zone)).transpose()?,
            k: within("k", k, 10)?,
        };
        let inputs = json!({
            "from": graph.concept(from).id, "to": graph.concept(to).id, "have": held_inputs(graph, &held),
            "by": format!("{:?}", journey.by), "via": format!("{:?}", journey.via),
            "tiers": format!("{:?}", journey.tiers), "avoid": ids(graph, journey.avoid.iter().copied()),
            "maxHops": journey.max_hops, "maxNewSkillsPerHop": journey.max_new_skills,
            "minJobZone": journey.min_job_zone, "k": journey.k, "filters": filters,
        });
        scope.walls().check()?;
        let mut check = || scope.walls().check();
        let own = (!trust.counts_all()).then(|| Hops::new(graph, &trust, &mut check)).transpose()?;
        if own.is_none() {
            scope.prepare(Part::Hops).await;
        }
        let hops = own.as_ref().unwrap_or_else(|| scope.hops());
        let Paths { routes, mut no_route } = career_paths(graph, hops, &journey, &trust, &mut check)?;
        if no_route == Some(Constraint::Graph) && own.is_some() {
            scope.prepare(Part::Hops).await;
            let all = Trust::default();
            let found = career_paths(graph, scope.hops(), &Journey { k: 1, ..journey }, &all, &mut check)?;
            no_route = Some(if found.routes.is_empty() { Constraint::Graph } else { Constraint::Filters });
        }
        Ok(CareerPaths {
            routes: routes.into_iter().map(|one| route(scope, one)).collect(),
            no_route: no_route.map(NoRoute::new),
            receipt: Receipt::new(scope, "careerPaths", VERSION, &inputs),
        })
    }
}
