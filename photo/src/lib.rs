//! What a picture's metadata gives away, and a copy without it. Reads bytes, decodes no pixels.

use serde::Serialize;

#[cfg(feature = "wasm")]
mod wasm;

/// The kinds of picture that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Format {
    /// JPEG, from its start-of-image marker (ITU T.81, B.1.1.3).
    Jpeg,
    /// PNG, from its signature (RFC 2083, 12.11).
    Png,
}

/// The kind of picture that these bytes begin, whatever its file is called.
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Format::Png),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_not_names() {
        assert_eq!(format_of(b"\xFF\xD8\xFF\xE1"), Some(Format::Jpeg));
        assert_eq!(format_of(b"%PDF-1.7"), None);
    }
}
