//! `GET /api/write-off-processes/settings` and `PUT /api/write-off-processes/settings/{id}`.

use domain::role::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{SECRET, assert_faults, audited, events, set_up, start_of, started, what_is_set_up};
use crate::support::{Account, Actor, TestServer};

const PATH: &str = "/api/write-off-processes/settings";

fn path(id: u128) -> String {
    format!("{PATH}/{}", Uuid::from_u128(4_000 + id))
}

/// What is set up, as it is shown.
async fn shown(actor: &Actor<'_>) -> Value {
    let reply = actor.get(PATH).await;
    assert_eq!(reply.status, 200);
    reply.json()
}

fn version(version: u32, settings: &Value) -> Value {
    json!({ "version": version, "settings": settings })
}

/// The same, as it is shown: in the order of codes, and without secrets.
fn as_shown(mut settings: Value) -> Value {
    for kind in ["debt_classes", "agencies", "event_types", "templates", "controls"] {
        let list = settings[kind].as_array_mut().unwrap();
        list.sort_by_key(|one| one["code"].as_str().unwrap().to_owned());
    }
    let hook = settings["event_types"].as_array_mut().unwrap();
    let hook = hook.iter_mut().find(|one| one["code"] == "hook").unwrap();
    hook["does"]["secret"] = json!("");
    settings
}

#[tokio::test]
async fn everything_is_set_up_at_once() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("A", 100)]).await;
    let admin = server.admin().await;
    let nothing = shown(&admin).await;
    assert_eq!((&nothing["version"], &nothing["today"]), (&json!(0), &json!("2026-11-21")));
    assert_eq!(nothing["settings"]["controls"], json!([]));
    assert_eq!(nothing["in_use"]["debt_classes"], json!(["standard"]));
    let body = version(0, &what_is_set_up());
    let reply = admin.put(&path(1), &body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    let set_up = reply.json();
    assert_eq!(set_up["version"], 1);
    let mut expected = as_shown(what_is_set_up());
    expected["holidays"] = json!([]);
    assert_eq!(set_up["settings"], expected);
    assert_eq!(set_up["in_use"]["secrets"], json!(["hook"]));
    let basic = server.signed_in(Role::Basic).await;
    assert_eq!(shown(&basic).await, set_up);
    let again = admin.put(&path(1), &body).await;
    assert_eq!((again.json(), again.header("idempotent-replayed")), (set_up, "true"));
    let mut other = body.clone();
    other["settings"]["grace_days"] = json!(31);
    admin.put(&path(1), &other).await.assert_problem(409, "id_reused");
    // Nothing of it is another company's.
    let stranger = server.stranger().await;
    assert_eq!(shown(&stranger).await["version"], 0);
    assert_eq!(server.number("SELECT count(*) FROM write_off_settings").await, 1);
}

#[tokio::test]
async fn a_change_is_audited_with_what_was_and_is_and_without_secrets() {
    let server = set_up().await;
    let admin = server.admin().await;
    let shown = shown(&admin).await;
    let mut settings = shown["settings"].clone();
    settings["grace_days"] = json!(45);
    settings["opens_by_itself"] = json!(true);
    assert_eq!(admin.put(&path(1), &version(1, &settings)).await.status, 201);
    // The secret stayed, as none was given.
    let secret = "SELECT secret FROM event_type WHERE code = 'hook'";
    assert_eq!(server.texts(secret).await, [SECRET]);
    let other = SECRET.replace('M', "N");
    let hook = settings["event_types"].as_array_mut().unwrap();
    let hook = hook.iter_mut().find(|one| one["code"] == "hook").unwrap();
    hook["does"]["secret"] = json!(other);
    let reply = admin.put(&path(2), &version(2, &settings)).await;
    assert_eq!((reply.status, &reply.json()["version"]), (201, &json!(3)));
    assert!(!reply.text().contains(&other));
    assert_eq!(server.texts(secret).await, [other.as_str()]);
    let log = audited(&server, "write_off_settings").await;
    let changes = json!({
        "grace_days": { "before": 30, "after": 45 },
        "opens_by_itself": { "before": false, "after": true },
    });
    assert_eq!(log[1], (String::new(), json!({ "version": 2, "changes": changes })));
    let third = json!({ "version": 3, "changes": {}, "secrets_changed": ["hook"] });
    assert_eq!(log[2], (String::new(), third));
    let whole = server.texts("SELECT detail FROM audit_row").await.concat();
    assert!(!whole.contains("whsec_"), "{whole}");
    assert_eq!(server.verify_audit(&[]).await.misfits, Vec::<String>::new());
}

