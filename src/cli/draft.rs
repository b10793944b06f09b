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
        Ok(Self::new(name, String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// A draft from its text.
    pub fn new(name: String, text: String) -> Self {
        let lines = Lines::new(&text);
        Self { name, text, lines }
    }

    /// The byte at a UTF-16 offset.
    pub fn byte(&self, units: u32) -> usize {
        let line = self.lines.of_units(units);
        let (start, mut left) = (self.lines.starts[line].0, units - self.lines.starts[line].1);
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

/// Where lines begin: byte and UTF-16 unit.
#[derive(Debug)]
struct Lines {
    starts: Vec<(usize, u32)>,
}

impl Lines {
    fn new(text: &str) -> Self {
        let mut starts = vec![(0, 0)];
        let (mut byte, mut units) = (0, 0);
        for line in text.split_inclusive('\n') {
            byte += line.len();
            units += clausemark::text::utf16::len(line);
            if line.ends_with('\n') {
                starts.push((byte, units));
            }
        }
        Self { starts }
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
        let at = draft.text.find("line").unwrap_or(0);
        let (lines, first) = draft.lines_around(&(at..at + 4));
        assert_eq!((&draft.text[lines], first), ("second 👮 line\r", 2));
    }
}
