//! Payments that arrive while accounts are written off.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::Result;
use crate::client::Client;

/// How often a server may say that it is busy.
const PUT_OFF_MAX: u32 = 10;

/// The wait before it is asked again.
const PUT_OFF: Duration = Duration::from_secs(1);

/// The day of the payments: long enough ago for every demonstration.
const PAID_ON: &str = "2026-01-05";

/// A small payment of each of some accounts.
pub(crate) struct Payments {
    accounts: BTreeSet<String>,
    body: String,
}

impl Payments {
    pub(crate) fn of(accounts: &[String], round: u32) -> Self {
        let payment = |account: &String| {
            json!({
                "id": format!("{account}-{round}"),
                "account": account,
                "paid_on": PAID_ON,
                "amount": 100,
                "channel": "cash",
            })
        };
        let payments: Vec<Value> = accounts.iter().map(payment).collect();
        let body = json!({ "payments": payments }).to_string();
        Self { accounts: accounts.iter().cloned().collect(), body }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u64 {
        u64::try_from(self.accounts.len()).unwrap_or(u64::MAX)
    }

    /// Whether one of them is of that account.
    pub(crate) fn is_of(&self, account: &str) -> bool {
        self.accounts.contains(account)
    }

    /// Sends them, as often as the server is busy; says how many are recorded.
    pub(crate) fn send(&self, client: &Client) -> Result<u64> {
        let mut put_off = 0;
        loop {
            let answer = client.put("/api/payments", &self.body)?;
            if answer.status != 503 || put_off == PUT_OFF_MAX {
                let count = |name: &str| answer.body.get(name).and_then(Value::as_u64);
                let recorded = count("recorded").unwrap_or(0);
                if answer.status != 200 {
                    eprintln!("{} {}", answer.status, answer.body);
                }
                return Ok(recorded + count("already_recorded").unwrap_or(0));
            }
            put_off += 1;
            thread::sleep(PUT_OFF);
        }
    }
}
