//! Who may do what: every route, every role, and nobody.

use domain::role::{Permission, Role};
use http::Method;
use serde_json::json;

use crate::support::TestServer;

/// Who may use a route.
#[derive(Clone, Copy, Debug)]
enum Open {
    /// Everybody, signed in or not.
    ToAll,
    /// Whoever is signed in.
    ToPeople,
    /// Roles with the permission.
    To(Permission),
}

const ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";

const ROUTES: [(&str, &str, Open); 84] = [
    ("get", "/api/session", Open::ToPeople),
    ("post", "/api/session", Open::ToAll),
    ("delete", "/api/session", Open::ToAll),
    ("get", "/api/set-up", Open::To(Permission::Administer)),
    ("get", "/api/set-up/{token}", Open::ToAll),
    ("post", "/api/set-up/{token}", Open::ToAll),
    ("get", "/api/people", Open::To(Permission::Administer)),
    ("put", "/api/people/{id}", Open::To(Permission::Administer)),
    ("post", "/api/people/{id}/link", Open::To(Permission::Administer)),
    ("delete", "/api/people/{id}/sessions", Open::To(Permission::Administer)),
    ("get", "/api/service-accounts", Open::To(Permission::Administer)),
    ("put", "/api/service-accounts/{id}", Open::To(Permission::Administer)),
    ("delete", "/api/service-accounts/{id}", Open::To(Permission::Administer)),
    ("get", "/api/profile", Open::ToPeople),
    ("put", "/api/profile", Open::ToPeople),
    ("put", "/api/profile/password", Open::ToPeople),
    ("delete", "/api/profile/sessions", Open::ToPeople),
    ("delete", "/api/profile/sessions/{id}", Open::ToPeople),
    ("post", "/api/bulk-write-offs/facts", Open::To(Permission::BulkWriteOff)),
    ("get", "/api/bulk-write-offs", Open::To(Permission::BulkWriteOff)),
    ("get", "/api/bulk-write-offs/{id}", Open::To(Permission::BulkWriteOff)),
    ("put", "/api/bulk-write-offs/{id}", Open::To(Permission::BulkWriteOff)),
    ("get", "/api/bulk-write-offs/{id}/failures.csv", Open::To(Permission::BulkWriteOff)),
    ("get", "/api/bulk-write-offs/{id}/file", Open::To(Permission::BulkWriteOff)),
    ("post", "/api/bulk-process-starts/facts", Open::To(Permission::ManageProcesses)),
    ("get", "/api/bulk-process-starts", Open::To(Permission::ManageProcesses)),
    ("get", "/api/bulk-process-starts/{id}", Open::To(Permission::ManageProcesses)),
    ("put", "/api/bulk-process-starts/{id}", Open::To(Permission::ManageProcesses)),
    ("get", "/api/bulk-process-starts/{id}/failures.csv", Open::To(Permission::ManageProcesses)),
    ("get", "/api/bulk-process-starts/{id}/file", Open::To(Permission::ManageProcesses)),
    ("get", "/api/settings", Open::To(Permission::Administer)),
    ("put", "/api/settings/{id}", Open::To(Permission::Administer)),
    ("get", "/api/notifications", Open::ToPeople),
    ("post", "/api/notifications/read", Open::ToPeople),
    ("get", "/api/accounts", Open::To(Permission::SeeAccounts)),
    ("get", "/api/accounts/{id}", Open::To(Permission::SeeAccounts)),
    ("get", "/api/fulfilment-centres", Open::To(Permission::SeeAccounts)),
    ("get", "/api/actions", Open::To(Permission::SeeAccounts)),
    ("get", "/api/actions.csv", Open::To(Permission::SeeAccounts)),
    ("get", "/api/staff", Open::To(Permission::RecordRepossession)),
    ("put", "/api/repossessions/{id}", Open::To(Permission::RecordRepossession)),
    ("put", "/api/failed-attempts/{id}", Open::To(Permission::RecordRepossession)),
    ("get", "/api/payments", Open::To(Permission::SeeReports)),
    ("put", "/api/payments", Open::To(Permission::RecordPayments)),
    ("post", "/api/payments/check", Open::To(Permission::RecordPayments)),
    ("put", "/api/payments/{id}", Open::To(Permission::RecordPayments)),
    ("put", "/api/payments/{id}/reversal", Open::To(Permission::RecordPayments)),
    ("get", "/api/portfolio/{kind}", Open::To(Permission::Import)),
    ("get", "/api/portfolio/{kind}/export.csv", Open::To(Permission::Import)),
    ("put", "/api/portfolio/{kind}", Open::To(Permission::Import)),
    ("get", "/api/imports", Open::To(Permission::Import)),
    ("post", "/api/imports/facts", Open::To(Permission::Import)),
    ("get", "/api/imports/columns", Open::To(Permission::Import)),
    ("get", "/api/imports/template.xlsx", Open::To(Permission::Import)),
    ("get", "/api/imports/template/{file}", Open::To(Permission::Import)),
    ("get", "/api/imports/{id}", Open::To(Permission::Import)),
    ("put", "/api/imports/{id}", Open::To(Permission::Import)),
    ("delete", "/api/imports/{id}", Open::To(Permission::Import)),
    ("put", "/api/imports/{id}/commit", Open::To(Permission::Import)),
    ("get", "/api/imports/{id}/rows", Open::To(Permission::Import)),
    ("get", "/api/imports/{id}/refused.csv", Open::To(Permission::Import)),
    ("get", "/api/imports/{id}/file", Open::To(Permission::Import)),
    ("get", "/api/changes", Open::To(Permission::Import)),
    ("get", "/api/recoveries", Open::To(Permission::SeeReports)),
    ("put", "/api/recoveries/{payment}", Open::To(Permission::KeepBooks)),
    ("get", "/api/journal", Open::To(Permission::SeeReports)),
    ("get", "/api/journal/{number}", Open::To(Permission::SeeReports)),
    ("get", "/api/journal/export", Open::To(Permission::SeeReports)),
    ("put", "/api/journal/corrections/{id}", Open::To(Permission::KeepBooks)),
    ("get", "/api/ledger-accounts", Open::To(Permission::SeeReports)),
    ("get", "/api/write-off-processes", Open::To(Permission::SeeAccounts)),
    ("get", "/api/write-off-processes/{number}", Open::To(Permission::SeeAccounts)),
    ("get", "/api/write-off-processes/accounts/{id}", Open::To(Permission::SeeAccounts)),
    ("get", "/api/write-off-processes/settings", Open::To(Permission::SeeAccounts)),
    ("put", "/api/write-off-processes/settings/{id}", Open::To(Permission::Administer)),
    ("put", "/api/write-off-processes/starts/{id}", Open::To(Permission::ManageProcesses)),
    (
        "put",
        "/api/write-off-processes/{number}/changes/{id}",
        Open::To(Permission::ManageProcesses),
    ),
    ("put", "/api/write-off-processes/tasks/{id}", Open::To(Permission::RecordRepossession)),
    ("put", "/api/write-off-processes/holds/{id}", Open::To(Permission::ManageProcesses)),
    ("get", "/api/daily-runs", Open::To(Permission::SeeReports)),
    ("get", "/api/reports/{name}", Open::To(Permission::SeeReports)),
    ("get", "/api/start", Open::To(Permission::SeeReports)),
    ("get", "/api/audit", Open::To(Permission::SeeReports)),
    ("get", "/api/audit.csv", Open::To(Permission::SeeReports)),
];

