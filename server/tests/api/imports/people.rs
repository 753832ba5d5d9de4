//! Staff that is imported while somebody changes people on their page.

use std::time::Duration;

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
    let people = admin.get("/api/people").await.json();
    let people = people["people"].as_array().unwrap();
    let found = people.iter().find(|person| person["user_name"] == user_name).unwrap();
    let fields = ["user_name", "name", "role", "centre", "mail"];
    let request = fields.map(|field| (field.to_owned(), found[field].clone()));
    let path = format!("/api/people/{}", found["id"].as_str().unwrap());
    (path, Value::Object(request.into_iter().collect()))
}

fn rows(rows: &[(&str, &str, &str)]) -> Value {
    let row = |(user_name, name, role): &(&str, &str, &str)| json!({ "user_name": user_name, "name": name, "role": role });
    json!({ "rows": rows.iter().map(row).collect::<Vec<_>>() })
}

/// A program demotes one of two Admins, who demotes the other on the page: whoever comes second is refused.
#[tokio::test(flavor = "multi_thread")]
async fn an_import_and_an_admin_who_demote_each_other_leave_one() {
    for import_first in [true, false] {
        let server = TestServer::start().await;
        let admin = server.admin().await;
        let program = server.program(PROGRAM).await;
        let (sales, mut other) = person(&admin, "sales").await;
        other["role"] = json!("admin");
        assert_eq!(admin.put(&sales, &other).await.status, 200);
        other["role"] = json!("basic");
        let import = rows(&[("admin", "The Admin", "basic")]);
        // That the key is used is noted now, and not while others wait.
        assert_eq!(program.get(STAFF).await.status, 200);
        // Both have begun before either can end.
        let held = server.database.hold("app_user").await;
        let turn = async |first: bool| {
            tokio::time::sleep(Duration::from_millis(if first { 0 } else { 300 })).await;
        };
        let (imported, page, ()) = tokio::join!(
            async {
                turn(import_first).await;
                program.put(STAFF, &import).await
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
        assert_eq!(imported.status, 200, "{}", imported.text());
        let result = imported.json()["results"][0].clone();
        if import_first {
            assert_eq!(result["result"], "changed", "{result}");
            page.assert_problem(403, "role_may_not");
            admin.get("/api/session").await.assert_problem(401, "not_signed_in");
        } else {
            assert_eq!(page.status, 200, "{}", page.text());
            assert_eq!(result["refusals"][0]["reason"], "last_admin", "{result}");
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
    let program = server.program(PROGRAM).await;
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
        program.put(STAFF, &import),
        admin.put(&basic, &disabled),
        admin.put(&sales, &mailed),
        admin.put(INVITED, &invited),
    );
    for reply in [&imported, &one, &two, &three] {
        assert_eq!(reply.status, 200, "{}", reply.text());
    }
    let counts = imported.json()["counts"].clone();
    assert_eq!(counts, json!({ "created": 1, "changed": 3, "same": 0, "refused": 0 }));
    let after = async |user_name: &str| person(&admin, user_name).await.1;
    assert_eq!(after("field_technician").await["role"], "sales");
    assert_eq!(after("nafula").await["name"], "Nafula Wekesa");
    assert_eq!(after("awa").await["name"], "Awa Diop");
    // The import says nothing of the mail; name and role are those of whoever came last, together.
    let sales = after("sales").await;
    assert_eq!(sales["mail"], "sales@sunrise.example");
    let last = (sales["name"].as_str().unwrap(), sales["role"].as_str().unwrap());
    assert!([("Imported", "field_management"), ("The Sales", "sales")].contains(&last), "{last:?}");
    let disabled =
        "SELECT count(*) FROM app_user WHERE user_name = 'basic' AND disabled_at IS NOT NULL";
    assert_eq!(server.number(disabled).await, 1);
    assert_whole(&server).await;
}
