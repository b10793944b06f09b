//! `clausemark rules schema`: JSON Schemas of rule files, for editors that complete and check.
//!
//! They are made from the types that the compiler reads the files with, and committed under `docs/schema`.

use std::io::Write;

use clap::ValueEnum;
use clausemark::compile::files::{CategoriesFile, ClassFile, CueFile, DetectorFile, HarbourFile, PolicyFile};
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::Value;

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
    RecursiveTransform(tighten).transform(&mut schema);
    schema
}

/// Says what the types don't: the compiler reports unknown keys itself, and TOML has no null.
fn tighten(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".into(), false.into());
    }
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|t| t != "null");
        if let [one] = &types[..] {
            let one = one.clone();
            schema.insert("type".into(), one);
        }
    }
    if let Some(Value::Array(any)) = schema.get_mut("anyOf") {
        any.retain(|s| s["type"] != "null");
        if let [one] = &mut any[..] {
            let one = one.take();
            schema.remove("anyOf");
            schema.insert("allOf".into(), Value::Array(vec![one]));
        }
    }
}
