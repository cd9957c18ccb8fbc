//! What is linked around a concept, above it and below.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use career_graph::analysis::{Reach, Trust, neighborhood};
use career_graph::graph::{ConceptIdx, Graph, Stated, Version, above, below, broader, narrower};
use entity::{ConceptKind, RoleLinkKind, SkillLinkKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::drawn::{Drawn, Plain};
use crate::support::{App, Database, Dice, Records};

/// What is around a concept, by the definitions: nodes with depths, links, how many there are, whether anything is cut.
type Around = (Vec<(String, usize)>, Vec<Uuid>, usize, bool);

fn twin(drawn: &Drawn, start: Uuid, reach: &Reach) -> Around {
    let links = drawn.counted();
    let meets = |id: Uuid| {
        let kind = drawn.graph.concept(drawn.idx(id)).kind;
        drawn.is_known(id) && reach.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    };
    let ends = |link: &Plain, one: Uuid, other: Uuid| {
        [(link.from, link.to), (link.to, link.from)].contains(&(one, other))
    };
    let mut depths: HashMap<Uuid, usize> = HashMap::from([(start, 0)]);
    for depth in 1..=reach.depth {
        for id in drawn.concepts().filter(|id| meets(*id)) {
            let joined = |(near, at): (&Uuid, &usize)| {
                *at == depth - 1 && links.iter().any(|link| ends(link, *near, id))
            };
            if !depths.contains_key(&id) && depths.iter().any(joined) {
                depths.insert(id, depth);
            }
        }
    }
    let all = drawn.links();
    let mut nodes: Vec<Uuid> = depths.keys().copied().collect();
    nodes.sort_by_key(|id| {
        let nearer = depths.iter().filter(|(_, depth)| **depth < depths[id]);
        let joins: usize =
            nearer.map(|(near, _)| links.iter().filter(|link| ends(link, *near, *id)).count()).sum();
        let degree = all.iter().filter(|link| link.from == *id || link.to == *id).count();
        (depths[id], Reverse(joins), Reverse(degree), drawn.name(*id))
    });
    let cut = nodes.len() > reach.limit;
    nodes.truncate(reach.limit);
    let place = |id: Uuid| nodes.iter().position(|node| *node == id);
    let mut between: Vec<_> = links
        .iter()
        .filter_map(|link| {
            let (a, b) = (place(link.from)?, place(link.to)?);
            Some((a.max(b), a.min(b), link.kind, drawn.name(link.from), drawn.name(link.to), link.id))
        })
        .collect();
    between.sort_unstable();
    let count = between.len();
    let nth = |at: usize| between[..at].iter().filter(|link| link.0 == between[at].0).count();
    let mut kept: Vec<usize> = (0..count).collect();
    kept.sort_by_key(|at| (nth(*at), *at));
    kept.truncate(4 * reach.limit);
    kept.sort_unstable();
    let cut = cut || kept.len() < count;
    let nodes = nodes.iter().map(|id| (drawn.name(*id).to_owned(), depths[id])).collect();
    (nodes, kept.into_iter().map(|at| between[at].5).collect(), count, cut)
}

#[test]
fn a_neighborhood_is_that_of_a_plain_twin() {
    let (mut cut, mut fewer_links, mut concepts) = (0, 0, 0);
    for seed in 0..10_000 {
        let drawn = Drawn::new(seed);
        let dice = &mut Dice::new(seed + 1);
        let all: Vec<Uuid> = drawn.concepts().collect();
        let start = *dice.of(&all);
        let kinds =
            dice.once_in(3).then(|| ConceptKind::ALL.iter().copied().filter(|_| !dice.once_in(3)).collect());
        let reach = Reach { depth: 1 + dice.below(3), limit: 1 + dice.below(16), kinds };
        let found = neighborhood(&drawn.graph, drawn.idx(start), &reach, &drawn.trust);
        let nodes: Vec<(String, usize)> = found
            .nodes
            .iter()
            .map(|near| (drawn.name(drawn.id(near.concept)).to_owned(), near.depth))
            .collect();
        let links =
            found.links.iter().map(|joined| drawn.graph.link(joined.kind, joined.link).2.id).collect();
        let (count, is_cut) = (found.link_count, found.truncated);
        assert_eq!((nodes, links, count, is_cut), twin(&drawn, start, &reach), "seed {seed}, {reach:?}");
        cut += usize::from(is_cut);
        fewer_links += usize::from(found.links.len() < count);
        concepts += found.nodes.len();
    }
    let met = format!("{cut} cut, {fewer_links} with fewer links, {concepts} concepts");
    assert!(cut > 1_000 && fewer_links > 50 && concepts > 20_000, "the graphs are too plain: {met}");
}

#[test]
fn of_many_links_each_concept_keeps_its_first() {
    // Twelve skills, three links between any two.
    let mut records = Records::new("trades");
    let skills: Vec<Uuid> = ('a'..='l').map(|key| records.skill(&key.to_string())).collect();
    for (at, one) in skills.iter().enumerate() {
        for other in &skills[..at] {
            records.skill_relation(*one, *other, SkillLinkKind::Related);
            records.skill_relation(*one, *other, SkillLinkKind::Requires);
            records.skill_relation(*other, *one, SkillLinkKind::Requires);
        }
    }
    let graph = Graph::build(records.dataset, Version::default());
    let idx = |id: Uuid| graph.concept_by_id(ConceptKind::Skill, id).expect("a skill");
    let reach = Reach { depth: 1, limit: 12, kinds: None };
    let found = neighborhood(&graph, idx(skills[0]), &reach, &Trust::default());
    let concepts: Vec<ConceptIdx> = found.nodes.iter().map(|near| near.concept).collect();
    assert_eq!(concepts, skills.iter().map(|id| idx(*id)).collect::<Vec<_>>(), "by name");
    assert_eq!((found.link_count, found.links.len(), found.truncated), (198, 48, true));
    let place = |end: ConceptIdx| concepts.iter().position(|concept| *concept == end).expect("it is there");
    let ends = found.links.iter().map(|joined| graph.link(joined.kind, joined.link));
    let places: Vec<(usize, usize)> =
        ends.map(|(from, to, _)| (place(from).max(place(to)), place(from).min(place(to)))).collect();
    assert!(places.is_sorted(), "{places:?}");
    // Three to the start, and of the fifteen that are left one to the next for each, then a second for the first of them.
    let kept = |later: usize| -> Vec<usize> {
        places.iter().filter(|(place, _)| *place == later).map(|(_, earlier)| *earlier).collect()
    };
    for later in 1..12 {
        let expected = match later {
            1 => vec![0, 0, 0],
            2..=6 => vec![0, 0, 0, 1, 1],
            _ => vec![0, 0, 0, 1],
        };
        assert_eq!(kept(later), expected, "{later}");
    }
}

/// A weaver with skills and a loom; a spinner shares one skill, and a clerk another two links further.
fn trades() -> (Records, Uuid) {
    let mut records = Records::new("trades");
    let [weaver, spinner, clerk] = ["weaver", "spinner", "clerk"].map(|key| records.role(key));
    let [warp, dye] = ["warping", "dyeing"].map(|key| records.skill(key));
    let loom = records.tool("loom");
    for (role, skill) in [(weaver, warp), (weaver, dye), (spinner, dye)] {
        records.role_skill(role, skill, None);
    }
    records.role_tool(weaver, loom);
    records.skill_tool(warp, loom);
    records.role_relation(clerk, spinner, RoleLinkKind::WorksWith);
    (records, weaver)
}

async fn asked(app: &App, of: Uuid, more: &str) -> Value {
    let query = format!(
        "{{ neighborhood(of: \"{of}\"{more}) {{ nodes {{ concept {{ slug }} depth }} linkCount truncated
             links {{ from {{ slug }} to {{ slug }} kind evidence {{ locator }} }} receipt {{ algorithm }} }} }}"
    );
    let mut found = app.data(&query).await["neighborhood"].take();
    let text = |of: &Value| of["slug"].as_str().expect("a slug").to_owned();
    let nodes = found["nodes"].as_array().expect("nodes").iter();
    let nodes: Vec<String> =
        nodes.map(|node| format!("{} {}", text(&node["concept"]), node["depth"])).collect();
    let links = found["links"].as_array().expect("links").iter();
    let link = |link: &Value| {
        format!("{} {} {}", text(&link["from"]), link["kind"].as_str().expect("a kind"), text(&link["to"]))
    };
    let links: Vec<String> = links.map(link).collect();
    json!({"nodes": nodes, "links": links, "count": found["linkCount"].take(), "truncated": found["truncated"].take()})
}

