//! The closed sets of values that columns take; in the database and in JSON each is its name in capitals.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Declares an enum that is stored as text, with its values as they are written.
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $(
                #[doc = concat!("`", $text, "`")]
                #[sea_orm(string_value = $text)]
                #[serde(rename = $text)]
                $variant,
            )+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The value as it is written.
            pub const fn text(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

text_enum! {
    /// Which table holds the details of a statement.
    StatementKind {
        Concept = "CONCEPT",
        Note = "NOTE",
        RoleSkill = "ROLE_SKILL",
        RoleTool = "ROLE_TOOL",
        RoleTask = "ROLE_TASK",
        RolePathway = "ROLE_PATHWAY",
        RoleRelation = "ROLE_RELATION",
        SkillRelation = "SKILL_RELATION",
        ToolRelation = "TOOL_RELATION",
        SkillTool = "SKILL_TOOL",
        PathwaySkill = "PATHWAY_SKILL",
        PathwayProvider = "PATHWAY_PROVIDER",
        PathwayStep = "PATHWAY_STEP",
        Mapping = "MAPPING",
        CollectionMember = "COLLECTION_MEMBER",
        Salary = "SALARY",
        InterviewQuestion = "INTERVIEW_QUESTION",
        Translation = "TRANSLATION",
    }
}

text_enum! {
    /// Kind of a concept.
    ConceptKind {
        Role = "ROLE",
        Skill = "SKILL",
        Tool = "TOOL",
        Pathway = "PATHWAY",
        Task = "TASK",
        Credential = "CREDENTIAL",
        Provider = "PROVIDER",
        Collection = "COLLECTION",
    }
}

text_enum! {
    /// Kind of a role.
    RoleKind {
        Occupation = "OCCUPATION",
        Group = "GROUP",
        Counterpart = "COUNTERPART",
    }
}

text_enum! {
    /// Kind of a skill.
    SkillKind {
        Technical = "TECHNICAL",
        Soft = "SOFT",
        Competence = "COMPETENCE",
        Knowledge = "KNOWLEDGE",
        Language = "LANGUAGE",
        WorkStyle = "WORK_STYLE",
        Group = "GROUP",
        Unspecified = "UNSPECIFIED",
    }
}

text_enum! {
    /// How widely a skill is reused (ESCO).
    SkillReuse {
        Transversal = "TRANSVERSAL",
        CrossSector = "CROSS_SECTOR",
        SectorSpecific = "SECTOR_SPECIFIC",
        OccupationSpecific = "OCCUPATION_SPECIFIC",
    }
}

text_enum! {
    /// Category of a tool.
    ToolCategory {
        ProgrammingLanguage = "PROGRAMMING_LANGUAGE",
        MarkupLanguage = "MARKUP_LANGUAGE",
        StyleSheetLanguage = "STYLE_SHEET_LANGUAGE",
        QueryLanguage = "QUERY_LANGUAGE",
        Framework = "FRAMEWORK",
        Runtime = "RUNTIME",
        Platform = "PLATFORM",
        Database = "DATABASE",
        Cache = "CACHE",
        WebServer = "WEB_SERVER",
        CloudPlatform = "CLOUD_PLATFORM",
        ApiStyle = "API_STYLE",
        Protocol = "PROTOCOL",
        DataFormat = "DATA_FORMAT",
        Software = "SOFTWARE",
        Equipment = "EQUIPMENT",
    }
}

text_enum! {
    /// Kind of a pathway.
    PathwayKind {
        Degree = "DEGREE",
        Apprenticeship = "APPRENTICESHIP",
        Bootcamp = "BOOTCAMP",
        Certification = "CERTIFICATION",
        SelfStudy = "SELF_STUDY",
        Vocational = "VOCATIONAL",
        Experience = "EXPERIENCE",
        Combined = "COMBINED",
    }
}

text_enum! {
    /// What a label is to its concept (SKOS-XL).
    LabelRole {
        Preferred = "PREFERRED",
        Alternative = "ALTERNATIVE",
        Hidden = "HIDDEN",
    }
}

text_enum! {
    /// Scheme of a code.
    CodeScheme {
        EscoUri = "ESCO_URI",
        EscoCode = "ESCO_CODE",
        Isco08 = "ISCO_08",
        IscedF = "ISCED_F",
        OnetSoc = "ONET_SOC",
        OnetSoc2010 = "ONET_SOC_2010",
        Soc2018 = "SOC_2018",
        OnetElement = "ONET_ELEMENT",
        OnetTask = "ONET_TASK",
        Unspsc = "UNSPSC",
    }
}

text_enum! {
    /// Kind of a note.
    NoteKind {
        Definition = "DEFINITION",
        Scope = "SCOPE",
        Regulation = "REGULATION",
        PayFactor = "PAY_FACTOR",
        WorkingCondition = "WORKING_CONDITION",
        Benefit = "BENEFIT",
        Demand = "DEMAND",
        Satisfaction = "SATISFACTION",
        Employer = "EMPLOYER",
        EmployerAsks = "EMPLOYER_ASKS",
        Comparison = "COMPARISON",
        Advice = "ADVICE",
        SelfRelation = "SELF_RELATION",
    }
}

text_enum! {
    /// What an amount of money is for.
    AmountPurpose {
        Cost = "COST",
        Debt = "DEBT",
        PayWhileLearning = "PAY_WHILE_LEARNING",
        Salary = "SALARY",
    }
}

text_enum! {
    /// Whether a duration is full-time or part-time.
    Attendance {
        FullTime = "FULL_TIME",
        PartTime = "PART_TIME",
    }
}

text_enum! {
    /// What time an amount of money is for.
    Period {
        Hour = "HOUR",
        Day = "DAY",
        Week = "WEEK",
        Month = "MONTH",
        Year = "YEAR",
        Total = "TOTAL",
    }
}

text_enum! {
    /// How exact a source is about a number.
    Qualifier {
        Exact = "EXACT",
        About = "ABOUT",
        UpTo = "UP_TO",
        AtLeast = "AT_LEAST",
    }
}

text_enum! {
    /// Whether a role asks for something always or sometimes (ESCO).
    Requirement {
        Essential = "ESSENTIAL",
        Optional = "OPTIONAL",
    }
}

text_enum! {
    /// Kind of a relation between roles, as it is stored.
    RoleLinkKind {
        Broader = "BROADER",
        CanBecome = "CAN_BECOME",
        WorksWith = "WORKS_WITH",
        ComparedWith = "COMPARED_WITH",
        Combines = "COMBINES",
        Related = "RELATED",
    }
}

text_enum! {
    /// Kind of a relation between skills, as it is stored.
    SkillLinkKind {
        Broader = "BROADER",
        Requires = "REQUIRES",
        Related = "RELATED",
    }
}

text_enum! {
    /// Kind of a relation between tools, as it is stored.
    ToolLinkKind {
        BuiltOn = "BUILT_ON",
        Uses = "USES",
        ComparedWith = "COMPARED_WITH",
        AlternativeTo = "ALTERNATIVE_TO",
    }
}

text_enum! {
    /// How near a related role is (O*NET).
    RelatedTier {
        PrimaryShort = "PRIMARY_SHORT",
        PrimaryLong = "PRIMARY_LONG",
        Supplemental = "SUPPLEMENTAL",
    }
}

text_enum! {
    /// How well two concepts match (SKOS).
    MappingKind {
        Exact = "EXACT",
        Close = "CLOSE",
        Broad = "BROAD",
        Narrow = "NARROW",
        Related = "RELATED",
    }
}

text_enum! {
    /// Experience that a salary is for.
    ExperienceLevel {
        Entry = "ENTRY",
        Experienced = "EXPERIENCED",
        Senior = "SENIOR",
        Any = "ANY",
    }
}

text_enum! {
    /// Which statistic an amount is.
    Statistic {
        Average = "AVERAGE",
        Median = "MEDIAN",
        Low = "LOW",
        High = "HIGH",
    }
}

text_enum! {
    /// What a revision did to a record.
    ChangeOp {
        Add = "ADD",
        Change = "CHANGE",
        Retire = "RETIRE",
        Restore = "RESTORE",
    }
}
