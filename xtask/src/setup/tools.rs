//! wasm-pack and wasm-bindgen, compiled into `.tools/bin`.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::pins;
use crate::process::{self, Step};
use crate::progress::say;
use crate::project::Project;

/// A command from the registry of Rust crates.
struct Tool {
    name: &'static str,
    package: &'static str,
    version: String,
    extra: &'static [&'static str],
}

/// Compiles the tools that are neither in `.tools/bin` nor, in that very version, on PATH.
pub fn ensure(project: &Project) -> Result<()> {
    let tools = [
        Tool { name: "wasm-pack", package: "wasm-pack", version: pins::WASM_PACK.to_owned(), extra: &["--locked"] },
        Tool {
            name: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: pins::wasm_bindgen(project)?,
            // Not `--locked`: the lock file that 0.2.130 ships names a version that was withdrawn.
            extra: &["--bin", "wasm-bindgen"],
        },
    ];
    let missing: Vec<_> = tools.iter().filter(|tool| !tool.is_there(project)).collect();
    for tool in &missing {
        tool.install(project)?;
    }
    if !missing.is_empty() {
        // Half a gigabyte that only the next change of versions would use. A rest does no harm.
        let _ = fs::remove_dir_all(project.tools("target"));
    }
    Ok(())
}

impl Tool {
    fn is_there(&self, project: &Project) -> bool {
        let mut command = project.command(self.name);
        command.arg("--version");
        let wanted = format!("{} {}", self.name, self.version);
        process::answer(command).is_some_and(|found| found == wanted)
    }

    fn install(&self, project: &Project) -> Result<()> {
        let name = format!("{} {}", self.name, self.version);
        say(format!("{name}: compiling it into .tools (one to three minutes, this once)"));
        let mut command = project.cargo(&["install", self.package, "--force", "--version"]);
        command.arg(&self.version).args(self.extra).arg("--root").arg(project.tools(""));
        quick_build(&mut command, project);
        Step {
            name: &name,
            advice: "needed are a C linker (on Debian: apt-get install build-essential) and access \
                     to the registry of Rust crates; then run the command again",
            limit: Duration::from_secs(1800),
        }
        .run(project, command)
    }
}

/// The tools run for a second per build: it is their compile time that counts.
fn quick_build(command: &mut Command, project: &Project) {
    command
        .env("CARGO_TARGET_DIR", project.tools("target"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
}
