//! JPEG: a row of marked segments, then compressed data (ITU T.81, annex B; JFIF 1.02; EXIF 2.32, section 4.7).

use std::ops::Range;

use crate::copy::Copy;
use crate::report::{Field, Origin};
use crate::source::{Fault, Source, be16, be32};
use crate::tiff::{orientation_block, text};
use crate::{Picture, exif, iptc, xmp};

const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP11: u8 = 0xEB;
const APP13: u8 = 0xED;
const APP14: u8 = 0xEE;
const COMMENT: u8 = 0xFE;
const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const EXTENDED_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";
const PICTURES: &[u8] = b"MPF\0";
/// A JFIF header without a thumbnail, and the fields of Adobe's that decoders read.
const JFIF_LENGTH: usize = 14;
const ADOBE_LENGTH: usize = 12;

/// Most bytes of an extended XMP packet, or of Photoshop blocks, that are put together.
const MOST_JOINED: usize = 4 * 1024 * 1024;
/// Most segments that are walked through. A picture of 65,535 lines with a mark of its own at each stays below.
const MOST_SEGMENTS: usize = 100_000;
/// How far from the file's end its last mark is looked for, in bytes.
const TAIL: u64 = 4096;

/// A part of the file, in the order of the file.
enum Part {
    Segment {
        marker: u8,
        whole: Range<u64>,
        data: Range<u64>,
    },
    Scan(Range<u64>),
    /// The end of the image; the file may go on.
    End {
        mark: Option<Range<u64>>,
    },
}

/// Walks through the parts.
struct Walk<'a> {
    source: &'a dyn Source,
    at: u64,
    in_scan: bool,
    is_over: bool,
}

impl<'a> Walk<'a> {
    fn new(source: &'a dyn Source) -> Self {
        Self { source, at: 2, in_scan: false, is_over: false }
    }

    fn next(&mut self) -> Result<Option<Part>, Fault> {
        if self.is_over {
            return Ok(None);
        }
        let from = self.at;
        let Some(mark) = find_mark(self.source, from)? else {
            // A file that was cut off: whatever there is of the picture stays.
            self.is_over = true;
            return Ok(Some(if self.in_scan {
                Part::Scan(from..self.source.size())
            } else {
                Part::End { mark: None }
            }));
        };
        if self.in_scan {
            self.in_scan = false;
            self.at = mark;
            return Ok(Some(Part::Scan(from..mark)));
        }
        let marker = self.source.get(mark + 1, 1)?[0];
        if marker == END_OF_IMAGE {
            self.is_over = true;
            return Ok(Some(Part::End { mark: Some(mark..mark + 2) }));
        }
        let length = u64::from(be16(&self.source.get(mark + 2, 2)?).unwrap_or_default());
        let end = mark + 2 + length;
        if length < 2 || end > self.source.size() {
            return Err(Fault::Broken);
        }
        self.at = end;
        self.in_scan = marker == START_OF_SCAN;
        Ok(Some(Part::Segment { marker, whole: mark..end, data: mark + 4..end }))
    }
}

/// Where the next mark stands at or after `from`. Zeros, further 0xFF and restarts after a 0xFF are part of the data.
fn find_mark(source: &dyn Source, from: u64) -> Result<Option<u64>, Fault> {
    const STEP: u64 = 1024 * 1024;
    let (mut at, mut step) = (from, 16);
    while at + 1 < source.size() {
        let window = source.get(at, step.min(source.size() - at))?;
        let mut index = 0;
        while let Some(ahead) = window[index..].iter().position(|&byte| byte == 0xFF) {
            index += ahead;
            match window.get(index + 1) {
                Some(0x00 | 0x01 | 0xD0..=0xD8 | 0xFF) => index += 1,
                Some(_) => return Ok(Some(at + index as u64)),
                None => break,
            }
        }
        // The last byte is looked at again with the one after it.
        at += window.len() as u64 - 1;
        // A window may have to be put together from blocks, and marks may stand close to each other: it grows bit by bit.
        step = (step * 16).min(STEP);
    }
    Ok(None)
}

