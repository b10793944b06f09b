//! Puts a folder of rule files together into a [`Ruleset`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use miette::NamedSource;
use regex_automata::MatchKind;
use regex_automata::dfa::{StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::syntax;

use super::error::{Problem, Problems};
use super::files::{
    CategoriesFile, ClassFile, CueFile, DetectorFile, Examples, HarbourFile, IdentifierCheck, NearCheck, Phrases,
    SlotCheck, Text,
};
use super::inflect::{Forms, Inflector};
use super::lower::Lowering;
use super::pattern::{self, Node};
use super::policy::{self, Names};
use super::read::{SourceFile, find_key, parse, rows, words};
use crate::rules::words::Entry;
use crate::rules::{
    Category, Cue, DEPARTMENT_REFERENCE, Detector, Harbour, Identifier, Near, Owner, Reach, Ruleset, SLOTS, Words,
};
use crate::text::fold::FoldTable;
use crate::text::token::UNKNOWN;

/// A ruleset with what only people and tests need of its files.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// What the engine reads.
    pub rules: Ruleset,
    /// Every rule with its examples, by file.
    pub infos: Vec<RuleInfo>,
    /// Where the patterns of programs are written, by number of the program.
    pub programs: BTreeMap<u32, Origin>,
    /// Where identifier checks are written, by number.
    pub identifiers: Vec<Origin>,
    /// Classes and cues that nobody uses: harmless to the engine, most often a name misspelt elsewhere.
    pub unused: Vec<Problem>,
}

/// Where a check is written.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The file.
    pub file: Arc<NamedSource<String>>,
    /// Bytes of the file: one pattern, or a list of words that share a program.
    pub span: std::ops::Range<usize>,
}

/// Kinds of rule files that carry examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleKind {
    /// A detector.
    Detector,
    /// A cue.
    Cue,
    /// A safe harbour.
    Harbour,
}

/// A rule with its examples.
#[derive(Debug, Clone)]
pub struct RuleInfo {
    /// Its kind.
    pub kind: RuleKind,
    /// Its id.
    pub id: String,
    /// Its file.
    pub file: Arc<NamedSource<String>>,
    /// Why it can hurt, for a detector.
    pub reason: String,
    /// Texts that it must find.
    pub hit: Vec<Example>,
    /// Texts that it must leave alone.
    pub miss: Vec<Example>,
}

/// A text that proves a rule.
#[derive(Debug, Clone)]
pub struct Example {
    /// The text without its marks.
    pub text: String,
    /// Bytes of the text that must be marked, if given.
    pub marked: Option<std::ops::Range<usize>>,
    /// Bytes of the file where it stands.
    pub span: std::ops::Range<usize>,
}

/// Compiles rule files.
///
/// # Errors
/// Everything that is wrong with them, at once.
pub fn compile(files: &[SourceFile]) -> Result<Compiled, Problems> {
    let mut packer = Packer::new(files);
    packer.classes(files);
    packer.cues(files);
    packer.harbours(files);
    packer.detectors(files);
    packer.policies(files);
    packer.finish()
}

/// Words as common as this, per million, are everyday words.
const EVERYDAY: u32 = 60;

struct Packer {
    lowering: Lowering,
    rules: Ruleset,
    names: Names,
    cue_names: BTreeMap<String, u16>,
    used_cues: BTreeSet<String>,
    /// Where each class and cue is declared, for the ones nobody uses.
    declared: Vec<Declared>,
    ids: BTreeMap<String, String>,
    infos: Vec<RuleInfo>,
    programs: BTreeMap<u32, Origin>,
    identifiers: Vec<Origin>,
    problems: Vec<Problem>,
}

