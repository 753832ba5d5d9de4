//! Imports: batches of other systems, and files that are committed.

mod batches;
mod commit;
pub(crate) mod decisions;
mod people;
mod told;

use std::sync::Arc;

use domain::api::Import;
use domain::import::{Field, Kind, Sheet, TableRow, decide, keys};
use serde_json::{Value, json};
use server::audit_chain::{Actor as By, Origin};
use server::hex::to_hex;
use server::identity::CompanyId;
use server::store::verify::invariants;
use server::store::{ImportCommit, NewDraft};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::support::{Actor, TestServer};

const FILE: &[u8] = b"what was sent";

/// Sends rows of a kind.
async fn put(actor: &Actor<'_>, kind: &str, rows: Value) -> Value {
    let path = format!("/api/portfolio/{kind}");
    let reply = actor.put(&path, &json!({ "rows": rows })).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

/// Sends rows, of which each must have that result.
pub(crate) async fn put_as(actor: &Actor<'_>, kind: &str, rows: Value, result: &str) -> Value {
    let reply = put(actor, kind, rows).await;
    let results = reply["results"].as_array().unwrap();
    assert!(results.iter().all(|one| one["result"] == result), "{kind} not {result}: {reply}");
    reply
}

/// The reason and field of the only refusal of the only row.
pub(crate) async fn refused(actor: &Actor<'_>, kind: &str, row: Value) -> String {
    let reply = put_as(actor, kind, json!([row]), "refused").await;
    let refusals = reply["results"][0]["refusals"].as_array().unwrap();
    assert_eq!(refusals.len(), 1, "{reply}");
    let text = |name: &str| refusals[0][name].as_str().unwrap_or_default().to_owned();
    (text("field") + " " + &text("reason")).trim().to_owned()
}

async fn rows(actor: &Actor<'_>, kind: &str) -> Value {
    let reply = actor.get(&format!("/api/portfolio/{kind}")).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()["rows"].clone()
}

pub(crate) fn account(id: &str) -> Value {
    json!({
        "account": id, "customer": "Achieng Otieno", "centre": "Kisumu", "phone": "+254 712 000 001",
        "mail": "a@example.org", "class": "residential", "customer_number": "",
        "paid_until": "2026-11-25", "defaulted_on": "",
    })
}

pub(crate) fn contract(number: &str, account: &str) -> Value {
    json!({
        "contract": number, "account": account, "signed_on": "2026-01-05", "price": "240.00",
        "principal": "180.00", "fees": "2.50", "tax": "20.00", "paid": "60.00", "daily_rate": "1.00",
        "status": "active", "debt_class": "standard",
    })
}

pub(crate) fn unit(contract: &str, serial: &str) -> Value {
    json!({
        "contract": contract, "product": "Solar home system", "quantity": "1", "cu_number": serial,
    })
}

/// Brings an account in with a contract and a unit.
async fn bring_in(actor: &Actor<'_>, id: &str) {
    put_as(actor, "accounts", json!([account(id)]), "created").await;
    put_as(actor, "contracts", json!([contract(&format!("C-{id}"), id)]), "created").await;
    put_as(actor, "units", json!([unit(&format!("C-{id}"), &format!("CU-{id}"))]), "created").await;
}

/// The company needs a debt class to have contracts of it.
pub(crate) async fn start() -> TestServer {
    let server = TestServer::start().await;
    let add = "INSERT INTO debt_class (company, code, name)
               SELECT id, 'standard', 'Standard' FROM operating_company";
    server.execute(add).await.unwrap();
    server
}

/// Every invariant holds, those of stock too.
pub(crate) async fn assert_whole(server: &TestServer) {
    let run = invariants(&server.database.opening().location).await.unwrap();
    let violated: Vec<_> = run.findings.iter().filter(|one| one.violations > 0).collect();
    assert!(violated.is_empty(), "{violated:?}");
    assert_eq!(server.verify_audit(&[]).await.misfits, Vec::<String>::new());
}

/// A sheet of these rows; the heading names the fields.
fn sheet(kind: Kind, heading: &[Field], rows: &[&[&str]]) -> Sheet {
    let row = |(line, cells): (u32, &&[&str])| TableRow {
        line,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    };
    let columns = heading.iter().copied().map(Some).collect();
    Sheet { kind, columns, rows: (2..).zip(rows).map(row).collect() }
}

/// Looks at sheets and keeps them as a draft, as the route of files does.
async fn draft(server: &TestServer, id: u128, sheets: &[Sheet]) -> Import {
    let company = CompanyId(1);
    let user = server.user("admin").await;
    let facts = server.store.import_facts(company, &keys(sheets), Some(user)).await.unwrap();
    let terms = server.store.import_terms(company, server.now()).await.unwrap();
    let new = NewDraft {
        company,
        user,
        id: Uuid::from_u128(id),
        file_name: "portfolio.csv".to_owned(),
        file: FILE.to_vec(),
        sheets: Vec::new(),
        choices: Vec::new(),
        outcomes: decide(sheets, facts, &terms).outcomes,
    };
    let import = server.store.keep_draft(&new, server.now()).await.unwrap().unwrap();
    let kept = server.store.import_draft(company, new.id).await.unwrap().unwrap();
    assert_eq!((&kept.import, kept.file.as_slice()), (&import, FILE));
    import
}

/// What the Admin asks for to have it done.
async fn committing(
    server: &TestServer,
    id: u128,
    shown: &str,
    sheets: Vec<Sheet>,
) -> ImportCommit {
    let user = server.user("admin").await;
    let by = By {
        user: Some(user),
        user_name: Some("admin".to_owned()),
        role: None,
        origin: Origin::default(),
    };
    ImportCommit {
        company: CompanyId(1),
        user,
        by,
        id: Uuid::from_u128(id),
        file_sha256: to_hex(&Sha256::digest(FILE)),
        shown: shown.to_owned(),
        sheets: Arc::new(sheets),
        columns: Vec::new(),
    }
}
