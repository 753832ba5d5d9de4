//! Which processes are to be listed.

use domain::write_off_process::settings::WriteOffSettings;
use domain::write_off_process::{ProcessReason, ProcessStatus, words};
use leptos::prelude::*;

use super::filter::Filter;
use crate::api::{self, load};
use crate::components::{
    FilterChoice, FilterForm, FilterInput, Words, filter_part, says, words as say,
};
use crate::i18n::{Text, t, write_off_processes as texts};

/// The form.
#[component]
pub(super) fn ProcessFilter(filter: RwSignal<Filter>) -> impl IntoView {
    // Without what is set up one can still narrow by everything else.
    let settings = load(|| Box::pin(api::get_write_off_settings()));
    let known = move |names: fn(&WriteOffSettings) -> Vec<(String, String)>| {
        Memo::new(move |_| {
            settings.answer().with(|answer| match answer {
                Some(Ok(reply)) => names(&reply.settings),
                _ => Vec::new(),
            })
        })
    };
    let controls = known(|settings| {
        settings.controls.iter().map(|one| (one.code.clone(), one.name.clone())).collect()
    });
    let templates = known(|settings| {
        settings.templates.iter().map(|one| (one.code.clone(), one.name.clone())).collect()
    });
    let fields = view! {
        <FilterInput by=filter_part(filter, |f| &mut f.id) name="id" label=texts::ID/>
        <FilterInput by=filter_part(filter, |f| &mut f.account) name="account" label=texts::ACCOUNT/>
        <FilterInput
            by=filter_part(filter, |f| &mut f.customer)
            name="customer"
            label=texts::CUSTOMER
        />
        <FilterChoice
            by=filter_part(filter, |f| &mut f.status)
            name="status"
            label=texts::STATUS
            options=statuses()
        />
        <FilterChoice
            by=filter_part(filter, |f| &mut f.reason)
            name="reason"
            label=texts::REASON
            options=reasons()
        />
        <SetUp filter part=|f| &mut f.control name="control" label=texts::CONTROL options=controls/>
        <SetUp
            filter
            part=|f| &mut f.template
            name="template"
            label=texts::TEMPLATE
            options=templates
        />
        <FilterInput
            by=filter_part(filter, |f| &mut f.created_from)
            name="created-from"
            label=texts::CREATED_FROM
            kind="date"
        />
        <FilterInput
            by=filter_part(filter, |f| &mut f.created_until)
            name="created-until"
            label=texts::CREATED_UNTIL
            kind="date"
        />
        <FilterChoice
            by=filter_part(filter, |f| &mut f.failing)
            name="failing"
            label=texts::FAILING
            options=vec![("", says(texts::ANY)), ("true", says(texts::ONLY_FAILING))]
        />
    };
    let clear = Callback::new(move |()| filter.set(Filter::default()));
    view! { <FilterForm label=texts::FILTERS clear fields=fields.into_any()/> }
}

/// Values with what they are called.
type Options = Vec<(&'static str, Words)>;

fn statuses() -> Options {
    let mut options = vec![("", says(texts::ANY))];
    options.extend(
        [ProcessStatus::Active, ProcessStatus::Inactive]
            .map(|one| (one.code(), say(move |language| words::status(one, language).to_owned()))),
    );
    options
}

fn reasons() -> Options {
    let mut options = vec![("", says(texts::ANY))];
    options.extend(
        ProcessReason::ALL
            .map(|one| (one.code(), say(move |language| words::reason(one, language).to_owned()))),
    );
    options
}

/// A choice of what the company has set up, once that is known. What the address names is always
/// among it.
#[component]
fn SetUp(
    filter: RwSignal<Filter>,
    part: fn(&mut Filter) -> &mut String,
    name: &'static str,
    label: Text,
    options: Memo<Vec<(String, String)>>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| part(&mut filter.get()).clone());
    let items = move || {
        let mut all = options.get();
        let now = chosen.get_untracked();
        if !now.is_empty() && !all.iter().any(|(code, _)| *code == now) {
            all.push((now.clone(), now));
        }
        let options = all.into_iter().map(|(code, name)| {
            let this = code.clone();
            let selected = move || chosen.with(|chosen| *chosen == this);
            view! { <option value=code prop:selected=selected>{name}</option> }
        });
        options.collect_view()
    };
    view! {
        <label>
            <span>{t(label)}</span>
            <select
                name=name
                data-testid=format!("filter-{name}")
                on:change=move |event| {
                    let value = event_target_value(&event);
                    filter.update(|filter| *part(filter) = value);
                }
            >
                <option value="" prop:selected=move || chosen.with(String::is_empty)>
                    {t(texts::ANY)}
                </option>
                {items}
            </select>
        </label>
    }
}
