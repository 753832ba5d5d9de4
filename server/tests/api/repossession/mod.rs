//! `PUT /api/repossessions/{id}`.

mod record;
mod refusals;
mod twins;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::Actor;

pub(crate) fn path(id: u128) -> String {
    format!("/api/repossessions/{}", Uuid::from_u128(id))
}

/// The number of the member of the staff with that role, as the list has it.
pub(crate) async fn staff(actor: &Actor<'_>, role: &str) -> Value {
    let reply = actor.get("/api/staff").await.json();
    let staff = reply["staff"].as_array().unwrap().clone();
    staff.iter().find(|person| person["role"] == role).unwrap()["id"].clone()
}

/// How the account stands, as its page says it.
async fn standing(actor: &Actor<'_>, account: &str) -> Value {
    actor.get(&format!("/api/accounts/{account}")).await.json()["standing"].clone()
}

/// The form for an account with one contract: the system and two of three lamps came back.
pub(crate) async fn form(actor: &Actor<'_>, account: &str) -> Value {
    let seen = standing(actor, account).await;
    let contract = seen["contracts"][0]["id"].clone();
    json!({
        "account": account,
        "seen": seen,
        "date": "2026-11-20",
        "completed_by": staff(actor, "field_technician").await,
        "cu_number": "cu 0001234",
        "product_condition": "used",
        "returned": [
            { "contract": contract, "product": 1, "quantity": 1 },
            { "contract": contract, "product": 2, "quantity": "2" },
        ],
    })
}

/// The form with the tick.
pub(crate) async fn ticked(actor: &Actor<'_>, account: &str) -> Value {
    json!({
        "account": account,
        "seen": standing(actor, account).await,
        "date": "2026-11-21",
        "completed_by": staff(actor, "admin").await,
        "product_condition": "nothing_recovered",
        "write_off": true,
    })
}
