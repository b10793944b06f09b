//! Teaching scenarios: a post in a situation, what each policy makes of it, and a better version.
//!
//! The sandbox shows them, the quiz asks about them, and a trainer writes own ones. Whoever wrote one, the same two looks are
//! taken at it: [`form()`] asks whether it is complete and names what there is, [`lesson()`] whether the checker finds what it
//! teaches. What there is and what is found are handed in, so that this crate stays small: it is loaded beside the checker.

mod form;
mod lesson;
#[cfg(feature = "wasm")]
mod wasm;

use serde::{Deserialize, Serialize};

pub use form::{Known, KnownPolicy, form};
pub use lesson::{Checked, Found, FoundClause, lesson};

/// A post to learn from.
///
/// What the class reads stands in English and may stand in Spanish beside it (`…_es`); the post itself is English, as the
/// detectors are. Account and role are those of the checker's settings, by their names there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Scenario {
    /// Id: small letters, digits and hyphens. The file's name, for a built-in one.
    pub id: String,
    /// What the list calls it.
    pub title: String,
    /// The title in Spanish, or empty.
    pub title_es: String,
    /// What kind of thing is posted.
    pub kind: PostKind,
    /// What it is about.
    pub topic: Topic,
    /// Id of a scenario with almost the same words and another verdict, or empty.
    pub pair: String,
    /// Who writes, when, on duty or not.
    pub situation: String,
    /// The situation in Spanish, or empty.
    pub situation_es: String,
    /// The account that it is posted from.
    pub account: String,
    /// The writer's role.
    pub role: String,
    /// The post.
    pub post: String,
    /// What is wrong or fine with it.
    pub teaches: String,
    /// The same in Spanish, or empty.
    pub teaches_es: String,
    /// A version that says what the writer wants and is fine; empty where the post itself is.
    pub better: String,
    /// For the trainer: a question to the class, or empty.
    pub notes: String,
    /// The same in Spanish, or empty.
    pub notes_es: String,
    /// What each policy makes of it.
    pub verdict: Vec<Verdict>,
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            title_es: String::new(),
            kind: PostKind::default(),
            topic: Topic::default(),
            pair: String::new(),
            situation: String::new(),
            situation_es: String::new(),
            account: "personal".into(),
            role: "sworn".into(),
            post: String::new(),
            teaches: String::new(),
            teaches_es: String::new(),
            better: String::new(),
            notes: String::new(),
            notes_es: String::new(),
            verdict: Vec::new(),
        }
    }
}

/// What some policies, which agree, make of a scenario's post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Verdict {
    /// Ids of the policies.
    pub policies: Vec<String>,
    /// Categories that the class should see; empty: nothing is marked.
    pub categories: Vec<String>,
    /// The answer to the quiz.
    pub judgement: Judgement,
    /// The clause to learn, or empty: the strongest that the checker names.
    pub clause: String,
}

/// What is posted, which decides how the mock site draws it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum PostKind {
    /// A post on one's own page.
    #[default]
    Post,
    /// A comment under another's post.
    Comment,
    /// The words under a picture.
    Caption,
    /// The text of a profile.
    Profile,
    /// A story that goes away after a day.
    Story,
}

/// What a scenario is about; the list is in these groups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Topic {
    /// What is known from the job.
    #[default]
    Confidentiality,
    /// Who can be recognised, the writer included.
    Identification,
    /// Private people.
    Privacy,
    /// How something is said.
    Speech,
    /// Posts in the department's name.
    Official,
    /// When and with what it is written.
    Conduct,
    /// What may be said: safe harbours.
    Harbour,
}

/// The answer to "may this be posted?".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Judgement {
    /// The policy has nothing to say about it.
    #[default]
    Fine,
    /// Cautioned against, or free up to a limit.
    Careful,
    /// Forbidden, or only with a permission that the writer doesn't have.
    NotAllowed,
}

/// One thing that is wrong with a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ScenarioProblem {
    /// Id of the scenario, or its number in the list, from 1, where it has no usable one.
    pub scenario: String,
    /// The key that is to be changed, such as `verdict.0.clause`; empty for the whole.
    pub key: String,
    /// What is wrong with it.
    pub kind: ProblemKind,
    /// The value or id that it is about, or empty.
    pub value: String,
    /// The policy under which the checker disagrees, or empty.
    pub policy: String,
}

/// What can be wrong with a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum ProblemKind {
    /// A key that scenarios don't have.
    UnknownKey,
    /// A value of the wrong kind, such as a number for a text or a kind of post that there is not.
    WrongValue,
    /// Something has to stand here.
    Missing,
    /// More than there is room for.
    TooLong,
    /// An id with other signs than small letters, digits and hyphens.
    BadId,
    /// An id or policy that stands there twice.
    Double,
    /// There is no such policy, category, clause, account, role or scenario.
    Unknown,
    /// The other scenario of the pair doesn't name this one.
    OneSidedPair,
    /// A fine post with categories, or one that is not fine without any.
    JudgementDiffers,
    /// Only a part of it stands there in Spanish.
    HalfTranslated,
    /// A better version of a post that is fine everywhere.
    NotNeeded,
    /// The checker doesn't find this category.
    NotFound,
    /// The checker finds this besides.
    AlsoFound,
    /// The checker names other clauses for what is found.
    OtherClause,
    /// The checker still finds this in the better version.
    StillFound,
}

impl std::fmt::Display for ScenarioProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { scenario, key, kind, value, policy } = self;
        write!(f, "{scenario}: {key}: {kind:?} '{value}'")?;
        if policy.is_empty() { Ok(()) } else { write!(f, " under {policy}") }
    }
}
