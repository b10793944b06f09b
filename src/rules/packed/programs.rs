//! Programs, for `#[serde(with = "packed::programs")]`: each begins where the one before ends.

use std::iter::Zip;
use std::slice::Iter;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{AT_ONCE, Bytes, Numbers, Reader};
use crate::rules::{Owner, Program, Witness};

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
