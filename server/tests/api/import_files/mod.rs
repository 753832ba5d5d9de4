//! Imports from files, over HTTP.

mod cells;
mod exports;
mod files;
mod flow;
mod payments;
mod receiving;
mod templates;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{Actor, Reply};

const ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
const OTHER_ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e70";

fn request(name: &str, bytes: &[u8]) -> Value {
    json!({ "file_name": name, "file": STANDARD.encode(bytes) })
}

async fn preview(actor: &Actor<'_>, id: &str, name: &str, bytes: &[u8]) -> Reply {
    actor.put(&format!("/api/imports/{id}"), &request(name, bytes)).await
}

/// The import of a preview that was made.
async fn previewed(actor: &Actor<'_>, id: &str, name: &str, bytes: &[u8]) -> Value {
    let reply = preview(actor, id, name, bytes).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

async fn commit(actor: &Actor<'_>, id: &str, shown: &Value) -> Reply {
    actor.put(&format!("/api/imports/{id}/commit"), &json!({ "shown": shown })).await
}

fn counts(import: &Value) -> [u64; 4] {
    ["created", "changed", "same", "refused"].map(|name| import["counts"][name].as_u64().unwrap())
}

/// A workbook of these sheets, all cells texts.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}
