//! Which words of a pattern make the engine run it.
//!
//! Every pattern has words that each of its matches must hold. The rarest of them is its trigger: the engine runs the
//! program only around that word, so a text pays for the rules that it may touch and not for their number. The next rarest is the
//! trigger's witness: where it isn't as near to the trigger as in a match, the program isn't run. A pattern of several alternatives has
//! a trigger for each, with a witness of its own.

use std::collections::BTreeSet;

use super::lower::{Lowering, Meaning};
use super::pattern::Node;
use crate::rules::{LONGEST_MATCH, Symbol};
use crate::text::token::kind;

/// Fewest and most tokens.
type Tokens = (usize, usize);

/// Where a program may be triggered.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    pub(super) on: On,
    /// Tokens before it.
    pub(super) before: Tokens,
    /// Tokens from it to the end, itself among them.
    after: Tokens,
    /// What each match through this anchor holds besides.
    needs: Vec<Need>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    Symbol(Symbol),
    Kind(u16),
}

/// A word that stands between `first` and `last` tokens behind an anchor; before it where these are negative.
#[derive(Debug, Clone, Copy)]
pub(super) struct Need {
    pub(super) symbol: Symbol,
    pub(super) first: i32,
    pub(super) last: i32,
    cost: u64,
}

/// A word that each match of a tree holds, and the tokens before it and from it on.
#[derive(Debug, Clone, Copy)]
struct Required {
    symbol: Symbol,
    before: Tokens,
    after: Tokens,
    cost: u64,
}

impl Anchor {
    fn new(on: On, before: Tokens, after: Tokens) -> Self {
        Self { on, before, after, needs: Vec::new() }
    }

    /// The word that is seldom found by chance where each match through this anchor holds it, if there is one.
    pub(super) fn witness(&self) -> Option<&Need> {
        self.needs.iter().min_by_key(|need| need.cost.saturating_mul((need.last - need.first + 1) as u64))
    }

    /// Notes a word that stands so many tokens behind the end of the anchor's tree.
    fn need_behind(&mut self, required: &Required, between: Tokens) {
        let (min, max) = sum(sum(self.after, between), required.before);
        self.needs.push(Need { symbol: required.symbol, first: min as i32, last: max as i32, cost: required.cost });
    }

    /// Notes a word whose tree ends so many tokens before the begin of the anchor's.
    fn need_before(&mut self, required: &Required, between: Tokens) {
        let (min, max) = sum(sum(required.after, between), self.before);
        self.needs.push(Need {
            symbol: required.symbol,
            first: -(max as i32),
            last: -(min as i32),
            cost: required.cost,
        });
    }
}

fn sum(a: Tokens, b: Tokens) -> Tokens {
    (a.0 + b.0, a.1 + b.1)
}

impl Lowering {
    /// The cheapest set of anchors, one of which every match holds, with the summed commonness of their words.
    pub(super) fn anchors(&mut self, node: &Node) -> (u64, Vec<Anchor>) {
        const NONE: (u64, Vec<Anchor>) = (u64::MAX, Vec::new());
        let first = |on, length| vec![Anchor::new(on, (0, 0), length)];
        match node {
            Node::Seq(list) => self.anchors_in_a_row(list),
            Node::Alt(list) => {
                let (words, others) = self.single_words(list);
                let mut all = (0u64, Vec::new());
                if !words.is_empty() {
                    all = (self.commonness(&words), first(On::Symbol(self.symbol(Meaning::Words(words))), (1, 1)));
                }
                for inner in others {
                    let (cost, anchors) = self.anchors(inner);
                    all.0 = all.0.saturating_add(cost);
                    all.1.extend(anchors);
                }
                all
            }
            Node::Marked(inner) => self.anchors(inner),
            Node::Word(..) => {
                let words = self.required(node);
                let Some(at) = (0..words.len()).min_by_key(|&at| words[at].cost) else { return NONE };
                let mut anchor = Anchor::new(On::Symbol(words[at].symbol), words[at].before, words[at].after);
                for (other, word) in words.iter().enumerate().filter(|&(other, _)| other != at) {
                    let away = other as i32 - at as i32;
                    anchor.needs.push(Need { symbol: word.symbol, first: away, last: away, cost: word.cost });
                }
                (words[at].cost, vec![anchor])
            }
            Node::Class(name) => {
                let Some(class) = self.classes.get(name) else { return NONE };
                let cost = self.commonness(&class.words) + if class.spans { 200 } else { 0 };
                (cost, first(On::Symbol(class.symbol), self.length(node)))
            }
            Node::Slot(_) => match self.test(node) {
                Ok(symbol) => (20, first(On::Symbol(symbol), self.length(node))),
                Err(_) => NONE,
            },
            Node::Kind(bits) => (kind_commonness(*bits), first(On::Kind(*bits), (1, 1))),
            _ => NONE,
        }
    }

    /// The anchors of the tree in a row that has the cheapest, which need the words of the others.
    fn anchors_in_a_row(&mut self, list: &[Node]) -> (u64, Vec<Anchor>) {
        let mut each: Vec<_> = list.iter().map(|inner| self.anchors(inner)).collect();
        let Some(at) = (0..each.len()).min_by_key(|&at| each[at].0) else { return (u64::MAX, Vec::new()) };
        let (cost, mut anchors) = each.swap_remove(at);
        let mut between = (0, 0);
        for inner in list[..at].iter().rev() {
            let required = self.required(inner);
            anchors.iter_mut().for_each(|anchor| required.iter().for_each(|r| anchor.need_before(r, between)));
            between = sum(between, self.length(inner));
        }
        let before = between;
        between = (0, 0);
        for inner in &list[at + 1..] {
            let required = self.required(inner);
            anchors.iter_mut().for_each(|anchor| required.iter().for_each(|r| anchor.need_behind(r, between)));
            between = sum(between, self.length(inner));
        }
        for anchor in &mut anchors {
            anchor.before = sum(anchor.before, before);
            anchor.after = sum(anchor.after, between);
        }
        (cost, anchors)
    }

    /// The single words that each match of a tree holds. What may be several words, a profile slot or a kind of token is left out.
    fn required(&mut self, node: &Node) -> Vec<Required> {
        let one = |symbol, cost| vec![Required { symbol, before: (0, 0), after: (1, 1), cost }];
        match node {
            Node::Seq(list) => {
                let mut out: Vec<Required> = Vec::new();
                let mut before = (0, 0);
                for inner in list {
                    let length = self.length(inner);
                    out.iter_mut().for_each(|r| r.after = sum(r.after, length));
                    let required = self.required(inner);
                    out.extend(required.into_iter().map(|r| Required { before: sum(r.before, before), ..r }));
                    before = sum(before, length);
                }
                out
            }
            Node::Marked(inner) => self.required(inner),
            Node::Alt(list) => {
                let (words, others) = self.single_words(list);
                if !others.is_empty() {
                    return Vec::new();
                }
                let cost = self.commonness(&words);
                one(self.symbol(Meaning::Words(words)), cost)
            }
            Node::Word(word, forms) => {
                let parts = self.parts(word, *forms);
                let all = parts.len();
                let required = |(at, words): (usize, BTreeSet<String>)| {
                    let cost = self.commonness(&words);
                    let symbol = self.symbol(Meaning::Words(words));
                    Required { symbol, before: (at, at), after: (all - at, all - at), cost }
                };
                parts.into_iter().enumerate().map(required).collect()
            }
            Node::Class(name) => match self.classes.get(name).filter(|class| !class.spans) {
                Some(class) => one(class.symbol, self.commonness(&class.words)),
                None => Vec::new(),
            },
            _ => Vec::new(),
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
