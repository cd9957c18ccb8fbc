//! What leads from concept to concept.

use std::collections::{BTreeSet, HashMap, HashSet};

use ::entity::{MappingKind, RoleLinkKind, SkillLinkKind};
use oxrdf::NamedNodeRef;
use uuid::Uuid;

use super::turtle::skos;
use crate::dataset::Reference;
use crate::dataset::interchange::{Cell, Row};
use crate::export::{ExportError, Records};

/// Links by where they start, each with its word and where it leads; none from or to what is retired.
#[derive(Debug, Default)]
pub(super) struct Links {
    out: HashMap<Uuid, Vec<(Word, Uuid)>>,
    /// Concepts that are only named, by id.
    pub(super) named: HashMap<Uuid, Reference>,
}

/// A word that links concepts, in the order that they are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    Broader,
    Narrower,
    Related,
    Member,
    Match(MappingKind),
}

impl Word {
    pub(super) fn node(self) -> NamedNodeRef<'static> {
        match self {
            Self::Broader => skos::BROADER,
            Self::Narrower => skos::NARROWER,
            Self::Related => skos::RELATED,
            Self::Member => skos::MEMBER,
            Self::Match(MappingKind::Exact) => skos::EXACT_MATCH,
            Self::Match(MappingKind::Close) => skos::CLOSE_MATCH,
            Self::Match(MappingKind::Broad) => skos::BROAD_MATCH,
            Self::Match(MappingKind::Narrow) => skos::NARROW_MATCH,
            Self::Match(MappingKind::Related) => skos::RELATED_MATCH,
        }
    }
}

impl Links {
    pub(super) fn of(records: &Records) -> Result<Self, ExportError> {
        let mut links = Self::default();
        let dataset = &records.dataset;
        let live = |id: Uuid| !records.is_retired(id);
        let roles = dataset.role_relations.iter().filter(|l| live(l.id));
        let skills = dataset.skill_relations.iter().filter(|l| live(l.id));
        let broader_roles =
            roles.clone().filter(|l| l.kind == RoleLinkKind::Broader).map(|l| (l.from_id, l.to_id));
        let broader_skills =
            skills.clone().filter(|l| l.kind == SkillLinkKind::Broader).map(|l| (l.from_id, l.to_id));
        let mut above: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        for (from, to) in broader_roles.chain(broader_skills) {
            above.entry(from).or_default().push(to);
            links.add(from, Word::Broader, to);
            links.add(to, Word::Narrower, from);
        }
        let related_roles = roles.filter(|l| l.kind == RoleLinkKind::Related).map(|l| (l.from_id, l.to_id));
        let related_skills =
            skills.filter(|l| l.kind == SkillLinkKind::Related).map(|l| (l.from_id, l.to_id));
        for (from, to) in related_roles.chain(related_skills) {
            // SKOS keeps apart what is broader, over any number of steps, and what is related (S27).
            if !is_below(from, to, &above) && !is_below(to, from, &above) {
                links.add(from, Word::Related, to);
                links.add(to, Word::Related, from);
            }
        }
        for member in dataset.collection_members.iter().filter(|l| live(l.id)) {
            links.add(member.collection_id, Word::Member, member.concept_id);
        }
        links.mappings(records)?;
        Ok(links)
    }

    /// Mappings may name their ends by id or by reference.
    fn mappings(&mut self, records: &Records) -> Result<(), ExportError> {
        let mut matches: BTreeSet<(Uuid, Uuid, MappingKind)> = BTreeSet::new();
        records.dataset.visit(
            |table| table.name == "mapping",
            |row: Row| {
                let id = row.table.owner.map(|at| row.cells[at].id()).unwrap_or_default();
                let kind = MappingKind::ALL.iter().find(|kind| kind.text() == row.get("kind").text());
                let columns = row.table.own_columns().filter(|(_, column)| column.refers());
                let ends: Vec<Uuid> = columns.map(|(at, _)| self.end(&row.cells[at])).collect();
                if let ([from, to, ..], Some(kind), false) = (&ends[..], kind, records.is_retired(id)) {
                    matches.insert((*from, *to, *kind));
                }
            },
        )?;
        for (from, to, kind) in &matches {
            // What matches exactly is neither broader nor related (S46).
            let exact = matches.contains(&(*from, *to, MappingKind::Exact));
            let apart = matches!(kind, MappingKind::Broad | MappingKind::Narrow | MappingKind::Related);
            if !(exact && apart) {
                self.add(*from, Word::Match(*kind), *to);
            }
        }
        Ok(())
    }

    fn end(&mut self, cell: &Cell) -> Uuid {
        match cell.text().parse::<Reference>() {
            Ok(reference) => {
                let id = reference.id();
                self.named.insert(id, reference);
                id
            }
            Err(_) => cell.id(),
        }
    }

    fn add(&mut self, from: Uuid, word: Word, to: Uuid) {
        self.out.entry(from).or_default().push((word, to));
    }

    /// What leads from a concept, each once, in the order of words.
    pub(super) fn from(&self, concept: Uuid, order: impl Fn(Uuid) -> String) -> Vec<(Word, String)> {
        let links = self.out.get(&concept).into_iter().flatten();
        let links: BTreeSet<(Word, String)> = links.map(|(word, to)| (*word, order(*to))).collect();
        links.into_iter().collect()
    }
}

/// Whether one concept is below another, over any number of steps.
fn is_below(concept: Uuid, other: Uuid, above: &HashMap<Uuid, Vec<Uuid>>) -> bool {
    let mut left = vec![concept];
    let mut seen = HashSet::new();
    while let Some(concept) = left.pop() {
        for next in above.get(&concept).into_iter().flatten() {
            if *next == other {
                return true;
            }
            if seen.insert(*next) {
                left.push(*next);
            }
        }
    }
    false
}
