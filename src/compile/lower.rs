//! From pattern trees to instructions, and from instructions to the triggers that make the engine run them.
//!
//! See [`anchors`](super::anchors) for which words trigger a program.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::anchors::On;
use super::inflect::{Forms, Inflector};
use super::limits::{ALL_CODE, ALL_WORDS, CLASS_WORDS, CODE};
use super::pattern::Node;
use crate::rules::packed::code::Place;
use crate::rules::{LAST_LEVEL, LONGEST_MATCH, Op, Owner, Program, Symbol, Trigger, Witness};
use crate::text::fold::FoldTable;
use crate::text::token::fold_into;

/// What a symbol stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    Words(BTreeSet<String>),
    Class(String),
    Slot(String),
}

/// What is known of a class while programs are made.
#[derive(Debug, Clone)]
pub(super) struct Class {
    pub(super) symbol: Symbol,
    /// Spellings that are members by themselves.
    pub(super) words: BTreeSet<String>,
    /// Whether members of several words exist.
    pub(super) spans: bool,
    /// Most tokens of a member.
    pub(super) longest: usize,
    /// Level at which all of its spans are known.
    level: u8,
}

/// A word and how it spreads: the spelling that stands for it and what it is a contraction of.
pub type Contractions = BTreeMap<String, Vec<String>>;

/// Collects symbols, instructions and triggers.
#[derive(Debug, Default)]
pub struct Lowering {
    /// Word forms.
    pub inflector: Inflector,
    /// Folding of letters.
    pub fold: FoldTable,
    /// Contractions.
    pub contractions: Contractions,
    /// How common a word is, per million or so; unknown words count as rare.
    pub frequency: BTreeMap<String, u32>,
    symbols: BTreeMap<Meaning, Symbol>,
    /// Spellings of all symbols and classes, each as often as it is named.
    spellings: usize,
    pub(super) classes: BTreeMap<String, Class>,
    /// Spellings that are looked for behind masks.
    pub masked: BTreeSet<String>,
    /// Instructions.
    pub code: Vec<Op>,
    /// Programs.
    pub programs: Vec<Program>,
    triggers: BTreeMap<Symbol, Vec<Trigger>>,
    /// Triggers of token kinds.
    pub kind_triggers: BTreeMap<u16, Vec<Trigger>>,
}

impl Lowering {
    /// Nothing but what is known of words.
    #[must_use]
    pub fn new(inflector: Inflector, fold: FoldTable, contractions: Contractions) -> Self {
        Self { inflector, fold, contractions, ..Self::default() }
    }

    /// The words that a rule's word is looked up as: folded, cut at hyphens, contractions spread.
    #[must_use]
    pub fn spell(&self, word: &str) -> Vec<String> {
        let mut out = Vec::new();
        for part in word.split('-').filter(|p| !p.is_empty()) {
            let mut folded = Vec::new();
            fold_into(part, &self.fold, &mut folded);
            folded.retain(|&b| {
                !matches!(b, b'&' | b'.' | b',') || part.bytes().next().is_some_and(|b| b.is_ascii_digit())
            });
            let folded = String::from_utf8_lossy(&folded).trim_start_matches('@').to_owned();
            // A possessive is the word itself: texts are looked up without its ending too.
            let plain =
                folded.strip_suffix("'s").filter(|_| !self.contractions.contains_key(&folded)).map(str::to_owned);
            let folded = plain.unwrap_or(folded);
            match self.contractions.get(&folded) {
                Some(parts) => out.extend(parts.iter().cloned()),
                None if !folded.is_empty() => out.push(folded),
                None => {}
            }
        }
        out
    }

    /// The spellings that each token of a rule's word may have, in order: of the last in the forms that it takes.
    pub(super) fn parts(&self, word: &str, forms: Forms) -> Vec<BTreeSet<String>> {
        let spelled = self.spell(word);
        let last = spelled.len().saturating_sub(1);
        let of = |(i, part): (usize, &String)| self.inflector.forms(part, if i == last { forms } else { Forms::Exact });
        spelled.iter().enumerate().map(of).collect()
    }

