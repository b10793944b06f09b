//! `clausemark photo`: what pictures give away, and copies without it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clausemark_photo::{PhotoReport, read_photo, strip_photo};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::Serialize;

use super::errors::write_report;
use super::terminal::{FAINT, Look, STRONG, harmless};
use super::{BROKEN, CLEAN, Done, FOUND, Shell};

/// Examples of `photo --help`.
pub const EXAMPLES: &str = "\
Examples:
  clausemark photo IMG_0012.jpg                  where, when and by whom it was taken, as far as it says
  clausemark photo --json *.jpg *.heic
  clausemark photo --copy clean *.jpg            copies without metadata, in the folder clean

Exit status: 0 the pictures tell nothing, 1 they do, or one can't be read as a picture, 2 a file that can't be read or
copied.";

/// Arguments of `photo`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print as JSON
    #[arg(long)]
    json: bool,
    /// Write copies without metadata into this folder; a file that is there is left as it is
    #[arg(long, value_name = "FOLDER")]
    copy: Option<PathBuf>,
    /// Pictures: JPEG, PNG, WebP, HEIC, AVIF, GIF
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// A report with the file that it is about.
#[derive(Debug, Serialize)]
struct Entry {
    file: String,
    #[serde(flatten)]
    report: PhotoReport,
}

/// Runs the command.
pub fn run(args: &Args, shell: &mut Shell) -> Done {
    let mut status = CLEAN;
    let mut entries = Vec::new();
    for path in &args.files {
        match look(path, args.copy.as_deref()) {
            Ok(report) => {
                let tells = !report.gives.is_empty() || report.problem.is_some();
                status = status.max(if tells { FOUND } else { CLEAN });
                entries.push(Entry { file: path.display().to_string(), report });
            }
            Err(report) => {
                status = BROKEN;
                write_report(&mut io::stderr(), shell.error_look, &report)?;
            }
        }
    }
    if args.json {
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&entries).map_err(io::Error::from)?)?;
    } else {
        for entry in &entries {
            print(&mut shell.out, shell.look, entry)?;
        }
    }
    Ok(status)
}

fn look(path: &Path, folder: Option<&Path>) -> Result<PhotoReport> {
    let name = path.file_name().map(|name| name.to_string_lossy());
    let bytes = fs::read(path).into_diagnostic().wrap_err_with(|| format!("{} can't be read", path.display()))?;
    let report = read_photo(&bytes, name.as_deref());
    if let (Some(folder), Some(name), Some(_)) = (folder, path.file_name(), report.format) {
        let copy = strip_photo(&bytes).map_err(|problem| miette!("{}: {}", path.display(), problem.message))?;
        let to = folder.join(name);
        fs::create_dir_all(folder)
            .and_then(|()| OpenOptions::new().write(true).create_new(true).open(&to))
            .and_then(|mut file| file.write_all(&copy))
            .into_diagnostic()
            .wrap_err_with(|| format!("{} can't be written", to.display()))?;
    }
    Ok(report)
}

fn print(out: &mut dyn Write, look: Look, Entry { file, report }: &Entry) -> io::Result<()> {
    let size =
        report.width.zip(report.height).map(|(width, height)| format!(" {width} × {height}")).unwrap_or_default();
    writeln!(out, "{}{}", look.paint(STRONG, &harmless(file)), look.paint(FAINT, &size))?;
    if let Some(problem) = &report.problem {
        writeln!(out, "  {}", harmless(&problem.message))?;
    } else if report.gives.is_empty() {
        writeln!(out, "  No metadata that tells anything.")?;
    }
    let width = report.gives.iter().map(|trace| trace.label.len()).max().unwrap_or_default();
    for trace in &report.gives {
        let value = if trace.value.is_empty() { "it is in the file" } else { &trace.value };
        writeln!(out, "  {}  {}", look.paint(FAINT, &format!("{:width$}", trace.label)), harmless(value))?;
    }
    writeln!(out)
}
