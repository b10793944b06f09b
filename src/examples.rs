//! Runs the examples that stand in rule files, and takes texts apart for training: what only tools need of the engine.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::compile::{Compiled, Example, Problem, RuleInfo, RuleKind};
use crate::engine::analyse::{Analyser, With};
use crate::engine::checker::{Checker, carry_quote};
use crate::engine::slots::Slots;
use crate::rules::{Detector, Ruleset};
use crate::settings::{Account, Context, Department, Profile, Role, Settings, Writer};
use crate::text::{sentence, utf16};

/// What became of the examples.
#[derive(Debug, Clone, Default)]
pub struct ExampleReport {
    /// Number of examples that hold.
    pub passed: usize,
    /// Those that don't.
    pub problems: Vec<Problem>,
}

/// Runs the examples of all rules, or of those whose id holds `only`.
#[must_use]
pub fn test_rules(compiled: Compiled, only: Option<&str>) -> ExampleReport {
    let rules = Arc::new(compiled.rules);
    let settings = Settings { policy: "none".into(), profile: example_profile(), scorer: false, ..Settings::default() };
    let mut report = ExampleReport::default();
    let checker = match Checker::with_rules(Arc::clone(&rules), settings) {
        Ok(checker) => checker,
        Err(_) => return report,
    };
    for info in compiled.infos.iter().filter(|i| only.is_none_or(|o| i.id.contains(o))) {
        for (example, wanted) in info.hit.iter().map(|e| (e, true)).chain(info.miss.iter().map(|e| (e, false))) {
            match judge(&checker, &rules, info, example, wanted) {
                None => report.passed += 1,
                Some(message) => report.problems.push(Problem::new(&info.file, example.span.clone(), message)),
            }
        }
    }
    report
}

/// What is wrong with an example, if anything is.
fn judge(checker: &Checker, rules: &Ruleset, info: &RuleInfo, example: &Example, wanted: bool) -> Option<String> {
    if info.kind != RuleKind::Detector {
        let noticed = checker.notices(&example.text, &info.id);
        return (noticed != wanted).then(|| {
            if wanted { format!("'{}' is not noticed here", info.id) } else { format!("'{}' is noticed here", info.id) }
        });
    }
    let detector = rules.detectors.iter().find(|d| d.id == info.id)?;
    let explanation = checker.explain(&example.text, Context { account: account(detector) });
    let category = &rules.categories[usize::from(detector.category)].id;
    let found: Vec<_> =
        explanation.findings.iter().filter(|f| f.evidence.iter().any(|e| e.detector == info.id)).collect();
    let why = || {
        let hits: Vec<String> = explanation
            .hits
            .iter()
            .filter(|h| h.detector == info.id)
            .map(|h| {
                let cues: Vec<String> = h.cues.iter().map(|c| format!("{} {:+}", c.cue, c.points)).collect();
                format!("“{}” {} points, {:?} [{}]", h.text, h.points, h.outcome, cues.join(", "))
            })
            .collect();
        if hits.is_empty() { "no check hits".to_owned() } else { hits.join("; ") }
    };
    if !wanted {
        let any = explanation.findings.iter().find(|f| f.category == *category);
        return any.map(|f| format!("'{category}' is found here, by '{}': {}", f.detector, why()));
    }
    if found.is_empty() {
        return Some(format!("'{}' does not find this: {}", info.id, why()));
    }
    let evidence: Vec<_> = found.iter().flat_map(|f| &f.evidence).filter(|e| e.detector == info.id).collect();
    let units = |at: usize| utf16::len(&example.text[..at]);
    let shown = |at: &Range<usize>| evidence.iter().any(|e| (e.start, e.end) == (units(at.start), units(at.end)));
    let missing = example.marked.iter().find(|at| !shown(at))?;
    let spans: Vec<&str> = evidence.iter().map(|e| e.text.as_str()).collect();
    Some(format!("“{}” is not marked: the marked words are “{}”", &example.text[missing.clone()], spans.join("”, “")))
}

/// An account for whose posts a detector is asked; the writer's own, if it may be.
fn account(detector: &Detector) -> Account {
    let asked = |a: &Account| {
        detector.account.is_none_or(|only| only == *a) && detector.not_account.is_none_or(|not| not != *a)
    };
    [Account::Personal, Account::Official, Account::Covert].into_iter().find(asked).unwrap_or_default()
}

/// The writer of all examples.
#[must_use]
pub fn example_profile() -> Profile {
    let list = |items: &[&str]| items.iter().map(|s| (*s).to_owned()).collect();
    Profile {
        department: Department {
            name: "Fairmont Police Department".into(),
            aliases: list(&["Fairmont PD", "FPD"]),
            city: "Fairmont".into(),
            email_domains: list(&["fairmontpd.example"]),
        },
        writer: Writer {
            name: "Jordan Avery".into(),
            role: Role::Sworn,
            rank: "Officer".into(),
            badge: "2217".into(),
            unit: "4-Adam-12".into(),
            home: list(&["418 Larkspur Lane"]),
            plates: list(&["BXK-4471"]),
            family: list(&["Casey", "Milo", "June"]),
            places: list(&["Fernhill Elementary"]),
            terms: vec!["Copper Kettle".into()],
        },
        coworkers: list(&["Marcus Delgado", "Erin Whitcomb", "Tom Okafor", "Priya Raman", "Dale Hutchins"]),
    }
}

/// Takes texts apart as the learned scorer sees them, for training.
#[derive(Debug)]
pub struct FeatureExtractor {
    rules: Arc<Ruleset>,
    slots: Slots,
    analyser: std::cell::RefCell<Analyser>,
}

/// An extractor for the built-in rules and the writer of all examples.
#[must_use]
pub fn feature_extractor() -> FeatureExtractor {
    let rules = crate::builtin::rules();
    let slots = Slots::new(&example_profile(), &rules);
    let analyser = std::cell::RefCell::new(Analyser::new(&rules));
    FeatureExtractor { rules, slots, analyser }
}

impl FeatureExtractor {
    /// The features of a text, each once a sentence. `names` collects the words that each feature was first seen with.
    pub fn features(&self, text: &str, names: &mut HashMap<u32, String>) -> Vec<u32> {
        let with = With { rules: &self.rules, slots: &self.slots, scorer: None };
        let mut out = Vec::new();
        let (mut at, mut quoted) = (0, false);
        while at < text.len() {
            let end = sentence::end(text, at);
            let mut buckets = Vec::new();
            let tokens = self
                .analyser
                .borrow_mut()
                .features(&with, &text[at..end], quoted, |f, from, to| buckets.push((f, from, to)));
            for &(feature, from, to) in &buckets {
                names.entry(feature).or_insert_with(|| {
                    text[at + tokens[from].0 as usize..at + tokens[to - 1].1 as usize].to_lowercase()
                });
            }
            let mut once: Vec<u32> = buckets.into_iter().map(|b| b.0).collect();
            once.sort_unstable();
            once.dedup();
            out.extend(once);
            quoted = carry_quote(text, at, end, self.analyser.borrow().ends_quoted());
            at = end;
        }
        out
    }
}
