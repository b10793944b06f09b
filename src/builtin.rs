//! The rules that come with the crate, packed by `build.rs`.

use std::sync::{Arc, OnceLock};

use crate::rules::Ruleset;
use crate::scorer::model::Scorer;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

/// The built-in rules; read once, shared from then on.
///
/// # Panics
/// Never in a build that passed its tests: the bytes were written by this crate's own build script.
#[must_use]
pub fn rules() -> Arc<Ruleset> {
    static RULES: OnceLock<Arc<Ruleset>> = OnceLock::new();
    Arc::clone(RULES.get_or_init(|| Arc::new(postcard::from_bytes(PACKED).expect("the packed rules fit this build"))))
}

/// The trained scorer; none if its weights were written for another form of features.
#[must_use]
pub fn scorer() -> Option<Arc<Scorer>> {
    static WEIGHTS: &[u8] = include_bytes!("../rules/scorer/weights.bin");
    static SCORER: OnceLock<Option<Arc<Scorer>>> = OnceLock::new();
    SCORER.get_or_init(|| Scorer::new(postcard::from_bytes(WEIGHTS).ok()?).map(Arc::new)).clone()
}

/// The rule files as written, for the command line: examples, sources and everything else that people read.
#[cfg(feature = "cli")]
#[must_use]
pub fn sources() -> Vec<crate::compile::SourceFile> {
    static SOURCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sources.bin"));
    postcard::from_bytes(SOURCES).expect("the packed sources fit this build")
}
