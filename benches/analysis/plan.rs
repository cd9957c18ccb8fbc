//! In which order to learn what is lacking, and how much of it there is; what changes when more is held; many gaps.

use career_graph::analysis::{Basis, Budget, Held, Plan, PlanAsked, Trust, gap, needs, plan, what_if};
use career_graph::graph::Graph;
use entity::ConceptKind;

use super::{is_of, say, some, tell, took};

pub(super) fn print(graph: &Graph, trust: &Trust) {
    for taxonomy in ["esco", "onet", "house"] {
        let roles = some(graph, ConceptKind::Role, 300, |idx| is_of(graph, idx, taxonomy));
        let nothing = Held::default();
        for (name, max_weeks) in [("", None), (", 50 weeks", Some(50.0))] {
            let (mut times, mut plans) = (Vec::new(), Vec::new());
            for target in &roles {
                let budget = Budget { max_weeks, ..Budget::default() };
                let asked = PlanAsked { target: *target, held: &nothing, basis: Basis::Skills, budget };
                times.push(took(|| plan(graph, &asked, trust)));
                plans.push(plan(graph, &asked, trust));
            }
            tell(format_args!("learning plan of {taxonomy}{name}"), times);
            longest(&plans);
        }
        let half = |held: &mut Held| {
            let needs = needs(graph, roles[0], Basis::Skills, trust);
            needs.iter().step_by(2).for_each(|need| held.add_skill(need.skill, None));
        };
        let needed = super::needed(graph, Basis::Skills, trust);
        let all = super::roles(graph, Basis::Skills, trust, needed.as_ref());
        let times = roles.iter().map(|role| {
            let before = Held::of_role(graph, *role, Basis::Skills, trust);
            let mut after = before.clone();
            half(&mut after);
            took(|| what_if(&all, [&before, &after], |_| true))
        });
        tell(format_args!("what if half a role of {taxonomy} more is held"), times);
        let twenty: Vec<_> = roles.iter().step_by(roles.len().div_ceil(20).max(1)).collect();
        let matrix = || {
            let rows = twenty.iter().map(|from| {
                let held = Held::of_role(graph, **from, Basis::Skills, trust);
                twenty.iter().map(|to| gap(graph, **to, &held, Basis::Skills, trust).coverage).sum::<f64>()
            });
            rows.sum::<f64>()
        };
        tell(format_args!("gap matrix of {} roles of {taxonomy}", twenty.len()), [took(matrix)]);
    }
}

/// Prints how long the lists of plans are at most.
fn longest(plans: &[Plan]) {
    let lessons = || plans.iter().flat_map(|plan| plan.stages.iter().flatten());
    let most = |counts: &mut dyn Iterator<Item = usize>| counts.max().unwrap_or_default();
    say(format_args!(
        "  at most {} stages, {} lessons in one, {} circles of {}, {} pathways, {} before a lesson, {} by which it is \
         required, {} pathways that teach it",
        most(&mut plans.iter().map(|plan| plan.stages.len())),
        most(&mut plans.iter().flat_map(|plan| plan.stages.iter().map(Vec::len))),
        most(&mut plans.iter().map(|plan| plan.circles.len())),
        most(&mut plans.iter().flat_map(|plan| plan.circles.iter().map(Vec::len))),
        most(&mut plans.iter().map(|plan| plan.pathways.len())),
        most(&mut lessons().map(|lesson| lesson.before.len())),
        most(&mut lessons().map(|lesson| lesson.required_by.len())),
        most(&mut lessons().map(|lesson| lesson.pathways.len())),
    ));
}
