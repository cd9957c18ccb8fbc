//! The rows of each connection.

use std::borrow::Cow;
use std::marker::PhantomData;

use ::entity::{ConceptKind, MappingKind};
use async_graphql::{Error, OutputType};

use super::super::guard::List;
use super::super::scope::{At, Scope};
use super::super::value::{Evidence, evidence};
use super::{Edge, Key, Row, SortField, Value};
use crate::graph::{ConceptIdx, Facts, Graph, Link, LinkIdx, Mapping};

/// A type of the schema that stands for one concept.
pub(in crate::graphql) trait NodeType: OutputType + 'static {
    /// The concept as a node.
    fn node(at: At) -> Self;
}

/// A type of the schema for the concepts of one kind.
pub(in crate::graphql) trait OfKind: NodeType {
    /// Their kind.
    const KIND: ConceptKind;
}

/// A link seen from its start.
pub(in crate::graphql) struct Out;
/// A link seen from its end.
pub(in crate::graphql) struct Back;
/// A link seen from either.
pub(in crate::graphql) struct Either;

/// A link as a row of a list, `V` telling from where it is seen.
pub(in crate::graphql) struct Seen<T, V> {
    pub(in crate::graphql) link: LinkIdx,
    /// Whether it is seen from its end.
    pub(in crate::graphql) reversed: bool,
    /// Whether a relation is read from its other end towards the concept that was asked.
    pub(in crate::graphql) inward: bool,
    /// How the concept that it was found through maps to the one that was asked.
    pub(in crate::graphql) mapping: Option<MappingKind>,
    seen: PhantomData<fn() -> (T, V)>,
}

impl<T, V> Clone for Seen<T, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, V> Copy for Seen<T, V> {}

impl<T: Facts, V> Seen<T, V> {
    fn new(link: LinkIdx, reversed: bool) -> Self {
        Self { link, reversed, inward: false, mapping: None, seen: PhantomData }
    }

    /// The link.
    pub(in crate::graphql) fn link(self, graph: &Graph) -> &Link<T> {
        T::links(graph).get(self.link)
    }

    /// The far end.
    pub(in crate::graphql) fn end(self, graph: &Graph) -> ConceptIdx {
        let link = self.link(graph);
        if self.reversed { link.from } else { link.to }
    }
}

/// How a kind of link is listed when it is seen as `V`.
pub(in crate::graphql) trait Listed<V>: Facts {
    /// Name of the connection type.
    const CONNECTION: &'static str;
    /// Type of the far end.
    type Node: NodeType;

    /// What it is ordered by, apart from the name.
    fn value(row: Seen<Self, V>, graph: &Graph, field: SortField) -> Value<'_> {
        let _ = (row, graph, field);
        Value::Null
    }
}

impl<V: 'static, T: Listed<V>> Edge<Seen<T, V>> {
    /// What the link carries.
    pub(in crate::graphql) fn facts(&self) -> &T {
        &self.row.link(self.scope.graph()).facts
    }

    /// Who says so.
    pub(in crate::graphql) fn link_evidence(&self) -> List<Evidence> {
        let graph = self.scope.graph();
        let link = self.row.link(graph);
        evidence(&self.scope, &link.stated, &graph.concept(link.from).key)
    }
}

impl<V: 'static, T: Listed<V>> Row for Seen<T, V> {
    const CONNECTION: &'static str = T::CONNECTION;
    type Node = T::Node;

    fn node(self, scope: &Scope) -> T::Node {
        T::Node::node(At { scope: scope.clone(), idx: self.end(scope.graph()) })
    }

    fn key(self, scope: &Scope, field: SortField) -> Key<'_> {
        let graph = scope.graph();
        let (link, concept) = (self.link(graph), graph.concept(self.end(graph)));
        let name = Cow::Borrowed(&*concept.sort_name);
        let value = match field {
            SortField::Name => Value::Text(name.clone()),
            _ => T::value(self, graph, field),
        };
        Key { value, name, node: concept.id, link: link.stated.id }
    }
}

/// The links that start at a concept; those to retired concepts are left out.
pub(in crate::graphql) fn out<T: Facts>(graph: &Graph, from: ConceptIdx) -> Vec<Seen<T, Out>> {
    live(graph, T::links(graph).out(from).map(|link| Seen::new(link, false)))
}

/// The links that end at a concept; those from retired concepts are left out.
pub(in crate::graphql) fn back<T: Facts>(graph: &Graph, to: ConceptIdx) -> Vec<Seen<T, Back>> {
    live(graph, T::links(graph).into(to).map(|link| Seen::new(link, true)))
}

