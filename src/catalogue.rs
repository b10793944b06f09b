//! What there is to choose and to read: policies with their clauses, categories, detectors.

// The build script takes this file in by its path, and would look for the module beside it.
#[path = "catalogue/reminders.rs"]
mod reminders;

use serde::{Deserialize, Serialize};

use crate::finding::Modality;
use crate::policy_file;
use crate::rules::{self, Ruleset};
use crate::settings::{Account, Role};

pub use reminders::{Reminder, reminder_beside, reminder_of_day};

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

/// A clause of another policy that speaks of the same matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct RelatedClause {
    /// Id of the other policy.
    pub policy: String,
    /// Its short name.
    pub short: String,
    /// Number of the clause, as printed.
    pub clause: String,
    /// Heading.
    pub heading: String,
    /// The strongest that it makes of a shared matter.
    pub modality: Modality,
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

/// Most clauses of one other policy that [`related`] names.
const MOST_RELATED: usize = 2;

/// Clauses of the other policies that speak of the same categories or safe harbours as a clause: from each policy those that
/// share most with it and say least besides, policies in the order of the list. The policy may be one of an organisation's own.
/// Empty if it has no such clause, or if that makes nothing of any category.
///
/// # Errors
/// What in the policy doesn't fit the rules.
pub fn related(rules: &Ruleset, policy: &PolicyDocument, clause: &str) -> Result<Vec<RelatedClause>, String> {
    let here = policy_file::read(rules, policy)?;
    let matters = here.clauses.iter().find(|c| c.id == clause).map_or(0, clause_matters);
    let mut out = Vec::new();
    for other in rules.policies.iter().filter(|p| p.id != here.id) {
        // A few clauses at most are taken from some fifty: looking for each is less than sorting all.
        let mut taken: Vec<usize> = Vec::new();
        for _ in 0..MOST_RELATED {
            let free = other.clauses.iter().enumerate().filter(|(at, _)| !taken.contains(at));
            let best = free.filter_map(|(at, c)| Some((nearness(matters, c)?, std::cmp::Reverse(at)))).max();
            let Some(((_, modality), std::cmp::Reverse(at))) = best else { break };
            let c = &other.clauses[at];
            out.push(RelatedClause {
                policy: other.id.clone(),
                short: other.short.clone(),
                clause: c.id.clone(),
                heading: c.heading.clone(),
                modality,
            });
            taken.push(at);
        }
    }
    Ok(out)
}

/// How near a clause is to some matters, in thousandths of all that either speaks of, and the strongest that it makes of a shared
/// one; none if they share nothing.
fn nearness(matters: u128, clause: &rules::Clause) -> Option<(u32, Modality)> {
    let modality = clause.rules.iter().filter(|r| rule_matters(r) & matters != 0).map(|r| r.modality).max()?;
    let theirs = clause_matters(clause);
    Some(((theirs & matters).count_ones() * 1000 / (theirs | matters).count_ones(), modality))
}

/// What a rule is about, a bit each: categories by their numbers from below, safe harbours from above.
fn rule_matters(rule: &rules::ClauseRule) -> u128 {
    let bit = |number: u32| 1u128.checked_shl(number).unwrap_or(0);
    let categories = rule.categories.iter().fold(0, |all, &c| all | bit(u32::from(c)));
    rule.harbours.iter().fold(categories, |all, &h| all | bit(127u32.wrapping_sub(u32::from(h))))
}

fn clause_matters(clause: &rules::Clause) -> u128 {
    clause.rules.iter().fold(0, |all, rule| all | rule_matters(rule))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn related(rules: &Ruleset, policy: &PolicyDocument, clause: &str) -> Vec<RelatedClause> {
        super::related(rules, policy, clause).expect("the policy fits")
    }

    #[test]
    fn related_clauses_share_a_matter_and_stand_in_other_policies() {
        let rules = crate::builtin::rules();
        let lakewood = policy(&rules, "lakewood-pp-1069").expect("is there");
        let near = related(&rules, &lakewood, "3.2.6.1");
        assert!(near.iter().any(|c| c.policy == "model-26" && c.clause == "26.3.5"), "{near:?}");
        assert!(near.iter().all(|c| c.policy != "lakewood-pp-1069"));
        for policy in &rules.policies {
            assert!(near.iter().filter(|c| c.policy == policy.id).count() <= super::MOST_RELATED);
        }
    }

    #[test]
    fn a_clause_without_rules_and_one_that_there_is_not_have_none() {
        let rules = crate::builtin::rules();
        let lakewood = policy(&rules, "lakewood-pp-1069").expect("is there");
        assert!(related(&rules, &lakewood, "1").is_empty());
        assert!(related(&rules, &lakewood, "99").is_empty());
    }

    #[test]
    fn an_organisations_own_policy_has_kin_among_all_built_in_ones() {
        let rules = crate::builtin::rules();
        let mut own = policy(&rules, "lakewood-pp-1069").expect("is there");
        own.summary.id = "fairmont-7".into();
        let near = related(&rules, &own, "3.2.6.1");
        assert!(near.iter().any(|c| c.policy == "lakewood-pp-1069" && c.clause == "3.2.6.1"), "{near:?}");
        own.clauses[0].parent = "nowhere".into();
        assert!(super::related(&rules, &own, "3.2.6.1").is_err());
    }
}
