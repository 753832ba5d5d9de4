//! May this attempt be recorded, and if not, what is wrong and where.

use jiff::civil::Date;

use super::AttemptReason;
use crate::account::Standing;
use crate::api::FailedAttemptRequest;
use crate::form::{self, Fault, FieldFault, Typed};
use crate::role::{Permission, Role};

/// Longer than what one writes at a door, and short enough for every list.
pub const NOTE_CHARS_MAX: usize = 500;

/// What an attempt is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    /// The account as it stands.
    pub standing: &'a Standing,
    /// The role of who records it.
    pub role: Role,
    /// Today in the company's time zone.
    pub today: Date,
}

/// An attempt that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The day of the attempt.
    pub attempted_on: Date,
    /// Why it came to nothing.
    pub reason: AttemptReason,
    /// The day of payment, where one was promised and always then.
    pub promised_on: Option<Date>,
    /// What else there is to say, at most [`NOTE_CHARS_MAX`] characters, where anything is.
    pub note: Option<String>,
}

/// Why an attempt may not be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The role may not do this.
    RoleMayNot(Permission),
    /// No repossession is pending on the account: there is nothing that could have been attempted.
    NothingPending,
    /// Fields are wrong; which and how, never empty.
    Form(Vec<FieldFault>),
}

/// Reads and judges an attempt.
///
/// # Errors
///
/// In this order: the role may not; no repossession is pending, or no longer; fields are wrong,
/// all of them at once.
pub fn check(form: &FailedAttemptRequest, grounds: &Grounds<'_>) -> Result<Checked, Refusal> {
    if !grounds.role.may(Permission::RecordRepossession) {
        return Err(Refusal::RoleMayNot(Permission::RecordRepossession));
    }
    let Some(pending_since) = grounds.standing.repossession_pending_since else {
        return Err(Refusal::NothingPending);
    };
    let mut reader = form::Reader::default();
    let attempted_on =
        reader.past_day("/attempted_on", &form.attempted_on, Some(pending_since), grounds.today);
    let reason = reader.take("/reason", reason(&form.reason));
    let promised_on = promised_on(&form.promised_on, reason, attempted_on);
    let promised_on = reader.take("/promised_on", promised_on);
    let note = reader.take("/note", note(&form.note));
    let checked = (|| {
        Some(Checked {
            attempted_on: attempted_on?,
            reason: reason?,
            promised_on: promised_on?,
            note: note?,
        })
    })();
    reader.finish(checked).map_err(Refusal::Form)
}

fn note(typed: &Typed) -> Result<Option<String>, Fault> {
    if typed.as_str().chars().count() > NOTE_CHARS_MAX {
        return Err(Fault::TooLong { most: NOTE_CHARS_MAX });
    }
    Ok((!typed.is_blank()).then(|| typed.as_str().to_owned()))
}

fn reason(typed: &Typed) -> Result<AttemptReason, Fault> {
    if typed.is_blank() {
        return Err(Fault::Missing);
    }
    AttemptReason::from_code(typed.as_str()).ok_or(Fault::UnknownReason)
}

/// The day of payment. Whether one is needed is known only with the reason.
fn promised_on(
    typed: &Typed,
    reason: Option<AttemptReason>,
    attempted_on: Option<Date>,
) -> Result<Option<Date>, Fault> {
    let wanted = reason.map(AttemptReason::has_promise);
    if typed.is_blank() {
        return if wanted == Some(true) { Err(Fault::Missing) } else { Ok(None) };
    }
    let day = form::day(typed)?;
    match attempted_on {
        _ if wanted == Some(false) => Err(Fault::NothingWasPromised),
        Some(attempted_on) if day < attempted_on => {
            Err(Fault::PromisedBeforeTheAttempt { attempted_on })
        }
        _ => Ok(Some(day)),
    }
}
