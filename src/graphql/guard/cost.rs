//! What an operation costs, known before it runs.
//!
//! A plain value costs 0.1, a text or an object 1, each as often as it can come: a list counts as many as it can hold.
//! Whatever fragments and aliases repeat pays each time, as it is resolved each time. `sizes` has the numbers. What is
//! skipped costs nothing; a fragment on one type costs as if every node were of it.

use std::collections::HashMap;

use apollo_compiler::Node;
use apollo_compiler::ast::Value as Literal;
use apollo_compiler::executable::{DirectiveList, Field, FragmentMap, Operation, Selection, SelectionSet};
use async_graphql::{Name, Pos, Value, Variables};

use super::document::Document;
use super::price::{Cost, Parts};
use super::sizes::{
    self, CHARACTERS, CONDITION, FILTERED_PATHS, OBJECT, PLAIN, ROOT_CONDITION, SCAN, TENTHS, TEXT, TEXTS,
    TITLE, VALUE,
};
use super::types::Types;
use super::{Limits, Refusal};
use crate::graphql::error::Code;
use crate::graphql::page::{DEFAULT_PAGE, LARGEST_PAGE};

/// What an operation may cost, and what is paid for each item of its lists while it runs; in tenths.
#[derive(Debug, Default)]
pub(in crate::graphql) struct Bill {
    /// All of it, if every list is full.
    pub(super) requested: u64,
    /// What is paid whatever the lists hold.
    pub(super) fixed: u64,
    /// What the items of a list cost, by the place of the list's field.
    pub(super) items: HashMap<Pos, Items>,
}

/// What the items of a list cost without the lists within them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Items {
    pub(super) each: u64,
    /// How many cost as much as one: objects do alone, plain values by the score.
    pub(super) at_once: u64,
}

impl Items {
    /// What so many of them cost.
    pub(super) fn cost(self, count: u64) -> u64 {
        count.div_ceil(self.at_once).saturating_mul(self.each)
    }
}

/// What an operation costs with these variables; a refusal if it is over the budget.
pub(in crate::graphql) fn bill(
    document: &Document,
    operation: &Operation,
    variables: &Variables,
    types: &Types,
    limits: &Limits,
) -> Result<Bill, Refusal> {
    let fragments = &document.valid.fragments;
    let mut pricing = Pricing { fragments, variables, types, document, items: HashMap::new() };
    let cost = pricing.selections(&operation.selection_set, None);
    let (requested, fixed) = (OBJECT.saturating_add(cost.full), OBJECT.saturating_add(cost.fixed));
    let shown = requested.div_ceil(TENTHS);
    if shown > limits.cost {
        let (path, place) = pricing.dearest(&operation.selection_set);
        let refusal = too_expensive(shown, limits.cost, &path);
        return Err(match place {
            Some(place) => refusal.at_pos(place),
            None => refusal,
        });
    }
    Ok(Bill { requested, fixed, items: pricing.items })
}

fn too_expensive(cost: u64, limit: u64, path: &str) -> Refusal {
    let message = format!(
        "the query costs {cost}, and at most {limit} is answered: most of it is `{path}`; give the lists on that path \
         a smaller `first`, select fewer fields there, or ask in several requests"
    );
    let mut refusal = Refusal::new(Code::QueryTooExpensive, message);
    let cost = [("requested", cost), ("limit", limit)];
    let cost = cost.into_iter().map(|(name, cost)| (Name::new(name), Value::from(cost))).collect();
    refusal.more = vec![("cost", Value::Object(cost)), ("path", Value::from(path))];
    refusal
}

/// An argument's value, which may stand in the document or in a variable.
#[derive(Clone, Copy)]
enum Given<'a> {
    Literal(&'a Literal),
    Variable(&'a Value),
}

struct Pricing<'a> {
    fragments: &'a FragmentMap,
    variables: &'a Variables,
    types: &'a Types,
    document: &'a Document,
    items: HashMap<Pos, Items>,
}

impl<'a> Pricing<'a> {
    /// What a selection costs; `page` is the page size where it is of a connection.
    fn selections(&mut self, set: &'a SelectionSet, page: Option<u64>) -> Cost {
        let mut sum = Cost::default();
        for selection in &set.selections {
            sum = sum.plus(self.selection(set, selection, page));
        }
        sum
    }

    fn selection(&mut self, set: &'a SelectionSet, selection: &'a Selection, page: Option<u64>) -> Cost {
        if self.skipped(selection.directives()) {
            return Cost::default();
        }
        match selection {
            Selection::Field(field) => self.field(&set.ty, field, page),
            Selection::InlineFragment(fragment) => self.selections(&fragment.selection_set, page),
            Selection::FragmentSpread(spread) => {
                let fragment = self.fragments.get(&spread.fragment_name);
                fragment.map_or_else(Cost::default, |found| self.selections(&found.selection_set, page))
            }
        }
    }

