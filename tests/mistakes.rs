//! Mistakes in rule files: each is told once, at its place, and none hides another.

use clausemark::compile::{SourceFile, compile};
use clausemark::examples;
use miette::Diagnostic;

const CATEGORIES: &str = "\
[[category]]
id = \"conf.call\"
title = \"Calls\"
present = \"calls\"
[[category]]
id = \"conduct.on-duty\"
title = \"Duty\"
present = \"on duty\"
";

fn file(path: &str, text: impl Into<String>) -> SourceFile {
    SourceFile { path: path.into(), text: text.into() }
}

/// The mistakes of some files beside good categories, each as `file:line: message`.
fn mistakes(files: impl IntoIterator<Item = SourceFile>) -> Vec<String> {
    let mut files: Vec<SourceFile> = files.into_iter().collect();
    files.push(file("categories.toml", CATEGORIES));
    files.sort();
    let Err(problems) = compile(&files) else { return Vec::new() };
    problems.0.iter().map(|p| format!("{}:{}: {}", p.file(), p.position().0, p.message())).collect()
}

/// Fails unless the mistakes begin as these do, one each.
fn told(files: impl IntoIterator<Item = SourceFile>, expected: &[&str]) {
    let mistakes = mistakes(files);
    let fits = mistakes.len() == expected.len() && mistakes.iter().zip(expected).all(|(m, e)| m.starts_with(e));
    assert!(fits, "expected {expected:#?}, got {mistakes:#?}");
}

/// A policy whose clauses 1, 2, … have one rule each, the first of them from line 13 on if `head` has two lines, and from 12 on else.
fn policy(id: &str, head: &str, rules: &[&str]) -> SourceFile {
    let mut text = format!(
        "id = \"{id}\"\ndepartment = \"The Ship\"\ntitle = \"Rules\"\nshort = \"Ship\"\nabout = \"A ship.\"\n{head}\n"
    );
    for (i, rule) in rules.iter().enumerate() {
        let clause =
            format!("[[clause]]\nid = \"{}\"\nheading = \"H\"\ngist = \"G.\"\n[[clause.rule]]\n{rule}\n", i + 1);
        text.push_str(&clause);
    }
    file(&format!("policies/{id}.toml"), text)
}

#[test]
fn names_in_a_policy_that_there_are_not_are_told_together() {
    let rules = [
        "categories = [\"conf.call\"]\nmodality = \"forbidden\"\nroles = [\"sworn\", \"king\"]",
        "categories = [\"conf.call\"]\nmodality = \"not-allowed\"",
        "categories = [\"conf.scen\"]\nmodality = \"prohibited\"",
        "categories = [\"conf.call\"]\nmodality = \"prohibited\"\nacount = \"personal\"",
    ];
    told(
        [policy("ship", "", &rules)],
        &[
            "policies/ship.toml:13: no modality is named 'forbidden'",
            "policies/ship.toml:14: no role is named 'king'",
            "policies/ship.toml:21: no modality is named 'not-allowed'",
            "policies/ship.toml:27: no category is named 'conf.scen'",
            "policies/ship.toml:36: the key 'acount' is not known here",
        ],
    );
}

#[test]
fn values_that_would_break_a_policy_later_are_told() {
    let rules = [
        "categories = []\nmodality = \"prohibited\"",
        "categories = [\"conf.call\"]\nmodality = \"allowed\"",
        "categories = [\"con*\"]\nmodality = \"prohibited\"",
        "categories = [\"conf.*\"]\nmodality = \"prohibited\"",
    ];
    told(
        [policy("none", "effective = \"when signed\"\nlink = \"www.ship.example\"", &rules)],
        &[
            "policies/none.toml:1: 'none' can't be the id of a policy",
            "policies/none.toml:6: 'when signed' is no date",
            "policies/none.toml:7: 'www.ship.example' is no web address",
            "policies/none.toml:13: this rule names no category",
            "policies/none.toml:20: 'conf.call' is no safe harbour",
            "policies/none.toml:27: no category is named 'con*'",
        ],
    );
    for date in ["13.03.2024", "2024-3-1", "2024-02-30", "2024-03-01T10:00:00Z", "10:00:00"] {
        told([policy("ship", &format!("effective = \"{date}\""), &rules[3..])], &["policies/ship.toml:6: '"]);
    }
    let good = "effective = \"2024-03-01\"\nlink = \"https://ship.example/rules.pdf\"";
    told([policy("ship", good, &rules[3..])], &[]);
}

