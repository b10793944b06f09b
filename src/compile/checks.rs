//! The kinds of check that rule files hold, each to programs, nearness checks or automata.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use miette::NamedSource;

use super::classes::asked_classes;
use super::compiled::Origin;
use super::error::{Problem, shown};
use super::files::{IdentifierCheck, List, NearCheck, Phrases, SlotCheck, Text};
use super::inflect::Forms;
use super::limits::{ALL_AUTOMATA_BYTES, SHAPES};
use super::pack::Packer;
use super::pattern::{self, Node};
use super::shape::{Shape, shape};
use crate::rules::packed::Bytes;
use crate::rules::{DEPENDENT, Identifier, Near, Owner, Reach};

impl Packer {
    /// Reads a pattern; a mistake is reported at its place in the file.
    pub(super) fn pattern(&mut self, source: &Arc<NamedSource<String>>, text: &Text) -> Option<Node> {
        match pattern::parse(text.get_ref()) {
            Ok(node) => {
                let mut names = BTreeSet::new();
                asked_classes(&node, &mut names);
                self.used_classes.extend(names.into_iter().map(str::to_owned));
                Some(node)
            }
            Err(error) => {
                self.may_use_classes(text.get_ref());
                let span = text.span();
                // Inside the quotes, as long as nothing is escaped.
                let verbatim = span.len() == text.get_ref().len() + 2;
                let at = if verbatim {
                    span.start + 1 + error.span.start..span.start + 1 + error.span.end.max(error.span.start + 1)
                } else {
                    span
                };
                self.problems.push(Problem::new(
                    source,
                    at,
                    format!("{} in the pattern '{}'", error.message, shown(text.get_ref())),
                ));
                None
            }
        }
    }

    pub(super) fn add(&mut self, source: &Arc<NamedSource<String>>, text: &Text, node: &Node, owner: Owner) {
        self.add_at(source, text, text.span(), node, owner);
    }

    /// Adds a program and notes where it is written.
    fn add_at(
        &mut self,
        source: &Arc<NamedSource<String>>,
        text: &Text,
        span: Range<usize>,
        node: &Node,
        owner: Owner,
    ) {
        let depends = match owner {
            Owner::Except(_) => true,
            Owner::Near(near, part) => part > 0 && self.rules.nears[usize::from(near)].reach == Reach::Sentence,
            _ => false,
        };
        match self.lowering.add(node, owner, depends.then_some(DEPENDENT)) {
            Ok(number) => {
                self.programs.insert(number, Origin { file: Arc::clone(source), span });
            }
            Err(message) => self.wrong(source, text, format!("{message} (pattern '{}')", shown(text.get_ref()))),
        }
    }

    pub(super) fn reach(&mut self, source: &Arc<NamedSource<String>>, text: &Text) -> Reach {
        match text.get_ref().as_str() {
            "sentence" => Reach::Sentence,
            "adjacent" => Reach::Adjacent,
            "post" => Reach::Post,
            other => match other.strip_suffix(" words").and_then(|n| n.parse().ok()) {
                Some(n @ 1..=40) => Reach::Words(n),
                _ => {
                    self.wrong(
                        source,
                        text,
                        format!(
                            "'{other}' is no reach: \"sentence\", \"adjacent\", \"post\" or \"12 words\" (1 to 40)"
                        ),
                    );
                    Reach::Sentence
                }
            },
        }
    }

    /// Terms and patterns. Terms that are single words share one program; terms of several words match as a hashtag too.
    pub(super) fn phrases(
        &mut self,
        source: &Arc<NamedSource<String>>,
        checks: &[Phrases],
        terms: bool,
        owner: impl Fn(i8) -> Owner,
    ) {
        for check in checks {
            let mut singles = Vec::new();
            let mut first = None;
            for text in self.listed(source, &check.any) {
                let Some(node) = self.pattern(source, text) else { continue };
                if !terms {
                    self.add(source, text, &node, owner(check.weight));
                    continue;
                }
                let parts = match node {
                    Node::Seq(list) => list,
                    one => vec![one],
                };
                if !parts.iter().all(|n| matches!(n, Node::Word(..))) {
                    self.wrong(
                        source,
                        text,
                        format!("'{}' is more than words: put it in a [[pattern]]", text.get_ref()),
                    );
                    continue;
                }
                first.get_or_insert(text);
                singles.extend(self.joined(&parts));
                if let [word @ Node::Word(..)] = &parts[..] {
                    if check.masked {
                        self.mask(word);
                    }
                    singles.push(word.clone());
                } else {
                    self.add(source, text, &Node::Seq(parts), owner(check.weight));
                }
            }
            if let (Some(text), Some(last), false) = (first, check.any.get_ref().last(), singles.is_empty()) {
                let span = text.span().start..last.span().end;
                self.add_at(source, text, span, &Node::Alt(singles), owner(check.weight));
            }
        }
    }

