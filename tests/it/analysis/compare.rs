//! What roles have in common, and what each has alone.

use std::collections::BTreeMap;

use career_graph::analysis::{Basis, SharedLinks, Unique, compare};
use career_graph::graph::{ConceptIdx, LinkIdx, LinkKind};
use entity::{ExperienceLevel, PathwayKind, Requirement};
use serde_json::{Value, json};
use uuid::Uuid;

use super::drawn::Drawn;
use super::similar::ruzicka;
use crate::support::{App, Database, Dice, Records};

#[test]
fn a_comparison_is_that_of_a_plain_twin() {
    let mut met = 0;
    for seed in 0..10_000 {
        let drawn = Drawn::new(seed);
        let dice = &mut Dice::new(seed + 1);
        let count = 2 + dice.below(4);
        let start = dice.below(drawn.roles.len());
        let roles: Vec<Uuid> =
            drawn.roles.iter().cycle().skip(start).take(count.min(drawn.roles.len())).copied().collect();
        let needs: Vec<_> = roles.iter().map(|role| drawn.needs(*role, Basis::Skills)).collect();
        let idxs: Vec<_> = roles.iter().map(|role| drawn.idx(*role)).collect();
        let found = compare(&drawn.graph, &idxs, &drawn.trust);

        let mut shared: Vec<(f64, String, Vec<usize>)> = Vec::new();
        let mut unique: Vec<Vec<(f64, String)>> = vec![Vec::new(); roles.len()];
        for skill in drawn.concepts() {
            let who: Vec<usize> = (0..roles.len()).filter(|at| needs[*at].contains_key(&skill)).collect();
            let weight = who.iter().map(|at| needs[*at][&skill].1).sum();
            match who[..] {
                [] => {}
                [one] => unique[one].push((weight, drawn.name(skill).to_owned())),
                _ => shared.push((weight, drawn.name(skill).to_owned(), who)),
            }
        }
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for one in &mut unique {
            one.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        }
        let name = |idx| drawn.name(drawn.id(idx)).to_owned();
        let of_skills = found.skills.iter().map(|one| {
            (one.weight, name(one.skill), one.needs.iter().map(|(place, _)| *place).collect::<Vec<_>>())
        });
        assert_eq!(of_skills.collect::<Vec<_>>(), shared, "seed {seed}");
        for (found, expected) in found.unique.iter().zip(&unique) {
            let skills: Vec<_> = found.skills.iter().map(|need| (need.weight, name(need.skill))).collect();
            assert_eq!(skills, *expected, "seed {seed}");
        }
        let link_names = |all: &[SharedLinks]| -> Vec<(usize, String)> {
            all.iter().map(|one| (one.links.len(), name(one.concept))).collect()
        };
        type Alone = fn(&Unique) -> &Vec<(ConceptIdx, LinkIdx)>;
        let lists: [(LinkKind, &Vec<SharedLinks>, Alone); 3] = [
            (LinkKind::RoleTool, &found.tools, |one| &one.tools),
            (LinkKind::RoleTask, &found.tasks, |one| &one.tasks),
            (LinkKind::RolePathway, &found.pathways, |one| &one.pathways),
        ];
        for (kind, all, alone) in lists {
            let has: Vec<Vec<Uuid>> = roles.iter().map(|role| drawn.has(*role, kind)).collect();
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            has.iter().flatten().for_each(|id| *counts.entry(drawn.name(*id)).or_default() += 1);
            let mut several: Vec<(usize, String)> = counts
                .iter()
                .filter(|(_, count)| **count > 1)
                .map(|(name, count)| (*count, (*name).to_owned()))
                .collect();
            several.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            assert_eq!(link_names(all), several, "seed {seed}");
            for (found, has) in found.unique.iter().zip(&has) {
                let found: Vec<String> = alone(found).iter().map(|(idx, _)| name(*idx)).collect();
                let own: Vec<&str> =
                    has.iter().map(|id| drawn.name(*id)).filter(|name| counts[name] == 1).collect();
                assert_eq!(found, own, "seed {seed}");
            }
        }
        for pair in &found.pairs {
            let (a, b) = (&needs[pair.places.0], &needs[pair.places.1]);
            let plain = |all: &super::drawn::Needs| all.keys().map(|skill| (*skill, 1.0)).collect();
            let weights =
                |all: &super::drawn::Needs| all.iter().map(|(skill, need)| (*skill, need.1)).collect();
            assert_eq!(pair.similarity, ruzicka(&plain(a), &plain(b)), "seed {seed}");
            assert!((pair.weighted - ruzicka(&weights(a), &weights(b))).abs() < 1e-12, "seed {seed}");
            assert_eq!(pair.shared, a.keys().filter(|skill| b.contains_key(skill)).count());
        }
        assert_eq!(found.pairs.len(), roles.len() * (roles.len() - 1) / 2);
        met += found.skills.len();
    }
    assert!(met > 5_000, "{met} shared skills");
}

