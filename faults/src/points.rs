//! Killing the server at each named point of a commit.

use crate::Result;
use crate::books::{Found, LedgerTotals};
use crate::database::Home;
use crate::operation::Operation;
use crate::rig::{Rig, ServerRun};
use crate::submitters::Submitted;
use crate::wounds;

/// Names the point at which a server built with fault points ends itself.
const POINT: &str = "WRITEOFF_FAULT_POINT";

/// Entries of the operation that is cut short.
const ENTRIES: usize = 40;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Points {
    pub(crate) tried: u64,
    pub(crate) not_reached: u64,
    pub(crate) found: Found,
}

/// Has a server end itself at each point that it names, in the middle of a commit.
pub(crate) fn kill_at_each(rig: &Rig, home: &Home, rng: &mut fastrand::Rng) -> Result<Points> {
    let names = rig.program.run_well(&["fault-points"])?;
    let mut result = Points::default();
    let mut books = LedgerTotals::default();
    let ServerRun { server, database, client, accounts } = rig.life(home, rng)?;
    server.kill()?;
    for (name, accounts) in names.lines().zip(accounts.chunks(ENTRIES)) {
        result.tried += 1;
        let server = rig.program.serve(&database.address, &[(POINT, name)])?;
        let client = client.at(&server.origin);
        let operation = Operation::preview(&client, accounts)?;
        let answer = operation.submit(&client).ok();
        let reached = answer.is_none() && server.ended_by_itself()?;
        if !reached {
            eprintln!("the point `{name}` was not reached");
            result.not_reached += 1;
        }
        let server = rig.program.serve(&database.address, &[])?;
        let acknowledged = answer.map(|answer| answer.body);
        books.check(&client.at(&server.origin), &[Submitted { operation, acknowledged }])?;
        server.kill()?;
    }
    wounds::look(&rig.program, &database, &mut books)?;
    result.found = books.found;
    Ok(result)
}
