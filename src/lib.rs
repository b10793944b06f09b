//! Marks words in a social-media draft that may break an employer's social-media policy, on the device.
//!
//! The crate decides, everything else shows: normalising, matching, weighing, policy look-up, suppression and fixes are here
//! and run the same in the browser (feature `wasm`), in the sandbox and in the command line (feature `cli`). It does no I/O and
//! has no clock; a text goes in, findings come out, nothing is kept.
//!
//! ```
//! use clausemark::{Checker, Context, Settings};
//!
//! let checker = Checker::new(Settings { policy: "lakewood-pp-1069".into(), ..Settings::default() })?;
//! for finding in checker.check("proud to wear the badge for Fairmont PD", Context::default()) {
//!     println!("{}..{} {}: {}", finding.start, finding.end, finding.category, finding.message);
//! }
//! # Ok::<(), clausemark::SettingsError>(())
//! ```

pub mod builtin;
pub mod catalogue;
#[cfg(feature = "compile")]
pub mod compile;
pub mod engine;
#[cfg(feature = "compile")]
pub mod examples;
pub mod finding;
pub mod policy_file;
pub mod rules;
pub mod scorer;
pub mod settings;
pub mod text;
#[cfg(feature = "train")]
pub mod train;
#[cfg(feature = "wasm")]
mod wasm;

pub use engine::checker::{Checker, SettingsError};
pub use engine::explain::{CuePoints, Explanation, HarbourNoticed, Hit, HitOutcome};
pub use engine::session::Session;
pub use finding::{ClauseRef, Confidence, Evidence, Finding, Fix, Modality};
pub use settings::{Account, Context, Department, Profile, Role, Settings, Writer};
