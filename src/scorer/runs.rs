//! Letter runs: the pieces by which words are alike that aren't the same, such as "drunk" and "drunken".

use super::features::{Feature, bucket, seed};
use crate::text::hash::Hasher;

/// Letter runs inside a word, its borders counted, from this long …
const SHORTEST_RUN: usize = 3;
/// … to this long.
const LONGEST_RUN: usize = 5;
/// Longest word that is cut into letter runs, in bytes.
const LONGEST_WORD: usize = 24;
/// Words whose letter runs are kept, a power of two: most words of posts are the same few hundred.
const KEPT: usize = 512;

/// Letter runs of words met lately.
#[derive(Debug, Default)]
pub(super) struct Runs {
    words: Vec<Runned>,
}

/// A word with its letter runs.
#[derive(Debug, Clone, Default)]
struct Runned {
    word: Vec<u8>,
    runs: Vec<Feature>,
}

impl Runs {
    /// The letter runs of a folded word, whose hash this is; none of a long one.
    pub(super) fn of(&mut self, word: &[u8], hash: u64) -> &[Feature] {
        if word.is_empty() || word.len() > LONGEST_WORD {
            return &[];
        }
        if self.words.is_empty() {
            self.words.resize(KEPT, Runned::default());
        }
        let kept = &mut self.words[hash as usize % KEPT];
        if kept.word != word {
            kept.word.clear();
            kept.word.extend_from_slice(word);
            kept.runs.clear();
            letter_runs(word, &mut kept.runs);
        }
        &kept.runs
    }
}

fn letter_runs(word: &[u8], out: &mut Vec<Feature>) {
    // With a border sign on either side.
    let mut signs = [b' '; LONGEST_WORD + 2];
    signs[1..=word.len()].copy_from_slice(word);
    let signs = &signs[..word.len() + 2];
    for from in 0..(signs.len() + 1).saturating_sub(SHORTEST_RUN) {
        let mut hasher = Hasher::seeded(seed::LETTERS);
        for (before, &sign) in signs[from..].iter().take(LONGEST_RUN).enumerate() {
            hasher = hasher.byte(sign);
            if before + 1 >= SHORTEST_RUN {
                out.push(bucket(hasher));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hash::hash;

    #[test]
    fn a_word_has_the_same_runs_whatever_was_met_before() {
        let mut runs = Runs::default();
        let mut of = |word: &str| runs.of(word.as_bytes(), hash(word.as_bytes())).to_vec();
        let first = of("badge");
        // " ba", " bad", " badg", "bad", … "ge ": three of each length less what the end cuts off.
        assert_eq!(first.len(), 12);
        (0..4 * KEPT).for_each(|n| drop(of(&format!("w{n}"))));
        assert_eq!(of("badge"), first);
        assert_ne!(of("badges"), first);
        assert_eq!(of("a"), of("a"));
        assert!(of(&"x".repeat(LONGEST_WORD + 1)).is_empty());
    }
}
