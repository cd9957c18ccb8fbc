//! A valid document in the form that the executor takes.
//!
//! There is one parser, which follows the specification; the executor's own would refuse some valid documents
//! (`\u{…}`, surrogate pairs, `-0`) and take some invalid ones.

use std::collections::{BTreeMap, HashMap};

use apollo_compiler::ast::{self, Argument, DirectiveList, VariableDefinition};
use apollo_compiler::executable::{self, ExecutableDocument};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::{Name as Parsed, Node};
use async_graphql::parser::types as ready;
use async_graphql::{Name, Number, Pos, Positioned, Value, Variables};
use async_graphql_value::Value as InputValue;

use super::lines::Lines;

/// Takes away the arguments and input fields whose variables are left out, so that their defaults hold: the executor
/// would read them as null.
pub(in crate::graphql) fn leave_out(document: &mut ready::ExecutableDocument, given: &Variables) {
    for fragment in document.fragments.values_mut() {
        leave_out_of(&mut fragment.node.selection_set.node, given);
    }
    match &mut document.operations {
        ready::DocumentOperations::Single(operation) => {
            leave_out_of(&mut operation.node.selection_set.node, given);
        }
        ready::DocumentOperations::Multiple(operations) => {
            for operation in operations.values_mut() {
                leave_out_of(&mut operation.node.selection_set.node, given);
            }
        }
    }
}

fn leave_out_of(set: &mut ready::SelectionSet, given: &Variables) {
    let left_out =
        |value: &InputValue| matches!(value, InputValue::Variable(name) if !given.contains_key(name));
    for selection in &mut set.items {
        match &mut selection.node {
            ready::Selection::Field(field) => {
                field.node.arguments.retain(|(_, value)| !left_out(&value.node));
                leave_out_of(&mut field.node.selection_set.node, given);
            }
            ready::Selection::InlineFragment(fragment) => {
                leave_out_of(&mut fragment.node.selection_set.node, given);
            }
            ready::Selection::FragmentSpread(_) => {}
        }
    }
}

/// The document, and where each of its fields stands by its first byte.
pub(super) fn document(
    document: &ExecutableDocument,
    text: &str,
) -> (ready::ExecutableDocument, HashMap<usize, Pos>) {
    let mut converting =
        Converting { lines: Lines::of(text), places: HashMap::new(), names: BTreeMap::new() };
    let operations = match &document.operations.anonymous {
        Some(operation) => ready::DocumentOperations::Single(converting.operation(operation)),
        None => {
            let named = document.operations.named.iter();
            let named =
                named.map(|(name, operation)| (converting.name(name), converting.operation(operation)));
            ready::DocumentOperations::Multiple(named.collect())
        }
    };
    let fragments = document.fragments.iter();
    let fragments = fragments.map(|(name, fragment)| (converting.name(name), converting.fragment(fragment)));
    let fragments = fragments.collect();
    (ready::ExecutableDocument { operations, fragments }, converting.places)
}

/// A value without variables.
pub(super) fn constant(value: &ast::Value) -> Value {
    match value {
        ast::Value::Null | ast::Value::Variable(_) => Value::Null,
        ast::Value::Boolean(value) => Value::Boolean(*value),
        ast::Value::String(text) => Value::String(text.clone()),
        ast::Value::Enum(name) => Value::Enum(Name::new(name)),
        ast::Value::Int(number) => integer(number.as_str()),
        ast::Value::Float(number) => float(number.as_str()),
        ast::Value::List(list) => Value::List(list.iter().map(|one| constant(one)).collect()),
        ast::Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (Name::new(name), constant(value))).collect())
        }
    }
}

/// Digits beyond 64 bits can only be an id or a fraction; both read a text or a fraction.
fn integer(digits: &str) -> Value {
    match digits.parse::<i64>() {
        Ok(number) => Value::Number(number.into()),
        Err(_) => float(digits),
    }
}

fn float(digits: &str) -> Value {
    digits.parse().ok().and_then(Number::from_f64).map_or(Value::Null, Value::Number)
}

struct Converting<'a> {
    lines: Lines<'a>,
    places: HashMap<usize, Pos>,
    /// Each name once: the copies that are executed share it.
    names: BTreeMap<Parsed, Name>,
}

