//! `clausemark rules …`.

use crate::{folder, run, snapshot, write};

fn rules(args: &[&str]) -> crate::Answer {
    run(&[&["rules"], args, &["--rules", "rules-small"]].concat(), "")
}

#[test]
fn lint_of_good_rules_is_status_0() {
    let answer = rules(&["lint"]);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    assert_eq!(answer.out, "no mistakes in 10 files: 3 detectors, 2 cues, 1 safe harbour, 2 policies\n");
}

#[test]
fn lint_reports_all_mistakes_at_once_with_their_places() {
    let answer = run(&["rules", "lint", "--rules", "rules-broken"], "");
    assert_eq!((answer.status, answer.out.as_str()), (2, ""));
    snapshot("lint.txt", &answer.err);
    // Every other command that needs the rules says the same.
    for command in [&["check"][..], &["explain"], &["rules", "test"], &["rules", "list"], &["policies", "list"]] {
        let other = run(&[command, &["--rules", "rules-broken"]].concat(), "");
        assert_eq!((other.status, other.err.as_str()), (2, answer.err.as_str()), "{command:?}");
    }
}

#[test]
fn lint_reports_what_nobody_uses() {
    let folder = folder("unused");
    std::fs::create_dir_all(folder.join("classes")).expect("a folder can be made");
    std::fs::create_dir_all(folder.join("cues")).expect("a folder can be made");
    write(&folder, "categories.toml", "[[category]]\nid = \"a.b\"\ntitle = \"A\"\npresent = \"a\"\n");
    write(&folder, "classes/alone.toml", "id = \"alone\"\ntitle = \"Alone\"\nany = [\"one\"]\n");
    write(
        &folder,
        "cues/idle.toml",
        "id = \"idle\"\ntitle = \"Idle\"\nreach = \"post\"\n[[terms]]\nany = [\"idle\"]\n[examples]\nhit = []\nmiss = []\n",
    );
    let answer = run(&["rules", "lint", "--rules", folder.to_str().expect("text")], "");
    assert_eq!(answer.status, 2);
    assert!(
        answer.err.contains("nobody uses the class 'alone'") && answer.err.contains("nobody uses the cue 'idle'"),
        "{}",
        answer.err
    );
}

#[test]
fn a_folder_without_rules_is_told() {
    let empty = folder("empty");
    let answer = run(&["rules", "lint", "--rules", empty.to_str().expect("text")], "");
    assert!(answer.status == 2 && answer.err.contains("there are no rules in the folder"), "{answer:?}");
    let answer = run(&["rules", "lint", "--rules", "no-such-folder"], "");
    assert!(answer.status == 2 && answer.err.contains("the rules folder 'no-such-folder' can't be read"), "{answer:?}");
}

#[test]
fn examples_that_hold_pass() {
    let answer = rules(&["test"]);
    assert_eq!((answer.status, answer.out.as_str(), answer.err.as_str()), (0, "15 passed\n", ""));
    assert_eq!(rules(&["test", "dog"]).out, "4 passed\n");
    let answer = rules(&["test", "cow"]);
    assert!(answer.status == 2 && answer.err.contains("no rule's id holds 'cow'"), "{answer:?}");
}

#[test]
fn examples_that_fail_are_shown() {
    let folder = folder("failing");
    std::fs::create_dir_all(folder.join("detectors")).expect("a folder can be made");
    write(&folder, "categories.toml", "[[category]]\nid = \"a.b\"\ntitle = \"A\"\npresent = \"a\"\n");
    let detector = "id = \"x\"\ncategory = \"a.b\"\ntitle = \"X\"\nmessage = \"It may.\"\nreason = \"R.\"\nadvice = \"A.\"\n\
        [[terms]]\nany = [\"apple\"]\n[examples]\nhit = [\"an apple [pie]\", \"a pear\"]\nmiss = [\"the apple\"]\n";
    write(&folder, "detectors/x.toml", detector);
    let answer = run(&["rules", "test", "--rules", folder.to_str().expect("text")], "");
    assert_eq!((answer.status, answer.out.as_str()), (1, "0 passed, 3 failed\n"));
    let places: Vec<&str> = answer
        .err
        .lines()
        .filter(|l| l.contains("-->"))
        .filter_map(|l| l.rsplit_once("x.toml:"))
        .map(|l| l.1)
        .collect();
    assert_eq!(places, ["10:8", "10:26", "11:9"], "{}", answer.err);
    // For lint they are mistakes like all others.
    let lint = run(&["rules", "lint", "--rules", folder.to_str().expect("text")], "");
    assert_eq!((lint.status, lint.out.as_str(), lint.err.as_str()), (2, "", answer.err.as_str()));
}

