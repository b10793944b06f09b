//! Any text, and any edits of it: no panic, offsets on grapheme borders, and a session that answers as a check.
//!
//! The input is one draft after the other, with a byte that no text has between them: what the writer had at each moment.

#![no_main]

use std::cell::OnceCell;
use std::sync::Arc;

use clausemark::{Checker, Context, Settings, examples};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/holds/mod.rs"]
mod holds;

thread_local! {
    static CHECKER: OnceCell<Arc<Checker>> = const { OnceCell::new() };
}

fn checker() -> Arc<Checker> {
    let make = || {
        let settings = Settings { profile: examples::example_profile(), policy: "none".into(), ..Settings::default() };
        Arc::new(Checker::new(settings).expect("the built-in rules work"))
    };
    CHECKER.with(|cell| Arc::clone(cell.get_or_init(make)))
}

fuzz_target!(|data: &[u8]| {
    let checker = checker();
    let mut session = checker.session(Context::default());
    for draft in data.split(|&byte| byte == 0xff).take(6) {
        let text = String::from_utf8_lossy(draft);
        let findings = holds::session_answers_as_check(&checker, &mut session, &text);
        holds::findings_fit(&text, &findings);
    }
});
