//! A file that was chosen, and what reading it yields.

use std::sync::Arc;

use domain::upload::{ColumnChoice, Refusal, Upload, read};

/// A file in memory.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// SHA-256, where the browser could tell.
    pub sha256: Option<String>,
}

/// A file that was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The file.
    pub file: Arc<Chosen>,
    /// What the person answered about its columns.
    pub choice: Option<ColumnChoice>,
    /// Its entries.
    pub upload: Upload,
}

/// A file that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// What it is called.
    pub name: String,
    /// Why.
    pub refusal: Refusal,
    /// The file itself, where it fits in memory: it can be asked about, or cut in parts.
    pub file: Option<Arc<Chosen>>,
}

impl Reading {
    /// Reads a file.
    pub(crate) fn of(file: &Arc<Chosen>, choice: Option<ColumnChoice>) -> Result<Self, Refused> {
        match read(&file.bytes, choice) {
            Ok(upload) => Ok(Self { file: Arc::clone(file), choice, upload }),
            Err(refusal) => {
                Err(Refused { name: file.name.clone(), refusal, file: Some(Arc::clone(file)) })
            }
        }
    }

    /// The accounts that the file names, each once.
    pub(crate) fn accounts(&self) -> Vec<String> {
        let named = self.upload.entries.iter().filter_map(|entry| entry.account.as_ref().ok());
        named.map(|account| account.as_str().to_owned()).collect()
    }

    /// How many entries have something wrong with them already.
    pub(crate) fn problems(&self) -> usize {
        self.upload.entries.iter().filter(|entry| entry.account.is_err()).count()
    }
}
