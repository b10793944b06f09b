//! The sandbox's scenarios as one JSON file, which the bundler takes in. Whether they are right is tested elsewhere
//! (`tests/scenarios.rs`); here they only have to be TOML.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::progress::say;
use crate::project::Project;

/// Writes dist/scenarios.json from www/scenarios/*.toml: an array in the order of the file names, each with its `id`.
pub fn write(project: &Project) -> Result<()> {
    let folder = project.path("www/scenarios");
    let mut paths = fs::read_dir(&folder)
        .with_context(|| format!("{} can't be read", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let Some(id) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        all.push(one(id, &fs::read_to_string(&path)?).with_context(|| format!("www/scenarios/{id}.toml"))?);
    }
    fs::create_dir_all(project.dist(""))?;
    fs::write(project.dist("scenarios.json"), serde_json::to_string(&all)?)?;
    say(format!("dist/scenarios.json: {} scenarios", all.len()));
    Ok(())
}

/// One scenario with its id.
fn one(id: &str, text: &str) -> Result<Value> {
    let Value::Object(mut scenario) = toml::from_str(text)? else { bail!("it is no table") };
    scenario.insert("id".into(), id.into());
    Ok(Value::Object(scenario))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_keeps_its_keys_and_gets_its_id() -> Result<()> {
        let text = "title = \"A call\"\n[[verdict]]\npolicies = [\"model-26\"]\ncategories = []\n";
        let expected = serde_json::json!({
            "id": "night-call",
            "title": "A call",
            "verdict": [{ "policies": ["model-26"], "categories": [] }],
        });
        assert_eq!(one("night-call", text)?, expected);
        assert!(one("night-call", "title = ").is_err());
        Ok(())
    }
}
