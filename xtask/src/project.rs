//! Where things lie in the project, and how commands are started in it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The project's folder, from which every path is taken.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project that this xtask was built from.
    pub fn find() -> Result<Self> {
        // Cargo sets the variable when it runs us; the built-in value serves a binary run by hand.
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("xtask must lie in a folder of the project")?;
        Ok(Self { root: root.into() })
    }

    /// The project's folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the project, written with slashes.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A path inside the folder of downloaded and built tools, which git ignores.
    pub fn tools(&self, relative: &str) -> PathBuf {
        self.root.join(".tools").join(relative)
    }

    /// A path inside the folder of what `build` writes.
    pub fn dist(&self, relative: &str) -> PathBuf {
        self.root.join("dist").join(relative)
    }

    /// A command that runs in the project's folder and finds the project's tools before the system's.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(resolve(program));
        command.current_dir(&self.root).env("PATH", self.search_path(&[]));
        command
    }

    /// Cargo of the toolchain that runs us. Where CI is set, a lock file out of date is an error.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root).args(with_lock(arguments));
        command
    }

    /// RUSTFLAGS that keep this machine's folders out of what is compiled for shipping: they would
    /// carry the builder's name into every browser, and no two machines would build the same bytes.
    pub fn flags_without_paths(&self) -> String {
        let home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
            .unwrap_or_default();
        let mut flags = env::var("RUSTFLAGS").unwrap_or_default();
        for (path, name) in [(home.as_path(), "cargo"), (self.root(), "clausemark")] {
            // RUSTFLAGS is split at blanks, so a folder with one in its name would break the build.
            let path = path.display().to_string();
            if !path.is_empty() && !path.contains(' ') {
                flags.push_str(&format!(" --remap-path-prefix={path}=/{name}"));
            }
        }
        flags.trim().to_owned()
    }

    /// PATH with `first`, then the project's tools, then what was there.
    pub fn search_path(&self, first: &[PathBuf]) -> OsString {
        let mut folders = first.to_vec();
        folders.push(self.tools("bin"));
        folders.push(self.path("node_modules/.bin"));
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        env::join_paths(&folders).unwrap_or_default()
    }
}

/// True on a build server: nobody is there to answer a question.
pub fn in_ci() -> bool {
    env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}

/// The first file of that name on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// Cargo's arguments with `--locked` put in where CI is set and the command takes it.
pub fn with_lock<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    let mut all = arguments.to_vec();
    let takes_it = matches!(all.first(), Some(&("build" | "test" | "bench" | "clippy")));
    if in_ci() && takes_it {
        all.insert(1, "--locked");
    }
    all
}

/// npm and npx are batch files on Windows, which have to be named in full.
fn resolve(program: &str) -> String {
    if cfg!(windows) && matches!(program, "npm" | "npx") { format!("{program}.cmd") } else { program.to_owned() }
}
