//! What there is to choose and to read: policies with their clauses, categories, detectors.

use serde::{Deserialize, Serialize};

use crate::finding::Modality;
use crate::rules::{self, Ruleset};
use crate::settings::{Account, Role};

/// A policy in a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct PolicySummary {
    /// Id, such as `lakewood-pp-1069`.
    pub id: String,
    /// Whose policy it is.
    pub department: String,
    /// Where, or empty.
    pub place: String,
    /// Title as printed.
    pub title: String,
    /// Short name for the card.
    pub short: String,
    /// Number as printed, or empty.
    pub number: String,
    /// Date it took effect, as 2013-12-18, or empty.
    pub effective: String,
    /// One sentence for the person who chooses.
    pub about: String,
    /// Address of the official document, or empty.
    pub link: String,
}

/// A whole policy, as the clause pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct PolicyDocument {
    /// What it is.
    pub summary: PolicySummary,
    /// Clauses in the order of the text.
    pub clauses: Vec<ClauseDocument>,
}

/// A clause of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct ClauseDocument {
    /// Number as printed, outermost first.
    pub id: String,
    /// Number of the clause above it, or empty.
    pub parent: String,
    /// How deep it stands; 0 for the outermost.
    pub depth: u32,
    /// Heading.
    pub heading: String,
    /// What it says, in words of our own.
    pub gist: String,
    /// Reminder for what no text can show, or empty.
    pub reminder: String,
    /// What it makes of categories.
    pub rules: Vec<ClauseRuleDocument>,
}

/// What a clause makes of some categories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ClauseRuleDocument {
    /// Ids of categories and safe harbours.
    pub categories: Vec<String>,
    /// What it makes of them.
    pub modality: Modality,
    /// Only for this account.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(edge, tsify(optional))]
    pub account: Option<Account>,
    /// Only for these roles; empty: all.
    pub roles: Vec<Role>,
    /// Only where the post also refers to the department.
    pub department_reference: bool,
    /// Safe harbours that lift it.
    pub unless: Vec<String>,
}

/// A category, as lists and settings show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct CategoryDocument {
    /// Id, such as `conf.call`.
    pub id: String,
    /// Short name for people.
    pub title: String,
    /// When it is present.
    pub present: String,
    /// What is not meant, or empty.
    pub not: String,
}

/// A detector, as the settings show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct DetectorDocument {
    /// Id.
    pub id: String,
    /// Its category.
    pub category: String,
    /// Short name of the matter.
    pub title: String,
    /// Why it can hurt.
    pub reason: String,
}

/// All policies of a ruleset, to choose from.
#[must_use]
pub fn policies(rules: &Ruleset) -> Vec<PolicySummary> {
    rules.policies.iter().map(summary).collect()
}

/// A policy by id.
#[must_use]
pub fn policy(rules: &Ruleset, id: &str) -> Option<PolicyDocument> {
    rules.policies.iter().find(|p| p.id == id).map(|p| document(rules, p))
}

/// A policy with its clauses, as it is shown.
#[must_use]
pub fn document(rules: &Ruleset, policy: &rules::Policy) -> PolicyDocument {
    let clauses = policy
        .clauses
        .iter()
        .map(|c| ClauseDocument {
            id: c.id.clone(),
            parent: c.id.rsplit_once('.').map_or_else(String::new, |(parent, _)| parent.to_owned()),
            depth: c.id.matches('.').count() as u32,
            heading: c.heading.clone(),
            gist: c.gist.clone(),
            reminder: c.reminder.clone(),
            rules: c.rules.iter().map(|r| rule(rules, r)).collect(),
        })
        .collect();
    PolicyDocument { summary: summary(policy), clauses }
}

/// All categories of a ruleset.
#[must_use]
pub fn categories(rules: &Ruleset) -> Vec<CategoryDocument> {
    let entry = |c: &rules::Category| CategoryDocument {
        id: c.id.clone(),
        title: c.title.clone(),
        present: c.present.clone(),
        not: c.not.clone(),
    };
    rules.categories.iter().map(entry).collect()
}

/// All detectors of a ruleset.
#[must_use]
pub fn detectors(rules: &Ruleset) -> Vec<DetectorDocument> {
    let entry = |d: &rules::Detector| DetectorDocument {
        id: d.id.clone(),
        category: rules.categories[usize::from(d.category)].id.clone(),
        title: d.title.clone(),
        reason: d.reason.clone(),
    };
    rules.detectors.iter().map(entry).collect()
}

fn summary(policy: &rules::Policy) -> PolicySummary {
    PolicySummary {
        id: policy.id.clone(),
        department: policy.department.clone(),
        place: policy.place.clone(),
        title: policy.title.clone(),
        short: policy.short.clone(),
        number: policy.number.clone(),
        effective: policy.effective.clone(),
        about: policy.about.clone(),
        link: policy.link.clone(),
    }
}

fn rule(rules: &Ruleset, rule: &rules::ClauseRule) -> ClauseRuleDocument {
    let harbours = |list: &[u16]| list.iter().map(|&h| rules.harbours[usize::from(h)].id.clone()).collect::<Vec<_>>();
    let mut categories: Vec<String> =
        rule.categories.iter().map(|&c| rules.categories[usize::from(c)].id.clone()).collect();
    categories.extend(harbours(&rule.harbours));
    ClauseRuleDocument {
        categories,
        modality: rule.modality,
        account: rule.account,
        roles: rule.roles.clone(),
        department_reference: rule.department_reference,
        unless: harbours(&rule.unless),
    }
}
