//! A list that is narrowed by what the address says.

use domain::page_address::Page;
use leptos::prelude::*;

use super::{Listing, More, Part, Question, load_next};
use crate::api;
use crate::navigation::{navigation, on_other_parameters};
use crate::query::address;
use crate::session::session;

/// What a list is narrowed by, as the address and the form have it.
pub(crate) trait Narrowing: Clone + PartialEq + Send + Sync + 'static {
    /// The page of the list.
    const PAGE: Page;

    /// What the address says.
    fn of_address() -> Self;

    /// The same as a query, to be followed by more; empty where nothing is narrowed.
    fn query(&self) -> String;
}

/// A list and what it is narrowed by.
pub(crate) struct Narrowed<F: Narrowing, T: Send + Sync + 'static, C: Send + Sync + 'static> {
    /// What the form shows. Changing it lists anew, at another address.
    pub filter: RwSignal<F>,
    /// What is known.
    pub list: RwSignal<Listing<F, T, C>>,
    /// Asks for what comes next.
    pub load: Callback<()>,
}

impl<F: Narrowing, T: Send + Sync + 'static, C: Send + Sync + 'static> Clone for Narrowed<F, T, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Narrowing, T: Send + Sync + 'static, C: Send + Sync + 'static> Copy for Narrowed<F, T, C> {}

/// Lists what the address says at once, and again whenever that changes.
pub(crate) fn narrowed<F, T, C>(
    ask: impl Fn(Question<F, C>) -> api::Question<Part<T, C>> + Copy + Send + Sync + 'static,
) -> Narrowed<F, T, C>
where
    F: Narrowing,
    T: Send + Sync + 'static,
    C: Clone + Send + Sync + 'static,
{
    let filter = RwSignal::new(F::of_address());
    let list = RwSignal::new(Listing::<F, T, C>::new(filter.get_untracked()));
    let session = session();
    let load = Callback::new(move |()| load_next(list, session, ask));
    let renewals = session.renewals();
    Effect::new(move |_| {
        renewals.track();
        load.run(());
    });
    on_other_parameters(F::PAGE, move || {
        let now = F::of_address();
        if filter.with_untracked(|filter| *filter != now) {
            filter.set(now);
        }
    });
    let navigation = navigation();
    Effect::watch(
        move || filter.get(),
        move |filter, _, _| {
            // So that a reload, or somebody who is sent the address, finds the same.
            navigation.replace(address(F::PAGE.path(), &filter.query()));
            list.update(|list| list.look_for(filter.clone()));
            load.run(());
        },
        false,
    );
    Narrowed { filter, list, load }
}

impl<F: Narrowing, T: Send + Sync + 'static, C: Clone + Send + Sync + 'static> Narrowed<F, T, C> {
    /// What comes after what is known.
    pub(crate) fn more(self) -> Memo<More> {
        Memo::new(move |_| self.list.with(Listing::more))
    }

    /// Whether anything is known.
    pub(crate) fn some(self) -> Memo<bool> {
        Memo::new(move |_| self.list.with(|list| !list.items().is_empty()))
    }

    /// Whether nothing is narrowed.
    pub(crate) fn is_plain(self) -> bool {
        self.filter.with_untracked(|filter| filter.query().is_empty())
    }

    /// Lists anew, from the beginning.
    pub(crate) fn again(self) {
        self.list.update(|list| list.look_for(self.filter.get_untracked()));
        self.load.run(());
    }
}
