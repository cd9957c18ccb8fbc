//! What columns a record has, as its own `Deserialize` asks for them: nothing is written twice.

use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its name in the record.
    pub(crate) name: &'static str,
    /// What stands in it.
    pub(crate) of: Type,
    /// Whether it may be null.
    pub(crate) optional: bool,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// True or false.
    Flag,
    /// A whole number, up to this far from 0.
    Integer(i64),
    /// A number.
    Real,
    /// A text.
    Text,
    /// What names another record, or the record itself.
    Id,
    /// One of these texts.
    Choice(&'static [&'static str]),
}

impl Column {
    /// Whether it names another record: by id, or (`from_ref`) by its reference as text.
    pub(crate) fn refers(&self) -> bool {
        self.of == Type::Id || self.name.ends_with("_ref")
    }

    /// Its name in files: a column that names another record is called as what it names, `role` for `role_id`.
    pub(crate) fn title(&self) -> &'static str {
        let short = self.name.strip_suffix("_id").or_else(|| self.name.strip_suffix("_ref"));
        short.filter(|_| self.refers()).unwrap_or(self.name)
    }
}

/// The columns of a record, in the order of its declaration.
pub(crate) fn columns<T: DeserializeOwned>() -> Result<Vec<Column>, Error> {
    let mut columns = Vec::new();
    T::deserialize(Asked(&mut columns))?;
    Ok(columns)
}

/// Is asked for a record and gives one of nothing, writing down what it was asked for.
struct Asked<'a>(&'a mut Vec<Column>);

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_seq(Fields { columns: self.0, names: fields.iter() })
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("a record is a struct"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Fields<'a> {
    columns: &'a mut Vec<Column>,
    names: std::slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(name) = self.names.next() else { return Ok(None) };
        let mut column = Column { name, of: Type::Text, optional: false };
        let value = seed.deserialize(Field(&mut column))?;
        self.columns.push(column);
        Ok(Some(value))
    }
}

/// Is asked for a value.
struct Field<'a>(&'a mut Column);

/// What is asked for, what that makes of the column, and the value of nothing that is given.
macro_rules! answers {
    ($($ask:ident => $of:expr, $visit:ident $value:expr;)+) => {$(
        fn $ask<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.0.of = $of;
            visitor.$visit($value)
        }
    )+};
}

impl<'de> Deserializer<'de> for Field<'_> {
    type Error = Error;

    answers! {
        deserialize_bool => Type::Flag, visit_bool false;
        deserialize_i32 => Type::Integer(i32::MAX.into()), visit_i32 0;
        deserialize_i64 => Type::Integer(i64::MAX), visit_i64 0;
        deserialize_f64 => Type::Real, visit_f64 0.0;
        deserialize_str => Type::Text, visit_str "";
        deserialize_string => Type::Text, visit_str "";
        deserialize_bytes => Type::Id, visit_bytes &[0; 16];
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.optional = true;
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        values: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.of = Type::Choice(values);
        let first: StrDeserializer<'_, Error> =
            values.first().copied().unwrap_or_default().into_deserializer();
        visitor.visit_enum(first)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom(format!("the column {} is of a type that has no place in files", self.0.name)))
    }

    /// An id then asks for bytes, and not for a text among others.
    fn is_human_readable(&self) -> bool {
        false
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u32 u64 u128 f32 char byte_buf unit unit_struct newtype_struct seq tuple tuple_struct map
        struct identifier ignored_any
    }
}
