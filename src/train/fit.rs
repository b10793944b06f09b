//! One head: logistic regression on features that are weighted beforehand.
//!
//! The head that tells whether to warn takes both log-count ratios and how rare a feature is, the categories' heads the latter.
//! Weighting binary features by naive Bayes' log-count ratios before a linear classifier is Wang and Manning's "Baselines and
//! Bigrams" (ACL 2012); on short texts it gained more than any other change that was tried here. The optimiser is L-BFGS with eight pairs and a backtracking line search (Nocedal and Wright, Numerical Optimization, algorithm 7.5).

/// Posts as lists of features, with the number that they are divided by.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// Features of each post, numbered from 0 without gaps.
    pub rows: Vec<Vec<u32>>,
    /// 1 / square root of the number of features before rare ones were dropped.
    pub norms: Vec<f64>,
    /// Number of features.
    pub width: usize,
}

/// A trained head.
#[derive(Debug, Clone, Default)]
pub struct Fitted {
    /// Weight of each feature.
    pub weights: Vec<f64>,
    /// Added to every score.
    pub bias: f64,
}

impl Fitted {
    /// The head whose score is the mean of these heads' scores.
    #[must_use]
    pub fn average(heads: &[Self]) -> Self {
        let mean = |of: &dyn Fn(&Self) -> f64| heads.iter().map(of).sum::<f64>() / heads.len().max(1) as f64;
        let width = heads.first().map_or(0, |head| head.weights.len());
        Self { weights: (0..width).map(|i| mean(&|head| head.weights[i])).collect(), bias: mean(&|head| head.bias) }
    }

    /// The score of a post.
    #[must_use]
    pub fn score(&self, matrix: &Matrix, row: usize) -> f64 {
        self.bias + matrix.norms[row] * matrix.rows[row].iter().map(|&f| self.weights[f as usize]).sum::<f64>()
    }
}

/// What features are weighted by before training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    /// How much oftener a feature stands in posts with the category: best where both classes are large.
    Ratio,
    /// How rare a feature is (inverse document frequency): best where a category has a hundred posts.
    Rarity,
}

/// How a head is trained.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// What features are weighted by.
    pub weighting: Weighting,
    /// Weight of the squared weights in the loss.
    pub ridge: f64,
    /// Added to each count before the ratio.
    pub smoothing: f64,
    /// Most steps of the optimiser.
    pub steps: usize,
}

/// Trains a head. `target` gives for each post whether it has the category, or `None` where it is left out.
#[must_use]
pub fn fit(matrix: &Matrix, target: &[Option<bool>], options: Options) -> Fitted {
    let ratios = match options.weighting {
        Weighting::Ratio => ratios(matrix, target, options.smoothing),
        Weighting::Rarity => rarities(matrix, target),
    };
    let examples: Vec<(usize, f64)> =
        target.iter().enumerate().filter_map(|(i, t)| t.map(|t| (i, if t { 1.0 } else { -1.0 }))).collect();
    // The bias is the last parameter.
    let mut at = vec![0.0; matrix.width + 1];
    let loss = |at: &[f64], gradient: &mut [f64]| objective(matrix, &ratios, &examples, options.ridge, at, gradient);
    lbfgs(&mut at, options.steps, loss);
    let bias = at.pop().unwrap_or(0.0);
    Fitted { weights: at.iter().zip(&ratios).map(|(w, r)| w * r).collect(), bias }
}

fn ratios(matrix: &Matrix, target: &[Option<bool>], smoothing: f64) -> Vec<f64> {
    let mut with = vec![smoothing; matrix.width];
    let mut without = vec![smoothing; matrix.width];
    for (row, target) in matrix.rows.iter().zip(target) {
        let counts = match target {
            Some(true) => &mut with,
            Some(false) => &mut without,
            None => continue,
        };
        for &feature in row {
            counts[feature as usize] += 1.0;
        }
    }
    let (all_with, all_without) = (with.iter().sum::<f64>(), without.iter().sum::<f64>());
    with.iter().zip(&without).map(|(a, b)| libm::log((a / all_with) / (b / all_without))).collect()
}

/// Inverse document frequency, about 1 in the middle.
fn rarities(matrix: &Matrix, target: &[Option<bool>]) -> Vec<f64> {
    const MIDDLE: f64 = 7.0;
    let mut posts = vec![1.0; matrix.width];
    let used = || matrix.rows.iter().zip(target).filter(|(_, t)| t.is_some());
    used().for_each(|(row, _)| row.iter().for_each(|&f| posts[f as usize] += 1.0));
    let all = 1.0 + used().count() as f64;
    posts.iter().map(|n| (libm::log(all / n) + 1.0) / MIDDLE).collect()
}

