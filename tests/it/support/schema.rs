//! The schema as clients read it, to derive cases from: a field that is added is a case that is added.

use std::collections::BTreeMap;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};

/// A parsed schema document.
pub(crate) struct Schema {
    pub(crate) types: BTreeMap<String, TypeDefinition>,
}

impl Schema {
    /// The schema of this repository, as it is printed.
    pub(crate) fn printed() -> Self {
        Self::parse(include_str!("../../../schema.graphql"))
    }

    pub(crate) fn parse(text: &str) -> Self {
        let document = parse_schema(text).expect("a schema document");
        let types = document.definitions.into_iter().filter_map(|definition| match definition {
            TypeSystemDefinition::Type(definition) => {
                Some((definition.node.name.node.to_string(), definition.node))
            }
            _ => None,
        });
        Self { types: types.collect() }
    }

    /// The fields of an object or interface; none of anything else.
    pub(crate) fn fields(&self, type_name: &str) -> Vec<&FieldDefinition> {
        match self.types.get(type_name).map(|definition| &definition.kind) {
            Some(TypeKind::Object(object)) => object.fields.iter().map(|field| &field.node).collect(),
            Some(TypeKind::Interface(interface)) => {
                interface.fields.iter().map(|field| &field.node).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The values of an enum; none of anything else.
    pub(crate) fn values(&self, type_name: &str) -> Vec<&str> {
        match self.types.get(type_name).map(|definition| &definition.kind) {
            Some(TypeKind::Enum(of)) => {
                of.values.iter().map(|value| value.node.value.node.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The fields of an input; none of anything else.
    pub(crate) fn inputs(&self, type_name: &str) -> Vec<&InputValueDefinition> {
        match self.types.get(type_name).map(|definition| &definition.kind) {
            Some(TypeKind::InputObject(input)) => input.fields.iter().map(|field| &field.node).collect(),
            _ => Vec::new(),
        }
    }

    /// The objects that implement an interface.
    pub(crate) fn implementors(&self, interface: &str) -> Vec<&str> {
        let implements = |definition: &TypeDefinition| match &definition.kind {
            TypeKind::Object(object) => object.implements.iter().any(|name| name.node == interface),
            _ => false,
        };
        self.types.iter().filter(|(_, d)| implements(d)).map(|(name, _)| name.as_str()).collect()
    }

    /// Every field that is a connection which pages both ways, as (type, field).
    pub(crate) fn connections(&self) -> Vec<(&str, &FieldDefinition)> {
        self.listing(|field| argument(field, "last").is_some())
    }

    /// Every field that is a connection which pages forwards only, as (type, field).
    pub(crate) fn forward_connections(&self) -> Vec<(&str, &FieldDefinition)> {
        self.listing(|field| argument(field, "last").is_none())
    }

    fn listing(&self, pages: impl Fn(&FieldDefinition) -> bool) -> Vec<(&str, &FieldDefinition)> {
        let mut connections = Vec::new();
        for name in self.types.keys() {
            let of_type = self.fields(name).into_iter();
            let listing =
                of_type.filter(|field| base(&field.ty.node).ends_with("Connection") && pages(field));
            connections.extend(listing.map(|field| (name.as_str(), field)));
        }
        connections
    }

    /// Every order that a connection can be asked for as the value of its argument `orderBy`; none if it takes none.
    pub(crate) fn orders(&self, connection: &FieldDefinition) -> Vec<String> {
        let Some(order) = argument(connection, "orderBy") else { return Vec::new() };
        let inputs = self.inputs(base(&order.ty.node));
        let field = inputs.iter().find(|input| input.name.node == "field").expect("an order has a field");
        let values = self.values(base(&field.ty.node)).into_iter();
        values
            .flat_map(|value| ["ASC", "DESC"].map(|way| format!("{{field: {value}, direction: {way}}}")))
            .collect()
    }
}

/// An argument of a field.
pub(crate) fn argument<'a>(field: &'a FieldDefinition, name: &str) -> Option<&'a InputValueDefinition> {
    field.arguments.iter().map(|argument| &argument.node).find(|argument| argument.name.node == name)
}

/// The named type in a type: `Skill` of `[Skill!]!`.
pub(crate) fn base(ty: &Type) -> &str {
    match &ty.base {
        async_graphql::parser::types::BaseType::Named(name) => name,
        async_graphql::parser::types::BaseType::List(of) => base(of),
    }
}
