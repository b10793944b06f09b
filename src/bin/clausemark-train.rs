//! Trains the learned scorer and checks its corpus; run by `cargo xtask train` and `cargo xtask corpus`.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use clausemark::train::corpus::Post;
use clausemark::train::{corpus, report, review, trainer};
use clausemark::{Checker, Context, Settings, builtin, examples};

#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Train; writes the weights and the report, or with `--check` compares them.
    Train {
        /// The folder `rules` of the project.
        #[arg(long, default_value = "rules")]
        rules: PathBuf,
        /// Change nothing; fail if the weights that stand there are others.
        #[arg(long)]
        check: bool,
        /// Train on this share of the posts only, for a learning curve; writes nothing.
        #[arg(long, default_value_t = 1.0, value_parser = share, conflicts_with = "check")]
        share: f64,
    },
    /// Check form, balance and duplicates.
    Corpus {
        /// The folder `rules` of the project.
        #[arg(long, default_value = "rules")]
        rules: PathBuf,
        /// A folder with test sets that nothing may be taken from.
        #[arg(long)]
        outside: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Train { rules, check, share } => train(&rules, check, share),
        Command::Corpus { rules, outside } => check_corpus(&rules, outside),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| *share > 0.0 && *share <= 1.0);
    share.ok_or_else(|| "a share is a number above 0 and up to 1, such as 0.5".into())
}

/// Whether the post at a place is among an evenly spread share of them all.
fn keeps(place: usize, share: f64) -> bool {
    let up_to = |n: usize| (n as f64 * share).floor();
    up_to(place + 1) > up_to(place)
}

fn categories() -> Vec<String> {
    builtin::rules().categories.iter().map(|c| c.id.clone()).collect()
}

fn train(rules: &std::path::Path, check: bool, share: f64) -> Result<(), String> {
    let mut posts = corpus::read(&rules.join("corpus"))?;
    if share < 1.0 {
        posts = posts.into_iter().enumerate().filter(|(i, _)| keeps(*i, share)).map(|(_, p)| p).collect();
    }
    let extractor = examples::feature_extractor();
    let mut names: HashMap<u32, String> = HashMap::new();
    let features: Vec<Vec<u32>> = posts.iter().map(|p| extractor.features(&p.text, &mut names)).collect();
    let trained = trainer::train(&posts, &features, &categories());
    let packed = postcard::to_allocvec(&trained.model).map_err(|e| e.to_string())?;
    let named = |feature| names.get(&feature).cloned().unwrap_or_default();
    let report = report::report(&posts, &ruled(&posts)?, &trained, packed.len(), named);
    if share < 1.0 {
        println!("{report}");
        return Ok(());
    }
    let folder = rules.join("scorer");
    let (weights_file, report_file) = (folder.join("weights.bin"), folder.join("report.md"));
    if check {
        let there = std::fs::read(&weights_file).map_err(|e| e.to_string())?;
        let said = std::fs::read_to_string(&report_file).map_err(|e| e.to_string())?;
        if there != packed || said != report {
            return Err("the weights or the report in rules/scorer are not those of this corpus and these rules: run cargo xtask train".into());
        }
        println!("the weights are those of this corpus");
        return Ok(());
    }
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    std::fs::write(weights_file, &packed).map_err(|e| e.to_string())?;
    std::fs::write(report_file, &report).map_err(|e| e.to_string())?;
    println!("{report}");
    Ok(())
}

/// The categories that the rules alone find in each post.
fn ruled(posts: &[Post]) -> Result<Vec<Vec<String>>, String> {
    let settings =
        Settings { policy: "none".into(), profile: examples::example_profile(), scorer: false, ..Settings::default() };
    let checker = Checker::new(settings).map_err(|e| e.to_string())?;
    let found = |post: &Post| {
        let context = Context { account: post.account };
        checker.check(&post.text, context).into_iter().map(|finding| finding.category).collect()
    };
    Ok(posts.iter().map(found).collect())
}

fn check_corpus(rules: &std::path::Path, outside: Option<PathBuf>) -> Result<(), String> {
    let posts = corpus::read(&rules.join("corpus"))?;
    let categories = categories();
    let others = outside.map(|folder| review::outside(&folder)).unwrap_or_default();
    let wrong = review::review(&posts, &categories, &others);
    let flagged = posts.iter().filter(|p| p.is_flagged()).count();
    println!("{} posts, {flagged} flagged; compared with {} texts of test sets", posts.len(), others.len());
    for category in &categories {
        println!("{category:24} {}", posts.iter().filter(|p| p.labels.contains(category)).count());
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{}\n{} mistakes", wrong.join("\n"), wrong.len())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_as_large_as_it_says() {
        for (share, posts) in [(0.75, 750), (0.5, 500), (0.3, 300), (0.01, 10), (1.0, 1_000)] {
            assert_eq!((0..1_000).filter(|&i| keeps(i, share)).count(), posts, "{share}");
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        let call = |args: &[&str]| Cli::try_parse_from([&["clausemark-train", "train"], args].concat());
        assert!(call(&["--share", "0.75"]).is_ok() && call(&["--check"]).is_ok() && call(&["--share", "1"]).is_ok());
        for wrong in ["0", "-0.5", "1.5", "NaN", "half"] {
            assert!(call(&[&format!("--share={wrong}")]).is_err(), "{wrong}");
        }
        assert!(call(&["--check", "--share", "0.5"]).is_err());
    }
}
