//! Emoji as words: which characters they are, and how a cluster of them reads.

/// Whether a character is drawn as a picture, as the first of an emoji cluster.
///
/// Ranges after Unicode's `emoji-data.txt` (Extended_Pictographic and Regional_Indicator), without the signs that
/// people type as text (©, ®, ™, ‼, ⁉).
#[must_use]
pub fn is_emoji(c: char) -> bool {
    matches!(c as u32,
        0x231a..=0x231b | 0x2328 | 0x23cf | 0x23e9..=0x23fa | 0x25aa..=0x25ab | 0x25b6 | 0x25c0 | 0x25fb..=0x25fe
        | 0x2600..=0x27bf | 0x2934..=0x2935 | 0x2b05..=0x2b07 | 0x2b1b..=0x2b1c | 0x2b50 | 0x2b55 | 0x3030 | 0x303d
        | 0x1f000..=0x1faff)
}

/// Whether a character only changes the emoji before it: skin tone, variation, joiner, tag, keycap.
#[must_use]
pub fn is_modifier(c: char) -> bool {
    matches!(c as u32, 0x1f3fb..=0x1f3ff | 0xfe00..=0xfe0f | 0x200d | 0x20e3 | 0xe0020..=0xe007f)
}

/// Length in bytes of the cluster that begins a text; its first character is an emoji.
#[must_use]
pub fn cluster_len(text: &str) -> usize {
    let mut joined = false;
    let mut flag = false;
    for (i, c) in text.char_indices() {
        let regional = matches!(c as u32, 0x1f1e6..=0x1f1ff);
        let goes_on = is_modifier(c) || joined || (regional && flag);
        if i > 0 && !goes_on {
            return i;
        }
        flag = regional && !flag;
        joined = c as u32 == 0x200d;
    }
    text.len()
}
