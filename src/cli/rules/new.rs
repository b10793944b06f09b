//! `clausemark rules new`: the skeleton of a detector, which passes lint and its own examples.

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

use clausemark::rules::{Category, Ruleset};
use miette::{IntoDiagnostic, Report, WrapErr, miette};

use crate::cli::source::{has_rules, ruleset};
use crate::cli::{CLEAN, Done, Shell};

/// Examples of `rules new --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark rules new gym-selfie --category id.insignia             into rules/detectors/id
  clausemark rules new gym-selfie --category id.insignia my-rules
  clausemark rules new gym-selfie --category id.insignia --rules my-rules

The file holds everything that a detector needs, with a word to replace; docs/writing-detectors.md
tells what each part means.";

/// Arguments of `rules new`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of the detector: small letters, digits and hyphens
    #[arg(value_name = "ID")]
    id: String,
    /// What it finds: an id of `rules list --categories`
    #[arg(long, value_name = "CATEGORY")]
    category: String,
    /// The rules folder to write to; that of --rules, or `rules`
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, shell: &mut Shell) -> Done {
    check_id(&args.id)?;
    let folder = args.folder.as_deref().or(shell.rules.as_deref()).unwrap_or(Path::new("rules"));
    // The rules that are there already decide which categories, cues and ids there are; a folder without any adds to the built-in ones.
    let there = [Some(folder), shell.rules.as_deref()].into_iter().flatten().find(|f| has_rules(f));
    let rules = ruleset(there)?;
    let category =
        rules.categories.iter().find(|c| c.id == args.category).ok_or_else(|| unknown(&args.category, &rules))?;
    if let Some(other) = rules.detectors.iter().find(|d| d.id == args.id) {
        let category = &rules.categories[usize::from(other.category)].id;
        return Err(miette!(
            help = "an id stands for one detector; choose another",
            "there is a detector '{}' already, of {category}",
            args.id
        )
        .into());
    }
    let family = args.category.split('.').next().unwrap_or("");
    let path = folder.join("detectors").join(family).join(format!("{}.toml", args.id));
    write(&path, &format!("{}{}", schema_line(folder), skeleton(&args.id, category, &rules)))?;
    writeln!(shell.out, "{}", path.display())?;
    Ok(CLEAN)
}

fn check_id(id: &str) -> Result<(), Report> {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if id.split('-').all(word) && id.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Ok(());
    }
    Err(miette!(
        help = "such as gym-selfie: small letters, digits and hyphens, and a letter first",
        "'{id}' is no id for a detector"
    ))
}

fn unknown(category: &str, rules: &Ruleset) -> Report {
    let known: Vec<&str> = rules.categories.iter().map(|c| c.id.as_str()).collect();
    miette!(help = format!("there are {}", known.join(", ")), "there is no category '{category}'")
}

/// Writes a new file; one that exists is left alone.
fn write(path: &Path, text: &str) -> Result<(), Report> {
    let shown = path.display();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .into_diagnostic()
            .wrap_err_with(|| format!("the folder '{}' can't be made", folder.display()))?;
    }
    let mut file =
        std::fs::File::create_new(path).into_diagnostic().wrap_err_with(|| format!("'{shown}' can't be written"))?;
    file.write_all(text.as_bytes()).into_diagnostic().wrap_err_with(|| format!("'{shown}' can't be written"))
}

/// The first line by which editors complete and check the file, where the schemas lie beside the rules as they do in the project.
fn schema_line(folder: &Path) -> &'static str {
    let there = folder.join("../docs/schema/detector.json").is_file();
    // From detectors/<family>, two folders further down.
    if there { "#:schema ../../../docs/schema/detector.json\n" } else { "" }
}

fn skeleton(id: &str, category: &Category, rules: &Ruleset) -> String {
    let words = id.replace('-', " ");
    let mut title = words.clone();
    title[..1].make_ascii_uppercase();
    let mut cues = String::new();
    for cue in &rules.cues {
        let _ = writeln!(cues, "# {:<26} # {}", format!("{} = 2", cue.id), cue.title);
    }
    let Category { id: category, title: category_title, present, not, .. } = category;
    let not = if not.is_empty() { String::new() } else { format!("\n# Not meant: {not}") };
    format!(
        r#"# {category_title}: {present}{not}
id = "{id}"
category = "{category}"
# Short name of the matter; what was noticed, with "may"; why it can hurt; what the writer can do.
title = "{title}"
message = "This may show {words}."
reason = "Why this can hurt: one short sentence."
advice = "What the writer can do: one short sentence."
# Where facts, lists or ideas come from, if not from you.
# source = "..."

# Words and phrases, in any form. 6 points show as possible, 8 as likely.
[[terms]]
weight = 6
any = ["{words}"]

# Sequences of words: (a|b) alternatives, x? there or not, {{class}}, ..3 up to three words between.
# [[pattern]]
# weight = 7
# any = ["(i|we) just? post ..3 {words}"]

# What takes back a hit that it overlaps.
# [except]
# any = ["{words} of the year"]

# Facts about the text that add or take points.
[cues]
{cues}
# Each hit with the words to mark in [brackets]; for each hit a near miss.
[examples]
hit = ["here comes the [{words}] again"]
miss = ["the same words in a film, in sport, in the news, said by a citizen"]
"#
    )
}
