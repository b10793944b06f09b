//! The numbered blocks of a document against the clauses of an outline, both in order.
//!
//! A block's number says only where it stands among its neighbours ("a."), so the whole sequence decides: the best alignment by
//! dynamic programming (Needleman and Wunsch 1970), where equal numbers score, leaving out a clause or a block costs, and words in
//! common with the clause's heading and gist settle what numbers leave open.

use std::collections::HashSet;

use crate::label::{Block, Label};
use crate::{Attachment, Extra, Format, OutlineClause, Wording, text_fragment};

/// Points for the last part of a number alone, as `a.` for `III.C.3.a`.
const LAST_PART: f32 = 2.0;
/// Points for each part more that is printed, as in `26.3.1`.
const EACH_MORE: f32 = 1.5;
/// Points off where the letters differ in case: `A.` and `a.` are different levels.
const OTHER_CASE: f32 = 1.2;
/// Points for words in common, at most.
const WORDS: f32 = 1.5;
/// Points off for a clause that is not found, and for a block that stands for none.
const NO_BLOCK: f32 = 1.0;
const NO_CLAUSE: f32 = 0.3;
/// A block without words is what a conversion left of an empty number; it costs less to leave out.
const NO_WORDS: f32 = 0.05;
/// Words compared of each block, and most blocks looked at: a policy has some hundred.
const WORDS_READ: usize = 60;
const MOST_BLOCKS: usize = 4000;
/// Longest beginning of an extra passage, in characters.
const EXTRA_SHOWN: usize = 120;
/// Shortest paragraph that counts as text at the document's end; signatures and dates are shorter.
const SIGNATURE: usize = 60;

/// Finds the clauses of an outline among the blocks.
pub(crate) fn align(format: Format, blocks: &[Block], outline: &[OutlineClause]) -> Attachment {
    let labelled: Vec<usize> = (0..blocks.len()).filter(|&at| blocks[at].label.is_some()).take(MOST_BLOCKS).collect();
    let pairs = best_pairs(blocks, &labelled, outline);

    let mut clauses = Vec::new();
    let mut missing = Vec::new();
    let mut extra = Vec::new();
    let block_of = |clause: usize| pairs.iter().find(|pair| pair.0 == clause).map(|pair| labelled[pair.1]);
    for (at, clause) in outline.iter().enumerate() {
        let Some(block) = block_of(at) else {
            // Found or not is decided below, from the last clause up.
            missing.push(clause.id.clone());
            continue;
        };
        let printed = blocks[block].label.as_ref().map(|label| label.printed.clone()).unwrap_or_default();
        let (id, wording) = (clause.id.clone(), blocks[block].text());
        clauses.push((at, Wording { id, printed, wording, fragment: String::new() }));
    }
    // What stands between a clause's block and the next one's belongs to it.
    let taken: HashSet<usize> = pairs.iter().map(|pair| labelled[pair.1]).collect();
    let mut owner: Option<usize> = None;
    for (at, block) in blocks.iter().enumerate() {
        if taken.contains(&at) {
            owner = clauses.iter().position(|(clause, _)| block_of(*clause) == Some(at));
            continue;
        }
        let (Some(label), false) = (&block.label, block.paragraphs.is_empty()) else { continue };
        let text = block.text();
        if let Some((_, wording)) = owner.and_then(|owner| clauses.get_mut(owner)) {
            if !wording.wording.is_empty() {
                wording.wording.push('\n');
            }
            wording.wording.push_str(&format!("{} {text}", label.printed));
        }
        let after = owner.map(|owner| clauses[owner].1.id.clone());
        let text = text.chars().take(EXTRA_SHOWN).collect();
        extra.push(Extra { printed: label.printed.clone(), text, after });
    }
    if let Some((_, last)) = clauses.last_mut() {
        drop_signature(&mut last.wording);
    }
    let mut clauses: Vec<Wording> = clauses.into_iter().map(|(_, wording)| wording).collect();
    for clause in &mut clauses {
        clause.fragment = text_fragment(&clause.wording);
    }
    add_unsaid_levels(outline, &mut clauses, &mut missing);
    Attachment { format, clauses, missing, extra }
}

