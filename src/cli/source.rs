//! Where rules, policies, profiles and drafts come from.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clausemark::compile::{Compiled, Problems, SourceFile, compile, compile_policy, read_folder};
use clausemark::rules::{Policy, Ruleset};
use clausemark::{Account, Checker, Profile, Settings};
use miette::{IntoDiagnostic, Report, Result, WrapErr, miette};

/// What most commands ask: policy, profile, account.
#[derive(Debug, clap::Args)]
pub struct Writer {
    /// Id of a policy, path of a policy file, or `none` for every category with no clauses.
    #[arg(long, default_value = "model-26", value_name = "ID|FILE|none")]
    pub policy: String,
    /// Profile of the writer, as JSON.
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Account that the drafts are posted from.
    #[arg(long, default_value = "personal", value_parser = account)]
    pub account: Account,
    /// Leave the learned scorer out.
    #[arg(long)]
    pub no_scorer: bool,
}

/// Reads an account's name.
pub fn account(name: &str) -> std::result::Result<Account, String> {
    match name {
        "personal" => Ok(Account::Personal),
        "official" => Ok(Account::Official),
        "covert" => Ok(Account::Covert),
        _ => Err("an account is personal, official or covert".into()),
    }
}

/// The rules to work with: those of a folder, or the built-in ones.
pub fn rules(folder: Option<&Path>) -> Result<Arc<Ruleset>> {
    match folder {
        None => Ok(clausemark::builtin::rules()),
        Some(folder) => Ok(Arc::new(compile_files(&files(Some(folder))?)?.rules)),
    }
}

/// The rule files to work with.
pub fn files(folder: Option<&Path>) -> Result<Vec<SourceFile>> {
    match folder {
        None => Ok(clausemark::builtin::sources()),
        Some(folder) => {
            read_folder(folder).into_diagnostic().wrap_err_with(|| format!("the rules folder {} can't be read", folder.display()))
        }
    }
}

/// Compiles rule files; everything that is wrong with them is one report.
pub fn compile_files(files: &[SourceFile]) -> Result<Compiled> {
    compile(files).map_err(report)
}

/// Prints all problems but hands back one report for the exit status.
fn report(problems: Problems) -> Report {
    let count = problems.0.len();
    for problem in problems.0 {
        eprintln!("{:?}", Report::new(problem));
    }
    miette!("{count} mistakes in the rule files; nothing was checked")
}

/// Makes a checker for a writer.
pub fn checker(writer: &Writer, folder: Option<&Path>) -> Result<Checker> {
    let rules = rules(folder)?;
    let profile = match &writer.profile {
        None => Profile::default(),
        Some(path) => profile(path)?,
    };
    let mut settings = Settings { policy: "none".into(), profile, scorer: !writer.no_scorer, ..Settings::default() };
    let own = Path::new(&writer.policy);
    if own.extension().is_some_and(|e| e == "toml") {
        let policy = policy_file(own, &rules)?;
        return Checker::with_policy(rules, Some(policy), settings).into_diagnostic();
    }
    settings.policy.clone_from(&writer.policy);
    Checker::with_rules(rules, settings).into_diagnostic()
}

/// Reads a policy author's own file.
pub fn policy_file(path: &Path, rules: &Ruleset) -> Result<Policy> {
    let text = std::fs::read_to_string(path).into_diagnostic().wrap_err_with(|| format!("the policy {} can't be read", path.display()))?;
    compile_policy(&SourceFile { path: path.display().to_string(), text }, rules).map_err(report)
}

fn profile(path: &Path) -> Result<Profile> {
    let text = std::fs::read_to_string(path).into_diagnostic().wrap_err_with(|| format!("the profile {} can't be read", path.display()))?;
    serde_json::from_str(&text).map_err(|e| miette!("{}:{}:{}: {e}", path.display(), e.line(), e.column()))
}

/// Reads a draft: a file, or standard input for `-`.
pub fn draft(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).into_diagnostic().wrap_err("standard input can't be read")?;
    } else {
        bytes = std::fs::read(path).into_diagnostic().wrap_err_with(|| format!("the draft {} can't be read", path.display()))?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
