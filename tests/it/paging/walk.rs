//! One list of the crowd: a page of it, and all its pages one after the other.

use std::fmt;

use serde_json::Value;

use crate::support::{App, Schema, hub};

/// From which end a list is walked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    Forwards,
    Backwards,
}

/// A connection in one order, of one node or at the root.
#[derive(Clone)]
pub(super) struct List {
    /// Type and field: `Role.skills`.
    pub(super) place: String,
    /// The value of `orderBy`, where it is given.
    pub(super) order: Option<String>,
    node: Option<String>,
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place, self.order.as_deref().unwrap_or(""))
    }
}

/// Every connection of the schema that is at the root or of a node, in its own order and in every other.
///
/// What graphHealth finds is of neither and shows no nodes: its pages are walked in `analysis::health_asked`.
pub(super) fn lists() -> Vec<List> {
    let schema = Schema::printed();
    let mut lists = Vec::new();
    let nodes = schema.implementors("Node");
    let walked = |of: &str| of == "Query" || nodes.contains(&of);
    for (type_name, field) in schema.connections().into_iter().filter(|(of, _)| walked(of)) {
        let place = format!("{type_name}.{}", field.name.node);
        let node = (type_name != "Query").then(|| hub(type_name).to_string());
        lists.push(List { place: place.clone(), order: None, node: node.clone() });
        for order in schema.orders(field) {
            lists.push(List { place: place.clone(), order: Some(order), node: node.clone() });
        }
    }
    lists
}

/// How far a walk has come.
pub(super) struct Walk {
    way: Way,
    size: usize,
    cursor: Option<Value>,
    pages: Vec<Vec<String>>,
    pub(super) done: bool,
}

impl Walk {
    /// Whom it has seen, in the order of the list.
    pub(super) fn seen(&self) -> Vec<String> {
        match self.way {
            Way::Forwards => self.pages.concat(),
            Way::Backwards => self.pages.iter().rev().cloned().collect::<Vec<_>>().concat(),
        }
    }
}

/// The ids on a page, the same in `nodes` and `edges`.
pub(super) fn ids(page: &Value) -> Vec<String> {
    let list = |of: &str| page[of].as_array().expect("a list").clone();
    let text = |id: &Value| id.as_str().expect("an id").to_owned();
    let ids: Vec<String> = list("nodes").iter().map(|node| text(&node["id"])).collect();
    let of_edges: Vec<String> = list("edges").iter().map(|edge| text(&edge["node"]["id"])).collect();
    assert_eq!(ids, of_edges);
    ids
}

impl List {
    /// The type of the node whose list it is; none at the root.
    pub(super) fn of_node(&self) -> Option<&str> {
        self.node.as_ref().and(self.place.split('.').next())
    }

    /// The same list of another node.
    pub(super) fn at(&self, id: &str) -> Self {
        Self { node: Some(id.to_owned()), ..self.clone() }
    }

    pub(super) fn query(&self, arguments: &str) -> String {
        let (type_name, field) = self.place.split_once('.').expect("a type and a field");
        let mut arguments = arguments.to_owned();
        if let Some(order) = &self.order {
            arguments = format!("orderBy: {order} {arguments}");
        }
        if field == "relations" {
            arguments = format!("direction: BOTH {arguments}");
        }
        let arguments = if arguments.is_empty() { arguments } else { format!("({arguments})") };
        let page = "{ totalCount nodes { id } edges { cursor node { id } }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";
        let list = format!("list: {field}{arguments} {page}");
        match &self.node {
            Some(id) => format!("{{ at: node(id: \"{id}\") {{ ... on {type_name} {{ {list} }} }} }}"),
            None => format!("{{ {list} }}"),
        }
    }

    /// The page that these arguments ask for.
    pub(super) async fn page(&self, app: &App, arguments: &str) -> Value {
        let data = app.data(&self.query(arguments)).await;
        data.pointer(if self.node.is_some() { "/at/list" } else { "/list" }).expect("a page").clone()
    }

    pub(super) fn start(&self, way: Way, size: usize) -> Walk {
        Walk { way, size, cursor: None, pages: Vec::new(), done: false }
    }

    /// Takes the next page, which must hold together.
    pub(super) async fn next(&self, app: &App, walk: &mut Walk) {
        let (count, from, more, end, before) = match walk.way {
            Way::Forwards => ("first", "after", "hasNextPage", "endCursor", "hasPreviousPage"),
            Way::Backwards => ("last", "before", "hasPreviousPage", "startCursor", "hasNextPage"),
        };
        let arguments = match &walk.cursor {
            Some(cursor) => format!("{count}: {}, {from}: {cursor}", walk.size),
            None => format!("{count}: {}", walk.size),
        };
        let page = self.page(app, &arguments).await;
        let (ids, info) = (ids(&page), &page["pageInfo"]);
        let edges = page["edges"].as_array().expect("a list");
        let cursor = |edge: Option<&Value>| edge.map_or(Value::Null, |edge| edge["cursor"].clone());
        assert_eq!(info["startCursor"], cursor(edges.first()), "{self}");
        assert_eq!(info["endCursor"], cursor(edges.last()), "{self}");
        let has_more = info[more] == true;
        assert!(ids.len() == walk.size || (!has_more && ids.len() < walk.size), "{self}: {}", ids.len());
        assert_eq!(info[before] == true, walk.cursor.is_some(), "{self}: {before} with {arguments}");
        walk.cursor = Some(info[end].clone());
        walk.done = !has_more;
        walk.pages.push(ids);
    }

    /// Everything on it, in its order.
    pub(super) async fn walk(&self, app: &App, way: Way, size: usize) -> Vec<String> {
        let mut walk = self.start(way, size);
        while !walk.done {
            self.next(app, &mut walk).await;
        }
        walk.seen()
    }
}
