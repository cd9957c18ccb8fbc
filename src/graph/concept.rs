//! What is known of one node.

use ::entity::{
    CodeScheme, ConceptKind, ExperienceLevel, LabelRole, NoteKind, PathwayKind, Period, RoleKind, SkillKind,
    SkillReuse, Statistic, ToolCategory, education_share, interest,
};
use uuid::Uuid;

use super::language::Languages;
use super::value::{Money, SharedText, Stated, TaxonomyIdx, Weeks};

/// Weeks of a year, as the curated lengths count them.
const WEEKS_OF_YEAR: f64 = 52.0;

/// Declares the position of something in its graph.
macro_rules! index {
    ($($name:ident: $what:literal;)+) => {
        $(
            #[doc = concat!("Position of ", $what, " in its graph.")]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(u32);

            impl $name {
                pub(crate) const fn new(index: u32) -> Self {
                    Self(index)
                }

                pub(crate) const fn get(self) -> usize {
                    self.0 as usize
                }
            }
        )+
    };
}
pub(super) use index;

index! {
    ConceptIdx: "a concept";
    SalaryIdx: "a salary";
    QuestionIdx: "an interview question";
}

/// A node that can be named.
#[derive(Clone, Debug)]
pub struct Concept {
    /// Its id.
    pub id: Uuid,
    /// Its kind.
    pub kind: ConceptKind,
    /// The body that it belongs to.
    pub taxonomy: TaxonomyIdx,
    /// Its key in that body.
    pub key: Box<str>,
    /// Its readable name in URLs.
    pub slug: Box<str>,
    /// Its preferred name in the default language, folded: what lists are ordered by.
    pub sort_name: Box<str>,
    /// Names in all languages: by language, then preferred, alternative, hidden, then position.
    pub labels: Box<[Label]>,
    /// Descriptions as (language, text).
    pub descriptions: Box<[(SharedText, Box<str>)]>,
    /// Codes, by scheme and value.
    pub codes: Box<[Code]>,
    /// Remarks, by kind and position.
    pub notes: Box<[Note]>,
    /// Who says that it exists.
    pub stated: Stated,
    /// Whether it is out of use.
    pub retired: bool,
    /// What to use in its place.
    pub replaced_by: Option<ConceptIdx>,
    /// What only its kind has.
    pub detail: Detail,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// BCP 47 tag.
    pub language: SharedText,
    /// Preferred, alternative or hidden.
    pub role: LabelRole,
    /// The name.
    pub text: Box<str>,
}

/// A code in a scheme.
#[derive(Clone, Debug)]
pub struct Code {
    /// The scheme.
    pub scheme: CodeScheme,
    /// The code.
    pub value: Box<str>,
    /// Whether it names one concept of the kind alone.
    pub identifies: bool,
}

/// A remark.
#[derive(Clone, Debug)]
pub struct Note {
    /// What sort of remark.
    pub kind: NoteKind,
    /// The remark.
    pub text: Box<str>,
    /// Who says so.
    pub stated: Stated,
}

/// What only one kind of concept has.
#[derive(Clone, Debug)]
pub enum Detail {
    /// Of a role.
    Role(Role),
    /// Of a skill.
    Skill(Skill),
    /// Of a tool.
    Tool(Tool),
    /// Of a pathway.
    Pathway(Box<Pathway>),
    /// Of a provider.
    Provider(Provider),
    /// Tasks, credentials and collections have nothing of their own.
    Plain,
}

/// Of a role.
#[derive(Clone, Debug)]
pub struct Role {
    /// Occupation, group or counterpart.
    pub kind: RoleKind,
    /// O*NET job zone.
    pub job_zone: Option<i32>,
    /// Interests, strongest first.
    pub interests: Box<[interest::Model]>,
    /// Levels of education, by category.
    pub education: Box<[education_share::Model]>,
}

/// Of a skill.
#[derive(Clone, Debug)]
pub struct Skill {
    /// What sort of skill.
    pub kind: SkillKind,
    /// How widely it is reused.
    pub reuse: Option<SkillReuse>,
}

/// Of a tool.
#[derive(Clone, Debug)]
pub struct Tool {
    /// What sort of tool.
    pub category: ToolCategory,
    /// Often named in postings.
    pub hot: bool,
}

/// Of a provider.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its site.
    pub url: Option<Box<str>>,
}

/// Of a pathway.
#[derive(Clone, Debug)]
pub struct Pathway {
    /// What sort of way.
    pub kind: PathwayKind,
    /// ISO 3166-1 alpha-2.
    pub region: Option<Box<str>>,
    /// What it costs.
    pub cost: Option<Money>,
    /// What it costs next to another pathway.
    pub relative_cost: Option<RelativeCost>,
    /// What is owed at its end.
    pub debt: Option<Money>,
    /// What is earned on it.
    pub pay_while_learning: Option<Money>,
    /// How long it takes full-time.
    pub weeks_full_time: Option<Weeks>,
    /// How long it takes part-time.
    pub weeks_part_time: Option<Weeks>,
    /// Youngest age to enter.
    pub entry_age: Option<i32>,
    /// What is asked of those who enter.
    pub entry_requirement: Option<Box<str>>,
    /// In their order.
    pub steps: Box<[Step]>,
}

