//! How large a document is once every fragment is put in its place.
//!
//! Counted on what the parser gives and before anything follows fragments: each is counted once and remembered, so a
//! document whose fragments double level by level costs no more to refuse than to read. Unknown fragments and cycles
//! count as nothing: validation tells them.

use std::collections::HashMap;

use apollo_compiler::ast::{Definition, Document, FragmentDefinition, Selection};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::{Name, Node};

use super::{Limits, Refusal};

/// Lists of the schema's own description that may stand in each other, as in `types { fields { args } }`; the limit
/// and the fields are those of the rule in graphql-js, `MaxIntrospectionDepthRule`.
const DESCRIBED: usize = 2;
const DESCRIBING: [&str; 4] = ["fields", "interfaces", "possibleTypes", "inputFields"];

/// Refuses a document whose expansion is larger than any that is answered, where that is: the selection that stands too
/// deep, or the operation or fragment that is too large. O(selections).
pub(super) fn check(document: &Document, text: &str, limits: &Limits) -> Result<(), Refusal> {
    let fragments = document.definitions.iter().filter_map(|definition| match definition {
        Definition::FragmentDefinition(fragment) => Some((&fragment.name, fragment)),
        _ => None,
    });
    let mut counting = Counting { fragments: fragments.collect(), known: HashMap::new(), text, limits };
    // All operations together: the validator follows each.
    let mut all = Size::default();
    for definition in &document.definitions {
        match definition {
            Definition::OperationDefinition(operation) => {
                let size = counting.selections(&operation.selection_set, operation.location(), 1)?;
                all = Size { top: size.top, ..all.and(size) };
                counting.within(&all, true).map_err(|refusal| counting.at(refusal, operation.location()))?;
            }
            // One that no operation uses is followed by the validator, too.
            Definition::FragmentDefinition(fragment) => {
                let size = counting.fragment(&fragment.name, fragment.location(), 1)?;
                counting.within(&size, false).map_err(|refusal| counting.at(refusal, fragment.location()))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// How large something is after expansion.
#[derive(Clone, Copy, Default)]
struct Size {
    fields: usize,
    aliases: usize,
    /// Fields at its own level.
    top: usize,
    /// Fields that stand in each other.
    depth: usize,
    /// Selections that stand in each other, fragments included.
    levels: usize,
    /// Lists of the schema's description that stand in each other.
    described: usize,
}

impl Size {
    fn and(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases.saturating_add(other.aliases),
            top: self.top.saturating_add(other.top),
            depth: self.depth.max(other.depth),
            levels: self.levels.max(other.levels),
            described: self.described.max(other.described),
        }
    }
}

struct Counting<'a> {
    fragments: HashMap<&'a Name, &'a Node<FragmentDefinition>>,
    /// Those that were counted, and as nothing those that are being counted.
    known: HashMap<&'a Name, Size>,
    text: &'a str,
    limits: &'a Limits,
}

impl<'a> Counting<'a> {
    /// The size of selections that stand in `level - 1` others, the innermost of them here.
    fn selections(
        &mut self,
        selections: &'a [Selection],
        here: Option<SourceSpan>,
        level: usize,
    ) -> Result<Size, Refusal> {
        self.level(here, level)?;
        let mut size = Size::default();
        for selection in selections {
            size = size.and(match selection {
                Selection::Field(field) => {
                    let inner = self.selections(&field.selection_set, field.location(), level + 1)?;
                    Size {
                        fields: inner.fields.saturating_add(1),
                        aliases: inner.aliases.saturating_add(usize::from(field.alias.is_some())),
                        top: 1,
                        depth: inner.depth + 1,
                        levels: inner.levels,
                        described: inner.described + usize::from(DESCRIBING.contains(&field.name.as_str())),
                    }
                }
                Selection::InlineFragment(fragment) => {
                    self.selections(&fragment.selection_set, fragment.location(), level + 1)?
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(&spread.fragment_name, spread.location(), level + 1)?
                }
            });
        }
        size.levels += 1;
        Ok(size)
    }

    /// The size of a fragment that is spread here.
    fn fragment(&mut self, name: &'a Name, here: Option<SourceSpan>, level: usize) -> Result<Size, Refusal> {
        if let Some(known) = self.known.get(name) {
            let known = *known;
            self.level(here, (level - 1).saturating_add(known.levels))?;
            return Ok(known);
        }
        let Some(fragment) = self.fragments.get(name).copied() else { return Ok(Size::default()) };
        self.known.insert(name, Size::default());
        let size = self.selections(&fragment.selection_set, here, level)?;
        self.known.insert(name, size);
        Ok(size)
    }

    /// Bounds the recursion of this pass and of all that come after it.
    fn level(&self, here: Option<SourceSpan>, level: usize) -> Result<(), Refusal> {
        if level > self.limits.nesting {
            let refusal = Refusal::over("selections within each other", self.limits.nesting, "nest less");
            return Err(self.at(refusal, here));
        }
        Ok(())
    }

    fn at(&self, refusal: Refusal, here: Option<SourceSpan>) -> Refusal {
        match here {
            Some(here) => refusal.at(self.text, here.offset()),
            None => refusal,
        }
    }

    fn within(&self, size: &Size, operation: bool) -> Result<(), Refusal> {
        let limits = self.limits;
        let mut bounds = vec![
            (size.fields, limits.fields, "fields, each as often as fragments repeat it", "select fewer"),
            (size.aliases, limits.aliases, "aliases, each as often as fragments repeat it", "use fewer"),
            (size.depth, limits.depth, "fields within each other", "ask less deep"),
            (
                size.described,
                DESCRIBED,
                "lists of the schema's description within each other",
                "ask less deep",
            ),
        ];
        if operation {
            bounds.push((
                size.top,
                limits.root_fields,
                "fields at the root of the operation",
                "ask in several requests",
            ));
        }
        match bounds.into_iter().find(|(counted, limit, ..)| counted > limit) {
            Some((_, limit, what, way_out)) => Err(Refusal::over(what, limit, way_out)),
            None => Ok(()),
        }
    }
}
