//! The texts to measure on.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Everyday posts, and the words that people use in posts.
#[derive(Debug)]
pub struct Texts {
    /// Where the posts are from.
    pub from: String,
    /// The posts.
    pub posts: Vec<String>,
    /// Words of the training corpus with their number, by word.
    pub vocabulary: BTreeMap<String, u32>,
}

impl Texts {
    /// The texts of `--texts FILE`, one a line, else the corpus's own everyday posts.
    pub fn load(mut arguments: impl Iterator<Item = String>) -> Self {
        let named = arguments.find(|a| a == "--texts").and_then(|_| arguments.next());
        let corpus = corpus();
        let mut vocabulary = BTreeMap::new();
        for (_, text) in &corpus {
            for word in text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| (3..=14).contains(&w.len())) {
                *vocabulary.entry(word.to_ascii_lowercase()).or_insert(0) += 1;
            }
        }
        let (from, posts) = match named {
            Some(file) => {
                let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{file} can't be read: {e}"));
                (file, text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
            }
            None => {
                let everyday = |file: &str| ["day-", "feed-", "tl-"].iter().any(|kind| file.starts_with(kind));
                let posts = corpus.into_iter().filter(|(file, _)| everyday(file)).map(|(_, text)| text).collect();
                ("everyday posts of rules/corpus".to_owned(), posts)
            }
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
