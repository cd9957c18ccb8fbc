//! Runs of words that are names, or the main part of a name.

use ::entity::{ConceptKind, LabelRole, ToolCategory};
use rustc_hash::FxHashMap;

use super::Sought;
use super::everyday::is_everyday;
use super::text::{Case, Text};
use super::written::{Written, parts_words, written};
use crate::graph::{ConceptIdx, Detail, Graph, Label};
use crate::search::Index;
use crate::search::index::Part;
use crate::search::phrases::{self, LONGEST};
use crate::search::segment::{Entry, LabelId, NameAt, Term, joined};

/// Words of a run with the fillers among them, at most.
const REACH: usize = 14;
/// A concept's other names count nearly as much as the one that is preferred.
const ALTERNATIVE: f32 = 0.97;
const HIDDEN: f32 = 0.95;
/// Concepts that a run of words is read as: those with the shortest names. More of them say nothing more about it.
pub(super) const MOST: usize = 8;
/// Words in another order.
const DISORDER: f32 = 0.95;
/// What a name is worth whose words are all in other forms, of what it is worth with its very words.
const FORMS: f32 = 0.85;
/// A single word in another form is often another word: `excellence` for Excel.
const OTHER_WORD: f32 = 0.7;
/// A name of a product is meant rather than a thing if the text writes a capital; at the start of a sentence less so.
const CAPITAL: f32 = 1.25;
const OPENING_CAPITAL: f32 = 1.1;
/// Uses of a word in the graph under which it is no word of everyday: it need not be written as a name is.
pub(super) const RARE: u32 = 20;
/// What a word weighs that one name has, whatever the number of names: as among the 147,000 of the graph by which the
/// evidence was weighed.
const HEAVIEST: f32 = 11.9;
/// The taxonomy that is written by hand, whose concepts come before equals.
const CURATED: &str = "house";

/// A way to read a run of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) concept: ConceptIdx,
    pub(super) at: NameAt,
    /// How well the run suits the name; more is better.
    pub(super) score: f32,
    /// Whether the run is the whole name.
    pub(super) full: bool,
    /// Which share of the name the run is, by the weights of its words.
    pub(super) covered: f32,
    /// Which share of the words are in the very form, or its plural or singular.
    pub(super) exact: f32,
    /// Whether it is the name of a product, a language or the like, which is written with capitals.
    pub(super) is_proper: bool,
    /// What the words of the run weigh, each at most `HEAVIEST`, and the heaviest of the name's other words.
    pub(super) weight: f32,
    pub(super) rest: f32,
    pub(super) preferred: bool,
}

/// A run of words with the ways to read it, the best first.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its first and last token.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Words without fillers.
    pub(super) length: usize,
    /// Each concept once.
    pub(super) readings: Vec<Reading>,
}

/// A run of words that names a role.
#[derive(Clone, Copy, Debug)]
struct RoleAt {
    first: usize,
    last: usize,
}

/// What is looked up.
pub(super) struct Reader<'a> {
    graph: &'a Graph,
    index: &'a Index,
    text: &'a Text,
    sought: &'a Sought<'a>,
    /// Taxonomies that write what is no proper name of a skill without capitals.
    proper: FxHashMap<(usize, LabelId), Written>,
    roles: Vec<RoleAt>,
    /// What weights are multiplied by, so that the heaviest is `HEAVIEST`.
    scale: f32,
}

/// The run that is looked up.
struct Run<'r> {
    /// Tokens without fillers.
    tokens: &'r [usize],
    language: usize,
    sum: u64,
    /// Whether words stand in it that part what they stand between: `and`, `for`.
    between: bool,
    /// Whether one of its words is of everyday.
    everyday: bool,
}

/// How the words of a name are met by those of a run.
struct Met {
    /// Of the name, without fillers.
    terms: [Term; LONGEST],
    count: usize,
    /// Of those that are met.
    weight: f32,
    /// How many are met in their very form.
    exact: u8,
    in_order: bool,
    /// Which are met, as bits.
    places: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(graph: &'a Graph, index: &'a Index, text: &'a Text, sought: &'a Sought<'a>) -> Self {
        let scale = HEAVIEST / heaviest(index.names);
        Self { graph, index, text, sought, proper: FxHashMap::default(), roles: Vec::new(), scale }
    }

