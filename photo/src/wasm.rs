//! The edge to JavaScript: plain objects in, plain objects out.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Step;

/// Tells what a picture gives away. Any bytes get an answer; `name` is the file's, if known.
#[wasm_bindgen(js_name = readPhoto, unchecked_return_type = "PhotoReport")]
pub fn read_photo(bytes: &[u8], name: Option<String>) -> Result<JsValue, JsError> {
    write(&crate::read_photo(bytes, name.as_deref()))
}

/// A copy of a picture without its metadata; pixels, colour profile and orientation are those of the original.
///
/// # Errors
/// Throws if it is no picture that is understood, or is built in a way that lets no copy be made safely.
#[wasm_bindgen(js_name = stripPhoto)]
pub fn strip_photo(bytes: &[u8]) -> Result<Vec<u8>, JsError> {
    crate::strip_photo(bytes).map_err(|problem| JsError::new(&problem.message))
}

/// Reads a picture that somebody else holds, such as a file in a page, asking for no more of it than it needs.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PhotoReader(crate::PhotoReader);

#[wasm_bindgen]
impl PhotoReader {
    /// Begins with a file of `size` bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(size: f64, name: Option<String>) -> Self {
        Self(crate::PhotoReader::new(size as u64, name))
    }

    /// What it needs next, or the report.
    #[wasm_bindgen(unchecked_return_type = "PhotoStep")]
    pub fn step(&self) -> Result<JsValue, JsError> {
        write(&match self.0.step() {
            Step::Needs(range) => {
                PhotoStep { needs: Some(ByteRange { start: range.start, end: range.end }), report: None }
            }
            Step::Done(report) => PhotoStep { needs: None, report: Some(report) },
        })
    }

    /// Adds the bytes from `start` that it asked for.
    pub fn add(&mut self, start: f64, bytes: &[u8]) {
        self.0.add(start as u64, bytes);
    }

    /// The report as far as it got, for a file that comes too slowly.
    #[wasm_bindgen(js_name = giveUp, unchecked_return_type = "PhotoReport")]
    pub fn give_up(&self) -> Result<JsValue, JsError> {
        write(&self.0.give_up())
    }
}

/// What a reader says next: bytes that it needs, or the report.
#[derive(Debug, Serialize, tsify::Tsify)]
pub struct PhotoStep {
    /// The bytes that it needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub needs: Option<ByteRange>,
    /// What it came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub report: Option<crate::PhotoReport>,
}

/// A range of a file.
#[derive(Debug, Serialize, tsify::Tsify)]
pub struct ByteRange {
    /// Its first byte.
    pub start: u64,
    /// The byte after its last.
    pub end: u64,
}

fn write(value: &impl Serialize) -> Result<JsValue, JsError> {
    let writer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&writer).map_err(|error| JsError::new(&error.to_string()))
}
