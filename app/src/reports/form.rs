//! What the report is to cover.

use domain::api::Centre;
use domain::reports::{PeriodFault, ReportName, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::filter::{Filter, has_centre, has_period};
use crate::components::{Press, in_language, press, says};
use crate::i18n::{Text, reports as texts, t};

/// One of the things that narrow.
type Part = fn(&mut Filter) -> &mut String;

/// The form. What is chosen counts at once, unless it is no period. Cleared, it covers what reports
/// cover where nothing is said: the last twelve months, in all centres.
#[component]
pub(super) fn FilterForm(
    /// The report.
    report: ReportName,
    /// What stands in the fields.
    typed: RwSignal<Filter>,
    /// The company's fulfilment centres, once they are known.
    centres: Signal<Vec<Centre>>,
    /// Shows what stands in the fields.
    choose: Callback<()>,
) -> impl IntoView {
    let fault = Memo::new(move |_| typed.with(|typed| typed.of_report(report).fault()));
    let days = has_period(report).then(|| {
        view! {
            <Day typed choose fault part=|f| &mut f.from name="from" label=texts::FROM/>
            <Day typed choose fault part=|f| &mut f.to name="to" label=texts::TO/>
        }
        .into_any()
    });
    let centre = has_centre(report).then(|| view! { <Centres typed choose centres/> }.into_any());
    let clear = press(move || {
        typed.set(Filter::default());
        choose.run(());
    });
    view! {
        <form
            class="search-form report-filter"
            role="search"
            aria-label=t(texts::FILTERS)
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                choose.run(());
            }
        >
            {days}
            {centre}
            <div class="buttons">
                <Press id="report-clear" text=says(texts::CLEAR) act=clear/>
            </div>
        </form>
        <div id="period-fault" role="status">
            {in_language(move |language| {
                fault.get().map(|fault| {
                    view! { <p class="trouble">{words::period_fault(fault, language)}</p> }
                })
            })}
        </div>
    }
    .into_any()
}

/// A day of the period.
#[component]
fn Day(
    typed: RwSignal<Filter>,
    choose: Callback<()>,
    fault: Memo<Option<PeriodFault>>,
    part: Part,
    name: &'static str,
    label: Text,
) -> impl IntoView {
    let wrong = move || fault.get().filter(|fault| fault.bound().code() == name).map(|_| "true");
    view! {
        <label>
            <span>{t(label)}</span>
            <input
                type="date"
                name=name
                data-testid=format!("report-{name}")
                aria-invalid=wrong
                aria-describedby="period-fault"
                prop:value=move || part(&mut typed.get()).clone()
                on:change=move |event| {
                    typed.update(|typed| *part(typed) = event_target_value(&event));
                    choose.run(());
                }
            />
        </label>
    }
}

/// The fulfilment centres.
#[component]
fn Centres(
    typed: RwSignal<Filter>,
    choose: Callback<()>,
    centres: Signal<Vec<Centre>>,
) -> impl IntoView {
    move || {
        let options = centres.get().into_iter().map(|centre| {
            view! { <option value=centre.id.to_string()>{centre.name}</option> }
        });
        view! {
            <label>
                <span>{t(texts::CENTRE)}</span>
                <select
                    name="centre"
                    data-testid="report-centre"
                    prop:value=move || typed.with(|typed| typed.centre.clone())
                    on:change=move |event| {
                        typed.update(|typed| typed.centre = event_target_value(&event));
                        choose.run(());
                    }
                >
                    <option value="">{t(texts::ALL_CENTRES)}</option>
                    {options.collect_view()}
                </select>
            </label>
        }
    }
}
