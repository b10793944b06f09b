//! WebP: a RIFF file of chunks (RFC 9649).

use crate::copy::Copy;
use crate::report::{Field, Origin};
use crate::source::{Fault, Source, le16, le32};
use crate::tiff::orientation_block;
use crate::{Picture, exif, xmp};

/// `RIFF`, a length, `WEBP`.
const HEADER: u64 = 12;
/// Most chunks that are walked through; an animation has one for each of its pictures.
const MOST_CHUNKS: usize = 100_000;
/// Longest chunk of metadata that is read, in bytes.
const LONGEST: u64 = 8 * 1024 * 1024;
/// The bits in the header of the extended format that announce EXIF and XMP.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// Chunks that say how the picture looks or moves.
const LOOKS: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

struct Chunk {
    name: [u8; 4],
    start: u64,
    length: u64,
}

impl Chunk {
    fn at(source: &dyn Source, start: u64, end: u64) -> Result<Self, Fault> {
        let head = source.get(start, 8)?;
        let name = head.first_chunk().copied().unwrap_or_default();
        let chunk = Self { name, start, length: le32(&head[4..]).unwrap_or_default().into() };
        if chunk.start + 8 + chunk.length > end { Err(Fault::Broken) } else { Ok(chunk) }
    }

    /// Where the next one begins: data of odd length is followed by one more byte.
    fn end(&self, riff: u64) -> u64 {
        (self.start + 8 + self.length.next_multiple_of(2)).min(riff)
    }
}

/// Where the RIFF file ends; a file may go on behind it, or be cut off.
fn riff_end(source: &dyn Source) -> Result<u64, Fault> {
    let length = le32(&source.get(4, 4)?).unwrap_or_default();
    let end = 8 + u64::from(length);
    if end > source.size() || end < HEADER { Err(Fault::Broken) } else { Ok(end) }
}

/// Reads what the chunks tell.
pub fn read(source: &dyn Source, picture: &mut Picture) -> Result<(), Fault> {
    let end = riff_end(source)?;
    let mut at = HEADER;
    for _ in 0..MOST_CHUNKS {
        if at + 8 > end {
            if end < source.size() {
                picture.traces.note(Field::Trailing, Origin::File);
            }
            return Ok(());
        }
        let chunk = Chunk::at(source, at, end)?;
        at = chunk.end(end);
        let is_read = matches!(&chunk.name, b"EXIF" | b"XMP ");
        let wanted = if is_read { chunk.length } else { chunk.length.min(10) };
        if is_read && chunk.length > LONGEST {
            picture.traces.note(Field::Unread, Origin::File);
            continue;
        }
        let data = source.get(chunk.start + 8, wanted)?;
        match &chunk.name {
            b"EXIF" => exif::read(data.strip_prefix(b"Exif\0\0").unwrap_or(&data), &mut picture.traces),
            b"XMP " => xmp::read(&data, &mut picture.traces),
            b"C2PA" => picture.traces.note(Field::Credentials, Origin::File),
            name if LOOKS.contains(&name) => picture.size = picture.size.or(size(name, &data)),
            _ => picture.traces.note(Field::Unread, Origin::File),
        }
    }
    Err(Fault::Broken)
}

/// Width and height from a chunk that has them.
fn size(name: &[u8; 4], data: &[u8]) -> Option<(u32, u32)> {
    match (name, data) {
        (b"VP8X", [_, _, _, _, w0, w1, w2, h0, h1, h2, ..]) => {
            Some((u32::from_le_bytes([*w0, *w1, *w2, 0]) + 1, u32::from_le_bytes([*h0, *h1, *h2, 0]) + 1))
        }
        (b"VP8 ", [_, _, _, 0x9D, 0x01, 0x2A, rest @ ..]) => {
            let (width, height) = (le16(rest)?, le16(rest.get(2..)?)?);
            Some((u32::from(width & 0x3FFF), u32::from(height & 0x3FFF)))
        }
        (b"VP8L", [0x2F, rest @ ..]) => {
            let bits = le32(rest)?;
            Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        }
        _ => None,
    }
}

/// The copy without metadata: the chunks that say how it looks, and the orientation.
pub fn copy(source: &dyn Source) -> Result<Copy, Fault> {
    let end = riff_end(source)?;
    let mut kept = Vec::new();
    let mut orientation = None;
    let mut at = HEADER;
    for _ in 0..MOST_CHUNKS {
        if at + 8 > end {
            return assemble(source, &kept, orientation, end);
        }
        let chunk = Chunk::at(source, at, end)?;
        at = chunk.end(end);
        if &chunk.name == b"EXIF" && chunk.length <= LONGEST {
            let data = source.get(chunk.start + 8, chunk.length)?;
            orientation = exif::orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(&data)).filter(|&o| o != 1);
        } else if LOOKS.contains(&&chunk.name) {
            kept.push(chunk);
        }
    }
    Err(Fault::Broken)
}

fn assemble(source: &dyn Source, kept: &[Chunk], orientation: Option<u16>, end: u64) -> Result<Copy, Fault> {
    if !kept.iter().any(|chunk| matches!(&chunk.name, b"VP8 " | b"VP8L" | b"ANMF")) {
        return Err(Fault::Broken);
    }
    let block = orientation.map(orientation_block).unwrap_or_default();
    let exif = if block.is_empty() { Vec::new() } else { framed(*b"EXIF", &block) };
    let length: u64 = kept.iter().map(|chunk| chunk.end(end) - chunk.start).sum();
    // No longer than the original but for the little block, and that is far from the format's limit.
    let total = u32::try_from(4 + length + exif.len() as u64).map_err(|_| Fault::Broken)?;
    let mut copy = Copy::default();
    copy.write([&b"RIFF"[..], &total.to_le_bytes(), b"WEBP"].concat());
    for chunk in kept {
        if &chunk.name == b"VP8X" && chunk.length > 0 {
            let flags = source.get(chunk.start + 8, 1)?[0] & !(HAS_EXIF | HAS_XMP);
            copy.keep(chunk.start..chunk.start + 8);
            copy.write(vec![if exif.is_empty() { flags } else { flags | HAS_EXIF }]);
            copy.keep(chunk.start + 9..chunk.end(end));
        } else {
            copy.keep(chunk.start..chunk.end(end));
        }
    }
    copy.write(exif);
    Ok(copy)
}

fn framed(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = name.to_vec();
    chunk.extend((data.len() as u32).to_le_bytes());
    chunk.extend(data);
    if data.len() % 2 == 1 {
        chunk.push(0);
    }
    chunk
}
