//! `bench`: speed and size in three parts, natively, in Node and in a worker of Chromium, and one table of the figures.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use super::build;
use crate::process;
use crate::progress::say;
use crate::project::Project;
use crate::setup::{self, Needs, browsers};

/// What to measure, and on what.
#[derive(Debug, Args)]
pub struct Options {
    /// Texts to measure on, one a line, instead of the everyday posts in rules/corpus
    #[arg(long, value_name = "FILE")]
    texts: Option<PathBuf>,
    /// Measure these parts only
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
    /// End with status 1 if a figure is not met
    #[arg(long)]
    strict: bool,
    /// Measure the wasm module that is in dist instead of building it
    #[arg(long)]
    built: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The crate beside a bare search, and with ten times as many detectors
    Native,
    /// The wasm module in Node beside other checkers: speed, memory, start, size
    Node,
    /// The wasm module in a worker of Chromium: start
    Chromium,
}

const PARTS: [Part; 3] = [Part::Node, Part::Native, Part::Chromium];

/// A line of the table, as the parts print it.
#[derive(Debug, PartialEq, Eq)]
struct Figure {
    name: String,
    measured: String,
    wanted: String,
    met: String,
}

impl Figure {
    /// Reads a line with a tab between its cells; none if it is no figure.
    fn read(line: &str) -> Option<Self> {
        let mut cells = line.split('\t').map(str::to_owned);
        let figure = Self { name: cells.next()?, measured: cells.next()?, wanted: cells.next()?, met: cells.next()? };
        cells.next().is_none().then_some(figure)
    }
}

/// Sets up, builds and measures.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let parts: Vec<Part> =
        PARTS.into_iter().filter(|part| options.only.is_empty() || options.only.contains(part)).collect();
    let in_wasm = parts.iter().any(|part| *part != Part::Native);
    // Texts are named from where the command is typed, the parts run in the project.
    let texts = match &options.texts {
        Some(file) => Some(file.canonicalize().with_context(|| format!("{} can't be read", file.display()))?),
        None => None,
    };
    let browsers = parts.contains(&Part::Chromium);
    setup::ensure(project, Needs { wasm: in_wasm && !options.built, node: in_wasm, browsers, editors: false })?;
    if parts.contains(&Part::Node) {
        peers(project)?;
    }
    if in_wasm && !options.built {
        build::wasm(project, false)?;
    }
    let mut figures = Vec::new();
    for part in parts {
        say(format!("measuring: {part:?}").to_lowercase());
        figures.extend(measure(command(project, part, texts.as_deref())?)?);
    }
    print(&figures);
    let missed = figures.iter().filter(|f| f.met == "not met").count();
    if options.strict && missed > 0 {
        bail!("{missed} figures are not met");
    }
    Ok(())
}

/// The checkers that speed is compared with; they are no part of the project's own packages.
fn peers(project: &Project) -> Result<()> {
    if project.path("tests/bench/node_modules/.package-lock.json").is_file() {
        return Ok(());
    }
    say("npm packages of the benchmark: npm ci");
    let mut command = project.command("npm");
    command.args(["ci", "--prefix", "tests/bench", "--ignore-scripts"]);
    process::run(command)
}

fn command(project: &Project, part: Part, texts: Option<&Path>) -> Result<Command> {
    let mut command = match part {
        Part::Native => {
            let mut command = project.cargo(&["run", "--release", "--quiet", "--package", "clausemark-bench", "--"]);
            // Fast code, quickly built; the fat optimisation across crates is for the modules that are shipped.
            command.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
            command
        }
        Part::Node | Part::Chromium => {
            let mut command = project.command("node");
            command.arg(if part == Part::Node { "tests/bench/node.mjs" } else { "tests/bench/chromium.mjs" });
            browsers::name_them(&mut command)?;
            command
        }
    };
    if let Some(texts) = texts.filter(|_| part != Part::Chromium) {
        command.arg("--texts").arg(texts);
    }
    Ok(command)
}

/// Runs a part and reads its figures; whatever else it prints is passed on.
fn measure(mut command: Command) -> Result<Vec<Figure>> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("{program} can't be started"))?;
    let mut figures = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        match Figure::read(line) {
            Some(figure) => figures.push(figure),
            None => println!("{line}"),
        }
    }
    if !output.status.success() {
        bail!("a part of the benchmark failed ({})", output.status);
    }
    Ok(figures)
}

fn print(figures: &[Figure]) {
    let width = |of: fn(&Figure) -> &str| figures.iter().map(|f| of(f).chars().count()).max().unwrap_or(0);
    let (name, wanted) = (width(|f| &f.name), width(|f| &f.wanted).max("limit".len()));
    let line = |first: &str, limit: &str, met: &str, measured: &str| {
        println!("{}", format!("{first:<name$}  {limit:>wanted$}  {met:<7}  {measured}").trim_end());
    };
    println!();
    line("figure", "limit", "", "measured");
    for figure in figures {
        line(&figure.name, &figure.wanted, &figure.met, &figure.measured);
    }
    println!();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_four_cells() {
        let figure = Figure::read("start\t12 ms\t≤ 40 ms\tmet").expect("it is one");
        assert_eq!((figure.name.as_str(), figure.met.as_str()), ("start", "met"));
        assert_eq!(Figure::read("warming up"), None);
        assert_eq!(Figure::read("a\tb\tc\td\te"), None);
    }
}
