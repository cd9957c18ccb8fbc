//! Look-ups by id, slug, code and name.

use ::entity::{CodeScheme, ConceptKind, LabelRole};
use uuid::Uuid;

use super::Graph;
use super::concept::{Concept, ConceptIdx, Question, QuestionIdx, Salary, SalaryIdx};
use super::value::{Source, SourceIdx, Taxonomy, TaxonomyIdx};

/// Where a node stands in its graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeRef {
    /// A concept of any kind.
    Concept(ConceptIdx),
    /// A salary.
    Salary(SalaryIdx),
    /// An interview question.
    Question(QuestionIdx),
    /// A source.
    Source(SourceIdx),
    /// A taxonomy.
    Taxonomy(TaxonomyIdx),
}

/// Who bears a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameMatches {
    /// Nobody.
    None,
    /// One concept.
    One(ConceptIdx),
    /// Several, in the order of their names.
    Several(Vec<ConceptIdx>),
}

/// How names are compared: without regard to case and to blanks at the ends or in a row.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

impl Graph {
    /// The node that has an id.
    pub fn node(&self, id: Uuid) -> Option<NodeRef> {
        let ids = &self.lookup.ids;
        ids.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| ids[at].1)
    }

    /// The concept of a kind that has an id.
    pub fn concept_by_id(&self, kind: ConceptKind, id: Uuid) -> Option<ConceptIdx> {
        match self.node(id)? {
            NodeRef::Concept(idx) if self.concept(idx).kind == kind => Some(idx),
            _ => None,
        }
    }

    /// The concept of a kind that has a slug, or had it once.
    pub fn by_slug(&self, kind: ConceptKind, slug: &str) -> Option<ConceptIdx> {
        let current = self.lookup.slugs.find(hash(kind, "", slug), |idx| {
            let concept = self.concept(idx);
            concept.kind == kind && *concept.slug == *slug
        });
        current.or_else(|| {
            let former = &self.lookup.former_slugs;
            let at = former.binary_search_by(|(k, s, _)| (*k, &**s).cmp(&(kind, slug))).ok()?;
            Some(former[at].2)
        })
    }

    /// The concept of a kind that a code identifies.
    pub fn by_code(&self, kind: ConceptKind, scheme: CodeScheme, value: &str) -> Option<ConceptIdx> {
        self.lookup.codes.find(hash(kind, scheme.text(), value), |idx| {
            let concept = self.concept(idx);
            let same = |c: &super::Code| c.identifies && c.scheme == scheme && *c.value == *value;
            concept.kind == kind && concept.codes.iter().any(same)
        })
    }

    /// Who of a kind bears a name, preferred or alternative, in any language; the retired leave it to the others.
    pub fn by_name(&self, kind: ConceptKind, name: &str) -> NameMatches {
        let folded = fold(name);
        let bears = |idx: ConceptIdx| {
            let concept = self.concept(idx);
            let named = |l: &super::Label| l.role != LabelRole::Hidden && fold(&l.text) == folded;
            concept.kind == kind && concept.labels.iter().any(named)
        };
        let mut matches: Vec<ConceptIdx> =
            self.lookup.names.all(hash(kind, "", &folded)).filter(|i| bears(*i)).collect();
        matches.sort_unstable();
        matches.dedup();
        if matches.iter().any(|idx| !self.is_retired(*idx)) {
            matches.retain(|idx| !self.is_retired(*idx));
        }
        match matches[..] {
            [] => NameMatches::None,
            [one] => NameMatches::One(one),
            _ => NameMatches::Several(matches),
        }
    }

    /// The source that has a slug.
    pub fn source_by_slug(&self, slug: &str) -> Option<SourceIdx> {
        self.sources.iter().zip(0..).find(|(s, _)| s.record.slug == slug).map(|(_, i)| SourceIdx(i))
    }

    /// The taxonomy that has a slug.
    pub fn taxonomy_by_slug(&self, slug: &str) -> Option<TaxonomyIdx> {
        self.taxonomies.iter().zip(0..).find(|(t, _)| t.record.slug == slug).map(|(_, i)| TaxonomyIdx(i))
    }
}