    /// What stands in a list of a check; one with nothing in it makes the check one that never hits.
    fn listed<'l>(&mut self, source: &Arc<NamedSource<String>>, list: &'l List) -> &'l [Text] {
        if list.get_ref().is_empty() {
            let problem = Problem::new(source, list.span(), "this list is empty, so its check can never hit");
            self.problems.push(problem.help("write what to look for, or take the check away"));
        }
        list.get_ref()
    }

    /// The spelling of a phrase as one word, as in hashtags, if it is long enough to mean nothing else.
    fn joined(&self, parts: &[Node]) -> Option<Node> {
        let mut spelled = Vec::new();
        for part in parts {
            if let Node::Word(word, _) = part {
                spelled.extend(self.lowering.spell(word));
            }
        }
        let joined = spelled.concat();
        (spelled.len() > 1 && joined.len() >= 7).then_some(Node::Word(joined, Forms::Exact))
    }

    fn mask(&mut self, word: &Node) {
        if let Node::Word(word, forms) = word
            && let [one] = &self.lowering.spell(word)[..]
        {
            let forms = self.lowering.inflector.forms(one, *forms);
            self.lowering.masked.extend(forms);
        }
    }

    pub(super) fn nears(
        &mut self,
        source: &Arc<NamedSource<String>>,
        checks: &[NearCheck],
        owner: impl Fn(i8) -> Owner,
    ) {
        for check in checks {
            let Some(number) = self.number(self.rules.nears.len(), source, &check.within) else { break };
            let reach = self.reach(source, &check.within);
            if !(2..=3).contains(&check.all.len()) {
                self.wrong(source, &check.within, "a nearness check has two or three lists");
            }
            self.rules.nears.push(Near { owner: owner(check.weight), parts: check.all.len() as u8, reach });
            for (part, list) in (0..).zip(&check.all) {
                for text in self.listed(source, list) {
                    if let Some(node) = self.pattern(source, text) {
                        self.add(source, text, &node, Owner::Near(number, part));
                    }
                }
            }
        }
    }

    pub(super) fn slot_check(&mut self, source: &Arc<NamedSource<String>>, check: &SlotCheck, detector: u16) {
        for text in self.listed(source, &check.any) {
            self.add(source, text, &Node::Slot(text.get_ref().clone()), Owner::Detector(detector, check.weight));
        }
    }

    pub(super) fn identifier(&mut self, source: &Arc<NamedSource<String>>, check: &IdentifierCheck, detector: u16) {
        let needs = match check.needs.get_ref().as_bytes() {
            b"digit" => b'0',
            [sign] => *sign,
            _ => {
                let message = format!("needs = \"{}\" is neither \"digit\" nor one sign", check.needs.get_ref());
                self.wrong(source, &check.needs, message);
                b'0'
            }
        };
        let mut context = Vec::new();
        for text in &check.context {
            if let Some(node) = self.pattern(source, text) {
                match self.lowering.test(&node) {
                    Ok(symbol) => context.push(symbol),
                    Err(message) => self.wrong(source, text, message),
                }
            }
        }
        if self.rules.identifiers.len() >= SHAPES {
            self.wrong(source, &check.regex, format!("{SHAPES} shapes are the most that one set of rules can have"));
            return;
        }
        match shape(check.regex.get_ref()) {
            Ok(Shape { automaton, begins, digits, spaces }) => {
                self.automata_bytes += automaton.len();
                if self.automata_bytes > ALL_AUTOMATA_BYTES {
                    self.wrong(source, &check.regex, "the shapes up to here take more room than all may have together");
                    return;
                }
                self.identifiers.push(Origin { file: Arc::clone(source), span: check.regex.span() });
                self.rules.identifiers.push(Identifier {
                    owner: Owner::Detector(detector, check.weight),
                    needs,
                    digits,
                    begins,
                    spaces,
                    automaton: Bytes(automaton),
                    check: check.format,
                    context,
                    reach: check.reach,
                });
            }
            Err(message) => self.wrong(source, &check.regex, message),
        }
    }
}
