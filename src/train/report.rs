//! The report of a training: figures by category on voices that were left out, calibration, size, most telling features.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::corpus::Post;
use super::trainer::{Tally, Trained};

/// Writes the report in Markdown. `ruled`: the categories that the rules alone find in each post; `name` gives the words that a
/// feature was seen with.
#[must_use]
pub fn report(
    posts: &[Post],
    ruled: &[Vec<String>],
    trained: &Trained,
    bytes: usize,
    name: impl Fn(u32) -> String,
) -> String {
    let mut out = String::new();
    let tally = Tally::of(posts, &trained.unseen, &trained.thresholds, &trained.categories, 0.0);
    let flagged = posts.iter().filter(|p| p.is_flagged()).count();
    let mut voices: Vec<&str> = posts.iter().map(|p| p.voice.as_str()).collect();
    voices.dedup();
    let _ = writeln!(
        out,
        "# Report of the last training\n\nWritten by `cargo xtask train`; every figure is on voices that the heads had not seen.\n"
    );
    let _ = writeln!(
        out,
        "- {} posts by {} voices, {flagged} flagged, {} everyday",
        posts.len(),
        voices.len(),
        tally.everyday
    );
    let _ = writeln!(out, "- {} features, {bytes} bytes packed", trained.columns.len());
    let _ = writeln!(
        out,
        "- precision {:.3}, recall {:.3} on posts; everyday posts warned {:.2} %",
        tally.precision(),
        tally.recall(),
        100.0 * tally.everyday_share()
    );
    let _ = writeln!(out, "- with the rules beside it: {}\n", Beside::of(posts, ruled, trained).said());
    let _ = writeln!(
        out,
        "| category | posts | precision | recall | threshold | most telling |\n|---|---|---|---|---|---|"
    );
    for (c, category) in trained.categories.iter().enumerate() {
        let (mut n, mut right, mut wrong) = (0, 0, 0);
        for (post, scores) in posts.iter().zip(&trained.unseen) {
            let has = post.labels.contains(category);
            let speaks = trained.speaks(scores) == Some(c);
            n += usize::from(has);
            right += usize::from(has && speaks);
            wrong += usize::from(speaks && !has && !post.may.contains(category));
        }
        let precision = f64::from(right as u32) / f64::from((right + wrong).max(1) as u32);
        let recall = f64::from(right as u32) / f64::from(n.max(1) as u32);
        let _ = writeln!(
            out,
            "| `{category}` | {n} | {precision:.2} | {recall:.2} | {:.2} | {} |",
            trained.thresholds[c],
            telling(trained, c + 1, &name)
        );
    }
    let _ = writeln!(
        out,
        "\n## Calibration of the first head\n\nShare of flagged posts among those with a score in each range, unseen voices.\n\n| score | posts | flagged |\n|---|---|---|"
    );
    for step in -4..4 {
        let range = f64::from(step)..f64::from(step + 1);
        let inside: Vec<&Post> =
            posts.iter().zip(&trained.unseen).filter(|(_, s)| range.contains(&s.any)).map(|(p, _)| p).collect();
        let share = inside.iter().filter(|p| p.is_flagged()).count() as f64 / inside.len().max(1) as f64;
        let _ = writeln!(out, "| {step} to {} | {} | {share:.2} |", step + 1, inside.len());
    }
    out
}

/// Warnings by the rules or by the heads that had not seen the voice. Here neither doubts or outshines the other.
#[derive(Debug, Default)]
struct Beside {
    warned: usize,
    rightly: usize,
    flagged: usize,
    everyday: usize,
    everyday_warned: usize,
    named: usize,
    named_rightly: usize,
    labels: usize,
    labels_named: usize,
}

impl Beside {
    fn of(posts: &[Post], ruled: &[Vec<String>], trained: &Trained) -> Self {
        let mut out = Self::default();
        for ((post, ruled), scores) in posts.iter().zip(ruled).zip(&trained.unseen) {
            let guessed = trained.speaks(scores).map(|c| &trained.categories[c]);
            let found: BTreeSet<&String> = ruled.iter().chain(guessed).collect();
            let right = |c: &&&String| post.labels.contains(c) || post.may.contains(c);
            out.warned += usize::from(!found.is_empty());
            out.rightly += usize::from(!found.is_empty() && post.is_flagged());
            out.flagged += usize::from(post.is_flagged());
            out.everyday += usize::from(post.is_everyday());
            out.everyday_warned += usize::from(post.is_everyday() && found.iter().any(|c| *c != "speech.obscene"));
            out.named += found.len();
            out.named_rightly += found.iter().filter(right).count();
            out.labels += post.labels.len();
            out.labels_named += post.labels.iter().filter(|label| found.contains(label)).count();
        }
        out
    }

    fn said(&self) -> String {
        let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
        format!(
            "precision {:.3}, recall {:.3} on posts, {:.3} and {:.3} on categories; everyday posts warned {:.2} %",
            share(self.rightly, self.warned),
            share(self.rightly, self.flagged),
            share(self.named_rightly, self.named),
            share(self.labels_named, self.labels),
            100.0 * share(self.everyday_warned, self.everyday)
        )
    }
}

fn telling(trained: &Trained, head: usize, name: &impl Fn(u32) -> String) -> String {
    let mut order: Vec<usize> = (0..trained.columns.len()).collect();
    let weights = &trained.heads[head].weights;
    order.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]));
    let mut names: Vec<String> = Vec::new();
    for name in order.iter().map(|&i| name(trained.columns[i])).filter(|n| !n.is_empty()) {
        if names.len() == 6 {
            break;
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ").replace('|', "¦")
}
