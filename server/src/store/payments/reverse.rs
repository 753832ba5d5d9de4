//! Taking a payment back.

use std::collections::BTreeMap;

use domain::account::ContractId;
use domain::money::Money;
use domain::payments::{
    Channel, Effect, LossKind, Part, PartOf, PayingAccount, Payment, PaymentEntry, PaymentId,
    Reversed, reverse,
};
use serde::Serialize;

use super::apply::{self, PartRow, PaymentRow, Recording};
use super::load;
use crate::audit_chain::{Actor, Events, of_payment};
use crate::clock::{Clock, date_in};
use crate::identity::{CompanyId, UserId};
use crate::store::booking::{self, Booking, NewEntry};
use crate::store::db::{Connection, Day, Instant, Numbered, Rows};
use crate::store::once::authority;
use crate::store::{Store, StoreError, audit, changes, exactly, stored};

/// That a payment is to be taken back.
#[derive(Clone, Debug)]
pub struct ReversalRequested {
    pub company: CompanyId,
    pub user: UserId,
    pub by: Actor,
    pub id: PaymentId,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReversalOutcome {
    /// The user was disabled in the meantime. Nothing was done.
    Disabled,
    /// The company has no such payment.
    NoSuchPayment,
    /// It was taken back before. Nothing was done.
    AlreadyReversed,
    /// It was taken back now.
    Reversed,
}

/// A payment as it was recorded.
struct Recorded {
    number: i64,
    entry: PaymentEntry,
    effect: Effect,
    recovery: bool,
    before_write_off: bool,
}

#[derive(sqlx::FromRow)]
struct PaymentOfId {
    id: i64,
    account: String,
    paid_on: Day,
    amount: i64,
    channel: String,
    recovery: bool,
    before_write_off: bool,
    deposit: i64,
    days: i64,
    credit: i64,
    reversed: bool,
}

#[derive(sqlx::FromRow)]
struct PartOfPayment {
    contract: i64,
    part_of: String,
    principal: i64,
    fees: i64,
    tax: i64,
}

impl Store {
    /// Takes a payment back: undoes what it did, by new rows.
    pub async fn reverse_payment(
        &self,
        requested: &ReversalRequested,
        clock: &Clock,
    ) -> Result<ReversalOutcome, StoreError> {
        let mut retry = self.db.retry(&self.ids);
        loop {
            match self.try_to_reverse(requested, clock).await {
                Err(error) if retry.again(&error).await => (),
                result => return result,
            }
        }
    }

