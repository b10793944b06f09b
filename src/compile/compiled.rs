//! What compiling a folder of rules gives: the ruleset, and what only people and tests need of its files.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use miette::NamedSource;

use super::error::Problem;
use super::files::Text;
use crate::rules::Ruleset;

/// A ruleset with what only people and tests need of its files.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// What the engine reads.
    pub rules: Ruleset,
    /// Every rule with its examples, by file.
    pub infos: Vec<RuleInfo>,
    /// Where the patterns of programs are written, by number of the program.
    pub programs: BTreeMap<u32, Origin>,
    /// Where identifier checks are written, by number.
    pub identifiers: Vec<Origin>,
    /// Classes and cues that nobody uses: harmless to the engine, most often a name misspelt elsewhere.
    pub unused: Vec<Problem>,
}

/// Where a check is written.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The file.
    pub file: Arc<NamedSource<String>>,
    /// Bytes of the file: one pattern, or a list of words that share a program.
    pub span: Range<usize>,
}

/// Kinds of rule files that carry examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleKind {
    /// A detector.
    Detector,
    /// A cue.
    Cue,
    /// A safe harbour.
    Harbour,
}

/// A rule with its examples.
#[derive(Debug, Clone)]
pub struct RuleInfo {
    /// Its kind.
    pub kind: RuleKind,
    /// Its id.
    pub id: String,
    /// Its file.
    pub file: Arc<NamedSource<String>>,
    /// Why it can hurt, for a detector.
    pub reason: String,
    /// Texts that it must find.
    pub hit: Vec<Example>,
    /// Texts that it must leave alone.
    pub miss: Vec<Example>,
}

/// A text that proves a rule.
#[derive(Debug, Clone)]
pub struct Example {
    /// The text without its marks.
    pub text: String,
    /// Bytes of the text each of which must be marked; none where the example leaves it open.
    pub marked: Vec<Range<usize>>,
    /// Bytes of the file where it stands.
    pub span: Range<usize>,
}

impl Example {
    /// Takes the marks `[` and `]` out of an example.
    pub(super) fn read(text: &Text) -> Result<Self, &'static str> {
        let mut out = Self { text: String::new(), marked: Vec::new(), span: text.span() };
        let mut open = None;
        for sign in text.get_ref().chars() {
            match (sign, open) {
                ('[', None) => open = Some(out.text.len()),
                (']', Some(start)) => {
                    out.marked.push(start..out.text.len());
                    open = None;
                }
                ('[' | ']', _) => return Err(UNPAIRED),
                _ => out.text.push(sign),
            }
        }
        if open.is_none() { Ok(out) } else { Err(UNPAIRED) }
    }
}

const UNPAIRED: &str = "the brackets of an example stand in pairs, none within another: \"my [marked words] here\"";
