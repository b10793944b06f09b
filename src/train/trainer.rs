//! Trains all heads, sets thresholds by left-out voices, and packs the model.

use std::collections::BTreeMap;

use super::corpus::{Post, folds};
use super::fit::{Fitted, Matrix, Options, Weighting, fit};
use crate::scorer::features::{BITS, Feature};
use crate::scorer::model::{FORM, Head, Model};

/// Folds of the cross-validation. More folds change little and take longer.
const FOLDS: usize = 5;
/// Features in fewer posts than this are dropped.
const RAREST: u32 = 3;
/// Trainings of the head that tells whether to warn at all. It is the average of both, which takes no more room, as two sums are one. In
/// a trial it ranked posts a little better than the first alone, on other writers' posts too (`docs/model-card.md`).
const ANY: [Options; 2] = [
    Options { weighting: Weighting::Ratio, ridge: 0.08, smoothing: 1.0, steps: 60 },
    Options { weighting: Weighting::Rarity, ridge: 0.06, smoothing: 1.0, steps: 40 },
];
/// Training of the categories' heads.
const HEAD: Options = Options { weighting: Weighting::Rarity, ridge: 0.06, smoothing: 1.0, steps: 40 };
/// How much a category's head counts beside the first.
const MIX: f64 = 0.6;
/// Share of everyday posts of left-out voices that the scorer may warn about. Set on tweets by strangers, of which it warns of a quarter as many.
const EVERYDAY: f64 = 0.047;
/// Share of a category's warnings on left-out voices that must name a right category.
const PRECISION: f64 = 0.60;
/// Share of all warned posts of left-out voices that must deserve one.
const POST_PRECISION: f64 = 0.84;
/// Share of the scorer's warnings that are given up so that most passages need the first head only.
const GIVEN_UP: f64 = 0.02;
/// Most weights of a category's head: the smallest cost room and change next to nothing.
const MOST_WEIGHTS: usize = 2600;
/// Largest weight, in units of a head's scale. Finer steps tell posts apart no better and take room.
const LARGEST: f64 = 31.0;
/// Most weights of the first head.
const MOST_ANY: usize = 30_000;

/// What was learned and how it did on voices that it had not seen.
#[derive(Debug, Clone)]
pub struct Trained {
    /// The packed model.
    pub model: Model,
    /// Scores of each post by heads that had not seen its voice.
    pub unseen: Vec<Scores>,
    /// Scores over which a category speaks.
    pub thresholds: Vec<f64>,
    /// Categories in the order of the heads.
    pub categories: Vec<String>,
    /// Weights of the first head and of each category's, by feature.
    pub heads: Vec<Fitted>,
    /// The features that the columns stand for.
    pub columns: Vec<Feature>,
}

impl Trained {
    /// The category that a post is warned about, if it is.
    #[must_use]
    pub fn speaks(&self, scores: &Scores) -> Option<usize> {
        speaks(scores, &self.thresholds, 0.0)
    }
}

/// Scores of one post.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Of the first head.
    pub any: f64,
    /// Of each category, mixed with the first.
    pub mixed: Vec<f64>,
}

/// Trains on posts with their features (each feature once a sentence).
#[must_use]
pub fn train(posts: &[Post], features: &[Vec<Feature>], categories: &[String]) -> Trained {
    let (matrix, columns) = matrix(features);
    let fold = folds(posts, FOLDS);
    let mut unseen = vec![Scores::default(); posts.len()];
    for held in 0..FOLDS {
        let heads = heads(posts, &matrix, categories, |post| fold[post] != held);
        for post in (0..posts.len()).filter(|&p| fold[p] == held) {
            unseen[post] = scores(&heads, &matrix, post);
        }
        eprintln!("fold {} of {FOLDS}", held + 1);
    }
    let ranking = |score: &dyn Fn(&Scores) -> f64| {
        area(posts.iter().zip(&unseen).map(|(p, s)| (score(s), p.is_flagged())).collect())
    };
    eprintln!(
        "area under the curve, unseen voices: first head {:.3}, mixed {:.3}",
        ranking(&|s| s.any),
        ranking(&|s| s.mixed.iter().copied().fold(f64::MIN, f64::max))
    );
    let thresholds = thresholds(posts, &unseen, categories);
    let heads = heads(posts, &matrix, categories, |_| true);
    let model = pack(&heads, &columns, categories, &thresholds, gate(&unseen, &thresholds));
    Trained { model, unseen, thresholds, categories: categories.to_vec(), heads, columns }
}

