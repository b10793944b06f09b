//! `demo`: the sandbox on localhost, and with `--browser` the extension in Chromium on a page of
//! its own with compose boxes.

use anyhow::{Context, Result};
use clap::Args;

use super::build;
use crate::process;
use crate::progress::say;
use crate::project::Project;
use crate::serve::{Mount, Server};
use crate::setup::{self, Needs, browsers};

/// What to show.
#[derive(Debug, Args)]
pub struct Options {
    /// Also open Chromium with the extension loaded, on a page with compose boxes
    #[arg(long)]
    browser: bool,
    /// The port to serve on; the next free one is taken if it is in use
    #[arg(long, default_value_t = 8017)]
    port: u16,
}

/// The script that starts the browser, from the project's folder.
const SCRIPT: &str = "xtask/demo.mjs";

/// Builds, serves and stays until it is interrupted or the browser is closed.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let needs = Needs { wasm: true, node: true, browsers: options.browser, editors: false };
    setup::ensure(project, needs)?;
    build::wasm(project, false)?;
    build::extension(project)?;

    let server = Server::start(
        options.port,
        vec![
            // Behind the sandbox, because the longer address has to be looked at first.
            Mount::new("/pages/", project.path("tests/pages")),
            Mount::new("/", project.dist("www")),
        ],
    )?;
    let address = server.address();
    say(format!("the sandbox is at {address} (Ctrl-C ends it)"));
    if !options.browser {
        return server.run();
    }
    std::thread::spawn(move || server.run());
    let page = format!("{address}pages/demo.html");
    say(format!("opening {page} in Chromium; closing its window ends the demo"));
    let chromium = browsers::CHROMIUM.find()?.context("Chromium isn't found; run `cargo xtask setup`")?;
    let mut command = project.command("node");
    command.arg(SCRIPT).arg(chromium).arg(page);
    process::run(command)
}