#[tokio::test]
async fn holidays_are_shown_and_changed_in_the_settings_of_the_company_only() {
    let server = set_up().await;
    let admin = server.admin().await;
    let of_company = admin.get("/api/settings").await.json();
    let holidays = json!([{ "day": "2026-12-12", "name": "Jamhuri Day" }]);
    assert_eq!(of_company["settings"]["holidays"], holidays);
    // A change here needs none, and takes none.
    let mut settings = what_is_set_up();
    settings["holidays"] = json!([{ "day": "2026-12-13", "name": "Another one" }]);
    assert_eq!(admin.put(&path(1), &version(1, &settings)).await.status, 201);
    settings.as_object_mut().unwrap().remove("holidays");
    assert_eq!(admin.put(&path(2), &version(2, &settings)).await.status, 201);
    assert_eq!(shown(&admin).await["settings"]["holidays"], holidays);
    // A change there counts here.
    let mut wanted = of_company["settings"].clone();
    wanted["holidays"] = json!([{ "day": "2026-12-26", "name": "Boxing Day" }]);
    let id = uuid::Uuid::from_u128(7_777);
    let body = json!({ "version": of_company["version"], "settings": wanted });
    assert_eq!(admin.put(&format!("/api/settings/{id}"), &body).await.status, 201);
    assert_eq!(shown(&admin).await["settings"]["holidays"], wanted["holidays"]);
    let log = audited(&server, "company_settings").await;
    let told = |before, after| json!({ "before": before, "after": after });
    let changes = json!({
        "holidays/2026-12-12": told(json!("Jamhuri Day"), Value::Null),
        "holidays/2026-12-26": told(Value::Null, json!("Boxing Day")),
    });
    assert_eq!(log, [(String::new(), json!({ "version": 1, "changes": changes }))]);
}

#[tokio::test]
async fn what_somebody_changed_meanwhile_is_not_overwritten() {
    let server = set_up().await;
    let admin = server.admin().await;
    let settings = what_is_set_up();
    assert_eq!(admin.put(&path(1), &version(1, &settings)).await.status, 201);
    let problem =
        admin.put(&path(2), &version(1, &settings)).await.assert_problem(409, "changed_meanwhile");
    let meanwhile = json!({ "what": "saved", "at": "2026-11-21T09:00:00.000Z", "by": "The Admin" });
    assert_eq!(problem["meanwhile"], meanwhile);
    let (one, other) = (version(2, &settings), version(2, &settings));
    let paths = (path(3), path(4));
    let replies = tokio::join!(admin.put(&paths.0, &one), admin.put(&paths.1, &other));
    let mut codes = [replies.0.status, replies.1.status];
    codes.sort_unstable();
    assert_eq!(codes, [201, 409]);
}

#[tokio::test]
async fn what_does_not_hold_together_says_where() {
    let server = set_up().await;
    let admin = server.admin().await;
    for (pointer, value, place, code) in [
        ("/small_balance_limit", json!(-1), "/small_balance_limit", "not_an_amount"),
        ("/grace_days", json!(3_651), "/grace_days", "too_many_days"),
        ("/debt_classes/1/code", json!("Hard"), "/debt_classes/1/code", "not_a_code"),
        ("/agencies/1/code", json!("north"), "/agencies/1/code", "stands_twice"),
        ("/event_types/5/does/url", json!("ftp://x"), "/event_types/5/does/url", "not_an_address"),
        ("/event_types/5/does/secret", json!("x"), "/event_types/5/does/secret", "not_a_secret"),
        ("/templates/1/events", json!([]), "/templates/1/events", "not_so_many"),
        (
            "/templates/1/events/0/event_type",
            json!("dance"),
            "/templates/1/events/0/event_type",
            "unknown_event_type",
        ),
        ("/controls/1/criteria", json!([]), "/controls/1/criteria", "no_default_criterion"),
        ("/controls/1/debt_class", json!("soft"), "/controls/1/debt_class", "unknown_debt_class"),
    ] {
        let mut settings = what_is_set_up();
        *settings.pointer_mut(pointer).unwrap() = value;
        let reply = admin.put(&path(1), &version(1, &settings)).await;
        let problem = reply.assert_problem(422, "invalid_request");
        let found = json!([problem["errors"][0]["place"], problem["errors"][0]["code"]]);
        assert_eq!(found, json!([format!("/settings{place}"), code]), "{problem}");
    }
    for (pointer, value, place) in [
        ("/templates/0/days", json!("lunar"), "/settings/templates/0/days"),
        ("/grace_days", json!("ten"), "/settings/grace_days"),
    ] {
        let mut settings = what_is_set_up();
        *settings.pointer_mut(pointer).unwrap() = value;
        let reply = admin.put(&path(1), &version(1, &settings)).await;
        let problem = reply.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place, "{problem}");
    }
    assert_eq!(shown(&admin).await["version"], 1);
}

