//! A record as its cells, in the order of its columns, and back.

use std::cmp::Ordering;

use serde::de::value::{Error, StringDeserializer};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde::ser::{self, Impossible, Serialize, SerializeStruct, Serializer};
use uuid::Uuid;

/// What stands in one column of one record.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Cell {
    /// Nothing; in a file also what is derived.
    #[default]
    Null,
    Flag(bool),
    Integer(i64),
    Real(f64),
    /// A text, also one of a closed set.
    Text(String),
    Id(Uuid),
}

impl Cell {
    /// The text; empty if it is something else.
    pub(crate) fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// The id; nil if it is something else.
    pub(crate) fn id(&self) -> Uuid {
        if let Self::Id(id) = self { *id } else { Uuid::nil() }
    }

    /// The whole number; 0 if it is something else.
    pub(crate) fn integer(&self) -> i64 {
        if let Self::Integer(number) = self { *number } else { 0 }
    }

    /// The same order everywhere, first by what sort of cell it is.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Flag(a), Self::Flag(b)) => a.cmp(b),
            (Self::Integer(a), Self::Integer(b)) => a.cmp(b),
            (Self::Real(a), Self::Real(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Id(a), Self::Id(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Flag(_) => 1,
            Self::Integer(_) => 2,
            Self::Real(_) => 3,
            Self::Text(_) => 4,
            Self::Id(_) => 5,
        }
    }
}

/// The cells of a record.
pub(crate) fn cells<T: Serialize>(record: &T) -> Result<Vec<Cell>, Error> {
    record.serialize(Cells(Vec::new()))
}

/// The record of these cells.
pub(crate) fn record<T: DeserializeOwned>(cells: Vec<Cell>) -> Result<T, Error> {
    T::deserialize(Row(cells.into_iter()))
}

struct Cells(Vec<Cell>);

struct One;

fn strange<T>() -> Result<T, Error> {
    Err(ser::Error::custom("a record is a struct of plain values"))
}

/// What no record holds, for both serializers.
macro_rules! never {
    ($ok:ty: $($name:ident($($argument:ty),*),)*) => {
        $(fn $name(self, $(_: $argument),*) -> Result<$ok, Error> { strange() })*

        fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, _: &T) -> Result<$ok, Error> {
            strange()
        }

        fn serialize_newtype_variant<T: Serialize + ?Sized>(
            self, _: &'static str, _: u32, _: &'static str, _: &T,
        ) -> Result<$ok, Error> {
            strange()
        }

        fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Error> { strange() }
        fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> { strange() }
        fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> { strange() }
        fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
            strange()
        }
        fn serialize_tuple_variant(
            self, _: &'static str, _: u32, _: &'static str, _: usize,
        ) -> Result<Self::SerializeTupleVariant, Error> {
            strange()
        }
        fn serialize_struct_variant(
            self, _: &'static str, _: u32, _: &'static str, _: usize,
        ) -> Result<Self::SerializeStructVariant, Error> {
            strange()
        }
    };
}

impl Serializer for Cells {
    type Ok = Vec<Cell>;
    type Error = Error;
    type SerializeSeq = Impossible<Vec<Cell>, Error>;
    type SerializeTuple = Impossible<Vec<Cell>, Error>;
    type SerializeTupleStruct = Impossible<Vec<Cell>, Error>;
    type SerializeTupleVariant = Impossible<Vec<Cell>, Error>;
    type SerializeMap = Impossible<Vec<Cell>, Error>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<Vec<Cell>, Error>;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<Vec<Cell>, Error> {
        strange()
    }

    never! {
        Vec<Cell>:
        serialize_bool(bool), serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_f32(f32),
        serialize_f64(f64), serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]), serialize_none(),
        serialize_unit(), serialize_unit_struct(&'static str),
        serialize_unit_variant(&'static str, u32, &'static str),
    }
}

impl SerializeStruct for Cells {
    type Ok = Vec<Cell>;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Error> {
        self.0.push(value.serialize(One)?);
        Ok(())
    }

    fn end(self) -> Result<Vec<Cell>, Error> {
        Ok(self.0)
    }
}

impl Serializer for One {
    type Ok = Cell;
    type Error = Error;
    type SerializeSeq = Impossible<Cell, Error>;
    type SerializeTuple = Impossible<Cell, Error>;
    type SerializeTupleStruct = Impossible<Cell, Error>;
    type SerializeTupleVariant = Impossible<Cell, Error>;
    type SerializeMap = Impossible<Cell, Error>;
    type SerializeStruct = Impossible<Cell, Error>;
    type SerializeStructVariant = Impossible<Cell, Error>;

    fn serialize_bool(self, value: bool) -> Result<Cell, Error> {
        Ok(Cell::Flag(value))
    }

    fn serialize_i32(self, value: i32) -> Result<Cell, Error> {
        Ok(Cell::Integer(value.into()))
    }

    fn serialize_i64(self, value: i64) -> Result<Cell, Error> {
        Ok(Cell::Integer(value))
    }

    fn serialize_f64(self, value: f64) -> Result<Cell, Error> {
        Ok(Cell::Real(value))
    }

    fn serialize_str(self, value: &str) -> Result<Cell, Error> {
        Ok(Cell::Text(value.to_owned()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Cell, Error> {
        Uuid::from_slice(value).map(Cell::Id).map_err(ser::Error::custom)
    }

    fn serialize_none(self) -> Result<Cell, Error> {
        Ok(Cell::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Cell, Error> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, value: &'static str) -> Result<Cell, Error> {
        Ok(Cell::Text(value.to_owned()))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        strange()
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    never! {
        Cell:
        serialize_i8(i8), serialize_i16(i16), serialize_u8(u8), serialize_u16(u16), serialize_u32(u32),
        serialize_u64(u64), serialize_f32(f32), serialize_char(char), serialize_unit(),
        serialize_unit_struct(&'static str),
    }
}

struct Row(std::vec::IntoIter<Cell>);

impl<'de> Deserializer<'de> for Row {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> SeqAccess<'de> for Row {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|cell| seed.deserialize(cell)).transpose()
    }
}

impl<'de> Deserializer<'de> for Cell {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Flag(value) => visitor.visit_bool(value),
            Self::Integer(value) => visitor.visit_i64(value),
            Self::Real(value) => visitor.visit_f64(value),
            Self::Text(value) => visitor.visit_string(value),
            Self::Id(value) => visitor.visit_bytes(value.as_bytes()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self == Self::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Self::Text(text) = self else { return Err(de::Error::custom("one of a set is a text")) };
        let value: StringDeserializer<Error> = text.into_deserializer();
        visitor.visit_enum(value)
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
