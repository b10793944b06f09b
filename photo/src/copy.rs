//! A copy as a list of pieces: ranges of the original that stay as they are, and the few bytes that are new.
//!
//! What isn't named is left out. So that the picture's own data is the same byte for byte holds by construction.

use std::ops::Range;

use crate::source::{Fault, Source};

/// A part of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of the original.
    Kept(Range<u64>),
    /// Bytes that stand for others.
    New(Vec<u8>),
}

/// The pieces of a copy, in their order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Copy(Vec<Piece>);

impl Copy {
    /// Keeps a range of the original.
    pub fn keep(&mut self, range: Range<u64>) {
        if range.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Piece::Kept(last)) if last.end == range.start => last.end = range.end,
            _ => self.0.push(Piece::Kept(range)),
        }
    }

    /// Adds bytes that the original doesn't have there.
    pub fn write(&mut self, bytes: Vec<u8>) {
        if !bytes.is_empty() {
            self.0.push(Piece::New(bytes));
        }
    }

    /// The whole original with some ranges written over. `over` must be in order and apart.
    pub fn patched(size: u64, over: Vec<(Range<u64>, Vec<u8>)>) -> Self {
        let (mut copy, mut at) = (Self::default(), 0);
        for (range, bytes) in over {
            copy.keep(at..range.start);
            at = range.end;
            copy.write(bytes);
        }
        copy.keep(at..size);
        copy
    }

    /// The pieces.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The copy's bytes.
    ///
    /// # Errors
    /// If the source hasn't what is kept.
    pub fn bytes(&self, source: &dyn Source) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        for piece in &self.0 {
            match piece {
                Piece::Kept(range) => bytes.extend_from_slice(&source.get(range.start, range.end - range.start)?),
                Piece::New(new) => bytes.extend_from_slice(new),
            }
        }
        Ok(bytes)
    }
}
