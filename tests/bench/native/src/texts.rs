//! The texts to measure on.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Everyday posts, and the words that people use in posts.
#[derive(Debug)]
pub struct Texts {
    /// Where the posts are from.
    pub from: &'static str,
    /// The posts.
    pub posts: Vec<String>,
    /// Words of the training corpus with their number, by word.
    pub vocabulary: BTreeMap<String, u32>,
}

impl Texts {
    /// The everyday tweets where they lie beside the project, else the corpus's own everyday posts.
    pub fn load() -> Self {
        let corpus = corpus();
        let mut vocabulary = BTreeMap::new();
        for (_, text) in &corpus {
            for word in text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| (3..=14).contains(&w.len())) {
                *vocabulary.entry(word.to_ascii_lowercase()).or_insert(0) += 1;
            }
        }
        let tweets = fs::read_to_string("../shared/corpus/tweets-everyday-dev.txt").unwrap_or_default();
        let (from, posts) = if tweets.is_empty() {
            let everyday = |file: &str| ["day-", "feed-", "tl-"].iter().any(|kind| file.starts_with(kind));
            (
                "everyday posts of rules/corpus",
                corpus.into_iter().filter(|(file, _)| everyday(file)).map(|(_, text)| text).collect(),
            )
        } else {
            ("everyday tweets", tweets.lines().map(str::to_owned).collect())
        };
        Self { from, posts, vocabulary }
    }

    /// Length of all posts together.
    pub fn bytes(&self) -> usize {
        self.posts.iter().map(String::len).sum()
    }
}

/// Each post of the training corpus with the name of its file.
fn corpus() -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(Path::new("rules/corpus"))
        .expect("cargo runs this in the project")
        .flatten()
        .map(|e| e.path())
        .collect();
    files.sort();
    let mut out = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "jsonl")) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for line in fs::read_to_string(file).expect("the corpus can be read").lines() {
            let post: serde_json::Value = serde_json::from_str(line).expect("a post of the corpus is a JSON object");
            out.push((name.clone(), post["text"].as_str().unwrap_or_default().to_owned()));
        }
    }
    out
}
