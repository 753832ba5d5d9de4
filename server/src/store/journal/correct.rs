//! Correcting an entry.

use std::sync::Arc;

use domain::api::{CorrectionReply, CorrectionRequest};
use domain::audit::{AuditAction, AuditResult};
use domain::journal::Cause;
use domain::journal::correction::{Correction, Grounds, Refusal, check};
use serde_json::json;

use super::entries::{entry, postings};
use crate::audit_chain::Event;
use crate::clock::{Clock, date_in};
use crate::identity::CompanyId;
use crate::store::booking::{self, Booking, Corrects, NewEntry};
use crate::store::db::{Connection, Instant};
use crate::store::once::{Act, Authority, OnceRequest};
use crate::store::{StoreError, audit, stored};

/// Why a correction is refused.
#[derive(Clone, Debug)]
pub enum CorrectionRefused {
    /// The user was disabled in the meantime.
    Disabled,
    /// The company has no such entry.
    NoSuchEntry,
    /// The rules refuse it.
    ByRule(Refusal),
}

#[derive(sqlx::FromRow)]
struct EntryFound {
    id: i64,
    account: Option<String>,
    reverses: bool,
    corrected_by: Option<i64>,
}

impl Act for CorrectionRequest {
    const KIND: &'static str = "journal_correction";
    type Reply = CorrectionReply;
    type Refusal = CorrectionRefused;

    async fn perform(
        request: &Arc<OnceRequest<Self>>,
        connection: &mut Connection,
        authority: Authority,
        clock: &Clock,
    ) -> Result<Result<i64, Self::Refusal>, StoreError> {
        let OnceRequest { company, body, .. } = &**request;
        let Some(role) = authority.role else { return Ok(Err(CorrectionRefused::Disabled)) };
        // Entries are booked under this lock: nobody corrects the same one meanwhile.
        connection.lock_numbers(*company).await?;
        let Some(found) = find(connection, *company, body.entry).await? else {
            return Ok(Err(CorrectionRefused::NoSuchEntry));
        };
        let original = postings(connection, &[found.id]).await?.remove(&found.id);
        let original = original.unwrap_or_default();
        let grounds = Grounds {
            role,
            postings: &original,
            reverses_another: found.reverses,
            corrected_by: found.corrected_by,
        };
        let correction = match check(body, &grounds) {
            Ok(correction) => correction,
            Err(refusal) => return Ok(Err(CorrectionRefused::ByRule(refusal))),
        };
        let now = clock.now();
        let booking = Booking {
            company: *company,
            booked_on: date_in(&authority.time_zone, now),
            now: Instant(now),
            recorded_by: Some(request.user),
            import: None,
        };
        let numbers = book(connection, &booking, &found, &correction).await?;
        let detail = json!({
            "entry": body.entry,
            "reason": correction.reason,
            "reversing": numbers.first(),
            "replacing": numbers.last(),
        });
        let event = Event::new(AuditAction::JournalCorrection, AuditResult::Done, &detail)?;
        let event = Event {
            account: found.account.as_deref().map(stored::account).transpose()?,
            operation: Some(request.id),
            ..event
        };
        audit::append(connection, company.0, request.events(now, Some(role), vec![event])).await?;
        Ok(Ok(numbers.first().copied().unwrap_or_default()))
    }

    async fn reply(
        request: &OnceRequest<Self>,
        connection: &mut Connection,
        recorded: i64,
    ) -> Result<CorrectionReply, StoreError> {
        let missing = || StoreError::Unreadable(format!("journal entry {recorded}"));
        let company = request.company;
        let reversing = entry(connection, company, recorded).await?.ok_or_else(missing)?;
        let replacing = entry(connection, company, recorded + 1).await?.ok_or_else(missing)?;
        Ok(CorrectionReply { reversing, replacing })
    }
}

async fn find(
    connection: &mut Connection,
    company: CompanyId,
    number: i64,
) -> Result<Option<EntryFound>, StoreError> {
    connection
        .query(
            "SELECT entry.id, entry.account, entry.reverses IS NOT NULL AS reverses,
                    reversing.number AS corrected_by
               FROM journal_entry AS entry
               LEFT JOIN journal_entry AS reversing ON reversing.reverses = entry.id
              WHERE entry.company = $1 AND entry.number = $2",
        )
        .bind(company)
        .bind(number)
        .fetch_optional()
        .await
}

/// Books both entries; says their numbers, which follow each other.
async fn book(
    connection: &mut Connection,
    booking: &Booking,
    corrected: &EntryFound,
    correction: &Correction,
) -> Result<Vec<i64>, StoreError> {
    let account = corrected.account.as_deref().map(stored::account).transpose()?;
    let entries = [(true, &correction.reversing), (false, &correction.replacing)].map(
        |(reverses, postings)| NewEntry {
            account: account.as_ref(),
            corrects: Some(Corrects { entry: corrected.id, reverses, reason: &correction.reason }),
            ..NewEntry::of(Cause::Correction, postings)
        },
    );
    booking::book(connection, booking, &entries).await
}
