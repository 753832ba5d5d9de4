//! The company's settings: whether they hold together, and what is different between two of them.

mod changes;
mod check;
mod currency;
mod holidays;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

pub use changes::{Change, changes};
pub use check::{Standing, Taken, check, is_company_code};
pub use currency::in_other_currency;
pub use holidays::{HOLIDAYS_MAX, Holiday};

/// The longest name of a company, a centre, a product or a ledger account.
pub const NAME_CHARS_MAX: usize = 100;

/// The longest code of a company.
pub const COMPANY_CODE_CHARS_MAX: usize = 16;

/// The longest code of a ledger account.
pub const LEDGER_CODE_CHARS_MAX: usize = 32;

/// The most days of a threshold: a hundred years.
pub const THRESHOLD_DAYS_MAX: u32 = 36_500;

/// The last hour of a day.
pub const HOUR_MAX: u32 = 23;

/// The most centres, and the most products, that are set up on one page: more come in by import.
pub const ITEMS_MAX: usize = 2_000;

/// A name as it is compared: without case, accents, punctuation and needless blanks. Signs that tell products
/// apart are no punctuation.
///
/// ```
/// # use domain::company_settings::name_key;
/// assert_eq!(name_key(" Thiès  Nord "), name_key("THIES-NORD."));
/// assert_ne!(name_key("Home 60"), name_key("Home 60+"));
/// assert_ne!(name_key("Lamp 1.5"), name_key("Lamp 15"));
/// ```
pub fn name_key(name: &str) -> String {
    let folded: String =
        name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let key = joined(folded.split(|c: char| c.is_whitespace() || is_punctuation(c)));
    // A name of nothing else is not every other such name.
    if key.is_empty() { joined(folded.split_whitespace()) } else { key }
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

const fn is_punctuation(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '-' | '_' | '/' | '\\' | '\'' | '"')
        || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '¡' | '¿' | '«' | '»' | '·')
        || matches!(c, '\u{2010}'..='\u{201f}' | '\u{2039}' | '\u{203a}')
}
