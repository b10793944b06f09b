//! `clausemark policies …`.

use crate::{run, snapshot};

fn policies(args: &[&str]) -> crate::Answer {
    run(&[&["policies"], args, &["--rules", "rules-small"]].concat(), "")
}

#[test]
fn policies_are_listed_and_shown() {
    snapshot("policies-list.txt", &policies(&["list"]).out);
    let show = policies(&["show", "house-1"]);
    assert_eq!((show.status, show.err.as_str()), (0, ""));
    snapshot("policies-show.txt", &show.out);
    assert_eq!(policies(&["show", "rules-small/policies/house-1.toml"]).out, show.out);
    assert_eq!(policies(&["list", "--json"]).json()[0]["short"], "House 1");
    assert_eq!(policies(&["show", "house-1", "--json"]).json()["clauses"][1]["rules"][0]["modality"], "prohibited");
    let unknown = policies(&["show", "house-3"]);
    assert!(unknown.status == 2 && unknown.err.contains("the known ones are house-1, house-2 or none"), "{unknown:?}");
}

#[test]
fn coverage_of_a_covered_policy_is_status_0() {
    let answer = policies(&["coverage", "house-1"]);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    snapshot("coverage.txt", &answer.out);
}

#[test]
fn a_category_without_a_detector_is_missing() {
    let answer = policies(&["coverage", "house-2"]);
    assert_eq!(answer.status, 1);
    snapshot("coverage-missing.txt", &answer.out);
    let json = policies(&["coverage", "--json"]).json();
    assert_eq!(json.as_array().map(Vec::len), Some(2));
    assert_eq!(json[1]["gaps"], serde_json::json!(["clause 1: no detector for pets.bird"]));
    assert_eq!(json[0]["clauses"][4]["reminder"], "Feed the pets.");
}

#[test]
fn a_rule_that_no_example_reaches_is_missing() {
    let folder = crate::folder("unreached");
    let policy = std::fs::read_to_string(crate::tests().join("rules-small/policies/house-1.toml")).expect("a policy");
    // The number on a dog's tag and its name are looked at on official accounts, so nothing comes from covert ones.
    let policy = policy.replace("id = \"house-1\"", "id = \"covert\"").replace("\"pets.cat\"", "\"pets.dog\"");
    let policy =
        policy.replace("modality = \"prohibited\"", "modality = \"prohibited\"\nwhen = \"department-reference\"");
    let file = crate::write(&folder, "covert.toml", policy);
    let answer = policies(&["coverage", &file]);
    assert_eq!(answer.status, 1);
    assert!(answer.out.contains("missing: clause 1.a: no example leads here for pets.dog"), "{}", answer.out);
}

#[test]
fn mistakes_in_a_policy_file_have_their_places() {
    let answer = policies(&["show", "rules-broken/policies/ship.toml"]);
    assert_eq!((answer.status, answer.out.as_str()), (2, ""));
    assert!(
        answer.err.contains("--> rules-broken/policies/ship.toml:14:11") && answer.err.contains("account = \"privat\""),
        "{}",
        answer.err
    );
}

#[test]
fn the_example_of_the_guide_is_covered_as_far_as_it_goes() {
    let file = "../docs/examples/small-town-4-2.toml";
    let show = run(&["policies", "show", file], "");
    assert_eq!((show.status, show.err.as_str()), (0, ""));
    let coverage = run(&["policies", "coverage", file], "");
    assert!(coverage.status < 2, "{coverage:?}");
}

#[test]
fn a_policy_is_packed_into_one_line_that_says_the_same() {
    let shown = policies(&["show", "house-1", "--json"]).json();
    let packed = policies(&["pack", "rules-small/policies/house-1.toml"]);
    assert_eq!(packed.status, 0);
    assert_eq!(packed.out.matches('\n').count(), 1);
    assert_eq!(packed.json(), shown);
    let quoted = policies(&["pack", "--quoted", "house-1"]).json();
    assert_eq!(quoted.as_str(), Some(packed.out.trim_end()));
}

#[test]
fn a_document_is_matched_to_a_policy() {
    let folder = crate::folder("matched");
    let file =
        crate::write(&folder, "manual.txt", "SOCIAL MEDIA\n26.3.2 People think first.\n26.3.12 Boats are boats.");
    let answer = run(&["policies", "match", "model-26", &file], "");
    assert_eq!((answer.status, answer.err.as_str()), (1, ""));
    assert!(answer.out.contains("26.3.2  People think first."), "{}", answer.out);
    assert!(answer.out.contains("not found: 26.3.3") && answer.out.contains("1 of 26 clauses"), "{}", answer.out);
    assert!(answer.out.contains("in no clause: 26.3.12 Boats are boats. (now under 26.3.2)"), "{}", answer.out);
    let json = run(&["policies", "match", "--json", "model-26", &file], "").json();
    assert_eq!(json["clauses"][0]["fragment"], "#:~:text=People%20think%20first.");

    let other = crate::write(&folder, "letter.txt", "Dear all.");
    let refused = run(&["policies", "match", "model-26", &other], "");
    assert!(
        refused.status == 2 && refused.err.contains("none of the policy's clauses is in the file"),
        "{}",
        refused.err
    );
    let gone = run(&["policies", "match", "model-26", "no-such-file.pdf"], "");
    assert!(gone.status == 2 && gone.err.contains("no-such-file.pdf can't be read"), "{}", gone.err);
}
