//! Events that refer to agencies, or cancel that.

use std::collections::BTreeSet;

use domain::money::Money;
use domain::write_off_process::activator::Doing;
use serde::Serialize;

use super::Work;
use crate::store::daily_run::OfDay;
use crate::store::db::{Connection, Day, Rows};
use crate::store::write_off_process::write::cancel_referrals;
use crate::store::{StoreError, exactly};

#[derive(Serialize)]
struct ReferralRow<'a> {
    process: i64,
    agency: &'a str,
    amount: Money,
    cancelled_on: Option<String>,
}

/// Refers, and cancels what was referred: by an earlier run, or before in this one.
pub(super) async fn refer(
    connection: &mut Connection,
    of: OfDay,
    work: &Work<'_>,
) -> Result<(), StoreError> {
    let mut cancelled: BTreeSet<i64> = BTreeSet::new();
    let mut rows: Vec<ReferralRow<'_>> = Vec::new();
    for (one, _, does) in work.effects() {
        let process = one.before.id;
        match does {
            Doing::CancelReferrals => {
                cancelled.insert(process);
                for row in rows.iter_mut().rev().take_while(|row| row.process == process) {
                    row.cancelled_on = Some(of.day.to_string());
                }
            }
            Doing::Refer { agency, amount } => {
                rows.push(ReferralRow { process, agency, amount: *amount, cancelled_on: None });
            }
            _ => (),
        }
    }
    cancel_referrals(connection, of.day, &Vec::from_iter(cancelled)).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let inserted = connection
        .query(
            "INSERT INTO referral (company, process, agency, amount, referred_on, cancelled_on)
             SELECT $1, process, agency, amount, $2, cancelled_on
               FROM {rows $3: process int, agency text, amount int, cancelled_on date} AS new",
        )
        .bind(of.company)
        .bind(Day(of.day))
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    exactly("referrals", rows.len(), inserted)
}