#[test]
fn rules_and_categories_are_listed() {
    snapshot("rules-list.txt", &rules(&["list"]).out);
    snapshot("rules-list-categories.txt", &rules(&["list", "--categories"]).out);
    let json = rules(&["list", "--json"]).json();
    let of = |id: &str| json.as_array().and_then(|a| a.iter().find(|r| r["id"] == id)).cloned().unwrap_or_default();
    assert_eq!(of("dog-tag")["category"], "pets.dog");
    assert_eq!(of("dog-tag")["file"], "rules-small/detectors/pets/dog-tag.toml");
    assert_eq!((of("safe.vet")["kind"].as_str(), of("fiction")["kind"].as_str()), (Some("safe harbour"), Some("cue")));
    let json = rules(&["list", "--categories", "--json"]).json();
    assert_eq!(json[1]["detectors"], serde_json::json!(["dog-name", "dog-tag"]));
}

#[test]
fn a_rule_is_shown_with_all_that_hangs_on_it() {
    let ids = ["cat-toy", "dog-tag", "dog-name", "first-person", "safe.vet", "string", "pets.cat"];
    let shown: Vec<String> = ids.iter().map(|id| rules(&["show", id])).map(|a| a.out).collect();
    snapshot("rules-show.txt", &shown.join("\n======\n\n"));
    let answer = rules(&["show", "dog"]);
    assert!(answer.status == 2 && answer.err.contains("did you mean dog-name or dog-tag?"), "{answer:?}");
    let json = rules(&["show", "cat-toy", "--json"]).json();
    assert_eq!((json["kind"].as_str(), json["rule"]["cues"]["fiction"].as_i64()), (Some("detectors"), Some(-4)));
    assert_eq!(rules(&["show", "pets.dog", "--json"]).json()["title"], "Dogs");
}

#[test]
fn a_new_detector_passes_lint_and_its_own_examples() {
    let folder = folder("new");
    let shown = folder.to_str().expect("text");
    let new = |args: &[&str]| run(&[&["rules", "new"], args].concat(), "");
    let answer = new(&["gym-selfie", "--category", "id.insignia", shown]);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    let path = answer.out.trim();
    assert_eq!(path, folder.join("detectors").join("id").join("gym-selfie.toml").to_str().expect("text"));
    // A folder without categories adds to the built-in rules.
    let answer = run(&["rules", "test", "gym-selfie", "--rules", shown], "");
    assert_eq!((answer.status, answer.out.as_str()), (0, "2 passed\n"), "{}", answer.err);
    let answer = run(&["check", "--policy", "none", "--format", "json", "--rules", shown], "this gym selfie");
    assert!(answer.json().as_array().is_some_and(|a| a.iter().any(|f| f["detector"] == "gym-selfie")), "{answer:?}");
    let answer = run(&["rules", "lint", "--rules", shown], "");
    assert!(!answer.err.contains("gym-selfie"), "{}", answer.err);

    let again = new(&["gym-selfie", "--category", "id.insignia", shown]);
    assert!(again.status == 2 && again.err.contains("there is a detector 'gym-selfie' already"), "{again:?}");
    // In another family, too: an id stands for one detector.
    let again = new(&["gym-selfie", "--category", "conf.call", shown]);
    assert!(again.status == 2 && again.err.contains("already, of id.insignia"), "{again:?}");
    let answer = new(&["Gym Selfie", "--category", "id.insignia", shown]);
    assert!(answer.status == 2 && answer.err.contains("is no id"), "{answer:?}");
    let answer = new(&["gym-mirror", "--category", "id.gym", shown]);
    assert!(
        answer.status == 2
            && answer.err.contains("there is no category 'id.gym'")
            && answer.err.contains("id.insignia"),
        "{answer:?}"
    );
    let answer = run(&["rules", "new", "dog-tag", "--category", "pets.dog", "--rules", "rules-small"], "");
    assert!(answer.status == 2 && answer.err.contains("already"), "{answer:?}");
}

