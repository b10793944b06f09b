//! The same post under five policies: the table in `policy-table.tsv`, row by row.

use clausemark::catalogue::{self, ClauseRuleDocument};
use clausemark::compile::{SourceFile, compile_policy};
use clausemark::{Account, Checker, Context, Finding, Modality, Profile, Role, Settings, builtin, examples};

struct Row<'t> {
    post: &'t str,
    account: Account,
    role: Role,
    category: &'t str,
    expected: Vec<(&'t str, &'t str)>,
}

fn rows(table: &str) -> Vec<Row<'_>> {
    let mut lines = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let header: Vec<&str> = lines.next().expect("the table has a header").split('\t').collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), header.len(), "{line}");
            let json = |name: &str| format!("\"{name}\"");
            Row {
                post: cells[0],
                account: serde_json::from_str(&json(cells[1])).expect("an account"),
                role: serde_json::from_str(&json(cells[2])).expect("a role"),
                category: cells[3],
                expected: header[4..].iter().copied().zip(cells[4..].iter().copied()).collect(),
            }
        })
        .collect()
}

/// What is found in a row's post besides its category, and why that is so: how the post begins, the category, the reason. A row of
/// silence has none.
const EXTRAS: [(&str, &str, &str); 7] = [
    ("So Sgt. Hutchins got suspended", "id.coworker", "names whom it tells of"),
    ("Our felony-stop training day", "conf.call", "the engine's mistake: the stop is practised"),
    ("New profile picture", "id.recognition", "shows the face, too"),
    ("patrol selfie!", "id.insignia", "names the badge"),
    ("I do undercover narcotics buys", "conf.tactics", "tells how the work is done"),
    ("fuck yeah FPD softball", "speech.harassment", "the engine's mistake: the curse is meant as praise"),
    ("The city treasurer", "official.political", "asks for votes, too"),
];

/// What a check under a policy makes of a row: the strongest modality and its clause for the row's category, as the table writes it,
/// and the findings of other categories.
fn check(row: &Row<'_>, policy: &str) -> (String, Vec<Finding>) {
    let mut profile: Profile = examples::example_profile();
    profile.writer.role = row.role;
    let settings = Settings { policy: policy.into(), profile, scorer: false, ..Settings::default() };
    let checker = Checker::new(settings).expect("a built-in policy");
    let findings = checker.check(row.post, Context { account: row.account });
    let (own, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(|f| f.category == row.category);
    let verdict = match own.first().map(|f| &f.clauses[0]) {
        Some(clause) => {
            let modality = serde_json::to_value(clause.modality).expect("a modality");
            format!("{} {}", modality.as_str().unwrap_or_default(), clause.clause)
        }
        None if row.category.starts_with("safe.") => harbour(row, policy, &checker),
        None => "silent".into(),
    };
    (verdict, others)
}

/// What a policy says of the safe harbour that a row's post is in: nothing is shown for it, but a clause may name it.
fn harbour(row: &Row<'_>, policy: &str, checker: &Checker) -> String {
    let noticed = checker.explain(row.post, Context { account: row.account }).harbours;
    if !noticed.iter().any(|h| h.id == row.category) {
        return format!("no {}", row.category);
    }
    let document = catalogue::policy(checker.rules(), policy).expect("a built-in policy");
    let names = |rule: &ClauseRuleDocument| {
        rule.modality == Modality::Allowed
            && rule.account.is_none_or(|a| a == row.account)
            && (rule.roles.is_empty() || rule.roles.contains(&row.role))
            && rule.categories.iter().any(|c| c == row.category)
    };
    let clause = document.clauses.iter().find(|c| c.rules.iter().any(names));
    clause.map_or_else(|| "silent".into(), |c| format!("allowed {}", c.id))
}

#[test]
fn the_same_post_under_five_policies() {
    let table = include_str!("policy-table.tsv");
    let rows = rows(table);
    assert!(rows.len() >= 40);
    let mut wrong = Vec::new();
    let mut met = [false; EXTRAS.len()];
    for row in &rows {
        let is_silence = row.category == "-" || row.category.starts_with("safe.");
        for (policy, expected) in &row.expected {
            let (found, others) = check(row, policy);
            if found != *expected {
                wrong.push(format!("{} | {policy}: expected {expected}, found {found} | {}", row.category, row.post));
            }
            for finding in others {
                let known = EXTRAS.iter().position(|e| row.post.starts_with(e.0) && finding.category == e.1);
                match known {
                    Some(at) if !is_silence => met[at] = true,
                    _ => wrong.push(format!(
                        "{} | {policy}: {} is found besides, by {} in “{}” | {}",
                        row.category, finding.category, finding.detector, finding.evidence[0].text, row.post
                    )),
                }
            }
        }
    }
    let unmet = EXTRAS.iter().zip(met).filter(|(_, met)| !met);
    wrong.extend(unmet.map(|(e, _)| format!("{} is no longer found besides, so it leaves EXTRAS | {}", e.1, e.0)));
    assert!(wrong.is_empty(), "{} differences in {} cells:\n{}", wrong.len(), rows.len() * 5, wrong.join("\n"));
}

#[test]
fn the_worked_example_of_the_guide_compiles() {
    let text = include_str!("../docs/examples/small-town-4-2.toml").to_owned();
    let file = SourceFile { path: "small-town-4-2.toml".into(), text };
    let policy = compile_policy(&file, &builtin::rules()).expect("the example is right");
    assert_eq!(policy.clauses.len(), 8);
    let guide = include_str!("../docs/writing-a-policy.md");
    assert!(guide.contains(file.text.trim()), "the guide shows the example whole");
}
