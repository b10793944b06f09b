//! Cuts a sentence into tokens: folded words, numbers, names, tags, addresses and emoji, each with its byte range.

use super::emoji;
use super::fold::{FoldTable, is_invisible};
use super::hash::hash;
use super::unmask;
use crate::rules::Words;

/// Signs behind a web address that belong to the sentence.
const URL_TAIL: [char; 12] = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '’', '…'];

/// No entry in the word table.
pub const UNKNOWN: u32 = u32::MAX;

/// What can be said of a token besides which word it is. A pattern tests one of these as `{number}`, `{capital}` …
pub mod kind {
    /// Letters only.
    pub const WORD: u16 = 1;
    /// Begins with a digit: "14", "3rd", "1,200".
    pub const NUMBER: u16 = 1 << 1;
    /// A time of day: "4:30", "0300hrs", "2am".
    pub const TIME: u16 = 1 << 2;
    /// An amount of money: "$40", "20k".
    pub const MONEY: u16 = 1 << 3;
    /// An account: "@name".
    pub const MENTION: u16 = 1 << 4;
    /// A hashtag or a part of one.
    pub const HASHTAG: u16 = 1 << 5;
    /// A web address.
    pub const URL: u16 = 1 << 6;
    /// An e-mail address.
    pub const EMAIL: u16 = 1 << 7;
    /// An emoji.
    pub const EMOJI: u16 = 1 << 8;
    /// Written with a capital first letter.
    pub const CAPITAL: u16 = 1 << 9;
    /// Written in capitals, two letters or more.
    pub const UPPER: u16 = 1 << 10;
    /// Within quotation marks.
    pub const QUOTED: u16 = 1 << 11;
    /// After a comma, dash, bracket or the like: a gap `...` does not reach over it.
    pub const BREAK: u16 = 1 << 12;
    /// Letters and digits mixed: "4adam12".
    pub const MIXED: u16 = 1 << 13;
    /// The first token of its sentence.
    pub const FIRST: u16 = 1 << 14;

    /// The kinds that a pattern can name, by their names.
    pub const NAMED: &[(&str, u16)] = &[
        ("number", NUMBER),
        ("time", TIME),
        ("money", MONEY),
        ("mention", MENTION),
        ("hashtag", HASHTAG),
        ("url", URL),
        ("email", EMAIL),
        ("emoji", EMOJI),
        ("capital", CAPITAL),
        ("upper", UPPER),
        ("quoted", QUOTED),
        ("mixed", MIXED),
    ];
}

/// One token of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the sentence.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Its entry in the word table, or [`UNKNOWN`].
    pub word: u32,
    /// Hash of the folded form.
    pub hash: u64,
    /// Bits of [`kind`].
    pub kinds: u16,
    /// Where the folded form begins in [`Tokens::folded`].
    pub fold_start: u32,
    /// Its length there, in bytes.
    pub fold_len: u16,
}

/// The tokens of one sentence and their folded forms. Reused from sentence to sentence.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    /// The tokens in text order.
    pub list: Vec<Token>,
    /// Folded forms, end to end.
    pub folded: Vec<u8>,
    /// Whether a quotation is still open at the end.
    pub open_quote: bool,
}

impl Tokens {
    /// The folded form of a token.
    #[must_use]
    pub fn folded(&self, token: &Token) -> &[u8] {
        &self.folded[token.fold_start as usize..token.fold_start as usize + token.fold_len as usize]
    }

    fn clear(&mut self) {
        self.list.clear();
        self.folded.clear();
        self.open_quote = false;
    }
}

/// Cuts a sentence into tokens.
///
/// `quoted` tells whether a quotation was open before it. What was in `out` is replaced.
pub fn tokenise(text: &str, words: &Words, quoted: bool, out: &mut Tokens) {
    out.clear();
    let bytes = text.as_bytes();
    let has_at = bytes.contains(&b'@');
    Tokeniser { text, bytes, words, out, at: 0, quoted, has_at, name: (0, None), pending: kind::FIRST }.run();
}

struct Tokeniser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    words: &'a Words,
    out: &'a mut Tokens,
    at: usize,
    quoted: bool,
    /// Whether an e-mail address can stand in it.
    has_at: bool,
    /// Where the last run of bytes that can name a mailbox ends, and where its address ends if it is one: each word of
    /// the run asks, and it is looked at once.
    name: (usize, Option<usize>),
    /// Bits for the next token.
    pending: u16,
}

