//! The immutable snapshot of one revision: every answer is read from here, never from the database.
//!
//! - `concept`: what is known of one node
//! - `value`: money, durations, evidence
//! - `language`: which of several languages is chosen
//! - `link`: the links of one kind, from both ends
//! - `lookup`: by id, slug, code and name
//! - `build`: from a `Dataset`
//! - `hierarchy`: what lies below a concept, and above
//!
//! Parts are shared by `Arc`, so that a later revision can keep what it does not touch. Indexes (`ConceptIdx` and
//! the like) belong to one `Graph` and never leave it; what is stored or sent is an id.

mod build;
mod concept;
mod hierarchy;
mod language;
mod link;
mod lookup;
mod value;

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use ::entity::ConceptKind;

pub use build::Builder;
pub use concept::{
    Code, Concept, ConceptIdx, Detail, Label, Note, Pathway, Provider, Question, QuestionIdx, RelativeCost,
    Role, Salary, SalaryIdx, Skill, Step, Tool,
};
pub use hierarchy::{above, around, below, broader, narrower};
pub use language::Languages;
pub use link::{
    Facts, Known, Link, LinkIdx, LinkKind, Links, Mapping, Member, PathwayProvider, PathwaySkill, Rating,
    RolePathway, RoleRelation, RoleSkill, RoleTask, RoleTool, SkillRelation, SkillTool, ToolRelation,
};
pub use lookup::{NameMatches, NodeRef, fold};
pub use value::{
    Evidence, Money, Pending, SharedText, Source, SourceIdx, Stated, Taxonomy, TaxonomyIdx, Weeks, major,
};

pub(crate) use link::{End, starts};
use lookup::Lookup;
use value::{Origin, StoredEvidence};

/// A revision of the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// Counted up by one with every write; 0 before the first.
    pub revision: i64,
    /// Digest over all records.
    pub digest: String,
    /// When it was written, in Unix milliseconds UTC.
    pub written_at_ms: Option<i64>,
}

/// Everything that is known at one revision.
#[derive(Debug)]
pub struct Graph {
    /// What this is a snapshot of.
    pub version: Version,
    /// Bodies of concepts, by slug.
    pub taxonomies: Arc<[Taxonomy]>,
    /// Publications, by slug.
    pub sources: Arc<[Source]>,
    /// O*NET job zones: number, name, preparation.
    pub job_zones: Arc<[::entity::job_zone::Model]>,
    /// All concepts, by kind, then folded name, then id.
    pub concepts: Arc<[Concept]>,
    /// All salaries, by role.
    pub salaries: Arc<[Salary]>,
    /// All interview questions, by role.
    pub questions: Arc<[Question]>,
    /// Mappings one end of which is not here, by their ends.
    pub pending: Arc<[Pending]>,
    kinds: [Range<u32>; ConceptKind::ALL.len()],
    origins: Arc<[Origin]>,
    /// What statements name as evidence; the first list is empty.
    evidence: Arc<[Box<[StoredEvidence]>]>,
    lookup: Arc<Lookup>,
    /// What is asked of many concepts at a time.
    briefs: Arc<[Brief]>,
    role_skills: Arc<Links<RoleSkill>>,
    role_tools: Arc<Links<RoleTool>>,
    role_tasks: Arc<Links<RoleTask>>,
    role_pathways: Arc<Links<RolePathway>>,
    role_relations: Arc<Links<RoleRelation>>,
    skill_relations: Arc<Links<SkillRelation>>,
    tool_relations: Arc<Links<ToolRelation>>,
    skill_tools: Arc<Links<SkillTool>>,
    pathway_skills: Arc<Links<PathwaySkill>>,
    pathway_providers: Arc<Links<PathwayProvider>>,
    collection_members: Arc<Links<Member>>,
    mappings: Arc<Links<Mapping>>,
}

/// What is asked of many concepts at a time, without a look at the rest of them.
#[derive(Clone, Copy, Debug)]
struct Brief {
    kind: ConceptKind,
    retired: bool,
    taxonomy: TaxonomyIdx,
    /// Of which kinds it has links: a bit for each, of those that start there and of those that end there.
    out: u16,
    into: u16,
    /// How many links it has.
    links: u32,
}

/// Does the same with the links of each kind.
macro_rules! each_kind_of_link {
    ($graph:expr, $links:ident => $with:expr) => {
        each_kind_of_link!(
            $graph, $links => $with;
            role_skills role_tools role_tasks role_pathways role_relations skill_relations tool_relations skill_tools
            pathway_skills pathway_providers collection_members mappings
        )
    };
    ($graph:expr, $links:ident => $with:expr; $($kind:ident)+) => {
        $({
            let $links = &$graph.$kind;
            $with;
        })+
    };
}

impl Graph {
    /// The concept at an index of this graph.
    pub fn concept(&self, idx: ConceptIdx) -> &Concept {
        &self.concepts[idx.get()]
    }

    /// All concepts, the retired ones among them.
    pub fn all(&self) -> impl ExactSizeIterator<Item = ConceptIdx> + Clone + use<> {
        let count = u32::try_from(self.concepts.len()).expect("a graph has fewer than 2^32 concepts");
        (0..count).map(ConceptIdx::new)
    }

    /// All concepts of a kind in the order of their names, the retired ones among them.
    pub fn of_kind(&self, kind: ConceptKind) -> impl ExactSizeIterator<Item = ConceptIdx> + Clone + use<> {
        self.kinds[kind as usize].clone().map(ConceptIdx::new)
    }

