//! Wrong calls and settings: told with what to do, and status 2.

use crate::{folder, run, snapshot, write};

#[test]
fn a_wrong_call_is_status_2() {
    for args in [
        &[][..],
        &["chekc"],
        &["check", "--format", "xml"],
        &["check", "--account", "king"],
        &["rules", "schema", "dog"],
        &["rules", "new", "x"],
    ] {
        let answer = run(args, "");
        assert_eq!(answer.status, 2, "{args:?}");
        assert!(
            answer.out.is_empty()
                && (answer.err.contains("Usage: clausemark") || answer.err.contains("[possible values: ")),
            "{answer:?}"
        );
    }
}

#[test]
fn a_detector_that_there_is_not_cannot_be_switched_off() {
    let answer = run(&["check", "--rules", "rules-small", "--off", "cow"], "");
    assert!(answer.status == 2 && answer.err.contains("there is no detector or category 'cow'"), "{answer:?}");
}

#[test]
fn mistakes_in_a_profile_name_file_line_column_key_and_value() {
    let folder = folder("profile");
    let mut told = String::new();
    for (i, text) in [
        "{\n  \"writer\": {\n    \"name\": \"Ann\",\n    \"badge\": 2217\n  }\n}",
        "{\"writer\": {\"role\": \"king\"}}",
        "{\"coworkers\": \"Ann\"}",
        "{\"departmant\": {}}",
        "{\"coworkers\": [\"Ann\",]}",
        "",
    ]
    .into_iter()
    .enumerate()
    {
        let path = write(&folder, &format!("profile-{i}.json"), text);
        let answer = run(&["check", "--rules", "rules-small", "--profile", &path], "");
        assert_eq!(answer.status, 2, "{text}");
        let shown = path.replace(&format!("profile-{i}.json"), "");
        told.push_str(&answer.err.replace(&shown, ""));
    }
    snapshot("profile.txt", &told);
    let marked = write(&folder, "marked.json", "\u{feff}{\"coworkers\": [\"Ann\"]}");
    let answer = run(&["check", "--rules", "rules-small", "--profile", &marked], "");
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    let latin = write(&folder, "latin.json", b"{\"coworkers\": [\"Ren\xe9\"]}");
    let answer = run(&["check", "--rules", "rules-small", "--profile", &latin], "");
    assert!(answer.status == 2 && answer.err.contains("latin.json:1:20"), "{answer:?}");
    assert!(answer.err.contains("save it as UTF-8"), "{answer:?}");
    let answer = run(&["check", "--rules", "rules-small", "--profile", "gone.json"], "");
    assert!(answer.status == 2 && answer.err.contains("the profile 'gone.json' can't be read"), "{answer:?}");
}
