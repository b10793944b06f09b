//! The one hash of words, used by the packed word table, the profile's names and the learned scorer.

/// Hashes bytes to 64 bits: FNV-1a with a final mix, so that the low bits can index a table.
///
/// FNV-1a (Fowler, Noll, Vo) is slow on long input and fast on words; the mix is the finaliser of SplitMix64.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(Hasher::new(), |h, &b| h.byte(b)).finish()
}

/// The same hash, fed byte by byte.
#[derive(Debug, Clone, Copy)]
pub struct Hasher(u64);

impl Hasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// A hasher that has seen a number; keeps kinds of features apart.
    #[must_use]
    pub const fn seeded(seed: u64) -> Self {
        Self(0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// Takes one byte in.
    #[must_use]
    pub const fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// Takes a whole number in, such as the hash of another word.
    #[must_use]
    pub const fn word(self, word: u64) -> Self {
        Self((self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
    }

    /// The hash of what was taken in.
    #[must_use]
    pub const fn finish(self) -> u64 {
        let h = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let h = (h ^ (h >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        h ^ (h >> 31)
    }
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fed_byte_by_byte_is_the_same() {
        let h = b"badge".iter().fold(Hasher::new(), |h, &b| h.byte(b)).finish();
        assert_eq!(h, hash(b"badge"));
        assert_ne!(h, hash(b"badges"));
        assert_ne!(Hasher::seeded(1).finish(), Hasher::seeded(2).finish());
    }
}
