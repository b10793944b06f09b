//! Whether scenarios are complete and name only what there is.

use serde::Deserialize;

use super::{Judgement, ProblemKind, Scenario, ScenarioProblem, Verdict};

/// What a scenario may name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Known {
    /// Policies with their clauses.
    pub policies: Vec<KnownPolicy>,
    /// Ids of categories.
    pub categories: Vec<String>,
    /// Names of accounts.
    pub accounts: Vec<String>,
    /// Names of roles.
    pub roles: Vec<String>,
}

/// A policy that a scenario may name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct KnownPolicy {
    /// Its id.
    pub id: String,
    /// Numbers of its clauses.
    pub clauses: Vec<String>,
}

/// Most characters of what is said in a line, in a paragraph, and in a post; what fits a projector and a handout.
const LINE: usize = 80;
const PARAGRAPH: usize = 600;
const POST: usize = 2000;

/// All that is wrong with the form of a set of scenarios, in the order in which they stand.
#[must_use]
pub fn form(known: &Known, scenarios: &[Scenario]) -> Vec<ScenarioProblem> {
    let mut out = Vec::new();
    for (at, scenario) in scenarios.iter().enumerate() {
        let usable = is_id(&scenario.id);
        let name = if usable { scenario.id.clone() } else { (at + 1).to_string() };
        let mut look = Look { known, name, out: &mut out };
        if scenario.id.is_empty() {
            look.add("id", ProblemKind::Missing, "");
        } else if !usable {
            look.add("id", ProblemKind::BadId, &scenario.id);
        } else if scenarios[..at].iter().any(|s| s.id == scenario.id) {
            look.add("id", ProblemKind::Double, &scenario.id);
        }
        look.texts(scenario);
        if !known.accounts.contains(&scenario.account) {
            look.add("account", ProblemKind::Unknown, &scenario.account);
        }
        if !known.roles.contains(&scenario.role) {
            look.add("role", ProblemKind::Unknown, &scenario.role);
        }
        look.pair(scenario, scenarios);
        if scenario.verdict.is_empty() {
            look.add("verdict", ProblemKind::Missing, "");
        }
        for at in 0..scenario.verdict.len() {
            look.verdict(&scenario.verdict, at);
        }
    }
    out
}

/// Whether an id is one: it is a part of addresses and file names.
fn is_id(id: &str) -> bool {
    let signs = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    signs && (1..=60).contains(&id.len())
}

struct Look<'a> {
    known: &'a Known,
    name: String,
    out: &'a mut Vec<ScenarioProblem>,
}

impl Look<'_> {
    fn add(&mut self, key: &str, kind: ProblemKind, value: &str) {
        self.out.push(ScenarioProblem {
            scenario: self.name.clone(),
            key: key.to_owned(),
            kind,
            value: value.to_owned(),
            policy: String::new(),
        });
    }

    fn texts(&mut self, s: &Scenario) {
        let needs_better = s.verdict.iter().any(|v| v.judgement != Judgement::Fine);
        let needed = [
            ("title", &s.title, LINE, true),
            ("situation", &s.situation, PARAGRAPH, true),
            ("post", &s.post, POST, true),
            ("teaches", &s.teaches, PARAGRAPH, true),
            ("better", &s.better, POST, needs_better),
            ("notes", &s.notes, PARAGRAPH, false),
        ];
        for (key, text, most, is_needed) in needed {
            if is_needed && text.trim().is_empty() {
                self.add(key, ProblemKind::Missing, "");
            } else if text.chars().count() > most {
                self.add(key, ProblemKind::TooLong, &most.to_string());
            }
        }
        if !needs_better && !s.better.is_empty() && !s.verdict.is_empty() {
            self.add("better", ProblemKind::NotNeeded, "");
        }
        let spanish = [
            ("title_es", &s.title_es, &s.title, LINE),
            ("situation_es", &s.situation_es, &s.situation, PARAGRAPH),
            ("teaches_es", &s.teaches_es, &s.teaches, PARAGRAPH),
            ("notes_es", &s.notes_es, &s.notes, PARAGRAPH),
        ];
        let is_translated = spanish.iter().any(|(_, text, ..)| !text.is_empty());
        for (key, text, english, most) in spanish {
            if is_translated && text.trim().is_empty() != english.trim().is_empty() {
                self.add(key, ProblemKind::HalfTranslated, "");
            } else if text.chars().count() > most {
                self.add(key, ProblemKind::TooLong, &most.to_string());
            }
        }
    }

    fn pair(&mut self, s: &Scenario, all: &[Scenario]) {
        if s.pair.is_empty() {
            return;
        }
        match all.iter().find(|other| other.id == s.pair && other.id != s.id) {
            None => self.add("pair", ProblemKind::Unknown, &s.pair),
            Some(other) if other.pair != s.id => self.add("pair", ProblemKind::OneSidedPair, &s.pair),
            Some(_) => {}
        }
    }

    fn verdict(&mut self, all: &[Verdict], at: usize) {
        let verdict = &all[at];
        let key = |name: &str| format!("verdict.{at}.{name}");
        if verdict.policies.is_empty() {
            self.add(&key("policies"), ProblemKind::Missing, "");
        }
        for (i, id) in verdict.policies.iter().enumerate() {
            let Some(policy) = self.known.policies.iter().find(|p| p.id == *id) else {
                self.add(&key("policies"), ProblemKind::Unknown, id);
                continue;
            };
            if verdict.policies[..i].contains(id) || all[..at].iter().any(|v| v.policies.contains(id)) {
                self.add(&key("policies"), ProblemKind::Double, id);
            }
            if !verdict.clause.is_empty() && !policy.clauses.contains(&verdict.clause) {
                self.add(&key("clause"), ProblemKind::Unknown, &verdict.clause);
            }
        }
        for id in &verdict.categories {
            if !self.known.categories.contains(id) {
                self.add(&key("categories"), ProblemKind::Unknown, id);
            }
        }
        if (verdict.judgement == Judgement::Fine) != verdict.categories.is_empty() {
            self.add(&key("judgement"), ProblemKind::JudgementDiffers, "");
        }
    }
}
