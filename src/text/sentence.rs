//! Cuts a draft into sentences, with nothing but the characters near a cut deciding about it.
//!
//! Posts are not prose: a line break ends a sentence, three dots before a small letter don't, a dot after a rank or
//! an initial doesn't. Because a cut depends on its neighbourhood alone, an edit moves only the cuts near it, which
//! is what lets a [`Session`](crate::Session) keep its work on all other sentences.

/// Words that end in a dot without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx", "apt", "ave", "blvd", "capt", "cmdr", "co", "col", "cpl", "dept", "det", "dr", "e.g", "etc", "hwy",
    "i.e", "inc", "jr", "lt", "ltd", "maj", "mr", "mrs", "ms", "mt", "no", "ofc", "ofcr", "pfc", "pvt", "rd", "rev",
    "sgt", "sr", "st", "supt", "vs",
];

/// The end of the sentence that begins at `start`, in bytes; white space after it belongs to it.
///
/// Returns `text.len()` for the last one.
#[must_use]
pub fn end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let Some(step) = bytes[at..].iter().position(|b| matches!(b, b'\n' | b'.' | b'!' | b'?' | 0xe2)) else {
            return text.len();
        };
        at += step;
        match bytes[at] {
            b'\n' => return skip_space(bytes, at + 1),
            0xe2 if !text[at..].starts_with('…') => {
                at += 3;
                continue;
            }
            _ => {}
        }
        let mark = at;
        at = skip_marks(text, at);
        let after = skip_closers(text, at);
        let spaced = bytes.get(after).is_none_or(u8::is_ascii_whitespace);
        if spaced && !goes_on(text, start, mark, at, after) {
            return skip_space(bytes, after);
        }
    }
    text.len()
}

/// Skips the run of `.`, `!`, `?` and `…`.
fn skip_marks(text: &str, at: usize) -> usize {
    at + text[at..].find(|c| !matches!(c, '.' | '!' | '?' | '…')).unwrap_or(text.len() - at)
}

/// Skips closing quotes and brackets.
fn skip_closers(text: &str, at: usize) -> usize {
    at + text[at..].find(|c| !matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '*' | '_')).unwrap_or(text.len() - at)
}

fn skip_space(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(bytes.len() - at)
}

/// Whether the sentence goes on after the marks at `mark..end`.
fn goes_on(text: &str, start: usize, mark: usize, end: usize, after: usize) -> bool {
    let marks = &text[mark..end];
    let next = text[after..].trim_start_matches([' ', '\t']).chars().next();
    if matches!(marks, ".." | "..." | "…" | "....") {
        return next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    }
    if marks != "." {
        return false;
    }
    let word =
        text[start..mark].rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“')).next().unwrap_or("");
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_alphabetic)
        && letters.next().is_none()
        && !matches!(word, "I" | "u" | "U" | "i");
    initial || (word.len() <= 6 && ABBREVIATIONS.iter().any(|a| a.eq_ignore_ascii_case(word)) && next.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let e = end(text, at);
            out.push(&text[at..e]);
            at = e;
        }
        out
    }

    #[test]
    fn sentences_as_people_type_them() {
        assert_eq!(split("Talked to Sgt. W. about it. he laughed"), ["Talked to Sgt. W. about it. ", "he laughed"]);
        assert_eq!(split("so yeah... we rolled up"), ["so yeah... we rolled up"]);
        assert_eq!(split("Wow!!! \"No way.\" Ok"), ["Wow!!! ", "\"No way.\" ", "Ok"]);
        assert_eq!(split("one\n\ntwo… Three 3.5 x.com/a"), ["one\n\n", "two… ", "Three 3.5 x.com/a"]);
        assert_eq!(split("“quoted” — fine"), ["“quoted” — fine"]);
        assert!(split("").is_empty());
    }
}
