//! The fallback for the WebAssembly target, on Debian and its kin: Debian's own Rust, and the
//! target's standard library compiled from the sources that Debian packs with it.
//!
//! Everything but the packages lies in `.tools/debian`, a sysroot made of links into the system's
//! one and of what was compiled. Neither the system's Rust nor rustup's is changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::packages::Manager;
use super::stamp::Stamp;
use super::wasm_target::{TARGET, has_target};
use crate::pins;
use crate::process::{self, Step};
use crate::progress::say;
use crate::project::{self, Project};

/// Where Debian puts its Rust; rustup's comes first on PATH.
const SYSTEM: &str = "/usr";

/// True where the packages could be had.
pub fn is_possible() -> bool {
    cfg!(target_os = "linux") && Manager::find() == Some(Manager::Apt)
}

/// The sysroot, if it is there and was made by the Rust that is installed now.
pub fn find(project: &Project) -> Option<PathBuf> {
    let sysroot = project.tools("debian");
    (has_target(&sysroot) && stamp(project)?.is_good()).then_some(sysroot)
}

/// Installs Debian's Rust and compiles the standard library, as far as that isn't done.
pub fn ensure(project: &Project) -> Result<()> {
    if !is_possible() {
        bail!("Debian's Rust was asked for, but there is no apt-get");
    }
    let missing: Vec<_> = pins::DEBIAN_RUST.iter().filter(|package| !is_installed(package)).copied().collect();
    if !missing.is_empty() {
        Manager::Apt.install(project, "Debian's Rust", &missing)?;
    }
    let sysroot = project.tools("debian");
    if sysroot.exists() {
        fs::remove_dir_all(&sysroot).context("can't remove the old .tools/debian")?;
    }
    link_system(&sysroot)?;
    compile_std(project, &sysroot)?;
    stamp(project).context("Debian's rustc is installed but doesn't run; run `/usr/bin/rustc -vV` to see why")?.set()
}

/// The sysroot's own folders, with links for what the system has.
fn link_system(sysroot: &Path) -> Result<()> {
    let system = Path::new(SYSTEM);
    let host = process::answer(rustc(&["-vV"]))
        .and_then(|text| Some(text.lines().find_map(|l| l.strip_prefix("host: "))?.to_owned()))
        .context("Debian's rustc doesn't say its host; run `/usr/bin/rustc -vV` to see why")?;
    let libraries = sysroot.join("lib/rustlib");
    fs::create_dir_all(&libraries)?;
    fs::create_dir_all(sysroot.join("bin"))?;
    for name in [host.as_str(), "src", "etc"] {
        link(&system.join("lib/rustlib").join(name), &libraries.join(name))?;
    }
    for name in ["cargo", "cargo-clippy", "clippy-driver", "rustdoc"] {
        link(&system.join("bin").join(name), &sysroot.join("bin").join(name))?;
    }
    // A link would do for cargo, but rustc takes its sysroot from where its libraries lie.
    write_script(
        &sysroot.join("bin/rustc"),
        &format!("#!/bin/sh\nexec {SYSTEM}/bin/rustc --sysroot \"{}\" \"$@\"\n", sysroot.display()),
    )
}

fn compile_std(project: &Project, sysroot: &Path) -> Result<()> {
    let work = project.tools("debian-std");
    fs::create_dir_all(work.join("src"))?;
    // A workspace of its own, or cargo would take it for a member of ours.
    fs::write(
        work.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    fs::write(work.join("src/lib.rs"), "#![no_std]\n")?;

    say(format!("{TARGET}: compiling the standard library (a minute, this once)"));
    let mut command = Command::new(Path::new(SYSTEM).join("bin/cargo"));
    command
        .args(["build", "--release", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort,panic_unwind")
        .current_dir(&work)
        .env("RUSTC", Path::new(SYSTEM).join("bin/rustc"))
        // The option above is for nightly compilers only; this one was made for its own sources.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env("RUSTFLAGS", project.flags_without_paths())
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN");
    Step {
        name: "standard library for wasm",
        advice: "needed are access to the registry of Rust crates and the packages of Debian's Rust \
                 in one version; run `apt-get update && apt-get upgrade`, then the command again",
        limit: Duration::from_secs(900),
    }
    .run(project, command)?;

    let built = work.join("target").join(TARGET).join("release/deps");
    let place = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&place)?;
    for file in fs::read_dir(&built)? {
        let path = file?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        let is_library = path.extension().is_some_and(|ending| ending == "rlib");
        if is_library && !name.to_string_lossy().starts_with("libempty-") {
            fs::copy(&path, place.join(name))?;
        }
    }
    fs::remove_dir_all(&work)?;
    Ok(())
}

/// The stamp holds the compiler's version, since a library of another one is of no use.
fn stamp(project: &Project) -> Option<Stamp> {
    let version = process::answer(rustc(&["-vV"]))?;
    Some(Stamp::new(project, "debian-std", version))
}

fn rustc(arguments: &[&str]) -> Command {
    let mut command = Command::new(Path::new(SYSTEM).join("bin/rustc"));
    command.args(arguments);
    command
}

fn is_installed(package: &str) -> bool {
    let mut command = Command::new("dpkg-query");
    command.args(["--show", "--showformat=${db:Status-Status}", package]);
    project::on_path("dpkg-query").is_some() && process::answer(command).is_some_and(|status| status == "installed")
}

#[cfg(unix)]
fn link(original: &Path, place: &Path) -> Result<()> {
    std::os::unix::fs::symlink(original, place).with_context(|| format!("can't make the link {}", place.display()))
}

#[cfg(unix)]
fn write_script(path: &Path, text: &str) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, text)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result<()> {
    bail!("Debian's Rust is for Debian")
}

#[cfg(not(unix))]
fn write_script(_: &Path, _: &str) -> Result<()> {
    bail!("Debian's Rust is for Debian")
}
