//! The pattern language: from a string of a rule file to a tree.
//!
//! ```text
//! arrest            any form: arrest, arrests, arrested, arresting
//! arrest/n arrest/v noun forms only, verb forms only; calm/a adjective forms
//! =arrest           as it stands
//! (a|b c|d)  x?     alternatives, option
//! {weapon}          a class; {@coworker} a profile slot; {number} a kind of token
//! ...  ..8          a gap of up to 3 words within the clause; of up to 8 words, commas allowed
//! _                 any one word
//! [found] in        the marked words are those in brackets
//! !x  !<x           not followed by x; not preceded by x (a word, class, slot, kind or group of them)
//! ^  $              begin and end of the sentence
//! ```

use std::ops::Range;

use super::inflect::Forms;
use super::limits::PATTERN_BYTES;
use crate::text::token::kind;

/// A pattern as a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// One after the other.
    Seq(Vec<Node>),
    /// One of these.
    Alt(Vec<Node>),
    /// There or not.
    Opt(Box<Node>),
    /// A word as typed in the rule, before folding.
    Word(String, Forms),
    /// A class by name.
    Class(String),
    /// A profile slot by name.
    Slot(String),
    /// Kind bits of a token.
    Kind(u16),
    /// Up to so many words; whether it may reach over commas.
    Gap(u8, bool),
    /// Any one word.
    Any,
    /// The next token is none of these.
    Not(Vec<Node>),
    /// The token before is none of these.
    NotBefore(Vec<Node>),
    /// Begin of the sentence.
    Start,
    /// End of the sentence.
    End,
    /// The marked words.
    Marked(Box<Node>),
}

/// What is wrong with a pattern, and at which bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong.
    pub message: String,
    /// Bytes of the pattern.
    pub span: Range<usize>,
}

/// Longest gap that a pattern may have, in words. Bounded gaps keep the matching linear.
pub const MAX_GAP: u8 = 12;

/// Reads a pattern.
///
/// # Errors
/// Says what is wrong and where, for the first mistake.
pub fn parse(pattern: &str) -> Result<Node, PatternError> {
    if pattern.len() > PATTERN_BYTES {
        let message = format!("a pattern has at most {PATTERN_BYTES} bytes; split it, or make a class of its lists");
        return Err(PatternError { message, span: 0..1 });
    }
    let mut parser = Parser { text: pattern, at: 0, depth: 0, marked: false };
    let node = parser.sequence()?;
    if parser.at < pattern.len() {
        return Err(parser.error("this bracket closes nothing", parser.at..parser.at + 1));
    }
    Ok(node)
}

struct Parser<'p> {
    text: &'p str,
    at: usize,
    depth: u8,
    marked: bool,
}

