//! How many roles ask for a skill, and for which others they ask.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use career_graph::analysis::{AskedIn, Trust, asking_both, co_occurring, demand};
use career_graph::graph::LinkKind;
use entity::{ConceptKind, Requirement, RoleLinkKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::drawn::{Drawn, Plain};
use super::gap::float;
use crate::support::{App, Database, Dice, Records, esco_table as esco, onet_table as onet};

/// The roles in use that ask for each skill, by links that count, each with the link.
fn asking(drawn: &Drawn) -> BTreeMap<Uuid, BTreeMap<Uuid, Uuid>> {
    let mut asking: BTreeMap<Uuid, BTreeMap<Uuid, Uuid>> = BTreeMap::new();
    let links = drawn.counted().into_iter().filter(|link| link.kind == LinkKind::RoleSkill);
    let important = |link: &Plain| {
        let row = drawn
            .data
            .role_skills
            .iter()
            .find(|row| row.id == link.id)
            .expect("a link of a role and a skill");
        row.importance.is_none_or(|importance| importance >= 3.0)
    };
    for link in links.filter(|link| drawn.is_known(link.from) && important(link)) {
        asking.entry(link.to).or_default().insert(link.from, link.id);
    }
    asking
}

fn taxonomy(drawn: &Drawn, concept: Uuid) -> Uuid {
    let concept = drawn.data.concepts.iter().find(|row| row.id == concept);
    concept.expect("it was drawn").taxonomy_id
}

#[test]
fn skills_that_are_asked_for_together_are_those_of_a_plain_twin() {
    let (mut met, mut empty) = (0, 0);
    for seed in 0..10_000 {
        let drawn = Drawn::new(seed);
        let dice = &mut Dice::new(seed + 3);
        let skills: Vec<Uuid> = drawn.data.skills.iter().map(|row| row.id).collect();
        let (skill, first) = (*dice.of(&skills), 1 + dice.below(5));
        let asking = asking(&drawn);
        let none = BTreeMap::new();
        let mine: BTreeSet<Uuid> = asking.get(&skill).unwrap_or(&none).keys().copied().collect();
        let asks_any = asking.iter().filter(|(id, _)| **id == skill || drawn.is_known(**id));
        let of_mine: BTreeSet<Uuid> = mine.iter().map(|role| taxonomy(&drawn, *role)).collect();
        let among = |role: &Uuid| of_mine.contains(&taxonomy(&drawn, *role));
        let all: BTreeSet<Uuid> =
            asks_any.flat_map(|(_, roles)| roles.keys().copied()).filter(among).collect();
        let mut expected: Vec<(Uuid, usize, f64, f64, f64)> = Vec::new();
        for (other, roles) in asking.iter().filter(|(id, _)| **id != skill && drawn.is_known(**id)) {
            let theirs: BTreeSet<Uuid> = roles.keys().copied().collect();
            let (both, either) = (mine.intersection(&theirs).count(), mine.union(&theirs).count());
            if both > 0 {
                let share = float(both) / float(mine.len());
                let among = theirs.iter().filter(|role| among(role)).count();
                let lift = float(both) * float(all.len()) / (float(mine.len()) * float(among));
                expected.push((*other, both, share, float(both) / float(either), lift));
            }
        }
        expected.sort_by(|a, b| {
            b.3.total_cmp(&a.3).then(b.1.cmp(&a.1)).then(drawn.name(a.0).cmp(drawn.name(b.0)))
        });
        let found = co_occurring(&drawn.graph, drawn.idx(skill), &drawn.trust, first);
        assert_eq!((found.roles.len(), found.count), (mine.len(), expected.len()), "seed {seed}");
        expected.truncate(first);
        let shown = found.skills.iter();
        let shown = shown.map(|one| (drawn.id(one.skill), one.roles, one.share, one.jaccard, one.lift));
        assert_eq!(shown.collect::<Vec<_>>(), expected, "seed {seed}");
        for one in &found.skills {
            let both = asking_both(&drawn.graph, &found.roles, one.skill, &drawn.trust);
            let both: Vec<(Uuid, Vec<Uuid>)> = both
                .map(|(role, links)| {
                    let id = |link| drawn.graph.link(LinkKind::RoleSkill, link).2.id;
                    (drawn.id(role), links.map(id).to_vec())
                })
                .collect();
            let theirs = &asking[&drawn.id(one.skill)];
            let mut roles: Vec<Uuid> =
                mine.iter().filter(|role| theirs.contains_key(role)).copied().collect();
            roles.sort_by_key(|role| drawn.name(*role));
            let links = |role: Uuid| vec![asking[&skill][&role], theirs[&role]];
            assert_eq!(
                both,
                roles.iter().map(|role| (*role, links(*role))).collect::<Vec<_>>(),
                "seed {seed}"
            );
        }
        met += expected.len();
        empty += usize::from(expected.is_empty());
    }
    assert!(met > 5_000 && empty > 100, "{met} skills, {empty} times none");
}

#[test]
fn demand_is_that_of_a_plain_twin() {
    let mut met = 0;
    for seed in 0..10_000 {
        let drawn = Drawn::new(seed);
        let skills: Vec<Uuid> = drawn.data.skills.iter().map(|row| row.id).collect();
        let skill = *Dice::new(seed + 5).of(&skills);
        let asking = asking(&drawn);
        let links: BTreeSet<Uuid> =
            asking.get(&skill).into_iter().flat_map(|roles| roles.values().copied()).collect();
        let rows: Vec<_> = drawn.data.role_skills.iter().filter(|row| links.contains(&row.id)).collect();
        let said = |requirement| rows.iter().filter(|row| row.requirement == requirement).count();
        let found = demand(&drawn.graph, drawn.idx(skill), &drawn.trust);
        let asked = &found.asked;
        let essential = said(Some(Requirement::Essential));
        let optional = said(Some(Requirement::Optional));
        assert_eq!(
            [asked.roles, asked.essential, asked.optional, asked.unsaid],
            [rows.len(), essential, optional, said(None)],
            "seed {seed}"
        );
        let share = (essential + optional > 0).then(|| float(essential) / float(essential + optional));
        assert_eq!(asked.essential_share(), share, "seed {seed}");
        // These are quarters, so that their sums are exact in any order.
        let rated: Vec<f64> = rows.iter().filter_map(|row| row.importance).collect();
        let mean = (!rated.is_empty()).then(|| rated.iter().sum::<f64>() / float(rated.len()));
        assert_eq!((asked.rated, asked.mean_importance()), (rated.len(), mean), "seed {seed}");

        let mut of: BTreeMap<Uuid, (usize, usize)> = BTreeMap::new();
        let known = asking.iter().filter(|(id, _)| **id == skill || drawn.is_known(**id));
        let any: BTreeSet<Uuid> = known.flat_map(|(_, roles)| roles.keys().copied()).collect();
        for role in any {
            let counts = of.entry(taxonomy(&drawn, role)).or_default();
            counts.1 += 1;
            counts.0 += usize::from(rows.iter().any(|row| row.role_id == role));
        }
        let shown: BTreeMap<Uuid, (usize, usize)> = found
            .taxonomies
            .iter()
            .map(|one| (drawn.graph.taxonomy(one.taxonomy).record.id, (one.asked.roles, one.of)))
            .collect();
        assert_eq!(shown, of, "seed {seed}");
        let key = |one: &AskedIn| {
            let slug = drawn.graph.taxonomy(one.taxonomy).record.slug.clone();
            (Reverse(one.asked.roles), slug)
        };
        assert!(found.taxonomies.is_sorted_by_key(key), "seed {seed}: {:?}", found.taxonomies);
        for one in &found.taxonomies {
            assert_eq!(one.share(), float(one.asked.roles) / float(one.of), "seed {seed}");
        }
        met += rows.len();
    }
    assert!(met > 5_000, "{met} links");
}

/// Four roles and what they ask for; a kind of weaver of which nothing is stated, and one that is retired.
fn trades() -> Records {
    let mut records = Records::new("trades");
    let [weaver, spinner, dyer, clerk, heir, gone] =
        ["weaver", "spinner", "dyer", "clerk", "silk-weaver", "fuller"].map(|key| records.role(key));
    let [yarn, dye, warp, count] = ["yarn", "dyeing", "warping", "counting"].map(|key| records.skill(key));
    records.skill("napping");
    for (role, skill, requirement, importance) in [
        (weaver, yarn, Some(Requirement::Essential), Some(4.0)),
        (spinner, yarn, Some(Requirement::Essential), Some(3.5)),
        (dyer, yarn, Some(Requirement::Optional), None),
        (weaver, dye, None, None),
        (dyer, dye, None, None),
        (weaver, warp, None, None),
        (clerk, count, None, None),
        (gone, yarn, None, None),
        (gone, warp, None, None),
    ] {
        let id = records.role_skill(role, skill, None);
        let link = records.role_skill_mut(id);
        (link.requirement, link.importance) = (requirement, importance);
    }
    records.role_relation(heir, weaver, RoleLinkKind::Broader);
    records.retire(gone, None);
    records
}

async fn asked(app: &App, skill: &str, fields: &str) -> Value {
    let query = format!("{{ skill(by: {{slug: \"{skill}\"}}) {{ {fields} }} }}");
    app.data(&query).await["skill"].take()
}

#[tokio::test]
async fn what_is_asked_for_together_is_counted_over_roles() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let fields =
        "coOccurring { roleCount totalCount skills { skill { slug } roleCount share jaccard lift } }";
    let found = asked(&app, "yarn", fields).await;
    // Yarn: weaver, spinner, dyer. Dyeing: weaver, dyer: 2 of 3, 2 of 3 in all, and 2 * 4 / (3 * 2) of four roles.
    // Warping: weaver: 1 of 3, and 1 * 4 / (3 * 1). The fuller is retired, and what is a kind of weaver states nothing.
    let one = |slug: &str, roles: usize, share: f64, jaccard: f64, lift: f64| json!({"skill": {"slug": slug}, "roleCount": roles, "share": share, "jaccard": jaccard, "lift": lift});
    let expected = [
        one("dyeing", 2, 0.666_667, 0.666_667, 1.333_333),
        one("warping", 1, 0.333_333, 0.333_333, 1.333_333),
    ];
    assert_eq!(found["coOccurring"], json!({"roleCount": 3, "totalCount": 2, "skills": expected}));
    let first = asked(&app, "yarn", "coOccurring(first: 1) { totalCount skills { skill { slug } } }").await;
    assert_eq!(first["coOccurring"], json!({"totalCount": 2, "skills": [{"skill": {"slug": "dyeing"}}]}));
    let nobody = asked(&app, "napping", fields).await;
    assert_eq!(nobody["coOccurring"], json!({"roleCount": 0, "totalCount": 0, "skills": []}));
    let behind = "coOccurring(first: 1) { skills { roles { slug } because { locator } one: because(first: 1) { locator } }
        receipt { algorithm version revision } }";
    let behind = asked(&app, "yarn", behind).await;
    let dyeing = &behind["coOccurring"]["skills"][0];
    assert_eq!(dyeing["roles"], json!([{"slug": "dyer"}, {"slug": "weaver"}]));
    assert_eq!(dyeing["because"].as_array().map(Vec::len), Some(4), "of two roles, two links each");
    assert_eq!(dyeing["one"], json!([{"locator": "section 1"}]));
    let receipt = json!({"algorithm": "coOccurring", "version": 3, "revision": 1});
    assert_eq!(behind["coOccurring"]["receipt"], receipt);
}

