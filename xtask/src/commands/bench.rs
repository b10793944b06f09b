//! `bench`: speed and size, of the crate by `cargo bench`, of the built module and the pages by
//! the scripts in tests/bench.

use anyhow::{Result, bail};

use super::build;
use super::test::modules_in;
use crate::process;
use crate::progress::say;
use crate::project::Project;
use crate::setup::{self, Needs, browsers};

/// Sets up, builds and measures.
pub fn run(project: &Project) -> Result<()> {
    let scripts = modules_in(&project.path("tests/bench"))?;
    let in_rust = project.path("benches").is_dir();
    if scripts.is_empty() && !in_rust {
        bail!("there is nothing to measure: neither tests/bench/*.mjs nor benches/ exists");
    }
    setup::ensure(project, Needs::ALL)?;
    build::wasm(project, false)?;
    build::extension(project)?;
    if in_rust {
        say("cargo bench");
        process::run(project.cargo(&["bench", "--package", "clausemark"]))?;
    }
    for script in scripts {
        say(format!("{}", script.strip_prefix(project.root())?.display()));
        let mut command = project.command("node");
        command.arg(&script);
        browsers::name_them(&mut command)?;
        process::run(command)?;
    }
    Ok(())
}
