//! What the learned scorer may take back, and what not.

use clausemark::{Checker, Confidence, Context, HitOutcome, Settings};

const LABS: &str = "Labs came back and my iron is low again, so it's liver and spinach for a month";
const EXHIBIT: &str =
    "Exhibit A of why I never let the kids frost the cupcakes, grandma's carpet will never be clean again";

fn outcomes(settings: Settings, text: &str, category: &str) -> Vec<HitOutcome> {
    let checker = Checker::new(settings).expect("the settings are right");
    let hits = checker.explain(text, Context::default()).hits;
    hits.into_iter().filter(|hit| hit.category == category).map(|hit| hit.outcome).collect()
}

#[test]
fn a_guess_among_harmless_words_is_doubted() {
    let found = outcomes(Settings::default(), LABS, "conf.evidence");
    assert!(!found.is_empty() && found.iter().all(|&o| o == HitOutcome::Doubted), "{found:?}");
}

#[test]
fn what_a_rule_is_sure_of_is_only_possible_among_harmless_words() {
    let found = outcomes(Settings::default(), EXHIBIT, "conf.evidence");
    assert!(found.contains(&HitOutcome::Lowered), "{found:?}");
    let checker = Checker::new(Settings::default()).expect("the settings are right");
    let findings = checker.check(EXHIBIT, Context::default());
    assert!(findings.iter().all(|f| f.confidence == Confidence::Possible), "{findings:?}");
    let alone = outcomes(Settings { scorer: false, ..Settings::default() }, EXHIBIT, "conf.evidence");
    assert!(alone.contains(&HitOutcome::Likely), "{alone:?}");
}

#[test]
fn without_the_scorer_nothing_is_doubted() {
    let found = outcomes(Settings { scorer: false, ..Settings::default() }, LABS, "conf.evidence");
    assert!(found.contains(&HitOutcome::Possible), "{found:?}");
}

#[test]
fn a_number_and_what_one_word_says_are_not_doubted() {
    let doubted = |text: &str| {
        let hits = Checker::new(Settings::default()).expect("the settings are right");
        hits.explain(text, Context::default()).hits.iter().filter(|h| h.outcome == HitOutcome::Doubted).count()
    };
    for text in [
        "Baking day: two loaves of rye, a plum cake, and my sister's number is 515-555-0142 if you want some",
        "All those women belong in the kitchen, says my cousin, who burns toast and forgets the eggs",
    ] {
        assert_eq!(doubted(text), 0, "{text}");
    }
}
