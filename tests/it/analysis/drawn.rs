//! Small graphs that are drawn, and what plain lists of their records say.

use std::collections::{BTreeMap, HashMap, HashSet};

use career_graph::analysis::{Basis, Trust};
use career_graph::dataset::Dataset;
use career_graph::graph::{ConceptIdx, Graph, LinkKind, Version};
use entity::{MappingKind, PathwayKind, Requirement, RoleLinkKind, SkillLinkKind, ToolLinkKind};
use uuid::Uuid;

use crate::support::{Dice, Records};

/// A graph with the records that it was built from, and which statements count.
pub(super) struct Drawn {
    pub(super) graph: Graph,
    pub(super) trust: Trust,
    pub(super) roles: Vec<Uuid>,
    data: Dataset,
    names: HashMap<Uuid, String>,
    retired: HashSet<Uuid>,
    evidence: HashMap<Uuid, usize>,
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
        let mut records = Records::new("drawn");
        let mut some = |name: &str, most: usize, make: fn(&mut Records, &str) -> Uuid| -> Vec<Uuid> {
            (0..=dice.below(most)).map(|at| make(&mut records, &format!("{name}-{at}"))).collect()
        };
        let roles = some("role", 5, Records::role);
        let skills = some("skill", 5, Records::skill);
        let others = [
            some("tool", 2, Records::tool),
            some("task", 2, Records::task),
            some("pathway", 2, |records, key| records.pathway(key, PathwayKind::Bootcamp)),
            some("provider", 1, Records::provider),
            some("collection", 1, Records::collection),
        ];
        link(&mut records, dice, &roles, &skills, &others);
        let statements: Vec<Uuid> = records.dataset.statements.iter().map(|row| row.id).collect();
        for id in statements.into_iter().filter(|_| dice.once_in(2)) {
            records.confirm(id, "section 2");
        }
        let all: Vec<Uuid> = records.dataset.concepts.iter().map(|row| row.id).collect();
        for id in all.iter().filter(|_| dice.once_in(12)) {
            records.retire(*id, None);
        }
        let trust = Trust { min_evidence: *dice.of(&[0, 0, 2]), ..Trust::default() };
        Self::built(&records, roles, trust)
    }

    fn built(records: &Records, roles: Vec<Uuid>, trust: Trust) -> Self {
        let data = records.dataset.clone();
        let mut evidence: HashMap<Uuid, usize> = HashMap::new();
        data.evidence.iter().for_each(|row| *evidence.entry(row.statement_id).or_default() += 1);
        let retired = data.statements.iter().filter(|row| row.retired_rev.is_some()).map(|row| row.id);
        Self {
            graph: Graph::build(data.clone(), Version::default()),
            trust,
            roles,
            names: data.concepts.iter().map(|row| (row.id, row.key.clone())).collect(),
            retired: retired.collect(),
            evidence,
            references: data.concepts.iter().map(|c| (records.reference(c.id).to_string(), c.id)).collect(),
            data,
        }
    }

    pub(super) fn name(&self, id: Uuid) -> &str {
        &self.names[&id]
    }

    pub(super) fn concepts(&self) -> impl Iterator<Item = Uuid> {
        self.data.concepts.iter().map(|row| row.id)
    }

    pub(super) fn idx(&self, id: Uuid) -> ConceptIdx {
        let kind = self.data.concepts.iter().find(|row| row.id == id).expect("it was drawn").kind;
        self.graph.concept_by_id(kind, id).expect("it is in the graph")
    }

    pub(super) fn id(&self, idx: ConceptIdx) -> Uuid {
        self.graph.concept(idx).id
    }

    pub(super) fn is_known(&self, id: Uuid) -> bool {
        !self.retired.contains(&id)
    }

    fn holds(&self, link: Uuid) -> bool {
        self.evidence.get(&link).copied().unwrap_or_default() >= self.trust.min_evidence
    }

    /// The role, or the nearest broader ones that start such a link.
    fn told(&self, role: Uuid, states: &[Uuid]) -> Vec<Uuid> {
        let (mut level, mut seen) = (vec![role], HashSet::from([role]));
        while !level.is_empty() && !level.iter().any(|role| states.contains(role)) {
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
        level.retain(|role| states.contains(role));
        level
    }

    pub(super) fn needs(&self, role: Uuid, basis: Basis) -> Needs {
        let states: Vec<Uuid> = self.data.role_skills.iter().map(|row| row.role_id).collect();
        let mut needs = Needs::new();
        for role in self.told(role, &states) {
            for row in self.data.role_skills.iter().filter(|row| row.role_id == role) {
                let counts = match basis {
                    Basis::EssentialSkills => row.requirement == Some(Requirement::Essential),
                    Basis::Levels => row.level.is_some(),
                    _ => true,
                };
                if !counts || !self.holds(row.id) || !self.is_known(row.skill_id) {
                    continue;
                }
                let asked = if row.requirement == Some(Requirement::Optional) { 0.5 } else { 1.0 };
                let weight = asked * row.importance.map_or(1.0, |value| (value - 1.0) / 4.0);
                let need = needs.entry(row.skill_id).or_insert((row.level, weight));
                if weight > need.1 {
                    *need = (row.level, weight);
                }
            }
        }
        needs
    }

    /// What a role has by links of one kind, of itself or of broader ones.
    pub(super) fn has(&self, role: Uuid, kind: LinkKind) -> Vec<Uuid> {
        let links: Vec<Plain> = self.links().into_iter().filter(|link| link.kind == kind).collect();
        let states: Vec<Uuid> = links.iter().map(|link| link.from).collect();
        let told = self.told(role, &states);
        let counted =
            |link: &&Plain| told.contains(&link.from) && self.holds(link.id) && self.is_known(link.to);
        let mut has: Vec<Uuid> = links.iter().filter(counted).map(|link| link.to).collect();
        has.sort_by_key(|id| self.name(*id));
        has.dedup();
        has
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
        let end = |reference: &String| self.references[reference];
        links.extend(self.data.mappings.iter().map(|row| Plain {
            kind: LinkKind::Mapping,
            from: end(&row.from_ref),
            to: end(&row.to_ref),
            id: row.id,
        }));
        links
    }
}

