//! Tests on pictures that are made here, with made-up metadata.
//!
//! The files in `tests/photo` are the same pictures, for the tests in browsers and for the sandbox;
//! `CLAUSEMARK_SNAPSHOTS=write cargo test -p clausemark-photo` writes them anew.

mod bounds;
mod copying;
mod make;
mod properties;
mod reading;
mod samples;

use clausemark_photo::{Field, PhotoReport, read_photo};

/// The values that a report has for a field.
fn values(report: &PhotoReport, field: Field) -> Vec<&str> {
    report.gives.iter().filter(|trace| trace.field == field).map(|trace| trace.value.as_str()).collect()
}

/// The fields of everything in a picture.
fn fields(bytes: &[u8]) -> Vec<Field> {
    read_photo(bytes, None).gives.iter().map(|trace| trace.field).collect()
}
