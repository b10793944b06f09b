//! `fuzz`: lets libFuzzer look for texts and rule files that break something. Needs no nightly compiler: without `unsafe`
//! there is nothing for an address sanitizer to find, and coverage is a matter of stable flags.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::process;
use crate::progress::say;
use crate::project::Project;

/// What to fuzz, and for how long.
#[derive(Debug, Args)]
pub struct Options {
    /// Texts or rule files; both, one after the other, if not named
    target: Option<Target>,
    /// Seconds for each
    #[arg(long, default_value_t = 600)]
    seconds: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Target {
    /// Any text and any edits of it
    Text,
    /// Any rule file
    Rules,
}

impl Target {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Rules => "rules",
        }
    }
}

/// The flags of cargo-fuzz for coverage, as far as they are stable.
const FLAGS: &[&str] = &[
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

/// Folders of seeds by the first byte that the target `rules` wants before a file.
const RULE_SEEDS: &[(&str, u8)] = &[
    ("tests/rules-small/detectors", 0),
    ("tests/rules-broken/detectors", 0),
    ("rules/detectors/id", 0),
    ("tests/rules-small/classes", 1),
    ("rules/classes", 1),
    ("tests/rules-small/cues", 2),
    ("rules/cues", 2),
    ("tests/rules-small/harbours", 3),
    ("tests/rules-small/policies", 4),
    ("rules/words", 7),
];

/// Builds the targets, makes seeds and runs.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let host = host(project)?;
    say("building the fuzz targets");
    let folder = project.path("target/fuzz");
    let mut build = project.cargo(&["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", &host]);
    build.arg("--target-dir").arg(&folder).env("RUSTFLAGS", FLAGS.join(" "));
    process::run(build)?;
    let targets = options.target.map_or_else(|| vec![Target::Text, Target::Rules], |target| vec![target]);
    for target in targets {
        let name = target.name();
        let corpus = folder.join("corpus").join(name);
        fs::create_dir_all(&corpus)?;
        match target {
            Target::Text => seed_texts(project, &corpus)?,
            Target::Rules => seed_rules(project, &corpus)?,
        }
        say(format!("fuzzing: {name}, {} s", options.seconds));
        let mut command = Command::new(folder.join(&host).join("release").join(name));
        command
            .current_dir(project.root())
            .arg(&corpus)
            .arg(format!("-max_total_time={}", options.seconds))
            .args(["-timeout=20", "-rss_limit_mb=1024", "-max_len=4096", "-print_final_stats=1", "-verbosity=0"])
            .arg(format!("-dict={}", project.path("fuzz/rules.dict").display()))
            .arg(format!("-artifact_prefix={}/{name}-", folder.display()));
        process::run(command)
            .with_context(|| format!("{name}: the input that broke it is in target/fuzz; make a test of it"))?;
    }
    Ok(())
}

fn host(project: &Project) -> Result<String> {
    let mut command = project.command("rustc");
    command.arg("-vV");
    let version = process::answer(command).context("rustc can't be run")?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc doesn't say which system this is")?.to_owned())
}

/// Every eighth line of each file of the corpus, as it stands.
fn seed_texts(project: &Project, corpus: &Path) -> Result<()> {
    for file in files(&project.path("rules/corpus"), "jsonl")? {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for (number, line) in fs::read_to_string(&file)?.lines().enumerate().step_by(8) {
            let text = line.split_once("\"text\":").map_or(line, |(_, rest)| rest.trim_start_matches([' ', '"']));
            fs::write(corpus.join(format!("{name}-{number}")), text)?;
        }
    }
    Ok(())
}

fn seed_rules(project: &Project, corpus: &Path) -> Result<()> {
    for (folder, kind) in RULE_SEEDS {
        for file in [files(&project.path(folder), "toml")?, files(&project.path(folder), "txt")?].concat() {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let mut seed = vec![*kind];
            seed.extend(fs::read(&file)?);
            seed.truncate(4096);
            fs::write(corpus.join(format!("{kind}-{name}")), seed)?;
        }
    }
    Ok(())
}

/// The files of a folder and its subfolders with an ending, by name.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        bail!("the folder of seeds {} is not there", folder.display());
    }
    let mut out = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            out.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}
