//! The table that folds a letter to plain lower-case ASCII.
//!
//! It is made at build time from the Unicode tables (NFKC, lower case, accents dropped) and from the confusable letters of
//! UTS #39 in `rules/text/confusables.tsv`, so the browser carries a few kilobytes and no Unicode library.

use serde::{Deserialize, Serialize};

/// Letters beyond ASCII and what they fold to.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FoldTable {
    /// Code points, ascending.
    codes: Vec<u32>,
    /// Up to four ASCII bytes for each, zero where unused.
    ascii: Vec<[u8; 4]>,
}

impl FoldTable {
    /// Makes the table from pairs of a character and its ASCII form (at most four bytes).
    #[must_use]
    pub fn new(mut pairs: Vec<(char, String)>) -> Self {
        pairs.sort();
        pairs.dedup_by_key(|p| p.0);
        let codes = pairs.iter().map(|p| p.0 as u32).collect();
        let ascii =
            pairs.iter().map(|(_, s)| std::array::from_fn(|i| s.as_bytes().get(i).copied().unwrap_or(0))).collect();
        Self { codes, ascii }
    }

    /// The ASCII form of a character beyond ASCII, zero-padded, if it has one.
    #[must_use]
    pub fn get(&self, c: char) -> Option<[u8; 4]> {
        self.codes.binary_search(&(c as u32)).ok().map(|i| self.ascii[i])
    }
}

/// Whether a character shows nothing by itself inside a word: joiners, direction marks, variation selectors,
/// soft hyphens and combining marks.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c as u32,
        0x00ad | 0x0300..=0x036f | 0x061c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x1ab0..=0x1aff
        | 0x1dc0..=0x1dff | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x20d0..=0x20ff | 0x3164
        | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0xfeff | 0xffa0 | 0xe0000..=0xe0fff)
}
