//! Puts a folder of rule files together into a [`Ruleset`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use miette::NamedSource;

use super::compiled::{Compiled, Example, Origin, RuleInfo, RuleKind};
use super::error::{Problem, Problems};
use super::files::{CategoriesFile, CueFile, DetectorFile, Examples, HarbourFile, PolicyFile, Text};
use super::folding::fold_table;
use super::inflect::Inflector;
use super::lower::Lowering;
use super::policy::{self, Names};
use super::read::{SourceFile, find_keys, long_rows, parse, rows, unreadable, words};
use super::unused::{Declared, RuleOrClass};
use crate::rules::packed::code::Code;
use crate::rules::words::Entry;
use crate::rules::{Category, Cue, Detector, Harbour, Owner, Ruleset, SLOTS, Words};
use crate::text::token::UNKNOWN;

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

/// Puts the files of a folder together, one kind after the other.
pub(super) struct Packer {
    pub(super) lowering: Lowering,
    pub(super) rules: Ruleset,
    pub(super) names: Names,
    pub(super) cue_names: BTreeMap<String, u16>,
    /// Classes that some pattern names, and cues that some detector or policy does.
    pub(super) used_classes: BTreeSet<String>,
    pub(super) used_cues: BTreeSet<String>,
    /// Where each class and cue is declared, for the ones nobody uses.
    pub(super) declared: Vec<Declared>,
    pub(super) ids: BTreeMap<String, String>,
    pub(super) infos: Vec<RuleInfo>,
    pub(super) programs: BTreeMap<u32, Origin>,
    pub(super) identifiers: Vec<Origin>,
    /// Bytes of all automata up to here.
    pub(super) automata_bytes: usize,
    pub(super) problems: Vec<Problem>,
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
        let mut problems = Vec::new();
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
        for path in ["words/irregular.txt", "words/contractions.txt"] {
            let file = files.iter().find(|f| f.path == path).map(SourceFile::named);
            problems.extend(file.iter().flat_map(long_rows));
        }
        let lists = files.iter().filter(|f| f.path.starts_with("words/") || f.path.starts_with("text/"));
        problems.extend(lists.filter_map(|file| unreadable(&file.named())));
        let nicknames = rows(find("words/nicknames.txt")).into_iter().collect();
        let mut rules = Ruleset { slots, everyday, nicknames, ..Ruleset::default() };
        let mut names = Names::default();
        let list = files.iter().find(|f| f.path == "categories.toml").map(SourceFile::named);
        if let Some(source) = list {
            let list = parse::<CategoriesFile>(&source, CategoriesFile::KEYS, &mut problems);
            names.unread = list.is_none();
            for (i, c) in list.map(|l| l.category).unwrap_or_default().into_iter().enumerate() {
                let Ok(number) = u8::try_from(i) else {
                    let message = "256 categories are the most that fit";
                    problems.push(Problem::new(&source, c.id.span(), message));
                    break;
                };
                names.categories.insert(c.id.get_ref().clone(), number);
                rules.categories.push(Category {
                    id: c.id.into_inner(),
                    title: c.title,
                    present: c.present,
                    not: c.not,
                    said_in_a_word: c.said_in_a_word,
                });
            }
        }
        Self {
            lowering,
            rules,
            names,
            cue_names: BTreeMap::new(),
            used_classes: BTreeSet::new(),
            used_cues: BTreeSet::new(),
            declared: Vec::new(),
            ids: BTreeMap::new(),
            infos: Vec::new(),
            programs: BTreeMap::new(),
            identifiers: Vec::new(),
            automata_bytes: 0,
            problems,
        }
    }

    pub(super) fn wrong(&mut self, source: &Arc<NamedSource<String>>, text: &Text, message: impl Into<String>) {
        self.problems.push(Problem::new(source, text.span(), message));
    }

    /// The number of the next rule of a kind, if there is room for one more.
    pub(super) fn number(&mut self, count: usize, source: &Arc<NamedSource<String>>, at: &Text) -> Option<u16> {
        let number = u16::try_from(count).ok();
        if number.is_none() {
            self.wrong(source, at, format!("there are {count} of these already; no more fit in one set of rules"));
        }
        number
    }

    /// Checks that the id is the file's name and new.
    pub(super) fn id(&mut self, file: &SourceFile, source: &Arc<NamedSource<String>>, id: &Text) {
        self.problems.extend(file.misnamed(source, id));
        let folder = file.path.split('/').next().unwrap_or("");
        if let Some(other) = self.ids.insert(format!("{folder}/{}", id.get_ref()), file.path.clone()) {
            self.wrong(source, id, format!("id '{}' is used in {other} too", id.get_ref()));
        }
    }

    fn cues(&mut self, files: &[SourceFile]) {
        for file in files.iter().filter(|f| f.path.starts_with("cues/")) {
            let source = file.named();
            let Some(cue) = self.read::<CueFile>(&source, CueFile::KEYS) else {
                // Whoever names it is not to blame; the number is never used, since these rules don't compile.
                self.cue_names.insert(file.stem().to_owned(), 0);
                continue;
            };
            self.id(file, &source, &cue.id);
            let Some(number) = self.number(self.rules.cues.len(), &source, &cue.id) else { break };
            let reach = self.reach(&source, &cue.reach);
            self.declare(RuleOrClass::Cue, &source, &cue.id);
            self.cue_names.insert(cue.id.get_ref().clone(), number);
            self.rules.cues.push(Cue { id: cue.id.get_ref().clone(), title: cue.title, reach });
            self.phrases(&source, &cue.terms, true, |_| Owner::Cue(number));
            self.phrases(&source, &cue.pattern, false, |_| Owner::Cue(number));
            self.nears(&source, &cue.near, |_| Owner::Cue(number));
            if cue.terms.is_empty() && cue.pattern.is_empty() && cue.near.is_empty() {
                self.wrong(&source, &cue.id, format!("the cue '{}' has no check", cue.id.get_ref()));
            }
            self.info(RuleKind::Cue, cue.id.get_ref(), &source, String::new(), &cue.examples);
        }
    }

    fn harbours(&mut self, files: &[SourceFile]) {
        for file in files.iter().filter(|f| f.path.starts_with("harbours/")) {
            let source = file.named();
            let Some(harbour) = self.read::<HarbourFile>(&source, HarbourFile::KEYS) else {
                // As with cues.
                self.names.harbours.insert(format!("safe.{}", file.stem()), 0);
                continue;
            };
            self.id(file, &source, &harbour.id);
            let Some(number) = self.number(self.rules.harbours.len(), &source, &harbour.id) else { break };
            let id = format!("safe.{}", harbour.id.get_ref());
            let mut holds = Vec::new();
            for name in &harbour.holds {
                let found = self.names.expand(name.get_ref());
                if found.is_empty() && !self.names.unread {
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
            if harbour.terms.is_empty() && harbour.pattern.is_empty() && harbour.near.is_empty() {
                self.wrong(&source, &harbour.id, format!("the safe harbour '{id}' has no check"));
            }
            self.info(RuleKind::Harbour, &id, &source, String::new(), &harbour.examples);
        }
    }

    fn detectors(&mut self, files: &[SourceFile]) {
        for file in files.iter().filter(|f| f.path.starts_with("detectors/")) {
            let source = file.named();
            let Some(read) = self.read::<DetectorFile>(&source, DetectorFile::KEYS) else { continue };
            self.id(file, &source, &read.id);
            let Some(number) = self.number(self.rules.detectors.len(), &source, &read.id) else { break };
            let category = self.category(&source, &read.category);
            let cues = self.cue_points(&source, &read.cues);
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
        let known = self.names.categories.get(name.get_ref()).copied();
        if known.is_none() && !self.names.unread {
            self.wrong(source, name, format!("no category is named '{}'", name.get_ref()));
        }
        known.unwrap_or_default()
    }

    /// Numbers and points of the cues that a detector names.
    fn cue_points(&mut self, source: &Arc<NamedSource<String>>, cues: &BTreeMap<String, i8>) -> Vec<(u16, i8)> {
        let mut out = Vec::new();
        let mut unknown = Vec::new();
        for (name, &points) in cues {
            match self.cue_names.get(name) {
                Some(&number) => {
                    self.used_cues.insert(name.clone());
                    out.push((number, points));
                }
                None => unknown.push(format!("cues.{name}")),
            }
        }
        for (path, span) in find_keys(source, unknown) {
            let name = path.strip_prefix("cues.").unwrap_or(&path);
            self.problems.push(Problem::new(source, span, format!("no cue is named '{name}'")));
        }
        out
    }

    fn info(
        &mut self,
        kind: RuleKind,
        id: &str,
        source: &Arc<NamedSource<String>>,
        reason: String,
        examples: &Examples,
    ) {
        let mut read = |text: &Text| match Example::read(text) {
            Ok(example) => Some(example),
            Err(message) => {
                self.wrong(source, text, message);
                None
            }
        };
        let hit: Vec<Example> = examples.hit.iter().filter_map(&mut read).collect();
        let miss: Vec<Example> = examples.miss.iter().filter_map(&mut read).collect();
        for marked in miss.iter().filter(|e| !e.marked.is_empty()) {
            let message = "nothing is marked in a near miss: leave the brackets out";
            self.problems.push(Problem::new(source, marked.span.clone(), message));
        }
        self.infos.push(RuleInfo { kind, id: id.to_owned(), file: Arc::clone(source), reason, hit, miss });
    }

    fn policies(&mut self, files: &[SourceFile]) {
        for file in files.iter().filter(|f| f.path.starts_with("policies/")) {
            let source = file.named();
            let Some(read) = self.read::<PolicyFile>(&source, PolicyFile::KEYS) else { continue };
            self.id(file, &source, &read.id);
            self.rules.policies.push(policy::policy(read, &source, &self.names, &mut self.problems));
        }
    }

    fn finish(mut self) -> Result<Compiled, Problems> {
        let unused = self.unused();
        if !self.problems.is_empty() {
            self.problems.extend(unused);
            return Err(Problems::sorted(self.problems));
        }
        let numbers = self.lowering.renumber();
        for identifier in &mut self.rules.identifiers {
            identifier.context.iter_mut().for_each(|symbol| *symbol = numbers[*symbol as usize]);
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
        let code = Code::pack(&self.lowering.code, &mut self.lowering.programs);
        let classes = self.lowering.class_symbols();
        let words = Words::new(self.lowering.fold, entries.into_values().collect());
        debug_assert!(words.len() < UNKNOWN as usize);
        let rules = Ruleset {
            words,
            classes,
            trigger_starts,
            triggers,
            kind_triggers: self.lowering.kind_triggers.into_iter().collect(),
            code,
            programs: self.lowering.programs,
            ..self.rules
        };
        Ok(Compiled { rules, infos: self.infos, programs: self.programs, identifiers: self.identifiers, unused })
    }
}
