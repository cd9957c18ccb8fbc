//! The closed sets of values, with what each means; the records' own enums.

use async_graphql::Enum;

/// What sort of node a concept is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::ConceptKind")]
pub(super) enum ConceptKind {
    /// An occupation, a group of occupations, or a counterpart at work.
    Role,
    /// Something that a person can do or know.
    Skill,
    /// Something that a person works with: a language, a framework, a machine.
    Tool,
    /// A way into a role.
    Pathway,
    /// A piece of work in a role.
    Task,
    /// A certificate or degree.
    Credential,
    /// Who offers a pathway.
    Provider,
    /// A named set of concepts.
    Collection,
}

/// What sort of role.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::RoleKind")]
pub(super) enum RoleKind {
    /// Work that people do for a living.
    Occupation,
    /// A group of occupations, such as an ISCO group.
    Group,
    /// Somebody whom others work with, and no occupation: a client, a stakeholder, a team.
    Counterpart,
}

/// What sort of skill.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::SkillKind")]
pub(super) enum SkillKind {
    /// Specific to a trade.
    Technical,
    /// Tied to personality and dealing with others.
    Soft,
    /// ESCO skill or competence.
    Competence,
    /// Knowledge of a subject.
    Knowledge,
    /// A human language.
    Language,
    /// O*NET work style.
    WorkStyle,
    /// A group of skills.
    Group,
    /// The publisher names no kind.
    Unspecified,
}

/// How widely a skill is reused (ESCO reuse level).
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::SkillReuse")]
pub(super) enum SkillReuse {
    /// In nearly all occupations and sectors.
    Transversal,
    /// In several sectors.
    CrossSector,
    /// In one sector.
    SectorSpecific,
    /// In one occupation or a few.
    OccupationSpecific,
}

/// What sort of tool.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::ToolCategory")]
pub(super) enum ToolCategory {
    /// Such as Python.
    ProgrammingLanguage,
    /// Such as HTML.
    MarkupLanguage,
    /// Such as CSS.
    StyleSheetLanguage,
    /// Such as SQL.
    QueryLanguage,
    /// Such as Django.
    Framework,
    /// Such as Node.js.
    Runtime,
    /// Such as .NET.
    Platform,
    /// Such as MySQL.
    Database,
    /// Such as Redis.
    Cache,
    /// Such as NGINX.
    WebServer,
    /// Such as Amazon Web Services.
    CloudPlatform,
    /// Such as REST.
    ApiStyle,
    /// Such as HTTP.
    Protocol,
    /// Such as XML.
    DataFormat,
    /// Other software.
    Software,
    /// Machines, instruments and hand tools.
    Equipment,
}

/// What sort of pathway.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::PathwayKind")]
pub(super) enum PathwayKind {
    /// A course of study at a college or university.
    Degree,
    /// Paid work with training.
    Apprenticeship,
    /// A short, intensive course.
    Bootcamp,
    /// An examination by a vendor or body.
    Certification,
    /// Learning on one's own.
    SelfStudy,
    /// A school for a trade.
    Vocational,
    /// Work in a related field.
    Experience,
    /// Several of these in a row.
    Combined,
}

/// Whether something is always asked for (ESCO).
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::Requirement")]
pub(super) enum Requirement {
    /// Asked for wherever the role is performed.
    Essential,
    /// Asked for by some, or an advantage.
    Optional,
}

/// How near a related role is (O*NET).
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::RelatedTier")]
pub(super) enum RelatedTier {
    /// Among the 5 nearest.
    PrimaryShort,
    /// Among the 10 nearest.
    PrimaryLong,
    /// Among the 20 nearest.
    Supplemental,
}

/// How two concepts of different taxonomies match (SKOS).
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::MappingKind")]
pub(super) enum MappingKind {
    /// They mean the same.
    Exact,
    /// They mean nearly the same.
    Close,
    /// The other one is broader.
    Broad,
    /// The other one is narrower.
    Narrow,
    /// They have to do with each other.
    Related,
}

/// A scheme of codes.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::CodeScheme")]
pub(super) enum CodeScheme {
    /// URI of an ESCO concept.
    EscoUri,
    /// Dotted code of an ESCO occupation or skill group.
    EscoCode,
    /// International Standard Classification of Occupations 2008.
    #[graphql(name = "ISCO_08")]
    Isco08,
    /// ISCED fields of education and training.
    #[graphql(name = "ISCED_F")]
    IscedF,
    /// O*NET-SOC 2019 code.
    OnetSoc,
    /// O*NET-SOC 2010 code.
    #[graphql(name = "ONET_SOC_2010")]
    OnetSoc2010,
    /// Standard Occupational Classification 2018.
    #[graphql(name = "SOC_2018")]
    Soc2018,
    /// Element of the O*NET content model.
    OnetElement,
    /// O*NET task id.
    OnetTask,
    /// United Nations Standard Products and Services Code.
    Unspsc,
}

