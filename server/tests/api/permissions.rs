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

const ROUTES: [(&str, &str, Open); 51] = [
    ("get", "/api/session", Open::ToPeople),
    ("post", "/api/session", Open::ToAll),
    ("delete", "/api/session", Open::ToAll),
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
