//! The rules prove themselves: every example of every file, and what the figures of the project ask of the files.

use std::collections::BTreeMap;

use clausemark::compile::{RuleKind, compile};
use clausemark::{builtin, examples};

#[test]
fn every_example_holds() {
    let compiled = compile(&builtin::sources()).expect("the built-in rules compile");
    let report = examples::test_rules(compiled, None);
    let problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{} examples fail:\n{}", problems.len(), problems.join("\n"));
    assert!(report.passed > 900, "only {} examples were run", report.passed);
}

#[test]
fn nothing_is_unused() {
    let compiled = compile(&builtin::sources()).expect("the built-in rules compile");
    let unused: Vec<String> = compiled.unused.iter().map(ToString::to_string).collect();
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}

#[test]
fn every_category_has_its_examples() {
    const LEAST: usize = 15;
    let compiled = compile(&builtin::sources()).expect("the built-in rules compile");
    let category_of: BTreeMap<&str, &str> = compiled
        .rules
        .detectors
        .iter()
        .map(|d| (d.id.as_str(), compiled.rules.categories[usize::from(d.category)].id.as_str()))
        .collect();
    let mut counts: BTreeMap<&str, (usize, usize)> =
        compiled.rules.categories.iter().map(|c| (c.id.as_str(), (0, 0))).collect();
    for info in compiled.infos.iter().filter(|i| i.kind == RuleKind::Detector) {
        let entry = counts.entry(category_of[info.id.as_str()]).or_default();
        entry.0 += info.hit.len();
        entry.1 += info.miss.len();
    }
    assert_eq!(counts.len(), 31);
    let few: Vec<_> = counts.iter().filter(|(_, (hit, miss))| *hit < LEAST || *miss < LEAST).collect();
    assert!(few.is_empty(), "too few examples: {few:?}");
}
