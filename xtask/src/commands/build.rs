//! `build`: the wasm modules by cargo, wasm-bindgen and wasm-opt, then the extension and the sandbox by esbuild.

use std::fs;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use super::{native, scenarios};
use crate::process;
use crate::progress::say;
use crate::project::Project;
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
    /// Only the scenarios' data, which the extension's build takes in
    Scenarios,
}

/// A crate whose edge to the browser becomes a wasm module of its own, loaded only where it is needed.
#[derive(Debug)]
pub struct Module {
    /// The package.
    pub package: &'static str,
    /// Where it goes, under dist/.
    out: &'static str,
    /// The file names in there: `NAME.js`, `NAME.d.ts`, `NAME_bg.wasm`.
    name: &'static str,
    /// The features of the browser edge.
    pub features: &'static [&'static str],
}

/// Every wasm module.
pub const MODULES: &[Module] = &[
    Module {
        package: "clausemark",
        out: "wasm",
        name: "clausemark",
        features: &["--no-default-features", "--features", "wasm"],
    },
    Module { package: "clausemark-photo", out: "wasm-photo", name: "photo", features: &["--features", "wasm"] },
    Module {
        package: "clausemark-document",
        out: "wasm-document",
        name: "document",
        features: &["--features", "wasm"],
    },
    Module {
        package: "clausemark-scenario",
        out: "wasm-scenario",
        name: "scenario",
        features: &["--features", "wasm"],
    },
];

/// Keeps wasm-opt from putting every function that is called from one place into its caller. A browser's engine compiles whole
/// functions, on first use and again once they have run for a while, so a start would wait for all that was put together. With 200
/// no check is slower; with no limit a start took half as much processor time again.
const KEEP_APART: [&str; 2] = ["--one-caller-inline-max-function-size", "200"];

impl Module {
    fn files(&self) -> [String; 3] {
        let Self { out, name, .. } = self;
        [format!("{out}/{name}.js"), format!("{out}/{name}.d.ts"), format!("{out}/{name}_bg.wasm")]
    }
}

/// Whether all modules have been built.
pub fn is_built(project: &Project) -> bool {
    MODULES.iter().flat_map(Module::files).all(|file| project.dist(&file).is_file())
}

/// Sets up and builds.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    if options.only == Some(Part::Scenarios) {
        return scenarios::write(project);
    }
    let needs = Needs { wasm: options.only != Some(Part::Extension), node: true, browsers: false, editors: false };
    setup::ensure(project, needs)?;
    if options.only != Some(Part::Extension) {
        wasm(project, options.dev)?;
    }
    if options.only != Some(Part::Wasm) {
        extension(project)?;
    }
    Ok(())
}

/// Writes dist/wasm and, for each of the other modules, dist/wasm-NAME.
pub fn wasm(project: &Project, dev: bool) -> Result<()> {
    MODULES.iter().try_for_each(|module| build_module(project, module, dev))
}

fn build_module(project: &Project, module: &Module, dev: bool) -> Result<()> {
    let out = project.dist(module.out);
    say(format!("building dist/{}", module.out));
    let profile: &[&str] = if dev { &[] } else { &["--release"] };
    let head = ["build", "--package", module.package, "--lib", "--target", wasm_target::TARGET];
    let toolchain = wasm_target::get(project)?;
    let mut cargo = toolchain.cargo(project, &[&head[..], profile, module.features].concat());
    cargo.env("RUSTFLAGS", project.flags_without_paths());
    process::run(cargo)?;

    let built = native::target_folder()?
        .join(wasm_target::TARGET)
        .join(if dev { "debug" } else { "release" })
        .join(module.package.replace('-', "_"))
        .with_extension("wasm");
    let mut bindgen = project.command("wasm-bindgen");
    bindgen.arg(built).args(["--target", "web", "--out-name", module.name, "--out-dir"]).arg(&out);
    process::run(bindgen)?;
    if !dev {
        let file = out.join(format!("{}_bg.wasm", module.name));
        let mut shrink = project.command("wasm-opt");
        shrink.arg("-O").args(KEEP_APART).arg(&file).arg("-o").arg(&file);
        process::run(shrink)?;
    }
    for file in module.files() {
        let size = fs::metadata(project.dist(&file)).with_context(|| format!("wasm-bindgen wrote no {file}"))?;
        say(format!("dist/{file}: {} kB", size.len().div_ceil(1000)));
    }
    Ok(())
}

/// Writes dist/chromium, dist/firefox and dist/www.
pub fn extension(project: &Project) -> Result<()> {
    if !is_built(project) {
        bail!("a wasm module is missing in dist; run `cargo xtask build` without --only");
    }
    scenarios::write(project)?;
    say("building dist/chromium, dist/firefox, dist/www");
    let mut command = project.command("node");
    command.arg("extension/build.mjs");
    process::run(command)
}
