//! The versions that set-up installs.
//!
//! Three places hold versions, each for its own kind of package: `Cargo.lock` (and with it the
//! wasm-bindgen command, see [`wasm_bindgen`]), `package-lock.json`, and this file.

use anyhow::{Context, Result};

use crate::project::Project;

/// The oldest Node that the tools in `package.json` run on.
pub const NODE_MAJOR: u32 = 20;

/// Debian's own Rust, for machines where rustup can't add the WebAssembly target. They bring a
/// compiler, the sources of its standard library, and the linker for wasm.
pub const DEBIAN_RUST: &[&str] =
    &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "lld-22"];

/// The wasm-bindgen command must be of exactly the version of the library, so the lock file says it.
pub fn wasm_bindgen(project: &Project) -> Result<String> {
    let path = project.path("Cargo.lock");
    let lock = std::fs::read_to_string(&path)
        .context("Cargo.lock can't be read; it is part of the repository, restore it with git")?;
    locked_version(&lock, "wasm-bindgen")
        .map(str::to_owned)
        .context("Cargo.lock names no wasm-bindgen; run `cargo metadata` once and look again")
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let entry = format!("name = \"{name}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == entry)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_version_of_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
