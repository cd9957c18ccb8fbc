//! What the validator leaves unseen in the values of a document: a field of an input that is given twice, and inputs
//! of which exactly one field is to be given.

use std::collections::HashSet;

use apollo_compiler::ast::{Type, Value, VariableDefinition};
use apollo_compiler::executable::{Argument, ExecutableDocument, Selection, SelectionSet};
use apollo_compiler::{Name, Node};

use super::Refusal;
use super::types::{Types, is_one_of};
use crate::graphql::error::{Code, shown};

/// Refuses a document with such a mistake.
pub(super) fn check(document: &ExecutableDocument, text: &str, types: &Types) -> Result<(), Refusal> {
    let none = [];
    for operation in document.operations.iter() {
        let checking = Checking { types, text, variables: &operation.variables, document };
        for variable in &operation.variables {
            if let Some(default) = &variable.default_value {
                checking.value(&variable.ty, default)?;
            }
        }
        checking.selections(&operation.selection_set, &mut HashSet::new())?;
    }
    // Which variables a fragment sees is known only where it stands; its own values are the same everywhere.
    for fragment in document.fragments.values() {
        let checking = Checking { types, text, variables: &none, document };
        checking.selections(&fragment.selection_set, &mut HashSet::from([&fragment.name]))?;
    }
    Ok(())
}

struct Checking<'a> {
    types: &'a Types,
    text: &'a str,
    variables: &'a [Node<VariableDefinition>],
    document: &'a ExecutableDocument,
}

impl<'a> Checking<'a> {
    /// `seen` are the fragments that were followed.
    fn selections(&self, set: &'a SelectionSet, seen: &mut HashSet<&'a Name>) -> Result<(), Refusal> {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => {
                    for argument in &field.arguments {
                        let declared = field.definition.argument_by_name(&argument.name);
                        self.argument(declared.map(|declared| &*declared.ty), argument)?;
                    }
                    self.selections(&field.selection_set, seen)?;
                }
                Selection::InlineFragment(fragment) => self.selections(&fragment.selection_set, seen)?,
                Selection::FragmentSpread(spread) => {
                    let fragment = self.document.fragments.get(&spread.fragment_name);
                    if let Some(fragment) = fragment.filter(|fragment| seen.insert(&fragment.name)) {
                        self.selections(&fragment.selection_set, seen)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn argument(&self, ty: Option<&Type>, argument: &Node<Argument>) -> Result<(), Refusal> {
        ty.map_or(Ok(()), |ty| self.value(ty, &argument.value))
    }

    fn value(&self, ty: &Type, value: &Node<Value>) -> Result<(), Refusal> {
        match &**value {
            Value::List(list) => list.iter().try_for_each(|one| self.value(ty.item_type(), one)),
            Value::Object(fields) => self.object(ty.inner_named_type(), value, fields),
            _ => Ok(()),
        }
    }

    fn object(&self, name: &str, value: &Node<Value>, fields: &[(Name, Node<Value>)]) -> Result<(), Refusal> {
        let Some(input) = self.types.input(name) else { return Ok(()) };
        // As many as the input has are looked at before one comes twice.
        for (at, (name, twice)) in fields.iter().enumerate() {
            if fields[..at].iter().any(|(before, _)| before == name) {
                return Err(self.wrong(twice, format!("`{}` is given twice", shown(name))));
            }
        }
        if is_one_of(input) {
            let [(field, value)] = fields else {
                let given = fields.len();
                let message = format!("{given} fields of `{name}` are given: expected exactly one");
                return Err(self.wrong(value, message));
            };
            let nullable = match &**value {
                Value::Null => true,
                Value::Variable(variable) => {
                    let declared = self.variables.iter().find(|declared| declared.name == *variable);
                    declared.is_some_and(|declared| !declared.ty.is_non_null())
                }
                _ => false,
            };
            if nullable {
                return Err(self.wrong(value, format!("`{name}.{field}` can be null: expected a value")));
            }
        }
        for (field, value) in fields {
            if let Some(declared) = input.fields.get(field) {
                self.value(&declared.ty, value)?;
            }
        }
        Ok(())
    }

    fn wrong(&self, value: &Node<Value>, message: String) -> Refusal {
        let refusal = Refusal::new(Code::GraphqlValidationFailed, message);
        match value.location() {
            Some(location) => refusal.at(self.text, location.offset()),
            None => refusal,
        }
    }
}
