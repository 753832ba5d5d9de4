//! `GET /api/accounts`: finding accounts.

use domain::account::{AccountState, ContractStatus};
use uuid::Uuid;

use crate::support::{Account, Actor, TestServer, submission};

async fn filled() -> TestServer {
    let server = TestServer::start().await;
    server
        .add(&[
            Account::defaulted("KE-001", 100).of("Achieng Odhiambo", "+254 712 345 678"),
            Account::defaulted("KE-002", 300).of("Aïssatou N'Diaye", "0722 000 111"),
            Account::defaulted("KE-003", 10).of("Odhiambo Otieno", "+254733999888").elsewhere(),
            Account::in_state("KE-004", AccountState::Late, ContractStatus::Active)
                .of("Achieng Otieno", ""),
            Account::in_state("XY-005", AccountState::Inactive, ContractStatus::Cancelled)
                .of("Marie-Thérèse Ndong", ""),
        ])
        .await;
    server.add_elsewhere(&[Account::defaulted("KE-900", 100).of("Achieng Odhiambo", "")]).await;
    server
}

/// The accounts that answer, in their order.
async fn found(actor: &Actor<'_>, query: &str) -> Vec<String> {
    let reply = actor.get(&format!("/api/accounts?{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.json());
    let accounts = reply.json()["accounts"].as_array().unwrap().clone();
    accounts.iter().map(|line| line["account"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn accounts_are_found_by_whatever_a_person_has_at_hand() {
    let server = filled().await;
    server
        .execute("INSERT INTO account_term VALUES (1, 'cu_number', 'CU0001234', 'KE-004')")
        .await
        .unwrap();
    server.add(&[Account::defaulted("ZA-0010482", 100).of("Zuri", "")]).await;
    let basic = server.signed_in(domain::role::Role::Basic).await;
    for (typed, expected) in [
        ("ke-00", &["KE-001", "KE-002", "KE-003", "KE-004"][..]),
        ("KE-002", &["KE-002"]),
        ("%20xy", &["XY-005"]),
        ("ke002", &["KE-002"]),
        ("KE%20002", &["KE-002"]),
        ("ke.002", &["KE-002"]),
        ("10482", &["ZA-0010482"]),
        ("0010482", &["ZA-0010482"]),
        ("za0010482", &["ZA-0010482"]),
        ("odhiambo", &["KE-001", "KE-003"]),
        ("ODHI", &["KE-001", "KE-003"]),
        ("achieng%20odhiambo", &["KE-001"]),
        ("odhiambo%20achieng", &["KE-001"]),
        ("od%20ach", &["KE-001"]),
        // An account with two such words is found once.
        ("o", &["KE-001", "KE-003", "KE-004"]),
        ("aissatou%20ndiaye", &["KE-002"]),
        ("N%E2%80%99DIAYE", &["KE-002"]),
        ("therese", &["XY-005"]),
        ("0712345678", &["KE-001"]),
        ("%2B254%20712%20345%20678", &["KE-001"]),
        ("00254712345678", &["KE-001"]),
        ("0712%20345", &["KE-001"]),
        ("712%20345%20678", &["KE-001"]),
        ("345%20678", &["KE-001"]),
        ("345678", &["KE-001"]),
        ("000%20111", &["KE-002"]),
        ("722000111", &["KE-002"]),
        ("254712345678", &["KE-001"]),
        ("45678", &[]),
        ("%2B254722000111", &["KE-002"]),
        ("cu0001234", &["KE-004"]),
        ("cu000", &["KE-004"]),
        ("nobody", &[]),
        ("KE-900", &[]),
        ("achieng%20nobody", &[]),
    ] {
        assert_eq!(found(&basic, &format!("q={typed}")).await, expected, "{typed}");
    }
}

#[tokio::test]
async fn filters_and_orders_go_together() {
    let server = filled().await;
    let admin = server.admin().await;
    let all = ["KE-001", "KE-002", "KE-003", "KE-004", "XY-005"];
    for (query, expected) in [
        ("", &all[..]),
        ("q=%20", &all),
        ("state=defaulted", &["KE-001", "KE-002", "KE-003"]),
        ("state=inactive", &["XY-005"]),
        ("centre=2", &["KE-003"]),
        ("centre=2&state=late", &[]),
        ("centre=3", &[]),
        ("days_min=100", &["KE-001", "KE-002"]),
        ("days_max=100", &["KE-001", "KE-003"]),
        ("days_min=100&days_max=100", &["KE-001"]),
        ("sort=longest_in_default", &["KE-002", "KE-001", "KE-003", "KE-004", "XY-005"]),
        ("sort=latest_default", &["KE-003", "KE-001", "KE-002", "KE-004", "XY-005"]),
        ("sort=latest_default&state=defaulted&days_min=50", &["KE-001", "KE-002"]),
        ("q=ke&sort=longest_in_default", &["KE-002", "KE-001", "KE-003", "KE-004"]),
        ("q=otieno&state=defaulted", &["KE-003"]),
        ("q=odhiambo&centre=2", &["KE-003"]),
    ] {
        assert_eq!(found(&admin, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn pages_follow_on_each_other_without_gap_or_overlap() {
    let server = TestServer::start().await;
    let mut accounts: Vec<Account> = (0..25)
        .map(|n| Account::defaulted(&format!("KE-{n:03}"), 100 + n % 4).of("Same Name", ""))
        .collect();
    accounts.extend((25..40).map(|n| {
        Account::in_state(&format!("KE-{n:03}"), AccountState::Normal, ContractStatus::Active)
            .of("Same Name", "")
    }));
    server.add(&accounts).await;
    let admin = server.admin().await;
    for query in [
        "",
        "state=defaulted",
        "state=normal",
        "sort=longest_in_default",
        "sort=latest_default",
        "sort=latest_default&state=defaulted",
        "q=ke",
        "q=name%20same",
        "q=same&sort=latest_default",
        "q=same&sort=longest_in_default&centre=1",
    ] {
        let whole = found(&admin, &format!("{query}&limit=200")).await;
        assert_eq!(page_by_page(&admin, query, 7).await, whole, "{query}");
        let expected = match query {
            "state=normal" => 15,
            query if query.contains("state") => 25,
            _ => 40,
        };
        assert_eq!(whole.len(), expected, "{query}");
    }
}

/// The accounts that are found, so many at a time.
async fn page_by_page(actor: &Actor<'_>, query: &str, limit: usize) -> Vec<String> {
    let mut accounts = Vec::new();
    let mut after = String::new();
    loop {
        let reply = actor.get(&format!("/api/accounts?{query}&limit={limit}{after}")).await.json();
        let page = reply["accounts"].as_array().unwrap();
        assert!(page.len() <= limit);
        accounts.extend(page.iter().map(|line| line["account"].as_str().unwrap().to_owned()));
        match reply["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return accounts,
        }
    }
}

#[tokio::test]
async fn a_state_of_many_accounts_is_listed_like_one_of_few() {
    let server = TestServer::start().await;
    // Those in default lie among others, so that somebody who walks past them would be seen.
    let account = |n: i64, state, status| Account::in_state(&format!("KE-{n:04}"), state, status);
    let accounts: Vec<Account> = (0..1_010)
        .flat_map(|n| {
            [
                Account::defaulted(&format!("KE-{:04}", 2 * n), 2_000 - n),
                account(2 * n + 1, AccountState::Normal, ContractStatus::Active),
            ]
        })
        .collect();
    server.add(&accounts).await;
    let admin = server.admin().await;
    let in_default: Vec<String> = (0..1_010).map(|n| format!("KE-{:04}", 2 * n)).collect();
    assert_eq!(page_by_page(&admin, "state=defaulted", 200).await, in_default);
    assert_eq!(
        page_by_page(&admin, "state=defaulted&days_max=1000", 200).await,
        in_default[1_000..]
    );
    assert_eq!(page_by_page(&admin, "state=inactive", 200).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_was_written_off_moves_from_one_list_to_the_other() {
    let server = TestServer::start().await;
    let mut accounts: Vec<Account> =
        (0..30).map(|n| Account::defaulted(&format!("KE-{n:03}"), 100 + n % 4)).collect();
    accounts.extend((30..33).map(|n| {
        let id = format!("KE-{n:03}");
        Account::in_state(&id, AccountState::Inactive, ContractStatus::Cancelled)
    }));
    server.add(&accounts).await;
    let admin = server.admin().await;
    let ids = |numbers: &[i64]| numbers.iter().map(|n| format!("KE-{n:03}")).collect::<Vec<_>>();
    let file = ids(&(0..30).filter(|n| n % 2 == 0).collect::<Vec<_>>()).join("\n");
    let body = submission(&admin, &file).await;
    let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    assert_eq!(admin.put(&path, &body).await.status, 201);
    let by_age = |days: &[i64], rest: &[i64]| -> Vec<String> {
        let of = |day| (0..30).filter(move |n| n % 2 == day % 2 && n % 4 == day);
        ids(&days.iter().flat_map(|day| of(*day)).chain(rest.iter().copied()).collect::<Vec<_>>())
    };
    for (query, expected) in [
        ("state=defaulted", ids(&(0..30).filter(|n| n % 2 == 1).collect::<Vec<_>>())),
        ("state=inactive", ids(&(0..30).filter(|n| n % 2 == 0).chain(30..33).collect::<Vec<_>>())),
        ("state=defaulted&sort=longest_in_default", by_age(&[3, 1], &[])),
        ("state=inactive&sort=longest_in_default", by_age(&[2, 0], &[30, 31, 32])),
        ("state=inactive&days_min=102", by_age(&[2], &[])),
        ("state=inactive&days_max=101&sort=latest_default", {
            let mut latest = by_age(&[0], &[]);
            latest.reverse();
            latest
        }),
        ("sort=longest_in_default", by_age(&[3, 2, 1, 0], &[30, 31, 32])),
        ("state=inactive&centre=2", Vec::new()),
    ] {
        assert_eq!(found(&admin, &format!("{query}&limit=200")).await, expected, "{query}");
        assert_eq!(page_by_page(&admin, query, 4).await, expected, "{query}");
    }
}

#[tokio::test]
async fn a_line_says_what_a_person_decides_by() {
    let server = filled().await;
    let admin = server.admin().await;
    let reply = admin.get("/api/accounts?q=KE-001").await.json();
    assert_eq!(
        reply,
        serde_json::json!({
            "today": "2026-11-21",
            "accounts": [{
                "account": "KE-001",
                "customer": "Achieng Odhiambo",
                "phone": "+254 712 345 678",
                "centre": "Kisumu",
                "state": "defaulted",
                "defaulted_on": "2026-08-13",
                "days_since_default": 100,
                "outstanding": 108_500,
                "repossession_pending": true,
            }],
            "next": null,
            "matches": 1,
            "more_matches": false,
        })
    );
}

#[tokio::test]
async fn how_many_answer_is_said_to_a_limit() {
    let server = TestServer::start().await;
    let accounts: Vec<Account> = (0..10_001)
        .map(|n| {
            Account::defaulted(&format!("KE-{n:05}"), 12_000 - n)
                .of(if n < 10_000 { "Same Name" } else { "Other" }, "")
        })
        .collect();
    server.add(&accounts).await;
    let admin = server.admin().await;
    for (query, matches, more, first) in [
        ("", 10_000, true, "KE-00000"),
        ("sort=latest_default", 10_000, true, "KE-10000"),
        ("days_min=2000", 10_000, true, "KE-00000"),
        ("days_min=2001", 10_000, false, "KE-00000"),
        ("state=normal", 0, false, ""),
        ("q=ke", 10_000, true, "KE-00000"),
        ("q=same", 10_000, false, "KE-00000"),
        ("q=same&sort=latest_default", 10_000, false, "KE-09999"),
        ("q=other", 1, false, "KE-10000"),
        ("q=name&state=normal", 0, false, ""),
    ] {
        let reply = admin.get(&format!("/api/accounts?{query}&limit=1")).await.json();
        assert_eq!(reply["matches"], matches, "{query}");
        assert_eq!(reply["more_matches"], more, "{query}");
        assert_eq!(reply["accounts"][0]["account"].as_str().unwrap_or_default(), first, "{query}");
    }
    // Every page says the same.
    let reply = admin.get("/api/accounts?q=ke&after=-.KE-09998&limit=5").await.json();
    assert_eq!((&reply["matches"], &reply["next"]), (&10_000.into(), &serde_json::Value::Null));
    assert_eq!(reply["accounts"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_asked_is_said_where_it_stands() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (query, place) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("days_min=36501", "days_min"),
        ("days_min=5&days_max=4", "days_max"),
        ("after=nonsense", "after"),
        ("q=%27", "q"),
        ("state=lost", "query"),
        ("sort=price", "query"),
        ("days_min=-1", "query"),
        ("centre=Kisumu", "query"),
        ("colour=red", "query"),
    ] {
        let problem = admin
            .get(&format!("/api/accounts?{query}"))
            .await
            .assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place, "{query}");
    }
    let long = "a".repeat(101);
    admin.get(&format!("/api/accounts?q={long}")).await.assert_problem(422, "invalid_request");
}

#[tokio::test]
async fn centres_and_staff_are_the_companys_own() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let centres = admin.get("/api/fulfilment-centres").await.json();
    let names: Vec<&str> = centres["centres"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Kisumu", "Nakuru"]);
    let staff = admin.get("/api/staff").await.json();
    let roles: Vec<&str> =
        staff["staff"].as_array().unwrap().iter().map(|p| p["role"].as_str().unwrap()).collect();
    assert_eq!(roles.len(), 7);
    assert!(!roles.contains(&"basic"));
    assert_eq!(staff["staff"][0]["name"], "The Admin");
}
