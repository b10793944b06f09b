//! Instructions, which stay packed until a program first runs: of thousands of programs a post runs a few dozen.

use serde::{Deserialize, Serialize};

use super::{Bytes, Numbers, signed};
use crate::rules::{Op, Program, Symbol};

/// Instructions of all programs, end to end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Which instruction.
    tags: Bytes,
    /// What it asks for or where it leads.
    numbers: Numbers,
}

/// Where a program's instructions are packed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The first one's tag.
    pub start: u32,
    /// Number of instructions.
    pub len: u16,
    /// Where their numbers begin, in bytes.
    pub numbers: u32,
    /// The symbol that their first symbol is counted from.
    pub symbol: Symbol,
}

impl Code {
    /// Packs instructions, those of each program from where it starts, and notes where they are.
    #[must_use]
    pub fn pack(ops: &[Op], programs: &mut [Program]) -> Self {
        let mut out = Self::default();
        for program in programs {
            let place = &mut program.place;
            let ops = &ops[place.start as usize..][..usize::from(place.len)];
            let first = ops.iter().find_map(|op| match op {
                Op::Symbol(s) | Op::Not(s) | Op::NotBefore(s) => Some(*s),
                _ => None,
            });
            *place = Place {
                start: out.tags.0.len() as u32,
                numbers: out.numbers.bytes() as u32,
                symbol: first.unwrap_or(0),
                ..*place
            };
            out.push(ops, place.symbol);
        }
        out
    }

    fn push(&mut self, ops: &[Op], mut symbol: Symbol) {
        for (at, op) in (0..).zip(ops) {
            let mut distance = |s: Symbol| {
                let step = s as i32 - symbol as i32;
                symbol = s;
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
            self.tags.0.push(tag);
            first.into_iter().chain(second).for_each(|number| self.numbers.push_signed(number));
        }
    }

    /// Adds a program's instructions to `ops`.
    pub fn unpack(&self, place: Place, ops: &mut Vec<Op>) {
        let tags = self.tags.0.iter().skip(place.start as usize).take(usize::from(place.len));
        let mut numbers = self.numbers.iter_from(place.numbers as usize);
        let mut symbol = place.symbol as i32;
        for (at, &tag) in (0..).zip(tags) {
            let mut number = || numbers.next().map_or(0, signed);
            let mut moved = |step: i32| {
                symbol += step;
                symbol as Symbol
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
                _ => Op::Match,
            });
        }
    }
}
