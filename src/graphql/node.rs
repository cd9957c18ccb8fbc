//! The interfaces `Node` and `Concept`, and look-ups of any node by id.
//!
//! `Concept` takes its fields from `ConceptFields`, as every concept type does: a field is written once.

use std::borrow::Cow;

use ::entity::ConceptKind;
use async_graphql::indexmap::{IndexMap, IndexSet};
use async_graphql::parser::types::Field;
use async_graphql::registry::{MetaType, MetaTypeId, Registry};
use async_graphql::resolver_utils::{Fields, resolve_container};
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, Error, ID, InterfaceType, Object, OutputType, Positioned,
    ServerResult, Value,
};

use super::concept::ConceptFields;
use super::error::{bad_input, parse_id};
use super::guard::List;
use super::page::{LARGEST_PAGE, NodeType};
use super::pathway::Pathway;
use super::plain::{Collection, Credential, Provider, Task};
use super::role::Role;
use super::salary::{InterviewQuestion, Salary};
use super::scope::{At, Scope};
use super::skill::Skill;
use super::source::{Source, Taxonomy};
use super::tool::Tool;
use crate::graph::NodeRef;

/// Declares an interface as the enum of its types; its fields are given by `$fields`.
macro_rules! interface {
    ($(#[doc = $doc:literal])* $name:ident { $($type:ident,)+ } implements $implements:expr; $fields:expr) => {
        $(#[doc = $doc])*
        pub(super) enum $name {
            $(
                #[doc = concat!("A ", stringify!($type), ".")]
                $type($type),
            )+
        }

        impl ContainerType for $name {
            async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
                match self {
                    $(Self::$type(node) => node.resolve_field(ctx).await,)+
                }
            }

            fn collect_all_fields<'a>(
                &'a self,
                ctx: &ContextSelectionSet<'a>,
                fields: &mut Fields<'a>,
            ) -> ServerResult<()> {
                match self {
                    $(Self::$type(node) => node.collect_all_fields(ctx, fields),)+
                }
            }
        }

        impl OutputType for $name {
            fn type_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }

            fn introspection_type_name(&self) -> Cow<'static, str> {
                match self {
                    $(Self::$type(_) => <$type as OutputType>::type_name(),)+
                }
            }

            fn create_type_info(registry: &mut Registry) -> String {
                registry.create_output_type::<Self, _>(MetaTypeId::Interface, |registry| {
                    let mut possible_types = IndexSet::new();
                    $(
                        <$type as OutputType>::create_type_info(registry);
                        let type_name = <$type as OutputType>::type_name();
                        registry.add_implements(&type_name, stringify!($name));
                        possible_types.insert(type_name.into_owned());
                    )+
                    let implements: &[&str] = $implements;
                    for interface in implements {
                        registry.add_implements(stringify!($name), interface);
                    }
                    let fields: fn(&mut Registry) -> IndexMap<String, async_graphql::registry::MetaField> = $fields;
                    MetaType::Interface {
                        name: stringify!($name).to_owned(),
                        description: Some([$($doc.trim()),*].join("\n")),
                        fields: fields(registry),
                        possible_types,
                        extends: false,
                        keys: None,
                        visible: None,
                        inaccessible: false,
                        tags: Vec::new(),
                        rust_typename: Some(std::any::type_name::<Self>()),
                        directive_invocations: Vec::new(),
                        requires_scopes: Vec::new(),
                    }
                })
            }

            async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
                resolve_container(ctx, self).await
            }
        }

        impl InterfaceType for $name {}
    };
}

interface! {
    /// Anything that has an id.
    Node {
        Role, Skill, Tool, Pathway, Task, Credential, Provider, Collection, Salary, InterviewQuestion, Source, Taxonomy,
    }
    implements &[];
    |registry| {
        let mut fields = fields_of::<ConceptFields>(registry);
        fields.retain(|name, _| name == "id");
        fields
    }
}

