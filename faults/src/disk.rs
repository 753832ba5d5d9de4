//! `fault disk`: the disk is full, and room comes back step by step.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::books::LedgerTotals;
use crate::client::Client;
use crate::database::Plan;
use crate::figures::Figures;
use crate::mount::Mount;
use crate::operation::Operation;
use crate::programs::missing;
use crate::rig::{Rig, ServerRun};
use crate::sql::Kind;
use crate::submitters::Submitted;
use crate::{Result, RoundOutcome, wounds};

/// Enough for the portfolio and a few operations; the rest is filled.
const DISK_MEBIBYTES: u32 = 256;

/// How much room comes back at a time.
const STEP_BYTES: u64 = 64 * 1024;

/// `PostgreSQL` does not take room back from what was rolled back until it is vacuumed, so a try
/// eats what it was given: after so many tries in vain twice as much is given.
const TRIES_A_STEP: u32 = 8;

/// Entries of the operations that are tried, each from a full disk on.
const ENTRIES: &[usize] = &[1_500, 400, 100, 1];

/// The same where there is little time.
const ENTRIES_IN_SHORT: &[usize] = &[300, 1];

/// More steps than any of them can need.
const STEPS_MAX: u32 = 600;

/// What happened on the way from a full disk to success.
#[derive(Debug, Default)]
struct Steps {
    /// Whether it is tried on `PostgreSQL`.
    on_postgres: bool,
    refused: u64,
    unclean: u64,
    half_applied: u64,
    reads_refused: u64,
    /// Reads that were put off: a new connection to `PostgreSQL` may want room of its own, and a
    /// read may have to write a page out first to have room for its own in memory.
    reads_put_off: u64,
    never_done: u64,
}

/// Fills the disk, tries, and gives room back until it works, for operations of several sizes.
pub(crate) fn disk(rig: &Rig, short: bool) -> Result<RoundOutcome> {
    if let Some(why) = missing(&["mount", "umount"]) {
        return Ok(RoundOutcome::Skipped(why));
    }
    let mut rng = rig.rng();
    let disk = Mount::in_memory(&rig.folder().join("memory"), DISK_MEBIBYTES)?;
    // Where the log of writes has no room PostgreSQL stops, as it must: it is kept elsewhere, as
    // its manual advises.
    let wal = rig.folder().join("wal");
    let home = rig.home_in(&disk.point().join("home"), &Plan { wal: Some(&wal), ..rig.plan() })?;
    let mut steps = Steps { on_postgres: rig.kind == Kind::Postgres, ..Steps::default() };
    let mut books = LedgerTotals::default();
    let (portfolios, sizes) = if short { (1, ENTRIES_IN_SHORT) } else { (4, ENTRIES) };
    for _ in 0..portfolios {
        let ServerRun { server, database, client, accounts } = rig.life(&home, &mut rng)?;
        let mut rest = accounts.as_slice();
        for entries in sizes.iter().copied() {
            let (chosen, others) = rest.split_at(entries.min(rest.len()));
            rest = others;
            let Ok(operation) = Operation::preview(&client, chosen) else {
                steps.reads_refused += 1;
                continue;
            };
            let submitted = steps.until_it_works(&client, operation, disk.point())?;
            books.check(&client, &submitted)?;
        }
        wounds::look(&rig.program, &database, &mut books)?;
        books.turn_over();
        server.kill()?;
    }
    Ok(RoundOutcome::Ran(
        Figures::of("fault disk", rig.kind)
            .some("refused", steps.refused)
            .some("done", books.found.acknowledged)
            .zero("unclean", steps.unclean)
            .zero("half_applied", steps.half_applied + books.found.half_applied)
            .zero("lost", books.found.lost)
            .zero("doubled", books.found.doubled)
            .zero("violations", books.found.violations)
            .zero("reads_refused", steps.reads_refused)
            .tell("reads_put_off", steps.reads_put_off)
            .zero("never_done", steps.never_done),
    ))
}

impl Steps {
    /// Tries an operation on a full disk and on one that is less and less full.
    fn until_it_works(
        &mut self,
        client: &Client,
        operation: Operation,
        disk: &Path,
    ) -> Result<Vec<Submitted>> {
        let mut filler = Filler::fill(disk)?;
        for tries in 0..STEPS_MAX {
            let answer = operation.submit(client)?;
            if answer.status == 201 {
                return Ok(vec![Submitted { operation, acknowledged: Some(answer.body) }]);
            }
            let clean = matches!(answer.status, 507 | 503) && answer.is_problem;
            if clean {
                self.refused += 1;
            } else {
                self.unclean += 1;
                eprintln!("on a full disk: {} {}", answer.status, answer.body);
            }
            let found = operation.look_up(client)?;
            match found.status {
                404 => {}
                503 | 507 if self.on_postgres && found.is_problem => self.reads_put_off += 1,
                200 => self.half_applied += 1,
                status => {
                    eprintln!("a read on a full disk: {status} {}", found.body);
                    self.reads_refused += 1;
                }
            }
            let doubled = if self.on_postgres { tries / TRIES_A_STEP } else { 0 };
            filler.give_back(STEP_BYTES.checked_shl(doubled).unwrap_or(u64::MAX))?;
        }
        self.never_done += 1;
        Ok(Vec::new())
    }
}

/// A file that takes what room there is. Dropping it gives all of it back.
struct Filler {
    path: PathBuf,
    file: File,
    bytes: u64,
}

impl Filler {
    fn fill(disk: &Path) -> Result<Self> {
        let path = disk.join("filler");
        let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
        // A large block, then smaller ones for what is left.
        for block in [1 << 20, 1 << 12, 1 << 9] {
            let zeros = vec![0_u8; block];
            loop {
                match file.write_all(&zeros) {
                    Ok(()) => {}
                    Err(error) if error.kind() == ErrorKind::StorageFull => break,
                    Err(error) => return Err(error.into()),
                }
            }
        }
        let bytes = file.metadata()?.len();
        Ok(Self { path, file, bytes })
    }

    fn give_back(&mut self, bytes: u64) -> Result {
        self.bytes = self.bytes.saturating_sub(bytes);
        Ok(self.file.set_len(self.bytes)?)
    }
}

impl Drop for Filler {
    fn drop(&mut self) {
        // What cannot be removed shows in the next thing that needs room.
        let _ = fs::remove_file(&self.path);
    }
}
