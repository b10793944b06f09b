//! Runs pattern programs over the tokens of a sentence.
//!
//! A bounded backtracker: each pair of instruction and token is visited once at most, so a program's work around one
//! trigger is bounded by its own size, whatever the text.

use std::ops::RangeInclusive;

use crate::rules::{LONGEST_MATCH, Op, Ruleset, Symbol};
use crate::text::token::{Token, UNKNOWN};

/// A run of tokens that is a member of a class or a profile slot.
#[derive(Debug, Clone, Copy)]
struct Span {
    end: u32,
    symbol: Symbol,
    /// The next span that begins at the same token, or 0; counted from 1.
    next: u32,
}

/// Spans of several tokens found so far in a sentence, by the token at which they begin.
#[derive(Debug, Default)]
pub struct Spans {
    /// For each token, the last span that begins there, counted from 1; 0 for none.
    first: Vec<u32>,
    spans: Vec<Span>,
}

impl Spans {
    /// Forgets all spans and makes room for a sentence of so many tokens.
    pub fn reset(&mut self, tokens: usize) {
        self.first.clear();
        self.first.resize(tokens, 0);
        self.spans.clear();
    }

    /// Adds a span. `false` if it was known.
    pub fn add(&mut self, start: usize, end: usize, symbol: Symbol) -> bool {
        let end = end as u32;
        if self.at(start).any(|s| s.end == end && s.symbol == symbol) {
            return false;
        }
        self.spans.push(Span { end, symbol, next: self.first[start] });
        self.first[start] = self.spans.len() as u32;
        true
    }

    /// Calls `found` with each span: its first token, the token after its last, its symbol.
    pub fn each(&self, mut found: impl FnMut(usize, usize, Symbol)) {
        for start in 0..self.first.len() {
            self.at(start).for_each(|s| found(start, s.end as usize, s.symbol));
        }
    }

    fn at(&self, token: usize) -> impl Iterator<Item = Span> {
        let mut next = self.first.get(token).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let span = *self.spans.get((next as usize).checked_sub(1)?)?;
            next = span.next;
            Some(span)
        })
    }
}

/// Where a program matched: tokens of the words to mark, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
}

#[derive(Debug, Clone, Copy)]
struct Thread {
    at: u16,
    token: u32,
    open: u32,
    close: u32,
}

/// Memory for runs, reused.
#[derive(Debug, Default)]
pub struct Machine {
    /// For each instruction one bit a token, from the first token of the runs on. Begins lie no further apart than a
    /// match is long, so two matches' length of bits is enough.
    visited: Vec<u64>,
    /// Words of bits to an instruction.
    stride: usize,
    stack: Vec<Thread>,
    /// Whether a thread was given up because its match got too long, and not because the tokens don't fit.
    cut: bool,
}

/// Which tokens of a sentence have a symbol: a bit a token for each symbol, in which a token shares its bit with every 64th.
///
/// Programs ask several hundred times a sentence whether a token has a symbol; a word has up to several hundred.
#[derive(Debug, Default)]
pub struct Held {
    by_symbol: Vec<u64>,
}

impl Held {
    /// Takes a sentence in.
    pub fn take(&mut self, rules: &Ruleset, tokens: &[Token]) {
        self.each(rules, tokens, |bits, bit| *bits |= bit);
    }

    /// Forgets the sentence taken in last.
    pub fn forget(&mut self, rules: &Ruleset, tokens: &[Token]) {
        self.each(rules, tokens, |bits, _| *bits = 0);
    }

    fn each(&mut self, rules: &Ruleset, tokens: &[Token], mut change: impl FnMut(&mut u64, u64)) {
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.word != UNKNOWN) {
            let symbols = rules.words.symbols(token.word);
            if let Some(&last) = symbols.last()
                && self.by_symbol.len() <= last as usize
            {
                self.by_symbol.resize(last as usize + 1, 0);
            }
            for &symbol in symbols {
                change(&mut self.by_symbol[symbol as usize], 1 << (at & 63));
            }
        }
    }

    /// Whether one of these tokens may have a symbol. They may lie before the sentence or behind it.
    pub fn may_have_any(&self, tokens: RangeInclusive<i32>, symbol: Symbol) -> bool {
        let (first, last) = (*tokens.start(), *tokens.end());
        let many = (last - first + 1).clamp(0, 64) as u32;
        let window = u64::MAX.checked_shr(64 - many).unwrap_or(0).rotate_left(first.rem_euclid(64) as u32);
        self.by_symbol.get(symbol as usize).is_some_and(|bits| bits & window != 0)
    }

    /// Whether a token may have a symbol; in a sentence of fewer than 64 tokens, whether it has it.
    fn may_have(&self, token: usize, symbol: Symbol) -> bool {
        self.by_symbol.get(symbol as usize).is_some_and(|bits| bits & (1 << (token & 63)) != 0)
    }
}

