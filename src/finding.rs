//! What a check answers with: findings, their evidence, clauses and fixes.
//!
//! These types are the edge of the crate. The wasm build derives the TypeScript types from them, the command
//! line prints them as JSON, and nothing in TypeScript is written a second time by hand.

use serde::{Deserialize, Serialize};

/// How sure the checker is. Ordered: `Possible < Likely`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub enum Confidence {
    /// Weighed as worth a look; shown at half strength.
    Possible,
    /// Most careful readers would point it out.
    Likely,
}

/// What a clause makes of a category. Ordered from weakest to strongest, so `max` gives the one to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(edge, derive(tsify::Tsify))]
#[cfg_attr(feature = "compile", derive(schemars::JsonSchema))]
pub enum Modality {
    /// A safe harbour: the policy says that this may be posted.
    Allowed,
    /// Something that the employee has to do, such as reporting a post.
    Duty,
    /// Be aware: nothing is forbidden, but it can have consequences.
    Notice,
    /// Free up to a limit.
    Limit,
    /// Cautioned against, not forbidden.
    Discouraged,
    /// Forbidden unless permission or authorisation was given.
    Permission,
    /// Forbidden.
    Prohibited,
}

/// A clause that a finding touches, with what is shown of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct ClauseRef {
    /// Id of the policy, such as `lakewood-pp-1069`.
    pub policy: String,
    /// Number of the clause as the policy prints it, outermost first, such as `3.2.6.2`.
    pub clause: String,
    /// What this clause makes of the finding's category.
    pub modality: Modality,
    /// Heading of the clause.
    pub title: String,
    /// What the clause says, in plain words of our own.
    pub gist: String,
}

/// One thing in the text that speaks for a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct Evidence {
    /// First UTF-16 unit of the words.
    pub start: u32,
    /// UTF-16 unit after the last of the words.
    pub end: u32,
    /// The words as written.
    pub text: String,
    /// The detector that noticed them.
    pub detector: String,
}

/// A mechanical change that would take the matter out of the text. Applied only when the writer asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct Fix {
    /// What the button says; begins with a verb.
    pub label: String,
    /// First UTF-16 unit to replace.
    pub start: u32,
    /// UTF-16 unit after the last one to replace.
    pub end: u32,
    /// What stands there afterwards.
    pub replacement: String,
}

/// One category noticed at one place of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct Finding {
    /// What was found, such as `conf.call`.
    pub category: String,
    /// How sure the checker is.
    pub confidence: Confidence,
    /// First UTF-16 unit of the marked words; on a grapheme border.
    pub start: u32,
    /// UTF-16 unit after the marked words; on a grapheme border.
    pub end: u32,
    /// Findings with the same number are drawn as one mark with several reasons. Counts from 0 in text order.
    pub mark: u32,
    /// The detector that weighed most.
    pub detector: String,
    /// Short name of the matter, such as "Call for service".
    pub title: String,
    /// What was noticed: one short sentence.
    pub message: String,
    /// Why it can hurt: one short sentence.
    pub reason: String,
    /// What the writer can do: one sentence.
    pub advice: String,
    /// The words that spoke for it, in text order.
    pub evidence: Vec<Evidence>,
    /// The strongest modality among the clauses; absent when the check ran without a policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(edge, tsify(optional))]
    pub modality: Option<Modality>,
    /// The clauses of the policy that it touches, strongest first; empty without a policy.
    pub clauses: Vec<ClauseRef>,
    /// Changes that would take it out of the text, safest first.
    pub fixes: Vec<Fix>,
    /// Keyed hash that stands for "this matter in these words" in the list of dismissals; never the text. Empty
    /// when the settings hold no key.
    pub dismissal: String,
}
