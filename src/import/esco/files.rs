//! The tables of the release, and the accounting of their rows: rows = taken + skipped.

use std::collections::{BTreeMap, BTreeSet};

use ::entity::ConceptKind;

use crate::dataset::Language;
use crate::import::{Archive, Counts, Form, ImportError, Report, Row, Skipped, Table};

/// The tables of concepts, and what a concept of each is.
pub(super) const CONCEPTS: [(&str, ConceptKind); 4] = [
    ("ISCOGroups", ConceptKind::Role),
    ("occupations", ConceptKind::Role),
    ("skillGroups", ConceptKind::Skill),
    ("skills", ConceptKind::Skill),
];

/// The files of a release in one language while they are read.
pub(super) struct Files<'a> {
    archive: &'a mut Archive,
    language: String,
    names: Names,
    report: Report,
}

impl<'a> Files<'a> {
    /// The files in a language; a release without any is an error.
    pub(super) fn new(archive: &'a mut Archive, language: &Language) -> Result<Self, ImportError> {
        let names = names(archive, language)?;
        Ok(Self { archive, language: language.tag().to_owned(), names, report: Report::default() })
    }

    /// The tables whose name ends so, in alphabetical order.
    pub(super) fn ending(&self, end: &str) -> Vec<String> {
        self.names.keys().filter(|table| table.ends_with(end)).cloned().collect()
    }

    /// The name of a table's file, as the release writes it.
    pub(super) fn name(&self, table: &str) -> Option<&str> {
        self.names.get(&table.to_lowercase()).map(String::as_str)
    }

    /// Gives every row of a table to `take`, which says why where it does not take it.
    pub(super) fn each(
        &mut self,
        table: &str,
        columns: &[&str],
        mut take: impl FnMut(&Row<'_>) -> Result<(), String>,
    ) -> Result<(), ImportError> {
        let Some(file) = self.name(table).map(str::to_owned) else {
            let file = format!("{table}.csv` or `{table}_{}.csv", self.language);
            return Err(ImportError::Missing { path: self.archive.path().to_owned(), file });
        };
        let mut rows = Table::new(&file, self.archive.read(&file)?, Form::Csv, columns)?;
        let refused =
            |line, message: &str| ImportError::Row { file: file.clone(), line, message: message.to_owned() };
        let mut taken = 0;
        // Rows may leave out empty cells at their end; a last row that does was cut off.
        let mut short = None;
        while let Some(row) = rows.next()? {
            if row.is_long() {
                return Err(refused(row.line, "it has more cells than the header: is a quote missing?"));
            }
            short = row.is_short().then_some(row.line);
            match take(&row) {
                Ok(()) => taken += 1,
                Err(reason) => {
                    self.report.skipped.push(Skipped { file: file.clone(), line: row.line, reason });
                }
            }
        }
        if let Some(line) = short {
            return Err(refused(line, "the last row has fewer cells than the header: is the file cut off?"));
        }
        self.report.tables.push(Counts { rows: rows.rows(), taken, file });
        Ok(())
    }

    /// Rows of a table that counted as taken are skipped after all.
    pub(super) fn skip(&mut self, table: &str, lines: Vec<u64>, reason: &str) {
        let Some(file) = self.name(table).map(str::to_owned) else { return };
        self.report.give_up(&file, lines.len());
        let skipped =
            lines.into_iter().map(|line| Skipped { file: file.clone(), line, reason: reason.to_owned() });
        self.report.skipped.extend(skipped);
    }

    /// The report of all that was read, line by line; every other file of the release is untaken.
    pub(super) fn finish(mut self) -> Report {
        let tables = &self.report.tables;
        let place = |file: &str| tables.iter().position(|counts| counts.file == file);
        self.report.skipped.sort_by_key(|row| (place(&row.file), row.line));
        self.report.finish(self.archive)
    }
}

/// Names of files by what they are: the name in lower case, without language and extension.
type Names = BTreeMap<String, String>;

/// The files of a release in a language; without any table of concepts in it, an error that tells what there is.
pub(super) fn names(archive: &Archive, language: &Language) -> Result<Names, ImportError> {
    let all: Vec<(String, Option<Language>, &str)> = archive
        .names()
        .filter_map(|name| table_and_language(name).map(|(table, language)| (table, language, name)))
        .collect();
    let mut names = BTreeMap::new();
    // A file with the language tag goes before one without, and one without is English.
    let untagged = language.is_default().then_some(None);
    for wanted in std::iter::once(Some(language)).chain(untagged) {
        for (table, _, name) in all.iter().filter(|(_, tag, _)| tag.as_ref() == wanted) {
            names.entry(table.clone()).or_insert_with(|| (*name).to_owned());
        }
    }
    let has_concepts = |table: &str| CONCEPTS.iter().any(|(known, _)| known.eq_ignore_ascii_case(table));
    let tags = all.iter().filter(|(table, ..)| has_concepts(table)).filter_map(|(_, tag, _)| tag.clone());
    let tags: BTreeSet<Language> = tags.collect();
    // Without any language it is no release of another one: the first table that is read is missing.
    if names.keys().any(|table| has_concepts(table)) || (language.is_default() && tags.is_empty()) {
        return Ok(names);
    }
    let path = archive.path().to_owned();
    let found = tags.iter().map(|tag| tag.tag().to_owned()).collect();
    Err(match language.is_default() {
        true => ImportError::NotEnglish { path, found },
        false => ImportError::NoLanguage { path, wanted: language.to_string(), found },
    })
}

/// What a file is and in which language: `skills_en.csv` is `skills` in `en`.
fn table_and_language(name: &str) -> Option<(String, Option<Language>)> {
    let name = name.to_lowercase();
    let name = name.strip_suffix(".csv")?;
    let tagged = name.rsplit_once('_').and_then(|(table, tag)| {
        let main = tag.split('-').next().unwrap_or_default();
        let is_language = !table.is_empty() && (2..=3).contains(&main.len());
        Some((table, tag.parse().ok().filter(|_| is_language)?))
    });
    Some(match tagged {
        Some((table, tag)) => (table.to_owned(), Some(tag)),
        None => (name.to_owned(), None),
    })
}

#[cfg(test)]
mod tests {
    use super::{Language, table_and_language};

    #[test]
    fn a_file_is_known_whatever_its_language_and_case() {
        let cases = [
            ("skills_en.csv", Some(("skills", Some("en")))),
            ("ISCOGroups_fr.csv", Some(("iscogroups", Some("fr")))),
            ("occupationSkillRelations.csv", Some(("occupationskillrelations", None))),
            ("OccupationSkillRelations_EN.CSV", Some(("occupationskillrelations", Some("en")))),
            ("skills_pt-br.csv", Some(("skills", Some("pt-BR")))),
            ("my_skills.csv", Some(("my_skills", None))),
            ("readme.txt", None),
        ];
        for (name, expected) in cases {
            let found = table_and_language(name);
            let found = found.as_ref().map(|(table, tag)| (table.as_str(), tag.as_ref().map(Language::tag)));
            assert_eq!(found, expected, "{name}");
        }
    }
}
