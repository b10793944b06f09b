//! What a picture's metadata gives away, and a copy without it.
//!
//! Reads bytes and decodes no pixels. Total: any bytes get an answer, no length that a file states is believed,
//! nothing that is unpacked grows past a bound, and no picture costs more than its budget. A copy is made of ranges of the
//! original, so the picture in it is the same.

mod budget;
mod copy;
mod exif;
mod format;
mod gif;
mod heif;
mod inflate;
mod iptc;
mod jpeg;
mod makernote;
mod png;
mod report;
mod source;
mod tiff;
mod traces;
#[cfg(feature = "wasm")]
mod wasm;
mod webp;
mod xmp;

use std::ops::Range;

pub use self::copy::Piece;
pub use self::format::{Format, format_of};
pub use self::report::{Coordinates, Field, Kind, Origin, PhotoReport, Problem, ProblemKind, Trace};

use self::copy::Copy;
use self::source::{Blocks, Fault, Source, Whole};
use self::traces::Traces;

/// What is known of a picture while it is being read.
#[derive(Debug, Default)]
struct Picture {
    size: Option<(u32, u32)>,
    traces: Traces,
}

/// Tells what a picture gives away. `name` is the file's, if known; it only helps to say what is wrong with a file that
/// isn't a picture.
pub fn read_photo(bytes: &[u8], name: Option<&str>) -> PhotoReport {
    let source = Whole(bytes);
    let mut report = match read(&source, name) {
        Ok(report) => report,
        Err(range) => unreachable!("a file in memory misses nothing, not even {range:?}"),
    };
    report.removable = report.removable && plan(&source).is_ok();
    report
}

/// A copy of a picture without its metadata. Pixels, colour profile and orientation are those of the original.
///
/// # Errors
/// If it is no picture that is understood, or is built in a way that lets no copy be made without risk to it.
pub fn strip_photo(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let source = Whole(bytes);
    let copy = plan(&source)?;
    copy.bytes(&source).map_err(|_| Problem::new(ProblemKind::Broken))
}

/// The same copy as ranges of the original and new bytes, for files that shouldn't be in memory twice.
///
/// # Errors
/// As [`strip_photo`].
pub fn strip_pieces(bytes: &[u8]) -> Result<Vec<Piece>, Problem> {
    plan(&Whole(bytes)).map(|copy| copy.pieces().to_vec())
}

/// Reads a picture that somebody else holds, asking for no more of it than it needs.
#[derive(Debug)]
pub struct PhotoReader {
    blocks: Blocks,
    name: Option<String>,
    rounds: usize,
}

/// Most bytes of one picture that are asked for.
const MOST_FETCHED: u64 = 16 * 1024 * 1024;
/// Most ranges of one picture that are asked for. As each asks for as much as there is, a dozen is many; a file whose
/// parts stand in the wrong order could ask for hundreds, and have all before it read again each time.
const MOST_ROUNDS: usize = 40;

/// What a reader says next.
#[derive(Debug)]
pub enum Step {
    /// It needs these bytes of the file.
    Needs(Range<u64>),
    /// It is done.
    Done(PhotoReport),
}

impl PhotoReader {
    /// Begins with a file of `size` bytes.
    pub fn new(size: u64, name: Option<String>) -> Self {
        Self { blocks: Blocks::new(size), name, rounds: 0 }
    }

    /// What it needs next, or the report.
    pub fn step(&self) -> Step {
        let missing = match read(&self.blocks, self.name.as_deref()) {
            Ok(report) => return Step::Done(report),
            Err(range) => range,
        };
        let is_too_much = self.blocks.held().saturating_add(missing.end - missing.start) > MOST_FETCHED;
        if is_too_much || self.rounds >= MOST_ROUNDS {
            return Step::Done(self.give_up());
        }
        Step::Needs(self.blocks.ahead(missing, MOST_FETCHED))
    }

    /// Adds bytes that it asked for.
    pub fn add(&mut self, start: u64, bytes: &[u8]) {
        self.rounds += 1;
        self.blocks.add(start, bytes);
    }

    /// The report as far as it got: for files larger than is sensible to fetch, or too slow to come.
    pub fn give_up(&self) -> PhotoReport {
        let mut picture = Picture::default();
        let format = self.blocks.get(0, self.blocks.size().min(format::HEAD)).ok().and_then(|head| format_of(&head));
        if let Some(format) = format {
            // What is missing is why it was given up.
            let _ = read_as(format, &self.blocks, &mut picture);
        }
        report(format, picture, Some(Problem::new(ProblemKind::TooLarge)))
    }
}

fn read(source: &dyn Source, name: Option<&str>) -> Result<PhotoReport, Range<u64>> {
    let mut picture = Picture::default();
    let head = match source.get(0, source.size().min(format::HEAD)) {
        Ok(head) => head,
        Err(Fault::Missing(range)) => return Err(range),
        Err(Fault::Broken) => unreachable!("the head ends where the file does"),
    };
    let Some(format) = format_of(&head) else {
        return Ok(report(None, picture, Some(not_read(&head, name))));
    };
    let problem = match read_as(format, source, &mut picture) {
        Ok(()) => None,
        Err(Fault::Missing(range)) => return Err(range),
        Err(Fault::Broken) => Some(Problem::new(ProblemKind::Broken)),
    };
    Ok(report(Some(format), picture, problem))
}

fn read_as(format: Format, source: &dyn Source, picture: &mut Picture) -> Result<(), Fault> {
    match format {
        Format::Jpeg => jpeg::read(source, picture),
        Format::Png => png::read(source, picture),
        Format::Webp => webp::read(source, picture),
        Format::Heic | Format::Avif => heif::read(source, picture),
        Format::Gif => gif::read(source, picture),
    }
}

fn plan(source: &dyn Source) -> Result<Copy, Problem> {
    let head = source.get(0, source.size().min(format::HEAD)).unwrap_or_default();
    let copy = match format_of(&head) {
        None => return Err(not_read(&head, None)),
        Some(Format::Jpeg) => jpeg::copy(source),
        Some(Format::Png) => png::copy(source),
        Some(Format::Webp) => webp::copy(source),
        Some(Format::Heic | Format::Avif) => heif::copy(source),
        Some(Format::Gif) => gif::copy(source),
    };
    copy.map_err(|_| Problem::new(ProblemKind::NotRemovable))
}

fn report(format: Option<Format>, picture: Picture, problem: Option<Problem>) -> PhotoReport {
    let gives = picture.traces.finish();
    PhotoReport {
        format,
        width: picture.size.map(|(width, _)| width),
        height: picture.size.map(|(_, height)| height),
        removable: !gives.is_empty() && format.is_some(),
        gives,
        problem,
    }
}

/// Why a file isn't read, with what it is where its first bytes say so.
fn not_read(head: &[u8], name: Option<&str>) -> Problem {
    let mut problem = Problem::new(format::other_kind(head));
    if let (ProblemKind::NotAPicture, Some(is)) = (problem.kind, format::name_of_other(head)) {
        let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
        problem.message = match ending.filter(|ending| (1..=5).contains(&ending.len())) {
            Some(ending) => format!("The name ends in .{ending}, but this is {is} and no picture."),
            None => format!("This is {is} and no picture."),
        };
    }
    problem
}
