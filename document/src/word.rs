//! Word (`.docx`): the paragraphs of the main part, with the numbers that Word would draw before them.
//!
//! Element names are those of ECMA-376, part 1. Heads, feet and notes are parts of their own and aren't read. Deleted text of
//! tracked changes is left out, inserted text is read.

mod numbering;

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use self::numbering::{Counters, NumberRef, Numbering};
use crate::{Line, Problem};

/// Most bytes that one part may unpack to. The largest manual seen has 3 MB; more is a trap.
const LARGEST_PART: u64 = 48 << 20;
/// Deepest nesting of elements that is followed.
const DEEPEST: usize = 256;

pub(crate) fn lines(bytes: &[u8]) -> Result<Vec<Line>, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::Damaged)?;
    let names: Vec<String> = archive.file_names().flatten().map(Into::into).collect();
    let is_main = |name: &&String| name.starts_with("word/") && name.ends_with("document.xml");
    let main = names
        .iter()
        .find(|name| *name == "word/document.xml")
        .or_else(|| names.iter().find(is_main))
        .ok_or(Problem::UnknownFormat)?;
    let document = part(&mut archive, main)?;
    // A document without lists or styles has no such parts.
    let optional = |archive: &mut ZipArchive<_>, name| match part(archive, name) {
        Err(Problem::TooLarge) => Err(Problem::TooLarge),
        other => Ok(other.unwrap_or_default()),
    };
    let styles = optional(&mut archive, "word/styles.xml")?;
    let lists = optional(&mut archive, "word/numbering.xml")?;
    paragraphs(&document, &Numbering::read(&lists, &styles))
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Problem> {
    let file = archive.by_name(name).map_err(|_| Problem::Damaged)?;
    let mut bytes = Vec::new();
    file.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|_| Problem::Damaged)?;
    if bytes.len() as u64 > LARGEST_PART {
        return Err(Problem::TooLarge);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A paragraph that is being read. Text boxes put paragraphs inside paragraphs.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    number: NumberRef,
}

fn paragraphs(document: &str, numbering: &Numbering) -> Result<Vec<Line>, Problem> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().check_end_names = false;
    let mut counters = Counters::default();
    let mut lines = Vec::new();
    let mut open: Vec<Paragraph> = Vec::new();
    let mut depth = 0usize;
    // The depth of the outermost element whose text isn't the document's.
    let mut hidden: Option<usize> = None;
    let mut in_text = false;
    loop {
        let event = reader.read_event().map_err(|_| Problem::Damaged)?;
        match &event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Problem::Damaged);
                }
                match tag.local_name().as_ref() {
                    "del" | "moveFrom" | "Fallback" | "instrText" if hidden.is_none() => hidden = Some(depth),
                    "p" => open.push(Paragraph::default()),
                    "t" => in_text = true,
                    _ => note(tag, open.last_mut()),
                }
            }
            Event::Empty(tag) => note(tag, open.last_mut()),
            Event::End(tag) => {
                match tag.local_name().as_ref() {
                    "p" => lines.extend(open.pop().and_then(|done| finish(done, numbering, &mut counters))),
                    "t" => in_text = false,
                    _ => {}
                }
                if hidden == Some(depth) {
                    hidden = None;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if in_text && hidden.is_none() => {
                if let Some(paragraph) = open.last_mut() {
                    paragraph.text.push_str(text);
                }
            }
            Event::GeneralRef(entity) if in_text && hidden.is_none() => {
                if let Some(paragraph) = open.last_mut() {
                    paragraph.text.extend(resolved(entity));
                }
            }
            Event::Eof => return Ok(lines),
            _ => {}
        }
    }
}

/// `&amp;` and its like, and `&#8217;`.
fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        return Some(letter);
    }
    match &**entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn note(tag: &BytesStart<'_>, paragraph: Option<&mut Paragraph>) {
    let Some(paragraph) = paragraph else { return };
    match tag.local_name().as_ref() {
        "tab" if paragraph.text.is_empty() => {}
        "tab" | "br" | "cr" => paragraph.text.push(' '),
        "noBreakHyphen" => paragraph.text.push('-'),
        "pStyle" => paragraph.style = value(tag),
        "numId" => paragraph.number.list = value(tag),
        "ilvl" => paragraph.number.level = value(tag).and_then(|level| level.parse().ok()),
        _ => {}
    }
}

/// The attribute `w:val`.
fn value(tag: &BytesStart<'_>) -> Option<String> {
    attribute(tag, "val")
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

fn finish(done: Paragraph, numbering: &Numbering, counters: &mut Counters) -> Option<Line> {
    let text = done.text.trim();
    let number = numbering.next(&done.number, done.style.as_deref(), counters);
    let text = match number {
        Some(number) => format!("{number} {text}"),
        None if text.is_empty() => return None,
        None => text.to_owned(),
    };
    Some(Line { text, starts_paragraph: true })
}