/// The links of a concept both ways; those with retired concepts are left out.
pub(in crate::graphql) fn either<T: Facts>(graph: &Graph, of: ConceptIdx) -> Vec<Seen<T, Either>> {
    let links = T::links(graph);
    let out = links.out(of).map(|link| Seen::new(link, false));
    live(graph, out.chain(links.into(of).map(|link| Seen::new(link, true))))
}

/// The links that start at a concept, and at those of its kind that it maps to in one of these ways.
pub(in crate::graphql) fn through<T: Facts>(
    graph: &Graph,
    from: ConceptIdx,
    kinds: &[MappingKind],
) -> Vec<Seen<T, Out>> {
    let mut rows = out(graph, from);
    for (other, kind) in matches(graph, from, kinds) {
        rows.extend(out(graph, other).into_iter().map(|row| Seen { mapping: Some(kind), ..row }));
    }
    rows
}

/// The concepts of the same kind that a concept maps to, each once, in the best of the ways asked for.
fn matches(graph: &Graph, of: ConceptIdx, kinds: &[MappingKind]) -> Vec<(ConceptIdx, MappingKind)> {
    let kind = graph.concept(of).kind;
    let mut found: Vec<(ConceptIdx, MappingKind)> = Vec::new();
    for (other, as_, _) in mapped(graph, of) {
        if kinds.contains(&as_) && graph.concept(other).kind == kind {
            found.push((other, as_));
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|(other, _)| *other);
    found
}

/// What a concept maps to, from whichever end it was stated: (the other, how it matches, the link).
pub(in crate::graphql) fn mapped(graph: &Graph, of: ConceptIdx) -> Vec<(ConceptIdx, MappingKind, LinkIdx)> {
    let row = |seen: Seen<Mapping, Either>| {
        let kind = match (seen.link(graph).facts.kind, seen.reversed) {
            (MappingKind::Broad, true) => MappingKind::Narrow,
            (MappingKind::Narrow, true) => MappingKind::Broad,
            (kind, _) => kind,
        };
        (seen.end(graph), kind, seen.link)
    };
    either::<Mapping>(graph, of).into_iter().map(row).collect()
}

fn live<T: Facts, V>(graph: &Graph, rows: impl Iterator<Item = Seen<T, V>>) -> Vec<Seen<T, V>> {
    rows.filter(|row| !graph.is_retired(row.end(graph))).collect()
}

/// A concept as a row of the list of all of its kind.
pub(in crate::graphql) struct AllOf<N> {
    pub(in crate::graphql) idx: ConceptIdx,
    kind: PhantomData<fn() -> N>,
}

impl<N> AllOf<N> {
    /// The row of a concept.
    pub(in crate::graphql) fn of(idx: ConceptIdx) -> Self {
        Self { idx, kind: PhantomData }
    }
}

impl<N> Clone for AllOf<N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N> Copy for AllOf<N> {}

/// A type of the schema that has a list of all at the root.
pub(in crate::graphql) trait Rooted: OfKind {
    /// Name of the connection type.
    const CONNECTION: &'static str;

    /// What it is ordered by, apart from the name.
    fn value(graph: &Graph, idx: ConceptIdx, field: SortField) -> Value<'_> {
        let _ = (graph, idx, field);
        Value::Null
    }
}

impl<N: Rooted> Row for AllOf<N> {
    const CONNECTION: &'static str = N::CONNECTION;
    type Node = N;

    fn node(self, scope: &Scope) -> N {
        N::node(At { scope: scope.clone(), idx: self.idx })
    }

    fn key(self, scope: &Scope, field: SortField) -> Key<'_> {
        let graph = scope.graph();
        let concept = graph.concept(self.idx);
        let name = Cow::Borrowed(&*concept.sort_name);
        let value = match field {
            SortField::Name => Value::Text(name.clone()),
            _ => N::value(graph, self.idx, field),
        };
        Key { value, name, node: concept.id, link: concept.id }
    }
}

/// How many rows are tried between two looks at the clock: each may have to pass some thousand conditions.
const AT_ONCE: usize = 64;

/// All concepts of a kind that pass a test; the retired only if they are wanted. It ends early where the request's time
/// is over.
pub(in crate::graphql) fn all_of<N: OfKind>(
    scope: &Scope,
    retired: bool,
    test: impl Fn(ConceptIdx) -> bool,
) -> Result<Vec<AllOf<N>>, Error> {
    let graph = scope.graph();
    let mut rows = Vec::new();
    for (at, idx) in graph.of_kind(N::KIND).enumerate() {
        if at % AT_ONCE == 0 {
            scope.walls().check()?;
        }
        if (retired || !graph.is_retired(idx)) && test(idx) {
            rows.push(AllOf::of(idx));
        }
    }
    Ok(rows)
}
