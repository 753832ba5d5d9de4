//! The run of a day as a row.

use domain::api::DailyRunLine;
use domain::form::iso_day;
use domain::language::Language;
use leptos::prelude::*;

use crate::i18n::format::{date, number};
use crate::i18n::{Text, daily_runs as texts, moment};

/// What stands over the columns.
pub(super) const HEADINGS: [Text; 10] = [
    texts::DAY,
    texts::STARTED,
    texts::FINISHED,
    texts::LATE,
    texts::DEFAULTED,
    texts::ACTIONS,
    texts::PROCESSES,
    texts::WRITE_DOWNS,
    texts::EVENTS,
    texts::FAILURES,
];

/// The run's row. The latest one may still be going on; an earlier one was interrupted.
pub(super) fn row(
    run: &DailyRunLine,
    latest: bool,
    time_zone: &str,
    language: Language,
) -> AnyView {
    let finished = match (&run.finished_at, latest) {
        (Some(at), _) => moment(at, time_zone, language).into_any(),
        (None, true) => {
            let said = [texts::GOING_ON.of(language), ", ", texts::INTERRUPTED_OR.of(language)];
            view! { <mark>{said.concat()}</mark> }.into_any()
        }
        (None, false) => view! { <mark>{texts::INTERRUPTED.of(language)}</mark> }.into_any(),
    };
    view! {
        <tr role="row" data-testid="daily-run-row" data-date=iso_day(run.date)>
            <td role="cell">{date(run.date, language)}</td>
            <td role="cell">{moment(&run.started_at, time_zone, language)}</td>
            <td role="cell">{finished}</td>
            <td role="cell">{counted(run.late, texts::LATE, language)}</td>
            <td role="cell">{counted(run.defaulted, texts::DEFAULTED, language)}</td>
            <td role="cell">{counted(run.actions, texts::ACTIONS, language)}</td>
            <td role="cell">{counted(run.processes, texts::PROCESSES, language)}</td>
            <td role="cell">{counted(run.write_downs, texts::WRITE_DOWNS, language)}</td>
            <td role="cell">{counted(run.events, texts::EVENTS, language)}</td>
            <td role="cell">{failures(run.failures, language)}</td>
        </tr>
    }
    .into_any()
}

/// A count, with what it counts where no heading says so.
fn counted(n: u64, what: Text, language: Language) -> AnyView {
    view! {
        {number(n, language)}
        <span class="unit">" " {what.of(language)}</span>
    }
    .into_any()
}

/// How many events could not be completed: marked, since somebody has to look at their processes.
fn failures(n: u64, language: Language) -> AnyView {
    let said = counted(n, texts::FAILURES, language);
    if n == 0 { said } else { view! { <mark>{said}</mark> }.into_any() }
}

#[cfg(test)]
mod tests {
    use domain::Date;

    use super::*;
    use crate::components::rendered;

    #[test]
    fn a_run_says_what_it_changed_and_whether_it_is_complete() {
        let run = DailyRunLine {
            date: Date::constant(2026, 11, 20),
            started_at: "2026-11-20T22:00:00.000Z".to_owned(),
            finished_at: Some("2026-11-20T22:00:09.000Z".to_owned()),
            late: 1_200,
            defaulted: 31,
            actions: 30,
            processes: 7,
            write_downs: 2,
            events: 1_040,
            failures: 3,
        };
        let html = rendered(|| row(&run, false, "Africa/Nairobi", Language::En));
        for part in [
            "data-date=\"2026-11-20\"",
            "2026-11-20T22:00:09.000Z",
            "1,200<span class=\"unit\"> Became late</span>",
            "30<span class=\"unit\"> Repossessions pending</span>",
            "7<span class=\"unit\"> Processes opened</span>",
            "2<span class=\"unit\"> Balances written down</span>",
            "1,040<span class=\"unit\"> Events completed</span>",
            "<mark>3<span class=\"unit\"> Events failed</span></mark>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        let open = DailyRunLine { finished_at: None, failures: 0, ..run };
        let html = rendered(|| row(&open, false, "UTC", Language::En));
        assert!(html.contains("interrupted, goes on by itself"), "{html}");
        assert!(html.contains(">0<span class=\"unit\"> Events failed</span></td>"), "{html}");
        let html = rendered(|| row(&open, true, "UTC", Language::En));
        assert!(html.contains("going on, or interrupted"), "{html}");
    }
}
