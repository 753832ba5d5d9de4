//! `fault tamper`: rows of the audit log are changed, removed, made up and swapped, and `writeoff
//! audit verify` must notice each time.

mod words;

use std::collections::BTreeMap;

use crate::Result;
use crate::database::{Database, Home};
use crate::figures::Figures;
use crate::operation::Operation;
use crate::rig::{Rig, ServerRun};
use crate::sql::Sql;
use words::Words;

/// Operations that fill the log, and their entries.
const OPERATIONS: usize = 8;
const ENTRIES: usize = 30;

/// After so many, the log as it was must be found whole: else everything would be found.
const CONTROL_EVERY: u32 = 25;

const UNDO: [&str; 4] = [
    "DELETE FROM audit_row",
    "INSERT INTO audit_row SELECT * FROM kept_row",
    "DELETE FROM audit_chain",
    "INSERT INTO audit_chain SELECT * FROM kept_chain",
];

/// A row, by its place in its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    company: u64,
    sequence: u64,
}

/// The log that is tampered with.
struct Log<'a> {
    rig: &'a Rig,
    // Held, because without it there is no database.
    _home: Home,
    database: Database,
    sql: Sql,
    words: &'static Words,
    places: Vec<Place>,
    /// The heads of the chains as somebody wrote them down who does not trust the database.
    receipts: Vec<String>,
}

/// Tampers so often, each time with the log as it was.
pub(crate) fn tamper(rig: &Rig, rounds: u32) -> Result<Figures> {
    let mut rng = rig.rng();
    let mut log = Log::fill(rig, &mut rng)?;
    let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
    let (mut not_found, mut false_alarms) = (0, 0);
    let mut tampered = 0;
    while tampered < rounds {
        if tampered % CONTROL_EVERY == 0 {
            false_alarms += u64::from(log.is_broken()?);
        }
        let (kind, done) = log.tamper(&mut rng)?;
        if done {
            tampered += 1;
            *kinds.entry(kind).or_default() += 1;
            if !log.is_broken()? {
                eprintln!("not found: {kind}");
                not_found += 1;
            }
        }
        log.undo()?;
    }
    let rows = log.places.len();
    log.sql.close()?;
    let figures =
        Figures::of("fault tamper", rig.kind).tell("rows", rows).tell("tampered", tampered);
    Ok(kinds
        .into_iter()
        .fold(figures, |figures, (kind, count)| figures.tell(kind, count))
        .zero("not_found", not_found)
        .zero("false_alarms", false_alarms))
}

impl<'a> Log<'a> {
    /// A log of operations and of what else happened, that nobody else writes to any more.
    fn fill(rig: &'a Rig, rng: &mut fastrand::Rng) -> Result<Self> {
        let home = rig.home()?;
        let ServerRun { server, database, client, accounts } = rig.life(&home, rng)?;
        for accounts in accounts.chunks(ENTRIES).take(OPERATIONS) {
            let answer = Operation::preview(&client, accounts)?.submit(&client)?;
            if answer.status != 201 {
                return Err(format!("an operation was answered with {}", answer.status).into());
            }
        }
        server.kill()?;
        let mut sql = database.sql()?;
        let words = Words::of(rig.kind);
        for statement in words.break_in {
            sql.execute(statement)?;
        }
        let places = sql
            .texts("SELECT company || ' ' || sequence FROM audit_row ORDER BY company, sequence")?
            .iter()
            .filter_map(|place| {
                let (company, sequence) = place.split_once(' ')?;
                Some(Place { company: company.parse().ok()?, sequence: sequence.parse().ok()? })
            })
            .collect();
        let receipts = sql.texts(words.receipts)?;
        Ok(Self { rig, _home: home, database, sql, words, places, receipts })
    }

