//! Names and addresses of the writer's profile, in the forms that people give and use: found as what they are, and no more.

use clausemark::{Checker, Context, Profile, Role, Settings};
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

/// The writer of another department than the examples'; undercover, so that the model policy speaks of all that names them.
fn of_ridgeport() -> Profile {
    let mut profile = working_with("Miguel Santoro");
    profile.department.name = "Ridgeport Police Department".to_owned();
    profile.department.aliases = vec!["Ridgeport PD".to_owned(), "RPD".to_owned()];
    profile.department.city = "Ridgeport".to_owned();
    profile.department.email_domains = vec!["ridgeportpd.example".to_owned()];
    profile.writer.name = "Dana Kessler".to_owned();
    profile.writer.role = Role::Undercover;
    profile.writer.home = vec!["77 Juniper Court".to_owned()];
    profile
}

#[test]
fn the_model_policy_speaks_of_the_writers_own_department_and_of_no_other() {
    let settings = Settings { profile: of_ridgeport(), scorer: false, ..Settings::default() };
    assert_eq!(settings.policy, "model-26");
    let checker = Checker::new(settings).expect("a built-in policy");
    // The same words with a name of this profile, and with that of the examples' writer.
    for (category, own, other) in [
        ("id.employer", "I work for RPD", "I work for FPD"),
        ("id.employer", "ten years with Ridgeport PD today", "ten years with Fairmont PD today"),
        ("id.employer", "As a Ridgeport cop I get asked a lot", "As a Fairmont cop I get asked a lot"),
        ("id.coworker", "sat behind Santoro at church", "sat behind Whitcomb at church"),
        ("id.home", "party at 77 Juniper Court", "party at 418 Larkspur Lane"),
        ("id.work-email", "write to dk@ridgeportpd.example", "write to ja@fairmontpd.example"),
    ] {
        let found = checker.check(own, Context::default());
        let finding = found.iter().find(|f| f.category == category);
        assert_eq!(finding.map(|f| f.clauses[0].clause.as_str()), Some("26.3.6.b"), "{own}");
        assert!(checker.check(other, Context::default()).is_empty(), "{other}");
    }
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
