//! `load`: how reads fare beside commits, how many commits there are in a second, and memory.

mod reads;
mod singles;

use std::thread;
use std::time::{Duration, Instant};

use crate::Result;
use crate::client::Client;
use crate::figures::Figures;
use crate::memory::{TO_REST, resident_kib};
use crate::operation::Operation;
use crate::rig::{Rig, ServerRun};
use crate::sought::SearchTargets;
use crate::times::{millis, percentile};
use reads::Reads;

/// Entries of the operations that run back to back.
const ENTRIES: usize = 2_000;

/// How long reads are measured without commits, before them and again after them: what the machine
/// does in one quiet moment is not what commits are compared with.
const ALONE: Duration = Duration::from_secs(10);

/// How long reads go on before they are measured: a connection's first statements are planned, and
/// what is read for the first time is not in memory. People meet neither in the middle of a day.
const WARM: Duration = Duration::from_secs(5);

/// Of so many accounts in default, one is written off beside the reads. Were it most of them, the
/// lists that are read would be others afterwards.
const ONE_IN: usize = 2;

/// What the commits beside the reads came to.
#[derive(Debug, Default)]
struct Commits {
    times: Vec<Duration>,
    errors: u64,
}

/// Measures, for so many minutes at the end how memory grows.
pub(crate) fn load(rig: &Rig, minutes: u32) -> Result<Figures> {
    let mut rng = rig.rng();
    let home = rig.home()?;
    let ServerRun { server, database, client, mut accounts } = rig.life(&home, &mut rng)?;
    let sought = SearchTargets::of(&database, &mut rng)?;
    thread::sleep(TO_REST);
    let at_rest = resident_kib(server.id())?;

    // One operation to look at, and caches as they are in the middle of a day.
    let first = Operation::preview(&client, &accounts.split_off(accounts.len() - ENTRIES))?;
    let mut commits = Commits::default();
    commits.submit(&client, &first);
    let after_a_commit = resident_kib(server.id())?;
    let singles = accounts.split_off(accounts.len() - singles::ACCOUNTS);
    accounts.truncate(accounts.len() / ONE_IN);
    // Before the reads: what runs beside them is commits, not what goes before a commit.
    let operations = accounts
        .chunks_exact(ENTRIES)
        .map(|accounts| Operation::preview(&client, accounts))
        .collect::<Result<Vec<_>>>()?;
    let reads = Reads::new(&client, &sought, &singles);
    let warm = reads.for_a_while(|| thread::sleep(WARM));
    let before = reads.for_a_while(|| thread::sleep(ALONE));
    let beside = reads.for_a_while(|| commits.back_to_back(&client, &operations));
    let afterwards = reads.for_a_while(|| thread::sleep(ALONE));
    let single = singles::commit(&client, &singles)?;
    let after = resident_kib(server.id())?;
    let steady = reads.for_a_while(|| thread::sleep(Duration::from_mins(1) * minutes));
    let grown = resident_kib(server.id())?;
    let read_errors =
        [&warm, &before, &beside, &afterwards, &steady].map(|read| read.errors).iter().sum::<u64>();
    let errors = commits.errors + single.errors + read_errors;
    let alone = [before.times.as_slice(), &afterwards.times].concat();
    let (p99_alone, p99_beside) = (percentile(&alone, 99), percentile(&beside.times, 99));
    Ok(Figures::of("load", rig.kind)
        .tell("reads_a_second", reads::A_SECOND)
        .some("reads_alone", u64::try_from(alone.len())?)
        .some("reads_beside", u64::try_from(beside.times.len())?)
        .tell("read_p99_before_ms", millis(percentile(&before.times, 99)))
        .tell("read_p99_after_ms", millis(percentile(&afterwards.times, 99)))
        .tell("read_p99_alone_ms", millis(p99_alone))
        .tell("read_p99_beside_ms", millis(p99_beside))
        .tell("read_p99_ratio", ratio(p99_beside, p99_alone))
        .some("commits", u64::try_from(commits.times.len())?)
        .tell("commit_p50_ms", millis(percentile(&commits.times, 50)))
        .tell("commit_p95_ms", millis(percentile(&commits.times, 95)))
        .tell("single_commits_a_second", single.a_second())
        .tell("single_commit_p99_ms", millis(percentile(&single.times, 99)))
        .zero("errors", errors)
        .tell("memory_at_rest_kib", at_rest)
        .tell("memory_after_a_commit_kib", after_a_commit)
        .tell("memory_after_kib", after)
        .tell("memory_grown_kib", i128::from(grown) - i128::from(after))
        .tell("minutes", minutes))
}

impl Commits {
    fn submit(&mut self, client: &Client, operation: &Operation) {
        let begun = Instant::now();
        match operation.submit_unread(client) {
            Ok(answer) if answer.status == 201 => self.times.push(begun.elapsed()),
            _ => self.errors += 1,
        }
    }

    /// One full operation after another.
    fn back_to_back(&mut self, client: &Client, operations: &[Operation]) {
        for operation in operations {
            self.submit(client, operation);
        }
    }
}

fn ratio(one: Duration, other: Duration) -> String {
    format!("{:.2}", one.as_secs_f64() / other.as_secs_f64())
}
