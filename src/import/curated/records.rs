//! What stands in the files: one struct a kind of record; a key that is not named here is a mistake.

use std::collections::BTreeMap;

use ::entity::{
    ConceptKind, ExperienceLevel, MappingKind, NoteKind, PathwayKind, Period, Qualifier, Requirement,
    RoleKind, RoleLinkKind, SkillKind, SkillLinkKind, SkillReuse, Statistic, ToolCategory, ToolLinkKind,
};
use serde::Deserialize;
use toml::Spanned;

/// A record, with the file and the line that it stands in.
#[derive(Clone, Debug)]
pub(super) struct At<T> {
    pub(super) place: Place,
    pub(super) record: T,
}

/// Where something stands: a file by its position in `EMBEDDED`, and the text before it counts the line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) offset: usize,
}

/// Declares the files, the name of their tables, and the records in them.
macro_rules! files {
    ($($file:literal [[$table:literal]] $field:ident: $record:ident,)+) => {
        /// The files, as they were when the binary was made.
        pub(super) const EMBEDDED: &[(&str, &str)] = &[
            $(($file, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $file))),)+
        ];

        /// Name of the tables in each of the files.
        pub(super) const TABLES: &[&str] = &[$($table,)+];

        /// All records of all files, in the order of the files.
        #[derive(Debug, Default)]
        pub(super) struct Records {
            $(pub(super) $field: Vec<At<$record>>,)+
        }

        impl Records {
            /// Reads one table of one file into the list that it belongs to.
            pub(super) fn add(
                &mut self,
                place: Place,
                table: Spanned<toml::de::DeValue<'_>>,
            ) -> Result<(), toml::de::Error> {
                let mut file = 0..;
                $(
                    if Some(place.file) == file.next() {
                        let record = $record::deserialize(toml::de::ValueDeserializer::from(table))?;
                        self.$field.push(At { place, record });
                        return Ok(());
                    }
                )+
                Ok(())
            }
        }
    };
}

files! {
    "taxonomies.toml" [["taxonomy"]] taxonomies: Taxonomy,
    "sources.toml" [["source"]] sources: Source,
    "roles.toml" [["role"]] roles: Role,
    "skills.toml" [["skill"]] skills: Skill,
    "tools.toml" [["tool"]] tools: Tool,
    "tasks.toml" [["task"]] tasks: Plain,
    "credentials.toml" [["credential"]] credentials: Plain,
    "providers.toml" [["provider"]] providers: Provider,
    "pathways.toml" [["pathway"]] pathways: Pathway,
    "notes.toml" [["note"]] notes: Note,
    "role_skills.toml" [["role_skill"]] role_skills: RoleSkill,
    "role_tools.toml" [["role_tool"]] role_tools: RoleTool,
    "role_tasks.toml" [["role_task"]] role_tasks: RoleTask,
    "role_pathways.toml" [["role_pathway"]] role_pathways: RolePathway,
    "role_relations.toml" [["role_relation"]] role_relations: RoleRelation,
    "skill_relations.toml" [["skill_relation"]] skill_relations: SkillRelation,
    "tool_relations.toml" [["tool_relation"]] tool_relations: ToolRelation,
    "skill_tools.toml" [["skill_tool"]] skill_tools: SkillTool,
    "pathway_skills.toml" [["pathway_skill"]] pathway_skills: PathwaySkill,
    "pathway_providers.toml" [["pathway_provider"]] pathway_providers: PathwayProvider,
    "mappings.toml" [["mapping"]] mappings: Mapping,
    "salaries.toml" [["salary"]] salaries: Salary,
    "interview_questions.toml" [["interview_question"]] interview_questions: InterviewQuestion,
}

/// Who says so. `at` is where in the source, `stated` what it gave.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Evidence {
    pub(super) source: Spanned<String>,
    pub(super) at: Option<String>,
    pub(super) stated: Option<String>,
    pub(super) date: Option<String>,
}

/// A concept that a record refers to by its key.
pub(super) type Key = Spanned<String>;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Money {
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) currency: Spanned<String>,
    pub(super) period: Period,
    pub(super) qualifier: Qualifier,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weeks {
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) qualifier: Qualifier,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelativeCost {
    pub(super) min_percent: f64,
    pub(super) max_percent: f64,
    pub(super) of: Key,
}

/// One concept of any kind, as in `{ role = "back-end-developer" }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "BTreeMap<String, Key>")]
pub(super) struct Reference {
    pub(super) kind: ConceptKind,
    pub(super) key: Key,
}

impl TryFrom<BTreeMap<String, Key>> for Reference {
    type Error = String;

