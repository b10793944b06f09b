//! Which buckets have a weight: a bit for each, as nearly all have none.
//!
//! A table of all weights would be half a megabyte of zeros that is written at every start and pushes other things out of the
//! processor's cache at every check.

use super::features::BITS;

/// Buckets in a word of bits.
const WORD: usize = u64::BITS as usize;

/// A set of buckets that numbers its members from 0 in their order.
#[derive(Debug, Clone)]
pub struct Buckets {
    bits: Vec<u64>,
    /// For each word of bits how many members come before it.
    before: Vec<u32>,
    members: usize,
}

impl Buckets {
    /// Takes the buckets that `each` passes on, in any order and as often as it likes. Those that can't be are left out.
    pub fn new(each: impl FnOnce(&mut dyn FnMut(usize))) -> Self {
        let mut bits = vec![0u64; (1 << BITS) / WORD];
        each(&mut |bucket| {
            if let Some(word) = bits.get_mut(bucket / WORD) {
                *word |= 1 << (bucket % WORD);
            }
        });
        let mut members = 0;
        let before = bits
            .iter()
            .map(|word| {
                members += word.count_ones();
                members - word.count_ones()
            })
            .collect();
        Self { bits, before, members: members as usize }
    }

    /// Number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members
    }

    /// The number of a bucket among the members; `None` if it is not one.
    #[must_use]
    pub fn number(&self, bucket: usize) -> Option<usize> {
        let (word, bit) = (*self.bits.get(bucket / WORD)?, 1u64 << (bucket % WORD));
        (word & bit != 0).then(|| self.before[bucket / WORD] as usize + (word & (bit - 1)).count_ones() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_numbered_in_order() {
        let last = (1 << BITS) - 1;
        let buckets = Buckets::new(|add| [70, 3, last, 63, 64, 3, last + 1].into_iter().for_each(add));
        let numbers: Vec<_> = [3, 63, 64, 70, last].into_iter().map(|bucket| buckets.number(bucket)).collect();
        assert_eq!(numbers, (0..5).map(Some).collect::<Vec<_>>());
        assert_eq!((buckets.len(), buckets.number(4), buckets.number(last + 1)), (5, None, None));
    }
}
