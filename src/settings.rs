//! What the writer tells the checker: who they are, which policy holds, and what was switched off.

use serde::{Deserialize, Serialize};

use crate::catalogue::PolicyDocument;
use crate::finding::Confidence;

/// Which account a text is posted from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(edge, derive(tsify::Tsify))]
#[cfg_attr(feature = "compile", derive(schemars::JsonSchema))]
pub enum Account {
    /// The writer's own.
    #[default]
    Personal,
    /// The department's.
    Official,
    /// An approved undercover account.
    Covert,
}

/// The writer's position; it decides which clauses hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(edge, derive(tsify::Tsify))]
#[cfg_attr(feature = "compile", derive(schemars::JsonSchema))]
pub enum Role {
    /// A sworn officer.
    #[default]
    Sworn,
    /// A civilian employee: dispatch, records, front desk.
    Civilian,
    /// An officer who works undercover, or may.
    Undercover,
    /// A reserve officer.
    Reserve,
    /// A volunteer.
    Volunteer,
}

/// The department's names, so that the writer's own can be told from any other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct Department {
    /// Full name, such as "Fairmont Police Department".
    pub name: String,
    /// Other names it goes by, such as "FPD".
    pub aliases: Vec<String>,
    /// Its city or county.
    pub city: String,
    /// Domains of its e-mail addresses.
    pub email_domains: Vec<String>,
}

/// The writer's own names and places; used only to warn about them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct Writer {
    /// Full name.
    pub name: String,
    /// Position.
    pub role: Role,
    /// Rank, such as "Officer" or "Sergeant".
    pub rank: String,
    /// Badge number.
    pub badge: String,
    /// Radio or unit number, such as "4-Adam-12".
    pub unit: String,
    /// Home addresses.
    pub home: Vec<String>,
    /// Licence plates.
    pub plates: Vec<String>,
    /// Names of family members.
    pub family: Vec<String>,
    /// Places that tell where the family is, such as a school.
    pub places: Vec<String>,
    /// Anything else the writer wants to be warned about.
    pub terms: Vec<String>,
}

/// The writer's profile, as kept in the settings and in a profile file.
///
/// Every key may be left out; an unknown key is an error that names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct Profile {
    /// The department's names.
    pub department: Department,
    /// The writer's own names and places.
    pub writer: Writer,
    /// Full names of coworkers.
    pub coworkers: Vec<String>,
}

/// What a checker is made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct Settings {
    /// Id of a built-in policy or of the policy file's, or `none`: every category found, with no clauses.
    pub policy: String,
    /// A policy that isn't built in; in force if `policy` is its id.
    #[cfg_attr(edge, tsify(optional))]
    pub policy_file: Option<PolicyDocument>,
    /// Who writes.
    pub profile: Profile,
    /// Ids of detectors and categories that the writer switched off.
    pub off: Vec<String>,
    /// Whether the learned scorer takes part.
    pub scorer: bool,
    /// Findings that are less sure than this are left out.
    pub least: Confidence,
    /// Secret of this installation, from which the hashes of dismissals are made. Any text; empty: no hashes.
    pub dismissal_key: String,
    /// Hashes of findings that the writer said are no problem (`Finding::dismissal`).
    pub dismissed: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            policy: "model-26".into(),
            policy_file: None,
            profile: Profile::default(),
            off: Vec::new(),
            scorer: true,
            least: Confidence::Possible,
            dismissal_key: String::new(),
            dismissed: Vec::new(),
        }
    }
}

/// What is known about one text besides its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct Context {
    /// The account it is posted from.
    pub account: Account,
}
