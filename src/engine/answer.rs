//! Turns what was decided into findings: spans merged, clauses looked up, offsets in UTF-16 units on grapheme borders.

use super::around::Overlaps;
use super::fixes::fixes;
use super::weigh::{Outcome, Weighed, Weighing};
use crate::finding::{ClauseRef, Confidence, Evidence, Finding, Modality};
use crate::rules::{DEPARTMENT_REFERENCE, Policy, Ruleset};
use crate::settings::{Account, Role};
use crate::text::utf16::{Units, border_after, border_before};

/// What decides which clauses hold.
#[derive(Debug, Clone, Copy)]
pub struct Holds<'a> {
    /// The policy in force; none: every category found, with no clauses.
    pub policy: Option<&'a Policy>,
    /// The account that the text is posted from.
    pub account: Account,
    /// The writer's role.
    pub role: Role,
}

/// The findings of a weighing, in text order, but for what the writer has put away: words of a category, by its id.
#[must_use]
pub fn findings(
    rules: &Ruleset,
    text: &str,
    weighing: &Weighing,
    holds: Holds<'_>,
    is_put_away: impl Fn(&str, &str) -> bool,
) -> Vec<Finding> {
    let mut shown: Vec<(&Weighed, Confidence)> = weighing
        .hits
        .iter()
        .filter_map(|h| if let Outcome::Shown(confidence) = h.outcome { Some((h, confidence)) } else { None })
        .collect();
    let category = |h: &Weighed| rules.detectors[usize::from(h.detector)].category;
    // What overlaps words that were put away is the same matter in other words.
    let mut away = Overlaps::default();
    away.take(shown.iter().filter_map(|(h, _)| {
        let (from, to) = words_of(text, h);
        let id = &rules.categories[usize::from(category(h))].id;
        is_put_away(id, &text[from..to]).then(|| (category(h).into(), from..to))
    }));
    shown.retain(|(h, _)| !away.overlap(category(h).into(), h.start..h.end));
    // What is surest stands for all of a sentence: it may have fewer points than what was doubted.
    shown.sort_by_key(|(h, confidence)| {
        let weight = (std::cmp::Reverse(*confidence), std::cmp::Reverse(h.points()));
        (category(h), h.sentence, weight, h.start, std::cmp::Reverse(h.end), h.detector)
    });
    if shown.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let units = Units::new(text);
    for same in shown.chunk_by(|(a, _), (b, _)| category(a) == category(b)) {
        let clauses =
            holds.policy.map_or_else(Vec::new, |policy| clauses(rules, policy, category(same[0].0), weighing, holds));
        if holds.policy.is_none() || !clauses.is_empty() {
            let sentences = same.chunk_by(|(a, _), (b, _)| a.sentence == b.sentence);
            out.extend(sentences.map(|group| finding(rules, text, group, clauses.clone(), &units)));
        }
    }
    out.sort_by(|a, b| (a.start, a.end, &a.category).cmp(&(b.start, b.end, &b.category)));
    number_marks(&mut out);
    out
}

/// One finding from all hits of a category in a sentence; the first weighs most.
fn finding(
    rules: &Ruleset,
    text: &str,
    group: &[(&Weighed, Confidence)],
    clauses: Vec<ClauseRef>,
    units: &Units<'_>,
) -> Finding {
    let (best, confidence) = group[0];
    let detector = &rules.detectors[usize::from(best.detector)];
    let place = |hit: &Weighed| {
        let (start, end) = words_of(text, hit);
        (start, end, units.at(start), units.at(end))
    };
    let mut evidence: Vec<Evidence> = group
        .iter()
        .map(|(hit, _)| {
            let (from, to, start, end) = place(hit);
            Evidence {
                start,
                end,
                text: text[from..to].to_owned(),
                detector: rules.detectors[usize::from(hit.detector)].id.clone(),
            }
        })
        .collect();
    evidence.sort_by(|a, b| (a.start, a.end, &a.detector).cmp(&(b.start, b.end, &b.detector)));
    evidence.dedup();
    let (from, to, start, end) = place(best);
    Finding {
        category: rules.categories[usize::from(detector.category)].id.clone(),
        confidence,
        start,
        end,
        mark: 0,
        detector: detector.id.clone(),
        title: detector.title.clone(),
        message: detector.message.clone(),
        reason: detector.reason.clone(),
        advice: detector.advice.clone(),
        evidence,
        modality: clauses.first().map(|c| c.modality),
        clauses,
        fixes: fixes(detector.fix, text, units, from, to),
        dismissal: String::new(),
    }
}

/// The bytes of the words that a hit marks, on grapheme borders.
fn words_of(text: &str, hit: &Weighed) -> (usize, usize) {
    (border_before(text, hit.start), border_after(text, whole_phrase(text, hit.end)))
}