#[test]
fn a_new_detector_names_its_schema_where_that_lies_beside_the_rules() {
    let folder = folder("new-schema");
    let rules = folder.join("rules");
    std::fs::create_dir_all(&rules).expect("a folder can be made");
    let new = |id: &str| {
        let shown = rules.to_str().expect("text");
        let answer = run(&["rules", "new", id, "--category", "id.insignia", shown], "");
        assert_eq!((answer.status, answer.err.as_str()), (0, ""));
        std::fs::read_to_string(rules.join(format!("detectors/id/{id}.toml"))).expect("the file is there")
    };
    let without = new("gym-selfie");
    assert!(!without.contains("#:schema") && without.contains("\n# source = "), "{without}");
    std::fs::create_dir_all(folder.join("docs/schema")).expect("a folder can be made");
    write(&folder, "docs/schema/detector.json", "{}");
    let with = new("gym-mirror");
    let schema = with.lines().next().and_then(|line| line.strip_prefix("#:schema ")).unwrap_or("none");
    assert!(rules.join("detectors/id").join(schema).is_file(), "{with}");
}

#[test]
fn the_first_detector_of_a_folder_may_be_written_with_either_call() {
    for (name, option) in [("new-argument", &[][..]), ("new-option", &["--rules"])] {
        let folder = folder(name);
        let shown = folder.to_str().expect("text");
        let first = run(&[&["rules", "new", "gym-selfie", "--category", "id.insignia"], option, &[shown]].concat(), "");
        assert_eq!((first.status, first.err.as_str()), (0, ""), "{name}");
        let second =
            run(&[&["rules", "new", "gym-mirror", "--category", "id.insignia"], option, &[shown]].concat(), "");
        assert_eq!((second.status, second.err.as_str()), (0, ""), "{name}");
        assert_eq!(run(&["rules", "test", "gym-", "--rules", shown], "").out, "4 passed\n");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_hides_no_mistake() {
    let folder = folder("unreadable");
    std::fs::create_dir_all(folder.join("classes")).expect("a folder can be made");
    std::fs::create_dir_all(folder.join(".git/detectors")).expect("a folder can be made");
    write(&folder, ".git/detectors/x.toml", "no rule");
    std::os::unix::fs::symlink("somebody@host.1", folder.join("classes/.#wrong.toml")).expect("a link can be made");
    write(&folder, "classes/latin.toml", b"id = \"latin\"\ntitle = \"Caf\xe9s\"\nany = [\"bar\"]\n");
    write(&folder, "classes/wrong.toml", "id = \"wrong\"\ntitle = \"W\"\nany = [\"{latin}\"]\ncolour = 1\n");
    let lint = || run(&["rules", "lint", "--rules", folder.to_str().expect("text")], "");
    let answer = lint();
    assert_eq!((answer.status, answer.err.matches("error: ").count()), (2, 3), "{}", answer.err);
    assert!(
        answer.err.contains("this is no text in UTF-8") && answer.err.contains("latin.toml:2:13"),
        "{}",
        answer.err
    );
    assert!(answer.err.contains("the key 'colour' is not known here"), "{}", answer.err);
    assert!(answer.err.contains("nobody uses the class 'wrong'"), "{}", answer.err);
    write(&folder, "classes/latin.toml", "# more\n".repeat(200_000));
    let answer = lint();
    assert_eq!((answer.status, answer.err.matches("error: ").count()), (2, 3), "{}", answer.err);
    assert!(answer.err.contains("a file has 1 MiB at most"), "{}", answer.err);
}
