//! An import never undoes what was decided here.

use serde_json::{Value, json};

use super::{account, assert_whole, bring_in, contract, put_as, refused, start, unit};
use crate::suite::repossession;
use crate::support::{Actor, TestServer, submission};

const ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";

/// An account with a contract, a unit and three lamps, in default since a while.
async fn in_default(admin: &Actor<'_>, id: &str) {
    bring_in(admin, id).await;
    let lamps = json!({ "contract": format!("C-{id}"), "product": "Lamp", "quantity": "3", "cu_number": "" });
    put_as(admin, "units", json!([lamps]), "created").await;
    let mut row = account(id);
    row["paid_until"] = json!("2026-06-01");
    row["defaulted_on"] = json!("2026-07-02");
    put_as(admin, "accounts", json!([row]), "changed").await;
}

pub(crate) async fn written_off(server: &TestServer, admin: &Actor<'_>, id: &str) {
    in_default(admin, id).await;
    let pending = "SELECT count(*) FROM pending_action WHERE status = 'pending'";
    assert_eq!(server.number(pending).await, 1);
    let file = submission(admin, id).await;
    let reply = admin.put(&format!("/api/bulk-write-offs/{ID}"), &file).await;
    assert_eq!(reply.json()["summary"]["written_off"], 1, "{}", reply.text());
}

/// How an account was ended here.
#[derive(Clone, Copy, Debug)]
enum How {
    Bulk,
    Tick,
    Repossession,
}

/// Ends K-1 that way; its contract, a unit and three lamps came in by import.
async fn ended(server: &TestServer, admin: &Actor<'_>, how: How) {
    if matches!(how, How::Bulk) {
        return written_off(server, admin, "K-1").await;
    }
    in_default(admin, "K-1").await;
    let form = match how {
        How::Bulk | How::Tick => repossession::ticked(admin, "K-1").await,
        How::Repossession => repossession::form(admin, "K-1").await,
    };
    let reply = admin.put(&repossession::path(1), &form).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
}

/// The row with these fields different.
fn with(mut row: Value, fields: &[(&str, &str)]) -> Value {
    for (field, value) in fields {
        row[*field] = json!(value);
    }
    row
}

const DAYS: [(&str, &str); 2] = [("paid_until", "2026-06-01"), ("defaulted_on", "2026-07-02")];
const NOTHING_OWED: [(&str, &str); 3] = [("principal", "0"), ("fees", "0"), ("tax", "0")];

/// Everything that an import could undo, as it stands.
async fn standing(server: &TestServer) -> Vec<String> {
    server
        .texts(
            "SELECT concat_ws(' ', account_id, state, paid_until, defaulted_on) FROM account
              UNION ALL
             SELECT concat_ws(' ', contract_number, status, principal_balance, fees_balance, tax_balance,
                              price, daily_rate, paid, signed_on) FROM contract
              UNION ALL SELECT concat_ws(' ', location, product, quantity) FROM stock
              UNION ALL SELECT concat_ws(' ', 'held', contract, product, quantity) FROM held_product
              UNION ALL SELECT concat_ws(' ', 'unit', cu_number, contract) FROM control_unit
              UNION ALL SELECT concat_ws(' ', 'entries', count(*)) FROM journal_entry
              UNION ALL SELECT concat_ws(' ', 'moves', count(*)) FROM stock_move
              UNION ALL SELECT concat_ws(' ', id, type, status) FROM pending_action
              ORDER BY 1",
        )
        .await
}

