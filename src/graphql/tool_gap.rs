//! Which tools of a role are held.

use async_graphql::{Error, Object, SimpleObject};

use super::answer::link_evidence;
use super::guard::List;
use super::page::within;
use super::role::Role;
use super::scope::{At, Scope};
use super::tool::Tool;
use super::value::Evidence;
use crate::graph::{ConceptIdx, Facts, LinkIdx, RoleTool};

/// Tools of one list at most: more than any role works with.
const MOST_TOOLS: usize = 500;

/// The tools of a role.
pub(super) struct ToolGap {
    pub(super) scope: Scope,
    pub(super) held: Vec<(ConceptIdx, LinkIdx)>,
    pub(super) missing: Vec<(ConceptIdx, LinkIdx)>,
}

/// The tools of a role.
#[Object]
impl ToolGap {
    /// Those that are held, themselves or as an exact match in another taxonomy; by name.
    async fn covered(&self) -> List<Tool> {
        self.held.iter().map(|(tool, _)| Tool(self.at(*tool))).collect()
    }

    /// Those that are not, by name.
    async fn missing(&self) -> List<Tool> {
        self.missing.iter().map(|(tool, _)| Tool(self.at(*tool))).collect()
    }

    /// All of them with who says so: those that are not held first, then by name.
    async fn items(
        &self,
        #[graphql(desc = "At most so many: 1 to 500.", default = 50)] first: i32,
    ) -> Result<List<ToolItem>, Error> {
        let first = within("first", first, MOST_TOOLS)?;
        let each =
            (self.missing.iter().map(|tool| (tool, false))).chain(self.held.iter().map(|tool| (tool, true)));
        let item = |((tool, link), held): (&(ConceptIdx, LinkIdx), bool)| ToolItem {
            tool: Tool(self.at(*tool)),
            held,
            from: Role(self.at(RoleTool::links(self.scope.graph()).get(*link).from)),
            because: link_evidence::<RoleTool>(&self.scope, *link).collect(),
        };
        Ok(each.take(first).map(item).collect())
    }
}

impl ToolGap {
    fn at(&self, idx: ConceptIdx) -> At {
        At { scope: self.scope.clone(), idx }
    }
}

/// A tool that a role works with, and whether it is held.
#[derive(SimpleObject)]
pub(super) struct ToolItem {
    /// The tool.
    tool: Tool,
    /// Whether it, or its exact match in another taxonomy, is held.
    held: bool,
    /// Whose tool it is: of the role itself, or of a broader or matching one if none is stated of the role.
    from: Role,
    /// Who says so.
    because: List<Evidence>,
}
