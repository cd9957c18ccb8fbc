//! From a `Dataset` to a `Graph`. O(n log n) in its records.
//!
//! - `parts`: what is looked up meanwhile: statements, ends, amounts, durations
//! - `nodes`: concepts, salaries, interview questions
//! - `links`: the links of each kind

mod links;
mod nodes;
mod parts;

use std::ops::Range;
use std::sync::Arc;

use ::entity::{
    ConceptKind, LabelRole, concept as concept_record, dataset, description, label, source, taxonomy,
    translation, translation_label,
};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use uuid::Uuid;

use super::concept::{Concept, ConceptIdx, Question, Salary};
use super::lookup::{Lookup, fold};
use super::value::{Source, Taxonomy};
use super::{Graph, Version};
use crate::dataset::{Dataset, Language};
use parts::{Ends, Parts, Statements, Texts, Values};

impl Graph {
    /// The snapshot of a record set at a revision.
    ///
    /// Records whose ends or statements are not in the set are left out: the store's constraints and `check` keep
    /// such from being stored.
    pub fn build(data: Dataset, version: Version) -> Self {
        Builder::new(data).finish(version)
    }
}

/// A graph under construction, for who has not all records at once: first the nodes, then the links.
#[derive(Debug)]
pub struct Builder {
    parts: Parts,
    concepts: Vec<Concept>,
    salaries: Vec<Salary>,
    questions: Vec<Question>,
    taxonomies: Vec<Taxonomy>,
    sources: Vec<Source>,
    lookup: Lookup,
}

impl Builder {
    /// From everything but links, which may be among it.
    pub fn new(mut data: Dataset) -> Self {
        data.sources.sort_by(|a, b| a.slug.cmp(&b.slug));
        data.taxonomies.sort_by(|a, b| a.slug.cmp(&b.slug));
        data.job_zones.sort_by_key(|zone| zone.number);
        let mut statements = Statements::new(&mut data);
        translate(&mut data, &mut statements);
        let values = Values::new(&mut data);
        let (order, positions) = order(&mut data);
        let (ends, texts, pending) = (Ends(positions), Texts::default(), Vec::new());
        let mut parts = Parts { data, statements, ends, values, texts, pending };

        let salaries = parts.salaries();
        let questions = parts.questions();
        let concepts = parts.concepts(order);
        let former = std::mem::take(&mut parts.data.former_slugs).into_iter();
        let former = former.filter_map(|f| Some((f.kind, f.slug.into(), parts.ends.get(f.concept_id)?)));
        let former: Vec<_> = former.collect();
        let releases = Releases { data: &parts.data, originals: &parts.statements.originals };
        let taxonomies = taxonomies(&releases, &concepts);
        let sources = sources(&releases);
        let lookup = Lookup::new(&concepts, (&salaries, &questions), (&sources, &taxonomies), former);
        Self { parts, concepts, salaries, questions, taxonomies, sources, lookup }
    }

    /// The concepts, in the order of the graph.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// Adds links; the nodes and statements that they name are known already.
    pub fn add(&mut self, links: Dataset) {
        self.parts.data.append(links);
    }

    /// The graph.
    pub fn finish(self, version: Version) -> Graph {
        let Self { mut parts, concepts, salaries, questions, taxonomies, sources, lookup } = self;
        let mut graph = Graph {
            version,
            kinds: kind_ranges(&concepts),
            lookup: lookup.into(),
            taxonomies: taxonomies.into(),
            sources: sources.into(),
            concepts: concepts.into(),
            salaries: salaries.into(),
            questions: questions.into(),
            role_skills: parts.role_skills().into(),
            role_tools: parts.role_tools().into(),
            role_tasks: parts.role_tasks().into(),
            role_pathways: parts.role_pathways().into(),
            role_relations: parts.role_relations().into(),
            skill_relations: parts.skill_relations().into(),
            tool_relations: parts.tool_relations().into(),
            skill_tools: parts.skill_tools().into(),
            pathway_skills: parts.pathway_skills().into(),
            pathway_providers: parts.pathway_providers().into(),
            collection_members: parts.collection_members().into(),
            mappings: parts.mappings().into(),
            pending: parts.pending.into(),
            job_zones: parts.data.job_zones.into(),
            origins: parts.statements.origins.into(),
            evidence: parts.statements.lists.into(),
            briefs: Arc::default(),
        };
        graph.briefs = graph.in_brief();
        graph
    }
}

