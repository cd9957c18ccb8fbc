//! The links of one kind, from both ends.

use std::ops::Range;

use ::entity::{MappingKind, RelatedTier, Requirement, RoleLinkKind, SkillLinkKind, ToolLinkKind};

use super::Graph;
use super::concept::{ConceptIdx, index};
use super::value::{Money, SharedText, Stated, Weeks};

index! {
    LinkIdx: "a link among those of its kind";
}

/// A measurement of how a role needs a skill.
#[derive(Clone, Debug)]
pub struct Rating {
    /// O*NET scale id, such as `IM`.
    pub scale: SharedText,
    /// The value on that scale.
    pub value: f64,
    /// How many answered.
    pub sample_size: Option<i32>,
    /// Standard error of the value.
    pub standard_error: Option<f64>,
    /// The publisher recommends not to use it.
    pub suppressed: bool,
    /// Those asked found it not relevant.
    pub not_relevant: bool,
    /// ISO 8601 date, also with year or year-month precision.
    pub date: Option<SharedText>,
}

/// A number that may not be known, in the space of one: there are many, and answers go through all of them.
#[derive(Clone, Copy, Debug)]
pub struct Known(f64);

impl Known {
    /// From a number; one that is none is not known.
    pub(crate) fn new(number: Option<f64>) -> Self {
        Self(number.unwrap_or(f64::NAN))
    }

    /// The number, if it is known.
    pub(crate) fn get(self) -> Option<f64> {
        (!self.0.is_nan()).then_some(self.0)
    }
}

/// One link with what it carries.
#[derive(Clone, Debug)]
pub struct Link<T> {
    /// Where it starts.
    pub from: ConceptIdx,
    /// Where it ends.
    pub to: ConceptIdx,
    /// Its id and who says so.
    pub stated: Stated,
    /// What it carries.
    pub facts: T,
}

/// All links of one kind.
#[derive(Debug)]
pub struct Links<T> {
    /// By start, then end, then id.
    links: Vec<Link<T>>,
    /// Where the links of each concept start in `links`; one longer than there are concepts.
    out: Vec<u32>,
    /// Positions in `links`, by end, then start.
    by_end: Vec<LinkIdx>,
    /// Where the links into each concept start in `by_end`.
    into: Vec<u32>,
    /// The ends of `links` alone, so that many are gone through without a look at the links.
    ends: Vec<ConceptIdx>,
    /// The starts of `by_end` alone.
    starts: Vec<ConceptIdx>,
}

impl<T> Links<T> {
    /// From links in any order, among `concepts` concepts. O(n log n).
    pub(super) fn new(mut links: Vec<Link<T>>, concepts: usize) -> Self {
        links.sort_unstable_by_key(|l| (l.from, l.to, l.stated.id));
        let count = u32::try_from(links.len()).expect("a graph has fewer than 2^32 links of a kind");
        let mut by_end: Vec<LinkIdx> = (0..count).map(LinkIdx::new).collect();
        by_end.sort_by_key(|l| links[l.get()].to);
        let out = starts(concepts, links.iter().map(|l| l.from));
        let into = starts(concepts, by_end.iter().map(|l| links[l.get()].to));
        let ends = links.iter().map(|l| l.to).collect();
        let starts = by_end.iter().map(|l| links[l.get()].from).collect();
        Self { links, out, by_end, into, ends, starts }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// The link at an index of this graph.
    pub fn get(&self, idx: LinkIdx) -> &Link<T> {
        &self.links[idx.get()]
    }

    /// Where the links that start at a concept end, in the order of `out`.
    pub fn ends(&self, from: ConceptIdx) -> &[ConceptIdx] {
        let Range { start, end } = range(&self.out, from);
        &self.ends[start as usize..end as usize]
    }

    /// Where the links that end at a concept start, in the order of `into`.
    pub fn starts(&self, to: ConceptIdx) -> &[ConceptIdx] {
        let Range { start, end } = range(&self.into, to);
        &self.starts[start as usize..end as usize]
    }

    /// The links from one concept to another, by id. O(log n) in those that start there.
    pub fn between(&self, from: ConceptIdx, to: ConceptIdx) -> impl Iterator<Item = LinkIdx> + use<T> {
        let ends = self.ends(from);
        let before = ends.partition_point(|end| *end < to);
        let count = ends[before..].iter().take_while(|end| **end == to).count();
        range(&self.out, from).skip(before).take(count).map(LinkIdx::new)
    }

    /// The links that start at a concept, by the name of the other end. O(1) each.
    pub fn out(&self, from: ConceptIdx) -> impl ExactSizeIterator<Item = LinkIdx> + use<T> {
        range(&self.out, from).map(LinkIdx::new)
    }

    /// The links that end at a concept, by the name of the other end. O(1) each.
    pub fn into(&self, to: ConceptIdx) -> impl ExactSizeIterator<Item = LinkIdx> + '_ {
        let Range { start, end } = range(&self.into, to);
        self.by_end[start as usize..end as usize].iter().copied()
    }
}

