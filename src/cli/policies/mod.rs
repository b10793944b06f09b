//! `clausemark policies …`: list, show, what reaches which clause, and one line for an organisation's setting.

mod coverage;
mod matching;
mod pack;
mod reach;

use std::io::{self, Write};

use clausemark::catalogue::{self, ClauseRuleDocument, PolicyDocument};

use super::source::{policy, ruleset};
use super::terminal::{FAINT, Look, STRONG, harmless, modality_style, modality_word};
use super::{CLEAN, Done, Shell};

/// Examples of `policies --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark policies list
  clausemark policies show lakewood-pp-1069
  clausemark policies show our-policy.toml           a policy file of your own
  clausemark policies coverage our-policy.toml       what reaches its clauses, and what is missing
  clausemark policies pack our-policy.toml           in one line, for all browsers of an organisation
  clausemark policies match our-policy.toml our-policy.pdf   which clauses stand in the official document";

/// Commands on policies.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// List the policies
    #[command(after_help = "Examples:\n  clausemark policies list\n  clausemark policies list --json")]
    List {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Show the outline of a policy: clauses, gists, and what they make of which categories
    #[command(
        after_help = "Examples:\n  clausemark policies show model-26\n  clausemark policies show our-policy.toml"
    )]
    Show {
        /// Id of a policy, or the path of a policy file
        #[arg(value_name = "ID|FILE")]
        policy: String,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Tell for each clause what reaches it, and for each category which clauses speak of it
    #[command(after_help = coverage::EXAMPLES)]
    Coverage(coverage::Args),
    /// Print a policy in one line, for the setting with which an organisation gives it to its staff
    #[command(after_help = pack::EXAMPLES)]
    Pack(pack::Args),
    /// Tell which clauses are found in the official document (text, Word or PDF)
    #[command(after_help = matching::EXAMPLES)]
    Match(matching::Args),
}

/// Runs the command.
pub fn run(command: &Command, shell: &mut Shell) -> Done {
    match command {
        Command::List { json } => list(*json, shell),
        Command::Show { policy, json } => show(policy, *json, shell),
        Command::Coverage(args) => coverage::run(args, shell),
        Command::Pack(args) => pack::run(args, shell),
        Command::Match(args) => matching::run(args, shell),
    }
}

fn list(json: bool, shell: &mut Shell) -> Done {
    let policies = catalogue::policies(&*ruleset(shell.rules.as_deref())?);
    if json {
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&policies).map_err(io::Error::from)?)?;
        return Ok(CLEAN);
    }
    let look = shell.look;
    for policy in policies {
        writeln!(shell.out, "{}", look.paint(STRONG, &policy.id))?;
        let parts = [&policy.department, &policy.place, &policy.number, &policy.effective];
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
        wrapped(&mut shell.out, look, 2, &format!("{} ({})", policy.title, parts.join(", ")))?;
        wrapped(&mut shell.out, look, 2, &policy.about)?;
        if !policy.link.is_empty() {
            writeln!(shell.out, "  {}", look.paint(FAINT, &policy.link))?;
        }
        writeln!(shell.out)?;
    }
    Ok(CLEAN)
}

fn show(name: &str, json: bool, shell: &mut Shell) -> Done {
    let rules = ruleset(shell.rules.as_deref())?;
    let document = catalogue::document(&rules, &policy(name, &rules)?);
    if json {
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document).map_err(io::Error::from)?)?;
    } else {
        outline(&mut shell.out, shell.look, &document)?;
    }
    Ok(CLEAN)
}

fn outline(out: &mut dyn Write, look: Look, document: &PolicyDocument) -> io::Result<()> {
    let summary = &document.summary;
    writeln!(
        out,
        "{}",
        look.paint(STRONG, format!("{}: {}", harmless(&summary.department), harmless(&summary.title)))
    )?;
    for (name, value) in [
        ("id", &summary.id),
        ("number", &summary.number),
        ("in force", &summary.effective),
        ("place", &summary.place),
        ("link", &summary.link),
    ] {
        if !value.is_empty() {
            writeln!(out, "{} {}", look.paint(FAINT, format_args!("{name:<9}")), harmless(value))?;
        }
    }
    for clause in &document.clauses {
        let indent = 2 * clause.depth as usize;
        writeln!(out)?;
        writeln!(
            out,
            "{:indent$}{}  {}",
            "",
            look.paint(STRONG, &clause.id),
            look.paint(STRONG, harmless(&clause.heading))
        )?;
        wrapped(out, look, indent + 2, &clause.gist)?;
        for rule in &clause.rules {
            let word = look.paint(modality_style(Some(rule.modality)), modality_word(rule.modality));
            let indent = indent + 2;
            writeln!(out, "{:indent$}{word}: {}{}", "", rule.categories.join(", "), conditions(rule))?;
        }
        if !clause.reminder.is_empty() {
            wrapped(out, look, indent + 2, &format!("reminder: {}", clause.reminder))?;
        }
    }
    Ok(())
}

/// When a rule holds, in words: ` (personal accounts; sworn; unless safe.released)`.
fn conditions(rule: &ClauseRuleDocument) -> String {
    let mut parts = Vec::new();
    if let Some(account) = rule.account {
        parts.push(format!("{account:?} accounts").to_lowercase());
    }
    if !rule.roles.is_empty() {
        parts.push(rule.roles.iter().map(|r| format!("{r:?}").to_lowercase()).collect::<Vec<_>>().join(" or "));
    }
    if rule.department_reference {
        parts.push("beside the department's name".into());
    }
    if !rule.unless.is_empty() {
        parts.push(format!("unless {}", rule.unless.join(" or ")));
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
}

fn wrapped(out: &mut dyn Write, look: Look, indent: usize, text: &str) -> io::Result<()> {
    let indent = " ".repeat(indent);
    let options = textwrap::Options::new(look.width).initial_indent(&indent).subsequent_indent(&indent);
    for line in textwrap::wrap(&harmless(text), options) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
