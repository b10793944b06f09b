//! The packed rules: what the engine reads, ready-made at build time by the rule compiler (`src/compile`).
//!
//! Nothing here parses rule files. A [`Ruleset`] is plain data; `build.rs` writes it with postcard, the browser and the command
//! line read it back, and a policy author's own folder is compiled to the same form by the command line.

pub mod packed;
pub mod words;

use serde::{Deserialize, Serialize};

use self::packed::code::{Code, Place};
pub use self::words::Words;
use crate::finding::Modality;
use crate::settings::{Account, Role};

/// Number of a symbol: a set of words, a class or a profile slot that programs test for.
pub type Symbol = u32;

/// Everything the engine knows, fixed once it is built.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Ruleset {
    /// The word table.
    #[serde(deserialize_with = "packed::apart")]
    pub words: Words,
    /// Symbols that are profile slots, in the order of [`SLOTS`].
    pub slots: Vec<Symbol>,
    /// Symbols that are classes, ascending, with their names.
    #[serde(deserialize_with = "packed::apart")]
    pub classes: Vec<(Symbol, String)>,
    /// For each symbol up to the last that triggers something, where its triggers begin in `triggers`; one more entry at
    /// the end.
    #[serde(with = "packed::starts")]
    pub trigger_starts: Vec<u32>,
    /// Programs to try when a symbol is met.
    #[serde(with = "packed::triggers")]
    pub triggers: Vec<Trigger>,
    /// Programs to try at a token of a kind that no word stands for: one list a bit of `token::kind`.
    #[serde(deserialize_with = "packed::apart")]
    pub kind_triggers: Vec<(u16, Vec<Trigger>)>,
    /// Instructions of all programs.
    pub code: Code,
    /// The programs.
    #[serde(with = "packed::programs")]
    pub programs: Vec<Program>,
    /// Identifier checks.
    #[serde(deserialize_with = "packed::apart")]
    pub identifiers: Vec<Identifier>,
    /// Nearness checks.
    #[serde(deserialize_with = "packed::apart")]
    pub nears: Vec<Near>,
    /// Categories in the order of their numbers.
    #[serde(deserialize_with = "packed::apart")]
    pub categories: Vec<Category>,
    /// Detectors in the order of their numbers.
    #[serde(deserialize_with = "packed::apart")]
    pub detectors: Vec<Detector>,
    /// Cues in the order of their numbers.
    #[serde(deserialize_with = "packed::apart")]
    pub cues: Vec<Cue>,
    /// Safe harbours in the order of their numbers.
    #[serde(deserialize_with = "packed::apart")]
    pub harbours: Vec<Harbour>,
    /// Policies, by id.
    #[serde(deserialize_with = "packed::apart")]
    pub policies: Vec<Policy>,
    /// Everyday words, ascending: a name among them counts only with a capital letter.
    #[serde(deserialize_with = "packed::apart")]
    pub everyday: Vec<String>,
    /// Short forms of given names, such as tom for thomas; both ways.
    #[serde(deserialize_with = "packed::apart")]
    pub nicknames: Vec<(String, Vec<String>)>,
}

/// The kinds of things in a profile that a rule can ask for as `{@name}`.
pub const SLOTS: &[&str] = &[
    "department",
    "city",
    "work-domain",
    "writer",
    "writer-first",
    "writer-initial",
    "badge",
    "unit",
    "home",
    "street",
    "plate",
    "family",
    "place",
    "term",
    "coworker",
    "coworker-first",
    "coworker-initial",
];

/// The cue that tells that a post refers to the department; a clause can ask for it (Lexington B.6 does).
pub const DEPARTMENT_REFERENCE: &str = "department-reference";

/// A program to run, and how many tokens before the trigger it may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Trigger {
    /// Number of the program.
    pub program: u32,
    /// Fewest tokens between its begin and the trigger.
    pub min_before: u8,
    /// Most tokens between its begin and the trigger.
    pub max_before: u8,
    /// Another word that each match through this trigger holds.
    pub witness: Option<Witness>,
}

