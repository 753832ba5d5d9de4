//! `GET /api/actions` and `GET /api/actions.csv`.

use domain::role::Role;
use serde_json::json;
use uuid::Uuid;

use crate::support::{Account, Actor, TestServer, submission};

async fn filled() -> TestServer {
    let server = TestServer::start().await;
    server
        .add(&[
            Account::defaulted("A", 100).of("Achieng Odhiambo", "0712"),
            Account::defaulted("B", 300).of("=cmd()", ""),
            Account::defaulted("C", 10).elsewhere(),
            Account::paid_since("D", 200),
        ])
        .await;
    server.add_elsewhere(&[Account::defaulted("S", 100)]).await;
    server
        .execute(
            "INSERT INTO failed_attempt (company, account, pending_action, attempted_on, reason,
                 promised_on, recorded_by, recorded_at)
             VALUES (1, 'A', 1, '2026-09-01', 'customer_absent', NULL, 4, '2026-09-01T10:00:00.000Z'),
                    (1, 'A', 1, '2026-09-02', 'customer_absent', NULL, 4, '2026-09-02T10:00:00.000Z'),
                    (1, 'A', 1, '2026-09-03', 'promised_to_pay', '2026-09-10', 4, '2026-09-03T10:00:00.000Z'),
                    (1, 'A', 1, '2026-01-03', 'home_not_found', NULL, 4, '2026-01-03T10:00:00.000Z')",
        )
        .await
        .unwrap();
    server.execute("UPDATE pending_action SET status = 'done', done_at = '2026-11-01T10:00:00.000Z' WHERE account = 'B'").await.unwrap();
    server
}

async fn listed(actor: &Actor<'_>, query: &str) -> Vec<String> {
    let reply = actor.get(&format!("/api/actions?{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.json());
    let actions = reply.json()["actions"].as_array().unwrap().clone();
    actions.iter().map(|line| line["account"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_oldest_default_comes_first_and_filters_narrow() {
    let server = filled().await;
    let basic = server.signed_in(Role::Basic).await;
    for (query, expected) in [
        ("", &["D", "A", "C"][..]),
        ("type=repossession&status=pending", &["D", "A", "C"]),
        ("status=done", &["B"]),
        ("centre=2", &["C"]),
        ("days_min=100", &["D", "A"]),
        ("days_min=101", &["D"]),
        ("days_max=100", &["A", "C"]),
        ("centre=9", &[]),
    ] {
        assert_eq!(listed(&basic, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn a_line_says_what_was_tried() {
    let server = filled().await;
    let admin = server.admin().await;
    let reply = admin.get("/api/actions?days_min=100&days_max=100").await.json();
    assert_eq!(
        reply["actions"],
        json!([{
            "number": 1,
            "type": "repossession",
            "status": "pending",
            "task": null,
            "process": null,
            "account": "A",
            "customer": "Achieng Odhiambo",
            "phone": "0712",
            "centre": "Kisumu",
            "account_state": "defaulted",
            "defaulted_on": "2026-08-13",
            "days": 100,
            "done_at": null,
            "outstanding": 108_500,
            // Since the latest default only.
            "failed_attempts": 3,
            "reasons": [
                { "reason": "customer_absent", "count": 2 },
                { "reason": "promised_to_pay", "count": 1 },
            ],
            "promised_on": "2026-09-10",
        }])
    );
}

/// The accounts of the actions that are listed, so many at a time.
async fn page_by_page(admin: &Actor<'_>, query: &str, limit: usize) -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    let mut after = String::new();
    loop {
        let path = format!("/api/actions?{query}&limit={limit}{after}");
        let reply = admin.get(&path).await.json();
        let page = reply["actions"].as_array().unwrap().clone();
        pages.extend(page.iter().map(|line| line["account"].as_str().unwrap().to_owned()));
        match reply["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return pages,
        }
    }
}

#[tokio::test]
async fn pages_follow_on_each_other() {
    let server = TestServer::start().await;
    server.add(&Account::many(25)).await;
    let admin = server.admin().await;
    let pages = page_by_page(&admin, "", 7).await;
    assert_eq!(pages, listed(&admin, "limit=200").await);
    assert_eq!(pages.len(), 25);
}

#[tokio::test]
async fn what_was_written_off_is_done() {
    let server = TestServer::start().await;
    let accounts: Vec<Account> =
        (0..20).map(|n| Account::defaulted(&format!("KE-{n:02}"), 100 + n % 3)).collect();
    server.add(&accounts).await;
    let admin = server.admin().await;
    let of = |rest: i64| {
        let numbers = [2, 1, 0].into_iter().flat_map(|day| (0..20).filter(move |n| n % 3 == day));
        numbers.filter(|n| n % 2 == rest).map(|n| format!("KE-{n:02}")).collect::<Vec<_>>()
    };
    let body = submission(&admin, &of(1).join("\n")).await;
    let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    assert_eq!(admin.put(&path, &body).await.status, 201);
    for (query, expected) in [("status=pending", of(0)), ("status=done", of(1))] {
        assert_eq!(page_by_page(&admin, query, 3).await, expected, "{query}");
    }
    let done = admin.get("/api/actions?status=done&limit=1").await.json();
    assert_eq!(done["actions"][0]["done_at"], "2026-11-21T09:00:00.000Z");
}

#[tokio::test]
async fn the_export_is_a_file_that_spreadsheets_open_and_the_upload_takes() {
    let server = filled().await;
    let admin = server.admin().await;
    let reply = admin.get("/api/actions.csv").await;
    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        reply.header("content-disposition"),
        "attachment; filename=\"actions-2026-11-21.csv\""
    );
    let text = String::from_utf8(reply.bytes.clone()).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "\u{feff}account ID,customer,phone,fulfilment centre,type,task,status,default date,days \
         since default,outstanding,failed attempts,reasons,promised to pay on"
    );
    assert_eq!(
        lines[2],
        "A,Achieng Odhiambo,0712,Kisumu,repossession,,pending,2026-08-13,100,1085.00,3,customer \
         absent (2); promised to pay (1),2026-09-10"
    );
    let entries = domain::upload::read(&reply.bytes, None).unwrap().entries;
    let accounts: Vec<&str> =
        entries.iter().map(|entry| entry.account.as_ref().unwrap().as_str()).collect();
    assert_eq!(accounts, ["D", "A", "C"]);
    let french = admin.get("/api/actions.csv?lang=fr&status=done").await;
    let text = String::from_utf8(french.bytes).unwrap();
    assert!(text.contains("numéro de compte;client"), "{text}");
    // What a spreadsheet would run is text.
    assert!(text.contains("\r\nB;'=cmd();"), "{text}");
}

#[tokio::test]
async fn an_export_of_actions_is_not_asked_for_in_pages() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (query, place) in [("limit=5", "limit"), ("after=2026-08-13.1", "after")] {
        let path = format!("/api/actions.csv?{query}");
        let problem = admin.get(&path).await.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place);
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_said_where_it_stands() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (query, place) in [
        ("limit=0", "limit"),
        ("after=x", "after"),
        ("days_min=5&days_max=4", "days_max"),
        ("status=lost", "query"),
        ("type=delivery", "query"),
        ("lang=xx", "query"),
    ] {
        let problem = admin
            .get(&format!("/api/actions?{query}"))
            .await
            .assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place, "{query}");
    }
}
