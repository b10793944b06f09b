//! `clausemark rules schema`: JSON Schemas of rule files, for editors that complete and check.
//!
//! They are made from the types that the compiler reads the files with, and committed under `docs/schema`.

use std::io::Write;

use clap::ValueEnum;
use clausemark::compile::files::{CategoriesFile, ClassFile, CueFile, DetectorFile, HarbourFile, PolicyFile};
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};

use crate::cli::{CLEAN, Done, Shell};

/// Examples of `rules schema --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark rules schema detector > docs/schema/detector.json
  clausemark rules schema policy > policy.json

An editor that knows TOML (taplo, Even Better TOML) takes it by a first line such as
  #:schema ../../../docs/schema/detector.json";

/// Arguments of `rules schema`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Kind of file
    #[arg(value_enum, value_name = "KIND")]
    kind: Kind,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// rules/detectors/**/*.toml
    Detector,
    /// rules/classes/*.toml
    Class,
    /// rules/cues/*.toml
    Cue,
    /// rules/harbours/*.toml
    Harbour,
    /// rules/categories.toml
    Categories,
    /// rules/policies/*.toml, or a policy file of your own
    Policy,
}

/// Runs the command.
pub fn run(args: &Args, shell: &mut Shell) -> Done {
    writeln!(shell.out, "{:#}", schema(args.kind).to_value())?;
    Ok(CLEAN)
}

fn schema(kind: Kind) -> Schema {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = match kind {
        Kind::Detector => generator.into_root_schema_for::<DetectorFile>(),
        Kind::Class => generator.into_root_schema_for::<ClassFile>(),
        Kind::Cue => generator.into_root_schema_for::<CueFile>(),
        Kind::Harbour => generator.into_root_schema_for::<HarbourFile>(),
        Kind::Categories => generator.into_root_schema_for::<CategoriesFile>(),
        Kind::Policy => generator.into_root_schema_for::<PolicyFile>(),
    };
    // The compiler reports unknown keys itself, so the types don't say that there are none.
    RecursiveTransform(|schema: &mut Schema| {
        if schema.get("properties").is_some() {
            schema.insert("additionalProperties".into(), false.into());
        }
    })
    .transform(&mut schema);
    schema
}
