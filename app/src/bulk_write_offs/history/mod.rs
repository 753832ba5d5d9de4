//! The history: every operation of the company, the latest first.

mod row;

use domain::api::OperationSummary;
use domain::bulk_write_off::OperationKind;
use leptos::prelude::*;

use crate::api;
use crate::components::{Crumbs, List, headings, use_title};
use crate::i18n::bulk_operation::said;
use crate::i18n::{actions, bulk_write_offs as texts, t, write_off_processes};
use crate::listing::{Later, Listing, load_next};
use crate::routes;
use crate::session::session;
use row::{HEADINGS, row};

/// How many operations are asked for at a time.
const PAGE: usize = 25;

/// The pages of the history so far.
type Pages = Listing<OperationKind, OperationSummary, u64>;

/// The history.
#[component]
pub(crate) fn HistoryPage(
    /// That of which kind: among write-offs, those that start processes are listed too.
    kind: OperationKind,
) -> impl IntoView {
    let said = said(kind);
    use_title(t(said.history));
    let session = session();
    let pages = RwSignal::new(Pages::new(kind));
    let renewals = session.renewals();
    Effect::new(move |_| {
        renewals.track();
        load(pages);
    });
    let (parent, href) = match kind {
        OperationKind::WriteOff => (actions::TITLE, routes::ACTIONS),
        OperationKind::ProcessStart => (write_off_processes::TITLE, routes::WRITE_OFF_PROCESSES),
    };
    view! {
        <Crumbs parent href here=said.history/>
        <header class="page-head with-side">
            <h1>{t(said.history)}</h1>
            <a class="button primary" href=routes::new_operation(kind)>{t(said.new)}</a>
        </header>
        <Known pages=pages/>
        <Later
            more=Memo::new(move |_| pages.with(Pages::more))
            text=texts::OLDER
            id="older"
            none=Box::new(|| said.empty)
            wrong=|_| None
            load=Callback::new(move |()| load(pages))
        />
    }
}

/// Asks for the next page.
fn load(pages: RwSignal<Pages>) {
    load_next(pages, session(), |page| async move {
        let reply = api::list_operations(page.search, PAGE, page.from).await?;
        Ok((reply.operations, reply.next_before))
    });
}

/// The operations that are known.
#[component]
fn Known(pages: RwSignal<Pages>) -> impl IntoView {
    let time_zone = session().time_zone();
    let some = Memo::new(move |_| pages.with(|pages| !pages.items().is_empty()));
    move || {
        some.get().then(|| {
            let time_zone = time_zone.clone();
            let rows = Box::new(move |language| {
                pages.with(|pages| {
                    let operations = pages.items().iter();
                    operations.map(|operation| row(operation, &time_zone, language)).collect()
                })
            });
            view! { <List class="list history" label=texts::TITLE headings=headings(&HEADINGS) rows/> }
        })
    }
}
