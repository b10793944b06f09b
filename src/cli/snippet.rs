//! Lines of a text with words marked by carets, as compilers show them.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::terminal::{FRAME, Look, STRONG, harmless};

/// Words to mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes in the snippet's text.
    pub range: Range<usize>,
    /// `^` for what the message is about, `-` for what speaks for it.
    pub primary: bool,
}

/// A piece of a text with marked words. The first primary mark gives the position.
#[derive(Debug)]
pub struct Snippet<'t> {
    /// Name of the file.
    pub name: &'t str,
    /// Whole lines.
    pub text: &'t str,
    /// Number of the first line, from 1.
    pub first_line: usize,
    /// What to mark.
    pub marks: Vec<Mark>,
    /// Stands behind the marks.
    pub label: String,
    /// Style of primary marks and the label.
    pub style: Style,
}

/// A line with the parts of the marks that lie in it.
struct Line<'t> {
    number: usize,
    text: &'t str,
    marks: Vec<Mark>,
}

/// What is drawn in one place, and under it.
struct Cell {
    shown: String,
    width: usize,
    mark: char,
}

impl Snippet<'_> {
    /// Writes the position, the lines and the marks.
    pub fn write(&self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        let gutter = self.gutter();
        let (line, column) = self.position();
        let arrow = look.paint(FRAME, "-->");
        writeln!(out, "{:gutter$}{arrow} {}:{line}:{column}", "", harmless(self.name))?;
        writeln!(out, "{:gutter$} {}", "", look.paint(FRAME, "|"))?;
        let lines = self.lines();
        let labelled = lines.iter().rposition(|l| l.marks.iter().any(|m| m.primary));
        let mut previous = None;
        for (i, line) in lines.iter().enumerate() {
            if previous.is_some_and(|p| p + 1 < line.number) {
                writeln!(out, "{}", look.paint(FRAME, "..."))?;
            }
            previous = Some(line.number);
            let label = if Some(i) == labelled { self.label.as_str() } else { "" };
            self.line(out, look, line, label)?;
        }
        writeln!(out, "{:gutter$} {}", "", look.paint(FRAME, "|"))
    }

    /// Columns that the line numbers take.
    pub fn gutter(&self) -> usize {
        let last = self.marks.iter().map(|m| m.range.end).max().unwrap_or(0).min(self.text.len());
        let number = self.first_line + self.text.as_bytes()[..last].iter().filter(|&&b| b == b'\n').count();
        number.to_string().len()
    }

    /// Line and column of the first primary mark, both from 1; the column counts characters.
    fn position(&self) -> (usize, usize) {
        let primary = self.marks.iter().find(|m| m.primary).or(self.marks.first());
        let before = primary.and_then(|m| self.text.get(..m.range.start)).unwrap_or("");
        let line = self.first_line + before.matches('\n').count();
        (line, before.rsplit('\n').next().unwrap_or("").chars().count() + 1)
    }

    /// The lines that hold a mark.
    fn lines(&self) -> Vec<Line<'_>> {
        let mut out = Vec::new();
        let mut start = 0;
        for (i, whole) in self.text.split('\n').enumerate() {
            let text = whole.strip_suffix('\r').unwrap_or(whole);
            let end = start + text.len();
            let marks: Vec<Mark> = self
                .marks
                .iter()
                .filter(|m| {
                    m.range.start.max(start) < m.range.end.min(end)
                        || m.range.is_empty() && (start..=end).contains(&m.range.start)
                })
                .map(|m| Mark {
                    range: m.range.start.max(start) - start..m.range.end.min(end) - start,
                    primary: m.primary,
                })
                .collect();
            if !marks.is_empty() {
                out.push(Line { number: self.first_line + i, text, marks });
            }
            start += whole.len() + 1;
        }
        out
    }

    fn line(&self, out: &mut dyn Write, look: Look, line: &Line<'_>, label: &str) -> io::Result<()> {
        let gutter = self.gutter();
        let room = look.width.saturating_sub(gutter + 3).max(20);
        let cells = window(cells(&near(line, room)), room);
        let number = look.paint(FRAME, format!("{:>gutter$}", line.number));
        let bar = look.paint(FRAME, "|");
        let shown: String = cells.iter().map(|c| c.shown.as_str()).collect();
        writeln!(out, "{number} {bar}{}{}", if shown.trim().is_empty() { "" } else { " " }, shown.trim_end())?;
        write!(out, "{:gutter$} {bar} ", "")?;
        let mut at = 0;
        let used = cells.iter().rposition(|c| c.mark != ' ').map_or(0, |last| last + 1);
        for run in cells[..used].chunk_by(|a, b| a.mark == b.mark) {
            let width: usize = run.iter().map(|c| c.width.max(usize::from(c.mark != ' ' && run.len() == 1))).sum();
            let style = if run[0].mark == '^' { self.style } else { FRAME };
            write!(out, "{}", look.paint(style, run[0].mark.to_string().repeat(width)))?;
            at += width;
        }
        let style = self.style;
        let label_width = label.width();
        if label.is_empty() {
            writeln!(out)
        } else if at + 1 + label_width <= room && cells[..used].last().is_none_or(|c| c.mark == '^') {
            writeln!(out, " {}", look.paint(style, label))
        } else {
            // Under the words that it is about, or as far left of them as it must.
            let marked = cells.iter().take_while(|c| c.mark != '^').map(|c| c.width).sum::<usize>();
            let indent = marked.min(room.saturating_sub(label_width));
            writeln!(out)?;
            writeln!(out, "{:gutter$} {bar} {:indent$}{}", "", "", look.paint(style, label))
        }
    }
}

