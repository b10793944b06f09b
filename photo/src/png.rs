//! PNG: a row of chunks, each with length, name, data and checksum (PNG specification, third edition).

use crate::budget::{Budget, ENTRY};
use crate::copy::Copy;
use crate::inflate::inflate;
use crate::report::{Field, Origin};
use crate::source::{Fault, Source, be32};
use crate::tiff::{orientation_block, text};
use crate::traces::{Traces, clean_time};
use crate::{Picture, exif, iptc, xmp};

const SIGNATURE: u64 = 8;
/// Length, name and checksum of a chunk.
const FRAME: u64 = 12;
/// Most chunks that are walked through.
const MOST_CHUNKS: usize = 500_000;
/// Longest chunk of metadata that is read, in bytes.
const LONGEST: u64 = 8 * 1024 * 1024;

/// Chunks that say how the picture looks or moves. Everything else is metadata, known or not.
const LOOKS: [&[u8; 4]; 20] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT", b"sTER",
];

struct Chunk {
    name: [u8; 4],
    /// Where its length stands.
    start: u64,
    /// Bytes of data.
    length: u64,
}

impl Chunk {
    fn at(source: &dyn Source, start: u64) -> Result<Self, Fault> {
        let head = source.get(start, 8)?;
        let length = be32(&head).unwrap_or_default().into();
        let name = head.last_chunk().copied().unwrap_or_default();
        let chunk = Self { name, start, length };
        if chunk.end() > source.size() { Err(Fault::Broken) } else { Ok(chunk) }
    }

    fn end(&self) -> u64 {
        self.start + FRAME + self.length
    }
}

/// Reads what the chunks tell.
pub fn read(source: &dyn Source, picture: &mut Picture) -> Result<(), Fault> {
    let mut at = SIGNATURE;
    for _ in 0..MOST_CHUNKS {
        let chunk = Chunk::at(source, at)?;
        at = chunk.end();
        if &chunk.name == b"IHDR" {
            let data = source.get(chunk.start + 8, chunk.length.min(8))?;
            picture.size = be32(&data).zip(data.get(4..).and_then(be32));
        } else if &chunk.name == b"IEND" {
            return behind(source, at, &mut picture.traces);
        } else if !LOOKS.contains(&&chunk.name) {
            if chunk.length > LONGEST {
                picture.traces.note(Field::Unread, Origin::File);
                continue;
            }
            let data = source.get(chunk.start + 8, chunk.length)?;
            metadata(chunk.name, &data, &mut picture.traces);
        }
    }
    Err(Fault::Broken)
}

fn behind(source: &dyn Source, at: u64, traces: &mut Traces) -> Result<(), Fault> {
    let rest = source.get(at, (source.size() - at).min(64))?;
    if rest.iter().any(|&byte| byte != 0) {
        traces.note(Field::Trailing, Origin::File);
    }
    Ok(())
}

fn metadata(name: [u8; 4], data: &[u8], traces: &mut Traces) {
    if !traces.budget.pay(ENTRY) {
        return;
    }
    match &name {
        b"eXIf" => exif::read(data, traces),
        b"tIME" => {
            if let [high, low, month, day, hour, minute, second] = *data {
                let year = u16::from_be_bytes([high, low]);
                let time = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
                traces.add(Field::Changed, Origin::File, &time);
            }
        }
        b"tEXt" => {
            if let Some((key, value)) = split_zero(data) {
                told(&text(key), value, traces);
            }
        }
        b"zTXt" => {
            if let Some((key, [0, packed @ ..])) = split_zero(data) {
                told(&text(key), &inflate(packed, &mut traces.budget), traces);
            }
        }
        b"iTXt" => international(data, traces),
        b"caBX" => traces.note(Field::Credentials, Origin::File),
        // A palette for worse screens; its name is a program's.
        b"sPLT" => {}
        _ => traces.note(Field::Unread, Origin::File),
    }
}

/// Key, whether compressed, how, language, translated key, text.
fn international(data: &[u8], traces: &mut Traces) {
    let Some((key, [is_packed, _, rest @ ..])) = split_zero(data) else { return };
    let Some((_language, rest)) = split_zero(rest) else { return };
    let Some((_translated, value)) = split_zero(rest) else { return };
    if *is_packed == 1 {
        told(&text(key), &inflate(value, &mut traces.budget), traces);
    } else {
        told(&text(key), value, traces);
    }
}

