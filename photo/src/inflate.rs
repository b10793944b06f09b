//! Packed text (RFC 1950, RFC 1951), unpacked as far as bound and budget go.
//!
//! A bound of what comes out isn't one of time: ten bits make a block of nothing, and each block costs the building of its
//! tables. So the text is unpacked block by block, and blocks are paid for, too.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_STOP_ON_BLOCK_BOUNDARY, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use crate::budget::Budget;

/// Most bytes that a packed text may become. A real one stays far below; a bomb ends here.
const MOST: usize = 2 * 1024 * 1024;
/// What a block costs beside what comes out of it, which usually is four times as much or more.
const BLOCK: usize = 4096;

/// A packed text, as much of it as is sound and within bounds.
pub fn inflate(mut packed: &[u8], budget: &mut Budget) -> Vec<u8> {
    const FLAGS: u32 =
        TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_STOP_ON_BLOCK_BOUNDARY | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut inflating = Box::<DecompressorOxide>::default();
    let mut text = vec![0; packed.len().saturating_mul(2).clamp(BLOCK, MOST)];
    let mut length = 0;
    let mut goes_on = budget.pay(BLOCK);
    while goes_on {
        let (status, read, written) = decompress(&mut inflating, packed, &mut text, length, FLAGS);
        packed = packed.get(read..).unwrap_or_default();
        length += written;
        let is_full = status == TINFLStatus::HasMoreOutput;
        let is_within = status == TINFLStatus::BlockBoundary || (is_full && text.len() < MOST);
        goes_on = budget.pay(BLOCK + written) && is_within;
        if goes_on && is_full {
            text.resize(text.len().saturating_mul(2).min(MOST), 0);
        }
    }
    text.truncate(length);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_several_blocks_is_whole() {
        // One stored block and one that is packed with fixed codes: `Porch`, `es`.
        let packed = b"\x78\x9C\x00\x05\x00\xFA\xFFPorch\x4B\x2D\x06\x00\x08\x62\x02\x69";
        assert_eq!(inflate(packed, &mut Budget::default()), b"Porches");
    }

    #[test]
    fn long_text_is_whole_up_to_the_bound() {
        let text: Vec<u8> = (0..3_000_000u32).map(|n| b'a' + (n.wrapping_mul(n) >> 7) as u8 % 26).collect();
        for length in [0, 1, 70_000, MOST, text.len()] {
            let packed = miniz_oxide::deflate::compress_to_vec_zlib(&text[..length], 6);
            assert_eq!(inflate(&packed, &mut Budget::default()), text[..length.min(MOST)], "{length}");
        }
    }
}
