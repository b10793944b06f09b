//! The rule files as people write them. The JSON Schemas that editors use are generated from these types.

use std::collections::BTreeMap;

#[cfg(feature = "compile")]
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::finding::Modality;
use crate::rules::{FixKind, Format};
use crate::settings::{Account, Role};

/// Tells an author where the keys of each kind of file are listed.
macro_rules! keys {
    ($($file:ident $kind:literal),*) => {
        $(impl $file {
            /// What to do about a key that is not known.
            pub const KEYS: &str = concat!("clausemark rules schema ", $kind, " tells the keys");
        })*
    };
}

keys!(
    DetectorFile "detector", ClassFile "class", CueFile "cue",
    HarbourFile "harbour", CategoriesFile "categories", PolicyFile "policy"
);

/// A string that knows where it stands in its file.
pub type Text = Spanned<String>;

/// A list of such strings that knows where it stands, even if there is nothing in it.
pub type List = Spanned<Vec<Text>>;

/// `rules/detectors/**/<id>.toml`: says that a category is present in a text.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct DetectorFile {
    /// The file's name without `.toml`.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub id: Text,
    /// Category of categories.toml, such as `conf.call`.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub category: Text,
    /// Short name of the matter, shown as the card's title.
    pub title: String,
    /// What was noticed: one short sentence with "may".
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub message: Text,
    /// Why it can hurt: one short sentence.
    pub reason: String,
    /// What the writer can do: one short sentence.
    pub advice: String,
    /// Where facts, lists or ideas come from.
    #[serde(default)]
    pub source: Option<String>,
    /// A mechanical fix that is safe for the marked words.
    #[serde(default)]
    pub fix: FixKind,
    /// Only for texts posted from this account.
    #[serde(default)]
    pub account: Option<Account>,
    /// Never for texts posted from this account.
    #[serde(default)]
    pub not_account: Option<Account>,
    /// Words and phrases.
    #[serde(default)]
    pub terms: Vec<Phrases>,
    /// Sequences of words.
    #[serde(default)]
    pub pattern: Vec<Phrases>,
    /// Shapes such as plates and case numbers.
    #[serde(default)]
    pub identifier: Vec<IdentifierCheck>,
    /// Several things near each other.
    #[serde(default)]
    pub near: Vec<NearCheck>,
    /// Names and terms of the writer's profile.
    #[serde(default)]
    pub slot: Vec<SlotCheck>,
    /// A head of the learned scorer.
    #[serde(default)]
    pub scorer: Option<ScorerCheck>,
    /// What takes back a hit that it overlaps.
    #[serde(default)]
    pub except: Option<Exceptions>,
    /// Cues that raise (+) or lower (-) the weight.
    #[serde(default)]
    pub cues: BTreeMap<String, i8>,
    /// Texts that it must find and texts that it must leave alone.
    pub examples: Examples,
}

/// A list of phrases or patterns with one weight.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct Phrases {
    /// Any of these.
    #[cfg_attr(feature = "compile", schemars(with = "Vec<String>"))]
    pub any: List,
    /// Points for a hit; 5 shows as possible, 8 as likely.
    #[serde(default = "default_weight", deserialize_with = "weight")]
    #[cfg_attr(feature = "compile", schemars(range(min = 1, max = 20)))]
    pub weight: i8,
    /// Whether the words are also looked for behind masked spellings (l33t, stars, letters set apart).
    #[serde(default)]
    pub masked: bool,
}

/// A shape in the raw text.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct IdentifierCheck {
    /// Regular expression over ASCII, without look-around; `(?i)` for any case.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub regex: Text,
    /// The sentence must hold this for the search to be worth it: `digit` or one sign.
    #[serde(default = "default_needs")]
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub needs: Text,
    /// What a match must pass besides.
    #[serde(default)]
    pub format: Format,
    /// Words or classes, one of which must be near.
    #[serde(default)]
    #[cfg_attr(feature = "compile", schemars(with = "Vec<String>"))]
    pub context: Vec<Text>,
    /// How many words to look left and right for the context.
    #[serde(default = "default_reach")]
    pub reach: u8,
    /// Points for a hit.
    #[serde(default = "default_weight", deserialize_with = "weight")]
    #[cfg_attr(feature = "compile", schemars(range(min = 1, max = 20)))]
    pub weight: i8,
}