    async fn try_to_reverse(
        &self,
        requested: &ReversalRequested,
        clock: &Clock,
    ) -> Result<ReversalOutcome, StoreError> {
        let company = requested.company;
        let mut write = self.db.begin_write().await?;
        let authority = authority(&mut write, company, requested.user).await?;
        let Some(role) = authority.role else { return Ok(ReversalOutcome::Disabled) };
        let Some(row) = find(&mut write, company, &requested.id).await? else {
            return Ok(ReversalOutcome::NoSuchPayment);
        };
        let account = stored::account(&row.account)?;
        write.lock_accounts(company, std::slice::from_ref(&account)).await?;
        write.lock_numbers(company).await?;
        // Somebody else may have taken it back before the account was locked.
        let Some(row) = find(&mut write, company, &requested.id).await? else {
            return Ok(ReversalOutcome::NoSuchPayment);
        };
        if row.reversed {
            return Ok(ReversalOutcome::AlreadyReversed);
        }
        let recorded = recorded(&mut write, &requested.id, row).await?;
        let before = load::accounts(&mut write, company, &[account.as_str()]).await?;
        let Some(before) = before.get(&account) else { return Ok(ReversalOutcome::NoSuchPayment) };
        let now = clock.now();
        let today = date_in(&authority.time_zone, now);
        let channel = recorded.entry.payment.channel;
        let reversed = reverse(before, channel, &recorded.effect, today);
        let by = Some(requested.user);
        let recording = Recording { company, today, now: Instant(now), by, import: None };
        record(&mut write, &recording, &recorded, before, &reversed).await?;
        changes::note(&mut write, company, [account.as_str()]).await?;
        let event = of_payment::reversal(&recorded.entry, before, &recorded.effect, &reversed)?;
        let by = Actor { role: Some(role), ..requested.by.clone() };
        audit::append(&mut write, company.0, Events { at: now, by, events: vec![event] }).await?;
        write.commit().await?;
        Ok(ReversalOutcome::Reversed)
    }
}

async fn find(
    connection: &mut Connection,
    company: CompanyId,
    id: &PaymentId,
) -> Result<Option<PaymentOfId>, StoreError> {
    connection
        .query(
            "SELECT payment.id, account, paid_on, amount, channel, recovery, before_write_off,
                    deposit, days, credit,
                    EXISTS (SELECT 1 FROM payment AS later WHERE later.reverses = payment.id)
                    AS reversed
               FROM payment
              WHERE company = $1 AND payment_id = $2 AND reverses IS NULL",
        )
        .bind(company)
        .bind(id.as_str())
        .fetch_optional()
        .await
}

async fn recorded(
    connection: &mut Connection,
    id: &PaymentId,
    row: PaymentOfId,
) -> Result<Recorded, StoreError> {
    let parts: Vec<PartOfPayment> = connection
        .query(
            "SELECT contract, part_of, principal, fees, tax FROM payment_part
              WHERE payment = $1 ORDER BY contract, part_of",
        )
        .bind(row.id)
        .fetch_all()
        .await?;
    let parts = parts
        .into_iter()
        .map(|part| {
            Ok(Part {
                contract: ContractId(part.contract),
                of: PartOf::from_code(&part.part_of)
                    .ok_or_else(|| stored::unreadable("part of a contract", &part.part_of))?,
                amount: stored::balance(part.principal, part.fees, part.tax),
            })
        })
        .collect::<Result<_, StoreError>>()?;
    let payment = Payment {
        paid_on: row.paid_on.0,
        amount: Money::from_minor(row.amount),
        channel: Channel::from_code(&row.channel)
            .ok_or_else(|| stored::unreadable("channel", &row.channel))?,
    };
    Ok(Recorded {
        number: row.id,
        entry: PaymentEntry { id: id.clone(), account: stored::account(&row.account)?, payment },
        effect: Effect {
            parts,
            deposit: Money::from_minor(row.deposit),
            days: row.days.try_into()?,
            credit: Money::from_minor(row.credit),
        },
        recovery: row.recovery,
        before_write_off: row.before_write_off,
    })
}

async fn record(
    connection: &mut Connection,
    recording: &Recording,
    recorded: &Recorded,
    before: &PayingAccount,
    reversed: &Reversed,
) -> Result<(), StoreError> {
    let Recorded { entry, effect, .. } = recorded;
    let ids = connection.new_ids(Numbered::Payment, 1).await?;
    let number = ids.first().copied().unwrap_or_default();
    let after = &reversed.account;
    let credit = after.credit.minor().saturating_sub(before.credit.minor());
    let payment = PaymentRow {
        id: number,
        account: &entry.account,
        payment_id: entry.id.as_str(),
        reverses: Some(recorded.number),
        paid_on: entry.payment.paid_on.to_string(),
        amount: entry.payment.amount.negated().minor(),
        channel: entry.payment.channel.code(),
        recovery: recorded.recovery,
        before_write_off: recorded.before_write_off,
        deposit: effect.deposit.negated().minor(),
        days: reversed.days.saturating_neg(),
        credit,
        paid_until_before: before.paid_until.map(|day| day.to_string()),
        paid_until_after: after.paid_until.map(|day| day.to_string()),
    };
    let parts: Vec<PartRow> =
        effect.parts.iter().map(|part| PartRow::of(number, part, -1)).collect();
    apply::insert_payments(connection, recording, &[payment], &parts).await?;
    let contracts: Vec<i64> = before.contracts.iter().map(|contract| contract.id.0).collect();
    let lost_by = lost_by(connection, &contracts).await?;
    let additions = additions(number, before, reversed, &lost_by)?;
    insert_additions(connection, recording, &additions).await?;
    apply::change(connection, recording.company, &[(before, after)]).await?;
    book(connection, recording, number, &entry.account, reversed, &additions).await
}

/// By which repossession each contract was lost.
async fn lost_by(
    connection: &mut Connection,
    contracts: &[i64],
) -> Result<BTreeMap<i64, (i64, String)>, StoreError> {
    let rows: Vec<(i64, i64, String)> = connection
        .query(
            "SELECT contract, repossession, kind FROM contract_loss
              WHERE contract IN {values $1: int} ORDER BY contract",
        )
        .bind(&Rows::new(contracts)?)
        .fetch_all()
        .await?;
    let by = |(contract, repossession, kind)| (contract, (repossession, kind));
    Ok(rows.into_iter().map(by).collect())
}

#[derive(Serialize)]
struct AdditionRow {
    payment: i64,
    contract: i64,
    repossession: i64,
    kind: &'static str,
    principal: i64,
    fees: i64,
    tax: i64,
    /// Whether nothing of the contract had been lost before.
    new: bool,
}

/// What is lost in addition belongs to the repossession that the contract was lost by; where it had
/// been paid to the end before, to the write-off of the account.
fn additions(
    number: i64,
    before: &PayingAccount,
    reversed: &Reversed,
    lost_by: &BTreeMap<i64, (i64, String)>,
) -> Result<Vec<AdditionRow>, StoreError> {
    let of_account = || lost_by.values().find(|(_, kind)| kind == LossKind::WriteOff.code());
    reversed
        .additions
        .iter()
        .map(|one| {
            let by = lost_by.get(&one.contract.0).or_else(of_account);
            let (repossession, _) = by.ok_or_else(|| {
                StoreError::Unreadable(format!("no write-off of account {}", before.account))
            })?;
            Ok(AdditionRow {
                payment: number,
                contract: one.contract.0,
                repossession: *repossession,
                kind: one.kind.code(),
                principal: one.amount.principal.minor(),
                fees: one.amount.fees.minor(),
                tax: one.amount.tax.minor(),
                new: !lost_by.contains_key(&one.contract.0),
            })
        })
        .collect()
}

async fn insert_additions(
    connection: &mut Connection,
    recording: &Recording,
    additions: &[AdditionRow],
) -> Result<(), StoreError> {
    if additions.is_empty() {
        return Ok(());
    }
    let rows = &Rows::new(additions)?;
    let inserted = connection
        .query(
            "INSERT INTO loss_addition (payment, contract, repossession, principal, fees, tax)
             SELECT payment, contract, repossession, principal, fees, tax
               FROM {rows $1: payment int, contract int, repossession int, principal int, fees int,
                              tax int} AS new",
        )
        .bind(rows)
        .execute()
        .await?;
    exactly("additions to losses", additions.len(), inserted)?;
    let inserted = connection
        .query(
            "INSERT INTO contract_loss (contract, repossession, kind, booked_on, principal, fees, tax,
                                        recovered_principal, recovered_fees, recovered_tax)
             SELECT contract, repossession, kind, $2, 0, 0, 0, 0, 0, 0
               FROM {rows $1: contract int, repossession int, kind text, new flag} AS lost
              WHERE lost.new",
        )
        .bind(rows)
        .bind(Day(recording.today))
        .execute()
        .await?;
    exactly("losses of paid contracts", additions.iter().filter(|one| one.new).count(), inserted)
}

async fn book(
    connection: &mut Connection,
    recording: &Recording,
    number: i64,
    account: &domain::AccountId,
    reversed: &Reversed,
    additions: &[AdditionRow],
) -> Result<(), StoreError> {
    let booking = Booking {
        company: recording.company,
        booked_on: recording.today,
        now: recording.now,
        recorded_by: recording.by,
        import: recording.import,
    };
    let entries: Vec<NewEntry<'_>> = reversed
        .entries
        .iter()
        .map(|one| {
            let of_loss = one.cause != domain::journal::Cause::Reversal;
            let lost = additions.first().filter(|_| of_loss);
            NewEntry {
                account: Some(account),
                payment: Some(number),
                repossession: lost.map(|addition| addition.repossession),
                ..NewEntry::of(one.cause, &one.postings)
            }
        })
        .collect();
    booking::book(connection, &booking, &entries).await?;
    Ok(())
}
