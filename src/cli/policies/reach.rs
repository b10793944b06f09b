//! What reaches the clauses of a policy: categories, their detectors, and examples that prove it.
//!
//! An example counts only if a check under the policy leads from it to the clause, with an account and a role for
//! which the rule holds: what is counted is the way that a writer's text takes.

use std::collections::HashMap;
use std::sync::Arc;

use clausemark::compile::{RuleInfo, RuleKind};
use clausemark::examples::example_profile;
use clausemark::rules::{ClauseRule, Policy, Ruleset};
use clausemark::{Account, Checker, Context, Modality, Role, Settings};
use serde::Serialize;

/// What reaches what in a policy.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// Id of the policy.
    pub policy: String,
    /// Clauses in the order of the text.
    pub clauses: Vec<ClauseCoverage>,
    /// All categories, in their order.
    pub categories: Vec<CategoryCoverage>,
    /// What a clause speaks of but no text would show; empty in a policy that is covered.
    pub gaps: Vec<String>,
}

/// What reaches a clause.
#[derive(Debug, Serialize)]
pub struct ClauseCoverage {
    /// Number as printed.
    pub clause: String,
    /// Heading.
    pub heading: String,
    /// Reminder for what no text can show, or empty.
    pub reminder: String,
    /// A row for each category and safe harbour of each rule.
    pub reached_by: Vec<Way>,
}

/// One way to a clause.
#[derive(Debug, Serialize)]
pub struct Way {
    /// A category or a safe harbour.
    pub id: String,
    /// What the clause makes of it.
    pub modality: Modality,
    /// Detectors of the category; empty for a safe harbour.
    pub detectors: Vec<String>,
    /// Examples that lead to the clause.
    pub examples: usize,
}

/// The clauses that speak of a category.
#[derive(Debug, Serialize)]
pub struct CategoryCoverage {
    /// The category.
    pub category: String,
    /// Number of its detectors.
    pub detectors: usize,
    /// Clauses that speak of it.
    pub clauses: Vec<String>,
}

/// A sentence that refers to the department of the examples' writer, for rules that ask for one.
const REFERENCE: &str = "I work for the Fairmont Police Department.";

impl Coverage {
    /// Follows every rule of a policy.
    pub fn new(rules: &Arc<Ruleset>, infos: &[RuleInfo], policy: &Policy) -> Self {
        let mut trials = Trials::new(rules, infos, policy);
        let mut gaps = Vec::new();
        let clauses: Vec<ClauseCoverage> = policy
            .clauses
            .iter()
            .map(|clause| ClauseCoverage {
                clause: clause.id.clone(),
                heading: clause.heading.clone(),
                reminder: clause.reminder.clone(),
                reached_by: clause.rules.iter().flat_map(|rule| trials.ways(&clause.id, rule, &mut gaps)).collect(),
            })
            .collect();
        let categories = rules
            .categories
            .iter()
            .enumerate()
            .map(|(number, category)| CategoryCoverage {
                category: category.id.clone(),
                detectors: rules.detectors.iter().filter(|d| usize::from(d.category) == number).count(),
                clauses: clauses
                    .iter()
                    .filter(|c| c.reached_by.iter().any(|w| w.id == category.id))
                    .map(|c| c.clause.clone())
                    .collect(),
            })
            .collect();
        Self { policy: policy.id.clone(), clauses, categories, gaps }
    }
}

/// An account, a role, and whether the department is referred to.
type Situation = (Account, Role, bool);

/// Categories that were found, each with the clauses that it led to.
type Led = Vec<(String, Vec<String>)>;

/// Checks of examples under a policy, each made once.
struct Trials<'a> {
    rules: &'a Arc<Ruleset>,
    infos: &'a [RuleInfo],
    policy: &'a Policy,
    checkers: HashMap<Role, Checker>,
    /// What was found, by situation and text.
    seen: HashMap<(Situation, &'a str), Led>,
}

impl<'a> Trials<'a> {
    fn new(rules: &'a Arc<Ruleset>, infos: &'a [RuleInfo], policy: &'a Policy) -> Self {
        Self { rules, infos, policy, checkers: HashMap::new(), seen: HashMap::new() }
    }

    /// The ways that a rule opens to its clause.
    fn ways(&mut self, clause: &str, rule: &ClauseRule, gaps: &mut Vec<String>) -> Vec<Way> {
        let mut out = Vec::new();
        let (mut silent, mut unled) = (Vec::new(), Vec::new());
        for &number in &rule.categories {
            let category = self.rules.categories[usize::from(number)].id.clone();
            let detectors: Vec<String> =
                self.rules.detectors.iter().filter(|d| d.category == number).map(|d| d.id.clone()).collect();
            let examples = self.examples(clause, rule, &category, &detectors);
            if detectors.is_empty() {
                silent.push(category.clone());
            } else if examples == 0 {
                unled.push(category.clone());
            }
            out.push(Way { id: category, modality: rule.modality, detectors, examples });
        }
        if !silent.is_empty() {
            gaps.push(format!("clause {clause}: no detector for {}", silent.join(", ")));
        }
        if !unled.is_empty() {
            gaps.push(format!("clause {clause}: no example leads here for {}", unled.join(", ")));
        }
        for &number in &rule.harbours {
            let id = self.rules.harbours[usize::from(number)].id.clone();
            let examples =
                self.infos.iter().filter(|i| i.kind == RuleKind::Harbour && i.id == id).map(|i| i.hit.len()).sum();
            out.push(Way { id, modality: rule.modality, detectors: Vec::new(), examples });
        }
        out
    }

    /// How many examples of a category's detectors lead to a clause.
    fn examples(&mut self, clause: &str, rule: &ClauseRule, category: &str, detectors: &[String]) -> usize {
        // What a clause allows is not a finding.
        let allowed = rule.modality == Modality::Allowed;
        let infos = self.infos;
        let texts =
            infos.iter().filter(|i| i.kind == RuleKind::Detector && detectors.contains(&i.id)).flat_map(|i| &i.hit);
        let accounts =
            rule.account.map_or_else(|| vec![Account::Personal, Account::Official, Account::Covert], |a| vec![a]);
        let role = rule.roles.first().copied().unwrap_or_default();
        texts
            .filter(|example| {
                accounts.iter().any(|&account| {
                    let found = self.check((account, role, rule.department_reference), &example.text);
                    found.iter().any(|(c, clauses)| c == category && (allowed || clauses.iter().any(|c| c == clause)))
                })
            })
            .count()
    }

    fn check(&mut self, situation: Situation, text: &'a str) -> &Led {
        let (account, role, reference) = situation;
        let (rules, policy) = (self.rules, self.policy);
        let checkers = &mut self.checkers;
        self.seen.entry((situation, text)).or_insert_with(|| {
            let checker = checkers.entry(role).or_insert_with(|| checker(rules, policy, role));
            let longer = format!("{text}\n\n{REFERENCE}");
            let findings = checker.check(if reference { &longer } else { text }, Context { account });
            findings.into_iter().map(|f| (f.category, f.clauses.into_iter().map(|c| c.clause).collect())).collect()
        })
    }
}

fn checker(rules: &Arc<Ruleset>, policy: &Policy, role: Role) -> Checker {
    let mut profile = example_profile();
    profile.writer.role = role;
    // The scorer is left out as in `rules test`: what the rules themselves reach is asked.
    let settings = Settings { profile, scorer: false, ..Settings::default() };
    Checker::with_policy(Arc::clone(rules), Some(policy.clone()), settings)
        .expect("nothing is switched off, so nothing can be unknown")
}
