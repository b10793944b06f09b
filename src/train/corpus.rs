//! The training corpus: hand-written posts, one JSON object a line, one file a voice.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::settings::Account;

/// One post.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Id, such as `det-marlow-017`.
    pub id: String,
    /// Who wrote it: the file's name.
    pub voice: String,
    /// Where it would be posted.
    pub platform: String,
    /// From which account.
    pub account: Account,
    /// The text.
    pub text: String,
    /// Categories that a warning must show; empty for a fine post.
    pub labels: Vec<String>,
    /// Categories that it may show.
    pub may: Vec<String>,
    /// Why, in a few words.
    pub note: String,
}

impl Post {
    /// Whether it deserves a warning.
    #[must_use]
    pub fn is_flagged(&self) -> bool {
        !self.labels.is_empty()
    }

    /// Whether it is of a voice that has nothing to do with police work.
    #[must_use]
    pub fn is_everyday(&self) -> bool {
        ["day-", "feed-", "tl-"].iter().any(|p| self.voice.starts_with(p))
    }
}

/// Reads all `.jsonl` files of a folder, by name.
///
/// # Errors
/// A message for every bad line, with file and line.
pub fn read(folder: &Path) -> Result<Vec<Post>, String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    names.sort();
    let mut posts = Vec::new();
    let mut wrong = Vec::new();
    for path in names {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for (number, line) in text.lines().enumerate() {
            match serde_json::from_str::<Post>(line) {
                Ok(post) if post.voice == name => posts.push(post),
                Ok(post) => {
                    wrong.push(format!("{name}.jsonl:{}: voice '{}' is not the file's name", number + 1, post.voice))
                }
                Err(e) => wrong.push(format!("{name}.jsonl:{}: {e}", number + 1)),
            }
        }
    }
    if wrong.is_empty() { Ok(posts) } else { Err(wrong.join("\n")) }
}

/// Voices in folds of about equal size, so that no voice is both trained on and judged. Returns each post's fold.
#[must_use]
pub fn folds(posts: &[Post], count: usize) -> Vec<usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for post in posts {
        *sizes.entry(&post.voice).or_default() += 1;
    }
    let flagged = |voice: &str| posts.iter().filter(|p| p.voice == voice && p.is_flagged()).count();
    let mut voices: Vec<(&str, usize)> = sizes.into_iter().collect();
    voices.sort_by_key(|&(voice, size)| (std::cmp::Reverse(flagged(voice)), std::cmp::Reverse(size), voice));
    let mut load = vec![0; count];
    let mut fold_of = BTreeMap::new();
    for (i, (voice, size)) in voices.iter().enumerate() {
        // Flagged voices in turn, so that every fold has its share of them; the rest where there is room.
        let fold = if flagged(voice) > 0 { i % count } else { (0..count).min_by_key(|&f| load[f]).unwrap_or(0) };
        load[fold] += size;
        fold_of.insert(*voice, fold);
    }
    posts.iter().map(|p| fold_of[p.voice.as_str()]).collect()
}
