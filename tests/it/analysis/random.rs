//! Small graphs that are drawn: roles, skills and tools of two taxonomies, and links between them.

use career_graph::graph::{ConceptIdx, Graph, Version};
use entity::{ConceptKind, MappingKind, PathwayKind, Requirement, RoleLinkKind, SkillLinkKind};
use uuid::Uuid;

use crate::support::{Dice, Records};

/// How many of each there are at most.
const ROLES: usize = 4;
const SKILLS: usize = 8;
const TOOLS: usize = 3;

/// The records of a small graph, as plain lists.
pub(super) struct Drawn {
    pub(super) records: Records,
    pub(super) roles: Vec<Uuid>,
    pub(super) skills: Vec<Uuid>,
    pub(super) tools: Vec<Uuid>,
}

impl Drawn {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let mut records = Records::new("drawn");
        let count = |dice: &mut Dice, most: usize| 1 + dice.below(most);
        let roles: Vec<Uuid> =
            (0..count(dice, ROLES)).map(|at| records.role(&format!("role-{at}"))).collect();
        let skills: Vec<Uuid> =
            (0..count(dice, SKILLS)).map(|at| records.skill(&format!("skill-{at}"))).collect();
        let tools: Vec<Uuid> =
            (0..dice.below(TOOLS + 1)).map(|at| records.tool(&format!("tool-{at}"))).collect();
        let pathways: Vec<Uuid> = (0..dice.below(3))
            .map(|at| records.pathway(&format!("way-{at}"), PathwayKind::Bootcamp))
            .collect();
        let mut drawn = Self { records, roles, skills, tools };
        drawn.needs(dice);
        drawn.relations(dice);
        let taught =
            pathways.iter().flat_map(|pathway| drawn.skills.iter().map(move |skill| (*pathway, *skill)));
        for (pathway, skill) in taught.collect::<Vec<_>>() {
            if dice.once_in(3) {
                drawn.records.pathway_skill(pathway, skill);
            }
        }
        drawn
    }

    fn needs(&mut self, dice: &mut Dice) {
        for role in self.roles.clone() {
            if dice.once_in(4) {
                continue;
            }
            for skill in self.skills.clone() {
                if !dice.once_in(2) {
                    continue;
                }
                let level = dice.once_in(2).then(|| float(dice.below(8)));
                let id = self.records.role_skill(role, skill, level);
                let importance = dice.once_in(2).then(|| 1.0 + float(dice.below(5)));
                let requirement =
                    [None, Some(Requirement::Essential), Some(Requirement::Optional)][dice.below(3)];
                let link = self.records.role_skill_mut(id);
                (link.importance, link.requirement) = (importance, requirement);
            }
            for tool in self.tools.clone() {
                if dice.once_in(2) {
                    self.records.role_tool(role, tool);
                }
            }
        }
    }

    fn relations(&mut self, dice: &mut Dice) {
        let skills = self.skills.clone();
        let kinds = [SkillLinkKind::Broader, SkillLinkKind::Requires, SkillLinkKind::Related];
        for (a, b) in pairs(&skills) {
            if dice.once_in(8) {
                self.records.skill_relation(a, b, kinds[dice.below(3)]);
            }
            let kinds = [
                MappingKind::Exact,
                MappingKind::Close,
                MappingKind::Broad,
                MappingKind::Narrow,
                MappingKind::Related,
            ];
            if dice.once_in(12) {
                self.records.mapping(a, b, kinds[dice.below(5)]);
            }
        }
        for (a, b) in pairs(&self.roles.clone()) {
            if dice.once_in(6) {
                self.records.role_relation(a, b, RoleLinkKind::Broader);
            }
        }
    }

    pub(super) fn graph(&self) -> Graph {
        Graph::build(self.records.dataset.clone(), Version::default())
    }
}

/// Where a concept stands in a graph.
pub(super) fn place(graph: &Graph, kind: ConceptKind, id: Uuid) -> ConceptIdx {
    graph.concept_by_id(kind, id).expect("it was drawn")
}

/// All ordered pairs of different ones.
fn pairs(all: &[Uuid]) -> Vec<(Uuid, Uuid)> {
    all.iter().flat_map(|a| all.iter().filter(move |b| *b != a).map(move |b| (*a, *b))).collect()
}

pub(super) fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("a small number"))
}
