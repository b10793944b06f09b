//! The learned scorer: what is said without the obvious words.
//!
//! A linear model over hashed features, trained by `cargo xtask train` from `rules/corpus`, with small integer weights and no
//! library at run time. One head tells whether a passage deserves a warning at all, and one head for each category which it is.
//! It stands beside the rules as one more kind of check: a detector names a head, and its findings have spans and reasons like any
//! other's.

mod buckets;
pub mod features;
pub mod model;
pub mod passage;
mod runs;

pub use features::{Extractor, Feature};
pub use model::{Model, Scorer};
