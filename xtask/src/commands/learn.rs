//! `train` and `corpus`: the learned scorer's weights and what they are learned from, by the crate's own `clausemark-train`.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use super::native;
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
    let mut trainer = Command::new(native::program(project, "clausemark-train")?);
    trainer.current_dir(project.root()).args(arguments);
    process::run(trainer)
}
