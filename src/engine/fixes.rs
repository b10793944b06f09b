//! Mechanical fixes: what could stand in place of the marked words, or nothing at all.

use crate::finding::Fix;
use crate::rules::FixKind;
use crate::text::utf16::{self, Units};

/// The fixes of a kind for the words at a byte range, with offsets in UTF-16 units.
pub fn fixes(kind: FixKind, text: &str, units: &Units<'_>, start: usize, end: usize) -> Vec<Fix> {
    let words = &text[start..end];
    let shown = shorten_for_button(words);
    let (label, start, end, replacement) = match kind {
        FixKind::None => return Vec::new(),
        FixKind::Remove => {
            let (start, end) = with_one_space(text, start, end);
            (format!("Remove “{shown}”"), start, end, String::new())
        }
        FixKind::Generalise => {
            let word = if begins_sentence(text, start) { "Someone" } else { "someone" };
            let possessive = words.ends_with("'s") || words.ends_with("’s");
            let ending = if possessive { "’s" } else { "" };
            (format!("Say “{word}” for “{shown}”"), start, end, format!("{word}{ending}"))
        }
        FixKind::Shorten => (format!("Shorten “{shown}”"), start, end, masked(words)),
    };
    vec![Fix { label, start: units.at(start), end: units.at(end), replacement }]
}

/// Whether a sentence that is written with a capital begins here.
fn begins_sentence(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '"', '“']);
    let is_capital = text[start..].starts_with(char::is_uppercase);
    is_capital && (before.is_empty() || before.ends_with(['.', '!', '?', '\n']))
}

/// Takes the space on one side along, so that none is left double.
fn with_one_space(text: &str, start: usize, end: usize) -> (usize, usize) {
    let alone =
        |from: usize| utf16::border_before(text, from) == from && utf16::border_after(text, from + 1) == from + 1;
    if text[end..].starts_with(' ') && alone(end) && (start == 0 || text[..start].ends_with([' ', '\n'])) {
        (start, end + 1)
    } else if text[..start].ends_with(' ') && alone(start - 1) {
        (start - 1, end)
    } else {
        (start, end)
    }
}

/// The first letter or digit stays, the others become dots: "BXK-4471" is "B••-••••".
fn masked(words: &str) -> String {
    let mut kept = false;
    words
        .chars()
        .map(|c| {
            let hide = c.is_alphanumeric() && kept;
            kept |= c.is_alphanumeric();
            if hide { '•' } else { c }
        })
        .collect()
}

fn shorten_for_button(words: &str) -> String {
    const LONGEST: usize = 24;
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let cut = utf16::border_before(words, words.char_indices().nth(LONGEST - 1).map_or(words.len(), |(i, _)| i));
    format!("{}…", words[..cut].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixes_leave_a_clean_text() {
        let fixes = |kind, text, start, end| super::fixes(kind, text, &Units::new(text), start, end);
        let text = "proud of Delgado tonight";
        let fix = &fixes(FixKind::Remove, text, 9, 16)[0];
        assert_eq!((fix.start, fix.end), (9, 17));
        let fix = &fixes(FixKind::Shorten, "👍 BXK-4471", 5, 13)[0];
        assert_eq!((fix.start, fix.end, fix.replacement.as_str()), (3, 11, "B••-••••"));
        let someone = |text, start, end| fixes(FixKind::Generalise, text, start, end)[0].replacement.clone();
        assert_eq!(someone("late again. Delgado’s truck", 12, 23), "Someone’s");
        assert_eq!(someone(text, 9, 16), "someone");
        assert_eq!(someone("delgado is late", 0, 7), "someone");
        assert!(fixes(FixKind::None, text, 0, 5).is_empty());
    }
}