/// One instruction of a pattern program. Jumps are relative to the program's first instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Op {
    /// The token (or the class span that begins here) has this symbol.
    Symbol(Symbol),
    /// The token has all of these bits of `token::kind`.
    Kind(u16),
    /// Any one token; with `true` not after a comma or the like.
    Any(bool),
    /// Go on at either place, the first preferred.
    Split(u16, u16),
    /// Go on there.
    Jump(u16),
    /// Fail if the next token has this symbol.
    Not(Symbol),
    /// Fail if the next token has any of these bits.
    NotKind(u16),
    /// Fail if the token before has this symbol.
    NotBefore(Symbol),
    /// Only at the begin of the sentence.
    Start,
    /// Only at the end of the sentence.
    End,
    /// The marked words begin here.
    Open,
    /// The marked words end here.
    Close,
    /// Found.
    Match,
}

/// What a program's match means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    /// A span of a class: further programs may ask for its symbol.
    Class(Symbol),
    /// Evidence for a detector, with its weight.
    Detector(u16, i8),
    /// Takes back overlapping evidence of a detector.
    Except(u16),
    /// A cue is present.
    Cue(u16),
    /// A safe harbour is present.
    Harbour(u16),
    /// A part of a nearness check: number of the check and of the part.
    Near(u16, u8),
}

/// A compiled pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Program {
    /// Where its instructions are in `Ruleset::code`.
    pub place: Place,
    /// Classes run before what asks for them: 0 first; then detectors, cues and harbours (`LAST_LEVEL`); then what depends on what
    /// these noticed (`DEPENDENT`).
    pub level: u8,
    /// Meaning of a match.
    pub owner: Owner,
}

/// A word that each match through a trigger holds beside it, by which most runs are spared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Witness {
    /// The instruction that asks for its symbol, counted from the program's first.
    pub at: u16,
    /// Fewest tokens from the trigger to the word; negative where it stands before.
    pub first: i8,
    /// Most tokens from the trigger to the word.
    pub last: i8,
}

/// Level of the programs that yield evidence, cues and harbours.
pub const LAST_LEVEL: u8 = 3;

/// Level of the programs whose matches count for nothing unless another noticed something in the same sentence: exceptions, and all but
/// the first part of a nearness check within a sentence.
pub const DEPENDENT: u8 = LAST_LEVEL + 1;

/// Most tokens that the match of a program can have.
pub const LONGEST_MATCH: usize = 63;

/// How far a nearness check or a cue reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// Within this many words, in the same sentence or over its end.
    Words(u16),
    /// In the same sentence.
    Sentence,
    /// In the same sentence or the one beside it.
    Adjacent,
    /// Anywhere in the post.
    Post,
}

/// Several things that must be near each other; any order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Near {
    /// The detector it speaks for, if not a harbour or cue.
    pub owner: Owner,
    /// Number of parts.
    pub parts: u8,
    /// How near.
    pub reach: Reach,
}

/// A shape in the raw text: an automaton that finds the end from a begin.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Identifier {
    /// The detector it speaks for.
    pub owner: Owner,
    /// Byte that the sentence must hold for the search to be worth it: a digit (`0`) or this sign.
    pub needs: u8,
    /// Fewest digits of a sentence that holds a match; the compiler reads it off the automaton.
    pub digits: u8,
    /// Bytes that a match can begin with: a bit each.
    pub begins: [u64; 4],
    /// Whether a match may hold white space.
    pub spaces: bool,
    /// Serialized sparse automaton that finds the end, anchored at the begin.
    pub automaton: packed::Bytes,
    /// What a match must pass besides.
    pub check: Format,
    /// Symbols one of which must stand within `reach` words; empty: none needed.
    pub context: Vec<Symbol>,
    /// Words to look left and right for the context.
    pub reach: u8,
}