#[tokio::test]
async fn demand_is_counted_over_roles_and_by_taxonomy() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let counts =
        "roleCount essentialCount optionalCount unsaidCount essentialShare ratedCount meanImportance";
    let fields = format!(
        "demand {{ total {{ {counts} }} taxonomies {{ taxonomy {{ slug }} counts {{ roleCount }} ofRoles share }}
           because {{ locator }} receipt {{ algorithm version }} }}"
    );
    let found = asked(&app, "yarn", &fields).await["demand"].take();
    let total = json!({
        "roleCount": 3, "essentialCount": 2, "optionalCount": 1, "unsaidCount": 0,
        "essentialShare": 0.666_667, "ratedCount": 2, "meanImportance": 3.75,
    });
    assert_eq!(found["total"], total);
    // Weaver, spinner and dyer of these and the clerk.
    let by =
        json!([{"taxonomy": {"slug": "trades"}, "counts": {"roleCount": 3}, "ofRoles": 4, "share": 0.75}]);
    assert_eq!(found["taxonomies"], by);
    assert_eq!(found["because"].as_array().map(Vec::len), Some(3));
    assert_eq!(found["receipt"], json!({"algorithm": "demand", "version": 3}));
    let nobody = asked(&app, "napping", &fields).await["demand"].take();
    assert_eq!(nobody["total"]["roleCount"], 0);
    assert_eq!(
        (&nobody["total"]["essentialShare"], &nobody["total"]["meanImportance"]),
        (&json!(null), &json!(null))
    );
    let unsaid = asked(&app, "dyeing", &fields).await["demand"].take();
    assert_eq!(
        (&unsaid["total"]["unsaidCount"], &unsaid["total"]["essentialShare"]),
        (&json!(2), &json!(null))
    );
}

