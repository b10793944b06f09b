//! The names and terms of the writer's profile, in the spellings that people use for them.
//!
//! Compared by hash of the folded words, so the profile costs a check one look-up a token and nothing when it is empty.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::machine::Spans;
use crate::rules::{Ruleset, SLOTS, Symbol};
use crate::settings::Profile;
use crate::text::hash::hash;
use crate::text::token::{Token, Tokens, kind, tokenise};

/// One spelling of a name: hashes of its words after the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Spelling {
    rest: Vec<u64>,
    symbol: Symbol,
    /// Only where written with a capital letter: the name is an everyday word too.
    capital: bool,
}

/// All spellings, by the hash of their first word.
#[derive(Debug, Clone, Default)]
pub struct Slots {
    spellings: HashMap<u64, Vec<Spelling>, BuildHasherDefault<AsItIs>>,
}

/// Takes a hash for what it is: the keys are hashes already.
#[derive(Debug, Clone, Copy, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = self.0.rotate_left(8) ^ u64::from(byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl Slots {
    /// Spells out a profile.
    #[must_use]
    pub fn new(profile: &Profile, rules: &Ruleset) -> Self {
        let mut maker = Maker { rules, slots: Self::default(), tokens: Tokens::default() };
        maker.department(profile);
        maker.writer(profile);
        for name in &profile.coworkers {
            maker.person(name, "coworker", "coworker-first", "coworker-initial");
        }
        for list in maker.slots.spellings.values_mut() {
            list.sort_by(|a, b| b.rest.len().cmp(&a.rest.len()).then_with(|| a.cmp(b)));
            list.dedup();
        }
        maker.slots
    }

    /// Adds the spans of profile names that begin at a token.
    pub fn spans_at(&self, tokens: &[Token], at: usize, spans: &mut Spans, mut found: impl FnMut(Symbol)) {
        let Some(list) = self.spellings.get(&tokens[at].hash) else { return };
        for spelling in list {
            let end = at + 1 + spelling.rest.len();
            let fits = end <= tokens.len()
                && spelling.rest.iter().zip(&tokens[at + 1..end]).all(|(&h, t)| h == t.hash)
                && (!spelling.capital || tokens[at].kinds & (kind::CAPITAL | kind::MENTION | kind::HASHTAG) != 0);
            if fits && spans.add(at, end, spelling.symbol) {
                found(spelling.symbol);
            }
        }
    }

    /// Whether the profile holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spellings.is_empty()
    }
}

struct Maker<'r> {
    rules: &'r Ruleset,
    slots: Slots,
    tokens: Tokens,
}

