//! Small graphs that are drawn, and what plain lists of their records say.

mod draw;

use std::collections::{BTreeMap, HashMap, HashSet};

use career_graph::analysis::{Basis, Trust};
use career_graph::dataset::{Dataset, id};
use career_graph::graph::{
    ConceptIdx, Facts, Graph, LinkIdx, LinkKind, NodeRef, RoleSkill, RoleTool, Version,
};
use entity::Requirement::{Essential, Optional};
use entity::{MappingKind, PathwayKind, RoleLinkKind};
use uuid::Uuid;

use self::draw::{counted, group, link, periods, remarks, same, share, terms};
use crate::support::{Dice, Records};

/// The taxonomies, and the sources.
const SLUGS: [&str; 2] = ["drawn", "other"];

/// A graph with the records that it was built from, and which statements count.
pub(super) struct Drawn {
    pub(super) graph: Graph,
    pub(super) trust: Trust,
    pub(super) data: Dataset,
    pub(super) roles: Vec<Uuid>,
    pub(super) skills: Vec<Uuid>,
    pub(super) tools: Vec<Uuid>,
    names: HashMap<Uuid, String>,
    known: HashSet<Uuid>,
    held: HashSet<Uuid>,
    references: HashMap<String, Uuid>,
}

/// A link of any kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Plain {
    pub(super) kind: LinkKind,
    pub(super) from: Uuid,
    pub(super) to: Uuid,
    pub(super) id: Uuid,
}

/// What a role needs, each with its level and its weight.
pub(super) type Needs = BTreeMap<Uuid, (Option<f64>, f64)>;

impl Drawn {
    pub(super) fn new(seed: u64) -> Self {
        let dice = &mut Dice::new(seed);
        let mut records = Records::new(SLUGS[0]);
        let mut some =
            |name: &str, (least, most): (usize, usize), make: fn(&mut Records, &str) -> Uuid| -> Vec<Uuid> {
                (0..least + dice.below(most + 1 - least))
                    .map(|at| make(&mut records, &format!("{name}-{at}")))
                    .collect()
            };
        let roles = some("role", (2, 7), Records::role);
        let skills = some("skill", (2, 8), Records::skill);
        let others = [
            some("tool", (1, 3), Records::tool),
            some("task", (1, 2), Records::task),
            some("pathway", (1, 3), |records, key| records.pathway(key, PathwayKind::Bootcamp)),
            some("provider", (1, 1), Records::provider),
            some("collection", (1, 1), Records::collection),
        ];
        link(&mut records, dice, &roles, &skills, &others);
        share(&mut records, dice);
        for id in records.dataset.concepts.iter().map(|row| row.id).collect::<Vec<_>>() {
            if dice.once_in(12) {
                records.retire(id, None);
            }
        }
        terms(&mut records, dice);
        remarks(&mut records, &mut Dice::new(seed + 11), &roles);
        group(&mut records, &mut Dice::new(seed + 12));
        periods(&mut records, &mut Dice::new(seed + 13));
        same(&mut records, &mut Dice::new(seed + 14), &roles);
        let (sources, taxonomies) = (counted(dice), counted(dice));
        let data = records.dataset.clone();
        let graph = Graph::build(data.clone(), Version::default());
        let source = |slug: &&str| graph.source_by_slug(slug).expect("a source");
        let taxonomy = |slug: &&str| graph.taxonomy_by_slug(slug).expect("a taxonomy");
        let trust = Trust {
            sources: (sources.len() < 2).then(|| sources.iter().map(source).collect()),
            taxonomies: (taxonomies.len() < 2).then(|| taxonomies.iter().map(taxonomy).collect()),
            min_evidence: *dice.of(&[0, 0, 0, 2]),
        };
        let live = data.statements.iter().filter(|row| row.retired_rev.is_none());
        let live: HashSet<Uuid> = live.map(|row| row.id).collect();
        let is_of = |taxonomy: Uuid| taxonomies.iter().any(|slug| id::taxonomy(slug) == taxonomy);
        let known = data.concepts.iter().filter(|row| live.contains(&row.id) && is_of(row.taxonomy_id));
        let known = known.map(|row| row.id).collect();
        let says = |id: Uuid| data.evidence.iter().filter(move |row| row.statement_id == id);
        let counts = |id: &Uuid| {
            let by = |slug: &&str| says(*id).any(|row| row.source_id == id::source(slug));
            says(*id).count() >= trust.min_evidence && sources.iter().any(by)
        };
        let held = live.into_iter().filter(counts).collect();
        let names = data.concepts.iter().map(|row| (row.id, row.key.clone())).collect();
        let references = data.concepts.iter().map(|c| (records.reference(c.id).to_string(), c.id)).collect();
        let [tools, ..] = others;
        Self { graph, trust, data, roles, skills, tools, names, known, held, references }
    }

