//! Payments: recorded, taken back, in batches, and listed.

mod batch;
mod list;
mod record;
mod reversal;

use domain::account::{AccountState, ContractStatus};
use serde_json::{Value, json};
use server::store::verify::invariants;

use crate::support::{Account, Actor, Reply, TestServer};

/// An account that is paid until that day: one contract owes 5,000, 200 and 800, at 100 a day.
pub(crate) fn late(id: &str, paid_until: &str) -> Account {
    Account::in_state(id, AccountState::Late, ContractStatus::Active)
        .owing([5_000, 200, 800], 100)
        .paid_until(paid_until)
}

pub(crate) fn payment(account: &str, paid_on: &str, amount: i64) -> Value {
    json!({ "account": account, "paid_on": paid_on, "amount": amount, "channel": "mobile_money" })
}

pub(crate) async fn pay(actor: &Actor<'_>, id: &str, payment: &Value) -> Reply {
    actor.put(&format!("/api/payments/{id}"), payment).await
}

pub(crate) async fn reverse(actor: &Actor<'_>, id: &str) -> Reply {
    actor.put(&format!("/api/payments/{id}/reversal"), &json!({})).await
}

/// What was booked since, a text an entry: its cause and what it moves.
async fn booked(server: &TestServer, after: i64) -> Vec<String> {
    server
        .texts(&format!(
            "SELECT number || ' ' || cause || ' ' || debit || ' ' || credit || ' ' || amount
               FROM journal_entry JOIN journal_posting ON entry = id
              WHERE company = 1 AND number > {after} ORDER BY number, posting"
        ))
        .await
}

/// The state, the day until which it is paid, the credit and the deposit.
async fn account(server: &TestServer, id: &str) -> String {
    let told = server
        .texts(&format!(
            "SELECT concat_ws(' ', state, paid_until, credit, deposit) FROM account
              WHERE account_id = '{id}'"
        ))
        .await;
    told.concat()
}

/// The contracts: status, balance, and what was paid of the price since.
async fn contracts(server: &TestServer) -> Vec<String> {
    server
        .texts(
            "SELECT concat_ws(' ', status, principal_balance, fees_balance, tax_balance,
                              paid - 91500) FROM contract ORDER BY id",
        )
        .await
}

/// What the tests' accounts hold was never delivered.
const OF_STOCK: [&str; 2] = ["stock_conserved", "held_products_as_moved"];

/// Every invariant holds.
pub(crate) async fn assert_whole(server: &TestServer) {
    let run = invariants(&server.database.opening().location).await.unwrap();
    let violated: Vec<_> = run
        .findings
        .iter()
        .filter(|one| one.violations > 0 && !OF_STOCK.contains(&one.name))
        .collect();
    assert!(violated.is_empty(), "{violated:?}");
}