impl Parser<'_> {
    fn error(&self, message: impl Into<String>, span: Range<usize>) -> PatternError {
        PatternError { message: message.into(), span: span.start.min(self.text.len())..span.end.min(self.text.len()) }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_space(&mut self) {
        self.at += self.text[self.at..].len() - self.text[self.at..].trim_start().len();
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut items = Vec::new();
        let start = self.at;
        loop {
            self.skip_space();
            match self.peek() {
                None | Some('|' | ')' | ']') => break,
                Some(_) => {
                    let item = self.item()?;
                    let optional = self.text[self.at..].starts_with('?');
                    if optional {
                        self.at += 1;
                    }
                    items.push(if optional { Node::Opt(Box::new(item)) } else { item });
                }
            }
        }
        match items.len() {
            0 => Err(self.error("there is nothing to match here", start..self.at.max(start + 1))),
            1 => Ok(items.remove(0)),
            _ => Ok(Node::Seq(items)),
        }
    }

    fn group(&mut self, close: char) -> Result<Node, PatternError> {
        let open = self.at;
        self.at += 1;
        self.depth += 1;
        if self.depth > 8 {
            return Err(self.error("groups may nest eight deep at most", open..open + 1));
        }
        let mut branches = vec![self.sequence()?];
        while self.peek() == Some('|') {
            self.at += 1;
            branches.push(self.sequence()?);
        }
        if self.peek() != Some(close) {
            return Err(self.error(format!("this bracket needs a closing '{close}'"), open..open + 1));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Alt(branches) })
    }

    fn item(&mut self) -> Result<Node, PatternError> {
        let start = self.at;
        let rest = &self.text[start..];
        match self.peek().unwrap_or(' ') {
            '(' => self.group(')'),
            '[' => {
                if std::mem::replace(&mut self.marked, true) {
                    return Err(self.error("a pattern marks one run of words", start..start + 1));
                }
                Ok(Node::Marked(Box::new(self.group(']')?)))
            }
            '{' => self.braces(),
            '^' => self.one(Node::Start),
            '$' if rest[1..].is_empty() || rest[1..].starts_with([' ', ')', '|', ']']) => self.one(Node::End),
            '_' if rest[1..].is_empty() || rest[1..].starts_with([' ', ')', '|', ']', '?']) => self.one(Node::Any),
            '!' => {
                let before = rest.starts_with("!<");
                self.at += if before { 2 } else { 1 };
                let item = match self.peek() {
                    None | Some('!') => Node::Seq(Vec::new()),
                    Some(_) => self.item()?,
                };
                let list = match item {
                    Node::Alt(list) => list,
                    other => vec![other],
                };
                if !list.iter().all(|n| matches!(n, Node::Word(..) | Node::Class(_) | Node::Slot(_) | Node::Kind(_))) {
                    return Err(self.error(
                        "after '!' stands a word, a class, or single ones of them in brackets",
                        start..self.at,
                    ));
                }
                Ok(if before { Node::NotBefore(list) } else { Node::Not(list) })
            }
            '.' if rest.starts_with("...") => {
                self.at += 3;
                Ok(Node::Gap(3, false))
            }
            '.' if rest.starts_with("..") => self.gap(),
            '=' => {
                self.at += 1;
                self.word(Forms::Exact)
            }
            _ => self.word(Forms::All),
        }
    }

    fn one(&mut self, node: Node) -> Result<Node, PatternError> {
        self.at += 1;
        Ok(node)
    }

    fn gap(&mut self) -> Result<Node, PatternError> {
        let start = self.at;
        self.at += 2;
        let digits =
            self.text[self.at..].len() - self.text[self.at..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let words = self.text[self.at..self.at + digits].parse::<u8>().ok().filter(|n| (1..=MAX_GAP).contains(n));
        self.at += digits;
        words
            .map(|n| Node::Gap(n, true))
            .ok_or_else(|| self.error(format!("a gap is written ..1 to ..{MAX_GAP}"), start..self.at))
    }

    fn braces(&mut self) -> Result<Node, PatternError> {
        let start = self.at;
        let Some(len) = self.text[start..].find('}') else {
            return Err(self.error("this bracket needs a closing '}'", start..start + 1));
        };
        self.at = start + len + 1;
        let name = &self.text[start + 1..start + len];
        if let Some(slot) = name.strip_prefix('@') {
            return Ok(Node::Slot(slot.to_owned()));
        }
        let bits: u16 = kind::NAMED.iter().filter(|(n, _)| *n == name).map(|(_, bit)| bit).sum();
        Ok(if bits != 0 { Node::Kind(bits) } else { Node::Class(name.to_owned()) })
    }

    fn word(&mut self, forms: Forms) -> Result<Node, PatternError> {
        let start = self.at;
        let len =
            self.text[start..].find([' ', '(', ')', '[', ']', '|', '{', '}', '?']).unwrap_or(self.text.len() - start);
        self.at = start + len;
        let raw = &self.text[start..self.at];
        let (word, forms) = match raw.rsplit_once('/') {
            Some((word, "n")) => (word, Forms::Noun),
            Some((word, "v")) => (word, Forms::Verb),
            Some((word, "a")) => (word, Forms::Adjective),
            Some(_) => return Err(self.error("after '/' stands n, v or a", start..self.at)),
            None => (raw, forms),
        };
        let known = |c: char| {
            c.is_alphanumeric()
                || matches!(c, '\'' | '’' | '-' | '*' | '&' | '@' | '$' | ':' | '.' | ',')
                || !c.is_ascii()
        };
        if word.is_empty() || !word.chars().all(known) {
            return Err(self.error(format!("'{raw}' is no word"), start..self.at.max(start + 1)));
        }
        Ok(Node::Word(word.to_owned(), forms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_patterns() {
        let word = |w: &str| Node::Word(w.into(), Forms::All);
        assert_eq!(
            parse("(run|look up) ..4 {plate}? =tag").unwrap(),
            Node::Seq(vec![
                Node::Alt(vec![word("run"), Node::Seq(vec![word("look"), word("up")])]),
                Node::Gap(4, true),
                Node::Opt(Box::new(Node::Class("plate".into()))),
                Node::Word("tag".into(), Forms::Exact),
            ])
        );
        assert_eq!(
            parse("{number} !{time}").unwrap(),
            Node::Seq(vec![Node::Kind(kind::NUMBER), Node::Not(vec![Node::Kind(kind::TIME)])])
        );
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (pattern, message, at) in [
            ("a (b|c", "closing ')'", 2),
            ("a ) b", "closes nothing", 2),
            ("a () b", "nothing to match", 3),
            ("a ..40 b", "..1 to ..12", 2),
            ("run/x", "n, v or a", 0),
            ("[a] [b]", "one run", 4),
            ("", "nothing to match", 0),
            ("a !!b", "after '!'", 2),
            ("((((((((((a))))))))))", "eight deep", 8),
        ] {
            let error = parse(pattern).unwrap_err();
            assert!(error.message.contains(message), "{pattern}: {}", error.message);
            assert_eq!(error.span.start, at, "{pattern}");
        }
        for sign in ["!", "(", "[", "{", "a?", "|", "..2 "] {
            let _ = parse(&sign.repeat(1_300));
            assert!(parse(&sign.repeat(9_999)).unwrap_err().message.contains("at most"), "{sign}");
        }
    }
}