#[tokio::test]
async fn the_nearest_come_first_and_then_what_most_links_join() {
    let (records, weaver) = trades();
    let app = App::holding(Database::sqlite(), records.dataset).await;
    // Each of the three has one link to the weaver and two in all: by name.
    let near = json!({
        "nodes": ["weaver 0", "dyeing 1", "loom 1", "warping 1"],
        "links": ["weaver ROLE_SKILL dyeing", "weaver ROLE_TOOL loom", "weaver ROLE_SKILL warping", "warping SKILL_TOOL loom"],
        "count": 4, "truncated": false,
    });
    assert_eq!(asked(&app, weaver, "").await, near);
    let far = asked(&app, weaver, ", depth: 3").await;
    assert_eq!(far["nodes"], json!(["weaver 0", "dyeing 1", "loom 1", "warping 1", "spinner 2", "clerk 3"]));
    let cut = json!({
        "nodes": ["weaver 0", "dyeing 1"], "links": ["weaver ROLE_SKILL dyeing"], "count": 1, "truncated": true,
    });
    assert_eq!(asked(&app, weaver, ", depth: 3, limit: 2").await, cut);
    let alone = json!({"nodes": ["weaver 0"], "links": [], "count": 0, "truncated": false});
    assert_eq!(asked(&app, weaver, ", depth: 3, kinds: []").await, alone);
    assert_eq!(asked(&app, weaver, ", depth: 3, kinds: [TASK]").await, alone);
    assert_eq!(asked(&app, weaver, ", minEvidence: 2").await, alone);
    assert_eq!(asked(&app, weaver, ", taxonomies: []").await, alone);
    let tools = asked(&app, weaver, ", depth: 3, kinds: [TOOL, TOOL]").await;
    assert_eq!(tools["nodes"], json!(["weaver 0", "loom 1"]), "what is left out is not gone through");
}