    fn try_from(named: BTreeMap<String, Key>) -> Result<Self, String> {
        let Ok([(name, key)]) = <[(String, Key); 1]>::try_from(Vec::from_iter(named)) else {
            return Err("expected one concept, such as { role = \"back-end-developer\" }".to_owned());
        };
        let kinds = ConceptKind::ALL.iter().copied().filter(|kind| *kind != ConceptKind::Collection);
        match kinds.clone().find(|kind| kind.text().to_lowercase() == name) {
            Some(kind) => Ok(Self { kind, key }),
            None => {
                let kinds: Vec<String> =
                    kinds.map(|kind| format!("`{}`", kind.text().to_lowercase())).collect();
                Err(format!("`{name}` is no kind of concept: expected one of {}", kinds.join(", ")))
            }
        }
    }
}

/// A concept of another taxonomy: by a code that is its key there, or by taxonomy, kind and key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counterpart {
    pub(super) scheme: Option<Scheme>,
    pub(super) kind: Option<ConceptKind>,
    pub(super) value: Option<Key>,
    pub(super) taxonomy: Option<Key>,
    pub(super) key: Option<Key>,
}

/// A scheme whose codes are keys of concepts.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Scheme {
    EscoUri,
    OnetSoc,
    OnetElement,
}

/// Declares a record; one that says `named` has what every concept has.
macro_rules! record {
    ($name:ident named { $($field:ident: $type:ty,)* }) => {
        record! {
            $name {
                key: Key,
                name: String,
                other_names: Option<Vec<String>>,
                description: Option<String>,
                $($field: $type,)*
                evidence: Vec<Evidence>,
            }
        }
    };
    ($name:ident stated { $($field:ident: $type:ty,)* }) => {
        record! { $name { $($field: $type,)* evidence: Vec<Evidence>, } }
    };
    ($name:ident { $($field:ident: $type:ty,)* }) => {
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $(pub(super) $field: $type,)*
        }
    };
}

record! { Taxonomy {
    slug: String, title: String, publisher: Option<String>, url: Option<String>, licence: Option<String>,
    attribution: Option<String>, release: String,
} }
record! { Source {
    key: Spanned<String>, slug: String, title: String, publisher: Option<String>, published: Option<String>,
    url: Option<String>, licence: Option<String>, attribution: Option<String>,
} }
record! { Role named { kind: RoleKind, } }
record! { Skill named { kind: SkillKind, reuse: Option<SkillReuse>, } }
record! { Tool named { category: ToolCategory, hot: Option<bool>, } }
record! { Plain named {} }
record! { Provider named { url: Option<String>, } }
record! { Pathway named {
    kind: PathwayKind, region: Option<String>, cost: Option<Money>, relative_cost: Option<RelativeCost>,
    debt: Option<Money>, pay_while_learning: Option<Money>, weeks_full_time: Option<Weeks>,
    weeks_part_time: Option<Weeks>, entry_age: Option<i32>, entry_requirement: Option<String>,
    step: Option<Vec<Spanned<Step>>>,
} }
record! { Step stated {
    title: String, description: Option<String>, weeks_full_time: Option<Weeks>, credential: Option<Key>,
    skills: Option<Vec<Key>>,
} }
record! { Note stated { about: Reference, kind: NoteKind, text: String, } }
record! { RoleSkill stated { role: Key, skill: Key, requirement: Option<Requirement>, } }
record! { RoleTool stated { role: Key, tool: Key, requirement: Option<Requirement>, in_demand: Option<bool>, } }
record! { RoleTask stated { role: Key, task: Key, core: Option<bool>, } }
record! { RolePathway stated { role: Key, pathway: Key, coverage: Option<f64>, } }
record! { RoleRelation stated { from: Key, kind: RoleLinkKind, to: Key, note: Option<String>, } }
record! { SkillRelation stated { from: Key, kind: SkillLinkKind, to: Key, requirement: Option<Requirement>, } }
record! { ToolRelation stated { from: Key, kind: ToolLinkKind, to: Key, note: Option<String>, } }
record! { SkillTool stated { skill: Key, tool: Key, } }
record! { PathwaySkill stated { pathway: Key, skill: Key, } }
record! { PathwayProvider stated {
    pathway: Key, provider: Key, weeks_full_time: Option<Weeks>, weeks_part_time: Option<Weeks>,
    cost: Option<Money>, note: Option<String>,
} }
record! { Mapping stated { from: Reference, to: Counterpart, r#match: MappingKind, } }
record! { Salary stated {
    role: Key, amount: Money, region: String, level: ExperienceLevel, statistic: Statistic, bonus: Option<bool>,
    cites: Option<String>,
} }
record! { InterviewQuestion stated { role: Key, text: String, about: Option<Vec<Reference>>, } }
