//! The best set of a few skills: branch and bound.

use super::{Board, SEARCHED, Value};
use crate::analysis::numbers::{ROUNDING, float};

/// Effects that are gone through at most: 2 to 4 ms of work.
const MOST_WORK: usize = 200_000;

/// A best set of at most `size` skills, if it is better than the one that is there, and whether nothing is better: the
/// search came to its end. Nothing is learnt afterwards.
pub(super) fn set(board: &mut Board<'_>, there: Vec<usize>, size: usize) -> (Vec<usize>, bool) {
    let bounds = Bounds::new(board, size);
    let (mut best, mut learnt) = (Found { skills: there, value: Value::default() }, Vec::new());
    for skill in best.skills.clone() {
        let value = board.value(skill);
        best.value = plus(best.value, value);
        learnt.push(board.learn(skill));
    }
    while let Some(before) = learnt.pop() {
        board.unlearn(before);
    }
    board.work = 0;
    let start = Found { skills: Vec::new(), value: Value::default() };
    let is_done = search(board, &bounds, size, 0, (&start, 0.0), &mut best);
    (best.skills, is_done)
}

#[derive(Clone, Debug)]
struct Found {
    skills: Vec<usize>,
    value: Value,
}

fn plus(a: Value, b: Value) -> Value {
    Value { opens: a.opens + b.opens, progress: a.progress + b.progress }
}

/// What each skill is worth at most in a set.
struct Bounds {
    /// By their bounds, the greatest first, then by name.
    skills: Vec<(f64, usize)>,
    /// What progress counts next to a role that opens: less than one in all.
    scale: f64,
    /// Whether a set of that size may open each role.
    in_reach: Vec<bool>,
    /// What each role lacks.
    lacks: Vec<f64>,
}

impl Bounds {
    fn new(board: &mut Board<'_>, size: usize) -> Self {
        let roles = board.coverage.len();
        let lacks: Vec<f64> = (0..).take(roles).map(|role| board.lack(role)).collect();
        // What the best skills raise each role by, one by one, is at least what any set of as many does.
        let mut most = vec![[0.0_f64; SEARCHED]; roles];
        for skill in 0..board.skills.len() {
            board.raise(skill);
            for role in &board.touched {
                let (rises, mut rise) = (&mut most[*role as usize], board.rises[*role as usize]);
                for high in rises.iter_mut().take(size) {
                    if rise > *high {
                        std::mem::swap(high, &mut rise);
                    }
                }
            }
        }
        let reaches = |(rises, lack): (&[f64; SEARCHED], &f64)| {
            *lack > 0.0 && rises.iter().sum::<f64>() >= lack - ROUNDING
        };
        let in_reach = most.iter().zip(&lacks).map(reaches).collect();
        let mut bounds = Self { skills: Vec::new(), scale: 1.0 / (float(roles) + 1.0), in_reach, lacks };
        for skill in 0..board.skills.len() {
            let bound = bounds.next_to(board, skill);
            bounds.skills.push((bound, skill));
        }
        bounds.skills.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        bounds
    }

    /// By how much a skill raises the bound of the set that is learnt: the share that it adds of what each role lacked
    /// that may open, and its progress.
    fn next_to(&self, board: &mut Board<'_>, skill: usize) -> f64 {
        board.raise(skill);
        let each = board.touched.iter().map(|role| {
            let rise = board.rises[*role as usize].min(board.lack(*role));
            let at = *role as usize;
            let opening = if self.in_reach[at] { rise / self.lacks[at] } else { 0.0 };
            opening + rise * self.scale
        });
        each.sum()
    }
}

/// Goes through the sets of skills from `from` on that begin with those that are learnt. Whether it came to its end.
fn search(
    board: &mut Board<'_>,
    bounds: &Bounds,
    size: usize,
    from: usize,
    (learnt, bound): (&Found, f64),
    best: &mut Found,
) -> bool {
    let left = size - learnt.skills.len();
    for at in from..bounds.skills.len() {
        let worth = |value: Value| f64::from(value.opens) + value.progress * bounds.scale;
        let next = bounds.skills[at..].iter().take(left).map(|(bound, _)| bound);
        if bound + next.sum::<f64>() <= worth(best.value) + ROUNDING * bounds.scale {
            return true;
        }
        if board.work > MOST_WORK {
            return false;
        }
        let skill = bounds.skills[at].1;
        let value = plus(learnt.value, board.value(skill));
        let mut skills = learnt.skills.clone();
        skills.push(skill);
        let found = Found { skills, value };
        if value.is_more_than(best.value) {
            *best = found.clone();
        }
        if left > 1 {
            let bound = bound + bounds.next_to(board, skill);
            let before = board.learn(skill);
            let is_done = search(board, bounds, size, at + 1, (&found, bound), best);
            board.unlearn(before);
            if !is_done {
                return false;
            }
        }
    }
    true
}
