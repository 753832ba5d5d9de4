//! Starting processes for the accounts of a file.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::api::FactsReply;
use domain::bulk_write_off::{Purpose, Seen, StartPlan, preview};
use domain::role::Role;
use http::Method;
use serde_json::{Value, json};
use server::store::verify::invariants;
use uuid::Uuid;

use super::{audited, events, history, links, set_up, start_of, started, what_is_set_up};
use crate::support::{Account, Actor, TestServer};

const FACTS: &str = "/api/bulk-process-starts/facts";

fn path(id: u128) -> String {
    format!("/api/bulk-process-starts/{}", Uuid::from_u128(id))
}

/// What the page sends for a file: what it asked for, was told, and made of it.
async fn submission(actor: &Actor<'_>, control: &str, file: &str) -> Value {
    let upload = domain::upload::read(file.as_bytes(), None).unwrap();
    let accounts: Vec<String> = upload
        .entries
        .iter()
        .filter_map(|entry| Some(entry.account.as_ref().ok()?.to_string()))
        .collect();
    let reply = actor.post(FACTS, &json!({ "accounts": accounts })).await;
    assert_eq!(reply.status, 200, "{}", reply.json());
    let reply = FactsReply::from_json(&reply.bytes).unwrap();
    let shown = reply.processes.unwrap();
    let version = shown.version;
    let purpose = Purpose::StartProcesses(Box::new(StartPlan {
        control: control.to_owned(),
        settings: shown.settings,
        version,
        seen_version: version,
    }));
    let facts: BTreeMap<_, _> =
        reply.accounts.into_iter().map(|facts| (facts.account.clone(), facts)).collect();
    let preview = preview(&upload.entries, &facts, reply.today, &purpose);
    let seen: Vec<Seen> = preview
        .rows
        .iter()
        .filter(|row| row.verdict.is_eligible())
        .map(|row| {
            let facts = &facts[upload.entries[row.entry].account.as_ref().unwrap()];
            Seen { account: facts.account.clone(), standing: facts.standing.clone() }
        })
        .collect();
    json!({
        "control": control,
        "settings_version": version,
        "operation": {
            "file_name": "defaults.csv",
            "file": STANDARD.encode(file),
            "seen": seen,
            "early_acknowledged": preview.counts.early > 0,
        },
    })
}

async fn submitted(actor: &Actor<'_>, id: u128, body: &Value) -> Value {
    let reply = actor.put(&path(id), body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    reply.json()
}

fn outcomes(operation: &Value) -> Vec<(String, Value)> {
    let outcomes = operation["outcomes"].as_array().unwrap().iter();
    outcomes.map(|one| (one["outcome"].as_str().unwrap().into(), one["process"].clone())).collect()
}

/// Contracts that are active in more than one process.
async fn linked_twice(server: &TestServer) -> i64 {
    let twice = "SELECT count(*) FROM (SELECT contract FROM process_contract WHERE ended IS NULL
                  GROUP BY contract HAVING count(*) > 1) AS twice";
    server.number(twice).await
}

/// What does not hold in the database, or in the audit log.
async fn misfits(server: &TestServer) -> Vec<String> {
    let run = invariants(&server.database.opening().location).await.unwrap();
    // The accounts of these tests got their products from nowhere.
    let of_stock = ["stock_conserved", "held_products_as_moved"];
    let violated =
        run.findings.into_iter().filter(|one| one.violations > 0 && !of_stock.contains(&one.name));
    let mut misfits = server.verify_audit(&[]).await.misfits;
    misfits.extend(violated.map(|one| format!("{}: {:?}", one.name, one.first)));
    misfits
}

