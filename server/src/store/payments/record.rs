//! Recording payments: one transaction for all of a batch.

use std::collections::{BTreeMap, BTreeSet};

use domain::money::Money;
use domain::payments::{
    Channel, Outcome, Paid, PayingAccount, Payment, PaymentEntry, PaymentId, Terms, decide,
};
use domain::{AccountId, Date};

use super::apply::{self, PartRow, PaymentRow, Recording};
use super::load;
use crate::audit_chain::{Actor, Event, Events, of_payment};
use crate::clock::{Clock, date_in};
use crate::identity::{CompanyId, UserId};
use crate::store::booking::{self, Booking, NewEntry};
use crate::store::db::{Connection, Day, Instant, Numbered, Rows};
use crate::store::once::authority;
use crate::store::{Store, StoreError, audit, changes, stored};

/// Payments that are told by somebody.
#[derive(Clone, Debug)]
pub struct NewPayments {
    pub company: CompanyId,
    pub user: UserId,
    pub by: Actor,
    pub payments: Vec<PaymentEntry>,
}

/// What becomes of payments.
#[derive(Clone, Debug)]
pub enum PaymentsOutcome {
    /// The user was disabled in the meantime. Nothing was done.
    Disabled,
    /// One for each payment, in their order.
    Decided(Vec<Outcome>),
}

impl Store {
    /// Records payments that can be applied, and says what became of each.
    pub async fn record_payments(
        &self,
        new: &NewPayments,
        clock: &Clock,
    ) -> Result<PaymentsOutcome, StoreError> {
        let mut retry = self.db.retry(&self.ids);
        loop {
            match self.try_to_record(new, clock).await {
                Err(error) if retry.again(&error).await => (),
                result => return result,
            }
        }
    }

    async fn try_to_record(
        &self,
        new: &NewPayments,
        clock: &Clock,
    ) -> Result<PaymentsOutcome, StoreError> {
        let mut write = self.db.begin_write().await?;
        let authority = authority(&mut write, new.company, new.user).await?;
        let Some(role) = authority.role else { return Ok(PaymentsOutcome::Disabled) };
        let accounts: Vec<AccountId> =
            new.payments.iter().map(|entry| entry.account.clone()).collect();
        write.lock_accounts(new.company, &accounts).await?;
        // Two payments under one identifier wait for each other here.
        write.lock_numbers(new.company).await?;
        let now = clock.now();
        let today = date_in(&authority.time_zone, now);
        let judged = judge(&mut write, new.company, &new.payments, today).await?;
        let applied: Vec<(&PaymentEntry, &Paid)> =
            applied(&new.payments, &judged.outcomes).collect();
        if applied.is_empty() {
            write.rollback().await?;
            return Ok(PaymentsOutcome::Decided(judged.outcomes));
        }
        let (company, by) = (new.company, Some(new.user));
        let recording = Recording { company, today, now: Instant(now), by, import: None };
        record(&mut write, &recording, &new.payments, &judged).await?;
        let accounts: BTreeSet<&str> =
            applied.iter().map(|(entry, _)| entry.account.as_str()).collect();
        changes::note(&mut write, new.company, accounts).await?;
        let events = events(&judged.before, &applied)?;
        let by = Actor { role: Some(role), ..new.by.clone() };
        audit::append(&mut write, new.company.0, Events { at: now, by, events }).await?;
        write.commit().await?;
        self.db.committed();
        Ok(PaymentsOutcome::Decided(judged.outcomes))
    }

    /// What would become of payments now. Nothing is done.
    pub async fn judge_payments(
        &self,
        company: CompanyId,
        payments: &[PaymentEntry],
        today: Date,
    ) -> Result<Vec<Outcome>, StoreError> {
        let mut read = self.db.begin_read().await?;
        Ok(judge(&mut read, company, payments, today).await?.outcomes)
    }
}

type Accounts = BTreeMap<AccountId, PayingAccount>;

/// What the rules made of payments, and how their accounts stood before.
pub(in crate::store) struct Judged {
    before: Accounts,
    pub(in crate::store) outcomes: Vec<Outcome>,
}

/// Loads what the rules decide by, and has them decide.
async fn judge(
    connection: &mut Connection,
    company: CompanyId,
    payments: &[PaymentEntry],
    today: Date,
) -> Result<Judged, StoreError> {
    let (order, late_days_forgiven) = load::terms(connection, company).await?;
    let terms = Terms { today, order, late_days_forgiven };
    let channels = load::channels(connection, company).await?;
    judge_by(connection, company, payments, &channels, terms).await
}

/// Loads how accounts stand, and has the rules decide by what else is known already.
pub(in crate::store) async fn judge_by(
    connection: &mut Connection,
    company: CompanyId,
    payments: &[PaymentEntry],
    channels: &[Channel],
    terms: Terms,
) -> Result<Judged, StoreError> {
    let recorded = recorded(connection, company, payments).await?;
    let asked: BTreeSet<&str> = payments.iter().map(|entry| entry.account.as_str()).collect();
    let accounts = load::accounts(connection, company, &Vec::from_iter(asked)).await?;
    let outcomes = decide(payments, recorded, accounts.clone(), channels, terms);
    Ok(Judged { before: accounts, outcomes })
}

