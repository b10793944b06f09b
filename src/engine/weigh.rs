//! Puts the notes of all sentences together: nearness, cues, exceptions, safe harbours, and what they sum to.
//!
//! Work here grows with the number of notes (times its logarithm), not with the text or the rules, so it is done anew
//! at every keystroke while the notes of untouched sentences are kept.

use super::analyse::{Analysis, IDENTIFIER, Note};
use super::around::Around;
use crate::finding::Confidence;
use crate::rules::{Owner, Reach, Ruleset};
use crate::scorer::model::Scorer;
use crate::settings::Account;

/// Points from which a hit is shown as possible.
pub const POSSIBLE: i32 = 5;
/// Points from which a hit is shown as likely.
pub const LIKELY: i32 = 8;
/// Points that a hit gains from a second, different check of its category in the same post.
pub const SECOND_SIGN: i32 = 2;

/// A sentence of the text with its notes.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// First byte in the text.
    pub start: usize,
    /// What was noticed.
    pub analysis: &'a Analysis,
}

/// What became of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It shows.
    Shown(Confidence),
    /// Too few points.
    Silent,
    /// An exception of the detector overlaps it.
    Excepted,
    /// A safe harbour holds it back, by number.
    Held(u16),
    /// The learned scorer's guess, close to what a rule is sure of.
    Outshone,
    /// A rule's guess in a passage that reads like a harmless one to the learned scorer.
    Doubted,
    /// The detector is for texts of another account, or switched off.
    Off,
}

/// A hit of a detector with what spoke for and against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// Number of the detector.
    pub detector: u16,
    /// Number of its sentence.
    pub sentence: u32,
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The check that noticed it.
    pub check: u32,
    /// The check's own points.
    pub weight: i32,
    /// Cues that were present, with their points.
    pub cues: Vec<(u16, i8)>,
    /// Points for another sign of the same category.
    pub second: i32,
    /// What became of it.
    pub outcome: Outcome,
}

impl Weighed {
    /// The sum of all points.
    #[must_use]
    pub fn points(&self) -> i32 {
        self.weight + self.second + self.cues.iter().map(|c| i32::from(c.1)).sum::<i32>()
    }
}

/// All hits, in text order, and what else was noticed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weighing {
    /// Hits.
    pub hits: Vec<Weighed>,
    /// Safe harbours that were noticed anywhere, by number, ascending.
    pub harbours: Vec<u16>,
    /// Cues that were noticed anywhere, by number, ascending.
    pub cues: Vec<u16>,
}

/// A note with its place in the whole text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) owner: Owner,
    pub(super) sentence: u32,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Token counted from the begin of the text.
    pub(super) token: u32,
    check: u32,
}

/// What the learned scorer says of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scored {
    /// Evidence, by sentence.
    pub evidence: Vec<Evidence>,
    /// Numbers of the sentences of passages that read like harmless ones, ascending.
    pub harmless: Vec<u32>,
}

/// For each category whether the learned scorer may take back what a rule only guesses: it must have learned the category, as it
/// knows nothing of those of somebody's own rules, and no one word must decide there.
#[must_use]
pub fn doubtable(rules: &Ruleset, scorer: Option<&Scorer>) -> Vec<bool> {
    let knows = |id: &str| scorer.is_some_and(|s| s.head(id).is_some());
    rules.categories.iter().map(|c| knows(&c.id) && !c.said_in_a_word).collect()
}

/// The scorer's evidence for a detector at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Number of the detector.
    pub detector: u16,
    /// Number of the sentence.
    pub sentence: u32,
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Points.
    pub weight: i8,
}

/// Checks from this number on are the learned scorer's.
pub const SCORER: u32 = 1 << 31;

/// What else decides which hits show.
#[derive(Debug, Clone, Copy)]
pub struct Say<'a> {
    /// Account that the text is for.
    pub account: Account,
    /// For each detector whether it is switched off.
    pub off: &'a [bool],
    /// What [`doubtable`] gives.
    pub doubtable: &'a [bool],
}