    /// Whether `writeoff audit verify` finds something.
    fn is_broken(&self) -> Result<bool> {
        let mut words = vec!["audit", "verify", "--database", &self.database.address];
        words.extend(self.receipts.iter().flat_map(|receipt| ["--receipt", receipt]));
        let printed = self.rig.program.run(&words)?;
        let named = printed.text.lines().any(|line| line.starts_with("audit broken "));
        if named == printed.status.success() {
            return Err(
                format!("`writeoff audit verify` contradicts itself: {}", printed.text).into()
            );
        }
        Ok(named)
    }

    fn undo(&mut self) -> Result {
        UNDO.iter().try_for_each(|statement| self.sql.execute(statement).map(|_| ()))
    }

    /// Does one thing that an intruder might, and says what, and whether it did anything.
    fn tamper(&mut self, rng: &mut fastrand::Rng) -> Result<(&'static str, bool)> {
        let place = rng.choice(&self.places).copied().ok_or("the log is empty")?;
        Ok(match rng.u32(..100) {
            0..40 => ("changes", self.change(place, rng)?),
            40..60 => ("removals", self.remove(place)?),
            60..65 => ("cuts", self.cut(place)?),
            65..80 => ("insertions", self.insert(place)?),
            _ => {
                let other = rng.choice(&self.places).copied().unwrap_or(place);
                ("swaps", self.swap(place, other)?)
            }
        })
    }

    fn change(&mut self, place: Place, rng: &mut fastrand::Rng) -> Result<bool> {
        let Some((column, value)) = rng.choice(self.words.changes) else { return Ok(false) };
        let rows = self.sql.execute(&format!(
            "UPDATE audit_row SET {column} = {value}
              WHERE {place}
                AND CAST({column} AS text) IS DISTINCT FROM CAST({value} AS text)"
        ))?;
        Ok(rows > 0)
    }

    fn remove(&mut self, place: Place) -> Result<bool> {
        Ok(self.sql.execute(&format!("DELETE FROM audit_row WHERE {place}"))? > 0)
    }

    /// Removes the row and all that follow, and moves the head to the row before, so that what is
    /// left is a whole chain: only what it does not tell of shows, or a receipt.
    fn cut(&mut self, Place { company, sequence }: Place) -> Result<bool> {
        let Some(last) = sequence.checked_sub(1).filter(|last| *last > 0) else { return Ok(false) };
        let of_last = format!("FROM audit_row WHERE company = {company} AND sequence = {last}");
        self.sql.execute(&format!(
            "UPDATE audit_chain SET sequence = {last}, hash = (SELECT hash {of_last})
              WHERE company = {company}"
        ))?;
        let removed = self.sql.execute(&format!(
            "DELETE FROM audit_row WHERE company = {company} AND sequence > {last}"
        ))?;
        Ok(removed > 0)
    }

    /// Makes room after the row and puts a copy of it there.
    fn insert(&mut self, place: Place) -> Result<bool> {
        let Place { company, sequence } = place;
        // By way of numbers that nobody has: a key is checked row by row.
        for shift in ["+ 1000001", "- 1000000"] {
            self.sql.execute(&format!(
                "UPDATE audit_row SET sequence = sequence {shift}
                  WHERE company = {company} AND sequence > {sequence}"
            ))?;
        }
        let made = self.sql.execute(&format!(
            "INSERT INTO audit_row
             SELECT company, sequence + 1, form, at, app_user, user_name, role, action, account,
                    operation, address, request_id, result, detail, hash
               FROM audit_row WHERE {place}"
        ))?;
        Ok(made > 0)
    }

    fn swap(&mut self, one: Place, other: Place) -> Result<bool> {
        if one == other || one.company != other.company {
            return Ok(false);
        }
        let aside = Place { sequence: 1_000_000, ..one };
        for (from, to) in [(one, aside), (other, one), (aside, other)] {
            let sequence = to.sequence;
            self.sql
                .execute(&format!("UPDATE audit_row SET sequence = {sequence} WHERE {from}"))?;
        }
        Ok(true)
    }
}

impl std::fmt::Display for Place {
    /// As a condition in SQL.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "company = {} AND sequence = {}", self.company, self.sequence)
    }
}
