//! Checks the corpus: form, balance, duplicates, and that nothing of the test sets is in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::corpus::Post;

/// What the corpus must hold.
pub const POSTS: usize = 7000;
/// Posts of each category.
pub const EACH: usize = 120;
/// Voices.
pub const VOICES: usize = 25;
/// Posts that have nothing to do with police work.
pub const EVERYDAY: usize = 2500;
/// Share of fine posts.
pub const FINE: f64 = 0.60;
/// Share of word runs that two posts may have in common.
const ALIKE: f64 = 0.6;

/// Everything that is wrong with the corpus.
#[must_use]
pub fn review(posts: &[Post], categories: &[String], outside: &[(String, String)]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut ids = BTreeSet::new();
    for post in posts {
        if !ids.insert(&post.id) {
            wrong.push(format!("{}: this id is used twice", post.id));
        }
        if post.text.trim().is_empty() {
            wrong.push(format!("{}: the text is empty", post.id));
        }
        for label in post.labels.iter().chain(&post.may).filter(|l| !categories.contains(l)) {
            wrong.push(format!("{}: no category is named '{label}'", post.id));
        }
        if post.labels.iter().any(|l| post.may.contains(l)) {
            wrong.push(format!("{}: a category is both a label and a may", post.id));
        }
    }
    balance(posts, categories, &mut wrong);
    twins(posts, outside, &mut wrong);
    duplicates(posts, outside, &mut wrong);
    wrong
}

/// Texts that are the same but for case and signs, whatever their length and labels.
fn twins(posts: &[Post], outside: &[(String, String)], wrong: &mut Vec<String>) {
    // A test set's greeting of two words may be anybody's.
    const CHANCE: usize = 3;
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for (id, text) in outside {
        let words = words(text);
        if words.len() >= CHANCE {
            known.insert(words.join(" "), id);
        }
    }
    for post in posts {
        if let Some(other) = known.insert(words(&post.text).join(" "), &post.id) {
            wrong.push(format!("{}: the text is that of {other}", post.id));
        }
    }
}

fn balance(posts: &[Post], categories: &[String], wrong: &mut Vec<String>) {
    let mut least = |what: &str, n: usize, least: usize| {
        if n < least {
            wrong.push(format!("{n} {what}, at least {least} are asked for"));
        }
    };
    least("posts", posts.len(), POSTS);
    least("voices", posts.iter().map(|p| &p.voice).collect::<BTreeSet<_>>().len(), VOICES);
    least("everyday posts", posts.iter().filter(|p| p.is_everyday()).count(), EVERYDAY);
    for category in categories {
        least(&format!("posts of {category}"), posts.iter().filter(|p| p.labels.contains(category)).count(), EACH);
    }
    let fine = posts.iter().filter(|p| !p.is_flagged()).count() as f64 / posts.len().max(1) as f64;
    if fine < FINE {
        wrong.push(format!(
            "{:.1} % of the posts are fine, at least {:.0} % are asked for",
            100.0 * fine,
            100.0 * FINE
        ));
    }
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let all = lower.split(|c: char| !c.is_alphanumeric() && c != '\'');
    // Signs and emoji alone are a text, too.
    let words: Vec<String> = all.filter(|w| !w.is_empty()).map(str::to_owned).collect();
    if words.is_empty() { vec![lower] } else { words }
}

/// Runs of four words; the whole text where it is shorter.
fn runs(text: &str) -> BTreeSet<String> {
    let words = words(text);
    if words.len() < 4 {
        return BTreeSet::from([words.join(" ")]);
    }
    words.windows(4).map(|w| w.join(" ")).collect()
}

fn duplicates(posts: &[Post], outside: &[(String, String)], wrong: &mut Vec<String>) {
    let all: Vec<(&str, BTreeSet<String>)> = posts
        .iter()
        .map(|p| (p.id.as_str(), runs(&p.text)))
        .chain(outside.iter().map(|(id, text)| (id.as_str(), runs(text))))
        .collect();
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, (_, runs)) in all.iter().enumerate() {
        for run in runs {
            holders.entry(run).or_default().push(i);
        }
    }
    for (i, (id, own)) in all.iter().enumerate().take(posts.len()) {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for other in own.iter().flat_map(|r| &holders[r.as_str()]).filter(|&&o| o > i) {
            *shared.entry(*other).or_default() += 1;
        }
        for (other, n) in shared {
            // Very short posts ("Good morning") may meet one another by chance, but not a test set's on purpose.
            let few = own.len().min(all[other].1.len());
            // A flagged post and a fine one may share most words: such a pair shows the one thing that matters.
            let pair = posts.get(other).is_some_and(|o| o.is_flagged() != posts[i].is_flagged());
            if few > 3 && !pair && n as f64 > ALIKE * few as f64 {
                wrong.push(format!("{id} and {} share {n} of {few} runs of four words", all[other].0));
            }
        }
    }
}

/// Texts of the test sets, where they are present: posts, functional tests and tweets.
#[must_use]
pub fn outside(folder: &Path) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for name in ["dev.jsonl", "hatecheck-dev.csv", "tweets-everyday-dev.txt", "tweets-offensive-dev.tsv"] {
        let Ok(text) = std::fs::read_to_string(folder.join(name)) else { continue };
        for (number, line) in text.lines().enumerate() {
            let body = match name {
                "dev.jsonl" => serde_json::from_str::<serde_json::Value>(line)
                    .ok()
                    .and_then(|v| Some(v.get("text")?.as_str()?.to_owned())),
                "hatecheck-dev.csv" => line.splitn(5, ',').nth(4).map(|t| t.trim_matches('"').to_owned()),
                "tweets-offensive-dev.tsv" => line.split_once('\t').map(|t| t.1.to_owned()),
                _ => Some(line.to_owned()),
            };
            if let Some(body) = body.filter(|b| !b.trim().is_empty()) {
                out.push((format!("{name}:{}", number + 1), body));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(id: &str, text: &str, labels: &[&str]) -> Post {
        Post {
            id: id.into(),
            voice: "ann".into(),
            platform: "x".into(),
            account: crate::settings::Account::Personal,
            text: text.into(),
            labels: labels.iter().map(|l| (*l).to_owned()).collect(),
            may: Vec::new(),
            note: String::new(),
        }
    }

    #[test]
    fn what_is_wrong_with_posts_is_told() {
        let posts = [
            post("ann-1", "snow day", &[]),
            post("ann-2", "Snow day!!", &["speech.bias"]),
            post("ann-3", "the long road home was full of snow and ice tonight", &[]),
            post("ann-4", "the long road home was full of snow and ice today", &[]),
            post("ann-5", "they took the eleven boxes home", &["speech.bais"]),
            post("ann-5", "", &[]),
            post("ann-6", "a case that I know", &[]),
        ];
        let outside =
            [("dev.jsonl:7".to_owned(), "A case, that I know.".to_owned()), ("dev.jsonl:8".into(), "snow day".into())];
        let told = review(&posts, &["speech.bias".to_owned()], &outside).join("\n");
        for wrong in [
            "ann-2: the text is that of ann-1",
            "ann-3 and ann-4 share 7 of 8 runs",
            "no category is named 'speech.bais'",
            "ann-5: this id is used twice",
            "ann-5: the text is empty",
            "ann-6: the text is that of dev.jsonl:7",
            "posts of speech.bias",
        ] {
            assert!(told.contains(wrong), "{wrong} is not in\n{told}");
        }
        assert!(!told.contains("dev.jsonl:8"), "{told}");
    }
}
