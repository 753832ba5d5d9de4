//! `GET /api/settings` and `PUT /api/settings/{id}`.

use domain::account::{AccountState, ContractStatus};
use domain::role::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::payments::{assert_whole, pay, payment};
use super::processes::audited;
use crate::support::{Account, Actor, TestServer};

fn path(id: u128) -> String {
    format!("/api/settings/{}", Uuid::from_u128(7_000 + id))
}

async fn shown(actor: &Actor<'_>) -> Value {
    let reply = actor.get("/api/settings").await;
    assert_eq!(reply.status, 200);
    reply.json()
}

/// The request that changes what is shown.
fn changed(shown: &Value, changes: &[(&str, Value)]) -> Value {
    let mut settings = shown["settings"].clone();
    for (pointer, value) in changes {
        match pointer.strip_suffix("/-") {
            Some(list) => {
                settings.pointer_mut(list).unwrap().as_array_mut().unwrap().push(value.clone());
            }
            None => *settings.pointer_mut(pointer).unwrap() = value.clone(),
        }
    }
    json!({ "version": shown["version"], "settings": settings })
}

fn holiday(day: &str, name: &str) -> Value {
    json!({ "day": day, "name": name })
}

async fn save(actor: &Actor<'_>, id: u128, changes: &[(&str, Value)]) -> Value {
    let reply = actor.put(&path(id), &changed(&shown(actor).await, changes)).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

/// Save without a change: nobody else's page is out of date, and the log says nothing.
#[tokio::test]
async fn what_changes_nothing_makes_no_version_and_no_audit_row() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let rows = "SELECT count(*) FROM audit_row";
    let same = changed(&shown(&admin).await, &[]);
    let before = server.number(rows).await;
    for id in [1, 1, 2] {
        let reply = admin.put(&path(id), &same).await;
        assert_eq!((reply.status, reply.json()), (201, shown(&admin).await));
    }
    assert_eq!(shown(&admin).await["version"], 0);
    // The id is not used up, and a version is not skipped.
    let saved = save(&admin, 2, &[("/default_after_days", json!(31))]).await;
    assert_eq!(saved["version"], 1);
    assert_eq!(server.number(rows).await, before + 1);
    let same = changed(&saved, &[("/centres/0/name", json!("  Kisumu "))]);
    assert_eq!(admin.put(&path(3), &same).await.json()["version"], 1);
    let write_offs = admin.get("/api/write-off-processes/settings").await.json();
    let same = json!({ "version": write_offs["version"], "settings": write_offs["settings"] });
    let path = format!("/api/write-off-processes/settings/{}", Uuid::from_u128(9));
    assert_eq!(admin.put(&path, &same).await.json()["version"], write_offs["version"]);
    assert_eq!(server.number(rows).await, before + 1);
}

