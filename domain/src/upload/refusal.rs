//! Why a file as a whole is not taken.

/// Why a file as a whole is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// There is a heading or blank rows, and nothing else.
    NoEntries,
    /// More entries than [`ENTRIES_MAX`](super::ENTRIES_MAX).
    TooManyEntries {
        /// How many it has.
        entries: usize,
        /// How many may be.
        limit: usize,
    },
    /// More bytes than [`FILE_BYTES_MAX`](super::FILE_BYTES_MAX).
    TooLarge {
        /// How many may be.
        limit_bytes: usize,
    },
    /// Several columns, and nothing says which one holds the account IDs.
    WhichColumn {
        /// The first rows that are not blank, at most five, to choose by.
        first_rows: Vec<Vec<String>>,
        /// Whether the first of them looks like a heading: what the person is asked, answered
        /// beforehand.
        first_row_is_heading: bool,
    },
    /// The chosen column is not in the file.
    NoSuchColumn {
        /// How many columns there are.
        columns: usize,
    },
    /// A quotation mark opens a cell and nothing closes it where a cell may end, so that the rows
    /// after it would be swallowed.
    UnclosedQuote {
        /// The line on which the row with the cell begins.
        line: u32,
    },
    /// It is not text.
    NotText(NotText),
}

/// What a file is that is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// A spreadsheet program's own format.
    Workbook,
    /// HTML.
    WebPage,
    /// A text processor's document, PDF included.
    Document,
    /// A picture.
    Picture,
    /// A compressed archive.
    Archive,
    /// None of these, and not text either.
    Unknown,
}

impl Refusal {
    /// The stable code that `writeoff check`, the API and the page use.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoEntries => "no_entries",
            Self::TooManyEntries { .. } => "too_many_entries",
            Self::TooLarge { .. } => "too_large",
            Self::WhichColumn { .. } => "which_column",
            Self::NoSuchColumn { .. } => "no_such_column",
            Self::UnclosedQuote { .. } => "unclosed_quote",
            Self::NotText(NotText::Workbook) => "workbook",
            Self::NotText(NotText::WebPage) => "web_page",
            Self::NotText(NotText::Document) => "document",
            Self::NotText(NotText::Picture) => "picture",
            Self::NotText(NotText::Archive) => "archive",
            Self::NotText(NotText::Unknown) => "not_text",
        }
    }
}
