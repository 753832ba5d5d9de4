//! Payments of an import: judged by what accounts owe after everything else of it, and recorded like any
//! other.

use domain::import::{Kind, Outcome, Reason, RowRefusal, RowResult};
use domain::payments::{Outcome as Judgement, PaymentEntry, Refusal, RowRefusal as PaymentRefusal};

use super::Applying;
use crate::store::db::Connection;
use crate::store::payments::{self, Recording};
use crate::store::{StoreError, exactly};

/// Payments with what the rules made of them.
pub(super) struct Judged {
    entries: Vec<PaymentEntry>,
    judged: payments::Judged,
}

/// Has the rules judge payments. What is refused is the outcome of its row.
pub(super) async fn judge(
    connection: &mut Connection,
    applying: &Applying,
    entries: &[PaymentEntry],
    outcomes: &mut [Outcome],
) -> Result<Option<Judged>, StoreError> {
    if entries.is_empty() {
        return Ok(None);
    }
    let judged = payments::judge(connection, applying.company, entries, applying.today).await?;
    let mut rows: Vec<&mut Outcome> = outcomes
        .iter_mut()
        .filter(|row| row.kind == Kind::Payments && row.result == RowResult::Created)
        .collect();
    exactly("payments of rows", entries.len(), u64::try_from(rows.len())?)?;
    for (row, judgement) in std::iter::zip(&mut rows, &judged.outcomes) {
        match judgement {
            Judgement::Applied(_) => (),
            Judgement::AlreadyRecorded => row.result = RowResult::Same,
            Judgement::Refused(refusal) => {
                let refusals = vec![refused(*refusal)];
                row.result = RowResult::Refused { refusals };
            }
        }
    }
    Ok(Some(Judged { entries: entries.to_vec(), judged }))
}

fn refused(refusal: PaymentRefusal) -> RowRefusal {
    use domain::import::Field::{Account, Amount, Channel, PaidOn, Payment};
    let (field, reason) = match refusal {
        PaymentRefusal::AccountDoesNotExist => {
            (Account, Reason::DoesNotExist { kind: Kind::Accounts, nearest: None })
        }
        PaymentRefusal::ChannelOff => (Channel, Reason::Unknown { known: Vec::new() }),
        PaymentRefusal::IdReused => (Payment, Reason::PaymentDiffers),
        PaymentRefusal::Payment(Refusal::NothingToPay) => (Account, Reason::NothingToPay),
        PaymentRefusal::Payment(Refusal::InTheFuture { .. }) => (PaidOn, Reason::InTheFuture),
        PaymentRefusal::Payment(Refusal::AmountNotPositive) => (Amount, Reason::NotPositive),
        PaymentRefusal::Payment(Refusal::AmountTooLarge) => (Amount, Reason::TooLarge),
    };
    RowRefusal { field: Some(field), reason, found: String::new() }
}

/// Records the payments that are applied; says their accounts.
pub(super) async fn record<'a>(
    connection: &mut Connection,
    applying: &Applying,
    judged: &'a Judged,
    import: i64,
) -> Result<Vec<&'a str>, StoreError> {
    let Judged { entries, judged } = judged;
    let recording = Recording {
        company: applying.company,
        today: applying.today,
        now: applying.now,
        by: Some(applying.user),
        import: Some(import),
    };
    payments::record(connection, &recording, entries, judged).await?;
    Ok(payments::applied(entries, &judged.outcomes)
        .map(|(entry, _)| entry.account.as_str())
        .collect())
}
