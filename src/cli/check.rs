//! `clausemark check`: drafts in, findings out.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use clausemark::Finding;
use serde::Serialize;

use super::draft::Draft;
use super::errors::write_report;
use super::progress::{Progress, Unit};
use super::report::Report;
use super::sarif::Sarif;
use super::source::{Desk, Writer};
use super::{BROKEN, CLEAN, Done, FOUND, Shell, jsonl};

/// Examples of `check --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark check draft.txt
  pbpaste | clausemark check --policy lakewood-pp-1069
  clausemark check --policy our-policy.toml --profile me.json drafts/*.txt
  clausemark check --account official --format sarif drafts/*.txt > findings.sarif
  clausemark check --policy none --format jsonl < posts.jsonl > findings.jsonl

Formats:
  text   the marked line, what was noticed, why it matters, what to do, and the clause
  json   one array of findings, each with the file it is in
  jsonl  reads one {\"id\",\"text\",\"account\"?} a line, writes one {\"id\",\"findings\"} a line in the
         same order; a bad line is named on standard error, the others are still answered
  sarif  SARIF 2.1.0, for code hosts and editors

Exit status: 0 nothing found, 1 findings or bad lines, 2 wrong call, setting or rule file.";

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    writer: Writer,
    /// How to print findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Drafts, each a file; `-` or nothing for standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// All findings in one array
    Json,
    /// One draft a line in, its findings a line out
    Jsonl,
    /// SARIF 2.1.0
    Sarif,
}

/// A finding with the file that it is in.
#[derive(Debug, Serialize)]
struct Located<'a> {
    file: &'a str,
    #[serde(flatten)]
    finding: Finding,
}

/// Runs the command.
pub fn run(args: &Args, shell: &mut Shell) -> Done {
    let desk = Desk::new(&args.writer, shell.rules.as_deref())?;
    let context = args.writer.context();
    let stdin = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &stdin[..] } else { &args.files };
    let mut printer = match args.format {
        Format::Jsonl => return jsonl::run(&desk.checker, context, files, shell),
        Format::Text => Printer::Text(Report::new(desk.policy.as_ref(), shell.look)),
        Format::Json => Printer::Json { any: false },
        Format::Sarif => Printer::Sarif(Box::new(Sarif::new(desk.checker.rules(), desk.policy.as_ref()))),
    };
    let mut progress = Progress::new(Unit::Drafts, files.len() as u64);
    let mut status = CLEAN;
    for file in files {
        match Draft::read(file) {
            Ok(draft) => {
                let findings = desk.checker.check(&draft.text, context);
                if !findings.is_empty() {
                    status = status.max(FOUND);
                }
                progress.aside(|| printer.print(&draft, findings, shell))?;
            }
            // The others are still checked.
            Err(report) => {
                status = BROKEN;
                progress.aside(|| write_report(&mut std::io::stderr(), shell.error_look, &report))?;
            }
        }
        progress.advance(1);
    }
    drop(progress);
    printer.finish(shell)?;
    Ok(status)
}

/// The formats that take drafts as files.
enum Printer<'a> {
    Text(Report<'a>),
    Json { any: bool },
    Sarif(Box<Sarif<'a>>),
}

impl Printer<'_> {
    fn print(&mut self, draft: &Draft, findings: Vec<Finding>, shell: &mut Shell) -> std::io::Result<()> {
        match self {
            Self::Text(report) => {
                report.draft(&mut shell.out, draft, &findings)?;
                shell.out.flush()
            }
            Self::Json { any } => {
                for finding in findings {
                    shell.out.write_all(if *any { b",\n" } else { b"[\n" })?;
                    *any = true;
                    let located = Located { file: &draft.name, finding };
                    shell.out.write_all(serde_json::to_string_pretty(&located)?.as_bytes())?;
                }
                Ok(())
            }
            Self::Sarif(sarif) => {
                sarif.add(draft, &findings);
                Ok(())
            }
        }
    }

    fn finish(self, shell: &mut Shell) -> std::io::Result<()> {
        match self {
            Self::Text(report) => report.finish(&mut shell.out),
            Self::Json { any } => shell.out.write_all(if any { b"\n]\n" } else { b"[]\n" }),
            Self::Sarif(sarif) => writeln!(shell.out, "{:#}", sarif.finish()),
        }
    }
}
