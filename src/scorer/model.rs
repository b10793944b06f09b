//! The trained weights and what they say of a set of features.

use serde::{Deserialize, Serialize};

use super::features::{BITS, Feature};

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
    packed: Vec<u8>,
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
        Self { scale, bias, threshold, packed }
    }

    /// Calls `found` with each bucket that has a weight.
    fn unpack(&self, mut found: impl FnMut(usize, i8)) {
        let mut bucket = 0;
        let mut bytes = self.packed.iter();
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
    any: Vec<i8>,
    /// All categories' weights of a bucket side by side.
    rows: Vec<i8>,
    width: usize,
    model: Model,
}

impl Scorer {
    /// Unpacks a model; `None` if it was written for another form.
    #[must_use]
    pub fn new(model: Model) -> Option<Self> {
        if model.form != FORM {
            return None;
        }
        let buckets = 1 << BITS;
        let width = model.heads.len();
        let mut any = vec![0; buckets];
        model.any.unpack(|bucket, weight| set(&mut any, bucket, weight));
        let mut rows = vec![0; buckets * width];
        for (i, (_, head)) in model.heads.iter().enumerate() {
            head.unpack(|bucket, weight| set(&mut rows, bucket * width + i, weight));
        }
        Some(Self { any, rows, width, model })
    }

    /// The weight that the first head gives a feature.
    #[must_use]
    pub fn any_weight(&self, feature: Feature) -> i32 {
        i32::from(self.any[feature as usize])
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
        let mut sums = vec![0i32; self.width];
        for &feature in features {
            let row = &self.rows[feature as usize * self.width..(feature as usize + 1) * self.width];
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(weight);
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
        let own = f32::from(self.rows[feature as usize * self.width + category]) * self.model.heads[category].1.scale;
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

fn set(weights: &mut [i8], at: usize, weight: i8) {
    if let Some(slot) = weights.get_mut(at) {
        *slot = weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