impl Maker<'_> {
    fn department(&mut self, profile: &Profile) {
        let department = &profile.department;
        for name in std::iter::once(&department.name).chain(&department.aliases) {
            self.phrase(name, "department");
            self.joined(name, "department");
        }
        self.phrase(&department.city, "city");
        for domain in &department.email_domains {
            let domain = domain.trim().trim_start_matches('@').to_lowercase();
            self.add(&[domain], "work-domain", false);
        }
    }

    fn writer(&mut self, profile: &Profile) {
        let writer = &profile.writer;
        self.person(&writer.name, "writer", "writer-first", "writer-initial");
        self.phrase(&writer.badge, "badge");
        self.code(&writer.unit, "unit");
        for plate in &writer.plates {
            self.code(plate, "plate");
        }
        for home in &writer.home {
            self.address(home);
        }
        for name in &writer.family {
            self.family(name);
        }
        for place in &writer.places {
            self.phrase(place, "place");
            self.joined(place, "place");
            let words = self.words(place);
            if words.len() > 1 && words[0].len() > 4 {
                self.add(&words[..1], "place", self.is_everyday(&words[0]));
            }
        }
        for term in &writer.terms {
            self.phrase(term, "term");
            self.joined(term, "term");
        }
    }

    /// A full name: whole, surname alone, first name with an initial, as a handle; each with its short forms.
    fn person(&mut self, name: &str, slot: &str, first_slot: &str, initial_slot: &str) {
        let words = self.words(name);
        let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else { return };
        if words.len() == 1 {
            self.name(&words, slot);
            return;
        }
        let initial = last[..last.chars().next().map_or(0, char::len_utf8)].to_owned();
        let first_initial = first[..first.chars().next().map_or(0, char::len_utf8)].to_owned();
        self.name(std::slice::from_ref(&last), slot);
        self.add(std::slice::from_ref(&initial), initial_slot, true);
        for given in self.with_nicknames(&first) {
            self.name(&[given.clone(), last.clone()], slot);
            self.add(&[given.clone(), initial.clone()], slot, false);
            self.add(&[format!("{given}{last}")], slot, false);
            self.add(&[format!("{given}{initial}")], slot, true);
            self.name(std::slice::from_ref(&given), first_slot);
        }
        self.add(&[format!("{first_initial}{last}")], slot, false);
        self.add(&[format!("{last}{first}")], slot, false);
        self.add(&[format!("{last}{first_initial}")], slot, false);
        self.add(&[first_initial, last], slot, false);
    }

    fn family(&mut self, name: &str) {
        let words = self.words(name);
        for given in words.first().map(|w| self.with_nicknames(w)).unwrap_or_default() {
            self.name(std::slice::from_ref(&given), "family");
        }
        if words.len() > 1 {
            self.name(&words, "family");
        }
    }

    /// A name with and without the ending of a possessive or plural.
    fn name(&mut self, words: &[String], slot: &str) {
        let everyday = words.len() == 1 && self.is_everyday(&words[0]);
        self.add(words, slot, everyday);
        if let Some((last, head)) = words.split_last() {
            let mut plural = head.to_vec();
            plural.push(format!("{last}s"));
            self.add(&plural, slot, everyday);
        }
    }

    /// A plate or unit: with its parts apart, joined, and without the leading part of a unit.
    fn code(&mut self, code: &str, slot: &str) {
        let words = self.words(code);
        self.add(&words, slot, false);
        self.add(&[words.concat()], slot, false);
        if words.len() > 2 {
            self.add(&words[1..], slot, false);
            self.add(&[words[1..].concat()], slot, false);
        }
    }

    /// An address: number and street, with and without its kind; the street alone is a slot of its own.
    fn address(&mut self, address: &str) {
        const KINDS: &[&[&str]] = &[
            &["street", "st"],
            &["avenue", "ave", "av"],
            &["road", "rd"],
            &["lane", "ln"],
            &["drive", "dr"],
            &["court", "ct"],
            &["boulevard", "blvd"],
            &["place", "pl"],
            &["circle", "cir"],
            &["terrace", "ter"],
            &["way"],
            &["trail", "trl"],
            &["highway", "hwy"],
        ];
        let words = self.words(address.split(',').next().unwrap_or(address));
        let numbered = words.first().is_some_and(|w| w.as_bytes()[0].is_ascii_digit());
        let street = &words[usize::from(numbered)..];
        let kinds = street.last().and_then(|k| KINDS.iter().find(|list| list.contains(&k.as_str())));
        let name = if kinds.is_some() { &street[..street.len() - 1] } else { street };
        if name.is_empty() {
            return;
        }
        let mut forms = vec![name.to_vec()];
        for kind in kinds.copied().unwrap_or(&[]) {
            forms.push([name, &[(*kind).to_owned()]].concat());
        }
        for form in forms {
            let alone = form.len() == name.len() && form.len() == 1 && self.is_everyday(&form[0]);
            self.add(&form, "street", alone);
            if numbered {
                self.add(&[&words[..1], &form].concat(), "home", false);
            }
        }
    }

    fn phrase(&mut self, phrase: &str, slot: &str) {
        let words = self.words(phrase);
        let everyday = words.len() == 1 && self.is_everyday(&words[0]);
        self.add(&words, slot, everyday);
    }

    fn joined(&mut self, phrase: &str, slot: &str) {
        let words = self.words(phrase);
        if words.len() > 1 {
            self.add(&[words.concat()], slot, false);
        }
    }

    fn with_nicknames(&self, given: &str) -> Vec<String> {
        let mut out = vec![given.to_owned()];
        for (name, short) in &self.rules.nicknames {
            if name == given {
                out.extend(short.iter().cloned());
            } else if short.iter().any(|s| s == given) {
                out.push(name.clone());
            }
        }
        out
    }

    /// Names that are everyday words too ("June", "Young") count only with a capital letter.
    fn is_everyday(&self, word: &str) -> bool {
        self.rules.everyday.binary_search_by(|w| w.as_str().cmp(word)).is_ok()
    }

    fn words(&mut self, text: &str) -> Vec<String> {
        tokenise(text, &self.rules.words, false, &mut self.tokens);
        self.tokens.list.iter().map(|t| String::from_utf8_lossy(self.tokens.folded(t)).into_owned()).collect()
    }

    fn add(&mut self, words: &[String], slot: &str, capital: bool) {
        let Some((first, rest)) = words.split_first().filter(|(first, _)| !first.is_empty()) else { return };
        let Some(symbol) = SLOTS.iter().position(|s| *s == slot).and_then(|i| self.rules.slots.get(i)) else { return };
        let rest = rest.iter().map(|w| hash(w.as_bytes())).collect();
        self.slots.spellings.entry(hash(first.as_bytes())).or_default().push(Spelling {
            rest,
            symbol: *symbol,
            capital,
        });
    }
}
