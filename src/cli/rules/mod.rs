//! `clausemark rules …`: lint, test, list, show and begin rules.

mod list;
mod new;
mod page;
mod schema;
mod show;

use std::io::Write;

use clausemark::compile::Problems;
use clausemark::examples::test_rules;
use miette::miette;

use super::errors::{Failure, write_problems};
use super::source::Book;
use super::terminal::{GOOD, count};
use super::{CLEAN, Done, FOUND, Shell};

/// Examples of `rules --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark rules lint                                   every mistake in the built-in rules
  clausemark rules lint --rules my-rules                  or in a folder of your own
  clausemark rules test call-attended                     the examples of one rule
  clausemark rules list --categories                      what a text can be flagged for
  clausemark rules show call-attended                     checks, cues, examples, clauses
  clausemark rules new gym-selfie --category id.insignia my-rules
  clausemark rules schema detector > detector.json        for the editor";

const LINT_EXAMPLES: &str = "\
Examples:
  clausemark rules lint
  clausemark rules lint --rules my-rules

Exit status: 0 no mistakes, 2 mistakes.";

const TEST_EXAMPLES: &str = "\
Examples:
  clausemark rules test                    all examples of all rules
  clausemark rules test call               those of the rules whose id holds `call`
  clausemark rules test --rules my-rules

Exit status: 0 all hold, 1 some don't, 2 wrong call or rule file.";

/// Commands on rules.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Read all rule files, run their examples and report every mistake
    #[command(after_help = LINT_EXAMPLES)]
    Lint,
    /// Run the examples of all rules, or of those whose id holds a word; the learned scorer is left out
    #[command(after_help = TEST_EXAMPLES)]
    Test {
        /// An id, or a part of one
        #[arg(value_name = "ID")]
        only: Option<String>,
    },
    /// List detectors, cues and safe harbours
    #[command(after_help = list::EXAMPLES)]
    List(list::Args),
    /// Show a rule, a class or a category
    #[command(after_help = show::EXAMPLES)]
    Show(show::Args),
    /// Begin a detector: write a file with everything that it needs
    #[command(after_help = new::EXAMPLES)]
    New(new::Args),
    /// Print the JSON Schema of a kind of rule file
    #[command(after_help = schema::EXAMPLES)]
    Schema(schema::Args),
}

/// Runs the command.
pub fn run(command: &Command, shell: &mut Shell) -> Done {
    match command {
        Command::Lint => lint(shell),
        Command::Test { only } => test(only.as_deref(), shell),
        Command::List(args) => list::run(args, shell),
        Command::Show(args) => show::run(args, shell),
        Command::New(args) => new::run(args, shell),
        Command::Schema(args) => schema::run(args, shell),
    }
}

fn lint(shell: &mut Shell) -> Done {
    let Book { files, compiled, places } = Book::read(shell.rules.as_deref())?;
    let rules = &compiled.rules;
    let detectors = count(rules.detectors.len(), "detector");
    let (cues, harbours) = (count(rules.cues.len(), "cue"), count(rules.harbours.len(), "safe harbour"));
    let policies = rules.policies.len();
    let policies = if policies == 1 { "1 policy".to_owned() } else { format!("{policies} policies") };
    let all = format!("{}: {detectors}, {cues}, {harbours}, {policies}", count(files.len(), "file"));
    let mut problems = compiled.unused.clone();
    problems.extend(test_rules(compiled, None).problems);
    if !problems.is_empty() {
        return Err(Failure::Problems { problems: Problems::sorted(problems).0, places });
    }
    writeln!(shell.out, "{} in {all}", shell.look.paint(GOOD, "no mistakes"))?;
    Ok(CLEAN)
}

fn test(only: Option<&str>, shell: &mut Shell) -> Done {
    let book = Book::read(shell.rules.as_deref())?;
    if let Some(only) = only.filter(|o| !book.compiled.infos.iter().any(|i| i.id.contains(o))) {
        let help = "`clausemark rules list` shows the ids of all rules";
        return Err(Failure::Wrong(miette!(help = help, "no rule's id holds '{only}'")));
    }
    let report = test_rules(book.compiled, only);
    let failed = report.problems.len();
    write_problems(&mut std::io::stderr(), shell.error_look, &report.problems, &book.places)?;
    let passed = format!("{} passed", report.passed);
    if failed == 0 {
        writeln!(shell.out, "{}", shell.look.paint(GOOD, passed))?;
        return Ok(CLEAN);
    }
    writeln!(shell.out, "{passed}, {failed} failed")?;
    Ok(FOUND)
}