#[tokio::test]
async fn what_cannot_be_asked_of_a_neighborhood_is_refused() {
    let (records, weaver) = trades();
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let source = app.data("{ graph { sources { id } } }").await["graph"]["sources"][0]["id"].clone();
    let of = format!("of: \"{weaver}\"");
    for (arguments, code, message) in [
        ("of: \"x\"".to_owned(), "BAD_USER_INPUT", "`of` is `x`: expected an id"),
        (format!("of: \"{}\"", Uuid::nil()), "NOT_FOUND", "`of`: no concept has the id"),
        (format!("of: {source}"), "NOT_FOUND", "`of`: no concept has the id"),
        (format!("{of}, depth: 0"), "BAD_USER_INPUT", "`depth` is 0: expected 1 to 3"),
        (format!("{of}, depth: 4"), "BAD_USER_INPUT", "`depth` is 4: expected 1 to 3"),
        (format!("{of}, limit: 0"), "BAD_USER_INPUT", "`limit` is 0: expected 1 to 500"),
        (format!("{of}, limit: 501"), "BAD_USER_INPUT", "`limit` is 501: expected 1 to 500"),
        (format!("{of}, minEvidence: -1"), "BAD_USER_INPUT", "`minEvidence` is -1"),
    ] {
        let (found, told) = app.error(&format!("{{ neighborhood({arguments}) {{ linkCount }} }}")).await;
        assert!(found == code && told.starts_with(message), "{arguments}: {found} {told}");
    }
}

