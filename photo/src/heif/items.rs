//! The items of a HEIF file: what each is for, and where its bytes are (ISO 14496-12, section 8.11).

use std::collections::HashMap;
use std::ops::Range;

use super::Patch;
use super::boxes::{Cursor, Header, inside};
use crate::report::Field;
use crate::source::{Fault, Source};
use crate::tiff::text;

/// Longest table of items, in bytes. A picture of a thousand tiles has 50 kB.
const LONGEST_META: u64 = 4 * 1024 * 1024;
/// Most ranges of bytes of all items together.
const MOST_PLACES: usize = 100_000;
/// From 1904, where this format's clock begins, to 1970, in seconds.
const EPOCH: u64 = 2_082_844_800;

/// What an item is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Exif,
    Xmp,
    OtherMetadata,
    /// A picture or a part of one.
    Picture,
}

/// An item and where its bytes are in the file.
#[derive(Debug)]
pub struct Item {
    pub purpose: Use,
    pub places: Vec<Range<u64>>,
}

impl Item {
    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        self.places.iter().fold(0, |sum, place| sum.saturating_add(place.end - place.start))
    }

    /// The item's bytes in one; none if they are more than `most`.
    pub fn joined(&self, source: &dyn Source, most: u64) -> Result<Option<Vec<u8>>, Fault> {
        if self.length() > most {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        for place in &self.places {
            bytes.extend_from_slice(&source.get(place.start, place.end - place.start)?);
        }
        Ok(Some(bytes))
    }
}

/// Everything that the `meta` box says of the file.
#[derive(Debug, Default)]
pub struct Items {
    all: Vec<Item>,
    /// Width and height of the largest picture.
    pub size: Option<(u32, u32)>,
    /// Titles and descriptions that stand in properties.
    pub texts: Vec<String>,
    /// Times that stand in properties.
    pub times: Vec<(String, Field)>,
    /// What takes such properties out: each becomes free space.
    pub properties: Vec<Patch>,
    /// The box for items' data inside of `meta`.
    idat: Option<Range<u64>>,
}

impl Items {
    /// Reads the tables of the `meta` box.
    pub fn read(source: &dyn Source, meta: &Header) -> Result<Self, Fault> {
        let length = meta.data.end - meta.data.start;
        if !(4..=LONGEST_META).contains(&length) {
            return Err(Fault::Broken);
        }
        let data = source.get(meta.data.start, length)?;
        let (data, start) = (&data[4..], meta.data.start + 4);
        let mut items = Self::default();
        let (mut purposes, mut places) = (HashMap::new(), Vec::new());
        let boxes = inside(data, start);
        let idat = boxes.iter().find(|header| &header.name == b"idat").map(|header| header.data.clone());
        for (index, header) in boxes.iter().enumerate() {
            // There is one of each (ISO 14496-12, sections 8.11.3 and 8.11.6).
            let is_table = matches!(&header.name, b"iinf" | b"iloc");
            if is_table && boxes[..index].iter().any(|other| other.name == header.name) {
                return Err(Fault::Broken);
            }
            let part = &data[(header.data.start - start) as usize..(header.data.end - start) as usize];
            match &header.name {
                b"iinf" => purposes = read_purposes(part).ok_or(Fault::Broken)?,
                b"iloc" => places = read_places(part, source.size(), idat.clone()).ok_or(Fault::Broken)?,
                b"iprp" => items.read_properties(part, header.data.start),
                _ => {}
            }
        }
        items.idat = idat;
        items.all = places
            .into_iter()
            .map(|(id, places)| Item { purpose: purposes.get(&id).copied().unwrap_or(Use::Picture), places })
            .collect();
        Ok(items)
    }

    /// The items that are metadata.
    pub fn metadata(&self) -> impl Iterator<Item = &Item> {
        self.all.iter().filter(|item| item.purpose != Use::Picture)
    }

    /// Fails if bytes of metadata are also another item's, or an item's bytes lie where no item's should.
    pub fn check_apart(&self, top_level: &[Header]) -> Result<(), Fault> {
        let data = top_level.iter().filter(|header| &header.name == b"mdat").map(|header| &header.data);
        let mut areas: Vec<&Range<u64>> = data.chain(&self.idat).collect();
        areas.sort_by_key(|area| area.start);
        let mut ranges = Vec::new();
        for item in &self.all {
            ranges.extend(item.places.iter().map(|place| (place, item.purpose != Use::Picture)));
        }
        ranges.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut end_of_metadata, mut end_of_pictures) = (0, 0);
        for (range, is_metadata) in ranges {
            // The last area that begins before it; areas are apart.
            let area = areas[..areas.partition_point(|area| area.start <= range.start)].last();
            let is_inside = || area.is_some_and(|area| range.end <= area.end);
            let is_shared = range.start < end_of_metadata || (is_metadata && range.start < end_of_pictures);
            if is_shared || !is_inside() {
                return Err(Fault::Broken);
            }
            let end = if is_metadata { &mut end_of_metadata } else { &mut end_of_pictures };
            *end = range.end.max(*end);
        }
        Ok(())
    }

    /// Sizes of pictures, and the properties that describe (ISO 23008-12, section 6.5).
    fn read_properties(&mut self, data: &[u8], start: u64) {
        let Some(container) = inside(data, start).into_iter().find(|header| &header.name == b"ipco") else { return };
        let slice = |range: &Range<u64>| &data[(range.start - start) as usize..(range.end - start) as usize];
        for header in inside(slice(&container.data), container.data.start) {
            let part = slice(&header.data);
            match &header.name {
                b"ispe" => {
                    let mut cursor = Cursor(part);
                    if let (Some(_), Some(width), Some(height)) = (cursor.u32(), cursor.u32(), cursor.u32()) {
                        let pixels = |(width, height)| u64::from(width) * u64::from(height);
                        self.size = self.size.max_by_pixels((width, height), pixels);
                    }
                }
                b"udes" => {
                    let mut cursor = Cursor(part.get(4..).unwrap_or_default());
                    let _language = cursor.string();
                    for _ in 0..3 {
                        self.texts.push(text(cursor.string()).into_owned());
                    }
                    self.free(&header);
                }
                b"crtt" | b"mdft" => {
                    let mut cursor = Cursor(part.get(4..).unwrap_or_default());
                    let field = if &header.name == b"crtt" { Field::Taken } else { Field::Changed };
                    // These count in microseconds.
                    self.times
                        .extend(cursor.sized(8).and_then(|time| clock(time / 1_000_000)).map(|time| (time, field)));
                    self.free(&header);
                }
                _ => {}
            }
        }
    }

    fn free(&mut self, header: &Header) {
        let length = (header.data.end - header.whole.start - 4) as usize;
        let mut bytes = b"free".to_vec();
        let head = (header.data.start - header.whole.start - 4) as usize;
        // A long length stands behind the name and stays.
        if head <= 4 {
            bytes.resize(length, 0);
            self.properties.push((header.whole.start + 4..header.whole.end, bytes));
        }
    }
}

