//! What a field costs by its kind, and how many a list holds that has no pages.

#[cfg(test)]
mod tests;

/// Costs are counted in tenths, so that a plain value can cost less than an object.
pub(super) const TENTHS: u64 = 10;
/// A plain value: a name, a number, a flag; and whatever is asked for costs this at least.
pub(super) const VALUE: u64 = 1;
/// Plain values of one list that cost as much as one that stands alone: a list of them is one field to resolve, and a
/// concept has 2,750 names at most.
pub(super) const PLAIN: u64 = 20;
/// A text of any length: at most as many as there can be objects are in one answer, which bounds its memory.
pub(super) const TEXT: u64 = TENTHS;
/// An object with the fields that are asked of it.
pub(super) const OBJECT: u64 = TENTHS;
/// A list of all of a kind is filtered and ordered whole before a page is cut: 14,000 rows take 2 to 4 ms.
pub(super) const SCAN: u64 = 100 * TENTHS;
/// The roles that one title of a job may mean take 0.3 to 3 ms.
pub(super) const TITLE: u64 = 50 * TENTHS;
/// What answers cost besides that are computed from the links of many concepts, by type and field: about 1 for every 30
/// us over ESCO, O*NET and the curated graph (`cargo bench --bench analysis`), with room for larger arguments and
/// filters.
pub(super) const COMPUTED: &[(&str, &str, u64)] = &[
    ("Role", "ancestors", 10 * TENTHS),
    ("Skill", "ancestors", 10 * TENTHS),
    ("Query", "careerPaths", 50 * TENTHS),
    ("Query", "compareRoles", 10 * TENTHS),
    ("Role", "descendants", 10 * TENTHS),
    ("Skill", "descendants", 10 * TENTHS),
    ("Query", "gapMatrix", 100 * TENTHS),
    ("Query", "learningPlan", 10 * TENTHS),
    ("Query", "neighborhood", 50 * TENTHS),
    ("Query", "nextSkills", 200 * TENTHS),
    ("Role", "similarRoles", 100 * TENTHS),
    ("Query", "skillGaps", 10 * TENTHS),
    ("Query", "whatIf", 200 * TENTHS),
    ("Skill", "coOccurring", 100 * TENTHS),
    ("Skill", "demand", 50 * TENTHS),
    // Computed once a revision: the first who asks waits for all of it.
    ("Query", "graphHealth", 300 * TENTHS),
];
/// Where only some statements count, all hops are made anew, from the needs of every role: 32 ms.
pub(super) const FILTERED_PATHS: u64 = 1_000 * TENTHS;
/// Characters of a text that cost as much as an object: 50,000 take 15 ms to read.
pub(super) const CHARACTERS: u64 = 500;
/// A condition is tried on each row of its list: of a node some hundreds, at the root ten thousands.
pub(super) const CONDITION: u64 = TENTHS;
pub(super) const ROOT_CONDITION: u64 = 10 * TENTHS;

/// Fields that are texts of any length.
pub(super) const TEXTS: &[&str] = &[
    "description",
    "text",
    "stated",
    "locator",
    "note",
    "attribution",
    "preparation",
    "entryRequirement",
    "reason",
];

