//! The names and terms of the writer's profile, in the spellings that people use for them.
//!
//! Compared by hash of the folded words, so the profile costs a check one look-up a token and nothing when it is empty.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::machine::Spans;
use crate::rules::{Ruleset, SLOTS, Symbol};
use crate::settings::Profile;
use crate::text::hash::hash;
use crate::text::token::{Token, Tokens, kind};
use crate::text::tokenise::tokenise;

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
                && (!spelling.capital || is_name(&tokens[at]));
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

/// Whether a word that is an everyday one, too, is written as a name: with a capital that not every first word has.
fn is_name(token: &Token) -> bool {
    let is_marked = token.kinds & (kind::MENTION | kind::HASHTAG) != 0;
    is_marked || token.kinds & kind::CAPITAL != 0 && token.kinds & kind::FIRST == 0
}

/// What stands before a name and is none.
const TITLES: [&str; 31] = [
    "agent",
    "capt",
    "captain",
    "chief",
    "cmdr",
    "commander",
    "constable",
    "corporal",
    "cpl",
    "dep",
    "deputy",
    "det",
    "detective",
    "dr",
    "inspector",
    "lieutenant",
    "lt",
    "maj",
    "major",
    "marshal",
    "mr",
    "mrs",
    "ms",
    "ofc",
    "officer",
    "patrolman",
    "sergeant",
    "sgt",
    "sheriff",
    "trooper",
    "undersheriff",
];
/// What stands behind a surname.
const SUFFIXES: [&str; 6] = ["jr", "junior", "sr", "ii", "iii", "iv"];
/// Words before the number of a dwelling in a house.
const UNITS: [&str; 12] =
    ["apartment", "apt", "bldg", "building", "floor", "fl", "lot", "room", "rm", "suite", "ste", "unit"];
/// Directions in a street's name, long and short.
const DIRECTIONS: [&[&str]; 8] = [
    &["north", "n"],
    &["south", "s"],
    &["east", "e"],
    &["west", "w"],
    &["northeast", "ne"],
    &["northwest", "nw"],
    &["southeast", "se"],
    &["southwest", "sw"],
];
/// Kinds of streets, long and short.
const KINDS: [&[&str]; 13] = [
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

    /// A full name: whole, surname alone, first name with an initial, as a handle; each with its short forms. A rank before it and
    /// what comes after the surname are no part of it.
    fn person(&mut self, name: &str, slot: &str, first_slot: &str, initial_slot: &str) {
        let mut words = self.words(name);
        while words.len() > 1 && TITLES.contains(&words[0].as_str()) {
            words.remove(0);
        }
        while words.len() > 1 && words.last().is_some_and(|last| SUFFIXES.contains(&last.as_str())) {
            words.pop();
        }
        let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else { return };
        if words.len() == 1 {
            self.name(&words, slot);
            return;
        }
        let initial = last[..last.chars().next().map_or(0, char::len_utf8)].to_owned();
        let first_initial = first[..first.chars().next().map_or(0, char::len_utf8)].to_owned();
        self.name(std::slice::from_ref(&last), slot);
        self.add(std::slice::from_ref(&initial), initial_slot, true);
        self.add(&[words.concat()], slot, false);
        // A handle has no apostrophes and hyphens, and many leave them out elsewhere, too.
        let bare: String = last.chars().filter(|c| c.is_alphanumeric()).collect();
        if bare != last {
            self.name(std::slice::from_ref(&bare), slot);
        }
        for given in self.with_nicknames(&first) {
            self.name(&[given.clone(), last.clone()], slot);
            self.add(&[given.clone(), initial.clone()], slot, false);
            self.add(&[format!("{given}{bare}")], slot, false);
            self.add(&[format!("{given}{initial}")], slot, true);
            self.name(std::slice::from_ref(&given), first_slot);
        }
        self.add(&[format!("{first_initial}{bare}")], slot, false);
        self.add(&[format!("{bare}{first}")], slot, false);
        self.add(&[format!("{bare}{first_initial}")], slot, false);
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

    /// An address: number and street, with and without its kind and its direction; the street alone is a slot of its own. The
    /// dwelling in the house is left out.
    fn address(&mut self, address: &str) {
        let mut words = self.words(address.split([',', '#']).next().unwrap_or(address));
        if let Some(unit) = words.iter().skip(1).position(|w| UNITS.contains(&w.as_str())) {
            words.truncate(unit + 1);
        }
        let direction = |word: &String| DIRECTIONS.iter().copied().find(|forms| forms.contains(&word.as_str()));
        let number = words.first().filter(|w| w.starts_with(|c: char| c.is_ascii_digit())).cloned();
        let mut street = &words[usize::from(number.is_some())..];
        let kind_of = |word: &String| KINDS.iter().copied().find(|forms| forms.contains(&word.as_str()));
        while let [.., before, last] = street
            && direction(last).is_some()
            && kind_of(before).is_some()
        {
            street = &street[..street.len() - 1];
        }
        let kinds = street.last().and_then(kind_of);
        let name = if kinds.is_some() { &street[..street.len() - 1] } else { street };
        let mut names = vec![name.to_vec()];
        if let [first, rest @ ..] = name
            && !rest.is_empty()
            && let Some(forms) = direction(first)
        {
            names = vec![rest.to_vec()];
            names.extend(forms.iter().map(|form| [&[(*form).to_owned()], rest].concat()));
        }
        for name in names.iter().filter(|name| !name.is_empty()) {
            let alone = name.len() == 1 && self.is_everyday(&name[0]);
            let with_kind = kinds.unwrap_or(&[]).iter().map(|kind| [&name[..], &[(*kind).to_owned()]].concat());
            for (form, capital) in std::iter::once((name.clone(), alone)).chain(with_kind.map(|form| (form, false))) {
                self.add(&form, "street", capital);
                if let Some(number) = &number {
                    self.add(&[std::slice::from_ref(number), &form].concat(), "home", false);
                }
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
        let words = self.tokens.list.iter().map(|t| String::from_utf8_lossy(self.tokens.folded(t)).into_owned());
        // An address in the web and a lone sign fold to nothing.
        words.filter(|word| !word.is_empty()).collect()
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
