//! Plain text: bytes to lines.

use crate::Line;

/// Whether the bytes look like text in one of the encodings that [`lines`] reads.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    // Control characters that no editor writes, except the form feed between pages.
    !head.is_empty() && !head.iter().any(|&byte| matches!(byte, 0..=8 | 14..=26 | 28..=31))
}

/// The lines of a plain text. An empty line or a form feed starts a paragraph.
pub(crate) fn lines(bytes: &[u8]) -> Vec<Line> {
    from_str(&decode(bytes))
}

pub(crate) fn from_str(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut starts_paragraph = true;
    for line in text.split(['\n', '\u{c}', '\u{2029}']) {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            starts_paragraph = true;
            continue;
        }
        lines.push(Line { text: line.to_owned(), starts_paragraph });
        starts_paragraph = false;
    }
    lines
}

/// UTF-16 with a mark, UTF-8, or else Windows-1252, in which older documents were saved.
fn decode(bytes: &[u8]) -> String {
    let wide = |join: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| join([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|&byte| windows_1252(byte)).collect(),
        },
    }
}

/// The code page's upper control range (WHATWG Encoding, index windows-1252); the rest is Latin-1.
fn windows_1252(byte: u8) -> char {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_encodings_are_read() {
        let expected = "the chief’s word";
        let utf16: Vec<u8> = [0xFEFF].into_iter().chain(expected.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [expected.as_bytes(), &utf16, b"the chief\x92s word"] {
            assert!(is_text(bytes));
            assert_eq!(lines(bytes)[0].text, expected);
        }
        assert!(!is_text(b"GIF89a\x01\x00\x01"));
    }

    #[test]
    fn an_empty_line_starts_a_paragraph() {
        let lines = lines(b"a\r\nb\r\n \r\nc");
        let starts: Vec<_> = lines.iter().map(|line| line.starts_paragraph).collect();
        assert_eq!(starts, [true, false, true]);
    }
}
