//! Drafts as they are read, and the way from the crate's offsets to lines and columns.

use std::io::{IsTerminal, Read};
use std::ops::Range;
use std::path::Path;

use miette::{IntoDiagnostic, Report, WrapErr, miette};

/// A text to check.
#[derive(Debug)]
pub struct Draft {
    /// Its path, or `<stdin>`.
    pub name: String,
    /// What it says.
    pub text: String,
    lines: Lines,
}

impl Draft {
    /// Reads a file, or standard input for `-`.
    pub fn read(path: &Path) -> Result<Self, Report> {
        let mut bytes = Vec::new();
        if path == Path::new("-") {
            let stdin = std::io::stdin();
            if stdin.is_terminal() {
                eprintln!("reading a draft from the terminal; Ctrl-D ends it");
            }
            stdin.lock().read_to_end(&mut bytes).into_diagnostic().wrap_err("standard input can't be read")?;
        } else if path.is_dir() {
            return Err(miette!(
                help = "name the files in it, such as drafts/*.txt",
                "the draft '{}' is a folder",
                path.display()
            ));
        } else {
            bytes = std::fs::read(path)
                .into_diagnostic()
                .wrap_err_with(|| format!("the draft '{}' can't be read", path.display()))?;
        }
        let name = if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() };
        let text =
            text(&bytes).ok_or_else(|| miette!(help = "save it as plain text", "the draft '{name}' is not text"))?;
        Ok(Self::new(name, text))
    }

    /// A draft from its text.
    pub fn new(name: String, text: String) -> Self {
        let lines = Lines::new(&text);
        Self { name, text, lines }
    }

    /// The byte at a UTF-16 offset.
    pub fn byte(&self, units: u32) -> usize {
        let (start, before) = self.lines.step_before(units);
        let mut left = units - before;
        for (at, c) in self.text[start..].char_indices() {
            if left == 0 {
                return start + at;
            }
            left = left.saturating_sub(c.len_utf16() as u32);
        }
        self.text.len()
    }

    /// Line and column of a UTF-16 offset, both from 1; the column counts UTF-16 units.
    pub fn position(&self, units: u32) -> (usize, usize) {
        let line = self.lines.of_units(units);
        (line + 1, (units - self.lines.starts[line].1) as usize + 1)
    }

    /// The whole lines around a byte range, and the number of the first, from 1.
    pub fn lines_around(&self, range: &Range<usize>) -> (Range<usize>, usize) {
        let first = self.lines.of_byte(range.start);
        let last = self.lines.of_byte(range.end.saturating_sub(1).max(range.start));
        let end = self.lines.starts.get(last + 1).map_or(self.text.len(), |next| next.0 - 1);
        (self.lines.starts[first].0..end.max(range.end), first + 1)
    }
}

/// The text of a file: UTF-8, or UTF-16 as Notepad and PowerShell write it. None for what is no text, since nothing would be
/// found in it and the writer would think it clean.
fn text(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF-") => return None,
        // Stray bytes of other encodings cost a sign each, not the check.
        _ => String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned(),
    };
    (!text.contains('\0')).then_some(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|&pair| unit(pair)).collect();
    rest.is_empty().then(|| String::from_utf16_lossy(&units))
}

/// Places of a text as byte and UTF-16 unit: where lines begin, and steps to count on from, which are close to each other even in
/// a text of one long line.
#[derive(Debug)]
struct Lines {
    starts: Vec<(usize, u32)>,
    steps: Vec<(usize, u32)>,
}

/// Bytes from one step to the next, or one sign more.
const STEP: usize = 512;

impl Lines {
    fn new(text: &str) -> Self {
        let (mut starts, mut steps) = (vec![(0, 0)], vec![(0, 0)]);
        let (mut byte, mut units, mut next) = (0, 0, STEP);
        for c in text.chars() {
            byte += c.len_utf8();
            units += c.len_utf16() as u32;
            if c == '\n' {
                starts.push((byte, units));
            }
            if byte >= next {
                steps.push((byte, units));
                next = byte + STEP;
            }
        }
        Self { starts, steps }
    }

    fn step_before(&self, units: u32) -> (usize, u32) {
        self.steps[self.steps.partition_point(|s| s.1 <= units) - 1]
    }

    fn of_units(&self, units: u32) -> usize {
        self.starts.partition_point(|s| s.1 <= units) - 1
    }

    fn of_byte(&self, byte: usize) -> usize {
        self.starts.partition_point(|s| s.0 <= byte) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_to_bytes_lines_and_columns() {
        let draft = Draft::new("a".into(), "née 👮\nsecond 👮 line\r\n\nlast".into());
        assert_eq!(draft.byte(6), "née 👮".len());
        assert_eq!(draft.position(6), (1, 7));
        assert_eq!(draft.position(7), (2, 1));
        assert_eq!(&draft.text[draft.byte(14)..draft.byte(16)], "👮");
        assert_eq!(draft.byte(u32::MAX), draft.text.len());
        let long = Draft::new("b".into(), "née 👮 ".repeat(1_000));
        for (units, byte) in [(0, 0), (7, 10), (3_507, 5_010), (6_999, 9_999), (7_000, 10_000)] {
            assert_eq!(long.byte(units), byte, "{units}");
        }
        let at = draft.text.find("line").unwrap_or(0);
        let (lines, first) = draft.lines_around(&(at..at + 4));
        assert_eq!((&draft.text[lines], first), ("second 👮 line\r", 2));
    }
}
