//! Instructions, programs and triggers as they are shipped: small numbers in streams of their own, which compress well.
//!
//! A symbol is stored as its distance from the one before (patterns written together use symbols made together), a jump as its
//! distance from where it stands. A stream is read as one run of bytes: a browser does this at every start, before anything
//! is compiled well, and reading numbers one by one through serde takes several times as long.
//!
//! What unpacks a stream is a function of its own that is never inlined: a browser's engine compiles a loop that has run for a while anew,
//! together with the whole function around it, and does so in the middle of the start.

pub mod code;
pub mod programs;
pub mod starts;
pub mod triggers;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes, written and read as one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Visitor)
    }
}

/// Reads a field in a function of its own, for `#[serde(deserialize_with = "packed::apart")]`: put together, all fields make one so large
/// that a browser's engine, which compiles it anew in the middle of the start, takes 50 ms of processor time for it.
///
/// # Errors
/// Those of the deserializer.
#[inline(never)]
pub fn apart<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// Numbers of seven bits a byte, lowest first; the high bit says that more follow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers(Bytes);

impl Numbers {
    /// Adds a number.
    pub fn push(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.0.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.0.push(number as u8);
    }

    /// Adds a number that may be negative: those near zero are short.
    pub fn push_signed(&mut self, number: i32) {
        self.push(((number << 1) ^ (number >> 31)) as u32);
    }

    /// Bytes that they take; there are at most so many numbers.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.0.len()
    }

    /// All numbers in order.
    pub fn iter(&self) -> Reader<'_> {
        self.iter_from(0)
    }

    /// The numbers from this byte on.
    pub fn iter_from(&self, byte: usize) -> Reader<'_> {
        Reader(self.0.0.get(byte..).unwrap_or_default().iter())
    }

    /// All numbers that may be negative, in order.
    pub fn iter_signed(&self) -> impl Iterator<Item = i32> {
        self.iter().map(signed)
    }
}

/// Reads [`Numbers`] one after the other.
#[derive(Debug, Clone)]
pub struct Reader<'a>(std::slice::Iter<'a, u8>);

impl Iterator for Reader<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0u32, 0);
        loop {
            let byte = *self.0.next()?;
            number |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return Some(number);
            }
        }
    }
}

/// The number that [`Numbers::push_signed`] wrote as this one.
fn signed(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

/// Items to unpack in one call. A browser's engine doesn't replace a function while it runs, so a long loop would run to its end as it was
/// first compiled, fast and badly; of a function that is called again and again the later calls are well compiled.
pub(super) const AT_ONCE: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Op, Owner, Program, Trigger, Witness};
    use code::{Code, Place};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Packed {
        code: Code,
        #[serde(with = "triggers")]
        triggers: Vec<Trigger>,
        #[serde(with = "programs")]
        programs: Vec<Program>,
        #[serde(with = "starts")]
        starts: Vec<u32>,
    }

    #[test]
    fn packing_loses_nothing() {
        let ops = vec![
            Op::Symbol(70_000),
            Op::Split(2, 5),
            Op::Any(true),
            Op::Jump(5),
            Op::Kind(2),
            Op::Not(3),
            Op::NotBefore(9),
            Op::NotKind(4),
            Op::Open,
            Op::Symbol(1),
            Op::Close,
            Op::End,
            Op::Match,
            Op::Start,
            Op::Split(1, 2),
            Op::Any(false),
            Op::Match,
        ];
        let triggers = vec![
            Trigger { program: 9, min_before: 0, max_before: 3, witness: Some(Witness { at: 2, first: -7, last: -1 }) },
            Trigger { program: 4, min_before: 2, max_before: 255, witness: None },
            Trigger {
                program: 5,
                min_before: 0,
                max_before: 0,
                witness: Some(Witness { at: 300, first: -63, last: 63 }),
            },
        ];
        let program = |start, len, level, owner| {
            let place = Place { start, len, ..Place::default() };
            Program { place, level, owner }
        };
        let mut programs = vec![
            program(0, 13, 0, Owner::Class(70_000)),
            program(13, 4, 3, Owner::Detector(300, -4)),
            program(5, 8, 4, Owner::Near(2, 1)),
            program(16, 1, 3, Owner::Cue(65_535)),
        ];
        let parts: Vec<Vec<Op>> =
            programs.iter().map(|p| ops[p.place.start as usize..][..usize::from(p.place.len)].to_vec()).collect();
        let code = Code::pack(&ops, &mut programs);
        let packed = Packed { code, triggers, programs, starts: vec![0, 0, 7, 300] };
        let bytes = postcard::to_allocvec(&packed).expect("it can be written");
        let back = postcard::from_bytes::<Packed>(&bytes).expect("it can be read");
        assert_eq!(back, packed);
        for (program, ops) in back.programs.iter().zip(parts) {
            let mut unpacked = Vec::new();
            back.code.unpack(program.place, &mut unpacked);
            assert_eq!(unpacked, ops);
        }
    }

    #[test]
    fn numbers_come_back() {
        let mut numbers = Numbers::default();
        for n in [0, 1, -1, 63, -64, 64, 8_191, -70_000, i32::MAX, i32::MIN] {
            numbers.push_signed(n);
            assert_eq!(numbers.iter_signed().last(), Some(n));
        }
        assert_eq!(numbers.iter().count(), 10);
    }
}