/// A class or cue and where it is declared.
struct Declared {
    kind: RuleOrClass,
    name: String,
    source: Arc<NamedSource<String>>,
    span: std::ops::Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RuleOrClass {
    Class,
    Cue,
}

impl Packer {
    fn new(files: &[SourceFile]) -> Self {
        let find = |path: &str| files.iter().find(|f| f.path == path).map_or("", |f| f.text.as_str());
        let function = words(find("words/function.txt")).into_iter().map(str::to_owned).collect();
        let frequency: BTreeMap<String, u32> = find("words/frequent.txt")
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(word, n)| (word.to_owned(), n.trim().parse().unwrap_or(1)))
            .collect();
        let common = frequency.iter().filter(|(_, n)| **n >= EVERYDAY).map(|(word, _)| word.clone()).collect();
        let mut lowering = Lowering::new(
            Inflector::new(rows(find("words/irregular.txt")), function, common),
            fold_table(find("text/confusables.tsv")),
            rows(find("words/contractions.txt")),
        );
        lowering.frequency = frequency;
        let slots = SLOTS.iter().map(|name| lowering.slot(name)).collect();
        // Names of the example profile stand in the corpus often enough to look like everyday words.
        let names: BTreeSet<&str> = words(find("words/names.txt")).into_iter().collect();
        let everyday = lowering
            .frequency
            .iter()
            .filter(|(w, n)| {
                **n >= EVERYDAY && !names.contains(w.as_str()) && !w.starts_with(|c: char| c.is_ascii_digit())
            })
            .map(|(w, _)| w.clone())
            .collect();
        let nicknames = rows(find("words/nicknames.txt")).into_iter().collect();
        let mut rules = Ruleset { slots, everyday, nicknames, ..Ruleset::default() };
        let mut problems = Vec::new();
        let mut names = Names::default();
        let list = files.iter().find(|f| f.path == "categories.toml");
        if let Some(list) = list.and_then(|file| parse::<CategoriesFile>(&file.named(), &mut problems)) {
            for (i, c) in list.category.into_iter().enumerate() {
                names.categories.insert(c.id.get_ref().clone(), i as u8);
                rules.categories.push(Category {
                    id: c.id.into_inner(),
                    title: c.title,
                    present: c.present,
                    not: c.not,
                });
            }
        }
        Self {
            lowering,
            rules,
            names,
            cue_names: BTreeMap::new(),
            used_cues: BTreeSet::new(),
            declared: Vec::new(),
            ids: BTreeMap::new(),
            infos: Vec::new(),
            programs: BTreeMap::new(),
            identifiers: Vec::new(),
            problems,
        }
    }

    fn wrong(&mut self, source: &Arc<NamedSource<String>>, text: &Text, message: impl Into<String>) {
        self.problems.push(Problem::new(source, text.span(), message));
    }

    fn declare(&mut self, kind: RuleOrClass, source: &Arc<NamedSource<String>>, id: &Text) {
        self.declared.push(Declared { kind, name: id.get_ref().clone(), source: Arc::clone(source), span: id.span() });
    }

    /// Checks that the id is the file's name and new.
    fn id(&mut self, file: &SourceFile, source: &Arc<NamedSource<String>>, id: &Text) {
        if id.get_ref() != file.stem() {
            self.wrong(source, id, format!("id '{}' is not the file's name '{}'", id.get_ref(), file.stem()));
        }
        let folder = file.path.split('/').next().unwrap_or("");
        if let Some(other) = self.ids.insert(format!("{folder}/{}", id.get_ref()), file.path.clone()) {
            self.wrong(source, id, format!("id '{}' is used in {other} too", id.get_ref()));
        }
    }

