//! HEIC and AVIF: boxes in boxes; pictures and metadata are items that a table locates (ISO 14496-12, ISO 23008-12).
//!
//! A copy keeps every box at its place, since the table's offsets count from the file's start: metadata is written over with
//! an empty block or with zeros, boxes that hold nothing of the picture become free space, and those at the end are cut off.

mod boxes;
mod items;
mod movie;

use std::ops::Range;

use self::boxes::{Header, top_level};
use self::items::{Items, Use};
use crate::budget::ENTRY;
use crate::copy::Copy;
use crate::report::{Field, Origin};
use crate::source::{Fault, Source, be32};
use crate::tiff::orientation_block;
use crate::traces::Traces;
use crate::{Picture, exif, xmp};

/// Longest item of metadata that is read, in bytes.
const LONGEST: u64 = 8 * 1024 * 1024;

/// Boxes of the top level that belong to the picture, or hold nothing at all.
const NEEDED: [&[u8; 4]; 8] = [b"ftyp", b"meta", b"mdat", b"moov", b"moof", b"mfra", b"sidx", b"styp"];
const EMPTY: [&[u8; 4]; 3] = [b"free", b"skip", b"wide"];

/// A range of the file and what is written over it.
type Patch = (Range<u64>, Vec<u8>);

/// Reads what items and boxes tell.
pub fn read(source: &dyn Source, picture: &mut Picture) -> Result<(), Fault> {
    for header in top_level(source)? {
        match &header.name {
            b"meta" => read_items(source, &header, picture)?,
            b"moov" => movie::read(source, &header, &mut picture.traces)?,
            name if NEEDED.contains(&name) || EMPTY.contains(&name) => {}
            _ => picture.traces.note(what_is(source, &header)?, Origin::File),
        }
    }
    Ok(())
}

/// What a box that isn't part of the picture tells.
fn what_is(source: &dyn Source, header: &Header) -> Result<Field, Fault> {
    /// The mark of content credentials (C2PA specification, "Embedding manifests into BMFF-based assets").
    const CREDENTIALS: &[u8] = b"\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81";
    Ok(match &header.name {
        // A motion photo's clip.
        b"mpvd" => Field::Clip,
        b"uuid" if *source.get(header.data.start, (header.data.end - header.data.start).min(16))? == *CREDENTIALS => {
            Field::Credentials
        }
        _ => Field::Trailing,
    })
}

fn read_items(source: &dyn Source, meta: &Header, picture: &mut Picture) -> Result<(), Fault> {
    let items = Items::read(source, meta)?;
    picture.size = items.size;
    for text in &items.texts {
        picture.traces.add(Field::Caption, Origin::File, text);
    }
    for (time, field) in &items.times {
        picture.traces.add(*field, Origin::File, time);
    }
    for item in items.metadata() {
        // Items may share their bytes, so each pays for its own.
        let is_paid = picture.traces.budget.pay(ENTRY + item.length().min(LONGEST) as usize);
        match if is_paid { item.joined(source, LONGEST)? } else { None } {
            // A copy made here has zeros in place of metadata.
            Some(data) if data.iter().all(|&byte| byte == 0) => {}
            Some(data) => read_item(item.purpose, &data, &mut picture.traces),
            None => picture.traces.note(Field::Unread, Origin::File),
        }
    }
    Ok(())
}

fn read_item(purpose: Use, data: &[u8], traces: &mut Traces) {
    match purpose {
        // The block is preceded by how many bytes to skip (ISO 23008-12, A.2.1).
        Use::Exif => match be32(data).and_then(|skip| data.get(4usize.checked_add(skip as usize)?..)) {
            Some(block) => exif::read(block.strip_prefix(b"Exif\0\0").unwrap_or(block), traces),
            None => traces.note(Field::Unread, Origin::Exif),
        },
        Use::Xmp => xmp::read(data, traces),
        Use::OtherMetadata => traces.note(Field::Unread, Origin::File),
        Use::Picture => {}
    }
}

/// The copy without metadata.
///
/// # Errors
/// [`Fault::Broken`] also where metadata and picture share bytes, so that taking out the one would harm the other.
pub fn copy(source: &dyn Source) -> Result<Copy, Fault> {
    let headers = top_level(source)?;
    let mut patches: Vec<Patch> = Vec::new();
    for header in &headers {
        match &header.name {
            b"meta" => {
                let items = Items::read(source, header)?;
                items.check_apart(&headers)?;
                patches.extend(items.properties.iter().cloned());
                for item in items.metadata() {
                    let empty = empty_item(item.purpose, &item.joined(source, LONGEST)?.unwrap_or_default());
                    patches.extend(fill(&item.places, &empty));
                }
            }
            b"moov" => patches.extend(movie::patches(source, header)?),
            _ => {}
        }
    }
    let is_kept = |header: &&Header| NEEDED.contains(&&header.name);
    let end = headers.iter().rfind(is_kept).map_or(0, |last| last.whole.end);
    for header in headers.iter().filter(|header| header.whole.end < end && !is_kept(header)) {
        patches.push(freed(header)?);
    }
    patches.sort_by_key(|(range, _)| range.start);
    let are_apart = patches.is_sorted_by(|(one, _), (other, _)| one.end <= other.start);
    if end == 0 || !are_apart || patches.last().is_some_and(|(range, _)| range.end > end) {
        return Err(Fault::Broken);
    }
    Ok(Copy::patched(end, patches))
}

/// What stands for an item's data: the orientation for EXIF, else nothing. Readers take the picture's rotation from its
/// properties, which stay; old ones look into EXIF as well.
fn empty_item(purpose: Use, data: &[u8]) -> Vec<u8> {
    if purpose != Use::Exif {
        return Vec::new();
    }
    let block = be32(data).and_then(|skip| data.get(4usize.checked_add(skip as usize)?..)).unwrap_or_default();
    let orientation = exif::orientation(block.strip_prefix(b"Exif\0\0").unwrap_or(block)).unwrap_or(1);
    [&[0; 4], &*orientation_block(orientation)].concat()
}

/// Patches that write `data` over the places, and zeros over the rest of them. Too little room for it: zeros only.
fn fill(places: &[Range<u64>], data: &[u8]) -> Vec<Patch> {
    let room: u64 = places.iter().map(|place| place.end - place.start).sum();
    let mut left = if data.len() as u64 <= room { data } else { &[] };
    let mut patches = Vec::new();
    for place in places {
        let mut bytes = vec![0; (place.end - place.start) as usize];
        let (now, later) = left.split_at(left.len().min(bytes.len()));
        bytes[..now.len()].copy_from_slice(now);
        left = later;
        patches.push((place.clone(), bytes));
    }
    patches
}

/// A box turned into free space of the same size.
fn freed(header: &Header) -> Result<Patch, Fault> {
    let length = usize::try_from(header.whole.end - header.whole.start).map_err(|_| Fault::Broken)?;
    let mut bytes = vec![0; length];
    let head = (header.data.start - header.whole.start) as usize;
    if head >= 16 {
        bytes[..4].copy_from_slice(&1u32.to_be_bytes());
        bytes[8..16].copy_from_slice(&(length as u64).to_be_bytes());
    } else {
        bytes[..4].copy_from_slice(&u32::try_from(length).map_err(|_| Fault::Broken)?.to_be_bytes());
    }
    bytes[4..8].copy_from_slice(b"free");
    Ok((header.whole.clone(), bytes))
}
