//! Programs, for `#[serde(with = "packed::programs")]`: each begins where the one before ends.

use std::slice::Iter;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::code::Place;
use super::{AT_ONCE, Bytes, Numbers, Reader, signed};
use crate::rules::{Owner, Program};

#[derive(Default, Serialize, Deserialize)]
struct Streams {
    lengths: Numbers,
    /// Bytes that the numbers of its instructions take.
    sizes: Numbers,
    /// The symbol that its first symbol is counted from, as its distance from the one before.
    symbols: Numbers,
    levels: Bytes,
    /// Which kind of owner.
    kinds: Bytes,
    /// The owner's number, as its distance from the one before.
    numbers: Numbers,
    /// A detector's weight, or the part of a nearness check.
    shares: Bytes,
}

/// Writes programs.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(programs: &[Program], serializer: S) -> Result<S::Ok, S::Error> {
    let mut out = Streams::default();
    let mut last = 0;
    let mut symbol = 0;
    for (at, program) in programs.iter().enumerate() {
        out.lengths.push(u32::from(program.place.len));
        // How long the last one's numbers are, nobody asks.
        let end = programs.get(at + 1).map_or(program.place.numbers, |next| next.place.numbers);
        out.sizes.push(end - program.place.numbers);
        out.symbols.push_signed(program.place.symbol as i32 - symbol);
        symbol = program.place.symbol as i32;
        out.levels.0.push(program.level);
        let (kind, number, share) = match program.owner {
            Owner::Class(symbol) => (0, symbol, None),
            Owner::Detector(detector, weight) => (1, u32::from(detector), Some(weight as u8)),
            Owner::Except(detector) => (2, u32::from(detector), None),
            Owner::Cue(cue) => (3, u32::from(cue), None),
            Owner::Harbour(harbour) => (4, u32::from(harbour), None),
            Owner::Near(near, part) => (5, u32::from(near), Some(part)),
        };
        out.kinds.0.push(kind);
        out.numbers.push_signed(number as i32 - last);
        out.shares.0.extend(share);
        last = number as i32;
    }
    out.serialize(serializer)
}

/// Reads programs.
///
/// # Errors
/// Those of the deserializer, or an unknown kind of owner.
#[inline(never)]
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Program>, D::Error> {
    unpack(&Streams::deserialize(deserializer)?).ok_or_else(|| serde::de::Error::custom("unknown kind of owner"))
}

fn unpack(streams: &Streams) -> Option<Vec<Program>> {
    let mut unpacker = Unpacker {
        lengths: streams.lengths.iter(),
        sizes: streams.sizes.iter(),
        symbols: streams.symbols.iter(),
        numbers: streams.numbers.iter(),
        shares: streams.shares.0.iter(),
        place: Place::default(),
        number: 0,
    };
    let mut programs = Vec::with_capacity(streams.kinds.0.len());
    for (levels, kinds) in streams.levels.0.chunks(AT_ONCE).zip(streams.kinds.0.chunks(AT_ONCE)) {
        unpacker.take(levels, kinds, &mut programs)?;
    }
    Some(programs)
}

struct Unpacker<'a> {
    lengths: Reader<'a>,
    sizes: Reader<'a>,
    symbols: Reader<'a>,
    numbers: Reader<'a>,
    shares: Iter<'a, u8>,
    /// Where the next program begins.
    place: Place,
    /// Number of the last program's owner.
    number: i32,
}

impl Unpacker<'_> {
    #[inline(never)]
    fn take(&mut self, levels: &[u8], kinds: &[u8], programs: &mut Vec<Program>) -> Option<()> {
        for (&level, &kind) in levels.iter().zip(kinds) {
            let place = &mut self.place;
            place.len = self.lengths.next().unwrap_or(0) as u16;
            place.symbol = place.symbol.wrapping_add_signed(self.symbols.next().map_or(0, signed));
            self.number += self.numbers.next().map_or(0, signed);
            let number = self.number as u16;
            let mut share = || self.shares.next().copied().unwrap_or(0);
            let owner = match kind {
                0 => Owner::Class(self.number as u32),
                1 => Owner::Detector(number, share() as i8),
                2 => Owner::Except(number),
                3 => Owner::Cue(number),
                4 => Owner::Harbour(number),
                5 => Owner::Near(number, share()),
                _ => return None,
            };
            programs.push(Program { place: *place, level, owner });
            place.start += u32::from(place.len);
            place.numbers += self.sizes.next().unwrap_or(0);
        }
        Some(())
    }
}
