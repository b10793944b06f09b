//! Programs, for `#[serde(with = "packed::programs")]`: each begins where the one before ends.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{AT_ONCE, Bytes, Numbers, Reader};
use crate::rules::{Owner, Program};

#[derive(Default, Serialize, Deserialize)]
struct Streams {
    lengths: Numbers,
    levels: Bytes,
    owners: Vec<Owner>,
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
    let mut unpacker = Unpacker { lengths: streams.lengths.iter(), start: 0 };
    let mut programs = Vec::with_capacity(streams.owners.len());
    for (levels, owners) in streams.levels.0.chunks(AT_ONCE).zip(streams.owners.chunks(AT_ONCE)) {
        unpacker.take(levels, owners, &mut programs);
    }
    programs
}

struct Unpacker<'a> {
    lengths: Reader<'a>,
    start: u32,
}

impl Unpacker<'_> {
    #[inline(never)]
    fn take(&mut self, levels: &[u8], owners: &[Owner], programs: &mut Vec<Program>) {
        for (&level, &owner) in levels.iter().zip(owners) {
            let len = self.lengths.next().unwrap_or(0);
            programs.push(Program { start: self.start, len: len as u16, level, owner });
            self.start += len;
        }
    }
}