#[tokio::test]
async fn above_and_below_is_each_once_by_name() {
    let mut records = Records::new("trades");
    let skills = ["a", "b", "c", "d"].map(|key| records.skill(key));
    let roles = ["a", "b", "c", "d"].map(|key| records.role(key));
    // a is above c by two ways, and c above d.
    for (narrower, broader) in [(1, 0), (2, 0), (2, 1), (3, 2)] {
        records.skill_relation(skills[narrower], skills[broader], SkillLinkKind::Broader);
        if broader == 2 || (narrower, broader) == (2, 0) {
            let link = records.dataset.skill_relations.last().expect("it was just written").id;
            records.confirm(link, "section 2");
        }
        records.role_relation(roles[narrower], roles[broader], RoleLinkKind::Broader);
    }
    records.retire(roles[2], None);
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let both = "ancestors { totalCount nodes { slug } pageInfo { endCursor } } descendants { totalCount nodes { slug } }";
    let data = app
        .data(&format!("{{ skill(by: {{slug: \"c\"}}) {{ {both} }} a: role(by: {{slug: \"a\"}}) {{ {both} }} d: role(by: {{slug: \"d\"}}) {{ {both} }} }}"))
        .await;
    let slugs = |of: &Value| -> BTreeSet<String> {
        let nodes = of["nodes"].as_array().expect("nodes").iter();
        nodes.map(|node| node["slug"].as_str().expect("a slug").to_owned()).collect()
    };
    let these = |all: &[&str]| all.iter().map(|slug| (*slug).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(data["skill"]["ancestors"]["nodes"], json!([{"slug": "a"}, {"slug": "b"}]));
    assert_eq!(data["skill"]["descendants"]["nodes"], json!([{"slug": "d"}]));
    // The retired one is left out, and not what lies beyond it.
    assert_eq!(slugs(&data["a"]["descendants"]), these(&["b", "d"]));
    assert_eq!(slugs(&data["a"]["ancestors"]), these(&[]));
    assert_eq!(
        (slugs(&data["d"]["ancestors"]), &data["d"]["ancestors"]["totalCount"]),
        (these(&["a", "b"]), &json!(2))
    );
    // What does not count is as if nobody had said it, and not gone through.
    for (filter, above) in [
        ("minEvidence: 2", vec!["a", "c"]),
        ("minEvidence: 1", vec!["a", "b", "c"]),
        ("sources: []", vec![]),
        ("taxonomies: []", vec![]),
        ("taxonomies: [\"trades\"]", vec!["a", "b", "c"]),
    ] {
        let query =
            format!("{{ skill(by: {{slug: \"d\"}}) {{ ancestors({filter}) {{ nodes {{ slug }} }} }} }}");
        assert_eq!(slugs(&app.data(&query).await["skill"]["ancestors"]), these(&above), "{filter}");
        let query = format!("{{ skill(by: {{slug: \"a\"}}) {{ descendants({filter}) {{ totalCount }} }} }}");
        let below = app.data(&query).await["skill"]["descendants"]["totalCount"].take();
        let expected = if filter == "minEvidence: 2" { 2 } else { above.len() };
        assert_eq!(below, expected, "{filter}");
    }
    // Equal questions have equal receipts, others have others.
    let receipt = async |asked: &str| {
        let query = format!(
            "{{ skill(by: {{slug: \"c\"}}) {{ list: {asked} {{ receipt {{ revision algorithm version inputsHash }} }} }} }}"
        );
        app.data(&query).await["skill"]["list"]["receipt"].take()
    };
    let plain = receipt("ancestors").await;
    assert_eq!(
        (&plain["revision"], &plain["algorithm"], &plain["version"]),
        (&json!(1), &json!("ancestors"), &json!(1))
    );
    assert_eq!(receipt("ancestors(minEvidence: 1)").await, plain);
    for other in
        ["descendants", "ancestors(minEvidence: 2)", "ancestors(first: 1)", "ancestors(taxonomies: [])"]
    {
        assert_ne!(receipt(other).await, plain, "{other}");
    }
    let cursor = &data["d"]["ancestors"]["pageInfo"]["endCursor"];
    let other =
        format!("{{ role(by: {{slug: \"d\"}}) {{ descendants(after: {cursor}) {{ totalCount }} }} }}");
    assert_eq!(app.error(&other).await.0, "BAD_USER_INPUT", "a cursor of another list");
}

#[test]
fn what_is_broader_and_narrower_is_what_a_plain_closure_finds() {
    let (mut met, mut deep) = (0, 0);
    for seed in 0..10_000 {
        let drawn = Drawn::new(seed);
        let is_broader = |id: &Uuid| {
            let roles = drawn.data.role_relations.iter().filter(|row| row.kind == RoleLinkKind::Broader);
            let skills = drawn.data.skill_relations.iter().filter(|row| row.kind == SkillLinkKind::Broader);
            roles.map(|row| row.id).chain(skills.map(|row| row.id)).any(|of| of == *id)
        };
        // Those out of use are gone through as well.
        let taxonomies = drawn.trust.taxonomies.as_ref();
        let is_of = |id: Uuid| {
            let of = drawn.graph.concept(drawn.idx(id)).taxonomy;
            taxonomies.is_none_or(|all| all.contains(&of))
        };
        let links: Vec<(Uuid, Uuid)> = drawn
            .counted()
            .into_iter()
            .filter(|link| is_broader(&link.id))
            .map(|link| (link.from, link.to))
            .collect();
        let closure = |start: Uuid, up: bool| {
            let (mut found, mut open) = (BTreeSet::new(), vec![start]);
            while let Some(at) = open.pop() {
                for (narrow, broad) in &links {
                    let (here, there) = if up { (narrow, broad) } else { (broad, narrow) };
                    if *here == at && is_of(*there) && *there != start && found.insert(*there) {
                        open.push(*there);
                    }
                }
            }
            found
        };
        let counts = |stated: &Stated, end: ConceptIdx| {
            drawn.trust.is_of(&drawn.graph, end) && drawn.trust.holds(&drawn.graph, stated)
        };
        for start in drawn.roles.iter().chain(&drawn.skills) {
            for up in [true, false] {
                let idx = drawn.idx(*start);
                let flags = if up {
                    broader(&drawn.graph, idx, &counts)
                } else {
                    narrower(&drawn.graph, idx, &counts)
                };
                let flagged = drawn.graph.all().zip(flags).filter(|(_, flag)| *flag);
                let found: BTreeSet<Uuid> = flagged.map(|(idx, _)| drawn.id(idx)).collect();
                let expected = closure(*start, up);
                assert_eq!(found, expected, "seed {seed}: {} {up}", drawn.name(*start));
                met += expected.len();
                deep += usize::from(expected.len() > 2);
            }
        }
    }
    assert!(met > 20_000 && deep > 2_000, "too plain: {met} {deep}");
}

#[test]
fn a_circle_is_above_and_below_itself_and_ends() {
    // No dataset may have one; several together can.
    let mut records = Records::new("trades");
    let skills = ["a", "b", "c", "d"].map(|key| records.skill(key));
    for (narrower, broader) in [(0, 1), (1, 2), (2, 0), (3, 0)] {
        records.skill_relation(skills[narrower], skills[broader], SkillLinkKind::Broader);
    }
    let graph = Graph::build(records.dataset, Version::default());
    let idx = graph.concept_by_id(ConceptKind::Skill, skills[0]).expect("a skill");
    assert_eq!(above(&graph, idx), [false, true, true, false]);
    assert_eq!(below(&graph, idx), [false, true, true, true]);
}
