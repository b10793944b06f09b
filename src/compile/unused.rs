//! Classes and cues that no rule uses.

use std::ops::Range;
use std::sync::Arc;

use miette::NamedSource;
use serde::de::DeserializeOwned;

use super::error::Problem;
use super::files::Text;
use super::pack::Packer;
use super::read::parse;
use crate::rules::DEPARTMENT_REFERENCE;

/// A class or cue and where it is declared.
pub(super) struct Declared {
    kind: RuleOrClass,
    name: String,
    source: Arc<NamedSource<String>>,
    span: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RuleOrClass {
    Class,
    Cue,
}

impl Packer {
    /// Reads a file. What one with mistakes names counts as used, since it may stand in the part that can't be read.
    pub(super) fn read<T: DeserializeOwned>(&mut self, source: &Arc<NamedSource<String>>, keys: &str) -> Option<T> {
        let before = self.problems.len();
        let read = parse(source, keys, &mut self.problems);
        if self.problems.len() > before {
            self.may_use_classes(source.inner());
            if ["detectors/", "policies/"].iter().any(|folder| source.name().starts_with(folder)) {
                self.may_use_cues(source.inner());
            }
        }
        read
    }

    /// Counts the classes as used that stand in braces in a text that is no pattern.
    pub(super) fn may_use_classes(&mut self, text: &str) {
        let names = text.split('{').skip(1).filter_map(|rest| rest.split(['}', ' ', '|', ')', ']', '"', '\'']).next());
        self.used_classes.extend(names.map(str::to_owned));
    }

    /// Counts the cues as used whose names are words of a text.
    fn may_use_cues(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
        self.used_cues.extend(words.filter(|word| self.cue_names.contains_key(*word)).map(str::to_owned));
    }

    pub(super) fn declare(&mut self, kind: RuleOrClass, source: &Arc<NamedSource<String>>, id: &Text) {
        self.declared.push(Declared { kind, name: id.get_ref().clone(), source: Arc::clone(source), span: id.span() });
    }

    /// Classes and cues that no rule uses.
    pub(super) fn unused(&mut self) -> Vec<Problem> {
        if self.rules.policies.iter().flat_map(|p| &p.clauses).flat_map(|c| &c.rules).any(|r| r.department_reference) {
            self.used_cues.insert(DEPARTMENT_REFERENCE.to_owned());
        }
        let mut out = Vec::new();
        for Declared { kind, name, source, span } in std::mem::take(&mut self.declared) {
            let (what, used) = match kind {
                RuleOrClass::Class => ("class", self.used_classes.contains(&name)),
                RuleOrClass::Cue => ("cue", self.used_cues.contains(&name)),
            };
            if !used {
                out.push(
                    Problem::new(&source, span, format!("nobody uses the {what} '{name}'"))
                        .help("name it in a rule, or take the file away"),
                );
            }
        }
        out
    }
}