#[test]
fn two_policies_of_one_id_are_told() {
    let one = policy("ship", "", &["categories = [\"conf.*\"]\nmodality = \"prohibited\""]);
    let other = SourceFile { path: "policies/more/ship.toml".into(), ..one.clone() };
    told([one, other], &["policies/ship.toml:1: id 'ship' is used in policies/more/ship.toml too"]);
}

/// A detector of calls with these checks, which begin in line 7, and these examples.
fn detector(id: &str, words: &str, examples: &str) -> SourceFile {
    let head = "category = \"conf.call\"\ntitle = \"T\"\nmessage = \"It may.\"\nreason = \"R.\"\nadvice = \"A.\"";
    file(&format!("detectors/{id}.toml"), format!("id = \"{id}\"\n{head}\n{words}\n[examples]\n{examples}\n"))
}

/// A cue of a post with these checks.
fn cue(id: &str, checks: &str) -> SourceFile {
    let head = format!("id = \"{id}\"\ntitle = \"T\"\nreach = \"post\"");
    file(&format!("cues/{id}.toml"), format!("{head}\n{checks}\n[examples]\nhit = []\nmiss = []\n"))
}

/// What becomes of the examples of a detector with the words "apple" and "pear".
fn proved(more: &str, hit: &str, miss: &str) -> (usize, Vec<String>) {
    let words = format!("{more}\n[[terms]]\nany = [\"apple\"]\n[[terms]]\nany = [\"pear\"]");
    let rule = detector("fruit", &words, &format!("hit = [{hit}]\nmiss = [{miss}]"));
    let compiled =
        compile(&[file("categories.toml", CATEGORIES), rule]).unwrap_or_else(|problems| panic!("{problems}"));
    let report = examples::test_rules(compiled, None);
    (report.passed, report.problems.iter().map(|p| p.message().to_owned()).collect())
}

#[test]
fn every_mark_of_an_example_counts() {
    let (passed, failed) =
        proved("", "\"[apple] and [pear]\", \"[apple] and [plum]\", \"an apple and a [pear]\"", "\"plums\"");
    assert_eq!((passed, failed.len()), (3, 1), "{failed:?}");
    assert_eq!(failed[0], "“plum” is not marked: the marked words are “apple”");
}

#[test]
fn brackets_that_mark_nothing_are_told() {
    let hits = "hit = [\"[apple\",\n\"apple]\",\n\"[the [apple]]\",\n\"[apple]\"]\nmiss = [\"[plum]\"]";
    told(
        [detector("fruit", "[[terms]]\nany = [\"apple\"]", hits)],
        &[
            "detectors/fruit.toml:10: the brackets of an example stand in pairs",
            "detectors/fruit.toml:11: the brackets of an example stand in pairs",
            "detectors/fruit.toml:12: the brackets of an example stand in pairs",
            "detectors/fruit.toml:14: nothing is marked in a near miss",
        ],
    );
}

#[test]
fn examples_are_posted_from_an_account_that_the_detector_takes() {
    for account in
        ["account = \"official\"", "account = \"covert\"", "not_account = \"personal\"", "not_account = \"official\""]
    {
        assert_eq!(proved(account, "\"an [apple]\"", "\"a plum\""), (2, vec![]), "{account}");
    }
}

/// A detector that asks for the class and the cue "far".
fn asking(id: &str) -> SourceFile {
    detector(id, "[[pattern]]\nany = [\"a {far}\", \"{far}\"]\n[cues]\nfar = 2", "hit = []\nmiss = []")
}

#[test]
fn who_names_a_rule_that_cannot_be_read_is_not_to_blame() {
    let unless = "categories = [\"conf.call\"]\nmodality = \"prohibited\"\nunless = [\"safe.far\"]";
    told(
        [
            file("classes/far.toml", "id = \"far\"\ntitle = 1\nany = [\"far\"]\n"),
            file("cues/far.toml", "id = \"far\"\ntitle = \"T\"\nreach = 3\n"),
            file("harbours/far.toml", "id = \"far\"\ntitle = 1\n"),
            asking("one"),
            asking("two"),
            policy("ship", "", &[unless]),
        ],
        &["classes/far.toml:2: title: ", "cues/far.toml:3: reach: ", "harbours/far.toml:2: title: "],
    );
}

#[test]
fn without_categories_no_other_file_is_to_blame() {
    let files = [
        file("categories.toml", "[[category]]\nid = 1\n"),
        detector("fruit", "[[terms]]\nany = [\"apple\"]", "hit = []\nmiss = []"),
        policy("ship", "", &["categories = [\"conf.*\"]\nmodality = \"prohibited\""]),
    ];
    let problems = compile(&files).expect_err("no categories").0;
    assert_eq!(problems.iter().map(|p| p.file()).collect::<Vec<_>>(), ["categories.toml"]);
}

