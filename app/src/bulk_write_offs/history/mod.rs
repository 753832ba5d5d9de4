//! The history: every operation of the company, the latest first.

mod pages;
mod row;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::components::{Crumbs, Trouble, TroublePage, Waiting, use_title};
use crate::i18n::{actions, bulk_write_offs as texts, shell, t};
use crate::routes;
use crate::session::session;
use pages::Pages;
use row::Row;

/// How many operations are asked for at a time.
const PAGE: usize = 25;

/// The history.
#[component]
pub(crate) fn HistoryPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let session = session();
    let pages = RwSignal::new(Pages::default());
    let load = move || {
        let Some(before) = pages.try_update(Pages::begin).flatten() else { return };
        spawn_local(async move {
            let reply = api::list_operations(PAGE, before).await;
            if let Err(error) = &reply {
                session.notice(error);
            }
            pages.try_update(|pages| pages.answered(reply));
        });
    };
    load();
    let renewals = session.renewals();
    Effect::watch(move || renewals.get(), move |_, _, _| load(), false);
    view! {
        <Crumbs parent=actions::TITLE href=routes::ACTIONS here=texts::TITLE/>
        <header class="page-head with-side">
            <h1>{t(texts::TITLE)}</h1>
            <a class="button primary" href=routes::BULK_WRITE_OFF>{t(texts::NEW)}</a>
        </header>
        <History pages=pages load=load/>
    }
}

#[component]
fn History(
    pages: RwSignal<Pages>,
    load: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let known = Memo::new(move |_| pages.with(Pages::is_known));
    let more = move || {
        pages.with(|pages| pages.trouble().cloned()).map(|error| view! { <Trouble error=error/> })
    };
    move || {
        if !known.get() {
            return match pages.with(|pages| pages.trouble().cloned()) {
                None => view! { <Waiting text=shell::LOADING/> }.into_any(),
                Some(error) => view! {
                    <TroublePage title=texts::HISTORY_FAILED error=error on_retry=load/>
                }
                .into_any(),
            };
        }
        if pages.with(|pages| pages.operations().is_empty()) {
            return view! { <p class="empty">{t(texts::EMPTY)}</p> }.into_any();
        }
        view! {
            <HistoryTable pages=pages/>
            {more}
            <Show when=move || pages.with(Pages::has_more)>
                <button type="button" data-testid="older" on:click=move |_| load()>
                    {t(texts::OLDER)}
                </button>
            </Show>
        }
        .into_any()
    }
}

#[component]
fn HistoryTable(pages: RwSignal<Pages>) -> impl IntoView {
    let headings = [
        texts::NUMBER,
        texts::WHEN,
        texts::WHO,
        texts::FILE,
        texts::WRITTEN_OFF,
        texts::FAILED,
        texts::AMOUNT,
    ]
    .map(|text| view! { <th role="columnheader" scope="col">{t(text)}</th> })
    .collect_view();
    view! {
        <div class="table-frame">
            <table class="list history" role="table" aria-label=t(texts::TITLE)>
                <thead role="rowgroup"><tr role="row">{headings}</tr></thead>
                <tbody role="rowgroup">
                    <For
                        each=move || pages.with(|pages| pages.operations().to_vec())
                        key=|operation| operation.id.clone()
                        let(operation)
                    >
                        <Row operation=operation/>
                    </For>
                </tbody>
            </table>
        </div>
    }
}
