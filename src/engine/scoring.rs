//! Asks the learned scorer and finds the words that weighed most.

use super::analyse::{Analyser, With};
use super::weigh::{Part, Scored};
use crate::scorer::model::Scorer;
use crate::scorer::passage::{SentenceFeatures, passages, speaking};

/// Points of the scorer's evidence: possible by itself, likely when a rule of the category agrees.
const POINTS: i8 = 6;
/// Most categories that speak for one passage.
const MOST: usize = 1;
/// Most words that are marked.
const LONGEST_SPAN: usize = 9;

/// Words that a mark doesn't end on: what they lead to is left out of it, so they say nothing.
const LEADING_ON: [&str; 16] =
    ["and", "as", "at", "but", "by", "for", "from", "if", "in", "of", "or", "than", "that", "to", "which", "with"];

/// What the scorer says of a text.
pub fn scored(
    with: &With<'_>,
    scorer: &Scorer,
    analyser: &mut Analyser,
    text: &str,
    parts: &[Part<'_>],
) -> Vec<Scored> {
    let lengths: Vec<u32> = parts.iter().map(|p| p.analysis.tokens).collect();
    let mut out = Vec::new();
    for passage in passages(&lengths) {
        let features: Vec<&SentenceFeatures> = parts[passage.clone()].iter().map(|p| &p.analysis.features).collect();
        for (head, _) in speaking(scorer, &features).into_iter().take(MOST) {
            let detector = with.rules.detectors.iter().position(|d| {
                d.scorer.is_some_and(|c| scorer.head(&with.rules.categories[usize::from(c)].id) == Some(head))
            });
            if let (Some(detector), Some((sentence, start, end))) =
                (detector, span(with, scorer, analyser, text, parts, passage.clone(), head))
            {
                out.push(Scored { detector: detector as u16, sentence: sentence as u32, start, end, weight: POINTS });
            }
        }
    }
    out
}

/// The run of words in a passage that weighed most for a category: its sentence and bytes.
fn span(
    with: &With<'_>,
    scorer: &Scorer,
    analyser: &mut Analyser,
    text: &str,
    parts: &[Part<'_>],
    passage: std::ops::Range<usize>,
    head: usize,
) -> Option<(usize, usize, usize)> {
    let mut best: Option<(f32, usize, usize, usize)> = None;
    for sentence in passage {
        let start = parts[sentence].start;
        let end = parts.get(sentence + 1).map_or(text.len(), |p| p.start);
        let quoted = sentence > 0 && parts[sentence - 1].analysis.open_quote;
        let mut weights = vec![0.0; parts[sentence].analysis.tokens as usize];
        let tokens = analyser.features(with, &text[start..end], quoted, |feature, from, to| {
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
