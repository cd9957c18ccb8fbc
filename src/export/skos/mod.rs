//! SKOS as Turtle: a scheme a taxonomy, with publisher, licence and attribution; concepts with names, codes and
//! remarks; broader, narrower and related ones, collections and mappings.
//!
//! A concept is named by its URI of ESCO where it has one, and as `urn:uuid:` with its id elsewhere; so are taxonomies
//! and sources. A code is a `skos:notation` of a datatype that names its scheme. What has no place in SKOS (importance
//! and level, pathways and their costs, salaries, evidence of links) is not written: `ndjson` and `csv` hold all.
//!
//! - `turtle`: triples, and the words that they are written in
//! - `words`: names and remarks
//! - `links`: from concept to concept

mod links;
mod turtle;
mod words;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Write};

use ::entity::{CodeScheme, ConceptKind, code, concept};
use oxrdf::{Literal, NamedNode};
use uuid::Uuid;

use super::{Counts, ExportError, Records};
use links::Links;
use turtle::{Turtle, address, cc, dct, owl, rdf, rdfs, skos, xsd};
use words::Words;

/// Namespace of the datatypes of notations: the name of the scheme follows.
const CODES: &str = "urn:x-career-graph:code:";

/// Writes the schemes, the sources and every concept.
pub fn write(records: &Records, out: impl Write) -> Result<Counts, ExportError> {
    let mut turtle = Turtle::new(out)?;
    let (links, words) = (Links::of(records)?, Words::of(records)?);
    let all = All::of(records, &links);
    let dataset = &records.dataset;
    all.schemes(&mut turtle)?;
    all.sources(&mut turtle)?;
    let concepts: HashMap<Uuid, &concept::Model> = dataset.concepts.iter().map(|c| (c.id, c)).collect();
    let mut statements = 0;
    for concept in records.statements.iter().filter_map(|id| concepts.get(id)) {
        all.concept(&mut turtle, concept)?;
        let node = all.node(concept.id);
        words.write(&mut turtle, &node, concept.id)?;
        for (word, to) in links.from(concept.id, |to| all.iri(to)) {
            // What matches a collection has no word: a mapping is between concepts.
            if !matches!(word, links::Word::Match(_)) || concept.kind != ConceptKind::Collection {
                turtle.add(&node, word.node(), &NamedNode::new_unchecked(to))?;
            }
        }
        statements += 1;
    }
    turtle.finish()?;
    let references = dataset.taxonomies.len() + dataset.sources.len();
    Ok(Counts { datasets: dataset.datasets.len(), references, statements })
}

/// What is looked up for every concept.
struct All<'a> {
    records: &'a Records,
    links: &'a Links,
    codes: HashMap<Uuid, Vec<&'a code::Model>>,
    /// Whom the statements come from.
    sources: HashMap<Uuid, BTreeSet<Uuid>>,
    /// Concepts that are named by another's URI already.
    second: HashSet<Uuid>,
}

impl<'a> All<'a> {
    fn of(records: &'a Records, links: &'a Links) -> Self {
        let dataset = &records.dataset;
        let mut codes: HashMap<Uuid, Vec<&code::Model>> = HashMap::new();
        for code in &dataset.codes {
            codes.entry(code.concept_id).or_default().push(code);
        }
        codes
            .values_mut()
            .for_each(|codes| codes.sort_by(|a, b| (a.scheme, &a.value).cmp(&(b.scheme, &b.value))));
        let mut sources: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
        for evidence in &dataset.evidence {
            sources.entry(evidence.statement_id).or_default().insert(evidence.source_id);
        }
        let mut all = Self { records, links, codes, sources, second: HashSet::new() };
        let mut taken = HashSet::new();
        let second =
            records.statements.iter().filter(|id| all.uri(**id).is_some_and(|uri| !taken.insert(uri)));
        all.second = second.copied().collect();
        all
    }

