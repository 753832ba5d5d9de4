//! Files to upload that match the portfolio.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use domain::upload::ENTRIES_MAX;

use super::kind::Kind;

/// So many in the file that shows how it is meant to go.
const ELIGIBLE: usize = 300;

/// So many of those are early: the rows that deserve doubt.
const ELIGIBLE_EARLY: usize = 4;

/// So many of each kind in the file that shows every verdict.
const MIXED_OF_EACH: usize = 6;

/// The accounts of the first company by what the rule says of them, and one of another company.
#[derive(Debug, Default)]
pub(super) struct Notable {
    eligible: Vec<String>,
    early: Vec<String>,
    by_pending_repossession: Vec<String>,
    terminated: Vec<String>,
    not_in_default: Vec<String>,
    elsewhere: Vec<String>,
}

impl Notable {
    pub(super) fn note(&mut self, kind: Kind, account: &str) {
        let list = match kind {
            Kind::Defaulted => &mut self.eligible,
            Kind::DefaultedLately => &mut self.early,
            Kind::PaidAfterDefault => &mut self.by_pending_repossession,
            Kind::Repossessed
            | Kind::WrittenOff
            | Kind::Cancelled
            | Kind::Void
            | Kind::Finished => &mut self.terminated,
            Kind::Normal | Kind::Late | Kind::PendingActivation => &mut self.not_in_default,
        };
        list.push(account.to_owned());
    }

    /// Takes in what is notable of the next company: of the second and later ones only that they
    /// are not the first.
    pub(super) fn add_company(&mut self, next: Self) {
        if self.eligible.is_empty() {
            *self = next;
        } else {
            self.elsewhere.extend(next.eligible.into_iter().take(MIXED_OF_EACH));
        }
    }
}

/// Writes the files: eligible accounts, every verdict, and as many as one file may hold. No
/// account is in two of them, so that they can be tried one after another.
pub(super) fn write(
    folder: &Path,
    mut notable: Notable,
    rng: &mut fastrand::Rng,
) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    rng.shuffle(&mut notable.eligible);
    rng.shuffle(&mut notable.early);
    let mixed = mixed(&mut notable);
    let third = notable.eligible.len() / 3;
    let count = (ELIGIBLE - ELIGIBLE_EARLY).min(third);
    let mut eligible: Vec<String> = notable.eligible.drain(..count).collect();
    let early = ELIGIBLE_EARLY.min(notable.early.len());
    eligible.extend(notable.early.drain(..early));
    let mut full = notable.eligible;
    full.extend(notable.early);
    full.truncate(ENTRIES_MAX);
    let files = [
        ("eligible.csv", one_column(eligible)),
        ("mixed.csv", mixed),
        ("full.csv", one_column(full)),
    ];
    files
        .into_iter()
        .map(|(name, text)| {
            let path = folder.join(name);
            fs::write(&path, text)?;
            Ok(path)
        })
        .collect()
}

fn one_column(mut accounts: Vec<String>) -> String {
    accounts.sort_unstable();
    let mut text = "account ID\n".to_owned();
    for account in accounts {
        text.push_str(&account);
        text.push('\n');
    }
    text
}

/// Every verdict that there is, and why it is expected.
fn mixed(notable: &mut Notable) -> String {
    let mut take = |list: fn(&mut Notable) -> &mut Vec<String>| {
        let list = list(notable);
        let count = MIXED_OF_EACH.min(list.len() / 2);
        list.drain(..count).collect::<Vec<_>>()
    };
    let eligible = take(|notable| &mut notable.eligible);
    let duplicate = eligible.first().cloned().unwrap_or_default().to_lowercase();
    let groups = [
        (eligible, "in default"),
        (take(|notable| &mut notable.early), "in default lately"),
        (take(|notable| &mut notable.by_pending_repossession), "paid, repossession still pending"),
        (take(|notable| &mut notable.terminated), "no active contract"),
        (take(|notable| &mut notable.not_in_default), "not in default"),
        (take(|notable| &mut notable.elsewhere), "another company's"),
        (vec!["KE-9999999".to_owned(), "KE-9999998".to_owned()], "never existed"),
        (vec![duplicate], "again, in lower case"),
        (vec!["KE 0010 482".to_owned(), "n/a".to_owned()], "no account ID"),
        (vec!["1.23E+15".to_owned()], "rounded by a spreadsheet"),
    ];
    let mut text = "account ID,note\n".to_owned();
    for (accounts, note) in groups {
        for account in accounts {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{account},\"{note}\"");
        }
    }
    text
}
