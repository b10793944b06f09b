//! `clausemark explain`.

use crate::{run, small, snapshot};

const DRAFT: &str = "I bought catnip, catnip tea and a feather on a cord.\nIn the film Rex has a leash, DOG-1234.\n";

#[test]
fn every_hit_is_explained_with_its_points() {
    let answer = small(&["explain"], DRAFT);
    assert_eq!((answer.status, answer.err.as_str()), (1, ""), "{}", answer.out);
    snapshot("explain.txt", &answer.out);
    let answer = small(&["explain"], "My catnip, on a feather on a string");
    assert_eq!(answer.status, 1);
    snapshot("explain-found.txt", &answer.out);
}

#[test]
fn what_a_safe_harbour_holds_back_stays_visible() {
    let answer = small(&["explain"], "My veterinarian has catnip");
    assert_eq!(answer.status, 0);
    snapshot("explain-held-back.txt", &answer.out);
}

#[test]
fn json_tells_where_each_check_is_written() {
    let answer = small(&["explain", "--json"], DRAFT);
    let json = answer.json();
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(1));
    let hit = &json["hits"][0];
    assert_eq!((hit["detector"].as_str(), hit["text"].as_str()), (Some("cat-toy"), Some("catnip")));
    let cues: i64 = hit["cues"].as_array().expect("an array").iter().filter_map(|c| c["points"].as_i64()).sum();
    let sum = hit["weight"].as_i64().unwrap_or(0) + hit["secondSign"].as_i64().unwrap_or(0) + cues;
    assert_eq!(hit["points"].as_i64(), Some(sum));
    assert_eq!(hit["check"]["file"], "rules-small/detectors/pets/cat-toy.toml");
    assert_eq!((hit["check"]["line"].as_u64(), hit["check"]["written"].as_str()), (Some(11), Some("\"catnip\"")));
}

#[test]
fn a_text_without_hits_says_so() {
    let answer = small(&["explain"], "tea");
    assert_eq!((answer.status, answer.out.as_str()), (0, "no check hits\n"));
    assert_eq!(run(&["explain", "gone.txt"], "").status, 2);
}
