//! What a detector sees of a text as typed: each kind of folding by example, and by property that what is marked is what was
//! seen, whole characters of it and no more.

use std::sync::Arc;

use clausemark::compile::{SourceFile, compile};
use clausemark::{Checker, Context, Settings, builtin};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// A detector of single words and phrases, some of them masked, with the built-in words and look-alikes.
fn checker() -> Arc<Checker> {
    let mut files: Vec<SourceFile> = builtin::sources()
        .into_iter()
        .filter(|f| f.path == "categories.toml" || f.path.starts_with("words/") || f.path.starts_with("text/"))
        .collect();
    files.push(SourceFile {
        path: "detectors/words.toml".into(),
        text: "id = 'words'\ncategory = 'conf.call'\ntitle = 't'\nmessage = 'may'\nreason = 'r'\nadvice = 'a'\n\
               [[terms]]\nmasked = true\nweight = 9\nany = ['damn', 'shit']\n\
               [[terms]]\nweight = 9\nany = ['=precinct', 'traffic stop', 'back the blue', 'did not knock', '🔫', 'cafe']\n\
               [examples]\nhit = []\nmiss = []\n"
            .into(),
    });
    let rules = compile(&files).unwrap_or_else(|problems| panic!("{problems}")).rules;
    let settings = Settings { policy: "none".into(), scorer: false, ..Settings::default() };
    Arc::new(Checker::with_rules(Arc::new(rules), settings).expect("no policy is named"))
}

/// The marked words of a text.
fn marked(checker: &Checker, text: &str) -> Vec<String> {
    let findings = checker.check(text, Context::default());
    findings.into_iter().flat_map(|f| f.evidence).map(|e| e.text).collect()
}

#[test]
fn every_folding_by_example() {
    let checker = checker();
    for (what, text) in [
        ("as typed", "the [precinct] door"),
        ("case", "the [PreCINCT] door"),
        ("accents", "the [précïnçt] door"),
        ("accents as marks of their own", "the [pre\u{301}cinct] door"),
        ("NFKC: full width", "the [ｐｒｅｃｉｎｃｔ] door"),
        ("NFKC: mathematical letters", "the [𝖕𝖗𝖊𝖈𝖎𝖓𝖈𝖙] door"),
        ("NFKC: circled letters", "the [ⓟⓡⓔⓒⓘⓝⓒⓣ] door"),
        ("look-alikes: Cyrillic", "the [рrесinсt] door"),
        ("look-alikes: Greek", "the [ρrecιnct] door"),
        ("zero-width space", "the [pre\u{200b}cinct] door"),
        ("zero-width joiner", "the [pre\u{200d}cinct] door"),
        ("soft hyphen", "the [pre\u{ad}cinct] door"),
        ("word joiner", "the [pre\u{2060}cinct] door"),
        ("bidirectional controls", "the [pre\u{202e}cin\u{202c}ct] door"),
        ("variation selectors", "the [pre\u{fe0f}cinct] door"),
        ("tag characters", "the [pre\u{e0041}cinct] door"),
        ("stretched", "the [preeeecinct] door"),
        ("possessive", "the [precinct's] door"),
        ("typographic apostrophe", "the [precinct’s] door"),
        ("typographic quotes", "the “[precinct]” door"),
        ("contraction", "we [didn't knock]"),
        ("contraction, typographic", "we [didn’t knock]"),
        ("contraction without an apostrophe", "we [didnt knock]"),
        ("hyphens", "a [traffic-stop] again"),
        ("hashtag", "the #[precinct] door"),
        ("hashtag in camel case", "always #[BackTheBlue] here"),
        ("hashtag in small letters", "always #[backtheblue] here"),
        ("hashtag with underscores", "always #[back_the_blue] here"),
        ("emoji", "he had a [🔫] there"),
        ("emoji with a variation selector", "he had a [🔫\u{fe0f}] there"),
        ("l33t", "well [d4mn] it"),
        ("signs for letters", "well [d@mn] it"),
        ("a star", "well [d*mn] it"),
        ("spaced", "well [d a m n] it"),
        ("dotted", "well [d.a.m.n] it"),
        ("dashed", "well [d-a-m-n] it"),
        ("a hyphen inside", "well [da-mn] it"),
        ("a dot inside", "well [da.mn] it"),
        ("a dot inside, capitals", "WELL [DA.MN] IT"),
        ("an underscore inside", "well [da_mn] it"),
        ("a hyphen before a short word", "oh [sh-it], well"),
        ("a hyphen before an ending", "well [damn-ed] it"),
        ("words run together", "the [Precinct]StopTraffic door"),
        ("two words run together", "[Damn]The door"),
        ("words run together, not the first", "StopThe[Precinct] door"),
        ("look-alikes: dotless i", "the [precınct] door"),
        ("look-alikes: Lisu", "the [ꓑꓣꓰꓚꓲꓠꓚꓔ] door"),
        ("stretched and masked", "well [daaamnnn] it"),
    ] {
        let wanted = text.split_once('[').and_then(|(_, rest)| rest.split_once(']')).expect("marked").0;
        let plain = text.replace(['[', ']'], "");
        // A hashtag's sign may be marked with its first word.
        let found: Vec<String> =
            marked(&checker, &plain).iter().map(|words| words.trim_start_matches('#').to_owned()).collect();
        assert_eq!(found, [wanted], "{what}: {plain}");
    }
}

