//! The history: every operation of the company, the latest first.

mod pages;
mod table;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::components::{
    Crumbs, Html, Markup, Press, Table, Trouble, Waiting, press, says, use_title, words,
};
use crate::i18n::{actions, bulk_write_offs as texts, shell, t};
use crate::routes;
use crate::session::session;
use pages::Pages;

/// How many operations are asked for at a time.
const PAGE: usize = 25;

/// The history.
#[component]
pub(crate) fn HistoryPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let session = session();
    let pages = RwSignal::new(Pages::default());
    let renewals = session.renewals();
    Effect::new(move |_| {
        renewals.track();
        load(pages);
    });
    let head = words(|language| {
        let mut html = Html::default();
        html.push_str("<header class=\"page-head with-side\">");
        html.between("<h1>", texts::TITLE.of(language), "</h1>");
        let marks = "class=\"button primary\"";
        html.link(marks, routes::BULK_WRITE_OFF, texts::NEW.of(language));
        html.push_str("</header>");
        html.finish()
    });
    view! {
        <Crumbs parent=actions::TITLE href=routes::ACTIONS here=texts::TITLE/>
        <Markup html=head/>
        <Known pages=pages/>
        <More pages=pages/>
    }
}

/// Asks for the next page.
fn load(pages: RwSignal<Pages>) {
    let session = session();
    let Some(page) = pages.try_update_untracked(Pages::begin).flatten() else { return };
    pages.update(|_| ());
    spawn_local(async move {
        let reply = api::list_operations(PAGE, page.before()).await;
        if let Err(error) = &reply {
            session.notice(error);
        }
        pages.try_update(|pages| pages.answered(reply));
    });
}

/// The operations that are known.
#[component]
fn Known(pages: RwSignal<Pages>) -> impl IntoView {
    let time_zone = session().time_zone();
    let some = Memo::new(move |_| pages.with(|pages| !pages.operations().is_empty()));
    move || {
        some.get().then(|| {
            let time_zone = time_zone.clone();
            let html = words(move |language| {
                pages.with(|pages| table::table(pages.operations(), &time_zone, language))
            });
            view! { <Table class="list history" label=texts::TITLE html=html/> }
        })
    }
}

/// What comes after them: more, a wait, an error, or that there are none.
#[component]
fn More(pages: RwSignal<Pages>) -> impl IntoView {
    let more = Memo::new(move |_| pages.with(Pages::more));
    move || {
        Some(match more.get() {
            pages::More::Nothing => return None,
            pages::More::NoneAtAll => view! { <p class="empty">{t(texts::EMPTY)}</p> }.into_any(),
            pages::More::Coming => view! { <Waiting text=shell::LOADING/> }.into_any(),
            pages::More::Older => {
                let older = press(move || load(pages));
                view! { <Press id="older" text=says(texts::OLDER) act=older/> }.into_any()
            }
            pages::More::Failed(error) => {
                let again = press(move || load(pages));
                view! {
                    <Trouble error=error/>
                    <Press class="primary" text=says(shell::TRY_AGAIN) act=again/>
                }
                .into_any()
            }
        })
    }
}
