//! `writeoff backup` and `writeoff restore`.

mod postgres;
mod sqlite;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[track_caller]
fn assert_done(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// That it was refused with a sentence that has these words.
#[track_caller]
fn assert_refused(output: &Output, words: &str) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(!output.status.success() && said.contains(words), "{words}: {said}");
}

/// Everything in a folder, so that nothing is left there by accident.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn made(folder: &Path) -> PathBuf {
    let folder = folder.join("backups");
    fs::create_dir_all(&folder).unwrap();
    folder.join("one.backup")
}

/// Writes the hash that a backup has beside it.
fn seal(file: &Path) {
    let folder = file.parent().unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let output = Command::new("sha256sum").arg(name).current_dir(folder).output().unwrap();
    fs::write(folder.join(format!("{name}.sha256")), output.stdout).unwrap();
}

/// That a backup is refused that was cut short, changed by a bit, written over, or left without its
/// hash; and taken once it is as it was made.
fn assert_only_whole_is_restored(backup: &Path, mut restore: impl FnMut(&Path) -> Output) {
    let bytes = fs::read(backup).unwrap();
    let sidecar = backup.with_extension("backup.sha256");
    let hash = fs::read(&sidecar).unwrap();
    assert_refused(&restore(&backup.with_extension("gone")), "the backup ");
    fs::write(backup, &bytes[..bytes.len() - 4096]).unwrap();
    assert_refused(&restore(backup), "is not as it was made");
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 2] ^= 1;
    fs::write(backup, &flipped).unwrap();
    assert_refused(&restore(backup), "is not as it was made");
    fs::write(backup, b"%PDF-1.7").unwrap();
    assert_refused(&restore(backup), "is no backup of Writeoff");
    fs::write(backup, &bytes).unwrap();
    fs::remove_file(&sidecar).unwrap();
    assert_refused(&restore(backup), "which belongs to the backup");
    fs::write(&sidecar, "nothing of the kind").unwrap();
    assert_refused(&restore(backup), "holds no SHA-256");
    fs::write(&sidecar, hash).unwrap();
}