#[test]
fn only_classes_that_hold_themselves_are_told() {
    let class = |id: &str, member: &str| {
        file(&format!("classes/{id}.toml"), format!("id = \"{id}\"\ntitle = \"T\"\nany = [\"{member}\"]\n"))
    };
    let rings = [class("hen", "hen of {egg}"), class("egg", "egg of {hen}"), class("self", "my {self}")];
    let others = [class("farm", "a farm with {hen}"), class("county", "a county of {farm}"), class("cat", "cat")];
    let user = detector("user", "[[pattern]]\nany = [\"{county}\", \"{cat}\"]", "hit = []\nmiss = []");
    told(
        rings.into_iter().chain(others).chain([user]),
        &["classes/egg.toml:3: the class", "classes/hen.toml:3: the class", "classes/self.toml:3: the class"],
    );
}

#[test]
fn what_nobody_uses_is_told_beside_other_mistakes_unless_they_may_hide_its_use() {
    let class = |id: &str| {
        let text = format!("id = \"{id}\"\ntitle = \"T\"\nany = [\"{id}\"]\n");
        file(&format!("classes/{id}.toml"), text)
    };
    let torn = "id = \"torn\n[[pattern]]\nany = [\"the {one}\"]\n[cues]\nsad = 2\n";
    let open = "cue = { glad = 2 }\n[[pattern]]\nany = [\"(a {two}\"]";
    told(
        [
            class("idle"),
            class("one"),
            class("two"),
            cue("glad", "[[terms]]\nany = [\"glad\"]"),
            cue("sad", "[[terms]]\nany = [\"sad\"]"),
            cue("spare", "[[terms]]\nany = [\"spare\"]"),
            file("detectors/torn.toml", torn),
            detector("open", open, "hit = []\nmiss = []"),
        ],
        &[
            "classes/idle.toml:1: nobody uses the class 'idle'",
            "cues/spare.toml:1: nobody uses the cue 'spare'",
            "detectors/open.toml:7: the key 'cue'",
            "detectors/open.toml:9: this bracket needs a closing ')'",
            "detectors/torn.toml:1: ",
        ],
    );
}

#[test]
fn checks_that_can_never_hit_are_told() {
    let near = "[[near]]\nall = [[\"apple\"], []]\nwithin = \"post\"";
    let checks = format!("[[terms]]\nany = []\n{near}\n[[slot]]\nany = []\n[cues]\nbare = 2");
    let harbour = "id = \"bare\"\ntitle = \"T\"\nmessage = \"M.\"\nholds = [\"conf.*\"]\nreach = \"post\"\n";
    told(
        [
            cue("bare", ""),
            detector("fruit", &checks, "hit = []\nmiss = []"),
            file("harbours/bare.toml", format!("{harbour}[examples]\nhit = []\nmiss = []\n")),
        ],
        &[
            "cues/bare.toml:1: the cue 'bare' has no check",
            "detectors/fruit.toml:8: this list is empty",
            "detectors/fruit.toml:10: this list is empty",
            "detectors/fruit.toml:13: this list is empty",
            "harbours/bare.toml:1: the safe harbour 'safe.bare' has no check",
        ],
    );
}

#[test]
fn keys_that_are_not_known_are_told_at_their_place_wherever_they_stand() {
    let more = "[[terms]]\nany = [\"apple\"]\n[except]\nany = []\nalll = []\n[scorer]\nhead = \"conf.call\"\nhed = 1";
    let examples = "hit = []\nmiss = []";
    told(
        [detector("fruit", more, examples)],
        &["detectors/fruit.toml:11: the key 'alll'", "detectors/fruit.toml:14: the key 'hed'"],
    );
}

#[test]
fn values_of_a_wrong_kind_are_told_with_what_is_right() {
    let weight = "terms.0.weight: expected a whole number from 1 to 20";
    for wrong in ["\"nine\"", "0", "21", "900", "6.5"] {
        let words = format!("[[terms]]\nany = [\"apple\"]\nweight = {wrong}");
        let rule = detector("fruit", &words, "hit = []\nmiss = []");
        told([rule], &[&format!("detectors/fruit.toml:9: {weight}")]);
    }
    let curly = [file("categories.toml", CATEGORIES), file("classes/far.toml", "id = “far”\n")];
    let problems = compile(&curly).expect_err("no string").0;
    let help = Diagnostic::help(&problems[0]).map(|help| help.to_string());
    assert!(help.is_some_and(|help| help.contains("straight")), "{}", problems[0]);
}
