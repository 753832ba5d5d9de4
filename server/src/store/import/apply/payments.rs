//! Payments of an import: recorded like any other, after everything else of it.

use domain::import::Effects;
use domain::payments::{Channel, PaymentEntry};

use super::Applying;
use crate::identity::CompanyId;
use crate::store::db::Connection;
use crate::store::payments::{self, Recording};
use crate::store::{StoreError, exactly};

/// Payments with what the rules made of them.
pub(super) struct Judged {
    entries: Vec<PaymentEntry>,
    judged: payments::Judged,
}

/// Has the rules of payments say what the payments of an import do. They were judged by them before, from the same
/// facts: each of them is applied.
pub(super) async fn judge(
    connection: &mut Connection,
    company: CompanyId,
    effects: &Effects,
) -> Result<Option<Judged>, StoreError> {
    let Some(terms) = effects.payment_terms else { return Ok(None) };
    let entries = effects.payments.clone();
    // Whether the company takes payments in their way was decided, too.
    let judged = payments::judge_by(connection, company, &entries, &Channel::ALL, terms).await?;
    let applied = payments::applied(&entries, &judged.outcomes).count();
    exactly("payments of rows", entries.len(), u64::try_from(applied)?)?;
    Ok(Some(Judged { entries, judged }))
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
