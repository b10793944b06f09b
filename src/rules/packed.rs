//! Instructions and triggers as they are shipped: small numbers in streams of their own, which compress well.
//!
//! A symbol is stored as its distance from the one before (patterns written together use symbols made together), a jump as its
//! distance from where it stands. A stream is read as one run of bytes: a browser does this at every start, before anything
//! is compiled well, and reading numbers one by one through serde takes several times as long.
//!
//! What unpacks a stream is a function of its own that is never inlined: a browser's engine compiles a loop that has run for a while anew,
//! together with the whole function around it, and does so in the middle of the start.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Op, Owner, Program, Symbol, Trigger, Witness};

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
        Reader(self.0.0.iter())
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

/// Instructions, for `#[serde(with = "packed::code")]`.
pub mod code {
    use super::{
        AT_ONCE, Bytes, Deserialize, Deserializer, Numbers, Op, Reader, Serialize, Serializer, Symbol, signed,
    };

    #[derive(Default, Serialize, Deserialize)]
    struct Streams {
        tags: Bytes,
        numbers: Numbers,
    }

    /// Writes instructions.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(ops: &[Op], serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Streams::default();
        let (mut symbol, mut at) = (0i32, 0i32);
        for op in ops {
            let mut distance = |s: Symbol| {
                let step = s as i32 - symbol;
                symbol = s as i32;
                step
            };
            let (tag, first, second) = match *op {
                Op::Symbol(s) => (0, Some(distance(s)), None),
                Op::Kind(k) => (1, Some(i32::from(k)), None),
                Op::Any(over) => (2 + u8::from(over), None, None),
                Op::Split(a, b) => (4, Some(i32::from(a) - at), Some(i32::from(b) - at)),
                Op::Jump(a) => (5, Some(i32::from(a) - at), None),
                Op::Not(s) => (6, Some(distance(s)), None),
                Op::NotKind(k) => (7, Some(i32::from(k)), None),
                Op::NotBefore(s) => (8, Some(distance(s)), None),
                Op::Start => (9, None, None),
                Op::End => (10, None, None),
                Op::Open => (11, None, None),
                Op::Close => (12, None, None),
                Op::Match => (13, None, None),
            };
            out.tags.0.push(tag);
            first.into_iter().chain(second).for_each(|number| out.numbers.push_signed(number));
            at = if tag == 13 { 0 } else { at + 1 };
        }
        out.serialize(serializer)
    }

    /// Reads instructions.
    ///
    /// # Errors
    /// Those of the deserializer, or an unknown instruction.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Op>, D::Error> {
        let streams = Streams::deserialize(deserializer)?;
        unpack(&streams).ok_or_else(|| serde::de::Error::custom("unknown instruction"))
    }

    fn unpack(streams: &Streams) -> Option<Vec<Op>> {
        let ops = Vec::with_capacity(streams.tags.0.len());
        let mut unpacker = Unpacker { numbers: streams.numbers.iter(), symbol: 0, at: 0, ops };
        streams.tags.0.chunks(AT_ONCE).try_for_each(|tags| unpacker.take(tags))?;
        Some(unpacker.ops)
    }

    struct Unpacker<'a> {
        numbers: Reader<'a>,
        symbol: i32,
        /// Instructions since the program's first.
        at: i32,
        ops: Vec<Op>,
    }

    impl Unpacker<'_> {
        #[inline(never)]
        fn take(&mut self, tags: &[u8]) -> Option<()> {
            let Self { numbers, symbol, at, ops } = self;
            for &tag in tags {
                let mut number = || numbers.next().map_or(0, signed);
                let mut moved = |step: i32| {
                    *symbol += step;
                    *symbol as Symbol
                };
                ops.push(match tag {
                    0 => Op::Symbol(moved(number())),
                    1 => Op::Kind(number() as u16),
                    2 => Op::Any(false),
                    3 => Op::Any(true),
                    4 => Op::Split((number() + *at) as u16, (number() + *at) as u16),
                    5 => Op::Jump((number() + *at) as u16),
                    6 => Op::Not(moved(number())),
                    7 => Op::NotKind(number() as u16),
                    8 => Op::NotBefore(moved(number())),
                    9 => Op::Start,
                    10 => Op::End,
                    11 => Op::Open,
                    12 => Op::Close,
                    13 => Op::Match,
                    _ => return None,
                });
                *at = if tag == 13 { 0 } else { *at + 1 };
            }
            Some(())
        }
    }
}

/// Triggers, for `#[serde(with = "packed::triggers")]`.
pub mod triggers {
    use super::{Bytes, Deserialize, Deserializer, Numbers, Serialize, Serializer, Trigger};

    #[derive(Default, Serialize, Deserialize)]
    struct Streams {
        steps: Numbers,
        least: Bytes,
        more: Bytes,
    }

