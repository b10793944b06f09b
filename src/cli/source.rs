//! Where rules and policies come from, and the checker that is made from them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use clausemark::compile::{Compiled, Problems, SourceFile, compile, compile_policy, read_file, read_folder};
use clausemark::rules::{Policy, Ruleset};
use clausemark::{Account, Checker, Context, Settings};
use miette::{IntoDiagnostic, Report, WrapErr, miette};

use super::errors::Failure;
use super::profile;

/// The policy that holds where none is named.
const DEFAULT_POLICY: &str = "model-26";

/// Who writes, and under which policy.
#[derive(Debug, clap::Args)]
pub struct Writer {
    /// Policy that holds: an id of `policies list`, the path of a policy file, or `none` for every
    /// category that is found, with no clauses
    ///
    /// The model policy, model-26, holds where none is named; none if the rules of --rules have no
    /// such policy.
    #[arg(long, value_name = "ID|FILE|none")]
    policy: Option<String>,
    /// Profile of the writer: a JSON file with the names to watch for
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Account that the drafts are posted from
    #[arg(long, value_enum, default_value_t = AccountName::Personal)]
    account: AccountName,
    /// Switch off a detector or a category; may be given several times
    #[arg(long, value_name = "ID")]
    off: Vec<String>,
    /// Leave the learned scorer out
    #[arg(long)]
    no_scorer: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum AccountName {
    /// The writer's own
    Personal,
    /// The department's
    Official,
    /// An approved undercover account
    Covert,
}

impl Writer {
    /// What is known of the drafts besides their words.
    pub fn context(&self) -> Context {
        let account = match self.account {
            AccountName::Personal => Account::Personal,
            AccountName::Official => Account::Official,
            AccountName::Covert => Account::Covert,
        };
        Context { account }
    }
}

/// A checker with what reports say of its policy.
#[derive(Debug)]
pub struct Desk {
    /// Answers.
    pub checker: Checker,
    /// The policy that holds, if one does.
    pub policy: Option<Policy>,
}

impl Desk {
    /// Makes the checker that a writer asked for.
    pub fn new(writer: &Writer, folder: Option<&Path>) -> Result<Self, Failure> {
        Self::with_rules(writer, ruleset(folder)?)
    }

    /// Makes the checker that a writer asked for, from rules that were read before.
    pub fn with_rules(writer: &Writer, rules: Arc<Ruleset>) -> Result<Self, Failure> {
        let policy = match writer.policy.as_deref() {
            Some("none") => None,
            Some(name) => Some(policy(name, &rules)?),
            None => rules.policies.iter().find(|p| p.id == DEFAULT_POLICY).cloned(),
        };
        let profile = writer.profile.as_deref().map(profile::read).transpose()?;
        let settings = Settings {
            profile: profile.unwrap_or_default(),
            off: writer.off.clone(),
            scorer: !writer.no_scorer,
            ..Settings::default()
        };
        let checker = Checker::with_policy(rules, policy.clone(), settings)
            .map_err(|e| miette!(help = "`clausemark rules list` shows what there is", "{e}"))?;
        Ok(Self { checker, policy })
    }
}

/// The rules of a folder, or the built-in ones.
pub fn ruleset(folder: Option<&Path>) -> Result<Arc<Ruleset>, Failure> {
    match folder {
        None => Ok(clausemark::builtin::rules()),
        Some(_) => Ok(Arc::new(Book::read(folder)?.compiled.rules)),
    }
}

/// Rules with all that people read of them: files, examples, unused parts.
#[derive(Debug)]
pub struct Book {
    /// The files as written.
    pub files: Vec<SourceFile>,
    /// What they say.
    pub compiled: Compiled,
    /// Where they are, for messages.
    pub places: Places,
}

/// Where rule files are, by their path within the rules.
#[derive(Debug, Default)]
pub struct Places(BTreeMap<String, String>);

impl Places {
    /// The path to show for a file; files that stand for themselves keep their own.
    pub fn path<'a>(&'a self, file: &'a str) -> &'a str {
        self.0.get(file).map_or(file, String::as_str)
    }
}

impl Book {
    /// Reads and compiles a folder of rules, or the built-in ones.
    ///
    /// A folder without categories of its own adds to the built-in rules: so a policy author can try
    /// one detector without a copy of everything.
    pub fn read(folder: Option<&Path>) -> Result<Self, Failure> {
        let own = folder.map(rule_files).transpose()?.unwrap_or_default();
        let whole = own.iter().any(|f| f.path == "categories.toml");
        let mut files = if whole { Vec::new() } else { clausemark::builtin::sources() };
        let mut places = Places::default();
        for file in &files {
            places.0.insert(file.path.clone(), format!("rules/{}", file.path));
        }
        let root = folder.map_or_else(String::new, |f| f.display().to_string());
        for file in own {
            places.0.insert(file.path.clone(), format!("{}/{}", root.trim_end_matches('/'), file.path));
            files.retain(|f| f.path != file.path);
            files.push(file);
        }
        files.sort();
        match compile(&files) {
            Ok(compiled) => Ok(Self { files, compiled, places }),
            Err(Problems(problems)) => Err(Failure::Problems { problems, places }),
        }
    }

    /// The path of a rule file, for messages.
    pub fn path<'a>(&'a self, file: &'a str) -> &'a str {
        self.places.path(file)
    }
}

/// Where rules lie in their folder.
const PARTS: [&str; 6] = ["detectors/", "cues/", "classes/", "harbours/", "policies/", "categories.toml"];

/// Whether there are rules in a folder, or something that stands in their place.
pub fn has_rules(folder: &Path) -> bool {
    read_folder(folder).map_or(folder.exists(), |files| files.iter().any(is_rule))
}

fn is_rule(file: &SourceFile) -> bool {
    PARTS.iter().any(|part| file.path.starts_with(part))
}

fn rule_files(folder: &Path) -> Result<Vec<SourceFile>, Report> {
    let shown = folder.display();
    let files =
        read_folder(folder).into_diagnostic().wrap_err_with(|| format!("the rules folder '{shown}' can't be read"))?;
    if files.iter().any(is_rule) {
        return Ok(files);
    }
    Err(miette!(
        help = "rules lie in its folders detectors, cues, classes, harbours and policies",
        "there are no rules in the folder '{shown}'"
    ))
}

/// A policy by id, or from a policy author's own file.
pub fn policy(name: &str, rules: &Ruleset) -> Result<Policy, Failure> {
    if let Some(policy) = rules.policies.iter().find(|p| p.id == name) {
        return Ok(policy.clone());
    }
    let path = Path::new(name);
    if path.extension().is_none_or(|e| e != "toml") && !path.is_file() {
        return Err(Failure::Wrong(unknown_policy(name, rules)));
    }
    let text = read_file(path).into_diagnostic().wrap_err_with(|| format!("the policy file '{name}' can't be read"))?;
    // The compiler tells files apart by `/`.
    let file = SourceFile { path: name.replace('\\', "/"), text };
    compile_policy(&file, rules).map_err(|Problems(problems)| Failure::Problems { problems, places: Places::default() })
}

fn unknown_policy(name: &str, rules: &Ruleset) -> Report {
    let known: Vec<&str> = rules.policies.iter().map(|p| p.id.as_str()).collect();
    let known = if known.is_empty() { "none".to_owned() } else { format!("{} or none", known.join(", ")) };
    miette!(
        help =
            format!("the known ones are {known}; a policy file of your own is named by its path, which ends in .toml"),
        "there is no policy '{name}'"
    )
}