impl Pathway {
    /// The length in weeks that orders and bounds go by: full-time where it is known, the lower bound.
    pub fn shortest(&self) -> Option<f64> {
        self.weeks_full_time.as_ref().or(self.weeks_part_time.as_ref()).map(Weeks::shortest)
    }

    /// What it costs in all, by the bounds that orders go by: in major units, with the currency. What is stated for a
    /// week, a month or a year counts as often as that goes into its length; what costs nothing does so however long it
    /// takes. None where it is not known.
    pub fn whole_cost(&self) -> Option<(f64, &str)> {
        let cost = self.cost.as_ref()?;
        let amount = cost.lowest();
        let times = match cost.period {
            Period::Total => Some(1.0),
            _ if amount <= 0.0 => Some(1.0),
            Period::Year => self.shortest().map(|weeks| weeks / WEEKS_OF_YEAR),
            Period::Month => self.shortest().map(|weeks| weeks / WEEKS_OF_YEAR * 12.0),
            Period::Week => self.shortest(),
            Period::Day | Period::Hour => None,
        };
        Some((amount * times?, &cost.currency))
    }
}

/// A cost in percent of that of another pathway.
#[derive(Clone, Debug)]
pub struct RelativeCost {
    /// Lower bound, in percent.
    pub min_percent: f64,
    /// Upper bound, in percent.
    pub max_percent: f64,
    /// The other pathway.
    pub of: ConceptIdx,
}

/// A step on a pathway.
#[derive(Clone, Debug)]
pub struct Step {
    /// From 1.
    pub position: i32,
    /// What is done.
    pub title: Box<str>,
    /// More about it.
    pub description: Option<Box<str>>,
    /// How long it takes full-time.
    pub weeks_full_time: Option<Weeks>,
    /// What it ends with.
    pub credential: Option<ConceptIdx>,
    /// What it teaches, by name.
    pub skills: Box<[ConceptIdx]>,
    /// Who says so.
    pub stated: Stated,
}

/// What a role pays.
#[derive(Clone, Debug)]
pub struct Salary {
    /// The role.
    pub role: ConceptIdx,
    /// The amount.
    pub amount: Money,
    /// ISO 3166-1 alpha-2; `ZZ` where the source names none.
    pub region: Box<str>,
    /// At what experience.
    pub level: ExperienceLevel,
    /// Which statistic.
    pub statistic: Statistic,
    /// On top of the pay.
    pub bonus: bool,
    /// Whom the source cites.
    pub cites: Option<Box<str>>,
    /// Who says so.
    pub stated: Stated,
}

/// A question asked in interviews.
#[derive(Clone, Debug)]
pub struct Question {
    /// The role.
    pub role: ConceptIdx,
    /// The question.
    pub text: Box<str>,
    /// What it is about, by name.
    pub about: Box<[ConceptIdx]>,
    /// Who says so.
    pub stated: Stated,
}

impl Concept {
    /// What only a pathway has; none where it is no pathway.
    pub fn pathway(&self) -> Option<&Pathway> {
        match &self.detail {
            Detail::Pathway(pathway) => Some(pathway),
            _ => None,
        }
    }

    /// Whether it is a heading over skills, which nobody learns as such.
    pub fn is_skill_group(&self) -> bool {
        matches!(&self.detail, Detail::Skill(skill) if skill.kind == SkillKind::Group)
    }

    /// The preferred name in the language that suits best, and that language.
    pub fn name(&self, languages: &Languages) -> (&str, &str) {
        let preferred = self.labels.iter().filter(|l| l.role == LabelRole::Preferred);
        let label = languages.choose(preferred, |l| &l.language).or(self.labels.first());
        label.map_or((&self.key, "und"), |label| (&label.text, &label.language))
    }

    /// Alternative names in the language that `name` finds, in the order of their publisher.
    pub fn other_names(&self, languages: &Languages) -> Vec<&str> {
        let (_, named_in) = self.name(languages);
        let alternatives = self.labels.iter().filter(|l| l.role == LabelRole::Alternative);
        alternatives.filter(|l| **l.language == *named_in).map(|l| &*l.text).collect()
    }

    /// The description in the language that suits best, which need not be that of the name.
    pub fn description(&self, languages: &Languages) -> Option<&str> {
        languages.choose(self.descriptions.iter(), |(language, _)| language).map(|(_, text)| &**text)
    }
}
