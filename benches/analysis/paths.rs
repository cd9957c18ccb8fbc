//! How long the five best routes take, for a hundred pairs of roles drawn from those that are taken up by a hop.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use career_graph::analysis::{Held, Hops, Journey, PathCost, Paths, Trust, career_paths};
use career_graph::graph::{ConceptIdx, Graph};
use entity::ConceptKind;

use super::{tell, took};

const PAIRS: usize = 100;
/// Far from each other, and without a common divisor with most numbers of roles.
const STEPS: (usize, usize) = (7_919, 104_729);

pub(super) fn print(graph: &Graph, trust: &Trust) {
    let began = Instant::now();
    let Ok(hops) = Hops::new(graph, trust, &mut || Ok::<_, Infallible>(()));
    tell(format_args!("{} hops", hops.len()), [began.elapsed()]);
    let live = graph.of_kind(ConceptKind::Role).filter(|role| !graph.concept(*role).retired);
    let roles: Vec<ConceptIdx> = live.collect();
    let nothing = Held::default();
    let mut held = Held::default();
    graph.of_kind(ConceptKind::Skill).step_by(29).take(500).for_each(|skill| held.add_skill(skill, None));
    for (name, by, held) in [
        ("hops", PathCost::Hops, &nothing),
        ("new skills", PathCost::NewSkills, &nothing),
        ("new skills, 500 held", PathCost::NewSkills, &held),
        ("weeks", PathCost::Weeks, &nothing),
    ] {
        let (mut times, mut routes, mut most) = (Vec::new(), 0, 0);
        for pair in (0..).take(PAIRS * 100) {
            let (from, to) = (roles[pair * STEPS.0 % roles.len()], roles[pair * STEPS.1 % roles.len()]);
            let (found, took) = best(graph, &hops, &journey(from, to, held, by), trust);
            if found.no_route.is_none() && from != to {
                times.push(took);
                routes += found.routes.len();
                let new = found.routes.iter().flat_map(|route| &route.hops).map(|hop| hop.new_skills.len());
                most = new.max().unwrap_or(0).max(most);
            }
            if times.len() == PAIRS {
                break;
            }
        }
        let count = times.len();
        tell(format_args!("{name}: {count} pairs, {routes} routes, {most} new skills in a hop"), times);
    }
}

fn journey(from: ConceptIdx, to: ConceptIdx, held: &Held, by: PathCost) -> Journey<'_> {
    Journey {
        from,
        to,
        held,
        by,
        via: None,
        tiers: None,
        avoid: Vec::new(),
        max_hops: 6,
        max_new_skills: None,
        min_job_zone: None,
        k: 5,
    }
}

/// The routes, and how long they take.
fn best(graph: &Graph, hops: &Hops, journey: &Journey<'_>, trust: &Trust) -> (Paths, Duration) {
    let run = || {
        let found: Result<Paths, ()> = career_paths(graph, hops, journey, trust, &mut || Ok(()));
        found.expect("nothing ends it")
    };
    (run(), took(run))
}
