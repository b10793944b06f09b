//! PDF: the words of the pages, put back into lines by where they stand.

use std::sync::Arc;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};

use crate::{Line, Problem};

/// Most pages and letters read: a whole manual, and no more.
const MOST_PAGES: usize = 1000;
const MOST_LETTERS: usize = 8_000_000;
/// Two letters stand in one line if their feet are less than this part of the letter's size apart.
const SAME_LINE: f64 = 0.45;
/// A gap wider than this part of the size is a space; type sets spaces of a quarter (0.2 to 0.33).
const SPACE: f64 = 0.15;
/// A step down by this many times the usual one is a new paragraph.
const PARAGRAPH: f64 = 1.3;

/// Letters that type joins to one sign (Unicode's Alphabetic Presentation Forms); a search for the word must find them apart.
const LIGATURES: [(char, &str); 7] =
    [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl"), ('ﬅ', "st"), ('ﬆ', "st")];

pub(crate) fn lines(bytes: &[u8]) -> Result<Vec<Line>, Problem> {
    let data: Arc<Vec<u8>> = Arc::new(bytes.to_vec());
    let pdf = Pdf::new(data).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Problem::Locked,
        LoadPdfError::Invalid => Problem::Damaged,
    })?;
    let settings = InterpreterSettings::default();
    let cache = InterpreterCache::new();
    let mut lines = Vec::new();
    let mut letters = 0;
    for page in pdf.pages().iter().take(MOST_PAGES) {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let place = Affine::new(page.initial_transform(true).as_coeffs().map(f64::from));
        let mut context = Context::new(place, bounds, &cache, pdf.xref(), settings.clone());
        let mut sheet = Sheet { letters: Vec::new(), room: MOST_LETTERS - letters };
        interpret_page(page, &mut context, &mut sheet);
        letters += sheet.letters.len();
        lines.extend(sheet.into_lines());
        if letters >= MOST_LETTERS {
            return Err(Problem::TooLarge);
        }
    }
    Ok(lines)
}

/// A letter on a page; lengths in points, y downward.
struct Letter {
    text: String,
    x: f64,
    /// Where the next letter would stand.
    end: f64,
    y: f64,
    size: f64,
}

/// Takes the letters of a page and draws nothing.
struct Sheet {
    letters: Vec<Letter>,
    room: usize,
}

impl<'a> Device<'a> for Sheet {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.letters.len() >= self.room {
                return;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => continue,
            };
            // Glyphs are measured in thousandths of the size.
            let transform = props.transform * glyph.transform();
            let foot = transform * Point::ZERO;
            let advance = match &**glyph {
                hayro_interpret::font::Glyph::Outline(outline) => outline.advance_width(),
                hayro_interpret::font::Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
            let top = transform * Point::new(0.0, 1000.0);
            let size = (foot.y - top.y).abs().max((foot.x - top.x).abs());
            if [foot.x, foot.y, end.x, size].iter().all(|length| length.is_finite()) {
                let text = text.chars().fold(String::new(), |mut text, letter| {
                    match LIGATURES.iter().find(|(joined, _)| *joined == letter) {
                        Some((_, apart)) => text.push_str(apart),
                        None => text.push(letter),
                    }
                    text
                });
                self.letters.push(Letter { text, x: foot.x, end: end.x, y: foot.y, size });
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

impl Sheet {
    /// The lines from top to bottom, each from left to right.
    fn into_lines(mut self) -> Vec<Line> {
        self.letters.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
        let mut rows: Vec<Vec<Letter>> = Vec::new();
        for letter in self.letters {
            match rows.last_mut() {
                // Compared with the row's first letter, so that a slope can't join the whole page.
                Some(row) if (letter.y - row[0].y).abs() < SAME_LINE * letter.size.max(row[0].size) => row.push(letter),
                _ => rows.push(vec![letter]),
            }
        }
        let mut steps: Vec<f64> = rows.windows(2).map(|pair| pair[1][0].y - pair[0][0].y).collect();
        steps.sort_by(f64::total_cmp);
        let usual = steps.get(steps.len() / 2).copied().unwrap_or_default();
        let mut above: Option<f64> = None;
        let mut lines = Vec::new();
        for mut row in rows {
            let y = row[0].y;
            row.sort_by(|a, b| a.x.total_cmp(&b.x));
            let text = joined(&row);
            if text.trim().is_empty() {
                continue;
            }
            // A page's first line goes on with the page before; what is a head or foot is found later.
            let starts_paragraph = above.is_some_and(|above| y - above > PARAGRAPH * usual);
            lines.push(Line { text, starts_paragraph });
            above = Some(y);
        }
        lines
    }
}

fn joined(row: &[Letter]) -> String {
    let mut text = String::new();
    let mut end = f64::INFINITY;
    for letter in row {
        if letter.x - end > SPACE * letter.size && !text.ends_with(' ') && letter.text != " " {
            text.push(' ');
        }
        text.push_str(&letter.text);
        end = letter.end;
    }
    text
}
