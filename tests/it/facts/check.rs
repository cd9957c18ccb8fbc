//! What an answer must hold; every failure is a sentence for the reader of the test's output.

use serde_json::Value;

use super::question::Question;
use super::table::Row;

/// Where `subject`, the answer to the question of `row`, falls short.
pub(super) fn answer(row: &Row, question: &Question, subject: &Value) -> Vec<String> {
    if subject.is_null() {
        return vec!["there is no such subject".to_owned()];
    }
    let mut failures = Vec::new();
    let kind = if row.subject.look_up == "tool" { "category" } else { "kind" };
    for (field, expected) in [("name", row.subject.name), (kind, row.subject.kind)] {
        if subject[field] != expected {
            failures.push(format!("the {field} of the subject is {}, not `{expected}`", subject[field]));
        }
    }
    failures.extend(later_page(subject, question.records));
    match record(subject, question.records, question.named, row.answer) {
        Ok(record) => {
            for (field, expected) in &row.values {
                failures.extend(value(row, subject, record, field, expected));
            }
            failures.extend(evidence(row, record.pointer(question.evidence)));
        }
        Err(failure) => failures.push(failure),
    }
    failures
}

/// Where the edges of `end` that lead to `name` fall short of the evidence of `row`.
pub(super) fn link(row: &Row, end: &Value, edges: &str, name: &str) -> Vec<String> {
    let mut failures = Vec::from_iter(later_page(end, edges));
    match record(end, edges, "/node/name", name) {
        Ok(edge) => failures.extend(evidence(row, edge.get("evidence"))),
        Err(failure) => failures.push(failure),
    }
    failures
}

/// The one record of `subject` under `records` whose name is `name`, or what there is instead.
pub(super) fn record<'a>(
    subject: &'a Value,
    records: &str,
    named: &str,
    name: &str,
) -> Result<&'a Value, String> {
    let records = match subject.pointer(records) {
        Some(Value::Array(list)) => list.as_slice(),
        Some(single) => std::slice::from_ref(single),
        None => &[],
    };
    let name_of = |record: &Value| written(record.pointer(named).unwrap_or(&Value::Null));
    let found: Vec<&Value> = records.iter().filter(|record| name_of(record) == name).collect();
    match found[..] {
        [record] => Ok(record),
        [] => Err(format!("`{name}` is not among {:?}", records.iter().map(name_of).collect::<Vec<_>>())),
        _ => Err(format!("`{name}` is there {} times", found.len())),
    }
}

/// All the edges must stand on the page that was asked for.
fn later_page(subject: &Value, edges: &str) -> Option<String> {
    let connection = edges.strip_suffix("/edges")?;
    let more = subject.pointer(&format!("{connection}/pageInfo/hasNextPage"));
    (more != Some(&Value::Bool(false))).then(|| format!("{connection} has a second page: {more:?}"))
}

/// One entry of the column of values. `tools` needs further queries and is not looked at here.
fn value(row: &Row, subject: &Value, record: &Value, field: &str, expected: &str) -> Option<String> {
    match field {
        "tools" => return None,
        "steps" => return steps(row, subject, expected),
        _ => {}
    }
    let (path, part) = field.strip_suffix(" has").map_or((field, false), |path| (path, true));
    let (holder, path) = match path.split_once('.') {
        Some((look_up, path)) if look_up == row.subject.look_up => (subject, path),
        _ => (record, path),
    };
    let Some(found) = holder.pointer(&format!("/{}", path.replace('.', "/"))) else {
        return Some(format!("the answer has no {field}"));
    };
    let holds = match (part, expected, found) {
        (true, _, Value::Array(list)) => list.iter().any(|entry| folded(entry) == expected.to_lowercase()),
        (true, _, _) => folded(found).contains(&expected.to_lowercase()),
        (false, "any", _) => !matches!(written(found).as_str(), "" | "none"),
        (false, _, _) => written(found) == expected,
    };
    (!holds).then(|| format!("`{field}: {expected}` is expected, it is `{}`", written(found)))
}

/// The steps of a pathway: as many as there are words, each with its word, its position and evidence of the
/// document.
fn steps(row: &Row, subject: &Value, words: &str) -> Option<String> {
    let words: Vec<&str> = words.split(", ").collect();
    let steps = subject["steps"].as_array().map_or(&[][..], Vec::as_slice);
    let fits = |(at, step): (usize, &Value)| {
        let text = format!("{} {}", folded(&step["title"]), folded(&step["description"]));
        let sources = step["evidence"].as_array().map_or(&[][..], Vec::as_slice);
        text.contains(words[at])
            && step["position"] == at + 1
            && sources.iter().any(|evidence| evidence["source"]["slug"] == row.source)
    };
    let fit = steps.len() == words.len() && steps.iter().enumerate().all(fits);
    (!fit).then(|| format!("the steps should be {words:?} with evidence of {}, are {steps:?}", row.source))
}

/// One piece of evidence of the document that says what it gave, with the document's date and a place in it.
fn evidence(row: &Row, list: Option<&Value>) -> Option<String> {
    let list = list.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let of_document: Vec<&Value> =
        list.iter().filter(|evidence| evidence["source"]["slug"] == row.source).collect();
    let fitting: Vec<&&Value> =
        of_document.iter().filter(|evidence| evidence["stated"] == row.stated).collect();
    let [evidence] = fitting[..] else {
        let stated: Vec<String> = of_document.iter().map(|evidence| written(&evidence["stated"])).collect();
        return Some(format!(
            "{} pieces of evidence of {} state `{}`; it is said to state {stated:?}",
            fitting.len(),
            row.source,
            row.stated
        ));
    };
    if evidence["date"] != Value::from(row.date) {
        return Some(format!("the evidence bears the date {}, not {:?}", evidence["date"], row.date));
    }
    let place = evidence["locator"].as_str().unwrap_or_default();
    place.trim().is_empty().then(|| "the evidence names no place in the document".to_owned())
}

/// [`written`] without regard to case, for names and words.
fn folded(value: &Value) -> String {
    written(value).to_lowercase()
}

/// A value of an answer as the table writes it.
fn written(value: &Value) -> String {
    let number = |value: &Value| value.as_f64().map_or_else(String::new, |number| number.to_string());
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(_) => number(value),
        Value::String(text) => text.clone(),
        Value::Array(list) if list.is_empty() => "none".to_owned(),
        Value::Array(list) => {
            let mut entries: Vec<String> = list.iter().map(written).collect();
            entries.sort_unstable();
            entries.join(", ")
        }
        Value::Object(fields) if fields.contains_key("qualifier") => {
            let words =
                ["currency", "period", "qualifier"].into_iter().filter_map(|field| value[field].as_str());
            let range = format!("{}..{}", number(&value["min"]), number(&value["max"]));
            std::iter::once(range.as_str()).chain(words).collect::<Vec<_>>().join(" ")
        }
        Value::Object(fields) if fields.contains_key("minPercent") => {
            let [min, max] = ["minPercent", "maxPercent"].map(|field| number(&value[field]));
            format!("{min}..{max} of {}", written(&value["of"]["slug"]))
        }
        Value::Object(_) => written(&value["name"]),
    }
}