#[tokio::test]
async fn only_what_counts_is_counted() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    app.load(Records::new("other").dataset).await;
    for (arguments, roles) in [
        ("minEvidence: 1", 3),
        ("minEvidence: 2", 0),
        ("taxonomies: [\"trades\"]", 3),
        ("taxonomies: [\"other\"]", 0),
        ("taxonomies: []", 0),
    ] {
        let fields = format!(
            "a: coOccurring({arguments}) {{ roleCount }} b: demand({arguments}) {{ total {{ roleCount }} }}"
        );
        let found = asked(&app, "yarn", &fields).await;
        assert_eq!(
            found,
            json!({"a": {"roleCount": roles}, "b": {"total": {"roleCount": roles}}}),
            "{arguments}"
        );
    }
    for (field, code, said) in [
        ("coOccurring(first: 0) { roleCount }", "BAD_USER_INPUT", "`first` is 0: expected 1 to 50"),
        ("coOccurring(first: 51) { roleCount }", "BAD_USER_INPUT", "`first` is 51: expected 1 to 50"),
        (
            "coOccurring { skills { roles(first: 51) { id } } }",
            "BAD_USER_INPUT",
            "`first` is 51: expected 1 to 50",
        ),
        ("demand { because(first: 0) { date } }", "BAD_USER_INPUT", "`first` is 0: expected 1 to 50"),
        ("coOccurring(minEvidence: -1) { roleCount }", "BAD_USER_INPUT", "`minEvidence` is -1"),
        ("demand(minEvidence: -1) { total { roleCount } }", "BAD_USER_INPUT", "`minEvidence` is -1"),
        ("coOccurring(taxonomies: [\"nowhere\"]) { roleCount }", "NOT_FOUND", "nowhere"),
        ("demand(taxonomies: [\"nowhere\"]) { total { roleCount } }", "NOT_FOUND", "nowhere"),
        ("demand(sources: [\"x\"]) { total { roleCount } }", "BAD_USER_INPUT", "x"),
    ] {
        let query = format!("{{ skill(by: {{slug: \"warping\"}}) {{ {field} }} }}");
        let (found, message) = app.error(&query).await;
        assert!(found == code && message.contains(said), "{query}: {found} {message}");
    }
}

