//! Node, which must be there, and the packages of every `package-lock.json`.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::stamp::{Stamp, hash};
use crate::pins;
use crate::process::{self, Step};
use crate::progress::say;
use crate::project::Project;

/// A folder with packages of its own beside the project's: real editors to try marks on.
const EDITORS: &str = "tests/pages/editors";

/// Installs the packages unless those of this very lock file are there.
pub fn ensure(project: &Project) -> Result<()> {
    install(project, ".", "npm", &[])
}

/// Installs what only the browser tests need, in a folder of its own so that no other task waits for it.
pub fn ensure_editors(project: &Project) -> Result<()> {
    // One of them thanks its users in an install script; none needs to run any.
    install(project, EDITORS, "npm-editors", &["--ignore-scripts"])
}

fn install(project: &Project, folder: &str, name: &str, flags: &[&str]) -> Result<()> {
    let version = node_version(project)?;
    let lock = fs::read(project.path(&format!("{folder}/package-lock.json")))
        .with_context(|| format!("{folder}/package-lock.json can't be read; it is part of the repository"))?;
    let wanted = format!("node {version}, lock {:016x}\n", hash(&lock));
    let stamp = Stamp::new(project, name, wanted);
    // npm writes its own copy of the lock last, so a broken installation lacks it.
    let installed = project.path(&format!("{folder}/node_modules/.package-lock.json"));
    if stamp.is_good() && installed.is_file() {
        return Ok(());
    }
    say(format!("npm packages of {folder}: npm ci (half a minute)"));
    let mut command = project.command("npm");
    command.args(["ci", "--prefix", folder]).args(flags);
    Step {
        name: "npm packages",
        advice: "needed is access to the npm registry; if package.json was changed by hand, run \
                 `npm install` beside it to bring package-lock.json up to date",
        limit: Duration::from_secs(900),
    }
    .run(project, command)?;
    stamp.set()
}

fn node_version(project: &Project) -> Result<String> {
    let mut command = project.command("node");
    command.arg("--version");
    let Some(version) = process::answer(command) else {
        bail!(
            "Node is missing; install Node {} or newer from your system's packages or nodejs.org, with npm",
            pins::NODE_MAJOR
        );
    };
    let major = version.trim_start_matches('v').split('.').next();
    if major.and_then(|m| m.parse().ok()).unwrap_or(0) < pins::NODE_MAJOR {
        bail!("Node {version} is too old; install Node {} or newer", pins::NODE_MAJOR);
    }
    Ok(version)
}