/// Where those of each concept start among what is in the order of concepts; one longer than there are concepts.
pub(crate) fn starts(concepts: usize, ends: impl Iterator<Item = ConceptIdx>) -> Vec<u32> {
    let mut starts = vec![0; concepts + 1];
    for end in ends {
        starts[end.get() + 1] += 1;
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    starts
}

fn range(starts: &[u32], of: ConceptIdx) -> Range<u32> {
    starts[of.get()]..starts[of.get() + 1]
}

const _: () = assert!(LinkKind::ALL.len() <= u16::BITS as usize, "a kind of link is a bit of 16");

impl<T: Facts> Links<T> {
    /// The bit that stands for links of this kind: of these, to say whose it is.
    pub(super) fn bit(&self) -> u16 {
        1 << T::KIND as u16
    }

    /// Tells of each link that starts at a concept and ends at one that passes.
    pub(super) fn tell_out<'g>(
        &'g self,
        of: ConceptIdx,
        passes: &impl Fn(ConceptIdx) -> bool,
        tell: &mut impl FnMut(End<'g>),
    ) {
        for (link, other) in self.out(of).zip(self.ends(of)).filter(|(_, other)| passes(**other)) {
            tell(End { kind: T::KIND, link, other: *other, stated: &self.get(link).stated });
        }
    }

    /// Tells of each link that ends at a concept and starts at one that passes.
    pub(super) fn tell_into<'g>(
        &'g self,
        of: ConceptIdx,
        passes: &impl Fn(ConceptIdx) -> bool,
        tell: &mut impl FnMut(End<'g>),
    ) {
        for (link, other) in self.into(of).zip(self.starts(of)).filter(|(_, other)| passes(**other)) {
            tell(End { kind: T::KIND, link, other: *other, stated: &self.get(link).stated });
        }
    }
}

/// A link of any kind, seen from one of its ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End<'g> {
    /// Its kind.
    pub(crate) kind: LinkKind,
    /// Which of that kind.
    pub(crate) link: LinkIdx,
    /// The concept at the other end.
    pub(crate) other: ConceptIdx,
    /// Its id and who says so.
    pub(crate) stated: &'g Stated,
}

/// What a kind of link carries, and where a graph keeps its links.
pub trait Facts: Sized + Send + Sync + 'static {
    /// Which kind.
    const KIND: LinkKind;

    /// All links of this kind.
    fn links(graph: &Graph) -> &Links<Self>;
}

/// Declares what a kind of link carries and which field of the graph keeps it.
macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident in $field:ident { $($(#[$field_doc:meta])* $fact:ident: $type:ty,)* })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug)]
            pub struct $name {
                $($(#[$field_doc])* pub $fact: $type,)*
            }

            impl Facts for $name {
                const KIND: LinkKind = LinkKind::$name;

                fn links(graph: &Graph) -> &Links<Self> {
                    &graph.$field
                }
            }
        )+

        /// Which kind of link.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LinkKind {
            $($(#[$doc])* $name,)+
        }

        impl LinkKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name,)+];
        }

        impl Graph {
            /// Where a link of any kind starts and ends, and who says so.
            pub fn link(&self, kind: LinkKind, idx: LinkIdx) -> (ConceptIdx, ConceptIdx, &Stated) {
                match kind {
                    $(LinkKind::$name => {
                        let Link { from, to, stated, .. } = self.$field.get(idx);
                        (*from, *to, stated)
                    })+
                }
            }
        }
    };
}

facts! {
    /// A role asks for a skill, each at most once.
    RoleSkill in role_skills {
        /// Essential or optional.
        requirement: Option<Requirement>,
        /// How important it is.
        importance: Known,
        /// How much of it.
        level: Known,
        /// The measurements; none where no source rates it.
        ratings: Option<Box<Box<[Rating]>>>,
    }
    /// A role works with a tool, each at most once.
    RoleTool in role_tools {
        /// Essential or optional.
        requirement: Option<Requirement>,
        /// Often asked for in postings for this role.
        in_demand: bool,
    }
    /// A role performs a task, each at most once.
    RoleTask in role_tasks {
        /// Core or supplemental.
        core: Option<bool>,
        /// Order among the tasks of the role, from 1.
        position: i32,
    }
    /// A pathway leads to a role.
    RolePathway in role_pathways {
        /// Share of what the role asks for that it teaches, 0 to 1.
        coverage: Option<f64>,
    }
    /// A relation between roles.
    RoleRelation in role_relations {
        /// Which relation.
        kind: RoleLinkKind,
        /// How near.
        tier: Option<RelatedTier>,
        /// Position among the related.
        rank: Option<i32>,
        /// What the relation is about.
        note: Option<Box<str>>,
    }
    /// A relation between skills.
    SkillRelation in skill_relations {
        /// Which relation.
        kind: SkillLinkKind,
        /// Essential or optional.
        requirement: Option<Requirement>,
    }
    /// A relation between tools.
    ToolRelation in tool_relations {
        /// Which relation.
        kind: ToolLinkKind,
        /// What the relation is about.
        note: Option<Box<str>>,
    }
    /// A skill is exercised with a tool.
    SkillTool in skill_tools {}
    /// A pathway teaches a skill.
    PathwaySkill in pathway_skills {}
    /// A provider offers a pathway on its own terms.
    PathwayProvider in pathway_providers {
        /// How long it takes full-time there.
        weeks_full_time: Option<Weeks>,
        /// How long it takes part-time there.
        weeks_part_time: Option<Weeks>,
        /// What it costs there.
        cost: Option<Money>,
        /// Its terms in words.
        note: Option<Box<str>>,
    }
    /// A concept belongs to a collection.
    Member in collection_members {}
    /// Two concepts of different taxonomies match.
    Mapping in mappings {
        /// How well, read from start to end.
        kind: MappingKind,
        /// 0 to 1.
        confidence: Option<f64>,
    }
}

impl RoleSkill {
    /// O*NET IM, 1 to 5.
    pub fn importance(&self) -> Option<f64> {
        self.importance.get()
    }

    /// O*NET LV, 0 to 7.
    pub fn level(&self) -> Option<f64> {
        self.level.get()
    }

    /// The measurements, by scale.
    pub fn ratings(&self) -> &[Rating] {
        self.ratings.as_deref().map_or(&[], |ratings| ratings)
    }

    /// Whether a source says how much of it.
    pub fn is_rated(&self) -> bool {
        self.ratings.is_some() || self.importance().is_some() || self.level().is_some()
    }
}