/// Two or three things that must be near each other, in any order.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct NearCheck {
    /// Two or three lists of patterns; one of each must be there.
    #[cfg_attr(feature = "compile", schemars(with = "Vec<Vec<String>>"))]
    pub all: Vec<List>,
    /// `sentence`, `adjacent` (the next sentence too), `post`, or a number of words such as `"12 words"`.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub within: Text,
    /// Points for a hit.
    #[serde(default = "default_weight", deserialize_with = "weight")]
    #[cfg_attr(feature = "compile", schemars(range(min = 1, max = 20)))]
    pub weight: i8,
}

/// Names and terms of the profile by themselves.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct SlotCheck {
    /// Any of these slots, such as `coworker` or `plate`.
    #[cfg_attr(feature = "compile", schemars(with = "Vec<String>"))]
    pub any: List,
    /// Points for a hit.
    #[serde(default = "default_weight", deserialize_with = "weight")]
    #[cfg_attr(feature = "compile", schemars(range(min = 1, max = 20)))]
    pub weight: i8,
}

/// Asks the learned scorer for the head of the detector's category.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct ScorerCheck {
    /// Category whose head is asked.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub head: Text,
}

/// What takes back a hit.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct Exceptions {
    /// Patterns; a hit that overlaps one is dropped.
    #[cfg_attr(feature = "compile", schemars(with = "Vec<String>"))]
    pub any: Vec<Text>,
}

/// Texts that prove a rule; `[` and `]` mark the words that must be marked.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct Examples {
    /// Texts it must find.
    #[cfg_attr(feature = "compile", schemars(with = "Vec<String>"))]
    pub hit: Vec<Text>,
    /// Near misses it must leave alone.
    #[cfg_attr(feature = "compile", schemars(with = "Vec<String>"))]
    pub miss: Vec<Text>,
}

/// `rules/classes/<id>.toml`: a word class that patterns name as `{id}`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct ClassFile {
    /// The file's name without `.toml`.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub id: Text,
    /// What it holds.
    pub title: String,
    /// Its members: words, phrases, patterns, other classes.
    #[cfg_attr(feature = "compile", schemars(with = "Vec<String>"))]
    pub any: List,
    /// Whether its single words are also looked for behind masked spellings.
    #[serde(default)]
    pub masked: bool,
    /// Where the list comes from.
    #[serde(default)]
    pub source: Option<String>,
}

/// `rules/cues/<id>.toml`: a fact about a text that raises or lowers detectors.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct CueFile {
    /// The file's name without `.toml`.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub id: Text,
    /// What its presence means.
    pub title: String,
    /// `sentence`, `adjacent`, `post` or a number of words.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub reach: Text,
    /// Words and phrases.
    #[serde(default)]
    pub terms: Vec<Phrases>,
    /// Sequences of words.
    #[serde(default)]
    pub pattern: Vec<Phrases>,
    /// Several things near each other.
    #[serde(default)]
    pub near: Vec<NearCheck>,
    /// Texts that prove it.
    pub examples: Examples,
}

/// `rules/harbours/<id>.toml`: what may always be said, and which categories it holds back.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct HarbourFile {
    /// The file's name without `.toml`: `concerted` for `safe.concerted`.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub id: Text,
    /// Its name for people.
    pub title: String,
    /// What to tell the writer where it holds.
    pub message: String,
    /// Categories that it holds back, or families such as `conf.*`.
    #[cfg_attr(feature = "compile", schemars(with = "Vec<String>"))]
    pub holds: Vec<Text>,
    /// `sentence`, `adjacent` or `post`.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub reach: Text,
    /// Words and phrases.
    #[serde(default)]
    pub terms: Vec<Phrases>,
    /// Sequences of words.
    #[serde(default)]
    pub pattern: Vec<Phrases>,
    /// Several things near each other.
    #[serde(default)]
    pub near: Vec<NearCheck>,
    /// Texts that prove it.
    pub examples: Examples,
}

