//! Asks the learned scorer and finds the words that weighed most.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::analyse::{Analyser, With};
use super::checker::carry_quote;
use super::weigh::{Evidence, Part, Scored, Weighed};
use crate::scorer::model::Scorer;
use crate::scorer::passage::{SentenceFeatures, any_score, passages, speaking};

/// Points of the scorer's evidence: possible by itself, likely when a rule of the category agrees.
pub(super) const POINTS: i8 = 6;
/// Most categories that speak for one passage.
const MOST: usize = 1;
/// The first head's score under which a passage reads like a harmless one: of such posts of voices that the head had not seen one in
/// seven deserves a warning (`rules/scorer/report.md`). Chosen on 1,000 posts by four other writers, half of them fine: it took nine wrong
/// warnings back and three right ones; -0.75 took eleven and five. Where one word decides it has no say: there it took back 91 right
/// ones of 1,319 in HateCheck.
const HARMLESS: f32 = -1.0;
/// Most words that an explanation names.
const MOST_TELLING: usize = 6;
/// Most words that are marked.
const LONGEST_SPAN: usize = 9;

/// Words that a mark doesn't end on: what they lead to is left out of it, so they say nothing.
const LEADING_ON: [&str; 16] =
    ["and", "as", "at", "but", "by", "for", "from", "if", "in", "of", "or", "than", "that", "to", "which", "with"];

/// What the scorer said of the passages of a text, so that a session asks it only about those that an edit touched.
#[derive(Debug, Clone, Default)]
pub struct Said(HashMap<String, Opinion>);

/// What the scorer says of one passage, with its bytes and sentences counted from the passage's begin.
#[derive(Debug, Clone)]
struct Opinion {
    /// Whether a quotation is open before it.
    quoted: bool,
    harmless: bool,
    evidence: Vec<Evidence>,
}

