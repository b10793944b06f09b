//! The sandbox's scenarios: complete, in both languages, and at one with the engine under each policy that they name.

use std::collections::BTreeSet;
use std::path::Path;

use clausemark::compile::{Problems, SourceFile, parse, read_folder};
use clausemark::{Account, Checker, Context, Profile, Role, Settings, builtin};
use clausemark_scenario::{
    Checked, Found, Judgement, Known, KnownPolicy, PostKind, ProblemKind, Scenario, ScenarioProblem, Verdict, form,
    lesson,
};
use serde::de::DeserializeOwned;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("www")
}

/// Scenarios from their files; the file's name is the id.
fn read(files: &[SourceFile]) -> Result<Vec<Scenario>, Problems> {
    let mut problems = Vec::new();
    let scenarios = files
        .iter()
        .filter_map(|file| {
            let scenario: Scenario = parse(&file.named(), "docs/training.md tells the keys", &mut problems)?;
            assert!(scenario.id.is_empty(), "{}: the file's name is the id", file.path);
            Some(Scenario { id: file.stem().to_owned(), ..scenario })
        })
        .collect();
    if problems.is_empty() { Ok(scenarios) } else { Err(Problems(problems)) }
}

fn scenarios() -> Vec<Scenario> {
    let files = read_folder(&folder().join("scenarios")).expect("the folder can be read");
    read(&files).unwrap_or_else(|problems| panic!("{problems}"))
}

fn profile() -> Profile {
    let text = std::fs::read_to_string(folder().join("src/profile.json")).expect("the profile can be read");
    serde_json::from_str(&text).expect("the profile is in form")
}

