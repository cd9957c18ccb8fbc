//! What the title of a job says besides the role: its level, and what says nothing of the role.
//!
//! Words and phrases stand in `data/search/noise.toml`, each group with its reason. Here is what is known by its form
//! (money, dates, hours in figures, numbers), and which words state a level.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::fold;

/// How high in its occupation a job is, as its title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seniority {
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

impl Seniority {
    /// As it is written where it is told.
    pub fn text(self) -> &'static str {
        match self {
            Self::Intern => "INTERN",
            Self::Junior => "JUNIOR",
            Self::Senior => "SENIOR",
            Self::Lead => "LEAD",
            Self::Principal => "PRINCIPAL",
            Self::Head => "HEAD",
        }
    }
}

/// Whether a folded word says nothing of a role wherever it stands.
pub(super) fn is_noise(word: &str) -> bool {
    NOISE.words.contains(word)
}

/// How many of some folded words, from the first on, are noise together; 0 if they are not.
///
/// The longest phrase counts; a word that is noise by itself is a phrase of one.
pub(super) fn noise_at<W: AsRef<str>>(words: &[W]) -> usize {
    let Some(first) = words.first() else { return 0 };
    let phrases = NOISE.phrases.get(first.as_ref()).map_or(&[][..], Vec::as_slice);
    let follows = |rest: &&Vec<String>| {
        rest.len() < words.len() && rest.iter().zip(&words[1..]).all(|(a, b)| a == b.as_ref())
    };
    let longest = phrases.iter().filter(follows).map(|rest| rest.len() + 1).max();
    longest.unwrap_or_else(|| usize::from(is_noise(first.as_ref())))
}

/// Whether a folded word says nothing of a role where it stands beside one, in a title.
pub(super) fn is_noise_beside(word: &str) -> bool {
    NOISE.beside.contains(word)
}

/// Whether something that is written without blanks is an amount, a time, a date or a number: `£12.60ph`, `9-5`, `x4`.
pub(super) fn is_figure(chunk: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    if !chunk.contains(digit) {
        return false;
    }
    if chunk.contains(|c: char| CURRENCIES.contains(&c)) || chunk.starts_with('#') {
        return true;
    }
    let lower = chunk.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| UNITS.binary_search(&word).is_ok())
}

/// Signs of money.
const CURRENCIES: &[char] = &['£', '$', '€', '¥', '₹', '₽', '₩', '₺', '₦', '฿', '₫', '₱'];

/// Units of amounts, times and rates, as they follow a number without a blank.
const UNITS: &[&str] = &[
    "am", "annum", "cpm", "day", "days", "fte", "h", "hour", "hours", "hr", "hrs", "k", "m", "mo", "month",
    "months", "p", "pa", "pcm", "pd", "ph", "pm", "pw", "week", "weeks", "wk", "wks", "x", "year", "years",
    "yr", "yrs",
];

/// The level that the word at a place states there: as `seniority`, but not where its neighbours make it another thing.
pub(super) fn level_at<W: AsRef<str>>(words: &[W], at: usize) -> Option<Seniority> {
    let word = |at: usize| words.get(at).map_or("", AsRef::as_ref);
    let before = at.checked_sub(1).map_or("", word);
    // An assistant to a director is none.
    if words[..at].iter().any(|word| word.as_ref() == "to") {
        return None;
    }
    let staff = |word: &W| STAFFED.contains(&word.as_ref());
    match (word(at), word(at + 1)) {
        ("entry", "level") | ("new", "grad") => Some(Seniority::Junior),
        ("staff", _) if words[at + 1..].iter().any(staff) => Some(Seniority::Principal),
        ("leader", _) if matches!(before, "team" | "shift" | "squad" | "section") => Some(Seniority::Lead),
        (word, next) if ELSEWHERE.iter().any(|(of, then)| *of == word && then.contains(&next)) => None,
        ("principal", "") if matches!(before, "school" | "vice" | "assistant" | "deputy" | "college") => None,
        (word, _) => seniority(word),
    }
}

/// What staff engineers are: of other staff, the word says that they are employed.
const STAFFED: &[&str] =
    &["architect", "designer", "developer", "engineer", "programmer", "scientist", "sre", "swe"];

/// Words that state no level before these.
const ELSEWHERE: &[(&str, &[&str])] = &[
    ("apprenticeship", &["adviser", "advisor", "assessor", "coordinator", "manager", "officer", "tutor"]),
    ("graduate", &["admissions", "recruiter", "recruitment", "school"]),
    ("head", &["and", "injury", "office", "start"]),
    ("internship", &["coordinator", "manager"]),
    ("junior", &["college", "high", "school"]),
    ("lead", &["gen", "generation", "generator"]),
    ("senior", &["center", "centre", "citizen", "citizens", "home", "housing", "living", "services"]),
];

/// The level that a folded word states by itself.
pub(super) fn seniority(word: &str) -> Option<Seniority> {
    let found = LEVELS.binary_search_by_key(&word, |(known, _)| known);
    found.ok().map(|at| LEVELS[at].1)
}

