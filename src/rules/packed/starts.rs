//! Ascending numbers from 0, for `#[serde(with = "packed::starts")]`: as the gaps between them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Numbers;

/// Writes ascending numbers.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(starts: &[u32], serializer: S) -> Result<S::Ok, S::Error> {
    let mut gaps = Numbers::default();
    starts.windows(2).for_each(|pair| gaps.push(pair[1] - pair[0]));
    gaps.serialize(serializer)
}

/// Reads ascending numbers.
///
/// # Errors
/// Those of the deserializer.
#[inline(never)]
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u32>, D::Error> {
    Ok(unpack(&Numbers::deserialize(deserializer)?))
}

#[inline(never)]
fn unpack(gaps: &Numbers) -> Vec<u32> {
    let mut sum = 0;
    let rest = gaps.iter().map(|gap| {
        sum += gap;
        sum
    });
    std::iter::once(0).chain(rest).collect()
}