/// Area under the receiver operating characteristic: the chance that a flagged post scores above a fine one.
fn area(mut scored: Vec<(f64, bool)>) -> f64 {
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut sum, mut flagged) = (0usize, 0usize, 0usize);
    for (_, is_flagged) in scored {
        if is_flagged {
            sum += below;
            flagged += 1;
        } else {
            below += 1;
        }
    }
    sum as f64 / (below * flagged).max(1) as f64
}

/// Numbers the features that occur often enough.
fn matrix(features: &[Vec<Feature>]) -> (Matrix, Vec<Feature>) {
    let mut counts = vec![0u32; 1 << BITS];
    for row in features {
        let mut row = row.clone();
        row.sort_unstable();
        row.dedup();
        row.iter().for_each(|&f| counts[f as usize] += 1);
    }
    let columns: Vec<Feature> = (0..1u32 << BITS).filter(|&f| counts[f as usize] >= RAREST).collect();
    let number: BTreeMap<Feature, u32> = columns.iter().enumerate().map(|(i, &f)| (f, i as u32)).collect();
    let norms = features.iter().map(|row| 1.0 / (row.len().max(1) as f64).sqrt()).collect();
    let rows = features.iter().map(|row| row.iter().filter_map(|f| number.get(f).copied()).collect()).collect();
    (Matrix { rows, norms, width: columns.len() }, columns)
}

/// The first head and one for each category, on two threads.
fn heads(posts: &[Post], matrix: &Matrix, categories: &[String], used: impl Fn(usize) -> bool + Sync) -> Vec<Fitted> {
    let one = |head: usize| {
        let target: Vec<Option<bool>> = posts
            .iter()
            .enumerate()
            .map(|(i, post)| match head.checked_sub(1) {
                _ if !used(i) => None,
                None => Some(post.is_flagged()),
                Some(c) if post.may.contains(&categories[c]) => None,
                Some(c) => Some(post.labels.contains(&categories[c])),
            })
            .collect();
        if head == 0 {
            Fitted::average(&ANY.map(|options| fit(matrix, &target, options)))
        } else {
            fit(matrix, &target, HEAD)
        }
    };
    let count = categories.len() + 1;
    let mut out = vec![Fitted::default(); count];
    std::thread::scope(|scope| {
        let odd = scope.spawn(|| (1..count).step_by(2).map(|h| (h, one(h))).collect::<Vec<_>>());
        for head in (0..count).step_by(2) {
            out[head] = one(head);
        }
        for (head, fitted) in odd.join().unwrap_or_default() {
            out[head] = fitted;
        }
    });
    out
}

fn scores(heads: &[Fitted], matrix: &Matrix, post: usize) -> Scores {
    let any = heads[0].score(matrix, post);
    Scores { any, mixed: heads[1..].iter().map(|h| any + MIX * h.score(matrix, post)).collect() }
}

/// A threshold for each category, from voices that the heads had not seen.
///
/// A post is warned about for the category that stands furthest over its threshold, so all thresholds begin at one value, are raised
/// where too few of a category's warnings are right, and then moved together: as low as everyday posts stay silent
/// and warned posts deserve it.
fn thresholds(posts: &[Post], unseen: &[Scores], categories: &[String]) -> Vec<f64> {
    let mut own = vec![0.0; categories.len()];
    let mut common = settle(posts, unseen, &own, categories);
    for _ in 0..40 {
        let mut right = vec![0usize; categories.len()];
        let mut all = vec![0usize; categories.len()];
        for (post, scores) in posts.iter().zip(unseen) {
            if let Some(c) = speaks(scores, &own, common) {
                all[c] += 1;
                right[c] += usize::from(post.labels.contains(&categories[c]) || post.may.contains(&categories[c]));
            }
        }
        let mut changed = false;
        for c in 0..categories.len() {
            if all[c] >= 8 && (right[c] as f64) < PRECISION * all[c] as f64 && own[c] < 1.0 {
                own[c] += 0.1;
                changed = true;
            }
        }
        if !changed {
            break;
        }
        common = settle(posts, unseen, &own, categories);
    }
    own.iter().map(|t| t + common).collect()
}

