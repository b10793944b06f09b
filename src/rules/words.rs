//! The word table: from a folded spelling to the symbols that it stands for, by one hash and one comparison.

use serde::{Deserialize, Serialize};

use super::Symbol;
use crate::text::fold::FoldTable;
use crate::text::hash::hash;
use crate::text::unmask::squeeze;

/// All words of all rules with what is known of each.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Words {
    /// Letters beyond ASCII.
    pub fold: FoldTable,
    /// Open addressing: number of a word + 1, or 0. Its length is a power of two.
    slots: Vec<u32>,
    /// Where each word begins in `bytes`; one more entry at the end.
    starts: Vec<u32>,
    bytes: Vec<u8>,
    /// Where each word's symbols begin in `symbols`; one more entry at the end.
    symbol_starts: Vec<u32>,
    symbols: Vec<Symbol>,
    /// Contractions, ascending by word, with the words that they stand for.
    expansions: Vec<(u32, Vec<u32>)>,
    /// Words that are looked for behind masked spellings.
    pub masked: Vec<u32>,
}

/// One word for [`Words::new`].
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Folded spelling.
    pub text: String,
    /// Symbols, ascending.
    pub symbols: Vec<Symbol>,
    /// Spellings that it is a contraction of; empty for a plain word.
    pub expansion: Vec<String>,
    /// Whether it is looked for behind masked spellings.
    pub masked: bool,
}

impl Words {
    /// Builds the table from entries with distinct spellings; the words of expansions must be among them.
    #[must_use]
    pub fn new(fold: FoldTable, mut entries: Vec<Entry>) -> Self {
        entries.sort();
        let size = (entries.len() * 2).next_power_of_two().max(16);
        let mut table = Self { fold, slots: vec![0; size], ..Self::default() };
        table.starts.push(0);
        table.symbol_starts.push(0);
        for (number, entry) in entries.iter().enumerate() {
            let mut slot = hash(entry.text.as_bytes()) as usize & (size - 1);
            while table.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            table.slots[slot] = number as u32 + 1;
            table.bytes.extend_from_slice(entry.text.as_bytes());
            table.starts.push(table.bytes.len() as u32);
            table.symbols.extend_from_slice(&entry.symbols);
            table.symbol_starts.push(table.symbols.len() as u32);
            if entry.masked {
                table.masked.push(number as u32);
            }
        }
        for (number, entry) in entries.iter().enumerate() {
            if !entry.expansion.is_empty() {
                let parts = entry.expansion.iter().filter_map(|w| table.find(w.as_bytes())).collect();
                table.expansions.push((number as u32, parts));
            }
        }
        table
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The folded spelling of a word.
    #[must_use]
    pub fn text(&self, word: u32) -> &[u8] {
        let word = word as usize;
        &self.bytes[self.starts[word] as usize..self.starts[word + 1] as usize]
    }

    /// The symbols of a word, ascending.
    #[must_use]
    pub fn symbols(&self, word: u32) -> &[Symbol] {
        let word = word as usize;
        &self.symbols[self.symbol_starts[word] as usize..self.symbol_starts[word + 1] as usize]
    }

    /// The words that a contraction stands for; empty for any other word.
    #[must_use]
    pub fn expansion(&self, word: u32) -> &[u32] {
        match self.expansions.binary_search_by_key(&word, |e| e.0) {
            Ok(at) => &self.expansions[at].1,
            Err(_) => &[],
        }
    }

    /// The word with exactly this folded spelling.
    #[must_use]
    pub fn find(&self, folded: &[u8]) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash(folded) as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return None,
                n if self.text(n - 1) == folded => return Some(n - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// The word that a folded spelling most likely is: as it stands, without a possessive ending, or with stretched letters cut short.
    #[must_use]
    pub fn resolve(&self, folded: &[u8]) -> Option<u32> {
        self.find(folded).or_else(|| self.without_apostrophe(folded)).or_else(|| {
            let twice = squeeze(folded, 2)?;
            self.find(&twice).or_else(|| self.find(&squeeze(folded, 1)?))
        })
    }

    fn without_apostrophe(&self, folded: &[u8]) -> Option<u32> {
        let at = folded.iter().position(|&b| b == b'\'')?;
        if matches!(&folded[at..], b"'s" | b"'") {
            return self.find(&folded[..at]);
        }
        let joined: Vec<u8> = folded.iter().copied().filter(|&b| b != b'\'').collect();
        self.find(&joined)
    }
}
