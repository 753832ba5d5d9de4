//! What is told again leaves what payments have made of it since.

use serde_json::{Value, json};

use super::{account, assert_whole, bring_in, contract, put_as, refused, start};
use crate::support::TestServer;

async fn told(server: &TestServer) -> Vec<String> {
    server
        .texts(
            "SELECT concat_ws(' ', status_told, principal_told, fees_told, tax_told, paid_told) FROM contract
              UNION ALL SELECT concat_ws(' ', paid_until_told) FROM account
              ORDER BY 1",
        )
        .await
}

/// Everything that an import could move.
async fn standing(server: &TestServer) -> Vec<String> {
    server
        .texts(
            "SELECT concat_ws(' ', status, principal_balance, fees_balance, tax_balance, paid) FROM contract
              UNION ALL SELECT concat_ws(' ', state, paid_until) FROM account
              UNION ALL SELECT concat_ws(' ', 'entries', count(*)) FROM journal_entry
              UNION ALL SELECT concat_ws(' ', 'changes', count(*)) FROM account_change
              UNION ALL SELECT concat_ws(' ', 'imports', count(*)) FROM import
              UNION ALL SELECT concat_ws(' ', 'audit', count(*)) FROM audit_row
              ORDER BY 1",
        )
        .await
}

fn payment(id: &str, amount: &str) -> Value {
    json!({
        "payment": id, "account": "K-1", "paid_on": "2026-11-20", "amount": amount, "channel": "cash",
    })
}

#[tokio::test]
async fn rows_that_are_told_again_change_nothing_after_payments() {
    let server = start().await;
    let admin = server.admin().await;
    bring_in(&admin, "K-1").await;
    let as_told = ["2026-11-25", "active 18000 250 2000 6000"];
    assert_eq!(told(&server).await, as_told);
    // The second pays everything, and days: the contract is finished then.
    for (id, amount) in [("P-1", "3.00"), ("P-2", "209.50")] {
        put_as(&admin, "payments", json!([payment(id, amount)]), "created").await;
        let before = standing(&server).await;
        for (kind, row) in [
            ("payments", payment(id, amount)),
            ("contracts", contract("C-K-1", "K-1")),
            ("accounts", account("K-1")),
        ] {
            let reply = put_as(&admin, kind, json!([row]), "same").await;
            assert_eq!(reply["import"], Value::Null);
        }
        assert_eq!(standing(&server).await, before);
        assert_eq!(told(&server).await, as_told);
    }
    assert_eq!(server.texts("SELECT status FROM contract").await, ["finished"]);
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_is_here_is_remembered_when_it_is_told_and_nothing_else_happens() {
    let server = start().await;
    let admin = server.admin().await;
    bring_in(&admin, "K-1").await;
    put_as(&admin, "payments", json!([payment("P-1", "3.00")]), "created").await;
    server.execute("UPDATE account SET paid_until = '2026-11-28'").await.unwrap();
    let before = standing(&server).await;
    for kind in ["accounts", "contracts"] {
        let here = super::rows(&admin, kind).await;
        let reply = put_as(&admin, kind, here.clone(), "same").await;
        assert_eq!(reply["import"], Value::Null);
        put_as(&admin, kind, here, "same").await;
    }
    assert_eq!(standing(&server).await, before);
    let now = told(&server).await;
    assert_eq!(now[0], "2026-11-28");
    assert!(before.contains(&now[1]), "{now:?} {before:?}");
    // The old amounts are another thing from now on, and so is the old day.
    let said = refused(&admin, "accounts", account("K-1")).await;
    assert_eq!(said, "paid_until paid_until_follows_payments");
    assert_eq!(told(&server).await, now);
    put_as(&admin, "contracts", json!([contract("C-K-1", "K-1")]), "changed").await;
    assert_eq!(told(&server).await[1], "active 18000 250 2000 6000");
    assert_whole(&server).await;
}

#[tokio::test]
async fn a_value_that_an_admin_changed_stays_until_another_is_told() {
    let server = start().await;
    let admin = server.admin().await;
    let product = |value: &str| json!({ "name": "Torch", "value_used": value });
    let worth = "SELECT concat_ws(' ', amount, used_told)
                   FROM product JOIN product_value ON product_value.product = product.id
                  WHERE name = 'Torch'";
    put_as(&admin, "products", json!([product("5.00")]), "created").await;
    assert_eq!(server.texts(worth).await, ["500 500"]);
    let settings = admin.get("/api/settings").await.json();
    let mut wanted = settings["settings"].clone();
    let products = wanted["products"].as_array_mut().unwrap();
    let torch = products.iter_mut().find(|one| one["name"] == "Torch").unwrap();
    torch["values"] = json!([{ "condition": "used", "value": 700 }]);
    let request = json!({ "version": settings["version"], "settings": wanted });
    let id = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e71";
    let reply = admin.put(&format!("/api/settings/{id}"), &request).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    assert_eq!(server.texts(worth).await, ["700 500"]);
    let reply = put_as(&admin, "products", json!([product("5.00")]), "same").await;
    assert_eq!(reply["import"], Value::Null);
    assert_eq!(server.texts(worth).await, ["700 500"]);
    // What is here is remembered when it is told, and then the old value is another thing.
    put_as(&admin, "products", json!([product("7.00")]), "same").await;
    assert_eq!(server.texts(worth).await, ["700 700"]);
    put_as(&admin, "products", json!([product("5.00")]), "changed").await;
    assert_eq!(server.texts(worth).await, ["500 500"]);
}
