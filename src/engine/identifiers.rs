//! Numbers, plates, addresses and the like: shapes that are looked for in the letters of a sentence, not in its words.

use std::cell::OnceCell;
use std::ops::Range;

use regex_automata::dfa::Automaton as _;
use regex_automata::dfa::sparse::DFA;
use regex_automata::{Anchored, Input as Haystack};

use super::analyse::{IDENTIFIER, Note};
use super::machine::Input;
use crate::rules::{Format, Identifier, Ruleset, Symbol};
use crate::text::fold::{FoldTable, is_invisible};

/// An identifier's automaton, read when a sentence first asks for it; `None` if it can't be read.
type Shape = Option<DFA<Vec<u8>>>;

/// Finds identifiers; holds the memory that is reused between sentences.
#[derive(Debug)]
pub(super) struct Identifiers {
    shapes: Vec<OnceCell<Shape>>,
    /// Where shapes may begin in the sentence; found out when the first of them is looked for.
    borders: Vec<usize>,
    plain: Plain,
}

impl Identifiers {
    /// Makes room; the automata are read when a sentence first asks for them.
    pub(super) fn new(rules: &Ruleset) -> Self {
        let shapes = rules.identifiers.iter().map(|_| OnceCell::new()).collect();
        Self { shapes, borders: Vec::new(), plain: Plain::default() }
    }

    /// Notes the identifiers of a sentence.
    pub(super) fn find(&mut self, input: Input<'_>, sentence: &str, notes: &mut Vec<Note>) {
        let Self { shapes, borders, plain } = self;
        plain.read(sentence, &input.rules.words.fold);
        let text = plain.text_of(sentence);
        let bytes = text.as_bytes();
        let mut digits = 0;
        let mut present = [0u64; 4];
        for &byte in bytes {
            digits += usize::from(byte.is_ascii_digit());
            present[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        borders.clear();
        for (number, (identifier, shape)) in input.rules.identifiers.iter().zip(shapes).enumerate() {
            let needs = identifier.needs;
            let worth = needs == b'0' && digits > 0
                || needs != b'0' && present[usize::from(needs >> 6)] & (1 << (needs & 63)) != 0;
            if !worth || digits < usize::from(identifier.digits) {
                continue;
            }
            let Some(shape) = shape.get_or_init(|| read(identifier)) else { continue };
            if borders.is_empty() {
                borders.extend((0..bytes.len()).filter(|&at| is_word_border(text, at)));
            }
            for found in matches(identifier, shape, text, borders) {
                let Range { start, end } = plain.place(found);
                let first = input.tokens.partition_point(|t| (t.end as usize) <= start);
                let last = input.tokens.partition_point(|t| (t.start as usize) < end);
                if identifier.context.is_empty()
                    || has_context(input, &identifier.context, identifier.reach, first, last)
                {
                    notes.push(Note {
                        owner: identifier.owner,
                        start: start as u32,
                        end: end as u32,
                        token: first as u32,
                        token_end: last as u32,
                        check: IDENTIFIER + number as u32,
                    });
                }
            }
        }
    }
}

/// Where a shape stands in a text, format and borders checked.
fn matches(identifier: &Identifier, shape: &DFA<Vec<u8>>, text: &str, borders: &[usize]) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut run = Run::default();
    let mut from = 0;
    let mut out = Vec::new();
    for &start in borders.iter().filter(|&&at| identifier.can_begin(bytes[at])) {
        // Matches don't overlap: after one, even one that does not pass, the next begins behind it.
        if start < from || !(identifier.spaces || run.has(bytes, start, identifier.needs)) {
            continue;
        }
        let haystack = Haystack::new(text).range(start..).anchored(Anchored::Yes);
        let Ok(Some(end)) = shape.try_search_fwd(&haystack) else { continue };
        from = end.offset();
        let found = text.get(start..from).unwrap_or("");
        let ends = from == bytes.len() || is_word_border(text, from);
        if !found.is_empty() && ends && passes(identifier.check, found) {
            out.push(start..from);
        }
    }
    out
}

fn has_context(input: Input<'_>, context: &[Symbol], reach: u8, first: usize, last: usize) -> bool {
    let from = first.saturating_sub(usize::from(reach));
    let to = (last + usize::from(reach)).min(input.tokens.len());
    (from..to).any(|t| context.iter().any(|&s| input.token_has(t, s)))
}

/// A sentence as shapes are written: look-alikes, wide digits and accented letters as ASCII of the same case, every dash a hyphen, every
/// space a space, and without what can't be seen. A sentence in ASCII is taken as it stands.
#[derive(Debug, Default)]
struct Plain {
    text: String,
    /// For each byte of the text where its letter begins in the sentence and where it ends; empty if the sentence is taken as it stands.
    places: Vec<(u32, u32)>,
}

impl Plain {
    /// Takes a sentence.
    fn read(&mut self, sentence: &str, fold: &FoldTable) {
        self.places.clear();
        if sentence.is_ascii() {
            return;
        }
        self.text.clear();
        for (start, letter) in sentence.char_indices() {
            let before = self.text.len();
            push_plain(letter, fold, &mut self.text);
            let place = (start as u32, (start + letter.len_utf8()) as u32);
            self.places.extend(std::iter::repeat_n(place, self.text.len() - before));
        }
    }

