//! The numbers in front of clauses, and the blocks of text that they open.

use crate::Line;

/// A number as it stands in front of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// As printed, such as `(a)` or `26.3.4.`.
    pub printed: String,
    /// Its parts without punctuation: `["a"]`, `["26", "3", "4"]`.
    pub parts: Vec<String>,
}

/// A label and the text up to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// `None` for what stands before the first label.
    pub label: Option<Label>,
    /// Paragraphs, joined from their lines.
    pub paragraphs: Vec<String>,
}

impl Block {
    pub(crate) fn text(&self) -> String {
        self.paragraphs.join("\n")
    }
}

/// Longest part of a label. `xviii` has five letters, policy numbers such as `1069` four digits.
const LONGEST_PART: usize = 6;
/// Words that may stand before a number and belong to it.
const LEADS: [&str; 8] = ["section", "sec.", "article", "part", "chapter", "rule", "§§", "§"];

/// Cuts lines into blocks. A line may open several at once ("1. a. …").
pub(crate) fn blocks(lines: &[Line]) -> Vec<Block> {
    let mut blocks = vec![Block { label: None, paragraphs: Vec::new() }];
    // Words that a hyphen cuts at a line's end are joined if the joined word stands elsewhere.
    let known = Known::of(lines);
    for line in lines {
        let mut rest = without_bullet(&line.text);
        let mut opened = false;
        while let Some((label, after)) = split_label(rest) {
            // "1. 2. " on one line would be a list of numbers, not two clauses.
            if opened && !is_first(&label) {
                break;
            }
            blocks.push(Block { label: Some(label), paragraphs: Vec::new() });
            rest = after;
            opened = true;
        }
        let rest = rest.trim();
        if rest.is_empty() {
            continue;
        }
        let bullet = rest.len() < line.text.trim().len() && !opened;
        let Some(block) = blocks.last_mut() else { continue };
        match block.paragraphs.last_mut() {
            Some(paragraph) if !line.starts_paragraph && !opened && !bullet && !is_heading(paragraph) => {
                known.join(paragraph, rest);
            }
            _ => block.paragraphs.push(squeeze(rest)),
        }
    }
    blocks
}

/// A line in capitals by itself; what follows is text.
fn is_heading(paragraph: &str) -> bool {
    paragraph.chars().any(char::is_uppercase) && !paragraph.chars().any(char::is_lowercase)
}

/// The label that a line begins with.
pub(crate) fn label_of(text: &str) -> Option<Label> {
    split_label(without_bullet(text)).map(|(label, _)| label)
}

fn without_bullet(text: &str) -> &str {
    let text = text.trim_start();
    let mut chars = text.chars();
    match chars.next() {
        Some('-' | '–' | '*' | '•' | '·' | '▪' | '■' | '●' | '○' | '◦' | '\u{f0b7}' | '#' | '>') => {
            let rest = chars.as_str();
            if rest.starts_with([' ', '\t', '\u{a0}']) { rest.trim_start() } else { text }
        }
        _ => text,
    }
}

/// A label at the start, and what follows it.
fn split_label(text: &str) -> Option<(Label, &str)> {
    let text = text.trim_start();
    let lower = text.get(..8.min(text.len())).unwrap_or(text).to_lowercase();
    let lead = LEADS.iter().find(|lead| lower.starts_with(**lead)).map_or(0, |lead| lead.len());
    let (before, rest) = text.split_at_checked(lead)?;
    let rest = rest.trim_start();
    let end = rest.find([' ', '\t', '\u{a0}']).unwrap_or(rest.len());
    let (token, after) = rest.split_at(end);
    let parts = parts_of(token, !before.is_empty())?;
    let printed = if before.is_empty() { token.to_owned() } else { format!("{before} {token}") };
    Some((Label { printed, parts }, after))
}

/// The parts of a token such as `3.`, `(a)`, `iv)`, `26.3.1`, `27A-3`; `None` if it is a word or a plain number.
fn parts_of(token: &str, after_lead: bool) -> Option<Vec<String>> {
    let opened = token.starts_with(['(', '[']);
    let bare = token.trim_start_matches(['(', '[', '*']).trim_end_matches(['.', ')', ']', ':', '*']);
    let closed = bare.len() + usize::from(opened) < token.len();
    let parts: Vec<&str> = bare.split(['.', '-', '(', ')']).filter(|part| !part.is_empty()).collect();
    let first = parts.first()?;
    let fits = |part: &str| part.len() <= LONGEST_PART && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !parts.iter().all(|part| fits(part)) {
        return None;
    }
    let is_ordinal = |part: &str| is_number(part) || is_letter(part) || is_roman(part);
    let good = if parts.len() == 1 {
        // "5 days" and "A dog" are words; "5." and "A)" count.
        (closed || after_lead) && is_ordinal(first)
    } else {
        // "e.g.", "i.e.", "U.S." and "p.m." have letters only; dates have no dots, or end in a year.
        let has_number = parts.iter().any(|part| is_number(part));
        let is_sane = parts.iter().all(|part| is_ordinal(part) || is_numbered_name(part));
        has_number && is_sane && !looks_like_date(&parts) && !bare.contains("..")
    };
    good.then(|| parts.into_iter().map(str::to_owned).collect())
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

/// `a`, `B`, and `aa` after `z`.
fn is_letter(part: &str) -> bool {
    let bytes = part.as_bytes();
    match bytes {
        [one] => one.is_ascii_alphabetic(),
        [one, two] => one.is_ascii_alphabetic() && one == two,
        _ => false,
    }
}

fn is_roman(part: &str) -> bool {
    let same_case = part.bytes().all(|b| b.is_ascii_lowercase()) || part.bytes().all(|b| b.is_ascii_uppercase());
    same_case && part.bytes().all(|byte| b"ivxlIVXL".contains(&byte))
}

/// `27A`, `PP`: a policy's own number in front.
fn is_numbered_name(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) && part.len() <= 5
}

