//! The page: what to look for, what was found, and the pages before and after.

use std::time::Duration;

use domain::accounts::QUERY_CHARS_MAX;
use domain::language::Language;
use domain::page_address::Page;
use leptos::prelude::*;

use super::fields::{SearchFields, WrongField};
use super::finder::{Finder, Place, Shown};
use super::form::{Change, SearchForm};
use super::keys::walk;
use super::nothing::Nothing;
use super::pager;
use super::row::{HEADINGS, row};
use crate::api::ApiError;
use crate::components::{List, Press, Trouble, press, says, use_title, words};
use crate::i18n::{account_status as texts, bulk_write_off as columns, shell, t};
use crate::navigation::{Navigation, navigation, on_other_parameters, parameter};
use crate::session::{Session, session};
use crate::turn::Turn;
use crate::{api, routes};

/// How many accounts are on a page.
const PAGE: usize = 50;

/// So long nobody has typed when it is asked what was typed: longer than between two letters, and
/// shorter than one notices.
const PAUSE: Duration = Duration::from_millis(200);

/// Finding accounts. What the address says is looked for at once.
#[component]
pub(crate) fn AccountStatusPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let search = Search {
        typed: RwSignal::new(SearchFields::of(parameter)),
        finder: RwSignal::new(Finder::default()),
        pause: StoredValue::new(Turn::default()),
        session: session(),
        navigation: StoredValue::new(navigation()),
    };
    search.follow_the_address();
    search.go_on_after_signing_in();
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
            </div>
            <div class="found" style:--days=unit aria-busy=move || if busy() { "true" } else { "false" }>
                {move || listed.get().then(|| view! { <Found search=search/> })}
            </div>
            <Otherwise search=search shown=shown/>
        </div>
    }
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct Search {
    /// What stands in the fields.
    pub(super) typed: RwSignal<SearchFields>,
    /// What is looked for, and what was found.
    pub(super) finder: RwSignal<Finder>,
    pause: StoredValue<Turn>,
    session: Session,
    navigation: StoredValue<Navigation>,
}

impl Search {
    /// What the address says is looked for, and stands in the fields: after a step back too.
    fn follow_the_address(self) {
        self.look_for(Place::of(parameter));
        on_other_parameters(Page::AccountStatus, move || {
            let place = Place::of(parameter);
            let fields = place.fields.clone();
            if self.look_for(place) && !self.typed.with_untracked(|typed| typed.is_same(&fields)) {
                self.typed.set(fields);
            }
        });
    }

    fn go_on_after_signing_in(self) {
        let renewals = self.session.renewals();
        Effect::new(move |before: Option<u32>| {
            let now = renewals.get();
            if before.is_some_and(|before| before != now) {
                self.again();
            }
            now
        });
    }

    /// Something in the fields has changed.
    fn changed(self, change: Change) {
        match change {
            Change::Typing => {
                let pause = self.pause.try_update_value(Turn::next);
                let then = move || {
                    if self.pause.try_get_value() == pause {
                        self.settle(false);
                    }
                };
                set_timeout(then, PAUSE);
            }
            Change::Typed => self.settle(false),
            Change::Chosen => self.settle(true),
        }
    }

    /// Looks for something else, as by a button.
    pub(super) fn search_for(self, fields: SearchFields) {
        self.typed.set(fields);
        self.settle(true);
    }

    /// Looks for what stands in the fields; `step` where one may want to go back to before.
    fn settle(self, step: bool) {
        let place = Place::first(self.typed.get_untracked());
        let href = routes::account_status(&place.of_address());
        if self.look_for(place) {
            self.navigation.with_value(|navigation| {
                if step { navigation.step(href) } else { navigation.replace(href) }
            });
        }
    }

    /// Looks for something; whether it is anything else than before.
    fn look_for(self, place: Place) -> bool {
        let other = self.finder.try_update(|finder| finder.look_for(place)).unwrap_or_default();
        if other {
            self.ask();
        }
        other
    }

    /// Asks the same again.
    fn again(self) {
        self.finder.update(Finder::again);
        self.ask();
    }

    fn ask(self) {
        let question = self.finder.try_update(Finder::begin).flatten();
        let Some(question) = question else { return };
        let turn = question.turn;
        let asked = async move { api::list_accounts(&question.query, PAGE).await };
        self.session.ask_for(asked, move |reply| {
            self.finder.try_update(|finder| finder.answered(turn, reply));
        });
    }
}

fn how_many(finder: &Finder, language: Language) -> String {
    match (finder.shown(), finder.found()) {
        (Shown::Found, Some(found)) => texts::found(
            found.accounts.len(),
            found.next.is_some() || finder.first().is_some(),
            finder.page(),
            language,
        ),
        _ => String::new(),
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
fn Found(search: Search) -> impl IntoView {
    let person = search.session.person_now()?;
    let finder = search.finder;
    let rows = Box::new(move |language| {
        finder.with(|finder| {
            let lines = finder.found().map(|found| found.accounts.iter()).into_iter().flatten();
            lines.map(|line| row(line, &person.company.currency, language)).collect()
        })
    });
    Some(view! {
        {move || finder.with(pager::notes)}
        <List class="list accounts" label=texts::LIST headings=&HEADINGS rows/>
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

/// What is wrong with a field, in a sentence.
pub(super) fn wrong(field: WrongField, typed: &SearchFields, language: Language) -> String {
    match field {
        WrongField::Text if typed.text.chars().count() > QUERY_CHARS_MAX => {
            texts::too_long(QUERY_CHARS_MAX, language)
        }
        WrongField::Text => texts::NOTHING_TYPED.of(language).to_owned(),
        WrongField::DaysMin => texts::WRONG_DAYS.of(language).to_owned(),
        WrongField::DaysMax => texts::WRONG_DAYS_MAX.of(language).to_owned(),
        WrongField::Place => String::new(),
    }
}
