//! Several people who submit at once, overlapping each other and themselves.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::client::{Answer, Client};
use crate::operation::Operation;

/// How many at once.
pub(crate) const SUBMITTERS: u64 = 4;

/// One out of so many submissions is sent twice at the same time, as from two tabs.
const TWICE_ONE_IN: u32 = 4;

/// Entries of a file, mostly; one in eight is full.
const ENTRIES_MOSTLY: usize = 120;

/// As many as a file may have.
const ENTRIES_MAX: usize = 2_000;

/// What is known of a submission by the one who sent it.
#[derive(Clone, Debug)]
pub(crate) struct Submitted {
    pub(crate) operation: Operation,
    /// The first answer that says it was done; none where no answer came back.
    pub(crate) acknowledged: Option<Value>,
}

/// What submitters have to tell.
#[derive(Debug, Default)]
pub(crate) struct SubmitterReport {
    pub(crate) submitted: Vec<Submitted>,
    /// Answers that nobody should get: neither done nor cut off.
    pub(crate) refusals: Vec<String>,
    /// Pairs of one submission whose answers were different.
    pub(crate) different: u64,
}

impl SubmitterReport {
    /// How many submissions were acknowledged.
    pub(crate) fn acknowledged(&self) -> u64 {
        self.submitted.iter().map(|one| u64::from(one.acknowledged.is_some())).sum()
    }

    fn add(&mut self, other: Self) {
        self.submitted.extend(other.submitted);
        self.refusals.extend(other.refusals);
        self.different += other.different;
    }
}

/// Lets submitters go on until `harm` is done and they notice that nobody answers any more.
pub(crate) fn submit_until<T>(
    client: &Client,
    accounts: &[String],
    rng: &mut fastrand::Rng,
    harm: impl FnOnce() -> T,
) -> (T, SubmitterReport) {
    let harmed = AtomicBool::new(false);
    thread::scope(|scope| {
        let submitters: Vec<_> = (0..SUBMITTERS)
            .map(|_| {
                let mut submitter = Submitter { client, accounts, rng: rng.fork() };
                let harmed = &harmed;
                scope.spawn(move || submitter.go_on_until(harmed))
            })
            .collect();
        let done = harm();
        harmed.store(true, Ordering::SeqCst);
        let mut told = SubmitterReport::default();
        for submitter in submitters {
            match submitter.join() {
                Ok(its) => told.add(its),
                Err(_) => told.refusals.push("a submitter panicked".to_owned()),
            }
        }
        (done, told)
    })
}

struct Submitter<'a> {
    client: &'a Client,
    accounts: &'a [String],
    rng: fastrand::Rng,
}

impl Submitter<'_> {
    fn go_on_until(&mut self, harmed: &AtomicBool) -> SubmitterReport {
        let mut told = SubmitterReport::default();
        while !harmed.load(Ordering::SeqCst) {
            let accounts = self.choose();
            // Facts that do not come are nothing lost.
            let Ok(operation) = Operation::preview(self.client, &accounts) else {
                thread::sleep(Duration::from_millis(1));
                continue;
            };
            let twice = self.rng.u32(..TWICE_ONE_IN) == 0;
            let answers = self.submit(&operation, twice);
            let mut acknowledged = None;
            for answer in answers.into_iter().flatten() {
                match (answer.status, &acknowledged) {
                    (201, None) => acknowledged = Some(answer.body),
                    (201, Some(first)) if *first == answer.body => (),
                    (201, Some(first)) => {
                        operation.show_different(&[first, &answer.body]);
                        told.different += 1;
                    }
                    (status, _) => told.refusals.push(format!("{status} {}", answer.body)),
                }
            }
            told.submitted.push(Submitted { operation, acknowledged });
        }
        told
    }

    fn submit(&self, operation: &Operation, twice: bool) -> Vec<Option<Answer>> {
        let once = || operation.submit(self.client).ok();
        if !twice {
            return vec![once()];
        }
        thread::scope(|scope| {
            let other = scope.spawn(once);
            vec![once(), other.join().ok().flatten()]
        })
    }

    /// Neighbours in a list without order: some of them another submitter's too.
    fn choose(&mut self) -> Vec<String> {
        let full = self.rng.u32(..8) == 0;
        let most = if full { ENTRIES_MAX } else { ENTRIES_MOSTLY };
        let entries = self.rng.usize(1..=most).min(self.accounts.len());
        let first = self.rng.usize(..self.accounts.len().max(1));
        self.accounts.iter().cycle().skip(first).take(entries).cloned().collect()
    }
}
