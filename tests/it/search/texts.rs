//! How skills and tools are found in texts.

use entity::{ConceptKind, LabelRole, ToolCategory, label};
use serde_json::{Value, json};

use super::named;
use crate::support::{App, Database, Records};

const MENTIONS: &str = "query($text: String!, $first: Int, $kinds: [ConceptKind!], $taxonomies: [String!]) {
  skillsInText(text: $text, first: $first, kinds: $kinds, taxonomies: $taxonomies) {
    concept { id name conceptKind } matchedName confidence candidates { name }
    spans { start end startUtf16 endUtf16 text }
  }
}";

/// Names as they are in any graph, each of a concept of its own; roles whose names hold some of them.
fn records() -> Records {
    let mut records = Records::new("texts");
    for tool in
        ["Go", "R", "C", "React", "Python", "Java", "PostgreSQL", "Microsoft Excel", "Node.js", "Kubernetes"]
    {
        let id = named(&mut records, ConceptKind::Tool, tool);
        let tool = records.dataset.tools.iter_mut().find(|tool| tool.id == id).expect("the tool");
        tool.category = ToolCategory::Software;
    }
    for skill in [
        "manage budgets",
        "project management",
        "budgets",
        "load lorries",
        "back-end development",
        "health and safety",
        "maintain the general ledger",
    ] {
        named(&mut records, ConceptKind::Skill, skill);
    }
    let hygiene = named(&mut records, ConceptKind::Skill, "food hygiene");
    for (language, text) in [("fr", "hygiène alimentaire"), ("de", "Lebensmittelhygiene überwachen")] {
        records.dataset.labels.push(label::Model {
            concept_id: hygiene,
            language: language.to_owned(),
            role: LabelRole::Preferred,
            text: text.to_owned(),
            position: 0,
        });
    }
    named(&mut records, ConceptKind::Role, "Project manager");
    // What makes words those of everyday: many texts have them.
    for number in 0..60 {
        let id = named(&mut records, ConceptKind::Role, &format!("Warden {number}"));
        records.describe(id, "en", "They react to fire, go to the place and keep the rest in order.");
    }
    records
}

async fn app() -> App {
    App::holding(Database::sqlite(), records().dataset).await
}

async fn mentions(app: &App, text: &str) -> Vec<Value> {
    let data = app.data_with(MENTIONS, json!({"text": text})).await;
    data["skillsInText"].as_array().expect("a list").clone()
}

/// What is found in a text: matched names with what stands there, by place.
async fn found(app: &App, text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for skill in mentions(app, text).await {
        let name = skill["matchedName"].as_str().expect("a name").to_owned();
        for span in skill["spans"].as_array().expect("spans") {
            let start = span["start"].as_u64().expect("a place");
            all.push((start, name.clone(), span["text"].as_str().expect("text").to_owned()));
        }
    }
    all.sort();
    all.into_iter().map(|(_, name, text)| (name, text)).collect()
}

async fn names(app: &App, text: &str) -> Vec<String> {
    found(app, text).await.into_iter().map(|(name, _)| name).collect()
}

