//! Every sample file reads as `samples/expected.json` says: natively, and the same on wasm.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeMap;

use domain::upload::{self, ColumnChoice, Entry, Refusal, Upload};
use serde::Deserialize;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[derive(Deserialize)]
struct Expected {
    file: String,
    entries: usize,
    accounts: Vec<String>,
    problems: Vec<ExpectedProblem>,
    refused: Option<String>,
    #[serde(default)]
    read_as: Vec<ExpectedReading>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct ExpectedReading {
    line: u32,
    account: String,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct ExpectedProblem {
    line: u32,
    code: String,
}

/// The files are compiled in: wasm has no file system.
macro_rules! samples {
    ($($file:literal),* $(,)?) => {
        BTreeMap::from([$(($file, &include_bytes!(concat!("samples/", $file))[..])),*])
    };
}

fn samples() -> BTreeMap<&'static str, &'static [u8]> {
    samples![
        "blank-line-middle.csv",
        "bom-utf8-crlf.csv",
        "cp1252-header.csv",
        "cr-only.csv",
        "duplicates.csv",
        "empty.csv",
        "excel-guards.csv",
        "header-lf.csv",
        "header-only.csv",
        "html-renamed.csv",
        "leading-zeros.csv",
        "limit-2000-with-blank-lines.txt",
        "limit-2000.csv",
        "limit-2001.csv",
        "nbsp-zwsp.csv",
        "pipe.csv",
        "plain-lf-noheader.csv",
        "quoted-newline.csv",
        "scientific.csv",
        "semicolon-fr.csv",
        "sep-line.csv",
        "trailing-blank.csv",
        "trailing-delim.csv",
        "utf16be-bom.txt",
        "utf16le-bom-tab.txt",
        "which-column.csv",
        "xls-ole-renamed.csv",
        "xlsx-renamed.csv",
        "heading-ac-no.csv",
        "heading-acc-no-dot.csv",
        "heading-compte-no.csv",
        "heading-no-cpte.csv",
        "heading-account-colon.csv",
        "not-an-account-heading.csv",
        "word-dashes.txt",
        "word-quotes.txt",
        "full-width.txt",
        "bullets.txt",
        "numbered-digits.txt",
        "blanks-outside-quotes.csv",
        "heading-again.csv",
        "line-separators.txt",
        "one-line-mixed.txt",
    ]
}

fn expected() -> Vec<Expected> {
    serde_json::from_str(include_str!("samples/expected.json")).unwrap()
}

fn accounts(entries: &[Entry]) -> Vec<String> {
    entries
        .iter()
        .filter_map(|entry| entry.account.as_ref().ok())
        .map(ToString::to_string)
        .collect()
}

fn problems(entries: &[Entry]) -> Vec<ExpectedProblem> {
    let problem = |entry: &Entry| {
        let problem = entry.account.as_ref().err()?;
        Some(ExpectedProblem { line: entry.line, code: problem.code().to_owned() })
    };
    entries.iter().filter_map(problem).collect()
}

fn read_as(upload: &Upload) -> Vec<ExpectedReading> {
    let reading =
        |entry: &Entry| ExpectedReading { line: entry.line, account: entry.label().into_owned() };
    upload.read_as().map(reading).collect()
}

#[test]
fn every_sample_reads_as_expected() {
    let samples = samples();
    let expected = expected();
    assert_eq!(expected.len(), samples.len(), "a sample without an expectation, or the reverse");
    for case in expected {
        let bytes = samples.get(case.file.as_str()).unwrap();
        match upload::read(bytes, None) {
            Ok(upload) => {
                assert_eq!(case.refused, None, "{}", case.file);
                assert_eq!(upload.entries.len(), case.entries, "{}", case.file);
                assert_eq!(accounts(&upload.entries), case.accounts, "{}", case.file);
                assert_eq!(problems(&upload.entries), case.problems, "{}", case.file);
                assert_eq!(read_as(&upload), case.read_as, "{}", case.file);
            }
            Err(refusal) => {
                assert_eq!(Some(refusal.code()), case.refused.as_deref(), "{}", case.file);
                if let Refusal::TooManyEntries { entries, .. } = refusal {
                    assert_eq!(entries, case.entries, "{}", case.file);
                }
            }
        }
    }
}

#[test]
fn the_chosen_column_is_read() {
    let bytes = samples()["which-column.csv"];
    let choose = |index, first_row_is_heading| {
        upload::read(bytes, Some(ColumnChoice { index, first_row_is_heading }))
    };
    assert_eq!(accounts(&choose(0, false).unwrap().entries), ["KE-1", "KE-2"]);
    assert_eq!(accounts(&choose(0, true).unwrap().entries), ["KE-2"]);
    assert_eq!(accounts(&choose(1, false).unwrap().entries), ["WANJIKU", "OTIENO"]);
    assert_eq!(choose(2, false), Err(Refusal::NoSuchColumn { columns: 2 }));
}

#[test]
fn a_file_that_is_one_too_long_comes_in_two_parts() {
    let bytes = samples()["limit-2001.csv"];
    let parts = upload::parts(bytes);
    let read: Vec<Vec<String>> =
        parts.iter().map(|part| accounts(&upload::read(part, None).unwrap().entries)).collect();
    assert_eq!(read.iter().map(Vec::len).collect::<Vec<_>>(), [2000, 1]);
    assert_eq!(read[0][0], "LIM00000");
    assert_eq!(read[1], ["LIM02000"]);
}
