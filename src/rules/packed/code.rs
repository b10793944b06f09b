//! Instructions, for `#[serde(with = "packed::code")]`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{AT_ONCE, Bytes, Numbers, Reader, signed};
use crate::rules::{Op, Symbol};

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
#[inline(never)]
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
