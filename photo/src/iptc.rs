//! IPTC-IIM: what newsrooms and photo libraries write, and the Photoshop blocks that carry it.
//!
//! Record and dataset numbers are from the IPTC-NAA Information Interchange Model 4.2, chapter 6; the blocks are
//! Photoshop's image resources (Photoshop File Formats Specification, "Image Resource Blocks").

use std::collections::BTreeMap;

use crate::budget::ENTRY;
use crate::report::{Field, Origin};
use crate::source::{be16, be32};
use crate::tiff::text;
use crate::traces::{Traces, clean_time};
use crate::xmp;

/// Most datasets and blocks that are looked at.
const MOST: usize = 2000;

/// Reads Photoshop image resources: `8BIM`, a number, a name, a length, the data. `within` is what they stand in: those in
/// EXIF may hold EXIF, and that such resources again. No program has a use for that, so there it isn't followed.
pub fn read_photoshop(mut bytes: &[u8], within: Origin, traces: &mut Traces) {
    for _ in 0..MOST {
        let Some((number, data, rest)) = resource(bytes).filter(|_| traces.budget.pay(ENTRY)) else { return };
        match number {
            0x0404 => read(data, traces),
            0x0409 | 0x040C => traces.note(Field::Thumbnail, Origin::File),
            0x0422 if within == Origin::Exif => traces.note(Field::Unread, Origin::Exif),
            0x0422 => crate::exif::read(data, traces),
            0x0424 => xmp::read(data, traces),
            _ => {}
        }
        bytes = rest;
    }
}

fn resource(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let rest = bytes.strip_prefix(b"8BIM")?;
    let number = be16(rest)?;
    let name = usize::from(*rest.get(2)?);
    // Name and data are padded to even lengths.
    let rest = rest.get(2 + (1 + name).next_multiple_of(2)..)?;
    let length = be32(rest)? as usize;
    let data = rest.get(4..4usize.checked_add(length)?)?;
    let after = (4 + length).next_multiple_of(2).min(rest.len());
    Some((number, data, &rest[after..]))
}

/// Reads IPTC datasets: a marker byte, record, dataset, length, the value.
pub fn read(mut bytes: &[u8], traces: &mut Traces) {
    let mut places: BTreeMap<u8, String> = BTreeMap::new();
    let (mut date, mut time) = (String::new(), String::new());
    for _ in 0..MOST {
        let [0x1C, record, dataset, high, low, rest @ ..] = bytes else { break };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // A set top bit announces a length of several bytes, for values longer than any that are told.
        let Some(value) = rest.get(..length).filter(|_| high & 0x80 == 0) else { break };
        if !traces.budget.pay(ENTRY + length) {
            break;
        }
        bytes = &rest[length..];
        if *record != 2 {
            continue;
        }
        let value = text(value);
        match dataset {
            90 | 92 | 95 | 101 => drop(places.insert(*dataset, value.into_owned())),
            55 => date = dashed(&value),
            60 => time = colons(&value),
            _ => {
                if let Some(field) = field_of(*dataset) {
                    traces.add(field, Origin::Iptc, &value);
                }
            }
        }
    }
    // From the narrow to the wide: part of town, city, state, country.
    let place = [92, 90, 95, 101].iter().filter_map(|set| places.get(set).map(String::as_str)).collect::<Vec<_>>();
    traces.add(Field::PlaceName, Origin::Iptc, &place.join(", "));
    if let Some(taken) = clean_time(&format!("{date} {time}")) {
        traces.add(Field::Taken, Origin::Iptc, taken.trim());
    }
}

fn field_of(dataset: u8) -> Option<Field> {
    Some(match dataset {
        5 | 105 => Field::Title,
        25 => Field::Keywords,
        40 => Field::Instructions,
        65 => Field::Software,
        80 | 122 => Field::Author,
        110 | 115 => Field::Owner,
        116 => Field::Copyright,
        118 => Field::Contact,
        120 => Field::Caption,
        _ => return None,
    })
}

/// `20240314` as `2024-03-14`.
fn dashed(date: &str) -> String {
    if date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) {
        format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..])
    } else {
        date.to_owned()
    }
}

/// `150926+0100` as `15:09:26 +01:00`.
fn colons(time: &str) -> String {
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match (time.get(..2), time.get(2..4), time.get(4..6)) {
        (Some(h), Some(m), Some(s)) if is_digits(h) && is_digits(m) && is_digits(s) => {
            let zone = match (time.get(6..9), time.get(9..11)) {
                (Some(hours), Some(minutes)) => format!(" {hours}:{minutes}"),
                _ => String::new(),
            };
            format!("{h}:{m}:{s}{zone}")
        }
        _ => time.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_one_line_and_times_one_form() {
        let mut bytes = Vec::new();
        let mut put = |dataset: u8, value: &str| {
            bytes.extend([0x1C, 2, dataset, 0, value.len() as u8]);
            bytes.extend(value.as_bytes());
        };
        put(90, "Fernhollow");
        put(101, "Examplia");
        put(55, "20240314");
        put(60, "150926+0100");
        let mut traces = Traces::default();
        read(&bytes, &mut traces);
        let values: Vec<_> = traces.finish().into_iter().map(|trace| trace.value).collect();
        assert_eq!(values, ["Fernhollow, Examplia", "2024-03-14 15:09:26 +01:00"]);
    }

    #[test]
    fn a_resource_that_ends_early_ends_the_reading() {
        let mut traces = Traces::default();
        read_photoshop(b"8BIM\x04\x04\0\0\xFF\xFF\xFF\xFFabc", Origin::File, &mut traces);
        assert!(traces.finish().is_empty());
    }
}
