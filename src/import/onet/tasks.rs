//! Task statements.

use std::collections::{HashMap, HashSet};

use ::entity::{CodeScheme, ConceptKind, StatementKind, role_task, task};
use uuid::Uuid;

use super::cell;
use super::files::Files;
use super::records::{Records, twice};
use crate::dataset::id;
use crate::import::{ImportError, Row, Skip};

const SOC: &str = "O*NET-SOC Code";

pub(super) fn read(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let columns = [SOC, "Task ID", "Task", "Task Type"];
    let mut tasks = Tasks { records, ids: HashMap::new(), links: HashSet::new(), count: HashMap::new() };
    files.each("Task Statements.txt", &columns, |row| tasks.take(row))
}

struct Tasks<'a> {
    records: &'a mut Records,
    ids: HashMap<String, Uuid>,
    links: HashSet<Uuid>,
    /// How many tasks each role has so far.
    count: HashMap<Uuid, i32>,
}

impl Tasks<'_> {
    fn take(&mut self, row: &Row<'_>) -> Result<(), Skip> {
        let role_id = self.records.role(row, SOC)?;
        let (key, statement) = (cell::needed(row, "Task ID")?, cell::needed(row, "Task")?);
        let core = match cell::text(row, "Task Type") {
            Some("Core") => Some(true),
            Some("Supplemental") => Some(false),
            None => None,
            Some(other) => return Err(Skip::Row(format!("Task Type `{other}` is unknown"))),
        };
        let task_id = match self.ids.get(key) {
            Some(id) => *id,
            None => self.task(key, statement),
        };
        let id = id::link(StatementKind::RoleTask, role_id, task_id, "");
        if !self.links.insert(id) {
            return Err(twice(&format!("task {key} of the occupation")));
        }
        self.records.dataset.state(id, StatementKind::RoleTask);
        let count = self.count.entry(role_id).or_default();
        *count += 1;
        let position = *count;
        self.records.dataset.role_tasks.push(role_task::Model { id, role_id, task_id, core, position });
        Ok(())
    }

    fn task(&mut self, key: &str, statement: &str) -> Uuid {
        let id = self.records.concept(ConceptKind::Task, key, statement, None);
        self.records.code((id, ConceptKind::Task), CodeScheme::OnetTask, key, true);
        self.records.dataset.tasks.push(task::Model { id });
        self.ids.insert(key.to_owned(), id);
        id
    }
}
