//! Tests of the command line, through the program itself.
//!
//! What they expect depends on the rules in `tests/rules-small` only. Long answers are compared with the files in
//! `tests/cli/snapshots`; `CLAUSEMARK_SNAPSHOTS=write cargo test --test cli` writes those anew, for a look at the diff.

mod check;
mod errors;
mod explain;
mod jsonl;
mod manual;
mod photo;
mod policies;
mod rules;
mod sarif;
mod schema;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the program answered.
#[derive(Debug)]
struct Answer {
    status: i32,
    out: String,
    err: String,
}

impl Answer {
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in {self:?}"))
    }
}

/// Rules and policy of most tests.
const SMALL: [&str; 4] = ["--rules", "rules-small", "--policy", "house-1"];

/// Runs the program in the folder `tests`.
fn run(args: &[&str], stdin: impl AsRef<[u8]>) -> Answer {
    run_with(args, stdin, &[])
}

/// Runs the program with environment variables.
fn run_with(args: &[&str], stdin: impl AsRef<[u8]>, env: &[(&str, &str)]) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausemark"))
        .args(args)
        .current_dir(tests())
        .env_remove("NO_COLOR")
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("standard input is a pipe");
    let bytes = stdin.as_ref().to_vec();
    // The program may end without reading it all.
    let writer = std::thread::spawn(move || drop(input.write_all(&bytes)));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    Answer {
        status: output.status.code().expect("the program was not killed"),
        out: String::from_utf8(output.stdout).expect("standard output is text"),
        err: String::from_utf8(output.stderr).expect("standard error is text"),
    }
}

/// Runs the program with the small rules and policy.
fn small(command: &[&str], stdin: impl AsRef<[u8]>) -> Answer {
    run(&[command, &SMALL].concat(), stdin)
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// An empty folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Writes a file into a folder and tells its path.
fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file can be written");
    path.to_str().expect("the path is text").to_owned()
}

/// Compares a text with a file of the repository, or writes it there if asked to.
fn same_as_file(path: &Path, text: &str) {
    if std::env::var_os("CLAUSEMARK_SNAPSHOTS").is_some_and(|v| v == "write") {
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a snapshot can be written");
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let first = expected.lines().zip(text.lines()).position(|(a, b)| a != b);
    assert!(
        expected == text,
        "{} is not what the program answers, first in line {}; CLAUSEMARK_SNAPSHOTS=write cargo test --test cli writes it \
         anew\n\nanswer:\n{text}",
        path.display(),
        first.unwrap_or_else(|| expected.lines().count().min(text.lines().count())) + 1,
    );
}

fn snapshot(name: &str, text: &str) {
    same_as_file(&tests().join("cli/snapshots").join(name), text);
}
