//! Shapes: from a regular expression to the automaton that the engine runs.

use std::collections::BTreeSet;

use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::{start, syntax};
use regex_automata::{Anchored, MatchKind};

use super::error::shown;
use super::limits::{AUTOMATON_BYTES, MINIMIZED_BYTES, PATTERN_BYTES, SHAPE_LENGTH};

type Automaton = dense::DFA<Vec<u32>>;

/// A regular expression, ready to be searched for.
pub(super) struct Shape {
    /// Automaton that finds the end from a begin, as bytes.
    pub(super) automaton: Vec<u8>,
    /// Bytes that a match can begin with: a bit each.
    pub(super) begins: [u64; 4],
    /// Fewest digits of a text that holds a match.
    pub(super) digits: u8,
    /// Whether a match may hold white space.
    pub(super) spaces: bool,
}

/// Builds the automaton of a regular expression.
pub(super) fn shape(regex: &str) -> Result<Shape, String> {
    let said = |e: &dyn std::error::Error| {
        let cause = e.source().map(|s| format!(": {s}")).unwrap_or_default();
        format!("this regular expression can't be used: {e}{cause} ('{}')", shown(regex))
    };
    let build = |minimize: bool| -> Result<Automaton, String> {
        let nfa = thompson::Config::new()
            .utf8(false)
            .which_captures(thompson::WhichCaptures::None)
            .nfa_size_limit(Some(AUTOMATON_BYTES));
        dense::Builder::new()
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .thompson(nfa)
            .configure(
                dense::Config::new()
                    .minimize(minimize)
                    .dfa_size_limit(Some(AUTOMATON_BYTES))
                    .determinize_size_limit(Some(AUTOMATON_BYTES))
                    .match_kind(MatchKind::LeftmostFirst)
                    .start_kind(StartKind::Anchored),
            )
            .build(regex)
            .map_err(|e| said(&e))
    };
    bounded(regex)?;
    let plain = build(false)?;
    let dfa = if plain.memory_usage() <= MINIMIZED_BYTES { build(true)? } else { plain };
    Ok(Shape {
        digits: fewest_digits(&dfa),
        begins: first_bytes(&dfa),
        spaces: holds_spaces(&dfa),
        automaton: dfa.to_sparse().map_err(|e| said(&e))?.to_bytes_little_endian(),
    })
}

/// The states in which a search begins, after any byte and at the begin of a text.
fn begins(dfa: &Automaton) -> impl Iterator<Item = StateID> {
    let behind = (0..=255).map(Some).chain([None]);
    behind.filter_map(|byte| dfa.start_state(&start::Config::new().anchored(Anchored::Yes).look_behind(byte)).ok())
}

/// The bytes that some match begins with: a bit each.
fn first_bytes(dfa: &Automaton) -> [u64; 4] {
    let mut out = [0; 4];
    let states: BTreeSet<StateID> = begins(dfa).collect();
    for byte in 0..=255u8 {
        if states.iter().any(|&state| !dfa.is_dead_state(dfa.next_state(state, byte))) {
            out[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
    }
    out
}

/// Whether white space leads on from some state that a search can be in.
fn holds_spaces(dfa: &Automaton) -> bool {
    let mut seen: BTreeSet<StateID> = BTreeSet::new();
    let mut here: Vec<StateID> = begins(dfa).collect();
    while let Some(state) = here.pop() {
        if dfa.is_dead_state(state) || dfa.is_quit_state(state) || !seen.insert(state) {
            continue;
        }
        for byte in 0..=255u8 {
            let to = dfa.next_state(state, byte);
            // After a match one more byte is read, whatever it is; then the search is over.
            let is_over = dfa.is_dead_state(to) || leads_nowhere(dfa, to);
            if byte.is_ascii_whitespace() && !is_over {
                return true;
            }
            here.push(to);
        }
    }
    false
}

/// Whether every byte ends a search in this state.
fn leads_nowhere(dfa: &Automaton, state: StateID) -> bool {
    (0..=255u8).all(|byte| dfa.is_dead_state(dfa.next_state(state, byte)))
}

/// The fewest digits on any way from a begin of the automaton to a match.
fn fewest_digits(dfa: &Automaton) -> u8 {
    let mut seen: BTreeSet<StateID> = BTreeSet::new();
    let mut here: Vec<StateID> = begins(dfa).collect();
    // States that are reached with so many digits, then those that one digit more leads to.
    for digits in 0..u8::MAX {
        let mut next = Vec::new();
        while let Some(state) = here.pop() {
            if dfa.is_match_state(state) || dfa.is_match_state(dfa.next_eoi_state(state)) {
                return digits;
            }
            if dfa.is_dead_state(state) || dfa.is_quit_state(state) || !seen.insert(state) {
                continue;
            }
            for byte in 0..=255u8 {
                let to = dfa.next_state(state, byte);
                if !seen.contains(&to) {
                    let list = if byte.is_ascii_digit() { &mut next } else { &mut here };
                    list.push(to);
                }
            }
        }
        here = next;
        here.retain(|state| !seen.contains(state));
        if here.is_empty() {
            break;
        }
    }
    0
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

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn tells_which_shapes_hold_white_space() {
        let spaces = |regex: &str| shape(regex).ok().map(|shape| shape.spaces);
        for regex in [r"[a-z]{1,9}@[a-z]{1,9}", r"\d{3}-\d{4}", r"(#\d|[a-z])\b", r"[^\s]{2,5}"] {
            assert_eq!(spaces(regex), Some(false), "{regex}");
        }
        for regex in [r"\d{3}[ -]\d{4}", "ab ", "a b?", r"a\s{0,2}b", "[^a]{1,4}"] {
            assert_eq!(spaces(regex), Some(true), "{regex}");
        }
    }
}
