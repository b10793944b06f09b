//! Tokens of a sentence: folded words, numbers, names, tags, addresses and emoji, each with its byte range.

use super::fold::{FoldTable, is_invisible};

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

    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.folded.clear();
        self.open_quote = false;
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
