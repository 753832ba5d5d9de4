//! The page of a report: what it covers, what it says, and taking it along.

use std::sync::Arc;

use domain::api::{Centre, CentresReply, ReportReply};
use domain::reports::ReportName;
use leptos::prelude::*;

use super::export::export;
use super::filter::{Filter, wrong_filter};
use super::form::FilterForm;
use super::shown;
use super::switch::Switch;
use crate::api::{self, ApiError, load};
use crate::components::{
    Crumbs, Press, Trouble, Waiting, in_language, press, says, use_title, words,
};
use crate::i18n::{language, reports as texts, shell, start, t};
use crate::navigation::{navigation, on_other_parameters_at};
use crate::session::session;
use crate::{browser, routes};

/// A report, and what it was asked to cover.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    asked: Filter,
    reply: ReportReply,
}

/// What came of asking; nothing where what the address says is no period.
type Asked = Option<Result<Option<Arc<Answer>>, ApiError>>;

/// The page of a report.
#[component]
pub(crate) fn ReportPage(
    /// The report.
    report: ReportName,
) -> impl IntoView {
    use_title(t(texts::title(report)));
    let chosen = RwSignal::new(Filter::of_address());
    let typed = RwSignal::new(chosen.get_untracked());
    on_other_parameters_at(routes::report(report, ""), move || {
        let now = Filter::of_address();
        if chosen.with_untracked(|chosen| *chosen != now) {
            typed.set(now.clone());
            chosen.set(now);
        }
    });
    let navigation = navigation();
    let choose = Callback::new(move |()| {
        let now = typed.get_untracked();
        if now.of_report(report).fault().is_none() {
            chosen.set(now.clone());
            // So that a reload, or somebody who is sent the address, finds the same.
            navigation.replace(routes::report(report, &now.query()));
        }
    });
    let asked = Memo::new(move |_| chosen.with(|chosen| chosen.of_report(report)));
    let loaded = load(move || Box::pin(ask(report, asked.get())));
    let answer = loaded.answer();
    // The fields show the days that the server has taken, also once they were cleared.
    Effect::new(move |_| {
        chosen.track();
        let Some(Ok(Some(answer))) = answer.get() else { return };
        if asked.with_untracked(|asked| *asked == answer.asked) {
            let filled = typed.with_untracked(|typed| typed.filled(&answer.reply));
            typed.set(filled);
        }
    });
    let centres = centres();
    let again = Callback::new(move |()| loaded.again());
    view! {
        <Crumbs parent=start::TITLE href=routes::START here=texts::TITLE/>
        <div class="reports">
            <Switch report chosen/>
            <div class="report" data-testid="report" data-name=report.code()>
                <Head report answer centres/>
                <FilterForm report typed centres choose/>
                <Body report answer asked again/>
            </div>
        </div>
    }
}

/// Asks for the report, unless what it should cover is no period.
async fn ask(report: ReportName, asked: Filter) -> Result<Option<Arc<Answer>>, ApiError> {
    if asked.fault().is_some() {
        return Ok(None);
    }
    let reply = api::get_report(report, &asked.query()).await?;
    Ok(Some(Arc::new(Answer { asked, reply })))
}

/// The fulfilment centres, once they are known.
fn centres() -> Signal<Vec<Centre>> {
    let loaded = load(|| Box::pin(api::list_centres())).answer();
    Signal::derive(move || {
        let known = loaded.get().and_then(Result::ok);
        known.map(|CentresReply { centres }| centres).unwrap_or_default()
    })
}

/// What the report is, what it covers, and ways to take it along.
#[component]
fn Head(
    report: ReportName,
    answer: RwSignal<Asked>,
    centres: Signal<Vec<Centre>>,
) -> impl IntoView {
    let shown = move || answer.get().and_then(Result::ok).flatten();
    let covers = move || {
        let answer = shown()?;
        let centre = answer.reply.centre.and_then(|id| {
            let centres = centres.get();
            centres.into_iter().find(|centre| centre.id == id).map(|centre| centre.name)
        });
        let said = words(move |language| shown::covers(&answer.reply, centre.as_deref(), language));
        Some(view! { <p data-testid="report-covers">{said}</p> }.into_any())
    };
    let files = move || {
        let answer = shown()?;
        (report != ReportName::JournalExport).then(|| view! { <Files report answer/> }.into_any())
    };
    view! {
        <header class="page-head with-side">
            <div>
                <h1>{t(texts::title(report))}</h1>
                {covers}
            </div>
            {files}
        </header>
    }
    .into_any()
}

/// The report on paper, as CSV, and as a workbook: each with the days that are shown.
#[component]
fn Files(report: ReportName, answer: Arc<Answer>) -> impl IntoView {
    let spoken = language();
    let query = answer.asked.filled(&answer.reply).of_report(report).query();
    let file = move |format: &'static str| {
        let query = query.clone();
        move || api::report_file_href(report, &query, format, spoken.get())
    };
    let named = |format: &'static str| words(move |language| texts::download(format, language));
    view! {
        <div class="buttons">
            <Press id="report-print" text=says(texts::PRINT) act=press(browser::print)/>
            <a
                class="button"
                download=""
                data-testid="report-csv"
                href=file("csv")
                aria-label=named("CSV")
            >
                {t(texts::CSV)}
            </a>
            <a
                class="button"
                download=""
                data-testid="report-xlsx"
                href=file("xlsx")
                aria-label=named("XLSX")
            >
                {t(texts::XLSX)}
            </a>
        </div>
    }
}

/// What the report says, a wait, or what went wrong. Until there is another answer the last one
/// stays, with a word that another is on its way.
#[component]
fn Body(
    report: ReportName,
    answer: RwSignal<Asked>,
    asked: Memo<Filter>,
    again: Callback<()>,
) -> impl IntoView {
    let person = session().person_now()?;
    Some(move || match answer.get() {
        None => view! { <Waiting text=shell::LOADING/> }.into_any(),
        Some(Ok(None)) => ().into_any(),
        Some(Err(error)) => failed(error, again),
        Some(Ok(Some(answer))) => {
            let stale = asked.with(|asked| *asked != answer.asked && asked.fault().is_none());
            let person = person.clone();
            let said = in_language(move |language| match report {
                ReportName::JournalExport => export(&answer.reply, language),
                _ => shown::report(&answer.reply, &person, language),
            });
            view! {
                {stale.then(|| view! { <Waiting text=shell::LOADING/> })}
                <div class="report-body" aria-busy=stale.then_some("true")>{said}</div>
            }
            .into_any()
        }
    })
}

/// What went wrong: with what the report should cover, which asking again does not change, or with
/// asking.
fn failed(error: ApiError, again: Callback<()>) -> AnyView {
    if let Some(wrong) = wrong_filter(&error) {
        return view! { <p class="trouble" role="alert">{t(wrong)}</p> }.into_any();
    }
    let retry = press(move || again.run(()));
    view! {
        <section class="notice">
            <h2>{t(texts::FAILED)}</h2>
            <Trouble error/>
            <Press class="primary" text=says(shell::TRY_AGAIN) act=retry/>
        </section>
    }
    .into_any()
}
