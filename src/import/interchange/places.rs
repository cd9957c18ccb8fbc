//! Where every record stands, so that what is found out later is told with file and line.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::named::Named;
use crate::dataset::Problem;
use crate::import::Fault;

/// A line of a file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) file: u16,
    pub(super) line: u32,
}

/// Where every record stands.
#[derive(Debug, Default)]
pub struct Places {
    files: Vec<String>,
    places: FxHashMap<Uuid, Place>,
    /// Names of what is named and not there.
    elsewhere: HashMap<Uuid, String>,
}

impl Places {
    /// The mistakes that these problems are: each at its line, with what is not there by its name.
    pub fn faults(&self, problems: &[Problem]) -> Vec<Fault> {
        let named = |word: &str| {
            let id = word.parse().ok();
            id.and_then(|id: Uuid| self.elsewhere.get(&id))
                .map_or_else(|| word.to_owned(), |name| format!("`{name}`"))
        };
        let message = |problem: &Problem| {
            let words: Vec<String> = problem.message.split(' ').map(named).collect();
            words.join(" ").replace("has the id `", "has the reference `")
        };
        let place = |problem: &Problem| {
            self.places.get(&problem.record).copied().unwrap_or(Place { file: 0, line: 1 })
        };
        problems.iter().map(|problem| self.fault(place(problem), message(problem))).collect()
    }

    /// Begins a file.
    pub(super) fn open(&mut self, file: &str) -> Place {
        self.files.push(file.to_owned());
        Place { file: u16::try_from(self.files.len() - 1).unwrap_or(u16::MAX), line: 1 }
    }

    pub(super) fn fault(&self, at: Place, message: String) -> Fault {
        let file = self.files.get(usize::from(at.file)).cloned().unwrap_or_default();
        Fault { file, line: at.line as usize, message }
    }

    /// Says where a record stands, unless it stands somewhere already: where, as a message says it.
    pub(super) fn add(&mut self, id: Uuid, at: Place) -> Result<(), String> {
        match self.places.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(at);
                Ok(())
            }
            Entry::Occupied(entry) => {
                let first = entry.get();
                let file = self.files.get(usize::from(first.file)).map_or("", String::as_str);
                Err(format!("{file}:{}", first.line))
            }
        }
    }

    pub(super) fn has(&self, id: Uuid) -> bool {
        self.places.contains_key(&id)
    }

    /// Keeps the names of what is not there.
    pub(super) fn name(&mut self, named: &Named) {
        self.elsewhere = named.texts(|id| !self.places.contains_key(&id));
    }
}
