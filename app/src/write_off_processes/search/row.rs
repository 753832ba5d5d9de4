//! A process as a row of the list.

use domain::api::ProcessLine;
use domain::language::Language;
use domain::money::Currency;
use domain::page_address::Page;
use domain::write_off_process::ProcessId;
use domain::write_off_process::words::{reason, status};
use leptos::prelude::*;

use crate::i18n::format::{date, money};
use crate::i18n::{Text, write_off_processes as texts};
use crate::routes;

/// What stands over the columns.
pub(super) const HEADINGS: [Text; 6] =
    [texts::PROCESS, texts::CUSTOMER, texts::STATUS, texts::CONTROL, texts::CREATED, texts::OWED];

/// The process's row.
pub(super) fn row(line: &ProcessLine, currency: &Currency, language: Language) -> AnyView {
    let process = ProcessId(line.id);
    let next = line.next_event_on.map(|day| {
        let said = texts::next_event(&date(day, language), language);
        view! { <small>{said}</small> }
    });
    let failing = line.failing.then(|| {
        view! { " " <mark data-testid="process-failing">{texts::FAILED_MARK.of(language)}</mark> }
    });
    view! {
        <tr
            role="row"
            data-testid="process-row"
            data-process=process.to_string()
            data-account=line.account.to_string()
            data-reason=line.reason.code()
        >
            <td role="cell">
                <a href=routes::write_off_process(Page::WriteOffProcess, process)>
                    {process.to_string()}
                </a>
            </td>
            <td role="cell">
                {line.customer.clone()}
                <small>
                    <a href=routes::account(&line.account)>{line.account.to_string()}</a>
                </small>
            </td>
            <td role="cell">
                {status(line.reason.status(), language)} ", " {reason(line.reason, language)}
                {failing}
            </td>
            <td role="cell">
                {line.control_name.clone()} <small>{line.template_name.clone()}</small>
            </td>
            <td role="cell">{date(line.created_on, language)} {next}</td>
            <td role="cell">
                <span class="unit">{texts::OWED.of(language)} " "</span>
                {money(line.owed, currency, language)}
            </td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;
    use crate::session::state_tests::person;
    use crate::write_off_processes::samples::line;

    #[test]
    fn a_row_says_whose_how_it_stands_and_what_is_next() {
        let currency = person("wanjiku").company.currency;
        let mut line = line(17);
        line.failing = true;
        let html = rendered(|| row(&line, &currency, Language::En));
        for part in [
            "data-testid=\"process-row\"",
            "href=\"/write-off-processes/0000000017\">0000000017</a>",
            "&lt;Achieng&gt;",
            "href=\"/accounts/KE-1\">KE-1</a>",
            "Active, Events Pending",
            "an event has failed",
            "Standard control<small>Residential</small>",
            "2 Mar 2026",
            "Next event: 1 May 2026",
            "382.61",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
