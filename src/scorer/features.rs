//! Features of a sentence: hashes of its words, word pairs, letter runs, classes, cues, names and hits.

use crate::engine::analyse::Note;
use crate::engine::machine::Spans;
use crate::rules::{Owner, Ruleset, SLOTS};
use crate::text::hash::Hasher;
use crate::text::token::{Token, Tokens, UNKNOWN, kind};

/// Number of a bucket in the weight tables.
pub type Feature = u32;

/// Bits of a feature; 2 to this many buckets.
pub const BITS: u32 = 17;

/// Kinds of features; hashes of different kinds don't meet.
mod seed {
    pub const WORD: u64 = 1;
    pub const PAIR: u64 = 2;
    pub const SKIP: u64 = 3;
    pub const LETTERS: u64 = 4;
    pub const CLASS: u64 = 5;
    pub const CUE: u64 = 6;
    pub const KIND: u64 = 7;
    pub const SLOT: u64 = 8;
    pub const HIT: u64 = 9;
}

/// Letter runs inside a word, its borders counted, from this long …
const SHORTEST_RUN: usize = 3;
/// … to this long.
const LONGEST_RUN: usize = 5;
/// Longest word that is cut into letter runs, in bytes.
const LONGEST_WORD: usize = 24;

/// Points from which a check's hit is none of the features: it shows by itself, and whether it should is for its cues to say.
/// Tried with the strong ones, too: then the scorer repeats what the cues held back, slurs that are reclaimed or quoted first.
const STRONG: i8 = 5;

/// Features of what the rules have names for, hashed once for all sentences.
#[derive(Debug, Default)]
pub struct Named {
    /// By symbol, up to the last class; none where a symbol is no class.
    classes: Vec<Option<Feature>>,
    /// By number of the cue.
    cues: Vec<Feature>,
    /// By number of the detector: its category's and its own.
    hits: Vec<[Feature; 2]>,
}

impl Named {
    /// Hashes the names of these rules.
    #[must_use]
    pub fn new(rules: &Ruleset) -> Self {
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

/// Calls `found` with each feature of a sentence and the tokens that it stands on. Features can repeat.
pub fn features(
    rules: &Ruleset,
    by_name: &Named,
    tokens: &Tokens,
    spans: &Spans,
    notes: &[Note],
    mut found: impl FnMut(Feature, usize, usize),
) {
    let list = &tokens.list;
    let names = names(rules, list.len(), spans);
    let words: Vec<u64> = list.iter().zip(&names).map(|(token, &name)| word_hash(token, name)).collect();
    for at in 0..list.len() {
        let word = words[at];
        found(bucket(Hasher::seeded(seed::WORD).word(word)), at, at + 1);
        if let Some(&next) = words.get(at + 1) {
            found(bucket(Hasher::seeded(seed::PAIR).word(word).word(next)), at, at + 2);
        }
        if let Some(&next) = words.get(at + 2) {
            found(bucket(Hasher::seeded(seed::SKIP).word(word).word(next)), at, at + 3);
        }
        if names[at] == 0 {
            letter_runs(tokens, at, &mut found);
        }
        classes(rules, by_name, &list[at], at, &mut found);
    }
    for note in notes {
        let (from, to) = (note.token as usize, note.token_end as usize);
        match note.owner {
            Owner::Cue(cue) => found(by_name.cues[usize::from(cue)], from, to),
            Owner::Detector(detector, weight) if weight < STRONG && !is_excepted(notes, note, detector) => {
                by_name.hits[usize::from(detector)].into_iter().for_each(|feature| found(feature, from, to));
            }
            _ => {}
        }
    }
}

/// For each token the kind of name of the profile that it is part of, from 1; 0 for none. Which name it is doesn't count, so that
/// the weights hold for every department, and single letters are too many things to count.
fn names(rules: &Ruleset, tokens: usize, spans: &Spans) -> Vec<u8> {
    let mut out = vec![0; tokens];
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
    out
}

/// Whether an exception of the detector takes a hit back.
fn is_excepted(notes: &[Note], hit: &Note, detector: u16) -> bool {
    notes.iter().any(|n| n.owner == Owner::Except(detector) && n.start < hit.end && hit.start < n.end)
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

fn letter_runs(tokens: &Tokens, at: usize, found: &mut impl FnMut(Feature, usize, usize)) {
    let token = &tokens.list[at];
    if token.kinds & kind::WORD == 0 || token.fold_len as usize > LONGEST_WORD {
        return;
    }
    let word = tokens.folded(token);
    // With a border sign on either side.
    let mut signs = [b' '; LONGEST_WORD + 2];
    signs[1..=word.len()].copy_from_slice(word);
    let signs = &signs[..word.len() + 2];
    for from in 0..(signs.len() + 1).saturating_sub(SHORTEST_RUN) {
        let mut hasher = Hasher::seeded(seed::LETTERS);
        for (before, &sign) in signs[from..].iter().take(LONGEST_RUN).enumerate() {
            hasher = hasher.byte(sign);
            if before + 1 >= SHORTEST_RUN {
                found(bucket(hasher), at, at + 1);
            }
        }
    }
}

fn classes(rules: &Ruleset, by_name: &Named, token: &Token, at: usize, found: &mut impl FnMut(Feature, usize, usize)) {
    if token.word == UNKNOWN {
        return;
    }
    // Symbols ascend, and those of classes come before those of most rules' words, of which a common word has hundreds.
    for &symbol in rules.words.symbols(token.word) {
        let Some(class) = by_name.classes.get(symbol as usize) else { return };
        class.iter().for_each(|&feature| found(feature, at, at + 1));
    }
}

fn named(seed: u64, name: &str) -> Feature {
    bucket(name.bytes().fold(Hasher::seeded(seed), Hasher::byte))
}

fn bucket(hasher: Hasher) -> Feature {
    (hasher.finish() >> (64 - BITS)) as Feature
}