fn named<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_value(name.into()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn known() -> Known {
    let names = |all: &[&str]| all.iter().map(|&name| name.to_owned()).collect();
    let rules = builtin::rules();
    Known {
        policies: rules
            .policies
            .iter()
            .map(|p| KnownPolicy { id: p.id.clone(), clauses: p.clauses.iter().map(|c| c.id.clone()).collect() })
            .collect(),
        categories: rules.categories.iter().map(|c| c.id.clone()).collect(),
        accounts: names(&["personal", "official", "covert"]),
        roles: names(&["sworn", "civilian", "undercover", "reserve", "volunteer"]),
    }
}

/// Where the engine and a scenario disagree, under every policy that it names.
fn disagreements(scenario: &Scenario) -> Vec<ScenarioProblem> {
    let context = Context { account: named::<Account>(&scenario.account) };
    let policies = scenario.verdict.iter().flat_map(|verdict| &verdict.policies);
    policies
        .flat_map(|policy| {
            let mut profile = profile();
            profile.writer.role = named::<Role>(&scenario.role);
            let settings = Settings { policy: policy.clone(), profile, ..Settings::default() };
            let checker = Checker::new(settings).expect("the form was right");
            let found = |text: &str| -> Vec<Found> {
                let findings = serde_json::to_value(checker.check(text, context)).expect("findings are JSON");
                serde_json::from_value(findings).expect("findings have categories and clauses")
            };
            let checked =
                Checked { policy: policy.clone(), post: found(&scenario.post), better: found(&scenario.better) };
            lesson(scenario, &checked)
        })
        .collect()
}

/// A scenario that nothing is wrong with.
fn sound() -> Scenario {
    Scenario {
        id: "door".into(),
        title: "A call, told as a story".into(),
        situation: "Off duty, at home.".into(),
        post: "We got dispatched to a house on Maple Street at 2 am.".into(),
        teaches: "A call is told.".into(),
        better: "Long night. Hug your people.".into(),
        verdict: vec![Verdict {
            policies: vec!["lakewood-pp-1069".into()],
            categories: vec!["conf.call".into()],
            judgement: Judgement::NotAllowed,
            clause: "3.2.6.2".into(),
        }],
        ..Scenario::default()
    }
}

fn wrong_with(change: impl FnOnce(&mut Scenario)) -> Vec<(String, ProblemKind)> {
    let mut scenario = sound();
    change(&mut scenario);
    let all = [scenario];
    let mut problems = form(&known(), &all);
    if problems.is_empty() {
        problems = disagreements(&all[0]);
    }
    problems.into_iter().map(|p| (p.key, p.kind)).collect()
}

#[test]
fn every_scenario_is_complete_and_agrees_with_the_engine() {
    let all = scenarios();
    let mut problems = form(&known(), &all);
    if problems.is_empty() {
        problems = all.iter().flat_map(disagreements).collect();
    }
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{} problems:\n{}", lines.len(), lines.join("\n"));
    for scenario in &all {
        assert!(!scenario.title_es.is_empty(), "{} has no Spanish", scenario.id);
    }
}

#[test]
fn every_category_safe_harbour_policy_and_kind_of_post_is_taught() {
    let all = scenarios();
    assert!(all.len() >= 60, "{} scenarios", all.len());
    let taught: BTreeSet<_> = all.iter().flat_map(|s| &s.verdict).flat_map(|v| &v.categories).collect();
    let rules = builtin::rules();
    let missing: Vec<_> = rules.categories.iter().map(|c| &c.id).filter(|id| !taught.contains(id)).collect();
    assert!(missing.is_empty(), "no scenario teaches {missing:?}");
    let checker = Checker::new(Settings { profile: profile(), ..Settings::default() }).expect("the settings are right");
    let noticed: BTreeSet<_> = all
        .iter()
        .flat_map(|s| checker.explain(&s.post, Context { account: named(&s.account) }).harbours)
        .map(|harbour| harbour.id)
        .collect();
    assert_eq!(noticed.len(), rules.harbours.len(), "only {noticed:?} are noticed in any post");
    let policies: BTreeSet<_> = all.iter().flat_map(|s| &s.verdict).flat_map(|v| &v.policies).collect();
    assert_eq!(policies.len(), builtin::rules().policies.len());
    let kinds: BTreeSet<_> = all.iter().map(|s| s.kind as u8).collect();
    assert_eq!(kinds.len(), PostKind::Story as usize + 1);
    let judgements: BTreeSet<_> = all.iter().flat_map(|s| &s.verdict).map(|v| v.judgement as u8).collect();
    assert_eq!(judgements.len(), 3);
}

#[test]
fn the_form_is_checked_key_by_key() {
    use ProblemKind::{
        BadId, Double, HalfTranslated, JudgementDiffers, Missing, NotNeeded, OneSidedPair, TooLong, Unknown,
    };
    type Change = fn(&mut Scenario);
    let cases: &[(Change, &str, ProblemKind)] = &[
        (|s| s.id.clear(), "id", Missing),
        (|s| s.id = "The Door".into(), "id", BadId),
        (|s| s.title.clear(), "title", Missing),
        (|s| s.title = "x".repeat(81), "title", TooLong),
        (|s| s.post = " \n".into(), "post", Missing),
        (|s| s.better.clear(), "better", Missing),
        (|s| s.title_es = "Una llamada".into(), "situation_es", HalfTranslated),
        (|s| s.pair = "window".into(), "pair", Unknown),
        (|s| s.account = "shared".into(), "account", Unknown),
        (|s| s.role = "chief".into(), "role", Unknown),
        (|s| s.verdict.clear(), "verdict", Missing),
        (|s| s.verdict[0].policies.clear(), "verdict.0.policies", Missing),
        (|s| s.verdict[0].policies.push("fairmont".into()), "verdict.0.policies", Unknown),
        (|s| s.verdict.push(s.verdict[0].clone()), "verdict.1.policies", Double),
        (|s| s.verdict[0].clause = "99".into(), "verdict.0.clause", Unknown),
        (|s| s.verdict[0].categories.push("conf.calls".into()), "verdict.0.categories", Unknown),
        (|s| s.verdict[0].categories.clear(), "verdict.0.judgement", JudgementDiffers),
    ];
    assert_eq!(wrong_with(|_| {}), []);
    for (change, key, kind) in cases {
        assert!(wrong_with(change).contains(&((*key).to_owned(), *kind)), "{key} {kind:?}: {:?}", wrong_with(change));
    }
    let fine = wrong_with(|s| {
        s.verdict[0].categories.clear();
        s.verdict[0].judgement = Judgement::Fine;
    });
    assert_eq!(fine, [("better".to_owned(), NotNeeded)]);

    let pair = [sound(), Scenario { id: "window".into(), pair: "door".into(), ..sound() }];
    let problems = form(&known(), &pair);
    assert_eq!(problems.iter().map(|p| (p.scenario.as_str(), p.kind)).collect::<Vec<_>>(), [("window", OneSidedPair)]);
    let twice = form(&known(), &[sound(), sound()]);
    assert_eq!(twice.iter().map(|p| p.kind).collect::<Vec<_>>(), [Double]);
}

#[test]
fn the_engine_is_asked_whether_it_agrees() {
    use ProblemKind::{AlsoFound, NotFound, OtherClause, StillFound};
    let silent = wrong_with(|s| s.post = "Coffee first.".into());
    assert_eq!(silent, [("verdict.0.categories".into(), NotFound), ("verdict.0.clause".into(), OtherClause)]);
    let clause = wrong_with(|s| s.verdict[0].clause = "3.2.6.3".into());
    assert_eq!(clause, [("verdict.0.clause".into(), OtherClause)]);
    let better = wrong_with(|s| s.better = s.post.clone());
    assert_eq!(better, [("better".into(), StillFound)]);
    let fine = wrong_with(|s| {
        let verdict = &mut s.verdict[0];
        verdict.categories.clear();
        verdict.clause.clear();
        verdict.judgement = Judgement::Fine;
        s.better.clear();
    });
    assert_eq!(fine, [("verdict.0.categories".into(), AlsoFound)]);
    // Another account, other clauses: the one for the department's account doesn't hold on the writer's own.
    let official = wrong_with(|s| s.account = "official".into());
    assert!(!official.contains(&("verdict.0.categories".into(), NotFound)), "{official:?}");
}

#[test]
fn a_file_with_a_mistake_is_named_with_its_line() {
    let text = "title = \"A\"\nkind = \"reel\"\n".to_owned();
    let problems = read(&[SourceFile { path: "door.toml".into(), text }]).expect_err("there is no such kind");
    assert!(problems.to_string().starts_with("door.toml:2:8: kind: "), "{problems}");
    let text = "titel = \"A\"\n".to_owned();
    let problems = read(&[SourceFile { path: "door.toml".into(), text }]).expect_err("there is no such key");
    assert!(problems.to_string().contains("titel"), "{problems}");
}
