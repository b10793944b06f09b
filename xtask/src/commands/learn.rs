//! `train` and `corpus`: the learned scorer's weights and what they are learned from, by the crate's own `clausemark-train`.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::process;
use crate::progress::say;
use crate::project::Project;

/// How to train.
#[derive(Debug, Args)]
pub struct Options {
    /// Change nothing; fail if the weights that stand in rules/scorer are others
    #[arg(long)]
    check: bool,
    /// Train on this share of the posts only, for a learning curve; writes nothing
    #[arg(long)]
    share: Option<f64>,
}

impl Options {
    /// Only compare, as CI does.
    pub const COMPARE: Self = Self { check: true, share: None };
}

/// Trains the scorer, or compares.
pub fn train(project: &Project, options: &Options) -> Result<()> {
    say("training the scorer; two to five minutes");
    let mut arguments = vec!["train".to_owned()];
    if options.check {
        arguments.push("--check".into());
    }
    if let Some(share) = options.share {
        arguments.push(format!("--share={share}"));
    }
    run(project, &arguments)
}

/// Checks the corpus; against the test sets too where they stand beside the project.
pub fn corpus(project: &Project) -> Result<()> {
    let mut arguments = vec!["corpus".to_owned()];
    let outside = project.path("../shared/corpus");
    if outside.is_dir() {
        arguments.push(format!("--outside={}", outside.display()));
    }
    run(project, &arguments)
}

fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let mut cargo = project.cargo(&["run", "--release", "--features", "train", "--bin", "clausemark-train", "--"]);
    cargo.args(arguments);
    build_fast(&mut cargo);
    process::run(cargo)
}

/// Native release builds want fast code, not small code, and to be built fast: the fat optimisation across crates is for the
/// modules that are shipped.
pub fn build_fast(cargo: &mut Command) {
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
}
