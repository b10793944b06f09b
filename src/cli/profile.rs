//! Reads a writer's profile. A mistake is told with line, column, key and value.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use clausemark::Profile;
use clausemark::compile::{Problem, read_file, unreadable};
use miette::{IntoDiagnostic, NamedSource, WrapErr};

use super::errors::Failure;
use super::source::Places;

const HELP: &str = "a profile has the keys department (name, aliases, city, email_domains), \
    writer (name, role, rank, badge, unit, home, plates, family, places, terms) and coworkers; all may be left out";

/// Reads a profile file.
pub fn read(path: &Path) -> Result<Profile, Failure> {
    let name = path.display().to_string();
    let text = read_file(path).into_diagnostic().wrap_err_with(|| format!("the profile '{name}' can't be read"))?;
    parse(&name, &text).map_err(|problem| Failure::Problems { problems: vec![problem], places: Places::default() })
}

fn parse(name: &str, text: &str) -> Result<Profile, Problem> {
    let source = Arc::new(NamedSource::new(name, text.to_owned()));
    if let Some(problem) = unreadable(&source) {
        return Err(problem);
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize::<_, Profile>(&mut json)
        .map_err(|e| (e.path().to_string(), e.into_inner()))
        .and_then(|profile| json.end().map(|()| profile).map_err(|e| (".".to_owned(), e)));
    read.map_err(|(key, error)| {
        let span = value_before(text, byte_of(text, error.line(), error.column()));
        let message = error.to_string();
        // The place is told by the line that is shown.
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(before, _)| before);
        let message =
            message.replace("a sequence", "a list").replace("EOF while parsing", "the file ends in the middle of");
        let value = &text[span.clone()];
        let value = if value.trim().is_empty() || message.contains(value.trim_matches('"')) {
            String::new()
        } else {
            format!(" (at {value})")
        };
        let key = if key == "." || key == "?" { String::new() } else { format!("{key}: ") };
        Problem::new(&source, span, format!("{key}{message}{value}")).help(HELP)
    })
}

/// The byte behind the sign that serde_json stopped at; lines from 1, columns in bytes from 1.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column).min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The value or sign that ends at a byte: serde_json tells where it stopped, people look for where it begins.
fn value_before(text: &str, end: usize) -> Range<usize> {
    let before = &text[..end];
    let start = match before.bytes().next_back() {
        Some(b'"') => {
            let quotes = before[..end - 1].match_indices('"').rev();
            let open = quotes
                .map(|(at, _)| at)
                .find(|&at| before[..at].bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 0);
            open.unwrap_or(end - 1)
        }
        Some(b) if b.is_ascii_alphanumeric() => {
            before.rfind(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).map_or(0, |at| at + 1)
        }
        Some(_) => before.char_indices().next_back().map_or(0, |(at, _)| at),
        None => 0,
    };
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> (String, (usize, usize)) {
        let problem = parse("p.json", text).expect_err("the profile is wrong");
        (problem.message().to_owned(), problem.position())
    }

    #[test]
    fn mistakes_name_key_value_and_place() {
        let (message, at) = problem("{\n  \"writer\": { \"badge\": 2217 }\n}");
        assert_eq!(at, (2, 24));
        assert!(message.starts_with("writer.badge: ") && message.contains("2217"), "{message}");
        let (message, at) = problem("{\"writer\": {\"role\": \"king\"}}");
        assert_eq!(at, (1, 21));
        assert!(message.starts_with("writer.role: ") && message.contains("king"), "{message}");
        let (message, at) = problem("{\"coworkers\": [\"A B\", 7]}");
        assert_eq!(at, (1, 23));
        assert!(message.starts_with("coworkers[1]: ") && message.contains('7'), "{message}");
        let (message, at) = problem("{\n\"coworker\": []}");
        assert_eq!(at, (2, 1));
        assert!(message.contains("unknown field `coworker`"), "{message}");
        let (_, at) = problem("{\n\"coworkers\": [],\n}");
        assert_eq!(at, (3, 1));
        let (_, at) = problem("");
        assert_eq!(at, (1, 1));
        let (message, _) = problem("{} x");
        assert!(message.contains("trailing"), "{message}");
    }
}
