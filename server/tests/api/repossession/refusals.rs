//! What is refused, and how it is said.

use domain::role::{Permission, Role};
use serde_json::{Value, json};

use super::{form, path, staff, ticked};
use crate::support::{Account, Actor, TestServer};

async fn nothing_was_done(server: &TestServer) {
    assert_eq!(server.number("SELECT count(*) FROM repossession").await, 0);
    assert_eq!(server.number("SELECT count(*) FROM stock_move").await, 0);
    assert_eq!(server.number("SELECT count(*) FROM request").await, 0);
    assert_eq!(server.number("SELECT sum(quantity) FROM held_product").await, 4);
    assert_eq!(server.texts("SELECT status FROM pending_action").await, ["pending"]);
}

#[tokio::test]
async fn each_role_may_only_what_its_permissions_allow() {
    for role in Role::ALL {
        for act in ["returns", "tick", "zeros"] {
            let server = TestServer::start().await;
            server.add(&[Account::defaulted("D", 100)]).await;
            let admin = server.admin().await;
            let body = match act {
                "returns" => form(&admin, "D").await,
                "tick" => ticked(&admin, "D").await,
                _ => zeros(&admin).await,
            };
            let permission = match (role, act) {
                (Role::Basic, _) | (_, "returns") => Permission::RecordRepossession,
                _ => Permission::PersonalWriteOff,
            };
            let actor = server.signed_in(role).await;
            let reply = actor.put(&path(1), &body).await;
            if role.may(permission) {
                assert_eq!(reply.status, 201, "{role:?} {act}: {}", reply.json());
                let written_off = !reply.json()["write_off"].is_null();
                assert_eq!(written_off, act != "returns", "{role:?} {act}");
            } else {
                let problem = reply.assert_problem(403, "role_may_not");
                let allowed: Vec<Role> = permission.roles().collect();
                assert_eq!(problem["allowed_roles"], json!(allowed), "{role:?} {act}");
                let pointed = problem["detail"].as_str().unwrap().contains("failed attempt");
                assert_eq!(pointed, permission == Permission::PersonalWriteOff);
                nothing_was_done(&server).await;
            }
        }
    }
}

async fn zeros(actor: &Actor<'_>) -> Value {
    let mut body = form(actor, "D").await;
    body["completed_by"] = staff(actor, "admin").await;
    body["returned"][0]["quantity"] = json!(0);
    body["returned"][1]["quantity"] = json!("0");
    body
}

#[tokio::test]
async fn each_field_says_what_is_wrong_with_it() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let technician = server.signed_in(Role::FieldTechnician).await;
    let right = form(&technician, "D").await;
    let huge: Value = serde_json::from_str("100000000000000000000").unwrap();
    for (pointer, value, code) in [
        ("/date", json!(""), "missing"),
        ("/date", json!("2026-02-30"), "not_a_date"),
        ("/date", json!("2026-11-22"), "in_the_future"),
        ("/date", json!("2026-08-12"), "before_the_default"),
        ("/completed_by", json!(999), "unknown_staff"),
        ("/completed_by", json!(2), "may_not_record"),
        ("/completed_by", json!(9), "unknown_staff"),
        ("/cu_number", json!("#"), "malformed_cu_number"),
        ("/product_condition", json!("nothing_recovered"), "nothing_recovered_but_returned"),
        ("/returned/1/quantity", json!(-1), "not_a_quantity"),
        ("/returned/1/quantity", json!(1.5), "not_a_quantity"),
        ("/returned/1/quantity", json!(4), "more_than_held"),
        ("/returned/1/quantity", json!(""), "missing"),
        ("/returned/1/quantity", json!(null), "missing"),
        ("/returned/1/quantity", huge, "more_than_held"),
        ("/returned/1/quantity", json!("100000000000000000000"), "more_than_held"),
        ("/returned/1/quantity", json!("two"), "not_a_quantity"),
    ] {
        let mut body = right.clone();
        *body.pointer_mut(pointer).unwrap() = value.clone();
        let problem = technician.put(&path(1), &body).await.assert_problem(422, "invalid_request");
        let error = &problem["errors"][0];
        assert_eq!(
            (error["place"].as_str(), error["code"].as_str()),
            (Some(pointer), Some(code)),
            "{value} {problem}"
        );
        assert!(error["detail"].as_str().unwrap().ends_with('.'));
    }
    nothing_was_done(&server).await;
}

