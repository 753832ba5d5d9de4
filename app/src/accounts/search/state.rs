//! What is looked for, while it is typed and chosen: when the server is asked, and what the address
//! says of it.

use std::time::Duration;

use domain::accounts::QUERY_CHARS_MAX;
use domain::language::Language;
use domain::page_address::Page;
use leptos::prelude::*;

use super::fields::{SearchFields, WrongField};
use super::finder::{Finder, Place};
use crate::i18n::account_status as texts;
use crate::navigation::{Navigation, navigation, on_other_parameters, parameter};
use crate::session::{Session, session};
use crate::turn::Turn;
use crate::{api, routes};

/// How many accounts are on a page.
pub(super) const PAGE: usize = 50;

/// So long nobody has typed when it is asked what was typed: longer than between two letters, and
/// shorter than one notices.
const PAUSE: Duration = Duration::from_millis(200);

/// A change in the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Somebody is typing.
    Typing,
    /// Somebody wants to see what was typed.
    Typed,
    /// Somebody has chosen something.
    Chosen,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct Search {
    /// What stands in the fields.
    pub(super) typed: RwSignal<SearchFields>,
    /// What is looked for, and what was found.
    pub(super) finder: RwSignal<Finder>,
    pause: StoredValue<Turn>,
    pub(super) session: Session,
    navigation: StoredValue<Navigation>,
}

impl Search {
    /// Looks for what the address says, now and whenever it says something else.
    pub(super) fn begin() -> Self {
        let search = Self {
            typed: RwSignal::new(SearchFields::of(parameter)),
            finder: RwSignal::new(Finder::default()),
            pause: StoredValue::new(Turn::default()),
            session: session(),
            navigation: StoredValue::new(navigation()),
        };
        search.follow_the_address();
        search.go_on_after_signing_in();
        search
    }

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
    pub(super) fn changed(self, change: Change) {
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
    pub(super) fn again(self) {
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
