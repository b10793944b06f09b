//! Running other programs: quietly with signs of life, in the open, or for their answer.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::progress::{say, seconds};
use crate::project::Project;

/// How long a quiet step may be silent before it says what it is doing.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How much of a failed step's output is shown.
const SHOWN: usize = 20;

/// A step of set-up: its output goes to a log in `.tools/logs`, its progress to the screen.
pub struct Step<'a> {
    /// What is being set up, in a few words.
    pub name: &'a str,
    /// What the user can do when it fails.
    pub advice: &'a str,
    /// When to give up on it.
    pub limit: Duration,
}

impl Step<'_> {
    /// Runs the command and reports how it went; an error holds the end of the log and the advice.
    pub fn run(&self, project: &Project, mut command: Command) -> Result<()> {
        let started = Instant::now();
        let folder = project.tools("logs");
        fs::create_dir_all(&folder).context("can't make the folder .tools/logs")?;
        let file = self.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-") + ".log";
        let mut log = File::create(folder.join(&file))?;
        writeln!(log, "{command:?}")?;

        let (send, lines) = mpsc::channel();
        let mut child = command
            .stdin(Stdio::inherit())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| self.failure(&format!("can't start {:?}", command.get_program())))?;
        if let Some(out) = child.stdout.take() {
            forward(out, send.clone());
        }
        if let Some(err) = child.stderr.take() {
            forward(err, send.clone());
        }
        drop(send);

        let mut output: Vec<String> = Vec::new();
        let mut spoken = Instant::now();
        loop {
            match lines.recv_timeout(Duration::from_millis(500)) {
                Ok(line) => {
                    writeln!(log, "{line}")?;
                    output.push(line);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if spoken.elapsed() > HEARTBEAT {
                spoken = Instant::now();
                let doing = output.last().map_or("", |line| line.trim());
                say(format!("{}: {}", self.name, shortened(doing)));
            }
            if started.elapsed() > self.limit {
                // The step is over either way; a child that has just ended by itself is no error.
                let _ = child.kill();
                let _ = child.wait();
                bail!(self.failure(&format!("no end after {}", seconds(self.limit))));
            }
        }
        let status = child.wait()?;
        if !status.success() {
            bail!(self.failure(&format!(
                "{status}; from .tools/logs/{file}:\n    {}\n",
                telling_part(&output).join("\n    ")
            )));
        }
        say(format!("{}: done in {}", self.name, seconds(started.elapsed())));
        Ok(())
    }

    fn failure(&self, what: &str) -> String {
        format!("{} failed: {what}\nWhat to do: {}", self.name, self.advice)
    }
}

/// The counts of tests in a program's output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
}

/// Runs a command in the open and reads the counts of tests out of what it prints.
pub fn run_counting(mut command: Command) -> Result<(bool, Counts)> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("can't start {program}"))?;
    let mut counts = Counts::default();
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            counts.read(&line);
        }
    }
    Ok((child.wait()?.success(), counts))
}

/// Runs a command in the open; an ending other than success is an error.
pub fn run(mut command: Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("can't start {program}"))?;
    if !status.success() {
        bail!("{} failed ({status})", shown(&command));
    }
    Ok(())
}

/// What a command prints, without the blanks around it, or nothing if it can't be run or fails.
pub fn answer(mut command: Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| text.trim().to_owned())
}

impl Counts {
    /// Takes in one line of `cargo test` or of Node's test runner.
    fn read(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            for part in result.split(['.', ';']) {
                let mut words = part.split_whitespace();
                match (words.next().map(str::parse::<usize>), words.next()) {
                    (Some(Ok(count)), Some("passed")) => self.passed += count,
                    (Some(Ok(count)), Some("failed")) => self.failed += count,
                    _ => {}
                }
            }
        } else if let Some(result) = line.strip_prefix("# ").or(line.strip_prefix("ℹ ")) {
            match result.split_once(' ').map(|(k, n)| (k, n.trim().parse::<usize>())) {
                Some(("pass", Ok(count))) => self.passed += count,
                Some(("fail" | "cancelled", Ok(count))) => self.failed += count,
                _ => {}
            }
        }
    }
}

/// A command as one would type it.
fn shown(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

/// What follows the first mention of an error, since npm ends with pages of help; else the end.
fn telling_part(output: &[String]) -> &[String] {
    let last = output.len().saturating_sub(SHOWN);
    let first = output.iter().position(|line| line.to_lowercase().contains("error"));
    let start = first.map_or(last, |first| first.min(last));
    &output[start..output.len().min(start + SHOWN)]
}

fn shortened(line: &str) -> String {
    line.chars().take(90).collect()
}

fn forward(stream: impl std::io::Read + Send + 'static, lines: mpsc::Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            if lines.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                break;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_both_runners() {
        let mut counts = Counts::default();
        counts.read("test result: ok. 12 passed; 1 failed; 0 ignored; 0 measured");
        counts.read("# pass 3");
        counts.read("ℹ fail 2");
        counts.read("# Subtest: pass 7");
        let expected = Counts { passed: 15, failed: 3 };
        assert_eq!(counts, expected);
    }
}