    /// All candidates, by their first token. O(n) in the text: each word begins a bounded number of runs.
    pub(super) fn candidates(mut self) -> Vec<Candidate> {
        let text = self.text;
        let mut found: Vec<Candidate> = Vec::new();
        let mut tokens = Vec::with_capacity(LONGEST);
        for first in 0..text.tokens.len() {
            let mut by_run: Vec<Candidate> = Vec::new();
            for language in 0..text.languages {
                tokens.clear();
                let (mut sum, mut parts, mut everyday) = (0u64, false, 0);
                let mut between = false;
                for at in first..text.tokens.len().min(first + REACH) {
                    if at > first && text.tokens[at].parted {
                        break;
                    }
                    let word = text.word(at);
                    let key = word.keys[language];
                    if key == 0 {
                        if at == first {
                            break;
                        }
                        parts |= parts_words(&word.text);
                        continue;
                    }
                    if tokens.iter().any(|token| text.word(*token).keys[language] == key) {
                        break;
                    }
                    tokens.push(at);
                    between |= parts;
                    everyday += usize::from(is_everyday(&word.text) && !self.is_capital(at));
                    if tokens.len() > LONGEST {
                        break;
                    }
                    sum = sum.wrapping_add(phrases::share(key));
                    if everyday == tokens.len() {
                        continue;
                    }
                    let run = Run { tokens: &tokens, language, sum, between, everyday: everyday > 0 };
                    let readings = self.readings(&run);
                    if readings.is_empty() {
                        continue;
                    }
                    match by_run.iter_mut().find(|known| known.last == at) {
                        Some(known) => known.readings.extend(readings),
                        None => by_run.push(Candidate { first, last: at, length: tokens.len(), readings }),
                    }
                }
            }
            found.append(&mut by_run);
        }
        found.iter_mut().for_each(|candidate| self.order(candidate));
        found.retain(|candidate| !self.is_in_role(candidate));
        found
    }

    fn is_capital(&self, token: usize) -> bool {
        let token = self.text.tokens[token];
        token.case >= Case::Capital && !token.opens
    }

    fn readings(&mut self, run: &Run<'_>) -> Vec<Reading> {
        let has_letter = run.tokens.iter().any(|token| self.text.word(*token).has_letter);
        let mut readings = Vec::new();
        if !has_letter {
            return Vec::new();
        }
        let index = self.index;
        let reach = run.tokens[run.tokens.len() - 1] - run.tokens[0] + 1;
        for (at, part) in index.parts.iter().enumerate() {
            let mut found = 0;
            for id in part.segment.phrases.with(run.sum) {
                let words =
                    part.segment.entries(*id).filter(|entry| matches!(entry, Entry::Plain(_))).count();
                // Names of roles are looked at as long as they can be the run.
                if found >= MOST && words > reach {
                    break;
                }
                if let Some(reading) = self.reading(run, at, part, *id) {
                    found += 1;
                    readings.push((words, reading));
                }
            }
        }
        // As if all stood in one part: the shortest names first.
        readings.sort_by_key(|(words, reading)| (*words, reading.concept, reading.at));
        readings.into_iter().take(MOST).map(|(_, reading)| reading).collect()
    }

    /// How a run suits a name; none if it does not.
    fn reading(&mut self, run: &Run<'_>, at: usize, part: &Part, id: LabelId) -> Option<Reading> {
        let text = self.text;
        let name = part.segment.name(id);
        let idx = part.concept(name.doc)?;
        let graph = self.graph;
        let concept = graph.concept(idx);
        let NameAt::Label(label) = name.at else { return None };
        let label = &concept.labels[usize::from(label)];
        let phrases = &part.segment.phrases;
        let plain =
            part.segment.entries(id).filter(|entry| matches!(entry, Entry::Plain(_))).map(Entry::term);
        let alone = self.met(run, at, part, plain);
        let as_one = || self.met(run, at, part, joined(part.segment.entries(id))?.into_iter());
        let Met { terms, count, weight, exact, in_order, places } = alone.or_else(as_one)?;
        let terms = &terms[..count];
        let scale = self.scale;
        let weigh = |term: Term| (part.weight(term) * scale).max(f32::MIN_POSITIVE);
        let rest =
            terms.iter().enumerate().filter(|(place, _)| places >> place & 1 == 0).map(|(_, term)| *term);
        let all = weight + rest.clone().map(weigh).sum::<f32>();
        let length = run.tokens.len();
        let exact = f32::from(exact) / f32::from(u8::try_from(length).unwrap_or(u8::MAX));
        let mut full = rest.clone().next().is_none();
        if concept.kind == ConceptKind::Role {
            if full && in_order && exact >= 1.0 {
                self.roles.push(RoleAt { first: run.tokens[0], last: run.tokens[length - 1] });
            }
            return None;
        }
        if !self.sought.includes(concept) {
            return None;
        }
        let written = self.written(at, id, label, idx);
        let mut is_proper = written.is_proper;
        let mut role = match label.role {
            LabelRole::Preferred => 1.0,
            LabelRole::Alternative => ALTERNATIVE,
            LabelRole::Hidden => HIDDEN,
        };
        let mut preferred = label.role == LabelRole::Preferred;
        let mut rest_weight = rest.clone().map(weigh).fold(0.0, f32::max);
        let mut covered = weight / all;
        if let Some(short) = written.acronym.filter(|_| !full).map(usize::from) {
            let short = terms.get(short);
            let is_short = length == 1 && short.is_some_and(|short| text.word(run.tokens[0]).is(at, *short));
            if is_short || (rest.clone().count() == 1 && rest.clone().next() == short.copied()) {
                (full, covered, rest_weight, preferred) = (true, 1.0, 0.0, false);
                role = ALTERNATIVE;
                is_proper |= is_short;
            }
        }
        if (run.between || run.everyday) && !(full && in_order) {
            return None;
        }
        let has_filler = || {
            let plain = part.segment.entries(id).filter(|entry| matches!(entry, Entry::Plain(_)));
            plain.map(Entry::term).any(|term| phrases.is_filler(term))
        };
        if run.between && !has_filler() {
            return None;
        }
        // One word in another form is another word, unless it is a whole name, and no proper one.
        if length == 1 && exact < 1.0 && (!full || is_proper) {
            return None;
        }
        let first = text.tokens[run.tokens[0]];
        if length == 1
            && written.is_upper
            && full
            && first.case < Case::Mixed
            && first.case != Case::Shouted
            && text.word(run.tokens[0]).uses >= RARE
        {
            // `St` is no ST, and `rest` no REST.
            return None;
        }
        let order = if in_order { 1.0 } else { DISORDER };
        let mut score = covered * order * (FORMS + (1.0 - FORMS) * exact) * role;
        if length == 1 && exact < 1.0 {
            score *= OTHER_WORD;
        }
        if is_proper && run.tokens.iter().all(|token| text.tokens[*token].case >= Case::Capital) {
            score *= if first.opens { OPENING_CAPITAL } else { CAPITAL };
        }
        let at = name.at;
        Some(Reading {
            concept: idx,
            at,
            score,
            full,
            covered,
            exact,
            is_proper,
            weight,
            rest: rest_weight,
            preferred,
        })
    }

