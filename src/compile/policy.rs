//! Policy files: from clauses as written to clauses with numbers for categories and safe harbours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use miette::NamedSource;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::value::Datetime;

use super::error::{Problem, Problems, shown};
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
    /// Whether the list of categories can't be read: then nobody is blamed for naming one.
    pub unread: bool,
}

impl Names {
    /// The names that a ruleset knows.
    #[must_use]
    pub fn of(rules: &Ruleset) -> Self {
        Self {
            categories: rules.categories.iter().enumerate().map(|(i, c)| (c.id.clone(), i as u8)).collect(),
            harbours: rules.harbours.iter().enumerate().map(|(i, h)| (h.id.clone(), i as u16)).collect(),
            unread: false,
        }
    }

    /// Categories that a name or a family such as `conf.*` stands for; empty if there are none.
    #[must_use]
    pub fn expand(&self, name: &str) -> Vec<u8> {
        let in_family = |id: &str, family: &str| id.strip_prefix(family).is_some_and(|rest| rest.starts_with('.'));
        match name.strip_suffix(".*") {
            Some(family) => self.categories.iter().filter(|(id, _)| in_family(id, family)).map(|(_, &n)| n).collect(),
            None => self.categories.get(name).copied().into_iter().collect(),
        }
    }

    /// The safe harbours that there are, for whoever named another.
    fn known_harbours(&self) -> String {
        let known: Vec<&str> = self.harbours.keys().map(String::as_str).collect();
        if known.is_empty() { "these rules have none; leave it out".to_owned() } else { known.join(", ") }
    }
}

/// Compiles a policy author's own file against the categories and safe harbours of a ruleset.
///
/// # Errors
/// Everything that is wrong with the file.
pub fn compile_policy(file: &SourceFile, rules: &Ruleset) -> Result<Policy, Problems> {
    let mut problems = Vec::new();
    let source = file.named();
    let policy = parse::<PolicyFile>(&source, PolicyFile::KEYS, &mut problems).map(|read| {
        problems.extend(file.misnamed(&source, &read.id));
        policy(read, &source, &Names::of(rules), &mut problems)
    });
    match policy {
        Some(policy) if problems.is_empty() => Ok(policy),
        _ => Err(Problems::sorted(problems)),
    }
}

/// Makes a policy of what stands in its file; what is wrong is added to `problems`.
pub(super) fn policy(
    read: PolicyFile,
    source: &Arc<NamedSource<String>>,
    names: &Names,
    problems: &mut Vec<Problem>,
) -> Policy {
    head(&read, source, problems);
    let ids: BTreeSet<&str> = read.clause.iter().map(|c| c.id.get_ref().as_str()).collect();
    let mut seen = BTreeSet::new();
    for clause in &read.clause {
        let id = clause.id.get_ref();
        if !seen.insert(id.as_str()) {
            problems.push(Problem::new(source, clause.id.span(), format!("clause '{id}' stands here a second time")));
        }
        if let Some((parent, _)) = id.rsplit_once('.').filter(|(p, _)| !ids.contains(p)) {
            problems.push(
                Problem::new(source, clause.id.span(), format!("clause '{id}' has no parent '{parent}'"))
                    .help("every clause stands under the one whose number begins it; add the heading above"),
            );
        }
    }
    let clauses = read
        .clause
        .into_iter()
        .map(|c| Clause {
            rules: c.rule.iter().map(|r| rule(source, r, names, problems)).collect(),
            id: c.id.into_inner(),
            heading: c.heading,
            gist: c.gist,
            reminder: c.reminder,
        })
        .collect();
    Policy {
        id: read.id.into_inner(),
        department: read.department,
        place: read.place,
        title: read.title,
        short: read.short,
        number: read.number,
        effective: read.effective.into_inner(),
        about: read.about,
        link: read.link.into_inner(),
        clauses,
    }
}

