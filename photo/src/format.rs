//! Which kind of picture a file is, by its first bytes.

use serde::{Deserialize, Serialize};

use crate::report::ProblemKind;

/// The kinds of picture that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Format {
    /// JPEG, from its start-of-image marker (ITU T.81, B.1.1.3).
    Jpeg,
    /// PNG, from its signature (RFC 2083, 12.11).
    Png,
    /// WebP, a RIFF file (RFC 9649).
    Webp,
    /// HEIF with HEVC pictures, as phones make it (ISO 23008-12).
    Heic,
    /// HEIF with AV1 pictures.
    Avif,
    /// GIF, 87a or 89a.
    Gif,
}

/// How many bytes [`format_of`] and [`other_kind`] look at.
pub const HEAD: u64 = 64;

/// Brands of HEIF files with HEVC pictures or sequences, or with any kind of picture (ISO 23008-12, annex B).
const HEIC_BRANDS: [&[u8; 4]; 9] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2"];

/// The kind of picture that these bytes begin, whatever its file is called.
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Format::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::Webp),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
        [a, b, c, d, b'f', b't', b'y', b'p', rest @ ..] => {
            // What stands behind the box's end is no brand, whatever it spells.
            let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
            let brands = if length < 8 { rest } else { rest.get(..length - 8).unwrap_or(rest) };
            heif_brand(brands)
        }
        _ => None,
    }
}

/// HEIC or AVIF by the file's brands: the major one, a version, the compatible ones.
fn heif_brand(brands: &[u8]) -> Option<Format> {
    let (major, others) = (brands.first_chunk::<4>()?, brands.get(8..).unwrap_or_default());
    let names = || std::iter::once(major).chain(others.as_chunks::<4>().0);
    if names().any(|brand| matches!(brand, b"avif" | b"avis")) {
        return Some(Format::Avif);
    }
    names().any(|brand| HEIC_BRANDS.contains(&brand)).then_some(Format::Heic)
}

/// What bytes are that begin none of the understood kinds.
pub fn other_kind(bytes: &[u8]) -> ProblemKind {
    match bytes {
        [] => ProblemKind::Empty,
        // TIFF and the raw files built on it, BMP, JPEG 2000, JPEG XL, Photoshop.
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => ProblemKind::Unsupported,
        [b'B', b'M', ..] if bytes.len() > 26 => ProblemKind::Unsupported,
        [0, 0, 0, 12, b'j' | b'J', ..] | [0xFF, 0x0A, ..] | [b'8', b'B', b'P', b'S', ..] => ProblemKind::Unsupported,
        _ if bytes.trim_ascii_start().starts_with(b"<svg") => ProblemKind::Unsupported,
        _ => ProblemKind::NotAPicture,
    }
}

/// What a file that isn't a picture is called, where its first bytes say so.
pub fn name_of_other(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF document"),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Some("an archive or office document"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("a video"),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Some("a video"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_not_names() {
        assert_eq!(format_of(b"\xFF\xD8\xFF\xE1"), Some(Format::Jpeg));
        assert_eq!(format_of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Format::Webp));
        assert_eq!(format_of(b"GIF89a"), Some(Format::Gif));
        assert_eq!(format_of(b"%PDF-1.7"), None);
    }

    #[test]
    fn brands_tell_heic_from_avif_and_video() {
        assert_eq!(format_of(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Some(Format::Heic));
        assert_eq!(format_of(b"\0\0\0\x1Cftypmif1\0\0\0\0mif1avif"), Some(Format::Avif));
        assert_eq!(format_of(b"\0\0\0\x18ftypisom\0\0\0\0isommp41"), None);
        assert_eq!(format_of(b"\0\0\0\x18ftypisom\0\0\0\0isommp41heic"), None);
        assert_eq!(format_of(b"\0\0\0\x08ftyp"), None);
    }

    #[test]
    fn other_files_are_told_apart() {
        assert_eq!(other_kind(b""), ProblemKind::Empty);
        assert_eq!(other_kind(b"II\x2A\0\x08\0\0\0"), ProblemKind::Unsupported);
        assert_eq!(other_kind(b"%PDF-1.7"), ProblemKind::NotAPicture);
        assert_eq!(name_of_other(b"%PDF-1.7"), Some("a PDF document"));
    }
}
