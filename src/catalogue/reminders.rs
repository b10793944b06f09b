//! What a policy asks for that no text can show: each day one thing of it, and what belongs beside a clause.

use serde::{Deserialize, Serialize};

use super::{ClauseDocument, PolicyDocument};
use crate::settings::Account;

/// What a clause asks for that no text can show, such as a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct Reminder {
    /// Number of the clause, as printed.
    pub clause: String,
    /// The reminder, in words of our own.
    pub words: String,
}

/// A policy's reminder for a day, given by its number: each day the next of those that fit the account, so that none is seen so
/// often that it is seen no more.
#[must_use]
pub fn reminder_of_day(policy: &PolicyDocument, account: Account, day: u32) -> Option<Reminder> {
    let fitting: Vec<_> = reminding(policy, account).collect();
    let at = (day as usize).checked_rem(fitting.len())?;
    Some(reminder(fitting[at]))
}

/// The reminder that belongs to a clause: its own, or else that of the clause above it, or the first of those right below it.
#[must_use]
pub fn reminder_beside(policy: &PolicyDocument, account: Account, clause: &str) -> Option<Reminder> {
    let here = policy.clauses.iter().find(|c| c.id == clause)?;
    let kin = reminding(policy, account).filter(|c| c.id == here.id || c.id == here.parent || c.parent == here.id);
    kin.min_by_key(|c| (c.id != here.id, c.id != here.parent)).map(reminder)
}

/// The clauses with a reminder that fits an account, in the order of the text.
fn reminding(policy: &PolicyDocument, account: Account) -> impl Iterator<Item = &ClauseDocument> {
    policy.clauses.iter().filter(move |c| !c.reminder.is_empty() && fits(policy, c, account))
}

/// A part of a policy is about an account, too, if one in so many of its rules holds there.
const ABOUT_ACCOUNT: usize = 3;

/// Whether a clause is for an account. One with a reminder often has no rule that would name one; then it is for those that the
/// nearest part of the policy around it is about.
fn fits(policy: &PolicyDocument, clause: &ClauseDocument, account: Account) -> bool {
    let mut part = clause.id.as_str();
    loop {
        let rules = || policy.clauses.iter().filter(move |c| is_within(&c.id, part)).flat_map(|c| &c.rules);
        let all = rules().count();
        let holding = rules().filter(|r| r.account.is_none_or(|a| a == account)).count();
        match part.rsplit_once('.') {
            Some((above, _)) if all == 0 => part = above,
            _ => return holding * ABOUT_ACCOUNT >= all,
        }
    }
}

/// Whether a clause is this part of a policy or stands under it, by their numbers.
fn is_within(clause: &str, part: &str) -> bool {
    clause.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn reminder(clause: &ClauseDocument) -> Reminder {
    Reminder { clause: clause.id.clone(), words: clause.reminder.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    /// Numbers of the clauses that remind on this account, over some days.
    fn days(policy: &PolicyDocument, account: Account) -> Vec<String> {
        (0..4).filter_map(|day| reminder_of_day(policy, account, day)).map(|r| r.clause).collect()
    }

    #[test]
    fn each_day_reminds_of_the_next_that_fits_the_account() {
        let rules = crate::builtin::rules();
        let lakewood = catalogue::policy(&rules, "lakewood-pp-1069").expect("is there");
        assert_eq!(days(&lakewood, Account::Personal), ["3.2.2", "3.2.4", "3.5.4", "3.2.2"]);
        assert_eq!(days(&lakewood, Account::Official), ["3.2.2", "3.2.4", "3.4.1", "3.2.2"]);
        // Of these clauses none names an account: what stands around them does.
        let lexington = catalogue::policy(&rules, "lexington-27a").expect("is there");
        assert_eq!(days(&lexington, Account::Personal), ["B.10"; 4]);
        assert_eq!(days(&lexington, Account::Official), ["B.10", "C.1.c.i.b", "C.1.c.iii", "B.10"]);
    }

    #[test]
    fn a_policy_without_reminders_reminds_of_nothing() {
        let rules = crate::builtin::rules();
        let mut own = catalogue::policy(&rules, "lakewood-pp-1069").expect("is there");
        for clause in &mut own.clauses {
            clause.reminder.clear();
        }
        assert_eq!(reminder_of_day(&own, Account::Personal, 20_000), None);
        assert_eq!(reminder_beside(&own, Account::Official, "3.4.1"), None);
    }

    #[test]
    fn beside_a_clause_stands_its_own_reminder_or_that_of_one_next_above_or_below() {
        let rules = crate::builtin::rules();
        let mut own = catalogue::policy(&rules, "lakewood-pp-1069").expect("is there");
        let beside = |own: &PolicyDocument, account, clause| reminder_beside(own, account, clause).map(|r| r.clause);
        assert_eq!(beside(&own, Account::Official, "3.4.1").as_deref(), Some("3.4.1"));
        assert_eq!(beside(&own, Account::Official, "3.4").as_deref(), Some("3.4.1"));
        assert_eq!(beside(&own, Account::Official, "3.4.2"), None);
        assert_eq!(beside(&own, Account::Official, "3"), None);
        assert_eq!(beside(&own, Account::Personal, "3.4.1"), None);
        own.clauses.iter_mut().find(|c| c.id == "3.5.3").expect("is there").reminder = "Ask first.".into();
        assert_eq!(beside(&own, Account::Personal, "3.5.3.3").as_deref(), Some("3.5.3"));
    }
}
