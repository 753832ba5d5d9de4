//! Changing a process: what is saved, who is first, and what is refused.

use serde_json::{Value, json};

use super::{
    assert_faults, audited, change, change_path, complete, events, form_of, history, links, save,
    saved, set_up, start_of, started,
};

#[tokio::test]
async fn contracts_are_linked_and_taken_out_and_their_history_stays() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1, 2])).await;
    let mut form = form_of(&process);
    form["comments"] = json!("Asked for a week");
    form["contracts"] = json!([1]);
    let process = saved(&admin, &process, 1, form).await;
    assert_eq!(process["version"], 2);
    assert_eq!(process["comments"], "Asked for a week");
    assert_eq!(links(&process), [(1, None), (2, Some("unlinked".to_owned()))]);
    assert_eq!(process["contracts"][1]["ended_on"], "2026-11-21");
    assert_eq!(process["account"]["contracts"][1]["process"], json!(null));
    let mut form = form_of(&process);
    form["contracts"] = json!([2, 1]);
    let process = saved(&admin, &process, 2, form).await;
    let expected = [(1, None), (2, Some("unlinked".to_owned())), (2, None)];
    assert_eq!(links(&process), expected);
    let saved_twice = [
        "saved by The Admin",
        "contract_ended by The Admin",
        "saved by The Admin",
        "started by The Admin",
    ];
    assert_eq!(history(&process), saved_twice);
    let detail: Value =
        serde_json::from_str(process["history"][0]["detail"].as_str().unwrap()).unwrap();
    assert_eq!(detail, json!({ "contracts": { "before": [1], "after": [1, 2] } }));
    let log = audited(&server, "process_changed").await;
    let changes = json!({
        "comments": { "before": "", "after": "Asked for a week" },
        "contracts": { "before": [1, 2], "after": [1] },
    });
    let expected = json!({ "process": 1, "what": "saved", "changes": changes });
    assert_eq!((log.len(), &log[0]), (2, &("A".to_owned(), expected)));
    assert_eq!(server.verify_audit(&[]).await.misfits, Vec::<String>::new());
}

/// P6 of the worked examples, and R2.
#[tokio::test]
async fn the_control_is_fixed_while_contracts_are_linked() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1, 2])).await;
    let mut form = form_of(&process);
    form["control"] = json!("hard");
    let reply = save(&admin, &process, 1, form.clone()).await;
    assert_faults(&reply, &[("/change/save/control", "control_fixed")]);
    form["contracts"] = json!([1, 3]);
    let reply = save(&admin, &process, 1, form.clone()).await;
    assert_faults(&reply, &[("/change/save/control", "control_fixed")]);
    // A contract of another class cannot be linked.
    let mut other_class = form_of(&process);
    other_class["contracts"] = json!([1, 2, 3]);
    let reply = save(&admin, &process, 1, other_class).await;
    assert_faults(&reply, &[("/change/save/contracts/2", "other_debt_class")]);
    // Once all are taken out it can change.
    form["contracts"] = json!([3]);
    let process = saved(&admin, &process, 1, form).await;
    assert_eq!(process["control"], "hard");
    let out = || Some("unlinked".to_owned());
    assert_eq!(links(&process), [(1, out()), (2, out()), (3, None)]);
}

/// P4 of the worked examples, and R3.
#[tokio::test]
async fn the_template_changes_only_while_every_event_is_pending() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1])).await;
    let mut form = form_of(&process);
    form["template"] = json!("c");
    let process = saved(&admin, &process, 1, form).await;
    assert_eq!(process["template"], "c");
    assert_eq!(events(&process), ["1 task 2026-11-27 pending"]);
    let mut form = form_of(&process);
    form["template"] = json!("r");
    let process = saved(&admin, &process, 2, form).await;
    assert_eq!(events(&process).len(), 4);
    complete(&server, &process, 1).await;
    let mut form = form_of(&process);
    form["template"] = json!("c");
    let reply = save(&admin, &process, 3, form.clone()).await;
    assert_faults(&reply, &[("/change/save/template", "template_fixed")]);
    form["template"] = json!("x");
    let reply = save(&admin, &process, 3, form).await;
    assert_faults(&reply, &[("/change/save/template", "unknown_template")]);
}

