//! Queries and broken documents, derived from the schema by a seed.

use async_graphql::parser::types::{BaseType, FieldDefinition, InputValueDefinition, Type, TypeKind};
use career_graph::dataset::id;
use entity::ConceptKind;

use crate::support::{Dice, Schema, base};

/// Texts that stand for something in the curated graph, and some that do not.
const TEXTS: &[&str] = &[
    "back-end-developer",
    "Backend developer",
    "communication",
    "python",
    "mysql",
    "self-study",
    "house",
    "e",
    "de",
    "GB",
    "no such thing",
    "",
];

/// Slugs of the curated graph, by the input that refers to one.
const SLUGS: &[(&str, &[&str])] = &[
    ("RoleBy", &["back-end-developer", "front-end-developer", "solutions-architect"]),
    ("SkillBy", &["communication", "creativity"]),
    ("ToolBy", &["python", "mysql", "java"]),
    ("PathwayBy", &["self-study"]),
];

/// What an argument or input of this name is taken with; nothing where any will do.
fn taken(argument: &str) -> Vec<String> {
    let ids = |id: uuid::Uuid| vec![format!("\"{id}\"")];
    let of = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    match argument {
        "language" => of(&["\"en\"", "\"de\"", "\"fr-CA\""]),
        "of" | "within" => ids(id::concept("house", ConceptKind::Role, "back-end-developer")),
        "region" => of(&["\"GB\""]),
        "source" | "sources" => ids(id::source("appetiser")),
        "taxonomy" | "taxonomies" => of(&["\"house\""]),
        "threshold" => of(&["0.5", "1.0"]),
        _ => Vec::new(),
    }
}

/// Writes one query.
pub(super) struct Writer<'a> {
    schema: &'a Schema,
    dice: &'a mut Dice,
    aliases: usize,
    fragments: Vec<String>,
}

/// A valid query, most often within the limits.
pub(super) fn query(schema: &Schema, dice: &mut Dice) -> String {
    let mut writer = Writer { schema, dice, aliases: 0, fragments: Vec::new() };
    let depth = 2 + writer.dice.below(5);
    let roots = 1 + writer.dice.below(2);
    let fields: Vec<String> = (0..roots).map(|_| writer.any_field("Query", depth)).collect();
    let operation = if writer.dice.once_in(2) { "query Q($yes: Boolean! = true) " } else { "" };
    let mut text = format!("{operation}{{ {} __typename }} {}", fields.join(" "), writer.fragments.join(" "));
    if text.contains("$yes") && operation.is_empty() {
        text = text.replace("$yes", "true");
    } else if !text.contains("if: $yes") {
        text = text.replace("query Q($yes: Boolean! = true) ", "query Q ");
    }
    text
}

