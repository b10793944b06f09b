//! The rule compiler: from the files under `rules/` to the packed form that the engine reads.
//!
//! It runs in `build.rs` for the built-in rules and in the command line for a policy author's own folder; the browser never needs it.

mod anchors;
mod checks;
mod classes;
mod compiled;
mod emit;
pub mod error;
pub mod files;
mod folding;
pub mod inflect;
mod limits;
pub mod lower;
mod pack;
pub mod pattern;
mod policy;
mod read;
mod shape;
mod unused;

pub use self::compiled::{Compiled, Example, Origin, RuleInfo, RuleKind};
pub use self::error::{Problem, Problems};
pub use self::pack::compile;
pub use self::policy::compile_policy;
pub use self::read::{SourceFile, parse, read_file, read_folder, unreadable};
