//! What a request may ask for, and what everything costs.
//!
//! - `attacks`: documents that stop servers which follow them
//! - `ways`, `everywhere`: by POST, GET, in batches, as events and over WebSockets, of the server as it is run
//! - `refused`: each is refused, small and with its code; what is just within the limits is answered
//! - `variables`: their values, before anything runs
//! - `cost`: the rule, against the schema and against what answers hold
//! - `generate`: queries and broken documents, derived from the schema by a seed
//! - `random`: many of them, none of which is a fault of ours
//! - `codes`: the one list, as the README has it

mod attacks;
mod codes;
mod cost;
mod everywhere;
mod generate;
mod random;
mod refused;
mod variables;
pub(crate) mod ways;
