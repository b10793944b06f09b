//! Cuts a sentence into tokens: what is no word here, words in [`super::word`].

use super::emoji;
use super::fold::is_invisible;
use super::hash::hash;
use super::token::{Token, Tokens, UNKNOWN, fold_into, kind};
use super::unmask;
use crate::rules::Words;

/// Signs behind a web address that belong to the sentence.
const URL_TAIL: [char; 12] = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '’', '…'];

/// Cuts a sentence into tokens.
///
/// `quoted` tells whether a quotation was open before it. What was in `out` is replaced.
pub fn tokenise(text: &str, words: &Words, quoted: bool, out: &mut Tokens) {
    out.clear();
    let bytes = text.as_bytes();
    let has_at = bytes.contains(&b'@');
    Tokeniser { text, bytes, words, out, at: 0, quoted, has_at, name: (0, None), pending: kind::FIRST }.run();
}

/// A sentence while it is cut.
pub(super) struct Tokeniser<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) words: &'a Words,
    pub(super) out: &'a mut Tokens,
    pub(super) at: usize,
    quoted: bool,
    /// Whether an e-mail address can stand in it.
    pub(super) has_at: bool,
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

    pub(super) fn hashtag_part(&self, at: usize, end: usize) -> usize {
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

    /// Where the e-mail address ends whose name begins at `start`, if one does: a name with dots, an @, a domain.
    pub(super) fn email_end(&mut self, start: usize) -> Option<usize> {
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

    pub(super) fn url(&mut self) -> bool {
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

    pub(super) fn email_ahead(&self, at: usize) -> bool {
        let end = self.span_of(at + 1, |b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
        self.text[at + 1..end].trim_end_matches('.').contains('.')
    }

    /// An e-mail address; its folded form is the domain, which tells whose it is.
    pub(super) fn email(&mut self, start: usize, end: usize) {
        let at = self.text[start..end].rfind('@').map_or(start, |i| start + i);
        let from = self.out.folded.len();
        self.out.folded.extend(self.bytes[at + 1..end].iter().map(u8::to_ascii_lowercase));
        self.push(start, end, from, kind::EMAIL);
        self.at = end;
    }

    /// Adds a token whose folded form was just written to `out.folded[from..]`; a contraction becomes its words.
    pub(super) fn push(&mut self, start: usize, end: usize, from: usize, kinds: u16) {
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

    pub(super) fn char_at(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or(' ')
    }

    pub(super) fn alnum_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
    }

    pub(super) fn letter_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0xc3)
    }

    pub(super) fn digit_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }

    pub(super) fn span_of(&self, from: usize, inside: impl Fn(u8) -> bool) -> usize {
        from + self.bytes[from..].iter().position(|&b| !inside(b)).unwrap_or(self.bytes.len() - from)
    }
}
