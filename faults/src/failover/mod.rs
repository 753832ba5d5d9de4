//! `fault failover`: the leader of a cluster of three is killed under load, several times.

mod consensus;
mod node;
mod patroni;

use std::thread;
use std::time::{Duration, Instant};

use crate::books::LedgerTotals;
use crate::client::{Client, Credentials};
use crate::database::{Database, first_admin};
use crate::figures::Figures;
use crate::rig::{Rig, eligible};
use crate::sql::Kind;
use crate::submitters::{SubmitterReport, submit_until};
use crate::{Failure, Result, RoundOutcome, programs, wounds};
use patroni::Patroni;

/// The longest that a leader lives under load.
const LIFE_MAX_MILLIS: u64 = 4_000;

/// How long the load goes on when writes are taken again.
const AFTERWARDS: Duration = Duration::from_secs(4);

/// Three times what Patroni promises.
const OUTAGE_MAX: Duration = Duration::from_mins(1);

/// What the server answers to a write while there is no leader.
const UNAVAILABLE: &str = "503 ";

/// Kills the leader so often, and has the same server go on with the next one.
pub(crate) fn failover(rig: &Rig, rounds: u32) -> Result<RoundOutcome> {
    if rig.kind != Kind::Postgres {
        return Ok(RoundOutcome::Skipped("a file has no leader".to_owned()));
    }
    if let Some(why) = programs::absent(&["patroni", "etcd", "ps"]) {
        return Ok(RoundOutcome::Skipped(why));
    }
    let mut rng = rig.rng();
    let mut patroni = Patroni::start(&rig.folder().join("patroni"))?;
    let (database, admin) = fill(rig, &patroni)?;
    let accounts = eligible(&database, &mut rng)?;
    let mut server = rig.program.serve(&database.address, &[])?;
    let client = Client::sign_in(&server.origin, &admin)?;
    let mut books = LedgerTotals::default();
    let mut seen = Seen::default();
    let share = accounts.len().div_ceil(usize::try_from(rounds.max(1))?);
    for accounts in accounts.chunks(share.max(1)) {
        let moment = Duration::from_millis(rng.u64(50..LIFE_MAX_MILLIS));
        let (killed, told) = submit_until(&client, accounts, &mut rng, || {
            thread::sleep(moment);
            let killed = patroni.kill_leader()?;
            let outage = until_it_takes_writes(&client)?;
            thread::sleep(AFTERWARDS);
            Ok::<_, Failure>((killed, outage))
        });
        let (killed, outage) = killed?;
        seen.longest_outage = seen.longest_outage.max(outage);
        let SubmitterReport { refusals, different, submitted } = told;
        books.found.different += different;
        seen.read(refusals);
        books.check(&client, &submitted)?;
        seen.followed += u64::from(patroni.restore_network()? != killed);
    }
    wounds::look(&rig.program, &database, &mut books)?;
    let found = books.found;
    let figures = Figures::of("fault failover", rig.kind)
        .tell("leaders_killed", rounds)
        .must("followed_by_another", seen.followed, seen.followed == u64::from(rounds))
        .some("acknowledged", found.acknowledged)
        .tell("unacknowledged", found.unacknowledged)
        .tell("there_all_the_same", found.there)
        .some("written_off", u64::try_from(books.written_off())?);
    Ok(RoundOutcome::Ran(
        found
            .zeros(figures)
            .zero("refused", seen.refused)
            .zero("servers_ended", u64::from(server.has_ended()?))
            .tell("unavailable", seen.unavailable)
            .tell("longest_outage_ms", seen.longest_outage.as_millis()),
    ))
}

/// What the server's clients saw.
#[derive(Debug, Default)]
struct Seen {
    /// Leaders that another one followed.
    followed: u64,
    /// Answers that nobody should get.
    refused: u64,
    /// Answers that there is no leader at the moment.
    unavailable: u64,
    longest_outage: Duration,
}

impl Seen {
    fn read(&mut self, refusals: Vec<String>) {
        for refusal in refusals {
            if refusal.starts_with(UNAVAILABLE) {
                self.unavailable += 1;
            } else {
                eprintln!("refused: {refusal}");
                self.refused += 1;
            }
        }
    }
}

/// A demonstration on the cluster, and its first company's Admin.
fn fill(rig: &Rig, patroni: &Patroni) -> Result<(Database, Credentials)> {
    let mut sql = Database::on_postgres(patroni.url("postgres")).sql()?;
    sql.execute("CREATE DATABASE writeoff")?;
    sql.close()?;
    let database = Database::on_postgres(patroni.url("writeoff"));
    let accounts = rig.accounts().to_string();
    let words = ["demo", "--accounts", &accounts, "--seed", "1", "--database", &database.address];
    let admin = first_admin(&rig.program.run_well(&words)?)?;
    Ok((database, admin))
}

/// Waits until the server says that it can be worked with; how long that took.
fn until_it_takes_writes(client: &Client) -> Result<Duration> {
    let begun = Instant::now();
    while begun.elapsed() < OUTAGE_MAX {
        // The leader that was killed may not be missed yet.
        thread::sleep(Duration::from_millis(100));
        let ready = client.get("/ready").is_ok_and(|answer| answer.status == 200);
        if ready {
            return Ok(begun.elapsed());
        }
    }
    Err("no other leader was found".into())
}
