//! What the page of an account says of write-off processes.

use domain::actions::{ActionStatus, ActionType};
use domain::api::{AccountReply, ActionRecord, WriteOffMethod, WriteOffRecord};
use domain::language::Language;
use domain::role::Role;

use super::tests::{action, assert_has, balance, defaulted, shown, written_off};

#[test]
fn a_task_says_what_is_to_be_done_leads_to_its_process_and_is_done_by_who_may() {
    let task = |status| ActionRecord {
        kind: ActionType::Task,
        task: Some("Visit <her>".to_owned()),
        process: Some(4711),
        ..action(status)
    };
    let link = "href=\"/write-off-processes/0000004711\" class=\"quieter\">Process 0000004711</a>";
    let pending = AccountReply { actions: vec![task(ActionStatus::Pending)], ..defaulted() };
    let html = shown(&pending, Role::FieldTechnician, Language::En);
    assert_has(&html, &["Visit &lt;her&gt;", link, "data-testid=\"complete-task\""]);
    assert!(!html.contains("record-repossession"), "{html}");
    assert!(!shown(&pending, Role::Basic, Language::En).contains("complete-task"));
    let done = AccountReply { actions: vec![task(ActionStatus::Done)], ..defaulted() };
    let html = shown(&done, Role::Admin, Language::En);
    assert_has(&html, &["task, done on 2026-11-20T09:00:00.000Z", "Visit &lt;her&gt;", link]);
    assert!(!html.contains("complete-task"), "{html}");
}

#[test]
fn a_write_off_by_a_process_leads_to_it_and_nobody_completed_it() {
    let mut account = written_off(None);
    let record = &mut account.repossessions[0];
    record.completed_by = None;
    record.recorded_by = None;
    record.write_off = Some(WriteOffRecord {
        method: WriteOffMethod::Process,
        operation: None,
        process: Some(4711),
        amount: balance(),
    });
    let html = shown(&account, Role::Basic, Language::En);
    assert_has(
        &html,
        &[
            "data-method=\"process\">By an event of a write-off process",
            "href=\"/write-off-processes/0000004711\" class=\"quieter\">Process 0000004711</a>",
        ],
    );
    assert!(!html.contains("Completed by"), "{html}");
}