/// A weaver, a spinner and a clerk.
fn trades() -> Records {
    let mut records = Records::new("trades");
    let [weaver, spinner, _clerk] = ["weaver", "spinner", "clerk"].map(|key| records.role(key));
    let [warp, dye, yarn] = ["warping", "dyeing", "yarn"].map(|key| records.skill(key));
    for (role, skill, level, importance, requirement) in [
        (weaver, warp, None, None, None),
        (weaver, dye, Some(2.0), Some(5.0), Some(Requirement::Essential)),
        (spinner, dye, Some(3.5), Some(3.0), Some(Requirement::Essential)),
        (weaver, yarn, Some(1.0), None, Some(Requirement::Optional)),
        (spinner, yarn, None, None, Some(Requirement::Optional)),
    ] {
        let id = records.role_skill(role, skill, level);
        let link = records.role_skill_mut(id);
        (link.importance, link.requirement) = (importance, requirement);
    }
    let [loom, wheel] = ["loom", "wheel"].map(|key| records.tool(key));
    for (role, tool) in [(weaver, loom), (spinner, loom), (spinner, wheel)] {
        records.role_tool(role, tool);
    }
    let task = records.task("sweep");
    records.role_task(weaver, task, 1);
    let [school, village] = ["school", "village"].map(|key| records.pathway(key, PathwayKind::Vocational));
    for (role, pathway) in [(weaver, school), (spinner, school), (spinner, village)] {
        records.role_pathway(role, pathway);
    }
    for (role, level, amount) in [
        (weaver, ExperienceLevel::Entry, 20_000),
        (weaver, ExperienceLevel::Senior, 35_000),
        (spinner, ExperienceLevel::Entry, 18_000),
    ] {
        records.salary(role, "FR", level, amount);
    }
    records
}

const ALL: &str = "roles { role { slug } uniqueSkillCount uniqueSkills { skill { slug } weight } uniqueTools { tool { slug } roles { slug } because { source { slug } } } uniqueTasks { task { slug } } uniquePathways { pathway { slug } roles { slug } because { locator } } pay { region currency period min max count because { locator } } }
  sharedSkillCount sharedSkills { skill { slug } weight levelDifference
    needs { role { slug } skill { slug } requirement importance level weight because { source { slug } locator } } }
  sharedTools { tool { slug } roles { slug } because { locator } } sharedTasks { task { slug } } sharedPathways { pathway { slug } roles { slug } because { locator } }
  pairs { a { slug } b { slug } similarity weightedSimilarity shared } receipt { algorithm inputsHash }";

async fn asked(app: &App, roles: &[&str], more: &str) -> Value {
    let roles: Vec<String> = roles.iter().map(|slug| format!("{{slug: \"{slug}\"}}")).collect();
    let query = format!("{{ compareRoles(roles: [{}]{more}) {{ {ALL} }} }}", roles.join(", "));
    app.data(&query).await["compareRoles"].take()
}