/// A note under a snippet: `= why: …`, wrapped.
pub fn note(out: &mut dyn Write, look: Look, gutter: usize, label: &str, text: &str) -> io::Result<()> {
    let text = harmless(text);
    let hang = " ".repeat(gutter + 5);
    let first = " ".repeat(gutter + 3 + label.width() + 2);
    let options = textwrap::Options::new(look.width).initial_indent(&first).subsequent_indent(&hang);
    for (i, line) in textwrap::wrap(&text, options).iter().enumerate() {
        if i == 0 {
            let equals = look.paint(FRAME, "=");
            let label = look.paint(STRONG, format!("{label}:"));
            writeln!(out, "{:gutter$} {equals} {label} {}", "", line.trim_start())?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// The part of a line around its first primary mark, much more than fits: a finding must not cost what a long line with many of them
/// does.
fn near<'t>(line: &Line<'t>, room: usize) -> Line<'t> {
    /// Bytes of a sign, and more than of most.
    const SIGN: usize = 32;
    let text = line.text;
    let primary = line.marks.iter().filter(|m| m.primary).map(|m| m.range.start).min();
    let first = primary.or_else(|| line.marks.iter().map(|m| m.range.start).min()).unwrap_or(0);
    let border = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let (from, to) = (border(first.saturating_sub(room * SIGN)), border(first + room * SIGN));
    let within = line.marks.iter().filter(|m| m.range.start <= to && m.range.end >= from);
    let marks = within
        .map(|m| Mark { range: m.range.start.max(from) - from..m.range.end.min(to) - from, primary: m.primary })
        .collect();
    Line { number: line.number, text: &text[from..to], marks }
}

/// What is drawn for each grapheme of a line.
fn cells(line: &Line<'_>) -> Vec<Cell> {
    let covers = |at: usize, end: usize, primary: bool| {
        line.marks.iter().any(|m| {
            m.primary == primary
                && (m.range.start < end && at < m.range.end || m.range.is_empty() && m.range.start == at)
        })
    };
    let mark = |at: usize, end: usize| match (covers(at, end, true), covers(at, end, false)) {
        (true, _) => '^',
        (false, true) => '-',
        (false, false) => ' ',
    };
    let mut out: Vec<Cell> = line
        .text
        .grapheme_indices(true)
        .map(|(at, grapheme)| {
            let shown = if grapheme == "\t" { "    ".to_owned() } else { harmless(grapheme) };
            Cell { width: shown.width(), shown, mark: mark(at, at + grapheme.len()) }
        })
        .collect();
    // A mark at the very end of a line, such as for a missing sign.
    if mark(line.text.len(), line.text.len()) != ' ' {
        out.push(Cell { shown: " ".into(), width: 1, mark: '^' });
    }
    out
}

/// The part of a line that fits, around its first primary mark: posts are single long lines.
fn window(cells: Vec<Cell>, room: usize) -> Vec<Cell> {
    let total: usize = cells.iter().map(|c| c.width).sum();
    if total <= room {
        return cells;
    }
    let dots = || Cell { shown: "…".into(), width: 1, mark: ' ' };
    let marked =
        cells.iter().position(|c| c.mark == '^').or_else(|| cells.iter().position(|c| c.mark != ' ')).unwrap_or(0);
    let before: usize = cells[..marked].iter().map(|c| c.width).sum();
    // A third of the room goes to what stands before the mark, more if little follows.
    let lead = (room / 3).max(room.saturating_sub(2 + total - before));
    let mut start = marked;
    let mut used = 0;
    while start > 0 && used + cells[start - 1].width <= lead {
        start -= 1;
        used += cells[start].width;
    }
    if start <= 1 {
        start = 0;
    } else if let Some(space) = cells[start..marked].iter().take(16).position(|c| c.shown == " ") {
        start += space + 1;
    }
    let fits = room - 1 - usize::from(start > 0);
    let mut out: Vec<Cell> = if start > 0 { vec![dots()] } else { Vec::new() };
    let mut width = 0;
    let mut cut = false;
    for cell in cells.into_iter().skip(start) {
        if width + cell.width > fits {
            cut = true;
            break;
        }
        width += cell.width;
        out.push(cell);
    }
    if cut {
        out.push(dots());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, marks: &[(Range<usize>, bool)], width: usize) -> String {
        let marks = marks.iter().map(|(range, primary)| Mark { range: range.clone(), primary: *primary }).collect();
        let snippet = Snippet { name: "a.txt", text, first_line: 9, marks, label: "label".into(), style: Style::new() };
        let mut out = Vec::new();
        snippet.write(&mut out, Look::plain(width)).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn carets_stand_under_the_words_whatever_their_width() {
        assert_eq!(
            drawn("née 👮🏽‍♀️ call\nnothing\n\tthe end", &[(23..27, true), (41..44, false)], 80),
            "  --> a.txt:9:11\n   |\n 9 | née 👮🏽‍♀️ call\n   |        ^^^^ label\n...\n11 |     the end\n   |         ---\n   |\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = "word ".repeat(60) + "MARK" + &" tail".repeat(60);
        let out = drawn(&text, &[(300..304, true)], 60);
        let lines: Vec<&str> = out.lines().collect();
        assert!(lines[2].starts_with("9 | …word word") && lines[2].ends_with('…'), "{out}");
        assert!(lines.iter().all(|l| l.width() <= 60), "{out}");
        assert_eq!(lines[2].find("MARK").map(|at| lines[2][..at].width()), lines[3].find('^'), "{out}");
    }

    #[test]
    fn a_mark_far_out_in_a_long_line_is_shown_as_one_close_by() {
        let (few, many) = ("née word ".repeat(60), "née word ".repeat(20_000));
        let shown = |around: &str| {
            let text = format!("{around}MARK and{around}");
            let out = drawn(&text, &[(around.len()..around.len() + 4, true), (0..1, false)], 60);
            out.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(shown(&many), shown(&few));
    }

    #[test]
    fn a_label_without_room_goes_under_the_line() {
        let text = "x".repeat(40) + " MARK";
        let out = drawn(&text, &[(41..45, true)], 50);
        assert!(out.contains("^^^^\n") && out.contains(" label\n"), "{out}");
    }
}
