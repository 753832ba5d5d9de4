//! `fault overlap`: two operations with many accounts in common are submitted at the same time, and
//! payments for some of those accounts.

use std::collections::BTreeSet;
use std::thread;

use crate::books::LedgerTotals;
use crate::client::{Answer, Client};
use crate::figures::Figures;
use crate::operation::{Operation, outcomes, written_off};
use crate::payments::Payments;
use crate::rig::{Rig, ServerRun};
use crate::submitters::Submitted;
use crate::{Result, wounds};

/// Entries of each of the two.
const ENTRIES: usize = 2_000;

/// Accounts that pay in the meantime.
const PAYERS: usize = 200;

/// What happened to the pairs.
#[derive(Debug, Default)]
struct Pairs {
    /// Accounts that both named.
    shared: u64,
    written_off: u64,
    /// How often a server said that it is busy, and was asked again.
    put_off: u64,
    /// Answers that were not an operation.
    refused: u64,
    deadlocks: u64,
    twice: u64,
    /// Accounts that both showed as eligible and neither wrote off.
    left_out: u64,
    without_outcome: u64,
    /// Payments that were sent, and those that were not recorded once.
    payments: u64,
    payments_lost: u64,
}

/// So many pairs, by turns at one server and at two servers on the same database.
pub(crate) fn overlap(rig: &Rig, rounds: u32) -> Result<Figures> {
    let mut rng = rig.rng();
    let mut pairs = Pairs::default();
    let mut books = LedgerTotals::default();
    let home = rig.home()?;
    for round in 0..rounds {
        let ServerRun { server, database, client, accounts } = rig.life(&home, &mut rng)?;
        let second = rig.program.serve(&database.address, &[])?;
        let other = if round % 2 == 0 { client.at(&second.origin) } else { client.clone() };
        let first: Vec<String> = accounts.iter().take(ENTRIES).cloned().collect();
        let own = rng.usize(..=accounts.len().saturating_sub(ENTRIES));
        let mut last: Vec<String> = accounts.iter().skip(own).take(ENTRIES).cloned().collect();
        rng.shuffle(&mut last);
        let previews = (Operation::preview(&client, &first)?, Operation::preview(&other, &last)?);
        let mut payers = first.clone();
        rng.shuffle(&mut payers);
        payers.truncate(PAYERS);
        let payments = Payments::of(&payers, round);
        let submitted = pairs.submit((&client, &other), previews, &payments)?;
        books.check(&client, &submitted)?;
        wounds::look(&rig.program, &database, &mut books)?;
        books.turn_over();
        second.kill()?;
        server.kill()?;
    }
    Ok(Figures::of("fault overlap", rig.kind)
        .tell("pairs", rounds)
        .some("shared_accounts", pairs.shared)
        .some("written_off", pairs.written_off)
        .tell("put_off", pairs.put_off)
        .zero("deadlocks", pairs.deadlocks)
        .zero("refused", pairs.refused)
        .zero("written_off_twice", pairs.twice + books.found.doubled)
        .some("payments", pairs.payments)
        .zero("payments_lost", pairs.payments_lost)
        .zero("left_out", pairs.left_out)
        .zero("without_outcome", pairs.without_outcome + books.found.half_applied)
        .zero("violations", books.found.violations)
        .zero("lost", books.found.lost)
        .zero("different_answers", books.found.different))
}

impl Pairs {
    fn submit(
        &mut self,
        clients: (&Client, &Client),
        (one, two): (Operation, Operation),
        payments: &Payments,
    ) -> Result<Vec<Submitted>> {
        let (first, second, paid) = thread::scope(|scope| {
            let other = scope.spawn(|| two.submit_patiently(clients.1));
            let paid = scope.spawn(|| payments.send(clients.1));
            (one.submit_patiently(clients.0), other.join(), paid.join())
        });
        let second = second.map_err(|_| "a submitter panicked")?;
        let recorded = paid.map_err(|_| "a payer panicked")??;
        self.payments += payments.count();
        self.payments_lost += payments.count().abs_diff(recorded);
        let expected: BTreeSet<String> = one.eligible.union(&two.eligible).cloned().collect();
        self.shared += u64::try_from(one.eligible.intersection(&two.eligible).count())?;
        let mut done = BTreeSet::new();
        let mut submitted = Vec::new();
        for (operation, (answer, put_off)) in [(one, first?), (two, second?)] {
            self.put_off += u64::from(put_off);
            self.read(&operation, &answer, &mut done);
            if answer.status == 201 {
                submitted.push(Submitted { operation, acknowledged: Some(answer.body) });
            }
        }
        self.written_off += u64::try_from(done.len())?;
        // Who paid after the preview was shown is different now, and may be left alone.
        let left_out = expected.difference(&done).filter(|account| !payments.is_of(account));
        self.left_out += u64::try_from(left_out.count())?;
        Ok(submitted)
    }

    fn read(&mut self, operation: &Operation, answer: &Answer, done: &mut BTreeSet<String>) {
        if answer.status != 201 {
            eprintln!("{} {}", answer.status, answer.body);
            self.refused += 1;
            self.deadlocks += u64::from(answer.body.to_string().contains("deadlock"));
        }
        let entries = operation.accounts.len();
        let missing = entries.abs_diff(outcomes(&answer.body).len());
        self.without_outcome += u64::try_from(missing).unwrap_or(u64::MAX);
        for account in written_off(&answer.body) {
            self.twice += u64::from(!done.insert(account));
        }
    }
}
