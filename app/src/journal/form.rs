//! Which entries are to be listed.

use domain::journal::words::{cause, ledger_account};
use domain::journal::{Cause, LedgerAccount};
use leptos::prelude::*;

use super::filter::Filter;
use crate::components::{FilterChoice, FilterForm, FilterInput, Words, filter_part, says, words};
use crate::i18n::format::capitalised;
use crate::i18n::journal as texts;

/// The form.
#[component]
pub(super) fn JournalFilter(filter: RwSignal<Filter>) -> impl IntoView {
    let fields = view! {
        <FilterInput
            by=filter_part(filter, |f| &mut f.from)
            name="from"
            label=texts::FROM
            kind="date"
        />
        <FilterInput by=filter_part(filter, |f| &mut f.to) name="to" label=texts::TO kind="date"/>
        <FilterInput by=filter_part(filter, |f| &mut f.account) name="account" label=texts::ACCOUNT/>
        <FilterChoice
            by=filter_part(filter, |f| &mut f.cause)
            name="cause"
            label=texts::CAUSE
            options=causes()
        />
        <FilterChoice
            by=filter_part(filter, |f| &mut f.ledger_account)
            name="ledger-account"
            label=texts::LEDGER_ACCOUNT
            options=ledger_accounts()
        />
    };
    let clear = Callback::new(move |()| filter.set(Filter::default()));
    view! { <FilterForm label=texts::FILTERS clear fields=fields.into_any()/> }
}

/// Values with what they are called.
type Options = Vec<(&'static str, Words)>;

fn causes() -> Options {
    let mut options = vec![("", says(texts::ANY_CAUSE))];
    options.extend(
        Cause::ALL
            .map(|one| (one.code(), words(move |language| capitalised(cause(one, language))))),
    );
    options
}

fn ledger_accounts() -> Options {
    let mut options = vec![("", says(texts::ANY_LEDGER_ACCOUNT))];
    options.extend(
        LedgerAccount::ALL.map(|one| {
            (one.code(), words(move |language| ledger_account(one, language).to_owned()))
        }),
    );
    options
}
