//! Through the store, as the server does it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::bulk_write_off::{OperationKind, Seen};
use server::clock::Clock;
use server::database_location::Location;
use server::ids::IdSource;
use server::store::{self, Once, OnceRequest, Submission};

use crate::{AnyError, Work};

/// Commits the file; says how long it took, and what had been seen.
pub(crate) async fn commit(
    database: Location,
    work: &Work,
) -> Result<(Duration, String), AnyError> {
    let store = store::open(&database.into(), &IdSource::system()).await?;
    let entries = &work.request.body.entries;
    let accounts: Vec<_> = entries.iter().filter_map(|entry| entry.account.clone().ok()).collect();
    let found =
        store.facts_of_file(work.request.company, OperationKind::WriteOff, &accounts, None).await?;
    let seen: Vec<Seen> = found
        .accounts
        .into_iter()
        .map(|facts| Seen { account: facts.account, standing: facts.standing })
        .collect();
    let seen_json = serde_json::to_string(&seen)?;
    let body = Submission {
        seen: seen.into_iter().map(|seen| (seen.account, seen.standing)).collect(),
        seen_json: seen_json.clone(),
        ..work.request.body.clone()
    };
    let request = Arc::new(OnceRequest { body, ..(*work.request).clone() });
    let now = work.now;
    let clock = Clock::from_fn(move || now);

    let began = Instant::now();
    let committed = store.once(&request, &clock).await?;
    let took = began.elapsed();

    store.close().await;
    match committed {
        Once::Done(operation) if operation.summary.failed == 0 => Ok((took, seen_json)),
        other => Err(format!("not all of the file was written off: {other:?}").into()),
    }
}
