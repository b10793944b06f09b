//! The system's packages: installed by the manager that is there, as root or through sudo.

use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process::{self, Step};
use crate::progress::say;
use crate::project::{self, Project};

/// A package manager that we know how to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manager {
    /// Debian, Ubuntu and their kin.
    Apt,
    /// Fedora and its kin.
    Dnf,
    /// Arch and its kin.
    Pacman,
    /// macOS with Homebrew, which wants no root.
    Brew,
}

/// Set once apt's lists are fresh; one time a run is enough.
static UPDATED: Mutex<bool> = Mutex::new(false);

impl Manager {
    /// The manager of this machine.
    pub fn find() -> Option<Self> {
        [(Self::Apt, "apt-get"), (Self::Dnf, "dnf"), (Self::Pacman, "pacman"), (Self::Brew, "brew")]
            .into_iter()
            .find(|(_, program)| project::on_path(program).is_some())
            .map(|(manager, _)| manager)
    }

    fn command_line(self) -> &'static [&'static str] {
        match self {
            // Another apt may be at work, so wait for its lock.
            Self::Apt => &["apt-get", "install", "--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"],
            Self::Dnf => &["dnf", "install", "--assumeyes"],
            Self::Pacman => &["pacman", "-S", "--noconfirm", "--needed"],
            Self::Brew => &["brew", "install", "--cask"],
        }
    }

    /// Says what it will install, and installs it.
    pub fn install(self, project: &Project, purpose: &str, packages: &[&str]) -> Result<()> {
        let prefix = root_prefix(self)?;
        let line = format!("{} {}", self.command_line().join(" "), packages.join(" "));
        say(format!("{purpose}: installing {}", packages.join(", ")));
        if !prefix.is_empty() {
            say(format!("{purpose}: sudo may ask for your password"));
        }
        let advice = format!("run `{line}` yourself as root, then run the command again");
        let step = |name: &str, arguments: &[&str]| {
            Step { name, advice: &advice, limit: Duration::from_secs(1200) }.run(project, privileged(prefix, arguments))
        };
        let mut updated = UPDATED.lock().unwrap_or_else(|e| e.into_inner());
        if self == Self::Apt && !*updated {
            step("lists of packages", &["apt-get", "update"])?;
            *updated = true;
        }
        let arguments: Vec<_> = self.command_line().iter().chain(packages).copied().collect();
        step(purpose, &arguments)
    }
}

/// The words that make a command run as root.
fn root_prefix(manager: Manager) -> Result<&'static [&'static str]> {
    let mut id = Command::new("id");
    id.arg("-u");
    if manager == Manager::Brew || process::answer(id).context("`id -u` doesn't run")? == "0" {
        return Ok(&[]);
    }
    if project::on_path("sudo").is_none() {
        bail!("system packages have to be installed, but you aren't root and there is no sudo");
    }
    Ok(if project::in_ci() { &["sudo", "--non-interactive"] } else { &["sudo"] })
}

/// The command with its prefix; `env` because sudo drops the variables that are set around it.
fn privileged(prefix: &[&str], arguments: &[&str]) -> Command {
    let words = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive"], arguments].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}
