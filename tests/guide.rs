//! The examples of docs/writing-detectors.md: its rule files hold together and prove themselves, and each line of its table of
//! the pattern language finds what it says and leaves alone what it says.

use clausemark::compile::{SourceFile, compile};
use clausemark::{HitOutcome, builtin, examples};

const GUIDE: &str = include_str!("../docs/writing-detectors.md");

/// The rule files of the page, with the built-in categories and words.
fn files() -> Vec<SourceFile> {
    let mut files: Vec<SourceFile> = builtin::sources()
        .into_iter()
        .filter(|f| f.path == "categories.toml" || f.path.starts_with("words/") || f.path.starts_with("text/"))
        .collect();
    for block in GUIDE.split("```toml\n# ").skip(1) {
        let (path, rest) = block.split_once('\n').expect("the first line names the file");
        let (text, _) = rest.split_once("```").expect("the block ends");
        files.push(SourceFile { path: path.to_owned(), text: text.to_owned() });
    }
    files.sort();
    files
}

/// The rows of the table of the pattern language: the cells without their signs.
fn rows() -> Vec<[String; 4]> {
    let rows = GUIDE.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<String> =
            row.replace("\\|", "\u{0}").split('|').map(|c| c.trim().replace('\u{0}', "|")).collect();
        let [_, written, means, finds, leaves, _] = cells.try_into().expect("four cells");
        [written.trim_matches('`').to_owned(), means, finds, leaves]
    })
    .collect()
}

/// A detector with one pattern, one hit and one near miss.
fn detector(number: usize, [pattern, _, hit, miss]: &[String; 4]) -> SourceFile {
    let id = format!("row-{number}");
    let text = format!(
        "id = '{id}'\ncategory = 'conf.call'\ntitle = 't'\nmessage = 'may'\nreason = 'r'\nadvice = 'a'\n\
         [[pattern]]\nweight = 9\nany = ['{pattern}']\n[examples]\nhit = [\"{hit}\"]\nmiss = [\"{miss}\"]\n"
    );
    SourceFile { path: format!("detectors/{id}.toml"), text }
}

fn proved(files: &[SourceFile], only: Option<&str>, examples_at_least: usize) {
    let compiled = compile(files).unwrap_or_else(|problems| panic!("{problems}"));
    let report = examples::test_rules(compiled, only);
    let problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(report.passed >= examples_at_least, "only {} examples", report.passed);
}

#[test]
fn its_rule_files_prove_themselves() {
    let files = files();
    assert!(files.iter().filter(|f| f.path.starts_with("detectors/")).count() >= 5);
    proved(&files, None, 25);
}

#[test]
fn its_table_of_patterns_is_true() {
    let rows = rows();
    assert!(rows.len() >= 16, "{rows:?}");
    // Each by itself, since what one must leave alone another may find.
    for (number, row) in rows.iter().enumerate() {
        let mut files = files();
        files.retain(|f| !f.path.starts_with("detectors/") || f.path == "detectors/call-attended.toml");
        files.push(detector(number, row));
        proved(&files, Some("row-"), 2);
    }
}

#[test]
fn it_names_every_kind_of_check_and_of_word() {
    let names = clausemark::text::token::kind::NAMED.iter().map(|(name, _)| format!("{{{name}}}"));
    let slots = clausemark::rules::SLOTS.iter().map(|name| format!("{{@{name}}}"));
    let checks = ["[[terms]]", "[[pattern]]", "[[identifier]]", "[[near]]", "[[slot]]", "[scorer]", "[except]"];
    for told in names.chain(slots).chain(checks.map(str::to_owned)) {
        assert!(GUIDE.contains(&told), "docs/writing-detectors.md does not tell of {told}");
    }
}

#[test]
fn what_may_become_of_a_hit_is_told() {
    use HitOutcome::{Doubted, Excepted, HeldBack, Likely, Lowered, Off, Outshone, Possible, Silent};
    let page = include_str!("../docs/command-line.md");
    for outcome in [Likely, Possible, Lowered, Silent, Excepted, HeldBack, Outshone, Doubted, Off] {
        // One that is new has to be added to the list above, too.
        match outcome {
            Likely | Possible | Lowered | Silent | Excepted | HeldBack | Outshone | Doubted | Off => {}
        }
        let word = serde_json::to_value(outcome).expect("a word");
        let word = word.as_str().expect("a word");
        assert!(page.contains(&format!("`{word}`")), "docs/command-line.md does not tell of {word}");
    }
    for word in ["*doubted*", "*lowered*", "*outshone*", "said_in_a_word", "leaves the scorer out"] {
        assert!(GUIDE.contains(word), "docs/writing-detectors.md does not tell of {word}");
    }
}
