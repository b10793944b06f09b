//! Mechanical fixes: what could stand in place of the marked words, or nothing at all.

use crate::finding::Fix;
use crate::rules::FixKind;
use crate::text::utf16::{self, Units};

/// The fixes of a kind for the words at a byte range, with offsets in UTF-16 units.
///
/// Of a hashtag no part can stand for the rest, and the sentence does without it: words in one take the whole tag along, whatever the
/// kind.
pub fn fixes(kind: FixKind, text: &str, units: &Units<'_>, start: usize, end: usize) -> Vec<Fix> {
    let (kind, start, end) = match hashtag(text, start, end) {
        Some((from, to)) => (FixKind::Remove, from, to),
        None => (kind, start, end),
    };
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
            let ending = if is_possessive(text, start, end) { "’s" } else { "" };
            let label = format!("Say “{word}” for “{shown}”");
            (label, start, end_with_initial(text, start, end), format!("{word}{ending}"))
        }
        FixKind::Shorten => (format!("Shorten “{shown}”"), start, end, masked(words)),
    };
    vec![Fix { label, start: units.at(start), end: units.at(end), replacement }]
}

/// The hashtag that words lie in, with its sign.
fn hashtag(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let from = if text[start..].starts_with('#') {
        start
    } else {
        text[..start].char_indices().rev().find(|&(_, c)| !is_part(c)).filter(|&(_, c)| c == '#')?.0
    };
    let to = text[from + 1..].find(|c: char| !is_part(c)).map_or(text.len(), |at| from + 1 + at);
    // Behind a letter or a slash the sign is part of a name or of an address; before nothing but digits it means a number.
    let is_tag =
        text[from + 1..to].contains(char::is_alphabetic) && !text[..from].ends_with(|c: char| is_part(c) || c == '/');
    (is_tag && end <= to).then(|| (utf16::border_before(text, from), utf16::border_after(text, to)))
}

/// What comes behind a name that ends in an s, where it is no thing that somebody has: "hutchins is late".
const AFTER_A_SUBJECT: [&str; 30] = [
    "and", "are", "as", "at", "but", "came", "can", "could", "did", "does", "for", "got", "had", "has", "have", "in",
    "is", "on", "or", "said", "should", "that", "the", "to", "was", "went", "were", "will", "with", "would",
];

/// Whether the words say whose something is. Many write no apostrophe; then the next word tells, as the name itself may end in an s.
fn is_possessive(text: &str, start: usize, end: usize) -> bool {
    let words = &text[start..end];
    if words.ends_with("'s") || words.ends_with("’s") {
        return true;
    }
    let Some(name) = words.strip_suffix('s') else { return false };
    let next = text[end..].strip_prefix(' ').unwrap_or_default();
    let next = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
    // Who thinks, says or called: many names end in an s, so the guess is made only where no verb can follow.
    let is_verb = AFTER_A_SUBJECT.contains(&next) || next.ends_with('s') || next.len() > 4 && next.ends_with("ed");
    name.ends_with(|c: char| c.is_alphabetic() && c != 's') && next.starts_with(char::is_lowercase) && !is_verb
}

/// Where a name ends with the dot of its initial, as in "Sgt W."; a dot that ends the sentence, too, stays.
fn end_with_initial(text: &str, start: usize, end: usize) -> usize {
    let words = &text[start..end];
    let words = words.strip_suffix('.').unwrap_or(words);
    let mut letters = words.chars().rev();
    let is_initial = letters.next().is_some_and(char::is_alphabetic)
        && letters.next().is_some_and(|c| c.is_whitespace() || c == '.');
    let bare = start + words.len();
    match text[bare..].strip_prefix('.') {
        Some(rest) if is_initial => {
            let goes_on = |c: char| c.is_lowercase() || matches!(c, ',' | ';' | ':' | '\'' | '’');
            if rest.trim_start_matches(' ').starts_with(goes_on) { bare + 1 } else { bare }
        }
        _ => end,
    }
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

    /// A text with its brackets taken out, and after the fix for the words that stood in them.
    fn fixed(kind: FixKind, marked: &str) -> String {
        let (start, end) = (marked.find('[').expect("a begin"), marked.find(']').expect("an end") - 1);
        let text = marked.replace(['[', ']'], "");
        let fix = super::fixes(kind, &text, &Units::new(&text), start, end).pop().expect("a fix");
        let mut units: Vec<u16> = text.encode_utf16().collect();
        units.splice(fix.start as usize..fix.end as usize, fix.replacement.encode_utf16());
        String::from_utf16(&units).expect("a text")
    }

    #[test]
    fn a_mark_in_a_hashtag_takes_the_whole_tag_along() {
        assert_eq!(fixed(FixKind::Generalise, "late night #Team[Whitcomb] again"), "late night again");
        assert_eq!(fixed(FixKind::Generalise, "late night [#Marcus]Delgado"), "late night");
        assert_eq!(fixed(FixKind::Remove, "#[FPD] on patrol"), "on patrol");
        assert_eq!(fixed(FixKind::None, "👍 [#FPD] on patrol"), "👍 on patrol");
        assert_eq!(fixed(FixKind::Shorten, "look for #badge_[2217]!"), "look for!");
        assert_eq!(fixed(FixKind::Generalise, "#late [Whitcomb] again"), "#late someone again");
        assert_eq!(fixed(FixKind::Generalise, "x.example/#[Whitcomb]"), "x.example/#someone");
        assert_eq!(fixed(FixKind::Generalise, "# [Whitcomb]"), "# someone");
        assert_eq!(fixed(FixKind::Shorten, "badge #[2217]"), "badge #2•••");
    }

    #[test]
    fn the_dot_of_an_initial_goes_and_that_of_a_sentence_stays() {
        let fixed = |marked| fixed(FixKind::Generalise, marked);
        assert_eq!(fixed("[Sgt W]. is off sick"), "Someone is off sick");
        assert_eq!(fixed("[Sgt W.] is off sick"), "Someone is off sick");
        assert_eq!(fixed("ask [Sgt. W]., who knows"), "ask someone, who knows");
        assert_eq!(fixed("out with [Sgt W.]"), "out with someone.");
        assert_eq!(fixed("out with [Sgt W]. We laughed"), "out with someone. We laughed");
        assert_eq!(fixed("out with [Whitcomb]. we laughed"), "out with someone. we laughed");
    }

    #[test]
    fn a_possessive_without_its_apostrophe_stays_one() {
        let fixed = |marked| fixed(FixKind::Generalise, marked);
        assert_eq!(fixed("[whitcombs] truck is here"), "someone’s truck is here");
        assert_eq!(fixed("that is [Sgt Whitcombs] truck"), "that is someone’s truck");
        assert_eq!(fixed("[Hutchins] is off sick"), "Someone is off sick");
        assert_eq!(fixed("[Hutchins] called in sick"), "Someone called in sick");
        assert_eq!(fixed("so says [Hutchins]"), "so says someone");
        assert_eq!(fixed("[Ross] truly sings"), "Someone truly sings");
        assert_eq!(fixed("[Reyes] thinks so"), "Someone thinks so");
    }
}
