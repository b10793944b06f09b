//! Help, completions and manual pages.

use crate::{folder, run, tests};

/// All commands of the program.
const COMMANDS: [&[&str]; 17] = [
    &["check"],
    &["explain"],
    &["rules"],
    &["rules", "lint"],
    &["rules", "test"],
    &["rules", "list"],
    &["rules", "show"],
    &["rules", "new"],
    &["rules", "schema"],
    &["policies", "list"],
    &["policies", "show"],
    &["policies", "coverage"],
    &["policies", "pack"],
    &["policies", "match"],
    &["photo"],
    &["completions"],
    &["man"],
];

#[test]
fn every_command_has_help_with_examples() {
    for command in COMMANDS {
        let answer = run(&[command, &["--help"]].concat(), "");
        assert_eq!(answer.status, 0, "{command:?}");
        let example = format!("\n  clausemark {}", command[0]);
        let (_, examples) = answer.out.split_once("Examples:").unwrap_or_else(|| panic!("no examples for {command:?}"));
        assert!(
            examples.contains(&example) || examples.contains(&format!("| clausemark {}", command[0])),
            "{command:?}: {examples}"
        );
    }
    assert!(run(&["--help"], "").out.contains("Exit status: 0 nothing found"));
    assert!(run(&["--version"], "").out.starts_with("clausemark "));
}

#[test]
fn the_page_on_the_command_line_tells_of_every_command_and_option() {
    let page = std::fs::read_to_string(tests().join("../docs/command-line.md")).expect("the page is there");
    for command in COMMANDS {
        let name = command.join(" ");
        assert!(page.contains(&format!("clausemark {name}")), "docs/command-line.md does not tell of '{name}'");
        let help = run(&[command, &["--help"]].concat(), "").out;
        for option in
            help.lines().filter_map(|l| l.trim().strip_prefix("--")).map(|l| l.split([' ', ',']).next().unwrap_or(""))
        {
            assert!(
                page.contains(&format!("--{option}")),
                "docs/command-line.md does not tell of --{option} of '{name}'"
            );
        }
    }
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let answer = run(&["completions", shell], "");
        assert_eq!((answer.status, answer.err.as_str()), (0, ""), "{shell}");
        assert!(["coverage", "explain", "no-scorer"].iter().all(|word| answer.out.contains(word)), "{shell}");
    }
    assert_eq!(run(&["completions", "csh"], "").status, 2);
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let answer = run(&["man"], "");
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    assert!(answer.out.contains(".TH clausemark 1"), "{}", answer.out);
    let coverage = run(&["man", "policies", "coverage"], "").out;
    assert!(coverage.contains(".TH clausemark-policies-coverage 1") && coverage.contains("jq"), "{coverage}");
    let folder = folder("man");
    assert_eq!(run(&["man", "--folder", folder.to_str().expect("text")], "").status, 0);
    for command in COMMANDS {
        assert!(folder.join(format!("clausemark-{}.1", command.join("-"))).is_file(), "{command:?}");
    }
    let answer = run(&["man", "chekc"], "");
    assert!(answer.status == 2 && answer.err.contains("there are check, explain"), "{answer:?}");
}
