//! Finds concepts by what people type. One index a graph, so that no answer disagrees with the graph.

mod abbreviations;
mod find;
mod fold;
mod index;
mod marks;
mod mentions;
mod noise;
mod phrases;
mod plan;
mod question;
mod score;
mod scorer;
mod segment;
mod stem;
mod suggest;
mod title;

pub use find::{Found, Match, Wanted, search};
pub use index::Index;
pub use mentions::{Mention, Sought, mentions};
pub use noise::Seniority;
pub use suggest::{Suggestion, suggest};
pub use title::{Candidate, LEAST, TitleMatch, roles_for_title};