    pub(super) fn name(&self, id: Uuid) -> &str {
        &self.names[&id]
    }

    pub(super) fn concepts(&self) -> impl Iterator<Item = Uuid> {
        self.data.concepts.iter().map(|row| row.id)
    }

    pub(super) fn idx(&self, id: Uuid) -> ConceptIdx {
        match self.graph.node(id) {
            Some(NodeRef::Concept(idx)) => idx,
            other => panic!("{} is {other:?}", self.name(id)),
        }
    }

    pub(super) fn id(&self, idx: ConceptIdx) -> Uuid {
        self.graph.concept(idx).id
    }

    /// Whether a concept counts.
    pub(super) fn is_known(&self, id: Uuid) -> bool {
        self.known.contains(&id)
    }

    /// Whether a statement counts.
    pub(super) fn holds(&self, statement: Uuid) -> bool {
        self.held.contains(&statement)
    }

    /// The role, or the nearest broader ones that start such a link, or its exact matches.
    /// Above a role without a list of its own it goes on.
    fn told(&self, role: Uuid, states: &[Uuid], lists: &[Uuid]) -> Vec<Uuid> {
        let (mut level, mut seen, mut told) = (vec![role], HashSet::from([role]), Vec::new());
        while !level.is_empty() {
            told.extend(level.iter().copied().filter(|role| states.contains(role)));
            if level.iter().any(|role| lists.contains(role)) {
                break;
            }
            let mut above = Vec::new();
            for role in &level {
                let rows = self.data.role_relations.iter().filter(|row| row.from_id == *role);
                let rows = rows.filter(|row| row.kind == RoleLinkKind::Broader && self.holds(row.id));
                let mut broader: Vec<Uuid> =
                    rows.map(|row| row.to_id).filter(|role| self.is_known(*role)).collect();
                broader.sort_by_key(|role| self.name(*role));
                above.extend(broader.into_iter().filter(|role| seen.insert(*role)));
            }
            level = above;
        }
        if told.is_empty() {
            let exact = self.data.mappings.iter().filter(|row| row.kind == MappingKind::Exact);
            let ends = exact
                .filter(|row| self.holds(row.id))
                .map(|row| (self.end(&row.from_ref), self.end(&row.to_ref)));
            let others = ends.filter_map(|(one, other)| match role {
                _ if role == one => Some(other),
                _ if role == other => Some(one),
                _ => None,
            });
            told = others.filter(|other| self.is_known(*other) && states.contains(other)).collect();
            told.sort_by_key(|role| self.name(*role));
            told.dedup();
        }
        told
    }

    /// The roles of which a skill is stated, and those of which that is said as of a list.
    fn said_of_skills(&self) -> [Vec<Uuid>; 2] {
        let rows = self.data.role_skills.iter();
        let counted: Vec<_> = rows.filter(|row| self.holds(row.id) && self.is_known(row.skill_id)).collect();
        let of_lists = counted
            .iter()
            .filter(|row| row.requirement.is_some() || row.importance.is_some() || row.level.is_some());
        let lists = of_lists.map(|row| row.role_id).collect();
        [counted.iter().map(|row| row.role_id).collect(), lists]
    }

    pub(super) fn needs(&self, role: Uuid, basis: Basis) -> Needs {
        let [states, lists] = self.said_of_skills();
        let mut needs = Needs::new();
        for role in self.told(role, &states, &lists) {
            for row in self.data.role_skills.iter().filter(|row| row.role_id == role) {
                // Of those that are rated, the important ones.
                let important = row.importance.is_none_or(|importance| importance >= 3.0);
                let counts = match basis {
                    Basis::EssentialSkills => important && row.requirement == Some(Essential),
                    Basis::Levels => row.level.is_some(),
                    Basis::Skills => important,
                    Basis::Tools => false,
                };
                if !counts || !self.holds(row.id) || !self.is_known(row.skill_id) {
                    continue;
                }
                let asked = if row.requirement == Some(Optional) { 0.5 } else { 1.0 };
                let weight = asked * row.importance.map_or(1.0, |value| (value - 1.0) / 4.0);
                // Of several the heaviest counts; of equally heavy ones, that of the role that was told first.
                let need = needs.entry(row.skill_id).or_insert((row.level, weight));
                if weight > need.1 {
                    *need = (row.level, weight);
                }
            }
        }
        needs
    }

