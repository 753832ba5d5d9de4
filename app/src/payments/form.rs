//! Which payments are to be listed.

use domain::payments::Channel;
use leptos::prelude::*;

use super::filter::{Filter, RECOVERIES, REVERSED};
use crate::components::{FilterChoice, FilterForm, FilterInput, Words, filter_part, says};
use crate::i18n::account::channel_name;
use crate::i18n::payments as texts;

/// The form.
#[component]
pub(super) fn PaymentsFilter(filter: RwSignal<Filter>) -> impl IntoView {
    let fields = view! {
        <FilterInput by=filter_part(filter, |f| &mut f.account) name="account" label=texts::ACCOUNT/>
        <FilterInput by=filter_part(filter, |f| &mut f.id) name="id" label=texts::ID/>
        <FilterInput
            by=filter_part(filter, |f| &mut f.from)
            name="from"
            label=texts::FROM
            kind="date"
        />
        <FilterInput by=filter_part(filter, |f| &mut f.to) name="to" label=texts::TO kind="date"/>
        <FilterChoice
            by=filter_part(filter, |f| &mut f.channel)
            name="channel"
            label=texts::CHANNEL
            options=channels()
        />
        <FilterChoice
            by=filter_part(filter, |f| &mut f.kind)
            name="kind"
            label=texts::KIND
            options=kinds()
        />
    };
    let clear = Callback::new(move |()| filter.set(Filter::default()));
    view! { <FilterForm label=texts::FILTERS clear fields=fields.into_any()/> }
}

/// Values with what they are called.
type Options = Vec<(&'static str, Words)>;

fn channels() -> Options {
    let mut options = vec![("", says(texts::ANY_CHANNEL))];
    options.extend(Channel::ALL.map(|channel| (channel.code(), says(channel_name(channel)))));
    options
}

fn kinds() -> Options {
    vec![
        ("", says(texts::ANY_KIND)),
        (RECOVERIES, says(texts::KIND_RECOVERIES)),
        (REVERSED, says(texts::KIND_REVERSED)),
    ]
}
