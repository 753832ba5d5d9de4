//! Actions as a table: whose, how old, what was tried, and what can be done.

use domain::actions::{ActionStatus, type_words};
use domain::api::ActionLine;
use domain::failed_attempt::words::reason;
use domain::language::Language;
use domain::money::Currency;

use crate::components::{Html, chunked};
use crate::i18n::format::{date, money, number};
use crate::i18n::{actions as texts, bulk_write_off as columns};
use crate::routes;

/// How things are written, and what this person may do.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    /// The company's currency.
    pub currency: &'a Currency,
    /// An instant as people where the company is write it.
    pub moment: &'a dyn Fn(&str) -> String,
    /// Whether this person may record repossessions and attempts.
    pub may_record: bool,
}

/// The table's inside.
pub(super) fn table(actions: &[ActionLine], written: Written<'_>, language: Language) -> String {
    let headings = [
        columns::CUSTOMER,
        columns::CENTRE,
        columns::DAYS,
        columns::OUTSTANDING,
        texts::ATTEMPTS,
        texts::ACTION,
    ];
    chunked(&headings.map(|text| text.of(language)), actions, |html, action| {
        html.push_str("<tr role=\"row\" data-testid=\"pending-action\" data-account=\"");
        html.between("", action.account.as_str(), "\" data-status=\"");
        html.between("", action.status.code(), "\"><td role=\"cell\">");
        html.link("", &routes::account(&action.account), &action.customer);
        html.between("<small>", action.account.as_str(), "");
        if !action.phone.is_empty() {
            html.between(" · ", &action.phone, "");
        }
        html.between("</small></td><td role=\"cell\">", &action.centre, "</td>");
        html.between("<td role=\"cell\">", &number(u64::from(action.days), language), "");
        html.between("<span class=\"unit\"> ", columns::DAYS_UNIT.of(language), "</span>");
        html.between("<small>", &date(action.defaulted_on, language), "</small></td>");
        let outstanding = money(action.outstanding, written.currency, language);
        html.between("<td role=\"cell\">", &outstanding, "</td>");
        attempts(html, action, language);
        what_to_do(html, action, written, language);
        html.push_str("</tr>");
    })
}

/// What was tried since the latest default.
fn attempts(html: &mut Html, action: &ActionLine, language: Language) {
    html.between("<td role=\"cell\">", &number(u64::from(action.failed_attempts), language), "");
    html.between(
        "<span class=\"unit\"> ",
        texts::attempts_unit(action.failed_attempts, language),
        "</span>",
    );
    for one in &action.reasons {
        html.between("<small>", reason(one.reason, language), "");
        if one.count > 1 {
            html.between(" (", &one.count.to_string(), ")");
        }
        html.push_str("</small>");
    }
    if let Some(day) = action.promised_on {
        html.between("<small>", texts::PROMISED_ON.of(language), " ");
        html.between("", &date(day, language), "</small>");
    }
    html.push_str("</td>");
}

/// What can be done about it, or when it was.
fn what_to_do(html: &mut Html, action: &ActionLine, written: Written<'_>, language: Language) {
    html.push_str("<td role=\"cell\">");
    if action.status == ActionStatus::Done {
        html.between("", texts::DONE.of(language), "");
        if let Some(at) = &action.done_at {
            html.between("<small>", &(written.moment)(at), "</small>");
        }
    } else if written.may_record {
        let whose = format!(": {}", action.customer);
        html.push_str("<span class=\"buttons\">");
        for (marks, href, text) in [
            (
                "class=\"button\" data-testid=\"record-repossession\"",
                routes::repossession(&action.account),
                texts::RECORD_REPOSSESSION,
            ),
            (
                "class=\"button quiet\" data-testid=\"record-failed-attempt\"",
                routes::failed_attempt(&action.account),
                texts::RECORD_ATTEMPT,
            ),
        ] {
            html.push_str("<a ");
            html.push_str(marks);
            html.between(" href=\"", &href, "\">");
            html.between("", text.of(language), "<span class=\"visually-hidden\">");
            html.between("", &whose, "</span></a>");
        }
        html.push_str("</span>");
    } else {
        html.text(type_words(action.kind, language));
    }
    html.push_str("</td>");
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

    fn action() -> ActionLine {
        ActionLine {
            number: 1,
            kind: ActionType::Repossession,
            status: ActionStatus::Pending,
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

    fn html(action: ActionLine, may_record: bool) -> String {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        let written = Written { currency: &currency, moment: &|at| format!("on {at}"), may_record };
        table(&[action], written, Language::En)
    }

    #[test]
    fn a_row_says_what_was_tried_and_leads_to_what_can_be_done() {
        let html = html(action(), true);
        for part in [
            "data-account=\"KE-1\"",
            "href=\"/accounts/KE-1\">&lt;Achieng&gt;</a><small>KE-1 · 0712</small>",
            "1,100<span class=\"unit\"> days</span><small>13 Aug 2026</small>",
            ">1,085.00</td>",
            "3<span class=\"unit\"> failed attempts</span><small>customer absent (2)</small><small>promised to pay</small>",
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
        let html = html(untried, true);
        let said = "<td role=\"cell\">0<span class=\"unit\"> failed attempts</span></td>";
        assert!(html.contains(said), "{html}");
    }

    #[test]
    fn who_may_record_nothing_is_offered_nothing_and_what_is_done_says_when() {
        assert!(!html(action(), false).contains("/repossession\""));
        let done = ActionLine {
            status: ActionStatus::Done,
            done_at: Some("2026-11-01".to_owned()),
            ..action()
        };
        let html = html(done, true);
        assert!(html.contains("Done<small>on 2026-11-01</small>"), "{html}");
        assert!(!html.contains("/repossession\""), "{html}");
    }
}
