//! Lines of progress with the time since the start.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

static START: OnceLock<Instant> = OnceLock::new();

/// Prints one line, led by the seconds since the first one.
pub fn say(line: impl AsRef<str>) {
    let elapsed = START.get_or_init(Instant::now).elapsed();
    println!("[{:>7}] {}", seconds(elapsed), line.as_ref());
}

/// A duration as a person reads it: `0.4 s`, `95 s`.
pub fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 10.0 { format!("{seconds:.1} s") } else { format!("{seconds:.0} s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_times_have_a_decimal() {
        assert_eq!(seconds(Duration::from_millis(440)), "0.4 s");
        assert_eq!(seconds(Duration::from_millis(95_400)), "95 s");
    }
}
