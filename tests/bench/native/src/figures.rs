//! Taking turns, and the table of what came out.

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
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// A line of the table.
#[derive(Debug)]
pub struct Figure {
    name: String,
    measured: String,
    wanted: String,
    met: Option<bool>,
}

impl Figure {
    /// Something to know, with nothing wanted of it.
    pub fn note(name: &str, measured: String) -> Self {
        Self { name: name.to_owned(), measured, wanted: String::new(), met: None }
    }

    /// A figure that can't be taken, and why.
    pub fn missed(name: &str, why: String) -> Self {
        Self { name: name.to_owned(), measured: why, wanted: String::new(), met: Some(false) }
    }

    /// A figure that must not be smaller.
    pub fn at_least(name: &str, measured: f64, wanted: f64) -> Self {
        Self {
            name: name.to_owned(),
            measured: format!("{measured:.4}"),
            wanted: format!("≥ {wanted:.4}"),
            met: Some(measured >= wanted),
        }
    }

    /// A figure that must not be larger.
    pub fn at_most(name: &str, measured: f64, wanted: f64) -> Self {
        Self {
            name: name.to_owned(),
            measured: format!("{measured:.2}"),
            wanted: format!("≤ {wanted:.2}"),
            met: Some(measured <= wanted),
        }
    }
}

/// Prints the table; ends the process with status 1 if a figure is missed.
pub fn print(figures: &[Figure]) {
    println!("\n{:<46} {:>34} {:>12}", "figure", "measured", "wanted");
    for figure in figures {
        let met = figure.met.map_or("", |met| if met { "met" } else { "NOT MET" });
        println!("{:<46} {:>34} {:>12}  {met}", figure.name, figure.measured, figure.wanted);
    }
    if figures.iter().any(|f| f.met == Some(false)) {
        std::process::exit(1);
    }
}