    /// Reads a pattern; a mistake is reported at its place in the file.
    fn pattern(&mut self, source: &Arc<NamedSource<String>>, text: &Text) -> Option<Node> {
        match pattern::parse(text.get_ref()) {
            Ok(node) => Some(node),
            Err(error) => {
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
                    format!("{} in the pattern '{}'", error.message, text.get_ref()),
                ));
                None
            }
        }
    }

    fn add(&mut self, source: &Arc<NamedSource<String>>, text: &Text, node: &Node, owner: Owner) {
        self.add_at(source, text, text.span(), node, owner);
    }

    /// Adds a program and notes where it is written.
    fn add_at(
        &mut self,
        source: &Arc<NamedSource<String>>,
        text: &Text,
        span: std::ops::Range<usize>,
        node: &Node,
        owner: Owner,
    ) {
        match self.lowering.add(node, owner, None) {
            Ok(number) => {
                self.programs.insert(number, Origin { file: Arc::clone(source), span });
            }
            Err(message) => self.wrong(source, text, format!("{message} (pattern '{}')", text.get_ref())),
        }
    }

    /// Classes in the order in which they depend on each other.
    fn classes(&mut self, files: &[SourceFile]) {
        let mut waiting = Vec::new();
        for file in files.iter().filter(|f| f.path.starts_with("classes/")) {
            let source = file.named();
            let Some(class) = parse::<ClassFile>(&source, &mut self.problems) else { continue };
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
            waiting.push((class.id.get_ref().clone(), class.masked, source, members));
        }
        let mut done = BTreeSet::new();
        while !waiting.is_empty() {
            let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|w| {
                w.3.iter().all(|(_, n)| asked_classes(n).iter().all(|c| done.contains(c) || !self.lowering.knows(c)))
            });
            if ready.is_empty() {
                for (name, _, source, members) in &rest {
                    let at = members.first().map_or(0..1, |m| m.0.span());
                    self.problems.push(Problem::new(
                        source,
                        at,
                        format!("the class '{name}' holds itself by way of others"),
                    ));
                }
                return;
            }
            for (name, masked, source, members) in ready {
                for (text, node) in &members {
                    if let Err(message) = self.lowering.member(&name, node, masked) {
                        self.wrong(&source, text, message);
                    }
                }
                done.insert(name);
            }
            waiting = rest;
        }
    }

    fn cues(&mut self, files: &[SourceFile]) {
        for file in files.iter().filter(|f| f.path.starts_with("cues/")) {
            let source = file.named();
            let Some(cue) = parse::<CueFile>(&source, &mut self.problems) else { continue };
            self.id(file, &source, &cue.id);
            let number = self.rules.cues.len() as u16;
            let reach = self.reach(&source, &cue.reach);
            self.declare(RuleOrClass::Cue, &source, &cue.id);
            self.cue_names.insert(cue.id.get_ref().clone(), number);
            self.rules.cues.push(Cue { id: cue.id.get_ref().clone(), title: cue.title, reach });
            self.phrases(&source, &cue.terms, true, |_| Owner::Cue(number));
            self.phrases(&source, &cue.pattern, false, |_| Owner::Cue(number));
            self.nears(&source, &cue.near, |_| Owner::Cue(number));
            self.info(RuleKind::Cue, cue.id.get_ref(), &source, String::new(), &cue.examples);
        }
    }

    fn harbours(&mut self, files: &[SourceFile]) {
        for file in files.iter().filter(|f| f.path.starts_with("harbours/")) {
            let source = file.named();
            let Some(harbour) = parse::<HarbourFile>(&source, &mut self.problems) else { continue };
            self.id(file, &source, &harbour.id);
            let number = self.rules.harbours.len() as u16;
            let id = format!("safe.{}", harbour.id.get_ref());
            let mut holds = Vec::new();
            for name in &harbour.holds {
                let found = self.names.expand(name.get_ref());
                if found.is_empty() {
                    self.wrong(&source, name, format!("no category is named '{}'", name.get_ref()));
                }
                holds.extend(found);
            }
            let reach = self.reach(&source, &harbour.reach);
            self.names.harbours.insert(id.clone(), number);
            self.rules.harbours.push(Harbour {
                id: id.clone(),
                title: harbour.title,
                message: harbour.message,
                holds,
                reach,
            });
            self.phrases(&source, &harbour.terms, true, |_| Owner::Harbour(number));
            self.phrases(&source, &harbour.pattern, false, |_| Owner::Harbour(number));
            self.nears(&source, &harbour.near, |_| Owner::Harbour(number));
            self.info(RuleKind::Harbour, &id, &source, String::new(), &harbour.examples);
        }
    }

    fn detectors(&mut self, files: &[SourceFile]) {
        for file in files.iter().filter(|f| f.path.starts_with("detectors/")) {
            let source = file.named();
            let Some(read) = parse::<DetectorFile>(&source, &mut self.problems) else { continue };
            self.id(file, &source, &read.id);
            let number = self.rules.detectors.len() as u16;
            let category = self.category(&source, &read.category);
            let cues =
                read.cues.iter().filter_map(|(name, &weight)| Some((self.cue(&source, name)?, weight))).collect();
            self.phrases(&source, &read.terms, true, |w| Owner::Detector(number, w));
            self.phrases(&source, &read.pattern, false, |w| Owner::Detector(number, w));
            self.nears(&source, &read.near, |w| Owner::Detector(number, w));
            for check in &read.slot {
                self.slot_check(&source, check, number);
            }
            for check in &read.identifier {
                self.identifier(&source, check, number);
            }
            if let Some(except) = &read.except {
                for text in &except.any {
                    if let Some(node) = self.pattern(&source, text) {
                        self.add(&source, text, &node, Owner::Except(number));
                    }
                }
            }
            let nothing = read.terms.is_empty()
                && read.pattern.is_empty()
                && read.near.is_empty()
                && read.slot.is_empty()
                && read.identifier.is_empty();
            if nothing && read.scorer.is_none() {
                self.wrong(&source, &read.id, format!("the detector '{}' has no check", read.id.get_ref()));
            }
            if !read.message.get_ref().contains("may") {
                self.wrong(&source, &read.message, "the message says \"may\": a finding is weighed, not known");
            }
            let scorer = read.scorer.as_ref().map(|s| self.category(&source, &s.head));
            self.rules.detectors.push(Detector {
                id: read.id.get_ref().clone(),
                category,
                title: read.title,
                message: read.message.into_inner(),
                reason: read.reason.clone(),
                advice: read.advice,
                fix: read.fix,
                account: read.account,
                not_account: read.not_account,
                cues,
                scorer,
            });
            self.info(RuleKind::Detector, read.id.get_ref(), &source, read.reason, &read.examples);
        }
    }

    fn category(&mut self, source: &Arc<NamedSource<String>>, name: &Text) -> u8 {
        self.names.categories.get(name.get_ref()).copied().unwrap_or_else(|| {
            self.wrong(source, name, format!("no category is named '{}'", name.get_ref()));
            0
        })
    }

    fn cue(&mut self, source: &Arc<NamedSource<String>>, name: &str) -> Option<u16> {
        self.used_cues.insert(name.to_owned());
        let found = self.cue_names.get(name).copied();
        if found.is_none() {
            let span = find_key(source, &format!("cues.{name}"));
            self.problems.push(Problem::new(source, span, format!("no cue is named '{name}'")));
        }
        found
    }

    fn reach(&mut self, source: &Arc<NamedSource<String>>, text: &Text) -> Reach {
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
    fn phrases(
        &mut self,
        source: &Arc<NamedSource<String>>,
        checks: &[Phrases],
        terms: bool,
        owner: impl Fn(i8) -> Owner,
    ) {
        for check in checks {
            let mut singles = Vec::new();
            let mut first = None;
            for text in &check.any {
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
            if let (Some(text), Some(last), false) = (first, check.any.last(), singles.is_empty()) {
                let span = text.span().start..last.span().end;
                self.add_at(source, text, span, &Node::Alt(singles), owner(check.weight));
            }
        }
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

    fn nears(&mut self, source: &Arc<NamedSource<String>>, checks: &[NearCheck], owner: impl Fn(i8) -> Owner) {
        for check in checks {
            let number = self.rules.nears.len() as u16;
            let reach = self.reach(source, &check.within);
            if !(2..=3).contains(&check.all.len()) {
                self.wrong(source, &check.within, "a nearness check has two or three lists");
            }
            for (part, list) in check.all.iter().enumerate() {
                for text in list {
                    if let Some(node) = self.pattern(source, text) {
                        self.add(source, text, &node, Owner::Near(number, part as u8));
                    }
                }
            }
            self.rules.nears.push(Near { owner: owner(check.weight), parts: check.all.len() as u8, reach });
        }
    }

    fn slot_check(&mut self, source: &Arc<NamedSource<String>>, check: &SlotCheck, detector: u16) {
        for text in &check.any {
            self.add(source, text, &Node::Slot(text.get_ref().clone()), Owner::Detector(detector, check.weight));
        }
    }

    fn identifier(&mut self, source: &Arc<NamedSource<String>>, check: &IdentifierCheck, detector: u16) {
        let needs = match check.needs.as_bytes() {
            b"digit" => b'0',
            [sign] => *sign,
            _ => {
                self.wrong(
                    source,
                    &check.regex,
                    format!("needs = \"{}\" is neither \"digit\" nor one sign", check.needs),
                );
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
        match automata(check.regex.get_ref()) {
            Ok((forward, reverse)) => {
                self.identifiers.push(Origin { file: Arc::clone(source), span: check.regex.span() });
                self.rules.identifiers.push(Identifier {
                    owner: Owner::Detector(detector, check.weight),
                    needs,
                    forward,
                    reverse,
                    check: check.format,
                    context,
                    reach: check.reach,
                });
            }
            Err(message) => self.wrong(source, &check.regex, message),
        }
    }

    fn info(
        &mut self,
        kind: RuleKind,
        id: &str,
        source: &Arc<NamedSource<String>>,
        reason: String,
        examples: &Examples,
    ) {
        let read = |list: &[Text]| list.iter().map(example).collect();
        self.infos.push(RuleInfo {
            kind,
            id: id.to_owned(),
            file: Arc::clone(source),
            reason,
            hit: read(&examples.hit),
            miss: read(&examples.miss),
        });
    }

    fn policies(&mut self, files: &[SourceFile]) {
        for file in files.iter().filter(|f| f.path.starts_with("policies/")) {
            if let Some(policy) = policy::policy(file, &self.names, &mut self.problems) {
                self.rules.policies.push(policy);
            }
        }
    }

    /// Classes and cues that no rule uses.
    fn unused(&mut self) -> Vec<Problem> {
        if self.rules.policies.iter().flat_map(|p| &p.clauses).flat_map(|c| &c.rules).any(|r| r.department_reference) {
            self.used_cues.insert(DEPARTMENT_REFERENCE.to_owned());
        }
        let mut out = Vec::new();
        for Declared { kind, name, source, span } in std::mem::take(&mut self.declared) {
            let (what, used) = match kind {
                RuleOrClass::Class => ("class", self.lowering.used_classes.contains(&name)),
                RuleOrClass::Cue => ("cue", self.used_cues.contains(&name)),
            };
            if !used {
                out.push(
                    Problem::new(&source, span, format!("nobody uses the {what} '{name}'"))
                        .help("name it in a rule, or take the file away"),
                );
            }
        }
        out
    }

    fn finish(mut self) -> Result<Compiled, Problems> {
        let unused = self.unused();
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|p| (p.file().to_owned(), p.position()));
            return Err(Problems(self.problems));
        }
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for (text, symbols) in self.lowering.spellings() {
            let symbols = symbols.into_iter().collect();
            entries.insert(
                text.clone(),
                Entry { masked: self.lowering.masked.contains(&text), text, symbols, expansion: Vec::new() },
            );
        }
        for (text, parts) in std::mem::take(&mut self.lowering.contractions) {
            for part in &parts {
                entries.entry(part.clone()).or_insert_with(|| Entry { text: part.clone(), ..Entry::default() });
            }
            entries.insert(text.clone(), Entry { text, expansion: parts, ..Entry::default() });
        }
        let (trigger_starts, triggers) = self.lowering.packed_triggers();
        let classes = self.lowering.class_symbols();
        let words = Words::new(self.lowering.fold, entries.into_values().collect());
        debug_assert!(words.len() < UNKNOWN as usize);
        let rules = Ruleset {
            words,
            classes,
            trigger_starts,
            triggers,
            kind_triggers: self.lowering.kind_triggers.into_iter().collect(),
            code: self.lowering.code,
            programs: self.lowering.programs,
            ..self.rules
        };
        Ok(Compiled { rules, infos: self.infos, programs: self.programs, identifiers: self.identifiers, unused })
    }
}

/// Names of the classes that a pattern asks for.
fn asked_classes(node: &Node) -> Vec<String> {
    match node {
        Node::Seq(list) | Node::Alt(list) | Node::Not(list) | Node::NotBefore(list) => {
            list.iter().flat_map(asked_classes).collect()
        }
        Node::Opt(inner) | Node::Marked(inner) => asked_classes(inner),
        Node::Class(name) => vec![name.clone()],
        _ => Vec::new(),
    }
}

/// Takes the marks `[` and `]` out of an example.
fn example(text: &Text) -> Example {
    let raw = text.get_ref();
    let span = text.span();
    match raw.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?))) {
        Some((before, (marked, after))) => Example {
            text: format!("{before}{marked}{after}"),
            marked: Some(before.len()..before.len() + marked.len()),
            span,
        },
        None => Example { text: raw.clone(), marked: None, span },
    }
}

