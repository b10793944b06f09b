//! What each policy says of each category, as it was read from the texts: the table in `clauses.tsv` beside the compiled
//! policies. A policy may say more than the table.

use std::collections::BTreeSet;

use clausemark::catalogue::{self, ClauseDocument, ClauseRuleDocument};
use clausemark::rules::Ruleset;
use clausemark::{Account, Modality, Role, builtin};

/// Lines of the table that a policy file differs from on purpose: policy, clause, reason.
const DIFFERING: [(&str, &str, &str); 2] = [
    (
        "lexington-27a",
        "B.9",
        "personal only: what is posted on duty from a department account is work; the table names no account",
    ),
    (
        "palacios-2-8",
        "IV.D.1",
        "no rule and no reminder: it frees covert accounts from rules that hold for official ones alone",
    ),
];

/// A line of the table.
struct Line<'t> {
    policy: &'t str,
    clause: &'t str,
    account: Option<Account>,
    roles: Vec<Role>,
    department_reference: bool,
    modality: Modality,
    categories: &'t str,
}

impl<'t> Line<'t> {
    fn read(line: &'t str) -> Self {
        let cells: Vec<&str> = line.split('\t').collect();
        let [policy, clause, applies, modality, categories] = cells[..] else { panic!("five cells: {line}") };
        let json = |name: &str| format!("\"{name}\"");
        let mut parts = applies.split('+');
        let account = parts.next().filter(|a| *a != "any").map(|a| serde_json::from_str(&json(a)).expect("an account"));
        let mut read = Self {
            policy,
            clause,
            account,
            roles: Vec::new(),
            department_reference: false,
            modality: serde_json::from_str(&json(modality)).expect("a modality"),
            categories,
        };
        for part in parts {
            match part {
                "dept-reference" => read.department_reference = true,
                role => read.roles.push(serde_json::from_str(&json(role)).expect("a role")),
            }
        }
        read
    }

    /// The categories and safe harbours that the line names, a * written out.
    fn categories(&self, rules: &Ruleset) -> Vec<String> {
        let named = |name: &str| -> Vec<String> {
            let Some(family) = name.strip_suffix('*') else { return vec![name.to_owned()] };
            rules.categories.iter().map(|c| c.id.clone()).filter(|id| id.starts_with(family)).collect()
        };
        self.categories.split(',').flat_map(named).collect()
    }

    /// Whether a rule makes of a category what the line says.
    fn fits(&self, rule: &ClauseRuleDocument, category: &str) -> bool {
        rule.categories.iter().any(|c| c == category)
            && rule.modality == self.modality
            && rule.account == self.account
            && rule.roles == self.roles
            && rule.department_reference == self.department_reference
    }

    /// What the line says and the clause does not.
    fn missing(&self, rules: &Ruleset, clause: &ClauseDocument) -> Vec<String> {
        if self.categories == "-" {
            return if clause.reminder.is_empty() { vec!["a reminder".into()] } else { Vec::new() };
        }
        let is_missing = |category: &String| !clause.rules.iter().any(|rule| self.fits(rule, category));
        self.categories(rules).into_iter().filter(is_missing).collect()
    }
}

#[test]
fn the_policies_say_what_was_read_in_their_texts() {
    let rules = builtin::rules();
    let lines: Vec<Line<'_>> =
        include_str!("clauses.tsv").lines().filter(|l| !l.starts_with('#')).skip(1).map(Line::read).collect();
    let in_table: BTreeSet<&str> = lines.iter().map(|l| l.policy).collect();
    let built_in: BTreeSet<&str> = rules.policies.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(in_table, built_in);
    let mut wrong = Vec::new();
    for line in &lines {
        let document = catalogue::policy(&rules, line.policy).expect("a built-in policy");
        let place = format!("{} {}", line.policy, line.clause);
        let Some(clause) = document.clauses.iter().find(|c| c.id == line.clause) else {
            wrong.push(format!("{place}: no such clause"));
            continue;
        };
        let missing = line.missing(&rules, clause);
        let is_meant = DIFFERING.iter().any(|d| (d.0, d.1) == (line.policy, line.clause));
        if missing.is_empty() && is_meant {
            wrong.push(format!("{place}: says what the table says, so it leaves DIFFERING"));
        } else if !missing.is_empty() && !is_meant {
            wrong.push(format!("{place}: lacks {:?} for {}", line.modality, missing.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} lines differ:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}
