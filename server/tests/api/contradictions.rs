//! Requests that satisfy the API's description and are refused all the same: their values contradict
//! one another, or what they are about. A fuzzer finds such; one of each kind that is known stands
//! here, and those of the repossession's form in `repossession/refusals.rs`. The description of each
//! operation says so.

use http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Account, TestServer, submission};

/// A query, and the parameter that is said to be wrong.
const QUERIES: [(&str, &str, &str); 18] = [
    ("/api/accounts", "days_min=5&days_max=4", "days_max"),
    ("/api/accounts", "q=%27", "q"),
    ("/api/accounts", "after=2026-02-30.KE-1", "after"),
    ("/api/actions", "days_min=5&days_max=4", "days_max"),
    ("/api/actions", "after=2026-02-30.1", "after"),
    ("/api/actions.csv", "days_min=5&days_max=4", "days_max"),
    ("/api/actions.csv", "limit=5", "limit"),
    ("/api/actions.csv", "after=2026-02-01.1", "after"),
    ("/api/payments", "from=2026-02-30", "from"),
    ("/api/payments", "after=2026-02-30.1", "after"),
    ("/api/journal", "to=2026-02-30", "to"),
    ("/api/daily-runs", "before=2026-02-30", "before"),
    ("/api/reports/{name}", "from=2026-02-02&to=2026-02-01", "to"),
    ("/api/reports/{name}", "from=2001-01-01&to=2026-02-01", "to"),
    ("/api/journal/export", "from=2026-02-02&to=2026-02-01", "to"),
    ("/api/journal/export", "to=2026-02-01", "from"),
    ("/api/audit.csv", "before=5", "before"),
    ("/api/audit.csv", "limit=5", "limit"),
];

#[tokio::test]
async fn parameters_that_contradict_are_refused_where_they_stand() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (path, query, place) in QUERIES {
        let reply = admin.get(&format!("{path}?{query}").replace("{name}", "write-offs")).await;
        let problem = reply.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place, "{path}?{query}");
    }
    for (path, _, _) in QUERIES {
        assert_is_described("get", path);
    }
}

#[tokio::test]
async fn forms_that_contradict_are_refused_and_change_nothing() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("KE-001", 100)]).await;
    let admin = server.admin().await;
    let twice = {
        let mut body = submission(&admin, "KE-001").await;
        let seen = body["seen"][0].clone();
        body["seen"] = json!([seen, seen]);
        body
    };
    let attempt = |attempted_on: &str, reason: &str, promised_on: Value| {
        json!({
            "account": "KE-001",
            "attempted_on": attempted_on,
            "reason": reason,
            "promised_on": promised_on,
        })
    };
    let in_time = "2026-11-01";
    for (path, body, code, place) in [
        ("bulk-write-offs", twice, "invalid_request", "/seen/1/account"),
        (
            "failed-attempts",
            attempt("2026-01-01", "customer_absent", Value::Null),
            "invalid_request",
            "/attempted_on",
        ),
        (
            "failed-attempts",
            attempt(in_time, "promised_to_pay", Value::Null),
            "invalid_request",
            "/promised_on",
        ),
        (
            "failed-attempts",
            attempt(in_time, "customer_absent", "2026-12-01".into()),
            "invalid_request",
            "/promised_on",
        ),
    ] {
        let reply = admin.put(&format!("/api/{path}/{}", Uuid::from_u128(1)), &body).await;
        let problem = reply.assert_problem(422, code);
        assert_eq!(problem["errors"][0]["place"], place, "{path} {body}");
        assert_is_described("put", &format!("/api/{path}/{{id}}"));
    }
    assert_is_described("put", "/api/repossessions/{id}");
    let reply = admin.request(Method::GET, "/api/accounts/KE-001");
    let account = admin.send(reply).await.json();
    assert_eq!(account["state"], "defaulted");
}

/// The operation's description says that a valid form may be refused.
fn assert_is_described(method: &str, path: &str) {
    let described: Value = serde_json::from_str(&server::api::openapi_json().unwrap()).unwrap();
    let description = described["paths"][path][method]["description"].as_str().unwrap_or_default();
    assert!(description.contains("422"), "{method} {path}: {description}");
}
