//! The same invented policy as text, as Word with automatic numbers, and as PDF; and files that are broken in many ways.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use clausemark_document::{Attachment, Format, OutlineClause, Problem, attach};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Level, id, words.
const RULES: &[(usize, &str, &str)] = &[
    (0, "I", "Why we have these rules"),
    (0, "II", "At work"),
    (1, "II.A", "You ask the harbor master before you post for the harbor."),
    (1, "II.B", "You leave these out of a post:"),
    (2, "II.B.1", "the names of guests & their boats;"),
    (2, "II.B.2", "what the camera on the pier has seen; and"),
    (2, "II.B.3", "the hours of the watch."),
    (0, "III", "At home"),
    (1, "III.A", "You write as yourself and not as the harbor."),
    (2, "III.A.1", "A picture of your boat is fine."),
    (1, "III.B", "A rule that is long enough to be set on two lines, so that its words have to be put together again."),
];

fn outline() -> Vec<OutlineClause> {
    RULES.iter().map(|(_, id, _)| OutlineClause { id: (*id).into(), about: String::new() }).collect()
}

fn number(id: &str) -> String {
    format!("{}.", id.rsplit('.').next().unwrap_or(id))
}

fn text() -> String {
    RULES.iter().fold(String::new(), |mut text, (level, id, words)| {
        writeln!(text, "{}{} {words}", "   ".repeat(*level), number(id)).unwrap();
        text
    })
}

fn zipped(files: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Paragraphs that only name a list and a level: the numbers themselves stand nowhere in the file.
fn word() -> Vec<u8> {
    let mut body = String::new();
    for (level, _, words) in RULES {
        let words = words.replace('&', "&amp;");
        let (head, tail) = words.split_at(words.len() / 2);
        write!(
            body,
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t xml:space="preserve">{head}</w:t></w:r><w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del><w:r><w:t>{tail}</w:t></w:r></w:p>"#
        )
        .unwrap();
    }
    let levels = ["upperRoman", "upperLetter", "decimal"].iter().enumerate().fold(String::new(), |mut all, (at, format)| {
        let shown = at + 1;
        write!(all, r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="%{shown}."/></w:lvl>"#).unwrap();
        all
    });
    zipped(&[
        ("word/document.xml", format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#)),
        (
            "word/numbering.xml",
            format!(
                r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
            ),
        ),
    ])
}

/// Pages of `lines`, each line shown by itself in Times.
fn pdf_of(lines: &[String]) -> Vec<u8> {
    let mut stream = String::from("BT /F1 11 Tf 14 TL 60 780 Td\n");
    for line in lines {
        let escaped = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        writeln!(stream, "({escaped}) Tj T*").unwrap();
    }
    stream.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(file, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).unwrap();
    file.into_bytes()
}

fn pdf() -> Vec<u8> {
    let mut lines = Vec::new();
    for line in text().lines() {
        // Set on a narrow page.
        let mut row = String::new();
        for word in line.split_inclusive(' ') {
            if row.len() + word.len() > 60 {
                lines.push(std::mem::take(&mut row));
            }
            row.push_str(word);
        }
        lines.push(row);
    }
    pdf_of(&lines)
}

fn assert_all_found(attachment: &Attachment, format: Format) {
    assert_eq!(attachment.format, format);
    assert_eq!(attachment.missing, Vec::<String>::new());
    for (clause, (_, id, words)) in attachment.clauses.iter().zip(RULES) {
        assert_eq!((clause.id.as_str(), clause.wording.as_str()), (*id, *words));
        assert_eq!(clause.printed, number(id));
    }
}

#[test]
fn text_word_and_pdf_give_the_same_clauses() {
    assert_all_found(&attach(text().as_bytes(), &outline()).unwrap(), Format::Text);
    assert_all_found(&attach(&word(), &outline()).unwrap(), Format::Word);
    assert_all_found(&attach(&pdf(), &outline()).unwrap(), Format::Pdf);
}

#[test]
fn what_can_not_be_attached_says_why() {
    let outline = outline();
    let problem = |bytes: &[u8]| attach(bytes, &outline).unwrap_err();
    assert_eq!(problem(b"\x89PNG\r\n\x1a\n\x00\x00"), Problem::UnknownFormat);
    assert_eq!(problem(b""), Problem::UnknownFormat);
    assert_eq!(problem(&pdf_of(&[])), Problem::NoText);
    assert_eq!(problem(b"%PDF-1.7 and nothing more"), Problem::Damaged);
    assert_eq!(problem(b"PK\x03\x04 and nothing more"), Problem::Damaged);
    assert_eq!(problem(&zipped(&[("mimetype", "x".into())])), Problem::UnknownFormat);
    assert_eq!(problem(b"A letter without a number."), Problem::NoClauses);
}

#[test]
fn a_file_that_unpacks_to_very_much_is_refused_quickly() {
    let bomb = zipped(&[("word/document.xml", " ".repeat(120 << 20))]);
    assert!(bomb.len() < 1 << 20);
    let start = Instant::now();
    assert_eq!(attach(&bomb, &outline()), Err(Problem::TooLarge));
    // Far from the limit even unoptimised; a reader without a bound would take all memory.
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn deeply_nested_word_files_end() {
    let deep = format!("<w:document>{}", "<w:p>".repeat(100_000));
    assert_eq!(attach(&zipped(&[("word/document.xml", deep)]), &outline()), Err(Problem::Damaged));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Bytes changed, cut out and cut off: an answer, whatever it is.
    #[test]
    fn broken_files_get_an_answer(
        which in 0usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        keep in 0.0f64..1.0,
    ) {
        let mut bytes = match which {
            0 => text().into_bytes(),
            1 => word(),
            _ => pdf(),
        };
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        if keep < 0.5 {
            bytes.truncate((bytes.len() as f64 * keep * 2.0) as usize);
        }
        let _ = attach(&bytes, &outline());
    }

    #[test]
    fn any_text_gets_an_answer(text in ".{0,400}") {
        let _ = attach(text.as_bytes(), &outline());
    }
}
