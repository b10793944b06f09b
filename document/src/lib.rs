//! A department's own policy document (text, Word, PDF), cut into clauses and matched to a policy's outline.

use serde::Serialize;

#[cfg(feature = "wasm")]
mod wasm;

/// The kinds of document that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Format {
    /// Plain text.
    Text,
    /// Word (`.docx`).
    Word,
    /// PDF.
    Pdf,
}

/// The kind of document that these bytes begin, whatever its file is called.
pub fn format_of(bytes: &[u8]) -> Format {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => Format::Pdf,
        [b'P', b'K', 3, 4, ..] => Format::Word,
        _ => Format::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_not_names() {
        assert_eq!(format_of(b"%PDF-1.7"), Format::Pdf);
        assert_eq!(format_of(b"4.1 Use of social media"), Format::Text);
    }
}
