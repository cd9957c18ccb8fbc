//! Technology and tools.

use std::collections::{BTreeMap, HashMap};

use ::entity::{CodeScheme, ConceptKind, StatementKind, ToolCategory, role_tool, tool};
use uuid::Uuid;

use super::files::Files;
use super::records::Records;
use super::{ONET, cell};
use crate::dataset::id;
use crate::import::{ImportError, Row, Skip};

const SOC: &str = "O*NET-SOC Code";

/// Commodities (UNSPSC) that are one category of ours; every other software commodity is `SOFTWARE`.
///
/// The publisher's class is taken at its word, a few editors that it counts as data base software included. Others
/// that come near are left out: development environments (43232402) hold languages, libraries and servers alike,
/// operating systems (43233004) shells and libraries, portal servers (43232312) web servers and portals.
const CATEGORIES: [(&str, ToolCategory); 2] = [
    // Data base management system software: MySQL, MongoDB, Redis.
    ("43232304", ToolCategory::Database),
    // Object oriented data base management software: PostgreSQL, IBM Informix.
    ("43232311", ToolCategory::Database),
];

pub(super) fn read(files: &mut Files<'_>, records: &mut Records) -> Result<(), ImportError> {
    let mut tools = Tools { records, tools: Vec::new(), index: HashMap::new(), links: HashMap::new() };
    let columns = [SOC, "Example", "Commodity Code", "Commodity Title", "Hot Technology"];
    files.each("Technology Skills.txt", &columns, |row| {
        let (hot, in_demand) = (cell::flag(row, "Hot Technology")?, cell::flag(row, "In Demand")?);
        let tool = tools.take(row, "technology", in_demand)?;
        tool.hot |= hot;
        Ok(())
    })?;
    let columns = [SOC, "Example", "Commodity Code", "Commodity Title"];
    files.each("Tools Used.txt", &columns, |row| {
        tools.take(row, "tool", false)?.equipment = true;
        Ok(())
    })?;
    tools.finish();
    Ok(())
}

struct Tools<'a> {
    records: &'a mut Records,
    /// In the order of the files.
    tools: Vec<Tool>,
    /// Where a tool stands in `tools`, by key.
    index: HashMap<String, usize>,
    /// Where a link stands in the dataset, by role and tool.
    links: HashMap<(Uuid, Uuid), usize>,
}

struct Tool {
    key: String,
    name: String,
    id: Uuid,
    hot: bool,
    equipment: bool,
    /// Titles of the commodities that it stands under, by code.
    commodities: BTreeMap<String, Option<String>>,
}

impl Tools<'_> {
    /// The tool of a row, linked to its role; one Example under several commodities is one tool.
    fn take(&mut self, row: &Row<'_>, kind: &str, in_demand: bool) -> Result<&mut Tool, Skip> {
        let role_id = self.records.role(row, SOC)?;
        let name = cell::needed(row, "Example")?;
        let key = format!("{kind}/{name}");
        let at = *self.index.entry(key).or_insert_with_key(|key| {
            let id = id::concept(ONET, ConceptKind::Tool, key);
            let (key, name) = (key.clone(), name.to_owned());
            let commodities = BTreeMap::new();
            self.tools.push(Tool { key, name, id, hot: false, equipment: false, commodities });
            self.tools.len() - 1
        });
        let tool = &mut self.tools[at];
        if let Some(code) = cell::text(row, "Commodity Code") {
            let title = cell::text(row, "Commodity Title").map(str::to_owned);
            tool.commodities.entry(code.to_owned()).or_insert(title);
        }
        let dataset = &mut self.records.dataset;
        let link = *self.links.entry((role_id, tool.id)).or_insert_with(|| {
            let id = id::link(StatementKind::RoleTool, role_id, tool.id, "");
            dataset.state(id, StatementKind::RoleTool);
            let (tool_id, requirement, in_demand) = (tool.id, None, false);
            dataset.role_tools.push(role_tool::Model { id, role_id, tool_id, requirement, in_demand });
            dataset.role_tools.len() - 1
        });
        dataset.role_tools[link].in_demand |= in_demand;
        Ok(tool)
    }

    /// Adds the tools: only now is it known what all rows say of each.
    fn finish(self) {
        for tool in self.tools {
            let titles: Vec<&str> = tool.commodities.values().flatten().map(String::as_str).collect();
            let description = Some(titles.join("; ")).filter(|text| !text.is_empty());
            let kind = ConceptKind::Tool;
            let id = self.records.concept(kind, &tool.key, &tool.name, description.as_deref());
            for code in tool.commodities.keys() {
                self.records.code((id, kind), CodeScheme::Unspsc, code, false);
            }
            let (category, hot) = (category(&tool), tool.hot);
            self.records.dataset.tools.push(tool::Model { id, category, hot });
        }
    }
}

fn category(tool: &Tool) -> ToolCategory {
    if tool.equipment {
        return ToolCategory::Equipment;
    }
    let known = CATEGORIES.iter().find(|(code, _)| tool.commodities.contains_key(*code));
    known.map_or(ToolCategory::Software, |(_, category)| *category)
}
