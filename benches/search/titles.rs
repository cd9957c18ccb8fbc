//! Roles for the titles of jobs, and what their confidence means.

use std::collections::BTreeMap;
use std::time::Instant;

use career_graph::graph::{ConceptIdx, Graph};
use career_graph::search::{Index, TitleMatch, roles_for_title};
use serde::Deserialize;

use super::key;
use super::support::percentiles;

#[derive(Deserialize)]
struct List {
    job_title: Vec<Title>,
}

#[derive(Deserialize)]
struct Title {
    title: String,
    kind: String,
    expected: Vec<String>,
    seniority: Option<String>,
}

pub(super) fn print(graph: &Graph, index: &Index, titles: &[String]) {
    if titles.is_empty() {
        listed(graph, index);
    }
    for title in titles {
        let found = roles_for_title(graph, index, title, 10);
        shown(graph, title, &found);
    }
}

fn shown(graph: &Graph, title: &str, found: &TitleMatch) {
    println!("{title:?}: {:?}, core {:?}, noise {:?}", found.seniority, found.core, found.noise);
    for one in &found.candidates {
        let (key, name) = (key(graph, one.concept), &graph.concept(one.concept).sort_name);
        println!("  {:.2} {:?} {key} {name}: {}", one.confidence, one.how, one.reason);
    }
}

fn listed(graph: &Graph, index: &Index) {
    let list: List =
        toml::from_str(include_str!("../../tests/it/search/job_titles.toml")).expect("the list can be read");
    let (mut times, mut levels) = (Vec::new(), 0);
    let mut sorts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut sure = [[0_usize; 2]; 11];
    for title in &list.job_title {
        let began = Instant::now();
        let found = roles_for_title(graph, index, &title.title, if title.kind == "ad" { 5 } else { 20 });
        times.push(began.elapsed());
        let is_expected = |at: ConceptIdx| title.expected.contains(&key(graph, at));
        let expected: Vec<bool> = found.candidates.iter().map(|one| is_expected(one.concept)).collect();
        let hits = |within: usize| expected.iter().take(within).filter(|hit| **hit).count();
        let right = match title.kind.as_str() {
            "ad" => hits(3) > 0,
            "nonsense" => found.candidates.is_empty(),
            _ => hits(20) > 1,
        };
        let sums = sorts.entry(&title.kind).or_default();
        for (sum, add) in sums.iter_mut().zip([true, right, hits(1) > 0]) {
            *sum += usize::from(add);
        }
        let level = found.seniority.map(|level| level.text().to_owned());
        levels += usize::from(level == title.seniority);
        if !right || level != title.seniority {
            shown(graph, &title.title, &found);
        }
        for (one, hit) in found.candidates.iter().zip(&expected).filter(|_| title.kind == "ad") {
            let tenth = (0..10).rev().find(|tenth| one.confidence >= f64::from(*tenth) / 10.0).unwrap_or(0);
            for at in [usize::try_from(tenth).unwrap_or_default(), 10] {
                if at < 10 || one.confidence >= 0.8 {
                    sure[at] = [sure[at][0] + 1, sure[at][1] + usize::from(*hit)];
                }
            }
        }
    }
    for (sort, [all, right, first]) in sorts {
        println!("{sort:>10}: {all:>3}, right {right}, first {first}");
    }
    println!("    levels: {levels} of {}", list.job_title.len());
    println!("confidence  candidates  right");
    for (tenth, [all, right]) in sure.iter().enumerate().filter(|(_, [all, _])| *all > 0).rev() {
        let from = if tenth == 10 { "all from 0.8".to_owned() } else { format!("from 0.{tenth}") };
        println!("{from:>12}  {all:>5}  {:.2}", *right as f64 / *all as f64);
    }
    println!("{}", percentiles(times));
    let began = Instant::now();
    for title in list.job_title.iter().cycle().take(100) {
        roles_for_title(graph, index, &title.title, 5);
    }
    println!("100 titles: {:?}", began.elapsed());
}
