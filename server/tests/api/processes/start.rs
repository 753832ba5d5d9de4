//! Starting a process.

use domain::role::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    SECRET, assert_faults, audited, change, events, history, links, set_up, start_of, start_path,
    started,
};

#[tokio::test]
async fn a_process_has_the_events_of_its_template_and_everything_around_it() {
    let server = set_up().await;
    let manager = server.signed_in(Role::BackOfficeManagement).await;
    let mut body = start_of("a", &[1, 2]);
    body["form"]["comments"] = json!("Moved away");
    let process = started(&manager, 1, &body).await;
    for (pointer, expected) in [
        ("/id", json!(1)),
        ("/version", json!(1)),
        ("/reason", json!("events_pending")),
        ("/control", json!("std")),
        ("/template", json!("r")),
        ("/created_at", json!("2026-11-21T12:00")),
        ("/created_on", json!("2026-11-21")),
        ("/starts_on", json!("2026-11-21")),
        ("/started_by", json!("The Back Office Management")),
        ("/comments", json!("Moved away")),
        ("/contracts/0/linked_on", json!("2026-11-21")),
        ("/referrals", json!([])),
        ("/tasks", json!([])),
        ("/account/account", json!("A")),
        ("/account/customer", json!("Achieng Odhiambo")),
        ("/account/customer_class", json!("residential")),
        ("/account/state", json!("defaulted")),
        ("/account/repossession_pending_since", json!("2026-08-13")),
        ("/account/contracts/0/process", json!(1)),
        ("/account/contracts/0/products", json!(["Solar home system", "Lamp"])),
        ("/account/contracts/2/process", json!(null)),
        ("/account/processes/0/id", json!(1)),
        ("/account/processes/0/owed", json!(217_000)),
        ("/account/processes/0/next_event_on", json!("2026-11-21")),
    ] {
        assert_eq!(process.pointer(pointer), Some(&expected), "{pointer}");
    }
    let expected = [
        "1 refer 2026-11-21 pending",
        "2 letter 2026-11-21 pending",
        "3 cancel 2027-01-20 pending",
        "4 write-off 2027-01-20 pending",
    ];
    assert_eq!(events(&process), expected);
    assert_eq!(links(&process), [(1, None), (2, None)]);
    assert_eq!(history(&process), ["started by The Back Office Management"]);
    let debt = json!([
        { "debt_class": "hardship", "name": "The hardship", "owed": 108_500 },
        { "debt_class": "standard", "name": "The standard", "owed": 217_000 },
    ]);
    assert_eq!(process["account"]["debt"], debt);
    assert!(!process.to_string().contains(SECRET));
    // Everybody who is signed in may see it.
    let basic = server.signed_in(Role::Basic).await;
    assert_eq!(basic.get("/api/write-off-processes/1").await.json(), process);
    let log = audited(&server, "process_started").await;
    let detail = json!({
        "process": 1, "control": "std", "template": "r", "created_on": "2026-11-21",
        "contracts": [1, 2],
        "events": [
            { "sequence": 1, "event_type": "refer", "trigger_on": "2026-11-21" },
            { "sequence": 2, "event_type": "letter", "trigger_on": "2026-11-21" },
            { "sequence": 3, "event_type": "cancel", "trigger_on": "2027-01-20" },
            { "sequence": 4, "event_type": "write-off", "trigger_on": "2027-01-20" },
        ],
    });
    assert_eq!(log, [("A".to_owned(), detail)]);
    assert_eq!(server.verify_audit(&[]).await.misfits, Vec::<String>::new());
}

#[tokio::test]
async fn the_day_is_that_of_the_company_and_working_days_leave_holidays_out() {
    let server = set_up().await;
    let admin = server.admin().await;
    // Ten to midnight in Nairobi; in UTC it is evening.
    let mut body = start_of("A", &[1]);
    body["created_at"] = json!("2026-12-04T23:50");
    body["form"]["template"] = json!("c");
    let process = started(&admin, 1, &body).await;
    assert_eq!(process["created_on"], "2026-12-04");
    assert_eq!(process["created_at"], "2026-12-04T23:50");
    // Five working days after a Friday; the holiday is a Saturday.
    assert_eq!(events(&process), ["1 task 2026-12-11 pending"]);
    body["account"] = json!("B");
    body["form"]["contracts"] = json!([4]);
    body["created_at"] = json!("2026-12-13T00:10");
    let process = started(&admin, 2, &body).await;
    assert_eq!(process["created_on"], "2026-12-13");
    let instants = "SELECT created_on || '' FROM write_off_process ORDER BY id";
    assert_eq!(server.texts(instants).await, ["2026-12-04", "2026-12-13"]);
    assert_eq!(events(&process), ["1 task 2026-12-18 pending"]);
}

