//! The command line. Each command parses input, calls the crate and formats what it answers.

mod check;
mod draft;
mod errors;
mod explain;
mod jsonl;
mod manual;
mod output;
mod photo;
mod policies;
mod profile;
mod progress;
mod report;
mod rules;
mod sarif;
mod snippet;
mod source;
mod terminal;

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::errors::{Failure, write_failure};
use self::output::Output;
use self::terminal::{Color, Look};

/// Exit status when nothing was found and nothing was wrong.
pub const CLEAN: u8 = 0;
/// Exit status when there were findings, bad lines or failed examples.
pub const FOUND: u8 = 1;
/// Exit status when the call, a setting or a rule file was wrong.
pub const BROKEN: u8 = 2;

/// What a command ends with: its exit status.
pub type Done = Result<u8, Failure>;

const EXAMPLES: &str = "\
Examples:
  clausemark check draft.txt                    what may break the policy, and which clause
  clausemark explain draft.txt                  why, and what was held back
  clausemark policies list                      which policies there are
  clausemark rules new gym-selfie --category id.insignia   begin a detector

Exit status: 0 nothing found, 1 findings, bad lines or failed examples, 2 wrong call, setting or rule file.
Nothing leaves this machine: drafts are read, checked and forgotten.";

/// Checks drafts against an employer's social-media policy, on this machine
#[derive(Debug, Parser)]
#[command(name = "clausemark", version, about, propagate_version = true, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    /// Rules to work with instead of the built-in ones; a folder without a categories.toml adds to them
    #[arg(long, global = true, value_name = "FOLDER")]
    rules: Option<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check drafts and print what may break the policy
    #[command(after_help = check::EXAMPLES)]
    Check(check::Args),
    /// Tell why a draft gets its findings, and what was held back
    #[command(after_help = explain::EXAMPLES)]
    Explain(explain::Args),
    /// Work with detectors, cues, classes and safe harbours
    #[command(subcommand, after_help = rules::EXAMPLES)]
    Rules(rules::Command),
    /// Read policies and see what reaches their clauses
    #[command(subcommand, after_help = policies::EXAMPLES)]
    Policies(policies::Command),
    /// Tell what pictures give away, and copy them without it
    #[command(after_help = photo::EXAMPLES)]
    Photo(photo::Args),
    /// Print the completions for a shell
    #[command(after_help = manual::COMPLETIONS_EXAMPLES)]
    Completions(manual::CompletionsArgs),
    /// Print the manual page
    #[command(after_help = manual::MAN_EXAMPLES)]
    Man(manual::ManArgs),
}

/// What all commands share.
#[derive(Debug)]
pub struct Shell {
    /// Standard output.
    pub out: BufWriter<Output>,
    /// How standard output looks.
    pub look: Look,
    /// How standard error looks.
    pub error_look: Look,
    /// The folder of rules that was named.
    pub rules: Option<PathBuf>,
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let mut shell = Shell {
        out: BufWriter::new(Output::new()),
        look: Look::stdout(cli.color),
        error_look: Look::stderr(cli.color),
        rules: cli.rules,
    };
    let done = match cli.command {
        Command::Check(args) => check::run(&args, &mut shell),
        Command::Explain(args) => explain::run(&args, &mut shell),
        Command::Rules(command) => rules::run(&command, &mut shell),
        Command::Policies(command) => policies::run(&command, &mut shell),
        Command::Photo(args) => photo::run(&args, &mut shell),
        Command::Completions(args) => manual::completions(&args, &mut shell),
        Command::Man(args) => manual::man(&args, &mut shell),
    };
    let done = done.and_then(|status| shell.out.flush().map(|()| status).map_err(Failure::Output));
    match done {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            // What was answered before comes first. If neither output takes anything, the status still tells.
            let _ = shell.out.flush();
            let _ = write_failure(&mut std::io::stderr(), shell.error_look, &failure);
            ExitCode::from(BROKEN)
        }
    }
}
