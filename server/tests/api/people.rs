//! `/api/people`: inviting people, changing them, and letting them in no more.

use domain::role::Role;
use serde_json::{Value, json};

use crate::support::{Actor, PASSWORD, Reply, TestServer};

const ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";

fn path(id: &str) -> String {
    format!("/api/people/{id}")
}

fn awa() -> Value {
    json!({ "user_name": "awa", "name": "Awa Diop", "role": "sales", "mail": "awa@sunrise.example" })
}

/// With some fields different.
fn with(mut request: Value, changes: &Value) -> Value {
    for (field, value) in changes.as_object().unwrap() {
        request[field] = value.clone();
    }
    request
}

/// The person of a user name, with what a change of it would send.
pub(super) async fn person(admin: &Actor<'_>, user_name: &str) -> (String, Value) {
    let people = admin.get("/api/people").await.json();
    let people = people["people"].as_array().unwrap();
    let found = people.iter().find(|person| person["user_name"] == user_name).unwrap();
    let fields = ["user_name", "name", "role", "centre", "mail"];
    let request = fields.map(|field| (field.to_owned(), found[field].clone()));
    (found["id"].as_str().unwrap().to_owned(), Value::Object(request.into_iter().collect()))
}

fn token_path(reply: &Reply) -> String {
    let json = reply.json();
    let path = json["link"]["path"].as_str().or_else(|| json["path"].as_str()).unwrap();
    format!("/api{path}")
}

async fn sign_in(server: &TestServer, user: &str, password: &str) -> Reply {
    let request = json!({ "user": user, "password": password });
    server.anonymous().post("/api/session", &request).await
}

#[tokio::test]
async fn who_is_invited_chooses_a_password_once_and_is_signed_in() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let reply = admin.put(&path(ID), &awa()).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let invited = reply.json();
    assert_eq!(invited["person"]["status"], "invited");
    assert_eq!(invited["link"]["mailed"], false);
    // The same again changes nothing, and tells no link.
    assert_eq!(admin.put(&path(ID), &awa()).await.json()["link"], Value::Null);
    sign_in(&server, "awa", PASSWORD).await.assert_problem(401, "wrong_credentials");

    let link = token_path(&reply);
    let shown = server.anonymous().get(&link).await.json();
    let expected = json!({ "purpose": "invitation", "user_name": "awa", "name": "Awa Diop",
        "company": "Sunrise Energy Kenya" });
    assert_eq!(shown, expected);
    let short = server.anonymous().post(&link, &json!({ "password": "short" })).await;
    let problem = short.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/password");
    assert_eq!(problem["errors"][0]["code"], "too_short");
    let chosen = json!({ "password": "another long password" });
    let reply = server.anonymous().post(&link, &chosen).await;
    assert_eq!((reply.status, &reply.json()["user"]), (201, &json!("awa")));
    let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
    let herself = Actor::new(&server, Some(cookie));
    assert_eq!(herself.get("/api/session").await.status, 200);
    assert_eq!(sign_in(&server, "awa", "another long password").await.status, 201);
    for used in [server.anonymous().get(&link).await, herself.post(&link, &chosen).await] {
        used.assert_problem(404, "not_found");
    }
    let log =
        server.texts("SELECT action FROM audit_row WHERE company = 1 ORDER BY sequence").await;
    for action in ["person_invited", "password_changed"] {
        assert_eq!(log.iter().filter(|known| *known == action).count(), 1, "{log:?}");
    }
    assert!(server.verify_audit(&[]).await.misfits.is_empty());
}

/// Somebody opens a link in a browser in which somebody else is signed in.
#[tokio::test]
async fn using_a_link_ends_the_session_that_the_browser_had() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let (sales, _) = person(&admin, "sales").await;
    let invitation = token_path(&admin.put(&path(ID), &awa()).await);
    let reset = token_path(&admin.post(&format!("{}/link", path(&sales)), &json!({})).await);
    for (link, user) in [(invitation, "awa"), (reset, "sales")] {
        let browser = server.signed_in(Role::BackOfficeManagement).await;
        let elsewhere = server.signed_in(Role::BackOfficeManagement).await;
        // A link that does not work ends nothing.
        let nothing = json!({ "password": "another long password" });
        let none = "/api/set-up/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        browser.post(none, &nothing).await.assert_problem(404, "not_found");
        assert_eq!(browser.get("/api/session").await.status, 200);
        let reply = browser.post(&link, &nothing).await;
        assert_eq!((reply.status, &reply.json()["user"]), (201, &json!(user)));
        browser.get("/api/session").await.assert_problem(401, "not_signed_in");
        let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
        let signed_in = Actor::new(&server, Some(cookie)).get("/api/session").await.json();
        assert_eq!(signed_in["user"], user);
        assert_eq!(elsewhere.get("/api/session").await.status, 200);
    }
    assert_eq!(admin.get("/api/session").await.status, 200);
}