#[tokio::test]
async fn everything_can_be_changed_and_is_audited() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let first = shown(&admin).await;
    assert_eq!(first["version"], 0);
    assert_eq!((&first["changed_at"], &first["changed_by"]), (&Value::Null, &Value::Null));
    assert_eq!(first["has_journal"], false);
    let settings = &first["settings"];
    assert_eq!(settings["channels"], json!(["bank", "cash", "mobile_money"]));
    assert_eq!(settings["centres"][0], json!({ "id": 1, "name": "Kisumu" }));
    assert_eq!(settings["chart"].as_array().unwrap().len(), 11);

    let value = |condition, value| json!({ "condition": condition, "value": value });
    let body = changed(
        &first,
        &[
            ("/name", json!("Sunrise Uganda")),
            ("/code", json!("UG")),
            ("/currency", json!("UGX")),
            ("/time_zone", json!("Africa/Kampala")),
            ("/default_after_days", json!(45)),
            ("/early_write_off_days", json!(60)),
            ("/late_days_forgiven", json!(true)),
            ("/daily_run_hour", json!(4)),
            ("/allocation_order", json!("principal,fees,tax")),
            ("/channels", json!(["cash"])),
            ("/centres/0/name", json!("Kampala")),
            ("/centres/-", json!({ "id": null, "name": "Jinja" })),
            ("/products/1/values", json!([value("as_new", 5_000), value("used", 2_000)])),
            ("/products/-", json!({ "id": null, "name": "Radio", "values": [value("used", 7)] })),
            ("/chart/0/code", json!("11")),
            ("/holidays/-", holiday("2026-12-12", "Jamhuri Day")),
        ],
    );
    let reply = admin.put(&path(1), &body).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let saved = reply.json();
    assert_eq!(saved["version"], 1);
    let by = (&saved["changed_at"], &saved["changed_by"]);
    assert_eq!(by, (&json!("2026-11-21T09:00:00.000Z"), &json!("The Admin")));
    let (centre, product) = (&saved["settings"]["centres"][2], &saved["settings"]["products"][2]);
    let mut expected = body["settings"].clone();
    expected["centres"][2]["id"] = centre["id"].clone();
    expected["products"][2]["id"] = product["id"].clone();
    assert_eq!(saved["settings"], expected);
    assert_eq!(shown(&admin).await, saved);

    // A centre is a place for stock, and a currency has its digits.
    let stock = format!("SELECT count(*) FROM location WHERE centre = {}", centre["id"]);
    assert_eq!(server.number(&stock).await, 1);
    let digits = "SELECT minor_digits FROM operating_company WHERE id = 1";
    assert_eq!(server.number(digits).await, 0);
    let company = server.store.companies_of_runs().await.unwrap().remove(0);
    let run = (company.hour, company.time_zone.iana_name());
    assert_eq!(run, (4, Some("Africa/Kampala")));
    let session = admin.get("/api/session").await.json();
    assert_eq!(session["company"]["time_zone"], "Africa/Kampala");
    assert_eq!(session["company"]["currency"], json!({ "code": "UGX", "minor_digits": 0 }));

    let log = audited(&server, "company_settings").await;
    let changes = what_changed(&centre["id"], &product["id"]);
    assert_eq!(log, [(String::new(), json!({ "version": 1, "changes": changes }))]);
    assert_eq!(server.verify_audit(&[]).await.misfits, Vec::<String>::new());
}

/// What the audit log says of every change of that test.
fn what_changed(centre: &Value, product: &Value) -> Value {
    let told = |before, after| json!({ "before": before, "after": after });
    let centre_name = format!("centres/{centre}/name");
    let product_name = format!("products/{product}");
    json!({
        "name": told(json!("Sunrise Energy Kenya"), json!("Sunrise Uganda")),
        "code": told(json!("KE"), json!("UG")),
        "currency": told(json!("KES"), json!("UGX")),
        "time_zone": told(json!("Africa/Nairobi"), json!("Africa/Kampala")),
        "default_after_days": told(json!(30), json!(45)),
        "early_write_off_days": told(json!(90), json!(60)),
        "late_days_forgiven": told(json!(false), json!(true)),
        "daily_run_hour": told(json!(2), json!(4)),
        "allocation_order": told(json!("fees,tax,principal"), json!("principal,fees,tax")),
        "channels": told(json!(["mobile_money", "cash", "bank"]), json!(["cash"])),
        "centres/1/name": told(json!("Kisumu"), json!("Kampala")),
        centre_name: told(Value::Null, json!("Jinja")),
        "products/2/values/as_new": told(Value::Null, json!(5_000)),
        "products/2/values/used": told(Value::Null, json!(2_000)),
        format!("{product_name}/name"): told(Value::Null, json!("Radio")),
        format!("{product_name}/values/used"): told(Value::Null, json!(7)),
        "chart/clearing_mobile_money/code": told(json!("1110"), json!("11")),
        "holidays/2026-12-12": told(Value::Null, json!("Jamhuri Day")),
    })
}

