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

/// Turns ascending byte offsets into UTF-16 offsets in one pass.
#[derive(Debug)]
pub struct Counter<'t> {
    text: &'t str,
    byte: usize,
    units: u32,
}

impl<'t> Counter<'t> {
    /// Starts at the beginning of a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, byte: 0, units: 0 }
    }

    /// The UTF-16 offset of a byte offset on a character border. Offsets that go back are counted from the start.
    pub fn at(&mut self, byte: usize) -> u32 {
        if byte < self.byte {
            (self.byte, self.units) = (0, 0);
        }
        self.units += len(&self.text[self.byte..byte]);
        self.byte = byte;
        self.units
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_units_and_keeps_graphemes_whole() {
        let text = "a👮🏽‍♀️b";
        let mut c = Counter::new(text);
        assert_eq!(c.at(1), 1);
        assert_eq!(c.at(text.len()), len(text));
        assert_eq!(border_before(text, 6), 1);
        assert_eq!(border_after(text, 6), text.len() - 1);
        assert_eq!(border_after("a\r\nb", 2), 3);
    }
}
