//! English word forms: from a base form to all spellings that a rule's word stands for.
//!
//! Forms are only ever looked up, so a form too many ("runned") costs nothing and catches slips of the finger; what
//! matters is that no real form is missing. Regular forms follow the usual spelling rules; irregular ones are data
//! (`rules/words/irregular.toml`).

use std::collections::{BTreeMap, BTreeSet};

/// Which forms of a word are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Forms {
    /// As it stands.
    Exact,
    /// Noun and verb forms.
    All,
    /// Noun forms: plural (a possessive is taken off before the look-up).
    Noun,
    /// Verb forms: third person, past, participles, "-in" for "-ing".
    Verb,
    /// Adjective forms: comparative, superlative, adverb.
    Adjective,
}

/// Irregular forms and the words that have none.
#[derive(Debug, Clone, Default)]
pub struct Inflector {
    /// Base form to its other forms.
    irregular: BTreeMap<String, Vec<String>>,
    /// Words that never inflect: articles, pronouns, prepositions.
    function: BTreeSet<String>,
    /// Words common enough to be met with "-in" for "-ing".
    common: BTreeSet<String>,
}

impl Inflector {
    /// Takes the irregular forms, the words that never inflect and those that are common.
    #[must_use]
    pub fn new(irregular: BTreeMap<String, Vec<String>>, function: BTreeSet<String>, common: BTreeSet<String>) -> Self {
        Self { irregular, function, common }
    }

    /// All spellings of a word, itself included.
    #[must_use]
    pub fn forms(&self, word: &str, forms: Forms) -> BTreeSet<String> {
        let mut out = BTreeSet::from([word.to_owned()]);
        let letters = word.bytes().all(|b| b.is_ascii_lowercase());
        let inflects = match forms {
            Forms::Exact => false,
            Forms::All => !self.function.contains(word) && !looks_inflected(word) && word.len() > 1,
            Forms::Noun | Forms::Verb | Forms::Adjective => true,
        };
        if !letters || !inflects {
            return out;
        }
        if let Some(irregular) = self.irregular.get(word) {
            out.extend(irregular.iter().cloned());
        }
        if matches!(forms, Forms::All | Forms::Noun | Forms::Verb) {
            out.insert(with_s(word));
        }
        if matches!(forms, Forms::All | Forms::Verb) {
            for stem in stems(word) {
                out.insert(format!("{stem}ing"));
                if self.common.contains(word) {
                    out.insert(format!("{stem}in"));
                }
            }
            if !self.irregular.contains_key(word) {
                out.extend(with_e(word, "d"));
            }
        }
        if forms == Forms::Adjective {
            out.extend(with_e(word, "r"));
            out.extend(with_e(word, "st"));
            out.insert(match word.strip_suffix('y') {
                Some(stem) => format!("{stem}ily"),
                None => format!("{word}ly"),
            });
        }
        out
    }
}

/// Words that are a form already stay as they are unless a form is asked for.
fn looks_inflected(word: &str) -> bool {
    let plural = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is");
    plural || (word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed") || word.ends_with("ly")))
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn with_s(word: &str) -> String {
    let bytes = word.as_bytes();
    if let Some(stem) = word.strip_suffix('y').filter(|s| s.bytes().last().is_some_and(|b| !is_vowel(b))) {
        return format!("{stem}ies");
    }
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|e| word.ends_with(e));
    let after_o = bytes.ends_with(b"o")
        && bytes.len() > 2
        && !is_vowel(bytes[bytes.len() - 2])
        && matches!(word, "go" | "do" | "hero" | "veto" | "echo");
    if hissing || after_o { format!("{word}es") } else { format!("{word}s") }
}

/// Stems before "-ing": "make" → "mak", "stop" → "stop" and "stopp", "lie" → "ly".
fn stems(word: &str) -> Vec<String> {
    if let Some(stem) = word.strip_suffix("ie") {
        return vec![format!("{stem}y")];
    }
    if let Some(stem) = word.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y'])) {
        return vec![stem.to_owned()];
    }
    doubled(word)
}

/// The word, and the word with its last letter twice where it ends in one vowel and one consonant.
fn doubled(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    if let [.., before, vowel, last] = *word.as_bytes()
        && is_vowel(vowel)
        && !is_vowel(last)
        && !matches!(last, b'w' | b'x' | b'y')
        && !is_vowel(before)
    {
        out.push(format!("{word}{}", last as char));
    }
    out
}

/// The word with "e" and an ending: "stop" → "stoped", "stopped"; "carry" → "carried"; "make" → "maked".
fn with_e(word: &str, ending: &str) -> Vec<String> {
    if word.ends_with('e') {
        return vec![format!("{word}{ending}")];
    }
    if let Some(stem) = word.strip_suffix('y').filter(|s| s.bytes().last().is_some_and(|b| !is_vowel(b))) {
        return vec![format!("{stem}ie{ending}")];
    }
    doubled(word).into_iter().map(|stem| format!("{stem}e{ending}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(word: &str) -> Vec<String> {
        let irregular = BTreeMap::from([("run".into(), vec!["ran".into()])]);
        Inflector::new(irregular, BTreeSet::from(["the".into()]), BTreeSet::from(["arrest".into()]))
            .forms(word, Forms::All)
            .into_iter()
            .collect()
    }

    #[test]
    fn forms_of_words() {
        for form in ["arrest", "arrests", "arrested", "arresting", "arrestin"] {
            assert!(all("arrest").contains(&form.to_owned()), "{form}");
        }
        assert!(all("stop").contains(&"stopped".into()) && all("stop").contains(&"stopping".into()));
        assert!(all("search").contains(&"searches".into()) && all("bury").contains(&"buried".into()));
        assert!(all("run").contains(&"ran".into()) && !all("run").contains(&"runned".into()));
        assert_eq!(all("the"), ["the"]);
        assert_eq!(all("handcuffs"), ["handcuffs"]);
    }
}