#[tokio::test]
async fn what_two_roles_share_is_told_with_who_says_so_and_what_each_has_alone_besides() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let found = asked(&app, &["weaver", "spinner"], "").await;
    // Dyeing weighs (5 - 1) / 4 = 1 for the weaver and (3 - 1) / 4 = 0.5 for the spinner, yarn 0.5 for both.
    let because = json!([{"source": {"slug": "trades"}, "locator": "section 1"}]);
    let need = |role: &str, importance: Value, level: Value, weight: f64| {
        json!({"role": {"slug": role}, "skill": {"slug": "dyeing"}, "requirement": "ESSENTIAL", "importance": importance,
               "level": level, "weight": weight, "because": because})
    };
    let skills = found["sharedSkills"].as_array().expect("skills");
    assert_eq!(
        skills[0],
        json!({"skill": {"slug": "dyeing"}, "weight": 1.5, "levelDifference": 1.5,
               "needs": [need("weaver", json!(5.0), json!(2.0), 1.0), need("spinner", json!(3.0), json!(3.5), 0.5)]})
    );
    assert_eq!(skills[1]["skill"]["slug"], "yarn");
    assert_eq!((skills[1]["weight"].as_f64(), &skills[1]["levelDifference"]), (Some(1.0), &Value::Null));
    assert_eq!((skills.len(), found["sharedSkillCount"].as_u64()), (2, Some(2)));
    let wheel = json!([{"tool": {"slug": "wheel"}, "roles": [{"slug": "spinner"}],
                        "because": [{"source": {"slug": "trades"}}]}]);
    let pay = |min: f64, max: f64, count: usize| {
        let because: Vec<Value> = (0..count).map(|_| json!({"locator": "section 1"})).collect();
        json!([{"region": "FR", "currency": "GBP", "period": "YEAR", "min": min, "max": max, "count": count, "because": because}])
    };
    let own = json!([
        {"role": {"slug": "weaver"}, "uniqueSkillCount": 1, "uniqueTools": [], "uniqueTasks": [{"task": {"slug": "sweep"}}],
         "uniquePathways": [], "pay": pay(20_000.0, 35_000.0, 2),
         "uniqueSkills": [{"skill": {"slug": "warping"}, "weight": 1.0}]},
        {"role": {"slug": "spinner"}, "uniqueSkillCount": 0, "uniqueTools": wheel, "uniqueTasks": [],
         "uniquePathways": [{"pathway": {"slug": "village"}, "roles": [{"slug": "spinner"}], "because": [{"locator": "section 1"}]}],
         "pay": pay(18_000.0, 18_000.0, 1),
         "uniqueSkills": []},
    ]);
    assert_eq!(found["roles"], own);
    let loom = json!([{"tool": {"slug": "loom"}, "roles": [{"slug": "weaver"}, {"slug": "spinner"}],
                       "because": [{"locator": "section 1"}, {"locator": "section 1"}]}]);
    assert_eq!((&found["sharedTools"], &found["sharedTasks"]), (&loom, &json!([])));
    let school = json!([{"pathway": {"slug": "school"}, "roles": [{"slug": "weaver"}, {"slug": "spinner"}],
                         "because": [{"locator": "section 1"}, {"locator": "section 1"}]}]);
    assert_eq!(found["sharedPathways"], school);
    // 2 of 3; with weights (0.5 + 0.5) by (1 + 1 + 0.5).
    let pair = json!([{"a": {"slug": "weaver"}, "b": {"slug": "spinner"}, "similarity": 0.666_667,
                       "weightedSimilarity": 0.4, "shared": 2}]);
    assert_eq!(found["pairs"], pair);
    let again = asked(&app, &["weaver", "spinner"], ", minEvidence: 0, sources: null").await;
    assert_eq!(found, again);
    let turned = asked(&app, &["spinner", "weaver"], "").await;
    assert_ne!(found["receipt"]["inputsHash"], turned["receipt"]["inputsHash"], "the answer has their order");
}

#[tokio::test]
async fn roles_of_which_nothing_counts_have_nothing_in_common() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    for (roles, more) in [
        (["weaver", "clerk", "spinner"], ", minEvidence: 2"),
        (["weaver", "clerk", "spinner"], ", taxonomies: []"),
    ] {
        let found = asked(&app, &roles, more).await;
        assert_eq!((&found["sharedSkills"], &found["sharedTools"]), (&json!([]), &json!([])));
        assert_eq!(found["sharedPathways"], json!([]));
        let pairs = found["pairs"].as_array().expect("pairs");
        assert_eq!(pairs.len(), 3);
        assert!(pairs.iter().all(|pair| pair["similarity"] == 0.0 && pair["weightedSimilarity"] == 0.0));
    }
}

#[tokio::test]
async fn what_cannot_be_compared_is_refused() {
    let app = App::holding(Database::sqlite(), trades().dataset).await;
    let roles = |slugs: &[&str]| {
        let each: Vec<String> = slugs.iter().map(|slug| format!("{{slug: \"{slug}\"}}")).collect();
        format!("roles: [{}]", each.join(", "))
    };
    for (arguments, code, message) in [
        (roles(&[]), "BAD_USER_INPUT", "`roles` has 0 roles: expected 2 to 5"),
        (roles(&["weaver"]), "BAD_USER_INPUT", "`roles` has 1 roles: expected 2 to 5"),
        (roles(&["weaver"; 6]), "BAD_USER_INPUT", "`roles` has 6 roles: expected 2 to 5"),
        (roles(&["clerk", "weaver", "clerk"]), "BAD_USER_INPUT", "`roles[2]` is the same role as `roles[0]`"),
        (roles(&["clerk", "x"]), "NOT_FOUND", "`roles[1]`: there is no such role"),
        (roles(&["clerk", "weaver"]) + ", minEvidence: -2", "BAD_USER_INPUT", "`minEvidence` is -2"),
        (roles(&["clerk", "weaver"]) + ", taxonomies: [\"x\"]", "NOT_FOUND", "no taxonomy has the slug `x`"),
    ] {
        let (found, told) =
            app.error(&format!("{{ compareRoles({arguments}) {{ sharedSkillCount }} }}")).await;
        assert!(found == code && told.starts_with(message), "{arguments}: {found} {told}");
    }
    for (list, first) in [("sharedSkills", 0), ("sharedTools", 501)] {
        let query = format!(
            "{{ compareRoles({}) {{ {list}(first: {first}) {{ __typename }} }} }}",
            roles(&["clerk", "weaver"])
        );
        assert_eq!(app.error(&query).await.1, format!("`first` is {first}: expected 1 to 500"));
    }
}
