//! Features of a sentence: hashes of its words, word pairs, letter runs, classes and their neighbours, cues, names and hits.

use super::runs::Runs;
use crate::engine::analyse::Note;
use crate::engine::around::Overlaps;
use crate::engine::machine::Spans;
use crate::rules::{Owner, Ruleset, SLOTS};
use crate::text::hash::Hasher;
use crate::text::token::{Token, Tokens, UNKNOWN, kind};

/// Number of a bucket in the weight tables.
pub type Feature = u32;

/// Bits of a feature; 2 to this many buckets.
pub const BITS: u32 = 19;

/// Kinds of features; hashes of different kinds don't meet.
pub(super) mod seed {
    pub const WORD: u64 = 1;
    pub const PAIR: u64 = 2;
    pub const SKIP: u64 = 3;
    pub const LETTERS: u64 = 4;
    pub const CLASS: u64 = 5;
    pub const CUE: u64 = 6;
    pub const KIND: u64 = 7;
    pub const SLOT: u64 = 8;
    pub const HIT: u64 = 9;
    pub const CLASS_WORD: u64 = 10;
    pub const WORD_CLASS: u64 = 11;
    pub const CLASS_CLASS: u64 = 12;
}

/// Points from which a check's hit is none of the features: it shows by itself, and whether it should is for its cues to say.
/// Tried with the strong ones, too: then the scorer repeats what the cues held back, slurs that are reclaimed or quoted first.
const STRONG: i8 = 5;

/// Features of what the rules have names for, hashed once for all sentences.
#[derive(Debug, Default)]
struct Named {
    /// By symbol, up to the last class; none where a symbol is no class.
    classes: Vec<Option<Feature>>,
    /// By number of the cue.
    cues: Vec<Feature>,
    /// By number of the detector: its category's and its own.
    hits: Vec<[Feature; 2]>,
}

impl Named {
    /// Hashes the names of these rules.
    fn new(rules: &Ruleset) -> Self {
        let mut classes = vec![None; rules.classes.last().map_or(0, |&(last, _)| last as usize + 1)];
        for (symbol, name) in &rules.classes {
            classes[*symbol as usize] = Some(named(seed::CLASS, name));
        }
        let cues = rules.cues.iter().map(|cue| named(seed::CUE, &cue.id)).collect();
        let category = |number: u8| rules.categories[usize::from(number)].id.as_str();
        let hit = |id: &str| named(seed::HIT, id);
        let hits = rules.detectors.iter().map(|rule| [hit(category(rule.category)), hit(&rule.id)]).collect();
        Self { classes, cues, hits }
    }
}

/// Takes the features out of sentences; holds what is the same for all of them and the memory that is reused between them.
#[derive(Debug)]
pub struct Extractor {
    by_name: Named,
    runs: Runs,
    names: Vec<u8>,
    words: Vec<u64>,
    classes: Classes,
    exceptions: Overlaps,
}

impl Extractor {
    /// Makes ready for these rules.
    #[must_use]
    pub fn new(rules: &Ruleset) -> Self {
        Self {
            by_name: Named::new(rules),
            runs: Runs::default(),
            names: Vec::new(),
            words: Vec::new(),
            classes: Classes::default(),
            exceptions: Overlaps::default(),
        }
    }

