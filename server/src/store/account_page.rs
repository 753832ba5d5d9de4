//! An account's page, from the one statement that finds all of it.

use domain::account_history::history;
use domain::api::{AccountReply, Centre, Customer};
use domain::bulk_write_off::days_between;
use domain::{AccountId, Date};

use super::account::{AccountRow, ActionRow, AttemptRow, PaymentRow, contracts, repossessions};
use super::facts::FactsRow;
use super::rows::Rows;
use super::{StoreError, stored};

/// A column a kind of row, all from one moment. A connection that is asked twelve times hands over
/// twelve times, and whoever waits for the page may wait for a core each time.
#[derive(sqlx::FromRow)]
pub(super) struct PageRow {
    facts: Rows,
    account: Rows,
    others: Rows,
    contracts: Rows,
    moved: Rows,
    units: Rows,
    payments: Rows,
    payments_in_all: i64,
    actions: Rows,
    attempts: Rows,
    repossessions: Rows,
    lines: Rows,
}

impl PageRow {
    /// Everything about the account; none where the company has no such account.
    pub(super) fn into_reply(
        self,
        account: &AccountId,
        today: Date,
    ) -> Result<Option<AccountReply>, StoreError> {
        let facts = self.facts.read_as(FactsRow::into_facts)?.into_iter().next();
        let row = self.account.read::<AccountRow>()?.into_iter().next();
        let (Some(facts), Some(row)) = (facts, row) else { return Ok(None) };
        let facts = facts.facts;
        let defaulted_on = row.defaulted_on.as_deref().map(str::parse::<Date>).transpose()?;
        let mut reply = AccountReply {
            today,
            account: account.clone(),
            state: row.account_state()?,
            paid_until: row.paid_until.as_deref().map(str::parse).transpose()?,
            days_since_default: defaulted_on.map(|day| days_between(day, today)),
            other_accounts: self.others.read_as(|other: String| stored::account(&other))?,
            customer: Customer { name: row.customer, class: row.class, phone: row.phone },
            centre: Centre { id: row.centre_id, name: row.centre },
            balance: facts.standing.balance(),
            contracts: contracts(self.contracts.read()?, self.moved.read()?, self.units.read()?)?,
            payments: self.payments.read_as(PaymentRow::into_api)?,
            payments_in_all: self.payments_in_all.try_into()?,
            actions: self.actions.read_as(ActionRow::into_api)?,
            failed_attempts_since_default: facts.failed_attempts,
            attempts: self.attempts.read_as(AttemptRow::into_api)?,
            repossessions: repossessions(self.repossessions.read()?, self.lines.read()?)?,
            history: Vec::new(),
            standing: facts.standing,
        };
        reply.history = history(&reply);
        Ok(Some(reply))
    }
}
