//! The protocol of `check --format jsonl`, which scripts rely on.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::{Answer, SMALL, folder, small, tests, write};

fn jsonl(input: impl AsRef<[u8]>) -> Answer {
    small(&["check", "--format", "jsonl"], input)
}

fn rows(answer: &Answer) -> Vec<Value> {
    answer.out.lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect()
}

#[test]
fn every_row_is_answered_in_order_with_its_id() {
    let input = "{\"id\":\"a\",\"text\":\"catnip\"}\n\
        {\"id\":7,\"text\":\"DOG-1234\",\"account\":\"official\",\"labels\":[\"other keys are not looked at\"]}\n\
        \n\
        {\"id\":{\"any\":[null]},\"text\":\"DOG-1234\",\"account\":null}";
    let answer = jsonl(input);
    assert_eq!((answer.status, answer.err.as_str()), (1, ""));
    let rows = rows(&answer);
    let ids: Vec<&Value> = rows.iter().map(|r| &r["id"]).collect();
    assert_eq!(ids, [&json!("a"), &json!(7), &json!({ "any": [null] })]);
    let categories: Vec<Vec<&str>> = rows
        .iter()
        .map(|r| r["findings"].as_array().expect("an array").iter().filter_map(|f| f["category"].as_str()).collect())
        .collect();
    assert_eq!(categories, [vec!["pets.cat"], vec!["pets.dog"], vec![]]);
    assert!(rows.iter().all(|r| r.as_object().is_some_and(|o| o.len() == 2)));
    // The findings are those of the other formats.
    let mut alone = small(&["check", "--format", "json"], "catnip").json()[0].clone();
    alone.as_object_mut().expect("an object").remove("file");
    assert_eq!(rows[0]["findings"], json!([alone]));
}

#[test]
fn no_finding_is_status_0() {
    let answer = jsonl("{\"id\":1,\"text\":\"tea\"}\r\n");
    assert_eq!((answer.status, answer.out.as_str()), (0, "{\"id\":1,\"findings\":[]}\n"));
    assert_eq!(jsonl("").status, 0);
    assert_eq!(jsonl("\u{feff}{\"id\":1,\"text\":\"tea\"}").status, 0);
}

#[test]
fn a_bad_line_is_named_and_the_others_are_answered() {
    let mut input =
        b"{\"id\":1,\"text\":\"tea\"}\nnot json\n{\"id\":2}\n\n{\"id\":3,\"text\":\"tea\",\"account\":\"king\"}\n"
            .to_vec();
    input.extend(b"{\"id\":4,\"text\":\"\xff\"}\n{\"id\":5,\"text\":5}\n[]\n{\"id\":6,\"text\":\"tea\"} more\n{\"id\":9,\"text\":\"tea\"}\n");
    let answer = jsonl(&input);
    assert_eq!(answer.status, 1);
    assert_eq!(answer.out, "{\"id\":1,\"findings\":[]}\n{\"id\":9,\"findings\":[]}\n");
    let named: Vec<&str> = answer.err.lines().filter_map(|l| l.split(',').next()).collect();
    assert_eq!(named, ["line 2", "line 3", "line 5", "line 6", "line 7", "line 8", "line 9"], "{}", answer.err);
    assert!(answer.err.contains("line 3, column 8: missing field `text`"), "{}", answer.err);
    assert!(
        answer.err.contains("unknown variant `king`, expected one of `personal`, `official`, `covert`"),
        "{}",
        answer.err
    );
}

#[test]
fn files_are_read_too_and_named_in_messages() {
    let folder = folder("jsonl-files");
    let one = write(&folder, "one.jsonl", "{\"id\":1,\"text\":\"tea\"}\nbad\n");
    let two = write(&folder, "two.jsonl", "{\"id\":2,\"text\":\"catnip\"}");
    let answer = small(&["check", "--format", "jsonl", &one, &two], "");
    assert_eq!(answer.status, 1);
    assert_eq!(rows(&answer).len(), 2);
    assert!(answer.err.starts_with(&format!("{one}: line 2, column 1: ")), "{}", answer.err);
    let answer = small(&["check", "--format", "jsonl", "gone.jsonl", &two], "");
    assert_eq!((answer.status, rows(&answer).len()), (2, 1), "{answer:?}");
    assert!(answer.err.contains("the file 'gone.jsonl' can't be read"), "{}", answer.err);
}

#[test]
fn a_row_is_answered_before_the_next_is_sent() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausemark"))
        .args(["check", "--format", "jsonl"])
        .args(SMALL)
        .current_dir(tests())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    for id in 0..3 {
        writeln!(input, "{{\"id\":{id},\"text\":\"tea\"}}").expect("the program reads");
        let mut line = String::new();
        output.read_line(&mut line).expect("the program answers");
        assert_eq!(line, format!("{{\"id\":{id},\"findings\":[]}}\n"));
    }
    drop(input);
    assert!(child.wait().expect("the program ends").success());
}

#[test]
fn there_is_no_progress_bar_in_a_pipe() {
    let input = "{\"id\":1,\"text\":\"tea and more tea, and a walk with the dog\"}\n".repeat(20_000);
    let answer = jsonl(&input);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    assert_eq!(answer.out.lines().count(), 20_000);
}
