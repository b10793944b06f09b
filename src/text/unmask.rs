//! Undoes the spellings that hide a word: l33t, stars, stretched letters, letters set apart, a sign inside.
//!
//! Only words that a rule file marks as worth hiding (`masked = true`: profanity and slurs) are looked for, so
//! folding can't make a hit out of innocent text ("as s", "sh!ne").

use super::hash::hash;
use super::token::{Token, Tokens, kind};
use crate::rules::Words;

/// Longest masked word, in bytes.
const MAX_LEN: usize = 24;

/// The word that a spelling with digits or signs hides, if it hides one.
///
/// Each sign is read as the letters that it can stand for; a star stands for any one letter, and a run of stars
/// for as many as fit.
#[must_use]
pub fn unmask(raw: &str, words: &Words) -> Option<u32> {
    if raw.len() > MAX_LEN || raw.len() < 2 {
        return None;
    }
    let mut folded = Vec::with_capacity(raw.len());
    super::token::fold_into(raw, &words.fold, &mut folded);
    let stars = folded.contains(&b'*');
    let letters = folded.iter().filter(|b| b.is_ascii_alphabetic()).count();
    if letters == 0 || (!stars && letters * 2 < folded.len()) {
        return None;
    }
    if stars && letters == 1 {
        return censored(raw, folded[0], words);
    }
    // A star for a letter is commoner than one for several, and of words that fit as well those that are hidden most.
    let rank = |w: u32| {
        let text = words.text(w);
        let common = CENSORED.iter().rev().position(|one| one.as_bytes() == text);
        (text.len() == folded.len(), common, text.len())
    };
    if stars {
        candidates(folded[0], words).filter(|&w| matches_stars(&folded, words.text(w))).max_by_key(|&w| rank(w))
    } else {
        read_signs(&folded, words, |w| (rank(w), w))
    }
}

/// Most ways to read the signs of one spelling: enough for five of two readings each. What has more is hardly a word.
const MOST_READINGS: usize = 243;

/// Of the masked words that a spelling stands for when each sign is taken for itself or a letter, the one with the greatest rank. The readings
/// are few and the masked words many, so the readings are looked up.
fn read_signs<R: Ord>(spelling: &[u8], words: &Words, rank: impl Fn(u32) -> R) -> Option<u32> {
    let readings = spelling.iter().try_fold(1usize, |all, &sign| all.checked_mul(letters_for(sign).len() + 1))?;
    if readings > MOST_READINGS {
        return None;
    }
    let mut read = spelling.to_vec();
    let mut word_of = |mut reading: usize| {
        for (letter, &sign) in read.iter_mut().zip(spelling) {
            let letters = letters_for(sign);
            let choice = reading % (letters.len() + 1);
            reading /= letters.len() + 1;
            *letter = choice.checked_sub(1).map_or(sign, |at| letters[at]);
        }
        words.find(&read).filter(|word| words.masked.binary_search(word).is_ok())
    };
    (0..readings).filter_map(&mut word_of).max_by_key(|&word| rank(word))
}

/// What people write as its first letter and a star for each of the others.
const CENSORED: [&str; 8] = ["fuck", "fucks", "fucked", "fucker", "fucking", "shit", "bitch", "cunt"];

/// The word that a letter and stars stand for. A capital letter is more often a name that somebody left out, but for the word that
/// sentences begin with.
fn censored(raw: &str, letter: u8, words: &Words) -> Option<u32> {
    if !raw.as_bytes()[0].is_ascii_lowercase() && letter != b'f' {
        return None;
    }
    let mut fitting = CENSORED.iter().filter(|w| w.len() == raw.len() && w.as_bytes()[0] == letter);
    fitting.find_map(|w| words.find(w.as_bytes())).filter(|w| words.masked.binary_search(w).is_ok())
}

/// The letters that a sign is commonly typed for, ascending.
fn letters_for(sign: u8) -> &'static [u8] {
    match sign {
        b'0' => b"o",
        b'1' | b'!' | b'|' => b"il",
        b'3' => b"e",
        b'4' | b'@' => b"a",
        b'5' | b'$' => b"s",
        b'6' | b'9' => b"g",
        b'7' | b'+' => b"t",
        b'8' => b"b",
        _ => b"",
    }
}