#[tokio::test]
async fn a_link_that_is_old_or_was_replaced_says_so_and_no_more() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let first = token_path(&admin.put(&path(ID), &awa()).await);
    let second = admin.post(&format!("{}/link", path(ID)), &json!({})).await;
    assert_eq!(second.status, 200, "{}", second.text());
    let second = token_path(&second);
    let unknown = "/api/set-up/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let replaced = server.anonymous().get(&first).await.assert_problem(404, "not_found");
    assert_eq!(server.anonymous().get(&second).await.status, 200);
    server.pass(jiff::SignedDuration::from_hours(24));
    let old = server.anonymous().get(&second).await.assert_problem(404, "not_found");
    let none = server.anonymous().get(unknown).await.assert_problem(404, "not_found");
    assert_eq!((&replaced, &old), (&none, &none));
    let chosen = json!({ "password": "another long password" });
    server.anonymous().post(&second, &chosen).await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn a_reset_ends_sessions_and_the_old_password() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let sales = server.signed_in(Role::Sales).await;
    let (id, _) = person(&admin, "sales").await;
    let reply = admin.post(&format!("{}/link", path(&id)), &json!({})).await;
    sales.get("/api/session").await.assert_problem(401, "not_signed_in");
    sign_in(&server, "sales", PASSWORD).await.assert_problem(401, "wrong_credentials");
    let link = token_path(&reply);
    assert_eq!(server.anonymous().get(&link).await.json()["purpose"], "password_reset");
    let chosen = json!({ "password": "another long password" });
    assert_eq!(server.anonymous().post(&link, &chosen).await.status, 201);
}

#[tokio::test]
async fn who_is_disabled_or_has_another_role_is_signed_out_at_once() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (role, change) in [
        (Role::Sales, json!({ "disabled": true })),
        (Role::BackOfficeManagement, json!({ "role": "basic" })),
    ] {
        let them = server.signed_in(role).await;
        let (id, request) = person(&admin, role.code()).await;
        let reply = admin.put(&path(&id), &with(request, &change)).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        them.get("/api/session").await.assert_problem(401, "not_signed_in");
    }
    assert_eq!(server.number("SELECT count(*) FROM session").await, 1);
    let (id, request) = person(&admin, "sales").await;
    let link = admin.post(&format!("{}/link", path(&id)), &json!({})).await;
    link.assert_problem(409, "person_not_possible");
    let enabled = admin.put(&path(&id), &with(request, &json!({ "disabled": false }))).await;
    assert_eq!(enabled.json()["person"]["status"], "enabled");
    assert_eq!(sign_in(&server, "sales", PASSWORD).await.status, 201);
    let details =
        server.texts("SELECT detail FROM audit_row WHERE action = 'person_changed'").await;
    assert!(details[1].contains(r#""before":"back_office_management""#), "{details:?}");
}

#[tokio::test]
async fn an_admin_ends_all_sessions_of_somebody() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let sales = server.signed_in(Role::Sales).await;
    let (id, _) = person(&admin, "sales").await;
    assert_eq!(admin.delete(&format!("{}/sessions", path(&id))).await.status, 204);
    sales.get("/api/session").await.assert_problem(401, "not_signed_in");
    assert_eq!(admin.get("/api/session").await.status, 200);
}

#[tokio::test]
async fn nobody_changes_their_own_role_and_the_last_admin_stays() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let (id, request) = person(&admin, "admin").await;
    for change in [json!({ "disabled": true }), json!({ "role": "basic" })] {
        let reply = admin.put(&path(&id), &with(request.clone(), &change)).await;
        reply.assert_problem(409, "last_admin");
    }
    let link = admin.post(&format!("{}/link", path(&id)), &json!({})).await;
    link.assert_problem(409, "person_not_possible");
    let (sales, other) = person(&admin, "sales").await;
    admin.put(&path(&sales), &with(other, &json!({ "role": "admin" }))).await;
    let reply = admin.put(&path(&id), &with(request.clone(), &json!({ "role": "basic" }))).await;
    reply.assert_problem(409, "person_not_possible");
    let renamed = admin.put(&path(&id), &with(request, &json!({ "name": "Ada" }))).await;
    assert_eq!(renamed.json()["person"]["name"], "Ada");
    assert_eq!(admin.get("/api/session").await.status, 200);
}