/// How many a list without pages holds at most, by type and field; `*` is any type.
///
/// Each is what ESCO, O*NET and the curated graph together reach, rounded up; the README has them, too. What holds more
/// pays as it is resolved: see `walls`.
pub(super) const LISTS: &[(&str, &str, u64)] = &[
    ("*", "about", 5),
    ("GapItem", "because", 10),
    ("CareerHop", "because", 5),
    ("SearchFacets", "categories", 20),
    ("TextSkill", "candidates", 4),
    ("ComparedNeed", "because", 5),
    ("ComparedTask", "because", 10),
    ("SoughtTool", "because", 5),
    ("ToolItem", "because", 5),
    ("ComparedTool", "because", 10),
    ("*", "codes", 10),
    ("*", "commodities", 10),
    ("*", "counts", 8),
    ("ToolGap", "covered", 450),
    ("*", "credentials", 10),
    ("*", "education", 15),
    ("*", "evidence", 5),
    ("CareerRoute", "hops", 10),
    ("*", "interests", 10),
    ("*", "interviewQuestions", 10),
    ("SearchFacets", "kinds", 8),
    ("*", "languages", 30),
    ("*", "mappings", 30),
    ("ToolGap", "missing", 450),
    ("RolesForTitle", "noise", 60),
    ("ComparedSkill", "needs", 5),
    ("CareerHop", "newSkills", 100),
    ("RoleOutlook", "pay", 10),
    ("ComparedRole", "pay", 10),
    ("ComparedPathway", "because", 10),
    ("ComparedPathway", "roles", 5),
    ("PayOutlook", "because", 30),
    ("*", "notes", 25),
    ("*", "otherNames", 2_800),
    ("RoleComparison", "pairs", 10),
    ("*", "ratings", 5),
    ("ComparedTask", "roles", 5),
    ("ComparedTool", "roles", 5),
    ("TextSkill", "spans", 10),
    ("*", "steps", 10),
    ("GraphInfo", "sources", 50),
    ("*", "sources", 5),
    ("*", "taxonomies", 20),
    ("Credential", "pathways", 20),
    ("SkillGap", "pathways", 10),
    ("PathwayStep", "skills", 20),
    ("PathwayGain", "teaches", 20),
    ("GapItem", "via", 2),
    ("GapMatrix", "roles", 20),
    ("GapMatrix", "rows", 20),
    ("GapRow", "cells", 20),
    ("LearningPlan", "stages", 10),
    ("LearningPlan", "cycles", 5),
    ("SkillCycle", "skills", 20),
    ("LearningPlan", "pathways", 20),
    ("LearningPlan", "knownCosts", 5),
    ("LearningStep", "after", 5),
    ("LearningStep", "requiredBy", 5),
    ("LearningStep", "pathways", 10),
    ("LearningStep", "because", 5),
    ("LearningOrder", "because", 2),
    ("PlannedPathway", "teaches", 20),
    ("PathwayGain", "because", 20),
    ("PlannedPathway", "because", 20),
    ("RaisedRole", "because", 5),
    ("ChangedNeed", "because", 5),
    ("SimilarItem", "because", 10),
];

/// Lists without cursors that hold as many as `first` asks for, by type and field.
const FIRST: &[(&str, &str, First)] = &[
    ("SkillGap", "covered", NEEDS),
    ("SkillGap", "missing", NEEDS),
    ("RoleMatch", "missing", First { default: 20, most: PARTED }),
    ("SkillGap", "partly", NEEDS),
    ("CoOccurringSkill", "because", SHOWN),
    ("SkillDemand", "because", SHOWN),
    ("HealthOffender", "concepts", First { default: 10, most: 100 }),
    ("HealthOffender", "links", First { default: 5, most: 100 }),
    ("CoOccurringSkill", "roles", SHOWN),
    ("RaisedRole", "items", REASONS),
    ("RoleChange", "items", REASONS),
    ("RoleOutlook", "soughtTools", TOOLS),
    ("ToolGap", "items", TOOLS),
    ("RoleComparison", "sharedPathways", LEADING),
    ("RoleComparison", "sharedSkills", COMPARED),
    ("RoleComparison", "sharedTasks", COMPARED),
    ("RoleComparison", "sharedTools", COMPARED),
    ("Role", "similarRoles", First { default: 10, most: 50 }),
    ("SimilarRole", "items", REASONS),
    ("Query", "skillsInText", First { default: 50, most: 100 }),
    ("Query", "suggest", First { default: 10, most: 50 }),
    ("ComparedRole", "uniquePathways", LEADING),
    ("ComparedRole", "uniqueSkills", COMPARED),
    ("ComparedRole", "uniqueTasks", COMPARED),
    ("ComparedRole", "uniqueTools", COMPARED),
    ("LearningStage", "steps", First { default: 20, most: 500 }),
    ("LearningPlan", "untaught", First { default: 20, most: 500 }),
    ("NextSkill", "opens", ROLES),
    ("NextSkill", "raises", ROLES),
    ("WhatIf", "changed", ROLES),
    ("WhatIf", "closed", ROLES),
    ("WhatIf", "opened", ROLES),
];

/// What one role needs: the most has 340.
const NEEDS: First = First { default: PARTED, most: PARTED };

