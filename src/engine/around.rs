//! What stands around a hit: cues, exceptions and safe harbours, laid out so that each look-up takes the logarithm of
//! their number and a text full of them no more than any other.

use std::ops::Range;

use super::weigh::Placed;
use crate::rules::{Owner, Reach, Ruleset};

/// Notes that are no hits themselves but speak for or against one.
#[derive(Debug)]
pub struct Around<'r> {
    rules: &'r Ruleset,
    /// Cues with their sentences, ascending, each once.
    cue_sentences: Vec<(u16, u32)>,
    /// Cues with the tokens at which they begin, ascending.
    cue_tokens: Vec<(u16, u32)>,
    /// Exceptions of detectors.
    exceptions: Overlaps,
    /// Safe harbours with their sentences, ascending, each once.
    harbour_sentences: Vec<(u16, u32)>,
}

/// Bytes that belong to a number each, such as the exceptions of detectors, by number and first byte.
#[derive(Debug, Default)]
pub struct Overlaps(Vec<Stretch>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stretch {
    owner: u16,
    start: usize,
    /// The furthest end of those of this owner up to here.
    reach: usize,
}

impl Overlaps {
    /// Takes spans over: their owners and bytes.
    pub fn take(&mut self, all: impl Iterator<Item = (u16, Range<usize>)>) {
        self.0.clear();
        self.0.extend(all.map(|(owner, bytes)| Stretch { owner, start: bytes.start, reach: bytes.end }));
        self.0.sort_unstable();
        for i in 1..self.0.len() {
            let before = self.0[i - 1];
            let this = &mut self.0[i];
            if before.owner == this.owner {
                this.reach = this.reach.max(before.reach);
            }
        }
    }

    /// Whether one of an owner overlaps these bytes.
    #[must_use]
    pub fn overlap(&self, owner: u16, bytes: Range<usize>) -> bool {
        let after = self.0.partition_point(|s| (s.owner, s.start) < (owner, bytes.end));
        let last = after.checked_sub(1).map(|i| self.0[i]);
        last.is_some_and(|s| s.owner == owner && s.reach > bytes.start)
    }
}

impl<'r> Around<'r> {
    /// Sorts the notes of a text.
    pub(super) fn new(rules: &'r Ruleset, notes: &[Placed]) -> Self {
        let mut out = Self {
            rules,
            cue_sentences: Vec::new(),
            cue_tokens: Vec::new(),
            exceptions: Overlaps::default(),
            harbour_sentences: Vec::new(),
        };
        for note in notes {
            match note.owner {
                Owner::Cue(cue) => {
                    out.cue_sentences.push((cue, note.sentence));
                    out.cue_tokens.push((cue, note.token));
                }
                Owner::Harbour(harbour) => out.harbour_sentences.push((harbour, note.sentence)),
                Owner::Except(_) | Owner::Class(_) | Owner::Detector(..) | Owner::Near(..) => {}
            }
        }
        out.cue_sentences.sort_unstable();
        out.cue_sentences.dedup();
        out.cue_tokens.sort_unstable();
        out.harbour_sentences.sort_unstable();
        out.harbour_sentences.dedup();
        out.exceptions.take(notes.iter().filter_map(|note| match note.owner {
            Owner::Except(detector) => Some((detector, note.start..note.end)),
            _ => None,
        }));
        out
    }

    /// Whether an exception of a detector overlaps a note.
    pub(super) fn excepts(&self, detector: u16, note: &Placed) -> bool {
        self.exceptions.overlap(detector, note.start..note.end)
    }

    /// Whether a cue stands within its reach of a note.
    pub(super) fn has_cue(&self, cue: u16, note: &Placed) -> bool {
        match self.rules.cues[usize::from(cue)].reach {
            Reach::Words(words) => {
                let words = u32::from(words);
                between(&self.cue_tokens, cue, note.token.saturating_sub(words), note.token + words)
            }
            reach => in_sentences(&self.cue_sentences, cue, reach, note.sentence),
        }
    }

    /// The first safe harbour that holds a category back in a sentence, if one does.
    pub fn holding(&self, category: u8, sentence: u32) -> Option<u16> {
        self.harbour_sentences.chunk_by(|a, b| a.0 == b.0).map(|same| same[0].0).find(|&number| {
            let harbour = &self.rules.harbours[usize::from(number)];
            harbour.holds.contains(&category) && in_sentences(&self.harbour_sentences, number, harbour.reach, sentence)
        })
    }

    /// All safe harbours in the text, ascending.
    pub fn harbours(&self) -> Vec<u16> {
        numbers(&self.harbour_sentences)
    }

    /// All cues in the text, ascending.
    pub fn cues(&self) -> Vec<u16> {
        numbers(&self.cue_sentences)
    }
}

/// Whether something that was noticed in these sentences reaches a sentence.
fn in_sentences(list: &[(u16, u32)], number: u16, reach: Reach, sentence: u32) -> bool {
    match reach {
        Reach::Post => between(list, number, 0, u32::MAX),
        Reach::Adjacent => between(list, number, sentence.saturating_sub(1), sentence + 1),
        Reach::Sentence | Reach::Words(_) => between(list, number, sentence, sentence),
    }
}

/// Whether a sorted list has a number at a place from `first` to `last`.
fn between(list: &[(u16, u32)], number: u16, first: u32, last: u32) -> bool {
    let at = list.partition_point(|&entry| entry < (number, first));
    list.get(at).is_some_and(|&entry| entry <= (number, last))
}

fn numbers(list: &[(u16, u32)]) -> Vec<u16> {
    list.chunk_by(|a, b| a.0 == b.0).map(|same| same[0].0).collect()
}
