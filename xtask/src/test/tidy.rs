//! What holds for the repository's files, whatever is in them.

use std::fs;

use crate::process::{ask, command};
use crate::{project, tools};

/// Longer than this, a file is about more than one thing.
const LINES_MAX: usize = 400;

/// Files that are longer, each with its reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// Every file that git knows or would add, with one of these endings.
fn files(endings: &[&str]) -> Vec<String> {
    let list = ask(command("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))
        .unwrap();
    let files: Vec<String> = list
        .lines()
        .filter(|file| endings.iter().any(|ending| file.ends_with(ending)))
        .filter(|file| project::path(file).exists())
        .map(str::to_owned)
        .collect();
    assert!(!files.is_empty(), "git lists no files");
    files
}

fn text(file: &str) -> String {
    fs::read_to_string(project::path(file)).unwrap()
}

#[test]
fn files_are_short() {
    for file in files(&[".rs", ".ts", ".css", ".mjs"]) {
        let lines = text(&file).lines().count();
        let excused = LONG_FILES.iter().any(|(long, _)| *long == file);
        assert_eq!(
            lines > LINES_MAX,
            excused,
            "{file} has {lines} lines: split it, or list it (or no longer list it) in LONG_FILES"
        );
    }
}

#[test]
fn what_is_left_to_do_has_an_issue() {
    // In two parts, so as not to find itself.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    for file in files(&[".rs", ".ts", ".mjs", ".css", ".html", ".sql", ".toml", ".md"]) {
        for (index, line) in text(&file).lines().enumerate() {
            let unexplained = marks.iter().any(|mark| line.contains(mark)) && !line.contains("(#");
            assert!(!unexplained, "{file}:{}: name the issue, as in (#12): {line}", index + 1);
        }
    }
}

#[test]
fn wasm_bindgen_is_pinned_to_what_is_locked() {
    let lock = text("Cargo.lock");
    let locked = tools::locked_version(&lock, "wasm-bindgen").unwrap();
    let pin = format!("wasm-bindgen = \"={locked}\"");
    assert!(text("Cargo.toml").lines().any(|line| line == pin), "Cargo.toml does not say {pin}");
}

#[test]
fn the_toolchain_is_pinned_exactly() {
    let toolchain = text("rust-toolchain.toml");
    let channel = toolchain.lines().find_map(|line| line.strip_prefix("channel = ")).unwrap();
    let version = channel.trim_matches('"');
    assert_eq!(version.split('.').count(), 3, "{channel} is not an exact version");
    let minor = version.rsplit_once('.').unwrap().0;
    let wanted = format!("rust-version = \"{minor}\"");
    assert!(text("Cargo.toml").lines().any(|line| line == wanted), "Cargo.toml: {wanted}");
}

#[test]
fn npm_locks_name_no_registry() {
    for file in files(&["package-lock.json"]) {
        assert!(!text(&file).contains("\"resolved\""), "{file} names where packages came from");
    }
}