    /// The sentence taken last, which this is, in plain letters.
    fn text_of<'t>(&'t self, sentence: &'t str) -> &'t str {
        if self.places.is_empty() { sentence } else { &self.text }
    }

    /// Where some bytes of the text stand in the sentence.
    fn place(&self, found: Range<usize>) -> Range<usize> {
        match (self.places.get(found.start), self.places.get(found.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => first.0 as usize..last.1 as usize,
            _ => found,
        }
    }
}

fn push_plain(letter: char, fold: &FoldTable, out: &mut String) {
    match letter {
        _ if letter.is_ascii() => out.push(letter),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => out.push('-'),
        '’' | '‘' | 'ʼ' => out.push('\''),
        _ if letter.is_whitespace() => out.push(' '),
        _ if is_invisible(letter) => {}
        _ => match fold.get(letter) {
            Some(ascii) => out.extend(ascii.iter().take_while(|&&byte| byte != 0).map(|&byte| {
                let byte = char::from(byte);
                if letter.is_uppercase() { byte.to_ascii_uppercase() } else { byte }
            })),
            None => out.push(letter),
        },
    }
}

/// A run of bytes without white space, and where in it the byte that a shape needs stands last.
#[derive(Debug, Default)]
struct Run {
    end: usize,
    needed: Option<usize>,
}

impl Run {
    /// Whether the byte stands at this place or behind it, in the same run. Asked in text order.
    fn has(&mut self, bytes: &[u8], start: usize, needs: u8) -> bool {
        if start >= self.end {
            let space = bytes[start..].iter().position(u8::is_ascii_whitespace);
            self.end = space.map_or(bytes.len(), |at| start + at.max(1));
            let needed = |byte: &u8| if needs == b'0' { byte.is_ascii_digit() } else { *byte == needs };
            self.needed = bytes[start..self.end].iter().rposition(needed).map(|at| start + at);
        }
        self.needed.is_some_and(|at| at >= start)
    }
}

/// The automaton of an identifier check.
fn read(identifier: &Identifier) -> Shape {
    DFA::from_bytes(&identifier.automaton.0).ok().map(|(dfa, _)| dfa.to_owned())
}

/// Whether a shape may begin or end at a byte: not in the middle of a word or number.
fn is_word_border(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let joins = at > 0 && bytes[at - 1].is_ascii_alphanumeric() && bytes[at].is_ascii_alphanumeric();
    !joins && text.is_char_boundary(at)
}

/// Format checks of identifiers.
fn passes(format: Format, text: &str) -> bool {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    let number = |d: &[u8]| d.iter().fold(0u32, |n, &d| n * 10 + u32::from(d));
    match format {
        Format::None => true,
        Format::Phone => {
            let d = if digits.len() == 11 && digits[0] == 1 { &digits[1..] } else { &digits[..] };
            match d.len() {
                10 => d[0] >= 2 && d[3] >= 2,
                7 => d[0] >= 2,
                _ => false,
            }
        }
        Format::Ssn => {
            digits.len() == 9
                && !matches!(number(&digits[..3]), 0 | 666 | 900..=999)
                && number(&digits[3..5]) != 0
                && number(&digits[5..]) != 0
        }
        Format::Coordinates => {
            let parts: Vec<f64> =
                text.split([',', ' ']).filter_map(|p| p.trim_matches(['°', 'N', 'W', 'E', 'S']).parse().ok()).collect();
            matches!(parts[..], [lat, lon] if lat.abs() <= 90.0 && lon.abs() <= 180.0)
        }
        Format::Date => {
            let parts: Vec<u32> = text.split(['/', '-', '.']).filter_map(|p| p.parse().ok()).collect();
            matches!(parts[..], [m, d, _] if (1..=12).contains(&m) && (1..=31).contains(&d))
        }
        Format::Plate => text.bytes().any(|b| b.is_ascii_alphabetic()) && !digits.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_plain_letters_is_a_place_in_the_sentence() {
        let fold = FoldTable::new(vec![('３', "3".into()), ('А', "a".into()), ('é', "e".into())]);
        let mut plain = Plain::default();
        let mut read = |sentence: &str, part: &str| {
            plain.read(sentence, &fold);
            let at = plain.text_of(sentence).find(part).expect("it is there");
            sentence[plain.place(at..at + part.len())].to_owned()
        };
        assert_eq!(read("ssn 123–45‑6789 ok", "123-45-6789"), "123–45‑6789");
        assert_eq!(read("call 555\u{a0}01\u{200b}3３", "555 0133"), "555\u{a0}01\u{200b}3３");
        assert_eq!(read("tag АBC 12, café", "ABC 12, cafe"), "АBC 12, café");
        assert_eq!(read("all plain 12-34", "12-34"), "12-34");
    }
}