#[tokio::test]
async fn events_that_are_listed_take_the_place_of_the_templates() {
    let server = set_up().await;
    let admin = server.admin().await;
    let mut body = start_of("A", &[1]);
    body["form"]["events"] = json!([
        { "sequence": null, "event_type": "task", "trigger_on": "2026-11-25" },
        { "sequence": null, "event_type": "write-off", "trigger_on": "2026-12-25" },
    ]);
    let process = started(&admin, 1, &body).await;
    let expected = ["1 task 2026-11-25 pending", "2 write-off 2026-12-25 pending"];
    assert_eq!(events(&process), expected);
}

#[tokio::test]
async fn a_retry_gets_the_first_answer_and_another_request_is_refused() {
    let server = set_up().await;
    let admin = server.admin().await;
    let first = admin.put(&start_path(1), &start_of("A", &[1])).await;
    let again = admin.put(&start_path(1), &start_of("A", &[1])).await;
    assert_eq!((first.json(), again.status), (again.json(), 201));
    assert_eq!(again.header("idempotent-replayed"), "true");
    admin.put(&start_path(1), &start_of("A", &[2])).await.assert_problem(409, "id_reused");
    // The id of a start is no id of a hold.
    let hold = format!("/api/write-off-processes/holds/{}", Uuid::from_u128(1));
    let body = json!({ "account": "A", "until": "" });
    admin.put(&hold, &body).await.assert_problem(409, "id_reused");
    assert_eq!(server.number("SELECT count(*) FROM write_off_process").await, 1);
    assert_eq!(audited(&server, "process_started").await.len(), 1);
}

#[tokio::test]
async fn each_field_says_what_is_wrong_with_it() {
    let server = set_up().await;
    let admin = server.admin().await;
    let cleared = "UPDATE contract SET principal_balance = 0, fees_balance = 0, tax_balance = 0
                    WHERE id = 2";
    server.execute(cleared).await.unwrap();
    let event = |event_type: &str, day: &str| json!([{ "sequence": null, "event_type": event_type, "trigger_on": day }]);
    let of_sequence = json!([{ "sequence": 7, "event_type": "task", "trigger_on": "2026-12-01" }]);
    for (pointer, value, place, code) in [
        ("/created_at", json!(""), "/created_at", "missing"),
        ("/created_at", json!("2026-11-21"), "/created_at", "not_a_moment"),
        ("/created_at", json!("2026-11-21T24:00"), "/created_at", "not_a_moment"),
        ("/created_at", json!("2010-01-01T09:00"), "/created_at", "too_many_days"),
        ("/form/control", json!(""), "/form/control", "missing"),
        ("/form/control", json!("soft"), "/form/control", "unknown_control"),
        ("/form/template", json!(""), "/form/template", "missing"),
        ("/form/template", json!("x"), "/form/template", "unknown_template"),
        ("/form/comments", json!("x".repeat(501)), "/form/comments", "too_long"),
        ("/form/contracts", json!([]), "/form/contracts", "no_contract"),
        ("/form/contracts", json!([1, 1]), "/form/contracts/1", "stands_twice"),
        ("/form/contracts", json!([4]), "/form/contracts/0", "unknown_contract"),
        ("/form/contracts", json!([2]), "/form/contracts/0", "contract_owes_nothing"),
        ("/form/contracts", json!([1, 3]), "/form/contracts/1", "other_debt_class"),
        ("/form/events", event("", "2026-12-01"), "/form/events/0/event_type", "missing"),
        (
            "/form/events",
            event("x", "2026-12-01"),
            "/form/events/0/event_type",
            "unknown_event_type",
        ),
        ("/form/events", event("task", ""), "/form/events/0/trigger_on", "missing"),
        ("/form/events", event("task", "2026-02-30"), "/form/events/0/trigger_on", "not_a_date"),
        (
            "/form/events",
            event("task", "2026-11-20"),
            "/form/events/0/trigger_on",
            "before_the_process",
        ),
        ("/form/events", event("task", "2046-11-20"), "/form/events/0/trigger_on", "too_many_days"),
        ("/form/events", of_sequence, "/form/events/0/sequence", "unknown_event"),
    ] {
        let mut body = start_of("A", &[1]);
        *body.pointer_mut(pointer).unwrap() = value;
        let reply = admin.put(&start_path(1), &body).await;
        let problem = reply.assert_problem(422, "invalid_request");
        let found = json!([problem["errors"][0]["place"], problem["errors"][0]["code"]]);
        assert_eq!(found, json!([place, code]), "{problem}");
    }
    let mut unknown = start_of("A", &[1]);
    unknown["form"]["colour"] = json!("red");
    let problem = admin.put(&start_path(1), &unknown).await.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/form/colour", "{problem}");
    assert_eq!(server.number("SELECT count(*) FROM write_off_process").await, 0);
    assert_eq!(server.number("SELECT count(*) FROM request").await, 0);
}

