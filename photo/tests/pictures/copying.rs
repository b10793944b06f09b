//! The copies: nothing is left that tells, and nothing is missing that shows.

use clausemark_photo::{Field, Piece, ProblemKind, read_photo, strip_photo, strip_pieces};

use crate::make::{boxed, gif, heic, jpeg, plain_jpeg, png, xmp};
use crate::{fields, samples};

/// Words that stand in the samples' metadata and nowhere else.
const TELLING: [&str; 12] = [
    "Erin",
    "Whitcomb",
    "erin.whitcomb",
    "Larkfield",
    "LF7-0093418",
    "Fernhollow",
    "Dana Pell",
    "Walt Imber",
    "Porch",
    "Roster",
    "scan 12",
    "seen by",
];

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn nothing_that_tells_is_left_in_any_copy() {
    for (name, bytes) in samples::all() {
        assert!(TELLING.iter().any(|word| holds(&bytes, word)), "{name} tells nothing to begin with");
        let copy = strip_photo(&bytes).expect("a copy");
        let report = read_photo(&copy, None);
        assert_eq!((report.gives, report.problem), (vec![], None), "{name}");
        for word in TELLING {
            assert!(!holds(&copy, word), "{name} still has {word}");
        }
    }
}

#[test]
fn the_pictures_own_bytes_are_the_same() {
    let plain = plain_jpeg(320, 240);
    // From the first table on, it is the same row of bytes.
    let tables = plain.windows(2).position(|mark| mark == [0xFF, 0xDB]).expect("a table");
    for bytes in [samples::phone(), samples::agency()] {
        let copy = strip_photo(&bytes).expect("a copy");
        assert!(copy.ends_with(&plain[tables..]));
    }
    // The agency's has no rotation, so nothing is added either.
    assert_eq!(strip_photo(&samples::agency()).expect("a copy"), plain);
    assert_eq!(strip_photo(&plain).expect("a copy"), plain);
}

#[test]
fn a_copy_of_a_copy_is_the_same() {
    for (name, bytes) in samples::all() {
        let copy = strip_photo(&bytes).expect("a copy");
        assert_eq!(strip_photo(&copy).expect("a copy"), copy, "{name}");
    }
}

#[test]
fn the_rotation_stays() {
    // The tag for orientation, one short value, 6.
    let rotation = b"\x01\x12\0\x03\0\0\0\x01\0\x06";
    for bytes in [samples::phone(), samples::screenshot(), samples::web(), samples::apple()] {
        let copy = strip_photo(&bytes).expect("a copy");
        assert!(copy.windows(rotation.len()).any(|window| window == rotation));
    }
}

#[test]
fn the_colour_profile_stays() {
    let profile = [b"ICC_PROFILE\0\x01\x01", &[7u8; 200][..]].concat();
    let adobe = b"Adobe\0\x64\0\0\0\0\x01".to_vec();
    let bytes = jpeg(&[(0xE2, profile.clone()), (0xEE, adobe), (0xE2, b"FPXR\0x".to_vec())], b"");
    let copy = strip_photo(&bytes).expect("a copy");
    assert!(copy.windows(profile.len()).any(|window| window == profile));
    assert!(holds(&copy, "Adobe") && !holds(&copy, "FPXR"));
    let bytes = png(&[(b"iCCP", b"name\0\0packed".to_vec()), (b"tEXt", b"Author\0me".to_vec())], &[]);
    let copy = strip_photo(&bytes).expect("a copy");
    assert!(holds(&copy, "iCCP") && holds(&copy, "pHYs") == holds(&bytes, "pHYs") && !holds(&copy, "Author"));
}

