//! Hops between the related occupations of O*NET, counted in the file as it is published, without the importer.

use std::collections::{BTreeMap, HashMap, HashSet};

use career_graph::analysis::{Constraint, Held, HopKind, PathCost, Paths, Trust, career_paths};
use career_graph::graph::Graph;
use entity::{ConceptKind, RelatedTier};

use super::journey;
use crate::support::rows;
use crate::whole::snapshot;

/// Related occupations by occupation and tier.
type Related = BTreeMap<String, Vec<(String, RelatedTier)>>;

fn related() -> Option<Related> {
    let mut related = Related::new();
    for row in rows("onet-29.0-text.zip", "Related Occupations.txt")? {
        let tier = match row["Relatedness Tier"].as_str() {
            "Primary-Short" => RelatedTier::PrimaryShort,
            "Primary-Long" => RelatedTier::PrimaryLong,
            "Supplemental" => RelatedTier::Supplemental,
            other => panic!("{other} is no tier"),
        };
        let to = row["Related O*NET-SOC Code"].clone();
        related.entry(row["O*NET-SOC Code"].clone()).or_default().push((to, tier));
    }
    Some(related)
}

/// How many hops lead from one occupation to another.
fn hops(related: &Related, from: &str, to: &str, tiers: &[RelatedTier], most: usize) -> Option<usize> {
    let (mut level, mut seen) = (vec![from.to_owned()], HashSet::from([from.to_owned()]));
    for count in 0..=most {
        if level.iter().any(|code| code == to) {
            return Some(count);
        }
        let ends = level.iter().filter_map(|code| related.get(code)).flatten();
        let next: Vec<String> = ends
            .filter(|(_, tier)| tiers.contains(tier))
            .map(|(code, _)| code.clone())
            .filter(|code| seen.insert(code.clone()))
            .collect();
        level = next;
    }
    None
}

/// The occupations of O*NET, by code.
fn by_code(graph: &Graph) -> HashMap<&str, career_graph::graph::ConceptIdx> {
    let roles = graph.of_kind(ConceptKind::Role).map(|idx| (idx, graph.concept(idx)));
    let onet = roles.filter(|(_, role)| graph.taxonomy(role.taxonomy).record.slug == "onet");
    onet.map(|(idx, role)| (&*role.key, idx)).collect()
}

#[tokio::test]
async fn hops_by_tier_are_those_of_the_published_file() {
    let (Some(related), Some(snapshot)) = (related(), snapshot().await) else { return };
    let graph = &snapshot.graph;
    let codes = by_code(graph);
    let all: Vec<&String> = related.keys().collect();
    let tiers = [RelatedTier::PrimaryShort, RelatedTier::PrimaryLong, RelatedTier::Supplemental];
    let nothing = Held::default();
    let (mut found, mut none) = (0, 0);
    for pair in 0..20 {
        let (from, to) = (all[(pair * 47 + 3) % all.len()], all[(pair * 211 + 500) % all.len()]);
        for count in 1..=3 {
            let tiers = &tiers[..count];
            let expected = hops(&related, from, to, tiers, 10);
            let mut asked = journey(codes[from.as_str()], codes[to.as_str()], &nothing, PathCost::Hops);
            asked.via = Some(vec![HopKind::Related]);
            asked.tiers = Some(tiers.to_vec());
            asked.max_hops = 10;
            let prepared = snapshot.prepared.hops(graph);
            let answer: Result<Paths, ()> =
                career_paths(graph, prepared, &asked, &Trust::default(), &mut || Ok(()));
            let answer = answer.expect("nothing ends it");
            let told = answer.routes.first().map(|route| route.hops.len());
            assert_eq!(told, expected, "{from} to {to}, {count} tiers");
            for hop in answer.routes.iter().flat_map(|route| &route.hops) {
                let ends = [hop.from, hop.to].map(|idx| &*graph.concept(idx).key);
                let stated = related[ends[0]].iter().find(|(code, _)| code == ends[1]).expect("a line");
                assert_eq!(Some(stated.1), hop.tier, "{ends:?}");
            }
            found += usize::from(told.is_some());
            none += usize::from(answer.no_route.is_some_and(|none| none != Constraint::Graph));
        }
    }
    assert!(found > 30, "{found} found, {none} not");
}
