//! How many roles ask for a skill, and how.
//!
//! Links count as they are stated, and roles that are in use: nothing is taken over from broader roles. A skill that is
//! rated is asked for where it is important, as `needs` says. The share of a taxonomy is that of its roles that ask for
//! any skill, so that groups, of which nothing is asked, do not water it down.

use ::entity::Requirement;

use super::Trust;
use super::co_occurring::{asking, asking_any};
use super::numbers::float;
use crate::graph::{ConceptIdx, Facts, Graph, LinkIdx, RoleSkill, TaxonomyIdx};

/// How many roles ask for a skill, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Asked {
    /// How many in all.
    pub roles: usize,
    /// As essential.
    pub essential: usize,
    /// As optional.
    pub optional: usize,
    /// Without a word on that.
    pub unsaid: usize,
    /// How many with an importance.
    pub rated: usize,
    /// The sum of these importances.
    importance: f64,
}

impl Asked {
    /// How many of the roles that say ask for it as essential, 0 to 1; none where no source says.
    pub fn essential_share(&self) -> Option<f64> {
        mean(float(self.essential), self.essential + self.optional)
    }

    /// The mean importance to those that rate it (O*NET IM, 3 to 5); none where none of them does.
    pub fn mean_importance(&self) -> Option<f64> {
        mean(self.importance, self.rated)
    }

    fn add(&mut self, facts: &RoleSkill) {
        self.roles += 1;
        match facts.requirement {
            Some(Requirement::Essential) => self.essential += 1,
            Some(Requirement::Optional) => self.optional += 1,
            None => self.unsaid += 1,
        }
        if let Some(importance) = facts.importance() {
            self.rated += 1;
            self.importance += importance;
        }
    }
}

/// How many roles of a taxonomy ask for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AskedIn {
    /// The taxonomy of the roles.
    pub taxonomy: TaxonomyIdx,
    /// How many, and how.
    pub asked: Asked,
    /// How many of its roles ask for any skill, this one or another: at least 1.
    pub of: usize,
}

impl AskedIn {
    /// How many of its roles that ask for any skill ask for this one, 0 to 1.
    pub fn share(&self) -> f64 {
        float(self.asked.roles) / float(self.of)
    }
}

/// How many roles ask for a skill, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// In all taxonomies together.
    pub asked: Asked,
    /// In each that has roles that ask for any skill: where most do first, then by slug.
    pub taxonomies: Vec<AskedIn>,
    /// The roles, by name, each with the link that says so.
    pub roles: Vec<(ConceptIdx, LinkIdx)>,
}

/// How many roles ask for a skill. O(m) in the links to it, and O(n) in all roles.
pub fn demand(graph: &Graph, skill: ConceptIdx, trust: &Trust) -> Demand {
    let links = RoleSkill::links(graph);
    let roles: Vec<(ConceptIdx, LinkIdx)> = asking(graph, skill, trust).collect();
    let mut of = vec![0; graph.taxonomies.len()];
    let place = |role: ConceptIdx| usize::from(graph.taxonomy_of(role).0);
    asking_any(graph, &roles, trust).for_each(|role| of[place(role)] += 1);
    let (mut asked, mut by_taxonomy) = (Asked::default(), vec![Asked::default(); of.len()]);
    for (role, link) in &roles {
        let facts = &links.get(*link).facts;
        asked.add(facts);
        by_taxonomy[place(*role)].add(facts);
    }
    let each = (0..).zip(by_taxonomy).zip(of);
    let taxonomies = each.map(|((at, asked), of)| AskedIn { taxonomy: TaxonomyIdx(at), asked, of });
    let mut taxonomies: Vec<AskedIn> = taxonomies.filter(|one| one.of > 0).collect();
    // They stand by slug.
    taxonomies.sort_by_key(|one| std::cmp::Reverse(one.asked.roles));
    Demand { asked, taxonomies, roles }
}

fn mean(sum: f64, count: usize) -> Option<f64> {
    (count > 0).then(|| sum / float(count))
}
