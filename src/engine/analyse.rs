//! Looks at one sentence and notes what is in it. Knows nothing of other sentences, so its notes can be kept.

use super::identifiers::Identifiers;
use super::jobs::Jobs;
use super::machine::{Held, Input, Machine, Match, Spans};
use super::slots::Slots;
use crate::rules::{DEPENDENT, LAST_LEVEL, Owner, Ruleset, Symbol};
use crate::scorer::Extractor;
use crate::scorer::model::Scorer;
use crate::scorer::passage::{Once, SentenceFeatures};
use crate::text::token::{Tokens, UNKNOWN};
use crate::text::tokenise::tokenise;

/// Something noticed in a sentence, with its bytes and tokens counted from the sentence's begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// What it means.
    pub owner: Owner,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// First token.
    pub token: u32,
    /// Token after the last.
    pub token_end: u32,
    /// The program or, from `IDENTIFIER` on, the identifier check that noticed it.
    pub check: u32,
}

/// Features to a token: so much room is made beforehand. Of 3,000 tweets each has 13.6 on the average, and one has more than 28.
const FEATURES: usize = 16;

/// Checks from this number on are identifiers.
pub const IDENTIFIER: u32 = 1 << 30;

/// All that was noticed in one sentence, in text order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// What was noticed, by first token.
    pub notes: Vec<Note>,
    /// Number of tokens.
    pub tokens: u32,
    /// Whether a quotation is open at its end.
    pub open_quote: bool,
    /// What the learned scorer needs of it; empty without a scorer.
    pub features: SentenceFeatures,
}

/// What a sentence is looked at with.
#[derive(Debug, Clone, Copy)]
pub struct With<'a> {
    /// The rules.
    pub rules: &'a Ruleset,
    /// The profile's names.
    pub slots: &'a Slots,
    /// The learned scorer, if it takes part.
    pub scorer: Option<&'a Scorer>,
}

/// Analyses sentences; holds the memory that is reused between them.
#[derive(Debug)]
pub struct Analyser {
    identifiers: Identifiers,
    tokens: Tokens,
    spans: Spans,
    held: Held,
    machine: Machine,
    once: Once,
    extractor: Extractor,
    jobs: Jobs,
}

impl Analyser {
    /// Makes room; the identifier automata are read when a sentence first asks for them.
    #[must_use]
    pub fn new(rules: &Ruleset) -> Self {
        Self {
            identifiers: Identifiers::new(rules),
            tokens: Tokens::default(),
            spans: Spans::default(),
            held: Held::default(),
            machine: Machine::default(),
            once: Once::default(),
            extractor: Extractor::new(rules),
            jobs: Jobs::new(rules),
        }
    }

    /// Looks at a sentence. `quoted`: whether a quotation is open before it.
    pub fn analyse(&mut self, with: &With<'_>, sentence: &str, quoted: bool) -> Analysis {
        let mut out = self.look(with.rules, with.slots, sentence, quoted);
        if let Some(scorer) = with.scorer {
            let mut buckets = Vec::with_capacity(self.tokens.list.len() * FEATURES);
            let once = &mut self.once;
            let found = |feature, _, _| once.add(&mut buckets, feature);
            self.extractor.features(with.rules, &self.tokens, &self.spans, &out.notes, found);
            once.forget(&buckets);
            out.features = SentenceFeatures::new(scorer, buckets);
        }
        out
    }

    /// Looks at a sentence again and calls `found` with each of its features and their tokens' bytes.
    pub fn features(
        &mut self,
        with: &With<'_>,
        sentence: &str,
        quoted: bool,
        mut found: impl FnMut(u32, usize, usize),
    ) -> Vec<(u32, u32)> {
        let notes = self.look(with.rules, with.slots, sentence, quoted).notes;
        self.extractor.features(with.rules, &self.tokens, &self.spans, &notes, &mut found);
        self.tokens.list.iter().map(|t| (t.start, t.end)).collect()
    }

    /// Whether a quotation is open at the end of the sentence looked at last.
    #[must_use]
    pub fn ends_quoted(&self) -> bool {
        self.tokens.open_quote
    }

    fn look(&mut self, rules: &Ruleset, slots: &Slots, sentence: &str, quoted: bool) -> Analysis {
        tokenise(sentence, &rules.words, quoted, &mut self.tokens);
        self.spans.reset(self.tokens.list.len());
        let mut out = Analysis {
            tokens: self.tokens.list.len() as u32,
            open_quote: self.tokens.open_quote,
            ..Analysis::default()
        };
        self.held.take(rules, &self.tokens.list);
        self.collect_jobs(rules, slots);
        for level in 0..=LAST_LEVEL {
            self.run_level(rules, level, &mut out.notes);
        }
        let input = Input { rules, tokens: &self.tokens.list, held: &self.held, spans: &self.spans };
        self.identifiers.find(input, sentence, &mut out.notes);
        if self.jobs.keep_called_for(rules, &out.notes) {
            self.run_level(rules, DEPENDENT, &mut out.notes);
        }
        self.held.forget(rules, &self.tokens.list);
        out.notes.sort_unstable_by_key(|n| (n.token, n.token_end, n.check));
        out.notes.dedup();
        out
    }

    /// One pass over the tokens: every symbol that triggers programs puts them on the list of their level.
    fn collect_jobs(&mut self, rules: &Ruleset, slots: &Slots) {
        // Symbols ascend, and those that trigger something come first.
        let triggering = (rules.trigger_starts.len() as Symbol).saturating_sub(1);
        for at in 0..self.tokens.list.len() {
            let token = self.tokens.list[at];
            if token.word != UNKNOWN {
                for &symbol in rules.words.symbols(token.word).iter().take_while(|&&s| s < triggering) {
                    self.jobs.trigger(rules, &self.held, symbol, at);
                }
            }
            for (bits, triggers) in &rules.kind_triggers {
                if token.kinds & bits == *bits {
                    self.jobs.trigger_kind(rules, &self.held, triggers, at);
                }
            }
            if !slots.is_empty() {
                let (held, jobs, spans) = (&self.held, &mut self.jobs, &mut self.spans);
                slots.spans_at(&self.tokens.list, at, spans, |symbol| jobs.trigger(rules, held, symbol, at));
            }
        }
    }

    /// Runs the programs of one level. Class spans that they find trigger programs of higher levels only.
    fn run_level(&mut self, rules: &Ruleset, level: u8, notes: &mut Vec<Note>) {
        let mut jobs = self.jobs.take(level);
        for job in jobs.drain(..) {
            let program = rules.programs[job.program as usize];
            let code = self.jobs.code(rules, job.program);
            let Some(last) = job.token.checked_sub(u32::from(job.min_before)) else { continue };
            let first = job.token.saturating_sub(u32::from(job.max_before));
            let input = Input { rules, tokens: &self.tokens.list, held: &self.held, spans: &self.spans };
            let found = self.machine.run(input, code, first..=last);
            let Some(found) = found.filter(|f| f.end > f.start) else { continue };
            if let Owner::Class(symbol) = program.owner {
                if self.spans.add(found.start, found.end, symbol) {
                    self.jobs.trigger(rules, &self.held, symbol, found.start);
                }
            } else {
                notes.push(self.note(program.owner, found, job.program));
            }
        }
        self.jobs.give_back(level, jobs);
    }

    fn note(&self, owner: Owner, found: Match, check: u32) -> Note {
        Note {
            owner,
            start: self.tokens.list[found.start].start,
            end: self.tokens.list[found.end - 1].end,
            token: found.start as u32,
            token_end: found.end as u32,
            check,
        }
    }
}