/// The two automata of a regular expression, as bytes.
fn automata(regex: &str) -> Result<(Vec<u8>, Vec<u8>), String> {
    const LIMIT: usize = 1 << 21;
    let said = |e: &dyn std::error::Error| {
        let cause = e.source().map(|s| format!(": {s}")).unwrap_or_default();
        format!("this regular expression can't be used: {e}{cause} ('{regex}')")
    };
    let build = |reverse: bool| -> Result<Vec<u8>, String> {
        let kind = if reverse { MatchKind::All } else { MatchKind::LeftmostFirst };
        let start = if reverse { StartKind::Anchored } else { StartKind::Unanchored };
        let nfa = thompson::Config::new().reverse(reverse).utf8(false).which_captures(thompson::WhichCaptures::None);
        let dfa = dense::Builder::new()
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .thompson(nfa)
            .configure(
                dense::Config::new()
                    .minimize(true)
                    .dfa_size_limit(Some(LIMIT))
                    .determinize_size_limit(Some(LIMIT))
                    .match_kind(kind)
                    .start_kind(start),
            )
            .build(regex)
            .map_err(|e| said(&e))?;
        Ok(dfa.to_sparse().map_err(|e| said(&e))?.to_bytes_little_endian())
    };
    bounded(regex)?;
    Ok((build(false)?, build(true)?))
}

