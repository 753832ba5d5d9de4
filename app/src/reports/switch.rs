//! Going from one report to another.

use domain::reports::ReportName;
use leptos::prelude::*;

use super::filter::Filter;
use crate::i18n::{reports as texts, t};
use crate::routes;

/// The reports. What was chosen to be covered stays chosen.
#[component]
pub(super) fn Switch(
    /// The report that is shown.
    report: ReportName,
    /// What it covers.
    chosen: RwSignal<Filter>,
) -> impl IntoView {
    let links = ReportName::ALL.map(|other| {
        let href = move || routes::report(other, &chosen.with(Filter::query));
        view! {
            <li>
                <a
                    href=href
                    aria-current=(other == report).then_some("page")
                    data-testid="report-link"
                    data-name=other.code()
                >
                    {t(texts::title(other))}
                </a>
            </li>
        }
        .into_any()
    });
    view! {
        <nav class="reports-nav" aria-label=t(texts::WHICH)>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
}