/// Reads what the segments tell.
pub fn read(source: &dyn Source, picture: &mut Picture) -> Result<(), Fault> {
    let mut joined = Joined::default();
    let outcome = walk(source, picture, &mut joined);
    // What was gathered is told even if the file ends in the middle.
    if !joined.photoshop.is_empty() {
        iptc::read_photoshop(&joined.photoshop, Origin::File, &mut picture.traces);
    }
    if !joined.extended.is_empty() {
        xmp::read(&joined.extended, &mut picture.traces);
    }
    if joined.has_more_pictures {
        picture.traces.note(Field::MorePictures, Origin::File);
    }
    outcome
}

/// Metadata that is longer than a segment can be.
#[derive(Default)]
struct Joined {
    photoshop: Vec<u8>,
    extended: Vec<u8>,
    has_more_pictures: bool,
}

fn walk(source: &dyn Source, picture: &mut Picture, joined: &mut Joined) -> Result<(), Fault> {
    let mut walk = Walk::new(source);
    for _ in 0..MOST_SEGMENTS {
        match walk.next()? {
            Some(Part::Segment { marker, data, .. }) => {
                if marker == START_OF_SCAN && !source.may_scan() {
                    return tail(source, picture, joined);
                }
                if matches!(marker, 0xC0..=0xCF | 0xE0..=0xEF | COMMENT) {
                    let bytes = source.get(data.start, data.end - data.start)?;
                    segment(marker, &bytes, picture, joined);
                }
            }
            Some(Part::Scan(_)) => {}
            Some(Part::End { mark: Some(mark) }) => return behind(source, mark.end, picture, joined),
            Some(Part::End { mark: None }) => return Err(Fault::Broken),
            // The file ended in the picture's data.
            None => return Err(Fault::Broken),
        }
    }
    Err(Fault::Broken)
}

fn segment(marker: u8, data: &[u8], picture: &mut Picture, joined: &mut Joined) {
    let traces = &mut picture.traces;
    match marker {
        // Start of frame, whatever the process; the gaps are other marks (ITU T.81, table B.1).
        0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
            if let (Some(height), Some(width)) = (data.get(1..).and_then(be16), data.get(3..).and_then(be16)) {
                picture.size = Some((width.into(), height.into()));
            }
        }
        COMMENT => traces.add(Field::Comment, Origin::File, &text(data)),
        APP0 if data.starts_with(b"JFIF\0") && data.get(12..14).is_none_or(|size| size == [0, 0]) => {}
        APP0 if data.starts_with(b"JFIF\0") || data.starts_with(b"JFXX\0") => {
            traces.note(Field::Thumbnail, Origin::File)
        }
        APP1 if data.starts_with(EXIF) => exif::read(&data[EXIF.len()..], traces),
        APP1 if data.starts_with(XMP) => xmp::read(&data[XMP.len()..], traces),
        APP1 if data.starts_with(EXTENDED_XMP) => joined.extend(&data[EXTENDED_XMP.len()..]),
        APP2 if data.starts_with(PROFILE) => {}
        APP2 if data.starts_with(PICTURES) => joined.has_more_pictures = true,
        APP11 if data.windows(4).any(|name| name == b"c2pa") => traces.note(Field::Credentials, Origin::File),
        // A part of a longer one whose beginning has the name.
        APP11 if data.starts_with(b"JP") => {}
        APP13 if data.starts_with(PHOTOSHOP) => {
            let rest = &data[PHOTOSHOP.len()..];
            if joined.photoshop.len() + rest.len() <= MOST_JOINED {
                joined.photoshop.extend_from_slice(rest);
            }
        }
        APP14 if data.starts_with(b"Adobe") => {}
        0xE0..=0xEF => traces.note(Field::Unread, Origin::File),
        _ => {}
    }
}

impl Joined {
    /// A part of an extended packet: 32 letters of a checksum, the whole length, where this part belongs.
    fn extend(&mut self, part: &[u8]) {
        let Some((length, offset)) = part.get(32..).and_then(be32).zip(part.get(36..).and_then(be32)) else { return };
        let (length, offset, bytes) = (length as usize, offset as usize, &part[40..]);
        let end = offset.saturating_add(bytes.len());
        if end <= length.min(MOST_JOINED) {
            self.extended.resize(self.extended.len().max(end), b' ');
            self.extended[offset..end].copy_from_slice(bytes);
        }
    }
}