/// Words that state a level, in order.
const LEVELS: &[(&str, Seniority)] = &[
    ("apprentice", Seniority::Intern),
    ("apprentices", Seniority::Intern),
    ("apprenticeship", Seniority::Intern),
    ("ceo", Seniority::Head),
    ("cfo", Seniority::Head),
    ("chief", Seniority::Head),
    ("cio", Seniority::Head),
    ("cmo", Seniority::Head),
    ("coo", Seniority::Head),
    ("cto", Seniority::Head),
    ("dir", Seniority::Head),
    ("director", Seniority::Head),
    ("directors", Seniority::Head),
    ("evp", Seniority::Head),
    ("grad", Seniority::Junior),
    ("graduate", Seniority::Junior),
    ("graduates", Seniority::Junior),
    ("head", Seniority::Head),
    ("headteacher", Seniority::Head),
    ("intern", Seniority::Intern),
    ("interns", Seniority::Intern),
    ("internship", Seniority::Intern),
    ("jnr", Seniority::Junior),
    ("jr", Seniority::Junior),
    ("junior", Seniority::Junior),
    ("lead", Seniority::Lead),
    ("president", Seniority::Head),
    ("principal", Seniority::Principal),
    ("senior", Seniority::Senior),
    ("snr", Seniority::Senior),
    ("sr", Seniority::Senior),
    ("svp", Seniority::Head),
    ("trainee", Seniority::Intern),
    ("trainees", Seniority::Intern),
    ("vp", Seniority::Head),
];

#[derive(Deserialize)]
struct File {
    noise: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    #[cfg(test)]
    reason: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
}

/// The table.
struct Noise {
    words: FxHashSet<String>,
    /// By their first word; what follows it.
    phrases: FxHashMap<String, Vec<Vec<String>>>,
    beside: FxHashSet<String>,
}

static NOISE: LazyLock<Noise> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/search/noise.toml")).expect("a test reads it");
    Noise::new(file.noise)
});

impl Noise {
    fn new(groups: Vec<Group>) -> Self {
        let folded = |text: &String| fold::words(text).into_iter().map(|word| word.text).collect::<Vec<_>>();
        let mut table =
            Self { words: FxHashSet::default(), phrases: FxHashMap::default(), beside: FxHashSet::default() };
        for group in groups {
            table.words.extend(group.words.iter().flat_map(folded));
            table.beside.extend(group.beside.iter().flat_map(folded));
            for mut phrase in group.phrases.iter().map(folded) {
                let rest = phrase.split_off(phrase.len().min(1));
                table.phrases.entry(phrase.concat()).or_default().push(rest);
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_nothing_are_known_alone_and_in_a_row() {
        assert!(is_noise("hiring") && is_noise("remote") && !is_noise("part") && !is_noise("nurse"));
        let cases: &[(&[&str], usize)] = &[
            (&["part", "time", "cashier"], 2),
            (&["part", "of"], 0),
            (&["term", "time", "only"], 3),
            (&["remote"], 1),
            (&[], 0),
        ];
        for (words, expected) in cases {
            assert_eq!(noise_at(words), *expected, "{words:?}");
        }
    }

    #[test]
    fn the_table_is_in_order_and_gives_reasons() {
        let file: File =
            toml::from_str(include_str!("../../data/search/noise.toml")).expect("it can be read");
        for group in &file.noise {
            assert!(!group.reason.is_empty());
            for list in [&group.words, &group.phrases, &group.beside] {
                assert!(list.is_sorted(), "{list:?}");
            }
            let single = |word: &&String| fold::words(word).len() == 1;
            assert!(group.words.iter().chain(&group.beside).all(|word| single(&word)), "{:?}", group.words);
        }
        assert!(UNITS.is_sorted());
    }

    #[test]
    fn amounts_times_and_numbers_are_known_by_their_form() {
        for figure in ["£12.60ph", "$21/hr", "9-5", "10pm-6am", "x4", "#48213", "37.5hrs", "22/117", "35k"] {
            assert!(is_figure(figure), "{figure}");
        }
        for word in ["Node.js", "K8s", "KS1", "3D", "B2B", "p/h", "2nd", ""] {
            assert!(!is_figure(word), "{word}");
        }
    }

    #[test]
    fn neighbours_say_whether_a_word_states_a_level() {
        let cases: &[(&str, Option<Seniority>)] = &[
            ("staff software engineer", Some(Seniority::Principal)),
            ("staff nurse", None),
            ("school principal", None),
            ("principal engineer", Some(Seniority::Principal)),
            ("lead generation specialist", None),
            ("assistant to the director", None),
            ("warehouse team leader", Some(Seniority::Lead)),
            ("entry level clerk", Some(Seniority::Junior)),
            ("junior school teacher", None),
        ];
        for (title, expected) in cases {
            let words: Vec<&str> = title.split(' ').collect();
            let found = (0..words.len()).find_map(|at| level_at(&words, at));
            assert_eq!(found, *expected, "{title}");
        }
    }

    #[test]
    fn words_state_levels() {
        assert!(LEVELS.is_sorted_by_key(|(word, _)| word));
        assert_eq!(seniority("sr"), Some(Seniority::Senior));
        assert_eq!(seniority("nurse"), None);
    }
}
