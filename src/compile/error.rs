//! Errors in rule files: every one with file, line, column, key and value, and all of them at once.

use std::ops::Range;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode};

use super::limits::PROBLEMS;

/// One thing that is wrong with a rule file.
#[derive(Debug, Clone)]
pub struct Problem {
    message: String,
    help: Option<String>,
    source: Arc<NamedSource<String>>,
    span: Range<usize>,
    label: String,
}

impl Problem {
    /// A problem at a byte range of a file.
    #[must_use]
    pub fn new(source: &Arc<NamedSource<String>>, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, source: Arc::clone(source), span, label: "here".into() }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the file.
    #[must_use]
    pub fn file(&self) -> &str {
        self.source.name()
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Line and column, both from 1; the column counts characters.
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        let before = &self.source.inner()[..self.span.start.min(self.source.inner().len())];
        let line = before.matches('\n').count() + 1;
        (line, before.rsplit('\n').next().unwrap_or("").chars().count() + 1)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (line, column) = self.position();
        write!(f, "{}:{line}:{column}: {}", self.file(), self.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn severity(&self) -> Option<Severity> {
        Some(Severity::Error)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as _)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&*self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = LabeledSpan::new_with_span(Some(self.label.clone()), self.span.clone());
        Some(Box::new(std::iter::once(span)))
    }
}

/// A value as a message shows it: its begin, if it is long.
pub(super) fn shown(value: &str) -> String {
    const LONGEST: usize = 100;
    match value.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &value[..cut]),
        None => value.to_owned(),
    }
}

/// All that is wrong with a folder of rules.
#[derive(Debug, Clone, Default)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Sorts by file and place. Of more than a folder may tell the first are kept, and the last of them says how many there were.
    #[must_use]
    pub fn sorted(mut problems: Vec<Problem>) -> Self {
        problems.sort_by(|a, b| (a.file(), a.span.start).cmp(&(b.file(), b.span.start)));
        let all = problems.len();
        if all > PROBLEMS {
            problems.truncate(PROBLEMS);
            if let Some(last) = problems.last_mut() {
                last.help = Some(format!("there are {} more mistakes in these rules", all - PROBLEMS));
            }
        }
        Self(problems)
    }
}

impl std::fmt::Display for Problems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
