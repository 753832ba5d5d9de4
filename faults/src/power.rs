//! `fault power`: the power is cut under load, and what was acknowledged must still be there.

use std::thread;
use std::time::Duration;

use crate::books::{Found, LedgerTotals};
use crate::client::Client;
use crate::database::Plan;
use crate::figures::Figures;
use crate::mount::Mount;
use crate::programs::missing;
use crate::rig::{Rig, ServerRun};
use crate::submitters::submit_until;
use crate::{Result, RoundOutcome, wounds};

/// Enough for a portfolio, a log of writes that is as long as a database lets it become (a gibibyte),
/// and the file system itself. A file with holes: only what is written takes room.
const DISK_MEBIBYTES: u64 = 1_536;

/// The longest that a machine has power.
const POWER_MAX_MILLIS: u64 = 1_500;

/// Long enough for some commits to be acknowledged before the power goes.
const POWER_MIN_MILLIS: u64 = 300;

/// Makes a server built with fault points acknowledge what is not on the disk yet.
const DURABILITY: (&str, &str) = ("WRITEOFF_FAULT_DURABILITY", "off");

/// The same for `PostgreSQL`.
const NOT_DURABLE: [&str; 2] = ["fsync=off", "synchronous_commit=off"];

/// The control has so many chances to lose something.
const CONTROL_ROUNDS_MAX: u32 = 10;

/// So much of a portfolio may be written off before the next one.
const USED_UP_PERCENT: usize = 70;

/// Cuts the power so often, then again with durability turned down, which must lose something:
/// else the cuts would prove nothing.
pub(crate) fn power(rig: &Rig, rounds: u32) -> Result<RoundOutcome> {
    if let Some(why) = missing(&["mount", "umount", "mkfs.ext4", "perl"]) {
        return Ok(RoundOutcome::Skipped(why));
    }
    let mut rng = rig.rng();
    let kept = rig.on_a_disk(&mut rng, rounds, true, |_| false)?;
    let control = rig.on_a_disk(&mut rng, CONTROL_ROUNDS_MAX, false, |found| found.lost > 0)?;
    let figures = Figures::of("fault power", rig.kind)
        .tell("rounds", rounds)
        .some("acknowledged", kept.acknowledged)
        .tell("unacknowledged", kept.unacknowledged);
    Ok(RoundOutcome::Ran(
        kept.zeros(figures)
            // The database dies with its server, whichever it is.
            .zero("came_later", kept.came_later)
            .tell("control_acknowledged", control.acknowledged)
            .some("control_lost", control.lost),
    ))
}

impl Rig {
    /// Cuts the power of a machine of its own so often, or until there is enough to see.
    fn on_a_disk(
        &self,
        rng: &mut fastrand::Rng,
        rounds: u32,
        durable: bool,
        enough: impl Fn(&Found) -> bool,
    ) -> Result<Found> {
        let environment: &[_] = if durable { &[] } else { &[DURABILITY] };
        let settings: &[_] = if durable { &[] } else { &NOT_DURABLE };
        let disk = Mount::ext4(&self.folder().join("disk"), DISK_MEBIBYTES)?;
        let home = self.home_in(&disk.point().join("home"), &Plan { settings, ..self.plan() })?;
        let mut books = LedgerTotals::default();
        let mut life: Option<ServerRun> = None;
        for _ in 0..rounds {
            let ServerRun { server, database, client, accounts } = match life.take() {
                Some(life) => life,
                None => self.life(&home, rng)?,
            };
            // Started anew, so that it is the server that the environment is for.
            server.kill()?;
            disk.settle()?;
            let server = self.program.serve(&database.address, environment)?;
            let client = client.at(&server.origin);
            let moment = Duration::from_millis(rng.u64(POWER_MIN_MILLIS..POWER_MAX_MILLIS));
            let (cut, told) = submit_until(&client, &accounts, rng, || {
                thread::sleep(moment);
                disk.cut_power().and_then(|()| server.kill()).and_then(|()| home.fall())
            });
            cut?;
            disk.power_up()?;
            let up = home.start().and_then(|()| self.program.serve(&database.address, environment));
            let up =
                up.and_then(|server| Ok((Client::sign_in(&server.origin, &home.admin)?, server)));
            let (client, server) = match up {
                Ok(up) => up,
                Err(why) if durable => {
                    let why = format!("the database cannot be used after a power cut: {why}");
                    return Err(why.into());
                }
                // Without durability the database itself may be gone, and all that was in it.
                Err(_) => {
                    books.found.lost += told.acknowledged();
                    break;
                }
            };
            books.check(&client, &told.submitted)?;
            if enough(&books.found) {
                break;
            }
            if books.written_off() * 100 > accounts.len() * USED_UP_PERCENT {
                wounds::look(&self.program, &database, &mut books)?;
                books.turn_over();
            } else {
                life = Some(ServerRun { server, database, client, accounts });
            }
        }
        if let Some(ServerRun { server, database, .. }) = life {
            wounds::look(&self.program, &database, &mut books)?;
            server.kill()?;
        }
        Ok(books.found)
    }
}
