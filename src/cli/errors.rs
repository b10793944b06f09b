//! Errors on standard error: one look for wrong calls, settings and files.

use std::io::{self, Write};

use clausemark::compile::Problem;
use miette::{Diagnostic, Report};

use super::snippet::{Mark, Snippet, note};
use super::source::Places;
use super::terminal::{ERROR, Look, STRONG, harmless};

/// Why a command ended before its work was done.
#[derive(Debug)]
pub enum Failure {
    /// Standard output is closed or full.
    Output(io::Error),
    /// The call, a setting or a file is wrong.
    Wrong(Report),
    /// Mistakes in rule files.
    Problems {
        /// All of them.
        problems: Vec<Problem>,
        /// Where the files are.
        places: Places,
    },
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Report> for Failure {
    fn from(report: Report) -> Self {
        Self::Wrong(report)
    }
}

/// Writes everything that is wrong.
pub fn write_failure(out: &mut dyn Write, look: Look, failure: &Failure) -> io::Result<()> {
    match failure {
        Failure::Output(error) => line(out, look, &format!("the answer can't be written: {error}")),
        Failure::Wrong(report) => write_report(out, look, report),
        Failure::Problems { problems, places } => write_problems(out, look, problems, places),
    }
}

/// Writes an error with its causes and its advice.
pub fn write_report(out: &mut dyn Write, look: Look, report: &Report) -> io::Result<()> {
    let causes: Vec<String> = report.chain().map(ToString::to_string).collect();
    line(out, look, &causes.join(": "))?;
    match report.help() {
        Some(help) => note(out, look, 1, "help", &help.to_string()),
        None => Ok(()),
    }
}

/// Writes mistakes in files, each with its place and its line.
pub fn write_problems(out: &mut dyn Write, look: Look, problems: &[Problem], places: &Places) -> io::Result<()> {
    for problem in problems {
        line(out, look, problem.message())?;
        let gutter = write_source(out, look, problem, places)?;
        if let Some(help) = problem.help() {
            note(out, look, gutter, "help", &help.to_string())?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes the line that a diagnostic is about; tells the columns that its number takes.
fn write_source(out: &mut dyn Write, look: Look, problem: &dyn Diagnostic, places: &Places) -> io::Result<usize> {
    let label = problem.labels().and_then(|mut labels| labels.next());
    let (Some(label), Some(source)) = (label, problem.source_code()) else {
        return Ok(1);
    };
    // With a line before, what comes back begins at the begin of a line.
    let Ok(contents) = source.read_span(label.inner(), 1, 1) else {
        return Ok(1);
    };
    let Ok(text) = std::str::from_utf8(contents.data()) else {
        return Ok(1);
    };
    let start = label.offset().saturating_sub(contents.span().offset()).min(text.len());
    let end = (start + label.len()).min(text.len());
    let snippet = Snippet {
        name: places.path(contents.name().unwrap_or("")),
        text,
        first_line: contents.line() + 1,
        marks: vec![Mark { range: start..end, primary: true }],
        label: String::new(),
        style: ERROR,
    };
    snippet.write(out, look)?;
    Ok(snippet.gutter())
}

fn line(out: &mut dyn Write, look: Look, message: &str) -> io::Result<()> {
    writeln!(out, "{}{} {}", look.paint(ERROR, "error"), look.paint(STRONG, ":"), look.paint(STRONG, harmless(message)))
}
