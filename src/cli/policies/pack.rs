//! `clausemark policies pack`: a policy in one line, for the setting of an organisation.

use std::io::{self, Write};

use clausemark::catalogue;

use crate::cli::source::{policy, ruleset};
use crate::cli::{CLEAN, Done, Shell};

/// Examples of `policies pack --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark policies pack our-policy.toml            the value of the setting `policyFile`
  clausemark policies pack --quoted our-policy.toml   the same within quotation marks, for JSON and .reg files

The line is what `policies show --json` prints, so that everybody can read what is in force.";

/// Arguments of `policies pack`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Path of a policy file, or id of a policy
    #[arg(value_name = "FILE|ID")]
    policy: String,
    /// Print as a string literal of JSON; .reg files take the same
    #[arg(long)]
    quoted: bool,
}

/// Runs the command.
pub fn run(args: &Args, shell: &mut Shell) -> Done {
    let rules = ruleset(shell.rules.as_deref())?;
    let document = catalogue::document(&rules, &policy(&args.policy, &rules)?);
    let mut line = serde_json::to_string(&document).map_err(io::Error::from)?;
    if args.quoted {
        line = serde_json::to_string(&line).map_err(io::Error::from)?;
    }
    writeln!(shell.out, "{line}")?;
    Ok(CLEAN)
}
