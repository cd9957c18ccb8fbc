//! The order of what is to be learnt: what hangs together both ways shares a stage, the longest chain before each tells
//! which. O(n) in skills and links.

use rustc_hash::FxHashMap;

use super::Lesson;
use crate::analysis::components::components;
use crate::graph::ConceptIdx;

/// An order of lessons, by their places.
pub(super) struct Order {
    /// The stage of each, from 0.
    pub(super) stage: Vec<usize>,
    /// Those of which the order goes round in a circle: each by place, by the first of each.
    pub(super) circles: Vec<Vec<usize>>,
}

/// The order of lessons.
pub(super) fn order(lessons: &[Lesson], places: &FxHashMap<ConceptIdx, usize>) -> Order {
    let before = |lesson: &Lesson| {
        lesson.before.iter().filter_map(|one| places.get(&one.skill).copied()).collect::<Vec<_>>()
    };
    layers(&lessons.iter().map(before).collect::<Vec<_>>())
}

/// The order of what comes after others: of each what comes before it.
pub(super) fn layers(before: &[Vec<usize>]) -> Order {
    let found = components(before.len(), 0..before.len(), |place| before[place].clone());
    // A component is found after all that come before it.
    let mut stage = vec![0; before.len()];
    let mut circles = Vec::new();
    for component in found {
        let earlier = component.iter().flat_map(|place| &before[*place]);
        let earlier = earlier.filter(|place| component.binary_search(place).is_err());
        let own = earlier.map(|place| stage[*place] + 1).max().unwrap_or(0);
        component.iter().for_each(|place| stage[*place] = own);
        if component.len() > 1 {
            circles.push(component);
        }
    }
    circles.sort_unstable();
    Order { stage, circles }
}