#[test]
fn folding_makes_no_hits_of_innocent_text() {
    let checker = checker();
    for text in [
        "a dam n more",
        "dam, no water",
        "D. A. Marsh not here",
        "I'd a many",
        "pre cinct",
        "p r e c i n c t",
        "pr3cinct",
        "pr*cinct",
        "traffic. Stop",
        "adamn't",
        "madamn",
        "goddam nice",
        "back the bluegrass",
        "class-hit",
        "push-it",
        "as-s",
        "a-da-mn",
        "da-mn-x",
        "da--mn",
        "da- mn",
        "d-amn",
        "the da.Mn",
        "McPrecinct",
        "ePrecinct",
        "DeStop",
        "LaPrecinct",
        "PrecinctBlue",
    ] {
        assert_eq!(marked(&checker, text), Vec::<String>::new(), "{text}");
    }
}

/// Ways to write one letter so that it still is that letter.
fn disguised(letter: char, way: u8) -> String {
    let wide = |c: char| char::from_u32(c as u32 - 0x61 + 0xff41).unwrap_or(c);
    let cyrillic = |c: char| match c {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'p' => 'р',
        'o' => 'о',
        c => c,
    };
    match way % 9 {
        0 => letter.to_uppercase().to_string(),
        1 => wide(letter).to_string(),
        2 => cyrillic(letter).to_string(),
        3 => format!("{letter}\u{200b}"),
        4 => format!("{letter}\u{301}"),
        5 => format!("{letter}\u{fe0f}"),
        6 => format!("{letter}\u{2060}\u{200d}"),
        _ => letter.to_string(),
    }
}

fn disguise() -> impl Strategy<Value = String> {
    let letters = "precinct".len();
    prop::collection::vec(any::<u8>(), letters)
        .prop_map(|ways| "precinct".chars().zip(ways).map(|(letter, way)| disguised(letter, way)).collect())
}

/// What may stand around a word without being part of it.
const AROUND: &[&str] = &["", "we ", "“", "😂 ", "né ", "👮🏽‍♀️ ", "(", "\n", "中文 ", "4 ", "🇺🇸 ", "... "];

fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "precinct ",
        "damn ",
        "d4mn ",
        "d a m n ",
        "d.a.m.n",
        "daaamn ",
        "traffic stop",
        "#BackTheBlue ",
        "cafe\u{301} ",
        "🔫",
        "didn’t knock",
        "did ",
        "not ",
        "knock ",
        "a",
        "n ",
        " ",
        ". ",
        "\u{200b}",
        "\u{301}",
        "👮🏽‍♀️",
        "“",
        "x",
        "*",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|p| p.concat())
}

thread_local! {
    static CHECKER: Arc<Checker> = checker();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a_disguised_word_is_found_and_marked_whole(
        word in disguise(),
        before in prop::sample::select(AROUND),
        after in prop::sample::select(&[" door", "", ".", "’s", ", no", "😂", "”"][..]),
    ) {
        let text = format!("{before}{word}{after}");
        let found = CHECKER.with(|c| marked(c, &text));
        // Marks that follow the word belong to its last character.
        let bare = |s: &str| s.trim_end_matches("’s").to_owned();
        prop_assert_eq!(found.len(), 1, "{:?}", text);
        prop_assert_eq!(bare(&found[0]), word.clone(), "{:?}", text);
        prop_assert_eq!(found[0].graphemes(true).next(), word.graphemes(true).next());
    }

    #[test]
    fn what_is_marked_is_what_the_detector_saw(text in pieces()) {
        CHECKER.with(|checker| {
            for words in marked(checker, &text) {
                // By itself it is found again, and is all that is marked, but for what can't be seen before it.
                let seen = words.trim_start_matches('\u{200b}').to_owned();
                prop_assert_eq!(marked(checker, &words), vec![seen], "{:?} in {:?}", words, text);
            }
            Ok(())
        })?;
    }
}
