//! EXIF: what the camera writes (CIPA DC-008, EXIF 2.32). Tag numbers are from its section 4.6.

use crate::budget::Budget;
use crate::report::{Field, Origin};
use crate::tiff::{Entry, Tiff};
use crate::traces::{LOOKED_AT, Traces, clean_time};
use crate::{iptc, makernote, xmp};

const ORIENTATION: u16 = 0x0112;
const XMP: u16 = 0x02BC;
const IPTC: u16 = 0x83BB;
const PHOTOSHOP: u16 = 0x8649;
const EXIF_DIRECTORY: u16 = 0x8769;
const GPS_DIRECTORY: u16 = 0x8825;
const MAKER_NOTE: u16 = 0x927C;
const THUMBNAIL_OFFSET: u16 = 0x0201;

/// Reads an EXIF block, which begins with the TIFF header.
pub fn read(block: &[u8], traces: &mut Traces) {
    let Some((tiff, first)) = Tiff::open(block) else {
        return traces.note(Field::Unread, Origin::Exif);
    };
    let mut reading = Reading::default();
    for entry in tiff.entries(first, &mut traces.budget) {
        match entry.tag {
            XMP | IPTC | PHOTOSHOP | EXIF_DIRECTORY | GPS_DIRECTORY => reading.follow(tiff, &entry, traces),
            _ => reading.main_entry(&entry, traces),
        }
    }
    traces.add(Field::Camera, Origin::Exif, &xmp::camera_name(&reading.make, &reading.model));
    for (field, time, zone) in reading.times {
        let whole = [time.as_str(), if zone.is_empty() { "" } else { " " }, &zone].concat();
        traces.add(field, Origin::Exif, &whole);
    }
    let second = tiff.next(first).map(|second| tiff.entries(second, &mut traces.budget)).unwrap_or_default();
    if second.iter().any(|entry| entry.tag == THUMBNAIL_OFFSET) {
        traces.note(Field::Thumbnail, Origin::Exif);
    }
}

/// The orientation that an EXIF block asks for, 1 to 8, if it asks for one (1 is "as stored").
pub fn orientation(block: &[u8]) -> Option<u16> {
    let (tiff, first) = Tiff::open(block)?;
    let entries = tiff.entries(first, &mut Budget::default());
    let entry = entries.iter().find(|entry| entry.tag == ORIENTATION)?;
    entry.number().filter(|n| (1..=8).contains(n)).map(|n| n as u16)
}

/// What has to be put together from several entries.
#[derive(Debug, Default)]
struct Reading {
    make: String,
    model: String,
    times: Vec<(Field, String, String)>,
    /// Tags of the entries that were followed.
    followed: Vec<u16>,
}

impl Reading {
    /// Reads what an entry leads to, once for each tag: a block has one of each, and a thousand that lead to a thousand
    /// others would never be done with.
    fn follow(&mut self, tiff: Tiff<'_>, entry: &Entry<'_>, traces: &mut Traces) {
        if self.followed.contains(&entry.tag) {
            return traces.note(Field::Unread, Origin::Exif);
        }
        self.followed.push(entry.tag);
        match (entry.tag, entry.number()) {
            (XMP, _) => xmp::read(entry.bytes, traces),
            (IPTC, _) => iptc::read(entry.bytes, traces),
            (PHOTOSHOP, _) => iptc::read_photoshop(entry.bytes, Origin::Exif, traces),
            (EXIF_DIRECTORY, Some(offset)) => self.exif_directory(tiff, offset, traces),
            (GPS_DIRECTORY, Some(offset)) => gps_directory(tiff, offset, traces),
            (MAKER_NOTE, _) => makernote::read(tiff, entry, &self.make, traces),
            _ => {}
        }
    }

    fn main_entry(&mut self, entry: &Entry<'_>, traces: &mut Traces) {
        let mut add = |field| traces.add(field, Origin::Exif, &entry.text());
        match entry.tag {
            0x010D => add(Field::Title),
            0x010E => add(Field::Caption),
            0x010F => self.make = entry.text().trim().to_owned(),
            0x0110 => self.model = entry.text().trim().to_owned(),
            0x0131 | 0x000B => add(Field::Software),
            0x0132 => self.time(Field::Changed, entry),
            0x013B => add(Field::Author),
            0x013C => add(Field::Device),
            0x8298 => add(Field::Copyright),
            // Windows writes its own fields in UTF-16.
            0x9C9B => traces.add(Field::Title, Origin::Exif, &utf16(entry.bytes)),
            0x9C9C => traces.add(Field::Comment, Origin::Exif, &utf16(entry.bytes)),
            0x9C9D => traces.add(Field::Author, Origin::Exif, &utf16(entry.bytes)),
            0x9C9E => traces.add(Field::Keywords, Origin::Exif, &utf16(entry.bytes)),
            0x9C9F => traces.add(Field::Caption, Origin::Exif, &utf16(entry.bytes)),
            _ => {}
        }
    }

