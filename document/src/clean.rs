//! What conversion leaves between the words: page heads, page feet and page numbers.

use std::collections::HashMap;

use crate::Line;
use crate::label;

/// A running head or foot comes back this often at least. Twice happens in text, too ("a. Blog").
const TIMES: usize = 3;
/// Longest running head or foot, in characters: a line of print.
const LONGEST: usize = 90;

/// Leaves out lines that only belong to a page. The line after one goes on with the paragraph before it, as the sentence does.
pub(crate) fn without_page_furniture(lines: Vec<Line>) -> Vec<Line> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for line in &lines {
        *seen.entry(shape(&line.text)).or_default() += 1;
    }
    let is_furniture = |line: &Line| {
        let text = line.text.trim();
        if text.chars().count() > LONGEST {
            return false;
        }
        let shape = shape(text);
        let again = seen.get(&shape).copied().unwrap_or_default();
        is_page_count(&shape) || (again >= TIMES && !shape.is_empty() && label::label_of(text).is_none())
    };
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut after_furniture = false;
    for mut line in lines {
        if is_furniture(&line) {
            after_furniture = true;
            continue;
        }
        if std::mem::take(&mut after_furniture) && kept.last().is_some_and(|last| !ends_sentence(&last.text)) {
            line.starts_paragraph = false;
        }
        kept.push(line);
    }
    kept
}

/// The line with its numbers made alike: "Page 2 of 5" and "Page 3 of 5" are the same foot.
fn shape(text: &str) -> String {
    let mut shape = String::with_capacity(text.len());
    for c in text.trim().chars() {
        let c = if c.is_ascii_digit() { '#' } else { c.to_ascii_lowercase() };
        if c != '#' || !shape.ends_with('#') {
            shape.push(c);
        }
    }
    shape
}

/// "Page 3", "page 3 of 5", "- 3 -", "3 | Page", and anything short that ends in "page 3 of 5".
fn is_page_count(shape: &str) -> bool {
    let bare: String = shape.chars().filter(|c| !c.is_whitespace() && !"-–—|[]".contains(*c)).collect();
    matches!(bare.as_str(), "#" | "page#" | "#page" | "page#of#" | "page:#of#" | "#of#" | "#/#" | "pg#" | "pg.#")
        || bare.ends_with("page#of#")
        || bare.ends_with("page:#of#")
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', ')', '’', ' ']).ends_with(['.', ':', ';', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    fn clean(text: &str) -> Vec<String> {
        without_page_furniture(text::from_str(text)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn heads_feet_and_numbers_of_pages_go() {
        let page = |n: u8, words| format!("Harbor PD – Manual\n{words}\n{n}\nRules Page {n} of 3\n");
        let text = page(1, "first words") + &page(2, "then others") + &page(3, "and the last");
        assert_eq!(clean(&text), ["first words", "then others", "and the last"]);
    }

    #[test]
    fn clauses_that_repeat_stay() {
        let text = "1. Requests\na. approval\n2. Notices\na. approval\n3. Other\na. approval";
        assert_eq!(clean(text).len(), 6);
    }

    #[test]
    fn a_sentence_goes_on_after_a_page_break() {
        let lines = without_page_furniture(text::from_str("A rule that goes\n\nPage 1 of 2\n\non here."));
        assert!(!lines[1].starts_paragraph);
    }
}
