//! Values of variables, brought into the types that the operation declares before anything of it runs.

use apollo_compiler::Name as Declared;
use apollo_compiler::ast::Type;
use apollo_compiler::executable::Operation;
use apollo_compiler::schema::{EnumType, ExtendedType, InputObjectType};
use async_graphql::{Name, Value, Variables};
use serde_json::{Map, Value as Json};

use super::lines::Lines;
use super::types::{Types, is_one_of};
use super::{Limits, Refusal, convert};
use crate::graphql::error::{Code, shown};

/// The variables of an operation, defaults included; what is left out and has none is not in it.
///
/// A value that does not fit is `BAD_USER_INPUT` and names the variable, the place in it, and what was expected.
pub(in crate::graphql) fn coerced(
    operation: &Operation,
    text: &str,
    mut given: Map<String, Json>,
    types: &Types,
    limits: &Limits,
) -> Result<Variables, Refusal> {
    let mut variables = Variables::default();
    let mut left = limits.tokens;
    for declared in &operation.variables {
        let name = declared.name.as_str();
        let at = |refusal: Refusal| match declared.location() {
            Some(location) => refusal.at_pos(Lines::of(text).pos(location.offset())),
            None => refusal,
        };
        let value = match (given.remove(name), &declared.default_value) {
            (Some(value), _) => {
                count(&value, &mut left, limits).map_err(at)?;
                let mut coercing = Coercing { types, path: format!("${name}") };
                coercing.value(&declared.ty, value).map_err(at)?
            }
            (None, Some(default)) => convert::constant(default),
            (None, None) if declared.ty.is_non_null() => {
                let message = format!("`${}` is missing: expected {}", shown(name), declared.ty);
                return Err(at(bad(&format!("${name}"), message)));
            }
            (None, None) => continue,
        };
        variables.insert(Name::new(name), value);
    }
    Ok(variables)
}

/// Takes the values within a value from those that may come.
fn count(value: &Json, left: &mut usize, limits: &Limits) -> Result<(), Refusal> {
    let over = || Refusal::over("values in the variables", limits.tokens, "ask in several requests");
    *left = left.checked_sub(1).ok_or_else(over)?;
    match value {
        Json::Array(list) => list.iter().try_for_each(|one| count(one, left, limits)),
        Json::Object(fields) => fields.values().try_for_each(|one| count(one, left, limits)),
        _ => Ok(()),
    }
}

fn bad(path: &str, message: String) -> Refusal {
    let mut refusal = Refusal::new(Code::BadUserInput, message);
    refusal.more = vec![("variable", Value::from(shown(path)))];
    refusal
}

struct Coercing<'a> {
    types: &'a Types,
    /// Where the value stands: `$by.code.value`.
    path: String,
}

impl Coercing<'_> {
    fn value(&mut self, ty: &Type, value: Json) -> Result<Value, Refusal> {
        match (ty, value) {
            (Type::NonNullNamed(_) | Type::NonNullList(_), Json::Null) => {
                self.wrong(&Json::Null, &ty.to_string())
            }
            (_, Json::Null) => Ok(Value::Null),
            (Type::List(of) | Type::NonNullList(of), Json::Array(list)) => {
                let mut coerced = Vec::with_capacity(list.len());
                for (index, one) in list.into_iter().enumerate() {
                    coerced.push(self.within(&format!("[{index}]"), |this| this.value(of, one))?);
                }
                Ok(Value::List(coerced))
            }
            // One stands for a list of one.
            (Type::List(of) | Type::NonNullList(of), one) => Ok(Value::List(vec![self.value(of, one)?])),
            (Type::Named(name) | Type::NonNullNamed(name), value) => self.named(name, value),
        }
    }

    fn named(&mut self, name: &Declared, value: Json) -> Result<Value, Refusal> {
        let types = self.types;
        match types.schema.types.get(name) {
            Some(ExtendedType::Enum(of)) => self.enumerated(of, &value),
            Some(ExtendedType::InputObject(of)) => match value {
                Json::Object(fields) => self.object(of, fields),
                other => self.wrong(&other, &format!("an object, {name}")),
            },
            _ => self.scalar(name, value),
        }
    }

    fn scalar(&self, name: &str, value: Json) -> Result<Value, Refusal> {
        let whole = |number: &serde_json::Number| {
            let whole =
                number.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 9e15).map(|n| format!("{n:.0}"));
            number.as_i64().or_else(|| whole?.parse().ok())
        };
        match (name, &value) {
            ("Int", Json::Number(number)) => {
                match whole(number).and_then(|number| i32::try_from(number).ok()) {
                    Some(number) => Ok(Value::from(number)),
                    None => self.wrong(&value, "Int, a whole number within 32 bits"),
                }
            }
            ("ID", Json::Number(number)) if whole(number).is_some() => Ok(Value::String(number.to_string())),
            ("Float", Json::Number(_)) | ("String" | "ID", Json::String(_)) | ("Boolean", Json::Bool(_)) => {
                Ok(plain(value))
            }
            ("Int" | "Float" | "String" | "ID" | "Boolean", _) => self.wrong(&value, name),
            _ => Ok(plain(value)),
        }
    }

    fn enumerated(&self, of: &EnumType, value: &Json) -> Result<Value, Refusal> {
        match value {
            Json::String(text) if of.values.contains_key(text.as_str()) => Ok(Value::Enum(Name::new(text))),
            _ => {
                let values: Vec<&str> = of.values.keys().map(|name| name.as_str()).collect();
                self.wrong(value, &format!("{}, one of {}", of.name, values.join(", ")))
            }
        }
    }

    fn object(&mut self, of: &InputObjectType, fields: Map<String, Json>) -> Result<Value, Refusal> {
        if let Some(unknown) = fields.keys().find(|name| !of.fields.contains_key(name.as_str())) {
            let message = format!("`{}` has no field `{}`: {}", shown(&self.path), shown(unknown), of.name);
            return Err(bad(&self.path, message));
        }
        if is_one_of(of) && (fields.len() != 1 || fields.values().any(Json::is_null)) {
            let names: Vec<&str> = of.fields.keys().map(|name| name.as_str()).collect();
            let given = fields.values().filter(|value| !value.is_null()).count();
            let message = format!(
                "`{}` gives {given} fields: expected exactly one of {}",
                shown(&self.path),
                names.join(", ")
            );
            return Err(bad(&self.path, message));
        }
        let missing =
            of.fields.iter().find(|(name, field)| field.is_required() && !fields.contains_key(name.as_str()));
        if let Some((name, field)) = missing {
            let path = format!("{}.{name}", self.path);
            return Err(bad(&path, format!("`{}` is missing: expected {}", shown(&path), field.ty)));
        }
        let mut coerced = async_graphql::indexmap::IndexMap::with_capacity(fields.len());
        for (name, value) in fields {
            if let Some(field) = of.fields.get(name.as_str()) {
                let value = self.within(&format!(".{name}"), |this| this.value(&field.ty, value))?;
                coerced.insert(Name::new(&name), value);
            }
        }
        Ok(Value::Object(coerced))
    }

    /// Does something one step further in.
    fn within<T>(&mut self, step: &str, then: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push_str(step);
        let done = then(self);
        self.path.truncate(length);
        done
    }

    fn wrong(&self, value: &Json, expected: &str) -> Result<Value, Refusal> {
        let message =
            format!("`{}` is {}: expected {expected}", shown(&self.path), shown(&value.to_string()));
        Err(bad(&self.path, message))
    }
}

fn plain(value: Json) -> Value {
    Value::from_json(value).unwrap_or_default()
}
