//! Events of a process: added, removed, changed, and counted from another day.

use serde_json::{Value, json};

use super::{
    assert_faults, audited, change, complete, events, form_of, history, links, save, saved, set_up,
    start_of, started,
};

fn event(sequence: Option<u32>, event_type: &str, on: &str) -> Value {
    json!({ "sequence": sequence, "event_type": event_type, "trigger_on": on })
}

#[tokio::test]
async fn pending_ones_are_added_removed_and_changed() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1])).await;
    complete(&server, &process, 1).await;
    let mut form = form_of(&process);
    form["events"] = json!([
        event(Some(2), "task", "2026-11-21"),
        event(Some(4), "write-off", "2027-02-01"),
        event(None, "letter", "2026-12-01"),
    ]);
    let process = saved(&admin, &process, 1, form).await;
    let expected = [
        "1 refer 2026-11-21 complete",
        "2 task 2026-11-21 pending",
        "4 write-off 2027-02-01 pending",
        "5 letter 2026-12-01 pending",
    ];
    assert_eq!(events(&process), expected);
    // What is complete may be listed as it is.
    let mut form = form_of(&process);
    let mut all = form["events"].as_array().unwrap().clone();
    all.insert(0, event(Some(1), "refer", "2026-11-21"));
    form["events"] = json!(all);
    form["comments"] = json!("Listed");
    let process = saved(&admin, &process, 2, form).await;
    assert_eq!(events(&process), expected);
}

#[tokio::test]
async fn each_field_says_what_is_wrong_with_it() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1])).await;
    complete(&server, &process, 1).await;
    for (listed, field, code) in [
        (event(Some(9), "task", "2026-12-01"), "/sequence", "unknown_event"),
        (event(Some(1), "task", "2026-11-21"), "/sequence", "event_not_pending"),
        (event(Some(1), "refer", "2026-12-01"), "/sequence", "event_not_pending"),
        (event(Some(2), "", "2026-12-01"), "/event_type", "missing"),
        (event(Some(2), "dance", "2026-12-01"), "/event_type", "unknown_event_type"),
        (event(Some(2), "task", "soon"), "/trigger_on", "not_a_date"),
        (event(Some(2), "task", "2026-11-20"), "/trigger_on", "before_the_process"),
        (event(None, "task", "2036-12-01"), "/trigger_on", "too_many_days"),
    ] {
        let mut form = form_of(&process);
        form["events"] = json!([listed, event(Some(4), "write-off", "2027-01-20")]);
        let reply = save(&admin, &process, 1, form).await;
        let place = format!("/change/save/events/0{field}");
        assert_faults(&reply, &[(place.as_str(), code)]);
    }
    let mut form = form_of(&process);
    form["events"] =
        json!([event(Some(2), "letter", "2026-11-21"), event(Some(2), "letter", "2026-11-22"),]);
    let reply = save(&admin, &process, 1, form.clone()).await;
    assert_faults(&reply, &[("/change/save/events/1/sequence", "stands_twice")]);
    let many: Vec<Value> = (0..50).map(|_| event(None, "task", "2026-12-01")).collect();
    form["events"] = json!(many);
    let reply = save(&admin, &process, 1, form).await;
    assert_faults(&reply, &[("/change/save/events", "not_so_many")]);
    assert_eq!(server.number("SELECT version FROM write_off_process").await, 1);
}

#[tokio::test]
async fn without_any_a_process_cannot_be_and_without_a_pending_one_it_is_completed() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1])).await;
    let mut form = form_of(&process);
    form["events"] = json!([]);
    let reply = save(&admin, &process, 1, form.clone()).await;
    assert_faults(&reply, &[("/change/save/events", "not_so_many")]);
    complete(&server, &process, 1).await;
    let process = saved(&admin, &process, 1, form).await;
    assert_eq!(process["reason"], "completed");
    assert_eq!(links(&process), [(1, Some("process_ended".to_owned()))]);
    let expected = [
        "completed by The Admin",
        "contract_ended by The Admin",
        "saved by The Admin",
        "started by The Admin",
    ];
    assert_eq!(history(&process), expected);
}

/// P5 of the worked examples.
#[tokio::test]
async fn they_are_counted_from_another_day() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1])).await;
    complete(&server, &process, 1).await;
    complete(&server, &process, 2).await;
    let reschedule = |start: &str| json!({ "reschedule": { "start": start } });
    for (start, code) in
        [("", "missing"), ("2026-02-30", "not_a_date"), ("2046-01-01", "too_many_days")]
    {
        let reply = change(&admin, &process, 1, reschedule(start)).await;
        assert_faults(&reply, &[("/change/reschedule/start", code)]);
    }
    let reply = change(&admin, &process, 1, reschedule("2026-12-01")).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    let process = reply.json();
    let expected = [
        "1 refer 2026-11-21 complete",
        "2 letter 2026-11-21 complete",
        "3 cancel 2027-01-30 pending",
        "4 write-off 2027-01-30 pending",
    ];
    assert_eq!(events(&process), expected);
    assert_eq!(process["starts_on"], "2026-12-01");
    // Its creation is what it was.
    assert_eq!(process["created_on"], "2026-11-21");
    assert_eq!(history(&process)[0], "rescheduled by The Admin");
    let log = audited(&server, "process_changed").await;
    assert_eq!(log[0].1["what"], "rescheduled");
    assert_eq!(log[0].1["changes"]["starts_on"]["after"], "2026-12-01");
}