#[tokio::test]
async fn nothing_that_was_decided_here_is_undone() {
    for (how, ended_as, gone) in [
        (How::Bulk, "written_off", "lost"),
        (How::Tick, "written_off", "lost"),
        (How::Repossession, "repossessed", "repossessed"),
    ] {
        let server = start().await;
        let admin = server.admin().await;
        ended(&server, &admin, how).await;
        let before = standing(&server).await;
        let of_account = with(account("K-1"), &DAYS);
        let closed =
            with(with(contract("C-K-1", "K-1"), &NOTHING_OWED), &[("status", "terminated")]);
        let again = contract("C-NEW", "K-1");
        let lamps = with(unit("C-K-1", ""), &[("product", "Lamp"), ("quantity", "3")]);
        for (kind, row, field, reason) in [
            // Days that would begin it anew.
            (
                "accounts",
                with(of_account.clone(), &[("paid_until", "2026-12-31")]),
                "paid_until",
                ended_as,
            ),
            (
                "accounts",
                with(of_account.clone(), &[("defaulted_on", "2026-08-01")]),
                "defaulted_on",
                ended_as,
            ),
            // The contract as the other system still has it, and as it could become by and by.
            ("contracts", contract("C-K-1", "K-1"), "principal", ended_as),
            ("contracts", with(closed.clone(), &[("status", "active")]), "status", ended_as),
            ("contracts", with(closed.clone(), &[("status", "draft")]), "status", ended_as),
            ("contracts", with(closed.clone(), &[("status", "finished")]), "status", ended_as),
            ("contracts", with(closed.clone(), &[("status", "cancelled")]), "status", ended_as),
            ("contracts", with(closed.clone(), &[("principal", "1.00")]), "principal", ended_as),
            ("contracts", with(closed.clone(), &[("tax", "1.00")]), "tax", ended_as),
            ("contracts", with(closed.clone(), &[("price", "1.00")]), "price", ended_as),
            ("contracts", with(closed.clone(), &[("paid", "61.00")]), "paid", ended_as),
            ("contracts", with(closed.clone(), &[("daily_rate", "2.00")]), "daily_rate", ended_as),
            (
                "contracts",
                with(closed.clone(), &[("signed_on", "2026-01-06")]),
                "signed_on",
                ended_as,
            ),
            // Another contract that would go on where it ended.
            ("contracts", again.clone(), "account", ended_as),
            (
                "contracts",
                with(with(again, &NOTHING_OWED), &[("status", "draft")]),
                "account",
                ended_as,
            ),
            // What is lost or came back is not held again.
            ("units", unit("C-K-1", "CU-K-1"), "contract", gone),
            ("units", unit("C-K-1", "CU-NEW-1"), "contract", gone),
            ("units", lamps.clone(), "contract", gone),
        ] {
            let said = refused(&admin, kind, row.clone()).await;
            assert_eq!(said, format!("{field} {reason}"), "{how:?}: {row}");
        }
        // What agrees is right, and who the customer is may change.
        for (kind, row, result) in [
            ("accounts", of_account.clone(), "same"),
            ("contracts", closed, "same"),
            ("units", with(unit("C-K-1", "CU-K-1"), &[("quantity", "0")]), "same"),
            ("units", with(lamps, &[("quantity", "0")]), "same"),
            ("accounts", with(of_account, &[("phone", "+254 700 000 000")]), "changed"),
        ] {
            put_as(&admin, kind, json!([row]), result).await;
        }
        assert_eq!(standing(&server).await, before, "{how:?}");
        assert_whole(&server).await;
    }
}

/// A unit that was lost is not handed out again; one that came back may be.
#[tokio::test]
async fn what_is_lost_does_not_come_back_under_another_contract() {
    for how in [How::Bulk, How::Tick, How::Repossession] {
        let server = start().await;
        let admin = server.admin().await;
        ended(&server, &admin, how).await;
        bring_in(&admin, "K-2").await;
        let row = unit("C-K-2", "CU-K-1");
        if matches!(how, How::Repossession) {
            put_as(&admin, "units", json!([row]), "created").await;
        } else {
            assert_eq!(refused(&admin, "units", row).await, "cu_number lost");
        }
        assert_whole(&server).await;
    }
}

/// A payment after a write-off is a recovery: it brings nothing back.
#[tokio::test]
async fn a_payment_that_comes_in_afterwards_is_a_recovery() {
    let server = start().await;
    let admin = server.admin().await;
    ended(&server, &admin, How::Bulk).await;
    let payment = json!({
        "payment": "P-1", "account": "K-1", "paid_on": "2026-11-21", "amount": "202.50", "channel": "cash",
    });
    put_as(&admin, "payments", json!([payment]), "created").await;
    let state = "SELECT state || ' ' || status FROM account
                   JOIN contract ON contract.company = account.company AND account = account_id";
    assert_eq!(server.texts(state).await, ["inactive terminated"]);
    let recoveries = admin.get("/api/recoveries").await.json();
    let found = &recoveries["recoveries"][0];
    assert_eq!(
        (&found["payment"]["account"], &found["recovered"]),
        (&json!("K-1"), &json!(20_250))
    );
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_payments_moved_is_not_moved_by_an_import() {
    let server = start().await;
    let admin = server.admin().await;
    bring_in(&admin, "K-1").await;
    let payment = json!({
        "payment": "P-1", "account": "K-1", "paid_on": "2026-11-20", "amount": "3.00",
        "channel": "cash",
    });
    put_as(&admin, "payments", json!([payment]), "created").await;
    let mut moved = account("K-1");
    moved["paid_until"] = json!("2026-12-31");
    let said = refused(&admin, "accounts", moved).await;
    assert_eq!(said, "paid_until paid_until_follows_payments");
    let mut other = payment;
    other["amount"] = json!("4.00");
    let said = refused(&admin, "payments", other).await;
    assert!(said.ends_with("payment_differs"), "{said}");
    assert_whole(&server).await;
}