/// Each of two Admins demotes the other at the same time: one of them stays.
#[tokio::test]
async fn two_admins_who_demote_each_other_leave_one() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let (sales, other) = person(&admin, "sales").await;
    admin.put(&path(&sales), &with(other.clone(), &json!({ "role": "admin" }))).await;
    let second = server.signed_in(Role::Sales).await;
    let (first, own) = person(&admin, "admin").await;
    let basic = json!({ "role": "basic" });
    let (a, b) = (with(other, &basic), with(own, &basic));
    let (sales, first) = (path(&sales), path(&first));
    let (one, two) = tokio::join!(admin.put(&sales, &a), second.put(&first, &b));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200, "{statuses:?}");
    assert!([401, 403].contains(&statuses[1]), "{statuses:?}");
    let admins = "SELECT count(*) FROM app_user WHERE company = 1 AND role = 'admin'";
    assert_eq!(server.number(admins).await, 1);
}

/// Each of two Admins resets the other at the same time: one of them can still sign in.
#[tokio::test(flavor = "multi_thread")]
async fn two_admins_who_reset_each_other_leave_one() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let (sales, other) = person(&admin, "sales").await;
    admin.put(&path(&sales), &with(other, &json!({ "role": "admin" }))).await;
    let second = server.signed_in(Role::Sales).await;
    let (first, _) = person(&admin, "admin").await;
    let (sales, first) = (format!("{}/link", path(&sales)), format!("{}/link", path(&first)));
    // Both have begun before either can end.
    let held = server.database.hold("app_user").await;
    let nothing = json!({});
    let (one, two, ()) =
        tokio::join!(admin.post(&sales, &nothing), second.post(&first, &nothing), async {
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            held.release().await;
        });
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401], "{} {}", one.text(), two.text());
    let able = "SELECT count(*) FROM app_user
                 WHERE company = 1 AND role = 'admin' AND password_hash IS NOT NULL";
    assert_eq!(server.number(able).await, 1);
    let left = if one.status == 200 { &admin } else { &second };
    assert_eq!(left.get("/api/people").await.status, 200);
    assert_eq!(server.number("SELECT count(*) FROM session").await, 1);
}

#[tokio::test]
async fn when_somebody_was_here_last_outlives_their_sessions() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let seen = async || {
        let people = admin.get("/api/people").await.json();
        let people = people["people"].as_array().unwrap().clone();
        let found = people.into_iter().find(|person| person["user_name"] == "sales").unwrap();
        (found["last_seen_at"].clone(), found["sessions"].clone())
    };
    assert_eq!(seen().await, (Value::Null, json!(0)));
    let sales = server.signed_in(Role::Sales).await;
    assert_eq!(seen().await, (json!("2026-11-21T09:00:00.000Z"), json!(1)));
    // The admin's own session is used as well, so that it does not end.
    server.pass(jiff::SignedDuration::from_mins(10));
    assert_eq!(sales.get("/api/session").await.status, 200);
    assert_eq!(seen().await, (json!("2026-11-21T09:10:00.000Z"), json!(1)));
    assert_eq!(sales.delete("/api/session").await.status, 204);
    assert_eq!(seen().await, (json!("2026-11-21T09:10:00.000Z"), json!(0)));
    let again = sign_in(&server, "sales", PASSWORD).await;
    assert_eq!(again.status, 201);
    let (id, _) = person(&admin, "sales").await;
    admin.delete(&format!("{}/sessions", path(&id))).await;
    assert_eq!(seen().await, (json!("2026-11-21T09:10:00.000Z"), json!(0)));
}

/// Who came by an import has no link yet; who was invited and let the link grow old is something else.
#[tokio::test]
async fn who_never_had_a_link_is_told_from_who_let_it_grow_old() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let rows = json!({ "rows": [{ "user_name": "awa", "name": "Awa Diop", "role": "sales" }] });
    admin.put("/api/portfolio/staff", &rows).await;
    let state = async |admin: &Actor<'_>| {
        let people = admin.get("/api/people").await.json();
        let people = people["people"].as_array().unwrap().clone();
        let found = people.into_iter().find(|person| person["user_name"] == "awa").unwrap();
        (found["status"].clone(), found["link_expires_at"].is_null())
    };
    assert_eq!(state(&admin).await, (json!("no_link"), true));
    let (id, _) = person(&admin, "awa").await;
    admin.post(&format!("{}/link", path(&id)), &json!({})).await;
    assert_eq!(state(&admin).await, (json!("invited"), false));
    server.pass(jiff::SignedDuration::from_hours(25));
    assert_eq!(state(&server.admin().await).await, (json!("invited"), true));
}

