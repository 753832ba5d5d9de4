//! Staff that is imported while somebody changes people on their page.

use std::time::Duration;

use domain::role::Role;
use serde_json::{Value, json};

use super::assert_whole;
use crate::support::{Actor, TestServer};

const PROGRAM: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e70";
const INVITED: &str = "/api/people/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
const STAFF: &str = "/api/portfolio/staff";

const ADMINS: &str = "SELECT count(*) FROM app_user
                       WHERE company = 1 AND role = 'admin' AND disabled_at IS NULL";

/// The page's path of a person, and what it would send to change nothing.
async fn person(admin: &Actor<'_>, user_name: &str) -> (String, Value) {
    let (id, request) = super::super::people::person(admin, user_name).await;
    (format!("/api/people/{id}"), request)
}

fn rows(rows: &[(&str, &str, &str)]) -> Value {
    let row = |(user_name, name, role): &(&str, &str, &str)| json!({ "user_name": user_name, "name": name, "role": role });
    json!({ "rows": rows.iter().map(row).collect::<Vec<_>>() })
}

/// One of two Admins demotes the other by a batch, who demotes the first on the page: whoever comes second is refused.
#[tokio::test(flavor = "multi_thread")]
async fn an_import_and_an_admin_who_demote_each_other_leave_one() {
    for import_first in [true, false] {
        let server = TestServer::start().await;
        let admin = server.admin().await;
        let (sales, mut other) = person(&admin, "sales").await;
        other["role"] = json!("admin");
        assert_eq!(admin.put(&sales, &other).await.status, 200);
        other["role"] = json!("basic");
        let import = rows(&[("admin", "The Admin", "basic")]);
        let second = server.signed_in(Role::Sales).await;
        // Both have begun before either can end.
        let held = server.database.hold("app_user").await;
        let turn = async |first: bool| {
            tokio::time::sleep(Duration::from_millis(if first { 0 } else { 300 })).await;
        };
        let (imported, page, ()) = tokio::join!(
            async {
                turn(import_first).await;
                second.put(STAFF, &import).await
            },
            async {
                turn(!import_first).await;
                admin.put(&sales, &other).await
            },
            async {
                tokio::time::sleep(Duration::from_millis(900)).await;
                held.release().await;
            },
        );
        if import_first {
            assert_eq!(imported.status, 200, "{}", imported.text());
            assert_eq!(imported.json()["results"][0]["result"], "changed");
            page.assert_problem(403, "role_may_not");
            admin.get("/api/session").await.assert_problem(401, "not_signed_in");
        } else {
            assert_eq!(page.status, 200, "{}", page.text());
            imported.assert_problem(403, "role_may_not");
        }
        assert_eq!(server.number(ADMINS).await, 1);
        assert_whole(&server).await;
    }
}

/// What each does is there afterwards, and of one person what was done last, as a whole.
#[tokio::test(flavor = "multi_thread")]
async fn neither_an_import_nor_a_change_on_the_page_is_lost() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let (basic, mut disabled) = person(&admin, "basic").await;
    disabled["disabled"] = json!(true);
    let (sales, mut mailed) = person(&admin, "sales").await;
    mailed["mail"] = json!("sales@sunrise.example");
    let invited = json!({ "user_name": "awa", "name": "Awa Diop", "role": "sales" });
    let import = rows(&[
        ("basic", "Imported", "basic"),
        ("sales", "Imported", "field_management"),
        ("field_technician", "Imported", "sales"),
        ("nafula", "Nafula Wekesa", "basic"),
    ]);
    let (imported, one, two, three) = tokio::join!(
        admin.put(STAFF, &import),
        admin.put(&basic, &disabled),
        admin.put(&sales, &mailed),
        admin.put(INVITED, &invited),
    );
    for reply in [&imported, &one, &two, &three] {
        assert_eq!(reply.status, 200, "{}", reply.text());
    }
    let counts = imported.json()["counts"].clone();
    // What was decided on the page before is not undone.
    let decided = counts["refused"].as_u64().unwrap();
    let expected = json!({ "created": 1, "changed": 3 - decided, "same": 0, "refused": decided });
    assert!(decided <= 1, "{counts}");
    assert_eq!(counts, expected);
    let after = async |user_name: &str| person(&admin, user_name).await.1;
    assert_eq!(after("field_technician").await["role"], "sales");
    assert_eq!(after("nafula").await["name"], "Nafula Wekesa");
    assert_eq!(after("awa").await["name"], "Awa Diop");
    // The page decides, before the import and after it.
    assert_eq!(after("sales").await, mailed);
    let disabled =
        "SELECT count(*) FROM app_user WHERE user_name = 'basic' AND disabled_at IS NOT NULL";
    assert_eq!(server.number(disabled).await, 1);
    assert_whole(&server).await;
}

