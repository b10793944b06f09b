//! Finds rule files and reads them, collecting every mistake on the way.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use miette::NamedSource;
use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use super::error::Problem;
use super::files::Text;
use super::limits::{FILE_BYTES, FILES, FOLDER_BYTES, FOLDER_DEPTH, FORMS, PROBLEMS};

/// A rule file: its path within the rules folder, with `/`, and its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct SourceFile {
    /// Path within the folder.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl SourceFile {
    /// The file's name without its ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What is wrong with an id that is not the file's name.
    pub(super) fn misnamed(&self, source: &Arc<NamedSource<String>>, id: &Text) -> Option<Problem> {
        let (name, stem) = (id.get_ref(), self.stem());
        (name != stem).then(|| Problem::new(source, id.span(), format!("id '{name}' is not the file's name '{stem}'")))
    }

    /// For messages.
    #[must_use]
    pub fn named(&self) -> Arc<NamedSource<String>> {
        Arc::new(NamedSource::new(&self.path, self.text.clone()).with_language("TOML"))
    }
}

/// All `.toml`, `.txt` and `.tsv` files of a folder and its subfolders, sorted by path. Links to folders are not followed, and
/// names that begin with a dot are passed over: editors and version control put their own files there.
///
/// # Errors
/// A folder or file can't be read, or there is more than a folder of rules may hold; the message names the path.
pub fn read_folder(folder: &Path) -> std::io::Result<Vec<SourceFile>> {
    let mut out = Vec::new();
    let mut bytes = 0;
    let mut todo = vec![(folder.to_path_buf(), 0)];
    while let Some((dir, depth)) = todo.pop() {
        for entry in std::fs::read_dir(&dir).map_err(|e| named(&dir, e))? {
            let entry = entry.map_err(|e| named(&dir, e))?;
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if entry.file_type().map_err(|e| named(&path, e))?.is_dir() {
                if depth == FOLDER_DEPTH {
                    return Err(too_much(&path, format!("folders nest {FOLDER_DEPTH} deep at most")));
                }
                todo.push((path, depth + 1));
                continue;
            }
            let known = path.extension().is_some_and(|e| e == "toml" || e == "txt" || e == "tsv");
            // What is no file, such as a pipe, might never end.
            let metadata = if known { std::fs::metadata(&path).map_err(|e| named(&path, e))? } else { continue };
            if !metadata.is_file() {
                continue;
            }
            bytes += metadata.len().min(FILE_BYTES);
            if bytes > FOLDER_BYTES || out.len() == FILES {
                let all = FOLDER_BYTES >> 20;
                return Err(too_much(&path, format!("a folder of rules has at most {FILES} files and {all} MiB")));
            }
            let relative = path.strip_prefix(folder).unwrap_or(&path);
            let parts: Vec<_> = relative.iter().map(|p| p.to_string_lossy()).collect();
            let text = read_file(&path).map_err(|e| named(&path, e))?;
            out.push(SourceFile { path: parts.join("/"), text });
        }
    }
    out.sort();
    Ok(out)
}

/// The text of a file as people saved it. What is no UTF-8 in it is read as U+FFFD, and of a file that is too large only so much as
/// shows that: [`unreadable`] tells of both, so that one such file hides no mistake in another.
///
/// # Errors
/// The file can't be opened or read.
pub fn read_file(path: &Path) -> std::io::Result<String> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(FILE_BYTES + 1 + MARK.len() as u64).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(bytes.strip_prefix(MARK).unwrap_or(&bytes)).into_owned())
}

/// Why a file can't be taken for what it should hold, if it can't.
#[must_use]
pub fn unreadable(source: &Arc<NamedSource<String>>) -> Option<Problem> {
    let text = source.inner();
    if text.len() as u64 > FILE_BYTES {
        let limit = format!("a file has {} MiB at most", FILE_BYTES >> 20);
        return Some(Problem::new(source, 0..0, limit).help("spread it over several files"));
    }
    let (at, sign) = text.match_indices(char::REPLACEMENT_CHARACTER).next()?;
    Some(Problem::new(source, at..at + sign.len(), "this is no text in UTF-8").help("save it as UTF-8"))
}

