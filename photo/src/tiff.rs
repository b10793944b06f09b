//! The TIFF structure that EXIF and most maker notes are written in: directories of tagged values (TIFF 6.0, section 2).
//!
//! Own code and no EXIF library, since maker notes have the same structure with other starting points, which libraries
//! don't read, and since the bounds must hold for any bytes.

use std::borrow::Cow;

use crate::budget::{Budget, ENTRY};
use crate::traces::LOOKED_AT;

/// Most entries of one directory that are looked at.
const MOST_ENTRIES: usize = 1024;
/// Bytes of a value that become text: no more characters than these hold are looked at.
const LONGEST_TEXT: usize = LOOKED_AT * 4;

/// Bytes with an order, and offsets that count from their start.
#[derive(Debug, Clone, Copy)]
pub struct Tiff<'a> {
    data: &'a [u8],
    is_little: bool,
}

/// One tagged value.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What it is.
    pub tag: u16,
    /// How its elements are written (TIFF 6.0, page 15).
    kind: u16,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Where these begin in the data.
    pub start: usize,
    is_little: bool,
}

impl<'a> Tiff<'a> {
    /// TIFF data with its header, and the offset of the first directory.
    pub fn open(data: &'a [u8]) -> Option<(Self, u32)> {
        let is_little = match data.first_chunk::<4>()? {
            [b'I', b'I', 42, 0] => true,
            [b'M', b'M', 0, 42] => false,
            _ => return None,
        };
        let tiff = Self { data, is_little };
        Some((tiff, tiff.u32_at(4)?))
    }

    /// Data without a header, in the given order.
    pub fn bare(data: &'a [u8], is_little: bool) -> Self {
        Self { data, is_little }
    }

    /// Whether the order is little-endian.
    pub fn is_little(&self) -> bool {
        self.is_little
    }

    /// The entries of the directory at an offset, as far as the data has them and the budget goes. Each costs what it takes
    /// to look at its value, since all of them may point at the same one.
    pub fn entries(&self, offset: u32, budget: &mut Budget) -> Vec<Entry<'a>> {
        let start = offset as usize;
        let count = self.u16_at(start).unwrap_or(0) as usize;
        let entries = (0..count.min(MOST_ENTRIES)).map_while(|index| self.entry(start + 2 + index * 12)).flatten();
        entries.take_while(|entry| budget.pay(ENTRY + entry.bytes.len().min(LONGEST_TEXT))).collect()
    }

    /// The offset of the directory that follows the one at an offset.
    pub fn next(&self, offset: u32) -> Option<u32> {
        let count = self.u16_at(offset as usize)? as usize;
        self.u32_at(offset as usize + 2 + count * 12).filter(|&next| next != 0)
    }

    /// The entry written at `at`: none where the data ends, none inside where its value lies outside of the data.
    fn entry(&self, at: usize) -> Option<Option<Entry<'a>>> {
        let (tag, kind) = (self.u16_at(at)?, self.u16_at(at + 2)?);
        let (count, offset) = (self.u32_at(at + 4)? as usize, self.u32_at(at + 8)? as usize);
        let value = width(kind).and_then(|width| {
            let length = count.checked_mul(width)?;
            let start = if length <= 4 { at + 8 } else { offset };
            Some((start, self.data.get(start..start.checked_add(length)?)?))
        });
        Some(value.map(|(start, bytes)| Entry { tag, kind, bytes, start, is_little: self.is_little }))
    }

    fn u16_at(&self, at: usize) -> Option<u16> {
        let bytes = self.data.get(at..)?.first_chunk()?;
        Some(if self.is_little { u16::from_le_bytes(*bytes) } else { u16::from_be_bytes(*bytes) })
    }

    fn u32_at(&self, at: usize) -> Option<u32> {
        let bytes = self.data.get(at..)?.first_chunk()?;
        Some(if self.is_little { u32::from_le_bytes(*bytes) } else { u32::from_be_bytes(*bytes) })
    }
}

/// Bytes that an element of this kind takes.
fn width(kind: u16) -> Option<usize> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 => Some(8),
        _ => None,
    }
}

impl<'a> Entry<'a> {
    /// The value as text, up to its first zero byte. Old cameras write Latin-1.
    pub fn text(&self) -> Cow<'a, str> {
        let end = self.bytes.iter().take(LONGEST_TEXT).position(|&byte| byte == 0).unwrap_or(self.bytes.len());
        text(&self.bytes[..end])
    }

    /// The first element as a whole number.
    pub fn number(&self) -> Option<u32> {
        match self.kind {
            1 | 6 | 7 => self.bytes.first().map(|&byte| byte.into()),
            3 | 8 => self
                .bytes
                .first_chunk()
                .map(|&b| u32::from(if self.is_little { u16::from_le_bytes(b) } else { u16::from_be_bytes(b) })),
            4 | 9 | 13 => self.u32_at(0),
            _ => None,
        }
    }

    /// The fraction at an index; none if it has no finite value.
    pub fn fraction(&self, index: usize) -> Option<f64> {
        let (above, below) = (self.u32_at(index * 8)?, self.u32_at(index * 8 + 4)?);
        let value = match self.kind {
            5 => f64::from(above) / f64::from(below),
            10 => f64::from(above.cast_signed()) / f64::from(below.cast_signed()),
            _ => return None,
        };
        value.is_finite().then_some(value)
    }

    fn u32_at(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u32::from_le_bytes(*bytes) } else { u32::from_be_bytes(*bytes) })
    }
}

/// A value as UTF-8, or as Latin-1 if it is none; as much of it as is looked at.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    text_within(bytes, LONGEST_TEXT)
}

/// The first `most` bytes as UTF-8, or as Latin-1 if they are none.
pub fn text_within(bytes: &[u8], most: usize) -> Cow<'_, str> {
    let head = &bytes[..bytes.len().min(most)];
    match std::str::from_utf8(head) {
        Ok(text) => Cow::Borrowed(text),
        // The end of what is looked at fell into a character.
        Err(error) if error.error_len().is_none() && head.len() < bytes.len() => {
            String::from_utf8_lossy(&head[..error.valid_up_to()])
        }
        Err(_) => Cow::Owned(head.iter().map(|&byte| char::from(byte)).collect()),
    }
}

/// An EXIF block that holds the orientation and nothing else: header, one directory of one short value.
pub fn orientation_block(orientation: u16) -> Vec<u8> {
    let mut block = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    block.extend(orientation.to_be_bytes());
    block.extend([0; 6]);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orientation_block_is_tiff() {
        let block = orientation_block(6);
        let (tiff, first) = Tiff::open(&block).expect("a header");
        let entries = tiff.entries(first, &mut Budget::default());
        assert_eq!(entries.len(), 1);
        assert_eq!((entries[0].tag, entries[0].number()), (0x0112, Some(6)));
        assert_eq!(tiff.next(first), None);
    }

    #[test]
    fn values_outside_of_the_data_are_left_out() {
        let data = b"II\x2A\0\x08\0\0\0\x02\0\x0F\x01\x02\0\xFF\xFF\xFF\xFF\x10\0\0\0\x10\x01\x02\0\x04\0\0\0Abc\0";
        let (tiff, first) = Tiff::open(data).expect("a header");
        let entries = tiff.entries(first, &mut Budget::default());
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].text(), "Abc");
    }

    #[test]
    fn a_character_at_the_end_of_what_is_looked_at_is_left_out() {
        assert_eq!(text_within("aé".as_bytes(), 2), "a");
        assert_eq!(text_within("aé".as_bytes(), 3), "aé");
        assert_eq!(text_within(b"a\xE9", 2), "aé");
    }
}
