//! Sequences of pictures are stored as a movie, whose headers hold times and whose user data can hold anything
//! (ISO 14496-12, sections 8.2 to 8.4 and 8.10).

use std::ops::Range;

use super::boxes::{Header, inside};
use super::items::clock;
use super::{Patch, freed};
use crate::report::{Field, Origin};
use crate::source::{Fault, Source, be32, be64};
use crate::traces::Traces;

/// Longest header of a movie, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;
/// Boxes in boxes that are looked into: movie, track, media.
const DEPTH: usize = 3;
/// Most boxes that are looked at. A sequence of pictures has some fifty, on several tracks some hundred.
const MOST_BOXES: usize = 20_000;

/// Reads times and user data.
pub fn read(source: &dyn Source, moov: &Header, traces: &mut Traces) -> Result<(), Fault> {
    let data = data_of(source, moov)?;
    visit(&data, moov.data.start, &mut |header, part| {
        if let Some((_, Some(time))) = times(header, part) {
            traces.add(Field::Taken, Origin::File, &time);
        } else if holds_user_data(header) {
            traces.note(Field::Unread, Origin::File);
        }
        Ok(())
    })
}

/// What takes them out: zeros for the times, free space for the rest.
pub fn patches(source: &dyn Source, moov: &Header) -> Result<Vec<Patch>, Fault> {
    let data = data_of(source, moov)?;
    let mut patches = Vec::new();
    visit(&data, moov.data.start, &mut |header, part| {
        if let Some((range, _)) = times(header, part) {
            patches.push((range.clone(), vec![0; (range.end - range.start) as usize]));
        } else if holds_user_data(header) {
            patches.push(freed(header)?);
        }
        Ok(())
    })?;
    Ok(patches)
}

fn data_of<'a>(source: &'a dyn Source, moov: &Header) -> Result<std::borrow::Cow<'a, [u8]>, Fault> {
    let length = moov.data.end - moov.data.start;
    if length > LONGEST { Err(Fault::Broken) } else { source.get(moov.data.start, length) }
}

type Visitor<'a> = dyn FnMut(&Header, &[u8]) -> Result<(), Fault> + 'a;

/// Calls `each` for every box with its data, from the outer ones in.
fn visit(data: &[u8], start: u64, each: &mut Visitor<'_>) -> Result<(), Fault> {
    let mut left = MOST_BOXES;
    visit_level(data, start, DEPTH, &mut left, each)
}

fn visit_level(data: &[u8], start: u64, depth: usize, left: &mut usize, each: &mut Visitor<'_>) -> Result<(), Fault> {
    let headers = inside(data, start);
    *left = left.checked_sub(headers.len()).ok_or(Fault::Broken)?;
    for header in headers {
        let part = &data[(header.data.start - start) as usize..(header.data.end - start) as usize];
        each(&header, part)?;
        if depth > 1 && matches!(&header.name, b"trak" | b"mdia") {
            visit_level(part, header.data.start, depth - 1, left, each)?;
        }
    }
    Ok(())
}

fn holds_user_data(header: &Header) -> bool {
    matches!(&header.name, b"udta" | b"meta" | b"uuid")
}

/// Where a header box has its times of making and change, and the first of them.
fn times(header: &Header, part: &[u8]) -> Option<(Range<u64>, Option<String>)> {
    if !matches!(&header.name, b"mvhd" | b"tkhd" | b"mdhd") {
        return None;
    }
    let is_long = *part.first()? == 1;
    let length = if is_long { 16 } else { 8 };
    let made = if is_long { be64(part.get(4..)?)? } else { be32(part.get(4..)?)?.into() };
    let start = header.data.start + 4;
    (part.len() >= 4 + length).then(|| (start..start + length as u64, clock(made)))
}
