//! Where a picture's bytes come from: all of them in memory, or blocks of a file that somebody else holds.
//!
//! A reader asks for ranges. If the blocks that it needs aren't there yet, it ends with [`Fault::Missing`]; whoever runs
//! it fetches the range and runs it again. So a file of 200 MB costs as much as its metadata, not as much as its size. As
//! each run begins from the start, each asks for as many bytes as there are already: a run for every block would cost the
//! square of what is read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Why bytes can't be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// These bytes are in the file, but haven't been fetched.
    Missing(Range<u64>),
    /// The file ends before, or what it says of itself can't be true.
    Broken,
}

/// Bytes by place.
pub trait Source {
    /// Length of the file in bytes.
    fn size(&self) -> u64;

    /// `length` bytes from `start`.
    ///
    /// # Errors
    /// If the file is shorter, or the bytes haven't been fetched.
    fn get(&self, start: u64, length: u64) -> Result<Cow<'_, [u8]>, Fault>;

    /// Whether looking through all of the file costs little.
    fn may_scan(&self) -> bool;
}

/// A file that is in memory.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a>(pub &'a [u8]);

impl Source for Whole<'_> {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn get(&self, start: u64, length: u64) -> Result<Cow<'_, [u8]>, Fault> {
        let end = start.checked_add(length).ok_or(Fault::Broken)?;
        let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
        range.and_then(|(start, end)| self.0.get(start..end)).map(Cow::Borrowed).ok_or(Fault::Broken)
    }

    fn may_scan(&self) -> bool {
        true
    }
}

/// Length of a block in bytes. Metadata of a usual photo lies in the first two.
const BLOCK: u64 = 64 * 1024;
/// Longest file that is fetched as a whole if need be, in bytes. Most photos of phones are smaller.
const MOST_SCANNED: u64 = 8 * 1024 * 1024;

/// A file that is fetched block by block.
#[derive(Debug)]
pub struct Blocks {
    size: u64,
    blocks: BTreeMap<u64, Vec<u8>>,
}

impl Blocks {
    /// A file of `size` bytes of which nothing is here yet.
    pub fn new(size: u64) -> Self {
        Self { size, blocks: BTreeMap::new() }
    }

    /// Adds bytes from `start`, which lies on a block's border as every range in [`Fault::Missing`] does. Bytes that
    /// aren't where they could have been asked for are dropped.
    pub fn add(&mut self, start: u64, bytes: &[u8]) {
        if !start.is_multiple_of(BLOCK) {
            return;
        }
        for (index, block) in bytes.chunks(BLOCK as usize).enumerate() {
            let at = start + index as u64 * BLOCK;
            if at < self.size && block.len() as u64 == BLOCK.min(self.size - at) {
                self.blocks.insert(at / BLOCK, block.to_vec());
            }
        }
    }

    /// Bytes that are here.
    pub fn held(&self) -> u64 {
        self.blocks.values().map(|block| block.len() as u64).sum()
    }

    /// A range that is missing, with what is missing behind it, so that what is held doubles where `most` allows it.
    pub fn ahead(&self, missing: Range<u64>, most: u64) -> Range<u64> {
        let held = self.held();
        let length = held.min(most.saturating_sub(held)).next_multiple_of(BLOCK);
        let next = self.blocks.range(missing.end.div_ceil(BLOCK)..).next();
        let end = next.map_or(self.size, |(index, _)| index * BLOCK);
        missing.start..missing.start.saturating_add(length).min(end).max(missing.end)
    }
}

impl Source for Blocks {
    fn size(&self) -> u64 {
        self.size
    }

    fn get(&self, start: u64, length: u64) -> Result<Cow<'_, [u8]>, Fault> {
        let end = start.checked_add(length).filter(|&end| end <= self.size).ok_or(Fault::Broken)?;
        if length == 0 {
            return Ok(Cow::Borrowed(&[]));
        }
        let (first, last) = (start / BLOCK, (end - 1) / BLOCK);
        let absent = |index: &u64| !self.blocks.contains_key(index);
        if let Some(from) = (first..=last).find(absent) {
            return Err(Fault::Missing(from * BLOCK..(last + 1).saturating_mul(BLOCK).min(self.size)));
        }
        let from = (start - first * BLOCK) as usize;
        if first == last {
            return Ok(Cow::Borrowed(&self.blocks[&first][from..from + length as usize]));
        }
        let mut bytes = Vec::with_capacity(length as usize);
        for index in first..=last {
            let block = &self.blocks[&index];
            let from = if index == first { from } else { 0 };
            let to = (end - index * BLOCK).min(block.len() as u64) as usize;
            bytes.extend_from_slice(&block[from..to]);
        }
        Ok(Cow::Owned(bytes))
    }

    fn may_scan(&self) -> bool {
        self.size <= MOST_SCANNED
    }
}

/// Big-endian number of the first two bytes.
pub fn be16(bytes: &[u8]) -> Option<u16> {
    bytes.first_chunk().map(|&chunk| u16::from_be_bytes(chunk))
}

/// Big-endian number of the first four bytes.
pub fn be32(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|&chunk| u32::from_be_bytes(chunk))
}

/// Big-endian number of the first eight bytes.
pub fn be64(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk().map(|&chunk| u64::from_be_bytes(chunk))
}

/// Little-endian number of the first two bytes.
pub fn le16(bytes: &[u8]) -> Option<u16> {
    bytes.first_chunk().map(|&chunk| u16::from_le_bytes(chunk))
}

/// Little-endian number of the first four bytes.
pub fn le32(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|&chunk| u32::from_le_bytes(chunk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_tell_what_is_missing_and_join_what_is_there() {
        let file: Vec<u8> = (0..200_000u32).map(|n| n as u8).collect();
        let mut blocks = Blocks::new(file.len() as u64);
        assert_eq!(blocks.get(0, 4), Err(Fault::Missing(0..BLOCK)));
        blocks.add(0, &file[..BLOCK as usize]);
        assert_eq!(blocks.get(BLOCK - 2, 4), Err(Fault::Missing(BLOCK..2 * BLOCK)));
        blocks.add(BLOCK, &file[BLOCK as usize..]);
        assert_eq!(blocks.get(BLOCK - 2, 90_000).as_deref(), Ok(&file[BLOCK as usize - 2..BLOCK as usize + 89_998]));
        assert_eq!(blocks.get(199_999, 2), Err(Fault::Broken));
        assert_eq!(blocks.get(u64::MAX, 2), Err(Fault::Broken));
        assert_eq!(blocks.held(), file.len() as u64);
    }

    #[test]
    fn blocks_take_only_what_could_have_been_asked_for() {
        let mut blocks = Blocks::new(100_000);
        blocks.add(3, &[0; 10]);
        blocks.add(0, &[0; 10]);
        blocks.add(1 << 40, &[0; 10]);
        assert_eq!(blocks.held(), 0);
    }
}