impl Identifier {
    /// Whether a match can begin with this byte.
    #[must_use]
    pub fn can_begin(&self, byte: u8) -> bool {
        self.begins[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0
    }
}

/// Format checks of identifiers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "compile", derive(schemars::JsonSchema))]
pub enum Format {
    /// None.
    #[default]
    None,
    /// A telephone number of the North American plan: area and exchange begin with 2 to 9.
    Phone,
    /// A US social security number: no group all zeros, no 000, 666 or 9xx area.
    Ssn,
    /// Latitude and longitude in range.
    Coordinates,
    /// A day that the calendar has.
    Date,
    /// Letters and digits both, as on a plate.
    Plate,
}

/// What a text can be flagged for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Category {
    /// Id, such as `conf.call`.
    pub id: String,
    /// Short name for people.
    pub title: String,
    /// When it is present.
    pub present: String,
    /// What is not meant.
    pub not: String,
    /// Whether one word or idiom decides, so that the learned scorer has no say on what a rule guesses.
    pub said_in_a_word: bool,
}

/// A detector's part that the engine needs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Detector {
    /// Id = file name.
    pub id: String,
    /// Number of its category.
    pub category: u8,
    /// Short name of the matter.
    pub title: String,
    /// What was noticed.
    pub message: String,
    /// Why it can hurt.
    pub reason: String,
    /// What the writer can do.
    pub advice: String,
    /// Mechanical fix, if one is safe.
    pub fix: FixKind,
    /// Only for texts of this account.
    pub account: Option<Account>,
    /// Never for texts of this account.
    pub not_account: Option<Account>,
    /// Cues that raise or lower it: number, weight.
    pub cues: Vec<(u16, i8)>,
    /// Head of the learned scorer that it asks, if it does.
    pub scorer: Option<u8>,
}

/// Mechanical fixes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "compile", derive(schemars::JsonSchema))]
pub enum FixKind {
    /// None is safe.
    #[default]
    None,
    /// Take the words out.
    Remove,
    /// Put "someone" in place of a name.
    Generalise,
    /// Show the first letters only, dots for the rest: plates and numbers.
    Shorten,
}

/// A cue: a fact about the text that raises or lowers detectors.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cue {
    /// Id = file name.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// Whether it counts for its sentence, its neighbours or the post.
    pub reach: Reach,
}

/// A safe harbour.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Harbour {
    /// Id, such as `safe.concerted`.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// What to tell the writer where it holds.
    pub message: String,
    /// Numbers of the categories that it holds back.
    pub holds: Vec<u8>,
    /// How far it reaches.
    pub reach: Reach,
}

/// A department's policy.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Policy {
    /// Id = file name.
    pub id: String,
    /// Whose it is.
    pub department: String,
    /// Where.
    pub place: String,
    /// Title as printed.
    pub title: String,
    /// Short name for the card.
    pub short: String,
    /// Number as printed.
    pub number: String,
    /// Date it took effect, ISO 8601, or empty.
    pub effective: String,
    /// One sentence for who chooses.
    pub about: String,
    /// Address of the official document, or empty.
    pub link: String,
    /// Clauses in the order of the text.
    #[serde(deserialize_with = "packed::apart")]
    pub clauses: Vec<Clause>,
}

/// A clause of a policy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Clause {
    /// Number as printed, outermost first.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// What it says, in words of our own.
    pub gist: String,
    /// Reminder for what no text can show, or empty.
    pub reminder: String,
    /// What it makes of categories.
    #[serde(deserialize_with = "packed::apart")]
    pub rules: Vec<ClauseRule>,
}

/// What a clause makes of some categories.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClauseRule {
    /// Numbers of the categories.
    pub categories: Vec<u8>,
    /// Safe harbours that it grants, by number.
    pub harbours: Vec<u16>,
    /// What it makes of them.
    pub modality: Modality,
    /// Only for this account.
    pub account: Option<Account>,
    /// Only for these roles; empty: all.
    pub roles: Vec<Role>,
    /// Only where the post also refers to the department.
    pub department_reference: bool,
    /// Safe harbours (by number) that lift it.
    pub unless: Vec<u16>,
}
