//! Every task of Clausemark, as `cargo xtask <command>`.
//!
//! What must be there first is rustup with a C linker, and Node. All else is found or set up by
//! [`setup`], inside the project's own folder `.tools` where that is possible. Each command is one
//! module of [`commands`].

mod commands;
mod pins;
mod process;
mod progress;
mod project;
mod serve;
mod setup;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let command = commands::Command::parse();
    match project::Project::find().and_then(|project| command.run(&project)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
