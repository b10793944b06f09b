//! `clausemark policies match`: how much of a policy's outline stands in an official document.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clausemark::catalogue;
use clausemark_document::{Attachment, OutlineClause, attach};
use miette::{IntoDiagnostic, WrapErr, miette};

use super::wrapped;
use crate::cli::source::{policy, ruleset};
use crate::cli::terminal::{FAINT, GOOD, Look, STRONG, WARN, harmless};
use crate::cli::{CLEAN, Done, FOUND, Shell};

/// Examples of `policies match --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark policies match model-26 manual.pdf
  clausemark policies match our-policy.toml our-policy.docx
  clausemark policies match --json our-policy.toml our-policy.txt | jq '.missing'

The document is read here and kept nowhere. It is what the clause page of the extension does when a department
attaches its document.

Exit status: 0 every clause was found, 1 some are missing, 2 wrong call or file.";

/// Arguments of `policies match`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of a policy, or the path of a policy file
    #[arg(value_name = "ID|FILE")]
    policy: String,
    /// The official document: text, Word (.docx) or PDF
    #[arg(value_name = "DOCUMENT")]
    document: PathBuf,
    /// Print all of it as JSON, with the wording of each clause
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, shell: &mut Shell) -> Done {
    let rules = ruleset(shell.rules.as_deref())?;
    let document = catalogue::document(&rules, &policy(&args.policy, &rules)?);
    let outline: Vec<OutlineClause> = document
        .clauses
        .iter()
        .map(|clause| OutlineClause { id: clause.id.clone(), about: format!("{} {}", clause.heading, clause.gist) })
        .collect();
    let name = args.document.display();
    let bytes = fs::read(&args.document).into_diagnostic().wrap_err_with(|| format!("{name} can't be read"))?;
    let attachment = attach(&bytes, &outline).map_err(|problem| miette!("{name}: {problem}"))?;
    if args.json {
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&attachment).map_err(io::Error::from)?)?;
    } else {
        write(&mut shell.out, shell.look, &attachment, outline.len())?;
    }
    Ok(if attachment.missing.is_empty() { CLEAN } else { FOUND })
}

fn write(out: &mut dyn Write, look: Look, attachment: &Attachment, all: usize) -> io::Result<()> {
    for clause in &attachment.clauses {
        let begin: String = clause.wording.lines().next().unwrap_or_default().chars().take(60).collect();
        writeln!(out, "{}  {}", look.paint(GOOD, &clause.id), harmless(&begin))?;
    }
    for id in &attachment.missing {
        writeln!(out, "{} {id}", look.paint(WARN, "not found:"))?;
    }
    for extra in &attachment.extra {
        let after = extra.after.as_ref().map(|id| format!(" (now under {id})")).unwrap_or_default();
        let text = format!("in no clause: {} {}{after}", extra.printed, extra.text);
        wrapped(out, look, 0, &text)?;
    }
    let found = attachment.clauses.len();
    writeln!(
        out,
        "{} {}",
        look.paint(STRONG, format!("{found} of {all} clauses found")),
        look.paint(
            FAINT,
            match attachment.format {
                clausemark_document::Format::Text => "(plain text)",
                clausemark_document::Format::Word => "(Word)",
                clausemark_document::Format::Pdf => "(PDF)",
            }
        )
    )
}
