//! The command line, for policy authors and trainers.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