/// Pairs of (clause, labelled block), both rising, with the most points.
fn best_pairs(blocks: &[Block], labelled: &[usize], outline: &[OutlineClause]) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum Step {
        Start,
        Pair,
        SkipClause,
        SkipBlock,
    }
    let (rows, columns) = (outline.len() + 1, labelled.len() + 1);
    let parts: Vec<Vec<&str>> = outline.iter().map(|clause| clause.id.split('.').collect()).collect();
    let about: Vec<HashSet<String>> = outline.iter().map(|clause| stems(&clause.about)).collect();
    let words: Vec<HashSet<String>> = labelled.iter().map(|&at| stems(&blocks[at].text())).collect();
    let cost: Vec<f32> =
        labelled.iter().map(|&at| if blocks[at].paragraphs.is_empty() { NO_WORDS } else { NO_CLAUSE }).collect();

    let mut steps = vec![Step::Start; rows * columns];
    let mut before = vec![0.0f32; columns];
    for column in 1..columns {
        before[column] = before[column - 1] - cost[column - 1];
        steps[column] = Step::SkipBlock;
    }
    for row in 1..rows {
        let mut now = vec![0.0f32; columns];
        now[0] = before[0] - NO_BLOCK;
        steps[row * columns] = Step::SkipClause;
        for column in 1..columns {
            let mut best = (before[column] - NO_BLOCK, Step::SkipClause);
            let skip = now[column - 1] - cost[column - 1];
            if skip > best.0 {
                best = (skip, Step::SkipBlock);
            }
            let block = &blocks[labelled[column - 1]];
            if let Some(points) = block.label.as_ref().and_then(|label| number_points(&parts[row - 1], label)) {
                let pair = before[column - 1] + points + word_points(&about[row - 1], &words[column - 1]);
                if pair >= best.0 {
                    best = (pair, Step::Pair);
                }
            }
            now[column] = best.0;
            steps[row * columns + column] = best.1;
        }
        before = now;
    }

    let mut pairs = Vec::new();
    let (mut row, mut column) = (rows - 1, columns - 1);
    while row > 0 || column > 0 {
        match steps[row * columns + column] {
            Step::Pair => {
                (row, column) = (row - 1, column - 1);
                pairs.push((row, column));
            }
            Step::SkipClause => row -= 1,
            Step::SkipBlock => column -= 1,
            Step::Start => break,
        }
    }
    pairs.reverse();
    pairs
}

