//! `clausemark check`: text, json, exit statuses, colours.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::{SMALL, folder, run, run_with, small, snapshot, tests, write};

const DRAFT: &str =
    "Good morning!\nI bought catnip for the cat, catnip tea for me, and a feather on a cord.\n\nNext: nothing.\n";

#[test]
fn findings_are_shown_as_compilers_do() {
    let answer = small(&["check"], DRAFT);
    assert_eq!((answer.status, answer.err.as_str()), (1, ""));
    snapshot("check.txt", &answer.out);
}

#[test]
fn a_long_line_is_cut_around_the_words() {
    let post = format!("{}and there was catnip {}", "word after word ".repeat(20), "and so on ".repeat(40));
    let answer = small(&["check"], post);
    assert!(answer.out.lines().all(|l| l.chars().count() <= 101), "{}", answer.out);
    let lines: Vec<&str> = answer.out.lines().collect();
    let before = |line: &str, what: &str| line.split_once(what).map(|(before, _)| before.chars().count());
    assert!(before(lines[3], "catnip").is_some(), "{}", answer.out);
    assert_eq!(before(lines[3], "catnip"), before(lines[4], "^^^^^^"), "{}", answer.out);
}

#[test]
fn nothing_found_is_status_0() {
    let answer = small(&["check"], "Good morning!");
    assert_eq!((answer.status, answer.out.as_str()), (0, "nothing found in 1 draft under House 1\n"));
    let answer = small(&["check", "--format", "json"], "Good morning!");
    assert_eq!((answer.status, answer.json()), (0, json!([])));
}

#[test]
fn the_status_stays_where_nobody_reads_the_answer() {
    for (format, input, status) in [
        ("text", "catnip", 1),
        ("text", "tea", 0),
        ("json", "catnip", 1),
        ("sarif", "catnip", 1),
        ("jsonl", "{\"id\":1,\"text\":\"catnip\"}\n", 1),
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_clausemark"))
            .args(["check", "--format", format])
            .args(SMALL)
            .current_dir(tests())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(input.as_bytes()).expect("the program reads");
        // Rows are no longer waited for, though more of them might come; a draft ends with its input.
        let open = (format == "jsonl").then_some(stdin);
        let answer = child.wait_with_output().expect("the program ends");
        drop(open);
        assert_eq!((answer.status.code(), answer.stderr.as_slice()), (Some(status), &b""[..]), "{format} {input}");
    }
}

#[test]
fn many_files_are_checked_and_a_missing_one_is_told() {
    let folder = folder("many-files");
    let one = write(&folder, "one.txt", "catnip");
    let two = write(&folder, "two.txt", "tea");
    let gone = folder.join("gone.txt");
    let answer = small(&["check", &one, gone.to_str().expect("text"), &two], "");
    assert_eq!(answer.status, 2);
    assert!(answer.out.contains(&format!("--> {one}:1:1")), "{}", answer.out);
    assert!(answer.out.ends_with("1 finding in 2 drafts under House 1: 1 prohibited, 1 clean\n"), "{}", answer.out);
    assert!(
        answer.err.starts_with("error: the draft '") && answer.err.contains("gone.txt' can't be read"),
        "{}",
        answer.err
    );
    let answer = small(&["check", folder.to_str().expect("text")], "");
    assert!(answer.status == 2 && answer.err.contains("is a folder"), "{answer:?}");
}

#[test]
fn json_holds_the_findings_as_the_crate_serialises_them() {
    let answer = small(&["check", "--format", "json"], "née 👮 catnip");
    assert_eq!(
        answer.json(),
        json!([{
            "file": "<stdin>",
            "category": "pets.cat",
            "confidence": "possible",
            "start": 7,
            "end": 13,
            "mark": 0,
            "detector": "cat-toy",
            "title": "Toy of a cat",
            "message": "This may show what a cat plays with.",
            "reason": "Cats like to keep their toys to themselves.",
            "advice": "Leave the toy out.",
            "evidence": [{ "start": 7, "end": 13, "text": "catnip", "detector": "cat-toy" }],
            "modality": "prohibited",
            "clauses": [{
                "policy": "house-1",
                "clause": "1.a",
                "modality": "prohibited",
                "title": "Cats",
                "gist": "You tell nothing of the cat.",
            }],
            "fixes": answer.json()[0]["fixes"],
            "dismissal": "",
        }])
    );
}

