//! Repossessions that are no write-offs: the journal against the audit log.

use serde::Deserialize;

use super::Count;

/// Every repossession that is no write-off, with what the audit log says of it and what was booked.
/// Of those that came with a portfolio the log says nothing.
pub(in crate::store) const REPOSSESSIONS: &str = "
    SELECT repossession.id,
           audit_row.detail AS recorded,
           CAST(coalesce(booked.entries, 0) AS bigint) AS entries,
           CAST(coalesce(booked.elsewhere, 0) AS bigint) AS elsewhere,
           CAST(coalesce(booked.stock, 0) AS bigint) AS stock,
           CAST(coalesce(booked.loss, 0) AS bigint) AS loss,
           CAST(coalesce(booked.tax, 0) AS bigint) AS tax,
           CAST(coalesce(booked.receivables, 0) AS bigint) AS receivables
      FROM repossession
      LEFT JOIN write_off ON write_off.repossession = repossession.id
      LEFT JOIN request
        ON request.kind = 'repossession' AND request.recorded = repossession.id
      LEFT JOIN audit_row
        ON audit_row.company = repossession.company AND audit_row.operation = request.request_id
       AND audit_row.account = repossession.account
       AND audit_row.action = 'repossession' AND audit_row.result = 'done'
      LEFT JOIN (
           SELECT journal_entry.repossession,
                  count(DISTINCT journal_entry.id) AS entries,
                  count(*) FILTER (WHERE journal_entry.company <> of.company) AS elsewhere,
                  sum(amount) FILTER (WHERE debit = 'repossessed_stock') AS stock,
                  sum(amount) FILTER (WHERE debit = 'loss_on_repossession') AS loss,
                  sum(amount) FILTER (WHERE debit = 'tax_liability') AS tax,
                  sum(amount) FILTER (WHERE credit = 'receivables') AS receivables
             FROM journal_entry
             JOIN repossession AS of ON of.id = journal_entry.repossession
             JOIN journal_posting ON journal_posting.entry = journal_entry.id
            WHERE journal_entry.cause = 'repossession' AND journal_entry.payment IS NULL
            GROUP BY journal_entry.repossession) AS booked
        ON booked.repossession = repossession.id
     WHERE write_off.repossession IS NULL";

/// A repossession and what was booked for it.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::store) struct BookedRepossession {
    id: i64,
    recorded: Option<String>,
    entries: i64,
    elsewhere: i64,
    stock: i64,
    loss: i64,
    tax: i64,
    receivables: i64,
}

/// What the audit log says was owed.
#[derive(Debug, Deserialize)]
struct RecordedDebt {
    amount: i64,
    contracts: Vec<Owed>,
}

#[derive(Debug, Deserialize)]
struct Owed {
    principal: i64,
    fees: i64,
    tax: i64,
}

/// What was found of repossessions.
#[derive(Debug, Default)]
pub(super) struct Booked(pub(super) Count);

impl Booked {
    /// Compares one.
    pub(super) fn look(&mut self, row: &BookedRepossession) {
        self.0.one(row.is_booked_as_recorded(), || format!("repossession {}", row.id));
    }
}

impl BookedRepossession {
    /// Whether what was owed was booked, once: tax as tax, the rest as stock and loss. What came
    /// back cannot be worth less than nothing, and makes no profit.
    fn is_booked_as_recorded(&self) -> bool {
        let Some(recorded) = &self.recorded else {
            return self.entries <= 1 && self.elsewhere == 0;
        };
        let Ok(RecordedDebt { amount, contracts }) = serde_json::from_str(recorded) else {
            return false;
        };
        let sum = |part: fn(&Owed) -> i64| contracts.iter().map(part).fold(0, i64::saturating_add);
        let covered = sum(|owed| owed.principal.saturating_add(owed.fees));
        let tax = sum(|owed| owed.tax);
        self.entries == i64::from(amount != 0)
            && self.elsewhere == 0
            && amount == covered.saturating_add(tax)
            && self.receivables == amount
            && self.tax == tax
            && self.stock.saturating_add(self.loss) == covered
            && self.stock >= 0
            && self.loss >= 0
    }
}
