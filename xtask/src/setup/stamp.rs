//! Stamps: small files in `.tools/stamps` that hold what a step was done for.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::project::Project;

/// The stamp of one step.
pub struct Stamp {
    path: PathBuf,
    wanted: String,
}

impl Stamp {
    /// A stamp that is good as long as `wanted` (versions, the hash of a lock file) stays the same.
    pub fn new(project: &Project, name: &str, wanted: String) -> Self {
        Self { path: project.tools("stamps").join(name), wanted }
    }

    /// True if the step was done for just this.
    pub fn is_good(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|found| found == self.wanted)
    }

    /// Notes that the step is done.
    pub fn set(&self) -> Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.path, &self.wanted).with_context(|| format!("can't write the stamp {}", self.path.display()))
    }
}

/// A hash (FNV-1a) that tells one state of a file from the next; it guards against nobody.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn hash_is_fnv_1a() {
        assert_eq!(hash(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
