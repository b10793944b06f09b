//! A policy that comes as data and not with the rules, such as an organisation hands its staff in one setting.
//!
//! It has the form in which policies are shown ([`PolicyDocument`]), so what `clausemark policies pack` prints can be read by
//! people, too. The rule compiler has said everything about it to its author; here it is only made sure that it fits the rules of
//! this version, whose categories may have changed since.

use std::collections::HashMap;

use crate::catalogue::{ClauseRuleDocument, PolicyDocument};
use crate::finding::Modality;
use crate::rules::{Clause, ClauseRule, Policy, Ruleset};

/// The policy in a document.
///
/// # Errors
/// What doesn't fit the rules: the key, such as `clauses[3].rules[0].categories[1]`, and why.
pub fn read(rules: &Ruleset, document: &PolicyDocument) -> Result<Policy, String> {
    let names = Names::of(rules);
    let summary = &document.summary;
    if summary.id.is_empty() || summary.id == "none" {
        return Err(format!("summary.id: '{}' can't be the id of a policy", summary.id));
    }
    let mut clauses: Vec<Clause> = Vec::with_capacity(document.clauses.len());
    for (i, clause) in document.clauses.iter().enumerate() {
        let key = format!("clauses[{i}]");
        if clauses.iter().any(|c| c.id == clause.id) {
            return Err(format!("{key}.id: clause '{}' stands here a second time", clause.id));
        }
        let parent = clause.id.rsplit_once('.').map_or("", |(parent, _)| parent);
        if clause.parent != parent || clause.depth as usize != clause.id.matches('.').count() {
            return Err(format!("{key}.parent: clause '{}' stands under '{parent}'", clause.id));
        }
        let read = |(j, r)| names.rule(r).map_err(|wrong| format!("{key}.rules[{j}].{wrong}"));
        clauses.push(Clause {
            id: clause.id.clone(),
            heading: clause.heading.clone(),
            gist: clause.gist.clone(),
            reminder: clause.reminder.clone(),
            rules: clause.rules.iter().enumerate().map(read).collect::<Result<_, _>>()?,
        });
    }
    Ok(Policy {
        id: summary.id.clone(),
        department: summary.department.clone(),
        place: summary.place.clone(),
        title: summary.title.clone(),
        short: summary.short.clone(),
        number: summary.number.clone(),
        effective: summary.effective.clone(),
        about: summary.about.clone(),
        link: summary.link.clone(),
        clauses,
    })
}

/// Numbers of categories and safe harbours by id.
struct Names<'a> {
    categories: HashMap<&'a str, u8>,
    harbours: HashMap<&'a str, u16>,
}

impl<'a> Names<'a> {
    fn of(rules: &'a Ruleset) -> Self {
        Self {
            categories: rules.categories.iter().enumerate().map(|(i, c)| (c.id.as_str(), i as u8)).collect(),
            harbours: rules.harbours.iter().enumerate().map(|(i, h)| (h.id.as_str(), i as u16)).collect(),
        }
    }

    fn rule(&self, rule: &ClauseRuleDocument) -> Result<ClauseRule, String> {
        let (mut categories, mut harbours) = (Vec::new(), Vec::new());
        for (i, name) in rule.categories.iter().enumerate() {
            match (self.categories.get(name.as_str()), self.harbours.get(name.as_str())) {
                (Some(&category), _) => categories.push(category),
                (None, Some(&harbour)) if rule.modality == Modality::Allowed => harbours.push(harbour),
                (None, Some(_)) => return Err(format!("modality: '{name}' is a safe harbour, so it is 'allowed'")),
                (None, None) => return Err(format!("categories[{i}]: there is no category '{name}'")),
            }
        }
        let harbour = |(i, name): (usize, &String)| {
            let found = self.harbours.get(name.as_str()).copied();
            found.ok_or_else(|| format!("unless[{i}]: there is no safe harbour '{name}'"))
        };
        Ok(ClauseRule {
            categories,
            harbours,
            modality: rule.modality,
            account: rule.account,
            roles: rule.roles.clone(),
            department_reference: rule.department_reference,
            unless: rule.unless.iter().enumerate().map(harbour).collect::<Result<_, _>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checker, Context, Settings, builtin, catalogue};

    fn own() -> PolicyDocument {
        let mut document = catalogue::policy(&builtin::rules(), "lakewood-pp-1069").expect("it is built in");
        document.summary.id = "fairmont-7".into();
        document
    }

    fn wrong(spoil: impl FnOnce(&mut PolicyDocument)) -> String {
        let mut document = own();
        spoil(&mut document);
        read(&builtin::rules(), &document).expect_err("it was taken")
    }

    #[test]
    fn every_built_in_policy_survives_the_way_out_and_in() {
        let rules = builtin::rules();
        for policy in &rules.policies {
            let document = catalogue::document(&rules, policy);
            let back = read(&rules, &document).expect("it fits");
            assert_eq!(catalogue::document(&rules, &back), document);
        }
    }

    #[test]
    fn a_checker_takes_it_by_its_id() {
        let text = "well fuck it";
        let built_in = Checker::new(Settings { policy: "lakewood-pp-1069".into(), ..Settings::default() });
        let given = Settings { policy: "fairmont-7".into(), policy_file: Some(own()), ..Settings::default() };
        let found = |checker: Checker| {
            let findings = checker.check(text, Context::default());
            assert!(!findings.is_empty());
            findings.into_iter().map(|f| (f.start, f.modality, f.clauses.len())).collect::<Vec<_>>()
        };
        assert_eq!(found(Checker::new(given).expect("it fits")), found(built_in.expect("it is built in")));
    }

    #[test]
    fn what_does_not_fit_is_told_by_its_key() {
        let cases = [
            (wrong(|d| d.summary.id.clear()), "summary.id: "),
            (wrong(|d| d.clauses[2].id = "1".into()), "clauses[2].id: clause '1' stands here a second time"),
            (wrong(|d| d.clauses[3].parent.clear()), "clauses[3].parent: clause '3.1' stands under '3'"),
            (
                wrong(|d| d.clauses[3].rules[0].categories[1] = "conf.cal".into()),
                "clauses[3].rules[0].categories[1]: there is no category 'conf.cal'",
            ),
            (
                wrong(|d| d.clauses[3].rules[0].categories.push("safe.released".into())),
                "clauses[3].rules[0].modality: 'safe.released' is a safe harbour",
            ),
            (
                wrong(|d| d.clauses[3].rules[0].unless.push("safe.home".into())),
                "clauses[3].rules[0].unless[0]: there is no safe harbour 'safe.home'",
            ),
        ];
        for (said, expected) in cases {
            assert!(said.starts_with(expected), "{said}");
        }
    }
}