    /// Writes triggers.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(triggers: &[Trigger], serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Streams::default();
        let mut last = 0;
        for trigger in triggers {
            out.steps.push_signed(trigger.program as i32 - last);
            last = trigger.program as i32;
            out.least.0.push(trigger.min_before);
            out.more.0.push(trigger.max_before - trigger.min_before);
        }
        out.serialize(serializer)
    }

    /// Reads triggers.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Trigger>, D::Error> {
        Ok(unpack(&Streams::deserialize(deserializer)?))
    }

    #[inline(never)]
    fn unpack(streams: &Streams) -> Vec<Trigger> {
        let mut program = 0;
        let sides = streams.least.0.iter().zip(&streams.more.0);
        let trigger = |(step, (&least, &more)): (i32, (&u8, &u8))| {
            program += step;
            Trigger { program: program as u32, min_before: least, max_before: least.saturating_add(more) }
        };
        streams.steps.iter_signed().zip(sides).map(trigger).collect()
    }
}

/// Programs, for `#[serde(with = "packed::programs")]`: each begins where the one before ends.
pub mod programs {
    use std::iter::Zip;
    use std::slice::Iter;

    use super::{
        AT_ONCE, Bytes, Deserialize, Deserializer, Numbers, Owner, Program, Reader, Serialize, Serializer, Witness,
    };

    #[derive(Default, Serialize, Deserialize)]
    struct Streams {
        lengths: Numbers,
        levels: Bytes,
        owners: Vec<Owner>,
        /// The witness's instruction + 1, or 0.
        witnesses: Numbers,
        least: Bytes,
        more: Bytes,
    }

    /// Writes programs.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(programs: &[Program], serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Streams::default();
        for program in programs {
            out.lengths.push(u32::from(program.len));
            out.levels.0.push(program.level);
            out.owners.push(program.owner);
            out.witnesses.push(program.witness.map_or(0, |w| u32::from(w.at) + 1));
            if let Some(witness) = program.witness {
                out.least.0.push(witness.min);
                out.more.0.push(witness.max - witness.min);
            }
        }
        out.serialize(serializer)
    }

    /// Reads programs.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Program>, D::Error> {
        Ok(unpack(&Streams::deserialize(deserializer)?))
    }

    fn unpack(streams: &Streams) -> Vec<Program> {
        let sides = streams.least.0.iter().zip(&streams.more.0);
        let mut unpacker =
            Unpacker { lengths: streams.lengths.iter(), witnesses: streams.witnesses.iter(), sides, start: 0 };
        let mut programs = Vec::with_capacity(streams.owners.len());
        for (levels, owners) in streams.levels.0.chunks(AT_ONCE).zip(streams.owners.chunks(AT_ONCE)) {
            unpacker.take(levels, owners, &mut programs);
        }
        programs
    }

    struct Unpacker<'a> {
        lengths: Reader<'a>,
        witnesses: Reader<'a>,
        /// Of each witness the fewest tokens before it and how many more there may be.
        sides: Zip<Iter<'a, u8>, Iter<'a, u8>>,
        start: u32,
    }

    impl Unpacker<'_> {
        #[inline(never)]
        fn take(&mut self, levels: &[u8], owners: &[Owner], programs: &mut Vec<Program>) {
            for (&level, &owner) in levels.iter().zip(owners) {
                let len = self.lengths.next().unwrap_or(0);
                let witness = self.witnesses.next().and_then(|w| w.checked_sub(1)).and_then(|at| {
                    let (&min, &more) = self.sides.next()?;
                    Some(Witness { at: at as u16, min, max: min.saturating_add(more) })
                });
                programs.push(Program { start: self.start, len: len as u16, level, owner, witness });
                self.start += len;
            }
        }
    }
}

/// Ascending numbers from 0, for `#[serde(with = "packed::starts")]`: as the gaps between them.
pub mod starts {
    use super::{Deserialize, Deserializer, Numbers, Serialize, Serializer};

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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Packed {
        #[serde(with = "code")]
        code: Vec<Op>,
        #[serde(with = "triggers")]
        triggers: Vec<Trigger>,
        #[serde(with = "programs")]
        programs: Vec<Program>,
        #[serde(with = "starts")]
        starts: Vec<u32>,
    }

    #[test]
    fn packing_loses_nothing() {
        let code = vec![
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
            Trigger { program: 9, min_before: 0, max_before: 3 },
            Trigger { program: 4, min_before: 2, max_before: 255 },
        ];
        let programs = vec![
            Program { start: 0, len: 13, level: 0, owner: Owner::Class(70_000), witness: None },
            Program {
                start: 13,
                len: 4,
                level: 3,
                owner: Owner::Detector(300, -4),
                witness: Some(Witness { at: 2, min: 1, max: 7 }),
            },
        ];
        let packed = Packed { code, triggers, programs, starts: vec![0, 0, 7, 300] };
        let bytes = postcard::to_allocvec(&packed).expect("it can be written");
        assert_eq!(postcard::from_bytes::<Packed>(&bytes).expect("it can be read"), packed);
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
