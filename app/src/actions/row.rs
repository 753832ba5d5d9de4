//! An action: whose, how old, what was tried, and what can be done.

use domain::actions::{ActionStatus, ActionType, type_words};
use domain::api::{ActionLine, Company};
use domain::failed_attempt::words::reason;
use domain::language::Language;
use domain::role::{Permission, Role};
use leptos::prelude::*;

use crate::components::process_link;
use crate::i18n::format::{date, money, number};
use crate::i18n::{Text, actions as texts, bulk_write_off as columns, moment};
use crate::routes;

/// What stands over the columns.
pub(super) const HEADINGS: [Text; 6] = [
    columns::CUSTOMER,
    columns::CENTRE,
    columns::DAYS,
    columns::OUTSTANDING,
    texts::ATTEMPTS,
    texts::ACTION,
];

/// The action's row, with the box that ticks its account where one may.
pub(super) fn row(
    action: &ActionLine,
    company: &Company,
    role: Role,
    tick: Option<AnyView>,
    language: Language,
) -> AnyView {
    let account = action.account.to_string();
    let phone = Some(action.phone.clone()).filter(|phone| !phone.is_empty());
    let whose: Vec<String> = [Some(account.clone()), phone].into_iter().flatten().collect();
    view! {
        <tr
            role="row"
            data-testid="pending-action"
            data-account=account
            data-status=action.status.code()
            data-type=action.kind.code()
        >
            <td role="cell">
                {tick}
                <a href=routes::account(&action.account)>{action.customer.clone()}</a>
                <small>{whose.join(" · ")}</small>
            </td>
            <td role="cell">{action.centre.clone()}</td>
            <td role="cell">
                {number(u64::from(action.days), language)}
                <span class="unit">" " {columns::DAYS_UNIT.of(language)}</span>
                <small>{date(action.defaulted_on, language)}</small>
            </td>
            <td role="cell">{money(action.outstanding, &company.currency, language)}</td>
            <td role="cell">{attempts(action, language)}</td>
            <td role="cell">{what_to_do(action, company, role, language)}</td>
        </tr>
    }
    .into_any()
}

/// What was tried since the latest default.
fn attempts(action: &ActionLine, language: Language) -> AnyView {
    let reasons = action.reasons.iter().map(|one| {
        let times = if one.count > 1 { format!(" ({})", one.count) } else { String::new() };
        reason(one.reason, language).to_owned() + &times
    });
    let reasons = reasons.collect::<Vec<_>>().join(" · ");
    let reasons = (!reasons.is_empty()).then(|| view! { <small>{reasons}</small> });
    let promised = action.promised_on.map(|day| {
        view! { <small>{texts::PROMISED_ON.of(language)} " " {date(day, language)}</small> }
    });
    view! {
        {number(u64::from(action.failed_attempts), language)}
        <span class="unit">" " {texts::attempts_unit(action.failed_attempts, language)}</span>
        {reasons}
        {promised}
    }
    .into_any()
}

/// What can be done about it, or when it was.
fn what_to_do(action: &ActionLine, company: &Company, role: Role, language: Language) -> AnyView {
    if action.status == ActionStatus::Done {
        let at = action.done_at.as_ref().map(|at| moment(at, &company.time_zone, language));
        view! {
            {task(action, language)}
            {texts::DONE.of(language)}
            {at.map(|at| view! { <small>{at}</small> })}
        }
        .into_any()
    } else if action.kind == ActionType::Task {
        task(action, language)
    } else if role.may(Permission::RecordRepossession) {
        let whose = || {
            view! { <span class="visually-hidden">{language.colon()} {action.customer.clone()}</span> }
        };
        view! {
            <span class="buttons">
                <a
                    class="button"
                    data-testid="record-repossession"
                    href=routes::repossession(&action.account)
                >
                    {texts::RECORD_REPOSSESSION.of(language)}
                    {whose()}
                </a>
                <a
                    class="quieter"
                    data-testid="record-failed-attempt"
                    href=routes::failed_attempt(&action.account)
                >
                    {texts::FAILED_ATTEMPT.of(language)}
                    {whose()}
                </a>
            </span>
        }
        .into_any()
    } else {
        type_words(action.kind, language).into_any()
    }
}

