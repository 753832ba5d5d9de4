//! The page: what to look for, what was found, and more of it.

use domain::api::AuditRow;
use domain::page_address::Page;
use leptos::prelude::*;

use super::form::SearchForm;
use super::row::{HEADINGS, row};
use super::search::{Search, wrong_field};
use crate::components::{Crumbs, List, headings, use_title};
use crate::i18n::{actions, audit as texts, language, t};
use crate::listing::{Later, Listing, load_next};
use crate::navigation::{navigation, on_other_parameters, parameter};
use crate::session::session;
use crate::{api, routes};

/// How many rows are asked for at a time.
const PAGE: usize = 50;

/// The rows of one search so far.
type Log = Listing<Search, AuditRow, u64>;

/// The audit log. What the address says is looked for at once.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let typed = RwSignal::new(asked_for());
    let log = RwSignal::new(Log::new(typed.get_untracked()));
    let renewals = session().renewals();
    Effect::new(move |_| {
        renewals.track();
        load(log);
    });
    let look_for = move |search: Search| {
        log.update(|log| log.look_for(search));
        load(log);
    };
    on_other_parameters(Page::Audit, move || {
        let now = asked_for();
        if log.with_untracked(|log| *log.search() != now) {
            typed.set(now.clone());
            look_for(now);
        }
    });
    let navigation = navigation();
    let search = Box::new(move || {
        let search = typed.get_untracked();
        look_for(search.clone());
        // So that a reload, or somebody who is sent the address, finds the same.
        navigation.replace(routes::audit(&search.query()));
    });
    let none = Box::new(move || {
        let everything = log.with(|log| log.search().is_empty());
        if everything { texts::NOTHING } else { texts::NOTHING_FOUND }
    });
    view! {
        <Crumbs parent=actions::TITLE href=routes::ACTIONS here=texts::TITLE/>
        <Head log/>
        <SearchForm typed=typed search=search/>
        <Known log=log/>
        <Later
            more=Memo::new(move |_| log.with(Log::more))
            text=texts::OLDER
            id="audit-older"
            none=none
            wrong=wrong_field
            load=Callback::new(move |()| load(log))
        />
    }
}

/// What the address says.
fn asked_for() -> Search {
    let parameter = |name| parameter(name).unwrap_or_default();
    Search {
        person: parameter("person"),
        account: parameter("account"),
        operation: parameter("operation"),
        action: parameter("action"),
        from: parameter("from"),
        to: parameter("to"),
    }
}

/// What the page is, and the export of what is listed.
#[component]
fn Head(log: RwSignal<Log>) -> impl IntoView {
    let spoken = language();
    let export = move || api::audit_csv_href(&log.with(|log| log.search().query()), spoken.get());
    view! {
        <header class="page-head with-side">
            <div>
                <h1>{t(texts::TITLE)}</h1>
                <p>{t(texts::LEAD)}</p>
            </div>
            <a class="button" download="" data-testid="audit-export" href=export>
                {t(texts::EXPORT)}
            </a>
        </header>
    }
}

/// Asks for what comes next.
fn load(log: RwSignal<Log>) {
    load_next(log, session(), |question| async move {
        let reply = api::list_audit(&question.search.query(), PAGE, question.from).await?;
        Ok((reply.rows, reply.next_before))
    });
}

/// The rows that are known.
#[component]
fn Known(log: RwSignal<Log>) -> impl IntoView {
    let session = session();
    let some = Memo::new(move |_| log.with(|log| !log.items().is_empty()));
    move || {
        let person = session.person_now()?;
        some.get().then(|| {
            let rows = Box::new(move |language| {
                let time_zone = &person.company.time_zone;
                log.with(|log| {
                    let rows = log.items().iter();
                    rows.map(|entry| row(entry, time_zone, person.role, language)).collect()
                })
            });
            view! { <List class="list log" label=texts::TITLE headings=headings(&HEADINGS) rows/> }
        })
    }
}