/// Words that only announce the next one.
const ANNOUNCING: [&str; 7] = ["a", "an", "the", "my", "your", "our", "their"];
/// Letters of the longest of them.
const LONGEST_ANNOUNCING: usize = 5;

/// Where a mark that ends at `end` should end: after the next word, if its last one only announces that.
fn whole_phrase(text: &str, end: usize) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    // A longer word than the longest of them needn't be looked at to its begin: a hashtag can be as long as the text.
    let letters = text[..end].char_indices().rev().take(LONGEST_ANNOUNCING + 1).take_while(|&(_, c)| is_part(c));
    let last = letters.last().map_or("", |(at, _)| &text[at..end]);
    let announces = ANNOUNCING.iter().any(|word| word.eq_ignore_ascii_case(last));
    match text[end..].strip_prefix(' ') {
        Some(rest) if announces => {
            let next = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            if next > 0 { end + 1 + next } else { end }
        }
        _ => end,
    }
}

/// The clauses that a category touches, strongest first; of equal strength the most specific, then the first in the text.
pub(super) fn clauses(
    rules: &Ruleset,
    policy: &Policy,
    category: u8,
    weighing: &Weighing,
    holds: Holds<'_>,
) -> Vec<ClauseRef> {
    let refers = rules
        .cues
        .iter()
        .position(|c| c.id == DEPARTMENT_REFERENCE)
        .is_some_and(|i| weighing.cues.contains(&(i as u16)));
    let mut out: Vec<(Modality, usize, usize, ClauseRef)> = Vec::new();
    for (at, clause) in policy.clauses.iter().enumerate() {
        for rule in &clause.rules {
            let applies = rule.categories.contains(&category)
                && rule.modality != Modality::Allowed
                && rule.account.is_none_or(|a| a == holds.account)
                && (rule.roles.is_empty() || rule.roles.contains(&holds.role))
                && (!rule.department_reference || refers)
                && !weighing.harbours.iter().any(|h| rule.unless.contains(h));
            if applies {
                let reference = ClauseRef {
                    policy: policy.id.clone(),
                    clause: clause.id.clone(),
                    modality: rule.modality,
                    title: clause.heading.clone(),
                    gist: clause.gist.clone(),
                };
                out.push((rule.modality, rule.categories.len(), at, reference));
            }
        }
    }
    out.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    out.dedup_by(|later, first| later.3.clause == first.3.clause);
    out.into_iter().map(|entry| entry.3).collect()
}

/// Findings that overlap are one mark.
fn number_marks(findings: &mut [Finding]) {
    let mut mark = 0;
    let mut reach = 0;
    for (i, finding) in findings.iter_mut().enumerate() {
        if i > 0 && finding.start >= reach {
            mark += 1;
        }
        reach = reach.max(finding.end);
        finding.mark = mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_takes_the_word_along_that_its_last_one_announces() {
        let ends = |text: &'static str, marked: usize| &text[..whole_phrase(text, marked)];
        assert_eq!(ends("dispatched to a house on Elm", 15), "dispatched to a house");
        assert_eq!(ends("dispatched to THE chief’s", 17), "dispatched to THE chief’s");
        assert_eq!(ends("dispatched to a", 15), "dispatched to a");
        assert_eq!(ends("that one is the. Next", 15), "that one is the");
        assert_eq!(ends("dispatched to them all", 18), "dispatched to them");
    }

    fn finding_at(start: u32, end: u32) -> Finding {
        Finding {
            category: String::new(),
            confidence: Confidence::Likely,
            start,
            end,
            mark: 0,
            detector: String::new(),
            title: String::new(),
            message: String::new(),
            reason: String::new(),
            advice: String::new(),
            evidence: Vec::new(),
            modality: None,
            clauses: Vec::new(),
            fixes: Vec::new(),
            dismissal: String::new(),
        }
    }

    #[test]
    fn findings_that_overlap_share_a_mark_and_neighbours_do_not() {
        let marks = |places: &[(u32, u32)]| {
            let mut findings: Vec<Finding> = places.iter().map(|&(start, end)| finding_at(start, end)).collect();
            number_marks(&mut findings);
            findings.iter().map(|f| f.mark).collect::<Vec<_>>()
        };
        assert_eq!(marks(&[(0, 9), (5, 14)]), [0, 0]);
        assert_eq!(marks(&[(0, 9), (9, 14)]), [0, 1]);
        assert_eq!(marks(&[(3, 9), (10, 14)]), [0, 1]);
        // The second lies within the first, which reaches the third.
        assert_eq!(marks(&[(0, 20), (2, 5), (15, 24), (24, 30)]), [0, 0, 0, 1]);
    }
}
