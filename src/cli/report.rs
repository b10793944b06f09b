//! Findings for people: the marked line, what was noticed, why it matters, what to do, and the clause.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clausemark::rules::Policy;
use clausemark::{ClauseRef, Confidence, Finding};

use super::draft::Draft;
use super::snippet::{Mark, Snippet, note};
use super::terminal::{FAINT, GOOD, Look, STRONG, count, harmless, modality_style, modality_word};

/// Clauses that are shown with their gist; the others by number only.
const SHOWN_CLAUSES: usize = 3;

/// Prints findings as they come and counts them.
#[derive(Debug)]
pub struct Report<'a> {
    policy: Option<&'a Policy>,
    look: Look,
    drafts: usize,
    clean: usize,
    levels: BTreeMap<&'static str, usize>,
}

impl<'a> Report<'a> {
    /// A report under a policy.
    pub fn new(policy: Option<&'a Policy>, look: Look) -> Self {
        Self { policy, look, drafts: 0, clean: 0, levels: BTreeMap::new() }
    }

    /// Prints the findings of a draft.
    pub fn draft(&mut self, out: &mut dyn Write, draft: &Draft, findings: &[Finding]) -> io::Result<()> {
        self.drafts += 1;
        self.clean += usize::from(findings.is_empty());
        for finding in findings {
            *self.levels.entry(level(finding)).or_default() += 1;
            self.finding(out, draft, finding)?;
            writeln!(out)?;
        }
        Ok(())
    }

    /// Prints the sum.
    pub fn finish(&self, out: &mut dyn Write) -> io::Result<()> {
        let under = self.policy.map_or_else(String::new, |p| format!(" under {}", p.short));
        let drafts = count(self.drafts, "draft");
        let total: usize = self.levels.values().sum();
        if self.drafts == 0 {
            return Ok(());
        }
        if total == 0 {
            let nothing = self.look.paint(GOOD, "nothing found");
            return writeln!(out, "{nothing} in {drafts}{under}");
        }
        let levels: Vec<String> = self.levels.iter().map(|(level, n)| format!("{n} {level}")).collect();
        let clean = if self.clean > 0 && self.drafts > 1 { format!(", {} clean", self.clean) } else { String::new() };
        let found = self.look.paint(STRONG, count(total, "finding"));
        writeln!(out, "{found} in {drafts}{under}: {}{clean}", levels.join(", "))
    }

    fn finding(&self, out: &mut dyn Write, draft: &Draft, finding: &Finding) -> io::Result<()> {
        let look = self.look;
        let style = modality_style(finding.modality);
        let head = look.paint(style, format!("{}[{}]", level(finding), finding.category));
        writeln!(out, "{head}{}", look.paint(STRONG, format!(": {}", harmless(&finding.message))))?;
        let sure = match finding.confidence {
            Confidence::Likely => "likely",
            Confidence::Possible => "possible",
        };
        let words = (finding.start, finding.end);
        let others = finding.evidence.iter().map(|e| (e.start, e.end)).filter(|e| *e != words);
        let snippet = marked(draft, words, others, format!("{sure}: {}", finding.title), style);
        snippet.write(out, look)?;
        let gutter = snippet.gutter();
        note(out, look, gutter, "why", &finding.reason)?;
        note(out, look, gutter, "advice", &finding.advice)?;
        for fix in &finding.fixes {
            note(out, look, gutter, "fix", &fix.label)?;
        }
        for clause in finding.clauses.iter().take(SHOWN_CLAUSES) {
            self.clause(out, gutter, clause)?;
        }
        if let Some(more) = finding.clauses.get(SHOWN_CLAUSES..).filter(|more| !more.is_empty()) {
            let more: Vec<String> =
                more.iter().map(|c| format!("{} ({})", c.clause, modality_word(c.modality))).collect();
            note(out, look, gutter, "also", &more.join(", "))?;
        }
        note(out, look, gutter, "detector", &finding.detector)
    }

    fn clause(&self, out: &mut dyn Write, gutter: usize, clause: &ClauseRef) -> io::Result<()> {
        let short = self.policy.map_or(clause.policy.as_str(), |p| p.short.as_str());
        let text = format!("{short} {}, {} ({})", clause.clause, clause.title, modality_word(clause.modality));
        note(out, self.look, gutter, "clause", &text)?;
        let indent = " ".repeat(gutter + 5);
        let options = textwrap::Options::new(self.look.width).initial_indent(&indent).subsequent_indent(&indent);
        for line in textwrap::wrap(&harmless(&clause.gist), options) {
            writeln!(out, "{}", self.look.paint(FAINT, line))?;
        }
        Ok(())
    }
}

/// A snippet of a draft; offsets are UTF-16 units.
pub fn marked<'d>(
    draft: &'d Draft,
    words: (u32, u32),
    others: impl Iterator<Item = (u32, u32)>,
    label: String,
    style: anstyle::Style,
) -> Snippet<'d> {
    let bytes = |(start, end): (u32, u32)| draft.byte(start)..draft.byte(end);
    let primary = bytes(words);
    let mut around = primary.clone();
    let mut marks = vec![Mark { range: primary, primary: true }];
    for other in others.map(bytes) {
        around = around.start.min(other.start)..around.end.max(other.end);
        marks.push(Mark { range: other, primary: false });
    }
    let (lines, first_line) = draft.lines_around(&around);
    for mark in &mut marks {
        mark.range = mark.range.start - lines.start..mark.range.end - lines.start;
    }
    Snippet { name: &draft.name, text: &draft.text[lines], first_line, marks, label, style }
}

/// What stands before the category: the modality, or that no policy was asked.
fn level(finding: &Finding) -> &'static str {
    finding.modality.map_or("noticed", modality_word)
}
