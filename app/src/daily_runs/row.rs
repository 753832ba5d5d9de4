//! The run of a day as a row.

use domain::api::DailyRunLine;
use domain::form::iso_day;
use domain::language::Language;
use leptos::prelude::*;

use crate::i18n::format::{date, number};
use crate::i18n::{Text, daily_runs as texts, moment};

/// What stands over the columns.
pub(super) const HEADINGS: [Text; 6] =
    [texts::DAY, texts::STARTED, texts::FINISHED, texts::LATE, texts::DEFAULTED, texts::ACTIONS];

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
        };
        let html = rendered(|| row(&run, false, "Africa/Nairobi", Language::En));
        for part in [
            "data-date=\"2026-11-20\"",
            "2026-11-20T22:00:09.000Z",
            "1,200<span class=\"unit\"> Became late</span>",
            "30<span class=\"unit\"> Repossessions pending</span>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        let open = DailyRunLine { finished_at: None, ..run };
        let html = rendered(|| row(&open, false, "UTC", Language::En));
        assert!(html.contains("interrupted, goes on by itself"), "{html}");
        let html = rendered(|| row(&open, true, "UTC", Language::En));
        assert!(html.contains("going on, or interrupted"), "{html}");
    }
}
