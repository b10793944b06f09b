//! `clausemark check`: drafts in, findings out.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clausemark::{Account, Checker, Context, Finding};
use miette::{IntoDiagnostic, Result};
use serde::{Deserialize, Serialize};

use super::source::{self, Writer};
use super::{CLEAN, FOUND};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    writer: Writer,
    /// How findings are printed. `jsonl` reads one {"id","text","account"?} a line from standard input.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Drafts, each a file; standard input if none is given.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
}

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

/// Runs the command.
pub fn run(args: &Args, folder: Option<&Path>) -> Result<u8> {
    let checker = source::checker(&args.writer, folder)?;
    let context = Context { account: args.writer.account };
    if args.format == Format::Jsonl {
        return jsonl(&checker, context);
    }
    let stdin = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &stdin[..] } else { &args.files };
    let mut any = false;
    for file in files {
        let text = source::draft(file)?;
        let findings = checker.check(&text, context);
        any |= !findings.is_empty();
        if args.format == Format::Json {
            println!("{}", serde_json::to_string_pretty(&findings).into_diagnostic()?);
        } else {
            for f in &findings {
                println!("{}:{}..{} {} {:?} {}: {}", file.display(), f.start, f.end, f.category, f.confidence, f.detector, f.message);
            }
        }
    }
    Ok(if any { FOUND } else { CLEAN })
}

/// One answer a line, in the order of the lines. A bad line is named on standard error and the others are still answered.
fn jsonl(checker: &Checker, context: Context) -> Result<u8> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut status = CLEAN;
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.into_diagnostic()?;
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Row>(&line) {
            Ok(row) => {
                let findings = checker.check(&row.text, Context { account: row.account.unwrap_or(context.account) });
                if !findings.is_empty() {
                    status = FOUND;
                }
                serde_json::to_writer(&mut out, &Answer { id: &row.id, findings }).into_diagnostic()?;
                out.write_all(b"\n").into_diagnostic()?;
            }
            Err(error) => {
                eprintln!("line {}: {error}", number + 1);
                status = FOUND;
            }
        }
    }
    out.flush().into_diagnostic()?;
    Ok(status)
}
