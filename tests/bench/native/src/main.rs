//! Speed of the engine on this machine, as ratios taken in one run: `cargo run --release --package clausemark-bench`.
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
use clausemark::rules::{Ruleset, Symbol};
use clausemark::{Checker, Context, Profile, Settings, builtin, examples};

use figures::{Figure, compare, print};
use tenfold::{Draw, TIMES};
use texts::Texts;

fn main() {
    let texts = Texts::load();
    println!("{} ({} posts, {} kB)", texts.from, texts.posts.len(), texts.bytes() / 1000);
    let mut figures = share_of_a_scan(&texts);
    figures.extend(ten_times_as_many(&texts));
    print(&figures);
}

/// All rules beside a bare scan for all words that they name.
fn share_of_a_scan(texts: &Texts) -> Vec<Figure> {
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
    vec![
        Figure::note("words looked for", format!("{}", literals.len())),
        Figure::note("mean check, natively", format!("{per_check:.1} µs, {}", rate(texts, whole.second))),
        Figure::note("bare aho-corasick scan", rate(texts, whole.first)),
        Figure::at_least("share of the scan, all rules", whole.first_by_second(), 1.0 / 40.0),
        Figure::note("  … aimed at", format!("{:.4}", 0.1)),
        Figure::note("  … without the learned scorer", format!("{:.4}", without.first_by_second())),
        Figure::note("  … of a scan by a full DFA", format!("{:.4}", hardest.first_by_second())),
    ]
}

/// Ten times as many detectors beside those that there are.
fn ten_times_as_many(texts: &Texts) -> Vec<Figure> {
    let name = format!("{TIMES} times the detectors: time of a check");
    let one = builtin::rules();
    let base = checker(&one, true);
    let mut out = Vec::new();
    for draw in [Draw::AnyWord, Draw::AsCommon] {
        let files = tenfold::multiply(&builtin::sources(), draw, &texts.vocabulary);
        let many = match compile(&files) {
            Ok(compiled) => Arc::new(compiled.rules),
            Err(problems) => {
                let first = problems.0.first().map(ToString::to_string).unwrap_or_default();
                out.push(Figure::missed(&name, format!("{} problems: {first}", problems.0.len())));
                break;
            }
        };
        let symbols = many.trigger_starts.len() - 1;
        if symbols > Symbol::MAX as usize {
            out.push(Figure::missed(&name, format!("{symbols} symbols don't fit")));
            break;
        }
        let tenfold = checker(&many, true);
        let ratio = 1.0 / compare(|| check(&base, texts), || check(&tenfold, texts)).first_by_second();
        if draw == Draw::AnyWord {
            let grown = |of: fn(&Ruleset) -> usize| format!("{} → {}", of(&one), of(&many));
            out.push(Figure::note("synthetic detectors", grown(|r| r.detectors.len())));
            out.push(Figure::note("  … words", grown(|r| r.words.len())));
            out.push(Figure::note("  … symbols", grown(|r| r.trigger_starts.len() - 1)));
            out.push(Figure::at_most(&name, ratio, 1.5));
        } else {
            out.push(Figure::note("  … each word as common as the built-in one", format!("{ratio:.2}")));
        }
    }
    out
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
