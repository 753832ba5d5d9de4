//! Every sample file through `writeoff check`, as somebody without a browser would read it.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn samples() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/samples"))
}

fn check(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_writeoff")).arg("check").args(arguments).output().unwrap()
}

#[test]
fn every_sample_reads_as_expected() {
    let text = std::fs::read_to_string(samples().join("expected.json")).unwrap();
    let expected: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert!(expected.len() > 20);
    for mut sample in expected {
        sample.as_object_mut().unwrap().remove("note");
        let name = sample["file"].as_str().unwrap().to_owned();
        let output = check(&[samples().join(&name).to_str().unwrap()]);
        assert!(output.status.success(), "{name}: {output:?}");
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(found, sample, "{name}");
    }
}

#[test]
fn a_column_may_be_said() {
    let file = samples().join("which-column.csv");
    let output = check(&[file.to_str().unwrap(), "--column", "1"]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["refused"], Value::Null, "{found}");
    assert!(found["entries"].as_u64().unwrap() > 0, "{found}");
}

#[test]
fn a_file_that_cannot_be_read_is_a_sentence_and_a_failure() {
    let output = check(&["/nowhere/at-all.csv"]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("/nowhere/at-all.csv cannot be read"), "{said}");
    assert!(output.stdout.is_empty());
}
