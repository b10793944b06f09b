//! The trained weights and what they say of a set of features.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::buckets::Buckets;
use super::features::Feature;
use crate::rules::packed::Bytes;

/// Version of the packed form; raised when features or form change.
pub const FORM: u32 = 1;

/// Weights of one head: one small integer a bucket, zero where nothing was learned.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// What one unit of a weight is worth.
    pub scale: f32,
    /// Added to every score.
    pub bias: f32,
    /// Score from which the head speaks.
    pub threshold: f32,
    /// Weights as gaps and values: number of zeros before, weight; in the order of buckets.
    packed: Bytes,
}

/// The whole model.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// [`FORM`] when it was written.
    pub form: u32,
    /// Whether a passage deserves a warning.
    pub any: Head,
    /// Which category: id and head, in the order of `rules/categories.toml`.
    pub heads: Vec<(String, Head)>,
    /// How much a category's head counts beside the first.
    pub mix: f32,
}

impl Head {
    /// Packs weights that were rounded to a scale.
    #[must_use]
    pub fn pack(weights: &[i8], scale: f32, bias: f32, threshold: f32) -> Self {
        let mut packed = Vec::new();
        let mut zeros = 0u32;
        for &weight in weights {
            if weight == 0 {
                zeros += 1;
                continue;
            }
            // Gaps of up to 254 in one byte; 255 stands for 255 zeros and no weight.
            while zeros >= 255 {
                packed.push(255);
                zeros -= 255;
            }
            packed.push(zeros as u8);
            packed.push(weight as u8);
            zeros = 0;
        }
        Self { scale, bias, threshold, packed: Bytes(packed) }
    }

    /// Calls `found` with each bucket that has a weight. Never inlined: see [`crate::rules::packed`].
    #[inline(never)]
    fn unpack(&self, mut found: impl FnMut(usize, i8)) {
        let mut bucket = 0;
        let mut bytes = self.packed.0.iter();
        while let Some(&gap) = bytes.next() {
            bucket += usize::from(gap);
            if gap == 255 {
                continue;
            }
            let Some(&weight) = bytes.next() else { return };
            found(bucket, weight as i8);
            bucket += 1;
        }
    }
}

/// A model unpacked for scoring.
#[derive(Debug, Clone)]
pub struct Scorer {
    /// Buckets with a weight of the first head.
    known: Buckets,
    /// Its weights, in the order of those buckets.
    any: Vec<i8>,
    /// The categories' heads; unpacked when a passage first seems worth a warning, as most never do.
    by_bucket: OnceLock<ByBucket>,
    model: Model,
}

/// Weights of the categories' heads, as they are looked up.
#[derive(Debug, Clone)]
struct ByBucket {
    /// Buckets with a weight of some head.
    known: Buckets,
    /// Where the weights of each of those begin in `weights`; one more entry at the end.
    starts: Vec<u32>,
    /// Number of the head and weight, by bucket and head: few buckets have many.
    weights: Vec<(u8, i8)>,
}

impl ByBucket {
    fn new(heads: &[(String, Head)]) -> Self {
        let known = Buckets::new(|add| heads.iter().for_each(|(_, head)| head.unpack(|bucket, _| add(bucket))));
        let mut starts = vec![0u32; known.len() + 1];
        for (_, head) in heads {
            head.unpack(|bucket, _| known.number(bucket).into_iter().for_each(|number| starts[number + 1] += 1));
        }
        for number in 0..known.len() {
            starts[number + 1] += starts[number];
        }
        let mut next = starts.clone();
        let mut weights = vec![(0, 0); starts[known.len()] as usize];
        for (head_number, (_, head)) in (0..).zip(heads) {
            head.unpack(|bucket, weight| {
                if let Some(number) = known.number(bucket) {
                    weights[next[number] as usize] = (head_number, weight);
                    next[number] += 1;
                }
            });
        }
        Self { known, starts, weights }
    }
}

impl Scorer {
    /// Unpacks a model; `None` if it was written for another form.
    #[must_use]
    pub fn new(model: Model) -> Option<Self> {
        if model.form != FORM || model.heads.len() > usize::from(u8::MAX) {
            return None;
        }
        let known = Buckets::new(|add| model.any.unpack(|bucket, _| add(bucket)));
        let mut any = Vec::with_capacity(known.len());
        // Buckets ascend.
        model.any.unpack(|bucket, weight| any.extend(known.number(bucket).map(|_| weight)));
        Some(Self { known, any, by_bucket: OnceLock::new(), model })
    }

