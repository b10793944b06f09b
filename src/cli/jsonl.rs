//! `check --format jsonl`: one draft a line in, one answer a line out, in the same order.
//!
//! Scripts rely on this protocol. A row is `{"id","text","account"?}`, other keys are not looked at; an
//! answer is `{"id","findings":[…]}`. A row that can't be read is named on standard error and left out.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use clausemark::{Account, Checker, Context, Finding};
use miette::{IntoDiagnostic, WrapErr};
use serde::{Deserialize, Serialize};

use super::errors::{Failure, write_report};
use super::progress::{Progress, Unit};
use super::terminal::harmless;
use super::{BROKEN, CLEAN, Done, FOUND, Shell};

#[derive(Debug, Deserialize)]
struct Row {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    account: Option<Account>,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    findings: Vec<Finding>,
}

/// Answers all rows of all files; `-` is standard input.
pub fn run(checker: &Checker, context: Context, files: &[PathBuf], shell: &mut Shell) -> Done {
    let mut status = CLEAN;
    for path in files {
        let read = if path == Path::new("-") {
            if std::io::stdin().is_terminal() {
                eprintln!("reading rows from the terminal; Ctrl-D ends them");
            }
            let progress = Progress::new(Unit::Lines, 0);
            rows(checker, context, BufReader::new(std::io::stdin().lock()), None, progress, shell)
        } else {
            file(checker, context, path, shell)
        };
        status = status.max(match read {
            // The others are still answered.
            Err(Failure::Wrong(report)) => {
                write_report(&mut std::io::stderr(), shell.error_look, &report)?;
                BROKEN
            }
            other => other?,
        });
    }
    Ok(status)
}

fn file(checker: &Checker, context: Context, path: &Path, shell: &mut Shell) -> Done {
    let file =
        File::open(path).into_diagnostic().wrap_err_with(|| format!("the file '{}' can't be read", path.display()))?;
    let bytes = file.metadata().map_or(0, |m| m.len());
    rows(checker, context, BufReader::new(file), Some(path), Progress::new(Unit::Bytes, bytes), shell)
}

fn rows<R: Read>(
    checker: &Checker,
    context: Context,
    mut input: BufReader<R>,
    path: Option<&Path>,
    mut progress: Progress,
    shell: &mut Shell,
) -> Done {
    let mut status = CLEAN;
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line).into_diagnostic().wrap_err("the rows can't be read")?;
        if read == 0 {
            break;
        }
        number += 1;
        let row = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line) } else { &line };
        if !row.trim_ascii().is_empty() {
            match serde_json::from_slice::<Row>(row) {
                Ok(row) => {
                    let account = row.account.unwrap_or(context.account);
                    let findings = checker.check(&row.text, Context { account });
                    if !findings.is_empty() {
                        status = FOUND;
                    }
                    serde_json::to_writer(&mut shell.out, &Answer { id: &row.id, findings })
                        .map_err(std::io::Error::from)?;
                    shell.out.write_all(b"\n")?;
                }
                Err(error) => {
                    status = FOUND;
                    let told = bad_line(path, number, &error);
                    // A closed standard error is no reason to keep the answers back.
                    let _ = progress.aside(|| writeln!(std::io::stderr(), "{told}"));
                }
            }
        }
        // Whoever sends one row and waits gets its answer; whoever sends many gets them in large pieces.
        if input.buffer().is_empty() {
            shell.out.flush()?;
            if shell.out.get_ref().closed() {
                break;
            }
        }
        progress.advance(if path.is_some() { read as u64 } else { 1 });
    }
    Ok(status)
}

/// `line 3, column 9: missing field "text"`, behind the file's name if there is one.
fn bad_line(path: Option<&Path>, number: usize, error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(before, _)| before);
    let file = path.map_or_else(String::new, |p| format!("{}: ", p.display()));
    let column = if error.column() > 0 { format!(", column {}", error.column()) } else { String::new() };
    harmless(&format!("{file}line {number}{column}: {message}"))
}
