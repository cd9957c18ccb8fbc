//! The schema as the validator knows it.

use std::collections::HashMap;

use apollo_compiler::ast::Type;
use apollo_compiler::schema::{Component, ExtendedType, FieldDefinition, InputObjectType};
use apollo_compiler::validation::Valid;
use apollo_compiler::{Node, Schema, name, ty};

/// The types of our schema and of the language that describes it.
pub(in crate::graphql) struct Types {
    pub(super) schema: Valid<Schema>,
    /// How many a list of the schema's own description holds on average, by type and field; at least 1.
    pub(super) described: HashMap<(&'static str, &'static str), u64>,
}

impl Types {
    /// The types of a schema in its own language.
    pub(in crate::graphql) fn of(sdl: &str) -> Self {
        let mut schema = Schema::parse(sdl, "schema.graphql").expect("we print our schema well formed");
        // Part of the specification of September 2025, which this validator does not follow yet.
        if let Some(ExtendedType::Object(described)) = schema.types.get_mut("__Type") {
            described.make_mut().fields.entry(name!("isOneOf")).or_insert_with(|| {
                Component::new(FieldDefinition {
                    description: None,
                    name: name!("isOneOf"),
                    arguments: Vec::new(),
                    ty: ty!(Boolean),
                    directives: Default::default(),
                })
            });
        }
        let schema = schema.validate().expect("we print a schema without mistakes");
        let described = described(&schema);
        Self { schema, described }
    }

    pub(super) fn input(&self, name: &str) -> Option<&Node<InputObjectType>> {
        match self.schema.types.get(name) {
            Some(ExtendedType::InputObject(input)) => Some(input),
            _ => None,
        }
    }

    /// Whether a value of a type is made of fields.
    pub(super) fn is_composite(&self, ty: &Type) -> bool {
        let named = self.schema.types.get(ty.inner_named_type());
        matches!(named, Some(ExtendedType::Object(_) | ExtendedType::Interface(_) | ExtendedType::Union(_)))
    }
}

/// Whether exactly one field of an input is to be given.
pub(super) fn is_one_of(input: &InputObjectType) -> bool {
    input.directives.has("oneOf")
}

fn described(schema: &Schema) -> HashMap<(&'static str, &'static str), u64> {
    let (mut types, mut fields, mut arguments) = (0, [0, 0], 0);
    let (mut interfaces, mut inputs, mut values) = (0, [0, 0], [0, 0]);
    for ty in schema.types.values() {
        types += 1;
        let (of_type, implemented) = match ty {
            ExtendedType::Object(object) => (&object.fields, &object.implements_interfaces),
            ExtendedType::Interface(interface) => (&interface.fields, &interface.implements_interfaces),
            ExtendedType::InputObject(input) => {
                inputs = [inputs[0] + input.fields.len(), inputs[1] + 1];
                continue;
            }
            ExtendedType::Enum(of) => {
                values = [values[0] + of.values.len(), values[1] + 1];
                continue;
            }
            _ => continue,
        };
        fields = [fields[0] + of_type.len(), fields[1] + 1];
        arguments += of_type.values().map(|field| field.arguments.len()).sum::<usize>();
        interfaces += implemented.len();
    }
    let mean = |[all, of]: [usize; 2]| u64::try_from(all.div_ceil(of.max(1)).max(1)).unwrap_or(u64::MAX);
    HashMap::from([
        (("__Schema", "types"), mean([types, 1])),
        (("__Schema", "directives"), mean([schema.directive_definitions.len(), 1])),
        // Of the types some have fields, some inputs, some values.
        (("__Type", "fields"), mean([fields[0], types])),
        (("__Type", "interfaces"), mean([interfaces, types])),
        (("__Type", "possibleTypes"), mean([interfaces, types])),
        (("__Type", "inputFields"), mean([inputs[0], types])),
        (("__Type", "enumValues"), mean([values[0], types])),
        (("__Field", "args"), mean([arguments, fields[0]])),
        (("__Directive", "args"), 1),
        (("__Directive", "locations"), 5),
    ])
}
