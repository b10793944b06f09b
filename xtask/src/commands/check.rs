//! `check`: format, lints and types, for Rust and for TypeScript. Warnings are errors.

use std::process::Command;

use anyhow::{Result, bail};

use super::build::{self, MODULES, Module};
use super::native;
use crate::process;
use crate::progress::say;
use crate::project::Project;
use crate::setup::{self, Needs, wasm_target};

/// Runs every check, so that one run shows all there is to mend.
pub fn run(project: &Project) -> Result<()> {
    let needs = Needs { wasm: true, node: true, browsers: false, editors: false };
    setup::ensure(project, needs)?;
    // The types of the wasm modules' edges are made by building them.
    if !build::is_built(project) {
        build::wasm(project, true)?;
    }

    let mut checks = vec![
        ("rustfmt", project.cargo(&["fmt", "--all", "--check"])),
        ("clippy", clippy(project)),
        ("biome", npm(project, "lint")),
        ("tsc", npm(project, "types")),
    ];
    for module in MODULES {
        checks.push(("clippy, wasm", clippy_wasm(project, module)?));
    }
    let mut failed = Vec::new();
    for (name, command) in checks {
        say(name);
        if let Err(error) = process::run(command) {
            say(format!("{error:#}"));
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("to mend: {}; `cargo fmt --all` and `npm run format` do the formatting", failed.join(", "));
    }
    say("all checks passed");
    Ok(())
}

fn clippy(project: &Project) -> Command {
    native::cargo(project, "clippy", &["--all-targets", "--", "-D", "warnings"])
}

fn clippy_wasm(project: &Project, module: &Module) -> Result<Command> {
    // In release, as the modules are built, so that the macros of both are compiled once.
    let head = ["clippy", "--release", "--package", module.package, "--lib", "--target"];
    let arguments = [&head[..], &[wasm_target::TARGET], module.features, &["--", "-D", "warnings"]].concat();
    Ok(wasm_target::get(project)?.cargo(project, &arguments))
}

fn npm(project: &Project, script: &str) -> Command {
    let mut command = project.command("npm");
    command.args(["run", "--silent", script]);
    command
}