/// The payments that are applied, with what each does.
pub(in crate::store) fn applied<'a>(
    payments: &'a [PaymentEntry],
    outcomes: &'a [Outcome],
) -> impl Iterator<Item = (&'a PaymentEntry, &'a Paid)> {
    std::iter::zip(payments, outcomes).filter_map(|(entry, outcome)| match outcome {
        Outcome::Applied(paid) => Some((entry, &**paid)),
        Outcome::AlreadyRecorded | Outcome::Refused(_) => None,
    })
}

#[derive(sqlx::FromRow)]
struct RecordedRow {
    payment_id: String,
    account: String,
    paid_on: Day,
    amount: i64,
    channel: String,
}

/// What was recorded before under the same identifiers.
async fn recorded(
    connection: &mut Connection,
    company: CompanyId,
    payments: &[PaymentEntry],
) -> Result<BTreeMap<PaymentId, PaymentEntry>, StoreError> {
    let ids: Vec<&str> = payments.iter().map(|entry| entry.id.as_str()).collect();
    let rows: Vec<RecordedRow> = connection
        .query(
            "SELECT payment_id, account, paid_on, amount, channel
               FROM {values $2: text} AS asked
              CROSS JOIN payment
              WHERE payment.company = $1 AND payment.payment_id = asked.value AND reverses IS NULL",
        )
        .bind(company)
        .bind(&Rows::new(&ids)?)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let id = PaymentId::parse(&row.payment_id)
                .map_err(|_| stored::unreadable("payment", &row.payment_id))?;
            let payment = Payment {
                paid_on: row.paid_on.0,
                amount: Money::from_minor(row.amount),
                channel: Channel::from_code(&row.channel)
                    .ok_or_else(|| stored::unreadable("channel", &row.channel))?,
            };
            let account = stored::account(&row.account)?;
            Ok((id.clone(), PaymentEntry { id, account, payment }))
        })
        .collect()
}

/// Writes down the payments that are applied, and what they do.
pub(in crate::store) async fn record(
    connection: &mut Connection,
    recording: &Recording,
    payments: &[PaymentEntry],
    judged: &Judged,
) -> Result<(), StoreError> {
    let Judged { before, outcomes } = judged;
    let applied: Vec<(&PaymentEntry, &Paid)> = applied(payments, outcomes).collect();
    let ids = connection.new_ids(Numbered::Payment, applied.len()).await?;
    let mut rows = Vec::with_capacity(applied.len());
    let mut parts = Vec::new();
    let mut entries = Vec::new();
    let mut stand = before.iter().collect::<BTreeMap<_, _>>();
    for (id, (entry, paid)) in std::iter::zip(ids, &applied) {
        let paid_until = stand.insert(&entry.account, &paid.account).and_then(|one| one.paid_until);
        rows.push(PaymentRow {
            id,
            account: &entry.account,
            payment_id: entry.id.as_str(),
            reverses: None,
            paid_on: entry.payment.paid_on.to_string(),
            amount: entry.payment.amount.minor(),
            channel: entry.payment.channel.code(),
            recovery: paid.recovery,
            before_write_off: paid.before_write_off,
            deposit: paid.effect.deposit.minor(),
            days: i64::from(paid.effect.days),
            credit: paid.effect.credit.minor(),
            paid_until_before: paid_until.map(|day| day.to_string()),
            paid_until_after: paid.account.paid_until.map(|day| day.to_string()),
        });
        parts.extend(paid.effect.parts.iter().map(|part| PartRow::of(id, part, 1)));
        entries.extend(paid.entries.iter().map(|one| NewEntry {
            account: Some(&entry.account),
            payment: Some(id),
            ..NewEntry::of(one.cause, &one.postings)
        }));
    }
    apply::insert_payments(connection, recording, &rows, &parts).await?;
    let changed: Vec<(&PayingAccount, &PayingAccount)> = before
        .iter()
        .filter_map(|(account, paying)| Some((paying, *stand.get(account)?)))
        .filter(|(before, after)| before != after)
        .collect();
    apply::change(connection, recording.company, &changed).await?;
    apply::end_cleared(connection, recording, &changed).await?;
    let booking = Booking {
        company: recording.company,
        booked_on: recording.today,
        now: recording.now,
        recorded_by: recording.by,
        import: recording.import,
    };
    booking::book(connection, &booking, &entries).await?;
    Ok(())
}

/// A row of the audit log for each payment.
fn events(before: &Accounts, applied: &[(&PaymentEntry, &Paid)]) -> Result<Vec<Event>, StoreError> {
    let mut stand: BTreeMap<&AccountId, &PayingAccount> = before.iter().collect();
    applied
        .iter()
        .map(|(entry, paid)| {
            let before = stand.insert(&entry.account, &paid.account);
            Ok(of_payment::payment(entry, before, paid)?)
        })
        .collect()
}
