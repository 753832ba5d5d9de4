//! The journal's export, read by a program of others: it accepts it, and its balances are those of the
//! trial balance.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use reqwest::Method;
use serde_json::Value;

use crate::support::{Client, Serving, demo};

/// Before everything that the demonstration has.
const FROM: &str = "2020-01-01";

/// Today at the earliest, and not ten years later.
const TO: &str = "2029-12-31";

#[tokio::test]
async fn the_export_is_accepted_and_its_balances_are_those_of_the_trial_balance() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    let password = demo(&database);
    let serving = Serving::start(&database, &[]);
    let admin = Client::sign_in(&serving.base, "a.wanjiku", &password).await;
    let get = async |path: String| admin.request(Method::GET, &path).send().await.unwrap();
    let export = get(format!("/api/journal/export?format=hledger&from={FROM}&to={TO}")).await;
    assert_eq!(export.status(), 200);
    let journal = folder.path().join("demo.journal");
    std::fs::write(&journal, export.bytes().await.unwrap()).unwrap();
    hledger(&journal, &["check", "--strict"]);

    let theirs = hledger(&journal, &["balance", "--flat", "--no-total", "-O", "csv"]);
    let mut balances = BTreeMap::new();
    for line in theirs.lines().skip(1) {
        let (account, amount) = line.trim_matches('"').split_once("\",\"").unwrap();
        let (code, _) = account.split_once(':').unwrap();
        let amount: String = amount.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
        balances.insert(code.to_owned(), amount.parse::<i64>().unwrap());
    }
    let report: Value =
        get(format!("/api/reports/trial-balance?from={FROM}&to={TO}")).await.json().await.unwrap();
    let rows = report["report"]["tables"][0]["rows"].as_array().unwrap();
    let amount = |row: &Value, column: usize| row[column]["money"].as_i64().unwrap();
    let ours: BTreeMap<String, i64> = rows
        .iter()
        .map(|row| (row[0]["text"].as_str().unwrap().to_owned(), amount(row, 4) - amount(row, 5)))
        .filter(|(_, balance)| *balance != 0)
        .collect();
    assert!(ours.len() > 6, "{ours:?}");
    assert_eq!(balances, ours);
    serving.stop();
}

fn hledger(journal: &Path, arguments: &[&str]) -> String {
    let output = Command::new("hledger").arg("-f").arg(journal).args(arguments).output();
    let output = output.expect("hledger is missing: cargo xtask test server installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
