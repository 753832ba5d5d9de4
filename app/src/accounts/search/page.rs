//! The page: what to look for, what was found, and the pages before and after.

use domain::api::AccountLine;
use domain::language::Language;
use domain::role::Permission;
use leptos::prelude::*;

use super::fields::WrongField;
use super::finder::{Finder, Shown};
use super::form::SearchForm;
use super::headings::account_headings;
use super::keys::walk;
use super::nothing::Nothing;
use super::pager;
use super::row::row;
use super::state::{PAGE, Search};
use crate::api::ApiError;
use crate::bulk_write_off::{AccountList, Matching, Ticks, UseAsBulkWriteOff};
use crate::components::{List, Press, Trouble, press, says, use_title, words};
use crate::i18n::bulk_operation::FROM_ACCOUNTS;
use crate::i18n::{account_status as texts, bulk_write_off as columns, shell, t};
use crate::routes;

/// Finding accounts. What the address says is looked for at once.
#[component]
pub(crate) fn AccountStatusPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let search = Search::begin();
    let ticks = Ticks::begin(AccountList::AccountStatus);
    let found = Memo::new(move |_| search.finder.with(|finder| finder.found().is_some()));
    let shown = Memo::new(move |_| search.finder.with(Finder::shown));
    let busy = move || matches!(shown.get(), Shown::Waiting | Shown::Earlier);
    // The list stays while its inside becomes another: whoever is in it by keyboard stays there.
    let listed =
        Memo::new(move |_| found.get() && matches!(shown.get(), Shown::Found | Shown::Earlier));
    let unit = words(|language| format!("\"\u{a0}{}\"", columns::DAYS_UNIT.of(language)));
    view! {
        <div class="find-account" on:keydown=move |event| {
            walk(&event);
        }>
            <header class="page-head">
                <h1>{t(texts::TITLE)}</h1>
            </header>
            <SearchForm
                typed=search.typed
                shown=shown
                change=Callback::new(move |change| search.changed(change))
            />
            <div class="found-line">
                <p class="shown" role="status">
                    {words(move |language| search.finder.with(|finder| how_many(finder, language)))}
                </p>
                {move || busy().then(|| view! { <Searching/> })}
                {move || start_many(search)}
                {write_off(search, ticks)}
            </div>
            <div class="found" style:--days=unit aria-busy=move || if busy() { "true" } else { "false" }>
                {move || listed.get().then(|| view! { <Found search ticks/> })}
            </div>
            <Otherwise search=search shown=shown/>
        </div>
    }
}

fn how_many(finder: &Finder, language: Language) -> String {
    match (finder.shown(), finder.found()) {
        (Shown::Found, Some(found)) => {
            let before = finder.page().map(|page| (page - 1) * PAGE);
            texts::found(before, found, language)
        }
        _ => String::new(),
    }
}

/// The way to start write-off processes for all that was found, for those who may.
fn start_many(search: Search) -> Option<AnyView> {
    let person = search.session.person_now()?;
    let fields = search.finder.with(|finder| {
        let some = finder.shown() == Shown::Found;
        some.then(|| finder.place().fields.of_address())
    })?;
    person.role.may(Permission::ManageProcesses).then(|| {
        view! {
            <a class="button" data-testid="start-many" href=routes::start_many(&fields)>
                {t(FROM_ACCOUNTS)}
            </a>
        }
        .into_any()
    })
}

/// The way to write off what is ticked or all that was found, for those who may.
fn write_off(search: Search, ticks: Option<Ticks>) -> Option<AnyView> {
    let finder = search.finder;
    let fields = move || finder.with(|finder| finder.place().fields.of_address());
    let all = move || finder.with(matching);
    let (fields, all) = (Signal::derive(fields), Signal::derive(all));
    Some(view! { <UseAsBulkWriteOff ticks=ticks? fields all/> }.into_any())
}

/// How many accounts answer.
fn matching(finder: &Finder) -> Matching {
    match (finder.shown(), finder.found()) {
        (Shown::Found, Some(found)) if found.more_matches => Matching::Some,
        (Shown::Found, Some(found)) => Matching::Count(found.matches as usize),
        _ => Matching::Nothing,
    }
}

#[component]
fn Searching() -> impl IntoView {
    view! {
        <div class="waiting">
            <progress aria-label=t(texts::SEARCHING)></progress>
            <span>{t(texts::SEARCHING)}</span>
        </div>
    }
}

/// What was found, what is to be known about it, and the pages around it.
#[component]
fn Found(search: Search, ticks: Option<Ticks>) -> impl IntoView {
    let person = search.session.person_now()?;
    let finder = search.finder;
    let fields = Memo::new(move |_| finder.with(|finder| finder.place().fields.clone()));
    let headings = account_headings(fields);
    let rows = Box::new(move |language| {
        finder.with(|finder| {
            let lines = finder.found().map(|found| found.accounts.iter()).into_iter().flatten();
            let tick =
                |line: &AccountLine| ticks.map(|ticks| ticks.tick_box(&line.account, language));
            lines.map(|line| row(line, &person.company.currency, tick(line), language)).collect()
        })
    });
    Some(view! {
        {move || finder.with(pager::note)}
        <List class="list accounts" label=texts::LIST headings=headings rows/>
        {move || finder.with(pager::pages)}
    })
}

/// What is said where nothing was found, or nothing could be.
#[component]
fn Otherwise(search: Search, shown: Memo<Shown>) -> impl IntoView {
    move || {
        Some(match shown.get() {
            Shown::Nothing => view! { <Nothing search=search/> }.into_any(),
            Shown::Wrong(WrongField::Place) => {
                let first = press(move || search.search_for(search.typed.get_untracked()));
                view! {
                    <p class="trouble" role="alert">{t(texts::WRONG_PLACE)}</p>
                    <Press text=says(texts::FIRST_PAGE) act=first/>
                }
                .into_any()
            }
            // An ended session asks to sign in, and then goes on.
            Shown::Failed(error) if error != ApiError::SignedOut => {
                let again = press(move || search.again());
                view! {
                    <Trouble error=error/>
                    <Press class="primary" text=says(shell::TRY_AGAIN) act=again/>
                }
                .into_any()
            }
            _ => return None,
        })
    }
}
