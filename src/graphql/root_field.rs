//! The one root field of a subscription (GraphQL, 5.2.4.1, Single Root Field).

use std::collections::HashSet;

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Pos, Positioned, Request, ServerError};

use super::error::Code;

/// A request to listen whose root field stands where the executor looks for it.
///
/// The executor listens to each field that is written at the root by itself, and to none that a fragment brings.
/// Fields of one response key are one field. Fragments stay at the root, too, so that they are validated.
pub(super) fn brought_up(mut request: Request, name: Option<&str>) -> Result<Request, Box<ServerError>> {
    let mut document = request.parsed_query().map_err(Box::new)?.clone();
    let Some(root) = root(&mut document.operations, name).map(|root| root.clone()) else {
        return Ok(request);
    };
    let mut fields = Fields { document: &document, seen: HashSet::new(), found: Vec::new() };
    fields.collect(&root)?;
    let mut found = fields.found.into_iter();
    let Some(mut one) = found.next() else { return Ok(request) };
    for other in found {
        if other.node.response_key().node != one.node.response_key().node {
            return Err(refused("this is a second field, and a subscription has one at its root", other.pos));
        }
        one.node.selection_set.node.items.extend(other.node.selection_set.node.items);
    }
    let one = Positioned::new(Selection::Field(one.clone()), one.pos);
    let fragments = root.items.into_iter().filter(|item| !matches!(item.node, Selection::Field(_)));
    let items = std::iter::once(one).chain(fragments).collect();
    if let Some(root) = self::root(&mut document.operations, name) {
        root.items = items;
    }
    request.set_parsed_query(document);
    Ok(request)
}

/// What an operation selects; there is none of an unknown name.
fn root<'a>(operations: &'a mut DocumentOperations, name: Option<&str>) -> Option<&'a mut SelectionSet> {
    let operation: &mut Positioned<OperationDefinition> = match (operations, name) {
        (DocumentOperations::Single(operation), _) => operation,
        (DocumentOperations::Multiple(operations), name) => operations.get_mut(name?)?,
    };
    Some(&mut operation.node.selection_set.node)
}

/// The root fields of a subscription, those of its fragments among them.
struct Fields<'a> {
    document: &'a ExecutableDocument,
    /// Fragments that were looked at: none twice, also where they spread each other in a circle.
    seen: HashSet<Name>,
    found: Vec<Positioned<Field>>,
}

impl Fields<'_> {
    fn collect(&mut self, set: &SelectionSet) -> Result<(), Box<ServerError>> {
        for item in &set.items {
            let mut directives = item.node.directives().iter();
            let conditional = |name: &Name| matches!(name.as_str(), "skip" | "include");
            if let Some(directive) = directives.find(|directive| conditional(&directive.node.name.node)) {
                return Err(refused("the root field of a subscription has no condition", directive.pos));
            }
            match &item.node {
                Selection::Field(field) if field.node.name.node.starts_with("__") => {
                    let message = "the root field of a subscription is one that can be listened to";
                    return Err(refused(message, field.pos));
                }
                Selection::Field(field) => self.found.push(field.clone()),
                Selection::InlineFragment(fragment) => self.collect(&fragment.node.selection_set.node)?,
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let fragment = self.document.fragments.get(name);
                    if let Some(fragment) = fragment.filter(|_| self.seen.insert(name.clone())) {
                        self.collect(&fragment.node.selection_set.node)?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn refused(message: &str, pos: Pos) -> Box<ServerError> {
    let mut error = ServerError::new(message, Some(pos));
    error.extensions.get_or_insert_default().set("code", Code::GraphqlValidationFailed.text());
    Box::new(error)
}
