//! What must hold for any text: offsets in range and on grapheme borders, the same answer from a session, no panic.

use std::sync::Arc;

use clausemark::{Checker, Context, Settings, examples};
use proptest::prelude::*;

mod holds;

thread_local! {
    /// A checker holds memory that it reuses and so belongs to one thread.
    static OWN: Arc<Checker> = Arc::new(
        Checker::new(Settings { policy: "none".into(), profile: examples::example_profile(), ..Settings::default() }).expect("the built-in rules work"),
    );
}

/// Pieces that posts are made of: words that rules know, everyday words, signs, emoji, odd characters.
const PIECES: &[&str] = &[
    "we ",
    "arrested ",
    "him ",
    "on Cedar ",
    "last night",
    ". ",
    "! ",
    "?",
    "\n",
    "\n\n",
    "...",
    " ",
    "fuck ",
    "f u c k ",
    "sh!t ",
    "Sgt. W. ",
    "@erin_whitcomb ",
    "#4Adam12 ",
    "BXK-4471 ",
    "418 Larkspur ",
    "traffic stop ",
    "“",
    "”",
    "\"",
    "’s ",
    "don't ",
    "😂",
    "👮🏽‍♀️",
    "🔫",
    "e\u{301}",
    "\u{200b}",
    "\u{202e}",
    "ﬁ",
    "𝕱𝖚𝖈𝖐 ",
    "р",
    "ß",
    "İ",
    "É ",
    "é ",
    "\r\n",
    "a",
    "A",
    "1",
    "4:30 ",
    "$40 ",
    "https://x.com/a?b=1 ",
    "a@fairmontpd.example ",
    "-",
    "—",
    "*",
    "**",
    "s***",
    "ooooo",
    "中文",
    "שלום",
    "‏",
    "🇺🇸🇺🇸",
    "\u{0}",
    "proud to work for FPD ",
    "I hate women ",
    "press release ",
    "union meeting ",
    "in the movie ",
    "the game ",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|p| p.concat()),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn offsets_are_in_range_ordered_and_on_borders(text in text()) {
        let findings = OWN.with(|c| c.check(&text, Context::default()));
        holds::findings_fit(&text, &findings);
    }

    #[test]
    fn a_session_answers_as_a_check(texts in prop::collection::vec(text(), 1..4), edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), prop::sample::select(PIECES)), 0..12)) {
        OWN.with(|checker| {
            let mut session = checker.session(Context::default());
            let mut now = texts.concat();
            holds::session_answers_as_check(checker, &mut session, &now);
            for (from, to, piece) in &edits {
                let borders: Vec<usize> = now.char_indices().map(|(i, _)| i).chain([now.len()]).collect();
                let a = from.index(borders.len());
                let b = (a + to.index(12)).min(borders.len() - 1);
                now.replace_range(borders[a]..borders[b], piece);
                holds::session_answers_as_check(checker, &mut session, &now);
            }
        });
    }

    #[test]
    fn the_same_text_gets_the_same_answer(text in text()) {
        let once = OWN.with(|c| c.check(&text, Context::default()));
        let again = OWN.with(|c| c.check(&text, Context::default()));
        prop_assert_eq!(once, again);
    }
}

#[test]
fn checkers_and_sessions_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Checker>();
    shared::<clausemark::Session>();
}
