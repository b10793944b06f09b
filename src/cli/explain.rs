//! `clausemark explain`: every hit with its points, and what became of it.

use std::path::{Path, PathBuf};

use clausemark::Context;
use miette::{IntoDiagnostic, Result};

use super::source::{self, Writer};
use super::{CLEAN, FOUND};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    writer: Writer,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
    /// The draft: a file, or standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args, folder: Option<&Path>) -> Result<u8> {
    let checker = source::checker(&args.writer, folder)?;
    let text = source::draft(&args.file)?;
    let explanation = checker.explain(&text, Context { account: args.writer.account });
    if args.json {
        println!("{}", serde_json::to_string_pretty(&explanation).into_diagnostic()?);
    } else {
        for hit in &explanation.hits {
            println!("{:?} {} points  {} ({})  “{}”", hit.outcome, hit.points, hit.category, hit.detector, hit.text);
            println!("    check {:+}{}", hit.weight, if hit.second_sign == 0 { String::new() } else { format!(", second sign {:+}", hit.second_sign) });
            for cue in &hit.cues {
                println!("    cue {} {:+}: {}", cue.cue, cue.points, cue.title);
            }
            if let Some(harbour) = &hit.held_by {
                println!("    held back by {harbour}");
            }
        }
        for harbour in &explanation.harbours {
            println!("safe harbour {}: {}", harbour.id, harbour.message);
        }
        if explanation.hits.is_empty() {
            println!("nothing was noticed");
        }
    }
    Ok(if explanation.findings.is_empty() { CLEAN } else { FOUND })
}
