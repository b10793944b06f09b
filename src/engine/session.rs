//! A session keeps the notes of one compose box's sentences and looks anew only at those that an edit touched.

use std::sync::Arc;

use super::analyse::Analysis;
use super::checker::{Checker, carry_quote};
use super::scoring::Said;
use super::weigh::Part;
use crate::finding::Finding;
use crate::settings::Context;
use crate::text::sentence;

/// One sentence of the last text.
#[derive(Debug, Clone)]
struct Kept {
    start: usize,
    end: usize,
    /// Whether a quotation was open before it.
    quoted: bool,
    analysis: Analysis,
}

/// Checks the text of one compose box again and again. Always answers as [`Checker::check`] would.
#[derive(Debug)]
pub struct Session {
    checker: Arc<Checker>,
    context: Context,
    text: String,
    kept: Vec<Kept>,
    /// What the learned scorer said of its passages.
    said: Said,
}

impl Session {
    pub(super) fn new(checker: Arc<Checker>, context: Context) -> Self {
        Self { checker, context, text: String::new(), kept: Vec::new(), said: Said::default() }
    }

    /// The findings of the text as it is now.
    pub fn check(&mut self, text: &str) -> Vec<Finding> {
        self.update(text);
        let parts: Vec<Part<'_>> = self.kept.iter().map(|k| Part { start: k.start, analysis: &k.analysis }).collect();
        self.checker.answer(text, &parts, self.context, Some(&mut self.said))
    }

    fn update(&mut self, text: &str) {
        let mut same_head = self.text.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
        // Letters can share their first byte, as "É" and "é" do.
        while !self.text.is_char_boundary(same_head) || !text.is_char_boundary(same_head) {
            same_head -= 1;
        }
        let longest_tail = self.text.len().min(text.len()) - same_head;
        let same_tail =
            self.text.bytes().rev().zip(text.bytes().rev()).take(longest_tail).take_while(|(a, b)| a == b).count();
        if same_head == text.len() && same_head == self.text.len() {
            return;
        }
        // A sentence's end depends on no more than the first character after it, so a sentence is the same while the
        // next one begins within what is the same.
        let head = self.kept.iter().take_while(|k| k.end < same_head).count();
        let mut old = std::mem::take(&mut self.kept);
        let mut tail = old.split_off(head).into_iter().peekable();
        self.kept = old;
        let mut at = self.kept.last().map_or(0, |k| k.end);
        let mut quoted = self.kept.last().is_some_and(|k| carry_quote(text, k.start, k.end, k.analysis.open_quote));
        let grown = text.len() as isize - self.text.len() as isize;
        let mut analyser = self.checker.analyser();
        while at < text.len() {
            // Within the same tail, an old sentence that begins at this very place stands again, and so do all after it.
            while tail.peek().is_some_and(|k| k.start as isize + grown < at as isize) {
                tail.next();
            }
            let meets = text.len() - at <= same_tail
                && tail.peek().is_some_and(|k| k.start as isize + grown == at as isize && k.quoted == quoted);
            if meets {
                self.kept.extend(tail.map(|k| Kept {
                    start: (k.start as isize + grown) as usize,
                    end: (k.end as isize + grown) as usize,
                    ..k
                }));
                break;
            }
            let end = sentence::end(text, at);
            let analysis = analyser.analyse(&self.checker.with(), &text[at..end], quoted);
            let open = carry_quote(text, at, end, analysis.open_quote);
            self.kept.push(Kept { start: at, end, quoted, analysis });
            quoted = open;
            at = end;
        }
        text.clone_into(&mut self.text);
    }
}
