//! A schema document as a flat list of what it declares.

use std::collections::BTreeMap;

use async_graphql::Positioned;
use async_graphql::parser::types::{FieldDefinition, InputValueDefinition, TypeKind};

use crate::support::Schema;

/// What stands at one place of a schema.
#[derive(Debug, PartialEq)]
pub(super) struct Entry {
    /// The kind of a type; the type of a field or argument, with its default.
    pub(super) text: String,
    /// Empty where there is none; none where there can be none.
    pub(super) description: Option<String>,
}

/// Every type, field, argument, value and implemented interface, by its place: `Role.skills(first:)`.
pub(super) fn entries(schema: &Schema) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    let mut add = |place: String, text: String, description: Option<&Positioned<String>>| {
        let description = Some(description.map_or_else(String::new, |text| text.node.clone()));
        entries.insert(place, Entry { text, description });
    };
    let mut implemented: Vec<String> = Vec::new();
    for (name, definition) in &schema.types {
        let directives: String =
            definition.directives.iter().map(|directive| directive.node.name.node.as_str()).collect();
        let kind = match &definition.kind {
            TypeKind::Scalar => "scalar",
            TypeKind::Object(object) => {
                implemented
                    .extend(object.implements.iter().map(|of| format!("{name} implements {}", of.node)));
                fields(&mut add, name, &object.fields);
                "type"
            }
            TypeKind::Interface(interface) => {
                let implements = interface.implements.iter();
                implemented.extend(implements.map(|of| format!("{name} implements {}", of.node)));
                fields(&mut add, name, &interface.fields);
                "interface"
            }
            TypeKind::Union(_) => "union",
            TypeKind::Enum(of) => {
                for value in &of.values {
                    let value = &value.node;
                    add(
                        format!("{name}.{}", value.value.node),
                        "value".to_owned(),
                        value.description.as_ref(),
                    );
                }
                "enum"
            }
            TypeKind::InputObject(input) => {
                for field in &input.fields {
                    let place = format!("{name}.{}", field.node.name.node);
                    add(place, input_text(&field.node), field.node.description.as_ref());
                }
                "input"
            }
        };
        let one_of = if directives.contains("oneOf") { " @oneOf" } else { "" };
        add(name.clone(), format!("{kind}{one_of}"), definition.description.as_ref());
    }
    for place in implemented {
        entries.insert(place, Entry { text: String::new(), description: None });
    }
    entries
}

fn fields(
    add: &mut impl FnMut(String, String, Option<&Positioned<String>>),
    owner: &str,
    fields: &[Positioned<FieldDefinition>],
) {
    for field in fields.iter().map(|field| &field.node) {
        let place = format!("{owner}.{}", field.name.node);
        for argument in field.arguments.iter().map(|argument| &argument.node) {
            let place = format!("{place}({}:)", argument.name.node);
            add(place, input_text(argument), argument.description.as_ref());
        }
        add(place, field.ty.node.to_string(), field.description.as_ref());
    }
}

fn input_text(input: &InputValueDefinition) -> String {
    match &input.default_value {
        Some(default) => format!("{} = {}", input.ty.node, default.node),
        None => input.ty.node.to_string(),
    }
}
