//! Completions and manual pages, both made from the definition of the command line.

use std::io::Write;
use std::path::PathBuf;

use clap::CommandFactory;
use clap_complete::Shell as ShellKind;
use miette::{IntoDiagnostic, WrapErr, miette};

use super::errors::Failure;
use super::{CLEAN, Cli, Done, Shell};

/// Examples of `completions --help`.
pub const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  clausemark completions bash > ~/.local/share/bash-completion/completions/clausemark
  clausemark completions zsh > ~/.zfunc/_clausemark
  clausemark completions fish > ~/.config/fish/completions/clausemark.fish
  clausemark completions powershell >> $PROFILE";

/// Examples of `man --help`.
pub const MAN_EXAMPLES: &str = "\
Examples:
  clausemark man | man -l -
  clausemark man policies coverage | man -l -
  clausemark man --folder ~/.local/share/man/man1      a page for each command";

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: ShellKind,
}

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// The command whose page to print; nothing for clausemark itself
    #[arg(value_name = "COMMAND", conflicts_with = "folder")]
    command: Vec<String>,
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Runs `completions`.
pub fn completions(args: &CompletionsArgs, shell: &mut Shell) -> Done {
    // Written to memory first: the generator panics where it can't write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "clausemark", &mut script);
    shell.out.write_all(&script)?;
    Ok(CLEAN)
}

/// Runs `man`.
pub fn man(args: &ManArgs, shell: &mut Shell) -> Done {
    let mut root = Cli::command();
    if let Some(folder) = &args.folder {
        std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(root, folder))
            .into_diagnostic()
            .wrap_err_with(|| format!("the pages can't be written to '{}'", folder.display()))?;
        return Ok(CLEAN);
    }
    root.build();
    let mut page = &root;
    for name in &args.command {
        let names: Vec<&str> = page.get_subcommands().map(clap::Command::get_name).collect();
        page = page.find_subcommand(name).ok_or_else(|| {
            Failure::Wrong(miette!(help = format!("there are {}", names.join(", ")), "there is no command '{name}'"))
        })?;
    }
    let title = page.get_display_name().unwrap_or("clausemark").to_owned();
    clap_mangen::Man::new(page.clone()).title(title).render(&mut shell.out)?;
    Ok(CLEAN)
}
