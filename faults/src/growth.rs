//! `growth`: how long it takes to find an account, to ask for facts and to write off a full file,
//! in a portfolio of many accounts and in one of few.
//!
//! Both are there at once and take turns, request by request: whatever else the machine does
//! happens to both alike.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::Result;
use crate::client::Client;
use crate::database::{Home, Plan};
use crate::figures::Figures;
use crate::memory::{TO_REST, resident_kib};
use crate::operation::Operation;
use crate::rig::{Rig, ServerRun};
use crate::sought::{SOUGHT, SearchTargets, address};
use crate::times::{millis, percentile};

/// Entries of a full file.
const ENTRIES: usize = 2_000;

/// Full files that are asked about, and that are committed.
const FILES: usize = 15;

/// How long a server is left alone before a commit. What the commit before it wrote to the log of the
/// other portfolio is copied back meanwhile: it is more where there are more accounts.
const LEFT_ALONE: Duration = Duration::from_secs(1);

/// A portfolio, a server that works on it, and how long that took.
#[derive(Debug)]
struct Portfolio {
    home: Home,
    life: ServerRun,
    rng: fastrand::Rng,
    sought: SearchTargets,
    at_rest: u64,
    after_a_commit: u64,
    times: Times,
}

/// How long everything took.
#[derive(Debug, Default)]
struct Times {
    ids: Vec<Duration>,
    names: Vec<Duration>,
    phones: Vec<Duration>,
    facts: Vec<Duration>,
    commits: Vec<Duration>,
}

/// Measures, against so many accounts.
pub(crate) fn growth(rig: &Rig, against: u32) -> Result<Figures> {
    let mut many = Portfolio::fill(rig, "many", rig.accounts())?;
    let mut few = Portfolio::fill(rig, "few", against)?;
    for turn in 0..SOUGHT {
        few.search(turn)?;
        many.search(turn)?;
    }
    for _ in 0..FILES {
        few.ask_for_facts()?;
        many.ask_for_facts()?;
    }
    for _ in 0..FILES {
        few = few.with_a_full_file(rig)?;
        few.commit()?;
        many = many.with_a_full_file(rig)?;
        many.commit()?;
    }
    let figures = Figures::of("growth", rig.kind)
        .tell("accounts", rig.accounts())
        .tell("against_accounts", against);
    Ok(few.tell("against_", many.tell("", figures)))
}

impl Portfolio {
    fn fill(rig: &Rig, name: &str, accounts: u32) -> Result<Self> {
        let mut rng = rig.rng();
        let home = rig.home_in(&rig.folder().join(name), &Plan { accounts, ..rig.plan() })?;
        let life = rig.life(&home, &mut rng)?;
        life.database.settle()?;
        thread::sleep(TO_REST);
        let at_rest = resident_kib(life.server.id())?;
        let sought = SearchTargets::of(&life.database, &mut rng)?;
        let times = Times::default();
        Ok(Self { home, life, rng, sought, at_rest, after_a_commit: 0, times })
    }

    /// Looks for one account in each way. The first turn is not measured.
    fn search(&mut self, turn: usize) -> Result {
        let Self { life, sought, times, .. } = self;
        for (texts, times) in [
            (&sought.ids, &mut times.ids),
            (&sought.names, &mut times.names),
            (&sought.phones, &mut times.phones),
        ] {
            let text = texts.iter().cycle().nth(turn).ok_or("there is nobody to look for")?;
            let time = search(&life.client, text)?;
            if turn > 0 {
                times.push(time);
            }
        }
        Ok(())
    }

    fn ask_for_facts(&mut self) -> Result {
        let accounts: Vec<&String> = self.life.accounts.iter().take(ENTRIES).collect();
        let asked = json!({ "accounts": accounts }).to_string();
        let begun = Instant::now();
        let answer = self.life.client.post("/api/bulk-write-offs/facts", &asked)?;
        self.times.facts.push(begun.elapsed());
        if answer.status == 200 {
            Ok(())
        } else {
            Err(format!("asking for facts was answered with {}", answer.status).into())
        }
    }

    /// This one, or a portfolio like it where no full file is left in this one.
    fn with_a_full_file(self, rig: &Rig) -> Result<Self> {
        if self.life.accounts.len() >= ENTRIES {
            return Ok(self);
        }
        let Self { home, life, mut rng, .. } = self;
        // The server ends before its database is another.
        drop(life);
        let life = rig.life(&home, &mut rng)?;
        life.database.settle()?;
        Ok(Self { home, life, rng, ..self })
    }

    /// Writes a full file off.
    fn commit(&mut self) -> Result {
        let accounts = self.life.accounts.split_off(self.life.accounts.len() - ENTRIES);
        let operation = Operation::preview(&self.life.client, &accounts)?;
        thread::sleep(LEFT_ALONE);
        let begun = Instant::now();
        let answer = operation.submit(&self.life.client)?;
        self.times.commits.push(begun.elapsed());
        if answer.status != 201 {
            return Err(format!("a submission was answered with {}", answer.status).into());
        }
        if self.after_a_commit == 0 {
            self.after_a_commit = resident_kib(self.life.server.id())?;
        }
        Ok(())
    }

    fn tell(&self, prefix: &str, figures: Figures) -> Figures {
        let Times { ids, names, phones, facts, commits } = &self.times;
        let times = [
            ("search_id_p99_ms", percentile(ids, 99)),
            ("search_name_p99_ms", percentile(names, 99)),
            ("search_phone_p99_ms", percentile(phones, 99)),
            ("facts_p50_ms", percentile(facts, 50)),
            ("commit_p50_ms", percentile(commits, 50)),
        ];
        let figures = times.into_iter().fold(figures, |figures, (name, time)| {
            figures.tell(&format!("{prefix}{name}"), millis(time))
        });
        figures
            .tell(&format!("{prefix}memory_at_rest_kib"), self.at_rest)
            .tell(&format!("{prefix}memory_after_a_commit_kib"), self.after_a_commit)
    }
}

/// How long a search takes that finds somebody.
fn search(client: &Client, text: &str) -> Result<Duration> {
    let begun = Instant::now();
    let answer = client.get(&address(text))?;
    let time = begun.elapsed();
    let found = answer.body.pointer("/accounts").and_then(|found| found.as_array());
    if found.is_none_or(Vec::is_empty) {
        return Err(format!("nobody is found by {text}: {}", answer.status).into());
    }
    Ok(time)
}
