//! A link into an official document, to the place of a clause.

/// Words on each side of a range; enough to be the only such place in a policy.
const WORDS: usize = 6;

/// The text fragment that leads a browser to a clause's words in a web page, such as `#:~:text=You%20ask%20first`; empty for
/// a clause without words. A longer clause is named by its first and its last words.
///
/// Syntax and escapes are those of the WICG draft "URL Fragment Text Directives": `-`, `,` and `&` have a meaning of their own there.
/// A browser that knows none opens the document at its top.
pub fn text_fragment(wording: &str) -> String {
    let Some(paragraph) = wording.lines().find(|line| !line.trim().is_empty()) else { return String::new() };
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    if words.len() <= 2 * WORDS {
        return format!("#:~:text={}", escape(&words.join(" ")));
    }
    let (first, last) = (&words[..WORDS], &words[words.len() - WORDS..]);
    format!("#:~:text={},{}", escape(&first.join(" ")), escape(&last.join(" ")))
}

fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' | b'\'' | b'(' | b')' | b'!' | b'*' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_clauses_get_a_fragment() {
        assert_eq!(text_fragment("Off-duty, R&D"), "#:~:text=Off%2Dduty%2C%20R%26D");
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert_eq!(
            text_fragment(long),
            "#:~:text=one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen"
        );
        assert_eq!(text_fragment(" \n"), "");
    }
}
