//! SKOS, read back by an RDF library.

use std::collections::HashSet;

use career_graph::dataset::Dataset;
use career_graph::export::{self, Records as Exported};
use entity::{CodeScheme, LabelRole, MappingKind, RoleLinkKind, SkillLinkKind};
use oxrdf::{Graph, NamedNode, Term, Triple};
use oxttl::TurtleParser;
use uuid::Uuid;

use super::odd;
use crate::support::{Records, curated_edition};

fn turtle(dataset: &Dataset) -> String {
    let mut out = Vec::new();
    export::skos::write(&Exported::of(dataset.clone(), &[]).expect("named"), &mut out).expect("written");
    String::from_utf8(out).expect("it is UTF-8")
}

pub(super) fn graph(text: &str) -> Graph {
    let triples: Result<Vec<Triple>, _> = TurtleParser::new().for_slice(text.as_bytes()).collect();
    Graph::from_iter(triples.unwrap_or_else(|error| panic!("{error}\n{text}")))
}

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCT: &str = "http://purl.org/dc/terms/";
const ESCO: &str = "http://data.europa.eu/esco/skill/s-1";

/// All objects of a subject's word, as Turtle writes them, in order.
fn said(graph: &Graph, subject: &str, word: &str) -> Vec<String> {
    let (subject, word) = (NamedNode::new_unchecked(subject), NamedNode::new_unchecked(word));
    let mut said: Vec<String> =
        graph.objects_for_subject_predicate(&subject, &word).map(|term| term.to_string()).collect();
    said.sort();
    said
}

fn urn(id: Uuid) -> String {
    format!("urn:uuid:{id}")
}

/// What SKOS demands of all (S9, S13, S14, S27, S37, S46).
pub(super) fn assert_whole(graph: &Graph) {
    let word = |word: &str| NamedNode::new_unchecked(format!("{SKOS}{word}"));
    let pairs = |name: &str| -> HashSet<(String, String)> {
        let word = word(name);
        graph.triples_for_predicate(&word).map(|t| (t.subject.to_string(), t.object.to_string())).collect()
    };
    let (preferred, alternative, hidden) = (pairs("prefLabel"), pairs("altLabel"), pairs("hiddenLabel"));
    assert!(
        preferred.is_disjoint(&alternative)
            && preferred.is_disjoint(&hidden)
            && alternative.is_disjoint(&hidden)
    );
    let mut languages = HashSet::new();
    for triple in graph.triples_for_predicate(&word("prefLabel")) {
        let oxrdf::TermRef::Literal(literal) = triple.object else { panic!("{triple} is no literal") };
        let language = literal.language().map(str::to_owned);
        assert!(languages.insert((triple.subject.to_string(), language)), "{triple} is the second");
    }
    assert!(pairs("related").is_disjoint(&pairs("broader")));
    for other in ["broadMatch", "narrowMatch", "relatedMatch"] {
        assert!(pairs("exactMatch").is_disjoint(&pairs(other)));
    }
    let reversed: HashSet<_> = pairs("narrower").into_iter().map(|(a, b)| (b, a)).collect();
    assert_eq!(pairs("broader"), reversed);
}

