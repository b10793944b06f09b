//! Made-up rules: the built-in detectors and classes over and over, with other words in them.
//!
//! Detectors that only ask the learned scorer are not copied, as it has one head a category. Articles, pronouns and the like
//! stay, as they would in anybody's patterns; each other word becomes another one that people use in posts.

use std::collections::{BTreeMap, BTreeSet};

use clausemark::compile::SourceFile;
use clausemark::text::hash::hash;
use toml::{Table, Value};

/// How many times the detectors that there are.
pub const TIMES: usize = 10;

/// Which word stands in for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draw {
    /// Any word of the vocabulary: common words are taken, most are rare, as in a rule set that grows.
    AnyWord,
    /// A word as common as the one that it stands for: every copy is met as often as the original.
    AsCommon,
}

/// All files, and the copies.
pub fn multiply(files: &[SourceFile], draw: Draw, vocabulary: &BTreeMap<String, u32>) -> Vec<SourceFile> {
    let words = Words::new(files, draw, vocabulary);
    let mut out = files.to_vec();
    for copy in 1..TIMES {
        let of = Copy { words: &words, number: copy };
        out.extend(files.iter().filter_map(|file| of.file(file)));
    }
    out.sort();
    out
}

/// The words to take, in groups of which one is drawn from.
struct Words {
    kept: BTreeSet<String>,
    classes: BTreeSet<String>,
    counts: BTreeMap<String, u32>,
    groups: BTreeMap<u32, Vec<String>>,
    draw: Draw,
}

impl Words {
    fn new(files: &[SourceFile], draw: Draw, vocabulary: &BTreeMap<String, u32>) -> Self {
        let lines = |path: &'static str| {
            files.iter().filter(move |f| f.path == path).flat_map(|f| f.text.lines()).filter(|l| !l.starts_with('#'))
        };
        let mut kept: BTreeSet<String> =
            lines("words/function.txt").flat_map(str::split_whitespace).map(str::to_owned).collect();
        kept.extend(lines("words/contractions.txt").filter_map(|l| Some(l.split_once(':')?.0.trim().to_owned())));
        let mut new = Self {
            classes: files.iter().filter(|f| f.path.starts_with("classes/")).map(|f| f.stem().to_owned()).collect(),
            counts: vocabulary.clone(),
            groups: BTreeMap::new(),
            kept,
            draw,
        };
        for word in vocabulary.keys().filter(|w| !new.kept.contains(*w)) {
            new.groups.entry(new.group(word)).or_default().push(word.clone());
        }
        new
    }

    /// Words that are met within a factor of two as often, or all.
    fn group(&self, word: &str) -> u32 {
        match self.draw {
            Draw::AnyWord => 0,
            Draw::AsCommon => self.counts.get(word).map_or(0, |n| n.ilog2()),
        }
    }

    fn other(&self, word: &str, copy: usize) -> String {
        let lower = word.to_lowercase();
        if self.kept.contains(&lower) || !word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-') || word.len() < 2 {
            return word.to_owned();
        }
        let group = &self.groups[&self.group(&lower)];
        group[hash(format!("{copy} {lower}").as_bytes()) as usize % group.len()].clone()
    }
}

/// One more time all detectors and classes.
struct Copy<'w> {
    words: &'w Words,
    number: usize,
}

impl Copy<'_> {
    fn file(&self, file: &SourceFile) -> Option<SourceFile> {
        let is_class = file.path.starts_with("classes/");
        if !is_class && !file.path.starts_with("detectors/") {
            return None;
        }
        let mut rule: Table = file.text.parse().expect("a built-in rule is TOML");
        rule.remove("scorer");
        if !is_class
            && !["terms", "pattern", "identifier", "near", "slot"].iter().any(|check| rule.contains_key(*check))
        {
            return None;
        }
        let name = self.named(file.stem());
        rule.insert("id".into(), name.clone().into());
        if !is_class {
            rule.insert(
                "examples".into(),
                toml::toml! { hit = []
                miss = [] }
                .into(),
            );
        }
        for (key, value) in rule
            .iter_mut()
            .filter(|(key, _)| matches!(key.as_str(), "any" | "terms" | "pattern" | "near" | "except" | "identifier"))
        {
            self.patterns(key, value);
        }
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(SourceFile { path: format!("{folder}/{name}.toml"), text: rule.to_string() })
    }

    fn named(&self, id: &str) -> String {
        format!("{id}-x{}", self.number)
    }

    /// Changes the patterns in a value: strings under the keys that hold patterns.
    fn patterns(&self, key: &str, value: &mut Value) {
        match value {
            Value::String(text) if matches!(key, "any" | "all" | "context") => *text = self.pattern(text),
            Value::Array(list) => list.iter_mut().for_each(|inner| self.patterns(key, inner)),
            Value::Table(table) => table.iter_mut().for_each(|(key, inner)| self.patterns(key, inner)),
            _ => {}
        }
    }

    /// A pattern with other words and the copy's own classes.
    fn pattern(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let in_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '&');
            let taken = match first {
                '{' => rest.find('}').map_or(rest.len(), |end| end + 1),
                // The forms that a word takes ("gun/n") and the length of a gap ("..8") are no words.
                '/' | '.' => 1 + rest[1..].find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(rest.len() - 1),
                c if in_word(c) => rest.find(|c| !in_word(c)).unwrap_or(rest.len()),
                c => c.len_utf8(),
            };
            let (token, after) = rest.split_at(taken);
            match token.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
                Some(class) if self.words.classes.contains(class) => {
                    out.push_str(&format!("{{{}}}", self.named(class)))
                }
                _ if in_word(first) => out.push_str(&self.words.other(token, self.number)),
                _ => out.push_str(token),
            }
            rest = after;
        }
        out
    }
}
