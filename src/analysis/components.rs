//! What hangs together both ways: the strongly connected components of links (R. Tarjan, Depth-first search and linear
//! graph algorithms, 1972), with a stack of our own, as a chain can be as long as a taxonomy is large.

/// What is known of a node on the way: nothing, where its number is 0.
#[derive(Clone, Copy, Default)]
struct Visit {
    /// The order in which it was met, from 1.
    number: u32,
    /// The least number on the stack that is reached from it.
    low: u32,
    is_open: bool,
}

/// The components that are reached from some of `count` nodes, each by number, and after all that its links lead to.
/// O(n + m) for n nodes that are reached and m links of them.
pub(super) fn components(
    count: usize,
    starts: impl Iterator<Item = usize>,
    ends: impl Fn(usize) -> Vec<usize>,
) -> Vec<Vec<usize>> {
    let mut visits = vec![Visit::default(); count];
    let (mut met, mut stack, mut found) = (0, Vec::new(), Vec::new());
    for start in starts {
        if visits[start].number > 0 {
            continue;
        }
        let mut path: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut enter = Some(start);
        loop {
            if let Some(node) = enter.take() {
                met += 1;
                visits[node] = Visit { number: met, low: met, is_open: true };
                stack.push(node);
                path.push((node, ends(node)));
            }
            let Some((node, rest)) = path.last_mut() else { break };
            let node = *node;
            if let Some(next) = rest.pop() {
                let Visit { number, is_open, .. } = visits[next];
                if number == 0 {
                    enter = Some(next);
                } else if is_open {
                    visits[node].low = visits[node].low.min(number);
                }
                continue;
            }
            path.pop();
            let Visit { number, low, .. } = visits[node];
            if let Some((before, _)) = path.last() {
                visits[*before].low = visits[*before].low.min(low);
            }
            if low == number {
                let at = stack.iter().rposition(|other| *other == node).unwrap_or(0);
                let mut component = stack.split_off(at);
                component.iter().for_each(|member: &usize| visits[*member].is_open = false);
                component.sort_unstable();
                found.push(component);
            }
        }
    }
    found
}