/// What a program runs on.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The rules.
    pub rules: &'a Ruleset,
    /// The sentence.
    pub tokens: &'a [Token],
    /// The symbols of its words.
    pub held: &'a Held,
    /// Class and slot spans in it.
    pub spans: &'a Spans,
}

impl Input<'_> {
    fn has(&self, token: usize, symbol: Symbol) -> bool {
        self.word_has(token, symbol) || self.spans.at(token).any(|s| s.symbol == symbol)
    }

    fn word_has(&self, token: usize, symbol: Symbol) -> bool {
        self.held.may_have(token, symbol)
            && (self.tokens.len() < 64
                || self.tokens.get(token).is_some_and(|t| {
                    t.word != UNKNOWN && self.rules.words.symbols(t.word).binary_search(&symbol).is_ok()
                }))
    }

    /// Whether the token, or a span that begins at it, has the symbol.
    #[must_use]
    pub fn token_has(&self, token: usize, symbol: Symbol) -> bool {
        self.has(token, symbol)
    }
}

impl Machine {
    /// Runs a program from each of these tokens on, until one matches.
    pub fn run(&mut self, input: Input<'_>, code: &[Op], starts: RangeInclusive<u32>) -> Option<Match> {
        let first = *starts.start() as usize;
        let begin = match code.iter().find(|op| **op != Op::Open) {
            Some(Op::Symbol(symbol)) => Some(*symbol),
            _ => None,
        };
        // Two matches' length of bits is only needed in a sentence of 64 tokens or more.
        self.stride = if input.tokens.len() < 64 { 1 } else { 2 };
        let mut fresh = false;
        for start in starts {
            if begin.is_some_and(|symbol| !input.has(start as usize, symbol)) {
                continue;
            }
            // A state that led nowhere leads nowhere from another begin either, unless its match only was too long.
            if !fresh || self.cut {
                self.visited.clear();
                self.visited.resize(code.len() * self.stride, 0);
                (fresh, self.cut) = (true, false);
            }
            self.stack.clear();
            self.stack.push(Thread { at: 0, token: start, open: u32::MAX, close: u32::MAX });
            while let Some(thread) = self.stack.pop() {
                if let Some(found) = self.follow(input, code, first, start as usize, thread) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// Follows one thread until it fails or matches; other ways are put on the stack.
    fn follow(
        &mut self,
        input: Input<'_>,
        code: &[Op],
        first: usize,
        start: usize,
        mut thread: Thread,
    ) -> Option<Match> {
        loop {
            let at = usize::from(thread.at);
            let token = thread.token as usize;
            if token - start > LONGEST_MATCH {
                self.cut = true;
                return None;
            }
            let place = token - first;
            let word = (place >> 6) & (self.stride - 1);
            let (bits, bit) = (&mut self.visited[at * self.stride + word], 1u64 << (place & 63));
            if *bits & bit != 0 {
                return None;
            }
            *bits |= bit;
            let passes = match code[at] {
                Op::Symbol(symbol) => {
                    for span in input.spans.at(token).filter(|s| s.symbol == symbol) {
                        self.stack.push(Thread { at: thread.at + 1, token: span.end, ..thread });
                    }
                    let word = input.word_has(token, symbol);
                    thread.token += 1;
                    word
                }
                Op::Kind(bits) => {
                    thread.token += 1;
                    input.tokens.get(token).is_some_and(|t| t.kinds & bits == bits)
                }
                Op::Any(within_clause) => {
                    thread.token += 1;
                    let breaks = |t: &Token| t.kinds & crate::text::token::kind::BREAK != 0;
                    input.tokens.get(token).is_some_and(|t| !(within_clause && breaks(t)))
                }
                Op::Split(first, second) => {
                    // Most ways end at their first word: those need no thread.
                    let leads_on = |way: u16| match code[usize::from(way)] {
                        Op::Symbol(symbol) => input.has(token, symbol),
                        _ => true,
                    };
                    if !leads_on(first) {
                        thread.at = second;
                    } else {
                        if leads_on(second) {
                            self.stack.push(Thread { at: second, ..thread });
                        }
                        thread.at = first;
                    }
                    continue;
                }
                Op::Jump(to) => {
                    thread.at = to;
                    continue;
                }
                Op::Not(symbol) => !input.has(token, symbol),
                Op::NotKind(bits) => input.tokens.get(token).is_none_or(|t| t.kinds & bits != bits),
                Op::NotBefore(symbol) => token == 0 || !input.has(token - 1, symbol),
                Op::Start => token == 0,
                Op::End => token == input.tokens.len(),
                Op::Open => {
                    thread.open = thread.token;
                    true
                }
                Op::Close => {
                    thread.close = thread.token;
                    true
                }
                Op::Match => {
                    let marked = thread.open != u32::MAX && thread.close > thread.open;
                    return Some(if marked {
                        Match { start: thread.open as usize, end: thread.close as usize }
                    } else {
                        Match { start, end: token }
                    });
                }
            };
            if !passes {
                return None;
            }
            thread.at += 1;
        }
    }
}
