//! What every concept answers: the fields of the interface `Concept`, which every concept type takes over, and the
//! look-up of one concept.

use std::fmt;

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, ID, Object, OneofObject, SimpleObject};

use super::enums::{CodeScheme, ConceptKind, MappingKind, NoteKind};
use super::error::{ambiguous, parse_id, shown};
use super::filter::{self, CodeInput};
use super::guard::List;
use super::node::{AnyConcept, Concept};
use super::page::{OfKind, mapped};
use super::scope::{At, Scope, id};
use super::source::{Source, Taxonomy};
use super::value::{Code, Evidence, Note, evidence};
use crate::graph::{ConceptIdx, Facts, Mapping as MappingFacts, NameMatches};

/// The fields that all concepts share.
pub(super) struct ConceptFields(pub(super) At);

#[Object]
impl ConceptFields {
    /// Stable id: the same on every server and after every import.
    async fn id(&self) -> ID {
        id(self.0.concept().id)
    }

    /// Readable name in URLs, unique among the concepts of its kind. A former slug still finds the concept.
    async fn slug(&self) -> &str {
        &self.0.concept().slug
    }

    /// What sort of node it is.
    async fn concept_kind(&self) -> ConceptKind {
        self.0.concept().kind.into()
    }

    /// Preferred name.
    ///
    /// Where there is none in the language, ever shorter tags are tried (BCP 47 lookup), then English, then any;
    /// `nameLanguage` tells which it is. Lists are ordered and filtered by the name in English, or in the language
    /// that comes first where there is none in English, whatever language is asked for; ids, slugs and cursors do not
    /// depend on it either.
    async fn name(
        &self,
        #[graphql(
            desc = "BCP 47 tag, such as `fr` or `de-AT`; a malformed one is BAD_USER_INPUT. Where it is left \
                          out, what the header Accept-Language of the request prefers, else English."
        )]
        language: Option<String>,
    ) -> Result<&str, Error> {
        let languages = self.0.scope.languages(language.as_deref())?;
        Ok(self.0.concept().name(&languages).0)
    }

    /// The language that `name` is in for the same argument, as a BCP 47 tag.
    async fn name_language(
        &self,
        #[graphql(desc = "BCP 47 tag, as for `name`.")] language: Option<String>,
    ) -> Result<&str, Error> {
        let languages = self.0.scope.languages(language.as_deref())?;
        Ok(self.0.concept().name(&languages).1)
    }

    /// Alternative names in the language that `name` is in, in the publisher's order; empty if there are none.
    async fn other_names(
        &self,
        #[graphql(desc = "BCP 47 tag, as for `name`.")] language: Option<String>,
    ) -> Result<List<&str>, Error> {
        let languages = self.0.scope.languages(language.as_deref())?;
        Ok(self.0.concept().other_names(&languages).into())
    }

    /// What it is, in a sentence or more; null where no source says.
    ///
    /// The language is found as for `name`, among those that there is a description in: it need not be that of the
    /// name.
    async fn description(
        &self,
        #[graphql(desc = "BCP 47 tag, as for `name`.")] language: Option<String>,
    ) -> Option<Result<&str, Error>> {
        match self.0.scope.languages(language.as_deref()) {
            Ok(languages) => self.0.concept().description(&languages).map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// The body of concepts that it belongs to.
    async fn taxonomy(&self) -> Taxonomy {
        Taxonomy { scope: self.0.scope.clone(), idx: self.0.concept().taxonomy }
    }

    /// Codes that it has, by scheme and value; empty if it has none.
    async fn codes(
        &self,
        #[graphql(desc = "Only of these schemes; of all where it is left out.")] schemes: Option<
            Vec<CodeScheme>,
        >,
    ) -> List<Code> {
        let asked = |code: &&crate::graph::Code| {
            schemes.as_ref().is_none_or(|schemes| schemes.contains(&code.scheme.into()))
        };
        self.0.concept().codes.iter().filter(asked).map(Code::from).collect()
    }

    /// Typed remarks, by kind, each with its sources; empty if there are none.
    async fn notes(
        &self,
        #[graphql(desc = "Only of these kinds; of all where it is left out.")] kinds: Option<Vec<NoteKind>>,
    ) -> List<Note> {
        let concept = self.0.concept();
        let asked =
            |note: &&crate::graph::Note| kinds.as_ref().is_none_or(|kinds| kinds.contains(&note.kind.into()));
        let notes = concept.notes.iter().filter(asked);
        notes.map(|note| Note::new(&self.0.scope, note, &concept.key)).collect()
    }

    /// The publications that mention it, each once, by slug.
    async fn sources(&self) -> List<Source> {
        let concept = self.0.concept();
        let mut sources: Vec<_> =
            self.0.graph().evidence(&concept.stated, &concept.key).map(|evidence| evidence.source).collect();
        sources.dedup();
        sources.into_iter().map(|idx| Source { scope: self.0.scope.clone(), idx }).collect()
    }

    /// Who says that there is such a thing, and where.
    async fn evidence(&self) -> List<Evidence> {
        let concept = self.0.concept();
        evidence(&self.0.scope, &concept.stated, &concept.key)
    }

    /// Concepts of other taxonomies that it matches, by kind of match, then name; a match is seen from both ends.
    /// An unknown taxonomy is NOT_FOUND.
    async fn mappings(
        &self,
        #[graphql(desc = "Only matches of these kinds; all where it is left out.")] kinds: Option<
            Vec<MappingKind>,
        >,
        #[graphql(desc = "Only concepts of these taxonomies, by slug; of all where it is left out.")]
        taxonomy: Option<Vec<String>>,
    ) -> Result<List<Mapping>, Error> {
        let graph = self.0.graph();
        let taxonomies = filter::taxonomies(graph, taxonomy.as_deref())?;
        let mut matches = mapped(graph, self.0.idx);
        matches.retain(|(other, kind, _)| {
            kinds.as_ref().is_none_or(|kinds| kinds.contains(&(*kind).into()))
                && taxonomies.as_ref().is_none_or(|asked| asked.contains(&graph.taxonomy_of(*other)))
        });
        matches.sort_unstable_by_key(|(other, kind, _)| (*kind, *other));
        let mapping = |(other, kind, link): (ConceptIdx, ::entity::MappingKind, _)| {
            let link = MappingFacts::links(graph).get(link);
            Mapping {
                concept: AnyConcept(Concept::at(self.0.other(other))),
                kind: kind.into(),
                confidence: link.facts.confidence,
                evidence: evidence(&self.0.scope, &link.stated, &graph.concept(link.from).key),
            }
        };
        Ok(matches.into_iter().map(mapping).collect())
    }

    /// Whether it is out of use. Look-ups find it; lists leave it out unless they are asked for the retired.
    async fn retired(&self) -> bool {
        self.0.concept().retired
    }

    /// What to use in its place; null where it is in use, or where its publisher names nothing.
    async fn replaced_by(&self) -> Option<AnyConcept> {
        self.0.concept().replaced_by.map(|idx| AnyConcept(Concept::at(self.0.other(idx))))
    }
}

/// A concept of another taxonomy that matches.
#[derive(SimpleObject)]
pub(super) struct Mapping {
    /// The other concept; not always of the same kind: a tool can match a skill.
    concept: AnyConcept,
    /// How well it matches, read from the concept that was asked: BROAD if the other is broader.
    kind: MappingKind,
    /// How sure the source is, 0 to 1; null where it does not say.
    confidence: Option<f64>,
    /// Who says so.
    evidence: List<Evidence>,
}

/// What a client looks a concept up by.
pub(super) enum By {
    Id(ID),
    Slug(String),
    Code(CodeInput),
    Name(String),
}

/// As an error names it.
impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(f, "id `{}`", shown(id)),
            Self::Slug(slug) => write!(f, "slug `{}`", shown(slug)),
            Self::Code(code) => {
                let scheme = ::entity::CodeScheme::from(code.scheme);
                write!(f, "code {} `{}`", scheme.text(), shown(&code.value))
            }
            Self::Name(name) => write!(f, "name `{}`", shown(name)),
        }
    }
}