impl Tokeniser<'_> {
    fn run(mut self) {
        while self.at < self.bytes.len() {
            match self.bytes[self.at] {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => self.word(),
                b'@' if self.alnum_at(self.at + 1) && !self.is_masked() => self.mention(),
                b'#' if self.alnum_at(self.at + 1) => self.hashtag(),
                b'$' if self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit) => self.money(),
                b'$' | b'@' if self.masked_ahead() => self.word(),
                // Behind a digit and with nothing to close, it stands for inches: "a 65" TV", "6'2"".
                b'"' if !self.quoted && self.at > 0 && self.digit_at(self.at - 1) => self.soft_break(1),
                b'"' => self.quote(1),
                b'\'' | b'*' | b'_' | b'.' | b'!' | b'?' | b'/' | b'&' | b'+' | b'%' | b'$' | b'@' | b'#' | b'^'
                | b'=' | b'`' | b'~' | b'\\' => self.at += 1,
                b'-' if self.at > 0 && self.alnum_at(self.at - 1) && self.alnum_at(self.at + 1) => self.at += 1,
                0..0x80 => self.soft_break(1),
                _ => self.beyond_ascii(),
            }
        }
        unmask::join_spaced(self.text, self.words, self.out);
        self.out.open_quote = self.quoted;
    }

    fn soft_break(&mut self, len: usize) {
        self.pending |= kind::BREAK;
        self.at += len;
    }

    fn quote(&mut self, len: usize) {
        self.quoted = !self.quoted;
        self.soft_break(len);
    }

    fn beyond_ascii(&mut self) {
        let c = self.char_at(self.at);
        match c {
            '“' | '«' | '„' => {
                self.quoted = true;
                self.soft_break(c.len_utf8());
            }
            '”' | '»' => {
                self.quoted = false;
                self.soft_break(c.len_utf8());
            }
            _ if is_invisible(c) || c == '’' || c == '‘' => self.at += c.len_utf8(),
            _ if self.words.fold.get(c).is_some() || c.is_alphanumeric() => self.word(),
            _ if emoji::is_emoji(c) => self.emoji(),
            _ if c.is_whitespace() => self.at += c.len_utf8(),
            _ => self.soft_break(c.len_utf8()),
        }
    }

    fn emoji(&mut self) {
        let len = emoji::cluster_len(&self.text[self.at..]);
        let from = self.out.folded.len();
        let mut buffer = [0; 4];
        for c in self.text[self.at..self.at + len].chars().filter(|&c| !emoji::is_modifier(c)) {
            self.out.folded.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
        }
        self.push(self.at, self.at + len, from, kind::EMOJI);
        self.at += len;
    }

    fn mention(&mut self) {
        let start = self.at;
        let end = self.span_of(start + 1, |b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
        let end = start + 1 + self.text[start + 1..end].trim_end_matches(['.', '-', '_']).len();
        let from = self.out.folded.len();
        let name = self.bytes[start + 1..end].iter().filter(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
        self.out.folded.extend(name);
        self.push(start, end, from, kind::MENTION);
        self.at = end;
    }

    fn money(&mut self) {
        let start = self.at;
        let end =
            self.span_of(start + 1, |b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'k' | b'K' | b'm' | b'M'));
        let end = start + self.text[start..end].trim_end_matches(['.', ',']).len();
        let from = self.out.folded.len();
        self.out.folded.extend_from_slice(&self.bytes[start + 1..end]);
        self.push(start, end, from, kind::MONEY | kind::NUMBER);
        self.at = end;
    }

    /// A hashtag is cut at its capitals, digits and underscores: "#4Adam12" is "4", "adam", "12".
    fn hashtag(&mut self) {
        let mut at = self.at + 1;
        let mut first = self.at;
        let end = self.at
            + 1
            + self.text[self.at + 1..]
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(self.text.len() - self.at - 1);
        while at < end {
            let part = self.hashtag_part(at, end);
            if part > at && self.bytes[at] != b'_' {
                let from = self.out.folded.len();
                fold_into(&self.text[at..part], &self.words.fold, &mut self.out.folded);
                let digits = if self.bytes[at].is_ascii_digit() { kind::NUMBER } else { kind::WORD };
                self.push(first, part, from, kind::HASHTAG | digits);
                first = part;
            }
            at = part.max(at + 1);
            while !self.text.is_char_boundary(at) {
                at += 1;
            }
        }
        self.at = end;
    }

    fn hashtag_part(&self, at: usize, end: usize) -> usize {
        let mut chars = self.text[at..end].char_indices().peekable();
        let Some((_, mut before)) = chars.next() else { return end };
        while let Some((i, c)) = chars.next() {
            let after = chars.peek().map(|p| p.1);
            let new_word = c == '_'
                || before == '_'
                || c.is_ascii_digit() != before.is_ascii_digit()
                || (c.is_uppercase() && (!before.is_uppercase() || after.is_some_and(char::is_lowercase)));
            if new_word {
                return at + i;
            }
            before = c;
        }
        end
    }

    fn word(&mut self) {
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
                let from = self.out.folded.len();
                self.out.folded.extend_from_slice(self.words.text(word));
                self.push(start, end, from, kind::WORD);
                return;
            }
            return self.pieces(start, end);
        }
        self.plain_word(start, end);
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

    /// Where the e-mail address ends whose name begins at `start`, if one does: a name with dots, an @, a domain.
    fn email_end(&mut self, start: usize) -> Option<usize> {
        if start >= self.name.0 {
            let name = self.span_of(start, |b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'));
            let end = (self.bytes.get(name) == Some(&b'@') && self.email_ahead(name)).then(|| {
                let end = self.span_of(name + 1, |b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
                name + self.text[name..end].trim_end_matches(['.', '-']).len()
            });
            self.name = (name, end);
        }
        self.name.1
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

    fn masked_ahead(&self) -> bool {
        self.letter_at(self.at + 1)
    }

    /// Whether the word that begins here with an @ hides one, and so is no account: "@sshole".
    fn is_masked(&self) -> bool {
        let raw = &self.text[self.at..self.word_end(self.at)];
        raw.len() > 3 && unmask::unmask(raw, self.words).is_some()
    }

    fn url(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let scheme: [&[u8]; 3] = [b"http://", b"https://", b"www."];
        if !matches!(rest[0], b'h' | b'H' | b'w' | b'W')
            || !scheme.iter().any(|s| rest.len() > s.len() && rest[..s.len()].eq_ignore_ascii_case(s))
        {
            return false;
        }
        // What stands around an address is none of it: quotation marks, brackets, the sentence's own stop.
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '«' | '»' | '<' | '>');
        let end = self.at + self.text[self.at..].find(ends).unwrap_or(rest.len());
        let end = self.at + self.text[self.at..end].trim_end_matches(URL_TAIL).len();
        let from = self.out.folded.len();
        self.push(self.at, end, from, kind::URL);
        self.at = end;
        true
    }

    fn email_ahead(&self, at: usize) -> bool {
        let end = self.span_of(at + 1, |b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
        self.text[at + 1..end].trim_end_matches('.').contains('.')
    }

    /// An e-mail address; its folded form is the domain, which tells whose it is.
    fn email(&mut self, start: usize, end: usize) {
        let at = self.text[start..end].rfind('@').map_or(start, |i| start + i);
        let from = self.out.folded.len();
        self.out.folded.extend(self.bytes[at + 1..end].iter().map(u8::to_ascii_lowercase));
        self.push(start, end, from, kind::EMAIL);
        self.at = end;
    }

    /// Adds a token whose folded form was just written to `out.folded[from..]`; a contraction becomes its words.
    fn push(&mut self, start: usize, end: usize, from: usize, kinds: u16) {
        let mut kinds = kinds | std::mem::take(&mut self.pending);
        if self.quoted {
            kinds |= kind::QUOTED;
        }
        let mut token = Token {
            start: start as u32,
            end: end as u32,
            word: UNKNOWN,
            hash: 0,
            kinds,
            fold_start: from as u32,
            fold_len: u16::try_from(self.out.folded.len() - from).unwrap_or(u16::MAX),
        };
        let words = self.words;
        let is_name = kinds & (kind::MENTION | kind::URL | kind::EMAIL) != 0;
        let spelling = if is_name { None } else { words.resolve(self.out.folded(&token)) };
        if let Some(word) = spelling {
            let expansion = words.expansion(word);
            // "w" is "with", but "W." is an initial.
            let initial = token.fold_len == 1 && kinds & kind::CAPITAL != 0 && kinds & kind::FIRST == 0;
            if !expansion.is_empty() && !initial {
                for &part in expansion {
                    token.fold_start = self.out.folded.len() as u32;
                    token.fold_len = words.text(part).len() as u16;
                    token.word = part;
                    token.hash = hash(words.text(part));
                    self.out.folded.extend_from_slice(words.text(part));
                    self.out.list.push(token);
                    token.kinds &= !(kind::FIRST | kind::BREAK);
                }
                return;
            }
            token.word = word;
        }
        // A possessive is the name with an ending: its hash is the name's.
        if self.out.folded(&token).ends_with(b"'s") {
            token.fold_len -= 2;
        }
        token.hash = hash(self.out.folded(&token));
        self.out.list.push(token);
    }

    fn char_at(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or(' ')
    }

    fn alnum_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
    }

    fn letter_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0xc3)
    }

    fn digit_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }

    fn span_of(&self, from: usize, inside: impl Fn(u8) -> bool) -> usize {
        from + self.bytes[from..].iter().position(|&b| !inside(b)).unwrap_or(self.bytes.len() - from)
    }
}

/// Writes the folded form of a raw word: lower-case ASCII where the table knows the letter, apostrophes straight,
/// invisible characters left out.
pub fn fold_into(raw: &str, table: &FoldTable, out: &mut Vec<u8>) {
    if raw.is_ascii() {
        out.extend(raw.bytes().map(|b| b.to_ascii_lowercase()));
        return;
    }
    let mut buffer = [0; 4];
    for c in raw.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase() as u8);
        } else if matches!(c, '’' | '‘' | 'ʼ') {
            out.push(b'\'');
        } else if is_invisible(c) {
        } else if let Some(ascii) = table.get(c) {
            out.extend(ascii.iter().take_while(|&&b| b != 0));
        } else {
            for lower in c.to_lowercase() {
                out.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
            }
        }
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
