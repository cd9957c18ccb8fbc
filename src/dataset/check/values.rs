//! Ranges, dates, currencies, regions, languages.

use std::collections::HashSet;

use ::entity::{AmountPurpose, Qualifier};
use uuid::Uuid;

use super::{Dataset, Report};
use crate::dataset::Language;

pub(super) fn check(dataset: &Dataset, report: &mut Report<'_>) {
    for l in &dataset.role_skills {
        within(report, l.id, "importance", l.importance, 1.0, 5.0);
        within(report, l.id, "level", l.level, 0.0, 7.0);
    }
    for l in &dataset.role_pathways {
        within(report, l.id, "coverage", l.coverage, 0.0, 1.0);
    }
    for m in &dataset.mappings {
        within(report, m.id, "confidence", m.confidence, 0.0, 1.0);
    }
    for i in &dataset.interests {
        within(report, i.role_id, "interest", Some(i.value), 1.0, 7.0);
    }
    for e in &dataset.education_shares {
        within(report, e.role_id, "percent", Some(e.percent), 0.0, 100.0);
    }
    for r in &dataset.ratings {
        within(report, r.link_id, &r.scale, Some(r.value), 0.0, 100.0);
        ordered(report, r.link_id, "confidence interval", r.lower, r.upper);
        date(report, r.link_id, r.date.as_deref());
    }
    for r in &dataset.roles {
        within(report, r.id, "job zone", r.job_zone.map(f64::from), 1.0, 5.0);
    }
    for p in &dataset.pathways {
        within(report, p.id, "entry age", p.entry_age.map(f64::from), 0.0, 150.0);
        within(report, p.id, "relative cost", p.relative_cost_min, 0.0, 10_000.0);
        ordered(report, p.id, "relative cost", p.relative_cost_min, p.relative_cost_max);
        if let Some(code) = &p.region {
            region(report, p.id, code);
        }
    }
    amounts(dataset, report);
    for d in &dataset.durations {
        within(report, d.statement_id, "weeks", d.min_weeks, 0.0, 10_000.0);
        within(report, d.statement_id, "weeks", d.max_weeks, 0.0, 10_000.0);
        bounds(report, d.statement_id, "weeks", (d.min_weeks, d.max_weeks), d.qualifier);
    }
    texts(dataset, report);
    languages(dataset, report);
    for e in &dataset.evidence {
        date(report, e.statement_id, e.date.as_deref());
    }
    for s in &dataset.sources {
        date(report, s.id, s.published.as_deref());
    }
}

/// No text is empty; names are checked with the names.
fn texts(dataset: &Dataset, report: &mut Report<'_>) {
    let descriptions = dataset.descriptions.iter().map(|d| (d.concept_id, "description", &d.text));
    let notes = dataset.notes.iter().map(|n| (n.id, "text", &n.text));
    let steps = dataset.pathway_steps.iter().map(|s| (s.id, "title", &s.title));
    let questions = dataset.interview_questions.iter().map(|q| (q.id, "text", &q.text));
    let codes = dataset.codes.iter().map(|c| (c.concept_id, "code", &c.value));
    for (record, what, text) in descriptions.chain(notes).chain(steps).chain(questions).chain(codes) {
        if text.trim().is_empty() {
            report.add(record, format!("the {what} is empty"));
        }
    }
}

/// Each language is a tag as BCP 47 has it.
fn languages(dataset: &Dataset, report: &mut Report<'_>) {
    let labels = dataset.labels.iter().map(|l| (l.concept_id, &l.language));
    let descriptions = dataset.descriptions.iter().map(|d| (d.concept_id, &d.language));
    let notes = dataset.notes.iter().map(|n| (n.id, &n.language));
    let translations = dataset.translations.iter().map(|t| (t.id, &t.language));
    // There are few tags, and each is on many texts.
    let mut known: HashSet<&str> = HashSet::new();
    for (record, tag) in labels.chain(descriptions).chain(notes).chain(translations) {
        if known.contains(tag.as_str()) {
            continue;
        }
        match tag.parse::<Language>() {
            Ok(_) => drop(known.insert(tag)),
            Err(error) => report.add(record, format!("the language is `{tag}`: {error}")),
        }
    }
}

fn amounts(dataset: &Dataset, report: &mut Report<'_>) {
    let mut paid: HashSet<Uuid> = HashSet::new();
    for a in &dataset.amounts {
        if iso_currency::Currency::from_code(&a.currency).is_none() {
            report.add(a.statement_id, format!("`{}` is no ISO 4217 currency code", a.currency));
        }
        if a.min.is_some_and(|v| v < 0) || a.max.is_some_and(|v| v < 0) {
            report.add(a.statement_id, "an amount of money is below 0");
        }
        // Amounts are whole minor units, far inside the integers that a double holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "only compared")]
        let range = (a.min.map(|v| v as f64), a.max.map(|v| v as f64));
        bounds(report, a.statement_id, "amount", range, a.qualifier);
        if a.purpose == AmountPurpose::Salary {
            paid.insert(a.statement_id);
        }
    }
    for s in &dataset.salaries {
        region(report, s.id, &s.region);
        if !paid.contains(&s.id) {
            report.add(s.id, "a salary without an amount");
        }
    }
}

/// A range has a bound, in order, and the one that its qualifier speaks of.
fn bounds(
    report: &mut Report<'_>,
    record: Uuid,
    what: &str,
    range: (Option<f64>, Option<f64>),
    qualifier: Qualifier,
) {
    ordered(report, record, what, range.0, range.1);
    let missing = match (range, qualifier) {
        ((None, None), _) => Some("min or max"),
        ((_, None), Qualifier::UpTo) => Some("max, which UP_TO speaks of,"),
        ((None, _), Qualifier::AtLeast) => Some("min, which AT_LEAST speaks of,"),
        _ => None,
    };
    if let Some(missing) = missing {
        report.add(record, format!("{what}: {missing} is missing"));
    }
}

fn within(report: &mut Report<'_>, record: Uuid, what: &str, value: Option<f64>, min: f64, max: f64) {
    // Not a number is outside every range.
    if let Some(value) = value.filter(|v| !(min..=max).contains(v)) {
        report.add(record, format!("{what} {value} is outside {min:.1} to {max:.1}"));
    }
}

fn ordered(report: &mut Report<'_>, record: Uuid, what: &str, min: Option<f64>, max: Option<f64>) {
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        report.add(record, format!("{what}: min {min} is above max {max}"));
    }
}

fn region(report: &mut Report<'_>, record: Uuid, code: &str) {
    if code != "ZZ" && rust_iso3166::from_alpha2(code).is_none() {
        report.add(record, format!("`{code}` is no ISO 3166-1 alpha-2 region code"));
    }
}

fn date(report: &mut Report<'_>, record: Uuid, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !is_partial_date(text)) {
        report.add(record, format!("`{text}` is no date of the form YYYY, YYYY-MM or YYYY-MM-DD"));
    }
}

/// Whether `text` is YYYY, YYYY-MM or YYYY-MM-DD and exists in the calendar.
pub(crate) fn is_partial_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if !matches!(widths[..], [4] | [4, 2] | [4, 2, 2])
        || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    {
        return false;
    }
    let number = |i: usize| parts.get(i).map(|part| part.parse::<u32>().unwrap_or(0));
    let year = number(0).unwrap_or(0);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let month = number(1);
    let days = match month {
        Some(2) => 28 + u32::from(leap),
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    month.is_none_or(|m| (1..=12).contains(&m)) && number(2).is_none_or(|d| (1..=days).contains(&d))
}
