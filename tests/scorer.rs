//! What the learned scorer may take back, and what not.

use clausemark::{Checker, Confidence, Context, HitOutcome, Settings};

const KITE: &str = "drone can't fly in fog and neither can my kite. beach day ruined";
const PUNT: &str =
    "Code word for our fake punt was grandma. Worked like a charm. 44 yards and grandma waved from the stands";

fn outcomes(settings: Settings, text: &str, category: &str) -> Vec<HitOutcome> {
    let checker = Checker::new(settings).expect("the settings are right");
    let hits = checker.explain(text, Context::default()).hits;
    hits.into_iter().filter(|hit| hit.category == category).map(|hit| hit.outcome).collect()
}

#[test]
fn a_guess_among_harmless_words_is_doubted() {
    let found = outcomes(Settings::default(), KITE, "conf.tactics");
    assert!(!found.is_empty() && found.iter().all(|&o| o == HitOutcome::Doubted), "{found:?}");
}

#[test]
fn what_a_rule_is_sure_of_is_only_possible_among_harmless_words() {
    let found = outcomes(Settings::default(), PUNT, "conf.tactics");
    assert!(found.contains(&HitOutcome::Lowered), "{found:?}");
    let checker = Checker::new(Settings::default()).expect("the settings are right");
    let findings = checker.check(PUNT, Context::default());
    assert!(findings.iter().all(|f| f.confidence == Confidence::Possible), "{findings:?}");
    let alone = outcomes(Settings { scorer: false, ..Settings::default() }, PUNT, "conf.tactics");
    assert!(alone.contains(&HitOutcome::Likely), "{alone:?}");
}

#[test]
fn without_the_scorer_nothing_is_doubted() {
    let found = outcomes(Settings { scorer: false, ..Settings::default() }, KITE, "conf.tactics");
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
