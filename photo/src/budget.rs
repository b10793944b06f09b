//! What looking into one picture may cost.
//!
//! Bounds on each part aren't one on the whole: blocks of metadata stand in one another, a thousand entries point at the
//! same bytes, packed text comes to a thousand times its length. So three kilobytes can ask for more work than any machine
//! gets done, without a lie in them. Each picture has one budget for all of its parts, and a part is paid for before it is
//! looked into. One that there is too little left for stays unread, and the report says so.

/// Bytes of metadata of one picture that are looked at, counted anew each time that something points at them.
///
/// As many as are fetched of a picture at most, so that all of them may be looked at once. The richest of real photos need
/// half of it: as much XMP as is read of a packet, with thousands of editing steps, and some hundred entries of a maker's
/// note. To spend all of it takes a tenth of a second or less, and in a browser a few tenths.
const MOST: usize = 16 * 1024 * 1024;

/// What an entry, a dataset or a value costs beside its bytes: in the time that it takes, so many are read.
pub const ENTRY: usize = 256;

/// What is left to spend on a picture.
#[derive(Debug)]
pub struct Budget {
    left: usize,
    was_exceeded: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: MOST, was_exceeded: false }
    }
}

impl Budget {
    /// Pays for a part. If there is too little left for it, nothing is paid and the part isn't to be looked into; a
    /// smaller one still may be.
    #[must_use]
    pub fn pay(&mut self, cost: usize) -> bool {
        let left = self.left.checked_sub(cost);
        self.left = left.unwrap_or(self.left);
        self.was_exceeded |= left.is_none();
        left.is_some()
    }

    /// Whether anything stayed unread.
    pub fn was_exceeded(&self) -> bool {
        self.was_exceeded
    }
}
