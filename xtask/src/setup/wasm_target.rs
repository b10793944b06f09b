//! The WebAssembly target: rustup's where rustup can add it, else one made from Debian's Rust.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::debian;
use crate::process::{self, Step};
use crate::progress::say;
use crate::project::{self, Project};

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Set to `debian`, it makes set-up take the fallback even where rustup could do it.
const CHOICE: &str = "CLAUSEMARK_WASM_TOOLCHAIN";

/// A Rust that can compile to WebAssembly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Toolchain {
    /// The one that also compiles for this machine.
    Own,
    /// Debian's, with the standard library that we compiled; the path is its sysroot.
    Debian(PathBuf),
}

/// Makes sure that there is one.
pub fn ensure(project: &Project) -> Result<()> {
    if find(project)?.is_some() {
        return Ok(());
    }
    if !debian_wanted() {
        match add_by_rustup(project) {
            Ok(()) => return Ok(()),
            // Why it failed stands in the step's log; the fallback makes it no matter.
            Err(_) if debian::is_possible() => {
                say(format!("{TARGET}: rustup can't add it, so Debian's Rust is taken"));
            }
            Err(error) => return Err(error),
        }
    }
    debian::ensure(project)
}

/// The toolchain to use, if set-up has been run.
pub fn get(project: &Project) -> Result<Toolchain> {
    find(project)?.context("there is no WebAssembly target; run `cargo xtask setup`")
}

fn find(project: &Project) -> Result<Option<Toolchain>> {
    if !debian_wanted() && own_sysroot(project).is_some_and(|root| has_target(&root)) {
        return Ok(Some(Toolchain::Own));
    }
    Ok(debian::find(project).map(Toolchain::Debian))
}

/// True if the sysroot holds the target's standard library.
pub fn has_target(sysroot: &Path) -> bool {
    fs::read_dir(sysroot.join("lib/rustlib").join(TARGET).join("lib"))
        .is_ok_and(|files| files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-")))
}

impl Toolchain {
    /// Makes a command, and what it starts, use this toolchain and the project's tools.
    pub fn apply(&self, project: &Project, command: &mut Command) {
        match self {
            Self::Own => {
                command.env("PATH", project.search_path(&[]));
            }
            Self::Debian(sysroot) => {
                command
                    .env("PATH", project.search_path(&[sysroot.join("bin")]))
                    .env("RUSTC", sysroot.join("bin/rustc"))
                    // Clippy is a compiler of its own and asks this variable instead of RUSTC.
                    .env("SYSROOT", sysroot)
                    .env_remove("RUSTUP_TOOLCHAIN")
                    .env_remove("CARGO");
            }
        }
    }

    /// Cargo of this toolchain.
    pub fn cargo(&self, project: &Project, arguments: &[&str]) -> Command {
        let mut command = match self {
            Self::Own => project.cargo(arguments),
            Self::Debian(sysroot) => {
                let mut command = Command::new(sysroot.join("bin/cargo"));
                command.current_dir(project.root()).args(project::with_lock(arguments));
                command
            }
        };
        self.apply(project, &mut command);
        command
    }
}

fn add_by_rustup(project: &Project) -> Result<()> {
    if project::on_path("rustup").is_none() {
        bail!(
            "{TARGET} is missing and there is no rustup to add it\n\
             What to do: install rustup, or your system's package of Rust's {TARGET} target"
        );
    }
    say(format!("{TARGET}: rustup target add"));
    let mut command = project.command("rustup");
    command.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "1");
    Step {
        name: TARGET,
        advice: "see that rustup's server can be reached, then run the command again",
        limit: Duration::from_secs(90),
    }
    .run(project, command)
}

fn own_sysroot(project: &Project) -> Option<PathBuf> {
    let mut command = project.command("rustc");
    command.args(["--print", "sysroot"]);
    process::answer(command).map(PathBuf::from)
}

fn debian_wanted() -> bool {
    env::var(CHOICE).is_ok_and(|choice| choice == "debian")
}
