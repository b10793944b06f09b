//! Word classes, each after those that it holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use miette::NamedSource;

use super::error::Problem;
use super::files::{ClassFile, Text};
use super::pack::Packer;
use super::pattern::Node;
use super::read::SourceFile;
use super::unused::RuleOrClass;

impl Packer {
    /// Classes in the order in which they depend on each other.
    pub(super) fn classes(&mut self, files: &[SourceFile]) {
        let mut waiting = Vec::new();
        for file in files.iter().filter(|f| f.path.starts_with("classes/")) {
            let source = file.named();
            let Some(class) = self.read::<ClassFile>(&source, ClassFile::KEYS) else {
                // Whoever names it is not to blame.
                self.lowering.declare(file.stem());
                continue;
            };
            self.id(file, &source, &class.id);
            if class.any.get_ref().is_empty() {
                self.problems.push(Problem::new(
                    &source,
                    class.any.span(),
                    format!("the class '{}' is empty", class.id.get_ref()),
                ));
            }
            self.declare(RuleOrClass::Class, &source, &class.id);
            self.lowering.declare(class.id.get_ref());
            let members: Vec<(Text, Node)> =
                class.any.get_ref().iter().filter_map(|t| Some((t.clone(), self.pattern(&source, t)?))).collect();
            waiting.push(Waiting { name: class.id.into_inner(), masked: class.masked, source, members });
        }
        self.members(&waiting);
    }

    /// Adds the members of all classes, in rounds: first of those that hold no other class, then of those whose classes are
    /// done.
    fn members(&mut self, classes: &[Waiting]) {
        let numbers: BTreeMap<&str, usize> = classes.iter().enumerate().map(|(i, c)| (c.name.as_str(), i)).collect();
        let mut asked_by: Vec<Vec<usize>> = vec![Vec::new(); classes.len()];
        let mut asks: Vec<Vec<usize>> = vec![Vec::new(); classes.len()];
        let mut open = vec![0; classes.len()];
        for (i, class) in classes.iter().enumerate() {
            let mut asked = BTreeSet::new();
            class.members.iter().for_each(|(_, node)| asked_classes(node, &mut asked));
            for other in asked.into_iter().filter_map(|name| numbers.get(name)) {
                asked_by[*other].push(i);
                asks[i].push(*other);
                open[i] += 1;
            }
        }
        let mut ready: Vec<usize> = (0..classes.len()).filter(|&i| open[i] == 0).collect();
        while !ready.is_empty() {
            let mut next = Vec::new();
            for i in ready {
                let class = &classes[i];
                for (text, node) in &class.members {
                    if let Err(message) = self.lowering.member(&class.name, node, class.masked) {
                        self.wrong(&class.source, text, message);
                    }
                }
                for &other in &asked_by[i] {
                    open[other] -= 1;
                    if open[other] == 0 {
                        next.push(other);
                    }
                }
            }
            next.sort_unstable();
            ready = next;
        }
        for class in circular(&asks, &open).into_iter().map(|i| &classes[i]) {
            let at = class.members.first().map_or(0..1, |m| m.0.span());
            let message = format!("the class '{}' holds itself by way of others", class.name);
            self.problems.push(Problem::new(&class.source, at, message));
        }
    }
}

/// Of the classes that still wait for others (`open`) those that wait for themselves. A class that only holds one of these is not to
/// blame, so classes that nobody waits for are taken away until none is left.
fn circular(asks: &[Vec<usize>], open: &[usize]) -> Vec<usize> {
    let waiting = |i: &usize| open[*i] > 0;
    let mut askers = vec![0; asks.len()];
    for i in (0..asks.len()).filter(waiting) {
        asks[i].iter().filter(|j| waiting(j)).for_each(|&j| askers[j] += 1);
    }
    let mut blameless: Vec<usize> = (0..asks.len()).filter(waiting).filter(|&i| askers[i] == 0).collect();
    while let Some(i) = blameless.pop() {
        for &j in asks[i].iter().filter(|j| waiting(j)) {
            askers[j] -= 1;
            if askers[j] == 0 {
                blameless.push(j);
            }
        }
    }
    (0..asks.len()).filter(|&i| askers[i] > 0).collect()
}

/// A class whose members are read and not yet added.
struct Waiting {
    name: String,
    masked: bool,
    source: Arc<NamedSource<String>>,
    members: Vec<(Text, Node)>,
}

/// Collects the names of the classes that a pattern asks for.
pub(super) fn asked_classes<'n>(node: &'n Node, names: &mut BTreeSet<&'n str>) {
    match node {
        Node::Seq(list) | Node::Alt(list) | Node::Not(list) | Node::NotBefore(list) => {
            list.iter().for_each(|inner| asked_classes(inner, names));
        }
        Node::Opt(inner) | Node::Marked(inner) => asked_classes(inner, names),
        Node::Class(name) => {
            names.insert(name);
        }
        _ => {}
    }
}
