//! `growth`: how long it takes to find an account, to ask for facts and to write off a full file,
//! in a portfolio of so many accounts. Whoever compares runs it twice.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::Result;
use crate::client::Client;
use crate::figures::Figures;
use crate::memory::{TO_REST, resident_kib};
use crate::operation::Operation;
use crate::rig::{Life, Rig};
use crate::sought::{Sought, address};
use crate::times::{millis, percentile};

/// Entries of a full file.
const ENTRIES: usize = 2_000;

/// Full files that are asked about, and that are committed.
const FILES: usize = 9;

/// Measures.
pub(crate) fn growth(rig: &Rig) -> Result<Figures> {
    let mut rng = rig.rng();
    let home = rig.home()?;
    let mut life = rig.life(&home, &mut rng)?;
    life.database.settle()?;
    thread::sleep(TO_REST);
    let at_rest = resident_kib(life.server.id())?;
    let mut after_a_commit = 0;
    let sought = Sought::of(&life.database, &mut rng)?;
    let client = &life.client;
    let ids = search(client, &sought.ids)?;
    let names = search(client, &sought.names)?;
    let phones = search(client, &sought.phones)?;
    let facts = facts(client, &life.accounts)?;
    let mut commits = Vec::new();
    for _ in 0..FILES {
        if life.accounts.len() < ENTRIES {
            drop(life);
            life = rig.life(&home, &mut rng)?;
            life.database.settle()?;
        }
        commits.push(commit(&mut life)?);
        if commits.len() == 1 {
            after_a_commit = resident_kib(life.server.id())?;
        }
    }
    Ok(Figures::of("growth", rig.kind)
        .tell("accounts", rig.accounts())
        .tell("search_id_p99_ms", millis(percentile(&ids, 99)))
        .tell("search_name_p99_ms", millis(percentile(&names, 99)))
        .tell("search_phone_p99_ms", millis(percentile(&phones, 99)))
        .tell("facts_p50_ms", millis(percentile(&facts, 50)))
        .tell("commit_p50_ms", millis(percentile(&commits, 50)))
        .tell("memory_at_rest_kib", at_rest)
        .tell("memory_after_a_commit_kib", after_a_commit))
}

/// How long each search takes, after one that nobody measures.
fn search(client: &Client, sought: &[String]) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for text in sought.iter().take(1).chain(sought) {
        let begun = Instant::now();
        let answer = client.get(&address(text))?;
        times.push(begun.elapsed());
        let found = answer.body.pointer("/accounts").and_then(|found| found.as_array());
        if found.is_none_or(Vec::is_empty) {
            return Err(format!("nobody is found by {text}: {}", answer.status).into());
        }
    }
    times.remove(0);
    Ok(times)
}

/// How long it takes to ask for the facts of a full file.
fn facts(client: &Client, accounts: &[String]) -> Result<Vec<Duration>> {
    let accounts: Vec<&String> = accounts.iter().take(ENTRIES).collect();
    let asked = json!({ "accounts": accounts }).to_string();
    let mut times = Vec::new();
    for _ in 0..FILES {
        let begun = Instant::now();
        let answer = client.post("/api/bulk-write-offs/facts", &asked)?;
        times.push(begun.elapsed());
        if answer.status != 200 {
            return Err(format!("asking for facts was answered with {}", answer.status).into());
        }
    }
    Ok(times)
}

/// How long it takes to write off a full file.
fn commit(life: &mut Life) -> Result<Duration> {
    let accounts = life.accounts.split_off(life.accounts.len().saturating_sub(ENTRIES));
    let operation = Operation::preview(&life.client, &accounts)?;
    let begun = Instant::now();
    let answer = operation.submit(&life.client)?;
    let time = begun.elapsed();
    if answer.status == 201 {
        Ok(time)
    } else {
        Err(format!("a submission was answered with {}", answer.status).into())
    }
}