/// A type, and its lists that hold each of its things once, in one of them or another: together at most `PARTED`.
pub(super) const PARTS: (&str, [&str; 3]) = ("SkillGap", ["covered", "partly", "missing"]);
pub(super) const PARTED: u64 = 350;

/// The roles of which an answer tells something.
const ROLES: First = First { default: 10, most: 200 };
/// What lies behind an item: roles that ask for a skill, and who says so.
const SHOWN: First = First { default: 10, most: 50 };

/// What of the needs of a role lies behind an item.
const REASONS: First = First { default: 10, most: 500 };

/// The tools of one role: the most has 435.
const TOOLS: First = First { default: 50, most: 500 };

/// Pathways that lead to one role: the most has 9.
const LEADING: First = First { default: 10, most: 100 };

/// What roles that are compared share, and what each has alone.
const COMPARED: First = First { default: 50, most: 500 };

/// An answer with lists that are as long as an argument of its field says.
pub(super) struct Answer {
    /// The root field.
    pub(super) field: &'static str,
    /// The argument, and what it can say.
    pub(super) argument: &'static str,
    pub(super) first: First,
    /// The lists by type and name, each with how many items it has for one that is asked for.
    lists: &'static [(&'static str, &'static str, u64)],
}

pub(super) const ANSWERS: &[Answer] = &[
    Answer {
        field: "careerPaths",
        argument: "k",
        first: First { default: 3, most: 10 },
        lists: &[("CareerPaths", "routes", 1)],
    },
    Answer {
        field: "compareRoles",
        argument: "roles",
        first: First { default: 2, most: 5 },
        lists: &[("RoleComparison", "roles", 1)],
    },
    Answer {
        field: "coOccurring",
        argument: "first",
        first: First { default: 10, most: 50 },
        lists: &[("CoOccurringSkills", "skills", 1)],
    },
    Answer {
        field: "graphHealth",
        argument: "kinds",
        first: First { default: 10, most: 10 },
        lists: &[("GraphHealth", "findings", 1)],
    },
    Answer {
        field: "matchRoles",
        argument: "first",
        first: First { default: 10, most: 50 },
        lists: &[("RoleMatches", "matches", 1)],
    },
    Answer {
        field: "neighborhood",
        argument: "limit",
        first: First { default: 100, most: 500 },
        lists: &[("Neighborhood", "nodes", 1), ("Neighborhood", "links", 4)],
    },
    Answer {
        field: "nextSkills",
        argument: "first",
        first: First { default: 5, most: 20 },
        lists: &[("NextSkills", "skills", 1)],
    },
];

/// The candidates of each title, as `first` of the root field asks for.
pub(super) const CANDIDATES: First = First { default: 5, most: 20 };

/// How many a list holds that takes `first`.
#[derive(Clone, Copy)]
pub(super) struct First {
    default: u64,
    most: u64,
}

impl First {
    /// With what `first` gives; what is outside is refused by the field, which then holds nothing.
    pub(super) fn size(self, first: Option<u64>) -> u64 {
        first.unwrap_or(self.default).clamp(1, self.most)
    }
}

/// How many items a list has for one that its root field is asked for.
pub(super) fn answered(type_name: &str, field: &str) -> Option<u64> {
    let mut lists = ANSWERS.iter().flat_map(|answer| answer.lists);
    lists.find(|(of, name, _)| (*of, *name) == (type_name, field)).map(|(.., times)| *times)
}

/// How many a list of a type holds that takes `first` and no cursor.
pub(super) fn most(type_name: &str, field: &str) -> Option<First> {
    FIRST.iter().find(|(of, name, _)| (*of, *name) == (type_name, field)).map(|(.., first)| *first)
}

/// What a field costs besides what it holds, as it is computed from the links of many.
pub(super) fn computed(type_name: &str, field: &str) -> u64 {
    COMPUTED.iter().find(|(of, name, _)| (*of, *name) == (type_name, field)).map_or(0, |(.., fee)| *fee)
}

/// How many an unpaged list of a type holds; none if nothing is written down for it.
pub(super) fn listed(type_name: &str, field: &str) -> Option<u64> {
    let found = LISTS.iter().find(|(of, name, _)| *name == field && (*of == "*" || *of == type_name));
    found.map(|(_, _, size)| *size)
}
