//! `writeoff verify`: that it finds everything whole, and each thing that is not.

mod damages;
mod postgres;
mod sqlite;

use std::process::Output;

use damages::DAMAGES;

/// What somebody did to the database behind the server's back, and which invariants say so.
type Damage = (&'static str, &'static [&'static str]);

/// A database with work done on it, to spoil copies of.
trait Copies {
    /// What `writeoff verify --json` has to say of a copy on which that was done, past everything
    /// that guards the rows: the guards are there again afterwards.
    async fn verify_damaged(&self, number: usize, statement: &str) -> Output;
}

/// The names of the invariants that do not hold, and of all.
fn violated(output: &Output) -> (Vec<String>, Vec<String>) {
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {output:?}"));
    let name = |finding: &serde_json::Value| finding["name"].as_str().unwrap().to_owned();
    let findings = report["invariants"].as_array().unwrap();
    let violated: Vec<String> = findings
        .iter()
        .filter(|finding| finding["violations"] != 0)
        .inspect(|finding| assert!(finding["first"].is_string(), "{finding}"))
        .map(name)
        .collect();
    assert_eq!(report["holds"], violated.is_empty());
    assert_eq!(output.status.success(), violated.is_empty(), "{output:?}");
    (violated, findings.iter().map(name).collect())
}

/// That everything was looked at, and holds.
fn assert_whole(output: &Output) {
    let said = std::str::from_utf8(&output.stdout).unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(said.ends_with("invariants hold.\n"), "{said}");
    for line in said.lines().filter(|line| line.starts_with("verify ")) {
        assert!(!line.contains("checked=0"), "nothing was looked at: {line}");
        assert!(line.ends_with(" violations=0"), "{line}");
    }
}

/// That each damage is found and named, those of this database alone too; and that each invariant
/// was seen to fail, so that none is there for show.
async fn assert_found(copies: &impl Copies, own: &[Damage]) {
    let (mut failing, mut unexpected, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for (number, (statement, expected)) in DAMAGES.iter().chain(own).enumerate() {
        let (found, every) = violated(&copies.verify_damaged(number, statement).await);
        if found != *expected {
            unexpected.push(format!("{statement}: {found:?}"));
        }
        failing.extend(found);
        all = every;
    }
    assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
    for name in all {
        assert!(failing.contains(&name), "nothing makes {name} fail");
    }
}
