//! Events that write contracts off.

use std::collections::BTreeMap;

use domain::AccountId;
use domain::account::AccountFacts;
use domain::api::WriteOffMethod;
use domain::repossession::Settlement;
use domain::write_off_process::activator::Doing;

use super::Work;
use crate::audit_chain::{Actor, Events, of_settlement};
use crate::store::daily_run::OfDay;
use crate::store::db::Connection;
use crate::store::facts::StoredFacts;
use crate::store::settlement::{self, Common, Decided};
use crate::store::{StoreError, audit};

/// Writes off by the statements of every write-off.
pub(super) async fn write_off(
    connection: &mut Connection,
    of: OfDay,
    work: &Work<'_>,
) -> Result<(), StoreError> {
    let mut settlements: Vec<Settlement> = Vec::new();
    let mut facts: BTreeMap<AccountId, AccountFacts> = BTreeMap::new();
    let mut pending_actions: BTreeMap<AccountId, i64> = BTreeMap::new();
    let mut processes: BTreeMap<AccountId, i64> = BTreeMap::new();
    let mut events = Vec::new();
    for (one, _, does) in work.effects() {
        let Doing::WriteOff(settled) = does else { continue };
        let (account, StoredFacts { facts: before, pending_action }) =
            (&one.before.account, one.facts);
        events.push(of_settlement::settlement(
            settled,
            Some(before),
            WriteOffMethod::Process.code(),
            None,
        )?);
        settlements.push(settled.clone());
        facts.insert(account.clone(), before.clone());
        pending_actions.extend(pending_action.map(|action| (account.clone(), action)));
        processes.insert(account.clone(), one.before.id);
    }
    if settlements.is_empty() {
        return Ok(());
    }
    let common = Common {
        company: of.company,
        method: WriteOffMethod::Process,
        date: of.day,
        today: of.today,
        now: of.now,
        completed_by: None,
        recorded_by: None,
        cu_number: None,
        operation: None,
    };
    let decided = Decided {
        settlements: &settlements,
        facts: &facts,
        pending_actions: &pending_actions,
        processes: &processes,
    };
    settlement::apply(connection, &common, &decided).await?;
    let events = Events { at: of.now.0, by: Actor::default(), events };
    audit::append(connection, of.company.0, events).await?;
    Ok(())
}
