//! Why a text gets the findings that it gets: every hit with its points, what became of it, and what was held back.

use serde::Serialize;

use super::weigh::{LIKELY, Outcome, Weighed, Weighing};
use crate::finding::{Confidence, Finding};
use crate::rules::Ruleset;
use crate::text::utf16::{Units, border_after, border_before};

/// The whole reasoning for one text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// What is shown.
    pub findings: Vec<Finding>,
    /// Every hit of every detector, shown or not, in text order.
    pub hits: Vec<Hit>,
    /// Safe harbours that were noticed, by name for people, with what they tell the writer.
    pub harbours: Vec<HarbourNoticed>,
}

/// A safe harbour that was noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct HarbourNoticed {
    /// Id, such as `safe.concerted`.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// What it tells the writer.
    pub message: String,
}

/// A hit of a detector with its points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// The detector.
    pub detector: String,
    /// Its category.
    pub category: String,
    /// First UTF-16 unit.
    pub start: u32,
    /// UTF-16 unit after the last.
    pub end: u32,
    /// The words.
    pub text: String,
    /// Number of the check, by which the rule compiler tells where it is written.
    #[serde(skip)]
    pub check: u32,
    /// Points of the check itself.
    pub weight: i32,
    /// Points for another sign of the same category.
    pub second_sign: i32,
    /// Cues that were present, with their points.
    pub cues: Vec<CuePoints>,
    /// The sum.
    pub points: i32,
    /// What spoke most for it, where the learned scorer says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub telling: Vec<Telling>,
    /// What became of it.
    pub outcome: HitOutcome,
    /// The safe harbour that held it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_by: Option<String>,
}

/// A cue and its points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct CuePoints {
    /// Id of the cue.
    pub cue: String,
    /// Its name for people.
    pub title: String,
    /// Points for (+) or against (-).
    pub points: i8,
}

/// Words that spoke for a category to the learned scorer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
pub struct Telling {
    /// The words: one, or two that stand close together.
    pub text: String,
    /// Their share of all that spoke for it, in per cent.
    pub share: u8,
}

/// What became of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(edge, derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum HitOutcome {
    /// Shown as likely.
    Likely,
    /// Shown as possible.
    Possible,
    /// Shown as possible though its points make it likely, as the passage reads like a harmless one to the learned scorer.
    Lowered,
    /// Too few points.
    Silent,
    /// An exception of the detector overlaps it.
    Excepted,
    /// A safe harbour holds it back.
    HeldBack,
    /// The learned scorer's guess, close to what a rule is sure of.
    Outshone,
    /// A rule's guess in a passage that reads like a harmless one to the learned scorer.
    Doubted,
    /// Switched off, or for another account.
    Off,
}

/// Puts the reasoning into words.
pub(super) fn explain(
    rules: &Ruleset,
    text: &str,
    weighing: &Weighing,
    findings: Vec<Finding>,
    telling: impl Fn(&Weighed) -> Vec<(usize, usize, u8)>,
) -> Explanation {
    let units = Units::new(text);
    let mut hits: Vec<Hit> = weighing
        .hits
        .iter()
        .map(|hit| {
            let detector = &rules.detectors[usize::from(hit.detector)];
            let (start, end) = (border_before(text, hit.start), border_after(text, hit.end));
            let (outcome, held_by) = match hit.outcome {
                Outcome::Shown(Confidence::Likely) => (HitOutcome::Likely, None),
                Outcome::Shown(Confidence::Possible) if hit.points() >= LIKELY => (HitOutcome::Lowered, None),
                Outcome::Shown(Confidence::Possible) => (HitOutcome::Possible, None),
                Outcome::Silent => (HitOutcome::Silent, None),
                Outcome::Excepted => (HitOutcome::Excepted, None),
                Outcome::Outshone => (HitOutcome::Outshone, None),
                Outcome::Doubted => (HitOutcome::Doubted, None),
                Outcome::Off => (HitOutcome::Off, None),
                Outcome::Held(harbour) => (HitOutcome::HeldBack, Some(rules.harbours[usize::from(harbour)].id.clone())),
            };
            Hit {
                detector: detector.id.clone(),
                category: rules.categories[usize::from(detector.category)].id.clone(),
                start: units.at(start),
                end: units.at(end),
                text: text[start..end].to_owned(),
                check: hit.check,
                weight: hit.weight,
                second_sign: hit.second,
                cues: hit
                    .cues
                    .iter()
                    .map(|&(cue, points)| {
                        let cue = &rules.cues[usize::from(cue)];
                        CuePoints { cue: cue.id.clone(), title: cue.title.clone(), points }
                    })
                    .collect(),
                points: hit.points(),
                telling: telling(hit)
                    .into_iter()
                    .map(|(from, to, share)| Telling { text: text[from..to].to_owned(), share })
                    .collect(),
                outcome,
                held_by,
            }
        })
        .collect();
    hits.sort_by(|a, b| (a.start, a.end, &a.detector).cmp(&(b.start, b.end, &b.detector)));
    let harbours = weighing
        .harbours
        .iter()
        .map(|&h| &rules.harbours[usize::from(h)])
        .map(|h| HarbourNoticed { id: h.id.clone(), title: h.title.clone(), message: h.message.clone() })
        .collect();
    Explanation { findings, hits, harbours }
}
