//! `clausemark rules list`.

use std::io::{self, Write};

use clausemark::compile::{RuleInfo, RuleKind};
use serde_json::{Value, json};

use crate::cli::source::Book;
use crate::cli::terminal::{FAINT, FRAME, STRONG, WARN, count};
use crate::cli::{CLEAN, Done, Shell};

/// Examples of `rules list --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark rules list
  clausemark rules list --categories
  clausemark rules list --json | jq -r '.[] | select(.category == \"conf.call\") | .id'";

/// Arguments of `rules list`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// List the categories instead, with the number of their detectors
    #[arg(long)]
    categories: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, shell: &mut Shell) -> Done {
    let book = Book::read(shell.rules.as_deref())?;
    match (args.categories, args.json) {
        (false, false) => rules(&book, shell)?,
        (false, true) => print(shell, book.compiled.infos.iter().map(|info| rule_json(&book, info)).collect())?,
        (true, false) => categories(&book, shell)?,
        (true, true) => print(shell, categories_json(&book))?,
    }
    Ok(CLEAN)
}

/// The word for a kind of rule.
pub fn kind_word(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Detector => "detector",
        RuleKind::Cue => "cue",
        RuleKind::Harbour => "safe harbour",
    }
}

fn rules(book: &Book, shell: &mut Shell) -> io::Result<()> {
    let rules = &book.compiled.rules;
    let ids = rules.detectors.iter().map(|d| &d.id).chain(rules.cues.iter().map(|c| &c.id));
    let ids = ids.chain(rules.harbours.iter().map(|h| &h.id));
    let width = ids.map(String::len).max().unwrap_or(0);
    let look = shell.look;
    let out = &mut shell.out;
    for category in &rules.categories {
        let number = rules.categories.iter().position(|c| c.id == category.id).unwrap_or(0);
        let detectors: Vec<_> = rules.detectors.iter().filter(|d| usize::from(d.category) == number).collect();
        if detectors.is_empty() {
            continue;
        }
        writeln!(out, "{}  {}", look.paint(FRAME, &category.id), look.paint(FAINT, &category.title))?;
        for detector in detectors {
            writeln!(out, "  {:width$}  {}", look.paint(STRONG, &detector.id), detector.title)?;
        }
    }
    writeln!(out, "{}", look.paint(FRAME, "cues"))?;
    for cue in &rules.cues {
        writeln!(out, "  {:width$}  {}", look.paint(STRONG, &cue.id), cue.title)?;
    }
    writeln!(out, "{}", look.paint(FRAME, "safe harbours"))?;
    for harbour in &rules.harbours {
        writeln!(out, "  {:width$}  {}", look.paint(STRONG, &harbour.id), harbour.title)?;
    }
    Ok(())
}

fn categories(book: &Book, shell: &mut Shell) -> io::Result<()> {
    let rules = &book.compiled.rules;
    let width = rules.categories.iter().map(|c| c.id.len()).max().unwrap_or(0);
    let look = shell.look;
    for (number, category) in rules.categories.iter().enumerate() {
        let detectors = rules.detectors.iter().filter(|d| usize::from(d.category) == number).count();
        let how_many = format!("{:>12}", count(detectors, "detector"));
        let how_many = look.paint(if detectors == 0 { WARN } else { FAINT }, how_many);
        writeln!(shell.out, "{:width$}  {how_many}  {}", look.paint(STRONG, &category.id), category.title)?;
        let indent = " ".repeat(width + 16);
        let options = textwrap::Options::new(look.width).initial_indent(&indent).subsequent_indent(&indent);
        for line in textwrap::wrap(&category.present, &options) {
            writeln!(shell.out, "{}", look.paint(FAINT, line))?;
        }
    }
    Ok(())
}

fn rule_json(book: &Book, info: &RuleInfo) -> Value {
    let rules = &book.compiled.rules;
    let detector = rules.detectors.iter().find(|d| info.kind == RuleKind::Detector && d.id == info.id);
    let title = match info.kind {
        RuleKind::Detector => detector.map(|d| &d.title),
        RuleKind::Cue => rules.cues.iter().find(|c| c.id == info.id).map(|c| &c.title),
        RuleKind::Harbour => rules.harbours.iter().find(|h| h.id == info.id).map(|h| &h.title),
    };
    let mut out = json!({
        "kind": kind_word(info.kind),
        "id": info.id,
        "title": title,
        "file": book.path(info.file.name()),
        "hits": info.hit.len(),
        "misses": info.miss.len(),
    });
    if let Some(detector) = detector {
        out["category"] = json!(rules.categories[usize::from(detector.category)].id);
    }
    out
}

fn categories_json(book: &Book) -> Value {
    let rules = &book.compiled.rules;
    let entries = rules.categories.iter().enumerate().map(|(number, c)| {
        let detectors = rules.detectors.iter().filter(|d| usize::from(d.category) == number).map(|d| &d.id);
        json!({ "id": c.id, "title": c.title, "present": c.present, "not": c.not, "detectors": detectors.collect::<Vec<_>>() })
    });
    entries.collect()
}

fn print(shell: &mut Shell, value: Value) -> io::Result<()> {
    writeln!(shell.out, "{value:#}")
}
