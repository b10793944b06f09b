//! Trains the learned scorer and checks its corpus; run by `cargo xtask train` and `cargo xtask corpus`.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use clausemark::train::{corpus, report, review, trainer};
use clausemark::{builtin, examples};

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
        #[arg(long, default_value_t = 1.0)]
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

fn categories() -> Vec<String> {
    builtin::rules().categories.iter().map(|c| c.id.clone()).collect()
}

fn train(rules: &std::path::Path, check: bool, share: f64) -> Result<(), String> {
    let mut posts = corpus::read(&rules.join("corpus"))?;
    if share < 1.0 {
        let every = (1.0 / share).round() as usize;
        posts = posts.into_iter().enumerate().filter(|(i, _)| i % every == 0).map(|(_, p)| p).collect();
    }
    let extractor = examples::feature_extractor();
    let mut names: HashMap<u32, String> = HashMap::new();
    let features: Vec<Vec<u32>> = posts.iter().map(|p| extractor.features(&p.text, &mut names)).collect();
    let trained = trainer::train(&posts, &features, &categories());
    let packed = postcard::to_allocvec(&trained.model).map_err(|e| e.to_string())?;
    let report = report::report(&posts, &trained, packed.len(), |f| names.get(&f).cloned().unwrap_or_default());
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