#[tokio::test]
async fn a_password_that_anybody_would_try_is_not_taken() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let link = token_path(&admin.put(&path(ID), &awa()).await);
    for (password, code) in [
        ("aaaaaaaaaaaa", "few_different"),
        ("            ", "few_different"),
        ("write-off-2026", "guessable"),
        ("sunrise energy kenya", "guessable"),
    ] {
        let reply = server.anonymous().post(&link, &json!({ "password": password })).await;
        let problem = reply.assert_problem(422, "invalid_request");
        let error = &problem["errors"][0];
        assert_eq!((&error["place"], &error["code"]), (&json!("/password"), &json!(code)));
    }
    let change = json!({ "current": PASSWORD, "new": "adminadmin-2026" });
    let reply = admin.put("/api/profile/password", &change).await;
    let problem = reply.assert_problem(422, "invalid_request");
    let error = &problem["errors"][0];
    assert_eq!((&error["place"], &error["code"]), (&json!("/new"), &json!("guessable")));
}

#[tokio::test]
async fn what_is_wrong_with_a_person_is_said_at_its_place() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (change, place, code) in [
        (json!({ "user_name": "a wa" }), "/user_name", "not_a_user_name"),
        (json!({ "name": " " }), "/name", "missing"),
        (json!({ "name": "Awa\r\nDiop" }), "/name", "unseen_characters"),
        (json!({ "name": "Awa \u{202e}poiD" }), "/name", "unseen_characters"),
        (json!({ "role": "integration" }), "/role", "not_a_role_of_people"),
        (json!({ "mail": "awa" }), "/mail", "not_a_mail_address"),
        (json!({ "centre": "Atlantis" }), "/centre", "unknown_centre"),
    ] {
        let reply = admin.put(&path(ID), &with(awa(), &change)).await;
        let problem = reply.assert_problem(422, "invalid_request");
        let error = &problem["errors"][0];
        assert_eq!((&error["place"], &error["code"]), (&json!(place), &json!(code)));
    }
    // Names are compared without regard to case, and across companies.
    for taken in ["ADMIN", "stranger"] {
        let reply = admin.put(&path(ID), &with(awa(), &json!({ "user_name": taken }))).await;
        reply.assert_problem(409, "user_name_taken");
    }
    let (id, request) = person(&admin, "sales").await;
    let reply = admin.put(&path(&id), &with(request, &json!({ "user_name": "vendor" }))).await;
    let problem = reply.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["code"], "user_name_fixed");
}

#[tokio::test]
async fn people_of_another_company_do_not_exist() {
    let server = TestServer::start().await;
    let stranger = server.stranger().await;
    let admin = server.admin().await;
    let sales = server.signed_in(Role::Sales).await;
    let (id, request) = person(&admin, "sales").await;
    assert_eq!(stranger.get("/api/people").await.json()["people"].as_array().unwrap().len(), 1);
    for reply in [
        stranger.put(&path(&id), &request).await,
        stranger.post(&format!("{}/link", path(&id)), &json!({})).await,
        stranger.delete(&format!("{}/sessions", path(&id))).await,
    ] {
        reply.assert_problem(404, "not_found");
    }
    assert_eq!(sales.get("/api/session").await.status, 200);
}

/// An Admin who was invited and has not chosen a password runs nothing yet, for an import either.
#[tokio::test]
async fn no_import_demotes_an_admin_while_the_others_are_only_invited() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let invited = with(awa(), &json!({ "role": "admin" }));
    assert_eq!(admin.put(&path(ID), &invited).await.status, 200);
    let (_, oneself) = person(&admin, "admin").await;
    let program = server.program("01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e70").await;
    let row = json!({ "user_name": "admin", "name": oneself["name"], "role": "sales" });
    let promoted = json!({ "user_name": "someone", "name": "Someone", "role": "admin" });
    let reply =
        program.put("/api/portfolio/staff", &json!({ "rows": [row, promoted] })).await.json();
    let reason = |row: usize| reply["results"][row]["refusals"][0]["reason"].clone();
    assert_eq!([reason(0), reason(1)], [json!("last_admin"), json!("admin_by_import")], "{reply}");
    assert_eq!(person(&admin, "admin").await.1["role"], "admin");
}