#[tokio::test]
async fn what_somebody_changed_meanwhile_is_not_overwritten() {
    let server = set_up().await;
    let admin = server.admin().await;
    let shown = started(&admin, 1, &start_of("A", &[1])).await;
    let mut form = form_of(&shown);
    form["comments"] = json!("First");
    saved(&admin, &shown, 1, form.clone()).await;
    form["comments"] = json!("Second");
    let problem = save(&admin, &shown, 2, form).await.assert_problem(409, "changed_meanwhile");
    let meanwhile = json!({ "what": "saved", "at": "2026-11-21T09:00:00.000Z", "by": "The Admin" });
    assert_eq!(problem["meanwhile"], meanwhile);
    assert_eq!(server.texts("SELECT comments FROM write_off_process").await, ["First"]);
}

#[tokio::test]
async fn of_two_who_change_at_the_same_moment_one_wins() {
    let server = set_up().await;
    let (one, other) = (server.admin().await, server.admin().await);
    let mut process = started(&one, 1, &start_of("A", &[1])).await;
    for round in 0..5 {
        let mut form = form_of(&process);
        form["comments"] = json!(format!("Round {round}"));
        let replies = tokio::join!(
            save(&one, &process, 10 * round + 1, form.clone()),
            save(&other, &process, 10 * round + 2, form),
        );
        let mut codes = [replies.0.status, replies.1.status];
        codes.sort_unstable();
        assert_eq!(codes, [201, 409], "{} {}", replies.0.json(), replies.1.json());
        process = if codes[0] == replies.0.status { replies.0 } else { replies.1 }.json();
    }
    assert_eq!(process["version"], 6);
}

#[tokio::test]
async fn a_retry_gets_the_first_answer_and_another_request_is_refused() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1])).await;
    let other = started(&admin, 2, &start_of("A", &[2])).await;
    let mut form = form_of(&process);
    form["comments"] = json!("Once");
    let body = json!({ "version": 1, "change": { "save": form } });
    let path = change_path(&process, 1);
    let first = admin.put(&path, &body).await;
    let again = admin.put(&path, &body).await;
    assert_eq!((first.json(), again.status), (again.json(), 201));
    assert_eq!(again.header("idempotent-replayed"), "true");
    let cancel = json!({ "version": 1, "change": "cancel" });
    admin.put(&path, &cancel).await.assert_problem(409, "id_reused");
    // The same change of another process is another request.
    admin.put(&change_path(&other, 1), &body).await.assert_problem(409, "id_reused");
    assert_eq!(server.number("SELECT max(version) FROM write_off_process").await, 2);
    assert_eq!(audited(&server, "process_changed").await.len(), 1);
}

#[tokio::test]
async fn a_process_that_there_is_not_is_not_changed() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1])).await;
    let stranger = server.stranger().await;
    change(&stranger, &process, 1, json!("cancel")).await.assert_problem(404, "not_found");
    let nobodys = json!({ "id": 99, "version": 1 });
    change(&admin, &nobodys, 1, json!("cancel")).await.assert_problem(404, "not_found");
    let body = json!({ "version": 1, "change": "cancel" });
    for path in ["1/changes/2", "one/changes/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f"] {
        let path = format!("/api/write-off-processes/{path}");
        admin.put(&path, &body).await.assert_problem(400, "malformed_request");
    }
    for (body, place) in [
        (json!({ "version": 1, "change": "forget" }), "/change"),
        (json!({ "change": "cancel" }), ""),
        (json!({ "version": 1, "change": { "reschedule": {} } }), "/change/reschedule"),
    ] {
        let reply = admin.put(&change_path(&process, 1), &body).await;
        let problem = reply.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place, "{problem}");
    }
    assert_eq!(server.texts("SELECT reason FROM write_off_process").await, ["events_pending"]);
}
