//! The history of something: a table that nothing narrows, the latest first.

use domain::language::Language;
use leptos::prelude::*;

use super::{Later, Listing, Part, Question, load_next};
use crate::api;
use crate::components::{List, headings};
use crate::i18n::Text;
use crate::session::session;

/// What asks for a part.
type Ask<Q, T> = fn(Question<Q, u64>) -> api::Question<Part<T, u64>>;

/// What a history shows.
pub(crate) struct History<Q: 'static, T: 'static> {
    /// The table's class.
    pub class: &'static str,
    /// What the table is called by assistive technology.
    pub label: Text,
    pub headings: &'static [Text],
    /// A row, in the company's time zone.
    pub row: fn(&T, &str, Language) -> AnyView,
    /// What is said where there is nothing.
    pub none: Text,
    /// What the button says that asks for older ones.
    pub older: Text,
    /// Asks for a part.
    pub ask: Ask<Q, T>,
}

/// The history of `search`, and again whenever the person has signed in anew.
pub(crate) fn history<Q, T>(search: Q, shows: &History<Q, T>) -> AnyView
where
    Q: Clone + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    let History { class, label, headings: titles, row, none, older, ask } = *shows;
    let session = session();
    let parts = RwSignal::new(Listing::<Q, T, u64>::new(search));
    let load = move || load_next(parts, session, ask);
    let renewals = session.renewals();
    Effect::new(move |_| {
        renewals.track();
        load();
    });
    let some = Memo::new(move |_| parts.with(|parts| !parts.items().is_empty()));
    let known = move || {
        some.get().then(|| {
            let time_zone = session.time_zone();
            let rows = Box::new(move |language| {
                parts.with(|parts| {
                    parts.items().iter().map(|one| row(one, &time_zone, language)).collect()
                })
            });
            view! { <List class label headings=headings(titles) rows/> }
        })
    };
    view! {
        {known}
        <Later
            more=Memo::new(move |_| parts.with(Listing::more))
            text=older
            id="older"
            none=Box::new(move || none)
            wrong=|_| None
            load=Callback::new(move |()| load())
        />
    }
    .into_any()
}