fn looks_like_date(parts: &[&str]) -> bool {
    parts.len() == 3 && parts.iter().all(|part| is_number(part)) && matches!(parts[2].len(), 4)
}

fn is_first(label: &Label) -> bool {
    matches!(label.parts.last().map(String::as_str), Some("1" | "a" | "A" | "i" | "I"))
}

/// One blank between words, and without the marks that some conversions leave for bold and slanted type.
fn squeeze(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.matches('*').count() < 2 && !words.contains("</") {
        return words;
    }
    ["**", "*", "<i>", "</i>", "<b>", "</b>"].iter().fold(words, |words, mark| words.replace(mark, ""))
}

/// The words of a document, to tell a hyphen that conversion made from one that was written.
struct Known(std::collections::HashSet<String>);

impl Known {
    fn of(lines: &[Line]) -> Self {
        let words = lines.iter().flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric()));
        Self(words.map(str::to_lowercase).collect())
    }

    /// Puts a line behind the paragraph that it goes on with.
    fn join(&self, paragraph: &mut String, line: &str) {
        let line = squeeze(line);
        let hyphen = paragraph.chars().next_back().filter(|last| matches!(last, '-' | '\u{ad}'));
        let Some(hyphen) = hyphen.filter(|_| line.starts_with(char::is_lowercase)) else {
            paragraph.push(' ');
            paragraph.push_str(&line);
            return;
        };
        let no_letter = |c: char| !c.is_alphanumeric();
        let head = paragraph.trim_end_matches(hyphen).rsplit(no_letter).next().unwrap_or_default();
        let tail = line.split(no_letter).next().unwrap_or_default();
        if hyphen == '\u{ad}' || self.0.contains(&format!("{head}{tail}").to_lowercase()) {
            paragraph.pop();
        }
        paragraph.push_str(&line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    fn parts(text: &str) -> Option<String> {
        label_of(text).map(|label| label.parts.join("."))
    }

    #[test]
    fn labels_of_many_shapes_are_seen() {
        for (text, expected) in [
            ("3. Use", "3"),
            ("  12) Use", "12"),
            ("(a) use", "a"),
            ("iv. use", "iv"),
            ("IV) USE", "IV"),
            ("26.3.10 Use", "26.3.10"),
            ("26.3.4. Use", "26.3.4"),
            ("26.1.0", "26.1.0"),
            ("Section 4 Use", "4"),
            ("§ 4.2 Use", "4.2"),
            ("- b. use", "b"),
            ("3.2(a) use", "3.2.a"),
            ("9.", "9"),
        ] {
            assert_eq!(parts(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_dates_and_short_forms_are_not() {
        for text in [
            "i.e., a post",
            "e.g. a post",
            "U.S. law",
            "p.m. on Friday",
            "A dog",
            "5 days",
            "1/24/19",
            "12.24.2019 is",
            "part of the",
            "I think",
            "section of a page",
            "mild. And",
            "did.",
            "(see below)",
            "- This policy",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn lines_join_to_paragraphs_and_cut_words_to_words() {
        let lines = text::from_str(
            "1. Use of the\n   site, inves-\ntigation and well-\nknown names\n\nNew.\n2. The investigation",
        );
        let blocks = blocks(&lines);
        assert_eq!(blocks[1].paragraphs, ["Use of the site, investigation and well-known names", "New."]);
        assert_eq!(blocks[2].text(), "The investigation");
    }

    #[test]
    fn marks_of_type_go() {
        let blocks = blocks(&text::from_str("a. *Blog* - a <i>diary</i> in **parts**\nb. 3 * 4"));
        assert_eq!(blocks[1].text(), "Blog - a diary in parts");
        assert_eq!(blocks[2].text(), "3 * 4");
    }

    #[test]
    fn one_line_can_open_two_blocks() {
        let blocks = blocks(&text::from_str("3. a. A rule"));
        assert_eq!(blocks.len(), 3);
        assert_eq!(blocks[2].text(), "A rule");
    }
}