impl Writer<'_> {
    fn any_field(&mut self, of: &str, depth: usize) -> String {
        let fields = self.schema.fields(of);
        let fields: Vec<&FieldDefinition> = fields
            .into_iter()
            .filter(|field| depth > 0 || !self.is_composite(base(&field.ty.node)))
            .collect();
        match fields.is_empty() {
            true => "__typename".to_owned(),
            false => {
                let field = *self.dice.of(&fields);
                self.field(field, depth)
            }
        }
    }

    fn is_composite(&self, name: &str) -> bool {
        !self.schema.fields(name).is_empty()
    }

    /// A field under an alias of its own where it could be in conflict with another.
    fn field(&mut self, field: &FieldDefinition, depth: usize) -> String {
        let mut arguments = Vec::new();
        for argument in &field.arguments {
            let argument = &argument.node;
            let required = !argument.ty.node.nullable && argument.default_value.is_none();
            let name = argument.name.node.as_str();
            let often = if name == "filter" { 4 } else { 2 };
            // Either of the two is given.
            let next = field.name.node == "nextSkills" && !self.dice.once_in(12);
            let given = required || next && name == "anyRole";
            let never = matches!(name, "after" | "before" | "last") || next && name == "target";
            if !given && (never || !self.dice.once_in(often)) {
                continue;
            }
            arguments.push(format!("{name}: {}", self.argument(argument)));
        }
        let given = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
        let alias = if given.is_empty() && !self.dice.once_in(8) {
            String::new()
        } else {
            self.aliases += 1;
            format!("a{}: ", self.aliases)
        };
        let condition = match self.dice.below(30) {
            0 => " @include(if: $yes)",
            1 => " @skip(if: $yes)",
            2 => " @include(if: true)",
            _ => "",
        };
        let value = base(&field.ty.node);
        let selection = if self.is_composite(value) {
            self.selection(value, depth.saturating_sub(1))
        } else {
            String::new()
        };
        format!("{alias}{}{given}{condition}{selection}", field.name.node)
    }

    fn selection(&mut self, of: &str, depth: usize) -> String {
        let mut fields: Vec<String> = (0..=self.dice.below(4)).map(|_| self.any_field(of, depth)).collect();
        let implementors = self.schema.implementors(of);
        if !implementors.is_empty() && self.dice.once_in(2) {
            let on = *self.dice.of(&implementors);
            let field = self.any_field(on, depth);
            fields.push(format!("... on {on} {{ {field} }}"));
        }
        if depth > 0 && self.dice.once_in(6) {
            let field = self.any_field(of, depth - 1);
            let name = format!("F{}", self.fragments.len());
            self.fragments.push(format!("fragment {name} on {of} {{ {field} }}"));
            fields.push(format!("...{name}"));
            if self.dice.once_in(3) {
                fields.push(format!("... {{ ...{name} }}"));
            }
        }
        if self.dice.once_in(6) {
            fields.push("__typename".to_owned());
        }
        // The same once more is no conflict, and resolved once more.
        if self.dice.once_in(10) {
            fields.push(fields[0].clone());
        }
        format!(" {{ {} }}", fields.join(" "))
    }

    fn argument(&mut self, argument: &InputValueDefinition) -> String {
        match argument.name.node.as_str() {
            "first" | "last" => {
                (1 + if self.dice.once_in(8) { self.dice.below(100) } else { self.dice.below(8) }).to_string()
            }
            _ => self.value(argument, &argument.ty.node, 3),
        }
    }

    fn value(&mut self, of: &InputValueDefinition, ty: &Type, depth: usize) -> String {
        match &ty.base {
            // Of these none are too few, and they are to be different.
            BaseType::List(_)
                if ["roles", "targets"].contains(&of.name.node.as_str()) && !self.dice.once_in(12) =>
            {
                "[{slug: \"back-end-developer\"}, {slug: \"designer\"}]".to_owned()
            }
            BaseType::List(one) => {
                let items: Vec<String> =
                    (0..self.dice.below(3)).map(|_| self.value(of, one, depth)).collect();
                format!("[{}]", items.join(", "))
            }
            BaseType::Named(name) => self.named(of.name.node.as_str(), name.as_str(), depth),
        }
    }

    fn named(&mut self, argument: &str, name: &str, depth: usize) -> String {
        let values = self.schema.values(name);
        if !values.is_empty() {
            return (*self.dice.of(&values)).to_owned();
        }
        if matches!(self.schema.types.get(name).map(|ty| &ty.kind), Some(TypeKind::InputObject(_))) {
            return self.object(name, depth);
        }
        let taken = taken(argument);
        if !taken.is_empty() && !self.dice.once_in(12) {
            return self.dice.of(&taken).clone();
        }
        match name {
            "Int" if self.dice.once_in(8) => self.dice.below(9).to_string(),
            "Int" => (1 + self.dice.below(3)).to_string(),
            "Float" => format!("{}.5", self.dice.below(5)),
            "Boolean" => self.dice.once_in(2).to_string(),
            _ => format!("\"{}\"", self.dice.of(TEXTS)),
        }
    }

    fn object(&mut self, name: &str, depth: usize) -> String {
        let inputs = self.schema.inputs(name);
        if name == "HeldInput" && !self.dice.once_in(10) {
            return self.held();
        }
        if name.ends_with("By") {
            let of_kind = SLUGS.iter().find(|(by, _)| *by == name).map(|(_, slugs)| *slugs);
            if let Some(slugs) = of_kind.filter(|_| !self.dice.once_in(12)) {
                return format!("{{slug: \"{}\"}}", self.dice.of(slugs));
            }
            let text = *self.dice.of(TEXTS);
            let by_name = inputs.iter().any(|input| input.name.node == "name") && self.dice.once_in(4);
            return format!("{{{}: \"{text}\"}}", if by_name { "name" } else { "slug" });
        }
        let mut fields = Vec::new();
        for input in inputs {
            let required = !input.ty.node.nullable && input.default_value.is_none();
            if required || depth > 0 && self.dice.once_in(8) {
                fields.push(format!(
                    "{}: {}",
                    input.name.node,
                    self.value(input, &input.ty.node, depth.saturating_sub(1))
                ));
            }
        }
        format!("{{{}}}", fields.join(", "))
    }

    /// Exactly one of skill and tool, as is asked for, and a level with a skill only.
    fn held(&mut self) -> String {
        if self.dice.once_in(2) {
            return format!("{{tool: {}}}", self.object("ToolBy", 0));
        }
        let skill = self.object("SkillBy", 0);
        let level =
            if self.dice.once_in(2) { format!(", level: {}", self.dice.below(8)) } else { String::new() };
        format!("{{skill: {skill}{level}}}")
    }
}

/// What documents are made of, and what they are not made of.
const PIECES: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    "...",
    "@",
    "$",
    "!",
    "|",
    "&",
    "=",
    "\"",
    "\"\"\"",
    "#",
    "\\",
    ",",
    "\n",
    " ",
    "query",
    "mutation",
    "subscription",
    "fragment",
    "on",
    "F0",
    "roles",
    "role",
    "nodes",
    "edges",
    "node",
    "name",
    "skills",
    "first",
    "filter",
    "by",
    "slug",
    "not",
    "or",
    "null",
    "true",
    "-0",
    "1e9",
    "1.5",
    "2147483648",
    "\\u{1F600}",
    "\\uD83D",
    "ä",
    "\u{feff}",
    "\u{0}",
    "__typename",
    "__schema",
    "__type",
    "@skip(if: true)",
    "@include(if: $x)",
    "type X {",
    "extend",
    "$x: Int",
    "\"text\"",
    "... on Role {",
    "...F0",
];

/// A document with some of it broken.
pub(super) fn broken(corpus: &[String], dice: &mut Dice) -> String {
    if dice.once_in(10) {
        return (0..dice.below(40)).map(|_| format!("{} ", dice.of(PIECES))).collect();
    }
    let mut text: Vec<char> = dice.of(corpus).chars().take(4_000).collect();
    for _ in 0..=dice.below(3) {
        let at = dice.below(text.len() + 1);
        let end = (at + dice.below(12)).min(text.len());
        match dice.below(5) {
            0 => drop(text.drain(at..end)),
            1 => drop(text.splice(at..at, dice.of(PIECES).chars())),
            2 => drop(text.splice(at..end, dice.of(PIECES).chars())),
            3 => {
                let again: Vec<char> = text[at..end].to_vec();
                drop(text.splice(at..at, again));
            }
            _ => {
                let other: Vec<char> = dice.of(corpus).chars().take(4_000).collect();
                let from = dice.below(other.len() + 1);
                text.truncate(at);
                text.extend(&other[from..]);
            }
        }
    }
    text.into_iter().collect()
}
