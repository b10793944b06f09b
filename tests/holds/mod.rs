//! What must hold for any text; the property tests and the fuzz targets both ask it.

use std::sync::Arc;

use clausemark::{Checker, Context, Finding, Session};
use unicode_segmentation::UnicodeSegmentation;

/// Fails where findings are out of range, out of order, off a grapheme border, or not about the words that they name.
pub fn findings_fit(text: &str, findings: &[Finding]) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut borders = vec![0];
    borders.extend(text.graphemes(true).scan(0, |at, g| {
        *at += g.encode_utf16().count() as u32;
        Some(*at)
    }));
    let on_border = |unit: u32| borders.binary_search(&unit).is_ok();
    let mut before = (0, 0);
    for finding in findings {
        assert!(finding.start < finding.end && finding.end as usize <= units.len(), "in range: {finding:?}");
        assert!((finding.start, finding.mark) >= before, "in order: {finding:?}");
        before = (finding.start, finding.mark);
        assert!(on_border(finding.start) && on_border(finding.end), "on borders: {finding:?} in {text:?}");
        assert!(!finding.evidence.is_empty() && !finding.message.is_empty(), "with a reason: {finding:?}");
        for evidence in &finding.evidence {
            let words: Vec<u16> = evidence.text.encode_utf16().collect();
            assert_eq!(units[evidence.start as usize..evidence.end as usize], words[..], "the words themselves");
        }
        for fix in &finding.fixes {
            assert!(fix.start <= fix.end && fix.end as usize <= units.len(), "in range: {fix:?}");
            assert!(on_border(fix.start) && on_border(fix.end), "on borders: {fix:?} in {text:?}");
        }
    }
}

/// Checks a text by itself and in a session, fails where they differ, and answers with the findings.
pub fn session_answers_as_check(checker: &Arc<Checker>, session: &mut Session, text: &str) -> Vec<Finding> {
    let whole = checker.check(text, Context::default());
    assert_eq!(session.check(text), whole, "a session answers as a check: {text:?}");
    whole
}
