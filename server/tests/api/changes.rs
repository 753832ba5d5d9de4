//! `GET /api/changes`.

use std::collections::BTreeSet;

use domain::account::{AccountState, ContractStatus};
use domain::role::Role;
use serde_json::{Value, json};

use super::payments::{assert_whole, late, pay, payment};
use crate::support::{Account, Actor, TestServer, submission};

const ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";

async fn changes(actor: &Actor<'_>, query: &str) -> Value {
    let reply = actor.get(&format!("/api/changes?{query}")).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

/// The accounts that are told, each with its state.
fn told(reply: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let accounts = reply["accounts"].as_array().unwrap();
    accounts.iter().map(|one| text(&one["account"]) + " " + &text(&one["state"])).collect()
}

fn cursor(reply: &Value) -> String {
    reply["cursor"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_changes_since_a_cursor_is_told_as_it_stands() {
    let server = TestServer::start().await;
    server.add(&[late("L", "2026-11-10"), Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let all = changes(&admin, "").await;
    assert_eq!(
        (told(&all), &all["more"]),
        (vec!["D defaulted".into(), "L late".into()], &json!(false))
    );
    let after = cursor(&all);
    let none = changes(&admin, &format!("after={after}")).await;
    assert_eq!((told(&none), cursor(&none)), (vec![], after.clone()));
    assert_eq!(pay(&admin, "P1", &payment("L", "2026-11-20", 1_200)).await.status, 201);
    let file = submission(&admin, "D").await;
    assert_eq!(admin.put(&format!("/api/bulk-write-offs/{ID}"), &file).await.status, 201);
    assert_eq!(pay(&admin, "P2", &payment("L", "2026-11-20", 100)).await.status, 201);
    let some = changes(&admin, &format!("after={after}")).await;
    assert_eq!(told(&some), ["D inactive", "L normal"]);
    let written_off = &some["accounts"][0]["contracts"][0];
    assert_eq!(written_off["status"], "terminated");
    assert_eq!(written_off["balance"], json!({ "principal": 0, "fees": 0, "tax": 0 }));
    assert_eq!(written_off["ended_here"], "written_off");
    assert_eq!(written_off["ended_on"], "2026-11-21");
    assert_eq!(some["accounts"][1]["paid_until"], "2026-11-23");
    assert_eq!(some["accounts"][1]["contracts"][0]["ended_here"], Value::Null);
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_the_daily_run_and_a_reversal_change_is_told() {
    let server = TestServer::start().await;
    let normal = Account::in_state("N", AccountState::Normal, ContractStatus::Active);
    server.add(&[normal.paid_until("2026-11-19")]).await;
    let admin = server.admin().await;
    let after = cursor(&changes(&admin, "").await);
    let companies = server.store.companies_of_runs().await.unwrap();
    let company = companies.into_iter().find(|company| company.code == "KE").unwrap();
    let day = "2026-11-20".parse().unwrap();
    server.store.run_day(&company, day, &server.clock()).await.unwrap();
    let some = changes(&admin, &format!("after={after}")).await;
    assert_eq!(told(&some), ["N late"]);
    let after = cursor(&some);
    assert_eq!(pay(&admin, "P1", &payment("N", "2026-11-20", 1_200)).await.status, 201);
    let reversed = admin.put("/api/payments/P1/reversal", &json!({})).await;
    assert_eq!(reversed.status, 201);
    let some = changes(&admin, &format!("after={after}")).await;
    assert_eq!(told(&some).len(), 1);
    assert_eq!(some["accounts"][0]["paid_until"], "2026-11-19");
    assert_whole(&server).await;
}

#[tokio::test]
async fn changes_come_page_by_page_and_only_those_of_the_company() {
    let server = TestServer::start().await;
    server.add(&Account::many(25)).await;
    server.add_elsewhere(&[Account::defaulted("X", 3)]).await;
    let admin = server.admin().await;
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = changes(&admin, &format!("limit=10&after={after}")).await;
        seen.extend(told(&page));
        after = cursor(&page);
        if page["more"] == json!(false) {
            break;
        }
        assert_eq!(page["accounts"].as_array().unwrap().len(), 10);
    }
    assert_eq!(seen.len(), 25);
    assert_eq!(told(&changes(&server.stranger().await, "").await), ["X defaulted"]);
}

/// The accounts in the order in which they changed last, whatever the size of pages and the cursor.
#[tokio::test]
async fn an_account_that_changed_often_is_told_once_at_its_last_change() {
    let server = TestServer::start().await;
    let accounts: Vec<Account> =
        (0..6).map(|number| late(&format!("L-{number}"), "2026-11-10")).collect();
    server.add(&accounts).await;
    let admin = server.admin().await;
    let begin = cursor(&changes(&admin, "").await);
    let (mut cursors, mut order) = (vec![String::new(), begin], Vec::new());
    for (payment_number, number) in [3, 1, 3, 5, 1, 0, 3].into_iter().enumerate() {
        let account = format!("L-{number}");
        let paid = payment(&account, "2026-11-20", 100);
        assert_eq!(pay(&admin, &format!("P{payment_number}"), &paid).await.status, 201);
        order.push(account);
        cursors.push(cursor(&changes(&admin, "limit=1000").await));
    }
    for (seen, after) in cursors.into_iter().enumerate() {
        // Those of the first two cursors know nothing of the payments; the first knows no account either.
        let since = order.get(seen.saturating_sub(1)..).unwrap_or_default();
        let mut expected: Vec<&String> = Vec::new();
        for account in since {
            expected.retain(|one| *one != account);
            expected.push(account);
        }
        let never = ["L-2".to_owned(), "L-4".to_owned()];
        if seen == 0 {
            expected.splice(0..0, &never);
        }
        for limit in [1, 2, 1_000] {
            let (mut told_accounts, mut after) = (Vec::new(), after.clone());
            loop {
                let page = changes(&admin, &format!("limit={limit}&after={after}")).await;
                let accounts = page["accounts"].as_array().unwrap();
                told_accounts
                    .extend(accounts.iter().map(|one| one["account"].as_str().unwrap().to_owned()));
                after = cursor(&page);
                if page["more"] == json!(false) {
                    break;
                }
                assert_eq!(accounts.len(), limit);
            }
            assert_eq!(told_accounts.iter().collect::<Vec<_>>(), expected, "{seen} {limit}");
        }
    }
}

#[tokio::test]
async fn a_cursor_that_is_ahead_is_refused() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let problem = admin.get("/api/changes?after=1.A").await.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["code"], "cursor_ahead");
    server.add(&[late("L", "2026-11-10")]).await;
    let here = cursor(&changes(&admin, "").await);
    assert_eq!(told(&changes(&admin, &format!("after={here}")).await), [] as [&str; 0]);
    let (sequence, _) = here.split_once('.').unwrap();
    let ahead = sequence.parse::<i64>().unwrap() + 1;
    let reply = admin.get(&format!("/api/changes?after={ahead}.A")).await;
    let problem = reply.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "after");
    assert_eq!(problem["errors"][0]["code"], "cursor_ahead");
    assert!(problem["detail"].as_str().unwrap().ends_with("Begin again without `after`."));
    // The other company's changes count for nobody else.
    server.add_elsewhere(&[Account::defaulted("X", 3)]).await;
    admin
        .get(&format!("/api/changes?after={ahead}.A"))
        .await
        .assert_problem(422, "invalid_request");
}

#[tokio::test]
async fn a_cursor_of_somebody_else_or_a_wrong_limit_is_refused() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for query in ["after=1", "after=-1.A", "after=x.A", "after=1.a%20b!", "limit=0", "limit=1001"] {
        let reply = admin.get(&format!("/api/changes?{query}")).await;
        reply.assert_problem(422, "invalid_request");
    }
    let basic = server.signed_in(Role::Basic).await;
    basic.get("/api/changes").await.assert_problem(403, "role_may_not");
}

/// Many change accounts at the same time, and somebody reads all the while: nothing is left out.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_out_while_others_are_at_work() {
    const ACCOUNTS: usize = 40;
    let server = TestServer::start().await;
    let accounts: Vec<Account> =
        (0..ACCOUNTS).map(|number| late(&format!("L-{number:02}"), "2026-11-10")).collect();
    server.add(&accounts).await;
    let admin = server.admin().await;
    let mut after = cursor(&changes(&admin, "limit=1000").await);
    let payments = async {
        let pay_some = |turn: usize| {
            let admin = &admin;
            async move {
                for number in (turn..ACCOUNTS).step_by(8) {
                    let paid = payment(&format!("L-{number:02}"), "2026-11-20", 1_200);
                    let reply = pay(admin, &format!("P{number}"), &paid).await;
                    assert_eq!(reply.status, 201, "{}", reply.text());
                }
            }
        };
        futures_util::future::join_all((0..8).map(pay_some)).await;
    };
    let mut seen = BTreeSet::new();
    let reading = async {
        let mut idle = 0;
        while seen.len() < ACCOUNTS && idle < 200 {
            let page = changes(&admin, &format!("limit=3&after={after}")).await;
            after = cursor(&page);
            idle = if page["accounts"] == json!([]) { idle + 1 } else { 0 };
            seen.extend(told(&page));
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::join!(payments, reading);
    assert_eq!(seen.len(), ACCOUNTS);
    assert!(seen.iter().all(|one| one.ends_with(" normal")), "{seen:?}");
    assert_whole(&server).await;
}