/// The category that stands furthest over its threshold, if any does.
fn speaks(scores: &Scores, own: &[f64], common: f64) -> Option<usize> {
    let over = |c: usize| scores.mixed[c] - own[c] - common;
    (0..own.len()).filter(|&c| over(c) >= 0.0).max_by(|&a, &b| over(a).total_cmp(&over(b)))
}

/// The lowest common value at which everyday posts are silent enough and warned posts deserve it.
fn settle(posts: &[Post], unseen: &[Scores], own: &[f64], categories: &[String]) -> f64 {
    let mut common = 8.0;
    let mut best = common;
    while common > -4.0 {
        let tally = Tally::of(posts, unseen, own, categories, common);
        if tally.everyday_share() <= EVERYDAY && tally.precision() >= POST_PRECISION {
            best = common;
        }
        common -= 0.05;
    }
    best
}

/// How many posts are warned about under some thresholds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// Everyday posts.
    pub everyday: usize,
    /// Those warned about, other than for obscenity.
    pub everyday_warned: usize,
    /// Posts that deserve a warning.
    pub flagged: usize,
    /// Those that get one.
    pub right: usize,
    /// Other posts that get one.
    pub wrong: usize,
}

impl Tally {
    /// Counts posts under thresholds raised by so much.
    #[must_use]
    pub fn of(posts: &[Post], unseen: &[Scores], thresholds: &[f64], categories: &[String], raised: f64) -> Self {
        let mut out = Self::default();
        for (post, scores) in posts.iter().zip(unseen) {
            let category = speaks(scores, thresholds, raised);
            let warned = category.is_some();
            let besides = category.is_some_and(|c| categories[c] != "speech.obscene");
            out.everyday += usize::from(post.is_everyday());
            out.everyday_warned += usize::from(post.is_everyday() && besides);
            out.flagged += usize::from(post.is_flagged());
            out.right += usize::from(post.is_flagged() && warned);
            out.wrong += usize::from(!post.is_flagged() && warned);
        }
        out
    }

    /// Share of everyday posts that are warned about.
    #[must_use]
    pub fn everyday_share(&self) -> f64 {
        self.everyday_warned as f64 / self.everyday.max(1) as f64
    }

    /// Share of warned posts that deserve it.
    #[must_use]
    pub fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    /// Share of deserving posts that are warned about.
    #[must_use]
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.flagged.max(1) as f64
    }
}

/// The first head's score under which few categories spoke: to ask all heads takes as long as all else that the scorer does, and most
/// passages are not worth it.
fn gate(unseen: &[Scores], thresholds: &[f64]) -> f64 {
    let mut spoke: Vec<f64> = unseen.iter().filter(|s| speaks(s, thresholds, 0.0).is_some()).map(|s| s.any).collect();
    spoke.sort_by(f64::total_cmp);
    let at = (GIVEN_UP * spoke.len() as f64) as usize;
    spoke.get(at).copied().unwrap_or(f64::NEG_INFINITY)
}

fn pack(heads: &[Fitted], columns: &[Feature], categories: &[String], thresholds: &[f64], gate: f64) -> Model {
    let head = |fitted: &Fitted, threshold: f64, most: usize| {
        let mut sizes: Vec<f64> = fitted.weights.iter().map(|w| w.abs()).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        let largest = sizes.first().copied().unwrap_or(0.0).max(1e-9);
        let smallest = sizes.get(most).copied().unwrap_or(0.0);
        let scale = largest / LARGEST;
        let mut weights = vec![0i8; 1 << BITS];
        for (&feature, &weight) in columns.iter().zip(&fitted.weights) {
            if weight.abs() > smallest {
                weights[feature as usize] = (weight / scale).round().clamp(-LARGEST, LARGEST) as i8;
            }
        }
        Head::pack(&weights, scale as f32, fitted.bias as f32, threshold as f32)
    };
    Model {
        form: FORM,
        any: head(&heads[0], gate, MOST_ANY),
        heads: categories
            .iter()
            .zip(&heads[1..])
            .zip(thresholds)
            .map(|((id, h), &t)| (id.clone(), head(h, t, MOST_WEIGHTS)))
            .collect(),
        mix: MIX as f32,
    }
}