/// Logistic loss with a ridge on all weights but the bias.
fn objective(
    matrix: &Matrix,
    ratios: &[f64],
    examples: &[(usize, f64)],
    ridge: f64,
    at: &[f64],
    gradient: &mut [f64],
) -> f64 {
    let (weights, bias) = at.split_at(matrix.width);
    // Each is looked up once for every post that it stands in, so what a feature counts is multiplied out before, and what
    // it adds to the gradient after.
    let counts: Vec<f64> = weights.iter().zip(ratios).map(|(w, r)| w * r).collect();
    gradient.fill(0.0);
    let mut loss = 0.0;
    for &(row, sign) in examples {
        let norm = matrix.norms[row];
        let sum: f64 = matrix.rows[row].iter().map(|&f| counts[f as usize]).sum();
        let margin = sign * (bias[0] + norm * sum);
        let e = libm::exp(-margin.abs());
        loss += if margin > 0.0 { libm::log1p(e) } else { libm::log1p(e) - margin };
        let wrong = if margin > 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) };
        let slope = -sign * wrong;
        gradient[matrix.width] += slope;
        for &f in &matrix.rows[row] {
            gradient[f as usize] += slope * norm;
        }
    }
    for ((g, w), r) in gradient.iter_mut().zip(weights).zip(ratios) {
        *g = *g * r + ridge * w;
        loss += 0.5 * ridge * w * w;
    }
    loss
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Minimises a smooth convex function from where `at` stands.
fn lbfgs(at: &mut [f64], steps: usize, mut function: impl FnMut(&[f64], &mut [f64]) -> f64) {
    const PAIRS: usize = 8;
    let n = at.len();
    let mut gradient = vec![0.0; n];
    let mut value = function(at, &mut gradient);
    let mut history: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    let mut next = vec![0.0; n];
    let mut next_gradient = vec![0.0; n];
    for _ in 0..steps {
        let direction = direction(&gradient, &history);
        let slope = dot(&gradient, &direction);
        if slope > -1e-9 * value.max(1.0) {
            return;
        }
        let mut step = if history.is_empty() { 1.0 / dot(&gradient, &gradient).sqrt().max(1.0) } else { 1.0 };
        loop {
            for i in 0..n {
                next[i] = at[i] + step * direction[i];
            }
            let there = function(&next, &mut next_gradient);
            if there <= value + 1e-4 * step * slope {
                value = there;
                break;
            }
            step *= 0.5;
            if step < 1e-10 {
                return;
            }
        }
        let moved: Vec<f64> = next.iter().zip(at.iter()).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curvature = dot(&moved, &turned);
        at.copy_from_slice(&next);
        gradient.copy_from_slice(&next_gradient);
        if curvature > 1e-12 {
            if history.len() == PAIRS {
                history.remove(0);
            }
            history.push((moved, turned, 1.0 / curvature));
        }
    }
}

/// The two-loop recursion.
fn direction(gradient: &[f64], history: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut q: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut alphas = Vec::with_capacity(history.len());
    for (moved, turned, rho) in history.iter().rev() {
        let alpha = rho * dot(moved, &q);
        q.iter_mut().zip(turned).for_each(|(q, y)| *q -= alpha * y);
        alphas.push(alpha);
    }
    if let Some((moved, turned, _)) = history.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        q.iter_mut().for_each(|q| *q *= scale);
    }
    for ((moved, turned, rho), alpha) in history.iter().zip(alphas.into_iter().rev()) {
        let beta = rho * dot(turned, &q);
        q.iter_mut().zip(moved).for_each(|(q, s)| *q += (alpha - beta) * s);
    }
    q
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separates_what_can_be_separated() {
        let rows = vec![vec![0, 1], vec![0, 2], vec![3, 1], vec![3, 2]];
        let matrix = Matrix { norms: vec![0.7; 4], rows, width: 4 };
        let target = [Some(true), Some(true), Some(false), Some(false)];
        let fitted =
            fit(&matrix, &target, Options { weighting: Weighting::Ratio, ridge: 0.1, smoothing: 1.0, steps: 50 });
        assert!(fitted.score(&matrix, 0) > 0.3 && fitted.score(&matrix, 3) < -0.3);
        let again =
            fit(&matrix, &target, Options { weighting: Weighting::Ratio, ridge: 0.1, smoothing: 1.0, steps: 50 });
        assert_eq!(fitted.weights, again.weights);
    }
}