#[test]
fn a_framework_is_a_scheme_of_concepts() {
    let mut r = Records::new("acme");
    let taxonomy = &mut r.dataset.taxonomies[0];
    (taxonomy.publisher, taxonomy.licence) =
        (Some("Acme Ltd".to_owned()), Some("https://creativecommons.org/licenses/by/4.0/".to_owned()));
    taxonomy.attribution = Some("Acme Skills, by Acme Ltd.".to_owned());
    let (metal, welding, old) = (r.skill("metal"), r.skill("welding"), r.skill("brazing"));
    let (welder, worker) = (r.role("welder"), r.role("worker"));
    let green = r.collection("green");
    r.name(welding, "de-AT", LabelRole::Preferred, "Schweißen");
    r.name(welding, "no language", LabelRole::Alternative, "\"x\"\\");
    r.name(welding, "en", LabelRole::Alternative, "welding");
    r.name(welding, "en", LabelRole::Hidden, "weldin");
    r.describe(welding, "en", "Joining\nmetal.");
    r.code(welding, CodeScheme::EscoUri, ESCO, true);
    r.code(welding, CodeScheme::OnetElement, "2.A.1", false);
    r.skill_relation(welding, metal, SkillLinkKind::Broader);
    r.skill_relation(metal, welding, SkillLinkKind::Related);
    r.skill_relation(old, welding, SkillLinkKind::Related);
    r.role_relation(welder, worker, RoleLinkKind::Broader);
    r.member(green, welding);
    r.mapping(welder, worker, MappingKind::Exact);
    r.mapping(welder, worker, MappingKind::Related);
    r.mapping(welding, metal, MappingKind::Close);
    r.note(welding, entity::NoteKind::Scope, "Not soldering.");
    r.retire(old, Some(welding));
    let graph = graph(&turtle(&r.dataset));
    assert_whole(&graph);
    let of = |subject: &str, word: &str| said(&graph, subject, &format!("{SKOS}{word}"));
    let scheme = urn(career_graph::dataset::id::taxonomy("acme"));
    let dct = |subject: &str, word: &str| said(&graph, subject, &format!("{DCT}{word}"));
    assert_eq!(dct(&scheme, "title"), ["\"Taxonomy acme\""]);
    assert_eq!(dct(&scheme, "publisher"), ["\"Acme Ltd\""]);
    assert_eq!(dct(&scheme, "license"), ["<https://creativecommons.org/licenses/by/4.0/>"]);
    assert_eq!(dct(&scheme, "rights"), ["\"Acme Skills, by Acme Ltd.\""]);
    assert_eq!(of(ESCO, "inScheme"), [format!("<{scheme}>")]);
    assert_eq!(of(ESCO, "prefLabel"), ["\"Schweißen\"@de-at", "\"welding\"@en"]);
    // What is preferred already is no other name; what is no language tag is left away.
    assert_eq!(of(ESCO, "altLabel"), ["\"\\\"x\\\"\\\\\""]);
    assert_eq!(of(ESCO, "hiddenLabel"), ["\"weldin\"@en"]);
    assert_eq!(of(ESCO, "definition"), ["\"Joining\\nmetal.\"@en"]);
    assert_eq!(of(ESCO, "scopeNote"), ["\"Not soldering.\"@en"]);
    assert_eq!(of(ESCO, "notation"), ["\"2.A.1\"^^<urn:x-career-graph:code:ONET_ELEMENT>"]);
    assert_eq!(of(ESCO, "broader"), [format!("<{}>", urn(metal))]);
    assert_eq!(of(&urn(metal), "narrower"), [format!("<{ESCO}>")]);
    // What is broader is not related besides.
    assert_eq!(of(ESCO, "related"), [format!("<{}>", urn(old))]);
    assert_eq!(of(&urn(green), "member"), [format!("<{ESCO}>")]);
    assert_eq!(of(&urn(welder), "exactMatch"), [format!("<{}>", urn(worker))]);
    assert_eq!(of(&urn(welder), "relatedMatch"), [""; 0]);
    assert_eq!(of(ESCO, "closeMatch"), [format!("<{}>", urn(metal))]);
    assert_eq!(
        said(&graph, &urn(old), "http://www.w3.org/2002/07/owl#deprecated"),
        ["\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>"]
    );
    assert_eq!(dct(&urn(old), "isReplacedBy"), [format!("<{ESCO}>")]);
    let source = urn(career_graph::dataset::id::source("acme"));
    assert_eq!(dct(ESCO, "source"), [format!("<{source}>")]);
    assert_eq!(dct(&source, "title"), ["\"Source acme\""]);
}

#[test]
fn every_concept_is_there_and_skos_holds() {
    for dataset in [curated_edition(), odd().dataset] {
        let graph = graph(&turtle(&dataset));
        assert_whole(&graph);
        let class = |name: &str| -> Term { NamedNode::new_unchecked(format!("{SKOS}{name}")).into() };
        let count =
            |name: &str| graph.subjects_for_predicate_object(oxrdf::vocab::rdf::TYPE, &class(name)).count();
        assert_eq!(count("Concept") + count("Collection"), dataset.concepts.len());
        assert_eq!(count("Collection"), dataset.collections.len());
        assert_eq!(count("ConceptScheme"), dataset.taxonomies.len());
        assert_eq!(turtle(&dataset), turtle(&dataset));
    }
}