#[tokio::test]
async fn words_are_met_in_any_form_and_the_longest_name_counts() {
    let app = app().await;
    for (text, expected) in [
        ("You are managing the budgets.", &[("manage budgets", "managing the budgets")][..]),
        ("Budget management", &[("manage budgets", "Budget management")]),
        ("Budgets, lorry loading", &[("budgets", "Budgets"), ("load lorries", "lorry loading")]),
        ("Backend development", &[("back-end development", "Backend development")]),
        ("Back end development", &[("back-end development", "Back end development")]),
        ("Health & safety", &[("health and safety", "Health & safety")]),
        ("health and safety", &[("health and safety", "health and safety")]),
        ("the general ledger", &[("maintain the general ledger", "general ledger")]),
        ("NodeJS", &[("Node.js", "NodeJS")]),
        // Nothing is met across a mark, and no role is a skill.
        ("We manage. Budgets", &[("budgets", "Budgets")]),
        ("Project manager", &[]),
        ("project management", &[("project management", "project management")]),
    ] {
        let found = found(&app, text).await;
        let found: Vec<_> = found.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[tokio::test]
async fn a_name_that_is_a_word_of_everyday_needs_evidence() {
    let app = app().await;
    for (text, expected) in [
        ("Services in Go, C and Python", &["Go", "C", "Python"][..]),
        ("We use Java, R and React.", &["Java", "R", "React"]),
        ("Strong Excel and Kubernetes", &["Microsoft Excel", "Kubernetes"]),
        ("You go the extra mile and react quickly.", &[]),
        ("Vitamin C, plan C; R&D.", &[]),
        ("Go on. React to guests.", &[]),
        ("You will excel in this role.", &[]),
    ] {
        assert_eq!(names(&app, text).await, expected, "{text}");
    }
}

#[tokio::test]
async fn places_are_counted_in_code_points_and_in_utf_16() {
    let app = app().await;
    let text = "🚚🚚 Naïve: Python\r\n\u{301}ünd PostgreSQL 😀 Python.";
    let points: Vec<char> = text.chars().collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut spans = 0;
    for skill in mentions(&app, text).await {
        for span in skill["spans"].as_array().expect("spans") {
            let at = |field: &str| usize::try_from(span[field].as_u64().expect("a place")).expect("a place");
            let said = span["text"].as_str().expect("text");
            assert_eq!(points[at("start")..at("end")].iter().collect::<String>(), said);
            assert_eq!(String::from_utf16_lossy(&units[at("startUtf16")..at("endUtf16")]), said);
            assert!(skill["matchedName"] == said, "{skill}");
            spans += 1;
        }
    }
    assert_eq!(spans, 3);
}

#[tokio::test]
async fn skills_are_in_the_order_of_confidence_then_of_the_text() {
    let app = app().await;
    let text = "PostgreSQL, Python, Kubernetes. You manage budgets, go home, and know health and safety.";
    let all = mentions(&app, text).await;
    let key = |skill: &Value| {
        (
            -skill["confidence"].as_f64().expect("a number"),
            skill["spans"][0]["start"].as_f64().expect("a place"),
        )
    };
    assert!(all.len() >= 4, "{all:?}");
    assert!(all.is_sorted_by(|a, b| key(a) <= key(b)), "{all:?}");
    assert!(all.iter().all(|skill| (0.41..=1.0).contains(&skill["confidence"].as_f64().expect("a number"))));
    let few = app.data_with(MENTIONS, json!({"text": text, "first": 2})).await;
    assert_eq!(few["skillsInText"], Value::from(all[..2].to_vec()));
    for (argument, value, count) in
        [("kinds", "TOOL", 3), ("kinds", "SKILL", 2), ("taxonomies", "texts", all.len())]
    {
        let mut variables = json!({"text": text});
        variables[argument] = json!([value]);
        let data = app.data_with(MENTIONS, variables).await;
        assert_eq!(data["skillsInText"].as_array().map(Vec::len), Some(count), "{argument} {value}");
    }
}

#[tokio::test]
async fn names_in_the_language_of_the_text_are_met() {
    let app = app().await;
    for (text, name) in [
        ("Vous connaissez l’hygiène alimentaire et la cuisine.", "hygiène alimentaire"),
        ("Sie überwachen die Lebensmittelhygiene.", "Lebensmittelhygiene überwachen"),
        ("You know food hygiene.", "food hygiene"),
    ] {
        assert_eq!(names(&app, text).await, [name], "{text}");
        let tool = format!("{text} Kubernetes, PostgreSQL");
        assert_eq!(names(&app, &tool).await, [name, "Kubernetes", "PostgreSQL"], "{text}");
    }
}

#[tokio::test]
async fn any_text_is_a_text() {
    let app = app().await;
    for text in [
        "",
        " ",
        "\u{0}\u{7}\u{1b}",
        "AND title:*",
        "\"(",
        "$%&",
        "\u{202e}\u{200b}",
        "看護師",
        "2016 25 100",
    ] {
        assert_eq!(mentions(&app, text).await, [] as [Value; 0], "{text:?}");
    }
    let long = [
        "a".repeat(50_000),
        "\u{FDFA}".repeat(16_000),
        "Go ".repeat(16_000),
        "C R ".repeat(12_500),
        "manage budgets ".repeat(3_300),
        "\u{301}".repeat(25_000),
        "- ".repeat(25_000),
        "\n".repeat(50_000),
    ];
    for text in long {
        let all = mentions(&app, &text).await;
        assert!(all.iter().all(|skill| skill["spans"].as_array().is_some_and(|spans| spans.len() <= 100)));
    }
}

#[tokio::test]
async fn what_is_outside_the_limits_is_refused_by_name() {
    let app = app().await;
    let refused = async |variables: Value| {
        let answer = app.answer_with(MENTIONS, variables).await;
        let error = &answer["errors"][0];
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        (text(&error["extensions"]["code"]), text(&error["message"]))
    };
    for (variables, code, message) in [
        (
            json!({"text": "é".repeat(25_001)}),
            "BAD_USER_INPUT",
            "`text` has 50002 bytes: expected at most 50000",
        ),
        (json!({"text": "", "first": 0}), "BAD_USER_INPUT", "`first` is 0: expected 1 to 100"),
        (json!({"text": "", "first": 101}), "BAD_USER_INPUT", "`first` is 101: expected 1 to 100"),
        (
            json!({"text": "", "kinds": ["ROLE"]}),
            "BAD_USER_INPUT",
            "`kinds` has a kind that no text mentions: expected SKILL or TOOL",
        ),
    ] {
        assert_eq!(refused(variables).await, (code.to_owned(), message.to_owned()));
    }
    assert_eq!(refused(json!({"text": "", "taxonomies": ["none"]})).await.0, "NOT_FOUND");
}

#[tokio::test]
async fn a_text_costs_by_its_length() {
    let app = app().await;
    let cost = async |length: usize| {
        let query = "query($text: String!) { skillsInText(text: $text, first: 1) { confidence } }";
        let answer = app.answer_with(query, json!({"text": "x".repeat(length)})).await;
        answer["extensions"]["cost"]["requested"].as_u64().expect("a cost")
    };
    let short = cost(1).await;
    assert!((100..110).contains(&short), "{short}");
    assert_eq!(cost(50_000).await - short, 100);
}
