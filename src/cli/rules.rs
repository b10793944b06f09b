//! `clausemark rules …`: lint, test, list and show detectors, cues and safe harbours.

use std::path::Path;

use clausemark::compile::Problem;
use miette::{Report, Result};

use super::source;
use super::{BROKEN, CLEAN, FOUND};

/// Commands on rules.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Read all rule files and report every mistake.
    Lint,
    /// Run the examples of all rules, or of those whose id holds a word.
    Test {
        /// Part of an id.
        #[arg(value_name = "ID")]
        only: Option<String>,
    },
}

/// Runs the command.
pub fn run(command: &Command, folder: Option<&Path>) -> Result<u8> {
    let files = source::files(folder)?;
    let compiled = source::compile_files(&files)?;
    match command {
        Command::Lint => {
            let clean = compiled.unused.is_empty();
            print_problems(compiled.unused);
            println!("{} rules in {} files", compiled.infos.len(), files.len());
            Ok(if clean { CLEAN } else { BROKEN })
        }
        Command::Test { only } => {
            let report = clausemark::examples::test_rules(compiled, only.as_deref());
            let failed = report.problems.len();
            print_problems(report.problems);
            println!("{} passed, {failed} failed", report.passed);
            Ok(if failed == 0 { CLEAN } else { FOUND })
        }
    }
}

fn print_problems(problems: Vec<Problem>) {
    for problem in problems {
        eprintln!("{:?}", Report::new(problem));
    }
}
