//! A department's own policy document (text, Word, PDF), cut into clauses and matched to a policy's outline.
//!
//! The official wording of a policy is not ours to ship. A department attaches its document, which is read here, on the device:
//! [`attach`] gives each clause of an outline the words that the document has for it, and says what it could not match.
//!
//! ```
//! use clausemark_document::{attach, OutlineClause};
//!
//! let outline = ["1", "1.a", "1.b"].map(|id| OutlineClause { id: id.into(), ..Default::default() });
//! let file = b"1. Posts\n  a. You ask before you post.\n  b. You keep what you know\n     to yourself.";
//! let attachment = attach(file, &outline).unwrap();
//! assert_eq!(attachment.clauses[2].wording, "You keep what you know to yourself.");
//! assert!(attachment.missing.is_empty());
//! ```

mod align;
mod clean;
mod fragment;
mod label;
mod pdf;
mod text;
#[cfg(feature = "wasm")]
mod wasm;
mod word;

use serde::{Deserialize, Serialize};

pub use fragment::text_fragment;

/// Largest file that is read, in bytes. The five policies that this was built on have 6 to 16 kB of text; a scan of a whole
/// manual has some ten megabytes.
pub const LARGEST_FILE: usize = 64 << 20;

/// The kinds of document that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Format {
    /// Plain text.
    Text,
    /// Word (`.docx`).
    Word,
    /// PDF.
    Pdf,
}

/// A clause of a policy's outline, in the outline's order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct OutlineClause {
    /// The clause's id, such as `3.2.6.1`: the printed numbers from the top, joined by dots.
    pub id: String,
    /// Heading and gist of the clause, in any words. They help where numbers alone leave a doubt.
    #[serde(default)]
    pub about: String,
}

/// What the document says in one clause.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Wording {
    /// The clause of the outline.
    pub id: String,
    /// The number as the document prints it, such as `a.`; empty where the outline counts a level that the document leaves unsaid.
    pub printed: String,
    /// The clause's own words, without those of the clauses under it. Paragraphs are set apart by a line break.
    pub wording: String,
    /// What leads a browser to these words, behind the address of the document: see [`text_fragment`].
    pub fragment: String,
}

/// A numbered passage that no clause of the outline stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Extra {
    /// The number as printed.
    pub printed: String,
    /// How the passage begins.
    pub text: String,
    /// The clause before it, whose wording now ends with it.
    pub after: Option<String>,
}

/// A document matched to an outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Attachment {
    /// What the bytes were.
    pub format: Format,
    /// The clauses that were found, in the outline's order.
    pub clauses: Vec<Wording>,
    /// The ids of the clauses that were not found.
    pub missing: Vec<String>,
    /// Numbered passages of the document that no clause stands for.
    pub extra: Vec<Extra>,
}

/// Why a document can't be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Problem {
    /// Larger than [`LARGEST_FILE`], or it unpacks to more than any policy has.
    TooLarge,
    /// A kind of file that isn't understood, such as a picture or the older `.doc`.
    UnknownFormat,
    /// Protected by a password.
    Locked,
    /// Damaged beyond reading.
    Damaged,
    /// Nothing but pictures, as of a scan.
    NoText,
    /// Text, but none of the outline's clauses.
    NoClauses,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "the file is too large",
            Self::UnknownFormat => "the file is neither text, nor Word (.docx), nor PDF",
            Self::Locked => "the file is locked by a password",
            Self::Damaged => "the file is damaged",
            Self::NoText => "the file holds no text; it may be a scan",
            Self::NoClauses => "none of the policy's clauses is in the file",
        })
    }
}

impl std::error::Error for Problem {}

/// A line of a document, as its pages or paragraphs have it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Line {
    pub text: String,
    /// Whether space or a paragraph's mark stands before it.
    pub starts_paragraph: bool,
}

/// The kind of document that these bytes are, whatever their file is called; `None` if it is none that is understood.
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    // A PDF may have other bytes before its head (ISO 32000-1, Annex H.3, note 13).
    if bytes[..bytes.len().min(1024)].windows(5).any(|five| five == b"%PDF-") {
        return Some(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(Format::Word);
    }
    text::is_text(bytes).then_some(Format::Text)
}

/// Reads a document and finds the clauses of an outline in it.
///
/// # Errors
/// See [`Problem`]. Bytes of any kind give an answer; none makes it panic.
pub fn attach(bytes: &[u8], outline: &[OutlineClause]) -> Result<Attachment, Problem> {
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::TooLarge);
    }
    let format = format_of(bytes).ok_or(Problem::UnknownFormat)?;
    let lines = match format {
        Format::Text => text::lines(bytes),
        Format::Word => word::lines(bytes)?,
        Format::Pdf => pdf::lines(bytes)?,
    };
    if lines.iter().all(|line| line.text.trim().is_empty()) {
        return Err(Problem::NoText);
    }
    let blocks = label::blocks(&clean::without_page_furniture(lines));
    let attachment = align::align(format, &blocks, outline);
    if attachment.clauses.iter().all(|clause| clause.wording.is_empty()) {
        return Err(Problem::NoClauses);
    }
    Ok(attachment)
}
