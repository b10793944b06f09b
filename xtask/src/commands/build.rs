//! `build`: the wasm module by wasm-pack, then the extension and the sandbox by esbuild.

use std::fs;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::process;
use crate::progress::say;
use crate::project::{self, Project};
use crate::setup::{self, Needs, wasm_target};

/// How to build.
#[derive(Debug, Default, Args)]
pub struct Options {
    /// Build one part; the extension takes the wasm module that is there
    #[arg(long)]
    only: Option<Part>,
    /// Compile the wasm module fast instead of small
    #[arg(long)]
    dev: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Wasm,
    Extension,
}

/// The features of the crate's browser edge.
pub const WASM_FEATURES: &[&str] = &["--no-default-features", "--features", "wasm"];

/// Sets up and builds.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let needs = Needs { wasm: options.only != Some(Part::Extension), node: true, browsers: false };
    setup::ensure(project, needs)?;
    if options.only != Some(Part::Extension) {
        wasm(project, options.dev)?;
    }
    if options.only != Some(Part::Wasm) {
        extension(project)?;
    }
    Ok(())
}

/// Writes dist/wasm.
pub fn wasm(project: &Project, dev: bool) -> Result<()> {
    say("building dist/wasm");
    let mut command = project.command("wasm-pack");
    command
        .arg("build")
        .arg(if dev { "--dev" } else { "--release" })
        // Everything is set up by now; were something not found, it should say so, not download.
        .args(["--mode", "no-install", "--no-pack", "--target", "web"])
        .args(["--out-dir", "dist/wasm", "--out-name", "clausemark", "--"])
        .args(WASM_FEATURES);
    if project::in_ci() {
        command.arg("--locked");
    }
    command.env("RUSTFLAGS", project.flags_without_paths());
    wasm_target::get(project)?.apply(project, &mut command);
    process::run(command)?;
    for file in ["clausemark.js", "clausemark.d.ts", "clausemark_bg.wasm"] {
        let path = project.dist("wasm").join(file);
        let size = fs::metadata(&path).with_context(|| format!("wasm-pack wrote no {file}"))?;
        say(format!("dist/wasm/{file}: {} kB", size.len().div_ceil(1000)));
    }
    Ok(())
}

/// Writes dist/chromium, dist/firefox and dist/www.
pub fn extension(project: &Project) -> Result<()> {
    if !project.dist("wasm/clausemark_bg.wasm").is_file() {
        bail!("dist/wasm is missing; run `cargo xtask build` without --only");
    }
    say("building dist/chromium, dist/firefox, dist/www");
    let mut command = project.command("node");
    command.arg("extension/build.mjs");
    process::run(command)
}