/// What a task says, and the way to the process that gave it; nothing of a repossession.
fn task(action: &ActionLine, language: Language) -> AnyView {
    let text = action.task.clone().map(|text| {
        view! { <span class="task" data-testid="task-text">{text}</span> }
    });
    let process = action.process.map(|number| process_link(number, language));
    view! { {text} " " {process} }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::account::AccountState;
    use domain::actions::ActionType;
    use domain::api::ReasonCount;
    use domain::failed_attempt::AttemptReason;
    use domain::money::Money;
    use domain::{AccountId, Date};

    use super::*;
    use crate::components::rendered;
    use crate::session::state_tests::person;

    fn action() -> ActionLine {
        ActionLine {
            number: 1,
            kind: ActionType::Repossession,
            status: ActionStatus::Pending,
            task: None,
            process: None,
            account: AccountId::parse("KE-1").unwrap(),
            customer: "<Achieng>".to_owned(),
            phone: "0712".to_owned(),
            centre: "Kisumu".to_owned(),
            account_state: AccountState::Defaulted,
            defaulted_on: Date::constant(2026, 8, 13),
            days: 1_100,
            done_at: None,
            outstanding: Money::from_minor(108_500),
            failed_attempts: 3,
            reasons: vec![
                ReasonCount { reason: AttemptReason::CustomerAbsent, count: 2 },
                ReasonCount { reason: AttemptReason::PromisedToPay, count: 1 },
            ],
            promised_on: Some(Date::constant(2026, 9, 10)),
        }
    }

    fn html(action: &ActionLine, role: Role) -> String {
        rendered(|| row(action, &person("wanjiku").company, role, None, Language::En))
    }

    #[test]
    fn a_row_says_what_was_tried_and_leads_to_what_can_be_done() {
        let html = html(&action(), Role::Admin);
        for part in [
            "data-account=\"KE-1\"",
            "href=\"/accounts/KE-1\">&lt;Achieng&gt;</a><small>KE-1 · 0712</small>",
            "1,100<span class=\"unit\"> days</span><small>13 Aug 2026</small>",
            ">1,085.00</td>",
            "3<span class=\"unit\"> failed attempts</span><small>customer absent (2) · promised to pay</small>",
            "10 Sep 2026</small>",
            "href=\"/accounts/KE-1/repossession\"",
            "href=\"/accounts/KE-1/failed-attempt\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn that_nothing_was_tried_is_said_also_where_no_heading_does() {
        let untried =
            ActionLine { failed_attempts: 0, reasons: Vec::new(), promised_on: None, ..action() };
        let html = html(&untried, Role::Admin);
        let said = "<td role=\"cell\">0<span class=\"unit\"> failed attempts</span></td>";
        assert!(html.contains(said), "{html}");
    }

    #[test]
    fn who_may_record_nothing_is_offered_nothing_and_what_is_done_says_when() {
        assert!(!html(&action(), Role::Basic).contains("/repossession\""));
        let done = ActionLine {
            status: ActionStatus::Done,
            done_at: Some("2026-11-01".to_owned()),
            ..action()
        };
        let html = html(&done, Role::Admin);
        assert!(html.contains("Done<small>2026-11-01</small>"), "{html}");
        assert!(!html.contains("/repossession\""), "{html}");
    }

    #[test]
    fn a_task_says_what_is_to_be_done_and_leads_to_its_process() {
        let task = ActionLine {
            kind: ActionType::Task,
            task: Some("Visit <her>".to_owned()),
            process: Some(4711),
            ..action()
        };
        let done = ActionLine { status: ActionStatus::Done, ..task.clone() };
        for html in [html(&task, Role::Basic), html(&done, Role::Admin)] {
            for part in [
                "data-type=\"task\"",
                "data-testid=\"task-text\" class=\"task\">Visit &lt;her&gt;</span>",
                "href=\"/write-off-processes/0000004711\" class=\"quieter\">Process 0000004711</a>",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            assert!(!html.contains("/repossession\""), "{html}");
        }
    }
}
