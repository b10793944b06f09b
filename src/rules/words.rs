//! The word table: from a folded spelling to the symbols that it stands for, by one hash and one comparison.

use serde::{Deserialize, Serialize};

use super::Symbol;
use super::packed::{Bytes, Numbers};
use crate::text::fold::FoldTable;
use crate::text::hash::hash;
use crate::text::unmask::squeeze;

/// All words of all rules with what is known of each.
///
/// It is packed small ([`Packed`]) and laid out for look-ups when it is read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Packed", into = "Packed")]
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

/// The table as it is shipped: words in order, each as what it shares with the one before and what is new; symbols as the
/// gaps between the numbers of their words, which are small because the forms of a word stand beside each other.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Packed {
    fold: FoldTable,
    shared: Bytes,
    fresh: Bytes,
    letters: Bytes,
    /// For each symbol the number of its words, then the gaps between them.
    symbol_words: Numbers,
    expansions: Vec<(u32, Vec<u32>)>,
    masked: Vec<u32>,
}

impl From<Words> for Packed {
    fn from(words: Words) -> Self {
        let mut out = Self {
            fold: words.fold.clone(),
            expansions: words.expansions.clone(),
            masked: words.masked.clone(),
            ..Self::default()
        };
        let mut before: &[u8] = &[];
        let mut of_symbol: Vec<Vec<u32>> = Vec::new();
        for word in 0..words.len() as u32 {
            let text = words.text(word);
            let shared = before.iter().zip(text).take_while(|(a, b)| a == b).count().min(255);
            out.shared.0.push(shared as u8);
            out.fresh.0.push((text.len() - shared) as u8);
            out.letters.0.extend_from_slice(&text[shared..]);
            before = text;
            for &symbol in words.symbols(word) {
                of_symbol.resize_with(of_symbol.len().max(symbol as usize + 1), Vec::new);
                of_symbol[symbol as usize].push(word);
            }
        }
        for list in of_symbol {
            out.symbol_words.push(list.len() as u32);
            let mut last = 0;
            for word in list {
                out.symbol_words.push(word - last);
                last = word;
            }
        }
        out
    }
}

impl From<Packed> for Words {
    fn from(packed: Packed) -> Self {
        let count = packed.shared.0.len();
        let mut starts = Vec::with_capacity(count + 1);
        let mut bytes: Vec<u8> = Vec::with_capacity(packed.letters.0.len() * 2);
        let mut letters = &packed.letters.0[..];
        let mut before = 0;
        for (&shared, &fresh) in packed.shared.0.iter().zip(&packed.fresh.0) {
            let start = bytes.len();
            starts.push(start as u32);
            bytes.extend_from_within(before..(before + usize::from(shared)).min(start));
            let (new, rest) = letters.split_at(usize::from(fresh).min(letters.len()));
            bytes.extend_from_slice(new);
            letters = rest;
            before = start;
        }
        starts.push(bytes.len() as u32);
        let (symbol_starts, symbols) = symbols_by_word(&packed.symbol_words, count);
        let mut out = Self {
            fold: packed.fold,
            slots: Vec::new(),
            starts,
            bytes,
            symbol_starts,
            symbols,
            expansions: packed.expansions,
            masked: packed.masked,
        };
        out.index();
        out
    }
}

/// Turns the words of each symbol into the symbols of each word, ascending.
fn symbols_by_word(symbol_words: &Numbers, words: usize) -> (Vec<u32>, Vec<Symbol>) {
    let each = |found: &mut dyn FnMut(usize, Symbol)| {
        let mut rest = symbol_words.iter();
        let mut symbol: Symbol = 0;
        while let Some(n) = rest.next() {
            let mut word = 0;
            for gap in rest.by_ref().take(n as usize) {
                word += gap as usize;
                if word < words {
                    found(word, symbol);
                }
            }
            symbol = symbol.saturating_add(1);
        }
    };
    let mut starts = vec![0u32; words + 1];
    each(&mut |word, _| starts[word + 1] += 1);
    for i in 0..words {
        starts[i + 1] += starts[i];
    }
    let mut next = starts.clone();
    let mut symbols = vec![0; starts[words] as usize];
    each(&mut |word, symbol| {
        symbols[next[word] as usize] = symbol;
        next[word] += 1;
    });
    (starts, symbols)
}

impl Words {
    /// Builds the table from entries with distinct spellings; the words of expansions must be among them.
    #[must_use]
    pub fn new(fold: FoldTable, mut entries: Vec<Entry>) -> Self {
        entries.sort();
        let mut table = Self { fold, ..Self::default() };
        table.starts.push(0);
        table.symbol_starts.push(0);
        for (number, entry) in entries.iter().enumerate() {
            table.bytes.extend_from_slice(entry.text.as_bytes());
            table.starts.push(table.bytes.len() as u32);
            table.symbols.extend_from_slice(&entry.symbols);
            table.symbol_starts.push(table.symbols.len() as u32);
            if entry.masked {
                table.masked.push(number as u32);
            }
        }
        table.index();
        for (number, entry) in entries.iter().enumerate() {
            if !entry.expansion.is_empty() {
                let parts = entry.expansion.iter().filter_map(|w| table.find(w.as_bytes())).collect();
                table.expansions.push((number as u32, parts));
            }
        }
        table
    }

    /// Fills the slots of the hash table.
    fn index(&mut self) {
        let size = (self.len() * 2).next_power_of_two().max(16);
        let mut slots = vec![0; size];
        for word in 0..self.len() as u32 {
            let mut slot = hash(self.text(word)) as usize & (size - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = word + 1;
        }
        self.slots = slots;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_loses_nothing() {
        let entry =
            |text: &str, symbols: &[Symbol]| Entry { text: text.into(), symbols: symbols.to_vec(), ..Entry::default() };
        let entries =
            vec![entry("arrest", &[1, 4]), entry("arrested", &[1]), entry("badge", &[0, 7]), entry("i'm", &[])];
        let words = Words::new(FoldTable::default(), entries);
        let back = Words::from(Packed::from(words.clone()));
        assert_eq!(
            (&back.bytes, &back.starts, &back.symbols, &back.symbol_starts, &back.slots),
            (&words.bytes, &words.starts, &words.symbols, &words.symbol_starts, &words.slots)
        );
        let word = back.find(b"badge").expect("it is there");
        assert_eq!(back.symbols(word), [0, 7]);
        assert_eq!(back.resolve(b"badge's"), Some(word));
        assert_eq!(back.find(b"bad"), None);
    }
}
