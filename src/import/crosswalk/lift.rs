//! From O*NET-SOC 2010 to O*NET-SOC 2019.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::files::{Files, needed, soc};
use super::kind::{Became, same_title};
use crate::import::ImportError;

const LISTED: &str = "2019_to_SOC_Crosswalk";
const LIFTED: &str = "2010_to_2019_Crosswalk";
const OLD: [&str; 2] = ["O*NET-SOC 2010 Code", "O*NET-SOC 2010 Title"];
const NEW: [&str; 2] = ["O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title"];
const SOC: &str = "2018 SOC Code";

/// What each occupation of 2010 became.
#[derive(Default)]
pub(super) struct Lift {
    /// The file that says so.
    pub(super) file: String,
    by_code: BTreeMap<String, Old>,
    /// How many occupations of 2010 went into each of 2019.
    origins: HashMap<String, usize>,
}

/// An occupation of 2010.
#[derive(Default)]
struct Old {
    title: String,
    successors: Vec<Successor>,
}

/// An occupation of 2019 that one of 2010 became, or a part of it.
pub(super) struct Successor {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) line: u64,
}

impl Lift {
    pub(super) fn read(files: &mut Files<'_>) -> Result<Self, ImportError> {
        let listed = listed(files)?;
        let mut lift = Self { file: files.named(LIFTED)?, ..Self::default() };
        let file = lift.file.clone();
        files.each(&file, &[OLD[0], OLD[1], NEW[0], NEW[1]], |row| {
            let (old, new) = (soc(row, OLD[0])?, soc(row, NEW[0])?);
            if listed.as_ref().is_some_and(|listed| !listed.contains(new)) {
                return Err(format!("{} `{new}` is not in {LISTED}.csv", NEW[0]));
            }
            let title = needed(row, NEW[1])?.to_owned();
            let entry = lift.by_code.entry(old.to_owned()).or_default();
            if entry.successors.iter().any(|known| known.code == new) {
                return Err(format!("`{old}` to `{new}` is given twice"));
            }
            entry.title = needed(row, OLD[1])?.to_owned();
            entry.successors.push(Successor { code: new.to_owned(), title, line: row.line });
            *lift.origins.entry(new.to_owned()).or_default() += 1;
            Ok(())
        })?;
        Ok(lift)
    }

    /// Whether it names an occupation of 2010.
    pub(super) fn has(&self, old: &str) -> bool {
        self.by_code.contains_key(old)
    }

    /// What an occupation of 2010 became, with its title of then, and how each relates to it.
    pub(super) fn of(&self, old: &str) -> impl Iterator<Item = (&str, &Successor, Became)> {
        let found = self.by_code.get_key_value(old);
        found.into_iter().flat_map(|(code, old)| {
            old.successors.iter().map(|new| (old.title.as_str(), new, self.became(code, old, new)))
        })
    }

    fn became(&self, code: &str, old: &Old, new: &Successor) -> Became {
        let split = old.successors.len() > 1;
        let joined = self.origins.get(&new.code).is_some_and(|count| *count > 1);
        let keeps = code == new.code || same_title(&old.title, &new.title);
        match (split, joined) {
            (false, false) => Became::Same,
            (false, true) if keeps => Became::Same,
            (false, true) => Became::Wider,
            (true, _) if keeps => Became::Rest,
            (true, false) => Became::Part,
            (true, true) => Became::PartOfOthersToo,
        }
    }

    /// Lines of the occupations that `used` leaves out.
    pub(super) fn unused(&self, used: impl Fn(&str) -> bool) -> Vec<u64> {
        let left = self.by_code.iter().filter(|(code, _)| !used(code));
        let mut lines: Vec<u64> =
            left.flat_map(|(_, old)| old.successors.iter().map(|new| new.line)).collect();
        lines.sort_unstable();
        lines
    }
}

/// The codes of O*NET-SOC 2019; none where the file is not there.
fn listed(files: &mut Files<'_>) -> Result<Option<HashSet<String>>, ImportError> {
    let Some(file) = files.find(LISTED) else { return Ok(None) };
    let mut codes = HashSet::new();
    files.each(&file, &[NEW[0], SOC], |row| {
        let (code, of_soc) = (soc(row, NEW[0])?, needed(row, SOC)?);
        if !code.starts_with(of_soc) {
            return Err(format!("{SOC} `{of_soc}` is not what `{code}` begins with"));
        }
        codes.insert(code.to_owned());
        Ok(())
    })?;
    Ok(Some(codes))
}
