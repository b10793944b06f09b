//! Which words of a pattern make the engine run it.
//!
//! Every pattern has words that each of its matches must hold. The rarest of them is its trigger: the engine runs the
//! program only around that word, so a text pays for the rules that it may touch and not for their number. The next rarest is its
//! witness: where it isn't around the trigger either, the program isn't run.

use std::collections::BTreeSet;

use super::lower::{Lowering, Meaning};
use super::pattern::Node;
use crate::rules::{LONGEST_MATCH, Symbol};
use crate::text::token::kind;

/// Where a program may be triggered: symbol or kind, tokens before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub(super) on: On,
    pub(super) min: usize,
    pub(super) max: usize,
}

/// A word that each match of a program must hold: its symbol, and the fewest and most tokens before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Required {
    pub(super) symbol: Symbol,
    pub(super) min: usize,
    pub(super) max: usize,
    cost: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    Symbol(Symbol),
    Kind(u16),
}

impl Lowering {
    /// The cheapest set of anchors, one of which every match holds, with the summed commonness of their words.
    pub(super) fn anchors(&mut self, node: &Node) -> (u64, Vec<Anchor>) {
        const NONE: (u64, Vec<Anchor>) = (u64::MAX, Vec::new());
        match node {
            Node::Seq(list) => {
                let mut best = NONE;
                let (mut min, mut max) = (0, 0);
                for inner in list {
                    let (cost, mut anchors) = self.anchors(inner);
                    if cost < best.0 {
                        for anchor in &mut anchors {
                            anchor.min += min;
                            anchor.max += max;
                        }
                        best = (cost, anchors);
                    }
                    let (low, high) = self.length(inner);
                    min += low;
                    max += high;
                }
                best
            }
            Node::Alt(list) => {
                let (words, others) = self.single_words(list);
                let mut sum = (0u64, Vec::new());
                if !words.is_empty() {
                    sum.0 = self.commonness(&words);
                    sum.1.push(Anchor { on: On::Symbol(self.symbol(Meaning::Words(words))), min: 0, max: 0 });
                }
                for inner in others {
                    let (cost, anchors) = self.anchors(inner);
                    sum.0 = sum.0.saturating_add(cost);
                    sum.1.extend(anchors);
                }
                sum
            }
            Node::Marked(inner) => self.anchors(inner),
            Node::Word(word, forms) => {
                let mut best = NONE;
                for (i, set) in self.parts(word, *forms).into_iter().enumerate() {
                    let cost = self.commonness(&set);
                    if cost < best.0 {
                        let on = On::Symbol(self.symbol(Meaning::Words(set)));
                        best = (cost, vec![Anchor { on, min: i, max: i }]);
                    }
                }
                best
            }
            Node::Class(name) => {
                let Some(class) = self.classes.get(name) else { return NONE };
                let cost = self.commonness(&class.words) + if class.spans { 200 } else { 0 };
                (cost, vec![Anchor { on: On::Symbol(class.symbol), min: 0, max: 0 }])
            }
            Node::Slot(_) => match self.test(node) {
                Ok(symbol) => (20, vec![Anchor { on: On::Symbol(symbol), min: 0, max: 0 }]),
                Err(_) => NONE,
            },
            Node::Kind(bits) => (kind_commonness(*bits), vec![Anchor { on: On::Kind(*bits), min: 0, max: 0 }]),
            _ => NONE,
        }
    }

    /// The word that is seldom found by chance around these anchors and that each match holds beside them, if there is one.
    pub(super) fn witness(&mut self, node: &Node, anchors: &[Anchor]) -> Option<Required> {
        let mut all = Vec::new();
        self.required(node, (0, 0), &mut all);
        let is_anchor =
            |r: &Required| anchors.iter().any(|a| a.on == On::Symbol(r.symbol) && (a.min, a.max) == (r.min, r.max));
        let by_chance = |r: &Required| r.cost.saturating_mul((r.max - r.min + 1) as u64);
        all.into_iter().filter(|r| !is_anchor(r)).min_by_key(by_chance)
    }

    /// Collects the single words that each match of a tree holds, `before` being the tokens before the tree. What may be several words,
    /// a profile slot or a kind of token is left out.
    fn required(&mut self, node: &Node, before: (usize, usize), out: &mut Vec<Required>) {
        let (min, max) = before;
        match node {
            Node::Seq(list) => {
                let (mut min, mut max) = before;
                for inner in list {
                    self.required(inner, (min, max), out);
                    let (low, high) = self.length(inner);
                    min += low;
                    max += high;
                }
            }
            Node::Marked(inner) => self.required(inner, before, out),
            Node::Alt(list) => {
                let (words, others) = self.single_words(list);
                if others.is_empty() {
                    let cost = self.commonness(&words);
                    out.push(Required { symbol: self.symbol(Meaning::Words(words)), min, max, cost });
                }
            }
            Node::Word(word, forms) => {
                for (i, set) in self.parts(word, *forms).into_iter().enumerate() {
                    let cost = self.commonness(&set);
                    let symbol = self.symbol(Meaning::Words(set));
                    out.push(Required { symbol, min: min + i, max: max + i, cost });
                }
            }
            Node::Class(name) => {
                if let Some(class) = self.classes.get(name).filter(|class| !class.spans) {
                    out.push(Required { symbol: class.symbol, min, max, cost: self.commonness(&class.words) });
                }
            }
            _ => {}
        }
    }

    /// How often any word of a set is met.
    fn commonness(&self, words: &BTreeSet<String>) -> u64 {
        words.iter().map(|w| u64::from(self.frequency.get(w).copied().unwrap_or(1))).sum()
    }

    /// Fewest and most tokens of a match.
    pub(super) fn length(&self, node: &Node) -> (usize, usize) {
        match node {
            Node::Seq(list) => list.iter().map(|n| self.length(n)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)),
            Node::Alt(list) => {
                let lengths: Vec<_> = list.iter().map(|n| self.length(n)).collect();
                (lengths.iter().map(|l| l.0).min().unwrap_or(0), lengths.iter().map(|l| l.1).max().unwrap_or(0))
            }
            Node::Opt(inner) => (0, self.length(inner).1),
            Node::Marked(inner) => self.length(inner),
            Node::Word(word, _) => (self.spell(word).len(), self.spell(word).len()),
            Node::Class(name) => (1, self.classes.get(name).map_or(1, |c| c.longest)),
            // A department's name may have as many words as it likes.
            Node::Slot(_) => (1, LONGEST_MATCH),
            Node::Kind(_) | Node::Any => (1, 1),
            Node::Gap(words, _) => (0, usize::from(*words)),
            Node::Not(_) | Node::NotBefore(_) | Node::Start | Node::End => (0, 0),
        }
    }
}

/// About how many of a million tokens are of a kind, counted in the everyday posts of `rules/corpus`.
fn kind_commonness(bits: u16) -> u64 {
    match bits {
        kind::CAPITAL => 170_000,
        kind::NUMBER => 38_000,
        kind::UPPER => 16_000,
        _ => 4_000,
    }
}
