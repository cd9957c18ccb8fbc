//! The skills and tools that a text mentions.

use ::entity::ConceptKind as Kind;
use async_graphql::{Context, Error, Object, SimpleObject};

use super::enums::ConceptKind;
use super::error::bad_input;
use super::filter;
use super::guard::List;
use super::node::{AnyConcept, Concept};
use super::page::at_most;
use super::scope::{At, Scope};
use crate::graph::ConceptIdx;
use crate::search::{self, Mention, Sought};

/// Longest text that is read, in bytes of UTF-8: ten times what an advertisement has.
const LONGEST_TEXT: usize = 50_000;
/// Skills and tools when a client names no number, and at most.
const DEFAULT_SKILLS: usize = 50;
const MOST_SKILLS: usize = 100;
/// Places of one skill or tool that are told.
const MOST_SPANS: usize = 100;

/// A skill or tool that a text mentions.
#[derive(SimpleObject)]
pub(super) struct TextSkill {
    /// The skill or tool.
    concept: AnyConcept,
    /// The name of it that the text has, at least in its main part; of several, the one of the surest place.
    matched_name: String,
    /// How likely the text means it, 0.41 to 1, to four decimals.
    confidence: f64,
    /// What else the same words may mean, the likelier first: equals of other taxonomies, and names that have these
    /// words and others. At most 4, of the same kinds and taxonomies as were asked for.
    candidates: List<AnyConcept>,
    /// Where it stands, in the order of the text; the first 100 places. No two places overlap, whatever they mention.
    spans: List<TextSpan>,
}

/// A place in a text.
///
/// JavaScript, Java and C# count in UTF-16 units; Python, Go's runes and SQL in code points.
#[derive(SimpleObject)]
pub(super) struct TextSpan {
    /// Where it begins: how many Unicode code points stand before it.
    start: usize,
    /// Where it ends: how many code points stand before its end.
    end: usize,
    /// Where it begins: how many UTF-16 units stand before it.
    start_utf16: usize,
    /// Where it ends, in UTF-16 units.
    end_utf16: usize,
    /// What stands there.
    text: String,
}

/// How many code points and UTF-16 units stand before some places of a text.
struct Offsets(Vec<(usize, usize, usize)>);

impl Offsets {
    /// Of places given in bytes. O(n) in the text.
    fn new(text: &str, mut places: Vec<usize>) -> Self {
        places.sort_unstable();
        places.dedup();
        let (mut offsets, mut points, mut units) = (Vec::with_capacity(places.len()), 0, 0);
        let mut places = places.into_iter().peekable();
        for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
            if places.next_if_eq(&at).is_some() {
                offsets.push((at, points, units));
            }
            (points, units) = (points + 1, units + c.len_utf16());
        }
        Self(offsets)
    }

    fn of(&self, place: usize) -> (usize, usize) {
        let found = self.0.binary_search_by_key(&place, |(at, ..)| *at);
        found.map_or((0, 0), |at| (self.0[at].1, self.0[at].2))
    }
}

#[derive(Default)]
pub(super) struct MentionQuery;

#[Object]
impl MentionQuery {
    /// Skills and tools that a text mentions, such as an advertisement or a CV: the likeliest first, then by where each
    /// stands first.
    ///
    /// Words are met without regard to case, accents, hyphens and endings (`managing a budget` is `manage budgets`), in
    /// any order where nothing parts them (`lorry loading`), by a whole name or by its main part (`general ledger` of
    /// `General ledger software`). The longest name counts, and what lies within it does not; the name of a role (`Data
    /// Analyst`) is no skill. Which of several concepts of one name is taken: the curated one, then one that has it as
    /// preferred name, then the one with more links; `candidates` has the others.
    ///
    /// `confidence` weighs what speaks for it: how much of the name is met and how exactly, how rare its words are, how
    /// many links the concept has, whether a proper name has its capital inside a sentence, and what else stands in the
    /// same list and line. A name that is also a word of everyday (`Go`, `R`, `React`, `Excel`) needs its capital and
    /// such company; a single letter needs another name within eight words. What has less than 0.41 is left out.
    ///
    /// Names in the two languages that most words of the text are of are looked for, and English ones. A text without a
    /// name in it mentions nothing; whatever it has in it, it is read as text.
    async fn skills_in_text(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The text: at most 50,000 bytes of UTF-8. Costs 1 for every 500 characters, besides 100 for the field."
        )]
        text: String,
        #[graphql(desc = "Only SKILL, or only TOOL; both where it is left out. Other kinds are refused.")]
        kinds: Option<Vec<ConceptKind>>,
        #[graphql(
            desc = "Only concepts of these taxonomies, by slug; of all where it is left out. An unknown one is NOT_FOUND."
        )]
        taxonomies: Option<Vec<String>>,
        #[graphql(desc = "At most so many: 1 to 100; 50 where it is left out.")] first: Option<i32>,
    ) -> Result<List<TextSkill>, Error> {
        let scope = Scope::of(ctx);
        if text.len() > LONGEST_TEXT {
            let length = text.len();
            return Err(bad_input(format!("`text` has {length} bytes: expected at most {LONGEST_TEXT}")));
        }
        let most = at_most(first, DEFAULT_SKILLS, MOST_SKILLS)?;
        let kinds: Option<Vec<Kind>> = kinds.map(|all| all.into_iter().map(Into::into).collect());
        if kinds.iter().flatten().any(|kind| !matches!(kind, Kind::Skill | Kind::Tool)) {
            return Err(bad_input("`kinds` has a kind that no text mentions: expected SKILL or TOOL"));
        }
        let taxonomies = filter::taxonomies(scope.graph(), taxonomies.as_deref())?;
        let sought = Sought { kinds: kinds.as_deref(), taxonomies: taxonomies.as_deref() };
        scope.walls().check()?;
        let mut found = search::mentions(scope.graph(), scope.index(), &text, &sought);
        scope.walls().check()?;
        found.truncate(most);
        found.iter_mut().for_each(|mention| mention.spans.truncate(MOST_SPANS));
        let places =
            found.iter().flat_map(|mention| mention.spans.iter().flat_map(|span| [span.start, span.end]));
        let offsets = Offsets::new(&text, places.collect());
        Ok(found.into_iter().map(|mention| text_skill(scope, &text, &offsets, mention)).collect())
    }
}

fn text_skill(scope: &Scope, text: &str, offsets: &Offsets, mention: Mention) -> TextSkill {
    let concept = |idx: ConceptIdx| AnyConcept(Concept::at(At { scope: scope.clone(), idx }));
    let span = |span: &std::ops::Range<usize>| {
        let ((start, start_utf16), (end, end_utf16)) = (offsets.of(span.start), offsets.of(span.end));
        TextSpan { start, end, start_utf16, end_utf16, text: text[span.clone()].to_owned() }
    };
    TextSkill {
        concept: concept(mention.concept),
        matched_name: mention.name(scope.graph()).to_owned(),
        confidence: mention.confidence,
        candidates: mention.others.iter().map(|idx| concept(*idx)).collect(),
        spans: mention.spans.iter().map(span).collect(),
    }
}
