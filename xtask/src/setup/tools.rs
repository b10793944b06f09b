//! The wasm-bindgen command, compiled into `.tools/bin`.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::pins;
use crate::process::{self, Step};
use crate::progress::say;
use crate::project::Project;

const PACKAGE: &str = "wasm-bindgen-cli";

/// Compiles the command if it is neither in `.tools/bin` nor, in that very version, on PATH.
pub fn ensure(project: &Project) -> Result<()> {
    let version = pins::wasm_bindgen(project)?;
    let name = format!("wasm-bindgen {version}");
    let mut asked = project.command("wasm-bindgen");
    asked.arg("--version");
    if process::answer(asked).is_some_and(|found| found == name) {
        return Ok(());
    }
    say(format!("{name}: compiling it into .tools (one to three minutes, this once)"));
    // Not `--locked`: the lock file that 0.2.130 ships names a version that was withdrawn.
    let mut command = project.cargo(&["install", PACKAGE, "--force", "--bin", "wasm-bindgen", "--version"]);
    command.arg(&version).arg("--root").arg(project.tools(""));
    quick_build(&mut command, project);
    Step {
        name: &name,
        advice: "needed are a C linker (on Debian: apt-get install build-essential) and access \
                 to the registry of Rust crates; then run the command again",
        limit: Duration::from_secs(1800),
    }
    .run(project, command)?;
    // Half a gigabyte that only the next change of versions would use. A rest does no harm.
    let _ = fs::remove_dir_all(project.tools("target"));
    Ok(())
}

/// It runs for a second per build: its compile time is what counts.
fn quick_build(command: &mut Command, project: &Project) {
    command
        .env("CARGO_TARGET_DIR", project.tools("target"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
}
