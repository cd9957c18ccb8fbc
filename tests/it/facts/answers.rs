//! Asks the graph through the router, each query once.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use super::check;
use super::question::{Question, query, tools_of_skill};
use super::table::Row;
use crate::support::App;

/// The answers of one app.
pub(super) struct Answers {
    app: App,
    given: HashMap<String, Rc<Value>>,
}

impl Answers {
    pub(super) fn of(app: App) -> Self {
        Self { app, given: HashMap::new() }
    }

    /// The concept with this slug: its own fields and those of `selection`. Null if there is none.
    pub(super) async fn concept(&mut self, look_up: &str, slug: &str, selection: &str) -> Rc<Value> {
        let query = query(look_up, slug, selection);
        if let Some(given) = self.given.get(&query) {
            return Rc::clone(given);
        }
        let mut data = self.app.data(&query).await;
        let concept = Rc::new(data["concept"].take());
        self.given.insert(query, Rc::clone(&concept));
        concept
    }

    /// Where the graph falls short of the fact in `row`.
    pub(super) async fn failures(&mut self, row: &Row) -> Vec<String> {
        let question = Question::of(row);
        let subject = self.concept(row.subject.look_up, row.subject.slug, &question.selection).await;
        let mut failures = check::answer(row, &question, &subject);
        let Ok(record) = check::record(&subject, question.records, question.named, row.answer) else {
            return failures;
        };
        let other_slug = record.pointer("/node/slug").and_then(Value::as_str);
        if let Some(mirror) = &question.mirror {
            let other_slug = other_slug.expect("a mirrored question asks for the slug of the other end");
            let other = self.concept(mirror.look_up, other_slug, &mirror.selection).await;
            let seen = check::link(row, &other, mirror.edges, row.subject.name);
            failures.extend(seen.into_iter().map(|failure| format!("from the other end: {failure}")));
        }
        for tool in row.value("tools").into_iter().flat_map(|tools| tools.split(", ")) {
            let skill = other_slug.expect("a row with tools asks for a skill");
            let skill = self.concept("skill", skill, &tools_of_skill()).await;
            let seen = check::link(row, &skill, "/tools/edges", tool);
            failures.extend(seen.into_iter().map(|failure| format!("exercised with {tool}: {failure}")));
        }
        failures
    }
}