/// A text by its key. The keys are those of the specification, section 11.3.3, and those that common programs write.
fn told(key: &str, value: &[u8], traces: &mut Traces) {
    let field = match key {
        "XML:com.adobe.xmp" => return xmp::read(value, traces),
        "Raw profile type exif" | "Raw profile type APP1" => {
            let block = from_hex(value, &mut traces.budget);
            return match block.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                Some(packet) => xmp::read(packet, traces),
                None => exif::read(block.strip_prefix(b"Exif\0\0").unwrap_or(&block), traces),
            };
        }
        "Raw profile type iptc" => {
            return iptc::read_photoshop(&from_hex(value, &mut traces.budget), Origin::File, traces);
        }
        "Raw profile type xmp" => return xmp::read(&from_hex(value, &mut traces.budget), traces),
        "Title" => Field::Title,
        "Author" | "Artist" => Field::Author,
        "Description" => Field::Caption,
        "Copyright" => Field::Copyright,
        "Software" => Field::Software,
        "Source" => Field::Device,
        "Creation Time" | "date:create" => Field::Taken,
        "date:modify" | "date:timestamp" => Field::Changed,
        "Keywords" => Field::Keywords,
        "Location" => Field::PlaceName,
        _ => Field::Comment,
    };
    let value = text(value);
    match field {
        Field::Taken | Field::Changed => traces.add(field, Origin::File, &clean_time(&value).unwrap_or_default()),
        Field::Comment => traces.add(field, Origin::File, &format!("{key}: {value}")),
        _ => traces.add(field, Origin::File, &value),
    }
}

fn split_zero(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let zero = data.iter().position(|&byte| byte == 0)?;
    Some((&data[..zero], &data[zero + 1..]))
}

/// A profile as ImageMagick writes it: a name, a length, hexadecimal digits in lines.
fn from_hex(value: &[u8], budget: &mut Budget) -> Vec<u8> {
    if !budget.pay(value.len()) {
        return Vec::new();
    }
    let digits = value.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).skip(2).flatten();
    let digits: Vec<u8> = digits.filter_map(|&byte| char::from(byte).to_digit(16)).map(|digit| digit as u8).collect();
    digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect()
}

/// The copy without metadata: the chunks that say how it looks, and the orientation.
pub fn copy(source: &dyn Source) -> Result<Copy, Fault> {
    let mut copy = Copy::default();
    copy.keep(0..SIGNATURE);
    let (mut at, mut has_data, mut has_orientation) = (SIGNATURE, false, false);
    for _ in 0..MOST_CHUNKS {
        let chunk = Chunk::at(source, at)?;
        at = chunk.end();
        has_data |= &chunk.name == b"IDAT";
        if LOOKS.contains(&&chunk.name) {
            copy.keep(chunk.start..at);
        } else if &chunk.name == b"eXIf" && chunk.length <= LONGEST && !has_orientation {
            let block = source.get(chunk.start + 8, chunk.length)?;
            if let Some(orientation) = exif::orientation(&block).filter(|&orientation| orientation != 1) {
                has_orientation = true;
                copy.write(framed(*b"eXIf", &orientation_block(orientation)));
            }
        }
        if &chunk.name == b"IEND" {
            return if has_data { Ok(copy) } else { Err(Fault::Broken) };
        }
    }
    Err(Fault::Broken)
}

/// A chunk with length, name and checksum.
fn framed(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = (data.len() as u32).to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(data);
    let sum = checksum(&chunk[4..]);
    chunk.extend(sum.to_be_bytes());
    chunk
}

/// CRC-32 (PNG specification, annex D); of so few bytes that a table isn't worth its size.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), |sum, _| step(sum)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_specification() {
        assert_eq!(checksum(b"IEND"), 0xAE42_6082);
    }

    #[test]
    fn hexadecimal_profiles_are_read() {
        assert_eq!(from_hex(b"\nexif\n       3\n4578\n69\n", &mut Budget::default()), b"Exi");
    }
}
