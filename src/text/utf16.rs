//! From byte offsets to UTF-16 units on grapheme borders, which is what editors and the DOM count in.

use unicode_segmentation::GraphemeCursor;

/// Number of UTF-16 units in a text.
#[must_use]
pub fn len(text: &str) -> u32 {
    let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// The grapheme border at or before a byte offset.
#[must_use]
pub fn border_before(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    while !is_border(text, offset) {
        offset = text[..offset].char_indices().next_back().map_or(0, |(i, _)| i);
    }
    offset
}

/// The grapheme border at or after a byte offset.
#[must_use]
pub fn border_after(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    while !is_border(text, offset) {
        offset += text[offset..].chars().next().map_or(0, char::len_utf8);
    }
    offset
}

fn is_border(text: &str, offset: usize) -> bool {
    let bytes = text.as_bytes();
    // Two ASCII neighbours always have a border between them, but for CR LF.
    match (offset.checked_sub(1).map(|i| bytes[i]), bytes.get(offset)) {
        (None, _) | (_, None) => return true,
        (Some(a), Some(b)) if a < 0x80 && *b < 0x80 => return !(a == b'\r' && *b == b'\n'),
        _ => {}
    }
    GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// Counts units so that any byte offset of a text is looked up in constant time, in any order.
#[derive(Debug)]
pub struct Units<'t> {
    text: &'t str,
    /// Units before each [`STEP`]th byte; empty where every byte is a unit.
    steps: Vec<u32>,
}

/// Bytes between two counts that are kept; the rest is counted anew at each look-up.
const STEP: usize = 128;

impl<'t> Units<'t> {
    /// Reads a text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut steps = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            for part in text.as_bytes().chunks(STEP) {
                steps.push(units);
                units += count(part);
            }
            steps.push(units);
        }
        Self { text, steps }
    }

    /// The UTF-16 offset of a byte offset on a character border.
    #[must_use]
    pub fn at(&self, byte: usize) -> u32 {
        let step = byte / STEP;
        match self.steps.get(step) {
            Some(units) => units + count(&self.text.as_bytes()[step * STEP..byte]),
            None => u32::try_from(byte).unwrap_or(u32::MAX),
        }
    }
}

/// Units of the characters that begin in some bytes: two for those of four bytes, one for all others.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from(b & 0xc0 != 0x80) + u32::from(b >= 0xf0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_units_and_keeps_graphemes_whole() {
        let text = "a👮🏽‍♀️b";
        let units = Units::new(text);
        assert_eq!(units.at(text.len()), len(text));
        assert_eq!(units.at(1), 1);
        assert_eq!(border_before(text, 6), 1);
        assert_eq!(border_after(text, 6), text.len() - 1);
        assert_eq!(border_after("a\r\nb", 2), 3);
    }

    #[test]
    fn any_offset_is_looked_up_in_any_order() {
        for text in ["plain".repeat(99), "né 👮🏽‍♀️ 中文 ".repeat(40), String::new()] {
            let units = Units::new(&text);
            for (byte, _) in text.char_indices().rev() {
                assert_eq!(units.at(byte), len(&text[..byte]), "{byte}");
            }
            assert_eq!(units.at(text.len()), len(&text));
        }
    }
}
