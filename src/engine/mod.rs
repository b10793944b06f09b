//! The engine: from a text to findings.
//!
//! [`analyse`] looks at one sentence at a time and notes what is there: evidence, cues, safe harbours, parts of nearness
//! checks. [`weigh`] puts the notes of all sentences together and decides. [`answer`] turns what was decided into
//! findings with clauses and UTF-16 offsets. A [`Session`](session::Session) keeps the notes of sentences that an edit
//! did not touch.

pub mod analyse;
pub mod answer;
pub(crate) mod around;
pub mod checker;
pub mod explain;
mod fixes;
mod identifiers;
mod jobs;
pub(crate) mod machine;
mod scoring;
pub mod session;
pub mod slots;
pub mod weigh;
