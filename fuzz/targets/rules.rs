//! Any rule file among good ones: no panic, every mistake with its place, and rules that compile check texts in good time.
//!
//! The first byte says what kind of file the rest is; the other files are those of tests/rules-small.

#![no_main]

use std::path::Path;
use std::sync::{Arc, OnceLock};

use clausemark::compile::{SourceFile, compile, read_folder};
use clausemark::{Checker, Context, Settings, examples};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/holds/mod.rs"]
mod holds;

/// Kinds of files, by the first byte of the input.
const PATHS: &[&str] = &[
    "detectors/pets/fuzzed.toml",
    "classes/fuzzed.toml",
    "cues/fuzzed.toml",
    "harbours/fuzzed.toml",
    "policies/fuzzed.toml",
    "categories.toml",
    "words/irregular.txt",
    "words/contractions.txt",
    "text/confusables.tsv",
];

/// Texts that the rules are tried on: words of the small rules, words of the seeds, and signs.
const TEXTS: &[&str] = &[
    "my dog bit the neighbor's cat last night, she said \"no way\". f u c k the @vet #DogLife 😂 call 555-0134",
    "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a",
];

fn good_files() -> &'static [SourceFile] {
    static FILES: OnceLock<Vec<SourceFile>> = OnceLock::new();
    FILES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/rules-small");
        read_folder(&folder).expect("the small rules can be read")
    })
}

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else { return };
    let path = PATHS[usize::from(*kind) % PATHS.len()];
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let mut files: Vec<SourceFile> = good_files().iter().filter(|f| f.path != path).cloned().collect();
    files.push(SourceFile { path: path.into(), text: text.into() });
    files.sort();
    match compile(&files) {
        Ok(compiled) => {
            let settings = Settings { policy: "none".into(), profile: examples::example_profile(), ..Settings::default() };
            let checker = Arc::new(Checker::with_rules(Arc::new(compiled.rules), settings).expect("it compiled"));
            let mut session = checker.session(Context::default());
            for sample in TEXTS.iter().copied().chain([text.get(..text.len().min(400)).unwrap_or("")]) {
                let findings = holds::session_answers_as_check(&checker, &mut session, sample);
                holds::findings_fit(sample, &findings);
            }
        }
        Err(problems) => {
            assert!(!problems.0.is_empty(), "no mistake is told");
            for problem in &problems.0 {
                let file = files.iter().find(|f| f.path == problem.file()).expect("a mistake is in one of the files");
                let (line, column) = problem.position();
                let lines = file.text.split('\n').count();
                assert!((1..=lines).contains(&line) && column >= 1, "a mistake has its place: {problem}");
                assert!(!problem.message().is_empty(), "a mistake says what is wrong");
            }
        }
    }
});
