//! Words and numbers of a sentence: where each ends, signs inside it and all, and what it is.

use super::fold::is_invisible;
use super::token::{fold_into, kind};
use super::tokenise::Tokeniser;
use super::unmask;

/// What surnames and given names begin with that have a capital inside, where the rest can be a word of its own: "VanDyke".
const PARTICLES: [&str; 14] = ["al", "da", "de", "del", "der", "di", "du", "la", "le", "mac", "mc", "st", "van", "von"];

/// What two words that are no name end in when they are run together: "FuckThis", but not "BlackBerry", "PayPal", "WeChat".
const OBJECTS: [&str; 17] = [
    "all", "her", "him", "his", "it", "me", "my", "our", "that", "the", "their", "them", "these", "this", "those",
    "us", "you",
];

impl Tokeniser<'_> {
    pub(super) fn word(&mut self) {
        let start = self.at;
        if self.url() {
            return;
        }
        if self.has_at
            && let Some(end) = self.email_end(start)
        {
            return self.email(start, end);
        }
        let end = self.word_end(start);
        if let Some((word, end)) = self.halves(start, end) {
            self.at = end;
            return self.hidden(start, end, word);
        }
        self.at = end;
        if let Some(end) = self.emphasis_end(start, end) {
            return self.plain_word(start, end);
        }
        let raw = &self.text[start..end];
        // A number keeps its own signs: "4:30", "1,200", "2.5k".
        let number = raw.as_bytes()[0].is_ascii_digit();
        let plain = raw.bytes().all(|b| {
            b.is_ascii_alphanumeric() || !b.is_ascii() || b == b'\'' || number && matches!(b, b'.' | b',' | b':')
        });
        if !plain {
            if let Some(word) = unmask::unmask(raw, self.words) {
                return self.hidden(start, end, word);
            }
            return self.pieces(start, end);
        }
        self.plain_word(start, end);
    }

    /// Adds the word that a spelling hides.
    fn hidden(&mut self, start: usize, end: usize, word: u32) {
        let from = self.out.folded.len();
        self.out.folded.extend_from_slice(self.words.text(word));
        self.push(start, end, from, kind::WORD);
    }

    /// The word that one hyphen, dot or underscore cuts in two, with its end. Three pieces or more are none: what stands around two of
    /// them is theirs as well ("push-it-up").
    fn halves(&self, start: usize, end: usize) -> Option<(u32, usize)> {
        let is_sign = |at: usize| matches!(self.bytes.get(at), Some(b'-' | b'.' | b'_'));
        let begun_before = start > 1 && is_sign(start - 1) && self.alnum_at(start - 2);
        if !is_sign(end) || !self.letter_at(end + 1) || begun_before {
            return None;
        }
        let last = self.word_end(end + 1);
        if is_sign(last) && self.alnum_at(last + 1) {
            return None;
        }
        // A sentence ends at the dot, and nobody typed a space: "the pen.Is it".
        let sentence = self.bytes[end] == b'.'
            && self.bytes[end + 1].is_ascii_uppercase()
            && !self.bytes[end - 1].is_ascii_uppercase();
        if sentence {
            return None;
        }
        let word = unmask::unmask_halves(&self.text[start..end], &self.text[end + 1..last], self.words)?;
        Some((word, last))
    }

    /// Letters with signs between them that hide no word: each run of letters is a word of its own.
    fn pieces(&mut self, start: usize, end: usize) {
        let is_sign = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '\'';
        let mut at = start;
        for piece in self.text[start..end].split(is_sign) {
            // What can't be seen before a word belongs to the sign before it.
            let hidden = piece.len() - piece.trim_start_matches(is_invisible).len();
            if !piece[hidden..].trim_matches('\'').is_empty() {
                self.plain_word(at + hidden, at + piece.len());
            }
            at += piece.len() + 1;
        }
    }

    fn plain_word(&mut self, start: usize, end: usize) {
        if let Some(parts) = self.run_together(start, end) {
            for (start, end) in parts {
                let from = self.out.folded.len();
                fold_into(&self.text[start..end], &self.words.fold, &mut self.out.folded);
                // A capital says where a word begins, and not that it is a name.
                self.push(start, end, from, kind::WORD);
            }
            return;
        }
        let raw = &self.text[start..end];
        let from = self.out.folded.len();
        fold_into(raw, &self.words.fold, &mut self.out.folded);
        if self.out.folded.len() == from {
            return;
        }
        let mut kinds = self.kinds_of(raw);
        if kinds & kind::MIXED != 0
            && let Some(word) = unmask::unmask(raw, self.words)
        {
            self.out.folded.truncate(from);
            self.out.folded.extend_from_slice(self.words.text(word));
            kinds = kind::WORD;
        }
        self.push(start, end, from, kinds);
    }

    /// Where the words lie that were run together with a capital each, as in a hashtag: "WeArrestedHim". Each of them is known and the
    /// whole is not, or it is a name: "McDonald", "DeAndre". Two of them are mostly a brand.
    fn run_together(&self, start: usize, end: usize) -> Option<Vec<(usize, usize)>> {
        let raw = &self.text[start..end];
        let bytes = raw.as_bytes();
        let capital_inside = bytes.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
        if !capital_inside || bytes.iter().any(u8::is_ascii_digit) || self.is_known(raw) {
            return None;
        }
        let mut parts = Vec::new();
        let mut at = start;
        while at < end {
            let part = self.hashtag_part(at, end);
            let text = &self.text[at..part];
            let particle = at == start && PARTICLES.iter().any(|p| p.eq_ignore_ascii_case(text));
            if particle || text.chars().nth(1).is_none() || !self.is_known(text) {
                return None;
            }
            parts.push((at, part));
            at = part;
        }
        let &(last, _) = parts.last()?;
        let object = OBJECTS.iter().any(|object| object.eq_ignore_ascii_case(&self.text[last..end]));
        (object || parts.len() > 2).then_some(parts)
    }

    fn is_known(&self, raw: &str) -> bool {
        let mut folded = Vec::with_capacity(raw.len());
        fold_into(raw, &self.words.fold, &mut folded);
        self.words.resolve(&folded).is_some()
    }

    fn kinds_of(&self, raw: &str) -> u16 {
        let bytes = raw.as_bytes();
        let mut kinds = 0;
        if bytes[0].is_ascii_digit() {
            kinds |= kind::NUMBER;
            if is_time(raw) {
                kinds |= kind::TIME;
            }
            if !bytes.iter().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b':')) && !is_suffixed_number(raw)
            {
                kinds |= kind::MIXED;
            }
        } else if bytes.iter().any(u8::is_ascii_digit) {
            kinds |= kind::MIXED;
        } else {
            kinds |= kind::WORD;
        }
        let mut letters = raw.chars().filter(|c| c.is_alphabetic());
        if letters.next().is_some_and(char::is_uppercase) {
            kinds |= kind::CAPITAL;
            let mut rest = letters.peekable();
            if rest.peek().is_some() && rest.all(char::is_uppercase) {
                kinds |= kind::UPPER;
            }
        }
        kinds
    }

    /// Where the word that begins at `start` ends, with signs inside it that could stand for letters.
    fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        while at < self.bytes.len() {
            let b = self.bytes[at];
            at += match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => 1,
                b'\'' if self.letter_at(at + 1) && at > start => 1,
                b'.' | b',' | b':' if self.digit_at(at + 1) && at > start && self.digit_at(at - 1) => 1,
                b'*' | b'$' | b'!' | b'|' | b'+' if at > start => match self.signs_inside(start, at) {
                    0 => break,
                    signs => signs,
                },
                b'$' | b'@' if at == start => 1,
                b'@' if at > start && self.letter_at(at + 1) && !self.email_ahead(at) => 1,
                0..0x80 => break,
                _ => {
                    let c = self.char_at(at);
                    let inside = is_invisible(c) || self.words.fold.get(c).is_some() || c.is_alphanumeric();
                    let apostrophe = matches!(c, '’' | '‘' | 'ʼ') && self.letter_at(at + c.len_utf8()) && at > start;
                    if !inside && !apostrophe {
                        break;
                    }
                    c.len_utf8()
                }
            };
        }
        at
    }

    /// How many of the signs that begin at `at` stand inside the word: all of them when a letter follows, and of stars or dollars at its end
    /// all but one that may close what a star before the word has opened ("*word*").
    fn signs_inside(&self, start: usize, at: usize) -> usize {
        let opened = start > 0 && self.bytes[start - 1] == b'*';
        let end = self.span_of(at, |b| matches!(b, b'*' | b'$' | b'!' | b'|' | b'+'));
        let run = &self.bytes[at..end];
        if self.letter_at(end) {
            run.len()
        } else if run.iter().all(|b| matches!(b, b'*' | b'$')) {
            run.len() - usize::from(run.len() == 1 || opened)
        } else {
            0
        }
    }

    /// Where a word ends that has stars behind it though they hide nothing: they close what stars before it opened ("**word**"), or the
    /// word is one that people hide and stands there whole.
    fn emphasis_end(&self, start: usize, end: usize) -> Option<usize> {
        let head = self.text[start..end].strip_suffix('*')?.trim_end_matches('*');
        let opened = start > 0 && self.bytes[start - 1] == b'*';
        let whole = || {
            let word = self.words.find(head.to_ascii_lowercase().as_bytes());
            word.is_some_and(|word| self.words.masked.binary_search(&word).is_ok())
        };
        let plain = head.len() > 1 && head.bytes().all(|b| b.is_ascii_alphanumeric());
        (plain && (opened || whole())).then_some(start + head.len())
    }

    pub(super) fn masked_ahead(&self) -> bool {
        self.letter_at(self.at + 1)
    }

    /// Whether the word that begins here with an @ hides one, and so is no account: "@sshole".
    pub(super) fn is_masked(&self) -> bool {
        let raw = &self.text[self.at..self.word_end(self.at)];
        raw.len() > 3 && unmask::unmask(raw, self.words).is_some()
    }
}

/// "3rd", "40k", "20s", "30ish": a number with a short tail of letters.
fn is_suffixed_number(raw: &str) -> bool {
    let tail = raw.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':'));
    [
        "st", "nd", "rd", "th", "s", "k", "m", "am", "pm", "a", "p", "hrs", "hr", "h", "min", "mins", "yo", "x", "ish",
        "lb", "lbs", "mph", "ft", "mi", "mg", "g",
    ]
    .iter()
    .any(|s| s.eq_ignore_ascii_case(tail))
}

/// "4:30", "2am", "1900hrs". A bare number of four digits is none: it can be a year or a house.
fn is_time(raw: &str) -> bool {
    let lower = raw.to_ascii_lowercase();
    let (digits, tail) = lower.split_at(lower.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(lower.len()));
    let clock = digits.split_once(':').is_some_and(|(h, m)| h.len() <= 2 && m.len() == 2);
    match tail {
        "" => clock,
        "am" | "pm" | "a" | "p" => clock || digits.len() <= 2,
        "hrs" | "hr" | "h" => clock || digits.len() == 4,
        _ => false,
    }
}
