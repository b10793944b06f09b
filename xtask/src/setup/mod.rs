//! Sets up what a command needs and the machine lacks. Each step looks first and says nothing if
//! it finds its thing, so that a second run takes no time.

pub mod browsers;
mod debian;
mod node;
mod packages;
mod stamp;
mod tools;
pub mod wasm_target;

use std::thread;

use anyhow::{Result, anyhow};

use crate::project::Project;

/// What a command can't do without.
#[derive(Debug, Clone, Copy, Default)]
pub struct Needs {
    /// The WebAssembly target, wasm-bindgen and wasm-opt.
    pub wasm: bool,
    /// Node and the packages of `package-lock.json`.
    pub node: bool,
    /// Chromium and Firefox.
    pub browsers: bool,
    /// The editors that the browser tests try marks on.
    pub editors: bool,
}

impl Needs {
    /// All of it.
    pub const ALL: Self = Self { wasm: true, node: true, browsers: true, editors: true };
}

/// Sets up all that is needed and missing.
///
/// Compiling wasm-bindgen keeps the processor busy for minutes and downloading keeps the network
/// busy, so the two go on side by side.
pub fn ensure(project: &Project, needs: Needs) -> Result<()> {
    thread::scope(|scope| {
        let tools = needs.wasm.then(|| scope.spawn(|| tools::ensure(project)));
        let downloads = (|| {
            if needs.wasm {
                wasm_target::ensure(project)?;
            }
            // wasm-opt comes from npm too.
            if needs.node || needs.wasm {
                node::ensure(project)?;
            }
            if needs.browsers {
                browsers::ensure(project)?;
            }
            if needs.editors {
                node::ensure_editors(project)?;
            }
            Ok(())
        })();
        let compiled = tools
            .map_or(Ok(()), |thread| thread.join().unwrap_or_else(|_| Err(anyhow!("building wasm-bindgen panicked"))));
        downloads.and(compiled)
    })
}