    fn exif_directory(&mut self, tiff: Tiff<'_>, offset: u32, traces: &mut Traces) {
        let (mut lens_make, mut lens) = (String::new(), String::new());
        for entry in tiff.entries(offset, &mut traces.budget) {
            let mut add = |field| traces.add(field, Origin::Exif, &entry.text());
            match entry.tag {
                0x9003 | 0x9004 => self.time(Field::Taken, &entry),
                0x9010 => self.zone(Field::Changed, &entry),
                0x9011 | 0x9012 => self.zone(Field::Taken, &entry),
                0x9286 => traces.add(Field::Comment, Origin::Exif, &charset_text(entry.bytes, tiff.is_little())),
                0xA420 => add(Field::PictureId),
                0xA430 => add(Field::Owner),
                0xA431 => add(Field::CameraSerial),
                0xA433 => lens_make = entry.text().trim().to_owned(),
                0xA434 => lens = entry.text().trim().to_owned(),
                0xA435 => add(Field::LensSerial),
                0xA436 => add(Field::Title),
                0xA437 => add(Field::Author),
                0xA438..=0xA43B => add(Field::Software),
                MAKER_NOTE => self.follow(tiff, &entry, traces),
                _ => {}
            }
        }
        traces.add(Field::Lens, Origin::Exif, &xmp::camera_name(&lens_make, &lens));
    }

    fn time(&mut self, field: Field, entry: &Entry<'_>) {
        if let Some(time) = clean_time(&entry.text()) {
            self.times.push((field, time, String::new()));
        }
    }

    /// A time zone stands after the times it is about.
    fn zone(&mut self, field: Field, entry: &Entry<'_>) {
        let zone = entry.text().trim().to_owned();
        if let Some(time) = self.times.iter_mut().find(|time| time.0 == field) {
            time.2 = zone;
        }
    }
}

/// Degrees, minutes and seconds; the letter says which way they count.
fn gps_directory(tiff: Tiff<'_>, offset: u32, traces: &mut Traces) {
    let mut letters = [None; 2];
    let mut degrees = [None; 2];
    let (mut is_below, mut date, mut time) = (false, String::new(), String::new());
    let (mut altitude, mut speed) = (None, None);
    let mut speed_unit = "km/h";
    for entry in tiff.entries(offset, &mut traces.budget) {
        match entry.tag {
            0x0001 => letters[0] = entry.bytes.first().copied(),
            0x0002 => degrees[0] = angle(&entry),
            0x0003 => letters[1] = entry.bytes.first().copied(),
            0x0004 => degrees[1] = angle(&entry),
            0x0005 => is_below = entry.number() == Some(1),
            0x0006 => altitude = entry.fraction(0),
            0x0007 => time = clock(&entry).unwrap_or_default(),
            0x000C => {
                speed_unit = match entry.bytes.first() {
                    Some(b'M') => "mph",
                    Some(b'N') => "knots",
                    _ => "km/h",
                }
            }
            0x000D => speed = entry.fraction(0).filter(|speed| *speed >= 0.5),
            0x0011 => {
                if let Some(direction) = entry.fraction(0) {
                    traces.add(Field::Direction, Origin::Exif, &format!("{direction:.0}°"));
                }
            }
            0x001C => traces.add(Field::PlaceName, Origin::Exif, &charset_text(entry.bytes, tiff.is_little())),
            0x001D => date = clean_time(&entry.text()).unwrap_or_default(),
            _ => {}
        }
    }
    if let [Some(latitude), Some(longitude)] = degrees {
        let south = matches!(letters[0], Some(b'S' | b's'));
        let west = matches!(letters[1], Some(b'W' | b'w'));
        let signed = |value: f64, is_negative| if is_negative { -value } else { value };
        traces.add_place(Origin::Exif, signed(latitude, south), signed(longitude, west));
    }
    if let Some(metres) = altitude {
        let metres = if is_below { -metres } else { metres };
        traces.add(Field::Altitude, Origin::Exif, &format!("{metres:.0} m"));
    }
    if let Some(speed) = speed {
        traces.add(Field::Speed, Origin::Exif, &format!("{speed:.0} {speed_unit}"));
    }
    if !date.is_empty() {
        traces.add(Field::SatelliteTime, Origin::Exif, &format!("{date} {time}"));
    }
}

fn angle(entry: &Entry<'_>) -> Option<f64> {
    let degrees = entry.fraction(0)?;
    let (minutes, seconds) = (entry.fraction(1).unwrap_or(0.0), entry.fraction(2).unwrap_or(0.0));
    Some(degrees + minutes / 60.0 + seconds / 3600.0)
}

fn clock(entry: &Entry<'_>) -> Option<String> {
    let (hours, minutes, seconds) = (entry.fraction(0)?, entry.fraction(1)?, entry.fraction(2)?);
    let is_clock = hours < 24.0 && minutes < 60.0 && seconds < 61.0;
    is_clock.then(|| format!("{hours:02.0}:{minutes:02.0}:{:02.0}", seconds.floor()))
}

/// A text with the name of its character code in the first eight bytes (EXIF 2.32, table 9).
fn charset_text(bytes: &[u8], is_little: bool) -> String {
    match bytes.split_first_chunk::<8>() {
        Some((b"UNICODE\0", rest)) if is_little => utf16(rest),
        Some((b"UNICODE\0", rest)) => decode_utf16(rest, u16::from_be_bytes),
        Some((b"ASCII\0\0\0" | [0, 0, 0, 0, 0, 0, 0, 0], rest)) => crate::tiff::text(rest).into_owned(),
        _ => String::new(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    decode_utf16(bytes, u16::from_le_bytes)
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    // A character takes two units at most.
    let units = bytes.as_chunks::<2>().0.iter().take(LOOKED_AT * 2).map(|&pair| unit(pair));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
}
