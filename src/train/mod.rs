//! Trains the learned scorer from the corpus, and checks the corpus. Used by `cargo xtask train` and `cargo xtask corpus`.
//!
//! Deterministic to the bit: everything is summed in one order, the optimiser uses no randomness, and the only functions beyond
//! plain arithmetic are `ln` and `exp` of the `libm` crate, which are the same on every machine.

pub mod corpus;
pub mod fit;
pub mod report;
pub mod review;
pub mod trainer;
