//! Policy files: from clauses as written to clauses with numbers for categories and safe harbours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use miette::NamedSource;

use super::error::{Problem, Problems};
use super::files::{ClauseRuleEntry, PolicyFile, Text};
use super::read::{SourceFile, parse};
use crate::finding::Modality;
use crate::rules::{Clause, ClauseRule, Policy, Ruleset};
use crate::settings::Account;

/// Numbers of categories and safe harbours by id.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Categories.
    pub categories: BTreeMap<String, u8>,
    /// Safe harbours.
    pub harbours: BTreeMap<String, u16>,
}

impl Names {
    /// The names that a ruleset knows.
    #[must_use]
    pub fn of(rules: &Ruleset) -> Self {
        Self {
            categories: rules.categories.iter().enumerate().map(|(i, c)| (c.id.clone(), i as u8)).collect(),
            harbours: rules.harbours.iter().enumerate().map(|(i, h)| (h.id.clone(), i as u16)).collect(),
        }
    }

    /// Categories that a name or a family such as `conf.*` stands for; empty if there are none.
    #[must_use]
    pub fn expand(&self, name: &str) -> Vec<u8> {
        match name.strip_suffix('*') {
            Some(family) => self.categories.iter().filter(|(k, _)| k.starts_with(family)).map(|(_, &n)| n).collect(),
            None => self.categories.get(name).copied().into_iter().collect(),
        }
    }
}

/// Compiles a policy author's own file against the categories and safe harbours of a ruleset.
///
/// # Errors
/// Everything that is wrong with the file.
pub fn compile_policy(file: &SourceFile, rules: &Ruleset) -> Result<Policy, Problems> {
    let mut problems = Vec::new();
    let policy = policy(file, &Names::of(rules), &mut problems);
    match policy {
        Some(policy) if problems.is_empty() => Ok(policy),
        _ => Err(Problems(problems)),
    }
}

/// Reads one policy file; what is wrong is added to `problems`.
pub(super) fn policy(file: &SourceFile, names: &Names, problems: &mut Vec<Problem>) -> Option<Policy> {
    let source = file.named();
    let read: PolicyFile = parse(&source, problems)?;
    if read.id.get_ref() != file.stem() {
        problems.push(Problem::new(
            &source,
            read.id.span(),
            format!("id '{}' is not the file's name '{}'", read.id.get_ref(), file.stem()),
        ));
    }
    let ids: BTreeSet<&str> = read.clause.iter().map(|c| c.id.get_ref().as_str()).collect();
    let mut seen = BTreeSet::new();
    for clause in &read.clause {
        let id = clause.id.get_ref();
        if !seen.insert(id.as_str()) {
            problems.push(Problem::new(&source, clause.id.span(), format!("clause '{id}' stands here a second time")));
        }
        if let Some((parent, _)) = id.rsplit_once('.').filter(|(p, _)| !ids.contains(p)) {
            problems.push(
                Problem::new(&source, clause.id.span(), format!("clause '{id}' has no parent '{parent}'"))
                    .help("every clause stands under the one whose number begins it; add the heading above"),
            );
        }
    }
    let clauses = read
        .clause
        .into_iter()
        .map(|c| Clause {
            rules: c.rule.iter().filter_map(|r| rule(&source, r, names, problems)).collect(),
            id: c.id.into_inner(),
            heading: c.heading,
            gist: c.gist,
            reminder: c.reminder,
        })
        .collect();
    Some(Policy {
        id: read.id.into_inner(),
        department: read.department,
        place: read.place,
        title: read.title,
        short: read.short,
        number: read.number,
        effective: read.effective,
        about: read.about,
        link: read.link,
        clauses,
    })
}

fn rule(
    source: &Arc<NamedSource<String>>,
    entry: &ClauseRuleEntry,
    names: &Names,
    problems: &mut Vec<Problem>,
) -> Option<ClauseRule> {
    let mut wrong =
        |text: &Text, message: String, help: &str| problems.push(Problem::new(source, text.span(), message).help(help));
    let mut out = ClauseRule {
        categories: Vec::new(),
        harbours: Vec::new(),
        modality: entry.modality,
        account: None,
        roles: entry.roles.clone(),
        department_reference: false,
        unless: Vec::new(),
    };
    for name in &entry.categories {
        if let Some(&harbour) = names.harbours.get(name.get_ref()) {
            out.harbours.push(harbour);
            if entry.modality != Modality::Allowed {
                wrong(
                    name,
                    format!("'{}' is a safe harbour, so the modality is \"allowed\"", name.get_ref()),
                    "put it in a rule of its own",
                );
            }
            continue;
        }
        let found = names.expand(name.get_ref());
        if found.is_empty() {
            wrong(
                name,
                format!("no category is named '{}'", name.get_ref()),
                "clausemark rules list --categories shows them",
            );
        }
        out.categories.extend(found);
    }
    if let Some(account) = &entry.account {
        out.account = match account.get_ref().as_str() {
            "any" => None,
            "personal" => Some(Account::Personal),
            "official" => Some(Account::Official),
            "covert" => Some(Account::Covert),
            other => {
                wrong(account, format!("no account is named '{other}'"), "personal, official, covert or any");
                None
            }
        };
    }
    if let Some(when) = &entry.when {
        out.department_reference = when.get_ref() == "department-reference";
        if !out.department_reference {
            wrong(when, format!("no condition is named '{}'", when.get_ref()), "department-reference");
        }
    }
    for name in &entry.unless {
        match names.harbours.get(name.get_ref()) {
            Some(&harbour) => out.unless.push(harbour),
            None => wrong(
                name,
                format!("no safe harbour is named '{}'", name.get_ref()),
                "safe.concerted, safe.public-concern, safe.released, safe.permission",
            ),
        }
    }
    Some(out)
}
