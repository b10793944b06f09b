//! A progress bar for long input, on a terminal only.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter work gets no bar.
const PATIENCE: Duration = Duration::from_millis(400);

/// What is left to do, drawn on standard error.
#[derive(Debug)]
pub struct Progress {
    /// None where nobody would see it.
    bar: Option<ProgressBar>,
    begun: Instant,
    shown: bool,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Drafts, of a known number.
    Drafts,
    /// Bytes of input, of a known number.
    Bytes,
    /// Lines; nobody knows how many come.
    Lines,
}

impl Progress {
    /// A bar over `total` units.
    pub fn new(unit: Unit, total: u64) -> Self {
        // Rows and answers that run over the same terminal are progress enough.
        let seen = std::io::stderr().is_terminal() && (unit == Unit::Drafts || !std::io::stdout().is_terminal());
        let bar = seen.then(|| {
            let bar = if unit == Unit::Lines { ProgressBar::no_length() } else { ProgressBar::new(total) };
            let template = match unit {
                Unit::Drafts => "checking {wide_bar} {pos} of {len} drafts {eta:>4}",
                Unit::Bytes => "checking {wide_bar} {bytes} of {total_bytes} {eta:>4}",
                Unit::Lines => "checking {spinner} {pos} drafts, {per_sec}",
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_draw_target(ProgressDrawTarget::hidden());
            bar
        });
        Self { bar, begun: Instant::now(), shown: false }
    }

    /// Goes on by some units.
    pub fn advance(&mut self, units: u64) {
        let Some(bar) = &self.bar else { return };
        bar.inc(units);
        if !self.shown && self.begun.elapsed() > PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown = true;
        }
    }

    /// Does what writes to the terminal, with the bar out of the way.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) if self.shown => bar.suspend(write),
            _ => write(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
