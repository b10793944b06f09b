//! Names and addresses of the writer's profile, in the forms that people give and use: found as what they are, and no more.

use clausemark::{Checker, Context, Profile, Settings};
use proptest::prelude::*;

/// The categories found in a text with this profile, by rules alone.
fn found(profile: &Profile, text: &str) -> Vec<String> {
    let settings = Settings { policy: "none".into(), profile: profile.clone(), scorer: false, ..Settings::default() };
    let checker = Checker::new(settings).expect("a profile is never refused");
    checker.check(text, Context::default()).into_iter().map(|f| f.category).collect()
}

fn living_at(home: &str) -> Profile {
    let mut profile = Profile::default();
    profile.writer.home = vec![home.to_owned()];
    profile
}

fn working_with(name: &str) -> Profile {
    Profile { coworkers: vec![name.to_owned()], ..Profile::default() }
}

#[test]
fn an_address_is_known_however_it_was_given() {
    for home in [
        "418 Larkspur Lane",
        "418 Larkspur Ln, Fairmont, CO 80226",
        "418 Larkspur Lane Apt 4",
        "418 Larkspur Lane #4",
        "418 Larkspur Ln NW",
        "418 N Larkspur Ln",
        "418 North Larkspur Lane, Unit B",
    ] {
        let profile = living_at(home);
        for text in ["come over to 418 Larkspur tonight", "party at 418 Larkspur Lane", "we are at 418 larkspur ln"] {
            assert!(found(&profile, text).contains(&"id.home".to_owned()), "{home}: {text}");
        }
        assert!(found(&profile, "the lark sang on the lane").is_empty(), "{home}");
    }
}

#[test]
fn a_name_is_known_without_rank_and_suffix() {
    for name in ["Robert Delgado Jr.", "Sgt. Robert Delgado", "Detective Robert Delgado III"] {
        let profile = working_with(name);
        assert!(!found(&profile, "Delgado got suspended again").is_empty(), "{name}");
        for text in ["The Jr football team won", "Thanks to Sgt Pepper", "World War III movies all night"] {
            assert!(found(&profile, text).is_empty(), "{name}: {text}");
        }
    }
}

#[test]
fn a_name_is_known_without_its_apostrophe_or_hyphen() {
    let profile = working_with("Kevin O'Brien");
    for text in ["OBrien got suspended again", "@kevinobrien got suspended again", "O'Brien got suspended again"] {
        assert!(!found(&profile, text).is_empty(), "{text}");
    }
    let profile = working_with("Anna Smith-Jones");
    assert!(!found(&profile, "@annasmithjones got suspended again").is_empty());
}

#[test]
fn a_name_that_is_an_everyday_word_needs_more_than_the_capital_of_a_first_word() {
    for (name, text) in [
        ("Marcus Young", "Young kids these days, I tell you"),
        ("Marcus Long", "Long day today"),
        ("Marcus Hope", "Hope everyone had a great weekend"),
    ] {
        assert!(found(&working_with(name), text).is_empty(), "{text}");
    }
    assert!(!found(&working_with("Marcus Young"), "so Young got suspended again").is_empty());
}

#[test]
fn words_of_ones_own_list_are_marked() {
    let mut profile = Profile::default();
    profile.writer.terms = vec!["Project Bluebird".to_owned()];
    assert!(!found(&profile, "Project Bluebird is on tonight").is_empty());
    assert!(found(&profile, "a bluebird on the fence").is_empty());
}

#[test]
fn what_is_pasted_into_a_field_stops_no_checker() {
    for odd in ["https://maps.example/xyz", "@😂", "🏻", "", " ", "#", "'", "\u{200b}", ",,,", "W."] {
        let list = || vec![odd.to_owned()];
        let mut profile = Profile { coworkers: list(), ..Profile::default() };
        profile.department.name = odd.to_owned();
        profile.department.aliases = list();
        profile.department.email_domains = list();
        let writer = &mut profile.writer;
        (writer.name, writer.badge, writer.unit) = (odd.to_owned(), odd.to_owned(), odd.to_owned());
        for field in [&mut writer.home, &mut writer.plates, &mut writer.family, &mut writer.places, &mut writer.terms] {
            *field = list();
        }
        found(&profile, "a quiet day with the dog");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_profile_makes_a_checker(words in proptest::collection::vec("\\PC{0,12}", 8)) {
        let mut profile = Profile { coworkers: words.clone(), ..Profile::default() };
        profile.writer.home = words.clone();
        profile.writer.terms = words;
        found(&profile, "a quiet day with the dog");
    }
}