/// Of each list: A and B exchange names, C takes D's, and a new one takes what C had. At no moment two may have the
/// same.
#[tokio::test]
async fn names_and_codes_are_exchanged_in_one_save() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let centre = |name: &str| json!({ "id": null, "name": name });
    let product = |name: &str| json!({ "id": null, "name": name, "values": [] });
    let more = [
        ("/centres/-", centre("Eldoret")),
        ("/centres/-", centre("Thika")),
        ("/products/-", product("Radio")),
        ("/products/-", product("Fan")),
    ];
    let first = save(&admin, 1, &more).await;
    let value = |value| json!([{ "condition": "used", "value": value }]);
    let saved = save(
        &admin,
        2,
        &[
            ("/centres/0/name", json!("Nakuru")),
            ("/centres/1/name", json!("Kisumu")),
            ("/centres/2/name", json!("Thika")),
            ("/centres/3/name", json!("Nyeri")),
            ("/centres/-", centre("Eldoret")),
            ("/products/0/name", json!("Lamp")),
            ("/products/0/values", value(500)),
            ("/products/1/name", json!("Solar home system")),
            ("/products/1/values", value(9_000)),
            ("/products/2/name", json!("Fan")),
            ("/products/3/name", json!("Radio")),
            ("/channels", json!(["bank", "cash"])),
            ("/chart/0/code", first["settings"]["chart"][1]["code"].clone()),
            ("/chart/1/code", first["settings"]["chart"][0]["code"].clone()),
            ("/chart/2/code", first["settings"]["chart"][3]["code"].clone()),
            ("/chart/3/code", json!("411")),
        ],
    )
    .await;
    let settings = &saved["settings"];
    let names = |list: &str| -> Vec<Value> {
        settings[list].as_array().unwrap().iter().map(|one| one["name"].clone()).collect()
    };
    assert_eq!(names("centres"), ["Nakuru", "Kisumu", "Thika", "Nyeri", "Eldoret"]);
    assert_eq!(names("products"), ["Lamp", "Solar home system", "Fan", "Radio"]);
    assert_eq!(settings["products"][0]["id"], first["settings"]["products"][0]["id"]);
    assert_eq!(settings["products"][0]["values"], value(500));
    assert_eq!(settings["products"][1]["values"], value(9_000));
    let log = audited(&server, "company_settings").await;
    let changes = &log[1].1["changes"];
    let told = |before: &str, after: &str| json!({ "before": before, "after": after });
    let expected = [
        ("centres/1/name", told("Kisumu", "Nakuru")),
        ("centres/2/name", told("Nakuru", "Kisumu")),
        ("products/1/name", told("Solar home system", "Lamp")),
        ("products/2/name", told("Lamp", "Solar home system")),
        ("chart/clearing_mobile_money/code", told("1110", "1120")),
        ("chart/clearing_cash/code", told("1120", "1110")),
    ];
    for (what, expected) in expected {
        assert_eq!(changes[what], expected, "{what}: {changes}");
    }
    assert_whole(&server).await;
}

#[tokio::test]
async fn the_same_again_does_nothing_and_what_others_saved_is_not_overwritten() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let first = shown(&admin).await;
    let body = changed(&first, &[("/centres/-", json!({ "id": null, "name": "Jinja" }))]);
    let saved = admin.put(&path(1), &body).await;
    assert_eq!(saved.status, 201);
    let again = admin.put(&path(1), &body).await;
    assert_eq!((again.status, again.header("idempotent-replayed")), (201, "true"));
    assert_eq!(again.json(), saved.json());
    assert_eq!(server.number("SELECT count(*) FROM company_settings").await, 1);
    let other = changed(&first, &[("/default_after_days", json!(31))]);
    admin.put(&path(1), &other).await.assert_problem(409, "id_reused");
    let problem = admin.put(&path(2), &other).await.assert_problem(409, "settings_changed");
    let meanwhile = json!({ "what": "saved", "at": "2026-11-21T09:00:00.000Z", "by": "The Admin" });
    assert_eq!(problem["meanwhile"], meanwhile);
    let now = shown(&admin).await;
    assert_eq!(now["settings"]["default_after_days"], 30);
    let one = changed(&now, &[("/default_after_days", json!(31))]);
    let two = changed(&now, &[("/default_after_days", json!(32))]);
    let paths = (path(3), path(4));
    let replies = tokio::join!(admin.put(&paths.0, &one), admin.put(&paths.1, &two));
    let mut codes = [replies.0.status, replies.1.status];
    codes.sort_unstable();
    assert_eq!(codes, [201, 409]);
}