/// `rules/categories.toml`: what a text can be flagged for.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct CategoriesFile {
    /// All categories, in the order they are shown.
    pub category: Vec<CategoryEntry>,
}

/// One category.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct CategoryEntry {
    /// Id, such as `conf.call`.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub id: Text,
    /// Short name for people.
    pub title: String,
    /// When it is present.
    pub present: String,
    /// What is not meant.
    #[serde(default)]
    pub not: String,
    /// `true` where one word or idiom decides: then a rule's guess stays, even where all around it reads like a harmless post.
    #[serde(default)]
    pub said_in_a_word: bool,
}

/// `rules/policies/<id>.toml`: what a department makes of the categories.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct PolicyFile {
    /// The file's name without `.toml`.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub id: Text,
    /// Whose policy it is.
    pub department: String,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// Title as printed.
    pub title: String,
    /// Short name for the card.
    pub short: String,
    /// Number as printed.
    #[serde(default)]
    pub number: String,
    /// Date it took effect, as 2013-12-18.
    #[serde(default = "unset")]
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub effective: Text,
    /// One sentence for the person who chooses.
    pub about: String,
    /// Address of the official document.
    #[serde(default = "unset")]
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub link: Text,
    /// Clauses in the order of the text.
    pub clause: Vec<ClauseEntry>,
}

/// A clause of a policy file.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct ClauseEntry {
    /// Number as printed, outermost first.
    #[cfg_attr(feature = "compile", schemars(with = "String"))]
    pub id: Text,
    /// Heading.
    pub heading: String,
    /// What it says, in words of our own.
    pub gist: String,
    /// For duties and notices that no text can show: one short sentence.
    #[serde(default)]
    pub reminder: String,
    /// What it makes of categories.
    #[serde(default)]
    pub rule: Vec<ClauseRuleEntry>,
}

// The names in it are read as text and judged one by one, so that a wrong one hides no other.
/// What a clause makes of some categories.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "compile", derive(JsonSchema))]
pub struct ClauseRuleEntry {
    /// Categories, families such as `conf.*`, or safe harbours with modality `allowed`.
    #[cfg_attr(feature = "compile", schemars(with = "Vec<String>"))]
    pub categories: Spanned<Vec<Text>>,
    /// What it makes of them.
    #[cfg_attr(feature = "compile", schemars(with = "Modality"))]
    pub modality: Text,
    /// `personal`, `official`, `covert` or `any`.
    #[serde(default)]
    #[cfg_attr(feature = "compile", schemars(with = "Option<String>"))]
    pub account: Option<Text>,
    /// Only for these roles.
    #[serde(default)]
    #[cfg_attr(feature = "compile", schemars(with = "Vec<Role>"))]
    pub roles: Vec<Text>,
    /// A condition: `department-reference`.
    #[serde(default)]
    #[cfg_attr(feature = "compile", schemars(with = "Option<String>"))]
    pub when: Option<Text>,
    /// Safe harbours that lift it.
    #[serde(default)]
    #[cfg_attr(feature = "compile", schemars(with = "Vec<String>"))]
    pub unless: Vec<Text>,
}

/// Reads the points of a check, from 1 to 20.
fn weight<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i8, D::Error> {
    let weight = i64::deserialize(deserializer).ok().and_then(|weight| i8::try_from(weight).ok());
    weight
        .filter(|weight| (1..=20).contains(weight))
        .ok_or_else(|| serde::de::Error::custom("expected a whole number from 1 to 20"))
}

fn unset() -> Text {
    Text::new(0..0, String::new())
}

fn default_weight() -> i8 {
    6
}

fn default_needs() -> Text {
    Text::new(0..0, "digit".into())
}

fn default_reach() -> u8 {
    6
}
