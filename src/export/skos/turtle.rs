//! Triples as Turtle, and the words that they are written in.

use std::io::{self, Write};

use oxrdf::{Literal, NamedNode, NamedNodeRef, TermRef, TripleRef};
use oxttl::TurtleSerializer;
use oxttl::turtle::WriterTurtleSerializer;

/// Declares the vocabularies: prefix, namespace, and the words of each.
macro_rules! vocabularies {
    ($($prefix:ident = $namespace:literal { $($word:ident = $text:literal,)* })+) => {
        /// Prefix and namespace of each vocabulary.
        const PREFIXES: &[(&str, &str)] = &[$((stringify!($prefix), $namespace),)+];

        $(pub(super) mod $prefix {
            use oxrdf::NamedNodeRef;

            $(pub(in crate::export::skos) const $word: NamedNodeRef<'static> =
                NamedNodeRef::new_unchecked(concat!($namespace, $text));)*
        })+
    };
}

vocabularies! {
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#" { TYPE = "type", }
    rdfs = "http://www.w3.org/2000/01/rdf-schema#" { SEE_ALSO = "seeAlso", }
    owl = "http://www.w3.org/2002/07/owl#" { DEPRECATED = "deprecated", }
    xsd = "http://www.w3.org/2001/XMLSchema#" { BOOLEAN = "boolean", }
    cc = "http://creativecommons.org/ns#" { ATTRIBUTION_NAME = "attributionName", }
    dct = "http://purl.org/dc/terms/" {
        TITLE = "title", PUBLISHER = "publisher", LICENSE = "license", RIGHTS = "rights", SOURCE = "source",
        IDENTIFIER = "identifier", ISSUED = "issued", IS_REPLACED_BY = "isReplacedBy",
        RESOURCE = "BibliographicResource",
    }
    skos = "http://www.w3.org/2004/02/skos/core#" {
        SCHEME = "ConceptScheme", CONCEPT = "Concept", COLLECTION = "Collection", IN_SCHEME = "inScheme",
        PREF_LABEL = "prefLabel", ALT_LABEL = "altLabel", HIDDEN_LABEL = "hiddenLabel", NOTATION = "notation",
        DEFINITION = "definition", SCOPE_NOTE = "scopeNote", NOTE = "note", BROADER = "broader", NARROWER = "narrower",
        RELATED = "related", MEMBER = "member", EXACT_MATCH = "exactMatch", CLOSE_MATCH = "closeMatch",
        BROAD_MATCH = "broadMatch", NARROW_MATCH = "narrowMatch", RELATED_MATCH = "relatedMatch",
    }
}

/// What is written so far.
pub(super) struct Turtle<W: Write>(WriterTurtleSerializer<W>);

impl<W: Write> Turtle<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut serializer = TurtleSerializer::new();
        for (prefix, namespace) in PREFIXES {
            serializer = serializer.with_prefix(*prefix, *namespace).map_err(io::Error::other)?;
        }
        Ok(Self(serializer.for_writer(out)))
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.0.finish()?.flush()
    }

    /// A triple.
    pub(super) fn add<'a>(
        &mut self,
        subject: &'a NamedNode,
        predicate: NamedNodeRef<'a>,
        object: impl Into<TermRef<'a>>,
    ) -> io::Result<()> {
        self.0.serialize_triple(TripleRef::new(subject, predicate, object))
    }

    /// A triple whose object is a text in no language, if there is one.
    pub(super) fn text(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        text: Option<&str>,
    ) -> io::Result<()> {
        let Some(text) = text else { return Ok(()) };
        self.add(subject, predicate, &Literal::new_simple_literal(text))
    }

    /// A triple whose object is an address, or the text that stands in its place.
    pub(super) fn link(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        text: Option<&str>,
    ) -> io::Result<()> {
        match text.and_then(address) {
            Some(address) => self.add(subject, predicate, &address),
            None => self.text(subject, predicate, text),
        }
    }

    /// A triple whose object is a text in a language; what is no language tag (BCP 47) is left away.
    pub(super) fn words(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        language: &str,
        text: &str,
    ) -> io::Result<()> {
        let tagged = Literal::new_language_tagged_literal(text, language);
        let words = tagged.unwrap_or_else(|_| Literal::new_simple_literal(text));
        self.add(subject, predicate, &words)
    }
}

/// The address that a text is, if it is one of the web.
pub(super) fn address(text: &str) -> Option<NamedNode> {
    let of_web = text.starts_with("http://") || text.starts_with("https://");
    NamedNode::new(text).ok().filter(|_| of_web)
}
