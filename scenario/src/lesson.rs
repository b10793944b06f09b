//! Whether the checker finds what a scenario teaches, under a policy that it names.

use serde::Deserialize;

use super::{Judgement, ProblemKind, Scenario, ScenarioProblem};

/// What the checker finds of a scenario under one policy.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Checked {
    /// The policy's id.
    pub policy: String,
    /// In the post.
    pub post: Vec<Found>,
    /// In the better version.
    pub better: Vec<Found>,
}

/// A finding, as far as a lesson asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Found {
    /// What was found, such as `conf.call`.
    pub category: String,
    /// The clauses that it touches.
    pub clauses: Vec<FoundClause>,
}

/// A clause that a finding touches.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FoundClause {
    /// Its number.
    pub clause: String,
    /// What it makes of the finding, such as `prohibited`.
    pub modality: String,
}

/// Where the checker and a scenario disagree. A policy that the scenario doesn't teach is not asked about.
#[must_use]
pub fn lesson(scenario: &Scenario, checked: &Checked) -> Vec<ScenarioProblem> {
    let Checked { policy, post, better } = checked;
    let taught_here = scenario.verdict.iter().enumerate().find(|(_, verdict)| verdict.policies.contains(policy));
    let Some((at, verdict)) = taught_here else { return Vec::new() };
    let mut out = Vec::new();
    let mut add = |key: &str, kind, value: &str| {
        let problem = ScenarioProblem {
            scenario: scenario.id.clone(),
            key: if key == "better" { key.to_owned() } else { format!("verdict.{at}.{key}") },
            kind,
            value: value.to_owned(),
            policy: policy.clone(),
        };
        if !out.contains(&problem) {
            out.push(problem);
        }
    };
    let taught = |found: &&Found| verdict.categories.contains(&found.category);
    for category in &verdict.categories {
        if !post.iter().any(|found| found.category == *category) {
            add("categories", ProblemKind::NotFound, category);
        }
    }
    for found in post.iter().filter(|found| !taught(found)) {
        // Beside what is taught, a quiet mark does no harm; a solid one would be the lesson that the class sees.
        let is_solid = found.clauses.iter().any(|clause| clause.modality == "prohibited");
        if verdict.categories.is_empty() || is_solid {
            add("categories", ProblemKind::AlsoFound, &found.category);
        }
    }
    let touches =
        post.iter().filter(taught).any(|found| found.clauses.iter().any(|clause| clause.clause == verdict.clause));
    if verdict.judgement != Judgement::Fine && !verdict.clause.is_empty() && !touches {
        add("clause", ProblemKind::OtherClause, &verdict.clause);
    }
    for found in better.iter().filter(taught) {
        add("better", ProblemKind::StillFound, &found.category);
    }
    out
}
