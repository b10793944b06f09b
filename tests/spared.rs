//! What the engine spares itself must not change what it finds: triggers whose witness isn't there, and those that depend on what others
//! noticed.

use std::fs;
use std::sync::Arc;

use clausemark::compile::{SourceFile, compile};
use clausemark::rules::{DEPENDENT, LAST_LEVEL, Ruleset};
use clausemark::{Checker, Context, Settings, builtin, examples};

/// The built-in rules with every program run at its trigger.
fn unsparing() -> Ruleset {
    let mut rules = Ruleset::clone(&builtin::rules());
    let of_kinds = rules.kind_triggers.iter_mut().flat_map(|(_, triggers)| triggers);
    rules.triggers.iter_mut().chain(of_kinds).for_each(|trigger| trigger.witness = None);
    for program in &mut rules.programs {
        program.level = program.level.min(LAST_LEVEL);
    }
    rules
}

fn checker(rules: Arc<Ruleset>) -> Checker {
    let settings = Settings { policy: "none".into(), profile: examples::example_profile(), ..Settings::default() };
    Checker::with_rules(rules, settings).expect("the settings name nothing that there is not")
}

#[test]
fn sparing_runs_changes_no_finding() {
    let sparing = builtin::rules();
    assert!(sparing.programs.iter().any(|p| p.level == DEPENDENT));
    assert!(sparing.triggers.iter().filter(|t| t.witness.is_some()).count() > sparing.triggers.len() / 2);
    let (sparing, unsparing) = (checker(sparing), checker(Arc::new(unsparing())));
    let mut texts = Vec::new();
    for file in fs::read_dir("rules/corpus").expect("the corpus is there").flatten() {
        let posts = fs::read_to_string(file.path()).expect("the corpus can be read");
        let text =
            |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(str::to_owned);
        texts.extend(posts.lines().step_by(7).filter_map(text));
    }
    // Together they are as long as the longest drafts: more than 64 words to a sentence, too.
    let joined: Vec<String> =
        texts.chunks(40).map(|some| some.join(" and ").replace(['.', '!', '?', '\n'], " ")).collect();
    let mut found = 0;
    for text in texts.iter().chain(&joined) {
        let findings = sparing.check(text, Context::default());
        assert_eq!(findings, unsparing.check(text, Context::default()), "{text}");
        found += findings.len();
    }
    assert!(found > texts.len() / 8, "only {found} findings to compare in {} texts", texts.len());
}

#[test]
fn long_names_and_phrases_may_stand_before_the_trigger() {
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    let mut files = builtin::sources();
    files.push(file(
        "classes/far-off.toml",
        "id = \"far-off\"\ntitle = \"Hedges\"\nany = [\"as far as anybody around here can tell\"]\n",
    ));
    let detector = r#"
id = "long-before"
category = "conf.scene"
title = "A test"
message = "This may be a test."
reason = "It tests."
advice = "Leave it out."
source = "none"
[[pattern]]
weight = 9
any = ["{far-off} zyzzyva", "{@department} ..2 qwertzu", "zyzzyva {far-off} qwertzu"]
[examples]
hit = []
miss = []
"#;
    files.push(file("detectors/conf/long-before.toml", detector));
    files.sort();
    let mut profile = examples::example_profile();
    profile.department.name = "City of Saint Mary Magdalene Department of Public Safety".into();
    let settings = Settings { policy: "none".into(), profile, scorer: false, ..Settings::default() };
    let rules = Arc::new(compile(&files).expect("they compile").rules);
    let checker = Checker::with_rules(rules, settings).expect("the settings name nothing that there is not");
    for text in [
        "as far as anybody around here can tell zyzzyva",
        "The City of Saint Mary Magdalene Department of Public Safety is qwertzu",
        "zyzzyva as far as anybody around here can tell qwertzu",
    ] {
        let found = checker.check(text, Context::default());
        assert!(found.iter().any(|f| f.detector == "long-before"), "{text}: {found:?}");
    }
}
