//! The table of letters that fold to plain ones, made from Unicode's tables and the look-alikes of UTS #39.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::text::fold::FoldTable;

/// Letters beyond ASCII: compatibility forms and accents by Unicode's own tables, look-alikes from the data file.
pub(super) fn fold_table(confusables: &str) -> FoldTable {
    let mut pairs = BTreeMap::new();
    for line in confusables.lines().filter(|l| !l.starts_with('#')) {
        if let Some((code, ascii)) = line.split_once('\t')
            && let Some(c) = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
        {
            pairs.insert(c, ascii.trim().to_owned());
        }
    }
    let ranges = [
        0xa0..0x0250u32,
        0x1d00..0x1dc0,
        0x1e00..0x1f00,
        0x2070..0x209d,
        0x2100..0x2190,
        0x2460..0x2500,
        0xfb00..0xfb07,
        0xff00..0xff5f,
        0x1d400..0x1d800,
        0x1f130..0x1f18a,
    ];
    for c in ranges.into_iter().flatten().filter_map(char::from_u32) {
        let folded: String = c
            .nfkd()
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .collect();
        let plain = !folded.is_empty() && folded.len() <= 4 && folded.bytes().all(|b| b.is_ascii_alphanumeric());
        if plain {
            pairs.insert(c, folded);
        }
    }
    FoldTable::new(pairs.into_iter().collect())
}