/// The path of something, whether or not there is such a thing.
fn named(path: &str) -> String {
    path.replace("{id}", ID)
        .replace("{kind}", "centres")
        .replace("{file}", "accounts.csv")
        .replace("{name}", "ageing")
        .replace("{payment}", "7")
        .replace("{number}", "7")
}

#[tokio::test]
async fn every_route_of_the_description_is_in_the_table_and_no_other() {
    let document: serde_json::Value =
        serde_json::from_str(&server::api::openapi_json().unwrap()).unwrap();
    let mut described: Vec<(String, String)> = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            described.push((method.clone(), path.clone()));
        }
    }
    let mut table: Vec<(String, String)> =
        ROUTES.iter().map(|(method, path, _)| ((*method).into(), (*path).into())).collect();
    described.sort();
    table.sort();
    assert_eq!(described, table);
}

/// The description says what the routes do: the table is checked against both.
#[test]
fn the_description_says_who_may_call_what() {
    let document: serde_json::Value =
        serde_json::from_str(&server::api::openapi_json().unwrap()).unwrap();
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["session"]["name"], "__Host-session");
    assert_eq!(schemes["key"]["scheme"], "bearer");
    for (method, path, open) in ROUTES {
        let expected = match open {
            Open::ToAll => json!([]),
            Open::To(permission) if Role::Integration.may(permission) => {
                json!([{ "session": [] }, { "key": [] }])
            }
            Open::ToPeople | Open::To(_) => json!([{ "session": [] }]),
        };
        assert_eq!(document["paths"][path][method]["security"], expected, "{method} {path}");
    }
    let of_people = &document["components"]["schemas"]["PersonRequest"]["properties"]["role"];
    assert_eq!(of_people["enum"], json!(Role::ALL));
}

