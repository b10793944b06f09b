//! `test`: all tests, in four parts, and a table of how they went.

use std::fs;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::{build, check, learn, native};
use crate::process::{self, Counts};
use crate::progress::{say, seconds};
use crate::project::Project;
use crate::setup::{self, Needs, browsers};

/// What to test.
#[derive(Debug, Args)]
pub struct Options {
    /// Run these parts only
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Format, lints and types
    Check,
    /// The crates' own tests
    Rust,
    /// The corpus, and whether the scorer's weights are those of this corpus and these rules
    Scorer,
    /// The wasm module in Node
    Wasm,
    /// The extension's code in Node
    Ts,
    /// The extension and the sandbox in Chromium and Firefox
    Browser,
}

/// How a part went.
struct Outcome {
    name: &'static str,
    good: bool,
    counts: Option<Counts>,
    time: Duration,
}

/// Sets up, builds and tests. All parts are run, whatever the ones before came to.
///
/// What needs no more than Rust goes on beside the set-up and the build, of which much is downloading or work for one
/// core.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let wanted = |part| options.only.is_empty() || options.only.contains(&part);
    let built = wanted(Part::Check) || wanted(Part::Wasm) || wanted(Part::Ts) || wanted(Part::Browser);
    let (mut outcomes, own) = thread::scope(|scope| {
        let build = scope.spawn(|| set_up_and_build(project, built, wanted(Part::Browser)));
        let own = rust_and_scorer(project, wanted(Part::Rust), wanted(Part::Scorer));
        (build.join().unwrap_or_else(|panic| resume_unwind(panic)), own)
    });
    let (set_up, usable) = (outcomes[0].good, outcomes.iter().all(|outcome| outcome.good));
    outcomes.extend(own);
    // Nothing that follows makes sense without its tools.
    if !set_up {
        return summary(&outcomes);
    }
    // The types of the extension come from the built module, so they are checked after it.
    if wanted(Part::Check) {
        outcomes.push(timed("check", || check::run(project).map(|()| (true, None))));
    }
    if wanted(Part::Wasm) && usable {
        outcomes.push(timed("wasm", || wasm_in_node(project)));
    }
    if wanted(Part::Ts) && usable {
        outcomes.push(timed("ts", || counted(script(project, "test:ts"))));
    }
    if wanted(Part::Browser) && usable {
        outcomes.push(timed("browser", || in_browsers(project)));
    }
    summary(&outcomes)
}

fn set_up_and_build(project: &Project, built: bool, browser: bool) -> Vec<Outcome> {
    let mut outcomes = vec![timed("set-up", || {
        let needs = Needs { wasm: built, node: built, browsers: browser, editors: browser };
        setup::ensure(project, needs).map(|()| (true, None))
    })];
    if built && outcomes[0].good {
        outcomes.push(timed("build", || {
            build::wasm(project, false)?;
            build::extension(project)?;
            Ok((true, None))
        }));
    }
    outcomes
}

fn rust_and_scorer(project: &Project, rust: bool, scorer: bool) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    if rust {
        outcomes.push(timed("rust", || counted(native::cargo(project, "test", &["--no-fail-fast"]))));
    }
    if scorer {
        outcomes.push(timed("scorer", || {
            learn::corpus(project)?;
            learn::train(project, &learn::Options::COMPARE)?;
            Ok((true, None))
        }));
    }
    outcomes
}

/// Whether a part went well, and its counts if it has any.
type Verdict = (bool, Option<Counts>);

fn timed(name: &'static str, work: impl FnOnce() -> Result<Verdict>) -> Outcome {
    say(format!("== {name}"));
    let start = Instant::now();
    let (good, counts) = work().unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        (false, None)
    });
    Outcome { name, good, counts, time: start.elapsed() }
}

fn counted(command: Command) -> Result<Verdict> {
    let (good, counts) = process::run_counting(command)?;
    Ok((good, Some(counts)))
}

/// The tests in tests/wasm load dist/wasm as a user's browser does.
fn wasm_in_node(project: &Project) -> Result<Verdict> {
    let folder = project.path("tests/wasm");
    let files = modules_in(&folder)?;
    if files.is_empty() {
        bail!("tests/wasm holds no test; each is a file NAME.mjs for `node --test`");
    }
    let mut command = project.command("node");
    command.arg("--test").args(files);
    name_command_line(project, &mut command)?;
    counted(command)
}

fn in_browsers(project: &Project) -> Result<Verdict> {
    let mut command = script(project, "test:browser");
    browsers::name_them(&mut command)?;
    name_command_line(project, &mut command)?;
    counted(command)
}

fn script(project: &Project, name: &str) -> Command {
    let mut command = project.command("npm");
    command.args(["run", "--silent", name]);
    command
}

/// Tells a test where the command line is, which it compares the modules with.
fn name_command_line(project: &Project, command: &mut Command) -> Result<()> {
    command.env("CLAUSEMARK_COMMAND", native::program(project, "clausemark")?);
    Ok(())
}

/// The JavaScript modules of a folder, by name.
pub fn modules_in(folder: &std::path::Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn summary(outcomes: &[Outcome]) -> Result<()> {
    println!("\n{:<10} {:>7} {:>7} {:>9}", "part", "passed", "failed", "time");
    let mut total = Counts::default();
    for outcome in outcomes {
        let (passed, failed) = outcome.counts.map_or(Default::default(), |counts| {
            total.passed += counts.passed;
            total.failed += counts.failed;
            (counts.passed.to_string(), counts.failed.to_string())
        });
        let verdict = if outcome.good { "" } else { "  FAILED" };
        let time = seconds(outcome.time);
        println!("{:<10} {passed:>7} {failed:>7} {time:>9}{verdict}", outcome.name);
    }
    println!("{} passed, {} failed\n", total.passed, total.failed);
    let bad: Vec<_> = outcomes.iter().filter(|o| !o.good).map(|o| o.name).collect();
    if bad.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", bad.join(", "))
}
