//! `clausemark rules show ID`: a rule, a class or a category with all that belongs to it.

use std::io::Write;

use clausemark::compile::SourceFile;
use miette::{Report, miette};
use serde::de::DeserializeOwned;
use serde_json::json;

use super::page::Page;
use crate::cli::source::Book;
use crate::cli::{CLEAN, Done, Shell};

/// Examples of `rules show --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark rules show call-attended      a detector: checks, cues, examples, clauses
  clausemark rules show first-person       a cue, and the detectors that weigh it
  clausemark rules show safe.concerted     a safe harbour, and what it holds back
  clausemark rules show weapon             a word class
  clausemark rules show conf.call          a category, its detectors and clauses";

/// Arguments of `rules show`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of a detector, cue, safe harbour, class or category
    #[arg(value_name = "ID")]
    id: String,
    /// Print the file as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, shell: &mut Shell) -> Done {
    let book = Book::read(shell.rules.as_deref())?;
    let id = args.id.as_str();
    if let Some(number) = book.compiled.rules.categories.iter().position(|c| c.id == id) {
        if args.json {
            let c = &book.compiled.rules.categories[number];
            writeln!(
                shell.out,
                "{:#}",
                json!({ "kind": "category", "id": c.id, "title": c.title, "present": c.present, "not": c.not })
            )?;
        } else {
            Page { book: &book, look: shell.look }.category(&mut shell.out, number)?;
        }
        return Ok(CLEAN);
    }
    let file = file(&book, id)?;
    if args.json {
        let table: toml::Table = reread(file)?;
        let kind = file.path.split('/').next().unwrap_or("");
        writeln!(shell.out, "{:#}", json!({ "kind": kind, "file": book.path(&file.path), "rule": table }))?;
        return Ok(CLEAN);
    }
    let page = Page { book: &book, look: shell.look };
    match file.path.split('/').next() {
        Some("detectors") => page.detector(&mut shell.out, file, &reread(file)?)?,
        Some("cues") => page.cue(&mut shell.out, file, &reread(file)?)?,
        Some("harbours") => page.harbour(&mut shell.out, file, &reread(file)?)?,
        _ => page.class(&mut shell.out, file, &reread(file)?)?,
    }
    Ok(CLEAN)
}

/// The file that holds an id; detectors first, for ids that several kinds share.
fn file<'b>(book: &'b Book, id: &str) -> Result<&'b SourceFile, Report> {
    let name = id.strip_prefix("safe.").unwrap_or(id);
    let kinds: &[&str] = if name == id { &["detectors", "cues", "harbours", "classes"] } else { &["harbours"] };
    let of = |kind: &str| {
        book.files
            .iter()
            .find(|f| f.path.split('/').next() == Some(kind) && f.path.ends_with(".toml") && f.stem() == name)
    };
    kinds.iter().find_map(|kind| of(kind)).ok_or_else(|| {
        let near: Vec<&str> = book
            .compiled
            .infos
            .iter()
            .map(|i| i.id.as_str())
            .filter(|i| i.contains(name) || name.contains(i))
            .take(8)
            .collect();
        let near = if near.is_empty() { String::new() } else { format!("did you mean {}? ", near.join(" or ")) };
        miette!(help = format!("{near}`clausemark rules list` shows all"), "there is no rule, class or category '{id}'")
    })
}

/// The file once more as what it is; it was read without mistakes before.
fn reread<T: DeserializeOwned>(file: &SourceFile) -> Result<T, Report> {
    toml::from_str(&file.text).map_err(|e| miette!("{}: {e}", file.path))
}
