//! Packs the rule files under `rules/` into the form that the engine reads.
//!
//! The rule compiler is the crate's own `src/compile`, taken in by path: a build script can't use the crate that it builds.

#![allow(dead_code, unused_imports, missing_docs, unexpected_cfgs)]

use std::path::Path;

#[path = "src/catalogue.rs"]
mod catalogue;
#[path = "src/compile/mod.rs"]
mod compile;
#[path = "src/finding.rs"]
mod finding;
#[path = "src/policy_file.rs"]
mod policy_file;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/settings.rs"]
mod settings;
#[path = "src/text/mod.rs"]
mod text;

fn main() {
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=src/compile");
    println!("cargo:rerun-if-changed=src/rules");
    println!("cargo:rerun-if-changed=src/text");
    println!("cargo:rustc-check-cfg=cfg(edge)");
    // The TypeScript types are derived in the wasm build of the crate, not in this script, which shares the files.
    if std::env::var_os("CARGO_FEATURE_WASM").is_some() {
        println!("cargo:rustc-cfg=edge");
    }
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let files = compile::read_folder(Path::new("rules")).expect("the rules folder can be read");
    match compile::compile(&files) {
        Ok(compiled) => {
            for problem in &compiled.unused {
                println!("cargo:warning=rules/{problem}");
            }
            let packed = postcard::to_allocvec(&compiled.rules).expect("rules can be packed");
            std::fs::write(Path::new(&out).join("rules.bin"), packed).expect("the packed rules can be written");
            let sources = postcard::to_allocvec(&files).expect("sources can be packed");
            std::fs::write(Path::new(&out).join("sources.bin"), sources).expect("the sources can be written");
        }
        Err(problems) => {
            for problem in &problems.0 {
                println!("cargo:error=rules/{problem}");
            }
            std::process::exit(1);
        }
    }
}