    /// The symbol of a meaning. There are fewer of them than spellings, and those are bounded ([`ALL_WORDS`]).
    pub(super) fn symbol(&mut self, meaning: Meaning) -> Symbol {
        let next = self.symbols.len() as Symbol;
        match self.symbols.entry(meaning) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                self.spellings += if let Meaning::Words(words) = new.key() { words.len() } else { 1 };
                *new.insert(next)
            }
        }
    }

    /// Fails once the rules name more spellings than fit.
    fn within_words(&self) -> Result<(), String> {
        if self.spellings > ALL_WORDS {
            return Err(format!("the rules name more than {ALL_WORDS} spellings up to here; take some of them away"));
        }
        Ok(())
    }

    /// The symbol of a profile slot.
    pub fn slot(&mut self, name: &str) -> Symbol {
        self.symbol(Meaning::Slot(name.to_owned()))
    }

    /// Declares a class; its members are added by [`Lowering::member`] in order of dependence.
    pub fn declare(&mut self, name: &str) {
        let symbol = self.symbol(Meaning::Class(name.to_owned()));
        self.classes
            .insert(name.to_owned(), Class { symbol, words: BTreeSet::new(), spans: false, longest: 1, level: 0 });
    }

    /// Whether a class of this name was declared.
    #[must_use]
    pub fn knows(&self, class: &str) -> bool {
        self.classes.contains_key(class)
    }

    /// Symbols of all classes, ascending, with their names.
    #[must_use]
    pub fn class_symbols(&self) -> Vec<(Symbol, String)> {
        let mut out: Vec<_> = self.classes.iter().map(|(name, class)| (class.symbol, name.clone())).collect();
        out.sort();
        out
    }

    /// Adds a member to a class: single words join its word set, all else becomes a program that finds spans of it.
    ///
    /// # Errors
    /// The member asks for classes nested too deep, or is too large.
    pub fn member(&mut self, class: &str, node: &Node, masked: bool) -> Result<(), String> {
        self.within_words()?;
        let single = match node {
            Node::Word(word, forms) => {
                let mut parts = self.parts(word, *forms);
                (parts.len() == 1).then(|| parts.remove(0))
            }
            Node::Class(other) if self.classes.get(other).is_some_and(|c| !c.spans) => {
                Some(self.classes[other].words.clone())
            }
            _ => None,
        };
        if let Some(words) = single {
            if masked {
                self.masked.extend(words.iter().cloned());
            }
            if let Some(members) = self.classes.get_mut(class) {
                let before = members.words.len();
                members.words.extend(words);
                self.spellings += members.words.len() - before;
                if members.words.len() > CLASS_WORDS {
                    return Err(format!("the class '{class}' has more than {CLASS_WORDS} spellings"));
                }
            }
            return Ok(());
        }
        let symbol = self.classes[class].symbol;
        let longest = self.length(node).1;
        let level = self.level(node);
        if level + 1 > LAST_LEVEL {
            return Err("classes of phrases may nest three deep at most".into());
        }
        self.add(node, Owner::Class(symbol), Some(level))?;
        if let Some(class) = self.classes.get_mut(class) {
            class.spans = true;
            class.longest = class.longest.max(longest);
            class.level = class.level.max(level + 1);
        }
        Ok(())
    }

    /// The first level at which all classes that a tree asks for are known.
    fn level(&self, node: &Node) -> u8 {
        match node {
            Node::Seq(list) | Node::Alt(list) | Node::Not(list) | Node::NotBefore(list) => {
                list.iter().map(|n| self.level(n)).max().unwrap_or(0)
            }
            Node::Opt(inner) | Node::Marked(inner) => self.level(inner),
            Node::Class(name) => self.classes.get(name).map_or(0, |c| c.level),
            _ => 0,
        }
    }

    /// Adds a program.
    ///
    /// # Errors
    /// Nothing in the pattern must be there, a class is unknown, or it is too large.
    pub fn add(&mut self, node: &Node, owner: Owner, level: Option<u8>) -> Result<u32, String> {
        let start = self.code.len();
        let mut code = Vec::new();
        self.emit(node, &mut code)?;
        code.push(Op::Match);
        if code.len() > CODE || self.code.len() + code.len() > ALL_CODE {
            return Err("this pattern is too large; split it or make a class of its lists".into());
        }
        let shortest = self.length(node).0;
        if shortest > LONGEST_MATCH {
            return Err(format!(
                "a match has {shortest} words at least, and {LONGEST_MATCH} are the most that one can have"
            ));
        }
        self.within_words()?;
        let (cost, anchors) = self.anchors(node);
        if cost == u64::MAX || anchors.is_empty() {
            return Err("nothing in this pattern has to be there; give it a word that must".into());
        }
        let number = self.programs.len() as u32;
        let tokens = |count: usize| count.min(LONGEST_MATCH) as u8;
        let away = |count: i32| count.clamp(-(LONGEST_MATCH as i32), LONGEST_MATCH as i32) as i8;
        for anchor in anchors {
            let witness = anchor.witness().and_then(|need| {
                let at = code.iter().position(|op| *op == Op::Symbol(need.symbol))?;
                Some(Witness { at: at as u16, first: away(need.first), last: away(need.last) })
            });
            let (min_before, max_before) = (tokens(anchor.before.0), tokens(anchor.before.1));
            let trigger = Trigger { program: number, min_before, max_before, witness };
            match anchor.on {
                On::Symbol(symbol) => self.triggers.entry(symbol).or_default().push(trigger),
                On::Kind(bits) => self.kind_triggers.entry(bits).or_default().push(trigger),
            }
        }
        self.code.extend(code);
        let len = (self.code.len() - start) as u16;
        let place = Place { start: start as u32, len, ..Place::default() };
        self.programs.push(Program { place, level: level.unwrap_or(LAST_LEVEL), owner });
        Ok(number)
    }

    /// The symbol that tests for a word of a rule; `None` where it is spelled as several words.
    fn word_symbol(&mut self, word: &str, forms: Forms) -> Option<Symbol> {
        let mut parts = self.parts(word, forms);
        (parts.len() == 1).then(|| self.symbol(Meaning::Words(parts.remove(0))))
    }

    /// The symbol that tests for one token: word, class or slot.
    ///
    /// # Errors
    /// The class or slot is unknown.
    pub fn test(&mut self, node: &Node) -> Result<Symbol, String> {
        match node {
            Node::Word(word, forms) => {
                self.word_symbol(word, *forms).ok_or_else(|| format!("'{word}' is several words"))
            }
            Node::Class(name) => {
                self.classes.get(name).map(|c| c.symbol).ok_or_else(|| format!("no class is named '{name}'"))
            }
            Node::Slot(name) if crate::rules::SLOTS.contains(&name.as_str()) => Ok(self.slot(name)),
            Node::Slot(name) => {
                Err(format!("no profile slot is named '{name}'; there are {}", crate::rules::SLOTS.join(", ")))
            }
            _ => Err("one word, class or slot is needed here".into()),
        }
    }

    /// Symbols by spelling, for the word table.
    #[must_use]
    pub fn spellings(&self) -> BTreeMap<String, BTreeSet<Symbol>> {
        let mut out: BTreeMap<String, BTreeSet<Symbol>> = BTreeMap::new();
        for (meaning, &symbol) in &self.symbols {
            let words = match meaning {
                Meaning::Words(words) => words,
                Meaning::Class(name) => match self.classes.get(name) {
                    Some(class) => &class.words,
                    None => continue,
                },
                Meaning::Slot(_) => continue,
            };
            for word in words {
                out.entry(word.clone()).or_default().insert(symbol);
            }
        }
        out
    }

    /// Gives symbols that trigger programs lower numbers than those that don't, after slots and classes, which keep
    /// theirs. A word's symbols ascend, so the engine is done with a word at its first symbol that triggers nothing.
    ///
    /// Returns the new number of each symbol, for what lies outside.
    pub fn renumber(&mut self) -> Vec<Symbol> {
        let fixed = self.classes.values().map(|c| c.symbol + 1).max().unwrap_or(crate::rules::SLOTS.len() as Symbol);
        let mut order: Vec<Symbol> = (0..self.symbols.len() as Symbol).collect();
        order.sort_by_key(|s| (*s >= fixed && !self.triggers.contains_key(s), *s));
        let mut numbers = vec![0; order.len()];
        for (new, old) in (0..).zip(order) {
            numbers[old as usize] = new;
        }
        let renamed = |symbol: &mut Symbol| *symbol = numbers[*symbol as usize];
        self.symbols.values_mut().for_each(renamed);
        for op in &mut self.code {
            if let Op::Symbol(symbol) | Op::Not(symbol) | Op::NotBefore(symbol) = op {
                renamed(symbol);
            }
        }
        self.triggers =
            std::mem::take(&mut self.triggers).into_iter().map(|(s, list)| (numbers[s as usize], list)).collect();
        numbers
    }

    /// Triggers by symbol, packed: where each symbol's begin up to the last that has some, and the triggers.
    #[must_use]
    pub fn packed_triggers(&self) -> (Vec<u32>, Vec<Trigger>) {
        let symbols = self.triggers.last_key_value().map_or(0, |(last, _)| last + 1);
        let mut starts = Vec::with_capacity(symbols as usize + 1);
        let mut all = Vec::new();
        for symbol in 0..symbols {
            starts.push(all.len() as u32);
            if let Some(list) = self.triggers.get(&symbol) {
                let unique: BTreeSet<Trigger> = list.iter().copied().collect();
                all.extend(unique);
            }
        }
        starts.push(all.len() as u32);
        (starts, all)
    }
}