/// A shape without a longest match could make a search of a text take the square of its length.
fn bounded(regex: &str) -> Result<(), String> {
    const LONGEST: usize = 200;
    let hir = syntax::parse_with(regex, &syntax::Config::new().unicode(false).utf8(false))
        .map_err(|e| format!("this regular expression can't be used: {e} ('{regex}')"))?;
    match hir.properties().maximum_len() {
        Some(longest) if longest <= LONGEST * 4 => Ok(()),
        _ => Err(format!("this regular expression has no longest match; write {{1,20}} for + or * ('{regex}')")),
    }
}

/// Letters beyond ASCII: compatibility forms and accents by Unicode's own tables, look-alikes from the data file.
fn fold_table(confusables: &str) -> FoldTable {
    use unicode_normalization::UnicodeNormalization;
    let mut pairs = BTreeMap::new();
    for line in confusables.lines().filter(|l| !l.starts_with('#')) {
        if let Some((code, ascii)) = line.split_once('\t')
            && let Some(c) = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
        {
            pairs.insert(c, ascii.trim().to_owned());
        }
    }
    let ranges = [
        0xa0..0x0250u32,
        0x1d00..0x1dc0,
        0x1e00..0x1f00,
        0x2070..0x209d,
        0x2100..0x2190,
        0x2460..0x2500,
        0xfb00..0xfb07,
        0xff00..0xff5f,
        0x1d400..0x1d800,
        0x1f130..0x1f18a,
    ];
    for c in ranges.into_iter().flatten().filter_map(char::from_u32) {
        let folded: String = c
            .nfkd()
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .collect();
        let plain = !folded.is_empty() && folded.len() <= 4 && folded.bytes().all(|b| b.is_ascii_alphanumeric());
        if plain {
            pairs.insert(c, folded);
        }
    }
    FoldTable::new(pairs.into_iter().collect())
}