    /// What sort of thing a concept is.
    pub fn kind(&self, idx: ConceptIdx) -> ConceptKind {
        self.briefs[idx.get()].kind
    }

    /// Whether a concept is out of use.
    pub fn is_retired(&self, idx: ConceptIdx) -> bool {
        self.briefs[idx.get()].retired
    }

    /// Whether a mapping starts or ends at a concept. O(1).
    pub fn is_matched(&self, idx: ConceptIdx) -> bool {
        let Brief { out, into, .. } = self.briefs[idx.get()];
        (out | into) & self.mappings.bit() != 0
    }

    /// The body that a concept belongs to.
    pub fn taxonomy_of(&self, idx: ConceptIdx) -> TaxonomyIdx {
        self.briefs[idx.get()].taxonomy
    }

    /// Orders by folded name, then id.
    pub fn compare_names(&self, a: ConceptIdx, b: ConceptIdx) -> Ordering {
        // Concepts of one kind stand in this order.
        if self.kind(a) == self.kind(b) {
            return a.cmp(&b);
        }
        let name = |idx| (&self.concept(idx).sort_name, self.concept(idx).id);
        name(a).cmp(&name(b))
    }

    /// How many concepts of each kind are in use.
    pub fn counts(&self) -> impl Iterator<Item = (ConceptKind, usize)> {
        let live = |kind| self.taxonomies.iter().map(|taxonomy| taxonomy.counts[kind as usize]).sum();
        ConceptKind::ALL.iter().map(move |kind| (*kind, live(*kind)))
    }

    /// The source at an index of this graph.
    pub fn source(&self, idx: SourceIdx) -> &Source {
        &self.sources[usize::from(idx.0)]
    }

    /// The taxonomy at an index of this graph.
    pub fn taxonomy(&self, idx: TaxonomyIdx) -> &Taxonomy {
        &self.taxonomies[usize::from(idx.0)]
    }

    /// How many links of all kinds there are.
    pub fn link_count(&self) -> usize {
        let mut count = 0;
        each_kind_of_link!(self, links => count += links.len());
        count
    }

    /// How many links of all kinds a concept has, at either end. O(1).
    pub fn links_of(&self, idx: ConceptIdx) -> u32 {
        self.briefs[idx.get()].links
    }

    /// What of each concept is asked of many.
    fn in_brief(&self) -> Arc<[Brief]> {
        let brief = |idx| {
            let (mut count, mut out, mut into) = (0, 0, 0);
            each_kind_of_link!(self, links => {
                count += links.ends(idx).len() + links.starts(idx).len();
                out |= if links.ends(idx).is_empty() { 0 } else { links.bit() };
                into |= if links.starts(idx).is_empty() { 0 } else { links.bit() };
            });
            let Concept { kind, retired, taxonomy, .. } = *self.concept(idx);
            Brief { kind, retired, taxonomy, out, into, links: u32::try_from(count).unwrap_or(u32::MAX) }
        };
        self.all().map(brief).collect()
    }

    /// Tells of the concepts that links of any kind join to one, each as often as one does.
    pub(crate) fn neighbours(&self, of: ConceptIdx, tell: &mut impl FnMut(&[ConceptIdx])) {
        let Brief { out, into, .. } = self.briefs[of.get()];
        each_kind_of_link!(self, links => {
            if out & links.bit() != 0 {
                tell(links.ends(of));
            }
            if into & links.bit() != 0 {
                tell(links.starts(of));
            }
        });
    }

    /// Tells of each link of any kind that starts at a concept and ends at one that passes.
    pub(crate) fn links_out<'g>(
        &'g self,
        of: ConceptIdx,
        passes: &impl Fn(ConceptIdx) -> bool,
        tell: &mut impl FnMut(End<'g>),
    ) {
        let out = self.briefs[of.get()].out;
        each_kind_of_link!(self, links => {
            if out & links.bit() != 0 {
                links.tell_out(of, passes, tell);
            }
        });
    }

    /// Tells of each link of any kind that ends at a concept and starts at one that passes.
    pub(crate) fn links_into<'g>(
        &'g self,
        of: ConceptIdx,
        passes: &impl Fn(ConceptIdx) -> bool,
        tell: &mut impl FnMut(End<'g>),
    ) {
        let into = self.briefs[of.get()].into;
        each_kind_of_link!(self, links => {
            if into & links.bit() != 0 {
                links.tell_into(of, passes, tell);
            }
        });
    }

    /// Who says what was stated, in the order of the sources' slugs.
    ///
    /// Where nothing was stored, it is what the dataset implies: its own source, at `key`, the key of the concept
    /// or of the link's first end.
    pub fn evidence<'a>(&'a self, stated: &'a Stated, key: &'a str) -> impl Iterator<Item = Evidence<'a>> {
        let stored = &self.evidence[stated.evidence as usize];
        let implied = if stored.is_empty() { self.origins[usize::from(stated.origin)].source } else { None };
        let implied = implied.map(|source| Evidence { source, locator: Some(key), date: None, stated: None });
        stored.iter().map(StoredEvidence::as_evidence).chain(implied)
    }

    /// How many sources say so, at how many places.
    pub fn evidence_count(&self, stated: &Stated) -> usize {
        self.evidence(stated, "").count()
    }
}
