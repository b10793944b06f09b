//! What must hold for any bytes: an answer, no panic, and copies that tell nothing and keep what shows.

use clausemark_photo::{Field, PhotoReader, Step, read_photo, strip_photo};
use proptest::prelude::*;

use crate::reading::read_in_ranges;
use crate::samples;

/// A change of a file.
#[derive(Debug, Clone)]
enum Change {
    Set(usize, u8),
    Cut(usize),
    Insert(usize, Vec<u8>),
    Remove(usize, usize),
    /// A number such as lengths and offsets are, and those are what matters.
    Number(usize, u32),
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<prop::sample::Index>().prop_map(|index| index.index(1 << 20));
    let number = prop_oneof![Just(0), Just(1), Just(u32::MAX), Just(0x7FFF_FFFF), 0..70_000u32, any::<u32>()];
    prop_oneof![
        4 => (place.clone(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        1 => place.clone().prop_map(Change::Cut),
        2 => (place.clone(), prop::collection::vec(any::<u8>(), 1..40)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        2 => (place.clone(), 1..200usize).prop_map(|(at, length)| Change::Remove(at, length)),
        4 => (place, number).prop_map(|(at, number)| Change::Number(at, number)),
    ]
}

/// A sample with some changes, most of them in its first part, where the metadata is.
fn changed() -> impl Strategy<Value = Vec<u8>> {
    let samples = samples::all().map(|(_, bytes)| bytes).to_vec();
    (prop::sample::select(samples), prop::collection::vec(change(), 1..8), any::<bool>()).prop_map(
        |(mut bytes, changes, is_in_front)| {
            for change in changes {
                let length = if is_in_front { bytes.len().min(1500) } else { bytes.len() }.max(1);
                let place = |at: usize| at % length;
                match change {
                    Change::Set(at, byte) => {
                        if let Some(place) = bytes.get_mut(place(at)) {
                            *place = byte;
                        }
                    }
                    Change::Cut(at) => bytes.truncate(at % (bytes.len() + 1)),
                    Change::Insert(at, new) => {
                        let at = place(at).min(bytes.len());
                        bytes.splice(at..at, new);
                    }
                    Change::Remove(at, count) => {
                        let at = place(at).min(bytes.len());
                        bytes.drain(at..(at + count).min(bytes.len()));
                    }
                    Change::Number(at, number) => {
                        let at = place(at);
                        if let Some(place) = bytes.get_mut(at..at + 4) {
                            place.copy_from_slice(&number.to_be_bytes());
                        }
                    }
                }
            }
            bytes
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn broken_pictures_get_an_answer(bytes in changed()) {
        let report = read_photo(&bytes, Some("porch.jpg"));
        prop_assert_eq!(&read_photo(&bytes, Some("porch.jpg")), &report);
        prop_assert!(report.gives.iter().all(|trace| trace.value.chars().count() <= 301));
        prop_assert_eq!(report.format.is_none() && report.problem.is_none(), false);
        if let Ok(copy) = strip_photo(&bytes) {
            let after = read_photo(&copy, None);
            // Bytes that are no metadata to a decoder stay, even if they are odd.
            prop_assert_eq!(after.gives.iter().find(|trace| trace.field != Field::Unread), None);
            prop_assert_eq!((after.format, after.width, after.height), (report.format, report.width, report.height));
            prop_assert_eq!(strip_photo(&copy), Ok(copy));
        } else {
            prop_assert!(!report.removable);
        }
    }

    #[test]
    fn broken_pictures_are_read_in_ranges_too(bytes in changed()) {
        prop_assert_eq!(read_in_ranges(&bytes).0, { let mut whole = read_photo(&bytes, None); whole.removable = !whole.gives.is_empty() && whole.format.is_some(); whole });
    }

    #[test]
    fn any_bytes_get_an_answer(start in prop::sample::select(vec![
        &b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1A\n", b"RIFF\0\x01\0\0WEBP", b"GIF89a", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", b"",
    ]), rest in prop::collection::vec(any::<u8>(), 0..2000)) {
        let bytes = [start, &rest].concat();
        read_photo(&bytes, None);
        let _ = strip_photo(&bytes);
    }

    #[test]
    fn a_reader_ends_whatever_it_is_given(size in any::<u64>(), start in any::<u64>(), bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        let mut reader = PhotoReader::new(size, None);
        for _ in 0..4 {
            if let Step::Needs(range) = reader.step() {
                prop_assert!(range.start < range.end && range.end <= size);
            }
            reader.add(start, &bytes);
        }
        reader.give_up();
    }
}
