//! Shapes: from a regular expression to the two automata that the engine runs.

use regex_automata::MatchKind;
use regex_automata::dfa::{StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::syntax;

use super::error::shown;
use super::limits::{AUTOMATON_BYTES, PATTERN_BYTES, SHAPE_LENGTH};

/// The two automata of a regular expression, as bytes.
pub(super) fn automata(regex: &str) -> Result<(Vec<u8>, Vec<u8>), String> {
    let said = |e: &dyn std::error::Error| {
        let cause = e.source().map(|s| format!(": {s}")).unwrap_or_default();
        format!("this regular expression can't be used: {e}{cause} ('{}')", shown(regex))
    };
    let build = |reverse: bool| -> Result<Vec<u8>, String> {
        let kind = if reverse { MatchKind::All } else { MatchKind::LeftmostFirst };
        let start = if reverse { StartKind::Anchored } else { StartKind::Unanchored };
        let nfa = thompson::Config::new()
            .reverse(reverse)
            .utf8(false)
            .which_captures(thompson::WhichCaptures::None)
            .nfa_size_limit(Some(AUTOMATON_BYTES));
        let dfa = dense::Builder::new()
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .thompson(nfa)
            .configure(
                dense::Config::new()
                    .minimize(true)
                    .dfa_size_limit(Some(AUTOMATON_BYTES))
                    .determinize_size_limit(Some(AUTOMATON_BYTES))
                    .match_kind(kind)
                    .start_kind(start),
            )
            .build(regex)
            .map_err(|e| said(&e))?;
        Ok(dfa.to_sparse().map_err(|e| said(&e))?.to_bytes_little_endian())
    };
    bounded(regex)?;
    Ok((build(false)?, build(true)?))
}

/// A shape without a longest match could make a search of a text take the square of its length.
fn bounded(regex: &str) -> Result<(), String> {
    if regex.len() > PATTERN_BYTES {
        return Err(format!("this regular expression is longer than {PATTERN_BYTES} bytes; split it"));
    }
    let hir = syntax::parse_with(regex, &syntax::Config::new().unicode(false).utf8(false))
        .map_err(|e| format!("this regular expression can't be used: {e} ('{}')", shown(regex)))?;
    match hir.properties().maximum_len() {
        Some(longest) if longest <= SHAPE_LENGTH => Ok(()),
        Some(longest) => Err(format!(
            "this regular expression can match {longest} bytes; {SHAPE_LENGTH} is the most ('{}')",
            shown(regex)
        )),
        None => {
            Err(format!("this regular expression has no longest match; write {{1,20}} for + or * ('{}')", shown(regex)))
        }
    }
}
