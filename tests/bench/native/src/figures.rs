//! Taking turns, and the figures that come out.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Times of two works that took turns.
#[derive(Debug)]
pub struct Times {
    /// Median of the first.
    pub first: Duration,
    /// Median of the second.
    pub second: Duration,
    ratio: f64,
}

impl Times {
    /// Median over the rounds of the first's time by the second's.
    pub fn first_by_second(&self) -> f64 {
        self.ratio
    }
}

/// Fewest and most rounds of a comparison, and the time after which the fewest are enough.
const ROUNDS: std::ops::RangeInclusive<usize> = 5..=15;
const ENOUGH: Duration = Duration::from_secs(20);

/// Runs two works in turns, after one round that only warms up.
pub fn compare(mut first: impl FnMut() -> usize, mut second: impl FnMut() -> usize) -> Times {
    black_box((first(), second()));
    let start = Instant::now();
    let mut times: Vec<(Duration, Duration)> = Vec::new();
    while times.len() < *ROUNDS.start() || (times.len() < *ROUNDS.end() && start.elapsed() < ENOUGH) {
        times.push((timed(&mut first), timed(&mut second)));
    }
    let mut ratios: Vec<f64> = times.iter().map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    let middle = times.len() / 2;
    times.sort_unstable();
    let first = times[middle].0;
    times.sort_unstable_by_key(|t| t.1);
    Times { first, second: times[middle].1, ratio: ratios[middle] }
}

fn timed(work: &mut impl FnMut() -> usize) -> Duration {
    let (spent, start) = (spent(), Instant::now());
    black_box(work());
    // Where the system tells it, the processor's time counts: what other processes take meanwhile is not in it.
    match (spent, self::spent()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed(),
    }
}

/// Processor time of this thread so far, as Linux tells it in nanoseconds.
fn spent() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

/// Something to know, with nothing wanted of it.
pub fn note(name: &str, measured: &str) {
    row(name, measured, "", "");
}

/// A figure that can't be taken, and why.
pub fn missed(name: &str, why: &str) {
    row(name, why, "", "not met");
}

/// A figure that must not be smaller.
pub fn at_least(name: &str, measured: f64, wanted: f64) {
    row(name, &format!("{measured:.4}"), &format!("≥ {wanted:.4}"), if measured >= wanted { "met" } else { "not met" });
}

/// A figure that must not be larger.
pub fn at_most(name: &str, measured: f64, wanted: f64) {
    row(name, &format!("{measured:.2}"), &format!("≤ {wanted:.2}"), if measured <= wanted { "met" } else { "not met" });
}

/// A line as `cargo xtask bench` reads it: a tab between the cells.
fn row(name: &str, measured: &str, wanted: &str, met: &str) {
    println!("{name}\t{measured}\t{wanted}\t{met}");
}