/// Judges the keys at the top whose values other places rely on: pages show the date and the link, settings ask for the id.
fn head(read: &PolicyFile, source: &Arc<NamedSource<String>>, problems: &mut Vec<Problem>) {
    let mut wrong = |text: &Text, is: &str, help: &str| {
        let message = format!("'{}' {is}", shown(text.get_ref()));
        problems.push(Problem::new(source, text.span(), message).help(help));
    };
    if read.id.get_ref() == "none" {
        wrong(&read.id, "can't be the id of a policy", "where a policy is named, it stands for no policy at all");
    }
    let is_date = |text: &str| text.parse::<Datetime>().is_ok_and(|d| d.date.is_some() && d.time.is_none());
    let effective = read.effective.get_ref();
    if !effective.is_empty() && !is_date(effective) {
        wrong(&read.effective, "is no date", "write year-month-day, such as \"2024-03-01\", or leave it out");
    }
    let link = read.link.get_ref();
    if !link.is_empty() && !["https://", "http://"].iter().any(|scheme| link.starts_with(scheme)) {
        wrong(&read.link, "is no web address", "it begins with https:// or http://; leave it out if there is none");
    }
}

fn rule(
    source: &Arc<NamedSource<String>>,
    entry: &ClauseRuleEntry,
    names: &Names,
    problems: &mut Vec<Problem>,
) -> ClauseRule {
    let mut wrong =
        |text: &Text, message: String, help: &str| problems.push(Problem::new(source, text.span(), message).help(help));
    let modality = known::<Modality>(&entry.modality);
    if let Err(help) = &modality {
        wrong(&entry.modality, format!("no modality is named '{}'", entry.modality.get_ref()), help);
    }
    let mut out = ClauseRule {
        categories: Vec::new(),
        harbours: Vec::new(),
        modality: modality.as_ref().copied().unwrap_or(Modality::Allowed),
        account: None,
        roles: Vec::new(),
        department_reference: false,
        unless: Vec::new(),
    };
    for name in entry.categories.get_ref() {
        if let Some(&harbour) = names.harbours.get(name.get_ref()) {
            out.harbours.push(harbour);
            if out.modality != Modality::Allowed {
                wrong(
                    name,
                    format!("'{}' is a safe harbour, so the modality is \"allowed\"", name.get_ref()),
                    "put it in a rule of its own",
                );
            }
            continue;
        }
        let found = names.expand(name.get_ref());
        if found.is_empty() && !names.unread {
            wrong(
                name,
                format!("no category is named '{}'", name.get_ref()),
                "clausemark rules list --categories shows them; a whole family is written such as conf.*",
            );
        } else if modality == Ok(Modality::Allowed) && !names.unread {
            wrong(
                name,
                format!("'{}' is no safe harbour, so the modality is not \"allowed\"", name.get_ref()),
                "only safe harbours are allowed by a rule; what the policy does not speak of needs none",
            );
        }
        out.categories.extend(found);
    }
    for name in &entry.roles {
        match known(name) {
            Ok(role) => out.roles.push(role),
            Err(help) => wrong(name, format!("no role is named '{}'", name.get_ref()), &help),
        }
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
            None => wrong(name, format!("no safe harbour is named '{}'", name.get_ref()), &names.known_harbours()),
        }
    }
    if entry.categories.get_ref().is_empty() {
        let problem = Problem::new(source, entry.categories.span(), "this rule names no category");
        problems.push(problem.help("name one, or leave the rule out"));
    }
    out
}

/// What a name stands for, or the names that there are.
fn known<T: DeserializeOwned>(name: &Text) -> Result<T, String> {
    let name: StrDeserializer<'_, serde::de::value::Error> = name.get_ref().as_str().into_deserializer();
    T::deserialize(name).map_err(|error| {
        let message = error.to_string().replace('`', "");
        message.rsplit_once("expected ").map_or(message.clone(), |(_, names)| names.to_owned())
    })
}
