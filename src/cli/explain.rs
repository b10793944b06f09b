//! `clausemark explain`: every hit with its points, and what became of it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clausemark::compile::{Origin, Problem};
use clausemark::engine::analyse::IDENTIFIER;
use clausemark::engine::weigh::{LIKELY, POSSIBLE};
use clausemark::{CuePoints, Explanation, Hit, HitOutcome};
use serde_json::{Value, json};

use super::draft::Draft;
use super::report::marked;
use super::snippet::note;
use super::source::{Book, Desk, Places, Writer};
use super::terminal::{ERROR, FAINT, FRAME, GOOD, Look, STRONG, WARN, count, harmless};
use super::{CLEAN, Done, FOUND, Shell};

/// Examples of `explain --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark explain draft.txt
  echo \"we got called out to the trailer again\" | clausemark explain --policy none
  clausemark explain --json draft.txt | jq '.hits[] | select(.outcome == \"held-back\")'

Points: each check that hits has a weight, cues add or take points, and a second sign of the same
category adds 2. From 5 points on a hit is shown as possible, from 8 on as likely. Where the learned
scorer takes all around it for harmless, a possible hit is doubted and not shown, a likely one is
lowered to possible; its own guess is outshone where a rule is sure of something else close by.

Exit status: 0 nothing found, 1 findings, 2 wrong call, setting or rule file.";

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    writer: Writer,
    /// Print the reasoning as JSON
    #[arg(long)]
    json: bool,
    /// The draft: a file, or `-` for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args, shell: &mut Shell) -> Done {
    // The rules are compiled from their files, so that each hit leads back to the line that made it.
    let Book { compiled, places, .. } = Book::read(shell.rules.as_deref())?;
    let origins = Origins { programs: compiled.programs, identifiers: compiled.identifiers, places };
    let desk = Desk::with_rules(&args.writer, Arc::new(compiled.rules))?;
    let draft = Draft::read(&args.file)?;
    let explanation = desk.checker.explain(&draft.text, args.writer.context());
    if args.json {
        writeln!(shell.out, "{:#}", json(&explanation, &origins)?)?;
    } else {
        let policy = desk.policy.as_ref().map(|p| p.short.as_str());
        let page = Page { draft: &draft, explanation: &explanation, origins: &origins, policy, look: shell.look };
        page.write(&mut shell.out)?;
    }
    Ok(if explanation.findings.is_empty() { CLEAN } else { FOUND })
}

/// The explanation with the place of each hit's check.
fn json(explanation: &Explanation, origins: &Origins) -> io::Result<Value> {
    let mut value = serde_json::to_value(explanation)?;
    for (i, hit) in explanation.hits.iter().enumerate() {
        if let Some(place) = origins.place(hit) {
            value["hits"][i]["check"] =
                json!({ "file": place.file, "line": place.line, "column": place.column, "written": place.written });
        }
    }
    Ok(value)
}

/// Where checks are written.
struct Origins {
    programs: BTreeMap<u32, Origin>,
    identifiers: Vec<Origin>,
    places: Places,
}

/// Where a check is written, and how.
struct Place {
    file: String,
    line: usize,
    column: usize,
    written: String,
}

impl Origins {
    /// The place of a hit's check; the learned scorer has none.
    fn place(&self, hit: &Hit) -> Option<Place> {
        let origin = match hit.check.checked_sub(IDENTIFIER) {
            Some(number) => self.identifiers.get(number as usize),
            None => self.programs.get(&hit.check),
        }?;
        let problem = Problem::new(&origin.file, origin.span.clone(), "");
        let (line, column) = problem.position();
        let written = origin.file.inner().get(origin.span.clone()).unwrap_or("");
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Place { file: self.places.path(origin.file.name()).to_owned(), line, column, written })
    }
}

