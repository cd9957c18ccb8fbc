//! What the snapshot gives to the layers above, where a query would be a detour.

use career_graph::graph::{Graph, below, fold};
use entity::{ConceptKind, RoleLinkKind, SkillLinkKind};
use uuid::Uuid;

use crate::support::{App, Database, Records};

#[test]
fn names_are_compared_without_case_and_needless_blanks() {
    let cases = [
        ("", ""),
        ("   ", ""),
        ("Python", "python"),
        ("  Back-End \t Developer\n", "back-end developer"),
        ("ÄRZTIN", "ärztin"),
        ("C#", "c#"),
        ("ΟΔΟΣ", "οδοσ"),
        ("a\u{a0}b", "a b"),
    ];
    for (text, folded) in cases {
        assert_eq!(fold(text), folded, "{text:?}");
        assert_eq!(fold(folded), folded, "{text:?} folded twice");
    }
}

/// The slugs below a skill or role.
fn slugs_below(graph: &Graph, kind: ConceptKind, top: Uuid) -> Vec<&str> {
    let top = graph.concept_by_id(kind, top).expect("a concept");
    let flags = below(graph, top);
    let concepts = graph.concepts.iter().zip(flags);
    concepts.filter(|(_, is_below)| *is_below).map(|(concept, _)| &*concept.slug).collect()
}

#[tokio::test]
async fn below_a_skill_is_all_that_is_narrower_by_any_path_and_not_itself() {
    //        work
    //       /    \
    //    craft   trade      craft → trade is RELATED, and leads nowhere
    //       \    /   \
    //      weaving   selling
    //         |
    //      ribbons
    let mut records = Records::new("skills");
    let [work, craft, trade, weaving, selling, ribbons, alone] =
        ["work", "craft", "trade", "weaving", "selling", "ribbons", "alone"].map(|key| records.skill(key));
    for (narrower, broader) in [
        (craft, work),
        (trade, work),
        (weaving, craft),
        (weaving, trade),
        (selling, trade),
        (ribbons, weaving),
    ] {
        records.skill_relation(narrower, broader, SkillLinkKind::Broader);
    }
    records.skill_relation(craft, alone, SkillLinkKind::Related);
    records.skill_relation(alone, work, SkillLinkKind::Requires);
    let tool = records.tool("loom");
    let app = App::holding(Database::sqlite(), records.dataset).await;
    let graph = app.live.graph();
    let skills_below = |top| slugs_below(&graph, ConceptKind::Skill, top);
    assert_eq!(skills_below(work), ["craft", "ribbons", "selling", "trade", "weaving"]);
    assert_eq!(skills_below(craft), ["ribbons", "weaving"]);
    assert_eq!(skills_below(trade), ["ribbons", "selling", "weaving"]);
    assert_eq!(skills_below(ribbons), [""; 0]);
    assert_eq!(skills_below(alone), [""; 0]);
    assert_eq!(slugs_below(&graph, ConceptKind::Tool, tool), [""; 0], "tools have no hierarchy");
}

#[tokio::test]
async fn a_circle_between_datasets_ends_and_leaves_the_top_out() {
    // Each dataset alone is without a circle; only together they have one.
    let mut ours = Records::new("ours");
    let (a, b) = (ours.role("a"), ours.role("b"));
    ours.role_relation(a, b, RoleLinkKind::Broader);
    let mut theirs = Records::new("theirs");
    let c = theirs.role("c");
    theirs.role_relation(b, c, RoleLinkKind::Broader);
    theirs.role_relation(c, a, RoleLinkKind::Broader);
    let app = App::holding(Database::sqlite(), ours.dataset).await;
    app.load(theirs.dataset).await;
    let graph = app.live.graph();
    assert_eq!(slugs_below(&graph, ConceptKind::Role, a), ["b", "c"]);
    assert_eq!(slugs_below(&graph, ConceptKind::Role, b), ["a", "c"]);
}

#[tokio::test]
async fn a_database_without_data_is_a_graph_without_nodes() {
    let app = App::over(Database::sqlite()).await;
    let graph = app.live.graph();
    assert_eq!((graph.concepts.len(), graph.link_count()), (0, 0));
    assert_eq!(graph.of_kind(ConceptKind::Role).len(), 0);
    let data = app.data("{ roles { totalCount nodes { id } pageInfo { hasNextPage endCursor } } graph { revision linkCount taxonomies { id } } role(by: {name: \"x\"}) { id } }").await;
    assert_eq!(
        data,
        serde_json::json!({
            "roles": {"totalCount": 0, "nodes": [], "pageInfo": {"hasNextPage": false, "endCursor": null}},
            "graph": {"revision": 0, "linkCount": 0, "taxonomies": []},
            "role": null,
        })
    );
}
