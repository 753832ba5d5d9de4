//! What is submitted.

use domain::AccountId;
use domain::bulk_write_off::{OperationKind, SeenAccounts};
use domain::upload::{ColumnChoice, Entry};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// A file that was read, and everything to keep about its submission.
#[derive(Clone, Debug)]
pub struct Submission {
    pub file_name: String,
    /// The file's bytes.
    pub file: Vec<u8>,
    /// SHA-256 of the file in lower-case hexadecimal.
    pub file_sha256: String,
    /// What the person chose, where the file does not say which column.
    pub column: Option<ColumnChoice>,
    pub entries: Vec<Entry>,
    /// What the preview showed as eligible.
    pub seen: SeenAccounts,
    /// The same as it was sent, in JSON: it is kept.
    pub seen_json: String,
    /// Whether the person confirmed having seen that some are early.
    pub early_acknowledged: bool,
    /// How processes are to be started; none where accounts are to be written off.
    pub starting: Option<Starting>,
}

/// How processes are to be started.
#[derive(Clone, Debug, Serialize)]
pub struct Starting {
    /// The code of the write-off control.
    pub control: String,
    /// The version of the settings that the preview was made with.
    pub settings_version: u32,
}

impl Submission {
    /// What it is to do.
    pub fn kind(&self) -> OperationKind {
        match self.starting {
            None => OperationKind::WriteOff,
            Some(_) => OperationKind::ProcessStart,
        }
    }

    /// The file's accounts, as often as they stand there.
    pub(super) fn accounts(&self) -> Vec<AccountId> {
        self.entries.iter().filter_map(|entry| entry.account.clone().ok()).collect()
    }
}

/// What tells a retry from another request: what is meant, not how it is written down.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub file_name: &'a str,
    pub file_sha256: &'a str,
    pub column: Option<ColumnChoice>,
    pub early_acknowledged: bool,
    pub starting: Option<&'a Starting>,
    pub seen_json: &'a str,
}

impl Asked<'_> {
    /// The hash that is kept of it.
    pub fn sha256(&self) -> Result<[u8; 32], serde_json::Error> {
        let Self { file_name, file_sha256, column, early_acknowledged, starting, seen_json } =
            *self;
        let meant = (file_name, file_sha256, column, early_acknowledged);
        let meant = match starting {
            None => serde_json::to_vec(&meant)?,
            Some(starting) => serde_json::to_vec(&(meant, starting))?,
        };
        Ok(Sha256::new().chain_update(meant).chain_update(seen_json).finalize().into())
    }
}
