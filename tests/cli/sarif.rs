//! The structure of SARIF 2.1.0: required properties, references that resolve, regions that hold the words.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{folder, run, small, write};

const DRAFT: &str = "Good morning 👮\nI bought catnip, née a feather\ton a cord, DOG-1234.\r\n";

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn the_log_is_whole_and_its_references_resolve() {
    let folder = folder("sarif");
    let (one, two) = (write(&folder, "my draft.txt", DRAFT), write(&folder, "clean.txt", "tea"));
    let answer = small(&["check", "--format", "sarif", "--account", "official", &one, &two], "");
    assert_eq!((answer.status, answer.err.as_str()), (1, ""));
    let log = answer.json();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|s| s.ends_with("sarif-schema-2.1.0.json")));
    let [run] = list(&log["runs"]) else { panic!("one run: {log}") };
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let driver = &run["tool"]["driver"];
    assert_eq!(
        (driver["name"].as_str(), driver["semanticVersion"].as_str()),
        (Some("clausemark"), Some(env!("CARGO_PKG_VERSION")))
    );

    let rules = list(&driver["rules"]);
    let ids: BTreeSet<&str> = rules.iter().filter_map(|r| r["id"].as_str()).collect();
    assert_eq!(ids, BTreeSet::from(["cat-toy", "dog-name", "dog-tag"]));
    assert!(rules.iter().all(|r| r["shortDescription"]["text"].is_string() && r["help"]["text"].is_string()));
    let level = |id: &str| rules.iter().find(|r| r["id"] == id).map(|r| r["defaultConfiguration"]["level"].clone());
    assert_eq!(level("cat-toy"), Some("error".into()));
    assert_eq!(level("dog-tag"), Some("warning".into()));

    let artifacts = list(&run["artifacts"]);
    assert_eq!(artifacts.len(), 2);
    assert!(
        artifacts[0]["location"]["uri"].as_str().is_some_and(|u| u.ends_with("my%20draft.txt")),
        "{}",
        artifacts[0]
    );
    let taxonomy = &run["taxonomies"][0];
    assert_eq!((taxonomy["name"].as_str(), list(&taxonomy["taxa"]).len()), (Some("house-1"), 5));

    let results = list(&run["results"]);
    assert_eq!(results.len(), 2);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note", "none"].contains(&result["level"].as_str().unwrap_or("")));
        assert!(result["message"]["text"].is_string());
        for location in list(&result["locations"]).iter().chain(list(&result["relatedLocations"])) {
            let place = &location["physicalLocation"];
            let artifact = place["artifactLocation"]["index"].as_u64().expect("an index") as usize;
            assert_eq!(artifacts[artifact]["location"]["uri"], place["artifactLocation"]["uri"]);
            assert_eq!(region(DRAFT, &place["region"]), place["region"]["snippet"]["text"].as_str().unwrap_or(""));
        }
        for taxon in list(&result["taxa"]) {
            let index = taxon["index"].as_u64().expect("an index") as usize;
            assert_eq!(
                (&taxonomy["taxa"][index]["id"], &taxon["toolComponent"]["name"]),
                (&taxon["id"], &taxonomy["name"])
            );
        }
        for fix in list(&result["fixes"]) {
            assert!(fix["description"]["text"].is_string());
            let replacement = &fix["artifactChanges"][0]["replacements"][0];
            assert!(
                region(DRAFT, &replacement["deletedRegion"]).contains("catnip")
                    || !replacement["insertedContent"]["text"].is_null()
            );
        }
    }
    assert_eq!((results[0]["level"].as_str(), results[0]["taxa"][0]["id"].as_str()), (Some("error"), Some("1.a")));
    assert_eq!((results[1]["level"].as_str(), results[1]["taxa"][0]["id"].as_str()), (Some("warning"), Some("1.b")));
}

#[test]
fn without_a_policy_the_confidence_decides_the_level() {
    let answer = run(&["check", "--rules", "rules-small", "--policy", "none", "--format", "sarif"], "catnip");
    let log = answer.json();
    let run = &log["runs"][0];
    assert!(run.get("taxonomies").is_none());
    assert_eq!(
        (run["results"][0]["level"].as_str(), run["artifacts"][0]["location"]["uri"].as_str()),
        (Some("note"), Some("stdin"))
    );
}

#[test]
fn nothing_found_is_a_log_without_results() {
    let answer = small(&["check", "--format", "sarif"], "tea");
    assert_eq!(answer.status, 0);
    assert_eq!(answer.json()["runs"][0]["results"], serde_json::json!([]));
}

/// The words of a region, found by its lines and columns in UTF-16 units.
fn region(text: &str, region: &Value) -> String {
    let number = |key: &str| region[key].as_u64().expect("a number") as usize;
    let line = text.split('\n').nth(number("startLine") - 1).expect("the line is there");
    assert_eq!(number("startLine"), number("endLine"));
    let units: Vec<u16> = line.encode_utf16().collect();
    String::from_utf16(&units[number("startColumn") - 1..number("endColumn") - 1]).expect("whole characters")
}