/// Declares the look-up input of a type.
macro_rules! look_up_by {
    ($($name:ident: $what:literal;)+) => {
        $(
            #[doc = concat!("What to look a ", $what, " up by: exactly one key.")]
            #[derive(OneofObject, Clone, Debug)]
            pub(super) enum $name {
                /// Its id.
                Id(ID),
                /// Its slug, or one that it had before.
                Slug(String),
                /// A code that identifies it alone among its kind.
                Code(CodeInput),
                /// A name that it bears, preferred or alternative, in any language, whatever languages the request
                /// prefers, without regard to case. AMBIGUOUS if several bear it.
                Name(String),
            }

            impl From<$name> for By {
                fn from(by: $name) -> Self {
                    match by {
                        $name::Id(id) => Self::Id(id),
                        $name::Slug(slug) => Self::Slug(slug),
                        $name::Code(code) => Self::Code(code),
                        $name::Name(name) => Self::Name(name),
                    }
                }
            }
        )+
    };
}

look_up_by! {
    RoleBy: "role";
    SkillBy: "skill";
    ToolBy: "tool";
    PathwayBy: "pathway";
    TaskBy: "task";
}

/// Looks one concept up: null if there is none, an error if the key is malformed or names several.
pub(super) fn find<N: OfKind>(ctx: &Context<'_>, by: impl Into<By>) -> Option<Result<N, Error>> {
    let scope = Scope::of(ctx);
    let found = find_idx(scope, N::KIND, &by.into()).transpose()?;
    Some(found.map(|idx| N::node(At { scope: scope.clone(), idx })))
}

/// The same, by where it stands in the graph.
pub(super) fn find_idx(scope: &Scope, kind: Kind, by: &By) -> Result<Option<ConceptIdx>, Error> {
    let graph = scope.graph();
    match by {
        By::Id(id) => Ok(graph.concept_by_id(kind, parse_id("id", id)?)),
        By::Slug(slug) => Ok(graph.by_slug(kind, slug)),
        By::Code(code) => Ok(graph.by_code(kind, code.scheme.into(), &code.value)),
        By::Name(name) => match graph.by_name(kind, name) {
            NameMatches::None => Ok(None),
            NameMatches::One(idx) => Ok(Some(idx)),
            NameMatches::Several(all) => {
                let candidates = all.iter().map(|idx| graph.concept(*idx).id);
                Err(ambiguous(&kind.text().to_lowercase(), name, candidates))
            }
        },
    }
}
