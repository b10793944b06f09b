//! Speed of the engine on this machine, as ratios taken in one run: `cargo xtask bench --only native`.
//!
//! What is compared takes turns round by round, and the median of the rounds' ratios counts, so that whatever else the machine
//! does falls on both alike.

mod figures;
mod tenfold;
mod texts;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use clausemark::compile::compile;
use clausemark::rules::Ruleset;
use clausemark::{Checker, Context, Profile, Settings, builtin, examples};

use figures::{at_least, at_most, compare, missed, note};
use tenfold::{Draw, TIMES};
use texts::Texts;

fn main() {
    let texts = Texts::load(std::env::args().skip(1));
    note("native", &format!("{} texts, {} kB, {}", texts.posts.len(), texts.bytes() / 1000, texts.from));
    share_of_a_scan(&texts);
    ten_times_as_many(&texts);
}

/// All rules beside a bare scan for all words that they name.
fn share_of_a_scan(texts: &Texts) {
    let rules = builtin::rules();
    let literals: Vec<&[u8]> = (0..rules.words.len() as u32).map(|word| rules.words.text(word)).collect();
    let bare = scanner(&literals, None);
    let automaton = scanner(&literals, Some(AhoCorasickKind::DFA));
    let (all, unscored) = (checker(&rules, true), checker(&rules, false));
    let scan = |with: &AhoCorasick| texts.posts.iter().map(|t| with.find_iter(black_box(t)).count()).sum();
    let whole = compare(|| scan(&bare), || check(&all, texts));
    let without = compare(|| scan(&bare), || check(&unscored, texts));
    let hardest = compare(|| scan(&automaton), || check(&all, texts));
    let per_check = whole.second.as_secs_f64() * 1e6 / texts.posts.len() as f64;
    at_least("share of a bare aho-corasick scan", whole.first_by_second(), 1.0 / 40.0);
    note("  … aimed at", "0.1");
    note("  … without the learned scorer", &format!("{:.4}", without.first_by_second()));
    note("  … of a scan by a full DFA", &format!("{:.4}", hardest.first_by_second()));
    note("  … words looked for", &literals.len().to_string());
    note("  … mean check, bare scan", &format!("{per_check:.1} µs, {}", rate(texts, whole.first)));
}

/// Ten times as many detectors beside those that there are.
fn ten_times_as_many(texts: &Texts) {
    let name = format!("{TIMES} times the detectors: time of a check");
    let one = builtin::rules();
    let base = checker(&one, true);
    for draw in [Draw::AnyWord, Draw::AsCommon] {
        let files = tenfold::multiply(&builtin::sources(), draw, &texts.vocabulary);
        let many = match compile(&files) {
            Ok(compiled) => Arc::new(compiled.rules),
            Err(problems) => {
                let first = problems.0.first().map(ToString::to_string).unwrap_or_default();
                return missed(&name, &format!("{} problems: {first}", problems.0.len()));
            }
        };
        let tenfold = checker(&many, true);
        let ratio = 1.0 / compare(|| check(&base, texts), || check(&tenfold, texts)).first_by_second();
        if draw == Draw::AnyWord {
            let grown = |of: fn(&Ruleset) -> usize| format!("{} → {}", of(&one), of(&many));
            at_most(&name, ratio, 1.5);
            note("  … detectors", &grown(|r| r.detectors.len()));
            note("  … words", &grown(|r| r.words.len()));
            note("  … symbols that trigger something", &grown(|r| r.trigger_starts.len() - 1));
        } else {
            note("  … if each new word were as common as the built-in one", &format!("{ratio:.2}"));
        }
    }
}

fn scanner(literals: &[&[u8]], kind: Option<AhoCorasickKind>) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(kind)
        .build(literals)
        .expect("the words of the rules fit an automaton")
}

fn checker(rules: &Arc<Ruleset>, scorer: bool) -> Checker {
    let profile: Profile = examples::example_profile();
    let settings = Settings { profile, scorer, ..Settings::default() };
    Checker::with_rules(Arc::clone(rules), settings).expect("the default policy is built in")
}

/// Checks all posts; the number of findings.
fn check(checker: &Checker, texts: &Texts) -> usize {
    texts.posts.iter().map(|text| checker.check(black_box(text), Context::default()).len()).sum()
}

fn rate(texts: &Texts, time: Duration) -> String {
    format!("{:.1} MB/s", texts.bytes() as f64 / 1e6 / time.as_secs_f64())
}
