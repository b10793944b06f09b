//! Chromium and Firefox: found where systems put them, or installed from the system's packages.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::packages::Manager;
use crate::project::{self, Project};

/// A browser that the tests run in.
pub struct Browser {
    name: &'static str,
    /// The variable that says where it is, here and in the tests.
    variable: &'static str,
    programs: &'static [&'static str],
    elsewhere: &'static [&'static str],
}

/// Chromium, or a browser made from it.
pub const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "CLAUSEMARK_CHROMIUM",
    programs: &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    elsewhere: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
};

/// Firefox, in any of its channels.
pub const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "CLAUSEMARK_FIREFOX",
    programs: &["firefox", "firefox-esr", "firefox-developer-edition"],
    elsewhere: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
};

impl Browser {
    /// Where it is. A variable that names no file is an error, not a reason to take another one.
    pub fn find(&self) -> Result<Option<PathBuf>> {
        if let Some(named) = env::var_os(self.variable) {
            let path = PathBuf::from(named);
            if !path.is_file() {
                bail!(
                    "{} is set to {}, where there is no file; set it to {}'s program or unset it",
                    self.variable,
                    path.display(),
                    self.name
                );
            }
            return Ok(Some(path));
        }
        let elsewhere = self.elsewhere.iter().map(PathBuf::from);
        Ok(self
            .programs
            .iter()
            .find_map(|program| project::on_path(program))
            .or_else(|| elsewhere.into_iter().find(|path| path.is_file())))
    }
}

/// Installs the browsers that aren't found.
pub fn ensure(project: &Project) -> Result<()> {
    let chromium = CHROMIUM.find()?.is_some();
    let firefox = FIREFOX.find()?.is_some();
    if chromium && firefox {
        return Ok(());
    }
    let advice = format!(
        "install Chromium and Firefox, or say where they are in {} and {}",
        CHROMIUM.variable, FIREFOX.variable
    );
    let manager = Manager::find().context(format!("no known package manager; {advice}"))?;
    let mut packages = Vec::new();
    if !chromium {
        packages.push("chromium");
    }
    if !firefox {
        // Debian has only the long-term release, under a name of its own.
        packages.push(match manager {
            Manager::Apt => "firefox-esr",
            _ => "firefox",
        });
    }
    manager.install(project, "browsers", &packages)?;
    for browser in [&CHROMIUM, &FIREFOX] {
        browser.find()?.with_context(|| format!("{} was installed but isn't found; {advice}", browser.name))?;
    }
    Ok(())
}

/// Tells a command where the browsers are.
pub fn name_them(command: &mut Command) -> Result<()> {
    for browser in [&CHROMIUM, &FIREFOX] {
        if let Some(path) = browser.find()? {
            command.env(browser.variable, path);
        }
    }
    Ok(())
}
