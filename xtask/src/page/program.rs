//! A program of the page: compiled, cut into its parts, and bound to the browser.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use wasmparser::{BinaryReaderError, Parser, Payload};

use super::document::document;
use super::{Program, Purpose};
use crate::failure::{About, Failure, Result};
use crate::process::{cargo, command, run_quietly};
use crate::project;

/// What loads a program's parts, beside `main.js`, which imports it.
pub(super) const PARTS: &str = "./parts.js";

/// Compiles all programs.
pub(super) fn compile(purpose: Purpose) -> Result {
    let mut compile = cargo();
    compile.args(["build", "--package", "app", "--bins", "--target", "wasm32-unknown-unknown"]);
    compile.args(["--profile", purpose.profile()]);
    run_quietly(&mut compile)
}

impl Program {
    /// Its folder in `dist`.
    pub(super) fn dist(&self) -> PathBuf {
        project::path("dist").join(self.folder)
    }

    /// Makes what browsers load of it after it was compiled, and its document.
    ///
    /// Its files refer to each other by name. So not each file has a hash in its name, but the folder
    /// of all of them.
    pub(super) fn make(&self, purpose: Purpose) -> Result {
        let compiled = project::path("target/wasm32-unknown-unknown")
            .join(purpose.folder())
            .join(format!("{}.wasm", self.binary));
        let dist = self.dist();
        if dist.exists() {
            fs::remove_dir_all(&dist).about(dist.display())?;
        }
        let files = dist.join("files");
        fs::create_dir_all(&files).about(files.display())?;
        let next = match self.first_part {
            None => {
                bind(&compiled, &files, purpose)?;
                Vec::new()
            }
            Some(part) => {
                let whole = files.join("whole.wasm");
                let mut parts = cut(&compiled, &files, &whole)?;
                bind(&whole, &files, purpose)?;
                fs::remove_file(&whole).about(whole.display())?;
                parts.remove(part).unwrap_or_default()
            }
        };
        if purpose == Purpose::Use {
            leave_out_names(&files)?;
        }
        let hash = hash(&files)?;
        fs::rename(&files, dist.join(&hash)).about(files.display())?;
        let html = document(self.document, &format!("/{}/{hash}", self.folder), &next)?;
        let path = dist.join("index.html");
        fs::write(&path, html).about(path.display())
    }
}

/// 16 hexadecimal digits that are others where any file of a folder is another: browsers keep the files
/// for ever.
fn hash(files: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in sorted(files)? {
        path.file_name().hash(&mut hasher);
        fs::read(&path).about(path.display())?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// The files of a folder, by their names.
fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).about(folder.display())? {
        paths.push(entry.about(folder.display())?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Cuts a program into what starts it, at `start`, and its parts, in the folder `files`. Tells which
/// files each part consists of.
fn cut(program: &Path, files: &Path, start: &Path) -> Result<HashMap<String, Vec<String>>> {
    let whole = fs::read(program).about(program.display())?;
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = files;
    options.main_out_path = start;
    options.link_name = PARTS;
    options.main_module = "./main.js";
    wasm_split_cli_support::transform(options)
        .map(|cut| cut.prefetch_map)
        .map_err(|error| Failure::new(format!("{} cannot be cut: {error:#}", program.display())))
}

/// Makes what a browser loads of it: `main.js` and `main_bg.wasm`.
fn bind(program: &Path, files: &Path, purpose: Purpose) -> Result {
    let mut bind = command("wasm-bindgen");
    bind.args(["--target", "web", "--no-typescript", "--out-name", "main", "--out-dir"]);
    // The parts use the program's table of functions.
    bind.arg(files).arg("--keep-lld-exports").arg(program);
    if purpose == Purpose::Development {
        bind.args(["--debug", "--keep-debug"]);
    }
    run_quietly(&mut bind)
}

/// Leaves the names of functions out of all programs in a folder: they would be a quarter of what is
/// downloaded.
fn leave_out_names(files: &Path) -> Result {
    for path in sorted(files)? {
        if path.extension() == Some(OsStr::new("wasm")) {
            let program = fs::read(&path).about(path.display())?;
            let small = without_custom_sections(&program)
                .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
            fs::write(&path, small).about(path.display())?;
        }
    }
    Ok(())
}

/// The program without the sections that mean nothing to who runs it.
fn without_custom_sections(program: &[u8]) -> std::result::Result<Vec<u8>, BinaryReaderError> {
    const CUSTOM: u8 = 0;
    let mut kept = Vec::with_capacity(program.len());
    let mut from = 0;
    let place = |at| usize::try_from(at).unwrap_or(usize::MAX);
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload?;
        let (keep, to) = match (&payload, payload.as_section()) {
            (Payload::Version { range, .. }, _) => (true, place(range.end)),
            (_, Some((id, range))) => (id != CUSTOM, place(range.end)),
            _ => continue,
        };
        // Sections follow each other without a gap, each after its own head.
        if keep {
            kept.extend(program.get(from..to).unwrap_or_default());
        }
        from = to;
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_custom_sections_are_left_out() {
        // A type `() -> ()`, a custom section "ab", one function of that type, which does nothing.
        let head = *b"\0asm\x01\0\0\0";
        let types = [1, 4, 1, 0x60, 0, 0];
        let names = [0, 5, 2, b'a', b'b', 7, 7];
        let rest = [3, 2, 1, 0, 10, 4, 1, 2, 0, 0x0b];
        let program = [&head[..], &types, &names, &rest, &names].concat();
        let expected = [&head[..], &types, &rest].concat();
        assert_eq!(without_custom_sections(&program).unwrap(), expected);
        assert!(without_custom_sections(b"no program").is_err());
    }

    #[test]
    fn other_files_have_another_folder() {
        let folder = std::env::temp_dir().join(format!("writeoff-hash-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.js"), "1").unwrap();
        let first = hash(&folder).unwrap();
        assert_eq!((first.len(), hash(&folder).unwrap()), (16, first.clone()));
        fs::write(folder.join("a.js"), "2").unwrap();
        assert_ne!(hash(&folder).unwrap(), first);
        fs::write(folder.join("a.js"), "1").unwrap();
        fs::write(folder.join("b.wasm"), "1").unwrap();
        assert_ne!(hash(&folder).unwrap(), first);
        fs::remove_dir_all(&folder).unwrap();
    }
}
