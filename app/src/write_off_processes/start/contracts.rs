//! The contracts of the account, each with a tick, or why it cannot be linked.

use domain::api::DebtOfContract;
use domain::form::words::fault as fault_said;
use leptos::prelude::*;

use super::form::{CONTRACTS, contract_place};
use super::work;
use crate::components::words;
use crate::i18n::{t, write_off_process as texts};
use crate::recording::{RecordingForm, Wrong, field_id};
use crate::session::session;
use crate::write_off_processes::written::{Written, contract_line};

/// The contracts to link.
#[component]
pub(super) fn Contracts() -> impl IntoView {
    let form = work().form();
    let contracts = form.with_untracked(|form| {
        form.known().map(|known| known.grounds.account.contracts.clone()).unwrap_or_default()
    });
    let none =
        contracts.is_empty().then(|| view! { <p class="nothing">{t(texts::NOTHING_TO_LINK)}</p> });
    let fault = Memo::new(move |_| form.with(|form| form.fault(CONTRACTS)));
    let ticks = contracts.into_iter().map(|contract| view! { <Tick contract/> });
    view! {
        <fieldset class="contract-ticks" id=field_id(CONTRACTS) tabindex="-1">
            <legend class="name">{t(texts::WHICH_CONTRACTS)}</legend>
            {none}
            {ticks.collect_view()}
            <Wrong id=field_id(CONTRACTS) fault=fault.into()/>
        </fieldset>
    }
}

#[component]
fn Tick(contract: DebtOfContract) -> impl IntoView {
    let work = work();
    let form = work.form();
    let company = session().person_now()?.company;
    let id = contract.id;
    let place = contract_place(id);
    let field = field_id(&place);
    let ticked = Memo::new(move |_| form.with(|form| form.contracts().contains(&id)));
    let why_not = Memo::new(move |_| form.with(|form| form.why_not(id)));
    // What was ticked can be unticked, whatever is wrong with it.
    let locked = move || why_not.with(Option::is_some) && !ticked.get();
    let line = words(move |language| {
        form.with(|form| {
            let Some(known) = form.known() else { return String::new() };
            let settings = &known.grounds.settings;
            contract_line(&contract, &Written { company: &company, settings, language })
        })
    });
    let reason = words(move |language| {
        why_not.get().map(|fault| fault_said(fault, language)).unwrap_or_default()
    });
    Some(view! {
        <div class="contract-tick">
            <label class="check">
                <input
                    type="checkbox"
                    id=field.clone()
                    data-testid="contract-tick"
                    data-contract=id.0.to_string()
                    aria-describedby=format!("{field}-why")
                    prop:checked=move || ticked.get()
                    disabled=locked
                    on:change=move |event| {
                        let now = event_target_checked(&event);
                        work.step(|form| form.tick(id, now));
                    }
                />
                <span>{line}</span>
            </label>
            <p class="hint" id=format!("{field}-why")>{reason}</p>
        </div>
    })
}
