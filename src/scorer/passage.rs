//! Passages: what the scorer looks at as one. A post is one passage; a long draft is cut into several.

use super::features::{BITS, Feature};
use super::model::Scorer;

/// Most tokens of a passage. The posts of the corpus are up to 120 words long; a longer text dilutes what one sentence of it says.
const LONGEST: u32 = 120;

/// Fewest tokens of a passage. Of fewer than that the rules speak alone: a post begins with every word that a post can begin with, and
/// what one to three words mean depends on what comes next. Of 1,199 beginnings of that length of everyday tweets the scorer warned of 16.
const SHORTEST: u32 = 4;

/// What the scorer needs of one sentence; kept with its notes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentenceFeatures {
    /// Buckets in the order in which they were met, each once.
    pub buckets: Vec<Feature>,
    /// The first head's weights, summed.
    pub any: i32,
}

impl SentenceFeatures {
    /// Takes the features of a sentence, each once ([`Once`]).
    #[must_use]
    pub fn new(scorer: &Scorer, buckets: Vec<Feature>) -> Self {
        let any = buckets.iter().map(|&b| scorer.any_weight(b)).sum();
        Self { buckets, any }
    }
}

/// Tells for each feature whether it is the first of its bucket; a bit each, cleared after every sentence.
#[derive(Debug, Default)]
pub struct Once {
    met: Vec<u64>,
}

impl Once {
    /// Adds a feature to those of a sentence, unless it is among them.
    pub fn add(&mut self, buckets: &mut Vec<Feature>, feature: Feature) {
        if self.met.is_empty() {
            self.met = vec![0; (1 << BITS) / 64];
        }
        let (word, bit) = (&mut self.met[feature as usize / 64], 1 << (feature % 64));
        if *word & bit == 0 {
            *word |= bit;
            buckets.push(feature);
        }
    }

    /// Forgets the features of a sentence.
    pub fn forget(&mut self, buckets: &[Feature]) {
        buckets.iter().for_each(|&feature| self.met[feature as usize / 64] = 0);
    }
}

/// Cuts sentences into passages: ranges of sentence numbers. `tokens` gives the length of each sentence.
#[must_use]
pub fn passages(tokens: &[u32]) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut length = 0;
    let mut take = |range: std::ops::Range<usize>, length| {
        if length >= SHORTEST {
            out.push(range);
        }
    };
    for (i, &n) in tokens.iter().enumerate() {
        if i > start && length + n > LONGEST {
            take(start..i, length);
            (start, length) = (i, 0);
        }
        length += n;
    }
    if start < tokens.len() {
        take(start..tokens.len(), length);
    }
    out
}

/// The first head's score of a passage.
#[must_use]
pub fn any_score(scorer: &Scorer, sentences: &[&SentenceFeatures]) -> f32 {
    let count: usize = sentences.iter().map(|s| s.buckets.len()).sum();
    scorer.any_score(sentences.iter().map(|s| s.any).sum(), count as u32)
}

/// The categories that speak for a passage, with their scores above the threshold, strongest first.
#[must_use]
pub fn speaking(scorer: &Scorer, sentences: &[&SentenceFeatures]) -> Vec<(usize, f32)> {
    let any = any_score(scorer, sentences);
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
    fn each_feature_counts_once_a_sentence() {
        let mut once = Once::default();
        for _ in 0..2 {
            let mut buckets = Vec::new();
            [5, 70, 5, 6, 70, (1 << BITS) - 1].into_iter().for_each(|f| once.add(&mut buckets, f));
            assert_eq!(buckets, [5, 70, 6, (1 << BITS) - 1]);
            once.forget(&buckets);
        }
    }

    #[test]
    fn long_drafts_are_cut_between_sentences() {
        assert_eq!(passages(&[10, 20, 30]).len(), 1);
        assert_eq!(passages(&[100, 30, 200, 5]), [0..1, 1..2, 2..3, 3..4]);
        assert!(passages(&[]).is_empty());
    }

    #[test]
    fn a_few_words_are_no_passage() {
        assert!(passages(&[1]).is_empty());
        assert!(passages(&[1, 2]).is_empty());
        assert_eq!(passages(&[1, 3]).len(), 1);
    }
}