    /// Calls `found` with each feature of a sentence and the tokens that it stands on. Features can repeat.
    pub fn features(
        &mut self,
        rules: &Ruleset,
        tokens: &Tokens,
        spans: &Spans,
        notes: &[Note],
        mut found: impl FnMut(Feature, usize, usize),
    ) {
        let Self { by_name, runs, names, words, classes, exceptions } = self;
        let list = &tokens.list;
        name_kinds(rules, list.len(), spans, names);
        words.clear();
        words.extend(list.iter().zip(&*names).map(|(token, &name)| word_hash(token, name)));
        classes.take(rules, by_name, list);
        let pair = |seed: u64, a: u64, b: u64| bucket(Hasher::seeded(seed).word(a).word(b));
        for (at, token) in list.iter().enumerate() {
            let word = words[at];
            found(bucket(Hasher::seeded(seed::WORD).word(word)), at, at + 1);
            if names[at] == 0 && token.kinds & kind::WORD != 0 {
                runs.of(tokens.folded(token), token.hash).iter().for_each(|&run| found(run, at, at + 1));
            }
            classes.at(at).iter().for_each(|&class| found(class, at, at + 1));
            for (next, seed) in (at + 1..list.len()).zip([seed::PAIR, seed::SKIP]) {
                found(pair(seed, word, words[next]), at, next + 1);
                for &class in classes.at(at) {
                    found(pair(seed::CLASS_WORD, class.into(), words[next]), at, next + 1);
                    for &other in classes.at(next) {
                        found(pair(seed::CLASS_CLASS, class.into(), other.into()), at, next + 1);
                    }
                }
                for &other in classes.at(next) {
                    found(pair(seed::WORD_CLASS, word, other.into()), at, next + 1);
                }
            }
        }
        spans.each(|from, to, symbol| {
            if let Some(&Some(class)) = by_name.classes.get(symbol as usize) {
                found(class, from, to);
                if let Some(before) = from.checked_sub(1) {
                    found(pair(seed::WORD_CLASS, words[before], class.into()), before, to);
                    for &other in classes.at(before) {
                        found(pair(seed::CLASS_CLASS, other.into(), class.into()), before, to);
                    }
                }
                if to < list.len() {
                    found(pair(seed::CLASS_WORD, class.into(), words[to]), from, to + 1);
                    for &other in classes.at(to) {
                        found(pair(seed::CLASS_CLASS, class.into(), other.into()), from, to + 1);
                    }
                }
            }
        });
        let bytes = |note: &Note| note.start as usize..note.end as usize;
        exceptions.take(notes.iter().filter_map(|note| match note.owner {
            Owner::Except(detector) => Some((detector, bytes(note))),
            _ => None,
        }));
        for note in notes {
            let (from, to) = (note.token as usize, note.token_end as usize);
            match note.owner {
                Owner::Cue(cue) => found(by_name.cues[usize::from(cue)], from, to),
                Owner::Detector(detector, weight) if weight < STRONG && !exceptions.overlap(detector, bytes(note)) => {
                    by_name.hits[usize::from(detector)].into_iter().for_each(|feature| found(feature, from, to));
                }
                _ => {}
            }
        }
    }
}

/// For each token the kind of name of the profile that it is part of, from 1; 0 for none. Which name it is doesn't count, so that
/// the weights hold for every department, and single letters are too many things to count.
fn name_kinds(rules: &Ruleset, tokens: usize, spans: &Spans, out: &mut Vec<u8>) {
    out.clear();
    out.resize(tokens, 0);
    spans.each(|from, to, symbol| {
        let kind = rules.slots.iter().position(|&s| s == symbol).map_or(0, |slot| match SLOTS[slot] {
            "department" | "work-domain" => 1,
            "city" => 2,
            "writer" | "writer-first" => 3,
            "badge" | "unit" => 4,
            "home" | "street" => 5,
            "plate" => 6,
            "family" => 7,
            "place" => 8,
            "term" => 9,
            "coworker" | "coworker-first" => 10,
            _ => 0,
        });
        if kind > 0 {
            out[from..to].fill(kind);
        }
    });
}

/// Names, addresses and numbers count as what they are, not as which one.
fn word_hash(token: &Token, name: u8) -> u64 {
    if name > 0 {
        return Hasher::seeded(seed::SLOT).byte(name).finish();
    }
    const ALIKE: u16 = kind::MENTION | kind::URL | kind::EMAIL | kind::NUMBER;
    let alike = token.kinds & ALIKE;
    if alike == 0 || token.kinds & kind::HASHTAG != 0 && token.kinds & kind::NUMBER == 0 {
        return token.hash;
    }
    Hasher::seeded(seed::KIND).word(u64::from(alike | (token.kinds & (kind::TIME | kind::MONEY)))).finish()
}

/// The word classes of each token of a sentence.
#[derive(Debug, Default)]
struct Classes {
    features: Vec<Feature>,
    /// Where those of each token begin; one more entry at the end.
    starts: Vec<u32>,
}

impl Classes {
    fn take(&mut self, rules: &Ruleset, by_name: &Named, tokens: &[Token]) {
        self.features.clear();
        self.starts.clear();
        for token in tokens {
            self.starts.push(self.features.len() as u32);
            if token.word != UNKNOWN {
                // Symbols ascend, and those of classes come before those of most rules' words, of which a common word has hundreds.
                let symbols = rules.words.symbols(token.word).iter();
                self.features.extend(symbols.map_while(|&s| by_name.classes.get(s as usize)).flatten());
            }
        }
        self.starts.push(self.features.len() as u32);
    }

    fn at(&self, token: usize) -> &[Feature] {
        &self.features[self.starts[token] as usize..self.starts[token + 1] as usize]
    }
}

fn named(seed: u64, name: &str) -> Feature {
    bucket(name.bytes().fold(Hasher::seeded(seed), Hasher::byte))
}

pub(super) fn bucket(hasher: Hasher) -> Feature {
    (hasher.finish() >> (64 - BITS)) as Feature
}
