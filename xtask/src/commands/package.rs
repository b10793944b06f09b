//! `package`: the archives that the browsers' stores take. The same files give the same bytes, so
//! that anyone can build a release again and compare.

use std::fs::{self, File};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::build;
use crate::process;
use crate::progress::say;
use crate::project::Project;
use crate::setup::{self, Needs};

/// Builds everything anew and packs it.
pub fn run(project: &Project) -> Result<()> {
    let needs = Needs { wasm: true, node: true, browsers: false, editors: false };
    setup::ensure(project, needs)?;
    build::wasm(project, false)?;
    build::extension(project)?;

    say("web-ext lint, dist/firefox");
    let mut lint = project.command("web-ext");
    lint.args(["lint", "--warnings-as-errors", "--no-config-discovery", "--source-dir", "dist/firefox"]);
    process::run(lint)?;

    for browser in ["chromium", "firefox"] {
        let name = format!("clausemark-{browser}-{}.zip", env!("CARGO_PKG_VERSION"));
        let path = project.dist(&name);
        let file = File::create(&path).with_context(|| format!("can't write dist/{name}"))?;
        pack(&project.dist(browser), file)?;
        let size = fs::metadata(&path)?.len().div_ceil(1000);
        say(format!("dist/{name}: {size} kB"));
    }
    Ok(())
}

/// Packs a folder: files by name, no time, no owner.
fn pack(folder: &Path, archive: impl Write + Seek) -> Result<()> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    let mut entries =
        files.iter().map(|path| Ok((entry_name(path.strip_prefix(folder)?), path))).collect::<Result<Vec<_>>>()?;
    entries.sort();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(archive);
    for (name, path) in entries {
        writer.start_file(name, options)?;
        writer.write_all(&fs::read(path)?)?;
    }
    writer.finish()?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} can't be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// The name in the archive has slashes on every system.
fn entry_name(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes() -> Result<()> {
        let base = std::env::temp_dir().join(format!("clausemark-pack-{}", std::process::id()));
        let mut archives = Vec::new();
        for (name, order) in [("one", ["b.js", "a/c.js"]), ("two", ["a/c.js", "b.js"])] {
            let folder = base.join(name);
            fs::create_dir_all(folder.join("a"))?;
            for file in order {
                fs::write(folder.join(file), file.repeat(100))?;
            }
            let mut archive = Cursor::new(Vec::new());
            pack(&folder, &mut archive)?;
            archives.push(archive.into_inner());
        }
        fs::remove_dir_all(&base)?;
        assert_eq!(archives[0], archives[1]);
        assert!(archives[0].starts_with(b"PK"));
        Ok(())
    }
}