#[tokio::test]
async fn what_is_in_use_stays_and_processes_keep_their_events() {
    let server = set_up().await;
    let admin = server.admin().await;
    let before = events(&started(&admin, 1, &start_of("A", &[1])).await);
    let shown = shown(&admin).await;
    let in_use = json!({
        "debt_classes": ["hardship", "standard"],
        "event_types": ["cancel", "letter", "refer", "write-off"],
        "templates": ["r"],
        "controls": { "std": "standard" },
        "agencies": [],
        "secrets": ["hook"],
    });
    assert_eq!(shown["in_use"], in_use);
    for kind in ["debt_classes", "event_types", "templates", "controls"] {
        let mut settings = what_is_set_up();
        settings[kind] = json!([]);
        let reply = admin.put(&path(1), &version(1, &settings)).await;
        let problem = reply.assert_problem(422, "invalid_request");
        let errors = problem["errors"].as_array().unwrap();
        let place = format!("/settings/{kind}");
        let named = |error: &Value| error["place"] == place && error["code"] == "in_use";
        assert!(errors.iter().any(named), "{problem}");
    }
    // The class of a control in use stays (R2).
    let mut settings = what_is_set_up();
    settings["controls"][0]["debt_class"] = json!("hardship");
    settings["controls"][1]["debt_class"] = json!("standard");
    let reply = admin.put(&path(1), &version(1, &settings)).await;
    assert_faults(&reply, &[("/settings/controls/0/debt_class", "class_fixed")]);
    // What is not in use goes, and another plan is for processes to come.
    let mut settings = what_is_set_up();
    settings["templates"][0]["events"] = json!([{ "event_type": "task", "days_after": 1 }]);
    settings["agencies"] = json!([]);
    settings["controls"].as_array_mut().unwrap().pop();
    settings["templates"].as_array_mut().unwrap().pop();
    settings["controls"][0]["criteria"].as_array_mut().unwrap().remove(0);
    let reply = admin.put(&path(2), &version(1, &settings)).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    let process = admin.get("/api/write-off-processes/1").await.json();
    assert_eq!(events(&process), before);
    let next = started(&admin, 2, &start_of("A", &[2])).await;
    assert_eq!(events(&next), ["1 task 2026-11-22 pending"]);
}

#[tokio::test]
async fn a_class_may_go_to_another_control_where_no_process_has_it() {
    let server = set_up().await;
    let admin = server.admin().await;
    let mut settings = what_is_set_up();
    settings["controls"][0]["debt_class"] = json!("hardship");
    settings["controls"][1]["debt_class"] = json!("standard");
    let reply = admin.put(&path(1), &version(1, &settings)).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(reply.json()["settings"], as_shown(settings));
}

#[tokio::test]
async fn only_an_admin_sets_it_up_and_a_large_set_up_is_taken() {
    let server = set_up().await;
    for role in [Role::BackOfficeManagement, Role::Basic] {
        let actor = server.signed_in(role).await;
        let reply = actor.put(&path(1), &version(1, &what_is_set_up())).await;
        let problem = reply.assert_problem(403, "role_may_not");
        assert_eq!(problem["allowed_roles"], json!(["admin"]));
    }
    let admin = server.admin().await;
    let mut settings = what_is_set_up();
    let types = settings["event_types"].as_array_mut().unwrap();
    for number in types.len()..200 {
        let text = "é".repeat(2_000);
        types.push(json!({
            "code": format!("task-{number}"), "name": "Task", "may_be_skipped": true,
            "does": { "kind": "task", "text": text },
        }));
    }
    let reply = admin.put(&path(2), &version(1, &settings)).await;
    assert_eq!(reply.status, 201);
    let mut more = settings.clone();
    more["event_types"].as_array_mut().unwrap().push(json!({
        "code": "one-more", "name": "Task", "may_be_skipped": true,
        "does": { "kind": "task", "text": "x" },
    }));
    let reply = admin.put(&path(3), &version(2, &more)).await;
    assert_faults(&reply, &[("/settings/event_types", "not_so_many")]);
}
