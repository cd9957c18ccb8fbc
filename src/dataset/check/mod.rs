//! What must hold across records: every problem at once, each with the statement that has it.
//!
//! - `details`: each statement has the row that says what it is, each record is given once
//! - `links`: ends, duplicates, loops
//! - `values`: ranges, dates, currencies, regions, languages

mod details;
mod links;
mod values;

use std::collections::{HashMap, HashSet};
use std::fmt;

use ::entity::{ConceptKind, LabelRole};
use uuid::Uuid;

use super::Dataset;
pub(crate) use values::is_partial_date;

/// Something wrong in a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The statement or reference record that is wrong.
    pub record: Uuid,
    /// What is wrong with it, naming the value and what was expected.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.record, self.message)
    }
}

/// What other datasets hold that this one may refer to or collide with.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Concepts of other datasets, with their kind and slug.
    pub concepts: HashMap<Uuid, (ConceptKind, String)>,
    /// Sources of other datasets.
    pub sources: HashSet<Uuid>,
    /// Taxonomies of other datasets.
    pub taxonomies: HashSet<Uuid>,
}

impl Known {
    /// What `dataset` offers to others.
    pub fn of(dataset: &Dataset) -> Self {
        let concepts = dataset.concepts.iter().map(|c| (c.id, (c.kind, c.slug.clone())));
        Self {
            concepts: concepts.collect(),
            sources: dataset.sources.iter().map(|s| s.id).collect(),
            taxonomies: dataset.taxonomies.iter().map(|t| t.id).collect(),
        }
    }
}

/// Everything that is wrong in `dataset`, given what others hold; empty if it can be stored.
///
/// O(n) in its records, but for the sorting of duplicates.
pub fn check(dataset: &Dataset, known: &Known) -> Vec<Problem> {
    let mut report = Report { known, own: Known::of(dataset), problems: Vec::new() };
    details::check(dataset, &mut report);
    statements(dataset, &mut report);
    names(dataset, &mut report);
    links::check(dataset, &mut report);
    values::check(dataset, &mut report);
    report.problems
}

struct Report<'a> {
    known: &'a Known,
    own: Known,
    problems: Vec<Problem>,
}

impl Report<'_> {
    fn add(&mut self, record: Uuid, message: impl Into<String>) {
        self.problems.push(Problem { record, message: message.into() });
    }

    fn concept(&self, id: Uuid) -> Option<&(ConceptKind, String)> {
        self.own.concepts.get(&id).or_else(|| self.known.concepts.get(&id))
    }

    /// How a message names a concept.
    fn name(&self, id: Uuid) -> String {
        self.concept(id).map_or_else(|| id.to_string(), |(_, slug)| slug.clone())
    }
}

fn statements(dataset: &Dataset, report: &mut Report<'_>) {
    let evidenced: HashSet<Uuid> = dataset.evidence.iter().map(|e| e.statement_id).collect();
    let implied: HashSet<Uuid> =
        dataset.datasets.iter().filter(|d| d.source_id.is_some()).map(|d| d.id).collect();
    for statement in &dataset.statements {
        if !evidenced.contains(&statement.id) && !implied.contains(&statement.dataset_id) {
            report.add(statement.id, "no source is given: every fact names at least one");
        }
    }
    let mut places = HashSet::with_capacity(dataset.evidence.len());
    for evidence in &dataset.evidence {
        if !report.own.sources.contains(&evidence.source_id)
            && !report.known.sources.contains(&evidence.source_id)
        {
            report.add(evidence.statement_id, format!("unknown source {}", evidence.source_id));
        }
        if !places.insert((evidence.statement_id, evidence.source_id, evidence.locator.as_str())) {
            let message = format!("two evidences of one source at the same place, `{}`", evidence.locator);
            report.add(evidence.statement_id, message);
        }
    }
}

/// Names in a language that another dataset brings.
fn translations(dataset: &Dataset, report: &mut Report<'_>) {
    let mut labels = HashSet::with_capacity(dataset.translation_labels.len());
    let mut preferred: HashSet<Uuid> = HashSet::with_capacity(dataset.translations.len());
    for label in &dataset.translation_labels {
        let (id, text) = (label.translation_id, &label.text);
        if text.trim().is_empty() || text.trim() != text {
            report.add(id, format!("the name `{text}` is empty or has blanks at its ends"));
        }
        if label.role == LabelRole::Preferred && !preferred.insert(id) {
            report.add(id, "two preferred names in one language");
        }
        if !labels.insert((id, label.role, text)) {
            report.add(id, format!("the name `{text}` is given twice"));
        }
    }
    for translation in dataset.translations.iter().filter(|t| !preferred.contains(&t.id)) {
        let name = report.name(translation.concept_id);
        report.add(
            translation.id,
            format!("`{name}` has no preferred name in language `{}`", translation.language),
        );
    }
}

fn names(dataset: &Dataset, report: &mut Report<'_>) {
    let mut slugs: HashMap<(ConceptKind, &str), Uuid> = HashMap::new();
    for (id, (kind, slug)) in &report.known.concepts {
        slugs.insert((*kind, slug), *id);
    }
    let known_taxonomies = report.known.taxonomies.clone();
    for concept in &dataset.concepts {
        let other = slugs.insert((concept.kind, &concept.slug), concept.id);
        if other.is_some_and(|other| other != concept.id) {
            let kind = concept.kind.text().to_lowercase();
            report.add(concept.id, format!("the slug `{}` belongs to another {kind}", concept.slug));
        }
        if !super::slug::is_slug(&concept.slug) {
            report.add(
                concept.id,
                format!("`{}` is no slug: lower-case letters, digits and hyphens", concept.slug),
            );
        }
        if !report.own.taxonomies.contains(&concept.taxonomy_id)
            && !known_taxonomies.contains(&concept.taxonomy_id)
        {
            report.add(concept.id, format!("unknown taxonomy {}", concept.taxonomy_id));
        }
    }
    let mut preferred: HashSet<(Uuid, &str)> = HashSet::new();
    let mut labels = HashSet::with_capacity(dataset.labels.len());
    for label in &dataset.labels {
        if label.text.trim().is_empty() || label.text.trim() != label.text {
            report.add(
                label.concept_id,
                format!("the name `{}` is empty or has blanks at its ends", label.text),
            );
        }
        if label.role == LabelRole::Preferred && !preferred.insert((label.concept_id, &label.language)) {
            report.add(label.concept_id, format!("two preferred names in language `{}`", label.language));
        }
        if !labels.insert((label.concept_id, &label.language, label.role, &label.text)) {
            report.add(label.concept_id, format!("the name `{}` is given twice", label.text));
        }
    }
    translations(dataset, report);
    let named: HashSet<Uuid> = preferred.iter().map(|(id, _)| *id).collect();
    for concept in dataset.concepts.iter().filter(|c| !named.contains(&c.id)) {
        report.add(concept.id, format!("`{}` has no preferred name", concept.slug));
    }
    let mut codes = HashMap::new();
    for code in dataset.codes.iter().filter(|c| c.identifies) {
        let other = codes.insert((code.concept_kind, code.scheme, &code.value), code.concept_id);
        if other.is_some_and(|other| other != code.concept_id) {
            let message = format!("the code {} `{}` identifies two concepts", code.scheme.text(), code.value);
            report.add(code.concept_id, message);
        }
    }
}
