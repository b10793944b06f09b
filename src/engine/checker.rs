//! The checker: a ruleset, a policy and a profile, ready to answer.

use std::collections::BTreeSet;
use std::hash::Hasher;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use siphasher::sip::SipHasher24;

use super::analyse::{Analyser, Analysis, With};
use super::answer::{Holds, clauses, findings};
use super::explain::{Explanation, explain};
use super::scoring::{self, Said};
use super::session::Session;
use super::slots::Slots;
use super::weigh::{Part, SCORER, Say, Scored, Weighing, doubtable, is_off, weigh};
use crate::finding::{ClauseRef, Finding};
use crate::policy_file;
use crate::rules::{Policy, Ruleset};
use crate::scorer::model::Scorer;
use crate::settings::{Context, Settings};
use crate::text::sentence;

/// Checks texts for one writer under one policy.
///
/// Everything is fixed once it is made: other settings are another checker. A check never fails and never panics.
///
/// ```
/// use clausemark::{Checker, Context, Settings};
///
/// let checker = Checker::new(Settings { policy: "lakewood-pp-1069".into(), ..Settings::default() })?;
/// let findings = checker.check("Good morning, coffee first", Context::default());
/// assert!(findings.is_empty());
/// # Ok::<(), clausemark::SettingsError>(())
/// ```
#[derive(Debug)]
pub struct Checker {
    pub(super) rules: Arc<Ruleset>,
    policy: Option<Policy>,
    settings: Settings,
    pub(super) slots: Slots,
    off: Vec<bool>,
    doubtable: Vec<bool>,
    scorer: Option<Arc<Scorer>>,
    dismissed: BTreeSet<String>,
    analyser: Mutex<Analyser>,
}

/// Settings that can't be used, with the key and the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError(String);

impl std::fmt::Display for SettingsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SettingsError {}

impl Checker {
    /// Makes a checker from settings and the built-in rules.
    ///
    /// # Errors
    /// The settings name a policy, detector or category that there is not, or their policy file doesn't fit the rules.
    pub fn new(settings: Settings) -> Result<Self, SettingsError> {
        Self::with_rules(crate::builtin::rules(), settings)
    }

    /// Makes a checker from settings and other rules.
    ///
    /// # Errors
    /// As [`Checker::new`].
    pub fn with_rules(rules: Arc<Ruleset>, settings: Settings) -> Result<Self, SettingsError> {
        let given = match &settings.policy_file {
            Some(file) => Some(policy_file::read(&rules, file).map_err(|e| SettingsError(format!("policyFile.{e}")))?),
            None => None,
        };
        let policy = match settings.policy.as_str() {
            "none" => None,
            id if given.as_ref().is_some_and(|p| p.id == id) => given,
            id => Some(rules.policies.iter().find(|p| p.id == id).cloned().ok_or_else(|| {
                let known: Vec<_> = rules.policies.iter().map(|p| p.id.as_str()).collect();
                SettingsError(format!("policy: there is no policy '{id}'; there are none, {}", known.join(", ")))
            })?),
        };
        Self::with_policy(rules, policy, settings)
    }

    /// Makes a checker for a policy that is not among the rules, such as a policy author's own file.
    ///
    /// # Errors
    /// As [`Checker::new`].
    pub fn with_policy(rules: Arc<Ruleset>, policy: Option<Policy>, settings: Settings) -> Result<Self, SettingsError> {
        let mut off = vec![false; rules.detectors.len()];
        for name in &settings.off {
            let mut known = false;
            for (flag, detector) in off.iter_mut().zip(&rules.detectors) {
                let hit = detector.id == *name || rules.categories[usize::from(detector.category)].id == *name;
                *flag |= hit;
                known |= hit;
            }
            if !known {
                return Err(SettingsError(format!("off: there is no detector or category '{name}'")));
            }
        }
        let slots = Slots::new(&settings.profile, &rules);
        let analyser = Mutex::new(Analyser::new(&rules));
        let scorer = if settings.scorer { crate::builtin::scorer() } else { None };
        let doubtable = doubtable(&rules, scorer.as_deref());
        let dismissed = settings.dismissed.iter().cloned().collect();
        Ok(Self { rules, policy, settings, slots, off, doubtable, scorer, dismissed, analyser })
    }

    /// The findings of a text.
    pub fn check(&self, text: &str, context: Context) -> Vec<Finding> {
        let analyses = self.analyse(text);
        self.answer(text, &parts(&analyses), context, None)
    }

    /// Why a text gets the findings that it gets, and which it does not get.
    pub fn explain(&self, text: &str, context: Context) -> Explanation {
        let analyses = self.analyse(text);
        let parts = parts(&analyses);
        let weighing = self.weigh(text, &parts, context, None);
        let findings = findings(&self.rules, text, &weighing, self.holds(context), |_, _| false);
        explain(&self.rules, text, &weighing, findings, |hit| match &self.scorer {
            Some(scorer) if hit.check >= SCORER => {
                scoring::telling(&self.with(), scorer, &mut self.analyser(), text, &parts, hit)
            }
            _ => Vec::new(),
        })
    }