    /// How the words of a name are met by those of a run; none if a word of the run is not in the name.
    fn met(&self, run: &Run<'_>, at: usize, part: &Part, words: impl Iterator<Item = Term>) -> Option<Met> {
        let phrases = &part.segment.phrases;
        let mut met = Met { terms: [0; LONGEST], count: 0, weight: 0.0, exact: 0, in_order: true, places: 0 };
        for term in words {
            if !phrases.is_filler(term) && !met.terms[..met.count].contains(&term) && met.count < LONGEST {
                met.terms[met.count] = term;
                met.count += 1;
            }
        }
        let mut before = None::<usize>;
        for token in run.tokens {
            let word = self.text.word(*token);
            let key = word.keys[run.language];
            let place = met.terms[..met.count].iter().position(|term| phrases.counts_as(*term, key))?;
            let term = met.terms[place];
            met.weight += (part.weight(term) * self.scale).max(f32::MIN_POSITIVE);
            met.exact += u8::from(word.is(at, term));
            met.in_order &= before.is_none_or(|before| before + 1 == place);
            before = Some(place);
            met.places |= 1 << place;
        }
        Some(met)
    }

    fn written(&mut self, part: usize, id: LabelId, label: &Label, idx: ConceptIdx) -> Written {
        let concept = self.graph.concept(idx);
        let has_case = match &concept.detail {
            Detail::Tool(tool) => tool.category != ToolCategory::Equipment,
            _ => self.index.lower[usize::from(concept.taxonomy.0)],
        };
        // German writes every noun with a capital, and Luxembourgish.
        let has_case = has_case && !matches!(label.language.split('-').next(), Some("de" | "lb"));
        *self.proper.entry((part, id)).or_insert_with(|| written(&label.text, has_case))
    }

    /// The best reading first, each concept once.
    fn order(&self, candidate: &mut Candidate) {
        let graph = self.graph;
        let curated = |idx: ConceptIdx| graph.taxonomy(graph.taxonomy_of(idx)).record.slug == CURATED;
        candidate.readings.sort_by(|a, b| {
            let near = |x: f32| (x * 1_000.0).round();
            near(b.score)
                .total_cmp(&near(a.score))
                .then_with(|| curated(b.concept).cmp(&curated(a.concept)))
                .then_with(|| b.preferred.cmp(&a.preferred))
                .then_with(|| graph.links_of(b.concept).cmp(&graph.links_of(a.concept)))
                .then_with(|| (a.concept, a.at).cmp(&(b.concept, b.at)))
        });
        let mut met: Vec<ConceptIdx> = Vec::with_capacity(candidate.readings.len());
        candidate.readings.retain(|reading| {
            let new = !met.contains(&reading.concept);
            met.push(reading.concept);
            new
        });
    }

    /// Whether a role is meant: `Project Manager` is nobody's project management.
    fn is_in_role(&self, candidate: &Candidate) -> bool {
        let best = &candidate.readings[0];
        let named = best.full && best.exact >= 1.0;
        // Roles are in the order of their first tokens; none is longer than a run can be.
        let from = self.roles.partition_point(|role| role.first + REACH <= candidate.first);
        self.roles[from..].iter().take_while(|role| role.first <= candidate.first).any(|role| {
            let longer = role.first < candidate.first || candidate.last < role.last;
            candidate.last <= role.last && (longer || !named)
        })
    }
}

/// What a word weighs that one of so many names has.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more than seven digits")]
fn heaviest(names: usize) -> f32 {
    (names.max(1) as f32).ln_1p()
}
