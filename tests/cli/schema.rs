//! The JSON Schemas under `docs/schema`: current, and true of the rule files.

use serde_json::Value;

use crate::{run, same_as_file, tests};

const KINDS: [&str; 6] = ["detector", "class", "cue", "harbour", "categories", "policy"];

#[test]
fn the_committed_schemas_are_current() {
    for kind in KINDS {
        let answer = run(&["rules", "schema", kind], "");
        assert_eq!((answer.status, answer.err.as_str()), (0, ""), "{kind}");
        same_as_file(&tests().join(format!("../docs/schema/{kind}.json")), &answer.out);
    }
}

#[test]
fn a_schema_knows_the_keys_and_no_others() {
    let schema = run(&["rules", "schema", "detector"], "").json();
    assert_eq!(schema["additionalProperties"], false);
    let required: Vec<&str> = schema["required"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(
        ["id", "category", "title", "message", "reason", "advice", "examples"].iter().all(|k| required.contains(k)),
        "{required:?}"
    );
    assert!(schema["properties"]["terms"]["description"].is_string());
    let closed = |s: &Value| s["properties"].is_null() || s["additionalProperties"] == false;
    assert!(schema["definitions"].as_object().expect("definitions").values().all(closed));
}