#[test]
fn the_thumbnail_of_jfif_goes_and_its_density_stays() {
    let mut bytes = b"\xFF\xD8\xFF\xE0\0\x13JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01RGB".to_vec();
    bytes.extend(&plain_jpeg(16, 16)[20..]);
    assert_eq!(fields(&bytes), [Field::Thumbnail]);
    let copy = strip_photo(&bytes).expect("a copy");
    assert!(copy.starts_with(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x02\x01\0\x48\0\x48\0\0"));
    assert!(copy.ends_with(&plain_jpeg(16, 16)[20..]));
}

#[test]
fn animation_stays_and_comments_go() {
    let keeps = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0\x21\xF9\x04\0\x0A\0\0\0";
    let bytes = gif(&[keeps, &b"\x21\xFE\x02hi\0"[..]].concat());
    assert_eq!(strip_photo(&bytes).expect("a copy"), gif(keeps));
}

#[test]
fn a_heic_keeps_every_byte_of_the_picture_at_its_place() {
    let bytes = samples::apple();
    let copy = strip_photo(&bytes).expect("a copy");
    assert_eq!(copy.len(), bytes.len());
    let at = |bytes: &[u8]| bytes.windows(samples::HEIC_PICTURE.len()).position(|w| w == samples::HEIC_PICTURE);
    assert!(at(&bytes).is_some() && at(&bytes) == at(&copy));
}

#[test]
fn what_lies_behind_a_heic_is_cut_off() {
    let clip = boxed(b"mpvd", b"a clip of the porch");
    let bytes = heic(b"picture", &samples::phone_exif().bytes(), xmp("", "").as_bytes(), &clip);
    assert!(fields(&bytes).contains(&Field::Clip));
    let copy = strip_photo(&bytes).expect("a copy");
    assert_eq!(copy.len(), bytes.len() - clip.len());
    assert_eq!(fields(&copy), []);
}

#[test]
fn boxes_in_the_middle_become_free_space() {
    let odd = boxed(b"uuid", b"0123456789abcdef of the porch");
    let bytes = heic(b"picture", &[], xmp("", "").as_bytes(), &[odd, boxed(b"mdat", b"more of the picture")].concat());
    assert_eq!(fields(&bytes), [Field::Trailing]);
    let copy = strip_photo(&bytes).expect("a copy");
    assert_eq!(copy.len(), bytes.len());
    assert!(holds(&copy, "free") && !holds(&copy, "porch"));
}

#[test]
fn a_heic_whose_metadata_and_picture_share_bytes_is_left_alone() {
    let mut bytes = samples::apple();
    // The second entry of the table begins where the first does.
    let table = bytes.windows(4).position(|name| name == b"iloc").expect("a table") + 4 + 8;
    let first: [u8; 4] = bytes[table + 6..table + 10].try_into().expect("four bytes");
    bytes[table + 14 + 6..table + 14 + 10].copy_from_slice(&first);
    assert_eq!(strip_photo(&bytes).expect_err("no copy").kind, ProblemKind::NotRemovable);
    assert!(!read_photo(&bytes, None).removable);
}

#[test]
fn a_picture_that_was_cut_off_can_still_be_copied() {
    let bytes = samples::phone();
    let cut = &bytes[..bytes.len() - 500];
    assert!(read_photo(cut, None).removable);
    let copy = strip_photo(cut).expect("a copy");
    assert!(copy.ends_with(&cut[cut.len() - 1000..]));
}

#[test]
fn pieces_are_ranges_of_the_original_in_order() {
    for (name, bytes) in samples::all() {
        let mut at = 0;
        let mut kept = 0;
        for piece in strip_pieces(&bytes).expect("pieces") {
            if let Piece::Kept(range) = piece {
                assert!(at <= range.start && range.end <= bytes.len() as u64, "{name}");
                at = range.end;
                kept += range.end - range.start;
            }
        }
        assert!(kept > 0, "{name}");
    }
}

#[test]
fn what_is_no_picture_has_no_copy() {
    assert_eq!(strip_photo(b"%PDF-1.7").expect_err("no copy").kind, ProblemKind::NotAPicture);
    assert_eq!(strip_photo(b"\xFF\xD8\xFF\xE1").expect_err("no copy").kind, ProblemKind::NotRemovable);
}
