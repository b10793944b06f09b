//! The built-in policies are covered: from an example of some detector a way leads to each category of each of their clauses.

use std::process::Command;

#[test]
fn each_built_in_policy_is_covered() {
    for id in ["lakewood-pp-1069", "lexington-27a", "lpd-pd17-0407", "model-26", "palacios-2-8"] {
        let output = Command::new(env!("CARGO_BIN_EXE_clausemark"))
            .args(["policies", "coverage", id])
            .output()
            .expect("the program starts");
        let answer = String::from_utf8_lossy(&output.stdout);
        let missing: Vec<&str> = answer.lines().filter(|line| line.contains("missing")).collect();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{id}: {}\n{errors}", missing.join("\n"));
    }
}
