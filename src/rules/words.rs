//! The word table: from a folded spelling to the symbols that it stands for, by one hash and one comparison.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Symbol;
use super::packed::{AT_ONCE, Bytes, Numbers, Reader};
use crate::text::fold::FoldTable;
use crate::text::hash::{Hasher, hash};
use crate::text::unmask::{cut, squeeze};

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
    /// Where each word's set of symbols begins in `symbols`.
    sets: Vec<u32>,
    /// The sets that there are: how many symbols, then these, ascending. Many words share a set.
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

/// The table as it is shipped: words in order, each as what it shares with the one before and what is new; sets of symbols in the
/// order in which words first have them, each as its size and the gaps between symbols.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Packed {
    fold: FoldTable,
    shared: Bytes,
    fresh: Bytes,
    letters: Bytes,
    /// For each word 0 if its set is a new one, else how many sets ago its own came.
    sets: Numbers,
    sizes: Numbers,
    gaps: Numbers,
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
        let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
        for word in 0..words.len() as u32 {
            let text = words.text(word);
            let shared = before.iter().zip(text).take_while(|(a, b)| a == b).count();
            out.shared.0.push(shared as u8);
            out.fresh.0.push((text.len() - shared) as u8);
            out.letters.0.extend_from_slice(&text[shared..]);
            before = text;
            let next = numbers.len() as u32;
            let number = *numbers.entry(words.sets[word as usize]).or_insert(next);
            out.sets.push(next - number);
            if number == next {
                let mut last = 0;
                out.sizes.push(words.symbols(word).len() as u32);
                for &symbol in words.symbols(word) {
                    out.gaps.push(symbol - last);
                    last = symbol;
                }
            }
        }
        out
    }
}

impl From<Packed> for Words {
    fn from(packed: Packed) -> Self {
        let count = packed.shared.0.len();
        let mut out = Self {
            fold: packed.fold,
            slots: vec![0; slots_for(count)],
            starts: Vec::with_capacity(count + 1),
            bytes: Vec::with_capacity(packed.letters.0.len() * 4),
            sets: Vec::with_capacity(count),
            symbols: Vec::with_capacity(packed.gaps.bytes() + packed.sizes.bytes()),
            expansions: packed.expansions,
            masked: packed.masked,
        };
        out.take_spellings(&packed.shared.0, &packed.fresh.0, &packed.letters.0);
        out.take_symbols(&packed.sets, &packed.sizes, &packed.gaps);
        out
    }
}

/// Most bytes of a word; the packed form has a byte for them.
const LONGEST_WORD: usize = 255;

/// Spellings that are being unpacked.
struct Spellings<'a> {
    letters: &'a [u8],
    hashed: [Hasher; LONGEST_WORD + 1],
    /// Where the word before begins.
    before: usize,
}

/// Sets of symbols that are being unpacked.
struct Sets<'a> {
    sets: Reader<'a>,
    sizes: Reader<'a>,
    gaps: Reader<'a>,
    /// Where each set that was met begins.
    begins: Vec<u32>,
}

/// Slots for so many words.
fn slots_for(words: usize) -> usize {
    (words * 2).next_power_of_two().max(16)
}

impl Words {
    /// Lays out the words.
    fn take_spellings(&mut self, shared: &[u8], fresh: &[u8], letters: &[u8]) {
        // The hash of each beginning of the word before: what two words share isn't hashed anew.
        let hashed = [Hasher::new(); LONGEST_WORD + 1];
        let mut from = Spellings { letters, hashed, before: 0 };
        self.starts.push(0);
        for (shared, fresh) in shared.chunks(AT_ONCE).zip(fresh.chunks(AT_ONCE)) {
            self.take_some_spellings(shared, fresh, &mut from);
        }
    }

    #[inline(never)]
    fn take_some_spellings(&mut self, shared: &[u8], fresh: &[u8], from: &mut Spellings<'_>) {
        let Spellings { letters, hashed, before } = from;
        for (&shared, &fresh) in shared.iter().zip(fresh) {
            let word = self.starts.len() as u32 - 1;
            let start = self.bytes.len();
            let shared = usize::from(shared).min(start - *before);
            let (new, rest) = letters.split_at(usize::from(fresh).min(letters.len()).min(LONGEST_WORD - shared));
            let mut hasher = hashed[shared];
            for (after, &letter) in hashed[shared + 1..].iter_mut().zip(new) {
                hasher = hasher.byte(letter);
                *after = hasher;
            }
            self.bytes.extend_from_within(*before..*before + shared);
            self.bytes.extend_from_slice(new);
            self.starts.push(self.bytes.len() as u32);
            self.insert(word, hasher.finish());
            *letters = rest;
            *before = start;
        }
    }

