//! `writeoff check`: what reading a file yields, for people and scripts without a browser.

use std::io;
use std::path::Path;

use domain::upload::{self, ColumnChoice, Refusal, Upload};
use serde::Serialize;

/// What reading a file yields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The file's name.
    pub file: String,
    /// How many entries it has, also when they are too many.
    pub entries: usize,
    /// The accounts that it names, each once, in the order of the file.
    pub accounts: Vec<String>,
    /// The entries that name none, or one again.
    pub problems: Vec<CheckProblem>,
    /// The entries that were read as they were meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read_as: Vec<ReadAs>,
    /// Why the file as a whole is not taken.
    pub refused: Option<&'static str>,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CheckProblem {
    /// Its line, from 1.
    pub line: u32,
    /// What is wrong.
    pub code: &'static str,
}

/// An entry that was read as it was meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadAs {
    /// Its line, from 1.
    pub line: u32,
    /// The account that it names.
    pub account: String,
}

/// Reads a file as an upload is read.
///
/// # Errors
///
/// When it cannot be read from the disk.
pub fn check(path: &Path, column: Option<ColumnChoice>) -> io::Result<Check> {
    let bytes = std::fs::read(path)?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let file = name.to_string_lossy().into_owned();
    Ok(match upload::read(&bytes, column) {
        Ok(upload) => accepted(file, &upload),
        Err(refusal) => refused(file, &refusal),
    })
}

fn accepted(file: String, upload: &Upload) -> Check {
    let mut accounts = Vec::new();
    let mut problems = Vec::new();
    for entry in &upload.entries {
        match &entry.account {
            Ok(account) => accounts.push(account.to_string()),
            Err(problem) => {
                problems.push(CheckProblem { line: entry.line, code: problem.code() });
            }
        }
    }
    let read_as = upload
        .read_as()
        .map(|entry| ReadAs { line: entry.line, account: entry.label().into_owned() })
        .collect();
    Check { file, entries: upload.entries.len(), accounts, problems, read_as, refused: None }
}

fn refused(file: String, refusal: &Refusal) -> Check {
    let entries = match refusal {
        Refusal::TooManyEntries { entries, .. } => *entries,
        _ => 0,
    };
    Check {
        file,
        entries,
        accounts: Vec::new(),
        problems: Vec::new(),
        read_as: Vec::new(),
        refused: Some(refusal.code()),
    }
}