/// What answers look-ups: sorted lists of hashes, the texts stay where they are.
#[derive(Debug)]
pub(super) struct Lookup {
    ids: Vec<(Uuid, NodeRef)>,
    slugs: HashIndex,
    codes: HashIndex,
    names: HashIndex,
    former_slugs: Vec<(ConceptKind, Box<str>, ConceptIdx)>,
}

impl Lookup {
    pub(super) fn new(
        concepts: &[Concept],
        (salaries, questions): (&[Salary], &[Question]),
        (sources, taxonomies): (&[Source], &[Taxonomy]),
        mut former_slugs: Vec<(ConceptKind, Box<str>, ConceptIdx)>,
    ) -> Self {
        let nodes = concepts.iter().zip(0..).map(|(c, i)| (c.id, NodeRef::Concept(ConceptIdx::new(i))));
        let salaries =
            salaries.iter().zip(0..).map(|(s, i)| (s.stated.id, NodeRef::Salary(SalaryIdx::new(i))));
        let questions =
            questions.iter().zip(0..).map(|(q, i)| (q.stated.id, NodeRef::Question(QuestionIdx::new(i))));
        let sources = sources.iter().zip(0..).map(|(s, i)| (s.record.id, NodeRef::Source(SourceIdx(i))));
        let taxonomies =
            taxonomies.iter().zip(0..).map(|(t, i)| (t.record.id, NodeRef::Taxonomy(TaxonomyIdx(i))));
        let mut ids: Vec<_> =
            nodes.chain(salaries).chain(questions).chain(sources).chain(taxonomies).collect();
        ids.sort_unstable_by_key(|(id, _)| *id);
        former_slugs.sort_unstable();

        let indexed = || concepts.iter().zip((0..).map(ConceptIdx::new));
        let slugs = indexed().map(|(c, i)| (hash(c.kind, "", &c.slug), i));
        let codes = indexed().flat_map(|(c, i)| {
            let identifying = c.codes.iter().filter(|code| code.identifies);
            identifying.map(move |code| (hash(c.kind, code.scheme.text(), &code.value), i))
        });
        let names = indexed().flat_map(|(c, i)| {
            let shown = c.labels.iter().filter(|label| label.role != LabelRole::Hidden);
            shown.map(move |label| (hash(c.kind, "", &fold(&label.text)), i))
        });
        Self {
            ids,
            slugs: HashIndex::new(slugs),
            codes: HashIndex::new(codes),
            names: HashIndex::new(names),
            former_slugs,
        }
    }
}

/// Hashes of keys with the concepts that have them; a caller confirms each, as two keys can share a hash.
#[derive(Debug)]
struct HashIndex(Vec<(u64, ConceptIdx)>);

impl HashIndex {
    fn new(entries: impl Iterator<Item = (u64, ConceptIdx)>) -> Self {
        let mut entries: Vec<_> = entries.collect();
        entries.sort_unstable();
        entries.dedup();
        entries.shrink_to_fit();
        Self(entries)
    }

    fn all(&self, hash: u64) -> impl Iterator<Item = ConceptIdx> + '_ {
        let start = self.0.partition_point(|(h, _)| *h < hash);
        self.0[start..].iter().take_while(move |(h, _)| *h == hash).map(|(_, idx)| *idx)
    }

    fn find(&self, hash: u64, confirm: impl Fn(ConceptIdx) -> bool) -> Option<ConceptIdx> {
        self.all(hash).find(|idx| confirm(*idx))
    }
}

fn hash(kind: ConceptKind, scheme: &str, text: &str) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in [kind.text(), "\0", scheme, "\0", text] {
        hasher.update(part.as_bytes());
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first)
}