    /// The weights that the categories' heads give a feature: number of the head, weight.
    fn weights(&self, feature: Feature) -> &[(u8, i8)] {
        let ByBucket { known, starts, weights } = self.by_bucket.get_or_init(|| ByBucket::new(&self.model.heads));
        match known.number(feature as usize) {
            Some(number) => &weights[starts[number] as usize..starts[number + 1] as usize],
            None => &[],
        }
    }

    /// The weight that the first head gives a feature.
    #[must_use]
    pub fn any_weight(&self, feature: Feature) -> i32 {
        self.known.number(feature as usize).map_or(0, |number| self.any[number].into())
    }

    /// The first head's score for a sum of weights over so many features.
    #[must_use]
    pub fn any_score(&self, sum: i32, features: u32) -> f32 {
        self.model.any.bias + self.model.any.scale * sum as f32 / (features.max(1) as f32).sqrt()
    }

    /// Whether the first head's score leaves a chance that some category speaks.
    #[must_use]
    pub fn is_worth(&self, any_score: f32) -> bool {
        any_score >= self.model.any.threshold
    }

    /// The score of each category: the first head's and its own, mixed.
    #[must_use]
    pub fn scores(&self, any_score: f32, features: &[Feature]) -> Vec<f32> {
        let mut sums = vec![0i32; self.model.heads.len()];
        for &feature in features {
            for &(head, weight) in self.weights(feature) {
                sums[usize::from(head)] += i32::from(weight);
            }
        }
        let norm = (features.len().max(1) as f32).sqrt();
        let mix = self.model.mix;
        sums.iter()
            .zip(&self.model.heads)
            .map(|(&sum, (_, head))| any_score + mix * (head.bias + head.scale * sum as f32 / norm))
            .collect()
    }

    /// What a feature adds to a category's score before the division by the norm.
    #[must_use]
    pub fn contribution(&self, category: usize, feature: Feature) -> f32 {
        let weight = self.weights(feature).iter().find(|w| usize::from(w.0) == category).map_or(0, |w| w.1);
        let own = f32::from(weight) * self.model.heads[category].1.scale;
        self.any_weight(feature) as f32 * self.model.any.scale + self.model.mix * own
    }

    /// The score from which a category speaks.
    #[must_use]
    pub fn threshold(&self, category: usize) -> f32 {
        self.model.heads[category].1.threshold
    }

    /// Number of the head for a category's id.
    #[must_use]
    pub fn head(&self, category: &str) -> Option<usize> {
        self.model.heads.iter().position(|(id, _)| id == category)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorer::features::BITS;

    #[test]
    fn packing_loses_nothing() {
        let mut weights = vec![0i8; 1 << BITS];
        for (bucket, weight) in [(0, 3), (1, -7), (255, 1), (700, 127), ((1 << BITS) - 1, -127)] {
            weights[bucket] = weight;
        }
        let head = Head::pack(&weights, 1.0, 0.0, 0.0);
        let mut back = vec![0i8; 1 << BITS];
        head.unpack(|bucket, weight| back[bucket] = weight);
        assert_eq!(weights, back);
    }

    #[test]
    fn a_feature_is_worth_what_each_head_gives_it() {
        let head = |bucket: usize, weight| {
            let mut weights = vec![0i8; 1 << BITS];
            weights[bucket] = weight;
            Head::pack(&weights, 1.0, 0.0, 0.0)
        };
        let heads = vec![("a".into(), head(3, 4)), ("b".into(), head(9, -2)), ("c".into(), head(3, 7))];
        let scorer = Scorer::new(Model { form: FORM, any: head(3, 1), heads, mix: 1.0 }).expect("the form is right");
        assert_eq!(scorer.scores(0.0, &[3]), [4.0, 0.0, 7.0]);
        assert_eq!((scorer.contribution(1, 9), scorer.contribution(2, 3), scorer.any_weight(3)), (-2.0, 8.0, 1));
    }
}
