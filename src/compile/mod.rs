//! The rule compiler: from the files under `rules/` to the packed form that the engine reads.
//!
//! It runs in `build.rs` for the built-in rules and in the command line for a policy author's own folder; the browser never needs it.

pub mod error;
pub mod files;
pub mod inflect;
pub mod lower;
mod pack;
pub mod pattern;
mod policy;
mod read;

pub use self::error::{Problem, Problems};
pub use self::pack::{Compiled, Example, Origin, RuleInfo, RuleKind, compile};
pub use self::policy::compile_policy;
pub use self::read::{SourceFile, parse, read_folder};