#[tokio::test]
async fn a_process_is_started_for_each_and_told_as_one_that_is_started_by_hand() {
    let server = set_up().await;
    let manager = server.signed_in(Role::BackOfficeManagement).await;
    let body = submission(&manager, "std", "account ID\nA\nB\nX-1\nB\n").await;
    let reply = manager.put(&path(1), &body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(reply.header("location"), path(1));
    let operation = reply.json();
    for (pointer, expected) in [
        ("/summary/kind", json!("process_start")),
        ("/summary/number", json!(1)),
        ("/summary/entries", json!(4)),
        ("/summary/started", json!(2)),
        ("/summary/written_off", json!(0)),
        ("/summary/failed", json!(2)),
        ("/summary/control", json!("Standard control")),
        ("/summary/amount", json!(325_500)),
        ("/summary/today", json!("2026-11-21")),
        ("/outcomes/0/days_since_default", json!(100)),
        ("/outcomes/0/amount", json!(217_000)),
        ("/outcomes/3/first_line", json!(3)),
    ] {
        assert_eq!(operation.pointer(pointer), Some(&expected), "{pointer}");
    }
    let expected = [
        ("process_started", json!(1)),
        ("process_started", json!(2)),
        ("account_does_not_exist", json!(null)),
        ("duplicate_entry", json!(null)),
    ];
    assert_eq!(outcomes(&operation), expected.map(|(code, process)| (code.to_owned(), process)));

    let process = manager.get("/api/write-off-processes/1").await.json();
    assert_eq!(links(&process), [(1, None), (2, None)]);
    assert_eq!(process["template"], "r");
    assert_eq!(process["created_at"], "2026-11-21T12:00");
    let expected = [
        "1 refer 2026-11-21 pending",
        "2 letter 2026-11-21 pending",
        "3 cancel 2027-01-20 pending",
        "4 write-off 2027-01-20 pending",
    ];
    assert_eq!(events(&process), expected);
    assert_eq!(history(&process), ["started by The Back Office Management"]);
    let log: Vec<String> =
        audited(&server, "process_started").await.into_iter().map(|(account, _)| account).collect();
    assert_eq!(log, ["A", "B"]);
    let detail = server.texts("SELECT detail FROM audit_row WHERE action = 'bulk_process_start'");
    let detail: Value = serde_json::from_str(&detail.await[0]).unwrap();
    assert_eq!((&detail["started"], &detail["control"]), (&json!(2), &json!("std")));
    assert_eq!(detail.get("written_off"), None);
    assert_eq!(misfits(&server).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_same_request_again_gets_the_first_answer() {
    let server = set_up().await;
    let admin = server.admin().await;
    let body = submission(&admin, "std", "A\nB").await;
    let first = submitted(&admin, 1, &body).await;
    let again = admin.put(&path(1), &body).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(again.json(), first);
    let mut other = body.clone();
    other["control"] = json!("hard");
    admin.put(&path(1), &other).await.assert_problem(409, "operation_id_reused");
    // Nor does the id serve for writing off.
    let as_write_off = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    let reply = admin.put(&as_write_off, &body["operation"]).await;
    reply.assert_problem(409, "operation_id_reused");
    assert_eq!(server.number("SELECT count(*) FROM write_off_process").await, 2);
    assert_eq!(server.number("SELECT count(*) FROM notification").await, 1);
}

#[tokio::test]
async fn each_reason_is_told() {
    let server = set_up().await;
    let accounts = ["H", "N", "P", "T", "C"].map(|id| Account::defaulted(id, 100));
    server.add(&accounts).await;
    for statement in [
        "UPDATE account SET held_until = '2026-12-01' WHERE account_id = 'H'",
        "UPDATE contract SET principal_balance = 0, fees_balance = 0, tax_balance = 0
          WHERE account = 'N'",
        "UPDATE account SET state = 'inactive' WHERE account_id = 'T'",
        "UPDATE contract SET write_off_debt_class = 'hardship' WHERE account = 'C'",
    ] {
        server.execute(statement).await.unwrap();
    }
    let admin = server.admin().await;
    let contract = server.number("SELECT id FROM contract WHERE account = 'P'").await;
    let other = started(&admin, 1, &start_of("P", &[contract])).await;
    let body = submission(&admin, "std", "H\nN\nP\nT\nC\nS\nA B\nB").await;
    let operation = submitted(&admin, 2, &body).await;
    let expected = [
        ("account_on_hold", json!(null)),
        ("nothing_owed", json!(null)),
        ("in_active_process", other["id"].clone()),
        ("account_already_terminated", json!(null)),
        ("other_debt_class", json!(null)),
        ("account_does_not_exist", json!(null)),
        ("malformed_account_id", json!(null)),
        ("process_started", json!(2)),
    ];
    assert_eq!(outcomes(&operation), expected.map(|(code, process)| (code.to_owned(), process)));
    let failures = admin.get(&format!("{}/failures.csv?lang=fr", path(2))).await;
    let name = failures.header("content-disposition");
    assert!(name.contains("demarrage-de-processus-1-echecs.csv"), "{name}");
    let text = failures.text();
    assert!(text.contains("déjà dans un processus actif 0000000001"), "{text}");
    let english = admin.get(&format!("{}/failures.csv", path(2))).await;
    assert!(english.header("content-disposition").contains("process-start-1-failures.csv"));
    let file = admin.get(&format!("{}/file", path(2))).await;
    assert_eq!(file.text(), "H\nN\nP\nT\nC\nS\nA B\nB");
    assert_eq!(linked_twice(&server).await, 0);
}

#[tokio::test]
async fn what_changed_meanwhile_is_left_alone_and_told() {
    for (statement, changed) in [
        ("UPDATE account SET held_until = '2027-01-01' WHERE account_id = 'A'", "hold"),
        ("UPDATE account SET deposit = 5 WHERE account_id = 'A'", "criteria"),
        ("UPDATE contract SET write_off_debt_class = 'hardship' WHERE id = 2", "criteria"),
        ("UPDATE customer SET class = 'business' WHERE id = 1", "criteria"),
        ("UPDATE contract SET principal_balance = 1 WHERE id = 2", "balance"),
        ("UPDATE contract SET status = 'finished' WHERE id = 2", "contracts"),
    ] {
        let server = set_up().await;
        let admin = server.admin().await;
        let body = submission(&admin, "std", "A\nB").await;
        server.execute(statement).await.unwrap();
        let operation = submitted(&admin, 1, &body).await;
        let [told, unchanged] = [&operation["outcomes"][0], &operation["outcomes"][1]];
        assert_eq!(told["outcome"], "changed_since_preview", "{statement}");
        assert_eq!(told["changed"], json!([changed]), "{statement}");
        assert_eq!(unchanged["outcome"], "process_started", "{statement}");
        let of = server.texts("SELECT account FROM write_off_process").await;
        assert_eq!(of, ["B"], "{statement}");
    }
    let server = set_up().await;
    let admin = server.admin().await;
    let body = submission(&admin, "std", "A").await;
    started(&admin, 1, &start_of("A", &[1])).await;
    let operation = submitted(&admin, 2, &body).await;
    assert_eq!(operation["outcomes"][0]["changed"], json!(["active_process"]));
    assert_eq!(linked_twice(&server).await, 0);
}

#[tokio::test]
async fn settings_that_changed_and_a_control_that_there_is_not_are_refused() {
    let server = set_up().await;
    let admin = server.admin().await;
    let body = submission(&admin, "std", "A").await;
    let mut unknown = body.clone();
    unknown["control"] = json!("gone");
    let problem = admin.put(&path(1), &unknown).await.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/control");
    let mut without = body.clone();
    without.as_object_mut().unwrap().remove("control");
    admin.put(&path(1), &without).await.assert_problem(422, "invalid_request");
    let mut settings = what_is_set_up();
    settings["grace_days"] = json!(31);
    let change = json!({ "version": body["settings_version"], "settings": settings });
    let settings_path = format!("/api/write-off-processes/settings/{}", Uuid::from_u128(9));
    assert_eq!(admin.put(&settings_path, &change).await.status, 201);
    admin.put(&path(1), &body).await.assert_problem(409, "settings_changed");
    assert_eq!(server.number("SELECT count(*) FROM bulk_operation").await, 0);
    assert_eq!(server.number("SELECT count(*) FROM write_off_process").await, 0);
}

#[tokio::test]
async fn early_ones_must_have_been_seen() {
    let server = set_up().await;
    server.add(&[Account::defaulted("E", 29)]).await;
    let admin = server.admin().await;
    let mut body = submission(&admin, "std", "A\nE").await;
    assert_eq!(body["operation"]["early_acknowledged"], true);
    body["operation"]["early_acknowledged"] = json!(false);
    admin.put(&path(1), &body).await.assert_problem(422, "early_not_acknowledged");
    body["operation"]["early_acknowledged"] = json!(true);
    let operation = submitted(&admin, 1, &body).await;
    assert_eq!(operation["summary"]["started"], 2);
    assert_eq!(operation["outcomes"][1]["early"], true);
    assert_eq!(misfits(&server).await, Vec::<String>::new());
}

#[tokio::test]
async fn two_operations_on_the_same_accounts_start_one_process_each() {
    let server = set_up().await;
    server.add(&Account::many(40)).await;
    let admin = server.admin().await;
    let file = |from: usize, to: usize| {
        (from..to).map(|number| format!("N-{number:04}")).collect::<Vec<_>>().join("\n")
    };
    let first = submission(&admin, "std", &file(0, 30)).await;
    let second = submission(&admin, "std", &file(10, 40)).await;
    let send = |id: u128, body: &Value| {
        tokio::spawn(admin.request(Method::PUT, &path(id)).json(body).send())
    };
    let tasks = [send(1, &first), send(2, &second), send(1, &first)];
    let mut operations = BTreeMap::new();
    for task in tasks {
        let response = task.await.unwrap().unwrap();
        assert_eq!(response.status(), 201);
        let operation: Value = response.json().await.unwrap();
        let started = operation["summary"]["started"].as_u64().unwrap();
        operations.insert(operation["summary"]["id"].to_string(), started);
    }
    assert_eq!(operations.len(), 2);
    assert_eq!(operations.values().sum::<u64>(), 40);
    assert_eq!(server.number("SELECT count(*) FROM write_off_process").await, 40);
    assert_eq!(linked_twice(&server).await, 0);
    assert_eq!(misfits(&server).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_history_has_both_kinds_and_who_may_only_start_sees_those() {
    let server = set_up().await;
    let admin = server.admin().await;
    let manager = server.signed_in(Role::BackOfficeManagement).await;
    let body = submission(&manager, "std", "A").await;
    submitted(&manager, 1, &body).await;
    let mut write_off = crate::support::submission(&admin, "B").await;
    write_off["early_acknowledged"] = json!(true);
    let write_off_path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(2));
    assert_eq!(admin.put(&write_off_path, &write_off).await.status, 201);
    let kinds = |reply: Value| -> Vec<Value> {
        let operations = reply["operations"].as_array().unwrap().iter();
        operations.map(|operation| operation["kind"].clone()).collect()
    };
    let of_both = admin.get("/api/bulk-write-offs").await.json();
    assert_eq!(kinds(of_both), [json!("write_off"), json!("process_start")]);
    let starts = manager.get("/api/bulk-process-starts").await.json();
    assert_eq!(kinds(starts), [json!("process_start")]);
    for (id, status) in [(1, 200), (2, 404)] {
        for part in ["", "/failures.csv", "/file"] {
            let reply = manager.get(&format!("{}{part}", path(id))).await;
            assert_eq!(reply.status, status, "{id}{part}");
        }
    }
    manager.get(&write_off_path).await.assert_problem(403, "role_may_not");
    let notified = manager.get("/api/notifications").await.json();
    assert_eq!(notified["notifications"][0]["kind"], "process_start");
    assert_eq!(notified["notifications"][0]["started"], 1);
    // To another company there is no such operation, and its settings are its own.
    let stranger = server.stranger().await;
    stranger.get(&path(1)).await.assert_problem(404, "not_found");
    let facts = stranger.post(FACTS, &json!({ "accounts": ["A", "S"] })).await.json();
    assert_eq!(facts["accounts"].as_array().unwrap().len(), 1);
    assert_eq!(facts["processes"]["settings"]["controls"], json!([]));
    assert!(
        !server
            .admin()
            .await
            .post(FACTS, &json!({ "accounts": ["B"] }))
            .await
            .text()
            .contains(super::SECRET)
    );
    // The same file again is noticed, of the same kind only.
    let sha256 = server.texts("SELECT file_sha256 FROM bulk_operation ORDER BY number").await;
    let asked = json!({ "accounts": ["A"], "file_sha256": sha256[0] });
    let earlier = admin.post(FACTS, &asked).await.json();
    assert_eq!(earlier["earlier"][0]["started"], 1);
    let as_write_off = admin.post("/api/bulk-write-offs/facts", &asked).await.json();
    assert_eq!(as_write_off["earlier"], json!([]));
    assert_eq!(as_write_off["accounts"][0]["standing"].get("collection"), None);
}