#[tokio::test]
async fn skills_of_onet_are_asked_for_where_its_files_rate_them_as_important() {
    let Some(snapshot) = crate::whole::snapshot().await else { return };
    let graph = &snapshot.graph;
    // Of each element the occupations, with its importance.
    let mut asking: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for file in ["Skills.txt", "Knowledge.txt", "Work Styles.txt"] {
        for row in onet(file).iter().filter(|row| row["Scale ID"] == "IM") {
            let importance: f64 = row["Data Value"].parse().expect("a number");
            if importance >= 3.0 {
                let roles = asking.entry(row["Element ID"].clone()).or_default();
                roles.insert(row["O*NET-SOC Code"].clone(), importance);
            }
        }
    }
    let trust =
        Trust { taxonomies: graph.taxonomy_by_slug("onet").map(|onet| vec![onet]), ..Trust::default() };
    // Reading comprehension, and mathematics, each asked for by some only.
    for element in ["2.A.1.a", "2.A.1.e"] {
        let (mine, code) = (&asking[element], entity::CodeScheme::OnetElement);
        assert!((100..800).contains(&mine.len()), "{element}: {}", mine.len());
        let idx = graph.by_code(ConceptKind::Skill, code, element).expect("it was imported");
        let mut expected: Vec<(f64, usize)> = Vec::new();
        for theirs in asking.iter().filter(|(other, _)| *other != element).map(|(_, theirs)| theirs) {
            let both = theirs.keys().filter(|role| mine.contains_key(*role)).count();
            if both > 0 {
                expected.push((float(both) / float(mine.len() + theirs.len() - both), both));
            }
        }
        expected.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        let found = co_occurring(graph, idx, &trust, 50);
        assert_eq!((found.roles.len(), found.count), (mine.len(), expected.len()), "{element}");
        expected.truncate(50);
        let shown: Vec<(f64, usize)> = found.skills.iter().map(|one| (one.jaccard, one.roles)).collect();
        assert_eq!(shown, expected, "{element}");
        let asked = demand(graph, idx, &trust);
        assert_eq!((asked.asked.rated, asked.asked.unsaid), (mine.len(), mine.len()));
        let all: BTreeSet<&String> = asking.values().flat_map(BTreeMap::keys).collect();
        assert_eq!((asked.taxonomies[0].asked.roles, asked.taxonomies[0].of), (mine.len(), all.len()));
        let mean = mine.values().sum::<f64>() / float(mine.len());
        assert!(asked.asked.mean_importance().is_some_and(|found| (found - mean).abs() < 1e-9), "{mean}");
    }
}