    /// The clauses that hold for a category on this account whatever the words are, strongest first: for what is known of a post
    /// without reading it, such as that it is written on duty. Empty without a policy and for an unknown category.
    #[must_use]
    pub fn clauses_for(&self, category: &str, context: Context) -> Vec<ClauseRef> {
        let number = self.rules.categories.iter().position(|c| c.id == category);
        let (Some(number), Some(policy)) = (number, &self.policy) else { return Vec::new() };
        let nothing_noticed = self.weigh("", &[], context, None);
        clauses(&self.rules, policy, number as u8, &nothing_noticed, self.holds(context))
    }

    /// A session for one compose box: checks its text again and again, looking anew only at what an edit touched.
    pub fn session(self: &Arc<Self>, context: Context) -> Session {
        Session::new(Arc::clone(self), context)
    }

    /// The rules that it checks by.
    #[must_use]
    pub fn rules(&self) -> &Arc<Ruleset> {
        &self.rules
    }

    /// Whether a cue or safe harbour is noticed in a text.
    #[cfg(feature = "compile")]
    pub(crate) fn notices(&self, text: &str, id: &str) -> bool {
        let analyses = self.analyse(text);
        let weighing = self.weigh(text, &parts(&analyses), Context::default(), None);
        weighing.cues.iter().any(|&c| self.rules.cues[usize::from(c)].id == id)
            || weighing.harbours.iter().any(|&h| self.rules.harbours[usize::from(h)].id == id)
    }

    fn analyse(&self, text: &str) -> Vec<(usize, Analysis)> {
        let mut analyser = self.analyser();
        let mut out = Vec::new();
        let (mut at, mut quoted) = (0, false);
        while at < text.len() {
            let end = sentence::end(text, at);
            let analysis = analyser.analyse(&self.with(), &text[at..end], quoted);
            quoted = carry_quote(text, at, end, analysis.open_quote);
            out.push((at, analysis));
            at = end;
        }
        out
    }

    /// The one analyser. A panic can't leave it in a state that matters: it is emptied at every sentence.
    pub(super) fn analyser(&self) -> MutexGuard<'_, Analyser> {
        self.analyser.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What sentences are looked at with.
    pub(super) fn with(&self) -> With<'_> {
        With { rules: &self.rules, slots: &self.slots, scorer: self.scorer.as_deref() }
    }

    fn weigh(&self, text: &str, parts: &[Part<'_>], context: Context, said: Option<&mut Said>) -> Weighing {
        let scored = match &self.scorer {
            Some(scorer) => {
                let off = |detector| is_off(&self.rules, detector, context.account, &self.off);
                scoring::scored(&self.with(), scorer, &mut self.analyser(), text, parts, off, said)
            }
            None => Scored::default(),
        };
        let say = Say { account: context.account, off: &self.off, doubtable: &self.doubtable };
        weigh(&self.rules, parts, &scored, say)
    }

    fn holds(&self, context: Context) -> Holds<'_> {
        Holds { policy: self.policy.as_ref(), account: context.account, role: self.settings.profile.writer.role }
    }

    pub(super) fn answer(
        &self,
        text: &str,
        parts: &[Part<'_>],
        context: Context,
        said: Option<&mut Said>,
    ) -> Vec<Finding> {
        let weighing = self.weigh(text, parts, context, said);
        let is_put_away = |category: &str, words: &str| {
            !self.dismissed.is_empty() && self.dismissed.contains(&self.dismissal(category, words))
        };
        let mut out = findings(&self.rules, text, &weighing, self.holds(context), is_put_away);
        out.retain(|f| f.confidence >= self.settings.least);
        if !self.settings.dismissal_key.is_empty() {
            for finding in &mut out {
                let best = finding.evidence.iter().find(|e| e.start == finding.start && e.end == finding.end);
                finding.dismissal = self.dismissal(&finding.category, best.map_or("", |e| &e.text));
            }
        }
        out
    }

    /// The keyed hash (SipHash-2-4) of a category and of the words that are marked for it, in small letters.
    fn dismissal(&self, category: &str, words: &str) -> String {
        let mut key = [0; 16];
        for (i, byte) in self.settings.dismissal_key.bytes().enumerate() {
            key[i % 16] = u8::rotate_left(key[i % 16], 3) ^ byte;
        }
        let mut hasher = SipHasher24::new_with_key(&key);
        hasher.write(category.as_bytes());
        hasher.write(&[0]);
        hasher.write(words.to_lowercase().as_bytes());
        format!("{:016x}", hasher.finish())
    }
}

/// Whether a quotation goes on after a sentence: never over an empty line, where a forgotten mark would quote all that follows.
pub(crate) fn carry_quote(text: &str, start: usize, end: usize, open: bool) -> bool {
    let sentence = &text[start..end];
    let tail = &sentence[sentence.trim_end().len()..];
    open && tail.matches('\n').count() < 2
}

fn parts(analyses: &[(usize, Analysis)]) -> Vec<Part<'_>> {
    analyses.iter().map(|(start, analysis)| Part { start: *start, analysis }).collect()
}
