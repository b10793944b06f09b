//! The same post under five policies: the table in `policy-table.tsv`, row by row.

use clausemark::compile::{SourceFile, compile_policy};
use clausemark::{Account, Checker, Context, Profile, Role, Settings, builtin, examples};

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

/// The strongest modality and its clause for a category, as the table writes it.
fn verdict(row: &Row<'_>, policy: &str) -> String {
    let mut profile: Profile = examples::example_profile();
    profile.writer.role = row.role;
    let settings = Settings { policy: policy.into(), profile, scorer: false, ..Settings::default() };
    let checker = Checker::new(settings).expect("a built-in policy");
    let findings = checker.check(row.post, Context { account: row.account });
    let Some(finding) = findings.iter().find(|f| f.category == row.category) else { return "silent".into() };
    let clause = &finding.clauses[0];
    let modality = serde_json::to_value(clause.modality).expect("a modality");
    format!("{} {}", modality.as_str().unwrap_or_default(), clause.clause)
}

#[test]
fn the_same_post_under_five_policies() {
    let table = include_str!("policy-table.tsv");
    let rows = rows(table);
    assert!(rows.len() >= 40);
    let mut wrong = Vec::new();
    for row in &rows {
        for (policy, expected) in &row.expected {
            let found = verdict(row, policy);
            // A safe harbour that a policy names is written `allowed` in the table; nothing is shown for it.
            let silent = *expected == "silent" || expected.starts_with("allowed");
            if if silent { found != "silent" } else { found != *expected } {
                wrong.push(format!("{} | {policy}: expected {expected}, found {found} | {}", row.category, row.post));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} cells differ:\n{}", wrong.len(), rows.len() * 5, wrong.join("\n"));
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
