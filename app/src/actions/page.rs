//! The page Actions: which ones, the list, and what can be done to many accounts at once.

use std::collections::BTreeSet;

use domain::api::ActionLine;
use domain::page_address::Page;
use domain::role::Permission;
use leptos::prelude::*;

use super::filter::{Filter, wrong_filter};
use super::form::FilterForm;
use super::row::{HEADINGS, row};
use crate::bulk_write_off::{AccountList, Matching, Ticks, UseAsBulkWriteOff};
use crate::components::{List, headings, use_title};
use crate::i18n::{actions as texts, language, t};
use crate::listing::{Later, Listing, More, load_next};
use crate::navigation::{navigation, on_other_parameters};
use crate::session::{Session, session};
use crate::{api, routes};

/// How many actions are asked for at a time.
const ACTIONS_A_PART: usize = 50;

/// The actions of one filter so far.
type Actions = Listing<Filter, ActionLine, String>;

/// The page. What the address says is listed at once.
#[component]
pub(crate) fn ActionsPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let filter = RwSignal::new(Filter::of_address());
    let list = RwSignal::new(Actions::new(filter.get_untracked()));
    let session = session();
    let renewals = session.renewals();
    Effect::new(move |_| {
        renewals.track();
        load(list, session);
    });
    on_other_parameters(Page::Actions, move || {
        let now = Filter::of_address();
        if filter.with_untracked(|filter| *filter != now) {
            filter.set(now);
        }
    });
    let navigation = navigation();
    Effect::watch(
        move || filter.get(),
        move |filter, _, _| {
            // So that a reload, or somebody who is sent the address, finds the same.
            navigation.replace(routes::actions(&filter.query()));
            list.update(|list| list.look_for(filter.clone()));
            load(list, session);
        },
        false,
    );
    let may = session.person_now().is_some_and(|person| person.role.may(Permission::BulkWriteOff));
    let ticks = Ticks::begin(AccountList::Actions);
    let none = Box::new(move || {
        let plain = filter.with_untracked(|filter| filter.query().is_empty());
        if plain { texts::NOTHING } else { texts::NOTHING_FOUND }
    });
    view! {
        <Head filter may_write_off=may/>
        <FilterForm filter=filter/>
        {write_off(filter, list, ticks)}
        <Known list ticks/>
        <Later
            more=Memo::new(move |_| list.with(Actions::more))
            text=texts::MORE
            id="actions-more"
            none=none
            wrong=wrong_filter
            load=Callback::new(move |()| load(list, session))
        />
    }
}

/// The way to write off what is ticked or all that is listed, for those who may.
fn write_off(
    filter: RwSignal<Filter>,
    list: RwSignal<Actions>,
    ticks: Option<Ticks>,
) -> Option<AnyView> {
    let ticks = ticks?;
    let fields = Signal::derive(move || filter.with(Filter::query));
    let all = Signal::derive(move || list.with(matching));
    let way = view! {
        <div class="found-line">
            <UseAsBulkWriteOff ticks fields all/>
        </div>
    };
    Some(way.into_any())
}

/// How many accounts the actions are about, where all are known. An account may have several.
fn matching(list: &Actions) -> Matching {
    let accounts = || list.items().iter().map(|line| &line.account).collect::<BTreeSet<_>>();
    match list.more() {
        More::NoneAtAll => Matching::Nothing,
        _ if list.items().is_empty() => Matching::Nothing,
        More::Nothing => Matching::Count(accounts().len()),
        _ => Matching::Some,
    }
}

/// What the page is, the export, and what can be done to many accounts at once.
#[component]
fn Head(filter: RwSignal<Filter>, may_write_off: bool) -> impl IntoView {
    let spoken = language();
    let export = move || api::actions_csv_href(&filter.with(Filter::query), spoken.get());
    let bulk = may_write_off.then(|| {
        view! {
            <a class="button" href=routes::BULK_WRITE_OFFS>{t(texts::HISTORY_BUTTON)}</a>
            <a class="button primary" data-testid="bulk-write-off" href=routes::BULK_WRITE_OFF>
                {t(texts::BULK_BUTTON)}
            </a>
        }
    });
    view! {
        <header class="page-head with-side">
            <div>
                <h1>{t(texts::TITLE)}</h1>
                <p>{t(texts::LEAD)}</p>
            </div>
            <div class="buttons">
                <a class="button" download="" data-testid="actions-export" href=export>
                    {t(texts::EXPORT)}
                </a>
                {bulk}
            </div>
        </header>
    }
}

/// Asks for what comes next.
fn load(list: RwSignal<Actions>, session: Session) {
    load_next(list, session, |question| async move {
        let reply =
            api::list_actions(&question.search.query(), ACTIONS_A_PART, question.from).await?;
        Ok((reply.actions, reply.next))
    });
}

/// The actions that are known.
#[component]
fn Known(list: RwSignal<Actions>, ticks: Option<Ticks>) -> impl IntoView {
    let session = session();
    let some = Memo::new(move |_| list.with(|list| !list.items().is_empty()));
    move || {
        let person = session.person_now()?;
        some.get().then(|| {
            let rows = Box::new(move |language| {
                list.with(|list| {
                    let rows = list.items().iter();
                    let tick = |line: &ActionLine| {
                        ticks.map(|ticks| ticks.tick_box(&line.account, language))
                    };
                    rows.map(|line| {
                        row(line, &person.company, person.role, tick(line), language)
                    })
                    .collect()
                })
            });
            view! { <List class="list actions" label=texts::TITLE headings=headings(&HEADINGS) rows/> }
        })
    }
}
