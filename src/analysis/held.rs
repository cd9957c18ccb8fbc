//! What a person holds.

use rustc_hash::{FxHashMap, FxHashSet};

use super::credit::exact_matches;
use super::{Basis, Trust, needs, tools};
use crate::graph::{ConceptIdx, Graph};

/// The skills and tools that somebody holds.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The level of each skill; none where it is not known, which counts as whatever is needed.
    skills: FxHashMap<ConceptIdx, Option<f64>>,
    tools: FxHashSet<ConceptIdx>,
}

impl Held {
    /// Everything that a role asks for by a basis, and its tools: what somebody holds who works in it.
    pub fn of_role(graph: &Graph, role: ConceptIdx, basis: Basis, trust: &Trust) -> Self {
        let mut held = Self::default();
        for need in needs(graph, role, basis, trust) {
            held.add_skill(need.skill, need.level);
        }
        held.tools.extend(tools(graph, role, trust).into_iter().map(|(tool, _)| tool));
        held
    }

    /// One skill more. Held twice, the higher level counts; one that is not known counts as the highest.
    pub fn add_skill(&mut self, skill: ConceptIdx, level: Option<f64>) {
        let held = self.skills.entry(skill).or_insert(level);
        *held = match (*held, level) {
            (Some(known), Some(level)) => Some(known.max(level)),
            _ => None,
        };
    }

    /// One tool more.
    pub fn add_tool(&mut self, tool: ConceptIdx) {
        self.tools.insert(tool);
    }

    /// With the exact matches of all skills, each at the level of what it matches.
    pub(super) fn with_exact_matches(&self, graph: &Graph, trust: &Trust) -> Self {
        let mut all = self.clone();
        for (skill, level) in self.skills() {
            exact_matches(graph, skill, trust).into_iter().for_each(|other| all.add_skill(other, level));
        }
        all
    }

    /// Without a skill, at whatever level.
    pub fn remove_skill(&mut self, skill: ConceptIdx) {
        self.skills.remove(&skill);
    }

    /// Without a tool.
    pub fn remove_tool(&mut self, tool: ConceptIdx) {
        self.tools.remove(&tool);
    }

    /// Whether a skill is held, and at which level, if that is known.
    pub fn skill(&self, skill: ConceptIdx) -> Option<Option<f64>> {
        self.skills.get(&skill).copied()
    }

    /// Whether a skill or a tool is held, and at which level; a tool has none.
    pub fn any(&self, what: ConceptIdx) -> Option<Option<f64>> {
        self.skill(what).or_else(|| self.tool(what).then_some(None))
    }

    /// Whether a tool is held.
    pub fn tool(&self, tool: ConceptIdx) -> bool {
        self.tools.contains(&tool)
    }

    /// All skills with their levels, by name.
    pub fn skills(&self) -> Vec<(ConceptIdx, Option<f64>)> {
        let mut skills: Vec<_> = self.skills.iter().map(|(skill, level)| (*skill, *level)).collect();
        skills.sort_unstable_by_key(|(skill, _)| *skill);
        skills
    }

    /// All tools, by name.
    pub fn tools(&self) -> Vec<ConceptIdx> {
        let mut tools: Vec<_> = self.tools.iter().copied().collect();
        tools.sort_unstable();
        tools
    }
}
