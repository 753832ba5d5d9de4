//! One row of a file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::meant::meant;
use super::rounded::is_rounded;
use crate::AccountId;
use crate::account_id::trim_blanks;

/// A row that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line of the file on which the row begins, from 1, as a text editor counts.
    pub line: u32,
    /// What stands in the account ID cell, as it stands there.
    pub text: String,
    /// The account that it names, or what is wrong with it.
    pub account: Result<AccountId, EntryProblem>,
    /// Whether the account was read out of what a word processor, a chat app or a list makes of an
    /// account ID, such as `• KE–0010482`. People are told, and can compare.
    pub read_as: bool,
    /// All cells of the row, the account ID's too; one where the file has one column.
    pub cells: Vec<String>,
}

impl Entry {
    /// What the entry is called: the account ID in its normal form, of a duplicate too; what
    /// stands in the file where that is no account ID.
    pub fn label(&self) -> Cow<'_, str> {
        match &self.account {
            Ok(account) => Cow::Borrowed(account.as_str()),
            Err(EntryProblem::DuplicateEntry { .. }) => named(&self.text)
                .map_or(Cow::Borrowed(&self.text), |(account, _)| Cow::Owned(account.to_string())),
            Err(_) => Cow::Borrowed(&self.text),
        }
    }
}

/// What is wrong with an entry, before any account is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryProblem {
    /// Not an account ID.
    MalformedAccountId,
    /// A number that a spreadsheet has rounded, such as `1.23E+15`.
    RoundedBySpreadsheet,
    /// The account of an earlier line; that one counts.
    DuplicateEntry {
        /// The line of the first one.
        first_line: u32,
    },
}

impl EntryProblem {
    /// The stable code that `writeoff check` prints.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MalformedAccountId => "malformed_account_id",
            Self::RoundedBySpreadsheet => "rounded_by_spreadsheet",
            Self::DuplicateEntry { .. } => "duplicate_entry",
        }
    }
}

/// Turns rows into entries one after the other, and so knows which account stood above already.
#[derive(Default)]
pub(super) struct Entries {
    first_lines: BTreeMap<AccountId, u32>,
}

impl Entries {
    /// The entry of a row: its account ID stands in that column.
    pub(super) fn entry(&mut self, line: u32, cells: Vec<String>, column: usize) -> Entry {
        let text = cells.get(column).cloned().unwrap_or_default();
        let named = named(&text);
        let read_as = named.as_ref().is_ok_and(|(_, read_as)| *read_as);
        let account = named.and_then(|(account, _)| self.once(line, account));
        Entry { line, text, account, read_as, cells }
    }

    fn once(&mut self, line: u32, account: AccountId) -> Result<AccountId, EntryProblem> {
        if let Some(&first_line) = self.first_lines.get(&account) {
            return Err(EntryProblem::DuplicateEntry { first_line });
        }
        self.first_lines.insert(account.clone(), line);
        Ok(account)
    }
}

/// The account that a cell names, and whether it had to be read as it was meant.
pub(super) fn named(text: &str) -> Result<(AccountId, bool), EntryProblem> {
    let text = without_guard(text);
    if let Ok(account) = AccountId::parse(text) {
        return Ok((account, false));
    }
    if is_rounded(text) {
        return Err(EntryProblem::RoundedBySpreadsheet);
    }
    meant(text).map(|account| (account, true)).ok_or(EntryProblem::MalformedAccountId)
}

/// The cell without what spreadsheets, and people in them, write to keep leading zeros:
/// `="0012"`, or an apostrophe in front. Without quotation marks, too, that blanks before them have
/// kept from being read as such.
pub(crate) fn without_guard(cell: &str) -> &str {
    let cell = trim_blanks(cell);
    let quoted = cell.strip_prefix("=\"").or_else(|| cell.strip_prefix('"'));
    quoted
        .and_then(|rest| rest.strip_suffix('"'))
        .or_else(|| cell.strip_prefix('\''))
        .unwrap_or(cell)
}
