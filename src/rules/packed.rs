//! Instructions and triggers as they are shipped: small numbers in streams of their own, which compress well.
//!
//! A symbol is stored as its distance from the one before (patterns written together use symbols made together), a jump as its
//! distance from where it stands.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Op, Trigger};

/// Instructions, for `#[serde(with = "packed::code")]`.
pub mod code {
    use super::{Deserialize, Deserializer, Op, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Streams {
        tags: Vec<u8>,
        numbers: Vec<i32>,
    }

    /// Writes instructions.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(ops: &[Op], serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Streams { tags: Vec::with_capacity(ops.len()), numbers: Vec::new() };
        let (mut symbol, mut at) = (0i32, 0i32);
        for op in ops {
            let mut distance = |s: u16| {
                let step = i32::from(s) - symbol;
                symbol = i32::from(s);
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
            out.tags.push(tag);
            out.numbers.extend(first.into_iter().chain(second));
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
        let mut numbers = streams.numbers.into_iter();
        let (mut symbol, mut at) = (0i32, 0i32);
        let mut ops = Vec::with_capacity(streams.tags.len());
        for tag in streams.tags {
            let mut number = || numbers.next().unwrap_or(0);
            let mut moved = |step: i32| {
                symbol += step;
                symbol as u16
            };
            ops.push(match tag {
                0 => Op::Symbol(moved(number())),
                1 => Op::Kind(number() as u16),
                2 => Op::Any(false),
                3 => Op::Any(true),
                4 => Op::Split((number() + at) as u16, (number() + at) as u16),
                5 => Op::Jump((number() + at) as u16),
                6 => Op::Not(moved(number())),
                7 => Op::NotKind(number() as u16),
                8 => Op::NotBefore(moved(number())),
                9 => Op::Start,
                10 => Op::End,
                11 => Op::Open,
                12 => Op::Close,
                13 => Op::Match,
                _ => return Err(serde::de::Error::custom("unknown instruction")),
            });
            at = if tag == 13 { 0 } else { at + 1 };
        }
        Ok(ops)
    }
}

/// Triggers, for `#[serde(with = "packed::triggers")]`.
pub mod triggers {
    use super::{Deserialize, Deserializer, Serialize, Serializer, Trigger};

    #[derive(Serialize, Deserialize)]
    struct Streams {
        steps: Vec<i32>,
        least: Vec<u8>,
        more: Vec<u8>,
    }

    /// Writes triggers.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(triggers: &[Trigger], serializer: S) -> Result<S::Ok, S::Error> {
        let mut last = 0;
        let mut steps = Vec::with_capacity(triggers.len());
        for trigger in triggers {
            steps.push(trigger.program as i32 - last);
            last = trigger.program as i32;
        }
        let least = triggers.iter().map(|t| t.min_before).collect();
        let more = triggers.iter().map(|t| t.max_before - t.min_before).collect();
        Streams { steps, least, more }.serialize(serializer)
    }

    /// Reads triggers.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Trigger>, D::Error> {
        let streams = Streams::deserialize(deserializer)?;
        let mut program = 0;
        let sides = streams.least.into_iter().zip(streams.more);
        let trigger = |(step, (least, more)): (i32, (u8, u8))| {
            program += step;
            Trigger { program: program as u32, min_before: least, max_before: least.saturating_add(more) }
        };
        Ok(streams.steps.into_iter().zip(sides).map(trigger).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Both {
        #[serde(with = "code")]
        code: Vec<Op>,
        #[serde(with = "triggers")]
        triggers: Vec<Trigger>,
    }

    #[test]
    fn packing_loses_nothing() {
        let code = vec![
            Op::Symbol(700),
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
        let both = Both { code, triggers };
        let bytes = postcard::to_allocvec(&both).expect("it can be written");
        assert_eq!(postcard::from_bytes::<Both>(&bytes).expect("it can be read"), both);
    }
}
