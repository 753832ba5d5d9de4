//! Cancelling a process.

use serde_json::json;

use super::{
    audited, change, complete, events, form_of, history, links, save, set_up, start_of, started,
};

/// P13 of the worked examples, and R8.
#[tokio::test]
async fn everything_that_is_open_of_it_ends() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1, 2])).await;
    complete(&server, &process, 1).await;
    server
        .execute(
            "INSERT INTO referral (company, process, agency, amount, referred_on)
             VALUES (1, 1, 'north', 217000, '2026-11-21')",
        )
        .await
        .unwrap();
    server
        .execute(
            "INSERT INTO message (company, process, sequence, message_id, channel, recipient,
                 subject, body, status, attempts, created_at, last_error, next_attempt_at)
             VALUES (1, 1, 2, '01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f', 'mail', 'a@example.com',
                 'Account A', 'You owe.', 'waiting', 1, '2026-11-21T09:00:00.000Z', 'no answer',
                 '2026-11-21T09:05:00.000Z')",
        )
        .await
        .unwrap();
    let open = admin.get("/api/write-off-processes/1").await.json();
    let referral = json!([{
        "agency": "The north", "amount": 217_000, "referred_on": "2026-11-21", "cancelled_on": null,
    }]);
    assert_eq!(open["referrals"], referral);
    let message = json!({
        "channel": "mail", "to": "a@example.com", "subject": "Account A", "text": "You owe.",
        "status": "waiting", "attempts": 1, "last_attempt_at": null, "last_error": "no answer",
        "next_attempt_at": "2026-11-21T09:05:00.000Z",
    });
    assert_eq!(open["events"][1]["message"], message);
    assert_eq!(open["account"]["processes"][0]["failing"], true);
    let reply = change(&admin, &process, 1, json!("cancel")).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    let process = reply.json();
    assert_eq!(process["reason"], "canceled_by_user");
    let expected = [
        "1 refer 2026-11-21 complete",
        "2 letter 2026-11-21 cancelled",
        "3 cancel 2027-01-20 cancelled",
        "4 write-off 2027-01-20 cancelled",
    ];
    assert_eq!(events(&process), expected);
    let ended = || Some("process_ended".to_owned());
    assert_eq!(links(&process), [(1, ended()), (2, ended())]);
    assert_eq!(process["referrals"][0]["cancelled_on"], "2026-11-21");
    assert_eq!(process["events"][1]["message"]["status"], "withdrawn");
    assert_eq!(process["account"]["processes"][0]["failing"], false);
    assert!(history(&process).contains(&"canceled_by_user by The Admin".to_owned()));
    let log = audited(&server, "process_changed").await;
    assert_eq!((log.len(), &log[0].1["what"]), (1, &json!("canceled_by_user")));
}

#[tokio::test]
async fn nothing_leads_back() {
    let server = set_up().await;
    let admin = server.admin().await;
    let process = started(&admin, 1, &start_of("A", &[1])).await;
    let ended = change(&admin, &process, 1, json!("cancel")).await.json();
    for (id, what) in [
        (2, json!("cancel")),
        (3, json!({ "reschedule": { "start": "2026-12-01" } })),
        (4, json!({ "save": form_of(&process) })),
    ] {
        change(&admin, &ended, id, what).await.assert_problem(409, "not_possible");
    }
    // Who has seen it going on is told what happened.
    let problem =
        save(&admin, &process, 5, form_of(&process)).await.assert_problem(409, "changed_meanwhile");
    assert_eq!(problem["meanwhile"]["by"], "The Admin");
}