/// What sort of remark a note is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::NoteKind")]
pub(super) enum NoteKind {
    /// What it is.
    Definition,
    /// What it covers and what not.
    Scope,
    /// How the law regulates it.
    Regulation,
    /// What its pay depends on.
    PayFactor,
    /// What working in it is like.
    WorkingCondition,
    /// What comes on top of the pay.
    Benefit,
    /// How much it is sought.
    Demand,
    /// How content those in it are.
    Satisfaction,
    /// Who employs those in it.
    Employer,
    /// What employers ask for.
    EmployerAsks,
    /// How it compares with another.
    Comparison,
    /// Advice to those who want it.
    Advice,
    /// That its source relates it with itself, which is kept as this remark and not as a relation.
    SelfRelation,
}

/// What time an amount of money is for.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::Period")]
pub(super) enum Period {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// The whole, once.
    Total,
}

/// How exact a source is about a number.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::Qualifier")]
pub(super) enum Qualifier {
    /// It gives the number.
    Exact,
    /// It says "about" or "around".
    About,
    /// It says "up to" or "as much as": `max` is the number.
    UpTo,
    /// It says "from" or "at least": `min` is the number.
    AtLeast,
}

/// Experience that a salary is for.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::ExperienceLevel")]
pub(super) enum ExperienceLevel {
    /// At the start.
    Entry,
    /// With some years.
    Experienced,
    /// With many years or in the lead.
    Senior,
    /// The source tells no level apart.
    Any,
}

/// Which statistic an amount is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "::entity::Statistic")]
pub(super) enum Statistic {
    /// The mean.
    Average,
    /// Half earn less.
    Median,
    /// Lower end of the range.
    Low,
    /// Upper end of the range.
    High,
}

/// A relation between two roles, as it reads from the one that was asked.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RoleRelationKind {
    /// The other role is broader.
    Broader,
    /// The other role is narrower.
    Narrower,
    /// Those in the role can move on to the other; seen from the other end, they come from it.
    CanBecome,
    /// They work together; holds both ways.
    WorksWith,
    /// A source compares them; holds both ways.
    ComparedWith,
    /// The role combines the other with more; seen from the other end, it is part of it.
    Combines,
    /// They resemble each other (O*NET related occupations).
    Related,
}

/// A relation between two skills, as it reads from the one that was asked.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SkillRelationKind {
    /// The other skill is broader.
    Broader,
    /// The other skill is narrower.
    Narrower,
    /// The skill takes the other; seen from the other end, it is needed for it.
    Requires,
    /// They have to do with each other; holds both ways.
    Related,
}

/// A relation between two tools, as it reads from the one that was asked.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ToolRelationKind {
    /// The tool is built on the other, as a framework on its language.
    BuiltOn,
    /// The tool uses the other, as a protocol its data format.
    Uses,
    /// A source compares them; holds both ways.
    ComparedWith,
    /// One can take the place of the other; holds both ways.
    AlternativeTo,
}

/// From which end relations are followed.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Those that start here.
    Out,
    /// Those that end here.
    In,
    /// All.
    Both,
}

/// Ascending or descending; what is not known comes last either way.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OrderDirection {
    /// Smallest or alphabetically first comes first.
    Asc,
    /// Largest or alphabetically last comes first.
    Desc,
}

/// How a concept was found by a text, the best first.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "crate::search::Match")]
pub(super) enum MatchKind {
    /// Its preferred name, or a code of its, has every word: as it is, in another form such as the plural, or
    /// abbreviated.
    Exact,
    /// Another of its names has every word.
    Alternative,
    /// A name has every word, some of them only as the beginning of a longer one.
    Prefix,
    /// A name has every word, some of them spelled a little otherwise.
    Fuzzy,
    /// Its names and its description together have every word; or no concept has, and a name of its has all words but
    /// one.
    Text,
}

/// How high in its occupation a job is, as its title says.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "crate::search::Seniority")]
pub(super) enum Seniority {
    /// Interns, apprentices, trainees.
    Intern,
    /// Juniors and graduates.
    Junior,
    /// Seniors.
    Senior,
    /// Those who lead others in the same work.
    Lead,
    /// Principals, and staff engineers.
    Principal,
    /// Heads, directors, vice presidents, chiefs.
    Head,
}
