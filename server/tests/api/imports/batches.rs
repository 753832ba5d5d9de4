//! `/api/portfolio/{kind}`.

use domain::role::Role;
use serde_json::{Value, json};

use super::{account, assert_whole, bring_in, contract, put, put_as, rows, start, unit};
use crate::support::TestServer;

#[tokio::test]
async fn every_kind_is_brought_in_and_the_same_again_changes_nothing() {
    let server = start().await;
    let admin = server.admin().await;
    let kinds = ["centres", "products", "staff", "accounts", "contracts", "units", "payments"];
    let product = json!({
        "name": "Fan", "value_as_new": "100.00", "value_used": "50.00", "value_damaged": "10.00",
        "value_unusable": "0.00",
    });
    let person = json!({
        "user_name": "j.mwangi", "name": "Jane Mwangi", "role": "sales", "centre": "Eldoret",
        "mail": "j@example.org",
    });
    let payment = json!({
        "payment": "MPESA-1", "account": "K-1", "paid_on": "2026-11-20", "amount": "7.50",
        "channel": "mobile_money",
    });
    let lamps = json!({ "contract": "C-1", "product": "Lamp", "quantity": "3", "cu_number": "" });
    let sent = [
        json!([{ "name": "Eldoret" }]),
        json!([product]),
        json!([person]),
        json!([account("K-1")]),
        json!([contract("C-1", "K-1")]),
        json!([unit("C-1", "CU000001"), lamps]),
        json!([payment]),
    ];
    for (kind, rows) in std::iter::zip(kinds, &sent) {
        let reply = put_as(&admin, kind, rows.clone(), "created").await;
        assert!(reply["import"].is_string(), "{reply}");
    }
    assert_whole(&server).await;
    for kind in kinds {
        let here = rows(&admin, kind).await;
        assert!(!here.as_array().unwrap().is_empty(), "{kind}");
        let reply = put_as(&admin, kind, here, "same").await;
        assert_eq!(reply["import"], Value::Null);
    }
    assert_eq!(server.number("SELECT count(*) FROM import").await, 7);
    let booked = server
        .texts(
            "SELECT cause || ' ' || sum(amount)
               FROM journal_entry JOIN journal_posting ON entry = journal_entry.id
              WHERE import IS NOT NULL AND (debit = 'receivables' OR credit = 'receivables')
              GROUP BY journal_entry.id, cause ORDER BY journal_entry.id",
        )
        .await;
    assert_eq!(booked, ["opening_balance 20250", "payment 750"]);
    let found = admin.get("/api/accounts?q=CU000001").await.json();
    assert_eq!(found["accounts"][0]["account"], "K-1", "{found}");
    // Whoever was brought in has no password yet.
    let unknown = "SELECT count(*) FROM app_user WHERE password_hash IS NULL AND role = 'sales'";
    assert_eq!(server.number(unknown).await, 1);
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_is_different_is_changed_booked_and_found() {
    let server = start().await;
    let admin = server.admin().await;
    bring_in(&admin, "K-1").await;
    let renamed = json!({ "account": "K-1", "customer": "Wanjiru Kamau", "centre": "Nakuru" });
    let reply = put_as(&admin, "accounts", json!([renamed]), "changed").await;
    let changes = reply["results"][0]["changes"].as_array().unwrap();
    let fields: Vec<&Value> = changes.iter().map(|one| &one["field"]).collect();
    assert_eq!(fields, ["customer", "centre"]);
    for (name, count) in [("Wanjiru", 1), ("Otieno", 0)] {
        let found = admin.get(&format!("/api/accounts?q={name}")).await.json();
        assert_eq!(found["accounts"].as_array().unwrap().len(), count, "{found}");
    }
    let less = json!({ "contract": "C-K-1", "principal": "170.00" });
    let mut less_row = contract("C-K-1", "K-1");
    less_row["principal"] = less["principal"].clone();
    put_as(&admin, "contracts", json!([less_row]), "changed").await;
    let synced = server
        .texts(
            "SELECT cause || ' ' || debit || ' ' || credit || ' ' || amount
               FROM journal_entry JOIN journal_posting ON entry = journal_entry.id
              WHERE cause = 'sync'",
        )
        .await;
    assert_eq!(synced, ["sync opening_equity receivables 1000"]);
    let more = json!({
        "contract": "C-K-1", "product": "Lamp", "quantity": "2", "cu_number": "",
    });
    put_as(&admin, "units", json!([more]), "created").await;
    assert_eq!(server.number("SELECT count(*) FROM stock_move WHERE import > 0").await, 2);
    assert_whole(&server).await;
}

#[tokio::test]
async fn a_refused_row_stops_no_other() {
    let server = start().await;
    let admin = server.admin().await;
    let mut nowhere = account("K-2");
    nowhere["centre"] = json!("Nowhere");
    let reply = put(&admin, "accounts", json!([account("K-1"), nowhere, account("K-3")])).await;
    let results: Vec<&Value> =
        reply["results"].as_array().unwrap().iter().map(|one| &one["result"]).collect();
    assert_eq!(results, ["created", "refused", "created"]);
    assert_eq!(reply["results"][1]["refusals"][0]["reason"], "does_not_exist");
    assert_eq!(reply["results"][1]["line"], 2);
    assert_eq!(reply["counts"], json!({ "created": 2, "changed": 0, "same": 0, "refused": 1 }));
    // A batch of which nothing is taken is no import.
    let mut again = account("K-9");
    again["centre"] = json!("Nowhere");
    let reply = put_as(&admin, "accounts", json!([again]), "refused").await;
    assert_eq!(reply["import"], Value::Null);
    assert_eq!(server.number("SELECT count(*) FROM import").await, 1);
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_is_no_batch_is_refused_as_a_whole() {
    let server = start().await;
    let admin = server.admin().await;
    for (rows, place) in [
        (json!([]), "/rows"),
        (json!(vec![json!({ "name": "A" }); 1_001]), "/rows"),
        (json!([{ "name": "A" }, { "name": "B", "price": "1" }]), "/rows/1/price"),
        (json!([{ "name": "A" }, { "nme": "B" }]), "/rows/1/nme"),
        (json!([{ "a/b": "B" }]), "/rows/0/a~1b"),
        (json!([{ "name": 1 }]), "/rows/0/name"),
        (json!(["A"]), "/rows/0"),
    ] {
        let reply = admin.put("/api/portfolio/centres", &json!({ "rows": rows })).await;
        let problem = reply.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place);
        if place == "/rows/1/nme" {
            assert_eq!(problem["errors"][0]["detail"], "rows of centres have name");
        }
    }
    let twice = r#"{ "rows": [{ "name": "A" }, { "name": "B", "name": "C" }] }"#;
    let reply = admin.raw(http::Method::PUT, "/api/portfolio/centres", twice).await;
    let problem = reply.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/rows/1/name");
    assert_eq!(problem["errors"][0]["detail"], "stands twice in the row");
    let unknown = admin.put("/api/portfolio/planets", &json!({ "rows": [{ "name": "A" }] })).await;
    unknown.assert_problem(400, "malformed_request");
    let basic = server.signed_in(Role::BackOfficeManagement).await;
    let reply = basic.put("/api/portfolio/centres", &json!({ "rows": [{ "name": "A" }] })).await;
    reply.assert_problem(403, "role_may_not");
    assert_eq!(server.number("SELECT count(*) FROM import").await, 0);
}

#[tokio::test]
async fn a_key_is_the_same_however_its_letters_are_written() {
    let server = start().await;
    let admin = server.admin().await;
    let composed = contract("Th\u{e9}-1", "K-1");
    let decomposed = contract("The\u{301}-1", "K-1");
    put_as(&admin, "accounts", json!([account("K-1")]), "created").await;
    put_as(&admin, "contracts", json!([composed]), "created").await;
    put_as(&admin, "contracts", json!([decomposed]), "same").await;
    assert_eq!(server.number("SELECT count(*) FROM contract").await, 1);
}

#[tokio::test]
async fn rows_of_another_company_are_neither_seen_nor_changed() {
    let server = start().await;
    let admin = server.admin().await;
    bring_in(&admin, "K-1").await;
    let stranger = server.stranger().await;
    for kind in ["accounts", "contracts", "units", "payments"] {
        assert_eq!(rows(&stranger, kind).await, json!([]), "{kind}");
    }
    // The same keys are other things there.
    let whole = |mut row: Value, fields: &[&str]| {
        for field in fields {
            row[*field] = json!("100");
        }
        row
    };
    put_as(&stranger, "accounts", json!([account("K-1")]), "created").await;
    let amounts = ["price", "principal", "fees", "tax", "paid", "daily_rate"];
    let there = whole(contract("C-K-1", "K-1"), &amounts);
    put_as(&stranger, "contracts", json!([there]), "created").await;
    put_as(&stranger, "units", json!([unit("C-K-1", "CU-K-1")]), "created").await;
    assert_eq!(server.number("SELECT count(*) FROM contract").await, 2);
    assert_whole(&server).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_batch_twice_at_once_is_taken_once() {
    let server: TestServer = start().await;
    let admin = server.admin().await;
    let accounts: Vec<Value> = (0..200).map(|number| account(&format!("K-{number:03}"))).collect();
    let batch = json!({ "rows": accounts });
    let path = "/api/portfolio/accounts";
    let (one, other) = tokio::join!(admin.put(path, &batch), admin.put(path, &batch));
    let mut created = [&one, &other].map(|reply| reply.json()["counts"]["created"].clone());
    created.sort_by_key(Value::to_string);
    assert_eq!(created, [json!(0), json!(200)]);
    assert_eq!(server.number("SELECT count(*) FROM import").await, 1);
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_the_database_refuses_leaves_nothing() {
    let server = start().await;
    let admin = server.admin().await;
    // Something that no row of the audit log can say any more.
    server.execute("DROP TABLE import_outcome").await.unwrap();
    let batch = json!({ "rows": [account("K-1")] });
    let reply = admin.put("/api/portfolio/accounts", &batch).await;
    reply.assert_problem(500, "internal");
    for table in ["account", "customer", "account_term", "account_change", "import"] {
        assert_eq!(server.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
}
