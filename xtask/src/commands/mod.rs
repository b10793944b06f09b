//! The commands, one module each. A new one gets a module, a line in [`Command`] and one in
//! [`Command::run`].

mod bench;
mod build;
mod check;
mod demo;
mod fuzz;
mod learn;
mod native;
mod package;
mod scenarios;
mod test;

use anyhow::Result;
use clap::Parser;

use crate::progress::say;
use crate::project::Project;
use crate::setup::{self, Needs};

/// Every task of Clausemark. Each one first sets up what it needs and doesn't find.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub enum Command {
    /// Set up everything: WebAssembly target, tools, npm packages, browsers
    Setup,
    /// Write dist/wasm, dist/chromium, dist/firefox and dist/www
    Build(build::Options),
    /// Check format, lints and types of Rust and TypeScript
    Check,
    /// Run all tests, those in Chromium and Firefox included
    Test(test::Options),
    /// Measure speed and size
    Bench(bench::Options),
    /// Look for texts and rule files that break something, with libFuzzer
    Fuzz(fuzz::Options),
    /// Check the corpus of the learned scorer: form, balance, duplicates
    Corpus,
    /// Train the learned scorer; writes rules/scorer
    Train(learn::Options),
    /// Write the archives for the browsers' stores
    Package,
    /// Build, serve the sandbox on this machine and print its address
    Demo(demo::Options),
}

impl Command {
    /// Runs it to its end.
    pub fn run(self, project: &Project) -> Result<()> {
        match self {
            Self::Setup => {
                setup::ensure(project, Needs::ALL)?;
                say("everything is set up");
                Ok(())
            }
            Self::Build(options) => build::run(project, &options),
            Self::Check => check::run(project),
            Self::Test(options) => test::run(project, &options),
            Self::Bench(options) => bench::run(project, &options),
            Self::Fuzz(options) => fuzz::run(project, &options),
            Self::Corpus => learn::corpus(project),
            Self::Train(options) => learn::train(project, &options),
            Self::Package => package::run(project),
            Self::Demo(options) => demo::run(project, &options),
        }
    }
}