/// P7 of the worked examples, and R1.
#[tokio::test]
async fn a_contract_of_another_active_process_is_refused_with_its_number() {
    let server = set_up().await;
    let admin = server.admin().await;
    let first = started(&admin, 1, &start_of("A", &[1])).await;
    let reply = admin.put(&start_path(2), &start_of("A", &[2, 1])).await;
    assert_faults(&reply, &[("/form/contracts/1", "linked_elsewhere")]);
    let detail = reply.json()["errors"][0]["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("0000000001"), "{detail}");
    // An account may have several processes, of one class too.
    started(&admin, 3, &start_of("A", &[2])).await;
    assert_eq!(change(&admin, &first, 1, json!("cancel")).await.status, 201);
    let again = started(&admin, 4, &start_of("A", &[1])).await;
    assert_eq!(links(&again), [(1, None)]);
    assert_eq!(again["account"]["processes"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn of_two_who_start_at_the_same_moment_one_wins() {
    let server = set_up().await;
    let (one, other) = (server.admin().await, server.admin().await);
    let (body, path) = (start_of("A", &[1]), start_path);
    for round in 0..5 {
        let paths = (path(10 * round + 1), path(10 * round + 2));
        let replies = tokio::join!(one.put(&paths.0, &body), other.put(&paths.1, &body));
        let mut codes = [replies.0.status, replies.1.status];
        codes.sort_unstable();
        assert_eq!(codes, [201, 422], "{} {}", replies.0.json(), replies.1.json());
        let (won, lost) = if replies.0.status == 201 { replies } else { (replies.1, replies.0) };
        assert_faults(&lost, &[("/form/contracts/0", "linked_elsewhere")]);
        let won = won.json();
        assert_eq!(change(&one, &won, round, json!("cancel")).await.status, 201);
    }
    let active = "SELECT count(*) FROM write_off_process WHERE reason = 'events_pending'";
    assert_eq!(server.number(active).await, 0);
    assert_eq!(server.number("SELECT count(*) FROM write_off_process").await, 5);
}

#[tokio::test]
async fn an_account_of_another_company_does_not_exist() {
    let server = set_up().await;
    let admin = server.admin().await;
    for account in ["S", "NOPE"] {
        let body = start_of(account, &[1]);
        admin.put(&start_path(1), &body).await.assert_problem(404, "not_found");
        let path = format!("/api/write-off-processes/accounts/{account}");
        admin.get(&path).await.assert_problem(404, "not_found");
    }
    started(&admin, 2, &start_of("A", &[1])).await;
    let stranger = server.stranger().await;
    stranger.get("/api/write-off-processes/1").await.assert_problem(404, "not_found");
    let listed = stranger.get("/api/write-off-processes").await.json();
    assert_eq!(listed["processes"], json!([]));
    // The other company has nothing set up.
    let reply = stranger.put(&start_path(3), &start_of("S", &[5])).await;
    let expected = [("/form/control", "unknown_control"), ("/form/template", "unknown_template")];
    assert_faults(&reply, &expected);
}

#[tokio::test]
async fn what_a_process_is_started_from_is_shown() {
    let server = set_up().await;
    let basic = server.signed_in(Role::Basic).await;
    let reply = basic.get("/api/write-off-processes/accounts/a").await;
    assert_eq!(reply.status, 200);
    let grounds = reply.json();
    assert_eq!(grounds["today"], "2026-11-21");
    assert_eq!(grounds["account"]["processes"], json!([]));
    let contract = json!({
        "id": 3, "status": "active", "debt_class": "hardship",
        "products": ["Solar home system", "Lamp"], "owed": 108_500, "process": null,
    });
    assert_eq!(grounds["account"]["contracts"][2], contract);
    let codes: Vec<&Value> = grounds["settings"]["controls"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["code"])
        .collect();
    assert_eq!(codes, ["hard", "std"]);
    assert!(!grounds.to_string().contains(SECRET));
    let path = "/api/write-off-processes/accounts/a%20b";
    basic.get(path).await.assert_problem(400, "malformed_request");
    basic.get("/api/write-off-processes/nine").await.assert_problem(400, "malformed_request");
    basic.get("/api/write-off-processes/9").await.assert_problem(404, "not_found");
}
