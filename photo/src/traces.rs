//! Collects what a picture gives away: cleaned, shortened, and each thing once however many blocks say it.

use crate::budget::{Budget, ENTRY};
use crate::report::{Coordinates, Field, Origin, Trace};

/// Most traces of one picture. A file made to hold more tells nothing new with the next one.
const MOST: usize = 200;
/// Longest value in characters.
const LONGEST: usize = 300;
/// Characters of a value that are looked at; many of them may be blanks.
pub const LOOKED_AT: usize = LONGEST * 8;

/// The traces found so far, and what may still be spent on finding more.
#[derive(Debug, Default)]
pub struct Traces {
    found: Vec<Trace>,
    /// What reading the picture may still cost.
    pub budget: Budget,
}

impl Traces {
    /// Adds a value; nothing if it is empty once cleaned.
    pub fn add(&mut self, field: Field, origin: Origin, value: &str) {
        if value.is_empty() || !self.budget.pay(ENTRY + value.len().min(LOOKED_AT)) {
            return;
        }
        let value = clean(value);
        if !value.is_empty() {
            self.put(field, origin, value, None);
        }
    }

    /// Adds something of which its being there is all that is to say.
    pub fn note(&mut self, field: Field, origin: Origin) {
        self.put(field, origin, String::new(), None);
    }

    /// Adds a place in degrees; nothing if it is none on earth, or the zero that cameras write when they know none.
    pub fn add_place(&mut self, origin: Origin, latitude: f64, longitude: f64) {
        let is_on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        if !is_on_earth || (latitude == 0.0 && longitude == 0.0) {
            return;
        }
        // Five decimals are about a metre.
        let value = format!("{latitude:.5}, {longitude:.5}");
        self.put(Field::Coordinates, origin, value, Some(Coordinates { latitude, longitude }));
    }

    /// The traces, the most telling first. That something stayed unread is one of them, and the least telling.
    pub fn finish(mut self) -> Vec<Trace> {
        self.found.sort_by_key(|trace| (trace.kind, trace.field));
        if self.budget.was_exceeded() {
            self.found.truncate(MOST - 1);
            self.note(Field::Unread, Origin::File);
        }
        self.found
    }

    fn put(&mut self, field: Field, origin: Origin, value: String, place: Option<Coordinates>) {
        let same = |trace: &&mut Trace| trace.field == field && says_the_same(&trace.value, &value);
        if let Some(known) = self.found.iter_mut().find(same) {
            if value.len() > known.value.len() {
                known.value = value;
            }
            if !known.origins.contains(&origin) {
                known.origins.push(origin);
            }
        } else if self.found.len() < MOST {
            let (kind, label) = (field.kind(), field.label().to_owned());
            self.found.push(Trace { kind, field, label, value, origins: vec![origin], place });
        }
    }
}

/// Whether one value is the beginning of the other, as a time with and without its fraction or zone.
fn says_the_same(one: &str, other: &str) -> bool {
    if one.is_empty() || other.is_empty() { one == other } else { one.starts_with(other) || other.starts_with(one) }
}

/// A value as one line of printable characters. Controls and marks that turn the direction of writing would let a
/// picture change how the report about it looks.
fn clean(value: &str) -> String {
    let shown = value.chars().take(LOOKED_AT).map(|c| if is_odd(c) { ' ' } else { c }).collect::<String>();
    let mut line = String::new();
    for word in shown.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

fn is_odd(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}')
}

/// A time as EXIF, XMP or IPTC write it, in one form: `2024-03-14 15:09:26`.
pub fn clean_time(value: &str) -> Option<String> {
    let value = value.trim_matches(|c: char| c == '\0' || c.is_whitespace());
    // Cameras without a clock write zeros or blanks.
    if value.bytes().filter(u8::is_ascii_digit).all(|digit| digit == b'0') {
        return None;
    }
    let mut chars: Vec<char> = value.chars().take(40).collect();
    if chars.len() >= 10 && chars[4] == ':' && chars[7] == ':' {
        (chars[4], chars[7]) = ('-', '-');
    }
    if chars.len() > 10 && chars[10] == 'T' {
        chars[10] = ' ';
    }
    Some(chars.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_said_twice_is_one_trace_with_two_origins() {
        let mut traces = Traces::default();
        traces.add(Field::Taken, Origin::Exif, "2024-03-14 15:09:26");
        traces.add(Field::Taken, Origin::Xmp, "2024-03-14 15:09:26.120");
        traces.add(Field::Taken, Origin::Xmp, "2024-03-15 08:00:00");
        let traces = traces.finish();
        assert_eq!(traces.len(), 2);
        assert_eq!(traces[0].value, "2024-03-14 15:09:26.120");
        assert_eq!(traces[0].origins, [Origin::Exif, Origin::Xmp]);
    }

    #[test]
    fn values_are_one_short_line() {
        assert_eq!(clean(" a\0b\n\u{202E}c  "), "a b c");
        assert_eq!(clean(&"x".repeat(1000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn what_stays_unread_is_the_last_of_the_traces() {
        let mut traces = Traces::default();
        for number in 0..2 * MOST {
            traces.add(Field::Software, Origin::File, &format!("{number:04}"));
        }
        assert!(!traces.budget.pay(usize::MAX));
        let traces = traces.finish();
        assert_eq!((traces.len(), traces[MOST - 1].field), (MOST, Field::Unread));
    }

    #[test]
    fn times_have_one_form() {
        assert_eq!(clean_time("2024:03:14 15:09:26\0").as_deref(), Some("2024-03-14 15:09:26"));
        assert_eq!(clean_time("2024-03-14T15:09:26Z").as_deref(), Some("2024-03-14 15:09:26Z"));
        assert_eq!(clean_time("0000:00:00 00:00:00"), None);
        assert_eq!(clean_time("    :  :     :  :  "), None);
    }

    #[test]
    fn no_place_is_told_where_none_is_known() {
        let mut traces = Traces::default();
        traces.add_place(Origin::Exif, 0.0, 0.0);
        traces.add_place(Origin::Exif, f64::NAN, 3.0);
        traces.add_place(Origin::Exif, 41.0, 300.0);
        assert!(traces.finish().is_empty());
    }
}
