//! `fault kill`: the server is killed at random moments under load, and at every point of a commit.

use std::thread;
use std::time::Duration;

use crate::books::LedgerTotals;
use crate::figures::Figures;
use crate::rig::{Rig, ServerRun};
use crate::sql::Kind;
use crate::submitters::submit_until;
use crate::{Result, points, wounds};

/// The longest that a server lives: a few commits.
const LIFE_MAX_MILLIS: u64 = 700;

/// So much of a portfolio may be written off before the next one: there must be some left to fight
/// over.
const USED_UP_PERCENT: usize = 70;

/// Kills so often at random moments, and once at each point.
pub(crate) fn kill(rig: &Rig, rounds: u32) -> Result<Figures> {
    let mut rng = rig.rng();
    let mut books = LedgerTotals::default();
    let mut refusals = Vec::new();
    let home = rig.home()?;
    let mut life = rig.life(&home, &mut rng)?;
    for _ in 0..rounds {
        if books.written_off() * 100 > life.accounts.len() * USED_UP_PERCENT {
            wounds::look(&rig.program, &life.database, &mut books)?;
            books.turn_over();
            drop(life);
            life = rig.life(&home, &mut rng)?;
        }
        let ServerRun { server, database, client, accounts } = life;
        let moment = Duration::from_millis(rng.u64(5..LIFE_MAX_MILLIS));
        let (killed, told) = submit_until(&client, &accounts, &mut rng, || {
            thread::sleep(moment);
            server.kill()
        });
        killed?;
        books.found.different += told.different;
        refusals.extend(told.refusals);
        let server = rig.program.serve(&database.address, &[])?;
        let client = client.at(&server.origin);
        books.check(&client, &told.submitted)?;
        life = ServerRun { server, database, client, accounts };
    }
    wounds::look(&rig.program, &life.database, &mut books)?;
    drop(life);
    let points = points::kill_at_each(rig, &home, &mut rng)?;
    for refusal in refusals.iter().take(5) {
        eprintln!("refused: {refusal}");
    }
    let found = books.found.and(points.found);
    let figures = Figures::of("fault kill", rig.kind)
        .tell("rounds", rounds)
        .some("points", points.tried)
        .some("acknowledged", found.acknowledged)
        .tell("unacknowledged", found.unacknowledged)
        .tell("there_all_the_same", found.there)
        // The embedded database dies with its server.
        .must("came_later", found.came_later, rig.kind == Kind::Postgres || found.came_later == 0);
    Ok(found
        .zeros(figures)
        .zero("refused", u64::try_from(refusals.len())?)
        .zero("points_not_reached", points.not_reached))
}