/// Looks at what lies behind the end of the image.
fn behind(source: &dyn Source, from: u64, picture: &mut Picture, joined: &mut Joined) -> Result<(), Fault> {
    let first = source.get(from, (source.size() - from).min(TAIL))?;
    if first.get(4..8) == Some(b"ftyp") {
        picture.traces.note(Field::Clip, Origin::File);
    } else if let Some(start) = first.iter().position(|&byte| byte != 0) {
        if first[start..].starts_with(&[0xFF, 0xD8]) {
            joined.has_more_pictures = true;
        } else {
            picture.traces.note(Field::Trailing, Origin::File);
        }
    }
    Ok(())
}

/// Judges by the file's last bytes whether anything lies behind the image, where looking for its end costs too much.
fn tail(source: &dyn Source, picture: &mut Picture, joined: &Joined) -> Result<(), Fault> {
    let length = source.size().min(TAIL);
    let last = source.get(source.size() - length, length)?;
    let end = last.iter().rposition(|&byte| byte != 0).map_or(0, |index| index + 1);
    if !last[..end].ends_with(&[0xFF, END_OF_IMAGE]) && !joined.has_more_pictures {
        picture.traces.note(Field::Trailing, Origin::File);
    }
    Ok(())
}

/// The copy without metadata: the tables, the compressed data, the colour profile and the orientation.
pub fn copy(source: &dyn Source) -> Result<Copy, Fault> {
    let mut copy = Copy::default();
    copy.keep(0..2);
    let (mut has_exif, mut has_scan) = (false, false);
    let mut walk = Walk::new(source);
    for _ in 0..MOST_SEGMENTS {
        match walk.next()? {
            Some(Part::Segment { marker: marker @ (0xE0..=0xEF | COMMENT), whole, data }) => {
                let bytes = source.get(data.start, data.end - data.start)?;
                match kept_of(marker, &bytes) {
                    Kept::All => copy.keep(whole),
                    Kept::Bytes(bytes) => copy.write(framed(marker, &bytes)),
                    Kept::Orientation(orientation) if !has_exif => {
                        has_exif = true;
                        copy.write(framed(APP1, &[EXIF, &orientation_block(orientation)].concat()));
                    }
                    Kept::Orientation(_) | Kept::Nothing => {}
                }
            }
            Some(Part::Segment { whole, .. }) => copy.keep(whole),
            Some(Part::Scan(range)) => {
                has_scan = true;
                copy.keep(range);
            }
            Some(Part::End { mark }) => {
                copy.keep(mark.unwrap_or(0..0));
                return if has_scan { Ok(copy) } else { Err(Fault::Broken) };
            }
            None => return Ok(copy),
        }
    }
    Err(Fault::Broken)
}

enum Kept {
    All,
    Bytes(Vec<u8>),
    Orientation(u16),
    Nothing,
}

fn kept_of(marker: u8, data: &[u8]) -> Kept {
    match marker {
        APP0 if data.starts_with(b"JFIF\0") && data.len() >= JFIF_LENGTH => {
            let mut header = data[..JFIF_LENGTH].to_vec();
            header[12..14].fill(0);
            if header == data { Kept::All } else { Kept::Bytes(header) }
        }
        APP1 if data.starts_with(EXIF) => match exif::orientation(&data[EXIF.len()..]) {
            Some(orientation) if orientation != 1 => Kept::Orientation(orientation),
            _ => Kept::Nothing,
        },
        APP2 if data.starts_with(PROFILE) => Kept::All,
        // Tells decoders how the colours are stored.
        APP14 if data.starts_with(b"Adobe") && data.len() >= ADOBE_LENGTH => {
            if data.len() == ADOBE_LENGTH {
                Kept::All
            } else {
                Kept::Bytes(data[..ADOBE_LENGTH].to_vec())
            }
        }
        _ => Kept::Nothing,
    }
}

/// A segment with its mark and length.
fn framed(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).expect("no more than was read from a segment");
    [&[0xFF, marker], &length.to_be_bytes()[..], data].concat()
}