/// The reasoning as people read it.
struct Page<'a> {
    draft: &'a Draft,
    explanation: &'a Explanation,
    origins: &'a Origins,
    policy: Option<&'a str>,
    look: Look,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for hit in &self.explanation.hits {
            self.hit(out, hit)?;
            writeln!(out)?;
        }
        for harbour in &self.explanation.harbours {
            let head = self.look.paint(GOOD, format!("safe harbour[{}]", harbour.id));
            writeln!(out, "{head}{}", self.look.paint(STRONG, format!(": {}", harbour.title)))?;
            let held = self.explanation.hits.iter().filter(|h| h.held_by.as_ref() == Some(&harbour.id)).count();
            note(out, self.look, 1, "says", &harbour.message)?;
            note(
                out,
                self.look,
                1,
                "holds back",
                &if held == 0 { "nothing here".to_owned() } else { count(held, "hit") },
            )?;
            writeln!(out)?;
        }
        let hits = self.explanation.hits.len();
        if hits == 0 {
            return writeln!(out, "no check hits");
        }
        let found = self.explanation.findings.len();
        let under = self.policy.map_or_else(String::new, |p| format!(" under {p}"));
        let shown =
            if found == 0 { "nothing is shown".to_owned() } else { format!("{} shown", count(found, "finding")) };
        writeln!(out, "{}, {shown}{under}", count(hits, "hit"))
    }

    fn hit(&self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        let look = self.look;
        let (word, style) = match hit.outcome {
            HitOutcome::Likely => ("likely", ERROR),
            HitOutcome::Possible | HitOutcome::Lowered => ("possible", WARN),
            HitOutcome::Silent => ("silent", FAINT),
            HitOutcome::Excepted => ("excepted", FAINT),
            HitOutcome::HeldBack => ("held back", GOOD),
            HitOutcome::Outshone => ("outshone", FAINT),
            HitOutcome::Doubted => ("doubted", FAINT),
            HitOutcome::Off => ("off", FAINT),
        };
        let head = look.paint(style, format!("{word}[{}]", hit.category));
        writeln!(out, "{head}{}", look.paint(STRONG, format!(": “{}”", harmless(&hit.text))))?;
        let label = format!("{} points", hit.points);
        let snippet = marked(self.draft, (hit.start, hit.end), std::iter::empty(), label, style);
        snippet.write(out, look)?;
        let gutter = snippet.gutter();
        let place = match self.origins.place(hit) {
            Some(place) => format!("{}:{}:{}: {}", place.file, place.line, place.column, shortened(&place.written)),
            None => "the learned scorer".into(),
        };
        note(out, look, gutter, "check", &place)?;
        self.sum(out, gutter, hit)?;
        note(out, look, gutter, "so", &self.verdict(hit))
    }

    /// The points, one line each, like a bill.
    fn sum(&self, out: &mut dyn Write, gutter: usize, hit: &Hit) -> io::Result<()> {
        let width = hit.cues.iter().map(|c| c.cue.len()).chain([hit.detector.len()]).max().unwrap_or(0);
        let mut row = |points: i32, what: &str, title: &str| {
            let points = self.look.paint(if points < 0 { GOOD } else { WARN }, format!("{points:+4}"));
            let equals = self.look.paint(FRAME, "=");
            writeln!(out, "{:gutter$} {equals} {points}  {what:width$} {}", "", self.look.paint(FAINT, title))
        };
        row(hit.weight, &hit.detector, "the check's own weight")?;
        for CuePoints { cue, title, points } in &hit.cues {
            row(i32::from(*points), cue, title)?;
        }
        if hit.second_sign != 0 {
            row(hit.second_sign, "second sign", "another check of the category hits in this text")?;
        }
        if !hit.telling.is_empty() {
            let words: Vec<_> = hit.telling.iter().map(|t| format!("“{}” {} %", harmless(&t.text), t.share)).collect();
            note(out, self.look, gutter, "most telling", &words.join(", "))?;
        }
        Ok(())
    }

    /// What became of the hit, in words.
    fn verdict(&self, hit: &Hit) -> String {
        let points = hit.points;
        match hit.outcome {
            HitOutcome::Silent => {
                format!("{points} points are too few to show: possible from {POSSIBLE}, likely from {LIKELY}")
            }
            HitOutcome::Excepted => format!("an exception of {} takes it back", hit.detector),
            HitOutcome::Outshone => {
                format!("{points} points would show it, but close by a rule is sure of something else")
            }
            HitOutcome::Doubted => {
                format!("{points} points would show it, but the learned scorer takes all around it for harmless")
            }
            HitOutcome::Off => "the detector is switched off, or for another account".into(),
            HitOutcome::HeldBack => {
                let harbour = hit.held_by.as_deref().unwrap_or("a safe harbour");
                format!("{points} points would show it, but {harbour} holds it back")
            }
            HitOutcome::Likely | HitOutcome::Possible | HitOutcome::Lowered => {
                let told = match hit.outcome {
                    HitOutcome::Likely => format!("{points} points make it likely (from {LIKELY})"),
                    HitOutcome::Lowered => format!(
                        "{points} points would make it likely (from {LIKELY}), but the learned scorer takes all around it for \
                         harmless, so it is possible"
                    ),
                    _ => format!("{points} points make it possible (from {POSSIBLE})"),
                };
                let shown = self.explanation.findings.iter().find(|f| {
                    f.category == hit.category
                        && f.evidence
                            .iter()
                            .any(|e| e.start == hit.start && e.end >= hit.end && e.detector == hit.detector)
                });
                match (shown, self.policy) {
                    (None, Some(policy)) => {
                        format!("{told}, but no clause of {policy} speaks of {} here", hit.category)
                    }
                    (Some(finding), _) if !finding.clauses.is_empty() => {
                        let clauses: Vec<&str> = finding.clauses.iter().map(|c| c.clause.as_str()).collect();
                        format!("{told}; clauses {}", clauses.join(", "))
                    }
                    _ => told,
                }
            }
        }
    }
}

/// A long list of words, to be told by its begin.
fn shortened(written: &str) -> String {
    const MOST: usize = 160;
    match written.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &written[..at]),
        None => written.to_owned(),
    }
}
