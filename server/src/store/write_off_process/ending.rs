//! What becomes of processes when contracts end, or what is owed under them is cleared.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::ContractId;
use domain::write_off_process::{LinkEnd, Process};

use super::load::{Stored, active_in, load};
use super::write::{Changed, update};
use crate::store::StoreError;
use crate::store::db::Connection;

/// Ends the rows of contracts in the processes in which they are active, at once: the same
/// transaction clears what was owed, or ends the contract. Whoever asks holds the accounts' locks.
pub(in crate::store) async fn contracts_ended(
    connection: &mut Connection,
    changed: Changed,
    ended: &[(ContractId, LinkEnd)],
) -> Result<(), StoreError> {
    if ended.is_empty() {
        return Ok(());
    }
    let contracts: Vec<i64> = ended.iter().map(|(contract, _)| contract.0).collect();
    let active = active_in(connection, &contracts).await?;
    if active.is_empty() {
        return Ok(());
    }
    let processes: BTreeSet<i64> = active.values().copied().collect();
    let before = load(connection, changed.company, &Vec::from_iter(processes)).await?;
    let mut after: BTreeMap<i64, Process> =
        before.iter().map(|(id, stored)| (*id, stored.process.clone())).collect();
    for (contract, end) in ended {
        if let Some(process) = active.get(&contract.0).and_then(|id| after.get_mut(id)) {
            process.contract_ended(*contract, *end, changed.today);
        }
    }
    let pairs: Vec<(&Stored, &Process)> = std::iter::zip(before.values(), after.values()).collect();
    update(connection, changed, &pairs).await
}
