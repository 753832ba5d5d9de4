//! `PUT /api/write-off-processes/tasks/{id}`.

use domain::role::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{assert_faults, audited, complete, history, set_up, start_of, started};
use crate::support::TestServer;

fn path(id: u128) -> String {
    format!("/api/write-off-processes/tasks/{}", Uuid::from_u128(3_000 + id))
}

fn done(action: i64, note: &str) -> Value {
    json!({ "action": action, "note": note })
}

/// A process whose second event gave a task, as the daily run does; the number of its action.
async fn with_task(server: &TestServer) -> i64 {
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1])).await;
    complete(server, &process, 2).await;
    server
        .execute(
            "INSERT INTO pending_action (id, company, account, type, status, defaulted_on, created_at)
             VALUES (90, 1, 'A', 'task', 'pending', '2026-08-13', '2026-11-21T09:00:00.000Z')",
        )
        .await
        .unwrap();
    server
        .execute(
            "INSERT INTO process_task (action, process, sequence, text)
             VALUES (90, 1, 2, 'Call the customer')",
        )
        .await
        .unwrap();
    90
}

#[tokio::test]
async fn a_task_is_done_once_and_says_by_whom() {
    let server = set_up().await;
    let action = with_task(&server).await;
    let technician = server.signed_in(Role::FieldTechnician).await;
    let listed = technician.get("/api/actions?type=task").await.json();
    for (pointer, expected) in [
        ("/actions/0/number", json!(90)),
        ("/actions/0/type", json!("task")),
        ("/actions/0/task", json!("Call the customer")),
        ("/actions/0/process", json!(1)),
        ("/actions/0/account", json!("A")),
    ] {
        assert_eq!(listed.pointer(pointer), Some(&expected), "{pointer}");
    }
    let page = technician.get("/api/accounts/A").await.json();
    assert_eq!(page["actions"][0]["task"], "Call the customer");
    assert_eq!(page["actions"][0]["process"], 1);
    let reply = technician.put(&path(1), &done(action, " She will pay ")).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    let task = json!([{
        "action": 90,
        "sequence": 2,
        "text": "Call the customer",
        "status": "done",
        "done_at": "2026-11-21T09:00:00.000Z",
        "done_by": "The Field Technician",
        "note": "She will pay",
    }]);
    assert_eq!(reply.json()["tasks"], task);
    assert_eq!(history(&reply.json())[0], "task_done by The Field Technician");
    let again = technician.put(&path(1), &done(action, " She will pay ")).await;
    assert_eq!((again.json(), again.header("idempotent-replayed")), (reply.json(), "true"));
    technician.put(&path(1), &done(action, "")).await.assert_problem(409, "id_reused");
    // Somebody else comes too late.
    let admin = server.admin().await;
    let problem =
        admin.put(&path(2), &done(action, "")).await.assert_problem(409, "changed_meanwhile");
    let meanwhile = json!({
        "what": "task_done", "at": "2026-11-21T09:00:00.000Z", "by": "The Field Technician",
    });
    assert_eq!(problem["meanwhile"], meanwhile);
    assert_eq!(technician.get("/api/actions?type=task").await.json()["actions"], json!([]));
    let log = audited(&server, "process_task").await;
    let detail = json!({
        "process": 1, "sequence": 2, "action": 90, "task": "Call the customer",
        "note": "She will pay",
    });
    assert_eq!(log, [("A".to_owned(), detail)]);
}

#[tokio::test]
async fn what_is_wrong_is_refused() {
    let server = set_up().await;
    let action = with_task(&server).await;
    let technician = server.signed_in(Role::FieldTechnician).await;
    let reply = technician.put(&path(1), &done(action, &"x".repeat(501))).await;
    assert_faults(&reply, &[("/note", "too_long")]);
    // A repossession is recorded in its own way, and is no task.
    for other in [1, 9_999] {
        technician.put(&path(1), &done(other, "")).await.assert_problem(404, "not_found");
    }
    let stranger = server.stranger().await;
    stranger.put(&path(1), &done(action, "")).await.assert_problem(404, "not_found");
    let basic = server.signed_in(Role::Basic).await;
    basic.put(&path(1), &done(action, "")).await.assert_problem(403, "role_may_not");
    let pending = "SELECT count(*) FROM pending_action WHERE type = 'task' AND status = 'pending'";
    assert_eq!(server.number(pending).await, 1);
    // Nothing need be said about it.
    let reply = technician.put(&path(1), &done(action, " ")).await;
    assert_eq!((reply.status, &reply.json()["tasks"][0]["note"]), (201, &json!(null)));
}

#[tokio::test]
async fn of_two_who_complete_it_at_the_same_moment_one_wins() {
    let server = set_up().await;
    let action = with_task(&server).await;
    let (one, other) = (server.admin().await, server.admin().await);
    let (body, paths) = (done(action, ""), (path(1), path(2)));
    let replies = tokio::join!(one.put(&paths.0, &body), other.put(&paths.1, &body));
    let mut codes = [replies.0.status, replies.1.status];
    codes.sort_unstable();
    assert_eq!(codes, [201, 409], "{} {}", replies.0.json(), replies.1.json());
    assert_eq!(audited(&server, "process_task").await.len(), 1);
}
