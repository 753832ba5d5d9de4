//! From a file to what it brings.

use domain::role::Role;
use serde_json::{Value, json};

use super::{ID, OTHER_ID, commit, counts, preview, previewed, request, workbook};
use crate::support::TestServer;

const CENTRES: &[u8] = "Name\nLodwar\nMarsabit\nLodwar\n".as_bytes();

#[tokio::test]
async fn a_file_is_looked_at_and_then_done_once() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let import = previewed(&admin, ID, "centres.csv", CENTRES).await;
    assert_eq!(counts(&import), [2, 0, 0, 1], "{import}");
    assert_eq!((&import["status"], &import["number"]), (&json!("preview"), &Value::Null));
    let path = format!("/api/imports/{ID}");
    let rows = admin.get(&format!("{path}/rows?result=refused")).await.json();
    assert_eq!(
        (&rows["total"], &rows["rows"][0]["outcome"]["line"]),
        (&json!(1), &json!(4)),
        "{rows}"
    );
    let rows = admin.get(&format!("{path}/rows?kind=centres&q=LODW&limit=1")).await.json();
    assert_eq!((&rows["total"], &rows["next_after"]), (&json!(2), &json!(0)), "{rows}");
    assert_eq!(admin.get("/api/imports").await.json()["imports"], json!([]));

    commit(&admin, ID, &json!("0000000000000000"))
        .await
        .assert_problem(409, "changed_since_preview");
    let done = commit(&admin, ID, &import["shown"]).await;
    assert_eq!((done.status, done.header("idempotent-replayed")), (201, ""), "{}", done.text());
    let done = done.json();
    assert_eq!((&done["status"], counts(&done)), (&json!("committed"), [2, 0, 0, 1]));
    let again = commit(&admin, ID, &import["shown"]).await;
    assert_eq!((again.status, again.header("idempotent-replayed")), (201, "true"));
    assert_eq!(again.json(), done);
    assert_eq!(admin.get(&path).await.json(), done);
    assert_eq!(admin.get("/api/imports").await.json()["imports"][0]["id"], ID);

    preview(&admin, ID, "centres.csv", CENTRES).await.assert_problem(409, "id_reused");
    let reply = admin.raw(http::Method::DELETE, &path, "").await;
    reply.assert_problem(409, "not_possible");
    let file = admin.get(&format!("{path}/file")).await;
    assert_eq!(file.bytes, CENTRES);
    assert!(file.header("content-disposition").contains("centres.csv"));
    let refused = admin.get(&format!("{path}/refused.csv?kind=centres&language=fr")).await;
    assert_eq!(refused.header("content-type"), "text/csv; charset=utf-8");
    assert!(refused.text().contains("Lodwar") && !refused.text().contains("Marsabit"));
    let same = previewed(&admin, OTHER_ID, "centres.csv", CENTRES).await;
    assert_eq!(counts(&same), [0, 0, 2, 1]);
}

#[tokio::test]
async fn what_was_only_looked_at_can_be_forgotten() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    previewed(&admin, ID, "centres.csv", CENTRES).await;
    let path = format!("/api/imports/{ID}");
    assert_eq!(admin.raw(http::Method::DELETE, &path, "").await.status, 204);
    admin.get(&path).await.assert_problem(404, "not_found");
    admin.raw(http::Method::DELETE, &path, "").await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn another_company_has_no_such_import() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let import = previewed(&admin, ID, "centres.csv", CENTRES).await;
    let stranger = server.stranger().await;
    let path = format!("/api/imports/{ID}");
    for of in ["", "/rows", "/file", "/refused.csv?kind=centres"] {
        stranger.get(&format!("{path}{of}")).await.assert_problem(404, "not_found");
    }
    commit(&stranger, ID, &import["shown"]).await.assert_problem(404, "not_found");
    stranger.raw(http::Method::DELETE, &path, "").await.assert_problem(404, "not_found");
    assert_eq!(admin.get(&path).await.status, 200);
}

#[tokio::test]
async fn a_workbook_brings_all_its_sheets() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let file = workbook(&[
        ("Read me", &[&["Nothing to bring in."]]),
        ("Centres", &[&["Name"], &["Lodwar"]]),
        ("Accounts", &[&["Account ID", "Customer", "Centre"], &["0012", "Wanjiku", "Lodwar"]]),
    ]);
    let import = previewed(&admin, ID, "portfolio.xlsx", &file).await;
    assert_eq!(counts(&import), [2, 0, 0, 0], "{import}");
    assert_eq!(import["sheets"][0]["skipped"], true);
    assert_eq!(commit(&admin, ID, &import["shown"]).await.status, 201);
    let account = admin.get("/api/accounts/0012").await;
    assert_eq!(account.status, 200, "{}", account.text());
}

#[tokio::test]
async fn what_a_column_is_is_asked_once() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let file = b"Xyzzy\nLodwar\n";
    let unknown = previewed(&admin, ID, "mine.csv", file).await;
    assert_eq!(counts(&unknown), [0, 0, 0, 0]);
    let mut chosen = request("mine.csv", file);
    chosen.as_object_mut().unwrap().remove("file");
    chosen["sheets"] = json!([{
        "name": unknown["sheets"][0]["name"],
        "kind": "centres",
        "columns": [{ "heading": "Xyzzy", "field": "name" }],
    }]);
    let reply = admin.put(&format!("/api/imports/{ID}"), &chosen).await;
    assert_eq!((reply.status, counts(&reply.json())), (200, [1, 0, 0, 0]), "{}", reply.text());
    assert_eq!(commit(&admin, ID, &reply.json()["shown"]).await.status, 201);
    let columns = admin.get("/api/imports/columns").await.json();
    assert_eq!(columns["columns"][0]["field"], "name", "{columns}");
    let again = previewed(&admin, OTHER_ID, "mine, once more (centres).csv", file).await;
    assert_eq!(counts(&again), [0, 0, 1, 0], "{again}");
}

#[tokio::test]
async fn what_was_said_of_a_file_that_was_not_imported_is_not_remembered() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let file = b"Product,Used,Damaged\nFan,50,10\n";
    let swapped = |heading: &str, field: &str| json!({ "heading": heading, "field": field });
    let mut chosen = request("products.csv", file);
    chosen["sheets"] = json!([{
        "name": "products.csv",
        "kind": "products",
        "columns": [swapped("Used", "value_damaged"), swapped("Damaged", "value_used")],
    }]);
    let path = format!("/api/imports/{ID}");
    assert_eq!(admin.put(&path, &chosen).await.status, 200);
    assert_eq!(admin.get("/api/imports/columns").await.json()["columns"], json!([]));
    assert_eq!(admin.raw(http::Method::DELETE, &path, "").await.status, 204);
    let plain = previewed(&admin, OTHER_ID, "products.csv", file).await;
    let columns = plain["sheets"][0]["columns"].as_array().unwrap();
    let fields: Vec<&Value> = columns.iter().map(|column| &column["field"]).collect();
    assert_eq!(fields, ["name", "value_used", "value_damaged"], "{plain}");
}

#[tokio::test]
async fn facts_are_told_with_what_they_are_judged_by() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let reply =
        admin.post("/api/imports/facts", &json!({ "keys": { "accounts": ["KE-1"] } })).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.json()["facts"]["accounts"], json!([]));
    assert_eq!(reply.json()["terms"]["today"], "2026-11-21");
    let basic = server.signed_in(Role::Basic).await;
    let reply = basic.post("/api/imports/facts", &json!({ "keys": {} })).await;
    reply.assert_problem(403, "role_may_not");
}