/// Whether a sign is commonly typed for a letter.
fn stands_for(sign: u8, letter: u8) -> bool {
    letters_for(sign).contains(&letter)
}

/// The masked words that can begin with a letter or with what a sign stands for. Masked words ascend, so those of a letter
/// stand together.
fn candidates(first: u8, words: &Words) -> impl Iterator<Item = u32> {
    std::iter::once(first).chain(letters_for(first).iter().copied()).flat_map(move |letter| {
        let from = words.masked.partition_point(|&w| words.text(w) < &[letter][..]);
        words.masked[from..].iter().copied().take_while(move |&w| words.text(w).first() == Some(&letter))
    })
}

/// Stars: the same length with at least one letter shown besides the first, or first and last letter with a run of stars between.
fn matches_stars(spelling: &[u8], word: &[u8]) -> bool {
    let shown = spelling.iter().filter(|&&b| b != b'*').count();
    if word.len() < 4 || shown < 2 {
        return false;
    }
    if spelling.len() == word.len() {
        return spelling.iter().zip(word).all(|(&s, &w)| s == b'*' || s == w || stands_for(s, w));
    }
    let Some(open) = spelling.iter().position(|&b| b == b'*') else { return false };
    let close = spelling.iter().rposition(|&b| b == b'*').map_or(open, |i| i + 1);
    let (head, tail) = (&spelling[..open], &spelling[close..]);
    shown >= 3 && head.len() + tail.len() < word.len() && word.starts_with(head) && word.ends_with(tail)
}

/// The shorter spelling of a stretched word, if it is stretched: runs of three letters or more cut to `keep`.
#[must_use]
pub fn squeeze(folded: &[u8], keep: usize) -> Option<Vec<u8>> {
    let stretched = folded.windows(3).any(|w| w[0] == w[1] && w[1] == w[2] && w[0].is_ascii_alphabetic());
    (stretched && folded.len() <= 64).then(|| cut(folded, 3, keep))
}

/// The spelling with runs of so many letters or more cut to `keep`.
#[must_use]
pub fn cut(folded: &[u8], from: usize, keep: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(folded.len());
    for run in folded.chunk_by(|a, b| a == b) {
        out.extend_from_slice(&run[..if run.len() >= from { keep } else { run.len() }]);
    }
    out
}

/// Words of two letters that stand beside a hyphen in innocent text, or on either side of a dot without a space.
const SHORT: [&[u8]; 30] = [
    b"am", b"an", b"as", b"at", b"be", b"by", b"co", b"de", b"do", b"ex", b"go", b"he", b"if", b"in", b"is", b"it",
    b"me", b"my", b"no", b"of", b"on", b"or", b"re", b"so", b"to", b"un", b"up", b"us", b"we", b"ya",
];

/// The word whose two halves a sign keeps apart ("fu-cking", "sh.it"), if it is a masked one.
///
/// Two words are a compound or a mistyped space ("re-sent"), and are looked for as they stand. What begins with a masked word is none:
/// the rest is its ending ("fuck-ing").
#[must_use]
pub fn unmask_halves(first: &str, second: &str, words: &Words) -> Option<u32> {
    if first.len() + second.len() > MAX_LEN {
        return None;
    }
    let mut joined = Vec::with_capacity(MAX_LEN);
    super::token::fold_into(first, &words.fold, &mut joined);
    let middle = joined.len();
    super::token::fold_into(second, &words.fold, &mut joined);
    let (head, tail) = joined.split_at(middle);
    if head.len() < 2 || tail.len() < 2 || !joined.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let masked = |word: &u32| words.masked.binary_search(word).is_ok();
    let begins_masked = words.find(head).is_some_and(|word| masked(&word));
    let is_word = |half: &[u8]| if half.len() == 2 { SHORT.contains(&half) } else { words.find(half).is_some() };
    if !begins_masked && is_word(head) && is_word(tail) {
        return None;
    }
    words.find(&joined).filter(masked)
}