    /// The links of one kind that count, and lead to what does.
    fn of_kind(&self, kind: LinkKind) -> Vec<Plain> {
        let links = self.counted().into_iter();
        links.filter(|link| link.kind == kind && self.is_known(link.to)).collect()
    }

    /// Of whom links of one kind are told of a role: of itself, or of the nearest broader ones.
    fn tellers(&self, role: Uuid, kind: LinkKind) -> Vec<Uuid> {
        let states: Vec<Uuid> = self.of_kind(kind).iter().map(|link| link.from).collect();
        match kind {
            LinkKind::RoleSkill => self.told(role, &states, &self.said_of_skills()[1]),
            _ => self.told(role, &states, &states),
        }
    }

    /// What a role has by links of one kind, of itself or of broader ones.
    pub(super) fn has(&self, role: Uuid, kind: LinkKind) -> Vec<Uuid> {
        let told = self.tellers(role, kind);
        let links = self.of_kind(kind).into_iter().filter(|link| told.contains(&link.from));
        let mut has: Vec<Uuid> = links.map(|link| link.to).collect();
        has.sort_by_key(|id| self.name(*id));
        has.dedup();
        has
    }

    /// Fails where a link does not say that a role needs something, by itself or by a broader one.
    pub(super) fn assert_told(&self, link: LinkIdx, role: Uuid, what: Uuid, basis: Basis) {
        let kind = if basis == Basis::Tools { LinkKind::RoleTool } else { LinkKind::RoleSkill };
        let (from, to) = match basis {
            Basis::Tools => self.ends::<RoleTool>(link),
            _ => self.ends::<RoleSkill>(link),
        };
        let counts = self.of_kind(kind).iter().any(|link| (link.from, link.to) == (from, to));
        assert!(counts && to == what && self.tellers(role, kind).contains(&from), "{from} of {role}");
    }

    fn ends<T: Facts>(&self, idx: LinkIdx) -> (Uuid, Uuid) {
        let link = T::links(&self.graph).get(idx);
        (self.id(link.from), self.id(link.to))
    }

    /// All links that count.
    pub(super) fn counted(&self) -> Vec<Plain> {
        self.links().into_iter().filter(|link| self.holds(link.id)).collect()
    }

    /// All links of all kinds.
    pub(super) fn links(&self) -> Vec<Plain> {
        let mut links = Vec::new();
        macro_rules! all {
            ($($table:ident $kind:ident $from:ident $to:ident;)+) => {
                $(links.extend(self.data.$table.iter().map(|row| {
                    Plain { kind: LinkKind::$kind, from: row.$from, to: row.$to, id: row.id }
                }));)+
            };
        }
        all! {
            role_skills RoleSkill role_id skill_id;
            role_tools RoleTool role_id tool_id;
            role_tasks RoleTask role_id task_id;
            role_pathways RolePathway role_id pathway_id;
            role_relations RoleRelation from_id to_id;
            skill_relations SkillRelation from_id to_id;
            tool_relations ToolRelation from_id to_id;
            skill_tools SkillTool skill_id tool_id;
            pathway_skills PathwaySkill pathway_id skill_id;
            pathway_providers PathwayProvider pathway_id provider_id;
            collection_members Member collection_id concept_id;
        }
        links.extend(self.data.mappings.iter().map(|row| Plain {
            kind: LinkKind::Mapping,
            from: self.end(&row.from_ref),
            to: self.end(&row.to_ref),
            id: row.id,
        }));
        links
    }

    /// The same graph with nothing in it that does not count: links are left out, concepts out of use.
    pub(super) fn reduced(&self) -> Graph {
        let mut data = self.data.clone();
        macro_rules! keep {
            ($($table:ident)+) => { $(data.$table.retain(|row| self.holds(row.id));)+ };
        }
        keep!(role_skills role_tools role_tasks role_pathways role_relations skill_relations pathway_skills mappings);
        let out_of_use: HashSet<Uuid> = self.concepts().filter(|id| !self.is_known(*id)).collect();
        for row in data.statements.iter_mut().filter(|row| out_of_use.contains(&row.id)) {
            row.retired_rev = Some(1);
        }
        Graph::build(data, Version::default())
    }

    /// The concept at an end of a mapping.
    pub(super) fn end(&self, reference: &str) -> Uuid {
        self.references[reference]
    }
}
