//! Boxes: a length, a name, and data, which may be boxes again (ISO 14496-12, section 4.2).

use std::ops::Range;

use crate::source::{Fault, Source, be16, be32, be64};

/// Most boxes of one level.
const MOST_BOXES: usize = 4096;

/// Where a box stands in the file.
#[derive(Debug, Clone)]
pub struct Header {
    /// Its name of four letters.
    pub name: [u8; 4],
    /// All of it.
    pub whole: Range<u64>,
    /// What follows length and name.
    pub data: Range<u64>,
}

/// The boxes of the file's top level.
pub fn top_level(source: &dyn Source) -> Result<Vec<Header>, Fault> {
    let mut headers = Vec::new();
    let mut at = 0;
    while source.size() - at >= 8 && headers.len() < MOST_BOXES {
        let head = source.get(at, 16.min(source.size() - at))?;
        let Some(header) = header(&head, at, source.size()) else { break };
        at = header.whole.end;
        headers.push(header);
    }
    // Not a box, but bytes behind the last one, or a box that was cut off: they stay where they are untold in a
    // broken file, and count as a box without a name in a sound one.
    let begins_well = headers.first().is_some_and(|first| &first.name == b"ftyp");
    // A file has one table of items and one movie (ISO 14496-12, sections 8.11.1 and 8.2.1). Of several, readers would
    // take different ones.
    let is_single = |name| headers.iter().filter(|header| &header.name == name).count() <= 1;
    if !begins_well || !is_single(b"meta") || !is_single(b"moov") || headers.len() >= MOST_BOXES {
        return Err(Fault::Broken);
    }
    if at < source.size() {
        headers.push(Header { name: [0; 4], whole: at..source.size(), data: at..source.size() });
    }
    Ok(headers)
}

/// The boxes inside of `data`, which stands at `start` in the file.
pub fn inside(data: &[u8], start: u64) -> Vec<Header> {
    let mut headers = Vec::new();
    let mut at = 0usize;
    while at + 8 <= data.len() && headers.len() < MOST_BOXES {
        let Some(header) = header(&data[at..], start + at as u64, start + data.len() as u64) else { break };
        at = (header.whole.end - start) as usize;
        headers.push(header);
    }
    headers
}

/// The header that `bytes` begin with; none if the box doesn't end by `end`.
fn header(bytes: &[u8], at: u64, end: u64) -> Option<Header> {
    let name = *bytes.get(4..)?.first_chunk()?;
    let (head, length) = match be32(bytes)? {
        0 => (8, end - at),
        1 => (16, be64(bytes.get(8..)?)?),
        length => (8, length.into()),
    };
    let whole = at..at.checked_add(length)?;
    (length >= head && whole.end <= end).then(|| Header { name, data: at + head..whole.end, whole })
}

/// Reads numbers one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    /// The next `length` bytes.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// One byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }

    /// Two bytes.
    pub fn u16(&mut self) -> Option<u16> {
        self.take(2).and_then(be16)
    }

    /// Four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        self.take(4).and_then(be32)
    }

    /// Two bytes, or four where the format's later versions have them.
    pub fn number(&mut self, is_long: bool) -> Option<u32> {
        if is_long { self.u32() } else { self.u16().map(u32::from) }
    }

    /// A number of none, four or eight bytes.
    pub fn sized(&mut self, width: u8) -> Option<u64> {
        match width {
            0 => Some(0),
            4 => self.u32().map(u64::from),
            8 => self.take(8).and_then(be64),
            _ => None,
        }
    }

    /// Text up to a zero byte.
    pub fn string(&mut self) -> &'a [u8] {
        let end = self.0.iter().position(|&byte| byte == 0).unwrap_or(self.0.len());
        let text = &self.0[..end];
        self.0 = self.0.get(end + 1..).unwrap_or_default();
        text
    }
}