    /// The URI of ESCO that a concept has: as a code, or as its key where only its name is at hand.
    fn uri(&self, concept: Uuid) -> Option<String> {
        let known = self.records.uris.get(&concept).cloned();
        let named = || self.links.named.get(&concept).filter(|reference| reference.taxonomy == "esco");
        let uri = known.or_else(|| named().map(|reference| reference.key.clone()))?;
        address(&uri).map(NamedNode::into_string)
    }

    fn iri(&self, id: Uuid) -> String {
        let uri = if self.second.contains(&id) { None } else { self.uri(id) };
        uri.unwrap_or_else(|| format!("urn:uuid:{id}"))
    }

    fn node(&self, id: Uuid) -> NamedNode {
        NamedNode::new_unchecked(self.iri(id))
    }

    fn schemes<W: Write>(&self, turtle: &mut Turtle<W>) -> io::Result<()> {
        let mut taxonomies: Vec<_> = self.records.dataset.taxonomies.iter().collect();
        taxonomies.sort_by_key(|taxonomy| &taxonomy.slug);
        for t in taxonomies {
            let node = self.node(t.id);
            turtle.add(&node, rdf::TYPE, skos::SCHEME)?;
            turtle.text(&node, dct::TITLE, Some(&t.title))?;
            turtle.text(&node, dct::IDENTIFIER, Some(&t.slug))?;
            turtle.text(&node, dct::PUBLISHER, t.publisher.as_deref())?;
            turtle.text(&node, cc::ATTRIBUTION_NAME, t.publisher.as_deref())?;
            turtle.link(&node, dct::LICENSE, t.licence.as_deref())?;
            turtle.text(&node, dct::RIGHTS, t.attribution.as_deref())?;
            turtle.link(&node, rdfs::SEE_ALSO, t.url.as_deref())?;
        }
        Ok(())
    }

    fn sources<W: Write>(&self, turtle: &mut Turtle<W>) -> io::Result<()> {
        let mut sources: Vec<_> = self.records.dataset.sources.iter().collect();
        sources.sort_by_key(|source| &source.slug);
        for s in sources {
            let node = self.node(s.id);
            turtle.add(&node, rdf::TYPE, dct::RESOURCE)?;
            turtle.text(&node, dct::TITLE, Some(&s.title))?;
            turtle.text(&node, dct::IDENTIFIER, Some(&s.slug))?;
            turtle.text(&node, dct::PUBLISHER, s.publisher.as_deref())?;
            turtle.text(&node, dct::ISSUED, s.published.as_deref())?;
            turtle.link(&node, dct::LICENSE, s.licence.as_deref())?;
            turtle.text(&node, dct::RIGHTS, s.attribution.as_deref())?;
            turtle.link(&node, rdfs::SEE_ALSO, s.url.as_deref())?;
        }
        Ok(())
    }

    fn concept<W: Write>(&self, turtle: &mut Turtle<W>, concept: &concept::Model) -> io::Result<()> {
        let node = self.node(concept.id);
        let class = if concept.kind == ConceptKind::Collection { skos::COLLECTION } else { skos::CONCEPT };
        turtle.add(&node, rdf::TYPE, class)?;
        turtle.add(&node, skos::IN_SCHEME, &self.node(concept.taxonomy_id))?;
        turtle.text(&node, dct::IDENTIFIER, Some(&concept.key))?;
        for code in self.codes.get(&concept.id).into_iter().flatten() {
            if code.scheme != CodeScheme::EscoUri {
                let scheme = NamedNode::new_unchecked(format!("{CODES}{}", code.scheme.text()));
                turtle.add(&node, skos::NOTATION, &Literal::new_typed_literal(&code.value, scheme))?;
            }
        }
        if self.records.is_retired(concept.id) {
            turtle.add(&node, owl::DEPRECATED, &Literal::new_typed_literal("true", xsd::BOOLEAN))?;
        }
        if let Some(other) = concept.replaced_by {
            turtle.add(&node, dct::IS_REPLACED_BY, &self.node(other))?;
        }
        let implied = || self.records.implied_source(concept.id).into_iter().collect();
        for source in self.sources.get(&concept.id).cloned().unwrap_or_else(implied) {
            turtle.add(&node, dct::SOURCE, &self.node(source))?;
        }
        Ok(())
    }
}
