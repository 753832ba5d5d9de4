//! How much and how long.

use std::time::Duration;

use domain::account_id::ACCOUNT_ID_CHARS_MAX;
use domain::import::{self, PAGE_ROWS_MAX};
use domain::upload::{ENTRIES_MAX, FILE_BYTES_MAX};

use super::ApiError;

/// Bodies of which a few hundred bytes are expected: two names, a password.
pub(crate) const SMALL_BODY_BYTES_MAX: usize = 16 * 1024;

/// A form about one account, with how it stood: some forty contracts' worth.
pub(crate) const FORM_BODY_BYTES_MAX: usize = 64 * 1024;

/// The account IDs of a full file, with room for quotes, commas and blanks around each.
pub(crate) const FACTS_BODY_BYTES_MAX: usize =
    ENTRIES_MAX * (4 * ACCOUNT_ID_CHARS_MAX) + SMALL_BODY_BYTES_MAX;

/// What the preview showed of one account: a contract with its products takes some 150 bytes, and
/// nobody has twenty.
const SEEN_BYTES_MAX: usize = 4 * 1024;

/// The largest file in Base64, and what was seen of every entry.
pub(crate) const OPERATION_BODY_BYTES_MAX: usize =
    FILE_BYTES_MAX.div_ceil(3) * 4 + ENTRIES_MAX * SEEN_BYTES_MAX + SMALL_BODY_BYTES_MAX;

/// What the rows of a file name that the page looks at by itself: each a handful of keys.
pub(crate) const IMPORT_FACTS_BODY_BYTES_MAX: usize = PAGE_ROWS_MAX * 1024 + SMALL_BODY_BYTES_MAX;

/// The largest file to import in Base64, and what was said of some thousand columns.
pub(crate) const IMPORT_BODY_BYTES_MAX: usize =
    import::FILE_BYTES_MAX.div_ceil(3) * 4 + 1_000 * 1024 + SMALL_BODY_BYTES_MAX;

/// How long a request may take in all: a commit of a full file takes a fraction of a second, and
/// the waits for the database and for a turn to hash end before this.
pub(crate) const REQUEST_TIME_MAX: Duration = Duration::from_secs(30);

/// How long the largest file may take to arrive and to be read: 32 MB as Base64 at little more than
/// one megabit a second.
pub(crate) const UPLOAD_TIME_MAX: Duration = Duration::from_mins(5);

/// When to come back after everybody waited for the same thing.
pub(crate) const RETRY_AFTER_BUSY: Duration = Duration::from_secs(1);

/// As long as a file name is anywhere.
const FILE_NAME_CHARS_MAX: usize = 255;

/// Whether a file may be called like that.
pub(crate) fn check_file_name(name: &str) -> Result<(), ApiError> {
    if (1..=FILE_NAME_CHARS_MAX).contains(&name.chars().count()) {
        Ok(())
    } else {
        let detail = format!("a file name has 1 to {FILE_NAME_CHARS_MAX} characters");
        Err(ApiError::invalid().at("/file_name", detail))
    }
}
