//! Which skills to learn next: for one role, and to open any role.

use std::time::Duration;

use career_graph::analysis::{Basis, Goal, Held, Trust, needs, next_skills};
use career_graph::graph::Graph;
use entity::ConceptKind;

use super::{is_of, some, tell, took};

pub(super) fn print(graph: &Graph, trust: &Trust) {
    for (basis, taxonomy) in [(Basis::Skills, "esco"), (Basis::Skills, "onet"), (Basis::Levels, "onet")] {
        let roles = some(graph, ConceptKind::Role, 100, |idx| is_of(graph, idx, taxonomy));
        // Half of what the role before needs.
        let held = roles.iter().map(|role| {
            let mut held = Held::default();
            let needs = needs(graph, *role, basis, trust);
            needs.iter().step_by(2).for_each(|need| held.add_skill(need.skill, need.level));
            held
        });
        let asked: Vec<_> = roles.iter().skip(1).copied().zip(held).collect();
        let needed = super::needed(graph, basis, trust);
        let all = super::roles(graph, basis, trust, needed.as_ref());
        for first in [3, 10] {
            let mut best = 0;
            let times = asked.iter().map(|(role, held)| {
                let run = || next_skills(graph, held, &Goal::of_role(*role), basis, trust, first);
                best += usize::from(run().is_best);
                took(run)
            });
            let times: Vec<Duration> = times.collect();
            tell(
                format_args!(
                    "next {first} for a role, {basis:?} of {taxonomy}, {best} of {} known to be best",
                    asked.len()
                ),
                times,
            );
            let mut best = 0;
            let times = asked.iter().map(|(_, held)| {
                let run = || {
                    let goal = Goal::nearest(&all, held, 0.8, |_| true);
                    next_skills(graph, held, &goal, basis, trust, first)
                };
                best += usize::from(run().is_best);
                took(run)
            });
            let times: Vec<Duration> = times.collect();
            tell(
                format_args!(
                    "next {first} for any role, {basis:?} of {taxonomy}, {best} of {} known to be best",
                    asked.len()
                ),
                times,
            );
        }
    }
}
