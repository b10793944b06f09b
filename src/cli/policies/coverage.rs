//! `clausemark policies coverage`: what reaches each clause, and what is missing.

use std::io::{self, Write};
use std::sync::Arc;

use super::reach::{ClauseCoverage, Coverage, Way};
use super::wrapped;
use crate::cli::source::{Book, policy};
use crate::cli::terminal::{
    ERROR, FAINT, FRAME, GOOD, Look, STRONG, WARN, count, harmless, modality_style, modality_word,
};
use crate::cli::{CLEAN, Done, FOUND, Shell};

/// Examples of `policies coverage --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark policies coverage                        all policies
  clausemark policies coverage lakewood-pp-1069
  clausemark policies coverage our-policy.toml
  clausemark policies coverage --json model-26 | jq '.[].gaps'

Each clause is shown with the categories it speaks of, the detectors that find them and the number of their
examples that a check leads to this clause; then each category with its clauses.

Exit status: 0 every rule of every clause is reached, 1 something is missing, 2 wrong call or file.";

/// Arguments of `policies coverage`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of a policy, or the path of a policy file; all policies if none is named
    #[arg(value_name = "ID|FILE")]
    policy: Option<String>,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, shell: &mut Shell) -> Done {
    let book = Book::read(shell.rules.as_deref())?;
    let rules = Arc::new(book.compiled.rules);
    let policies = match &args.policy {
        Some(name) => vec![policy(name, &rules)?],
        None => rules.policies.clone(),
    };
    let all: Vec<Coverage> = policies.iter().map(|p| Coverage::new(&rules, &book.compiled.infos, p)).collect();
    if args.json {
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&all).map_err(io::Error::from)?)?;
    } else {
        for coverage in &all {
            write(&mut shell.out, shell.look, coverage)?;
        }
    }
    Ok(if all.iter().all(|c| c.gaps.is_empty()) { CLEAN } else { FOUND })
}

fn write(out: &mut dyn Write, look: Look, coverage: &Coverage) -> io::Result<()> {
    writeln!(out, "{}", look.paint(FRAME, format!("clauses of {}", coverage.policy)))?;
    let width = coverage.clauses.iter().map(|c| c.clause.len()).max().unwrap_or(0);
    for clause in &coverage.clauses {
        write_clause(out, look, clause, width)?;
    }
    writeln!(out)?;
    writeln!(out, "{}", look.paint(FRAME, format!("categories under {}", coverage.policy)))?;
    let width = coverage.categories.iter().map(|c| c.category.len()).max().unwrap_or(0);
    for category in &coverage.categories {
        let name = look.paint(STRONG, format!("{:width$}", category.category));
        let detectors = look.paint(
            if category.detectors == 0 { WARN } else { FAINT },
            format!("{:>12}", count(category.detectors, "detector")),
        );
        let clauses = if category.clauses.is_empty() {
            look.paint(FAINT, "no clause".to_owned()).to_string()
        } else {
            category.clauses.join(", ")
        };
        writeln!(out, "  {name}  {detectors}  {clauses}")?;
    }
    writeln!(out)?;
    for gap in &coverage.gaps {
        writeln!(out, "{}: {gap}", look.paint(ERROR, "missing"))?;
    }
    let with_rules = coverage.clauses.iter().filter(|c| !c.reached_by.is_empty()).count();
    let total = count(coverage.clauses.len(), "clause");
    if coverage.gaps.is_empty() {
        let all = look.paint(GOOD, "everything is reached");
        writeln!(out, "{all}; rules in {with_rules} of {total}")?;
    } else {
        writeln!(out, "{}; rules in {with_rules} of {total}", count(coverage.gaps.len(), "gap"))?;
    }
    writeln!(out)
}

fn write_clause(out: &mut dyn Write, look: Look, clause: &ClauseCoverage, width: usize) -> io::Result<()> {
    writeln!(out, "  {}  {}", look.paint(STRONG, format!("{:width$}", clause.clause)), harmless(&clause.heading))?;
    for way in &clause.reached_by {
        let modality = look.paint(modality_style(Some(way.modality)), format!("{:<11}", modality_word(way.modality)));
        writeln!(out, "      {modality}  {:<24}  {}", way.id, reached(look, way))?;
    }
    if !clause.reminder.is_empty() {
        wrapped(out, look, 6, &format!("no text can show it; reminder: {}", clause.reminder))?;
    }
    Ok(())
}

/// `4 detectors, 31 examples`.
fn reached(look: Look, way: &Way) -> String {
    let harbour = way.id.starts_with("safe.");
    let examples = count(way.examples, "example");
    match (harbour, way.detectors.len()) {
        (true, _) => look.paint(FAINT, format!("safe harbour, {examples}")).to_string(),
        (false, 0) => look.paint(ERROR, "no detector").to_string(),
        (false, n) => {
            let style = if way.examples == 0 { ERROR } else { FAINT };
            look.paint(style, format!("{}, {examples}", count(n, "detector"))).to_string()
        }
    }
}
