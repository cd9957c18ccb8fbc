//! The one root field of a subscription (GraphQL, 5.2.4.1, Single Root Field).
//!
//! The validator sees to it that there is one, without a condition, and of our schema. It is stricter than GraphQL in one
//! thing: a field that is written twice under one response key is two to it, and refused, though both are one.

use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, Field, Selection, SelectionSet};
use async_graphql::{Positioned, Request};

/// A request to listen whose root field stands where the executor looks for it: it listens to what is written at the
/// root itself, and to nothing that a fragment brings.
pub(super) fn brought_up(mut request: Request) -> Request {
    let Ok(document) = request.parsed_query() else { return request };
    let mut document = document.clone();
    let DocumentOperations::Single(operation) = &document.operations else { return request };
    let Some(field) = first(&document, &operation.node.selection_set.node).cloned() else { return request };
    let field = Positioned::new(Selection::Field(field.clone()), field.pos);
    if let DocumentOperations::Single(operation) = &mut document.operations {
        operation.node.selection_set.node.items = vec![field];
    }
    request.set_parsed_query(document);
    request
}

/// The first field of a selection, down its fragments, which the validator knows to have an end.
fn first<'a>(document: &'a ExecutableDocument, set: &'a SelectionSet) -> Option<&'a Positioned<Field>> {
    set.items.iter().find_map(|item| match &item.node {
        Selection::Field(field) => Some(field),
        Selection::InlineFragment(fragment) => first(document, &fragment.node.selection_set.node),
        Selection::FragmentSpread(spread) => {
            let fragment = document.fragments.get(&spread.node.fragment_name.node)?;
            first(document, &fragment.node.selection_set.node)
        }
    })
}