fn named(path: &Path, error: std::io::Error) -> std::io::Error {
    std::io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn too_much(path: &Path, limit: String) -> std::io::Error {
    named(path, std::io::Error::other(limit))
}

/// Reads one file as `T`. Unknown keys, with `help` on where to look for the known ones, and values of the wrong kind are added to
/// `problems`.
pub fn parse<T: DeserializeOwned>(
    source: &Arc<NamedSource<String>>,
    help: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    if let Some(problem) = unreadable(source) {
        problems.push(problem);
        return None;
    }
    let text = source.inner().as_str();
    let wrong = |error: &toml::de::Error| {
        let span = error.span().unwrap_or(0..text.len().min(1));
        let key = key_at(text, &span).map_or_else(String::new, |key| format!("{key}: "));
        let curly = text.get(span.start..).is_some_and(|rest| rest.starts_with(['“', '”', '„', '‘', '’']));
        let message = format!("{key}{}", value_message(text, span.clone(), error.message()));
        let problem = Problem::new(source, span, message);
        if curly {
            problem.help("quotes are straight here, as plain text editors write them: \"…\"")
        } else {
            problem
        }
    };
    let deserializer = match toml::Deserializer::parse(text) {
        Ok(deserializer) => deserializer,
        Err(error) => {
            problems.push(wrong(&error));
            return None;
        }
    };
    let mut unknown = Vec::new();
    // What may be left out stands in such a path as `?`, which is no part of the file.
    let keys = |path: String| path.split('.').filter(|part| *part != "?").collect::<Vec<_>>().join(".");
    let value = serde_ignored::deserialize(deserializer, |path| unknown.push(keys(path.to_string())));
    for (path, span) in find_keys(source, unknown) {
        let key = path.rsplit('.').next().unwrap_or(&path).to_owned();
        problems.push(Problem::new(source, span, format!("the key '{key}' is not known here")).help(help));
    }
    match value {
        Ok(value) => Some(value),
        Err(error) => {
            problems.push(wrong(&error));
            None
        }
    }
}

/// A message that names the value, where there is one in a line and the message doesn't name it.
fn value_message(text: &str, span: Range<usize>, message: &str) -> String {
    let message = match message.rsplit_once("expected ") {
        Some((before, "i8")) => format!("{before}expected a whole number from -128 to 127"),
        Some((before, "u8")) => format!("{before}expected a whole number from 0 to 255"),
        _ => message.to_owned(),
    };
    let value = text.get(span).unwrap_or("").lines().next().unwrap_or("").trim();
    let named = value.is_empty() || value.len() > 80 || message.contains(value.trim_matches(['"', '\'']));
    if named { message } else { format!("{message} (at '{value}')") }
}

/// The key, such as `terms.0.weight`, whose value holds a place; none where the file is no TOML at all.
fn key_at(text: &str, span: &Range<usize>) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    let mut path = Vec::new();
    key_in(table.get_ref(), span, &mut path).then(|| path.join("."))
}

fn key_in(table: &DeTable<'_>, span: &Range<usize>, path: &mut Vec<String>) -> bool {
    table.iter().any(|(key, value)| {
        path.push(key.get_ref().to_string());
        let found = value_holds(value.get_ref(), &value.span(), span, path);
        if !found {
            path.pop();
        }
        found
    })
}

fn value_holds(value: &DeValue<'_>, at: &Range<usize>, span: &Range<usize>, path: &mut Vec<String>) -> bool {
    match value {
        DeValue::Table(inner) if key_in(inner, span, path) => return true,
        DeValue::Array(list) => {
            for (i, item) in list.iter().enumerate() {
                path.push(i.to_string());
                if value_holds(item.get_ref(), &item.span(), span, path) {
                    return true;
                }
                path.pop();
            }
        }
        _ => {}
    }
    at.start <= span.start && span.end <= at.end
}

/// Where keys such as `cues.humour` stand in a file; of no more than are told ([`PROBLEMS`]).
pub fn find_keys(source: &NamedSource<String>, paths: Vec<String>) -> Vec<(String, Range<usize>)> {
    if paths.is_empty() {
        return Vec::new();
    }
    let table = DeTable::parse(source.inner()).ok();
    let place = |path: &str| table.as_ref().and_then(|t| key_span(t.get_ref(), path)).unwrap_or(0..1);
    paths
        .into_iter()
        .take(PROBLEMS)
        .map(|path| {
            let span = place(&path);
            (path, span)
        })
        .collect()
}

/// Where a key such as `check.0.weigth` stands.
fn key_span(table: &DeTable<'_>, path: &str) -> Option<Range<usize>> {
    let (head, rest) = path.split_once('.').map_or((path, None), |(h, r)| (h, Some(r)));
    let (key, value) = table.iter().find(|(k, _)| k.get_ref() == head)?;
    let Some(mut rest) = rest else { return Some(key.span()) };
    let mut value = value;
    loop {
        match value.get_ref() {
            DeValue::Table(inner) => return key_span(inner, rest),
            DeValue::Array(list) => {
                let (index, tail) = rest.split_once('.')?;
                value = list.get(index.parse::<usize>().ok()?)?;
                rest = tail;
            }
            _ => return None,
        }
    }
}

/// A list of words, one or more a line; `#` begins a comment.
#[must_use]
pub fn words(text: &str) -> Vec<&str> {
    text.lines().map(|l| l.split('#').next().unwrap_or("")).flat_map(str::split_whitespace).collect()
}

/// Lines of `key: word word …`.
#[must_use]
pub fn rows(text: &str) -> BTreeMap<String, Vec<String>> {
    text.lines()
        .filter_map(|l| l.split('#').next()?.split_once(':'))
        .map(|(k, v)| (k.trim().to_owned(), v.split_whitespace().map(str::to_owned).collect()))
        .collect()
}

/// The rows of such a file that hold more words than any word has forms.
pub fn long_rows(source: &Arc<NamedSource<String>>) -> Vec<Problem> {
    let text = source.inner().as_str();
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.split('#').next().unwrap_or("").split_whitespace().count();
        // The key is one of them.
        if words > FORMS + 1 {
            let message = format!("a line has {FORMS} words at most after its first, this one {}", words - 1);
            out.push(Problem::new(source, at..at + line.trim_end().len(), message));
        }
        at += line.len();
    }
    out
}
