//! Reads at a steady pace, whether they are answered or not.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;
use crate::client::{Client, Unread};
use crate::sought::{SearchTargets, address};

/// The pace of the budget.
pub(super) const A_SECOND: u32 = 300;

/// How many can be under way: enough for answers that take a fifth of a second.
const READERS: usize = 64;

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
    paths: Vec<String>,
}

impl Reads {
    /// What the budget speaks of: searches in each way, the pages of those accounts, and the two
    /// lists that people begin with.
    pub(super) fn new(client: &Client, sought: &SearchTargets, accounts: &[String]) -> Self {
        let pages = accounts.iter().map(|account| format!("/api/accounts/{account}")).cycle();
        let typed = sought.ids.iter().zip(&sought.names).zip(&sought.phones);
        let paths = typed.zip(pages).flat_map(|(((id, name), phone), page)| {
            let lists = ["/api/accounts?state=defaulted", "/api/actions"].map(str::to_owned);
            [address(id), address(name), address(phone), page].into_iter().chain(lists)
        });
        Self { client: client.clone(), paths: paths.collect() }
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
            match self.get(turn) {
                Ok(answer) if answer.status == 200 => read.times.push(due.elapsed()),
                _ => read.errors += 1,
            }
        }
        read
    }

    fn get(&self, turn: u32) -> Result<Unread> {
        let turn = usize::try_from(turn)? % self.paths.len();
        self.client.get_unread(self.paths.get(turn).ok_or("there is nothing to read")?)
    }
}
