//! Many people who write off one account each, at the same time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;
use crate::client::Client;
use crate::operation::Operation;

/// How many at once.
const CLIENTS: usize = 16;

/// How many accounts in all.
pub(super) const ACCOUNTS: usize = 3_000;

/// What the commits came to.
#[derive(Debug)]
pub(super) struct Singles {
    pub(super) times: Vec<Duration>,
    pub(super) errors: u64,
    in_all: Duration,
}

impl Singles {
    pub(super) fn a_second(&self) -> String {
        let commits = u32::try_from(self.times.len()).unwrap_or(u32::MAX);
        format!("{:.0}", f64::from(commits) / self.in_all.as_secs_f64())
    }
}

/// Writes the accounts off one by one, as fast as it goes.
pub(super) fn commit(client: &Client, accounts: &[String]) -> Result<Singles> {
    // The previews before the clock starts: it is the commits that are counted.
    let operations = accounts
        .iter()
        .map(|account| Operation::preview(client, std::slice::from_ref(account)))
        .collect::<Result<Vec<_>>>()?;
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    let of_each = thread::scope(|scope| {
        let clients: Vec<_> =
            (0..CLIENTS).map(|_| scope.spawn(|| commit_some(client, &operations, &next))).collect();
        clients.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    let mut all = Singles { times: Vec::new(), errors: 0, in_all: begun.elapsed() };
    for one in of_each {
        let (times, errors) = one.map_err(|_| "a client panicked")?;
        all.times.extend(times);
        all.errors += errors;
    }
    Ok(all)
}

fn commit_some(
    client: &Client,
    operations: &[Operation],
    next: &AtomicUsize,
) -> (Vec<Duration>, u64) {
    let (mut times, mut errors) = (Vec::new(), 0);
    while let Some(operation) = operations.get(next.fetch_add(1, Ordering::SeqCst)) {
        let begun = Instant::now();
        match operation.submit_unread(client) {
            Ok(answer) if answer.status == 201 => times.push(begun.elapsed()),
            _ => errors += 1,
        }
    }
    (times, errors)
}
