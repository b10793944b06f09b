//! The crates as this machine runs them: one build for the tests, the trainer and the command line, so that nothing is
//! compiled twice.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;

/// What is built of the workspace. Another choice of packages or features would compile their dependencies anew.
const ALL: &[&str] = &["--workspace", "--features", "clausemark/train"];

/// A cargo command on all of the workspace, as `test` or `clippy`, with arguments of its own.
pub fn cargo(project: &Project, command: &str, arguments: &[&str]) -> Command {
    project.cargo(&[&[command], ALL, arguments].concat())
}

/// Builds what is not up to date and returns the path of a program of the workspace.
pub fn program(project: &Project, name: &str) -> Result<PathBuf> {
    process::run(cargo(project, "test", &["--no-run", "--quiet"]))?;
    // xtask itself was built into the same folder.
    Ok(running()?.with_file_name(name).with_extension(env::consts::EXE_EXTENSION))
}

/// Cargo's folder of what was built, whatever it is called: the one that xtask itself was built into.
pub fn target_folder() -> Result<PathBuf> {
    running()?.ancestors().nth(2).map(Into::into).context("xtask must run from where cargo built it")
}

fn running() -> Result<PathBuf> {
    env::current_exe().context("the running program isn't found")
}
