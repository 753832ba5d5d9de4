//! The company's people and programs, and what their forms share with those of one's own.

mod act;
mod draft;
mod fields;
mod form;
mod keys;
mod link;
mod page;
mod password;
mod row;
mod shown_once;
mod wrong;

pub(crate) use fields::PlainField;
pub(crate) use page::PeoplePage;
pub(crate) use password::{NewPassword, PasswordFields};
pub(crate) use wrong::{Wrong, WrongFields};

use crate::i18n::people as texts;
use crate::submission::DialogTexts;

/// What is said while something is sent, and where it is not known what became of it.
pub(crate) static SENDING: DialogTexts = DialogTexts {
    sending: texts::SENDING,
    not_done: texts::NOT_DONE,
    back: texts::BACK,
    unknown: texts::UNKNOWN,
    unknown_text: texts::UNKNOWN_TEXT,
    number: texts::NUMBER,
};
