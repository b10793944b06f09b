//! The report of a training: figures by category on voices that were left out, calibration, size, most telling features.

use std::fmt::Write;

use super::corpus::Post;
use super::trainer::{Tally, Trained};

/// Writes the report in Markdown. `name` gives the words that a feature was seen with.
#[must_use]
pub fn report(posts: &[Post], trained: &Trained, bytes: usize, name: impl Fn(u32) -> String) -> String {
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
        "- precision {:.3}, recall {:.3} on posts; everyday posts warned {:.2} %\n",
        tally.precision(),
        tally.recall(),
        100.0 * tally.everyday_share()
    );
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

fn telling(trained: &Trained, head: usize, name: &impl Fn(u32) -> String) -> String {
    let mut order: Vec<usize> = (0..trained.columns.len()).collect();
    let weights = &trained.heads[head].weights;
    order.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]));
    let names: Vec<String> =
        order.iter().map(|&i| name(trained.columns[i])).filter(|n| !n.is_empty()).take(6).collect();
    names.join(", ").replace('|', "¦")
}
