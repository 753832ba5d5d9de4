//! The formats of the journal as a file.

use serde::{Deserialize, Serialize};

/// A format of the journal as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A table for spreadsheets: a row for each line of an entry.
    Csv,
    /// A journal of hledger, which other programs of plain text accounting read too.
    Hledger,
    /// The French *fichier des écritures comptables* (article A47 A-1 of the tax procedures code).
    Fec,
    /// A ledger of Beancount.
    Beancount,
}

impl ExportFormat {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Hledger, Self::Fec, Self::Beancount];

    /// The stable code that addresses and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Hledger => "hledger",
            Self::Fec => "fec",
            Self::Beancount => "beancount",
        }
    }

    /// The format of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// What it is called, in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Hledger => "hledger",
            Self::Fec => "FEC",
            Self::Beancount => "Beancount",
        }
    }

    /// The media type of the file, with its character set.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Hledger | Self::Fec | Self::Beancount => "text/plain; charset=utf-8",
        }
    }

    /// The end of the file's name, without a point.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Hledger => "journal",
            Self::Fec => "txt",
            Self::Beancount => "beancount",
        }
    }
}
