//! What one request may ask.

use clap::Args;

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
    #[arg(long, env = "CAREER_GRAPH_MAX_DOCUMENT", default_value_t = 100_000, value_name = "BYTES")]
    pub max_document: usize,
    /// Most tokens in a document, and most values in the variables of a request.
    #[arg(long, env = "CAREER_GRAPH_MAX_TOKENS", default_value_t = 5_000, value_name = "COUNT")]
    pub max_tokens: usize,
    /// Most brackets that are open at once in a document, and most selections in each other. Beyond some hundreds the
    /// stack of a thread can overflow.
    #[arg(long, env = "CAREER_GRAPH_MAX_NESTING", default_value_t = 64, value_name = "COUNT")]
    pub max_nesting: usize,
    /// Most directives in a document.
    #[arg(long, env = "CAREER_GRAPH_MAX_DIRECTIVES", default_value_t = 50, value_name = "COUNT")]
    pub max_directives: usize,
    /// Most fields in each other.
    #[arg(long, env = "CAREER_GRAPH_MAX_DEPTH", default_value_t = 20, value_name = "COUNT")]
    pub max_depth: usize,
    /// Most fields with an alias, each as often as fragments repeat it.
    #[arg(long, env = "CAREER_GRAPH_MAX_ALIASES", default_value_t = 100, value_name = "COUNT")]
    pub max_aliases: usize,
    /// Most fields at the root of an operation.
    #[arg(long, env = "CAREER_GRAPH_MAX_ROOT_FIELDS", default_value_t = 50, value_name = "COUNT")]
    pub max_root_fields: usize,
    /// Most fields of a document, each as often as fragments repeat it.
    #[arg(long, env = "CAREER_GRAPH_MAX_FIELDS", default_value_t = 2_000, value_name = "COUNT")]
    pub max_fields: usize,
    /// Most that an operation may cost: an object costs 1, a plain value 0.1, each as often as its lists can hold it.
    /// Twice as much takes up to twice the time and memory.
    #[arg(long, env = "CAREER_GRAPH_MAX_COST", default_value_t = 20_000, value_name = "COST")]
    pub max_cost: u64,
    /// Largest answer, in bytes.
    #[arg(long, env = "CAREER_GRAPH_MAX_ANSWER", default_value_t = 8_000_000, value_name = "BYTES")]
    pub max_answer: usize,
    /// Most errors in an answer; further ones are only counted.
    #[arg(long, env = "CAREER_GRAPH_MAX_ERRORS", default_value_t = 20, value_name = "COUNT")]
    pub max_errors: usize,
    /// Longest that an operation may take, in milliseconds.
    #[arg(long, env = "CAREER_GRAPH_MAX_TIME_MS", default_value_t = 10_000, value_name = "MS")]
    pub max_time_ms: u64,
}