/// Weighs the notes of a text and what the learned scorer says of it.
#[must_use]
pub fn weigh(rules: &Ruleset, parts: &[Part<'_>], scored: &Scored, say: Say<'_>) -> Weighing {
    let mut notes = place(parts, &scored.evidence);
    resolve_nears(rules, &mut notes);
    let around = Around::new(rules, &notes);
    let mut hits: Vec<Weighed> = notes
        .iter()
        .filter_map(|n| {
            let Owner::Detector(detector, weight) = n.owner else { return None };
            let rule = &rules.detectors[usize::from(detector)];
            let outcome = if is_off(rules, detector, say.account, say.off) {
                Outcome::Off
            } else if around.excepts(detector, n) {
                Outcome::Excepted
            } else {
                Outcome::Silent
            };
            Some(Weighed {
                detector,
                sentence: n.sentence,
                start: n.start,
                end: n.end,
                check: n.check,
                weight: i32::from(weight),
                cues: rule.cues.iter().copied().filter(|&(cue, _)| around.has_cue(cue, n)).collect(),
                second: 0,
                outcome,
            })
        })
        .collect();
    add_second_signs(rules, &mut hits);
    for hit in hits.iter_mut().filter(|h| h.outcome == Outcome::Silent) {
        let points = hit.points();
        if points >= POSSIBLE {
            let confidence = if points >= LIKELY { Confidence::Likely } else { Confidence::Possible };
            let category = rules.detectors[usize::from(hit.detector)].category;
            hit.outcome = match around.holding(category, hit.sentence) {
                Some(harbour) => Outcome::Held(harbour),
                None => Outcome::Shown(confidence),
            };
        }
    }
    doubt(rules, &scored.harmless, say.doubtable, &mut hits);
    outshine(rules, &mut hits);
    Weighing { hits, harbours: around.harbours(), cues: around.cues() }
}

/// Lowers what rules say in a passage that reads like a harmless one: what is likely becomes possible, and what a rule only guesses is
/// taken back. A number, a plate or an address is no guess: its form tells what it is, whatever stands around it.
fn doubt(rules: &Ruleset, harmless: &[u32], doubtable: &[bool], hits: &mut [Weighed]) {
    let category = |hit: &Weighed| usize::from(rules.detectors[usize::from(hit.detector)].category);
    for hit in hits.iter_mut().filter(|h| h.check < IDENTIFIER) {
        if harmless.binary_search(&hit.sentence).is_err() || !doubtable[category(hit)] {
            continue;
        }
        match hit.outcome {
            Outcome::Shown(Confidence::Possible) => hit.outcome = Outcome::Doubted,
            Outcome::Shown(Confidence::Likely) => hit.outcome = Outcome::Shown(Confidence::Possible),
            _ => {}
        }
    }
}

/// Takes back what the scorer guesses of a category where a rule of another is likely to be right in the same or the next sentence:
/// the writer is warned there already, or a safe harbour says that it is fine, and such guesses are often wrong (on a development set, precision of categories 0.863 with
/// them and 0.887 without, recall 0.890 and 0.884).
fn outshine(rules: &Ruleset, hits: &mut [Weighed]) {
    let category = |hit: &Weighed| rules.detectors[usize::from(hit.detector)].category;
    let sure: Vec<(u32, u8)> = hits
        .iter()
        .filter(|h| {
            let held = matches!(h.outcome, Outcome::Held(_)) && h.points() >= LIKELY;
            h.check < SCORER && (held || h.outcome == Outcome::Shown(Confidence::Likely))
        })
        .map(|h| (h.sentence, category(h)))
        .collect();
    for hit in hits.iter_mut().filter(|h| h.check >= SCORER && matches!(h.outcome, Outcome::Shown(_))) {
        let own = category(hit);
        if sure.iter().any(|&(sentence, other)| other != own && sentence.abs_diff(hit.sentence) <= 1) {
            hit.outcome = Outcome::Outshone;
        }
    }
}

/// Whether a detector is for texts of another account, or switched off.
#[must_use]
pub fn is_off(rules: &Ruleset, detector: u16, account: Account, off: &[bool]) -> bool {
    let rule = &rules.detectors[usize::from(detector)];
    let wrong_account = rule.account.is_some_and(|a| a != account) || rule.not_account == Some(account);
    wrong_account || off.get(usize::from(detector)).copied().unwrap_or(false)
}

/// All notes and all that the scorer says, with their places in the text; by sentence, then the scorer's.
fn place(parts: &[Part<'_>], scored: &[Evidence]) -> Vec<Placed> {
    let mut out = Vec::with_capacity(parts.iter().map(|p| p.analysis.notes.len()).sum::<usize>() + scored.len());
    let mut first_tokens = Vec::with_capacity(parts.len());
    let mut tokens = 0;
    for (sentence, part) in parts.iter().enumerate() {
        out.extend(part.analysis.notes.iter().map(|n: &Note| Placed {
            owner: n.owner,
            sentence: sentence as u32,
            start: part.start + n.start as usize,
            end: part.start + n.end as usize,
            token: tokens + n.token,
            check: n.check,
        }));
        first_tokens.push(tokens);
        tokens += part.analysis.tokens;
    }
    out.extend(scored.iter().map(|s| Placed {
        owner: Owner::Detector(s.detector, s.weight),
        sentence: s.sentence,
        start: s.start,
        end: s.end,
        token: first_tokens[s.sentence as usize],
        check: SCORER + u32::from(s.detector),
    }));
    out
}

/// Adds a note for each nearness check whose parts are near enough. The words of its first part are the ones marked.
fn resolve_nears(rules: &Ruleset, notes: &mut Vec<Placed>) {
    let mut parts: Vec<(u16, u8, Placed)> = notes
        .iter()
        .filter_map(|n| if let Owner::Near(near, part) = n.owner { Some((near, part, *n)) } else { None })
        .collect();
    parts.sort_by_key(|p| (p.0, p.1, p.2.token));
    for group in parts.chunk_by(|a, b| a.0 == b.0) {
        let near = &rules.nears[usize::from(group[0].0)];
        let lists: Vec<&[(u16, u8, Placed)]> = group.chunk_by(|a, b| a.1 == b.1).collect();
        if lists.len() != usize::from(near.parts) {
            continue;
        }
        for (_, _, first) in lists[0] {
            if lists[1..].iter().all(|list| holds_near(list, near.reach, first)) {
                notes.push(Placed { owner: near.owner, ..*first });
            }
        }
    }
}

/// Whether one of a list's notes, sorted by token, is near another note and does not overlap it. The closest eight on either side are looked
/// at.
fn holds_near(list: &[(u16, u8, Placed)], reach: Reach, to: &Placed) -> bool {
    let counts = |n: &(u16, u8, Placed)| (n.2.end <= to.start || n.2.start >= to.end) && is_near(reach, &n.2, to);
    let at = list.partition_point(|n| n.2.token < to.token);
    list[..at].iter().rev().take(8).any(counts) || list[at..].iter().take(8).any(counts)
}

fn is_near(reach: Reach, a: &Placed, b: &Placed) -> bool {
    match reach {
        Reach::Words(words) => a.token.abs_diff(b.token) <= u32::from(words),
        Reach::Sentence => a.sentence == b.sentence,
        Reach::Adjacent => a.sentence.abs_diff(b.sentence) <= 1,
        Reach::Post => true,
    }
}

/// A different check of the same category in the same post is a second sign.
fn add_second_signs(rules: &Ruleset, hits: &mut [Weighed]) {
    let mut first: Vec<Option<(u32, usize, usize)>> = vec![None; rules.categories.len()];
    let mut second = vec![false; rules.categories.len()];
    for hit in hits.iter().filter(|h| h.outcome == Outcome::Silent && h.points() >= POSSIBLE - SECOND_SIGN) {
        let category = usize::from(rules.detectors[usize::from(hit.detector)].category);
        match first[category] {
            None => first[category] = Some((hit.check, hit.start, hit.end)),
            Some((check, start, end)) => {
                second[category] |= check != hit.check && (hit.start >= end || hit.end <= start)
            }
        }
    }
    for hit in hits {
        if second[usize::from(rules.detectors[usize::from(hit.detector)].category)] {
            hit.second = SECOND_SIGN;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;

    const GUESS: i8 = crate::engine::scoring::POINTS;

    /// Number of a built-in detector.
    fn detector(id: &str) -> u16 {
        builtin::rules().detectors.iter().position(|d| d.id == id).expect("it is built in") as u16
    }

    /// A note of one sentence at some bytes; each begin is a check of its own.
    fn note(owner: Owner, start: u32, end: u32) -> Note {
        Note { owner, start, end, token: start / 4, token_end: end / 4, check: start }
    }

    fn guess(id: &str, start: usize, end: usize) -> Evidence {
        Evidence { detector: detector(id), sentence: 0, start, end, weight: GUESS }
    }

    /// What becomes of the scorer's hits beside some notes in the same sentence.
    fn guesses(notes: Vec<Note>, evidence: Vec<Evidence>) -> Vec<Outcome> {
        let rules = builtin::rules();
        let analysis = Analysis { notes, tokens: 30, ..Analysis::default() };
        let off = vec![false; rules.detectors.len()];
        let doubtable = vec![true; rules.categories.len()];
        let say = Say { account: Account::Personal, off: &off, doubtable: &doubtable };
        let scored = Scored { evidence, harmless: Vec::new() };
        let weighing = weigh(&rules, &[Part { start: 0, analysis: &analysis }], &scored, say);
        weighing.hits.iter().filter(|h| h.check >= SCORER).map(|h| h.outcome).collect()
    }

    #[test]
    fn the_scorer_alone_is_never_likely() {
        let alone = guesses(vec![], vec![guess("bias-implied", 0, 8)]);
        assert_eq!(alone, [Outcome::Shown(Confidence::Possible)]);
        let twice = guesses(vec![], vec![guess("bias-implied", 0, 8), guess("bias-implied", 40, 48)]);
        assert_eq!(twice, [Outcome::Shown(Confidence::Possible); 2]);
    }

    #[test]
    fn a_rule_that_agrees_makes_it_likely() {
        let sign = note(Owner::Detector(detector("bias-slur"), 3), 40, 48);
        assert_eq!(guesses(vec![sign], vec![guess("bias-implied", 0, 8)]), [Outcome::Shown(Confidence::Likely)]);
        let other = note(Owner::Detector(detector("reckless-plain"), 3), 40, 48);
        assert_eq!(guesses(vec![other], vec![guess("bias-implied", 0, 8)]), [Outcome::Shown(Confidence::Possible)]);
    }

    #[test]
    fn the_scorer_overrides_no_harbour() {
        let rules = builtin::rules();
        let harbour = rules.harbours.iter().position(|h| h.id == "safe.released").expect("it is built in") as u16;
        let released = note(Owner::Harbour(harbour), 40, 48);
        assert_eq!(guesses(vec![released], vec![guess("call-implied", 0, 8)]), [Outcome::Held(harbour)]);
        assert_eq!(guesses(vec![released], vec![guess("bias-implied", 0, 8)]), [Outcome::Shown(Confidence::Possible)]);
    }

    #[test]
    fn what_a_rule_is_sure_of_outshines_a_guess_of_another_category() {
        let sure = note(Owner::Detector(detector("reckless-plain"), 9), 40, 48);
        assert_eq!(guesses(vec![sure], vec![guess("bias-implied", 0, 8)]), [Outcome::Outshone]);
    }
}