/// Joins letters that were set apart ("f u c k", "d.a.m.n") where together they spell masked words.
pub fn join_spaced(text: &str, words: &Words, out: &mut Tokens) {
    // By the letter as typed: "u" and "r" may have been read as words already.
    let single = |t: &Token| t.end - t.start == 1 && t.kinds & (kind::WORD | kind::NUMBER) != 0;
    // Words only get fewer, so what was read makes room for what is written, and nothing is moved twice.
    let (mut at, mut written) = (0, 0);
    while at < out.list.len() {
        let singles = out.list[at..].iter().take(4 * MAX_LEN).take_while(|t| single(t)).count();
        let run = evenly_spaced(text, &out.list[at..at + singles]);
        if run >= 3 {
            for token in join_run(text, words, out, at, run) {
                out.list[written] = token;
                written += 1;
            }
            at += run;
        } else {
            // The next letter may begin a run of its own: "a d.a.m.n".
            out.list[written] = out.list[at];
            written += 1;
            at += 1;
        }
    }
    out.list.truncate(written);
}

/// The tokens of a run of single letters, with each masked word in it as one token.
fn join_run(text: &str, words: &Words, out: &mut Tokens, at: usize, run: usize) -> Vec<Token> {
    let letters: Vec<u8> =
        out.list[at..at + run].iter().map(|t| text.as_bytes()[t.start as usize].to_ascii_lowercase()).collect();
    let mut joined = Vec::with_capacity(run);
    let mut from = 0;
    while from < run {
        let first = out.list[at + from];
        let found = longest_masked(&letters[from..], words);
        let Some((word, len)) = found else {
            joined.push(first);
            from += 1;
            continue;
        };
        let spelled = words.text(word);
        joined.push(Token {
            end: out.list[at + from + len - 1].end,
            word,
            hash: hash(spelled),
            kinds: kind::WORD | (first.kinds & (kind::QUOTED | kind::FIRST | kind::BREAK)),
            fold_start: out.folded.len() as u32,
            fold_len: spelled.len() as u16,
            ..first
        });
        out.folded.extend_from_slice(spelled);
        from += len;
    }
    joined
}

/// The longest masked word that begins a row of letters, with its length.
fn longest_masked(letters: &[u8], words: &Words) -> Option<(u32, usize)> {
    let first = *letters.first()?;
    candidates(first, words)
        .map(|w| (w, words.text(w)))
        .filter(|(_, t)| t.len() >= 3 && t.len() <= letters.len())
        .filter(|(_, t)| t.iter().zip(letters).all(|(&w, &l)| w == l || stands_for(l, w)))
        .map(|(w, t)| (w, t.len()))
        .max_by_key(|&(w, len)| (len, std::cmp::Reverse(w)))
}

/// How many letters from the first on have the same sign or space between them.
fn evenly_spaced(text: &str, letters: &[Token]) -> usize {
    // Words that a contraction of one letter was spread to stand on that letter, all of them: nothing is between those.
    let between = |pair: &[Token]| text.get(pair[0].end as usize..pair[1].start as usize).unwrap_or_default();
    let Some(first) = letters.windows(2).next().map(between).filter(|b| (1..=3).contains(&b.len())) else { return 0 };
    1 + letters.windows(2).take_while(|pair| between(pair) == first).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::words::Entry;
    use crate::text::fold::FoldTable;

    #[test]
    fn halves_are_joined_unless_both_are_words() {
        let entry = |text: &str, masked| Entry { text: text.into(), masked, ..Entry::default() };
        let hidden = ["fuck", "fucking", "resent", "shit"].map(|text| entry(text, true));
        let plain = ["ing", "it", "push", "sent"].map(|text| entry(text, false));
        let entries = hidden.into_iter().chain(plain).collect();
        let words = Words::new(FoldTable::default(), entries);
        let joined = |first, second| unmask_halves(first, second, &words).map(|word| words.text(word).to_vec());
        for (first, second, word) in
            [("fu", "cking", "fucking"), ("Fu", "CK", "fuck"), ("fuck", "ing", "fucking"), ("sh", "it", "shit")]
        {
            assert_eq!(joined(first, second).as_deref(), Some(word.as_bytes()), "{first}-{second}");
        }
        for (first, second) in [("re", "sent"), ("f", "uck"), ("fuc", "k"), ("class", "hit"), ("push", "it")] {
            assert_eq!(joined(first, second), None, "{first}-{second}");
        }
    }
}
