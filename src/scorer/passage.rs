//! Passages: what the scorer looks at as one. A post is one passage; a long draft is cut into several.

use super::features::Feature;
use super::model::Scorer;

/// Most tokens of a passage. The posts of the corpus are up to 120 words long; a longer text dilutes what one sentence of it says.
const LONGEST: u32 = 120;

/// What the scorer needs of one sentence; kept with its notes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentenceFeatures {
    /// Buckets, ascending, each once.
    pub buckets: Vec<Feature>,
    /// The first head's weights, summed.
    pub any: i32,
}

impl SentenceFeatures {
    /// Takes the features of a sentence, repeated or not.
    #[must_use]
    pub fn new(scorer: &Scorer, mut buckets: Vec<Feature>) -> Self {
        buckets.sort_unstable();
        buckets.dedup();
        let any = buckets.iter().map(|&b| scorer.any_weight(b)).sum();
        Self { buckets, any }
    }
}

/// Cuts sentences into passages: ranges of sentence numbers. `tokens` gives the length of each sentence.
#[must_use]
pub fn passages(tokens: &[u32]) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut length = 0;
    for (i, &n) in tokens.iter().enumerate() {
        if i > start && length + n > LONGEST {
            out.push(start..i);
            (start, length) = (i, 0);
        }
        length += n;
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

/// The categories that speak for a passage, with their scores above the threshold, strongest first.
#[must_use]
pub fn speaking(scorer: &Scorer, sentences: &[&SentenceFeatures]) -> Vec<(usize, f32)> {
    let count: usize = sentences.iter().map(|s| s.buckets.len()).sum();
    let any = scorer.any_score(sentences.iter().map(|s| s.any).sum(), count as u32);
    if !scorer.is_worth(any) {
        return Vec::new();
    }
    let all: Vec<Feature> = sentences.iter().flat_map(|s| s.buckets.iter().copied()).collect();
    let mut out: Vec<(usize, f32)> = scorer
        .scores(any, &all)
        .into_iter()
        .enumerate()
        .map(|(i, s)| (i, s - scorer.threshold(i)))
        .filter(|&(_, over)| over >= 0.0)
        .collect();
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_drafts_are_cut_between_sentences() {
        assert_eq!(passages(&[10, 20, 30]).len(), 1);
        assert_eq!(passages(&[100, 30, 200, 5]), [0..1, 1..2, 2..3, 3..4]);
        assert!(passages(&[]).is_empty());
    }
}