    fn field(&mut self, of: &str, field: &'a Node<Field>, page: Option<u64>) -> Cost {
        let ty = &field.definition.ty;
        let is_composite = self.types.is_composite(ty);
        let one = if is_composite {
            Cost::of(OBJECT).plus(self.selections(&field.selection_set, self.page(field))).whole()
        } else {
            Cost::of(if TEXTS.contains(&field.name.as_str()) { TEXT } else { VALUE })
        };
        let fee = Cost::of(self.fee(of, field));
        // The wrappers of a type in the schema's description: most are null.
        if of == "__Type" && field.name == "ofType" {
            return Cost { full: one.full - OBJECT + VALUE, ..Cost::of(VALUE) };
        }
        if !ty.is_list() {
            return fee.plus(one);
        }
        let at_once = if is_composite { 1 } else { PLAIN };
        if let Some(pos) = self.document.place(field) {
            self.items.insert(pos, Items { each: one.fixed, at_once });
        }
        let items = Items { each: one.full, at_once }.cost(self.size(of, field, page));
        let parts = Parts::of(of, &field.name, one.full, items);
        fee.plus(Cost { full: VALUE.saturating_add(items), fixed: VALUE, parts })
    }

    /// How many a list can hold.
    fn size(&self, of: &str, field: &'a Field, page: Option<u64>) -> u64 {
        let is_page = matches!(field.name.as_str(), "nodes" | "edges" | "candidates");
        let times = sizes::answered(of, &field.name).or(is_page.then_some(1));
        if let Some((page, times)) = page.zip(times) {
            return page.saturating_mul(times);
        }
        if let Some(each) = ["ids", "titles", "targets"].iter().find_map(|name| self.argument(field, name)) {
            return self.length(each).min(to_u64(LARGEST_PAGE) + 1);
        }
        if let Some(most) = sizes::most(of, &field.name) {
            return most.size(self.number(field, "first"));
        }
        let described = || {
            let mut described = self.types.described.iter();
            described.find(|((ty, name), _)| *ty == of && field.name == *name).map(|(_, size)| *size)
        };
        sizes::listed(of, &field.name).or_else(described).unwrap_or(to_u64(LARGEST_PAGE))
    }

    /// The page size that a connection, the candidates of a title or the lists of an answer are asked for; none for
    /// what has no such list.
    fn page(&self, field: &'a Field) -> Option<u64> {
        if of_titles(field) {
            return Some(sizes::CANDIDATES.size(self.number(field, "first")));
        }
        let mut answers = sizes::ANSWERS.iter();
        if let Some(answer) = answers.find(|answer| field.definition.name == answer.field) {
            let given = self.argument(field, answer.argument);
            let number = self.number(field, answer.argument);
            return Some(answer.first.size(number.or_else(|| given.map(|given| self.length(given)))));
        }
        field.definition.argument_by_name("after")?;
        let number = ["first", "last"].into_iter().find_map(|name| self.number(field, name));
        // What is outside is refused by the field, which then holds nothing.
        Some(number.map_or(to_u64(DEFAULT_PAGE), |size: u64| size.clamp(1, to_u64(LARGEST_PAGE))))
    }

    /// The number that an argument gives, if it gives one.
    fn number(&self, field: &'a Field, argument: &str) -> Option<u64> {
        match self.argument(field, argument)? {
            Given::Literal(Literal::Int(number)) => number.as_str().parse().ok(),
            Given::Variable(Value::Number(number)) => number.as_u64(),
            _ => None,
        }
    }

    /// What a field costs besides its value: its arguments, and going through all of a kind.
    fn fee(&self, of: &str, field: &'a Field) -> u64 {
        let root = of == "Query";
        let mut fee: u64 = 0;
        for argument in &field.arguments {
            let given = self.given(&argument.value);
            let price = match (argument.name.as_str(), root) {
                ("filter" | "anyRole", true) => ROOT_CONDITION,
                // Each is an answer of its own.
                ("targets", true) => OBJECT,
                ("filter", false) => CONDITION,
                // They are what the list's size is.
                ("ids", _) => 0,
                ("title" | "titles", true) => TITLE,
                // It is read whole.
                ("text", true) => VALUE.saturating_add(given.map_or(0, characters) / CHARACTERS * OBJECT),
                _ => VALUE,
            };
            fee = fee.saturating_add(given.map_or(0, |given| self.values(given)).saturating_mul(price));
        }
        let goes_through_all =
            root && field.definition.argument_by_name("first").is_some() && !of_titles(field);
        let scan = if goes_through_all { SCAN } else { 0 };
        let scan = scan.saturating_add(sizes::computed(of, &field.name));
        let paths = if root && field.name == "careerPaths" { self.paths(field) } else { 0 };
        fee.saturating_add(scan).saturating_add(paths)
    }