interface! {
    /// A node that can be named: it has names, codes, notes, sources and matches in other taxonomies.
    Concept { Role, Skill, Tool, Pathway, Task, Credential, Provider, Collection, }
    implements &["Node"];
    fields_of::<ConceptFields>
}

fn fields_of<T: OutputType>(registry: &mut Registry) -> IndexMap<String, async_graphql::registry::MetaField> {
    match registry.create_fake_output_type::<T>() {
        MetaType::Object { fields, .. } => fields,
        _ => IndexMap::new(),
    }
}

/// A `Concept` in a field of `ConceptFields`.
///
/// Registering a type registers the types of its fields first. Here that would come back, through the types that
/// implement `Concept`, to the fields that are just being made; so this only names the interface, which `nodes` of
/// a collection registers.
pub(super) struct AnyConcept(pub(super) Concept);

impl OutputType for AnyConcept {
    fn type_name() -> Cow<'static, str> {
        Concept::type_name()
    }

    fn create_type_info(_: &mut Registry) -> String {
        Concept::qualified_type_name()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.0.introspection_type_name()
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        self.0.resolve(ctx, field).await
    }
}

/// Makes the node of a concept as the type that its kind has.
macro_rules! by_kind {
    ($interface:ident, $at:ident) => {{
        let at = $at;
        match at.concept().kind {
            ConceptKind::Role => $interface::Role(Role::node(at)),
            ConceptKind::Skill => $interface::Skill(Skill::node(at)),
            ConceptKind::Tool => $interface::Tool(Tool::node(at)),
            ConceptKind::Pathway => $interface::Pathway(Pathway::node(at)),
            ConceptKind::Task => $interface::Task(Task::node(at)),
            ConceptKind::Credential => $interface::Credential(Credential::node(at)),
            ConceptKind::Provider => $interface::Provider(Provider::node(at)),
            ConceptKind::Collection => $interface::Collection(Collection::node(at)),
        }
    }};
}

impl NodeType for Concept {
    fn node(at: At) -> Self {
        Self::at(at)
    }
}

impl Concept {
    /// The concept as the type that its kind has.
    pub(super) fn at(at: At) -> Self {
        by_kind!(Concept, at)
    }
}

impl Node {
    fn find(scope: &Scope, id: &ID) -> Option<Result<Self, Error>> {
        let parsed = match parse_id("id", id) {
            Ok(parsed) => parsed,
            Err(error) => return Some(Err(error)),
        };
        let scope = scope.clone();
        Some(Ok(match scope.graph().node(parsed)? {
            NodeRef::Concept(idx) => {
                let at = At { scope, idx };
                by_kind!(Node, at)
            }
            NodeRef::Salary(idx) => Node::Salary(Salary { scope, idx }),
            NodeRef::Question(idx) => Node::InterviewQuestion(InterviewQuestion { scope, idx }),
            NodeRef::Source(idx) => Node::Source(Source { scope, idx }),
            NodeRef::Taxonomy(idx) => Node::Taxonomy(Taxonomy { scope, idx }),
        }))
    }
}

#[derive(Default)]
pub(super) struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Any node by its id; null if there is none. A malformed id is BAD_USER_INPUT.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id, as the API gives it.")] id: ID,
    ) -> Option<Result<Node, Error>> {
        Node::find(Scope::of(ctx), &id)
    }

    /// Several nodes by id, in the order of the ids; null where there is none. A malformed id is BAD_USER_INPUT and
    /// null at its place, the others are answered.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most 100 ids, as the API gives them.")] ids: Vec<ID>,
    ) -> Result<List<Option<Result<Node, Error>>>, Error> {
        if ids.len() > LARGEST_PAGE {
            return Err(bad_input(format!("`ids` has {} ids: expected at most {LARGEST_PAGE}", ids.len())));
        }
        Ok(ids.iter().map(|id| Node::find(Scope::of(ctx), id)).collect())
    }
}
