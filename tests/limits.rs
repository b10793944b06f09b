//! Rules that somebody was sent obey the limits of the built-in ones: what is over them is a mistake with its place, told
//! soon, and nothing makes the compiler or a check run away.

use std::sync::Arc;

use clausemark::compile::{Compiled, Problems, SourceFile, compile, read_folder};
use clausemark::{Checker, Context, Settings};

const CATEGORIES: &str = "[[category]]\nid = \"pets.dog\"\ntitle = \"Dogs\"\npresent = \"dogs\"\n";

fn file(path: &str, text: impl Into<String>) -> SourceFile {
    SourceFile { path: path.into(), text: text.into() }
}

fn detector(checks: &str) -> SourceFile {
    let head =
        "id = \"hostile\"\ncategory = \"pets.dog\"\ntitle = \"t\"\nmessage = \"may\"\nreason = \"r\"\nadvice = \"a\"\n";
    file("detectors/hostile.toml", format!("{head}{checks}\n[examples]\nhit = []\nmiss = []\n"))
}

fn compiled(files: Vec<SourceFile>) -> Result<Compiled, Problems> {
    let mut files = files;
    files.push(file("categories.toml", CATEGORIES));
    compile(&files)
}

/// Fails unless every file given has a mistake that says this, with a line in the file.
fn refused(files: Vec<SourceFile>, saying: &str) {
    let path = files[0].path.clone();
    let problems = compiled(files).expect_err(saying).0;
    let told = problems.iter().find(|p| p.message().contains(saying));
    let told = told.unwrap_or_else(|| panic!("{saying}: {}", problems[0]));
    assert_eq!(told.file(), path, "{told}");
    assert!(told.position().0 > 1 || path.ends_with(".txt"), "{told}");
}

fn pattern(pattern: &str) -> SourceFile {
    detector(&format!("[[pattern]]\nany = [\"{pattern}\"]"))
}

#[test]
fn patterns_are_bounded() {
    refused(vec![pattern(&"a? ".repeat(2_000))], "a pattern has at most 4000 bytes");
    refused(vec![pattern(&format!("dog {}", "..12 ".repeat(200)))], "too large");
    refused(vec![pattern(&format!("{}a{}", "(".repeat(50), ")".repeat(50)))], "eight deep");
    refused(vec![pattern(&format!("{}a", "!".repeat(500)))], "after '!'");
    refused(vec![pattern(&"dog ".repeat(80))], "80 words at least, and 63 are the most");
    refused(vec![pattern("a? b? ..12 c?")], "nothing in this pattern has to be there");
}

#[test]
fn shapes_are_bounded() {
    let shape = |regex: &str| detector(&format!("[[identifier]]\nregex = '{regex}'"));
    refused(vec![shape("[0-9]+")], "no longest match");
    refused(vec![shape("[0-9]{1,9999}")], "800 is the most");
    refused(vec![shape("(((0{1,9}){1,9}){1,9}){1,9}")], "800 is the most");
    refused(vec![shape("[01]{1,90}0[01]{90}")], "can't be used");
    refused(vec![shape(&"(".repeat(1_000))], "can't be used");
    refused(vec![shape(&"0|".repeat(2_100))], "longer than 4000 bytes");
    let many = "[[identifier]]\nregex = '0'\n".repeat(201);
    refused(vec![detector(&many)], "200 shapes are the most");
}

#[test]
fn classes_are_bounded() {
    let class = |id: usize, members: &str| {
        file(&format!("classes/c{id}.toml"), format!("id = \"c{id}\"\ntitle = \"t\"\nany = [{members}]\n"))
    };
    let words = |from: usize, n: usize| (from..from + n).map(|i| format!("\"=w{i}\"")).collect::<Vec<_>>().join(",");
    refused(vec![class(0, &words(0, 20_001)), pattern("{c0}")], "more than 20000 spellings");
    // Each class holds the one before and so all before it.
    let mut chain = vec![class(0, &words(0, 10))];
    chain.extend((1..9_000).map(|i| class(i, &format!("\"{{c{}}}\",\"=x{i}\"", i - 1))));
    let problems = compiled(chain).expect_err("a sum of all classes").0;
    assert!(problems.iter().any(|p| p.message().contains("spellings up to here")), "{}", problems[0]);
    // Phrases in phrases in phrases.
    let nested = (0..6).map(|i| class(i, &format!("\"a {{c{}}}\"", i + 1))).chain([class(6, "\"b c\"")]);
    let problems = compiled(nested.collect()).expect_err("nested too deep").0;
    assert!(problems.iter().any(|p| p.message().contains("three deep")), "{}", problems[0]);
}

