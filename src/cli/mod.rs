//! Commands of the command line. Each parses input, calls the crate and formats what it answers.

mod check;
mod explain;
mod rules;
mod source;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Exit status when nothing was found and nothing was wrong.
pub const CLEAN: u8 = 0;
/// Exit status when there were findings, bad lines or failed examples.
pub const FOUND: u8 = 1;
/// Exit status when the call, a setting or a rule file was wrong.
pub const BROKEN: u8 = 2;

/// Checks drafts against an employer's social-media policy, on this machine.
#[derive(Debug, Parser)]
#[command(name = "clausemark", version, about, propagate_version = true, max_term_width = 100)]
struct Cli {
    /// Read the rules from this folder instead of the built-in ones.
    #[arg(long, global = true, value_name = "FOLDER")]
    rules: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check drafts and print what may break the policy.
    Check(check::Args),
    /// Tell why a draft gets its findings, and what was held back.
    Explain(explain::Args),
    /// Work with detectors, cues and safe harbours.
    #[command(subcommand)]
    Rules(rules::Command),
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let folder = cli.rules.as_deref();
    let done = match cli.command {
        Command::Check(args) => check::run(&args, folder),
        Command::Explain(args) => explain::run(&args, folder),
        Command::Rules(command) => rules::run(&command, folder),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(report) => {
            eprintln!("{report:?}");
            ExitCode::from(BROKEN)
        }
    }
}