trait Larger {
    fn max_by_pixels(self, other: (u32, u32), pixels: impl Fn((u32, u32)) -> u64) -> Self;
}

impl Larger for Option<(u32, u32)> {
    fn max_by_pixels(self, other: (u32, u32), pixels: impl Fn((u32, u32)) -> u64) -> Self {
        match self {
            Some(one) if pixels(one) >= pixels(other) => Some(one),
            _ => Some(other),
        }
    }
}

/// What each item is for, by its number.
fn read_purposes(data: &[u8]) -> Option<HashMap<u32, Use>> {
    let mut cursor = Cursor(data);
    let version = cursor.u8()?;
    cursor.take(3)?;
    cursor.number(version > 0)?;
    let mut purposes = HashMap::new();
    for entry in inside(cursor.0, 0) {
        let mut cursor = Cursor(&cursor.0[entry.data.start as usize..entry.data.end as usize]);
        let version = cursor.u8()?;
        cursor.take(3)?;
        let id = cursor.number(version > 2)?;
        cursor.u16()?;
        let purpose = if version < 2 {
            let _name = cursor.string();
            purpose(b"mime", cursor.string())
        } else {
            let kind = cursor.take(4)?.first_chunk()?;
            let _name = cursor.string();
            purpose(kind, cursor.string())
        };
        purposes.insert(id, purpose);
    }
    Some(purposes)
}

fn purpose(kind: &[u8; 4], content: &[u8]) -> Use {
    match (kind, content) {
        (b"Exif", _) => Use::Exif,
        (b"mime", b"application/rdf+xml") => Use::Xmp,
        (b"mime" | b"uri ", _) => Use::OtherMetadata,
        _ => Use::Picture,
    }
}

/// Where each item's bytes are, by its number, in the order of the table.
fn read_places(data: &[u8], size: u64, idat: Option<Range<u64>>) -> Option<Vec<(u32, Vec<Range<u64>>)>> {
    let mut cursor = Cursor(data);
    let version = cursor.u8()?;
    cursor.take(3)?;
    let (offsets, bases) = (cursor.u8()?, cursor.u8()?);
    let (offset_width, length_width) = (offsets >> 4, offsets & 15);
    let (base_width, index_width) = (bases >> 4, if version == 0 { 0 } else { bases & 15 });
    let count = cursor.number(version > 1)?;
    let (mut items, mut total) = (Vec::new(), 0);
    for _ in 0..count {
        let id = cursor.number(version > 1)?;
        let method = if version == 0 { 0 } else { cursor.u16()? & 15 };
        cursor.u16()?;
        let base = cursor.sized(base_width)?;
        let mut places = Vec::new();
        for _ in 0..cursor.u16()? {
            // Counted before it is looked at: with numbers of no width, places take no room in the table.
            total += 1;
            if total > MOST_PLACES {
                return None;
            }
            cursor.sized(index_width)?;
            let (offset, length) = (cursor.sized(offset_width)?, cursor.sized(length_width)?);
            let area = match (method, &idat) {
                (0, _) => 0..size,
                (1, Some(idat)) => idat.clone(),
                // Bytes of other items: nothing of its own in the file.
                _ => continue,
            };
            let start = area.start.checked_add(base)?.checked_add(offset)?;
            let end = if length == 0 { area.end } else { start.checked_add(length)? };
            if start > end || end > area.end {
                return None;
            }
            places.push(start..end);
        }
        items.push((id, places));
    }
    Some(items)
}

/// Seconds since 1904 as a time; none for those before 1970, which no camera means.
pub fn clock(seconds: u64) -> Option<String> {
    let seconds = seconds.checked_sub(EPOCH).filter(|&seconds| seconds > 0)?;
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Days to a date of the Gregorian calendar, counted from 1 March 0000, with the leap day last.
    let days = days.checked_add(719_468)?;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (year, month) =
        (era * 400 + year_of_era + u64::from(month >= 10), if month < 10 { month + 3 } else { month - 9 });
    Some(format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_dates() {
        assert_eq!(clock(EPOCH + 1_710_428_966).as_deref(), Some("2024-03-14 15:09:26"));
        assert_eq!(clock(EPOCH + 951_782_400).as_deref(), Some("2000-02-29 00:00:00"));
        assert_eq!(clock(0), None);
    }
}