/// What the scorer says of a text. `is_off` tells which detectors have no say, so that a category without one doesn't silence the
/// next; it must be the same for all texts of one `said`.
pub fn scored(
    with: &With<'_>,
    scorer: &Scorer,
    analyser: &mut Analyser,
    text: &str,
    parts: &[Part<'_>],
    is_off: impl Fn(u16) -> bool,
    mut said: Option<&mut Said>,
) -> Scored {
    let lengths: Vec<u32> = parts.iter().map(|p| p.analysis.tokens).collect();
    let mut before = said.as_deref_mut().map(|s| std::mem::take(&mut s.0)).unwrap_or_default();
    let mut out = Scored::default();
    for passage in passages(&lengths) {
        let (first, begin) = (passage.start as u32, parts[passage.start].start);
        let end = parts.get(passage.end).map_or(text.len(), |p| p.start);
        let (_, _, quoted) = sentence_at(text, parts, passage.start);
        let known = before.remove_entry(&text[begin..end]).filter(|(_, opinion)| opinion.quoted == quoted);
        let (words, opinion) = known.unwrap_or_else(|| {
            let opinion = opinion(with, scorer, analyser, text, parts, passage.clone(), &is_off);
            (if said.is_some() { text[begin..end].to_owned() } else { String::new() }, opinion)
        });
        if opinion.harmless {
            out.harmless.extend(passage.map(|sentence| sentence as u32));
        }
        out.evidence.extend(opinion.evidence.iter().map(|e| Evidence {
            sentence: first + e.sentence,
            start: begin + e.start,
            end: begin + e.end,
            ..*e
        }));
        if let Some(said) = said.as_deref_mut() {
            said.0.insert(words, opinion);
        }
    }
    out
}

/// Asks the scorer about a passage.
fn opinion(
    with: &With<'_>,
    scorer: &Scorer,
    analyser: &mut Analyser,
    text: &str,
    parts: &[Part<'_>],
    passage: Range<usize>,
    is_off: &impl Fn(u16) -> bool,
) -> Opinion {
    let features: Vec<&SentenceFeatures> = parts[passage.clone()].iter().map(|p| &p.analysis.features).collect();
    let detector_of = |head| {
        let asks = with.rules.detectors.iter().position(|d| {
            d.scorer.is_some_and(|c| scorer.head(&with.rules.categories[usize::from(c)].id) == Some(head))
        });
        asks.map(|d| d as u16).filter(|&d| !is_off(d)).map(|d| (head, d))
    };
    let heads = speaking(scorer, &features).into_iter().filter_map(|(head, _)| detector_of(head));
    let mut evidence = Vec::new();
    for (head, detector) in heads.take(MOST) {
        if let Some((sentence, start, end)) = span(with, scorer, analyser, text, parts, passage.clone(), head) {
            evidence.push(Evidence {
                detector,
                sentence: (sentence - passage.start) as u32,
                start: start - parts[passage.start].start,
                end: end - parts[passage.start].start,
                weight: POINTS,
            });
        }
    }
    let (_, _, quoted) = sentence_at(text, parts, passage.start);
    Opinion { quoted, harmless: any_score(scorer, &features) < HARMLESS, evidence }
}

/// What spoke most for a hit of the scorer's: bytes of words, and their share in per cent of all that spoke for it, largest first.
pub fn telling(
    with: &With<'_>,
    scorer: &Scorer,
    analyser: &mut Analyser,
    text: &str,
    parts: &[Part<'_>],
    hit: &Weighed,
) -> Vec<(usize, usize, u8)> {
    let category = with.rules.detectors[usize::from(hit.detector)].scorer;
    let head = category.and_then(|c| scorer.head(&with.rules.categories[usize::from(c)].id));
    let lengths: Vec<u32> = parts.iter().map(|p| p.analysis.tokens).collect();
    let passage = passages(&lengths).into_iter().find(|p| p.contains(&(hit.sentence as usize)));
    let (Some(head), Some(passage)) = (head, passage) else { return Vec::new() };
    let mut sums: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for sentence in passage {
        let (start, sentence, quoted) = sentence_at(text, parts, sentence);
        let mut found = Vec::new();
        let tokens = analyser.features(with, sentence, quoted, |feature, from, to| {
            found.push((scorer.contribution(head, feature), from, to));
        });
        for (weight, from, to) in found {
            let words = (start + tokens[from].0 as usize, start + tokens[to - 1].1 as usize);
            *sums.entry(words).or_default() += weight;
        }
    }
    let all: f32 = sums.values().filter(|w| **w > 0.0).sum();
    let mut out: Vec<_> = sums.into_iter().map(|((from, to), w)| (from, to, (100.0 * w / all).round() as u8)).collect();
    out.retain(|words| words.2 > 0);
    out.sort_by_key(|&(from, to, share)| (std::cmp::Reverse(share), from, to));
    out.truncate(MOST_TELLING);
    out
}

/// Where a sentence begins, its text, and whether a quotation is open in it.
fn sentence_at<'t>(text: &'t str, parts: &[Part<'_>], sentence: usize) -> (usize, &'t str, bool) {
    let start = parts[sentence].start;
    let end = parts.get(sentence + 1).map_or(text.len(), |p| p.start);
    let quoted = sentence.checked_sub(1).is_some_and(|before| {
        let Part { start: from, analysis } = parts[before];
        carry_quote(text, from, start, analysis.open_quote)
    });
    (start, &text[start..end], quoted)
}

/// The run of words in a passage that weighed most for a category: its sentence and bytes.
fn span(
    with: &With<'_>,
    scorer: &Scorer,
    analyser: &mut Analyser,
    text: &str,
    parts: &[Part<'_>],
    passage: Range<usize>,
    head: usize,
) -> Option<(usize, usize, usize)> {
    let mut best: Option<(f32, usize, usize, usize)> = None;
    for sentence in passage {
        let (start, words, quoted) = sentence_at(text, parts, sentence);
        let mut weights = vec![0.0; parts[sentence].analysis.tokens as usize];
        let tokens = analyser.features(with, words, quoted, |feature, from, to| {
            let each = scorer.contribution(head, feature) / (to - from).max(1) as f32;
            weights.iter_mut().take(to).skip(from).for_each(|w| *w += each);
        });
        if let Some((sum, from, to)) = heaviest_run(&weights)
            && best.is_none_or(|b| sum > b.0)
        {
            let word = |at: usize| &text[start + tokens[at].0 as usize..start + tokens[at].1 as usize];
            let leads_on = |at: usize| LEADING_ON.iter().any(|one| one.eq_ignore_ascii_case(word(at)));
            let to = (from + 1..=to).rev().find(|&at| !leads_on(at)).unwrap_or(from);
            best = Some((sum, sentence, start + tokens[from].0 as usize, start + tokens[to].1 as usize));
        }
    }
    best.map(|(_, sentence, start, end)| (sentence, start, end))
}

/// The run of at most [`LONGEST_SPAN`] tokens with the largest sum: the sum, its first and its last token.
fn heaviest_run(weights: &[f32]) -> Option<(f32, usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    for from in 0..weights.len() {
        let mut sum = 0.0;
        for (to, weight) in weights.iter().enumerate().skip(from).take(LONGEST_SPAN) {
            sum += weight;
            if best.is_none_or(|b| sum > b.0) {
                best = Some((sum, from, to));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_run_is_marked() {
        assert_eq!(heaviest_run(&[-1.0, 2.0, -0.5, 3.0, -4.0]), Some((4.5, 1, 3)));
        assert_eq!(heaviest_run(&[]), None);
    }
}