#[tokio::test]
async fn all_problems_are_said_at_once() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let seen = form(&admin, "D").await["seen"].clone();
    let body = json!({ "account": "D", "seen": seen });
    let problem = admin.put(&path(1), &body).await.assert_problem(422, "invalid_request");
    let places: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["place"].as_str().unwrap())
        .collect();
    assert_eq!(places, ["/date", "/returned", "/completed_by", "/product_condition"]);
}

#[tokio::test]
async fn whoever_comes_second_is_told_what_happened_and_who_did_it() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let technician = server.signed_in(Role::FieldTechnician).await;
    let opened = form(&technician, "D").await;
    let admin = server.admin().await;
    let first = ticked(&admin, "D").await;
    assert_eq!(admin.put(&path(1), &first).await.status, 201);
    let problem = technician.put(&path(2), &opened).await.assert_problem(409, "changed_meanwhile");
    assert_eq!(problem["changed"], json!(["state", "contracts", "pending_repossession"]));
    assert_eq!(
        problem["meanwhile"],
        json!({ "what": "written_off", "at": "2026-11-21T09:00:00.000Z", "by": "The Admin" })
    );
    assert!(problem["detail"].as_str().unwrap().contains("written off by The Admin"), "{problem}");
    assert_eq!(server.number("SELECT count(*) FROM repossession").await, 1);
}

#[tokio::test]
async fn a_contract_that_ended_meanwhile_stops_it() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100).with_contracts(2)]).await;
    let admin = server.admin().await;
    let opened = ticked(&admin, "D").await;
    server.execute("UPDATE contract SET status = 'finished' WHERE id = 2").await.unwrap();
    let problem = admin.put(&path(1), &opened).await.assert_problem(409, "changed_meanwhile");
    assert_eq!(problem["changed"], json!(["contracts"]));
    assert_eq!(problem.get("meanwhile"), None);
}

#[tokio::test]
async fn an_account_that_is_not_in_default_is_left_alone() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    server.execute("UPDATE account SET state = 'normal', defaulted_on = NULL").await.unwrap();
    server
        .execute("UPDATE pending_action SET status = 'done', done_at = '2026-11-01T00:00:00.000Z'")
        .await
        .unwrap();
    let admin = server.admin().await;
    let body = form(&admin, "D").await;
    let problem = admin.put(&path(1), &body).await.assert_problem(409, "not_possible");
    assert!(problem["detail"].as_str().unwrap().contains("not in default state"), "{problem}");
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    server.add_elsewhere(&[Account::defaulted("S", 100)]).await;
    let admin = server.admin().await;
    let right = form(&admin, "D").await;
    for account in ["S", "NOPE"] {
        let mut body = right.clone();
        body["account"] = json!(account);
        admin.put(&path(1), &body).await.assert_problem(404, "not_found");
    }
    let mut more = right.clone();
    more["colour"] = json!("red");
    admin.put(&path(1), &more).await.assert_problem(422, "invalid_request");
    let mut bad = right.clone();
    bad["account"] = json!("a b");
    let problem = admin.put(&path(1), &bad).await.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/account");
    admin.put("/api/repossessions/7", &right).await.assert_problem(400, "malformed_request");
    let large = format!("{{\"account\": \"{}\"}}", "a".repeat(70_000));
    admin.raw(http::Method::PUT, &path(1), large).await.assert_problem(413, "too_large");
    admin.get(&path(1)).await.assert_problem(405, "method_not_allowed");
}

#[tokio::test]
async fn no_row_of_the_log_no_effect() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let body = ticked(&admin, "D").await;
    server.database.refuse_rows("audit_row").await;
    admin.put(&path(1), &body).await.assert_problem(500, "internal");
    nothing_was_done(&server).await;
}
