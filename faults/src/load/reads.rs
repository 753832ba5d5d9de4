//! Reads at a steady pace, whether they are answered or not.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::Result;
use crate::client::{Answer, Client};
use crate::operation::Operation;

/// The pace of the budget.
pub(super) const A_SECOND: u32 = 300;

/// How many can be under way: enough for answers that take a fifth of a second.
const READERS: usize = 64;

/// Accounts that facts are asked of.
const FACTS: usize = 100;

/// What reads came to.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) times: Vec<Duration>,
    pub(super) errors: u64,
}

/// What is read, by turns.
#[derive(Debug)]
pub(super) struct Reads {
    client: Client,
    facts: String,
    paths: Vec<String>,
}

impl Reads {
    /// Everything that pages read. What this server has not got is left out.
    pub(super) fn new(client: &Client, operation: &Operation, accounts: &[String]) -> Result<Self> {
        let accounts: Vec<&String> = accounts.iter().take(FACTS).collect();
        let mut paths = vec![
            "/api/session".to_owned(),
            "/api/notifications".to_owned(),
            "/api/bulk-write-offs".to_owned(),
            format!("/api/bulk-write-offs/{}", operation.id),
        ];
        for path in ["/api/accounts?state=defaulted", "/api/actions"] {
            if client.get(path)?.status == 200 {
                paths.push(path.to_owned());
            }
        }
        let facts = json!({ "accounts": accounts }).to_string();
        Ok(Self { client: client.clone(), facts, paths })
    }

    /// Reads at the pace until something else is done. The time of a read begins when it was due,
    /// not when a reader was free for it: a server that stops for a moment is not spared.
    pub(super) fn for_a_while(&self, meanwhile: impl FnOnce()) -> Read {
        let next = AtomicU32::new(0);
        let over = AtomicBool::new(false);
        let begun = Instant::now();
        thread::scope(|scope| {
            let readers: Vec<_> =
                (0..READERS).map(|_| scope.spawn(|| self.read(&next, &over, begun))).collect();
            meanwhile();
            over.store(true, Ordering::SeqCst);
            let mut all = Read::default();
            for reader in readers {
                match reader.join() {
                    Ok(read) => {
                        all.times.extend(read.times);
                        all.errors += read.errors;
                    }
                    Err(_) => all.errors += 1,
                }
            }
            all
        })
    }

    fn read(&self, next: &AtomicU32, over: &AtomicBool, begun: Instant) -> Read {
        let mut read = Read::default();
        while !over.load(Ordering::SeqCst) {
            let turn = next.fetch_add(1, Ordering::SeqCst);
            let due = begun + Duration::from_secs(1) * turn / A_SECOND;
            thread::sleep(due.saturating_duration_since(Instant::now()));
            match self.one(turn) {
                Ok(answer) if answer.status == 200 => read.times.push(due.elapsed()),
                _ => read.errors += 1,
            }
        }
        read
    }

    /// One out of as many as there are addresses, and one more for facts.
    fn one(&self, turn: u32) -> Result<Answer> {
        let turn = usize::try_from(turn)? % (self.paths.len() + 1);
        match self.paths.get(turn) {
            Some(path) => self.client.get(path),
            None => self.client.post("/api/bulk-write-offs/facts", &self.facts),
        }
    }
}