/// Whoever got hold of a key would be mailed the next link, or become a manager.
#[tokio::test]
async fn a_key_takes_nobody_over_who_has_access() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let program = server.program(PROGRAM).await;
    let take_over = |user_name: &str, name: &str| {
        json!({ "rows": [{ "user_name": user_name, "name": name, "mail": "mallory@example.org",
            "role": "back_office_management" }] })
    };
    let reasons = async |rows: &Value| {
        let reply = program.put(STAFF, rows).await.json();
        let refusals = reply["results"][0]["refusals"].as_array().cloned().unwrap_or_default();
        let said = |one: &Value| (one["field"].clone(), one["reason"].clone());
        refusals.iter().map(said).collect::<Vec<_>>()
    };
    let kept = |reason| ["role", "mail"].map(|field| (json!(field), json!(reason)));
    assert_eq!(reasons(&take_over("basic", "The Basic")).await, kept("has_access"));
    // Who came by an import is the program's to change until an Admin gives a link.
    assert_eq!(reasons(&rows(&[("nafula", "Nafula Wekesa", "basic")])).await, []);
    assert_eq!(reasons(&take_over("nafula", "Nafula Wekesa")).await, []);
    let (nafula, before) = person(&admin, "nafula").await;
    assert_eq!(before["role"], "back_office_management");
    admin.post(&format!("{nafula}/link"), &json!({})).await;
    let other = json!({ "rows": [{ "user_name": "nafula", "name": "N. Wekesa",
        "mail": "other@example.org", "role": "sales" }] });
    assert_eq!(reasons(&other).await, kept("has_access"));
    assert_eq!(person(&admin, "nafula").await.1, before);
    // A program is told from a person of its name.
    let import = admin.get("/api/imports").await.json()["imports"][0].clone();
    assert_eq!((&import["by"], &import["by_program"]), (&json!("Sync"), &json!(true)));
    // Names and centres are the other system's to say.
    let named = json!({ "rows": [{ "user_name": "nafula", "name": "N. Wekesa", "centre": "Kisumu",
        "role": "back_office_management" }] });
    assert_eq!(program.put(STAFF, &named).await.json()["results"][0]["result"], "changed");
    assert_whole(&server).await;
}

/// The file of every night says what it said, and what the page made of people stays.
#[tokio::test]
async fn what_an_admin_decided_about_people_no_import_undoes() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let program = server.program(PROGRAM).await;
    let file = rows(&[("nafula", "Nafula Wekesa", "basic"), ("otieno", "J. Otieno", "sales")]);
    assert_eq!(program.put(STAFF, &file).await.json()["counts"]["created"], 2);
    let (nafula, mut changed) = person(&admin, "nafula").await;
    changed["role"] = json!("field_management");
    changed["mail"] = json!("nafula@sunrise.example");
    assert_eq!(admin.put(&nafula, &changed).await.status, 200);
    // Disabling decides nothing of what an import says.
    let (otieno, mut disabled) = person(&admin, "otieno").await;
    disabled["disabled"] = json!(true);
    assert_eq!(admin.put(&otieno, &disabled).await.status, 200);
    let invited = json!({ "user_name": "awa", "name": "Awa Diop", "role": "sales" });
    assert_eq!(admin.put(INVITED, &invited).await.status, 200);
    let other = rows(&[
        ("nafula", "Nafula Wekesa", "basic"),
        ("otieno", "John Otieno", "sales"),
        ("AWA", "Awa Ndiaye", "sales"),
    ]);
    for who in [&program, &admin] {
        let results = who.put(STAFF, &other).await.json()["results"].clone();
        let refusal = |row: usize| {
            let refusals = results[row]["refusals"].as_array().unwrap();
            assert_eq!(refusals.len(), 1, "{results}");
            (refusals[0]["field"].clone(), refusals[0]["reason"].clone())
        };
        assert_eq!(refusal(0), (json!("role"), json!("decided_by_admin")));
        assert_ne!(results[1]["result"], "refused");
        assert_eq!(refusal(2), (json!("name"), json!("decided_by_admin")));
    }
    assert_eq!(person(&admin, "nafula").await.1, changed);
    // What is exported is what is there.
    let exported = admin.get(STAFF).await.json()["rows"].clone();
    let counts = program.put(STAFF, &json!({ "rows": exported })).await.json()["counts"].clone();
    let everybody = exported.as_array().unwrap().len();
    assert_eq!(counts, json!({ "created": 0, "changed": 0, "same": everybody, "refused": 0 }));
}
