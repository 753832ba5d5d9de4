//! A bulk write-off as the page would submit it.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Result;
use crate::client::{Answer, Client, Unread};

/// How often a server may say that it is busy before that is an answer. Each time it has waited for
/// seconds itself.
const PUT_OFF_MAX: u32 = 10;

/// The wait before it is asked again, as it asks for.
const PUT_OFF: Duration = Duration::from_secs(1);

/// So much of an answer is shown.
const SHOWN: usize = 2_000;

/// A bulk write-off, ready to be submitted as often as one likes.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Its id.
    pub(crate) id: String,
    /// The accounts in its file.
    pub(crate) accounts: Vec<String>,
    /// Those that the preview shows as eligible.
    pub(crate) eligible: BTreeSet<String>,
    body: String,
}

impl Operation {
    /// Asks for the facts as the page does and shows as eligible what is in default.
    pub(crate) fn preview(client: &Client, accounts: &[String]) -> Result<Self> {
        let asked = json!({ "accounts": accounts }).to_string();
        let facts = client.post("/api/bulk-write-offs/facts", &asked)?;
        if facts.status != 200 {
            return Err(format!("asking for facts was answered with {}", facts.status).into());
        }
        let known = facts.body.pointer("/accounts").and_then(Value::as_array);
        let seen: Vec<Value> = known.into_iter().flatten().filter_map(shown).collect();
        let eligible = seen.iter().filter_map(|one| text(one, "account")).collect();
        let body = json!({
            "file_name": "faults.csv",
            "file": STANDARD.encode(format!("{}\n", accounts.join("\n"))),
            "seen": seen,
            "early_acknowledged": true,
        });
        let id = Uuid::new_v4().to_string();
        Ok(Self { id, accounts: accounts.to_vec(), eligible, body: body.to_string() })
    }

    fn path(&self) -> String {
        format!("/api/bulk-write-offs/{}", self.id)
    }

    /// Submits it, for the first time or again.
    pub(crate) fn submit(&self, client: &Client) -> Result<Answer> {
        client.put(&self.path(), &self.body)
    }

    /// Submits it as a person would: where the server says that it is busy, which it may on a machine
    /// that is, and that nothing was done, again. Says how often it was put off.
    pub(crate) fn submit_patiently(&self, client: &Client) -> Result<(Answer, u32)> {
        let mut put_off = 0;
        loop {
            let answer = self.submit(client)?;
            if answer.status != 503 || !answer.is_problem || put_off == PUT_OFF_MAX {
                return Ok((answer, put_off));
            }
            put_off += 1;
            thread::sleep(PUT_OFF);
        }
    }

    /// Submits it for the first time, to measure how long that takes.
    pub(crate) fn submit_unread(&self, client: &Client) -> Result<Unread> {
        client.put_unread(&self.path(), &self.body)
    }

    /// Shows answers that should have been one: nobody can ask for them later.
    pub(crate) fn show_different(&self, answers: &[&Value]) {
        for answer in answers {
            let beginning: String = answer.to_string().chars().take(SHOWN).collect();
            eprintln!("different answers about {}: {beginning}", self.id);
        }
    }

    /// Looks whether it is there.
    pub(crate) fn look_up(&self, client: &Client) -> Result<Answer> {
        client.get(&self.path())
    }
}

/// What the page would send back of an account that it shows as eligible.
fn shown(facts: &Value) -> Option<Value> {
    let standing = facts.get("standing")?;
    let in_default = standing.get("state")?.as_str()? == "defaulted";
    let active = !standing.get("contracts")?.as_array()?.is_empty();
    (in_default && active).then(|| json!({ "account": facts.get("account"), "standing": standing }))
}

/// A field that is text.
pub(crate) fn text(object: &Value, field: &str) -> Option<String> {
    object.get(field).and_then(Value::as_str).map(str::to_owned)
}

/// The outcomes that an answer lists.
pub(crate) fn outcomes(answer: &Value) -> &[Value] {
    answer.pointer("/outcomes").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The accounts that an answer says are written off by it.
pub(crate) fn written_off(answer: &Value) -> impl Iterator<Item = String> {
    outcomes(answer)
        .iter()
        .filter(|outcome| outcome.get("outcome").and_then(Value::as_str) == Some("written_off"))
        .filter_map(|outcome| text(outcome, "account"))
}