#[tokio::test]
async fn skills_of_esco_are_asked_for_as_its_files_say() {
    let Some(snapshot) = crate::whole::snapshot().await else { return };
    let graph = &snapshot.graph;
    let occupations: BTreeSet<String> =
        esco("occupations_en.csv").into_iter().map(|row| row["conceptUri"].clone()).collect();
    // Of each skill the occupations, and whether each asks for it as essential.
    let mut asking: BTreeMap<String, BTreeMap<String, bool>> = BTreeMap::new();
    for row in esco("occupationSkillRelations.csv") {
        if occupations.contains(&row["occupationUri"]) {
            let roles = asking.entry(row["skillUri"].clone()).or_default();
            *roles.entry(row["occupationUri"].clone()).or_default() |= row["relationType"] == "essential";
        }
    }
    let trust =
        Trust { taxonomies: graph.taxonomy_by_slug("esco").map(|esco| vec![esco]), ..Trust::default() };
    let all: BTreeSet<&String> = asking.values().flat_map(BTreeMap::keys).collect();
    let most = asking.iter().max_by_key(|(_, roles)| roles.len()).expect("there are skills").0;
    let some = asking.keys().step_by(asking.len() / 10).chain([most]);
    for uri in some {
        let idx =
            graph.by_code(ConceptKind::Skill, entity::CodeScheme::EscoUri, uri).expect("it was imported");
        let (mine, found) = (&asking[uri], demand(graph, idx, &trust));
        let essential = mine.values().filter(|essential| **essential).count();
        assert_eq!(
            [found.asked.roles, found.asked.essential, found.asked.unsaid],
            [mine.len(), essential, 0]
        );
        assert_eq!((found.taxonomies.len(), found.taxonomies[0].of), (1, all.len()));
        let mut expected: Vec<(f64, usize)> = Vec::new();
        let mut by_uri: BTreeMap<&String, (f64, usize)> = BTreeMap::new();
        for (other, theirs) in asking.iter().filter(|(other, _)| *other != uri) {
            let both = theirs.keys().filter(|role| mine.contains_key(*role)).count();
            if both > 0 {
                let values = (float(both) / float(mine.len() + theirs.len() - both), both);
                expected.push(values);
                by_uri.insert(other, values);
            }
        }
        expected.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        let found = co_occurring(graph, idx, &trust, 10);
        assert_eq!(found.count, expected.len(), "{uri}");
        expected.truncate(10);
        let shown: Vec<(f64, usize)> = found.skills.iter().map(|one| (one.jaccard, one.roles)).collect();
        assert_eq!(shown, expected, "{uri}");
        for one in &found.skills {
            let other = graph.concept(one.skill).key.to_string();
            assert_eq!(by_uri[&other], (one.jaccard, one.roles), "{uri} {other}");
            let by_chance = float(mine.len()) * float(asking[&other].len());
            assert_eq!(one.lift, float(one.roles) * float(all.len()) / by_chance, "{uri} {other}");
        }
    }
}