fn link(records: &mut Records, dice: &mut Dice, roles: &[Uuid], skills: &[Uuid], others: &[Vec<Uuid>; 5]) {
    let [tools, tasks, pathways, providers, collections] = others;
    for role in roles {
        let states = !dice.once_in(4);
        for skill in skills.iter().filter(|_| states) {
            if dice.once_in(2) {
                let level = dice.once_in(2).then(|| f64::from(u8::try_from(dice.below(8)).expect("a digit")));
                let id = records.role_skill(*role, *skill, level);
                let link = records.role_skill_mut(id);
                link.requirement =
                    *dice.of(&[None, Some(Requirement::Essential), Some(Requirement::Optional)]);
                link.importance = *dice.of(&[None, Some(1.0), Some(2.0), Some(4.5)]);
            }
        }
        for tool in tools.iter().filter(|_| states && dice.once_in(2)) {
            records.role_tool(*role, *tool);
        }
        for task in tasks.iter().filter(|_| dice.once_in(3)) {
            records.role_task(*role, *task, 1);
        }
        for pathway in pathways.iter().filter(|_| dice.once_in(4)) {
            records.role_pathway(*role, *pathway);
        }
        for other in roles.iter().filter(|other| *other != role) {
            let kind = *dice.of(&[RoleLinkKind::Broader, RoleLinkKind::Related]);
            if dice.once_in(4) {
                records.role_relation(*role, *other, kind);
            }
        }
    }
    for skill in skills {
        for other in skills.iter().filter(|other| *other != skill) {
            let kind = *dice.of(SkillLinkKind::ALL);
            if dice.once_in(6) {
                records.skill_relation(*skill, *other, kind);
            }
        }
        for tool in tools.iter().filter(|_| dice.once_in(5)) {
            records.skill_tool(*skill, *tool);
        }
        for pathway in pathways.iter().filter(|_| dice.once_in(4)) {
            records.pathway_skill(*pathway, *skill);
        }
        for collection in collections.iter().filter(|_| dice.once_in(5)) {
            records.member(*collection, *skill);
        }
        for tool in tools {
            let kind = *dice.of(MappingKind::ALL);
            if dice.once_in(6) {
                records.mapping(*skill, *tool, kind);
            }
        }
    }
    for (pathway, provider) in pathways.iter().zip(providers) {
        records.pathway_provider(*pathway, *provider);
    }
    if let [one, other, ..] = tools[..] {
        records.tool_relation(one, other, *dice.of(ToolLinkKind::ALL));
    }
}
