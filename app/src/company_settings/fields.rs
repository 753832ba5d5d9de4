//! The fields of the sections that are no lists.

use domain::money::{AllocationOrder, Component};
use domain::payments::Channel;
use leptos::prelude::*;

use super::draft::{Draft, Typed};
use super::editing::editing;
use crate::components::words;
use crate::i18n::account::channel_name;
use crate::i18n::{Text, company_settings as texts, language, t};
use crate::recording::{Control, SelectField, TextField, Tick, WrongList, fault_id};

/// The suggestions of time zones.
const ZONES: &str = "time-zones";

fn control(
    place: &'static str,
    test_id: &'static str,
    part: fn(&mut Typed) -> &mut String,
) -> Control {
    editing().drafted.control(place.to_owned(), test_id, move |typed| Some(part(typed)))
}

/// The company's name, code, currency and time zone.
#[component]
pub(super) fn CompanyFields() -> impl IntoView {
    let fixed = editing().drafted.get_now(|draft| draft.has_journal).unwrap_or_default();
    let name = control("/name", "company-name", |typed| &mut typed.name);
    let code = control("/code", "company-code", |typed| &mut typed.code);
    let currency = control("/currency", "company-currency", |typed| &mut typed.currency);
    let zone = control("/time_zone", "company-time-zone", |typed| &mut typed.time_zone);
    let (currency, zone) = if fixed {
        (
            view! { <Locked label=texts::CURRENCY control=currency/> }.into_any(),
            view! { <Locked label=texts::TIME_ZONE control=zone/> }.into_any(),
        )
    } else {
        let zones = editing()
            .time_zones
            .get_value()
            .into_iter()
            .map(|zone| view! { <option value=zone></option> }.into_any())
            .collect_view();
        (
            view! {
                <TextField label=texts::CURRENCY hint=texts::CURRENCY_HINT control=currency/>
            }
            .into_any(),
            view! {
                <div>
                    <TextField
                        label=texts::TIME_ZONE
                        hint=texts::TIME_ZONE_HINT
                        control=zone
                        list=ZONES
                    />
                    <datalist id=ZONES>{zones}</datalist>
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <div class="setting-fields">
            <TextField label=texts::NAME hint=texts::NAME_HINT control=name/>
            <TextField label=texts::CODE hint=texts::CODE_HINT control=code/>
            {currency}
            {zone}
        </div>
    }
}

/// What cannot change any more, and why.
#[component]
fn Locked(label: Text, control: Control) -> impl IntoView {
    view! {
        <div class="field setting-locked" data-testid=control.test_id>
            <p class="name">{t(label)}</p>
            <p class="value">{control.value}</p>
            <p class="hint">{t(texts::LOCKED)}</p>
        </div>
    }
}

/// When an account is late, in default, and written off too early.
#[component]
pub(super) fn ArrearsFields() -> impl IntoView {
    let editing = editing();
    let default =
        control("/default_after_days", "default-after-days", |typed| &mut typed.default_after_days);
    let early = control("/early_write_off_days", "early-write-off-days", |typed| {
        &mut typed.early_write_off_days
    });
    let hour = control("/daily_run_hour", "daily-run-hour", |typed| &mut typed.daily_run_hour);
    let set = Callback::new(move |ticked| {
        editing.drafted.edit(|draft: &mut Draft| draft.typed.late_days_forgiven = ticked);
    });
    let checked = editing.drafted.get_now(|draft| draft.typed.late_days_forgiven);
    view! {
        <div class="setting-fields">
            <TextField label=texts::DEFAULT_AFTER hint=texts::DEFAULT_AFTER_HINT control=default/>
            <TextField label=texts::EARLY hint=texts::EARLY_HINT control=early/>
            <TextField label=texts::HOUR hint=texts::HOUR_HINT control=hour/>
            <Tick
                label=texts::FORGIVEN
                hint=texts::FORGIVEN_HINT
                test_id="late-days-forgiven"
                checked=checked.unwrap_or_default()
                set
            />
        </div>
    }
}

/// How payments are taken, and what they are applied to.
#[component]
pub(super) fn PaymentFields() -> impl IntoView {
    let editing = editing();
    let order =
        control("/allocation_order", "allocation-order", |typed| &mut typed.allocation_order);
    let chosen = editing.drafted.memo(|draft| draft.typed.allocation_order.clone());
    let spoken = language();
    let options = Memo::new(move |_| {
        orders().map(|order| (order.to_string(), texts::order(order, spoken.get()))).collect()
    });
    let note = words(move |language| texts::ORDER_HINT.of(language).to_owned());
    let on = editing.drafted.get_now(|draft| draft.typed.channels.clone()).unwrap_or_default();
    let channels = Channel::ALL
        .map(|channel| {
            let set = Callback::new(move |ticked| {
                editing.drafted.edit(|draft: &mut Draft| draft.set_channel(channel, ticked));
            });
            view! {
                <Tick
                    label=channel_name(channel)
                    test_id=channel.code()
                    checked=on.contains(&channel)
                    set
                />
            }
            .into_any()
        })
        .into_iter()
        .collect_view();
    let place = "/channels".to_owned();
    view! {
        <fieldset class="setting-choices">
            <legend>{t(texts::CHANNELS)}</legend>
            <p class="hint">{t(texts::CHANNELS_HINT)}</p>
            {channels}
            <WrongList id=fault_id(&place) wrong=editing.drafted.fault(place)/>
        </fieldset>
        <div class="setting-order">
            <SelectField label=texts::ORDER control=order options chosen note/>
        </div>
    }
}

/// Every order in which components can be paid.
fn orders() -> impl Iterator<Item = AllocationOrder> {
    let all = Component::ALL.map(Component::code);
    let mut texts = Vec::new();
    for first in all {
        for second in all {
            for third in all {
                texts.push([first, second, third].join(","));
            }
        }
    }
    texts.into_iter().filter_map(|text| AllocationOrder::parse(&text))
}
