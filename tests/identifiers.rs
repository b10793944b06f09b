//! Identifiers are found however their signs were typed, and marked where they stand.

use clausemark::{Checker, Context, Settings};

/// The marked words of what rules alone find in a text.
fn marked(checker: &Checker, text: &str) -> Vec<(String, String)> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let words = |start: u32, end: u32| String::from_utf16_lossy(&units[start as usize..end as usize]);
    checker.check(text, Context::default()).into_iter().map(|f| (f.category, words(f.start, f.end))).collect()
}

#[test]
fn a_number_is_found_with_any_dash_space_or_digit() {
    let checker = Checker::new(Settings { policy: "none".into(), scorer: false, ..Settings::default() })
        .expect("no policy is a setting");
    let number = "123-45-6789";
    let spellings = [
        number.to_owned(),
        number.replace('-', "\u{2013}"),
        number.replace('-', "\u{2011}"),
        number.replace('-', "\u{2212}"),
        number.replace('3', "\u{ff13}"),
        number.replace("45", "4\u{200b}5"),
    ];
    for spelling in spellings {
        let found = marked(&checker, &format!("🚓 his SSN is {spelling}, no joke"));
        assert!(found.contains(&("privacy.person".into(), spelling.clone())), "{spelling}: {found:?}");
    }
    assert!(marked(&checker, "the score was 123\u{2013}45\u{2013}67 after three rounds").is_empty());
}