impl Converting<'_> {
    fn name(&mut self, name: &Parsed) -> Name {
        self.names.entry(name.clone()).or_insert_with(|| Name::new(name)).clone()
    }

    fn pos(&mut self, location: Option<SourceSpan>) -> Pos {
        location.map_or_else(Pos::default, |location| self.lines.pos(location.offset()))
    }

    fn operation(
        &mut self,
        operation: &Node<executable::Operation>,
    ) -> Positioned<ready::OperationDefinition> {
        let pos = self.pos(operation.location());
        let ty = match operation.operation_type {
            ast::OperationType::Query => ready::OperationType::Query,
            ast::OperationType::Mutation => ready::OperationType::Mutation,
            ast::OperationType::Subscription => ready::OperationType::Subscription,
        };
        let variable_definitions = operation.variables.iter().map(|one| self.variable(one)).collect();
        let directives = self.directives(&operation.directives);
        let selection_set = self.selections(&operation.selection_set, pos);
        Positioned::new(
            ready::OperationDefinition { ty, variable_definitions, directives, selection_set },
            pos,
        )
    }

    fn variable(&mut self, variable: &Node<VariableDefinition>) -> Positioned<ready::VariableDefinition> {
        let pos = self.pos(variable.location());
        let var_type = ready::Type::new(&variable.ty.to_string()).unwrap_or(ready::Type {
            base: ready::BaseType::Named(self.name(variable.ty.inner_named_type())),
            nullable: true,
        });
        let default_value = variable.default_value.as_ref();
        let definition = ready::VariableDefinition {
            name: Positioned::new(self.name(&variable.name), pos),
            var_type: Positioned::new(var_type, pos),
            directives: Vec::new(),
            default_value: default_value.map(|value| Positioned::new(constant(value), pos)),
        };
        Positioned::new(definition, pos)
    }

    fn fragment(&mut self, fragment: &Node<executable::Fragment>) -> Positioned<ready::FragmentDefinition> {
        let pos = self.pos(fragment.location());
        let on = Positioned::new(self.name(&fragment.selection_set.ty), pos);
        let directives = self.directives(&fragment.directives);
        let selection_set = self.selections(&fragment.selection_set, pos);
        let type_condition = Positioned::new(ready::TypeCondition { on }, pos);
        Positioned::new(ready::FragmentDefinition { type_condition, directives, selection_set }, pos)
    }

    fn selections(&mut self, set: &executable::SelectionSet, pos: Pos) -> Positioned<ready::SelectionSet> {
        let items = set.selections.iter().map(|selection| self.selection(selection)).collect();
        Positioned::new(ready::SelectionSet { items }, pos)
    }

    fn selection(&mut self, selection: &executable::Selection) -> Positioned<ready::Selection> {
        match selection {
            executable::Selection::Field(field) => {
                let field = self.field(field);
                let pos = field.pos;
                Positioned::new(ready::Selection::Field(field), pos)
            }
            executable::Selection::FragmentSpread(spread) => {
                let pos = self.pos(spread.location());
                let fragment_name = Positioned::new(self.name(&spread.fragment_name), pos);
                let directives = self.directives(&spread.directives);
                let spread = Positioned::new(ready::FragmentSpread { fragment_name, directives }, pos);
                Positioned::new(ready::Selection::FragmentSpread(spread), pos)
            }
            executable::Selection::InlineFragment(fragment) => {
                let pos = self.pos(fragment.location());
                let on = fragment.type_condition.as_ref().map(|on| Positioned::new(self.name(on), pos));
                let type_condition = on.map(|on| Positioned::new(ready::TypeCondition { on }, pos));
                let directives = self.directives(&fragment.directives);
                let selection_set = self.selections(&fragment.selection_set, pos);
                let fragment = ready::InlineFragment { type_condition, directives, selection_set };
                let fragment = Positioned::new(fragment, pos);
                Positioned::new(ready::Selection::InlineFragment(fragment), pos)
            }
        }
    }

    fn field(&mut self, field: &Node<executable::Field>) -> Positioned<ready::Field> {
        let pos = self.pos(field.location());
        if let Some(location) = field.location() {
            self.places.insert(location.offset(), pos);
        }
        let alias = field.alias.as_ref().map(|alias| Positioned::new(self.name(alias), pos));
        let name = Positioned::new(self.name(&field.name), pos);
        let arguments = self.arguments(&field.arguments);
        let directives = self.directives(&field.directives);
        let selection_set = self.selections(&field.selection_set, pos);
        Positioned::new(ready::Field { alias, name, arguments, directives, selection_set }, pos)
    }

    fn arguments(&mut self, arguments: &[Node<Argument>]) -> Vec<(Positioned<Name>, Positioned<InputValue>)> {
        let mut converted = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let name_pos = self.pos(argument.location());
            let name = self.name(&argument.name);
            let value_pos = self.pos(argument.value.location());
            converted.push((
                Positioned::new(name, name_pos),
                Positioned::new(self.value(&argument.value), value_pos),
            ));
        }
        converted
    }

    fn value(&mut self, value: &ast::Value) -> InputValue {
        match value {
            ast::Value::Variable(name) => InputValue::Variable(self.name(name)),
            ast::Value::List(list) => InputValue::List(list.iter().map(|one| self.value(one)).collect()),
            ast::Value::Object(fields) => {
                let fields = fields.iter().map(|(name, value)| (self.name(name), self.value(value)));
                InputValue::Object(fields.collect())
            }
            plain => constant(plain).into_value(),
        }
    }

    fn directives(&mut self, directives: &DirectiveList) -> Vec<Positioned<ready::Directive>> {
        let mut converted = Vec::with_capacity(directives.len());
        for directive in directives {
            let pos = self.pos(directive.location());
            let name = Positioned::new(self.name(&directive.name), pos);
            let arguments = self.arguments(&directive.arguments);
            converted.push(Positioned::new(ready::Directive { name, arguments }, pos));
        }
        converted
    }
}
