//! The instructions of a pattern.

use std::collections::BTreeSet;

use super::lower::{Lowering, Meaning};
use super::pattern::Node;
use crate::rules::{Op, Symbol};

impl Lowering {
    /// Adds the instructions that match a tree.
    ///
    /// # Errors
    /// A class or slot is unknown, or a kind stands where none can.
    pub(super) fn emit(&mut self, node: &Node, code: &mut Vec<Op>) -> Result<(), String> {
        match node {
            Node::Seq(list) => list.iter().try_for_each(|n| self.emit(n, code))?,
            Node::Alt(list) => self.emit_alternatives(list, code)?,
            Node::Opt(inner) => {
                let split = code.len();
                code.push(Op::Split(0, 0));
                self.emit(inner, code)?;
                code[split] = Op::Split(split as u16 + 1, code.len() as u16);
            }
            Node::Word(word, forms) => {
                for set in self.parts(word, *forms) {
                    code.push(Op::Symbol(self.symbol(Meaning::Words(set))));
                }
            }
            Node::Class(_) | Node::Slot(_) => code.push(Op::Symbol(self.test(node)?)),
            Node::Kind(bits) => code.push(Op::Kind(*bits)),
            Node::Any => code.push(Op::Any(false)),
            Node::Gap(words, over) => {
                // Each word of the gap may be skipped; fewer words preferred.
                let end = code.len() as u16 + 2 * u16::from(*words);
                for _ in 0..*words {
                    let at = code.len() as u16;
                    code.push(Op::Split(end, at + 1));
                    code.push(Op::Any(!over));
                }
            }
            Node::Not(list) | Node::NotBefore(list) => {
                for inner in list {
                    code.push(match (node, inner) {
                        (Node::Not(_), Node::Kind(bits)) => Op::NotKind(*bits),
                        (Node::Not(_), _) => Op::Not(self.test(inner)?),
                        (_, Node::Kind(_)) => return Err("a kind can't be asked for after '!<'".into()),
                        _ => Op::NotBefore(self.test(inner)?),
                    });
                }
            }
            Node::Start => code.push(Op::Start),
            Node::End => code.push(Op::End),
            Node::Marked(inner) => {
                code.push(Op::Open);
                self.emit(inner, code)?;
                code.push(Op::Close);
            }
        }
        Ok(())
    }

    fn emit_alternatives(&mut self, list: &[Node], code: &mut Vec<Op>) -> Result<(), String> {
        let (words, others) = self.single_words(list);
        let mut jumps = Vec::new();
        let mut split = None;
        let mut branch = |this: &mut Self, node: Option<&Node>, symbol: Symbol, more: bool, code: &mut Vec<Op>| {
            if more {
                split = Some(code.len());
                code.push(Op::Split(code.len() as u16 + 1, 0));
            }
            match node {
                Some(node) => this.emit(node, code)?,
                None => code.push(Op::Symbol(symbol)),
            }
            if more {
                jumps.push(code.len());
                code.push(Op::Jump(0));
            }
            if let Some(at) = split.take() {
                code[at] = Op::Split(at as u16 + 1, code.len() as u16);
            }
            Ok::<(), String>(())
        };
        if !words.is_empty() {
            let symbol = self.symbol(Meaning::Words(words));
            branch(self, None, symbol, !others.is_empty(), code)?;
        }
        for (i, node) in others.iter().enumerate() {
            branch(self, Some(node), 0, i + 1 < others.len(), code)?;
        }
        let end = code.len() as u16;
        for at in jumps {
            code[at] = Op::Jump(end);
        }
        Ok(())
    }

    /// Alternatives that are single words are one test: their spellings, and the other alternatives.
    pub(super) fn single_words<'n>(&self, list: &'n [Node]) -> (BTreeSet<String>, Vec<&'n Node>) {
        let mut words = BTreeSet::new();
        let mut others = Vec::new();
        for node in list {
            match node {
                Node::Word(word, forms) if self.spell(word).len() == 1 => {
                    words.extend(self.parts(word, *forms).into_iter().flatten());
                }
                other => others.push(other),
            }
        }
        (words, others)
    }
}
