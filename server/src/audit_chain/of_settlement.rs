//! What the log says of ending accounts' contracts: a row an account, and of a bulk write-off one
//! for the operation after them.

use std::collections::BTreeMap;

use domain::AccountId;
use domain::account::{AccountFacts, ContractId, ContractStatus, ProductId, Quantity};
use domain::audit::{AuditAction, AuditResult};
use domain::money::Money;
use domain::repossession::{ReturnedLine, Settlement};
use serde::Serialize;
use uuid::Uuid;

use super::event::Event;

/// Before and after.
#[derive(Debug, Serialize)]
struct Change {
    before: Option<&'static str>,
    after: &'static str,
}

/// What is written down of an account.
#[derive(Debug, Serialize)]
struct AccountDetail {
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'static str>,
    state: Change,
    amount: Money,
    contracts: Vec<ContractDetail>,
    completes_repossession: bool,
}

#[derive(Debug, Serialize)]
struct ContractDetail {
    contract: ContractId,
    status: Change,
    principal: Money,
    fees: Money,
    tax: Money,
    products: Vec<Settled>,
}

#[derive(Debug, Serialize)]
struct Settled {
    product: ProductId,
    returned: Quantity,
    lost: Quantity,
}

impl From<&ReturnedLine> for Settled {
    fn from(line: &ReturnedLine) -> Self {
        Self { product: line.product, returned: line.returned, lost: line.lost() }
    }
}

/// One account's row. `operation` is the id that the client made for what did it, where one did;
/// `method` is that of a write-off.
pub fn settlement(
    settlement: &Settlement,
    before: Option<&AccountFacts>,
    method: &'static str,
    operation: impl Into<Option<Uuid>>,
) -> Result<Event, serde_json::Error> {
    let contracts: Vec<ContractDetail> = settlement
        .contracts
        .iter()
        .map(|contract| ContractDetail {
            contract: contract.contract,
            status: Change {
                before: Some(ContractStatus::Active.code()),
                after: settlement.contract_status.code(),
            },
            principal: contract.owed.principal,
            fees: contract.owed.fees,
            tax: contract.owed.tax,
            products: contract.lines.iter().map(Settled::from).collect(),
        })
        .collect();
    let detail = AccountDetail {
        method: settlement.write_off.then_some(method),
        state: Change {
            before: before.map(|facts| facts.standing.state.code()),
            after: settlement.account_state.code(),
        },
        amount: Money::total(settlement.contracts.iter().map(|one| one.owed.total())),
        contracts,
        completes_repossession: settlement.completes_repossession,
    };
    let action =
        if settlement.write_off { AuditAction::AccountWriteOff } else { AuditAction::Repossession };
    let event = Event::new(action, AuditResult::Done, &detail)?;
    Ok(Event { account: Some(settlement.account.clone()), operation: operation.into(), ..event })
}

/// What is written down of an operation as a whole.
#[derive(Debug, Serialize)]
pub struct OperationDetail<'a> {
    /// What the file is called.
    pub file_name: &'a str,
    /// SHA-256 of the file.
    pub file_sha256: &'a str,
    /// SHA-256 of what became of each entry: of the rows of `bulk_operation_outcome` in the order
    /// of `entry`, each as a JSON array of its columns without the first, in a JSON array without
    /// blanks. `early` is 0 or 1 there, and `changed` a text.
    pub outcomes_sha256: &'a str,
    /// Entries in the file.
    pub entries: usize,
    /// How many accounts were written off, by a bulk write-off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_off: Option<usize>,
    /// For how many accounts a process was started, by an operation that starts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<usize>,
    /// The code of the control by which that was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub control: Option<&'a str>,
    /// How many entries were left alone.
    pub failed: usize,
    /// How many of them early.
    pub early: usize,
    /// Whether the person confirmed having seen that.
    pub early_acknowledged: bool,
    /// What was written off; of processes, what is owed under their contracts.
    pub amount: Money,
}

/// The rows of a bulk write-off: the accounts in their order, and last the operation, so that its
/// row is the head of the chain afterwards and stands for all of them on the receipt.
///
/// # Errors
///
/// When a detail cannot be written as JSON.
pub fn bulk_write_off(
    write_offs: &[Settlement],
    facts: &BTreeMap<AccountId, AccountFacts>,
    operation: Uuid,
    detail: &OperationDetail<'_>,
) -> Result<Vec<Event>, serde_json::Error> {
    let mut events = Vec::with_capacity(write_offs.len().saturating_add(1));
    for write_off in write_offs {
        let before = facts.get(&write_off.account);
        events.push(settlement(write_off, before, "bulk", operation)?);
    }
    let event = Event::new(AuditAction::BulkWriteOff, AuditResult::Done, detail)?;
    events.push(Event { operation: Some(operation), ..event });
    Ok(events)
}
