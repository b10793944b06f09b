//! Standard output whose reader may have read enough, as with `| head`.

use std::io::{ErrorKind, Result, Stdout, Write};

/// Standard output. Once nobody reads it any more, what is written goes nowhere, so that the work ends with its own exit status.
#[derive(Debug)]
pub struct Output {
    to: Stdout,
    closed: bool,
}

impl Output {
    /// Standard output, as long as somebody reads it.
    pub fn new() -> Self {
        Self { to: std::io::stdout(), closed: false }
    }

    /// Whether its reader has gone: what waits for more input needn't.
    pub fn closed(&self) -> bool {
        self.closed
    }

    fn unless_closed<T>(&mut self, done: Result<T>, instead: T) -> Result<T> {
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(instead)
            }
            done => done,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let done = if self.closed { Ok(bytes.len()) } else { self.to.write(bytes) };
        self.unless_closed(done, bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        let done = if self.closed { Ok(()) } else { self.to.flush() };
        self.unless_closed(done, ())
    }
}
