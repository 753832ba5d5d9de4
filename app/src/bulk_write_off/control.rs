//! Which write-off control processes are started by: the one choice that a bulk write-off has not.

use domain::bulk_write_off::Purpose;
use leptos::prelude::*;

use super::flow::{Flow, Stage};
use super::work::work;
use crate::i18n::{bulk_operation as texts, t};

/// The choice, beside a preview of processes to start. It is there before the preview and after it,
/// so that whoever chooses by keyboard stays in it.
#[component]
pub(crate) fn ControlChoice() -> impl IntoView {
    let work = work();
    let controls = Memo::new(move |_| work.flow().with(controls));
    let chosen = Memo::new(move |_| work.flow().with(chosen));
    move || {
        let controls = controls.get()?;
        if controls.is_empty() {
            let none = view! {
                <p class="note" role="status" data-testid="no-control">{t(texts::NO_CONTROL)}</p>
            };
            return Some(none.into_any());
        }
        let options = controls.into_iter().map(|(code, name)| {
            let value = code.clone();
            let selected = move || chosen.with(|now| now.as_deref() == Some(&code));
            view! { <option value=value prop:selected=selected>{name}</option> }
        });
        let choose = move |event| work.choose_control(event_target_value(&event));
        let choice = view! {
            <div class="search-form">
                <label>
                    <span>{t(texts::CONTROL)}</span>
                    <select data-testid="start-control" on:change=choose>
                        {options.collect_view()}
                    </select>
                </label>
            </div>
        };
        Some(choice.into_any())
    }
}

/// The controls that are set up, by code and name, where processes are to be started.
fn controls(flow: &Flow) -> Option<Vec<(String, String)>> {
    let Stage::Previewed { previewed, .. } = flow.stage() else { return None };
    let Purpose::StartProcesses(plan) = &previewed.purpose else { return None };
    let controls = plan.settings.controls.iter();
    Some(controls.map(|control| (control.code.clone(), control.name.clone())).collect())
}

fn chosen(flow: &Flow) -> Option<String> {
    let Stage::Previewed { previewed, .. } = flow.stage() else { return None };
    match &previewed.purpose {
        Purpose::StartProcesses(plan) => Some(plan.control.clone()),
        Purpose::WriteOff(_) => None,
    }
}