/// Points if the printed number can be that of the clause: it ends as the id ends, and says no more than the id, or
/// it ends with the whole id, behind the policy's own number.
fn number_points(id: &[&str], label: &Label) -> Option<f32> {
    let printed = &label.parts;
    let same = id.iter().rev().zip(printed.iter().rev()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    if same == 0 || same < id.len().min(printed.len()) {
        return None;
    }
    let other_case = id.iter().rev().zip(printed.iter().rev()).any(|(a, b)| *a != b);
    #[allow(clippy::cast_precision_loss)] // A handful of parts.
    let more = (same - 1) as f32;
    Some(LAST_PART + more * EACH_MORE - if other_case { OTHER_CASE } else { 0.0 })
}

#[allow(clippy::cast_precision_loss)] // A handful of words.
fn word_points(about: &HashSet<String>, words: &HashSet<String>) -> f32 {
    if about.is_empty() || words.is_empty() {
        return 0.0;
    }
    let common = about.intersection(words).count() as f32;
    WORDS * common / about.len().min(words.len()).max(3) as f32
}

/// The beginnings of the longer words: enough to see that "posting" and "posted" are alike.
fn stems(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .take(WORDS_READ)
        .filter(|word| word.chars().count() > 3)
        .map(|word| word.to_lowercase().chars().take(5).collect())
        .collect()
}

/// A level that the outline counts and the document prints only with its first clause, such as `26.1` above `26.1.0`, is there.
fn add_unsaid_levels(outline: &[OutlineClause], clauses: &mut Vec<Wording>, missing: &mut Vec<String>) {
    let mut found: HashSet<&str> = HashSet::new();
    for (at, clause) in outline.iter().enumerate().rev() {
        let id = clause.id.as_str();
        let first = outline.get(at + 1).map(|next| next.id.as_str());
        let unsaid = first.is_some_and(|first| first.strip_prefix(id) == Some(".0") && found.contains(first));
        if unsaid || !missing.iter().any(|other| other == id) {
            found.insert(id);
        }
    }
    missing.retain(|id| !found.contains(id.as_str()));
    let mut all = Vec::with_capacity(found.len());
    let mut rest = std::mem::take(clauses).into_iter().peekable();
    for clause in outline.iter().filter(|clause| found.contains(clause.id.as_str())) {
        let wording = rest.next_if(|wording| wording.id == clause.id);
        let unsaid = || Wording { id: clause.id.clone(), ..Wording::default() };
        all.push(wording.unwrap_or_else(unsaid));
    }
    *clauses = all;
}

/// Takes names, dates and "Original signed" off the end of the last clause.
fn drop_signature(wording: &mut String) {
    while let Some((rest, last)) = wording.rsplit_once('\n') {
        if last.chars().count() >= SIGNATURE || last.ends_with(['.', ';', ':']) {
            break;
        }
        wording.truncate(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{attach, label, text};

    fn outline(ids: &str) -> Vec<OutlineClause> {
        ids.split(' ').map(|id| OutlineClause { id: id.into(), about: String::new() }).collect()
    }

    fn aligned(text: &str, ids: &str) -> Attachment {
        align(Format::Text, &label::blocks(&text::from_str(text)), &outline(ids))
    }

    fn wording<'a>(attachment: &'a Attachment, id: &str) -> &'a str {
        attachment.clauses.iter().find(|clause| clause.id == id).map_or("(none)", |clause| &clause.wording)
    }

    #[test]
    fn same_letters_on_several_levels_find_their_places() {
        let text = "I. AIM\nWe help.\nII. RULES\nA. At work\n1. ask first\n a. in writing\n b. in time\n2. be kind\nB. At home\n1. stay safe\ni. lock up";
        let found = aligned(text, "I II II.A II.A.1 II.A.1.a II.A.1.b II.A.2 II.B II.B.1 II.B.1.i");
        assert!(found.missing.is_empty(), "{:?}", found.missing);
        assert_eq!(wording(&found, "II.A.1.b"), "in time");
        assert_eq!(wording(&found, "II.B.1"), "stay safe");
        assert_eq!(wording(&found, "I"), "AIM\nWe help.");
    }

    #[test]
    fn empty_numbers_and_clauses_left_out_shift_nothing() {
        let text = "1. One\n2.\n3.\n4. Four\n 1. under four\n5.\n6. Six";
        let found = aligned(text, "1 4 4.1 4.2 6");
        assert_eq!(found.missing, ["4.2"]);
        assert_eq!(wording(&found, "6"), "Six");
    }

    #[test]
    fn levels_that_are_never_printed_count_with_their_first_clause() {
        let found = aligned("7.0.0 Aim\n7.1.0 Rules\n7.1.1 Be kind", "7 7.0 7.0.0 7.1 7.1.0 7.1.1 7.1.2");
        assert_eq!(found.missing, ["7.1.2"]);
        assert_eq!(found.clauses[0].id, "7");
        assert_eq!(found.clauses[0].wording, "");
    }

    #[test]
    fn what_no_clause_stands_for_is_listed_and_kept() {
        let found = aligned("1. Ask\n a. in writing\n2. Wait", "1 2");
        assert_eq!(found.extra[0].after.as_deref(), Some("1"));
        assert_eq!(wording(&found, "1"), "Ask\na. in writing");
    }

    #[test]
    fn a_signature_is_no_clause() {
        let found =
            aligned("1. Ask first.\n2. Wait for the answer.\n\nOriginal signed\n\nP. Moss\nChief of Police", "1 2");
        assert_eq!(wording(&found, "2"), "Wait for the answer.");
    }

    #[test]
    fn a_file_about_something_else_is_refused() {
        assert_eq!(attach(b"Dear all, the picnic is on Friday.", &outline("1 2")), Err(crate::Problem::NoClauses));
    }
}
