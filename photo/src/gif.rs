//! GIF: blocks of sub-blocks; comments and what programs add stand among the pictures (GIF89a specification).

use std::ops::Range;

use crate::Picture;
use crate::copy::Copy;
use crate::report::{Field, Origin};
use crate::source::{Fault, Source, le16};
use crate::tiff::text;
use crate::xmp;

/// Most blocks that are walked through.
const MOST_BLOCKS: usize = 100_000;
/// Longest comment or packet that is read, in bytes.
const LONGEST: u64 = 2 * 1024 * 1024;
/// How many bytes of sub-blocks are looked at in one go.
const WINDOW: u64 = 1024;
/// Extensions of programs that say how the picture moves or which colours it has.
const LOOKS: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

enum Block {
    /// Header, a picture, its controls, or text drawn over it.
    Look(Range<u64>),
    Comment(Range<u64>),
    Program {
        name: Vec<u8>,
        whole: Range<u64>,
    },
    End(Range<u64>),
}

struct Walk<'a> {
    source: &'a dyn Source,
    at: u64,
}

impl Walk<'_> {
    fn byte(&self, at: u64) -> Result<u8, Fault> {
        Ok(self.source.get(at, 1)?[0])
    }

    /// A colour table's length from the bits that announce it.
    fn table(flags: u8) -> u64 {
        if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
    }

    /// The end of a row of sub-blocks. These may be of one byte each, so many are looked at in one go.
    fn sub_blocks(&self, mut at: u64) -> Result<u64, Fault> {
        while at < self.source.size() {
            let window = self.source.get(at, WINDOW.min(self.source.size() - at))?;
            let mut index = 0;
            while let Some(&length) = window.get(index) {
                index += 1 + usize::from(length);
                if length == 0 {
                    return Ok(at + index as u64);
                }
            }
            at += index as u64;
        }
        Err(Fault::Broken)
    }

    fn next(&mut self) -> Result<Block, Fault> {
        let start = self.at;
        if start == 0 {
            self.at = 13 + Self::table(self.byte(10)?);
            return Ok(Block::Look(0..self.at));
        }
        match self.byte(start)? {
            0x3B => {
                self.at = start + 1;
                Ok(Block::End(start..self.at))
            }
            0x2C => {
                let table = Self::table(self.byte(start + 9)?);
                self.at = self.sub_blocks(start + 11 + table)?;
                Ok(Block::Look(start..self.at))
            }
            0x21 => {
                let label = self.byte(start + 1)?;
                self.at = self.sub_blocks(start + 2)?;
                let whole = start..self.at;
                match label {
                    0xFE => Ok(Block::Comment(whole)),
                    0xFF => {
                        let length = self.byte(start + 2)?;
                        let name = self.source.get(start + 3, length.into())?.into_owned();
                        Ok(Block::Program { name, whole })
                    }
                    _ => Ok(Block::Look(whole)),
                }
            }
            _ => Err(Fault::Broken),
        }
    }
}

/// Reads what comments and programs' extensions tell.
pub fn read(source: &dyn Source, picture: &mut Picture) -> Result<(), Fault> {
    let size = source.get(6, 4)?;
    picture.size = le16(&size).zip(le16(&size[2..])).map(|(width, height)| (width.into(), height.into()));
    let mut walk = Walk { source, at: 0 };
    for _ in 0..MOST_BLOCKS {
        match walk.next()? {
            Block::Look(_) => {}
            Block::Comment(range) => {
                let length = (range.end - range.start).min(LONGEST);
                let joined = joined(&source.get(range.start, length)?[2..]);
                picture.traces.add(Field::Comment, Origin::File, &text(&joined));
            }
            Block::Program { name, whole } if name == b"XMP DataXMP" => {
                // The packet stands there as it is, and its own letters are taken for the lengths of sub-blocks.
                let length = (whole.end - whole.start).min(LONGEST);
                xmp::read(&source.get(whole.start, length)?[14..], &mut picture.traces);
            }
            Block::Program { name, .. } if LOOKS.contains(&&*name) => {}
            Block::Program { .. } => picture.traces.note(Field::Unread, Origin::File),
            Block::End(range) => {
                if range.end < source.size() {
                    picture.traces.note(Field::Trailing, Origin::File);
                }
                return Ok(());
            }
        }
    }
    Err(Fault::Broken)
}

/// The data of sub-blocks in one.
fn joined(mut blocks: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    while let [length, rest @ ..] = blocks {
        let (part, after) = rest.split_at(rest.len().min(usize::from(*length)));
        data.extend_from_slice(part);
        blocks = if *length == 0 { &[] } else { after };
    }
    data
}

/// The copy without comments and programs' own data.
pub fn copy(source: &dyn Source) -> Result<Copy, Fault> {
    let mut copy = Copy::default();
    let mut walk = Walk { source, at: 0 };
    for _ in 0..MOST_BLOCKS {
        match walk.next()? {
            Block::Look(range) => copy.keep(range),
            Block::Program { name, whole } if LOOKS.contains(&&*name) => copy.keep(whole),
            Block::Comment(_) | Block::Program { .. } => {}
            Block::End(range) => {
                copy.keep(range);
                return Ok(copy);
            }
        }
    }
    Err(Fault::Broken)
}
