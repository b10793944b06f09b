//! Triggers, for `#[serde(with = "packed::triggers")]`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Bytes, Numbers};
use crate::rules::{Trigger, Witness};

#[derive(Default, Serialize, Deserialize)]
struct Streams {
    steps: Numbers,
    least: Bytes,
    more: Bytes,
    /// The witness's instruction + 1, or 0.
    witnesses: Numbers,
    first: Bytes,
    further: Bytes,
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
        out.witnesses.push(trigger.witness.map_or(0, |w| u32::from(w.at) + 1));
        if let Some(witness) = trigger.witness {
            out.first.0.push(witness.first as u8);
            out.further.0.push(witness.last.wrapping_sub(witness.first) as u8);
        }
    }
    out.serialize(serializer)
}

/// Reads triggers.
///
/// # Errors
/// Those of the deserializer.
#[inline(never)]
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Trigger>, D::Error> {
    Ok(unpack(&Streams::deserialize(deserializer)?))
}

#[inline(never)]
fn unpack(streams: &Streams) -> Vec<Trigger> {
    let mut program = 0;
    let sides = streams.least.0.iter().zip(&streams.more.0);
    let mut witnesses = streams.witnesses.iter();
    let mut distances = streams.first.0.iter().zip(&streams.further.0);
    let trigger = |(step, (&least, &more)): (i32, (&u8, &u8))| {
        program += step;
        let witness = witnesses.next().and_then(|w| w.checked_sub(1)).and_then(|at| {
            let (&first, &further) = distances.next()?;
            Some(Witness { at: at as u16, first: first as i8, last: first.wrapping_add(further) as i8 })
        });
        Trigger { program: program as u32, min_before: least, max_before: least.saturating_add(more), witness }
    };
    streams.steps.iter_signed().zip(sides).map(trigger).collect()
}
