//! Which programs are to be run on a sentence, and their instructions.

use super::analyse::Note;
use super::machine::Held;
use crate::rules::{DEPENDENT, Op, Owner, Ruleset, Symbol, Trigger, Witness};

/// A search to be made around a token.
#[derive(Debug, Clone, Copy)]
pub struct Job {
    /// Number of the program.
    pub program: u32,
    /// The token that triggered it.
    pub token: u32,
    /// Fewest tokens between its begin and that token.
    pub min_before: u8,
    /// Most tokens between its begin and that token.
    pub max_before: u8,
}

/// The jobs of a sentence by level, and what is kept for the next sentences.
#[derive(Debug)]
pub struct Jobs {
    levels: [Vec<Job>; DEPENDENT as usize + 1],
    /// For each trigger the symbol of its witness, or `NOT_YET`. It stands in the program; asked for often, it shall be one step away.
    witnesses: Vec<Symbol>,
    unpacked: Unpacked,
    noticed: Noticed,
}

impl Jobs {
    /// None yet.
    #[must_use]
    pub fn new(rules: &Ruleset) -> Self {
        let unpacked = Unpacked { ops: Vec::new(), begins: vec![NOT_YET; rules.programs.len()] };
        Self { levels: Default::default(), witnesses: Vec::new(), unpacked, noticed: Noticed::default() }
    }

    /// Puts all programs that a symbol triggers on the lists of their levels, but for those whose witness isn't where each match through
    /// the trigger would hold it.
    pub fn trigger(&mut self, rules: &Ruleset, held: &Held, symbol: Symbol, at: usize) {
        let symbol = symbol as usize;
        let Some(range) = rules.trigger_starts.get(symbol..symbol + 2) else { return };
        if self.witnesses.is_empty() {
            self.witnesses.resize(rules.triggers.len(), NOT_YET);
        }
        for number in range[0] as usize..range[1] as usize {
            let t = rules.triggers[number];
            if let Some(witness) = t.witness {
                if self.witnesses[number] == NOT_YET {
                    self.witnesses[number] = self.symbol_of(rules, t.program, witness);
                }
                if !is_seen(held, self.witnesses[number], witness, at) {
                    continue;
                }
            }
            self.push(rules, t, at);
        }
    }

    /// The same for a kind of token, of which there are few.
    pub fn trigger_kind(&mut self, rules: &Ruleset, held: &Held, triggers: &[Trigger], at: usize) {
        for &t in triggers {
            let unseen = |witness| !is_seen(held, self.symbol_of(rules, t.program, witness), witness, at);
            if !t.witness.is_some_and(unseen) {
                self.push(rules, t, at);
            }
        }
    }

    /// The symbol that a witness must have.
    fn symbol_of(&mut self, rules: &Ruleset, program: u32, witness: Witness) -> Symbol {
        match self.code(rules, program).get(usize::from(witness.at)) {
            Some(&Op::Symbol(symbol)) => symbol,
            _ => NOT_YET,
        }
    }

    /// Puts a program on the list of its level.
    fn push(&mut self, rules: &Ruleset, t: Trigger, at: usize) {
        let level = rules.programs[t.program as usize].level;
        self.levels[usize::from(level)].push(Job {
            program: t.program,
            token: at as u32,
            min_before: t.min_before,
            max_before: t.max_before,
        });
    }

    /// Takes the jobs of a level.
    pub fn take(&mut self, level: u8) -> Vec<Job> {
        std::mem::take(&mut self.levels[usize::from(level)])
    }

    /// Gives the emptied list of a level back, so that its memory is used again.
    pub fn give_back(&mut self, level: u8, list: Vec<Job>) {
        self.levels[usize::from(level)] = list;
    }

    /// Drops the dependent jobs whose matches would count for nothing beside what was noticed. Whether some are left.
    pub fn keep_called_for(&mut self, rules: &Ruleset, notes: &[Note]) -> bool {
        let dependent = &mut self.levels[usize::from(DEPENDENT)];
        if !dependent.is_empty() {
            self.noticed.take(rules, notes);
            dependent.retain(|job| self.noticed.calls_for(rules.programs[job.program as usize].owner));
        }
        !dependent.is_empty()
    }

    /// The instructions of a program.
    pub fn code(&mut self, rules: &Ruleset, program: u32) -> &[Op] {
        self.unpacked.code(rules, program)
    }
}

/// Instructions of the programs that were asked for so far.
#[derive(Debug)]
struct Unpacked {
    ops: Vec<Op>,
    /// For each program where it begins in `ops`, or `NOT_YET`.
    begins: Vec<u32>,
}

const NOT_YET: u32 = u32::MAX;

/// Whether a witness stands where it must; one without a symbol, which no compiler writes, is taken for seen.
fn is_seen(held: &Held, symbol: Symbol, witness: Witness, at: usize) -> bool {
    let at = at as i32;
    symbol == NOT_YET || held.may_have_any(at + i32::from(witness.first)..=at + i32::from(witness.last), symbol)
}

impl Unpacked {
    fn code(&mut self, rules: &Ruleset, program: u32) -> &[Op] {
        let place = rules.programs[program as usize].place;
        let begin = &mut self.begins[program as usize];
        if *begin == NOT_YET {
            *begin = self.ops.len() as u32;
            rules.code.unpack(place, &mut self.ops);
        }
        &self.ops[*begin as usize..][..usize::from(place.len)]
    }
}

/// What was noticed in a sentence before the programs that depend on it.
#[derive(Debug, Default)]
struct Noticed {
    /// For each detector whether it has a hit or may get one from a nearness check.
    detectors: Vec<bool>,
    /// For each nearness check whether its first part is there.
    nears: Vec<bool>,
}

impl Noticed {
    fn take(&mut self, rules: &Ruleset, notes: &[Note]) {
        // The learned scorer's hits come later, so exceptions from them are always asked for.
        self.detectors.clear();
        self.detectors.extend(rules.detectors.iter().map(|detector| detector.scorer.is_some()));
        self.nears.clear();
        self.nears.resize(rules.nears.len(), false);
        for note in notes {
            let mut owner = note.owner;
            if let Owner::Near(near, 0) = owner {
                self.nears[usize::from(near)] = true;
                owner = rules.nears[usize::from(near)].owner;
            }
            if let Owner::Detector(detector, _) = owner {
                self.detectors[usize::from(detector)] = true;
            }
        }
    }

    /// Whether a match would count for something.
    fn calls_for(&self, owner: Owner) -> bool {
        match owner {
            Owner::Except(detector) => self.detectors[usize::from(detector)],
            Owner::Near(near, _) => self.nears[usize::from(near)],
            _ => true,
        }
    }
}
