//! Job zones, interests, education.

use std::collections::{HashMap, HashSet};

use ::entity::{education_share, interest, job_zone};

use super::cell;
use super::files::Files;
use super::records::{Records, twice};
use crate::import::{ImportError, Row, Skip};

const SOC: &str = "O*NET-SOC Code";
const ZONE: &str = "Job Zone";

/// The columns of Job Zone Reference that say what preparation a zone takes.
const PREPARATION: [&str; 3] = ["Experience", "Education", "Job Training"];

/// The six interests of Holland (RIASEC) by element: their names may change, their elements do not.
const INTERESTS: [(&str, &str); 6] = [
    ("1.B.1.a", "R"),
    ("1.B.1.b", "I"),
    ("1.B.1.c", "A"),
    ("1.B.1.d", "S"),
    ("1.B.1.e", "E"),
    ("1.B.1.f", "C"),
];

/// The element and the scale of the required level of education.
const EDUCATION: (&str, &str) = ("2.D.1", "RL");

pub(super) fn read(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let columns = [ZONE, "Name", PREPARATION[0], PREPARATION[1], PREPARATION[2]];
    files.each("Job Zone Reference.txt", &columns, |row| zone(records, row))?;
    files.each("Job Zones.txt", &[SOC, ZONE], |row| zone_of_role(records, row))?;
    let columns = [SOC, "Element ID", "Element Name", "Scale ID", "Data Value"];
    let mut seen = HashSet::new();
    files.each("Interests.txt", &columns, |row| {
        let interest = interest(records, row)?;
        if !seen.insert((interest.role_id, interest.code.clone())) {
            return Err(twice("the interest"));
        }
        records.dataset.interests.push(interest);
        Ok(())
    })?;
    education(files, records)
}

/// A zone; its preparation is the first sentence on experience, education and training each, and the range of
/// specific vocational preparation.
fn zone(records: &mut Records, row: &Row<'_>) -> Result<(), Skip> {
    let (number, name) = (cell::needed_integer(row, ZONE)?, cell::needed(row, "Name")?.to_owned());
    if !(1..=5).contains(&number) {
        return Err(Skip::Row(format!("{ZONE} {number} is outside 1 to 5")));
    }
    if records.dataset.job_zones.iter().any(|zone| zone.number == number) {
        return Err(twice(&format!("job zone {number}")));
    }
    let said = PREPARATION.iter().filter_map(|column| cell::text(row, column));
    let mut preparation: Vec<String> = said.map(first_sentence).collect();
    if let Some(range) = cell::text(row, "SVP Range") {
        let range = range.trim_start_matches('(').trim_end_matches(')');
        preparation.push(format!("Specific vocational preparation (SVP): {range}."));
    }
    let preparation = preparation.join(" ");
    records.dataset.job_zones.push(job_zone::Model { number, name, preparation });
    Ok(())
}

fn first_sentence(text: &str) -> String {
    text.split_once(". ").map_or_else(|| text.to_owned(), |(first, _)| format!("{first}."))
}

fn zone_of_role(records: &mut Records, row: &Row<'_>) -> Result<(), Skip> {
    let role = records.role_index(row, SOC)?;
    let number = cell::needed_integer(row, ZONE)?;
    if records.dataset.job_zones.iter().all(|zone| zone.number != number) {
        return Err(Skip::Row(format!("{ZONE} {number} is not in Job Zone Reference")));
    }
    let role = &mut records.dataset.roles[role];
    if role.job_zone.is_some() {
        return Err(twice("the job zone of the occupation"));
    }
    role.job_zone = Some(number);
    Ok(())
}

fn interest(records: &Records, row: &Row<'_>) -> Result<interest::Model, Skip> {
    let role_id = records.role(row, SOC)?;
    match cell::needed(row, "Scale ID")? {
        "OI" => {}
        "IH" => {
            return Err(Skip::Alike("scale IH: high-points follow from the values of scale OI".to_owned()));
        }
        other => return Err(Skip::Alike(format!("scale {other}: only OI has a place"))),
    }
    let element = cell::needed(row, "Element ID")?;
    let Some((_, code)) = INTERESTS.iter().find(|(interest, _)| *interest == element) else {
        return Err(Skip::Alike(format!("element {element} is none of the six interests")));
    };
    let (code, name) = ((*code).to_owned(), cell::needed(row, "Element Name")?.to_owned());
    let value = cell::value(row, "Data Value", 1.0, 7.0)?;
    Ok(interest::Model { role_id, code, name, value })
}

/// Only rows of the required level of education go on.
fn is_education(row: &Row<'_>) -> Result<(), Skip> {
    let (element, scale) = (cell::needed(row, "Element ID")?, cell::needed(row, "Scale ID")?);
    if (element, scale) == EDUCATION {
        return Ok(());
    }
    Err(Skip::Alike(format!("scale {scale}: only RL, the required level of education, has a place")))
}

fn education(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let mut names: HashMap<i32, String> = HashMap::new();
    let columns = ["Element ID", "Scale ID", "Category", "Category Description"];
    files.each("Education, Training, and Experience Categories.txt", &columns, |row| {
        is_education(row)?;
        let category = cell::needed_integer(row, "Category")?;
        let name = cell::needed(row, "Category Description")?.to_owned();
        if names.insert(category, name).is_some() {
            return Err(twice(&format!("category {category}")));
        }
        Ok(())
    })?;
    let columns = [SOC, "Element ID", "Scale ID", "Category", "Data Value"];
    let mut seen = HashSet::new();
    files.each("Education, Training, and Experience.txt", &columns, |row| {
        let role_id = records.role(row, SOC)?;
        is_education(row)?;
        let category = cell::needed_integer(row, "Category")?;
        let Some(name) = names.get(&category).cloned() else {
            return Err(Skip::Row(format!("category {category} is not among the categories")));
        };
        let percent = cell::value(row, "Data Value", 0.0, 100.0)?;
        if !seen.insert((role_id, category)) {
            return Err(twice(&format!("category {category}")));
        }
        records.dataset.education_shares.push(education_share::Model { role_id, category, name, percent });
        Ok(())
    })
}
