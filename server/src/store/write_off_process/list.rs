//! Processes, the latest first.

use domain::api::ProcessLine;
use domain::money::Money;
use domain::write_off_process::{ProcessId, ProcessReason, ProcessStatus};
use domain::{AccountId, Date};

use crate::identity::CompanyId;
use crate::store::db::{Connection, Day};
use crate::store::{Store, StoreError, stored};

/// Which processes, and which part of them.
#[derive(Clone, Debug, Default)]
pub struct ProcessesFilter {
    pub id: Option<ProcessId>,
    pub account: Option<AccountId>,
    /// Words that the customer's name has, in the form in which accounts are found by them.
    pub customer_words: Vec<String>,
    pub status: Option<ProcessStatus>,
    pub reason: Option<ProcessReason>,
    /// The code of the control.
    pub control: Option<String>,
    /// The code of the template.
    pub template: Option<String>,
    /// Only those that were created on that day or later.
    pub created_from: Option<Date>,
    /// Only those that were created on that day or earlier.
    pub created_until: Option<Date>,
    /// Only those of which something that is due could not be completed, or only others.
    pub failing: Option<bool>,
    /// How many.
    pub limit: u32,
    /// Only those with a smaller number.
    pub after: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: i64,
    account: String,
    customer: String,
    reason: String,
    control: String,
    control_name: String,
    template_name: String,
    created_on: Day,
    next_event_on: Option<Day>,
    failing: bool,
    owed: i64,
}

/// Comes after every text that begins with what it is appended to.
const LAST: char = '\u{10ffff}';

/// Whether an event that is due could not be completed, or its message not be delivered.
const FAILING: &str = "EXISTS (
    SELECT 1 FROM process_event AS failed
      LEFT JOIN message ON message.process = failed.process
       AND message.sequence = failed.sequence AND message.last_error IS NOT NULL
       AND message.status IN ('waiting', 'gave_up')
     WHERE failed.process = process.id AND failed.status = 'pending'
       AND (failed.failure IS NOT NULL OR message.id IS NOT NULL))";

impl Store {
    /// The company's processes, the latest first.
    pub async fn processes(
        &self,
        company: CompanyId,
        filter: &ProcessesFilter,
    ) -> Result<Vec<ProcessLine>, StoreError> {
        let mut read = self.db.begin_read().await?;
        lines(&mut read, company, filter).await
    }
}

/// Processes, the latest first.
pub(super) async fn lines(
    connection: &mut Connection,
    company: CompanyId,
    filter: &ProcessesFilter,
) -> Result<Vec<ProcessLine>, StoreError> {
    let mut query = connection.query(
        "SELECT process.id, process.account, customer.name AS customer, process.reason,
                process.control, write_off_control.name AS control_name,
                process_template.name AS template_name, process.created_on,
                (SELECT min(trigger_on) FROM process_event
                  WHERE process_event.process = process.id
                    AND process_event.status = 'pending') AS next_event_on,
                (SELECT CAST(coalesce(sum(principal_balance + fees_balance + tax_balance), 0)
                             AS bigint)
                   FROM process_contract
                   JOIN contract ON contract.id = process_contract.contract
                  WHERE process_contract.process = process.id
                    AND process_contract.ended IS NULL) AS owed, ",
    );
    query.push(FAILING).push(
        " AS failing
           FROM write_off_process AS process
           JOIN account ON account.company = process.company
            AND account.account_id = process.account
           JOIN customer ON customer.id = account.customer
           JOIN write_off_control ON write_off_control.company = process.company
            AND write_off_control.code = process.control
           JOIN process_template ON process_template.company = process.company
            AND process_template.code = process.template
          WHERE process.company = ",
    );
    query.push_bind(company);
    if let Some(id) = filter.id {
        query.push(" AND process.id = ").push_bind(id.0);
    }
    if let Some(account) = &filter.account {
        query.push(" AND process.account = ").push_bind(account.as_str());
    }
    for word in &filter.customer_words {
        query.push(" AND process.account IN (SELECT account FROM account_term WHERE company = ");
        query.push_bind(company).push(" AND kind = 'name' AND term >= ");
        query.push_bind(word.as_str()).push(" AND term < ");
        query.push_bind(format!("{word}{LAST}")).push(")");
    }
    if let Some(status) = filter.status {
        let active = if status == ProcessStatus::Active { " = " } else { " <> " };
        query.push(" AND process.reason").push(active);
        query.push_bind(ProcessReason::EventsPending.code());
    }
    if let Some(reason) = filter.reason {
        query.push(" AND process.reason = ").push_bind(reason.code());
    }
    if let Some(control) = &filter.control {
        query.push(" AND process.control = ").push_bind(control.as_str());
    }
    if let Some(template) = &filter.template {
        query.push(" AND process.template = ").push_bind(template.as_str());
    }
    if let Some(day) = filter.created_from {
        query.push(" AND process.created_on >= ").push_bind(Day(day));
    }
    if let Some(day) = filter.created_until {
        query.push(" AND process.created_on <= ").push_bind(Day(day));
    }
    if let Some(failing) = filter.failing {
        query.push(if failing { " AND " } else { " AND NOT " }).push(FAILING);
    }
    if let Some(number) = filter.after {
        query.push(" AND process.id < ").push_bind(number);
    }
    query.push(" ORDER BY process.id DESC LIMIT ").push_bind(i64::from(filter.limit));
    let rows: Vec<LineRow> = query.fetch_all().await?;
    rows.into_iter().map(LineRow::into_api).collect()
}

impl LineRow {
    fn into_api(self) -> Result<ProcessLine, StoreError> {
        Ok(ProcessLine {
            id: self.id,
            account: stored::account(&self.account)?,
            customer: self.customer,
            reason: reason(&self.reason)?,
            control: self.control,
            control_name: self.control_name,
            template_name: self.template_name,
            created_on: self.created_on.0,
            next_event_on: self.next_event_on.map(|day| day.0),
            failing: self.failing,
            owed: Money::from_minor(self.owed),
        })
    }
}

/// Why a process goes on, or has ended.
pub(super) fn reason(code: &str) -> Result<ProcessReason, StoreError> {
    ProcessReason::from_code(code).ok_or_else(|| stored::unreadable("reason of a process", code))
}