#[tokio::test]
async fn only_an_admin_sees_and_changes_them_and_only_those_of_the_company() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let body = changed(&shown(&admin).await, &[]);
    for role in [Role::BackOfficeManagement, Role::Basic] {
        let actor = server.signed_in(role).await;
        actor.get("/api/settings").await.assert_problem(403, "role_may_not");
        actor.put(&path(1), &body).await.assert_problem(403, "role_may_not");
    }
    let stranger = server.stranger().await;
    let theirs = shown(&stranger).await;
    assert_eq!(theirs["settings"]["code"], "SN");
    // Nothing of one can be named by the other.
    let reply = stranger.put(&path(2), &body).await;
    let problem = reply.assert_problem(422, "invalid_request");
    let places: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["place"].as_str().unwrap())
        .collect();
    assert!(places.contains(&"/settings/centres/0/id"), "{problem}");
    assert!(places.contains(&"/settings/products/0/id"), "{problem}");
    save(&stranger, 3, &[("/centres/0/name", json!("Thiès"))]).await;
    assert_eq!(shown(&admin).await["settings"]["centres"][0]["name"], "Kisumu");
    assert_eq!(shown(&admin).await["version"], 0);
}

#[tokio::test]
async fn what_does_not_hold_together_says_where() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let first = shown(&admin).await;
    let lamp = json!({ "id": null, "name": "LAMP", "values": [] });
    let nothing = json!([{ "condition": "nothing_recovered", "value": 1 }]);
    let negative = json!([{ "condition": "used", "value": -1 }]);
    for (pointer, value, place, code) in [
        ("/name", json!(""), "/name", "missing"),
        ("/name", json!("Soleil Levant Sénégal"), "/name", "taken"),
        ("/code", json!("K-E"), "/code", "not_a_company_code"),
        ("/code", json!("SN"), "/code", "taken"),
        ("/currency", json!("ABC"), "/currency", "unknown_currency"),
        ("/time_zone", json!("Africa/Wakanda"), "/time_zone", "unknown_time_zone"),
        ("/default_after_days", json!(0), "/default_after_days", "not_within"),
        ("/early_write_off_days", json!(36_501), "/early_write_off_days", "not_within"),
        ("/daily_run_hour", json!(24), "/daily_run_hour", "not_within"),
        ("/channels", json!([]), "/channels", "no_channel"),
        ("/channels", json!(["cash", "cash"]), "/channels/1", "stands_twice"),
        ("/centres", json!([]), "/centres", "not_removable"),
        ("/centres/0/name", json!("nakuru"), "/centres/0/name", "taken"),
        ("/products/-", lamp, "/products/2/name", "taken"),
        ("/products/0/values", nothing, "/products/0/values/0/condition", "unknown_condition"),
        ("/products/0/values", negative, "/products/0/values/0/value", "not_an_amount"),
        ("/chart/0/code", json!(""), "/chart/0/code", "missing"),
        ("/chart", json!([]), "/chart", "not_removable"),
        ("/holidays/-", holiday("2026-12-12", " "), "/holidays/0/name", "missing"),
        // What is no such document at all.
        ("/allocation_order", json!("fees,tax"), "/allocation_order", ""),
        ("/channels", json!(["barter"]), "/channels/0", ""),
        ("/default_after_days", json!(-1), "/default_after_days", ""),
        ("/holidays/-", holiday("2026-02-30", "Leap"), "/holidays/0/day", ""),
    ] {
        let reply = admin.put(&path(1), &changed(&first, &[(pointer, value)])).await;
        let problem = reply.assert_problem(422, "invalid_request");
        let error = &problem["errors"][0];
        assert_eq!(error["place"], format!("/settings{place}"), "{problem}");
        assert_eq!(error["code"].as_str().unwrap_or_default(), code, "{problem}");
    }
    assert_eq!(shown(&admin).await, first);
}