    /// What routes between roles cost besides: hops are at hand unless some statements do not count.
    fn paths(&self, field: &'a Field) -> u64 {
        let filters = ["sources", "taxonomies", "minEvidence"];
        let filtered = filters.into_iter().any(|name| self.argument(field, name).is_some());
        if filtered { FILTERED_PATHS } else { 0 }
    }

    fn argument(&self, field: &'a Field, name: &str) -> Option<Given<'a>> {
        let argument = field.arguments.iter().find(|argument| argument.name == name)?;
        let given = self.given(&argument.value);
        given.filter(|given| !matches!(given, Given::Literal(Literal::Null) | Given::Variable(Value::Null)))
    }

    /// None where a variable is left out.
    fn given(&self, value: &'a Literal) -> Option<Given<'a>> {
        match value {
            Literal::Variable(name) => self.variables.get(name.as_str()).map(Given::Variable),
            literal => Some(Given::Literal(literal)),
        }
    }

    /// How many plain values there are in a value, at least 1.
    fn values(&self, given: Given<'a>) -> u64 {
        let all: u64 = match given {
            Given::Literal(Literal::List(list)) => list.iter().map(|one| self.literals(one)).sum(),
            Given::Literal(Literal::Object(fields)) => fields.iter().map(|(_, one)| self.literals(one)).sum(),
            Given::Variable(Value::List(list)) => list.iter().map(|v| self.values(Given::Variable(v))).sum(),
            Given::Variable(Value::Object(fields)) => {
                fields.values().map(|value| self.values(Given::Variable(value))).sum()
            }
            _ => 1,
        };
        all.max(1)
    }

    fn literals(&self, value: &'a Literal) -> u64 {
        self.given(value).map_or(0, |given| self.values(given))
    }

    fn length(&self, given: Given<'a>) -> u64 {
        match given {
            Given::Literal(Literal::List(list)) => to_u64(list.len()),
            Given::Variable(Value::List(list)) => to_u64(list.len()),
            _ => 1,
        }
    }

    fn skipped(&self, directives: &'a DirectiveList) -> bool {
        let condition = |name: &str| {
            let directive = directives.iter().find(|directive| directive.name == name)?;
            let value = &directive.arguments.iter().find(|argument| argument.name == "if")?.value;
            match self.given(value)? {
                Given::Literal(Literal::Boolean(value)) | Given::Variable(Value::Boolean(value)) => {
                    Some(*value)
                }
                _ => None,
            }
        };
        condition("skip") == Some(true) || condition("include") == Some(false)
    }

    /// The path down which most of the cost lies, as it is in the answer, and where its end is in the document.
    fn dearest(&mut self, root: &'a SelectionSet) -> (String, Option<Pos>) {
        let (mut path, mut place, mut set, mut page) = (Vec::new(), None, root, None);
        loop {
            let mut fields = Vec::new();
            self.fields(set, &mut fields);
            let priced = fields.into_iter().map(|(of, field)| (self.field(of, field, page).full, field));
            // The first of several that cost the same.
            let Some((_, field)) = priced.reduce(|best, next| if next.0 > best.0 { next } else { best })
            else {
                break;
            };
            if !self.types.is_composite(&field.definition.ty) {
                break;
            }
            path.push(field.response_key().as_str());
            place = self.document.place(field);
            (page, set) = (self.page(field), &field.selection_set);
        }
        // Names are as long as a client makes them.
        (crate::graphql::error::shown(&path.join(".")), place)
    }

    fn fields(&self, set: &'a SelectionSet, found: &mut Vec<(&'a str, &'a Node<Field>)>) {
        for selection in &set.selections {
            match selection {
                _ if self.skipped(selection.directives()) => {}
                Selection::Field(field) => found.push((set.ty.as_str(), field)),
                Selection::InlineFragment(fragment) => self.fields(&fragment.selection_set, found),
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.fragments.get(&spread.fragment_name) {
                        self.fields(&fragment.selection_set, found);
                    }
                }
            }
        }
    }
}

/// Whether a field finds roles for titles.
fn of_titles(field: &Field) -> bool {
    ["title", "titles"].into_iter().any(|name| field.definition.argument_by_name(name).is_some())
}

/// How many characters a text has; 0 for what is no text.
fn characters(given: Given<'_>) -> u64 {
    match given {
        Given::Literal(Literal::String(text)) | Given::Variable(Value::String(text)) => {
            to_u64(text.chars().count())
        }
        _ => 0,
    }
}

fn to_u64(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