#[tokio::test]
async fn nobody_gets_past_a_route_that_is_not_open_to_all() {
    let server = TestServer::start().await;
    for (method, path, open) in ROUTES {
        let method: Method = method.to_uppercase().parse().unwrap();
        let path = named(path);
        let reply = server.anonymous().raw(method.clone(), &path, "{}").await;
        match open {
            Open::ToAll => assert_ne!(reply.status, 401, "{method} {path}"),
            Open::ToPeople | Open::To(_) => {
                reply.assert_problem(401, "not_signed_in");
            }
        }
    }
}

#[tokio::test]
async fn each_role_gets_where_it_may_and_is_told_who_may_elsewhere() {
    let server = TestServer::start().await;
    for role in Role::ALL {
        for (method, path, open) in ROUTES {
            // A person of their own for each: one of the routes signs out.
            let actor = server.signed_in(role).await;
            let name = format!("{method} {path} as {}", role.name());
            let method: Method = method.to_uppercase().parse().unwrap();
            let reply = actor.raw(method, &named(path), "{}").await;
            match open {
                Open::To(permission) if !role.may(permission) => {
                    let problem = reply.assert_problem(403, "role_may_not");
                    let allowed: Vec<Role> = permission.roles().collect();
                    assert_eq!(problem["allowed_roles"], json!(allowed), "{name}");
                }
                _ => assert!(![401, 403].contains(&reply.status), "{name}: {}", reply.status),
            }
        }
    }
}

/// A program with a key gets where its role may, and nowhere else: what is for people is not for it.
#[tokio::test]
async fn a_program_gets_where_it_may_and_nowhere_else() {
    let server = TestServer::start().await;
    let program = server.program("01938a5e-2f6b-7c3d-9e4f-000000000001").await;
    for (method, path, open) in ROUTES {
        let name = format!("{method} {path}");
        let method: Method = method.to_uppercase().parse().unwrap();
        let reply = program.raw(method, &named(path), "{}").await;
        match open {
            Open::To(permission) if Role::Integration.may(permission) => {
                assert!(![401, 403].contains(&reply.status), "{name}: {}", reply.status);
            }
            Open::To(_) | Open::ToPeople => {
                reply.assert_problem(403, "role_may_not");
            }
            Open::ToAll => assert_ne!(reply.status, 401, "{name}"),
        }
    }
}
