//! Roles by the titles of jobs.

use async_graphql::{Context, Error, Object, SimpleObject};

use super::enums::{MatchKind, Seniority};
use super::error::bad_input;
use super::guard::List;
use super::page::at_most;
use super::role::Role;
use super::scope::{At, Scope};
use super::search::bounded;
use crate::search::{Candidate, TitleMatch, roles_for_title};

/// Candidates when a client names no number, and at most.
const DEFAULT_CANDIDATES: usize = 5;
const MOST_CANDIDATES: usize = 20;
/// Titles in one field, at most.
const MOST_TITLES: usize = 100;

/// What the title of a job says, and the roles that it may mean.
#[derive(SimpleObject)]
pub(super) struct RolesForTitle {
    /// The title as it was given.
    title: String,
    /// The level that it states; null where it states none. Experience asked for and grades are no level.
    seniority: Option<Seniority>,
    /// The parts that say nothing of the role (hours, place, pay, contract), as written, in order; all of the title
    /// where it means no role.
    noise: List<String>,
    /// The roles that it may mean, by falling confidence; several where it is ambiguous, none where it means none.
    candidates: List<TitleCandidate>,
}

/// A role that the title of a job may mean.
#[derive(SimpleObject)]
pub(super) struct TitleCandidate {
    /// The role.
    role: Role,
    /// How likely the title means this role, 0.15 to 1, to two decimals: 1 if the title is a name of this role and of
    /// no other. It falls with words that the title has and the name lacks, with words that the name has besides, with
    /// amended spelling, and with how many other roles of the same taxonomy fit as well. Of candidates with 0.8 or
    /// more, nine in ten are right.
    confidence: f64,
    /// The name of the role that was met.
    matched_name: String,
    /// How that name was met: never PREFIX or TEXT.
    #[graphql(name = "match")]
    how: MatchKind,
    /// Why, in a sentence: what sort of name it is, what of the title was left out, how many others fit as well.
    reason: String,
}

impl RolesForTitle {
    fn new(scope: &Scope, title: String, first: usize) -> Self {
        let TitleMatch { seniority, noise, candidates, .. } =
            roles_for_title(scope.graph(), scope.index(), &title, first);
        let candidate = |candidate: Candidate| TitleCandidate {
            matched_name: candidate.name(scope.graph()).to_owned(),
            role: Role(At { scope: scope.clone(), idx: candidate.concept }),
            confidence: candidate.confidence,
            how: candidate.how.into(),
            reason: candidate.reason,
        };
        Self {
            title,
            seniority: seniority.map(Into::into),
            noise: noise.into(),
            candidates: candidates.into_iter().map(candidate).collect(),
        }
    }
}

#[derive(Default)]
pub(super) struct TitleQuery;

#[Object]
impl TitleQuery {
    /// The roles that the title of a job may mean, as untidy as people write it: `Sr. Backend Engineer (Node.js), remote`.
    ///
    /// What says nothing of the role is left out, and the level is told apart. A title is no query: it has no
    /// operators. An empty one, or one that means no role, has no candidates and is no error; one that is too long is
    /// BAD_USER_INPUT.
    async fn roles_for_title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The title, in at most 1,000 characters.")] title: String,
        #[graphql(desc = "How many candidates, 1 to 20; 5 where it is left out.")] first: Option<i32>,
    ) -> Result<RolesForTitle, Error> {
        let scope = Scope::of(ctx);
        bounded("title", &title)?;
        let first = at_most(first, DEFAULT_CANDIDATES, MOST_CANDIDATES)?;
        scope.walls().check()?;
        Ok(RolesForTitle::new(scope, title, first))
    }

    /// The roles that each of some titles may mean, in the order of the titles: see `rolesForTitle`.
    ///
    /// More than 100 titles, or one that is too long, are BAD_USER_INPUT.
    async fn roles_for_titles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most 100 titles, each in at most 1,000 characters.")] titles: Vec<String>,
        #[graphql(desc = "How many candidates each, 1 to 20; 5 where it is left out.")] first: Option<i32>,
    ) -> Result<List<RolesForTitle>, Error> {
        let scope = Scope::of(ctx);
        let count = titles.len();
        if count > MOST_TITLES {
            return Err(bad_input(format!("`titles` has {count} titles: expected at most {MOST_TITLES}")));
        }
        for (at, title) in titles.iter().enumerate() {
            bounded(&format!("titles[{at}]"), title)?;
        }
        let first = at_most(first, DEFAULT_CANDIDATES, MOST_CANDIDATES)?;
        let mut found = Vec::with_capacity(count);
        for title in titles {
            scope.walls().check()?;
            found.push(RolesForTitle::new(scope, title, first));
        }
        Ok(found.into())
    }
}
