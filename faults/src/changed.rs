//! `fault changed`: accounts change between preview and save; exactly those are left alone.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::Result;
use crate::figures::Figures;
use crate::operation::{Operation, outcomes, text};
use crate::rig::{Rig, ServerRun};
use crate::sql::Sql;

/// Entries of an operation, at most: so few that a portfolio is enough for many rounds.
const ENTRIES_MAX: usize = 160;

/// A way in which an account changes behind the page's back.
struct ChangeKind {
    /// What the outcome must say of it.
    told: &'static str,
    /// What is changed: a table, or a view, of which a database may not say how many rows it
    /// changed.
    table: &'static str,
    /// How it is changed.
    set: &'static str,
    /// Which rows: those of the account that stands in place of `ACCOUNT`.
    which: &'static str,
}

/// The account's first active contract.
macro_rules! first_contract {
    () => {
        "(SELECT min(id) FROM contract
           WHERE company = 1 AND account = 'ACCOUNT' AND status = 'active')"
    };
}

/// Every way that there is.
const WAYS: &[ChangeKind] = &[
    ChangeKind {
        told: "state",
        table: "account",
        set: "state = 'late'",
        which: "company = 1 AND account_id = 'ACCOUNT'",
    },
    ChangeKind {
        told: "state",
        table: "account",
        set: "defaulted_on = '2020-02-29'",
        which: "company = 1 AND account_id = 'ACCOUNT'",
    },
    ChangeKind {
        told: "contracts",
        table: "contract",
        set: "status = 'terminated'",
        which: concat!("id = ", first_contract!()),
    },
    ChangeKind {
        told: "products_held",
        table: "held_product",
        set: "quantity = quantity + 1",
        which: concat!("contract = ", first_contract!()),
    },
    ChangeKind {
        told: "balance",
        table: "contract",
        set: "principal_balance = principal_balance + 1",
        which: concat!("id = ", first_contract!()),
    },
    ChangeKind {
        told: "pending_repossession",
        table: "pending_action",
        set: "status = 'done', done_at = created_at",
        which: "company = 1 AND account = 'ACCOUNT' AND status = 'pending'",
    },
];

/// What happened to the accounts.
#[derive(Debug, Default)]
struct Seen {
    changed: u64,
    unchanged: u64,
    /// Changed and written off all the same.
    written_off_although_changed: u64,
    /// Not changed and left alone.
    refused_although_unchanged: u64,
    /// Left alone, and something else was told than what changed.
    told_wrongly: u64,
}

/// So many rounds: a preview, some changes, and what the save makes of them.
pub(crate) fn changed(rig: &Rig, rounds: u32) -> Result<Figures> {
    let mut rng = rig.rng();
    let mut seen = Seen::default();
    let home = rig.home()?;
    let mut life = rig.life(&home, &mut rng)?;
    for _ in 0..rounds {
        if life.accounts.len() < ENTRIES_MAX {
            drop(life);
            life = rig.life(&home, &mut rng)?;
        }
        let entries = rng.usize(1..=ENTRIES_MAX);
        let accounts = life.accounts.split_off(life.accounts.len() - entries);
        let operation = Operation::preview(&life.client, &accounts)?;
        let changes = change_some(&life, &accounts, &mut rng)?;
        let answer = operation.submit(&life.client)?;
        if answer.status != 201 {
            return Err(format!("the save was answered with {}", answer.status).into());
        }
        seen.compare(&answer.body, &changes);
    }
    Ok(Figures::of("fault changed", rig.kind)
        .tell("rounds", rounds)
        .some("changed", seen.changed)
        .some("unchanged", seen.unchanged)
        .zero("written_off_although_changed", seen.written_off_although_changed)
        .zero("refused_although_unchanged", seen.refused_although_unchanged)
        .zero("told_wrongly", seen.told_wrongly))
}

/// Changes some of the accounts, each in one way, and says how.
fn change_some(
    life: &ServerRun,
    accounts: &[String],
    rng: &mut fastrand::Rng,
) -> Result<BTreeMap<String, &'static str>> {
    let mut sql = life.database.sql()?;
    let mut changes = BTreeMap::new();
    let many = rng.usize(..=accounts.len());
    for account in rng.choose_multiple(accounts, many) {
        let Some(way) = rng.choice(WAYS) else { continue };
        // What has no pending repossession cannot lose one.
        if change(&mut sql, way, account)? {
            changes.insert(account.clone(), way.told);
        }
    }
    sql.close()?;
    Ok(changes)
}

/// Changes the account in that way; says whether there was anything to change.
fn change(sql: &mut Sql, way: &ChangeKind, account: &str) -> Result<bool> {
    let ChangeKind { table, set, which, .. } = way;
    let which = which.replace("ACCOUNT", account);
    let there = sql.count(&format!("SELECT count(*) FROM {table} WHERE {which}"))?;
    sql.execute(&format!("UPDATE {table} SET {set} WHERE {which}"))?;
    Ok(there > 0)
}

impl Seen {
    fn compare(&mut self, answer: &Value, changes: &BTreeMap<String, &'static str>) {
        for outcome in outcomes(answer) {
            let account = text(outcome, "account").unwrap_or_default();
            let what = text(outcome, "outcome").unwrap_or_default();
            let written_off = what == "written_off";
            let Some(change) = changes.get(&account) else {
                self.unchanged += 1;
                self.refused_although_unchanged += u64::from(!written_off);
                continue;
            };
            self.changed += 1;
            self.written_off_although_changed += u64::from(written_off);
            let told =
                what == "changed_since_preview" && outcome.get("changed") == Some(&json!([change]));
            self.told_wrongly += u64::from(!written_off && !told);
        }
    }
}
