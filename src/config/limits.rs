//! What one request may ask. Where nothing is set, `graphql::Limits` says what a document may.

use std::time::Duration;

use clap::Args;

use crate::graphql::Limits as Allowed;

/// What one request may ask.
#[derive(Args, Clone, Debug)]
pub struct Limits {
    /// Largest body of a request, in bytes.
    #[arg(long, env = "CAREER_GRAPH_MAX_BODY", default_value_t = 262_144, value_name = "BYTES")]
    pub max_body: usize,
    /// Most operations in one batch, a JSON array of requests.
    #[arg(long, env = "CAREER_GRAPH_MAX_BATCH", default_value_t = 10, value_name = "COUNT")]
    pub max_batch: usize,
    /// Largest document, in bytes.
    #[arg(long, env = "CAREER_GRAPH_MAX_DOCUMENT", default_value_t = unset().document, value_name = "BYTES")]
    pub max_document: usize,
    /// Most tokens in a document, and most values in the variables of a request.
    #[arg(long, env = "CAREER_GRAPH_MAX_TOKENS", default_value_t = unset().tokens, value_name = "COUNT")]
    pub max_tokens: usize,
    /// Most brackets that are open at once in a document, and most selections in each other. Beyond some hundreds the
    /// stack of a thread can overflow.
    #[arg(long, env = "CAREER_GRAPH_MAX_NESTING", default_value_t = unset().nesting, value_name = "COUNT")]
    pub max_nesting: usize,
    /// Most directives in a document.
    #[arg(long, env = "CAREER_GRAPH_MAX_DIRECTIVES", default_value_t = unset().directives, value_name = "COUNT")]
    pub max_directives: usize,
    /// Most fields in each other.
    #[arg(long, env = "CAREER_GRAPH_MAX_DEPTH", default_value_t = unset().depth, value_name = "COUNT")]
    pub max_depth: usize,
    /// Most fields with an alias, each as often as fragments repeat it.
    #[arg(long, env = "CAREER_GRAPH_MAX_ALIASES", default_value_t = unset().aliases, value_name = "COUNT")]
    pub max_aliases: usize,
    /// Most fields at the root of an operation.
    #[arg(long, env = "CAREER_GRAPH_MAX_ROOT_FIELDS", default_value_t = unset().root_fields, value_name = "COUNT")]
    pub max_root_fields: usize,
    /// Most fields of a document, each as often as fragments repeat it.
    #[arg(long, env = "CAREER_GRAPH_MAX_FIELDS", default_value_t = unset().fields, value_name = "COUNT")]
    pub max_fields: usize,
    /// Most that an operation may cost: an object costs 1, a plain value 0.1, each as often as its lists can hold it.
    /// Twice as much takes up to twice the time and memory.
    #[arg(long, env = "CAREER_GRAPH_MAX_COST", default_value_t = unset().cost, value_name = "COST")]
    pub max_cost: u64,
    /// Largest answer, in bytes.
    #[arg(long, env = "CAREER_GRAPH_MAX_ANSWER", default_value_t = unset().answer, value_name = "BYTES")]
    pub max_answer: usize,
    /// Most errors in an answer; further ones are only counted.
    #[arg(long, env = "CAREER_GRAPH_MAX_ERRORS", default_value_t = unset().errors, value_name = "COUNT")]
    pub max_errors: usize,
    /// Longest that an operation may take, in milliseconds.
    #[arg(long, env = "CAREER_GRAPH_MAX_TIME_MS", default_value_t = unset_time_ms(), value_name = "MS")]
    pub max_time_ms: u64,
}

/// What a document may ask where nothing is set.
fn unset() -> Allowed {
    Allowed::default()
}

fn unset_time_ms() -> u64 {
    u64::try_from(unset().time.as_millis()).expect("the default is seconds")
}

impl From<&Limits> for Allowed {
    fn from(set: &Limits) -> Self {
        Self {
            document: set.max_document,
            tokens: set.max_tokens,
            nesting: set.max_nesting,
            directives: set.max_directives,
            depth: set.max_depth,
            aliases: set.max_aliases,
            root_fields: set.max_root_fields,
            fields: set.max_fields,
            cost: set.max_cost,
            answer: set.max_answer,
            errors: set.max_errors,
            time: Duration::from_millis(set.max_time_ms),
        }
    }
}