#[tokio::test]
async fn currency_and_time_zone_stay_once_the_journal_has_an_entry() {
    let server = TestServer::start().await;
    server.add(&[Account::in_state("A", AccountState::Normal, ContractStatus::Active)]).await;
    let admin = server.admin().await;
    let first = shown(&admin).await;
    assert_eq!(first["has_journal"], true);
    for (pointer, value) in [("/currency", "UGX"), ("/time_zone", "Africa/Kampala")] {
        let reply = admin.put(&path(1), &changed(&first, &[(pointer, json!(value))])).await;
        let problem = reply.assert_problem(422, "invalid_request");
        let error = &problem["errors"][0];
        let found = (&error["place"], &error["code"]);
        assert_eq!(found, (&json!(format!("/settings{pointer}")), &json!("fixed_by_journal")));
    }
    // Everything else may change, and the books still hold.
    let product = json!([{ "condition": "used", "value": 12_345 }]);
    save(&admin, 2, &[("/products/0/values", product), ("/chart/3/code", json!("411"))]).await;
    let accounts = admin.get("/api/ledger-accounts").await.text();
    assert!(accounts.contains("\"411\""), "{accounts}");
    assert_whole(&server).await;
}

#[tokio::test]
async fn a_payment_in_a_way_that_is_off_is_refused_however_it_comes() {
    let server = TestServer::start().await;
    let account = Account::in_state("A", AccountState::Normal, ContractStatus::Active);
    server.add(&[account.paid_until("2026-11-21")]).await;
    let admin = server.admin().await;
    assert_eq!(pay(&admin, "P1", &payment("A", "2026-11-20", 100)).await.status, 201);
    save(&admin, 1, &[("/channels", json!(["cash"]))]).await;
    let reply = pay(&admin, "P2", &payment("A", "2026-11-20", 100)).await;
    let problem = reply.assert_problem(422, "invalid_request");
    let error = &problem["errors"][0];
    assert_eq!((&error["place"], &error["code"]), (&json!("/channel"), &json!("channel_off")));
    let row = |id: &str, channel: &str| {
        let mut row = payment("A", "2026-11-20", 100);
        row["id"] = json!(id);
        row["channel"] = json!(channel);
        row
    };
    // What was recorded before stays so.
    let batch = json!({ "payments": [
        row("P1", "mobile_money"), row("P3", "bank"), row("P4", "cash"),
    ] });
    let checked = admin.post("/api/payments/check", &batch).await.json();
    let reply = admin.put("/api/payments", &batch).await.json();
    for reply in [&checked, &reply] {
        let counts = (&reply["recorded"], &reply["already_recorded"], &reply["refused"]);
        assert_eq!(counts, (&json!(1), &json!(1), &json!(1)), "{reply}");
        assert_eq!(reply["results"][1]["errors"][0]["code"], "channel_off", "{reply}");
    }
}

#[tokio::test]
async fn a_threshold_counts_from_the_next_daily_run_on() {
    let server = TestServer::start().await;
    let late = |id: &str| Account::in_state(id, AccountState::Late, ContractStatus::Active);
    server.add(&[late("A").paid_until("2026-11-10")]).await;
    let admin = server.admin().await;
    save(&admin, 1, &[("/default_after_days", json!(11))]).await;
    let state = "SELECT state FROM account";
    assert_eq!(server.texts(state).await, ["late"]);
    let company = server.store.companies_of_runs().await.unwrap().remove(0);
    server.store.run_day(&company, "2026-11-21".parse().unwrap(), &server.clock()).await.unwrap();
    assert_eq!(server.texts(state).await, ["defaulted"]);
}