#[test]
fn policy_account_and_off_decide_what_is_shown() {
    let rules = ["--rules", "rules-small"];
    let check = |more: &[&str]| run(&[&["check", "--format", "json"], more, &rules].concat(), "catnip DOG-1234").json();
    let found = |more: &[&str]| -> Vec<String> {
        check(more)
            .as_array()
            .expect("an array")
            .iter()
            .map(|f| f["category"].as_str().unwrap_or("").to_owned())
            .collect()
    };
    assert_eq!(found(&["--policy", "none"]), ["pets.cat"]);
    assert_eq!(found(&["--policy", "none", "--account", "official"]), ["pets.cat", "pets.dog"]);
    assert_eq!(found(&["--policy", "none", "--account", "official", "--off", "cat-toy"]), ["pets.dog"]);
    assert_eq!(found(&["--policy", "none", "--account", "official", "--off", "pets.cat", "--off", "dog-tag"]), [""; 0]);
    assert_eq!(found(&["--policy", "house-2", "--account", "official"]), [""; 0]);
    // Rules without the model policy ask for none.
    assert_eq!(found(&[]), ["pets.cat"]);
    assert_eq!(check(&[])[0]["clauses"], json!([]));
}

#[test]
fn a_policy_file_is_named_by_its_path() {
    let by_path = run(&["check", "--rules", "rules-small", "--policy", "rules-small/policies/house-1.toml"], "catnip");
    assert_eq!(by_path.status, 1);
    assert_eq!(by_path.out, small(&["check"], "catnip").out);
    let known = "the known ones are house-1, house-2 or none";
    let unknown = run(&["check", "--rules", "rules-small", "--policy", "house-3"], "");
    assert!(
        unknown.status == 2 && unknown.err.contains("there is no policy 'house-3'") && unknown.err.contains(known),
        "{unknown:?}"
    );
}

#[test]
fn pipes_get_no_colours_and_no_color_is_respected() {
    let plain = small(&["check"], DRAFT);
    assert!(!plain.out.contains('\x1b'));
    let colored = small(&["check", "--color", "always"], DRAFT);
    assert!(colored.out.contains("\x1b["));
    let asked_not_to =
        run_with(&["check", "--rules", "rules-small", "--policy", "house-1"], DRAFT, &[("NO_COLOR", "1")]);
    assert_eq!(asked_not_to.out, plain.out);
    let unescaped: String = colored
        .out
        .split('\x1b')
        .enumerate()
        .map(|(i, s)| if i == 0 { s } else { s.split_once('m').map_or("", |(_, rest)| rest) })
        .collect();
    assert_eq!(unescaped, plain.out, "colours change nothing but colours");
    assert!(!small(&["check", "--color", "never", "no-such-file"], "").err.contains('\x1b'));
    assert!(small(&["check", "--color", "always", "no-such-file"], "").err.contains("\x1b["));
}

#[test]
fn a_draft_cannot_steer_the_terminal() {
    let answer = small(&["check", "--color", "never"], "\x1b[2J catnip \u{202e}txt\x07");
    assert_eq!(answer.status, 1);
    assert!(!answer.out.contains(['\x1b', '\u{202e}', '\x07']), "{:?}", answer.out);
}

#[test]
fn a_draft_may_be_any_text() {
    for bytes in [&b"\x80\xfe catnip \xff"[..], b"", b"\r\n\r\n", "\u{feff}catnip\r\n".as_bytes()] {
        for format in ["text", "json", "sarif"] {
            assert!(small(&["check", "--format", format], bytes).status < 2);
        }
    }
    let units = |order: fn(u16) -> [u8; 2]| "\u{feff}née 👮 catnip".encode_utf16().flat_map(order).collect::<Vec<u8>>();
    for (bytes, start) in [
        (units(u16::to_le_bytes), 7),
        (units(u16::to_be_bytes), 7),
        ("\u{feff}catnip".as_bytes().to_vec(), 0),
        ("catnip".as_bytes().to_vec(), 0),
    ] {
        let found = small(&["check", "--format", "json"], &bytes).json();
        let starts: Vec<_> = found.as_array().expect("an array").iter().map(|f| f["start"].as_u64()).collect();
        assert_eq!(starts, [Some(start)], "{bytes:?}");
    }
}

#[test]
fn what_is_no_text_is_refused_and_not_called_clean() {
    let folder = folder("no-text");
    for (name, bytes) in [
        ("post.docx", &b"PK\x03\x04\x14 catnip"[..]),
        ("post.pdf", b"%PDF-1.7 catnip"),
        ("utf-16-without-mark.txt", b"c\0a\0t\0n\0i\0p\0"),
        ("half-a-sign.txt", b"\xff\xfec\0a"),
    ] {
        let path = write(&folder, name, bytes);
        let answer = small(&["check", &path], "");
        assert_eq!((answer.status, answer.out.as_str()), (2, ""), "{name}");
        assert!(
            answer.err.contains(&format!("{name}' is not text")) && answer.err.contains("save it as plain text"),
            "{}",
            answer.err
        );
        assert_eq!(small(&["explain", &path], "").status, 2, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausemark"))
        .args(["rules", "list", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