/// Adds what translations say to the names and texts of their concepts, unless those have the language themselves.
fn translate(data: &mut Dataset, statements: &mut Statements) {
    if data.translations.is_empty() {
        return;
    }
    let own = data.labels.iter().map(|l| (l.concept_id, l.language.clone()));
    let own: FxHashSet<(Uuid, String)> = own.collect();
    let mut of: FxHashMap<Uuid, (Uuid, String)> =
        FxHashMap::with_capacity_and_hasher(data.translations.len(), FxBuildHasher);
    for translation::Model { id, concept_id, language, description } in std::mem::take(&mut data.translations)
    {
        if statements.live(id).is_none() || own.contains(&(concept_id, language.clone())) {
            continue;
        }
        if let Some(text) = description {
            data.descriptions.push(description::Model { concept_id, language: language.clone(), text });
        }
        of.insert(id, (concept_id, language));
    }
    for translation_label::Model { translation_id, role, text, position } in
        std::mem::take(&mut data.translation_labels)
    {
        if let Some((concept_id, language)) = of.get(&translation_id) {
            let (concept_id, language) = (*concept_id, language.clone());
            data.labels.push(label::Model { concept_id, language, role, text, position });
        }
    }
}

/// A concept with its folded name.
type Ordered = (concept_record::Model, Box<str>);

/// Where each concept will stand: by kind, folded name, id.
fn order(data: &mut Dataset) -> (Vec<Ordered>, FxHashMap<Uuid, ConceptIdx>) {
    // The preferred name in the default language, else in the alphabetically first.
    let mut names: FxHashMap<Uuid, (bool, &str, &str)> =
        FxHashMap::with_capacity_and_hasher(data.concepts.len(), FxBuildHasher);
    for label in data.labels.iter().filter(|l| l.role == LabelRole::Preferred) {
        let candidate = (label.language != Language::DEFAULT, label.language.as_str(), label.text.as_str());
        let best = names.entry(label.concept_id).or_insert(candidate);
        *best = candidate.min(*best);
    }
    let mut order: Vec<Ordered> = Vec::with_capacity(data.concepts.len());
    for concept in std::mem::take(&mut data.concepts) {
        let name = names.get(&concept.id).map_or(concept.key.as_str(), |(_, _, text)| *text);
        let folded = fold(name).into();
        order.push((concept, folded));
    }
    order.sort_unstable_by(|(a, a_name), (b, b_name)| (a.kind, a_name, a.id).cmp(&(b.kind, b_name, b.id)));
    let positions = order.iter().zip(0..).map(|((c, _), i)| (c.id, ConceptIdx::new(i))).collect();
    (order, positions)
}

/// Which release of a taxonomy or a source is shown.
struct Releases<'a> {
    data: &'a Dataset,
    originals: &'a FxHashSet<Uuid>,
}

impl Releases<'_> {
    /// That of the datasets that are `wanted`, the first by slug that has one; those that only translate what others
    /// state count only where there are no others.
    fn of(&self, wanted: impl Fn(&dataset::Model) -> bool) -> Option<String> {
        let (originals, translations): (Vec<_>, Vec<_>) =
            self.data.datasets.iter().filter(|d| wanted(d)).partition(|d| self.originals.contains(&d.id));
        let shown = if originals.is_empty() { translations } else { originals };
        shown.into_iter().find_map(|dataset| dataset.release.clone())
    }
}

fn taxonomies(releases: &Releases<'_>, concepts: &[Concept]) -> Vec<Taxonomy> {
    let taxonomy = |record: &taxonomy::Model| Taxonomy {
        record: record.clone(),
        release: releases.of(|d| d.taxonomy_id == Some(record.id)),
        languages: Vec::new(),
        counts: vec![0; ConceptKind::ALL.len()],
    };
    let mut taxonomies: Vec<Taxonomy> = releases.data.taxonomies.iter().map(taxonomy).collect();
    for concept in concepts.iter().filter(|c| !c.retired) {
        let Some(taxonomy) = taxonomies.get_mut(usize::from(concept.taxonomy.0)) else { continue };
        taxonomy.counts[concept.kind as usize] += 1;
        for label in &concept.labels {
            if let Err(at) = taxonomy.languages.binary_search_by(|l| l.as_str().cmp(&label.language)) {
                taxonomy.languages.insert(at, label.language.to_string());
            }
        }
    }
    taxonomies
}

fn sources(releases: &Releases<'_>) -> Vec<Source> {
    let source = |record: &source::Model| Source {
        record: record.clone(),
        release: releases.of(|d| d.source_id == Some(record.id)),
    };
    releases.data.sources.iter().map(source).collect()
}

fn kind_ranges(concepts: &[Concept]) -> [Range<u32>; ConceptKind::ALL.len()] {
    let position = |at: usize| u32::try_from(at).expect("a graph has fewer than 2^32 concepts");
    std::array::from_fn(|i| {
        let kind = ConceptKind::ALL[i];
        position(concepts.partition_point(|c| c.kind < kind))
            ..position(concepts.partition_point(|c| c.kind <= kind))
    })
}