    /// Lays out each word's set of symbols.
    fn take_symbols(&mut self, sets: &Numbers, sizes: &Numbers, gaps: &Numbers) {
        let begins = Vec::with_capacity(sizes.bytes());
        let mut from = Sets { sets: sets.iter(), sizes: sizes.iter(), gaps: gaps.iter(), begins };
        let mut left = self.len();
        while left > 0 {
            let some = left.min(AT_ONCE);
            self.take_some_symbols(some, &mut from);
            left -= some;
        }
    }

    #[inline(never)]
    fn take_some_symbols(&mut self, words: usize, from: &mut Sets<'_>) {
        let Sets { sets, sizes, gaps, begins } = from;
        for ago in sets.take(words) {
            if ago == 0 {
                begins.push(self.symbols.len() as u32);
                let size = sizes.next().unwrap_or(0);
                self.symbols.push(size);
                let mut symbol: Symbol = 0;
                self.symbols.extend(gaps.take(size as usize).map(|gap| {
                    symbol += gap;
                    symbol
                }));
            }
            let set = begins.len().checked_sub(ago.max(1) as usize).and_then(|at| begins.get(at));
            self.sets.push(set.copied().unwrap_or(0));
        }
    }

    /// Builds the table from entries with distinct spellings; the words of expansions must be among them.
    #[must_use]
    pub fn new(fold: FoldTable, mut entries: Vec<Entry>) -> Self {
        entries.sort();
        let mut table = Self { fold, slots: vec![0; slots_for(entries.len())], ..Self::default() };
        table.starts.push(0);
        let mut known: BTreeMap<&[Symbol], u32> = BTreeMap::new();
        for (number, entry) in (0..).zip(&entries) {
            table.bytes.extend_from_slice(entry.text.as_bytes());
            table.starts.push(table.bytes.len() as u32);
            table.insert(number, hash(entry.text.as_bytes()));
            let set = *known.entry(&entry.symbols).or_insert_with(|| {
                let begin = table.symbols.len() as u32;
                table.symbols.push(entry.symbols.len() as Symbol);
                table.symbols.extend_from_slice(&entry.symbols);
                begin
            });
            table.sets.push(set);
            if entry.masked {
                table.masked.push(number);
            }
        }
        for (number, entry) in (0..).zip(&entries) {
            if !entry.expansion.is_empty() {
                let parts = entry.expansion.iter().filter_map(|w| table.find(w.as_bytes())).collect();
                table.expansions.push((number, parts));
            }
        }
        table
    }

    /// Gives a word, whose text has this hash, its slot.
    fn insert(&mut self, word: u32, hash: u64) {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = word + 1;
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
    #[inline]
    pub fn symbols(&self, word: u32) -> &[Symbol] {
        let set = self.sets[word as usize] as usize;
        &self.symbols[set + 1..][..self.symbols[set] as usize]
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
            let once = || squeeze(folded, 1).and_then(|once| self.find(&once));
            // Who stretches a letter may double the others: "fuuckkk". Only of words that people hide, as most others would be chance.
            let single = || self.find(&cut(folded, 2, 1)).filter(|word| self.masked.binary_search(word).is_ok());
            self.find(&twice).or_else(once).or_else(single)
        })
    }

    fn without_apostrophe(&self, folded: &[u8]) -> Option<u32> {
        let at = folded.iter().position(|&b| b == b'\'')?;
        if matches!(&folded[at..], b"'s" | b"'") {
            return self.find(&folded[..at]);
        }
        let joined: Vec<u8> = folded.iter().copied().filter(|&b| b != b'\'').collect();
        // A contraction that nobody listed is no word that people hide: "who're".
        self.find(&joined).filter(|word| self.masked.binary_search(word).is_err())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_loses_nothing() {
        let entry =
            |text: &str, symbols: &[Symbol]| Entry { text: text.into(), symbols: symbols.to_vec(), ..Entry::default() };
        let entries = vec![
            entry("arrest", &[1, 4]),
            entry("arrested", &[1]),
            entry("arrests", &[1, 4]),
            entry("badge", &[0, 7]),
            entry("i'm", &[]),
        ];
        let words = Words::new(FoldTable::default(), entries);
        let back = Words::from(Packed::from(words.clone()));
        assert_eq!(
            (&back.bytes, &back.starts, &back.symbols, &back.sets, &back.slots),
            (&words.bytes, &words.starts, &words.symbols, &words.sets, &words.slots)
        );
        let word = back.find(b"badge").expect("it is there");
        assert_eq!(back.symbols(word), [0, 7]);
        assert_eq!(back.resolve(b"badge's"), Some(word));
        assert_eq!(back.find(b"bad"), None);
    }
}
