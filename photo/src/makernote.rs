//! The camera maker's own part of EXIF, as far as it holds serial numbers and names in a plain place. Nobody publishes
//! these formats; the tags are those that ExifTool's documentation lists for each maker.

use crate::report::{Field, Origin};
use crate::tiff::{Entry, Tiff};
use crate::traces::Traces;

/// Reads a maker note. `tiff` is the EXIF block around it, where some makers' offsets count from.
pub fn read(tiff: Tiff<'_>, note: &Entry<'_>, make: &str, traces: &mut Traces) {
    if note.bytes.len() < 8 {
        return;
    }
    traces.note(Field::MakerNotes, Origin::MakerNotes);
    if let Some((notes, directory, tags)) = layout(tiff, note, make) {
        for entry in notes.entries(directory, &mut traces.budget) {
            if let Some((_, field)) = tags.iter().find(|(tag, _)| *tag == entry.tag) {
                add(&entry, *field, traces);
            }
        }
    }
}

type Tags = &'static [(u16, Field)];

/// Where offsets count from, where the directory begins, and which of its tags tell something.
fn layout<'a>(tiff: Tiff<'a>, entry: &Entry<'a>, make: &str) -> Option<(Tiff<'a>, u32, Tags)> {
    const APPLE: Tags = &[(0x000B, Field::PictureId), (0x0011, Field::PictureId), (0x0015, Field::PictureId)];
    const NIKON: Tags = &[(0x001D, Field::CameraSerial), (0x00A0, Field::CameraSerial)];
    const FUJI: Tags = &[(0x0010, Field::CameraSerial)];
    const PANASONIC: Tags = &[(0x0025, Field::CameraSerial), (0x0052, Field::LensSerial)];
    const CANON: Tags = &[(0x0009, Field::Owner), (0x000C, Field::CameraSerial), (0x0096, Field::CameraSerial)];
    let note = entry.bytes;
    if note.starts_with(b"Apple iOS\0") {
        let is_little = note.get(12..14)? == b"II";
        return Some((Tiff::bare(note, is_little), 14, APPLE));
    }
    if note.starts_with(b"Nikon\0\x02") {
        let (inner, first) = Tiff::open(note.get(10..)?)?;
        return Some((inner, first, NIKON));
    }
    if note.starts_with(b"FUJIFILM") {
        let first = crate::source::le32(note.get(8..)?)?;
        return Some((Tiff::bare(note, true), first, FUJI));
    }
    // The others count from the start of the EXIF block.
    let start = u32::try_from(entry.start).ok()?;
    if note.starts_with(b"Panasonic\0") {
        return Some((tiff, start.checked_add(12)?, PANASONIC));
    }
    make.starts_with("Canon").then_some((tiff, start, CANON))
}

fn add(entry: &Entry<'_>, field: Field, traces: &mut Traces) {
    let value = match entry.number() {
        Some(0) => return,
        // Text is written in bytes, too; only a number of its own is more than one byte wide.
        Some(number) if entry.bytes.len() == 4 => number.to_string(),
        _ => entry.text().into_owned(),
    };
    if value.chars().all(|c| c.is_ascii_graphic() || c == ' ') {
        traces.add(field, Origin::MakerNotes, &value);
    }
}