#[test]
fn word_files_are_bounded() {
    let row = format!("dog: {}\n", "a ".repeat(50_000));
    refused(vec![file("words/contractions.txt", row.clone()), pattern("dog dog")], "32 words at most");
    refused(vec![file("words/irregular.txt", row), pattern("dog dog")], "32 words at most");
}

#[test]
fn a_flood_of_mistakes_is_told_in_part() {
    let keys: String = (0..30_000).map(|i| format!("k{i} = 1\n")).collect();
    let problems = compiled(vec![detector(&keys)]).expect_err("keys that are not known").0;
    assert_eq!(problems.len(), 1_000);
    assert!(problems.iter().any(|p| p.message().contains("'k0'")), "{}", problems[0]);
}

#[test]
fn deep_nesting_is_a_mistake_and_no_crash() {
    for open in ["[", "{a=", "[[a]]\nb=["] {
        assert!(compiled(vec![file("detectors/x.toml", format!("id = {}", open.repeat(20_000)))]).is_err());
    }
}

#[test]
fn the_costliest_rules_within_the_limits_still_answer() {
    // Many ways through one pattern, tried at every word of a text that never completes it.
    let ways = "(a|a b|a ..12 b|(a|b)? a)? ".repeat(12);
    let costly = format!("[[pattern]]\nany = [\"{ways} a $\", \"a {ways} $\"]");
    let rules = compiled(vec![detector(&costly)]).expect("within the limits").rules;
    let settings = Settings { policy: "none".into(), scorer: false, ..Settings::default() };
    let checker = Checker::with_rules(Arc::new(rules), settings).expect("no policy is named");
    let text = format!("{}c", "a ".repeat(600));
    assert!(checker.check(&text, Context::default()).is_empty());
}

/// Found by `cargo xtask fuzz rules`: the words it is spread to stand on one letter, so they have nothing between them.
#[test]
fn a_contraction_of_one_letter_is_harmless() {
    let contractions = file("words/contractions.txt", "y: you are all\nu: you\n");
    let masked = "[[terms]]\nany = [\"dog\"]\nmasked = true";
    let rules = compiled(vec![contractions, detector(masked)]).expect("within the limits").rules;
    let settings = Settings { policy: "none".into(), scorer: false, ..Settings::default() };
    let checker = Checker::with_rules(Arc::new(rules), settings).expect("no policy is named");
    for text in ["y", "y y y", "y u y u y", "a y d o g", "y.y.y d.o.g"] {
        checker.check(text, Context::default());
    }
    assert_eq!(checker.check("u d o g", Context::default()).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_folder_with_loops_and_pipes_is_read() {
    let folder = std::env::temp_dir().join(format!("clausemark-limits-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("detectors")).expect("a folder can be made");
    std::os::unix::fs::symlink(&folder, folder.join("detectors/loop")).expect("a link can be made");
    std::fs::write(folder.join("categories.toml"), CATEGORIES).expect("a file can be written");
    let files = read_folder(&folder);
    let deep = folder.join("1/2/3/4/5/6/7/8/9");
    std::fs::create_dir_all(&deep).expect("folders can be made");
    let nested = read_folder(&folder).expect_err("too deep").to_string();
    std::fs::remove_dir_all(&folder).expect("it can be taken away");
    assert_eq!(files.expect("all files are small").len(), 1);
    assert!(nested.contains("8 deep at most"), "{nested}");
}
