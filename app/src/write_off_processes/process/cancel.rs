//! The question before a process is canceled: exactly what will be.

use domain::write_off_process::EventStatus;
use leptos::prelude::*;

use super::form::Known;
use super::page::written;
use super::work;
use crate::components::{Press, press, says};
use crate::i18n::{Text, t, write_off_processes as texts};
use crate::write_off_processes::written::{Written, contract_line, contract_of, referral_line};

/// What will be cancelled. Keep has the focus.
#[component]
pub(super) fn AskToCancel() -> impl IntoView {
    let work = work();
    let keep = press(move || {
        work.close();
    });
    let confirm = press(move || work.confirm());
    view! {
        <h2>{t(texts::CANCEL_TITLE)}</h2>
        <p class="warning" data-testid="warning">{t(texts::CANCEL_LEAD)}</p>
        {written(|_, known, written| what_is_cancelled(known, written))}
        <div class="buttons end">
            <Press id="cancel" autofocus=true text=says(texts::KEEP) act=keep/>
            <Press class="danger" id="confirm" text=says(texts::CONFIRM_CANCEL) act=confirm/>
        </div>
    }
}

/// The pending events, the contracts that are active in it, and the open referrals.
fn what_is_cancelled(known: &Known, written: &Written<'_>) -> AnyView {
    let record = &known.record;
    let pending = record.events.iter().filter(|event| event.status == EventStatus::Pending);
    let events = pending.map(|event| {
        let (name, day) = (written.event_type(&event.event_type), written.day(event.trigger_on));
        format!("{} {name}, {day}", event.sequence)
    });
    let active = record.contracts.iter().filter(|link| link.ended.is_none());
    let contracts = active.map(|link| {
        contract_of(&record.account, link.contract)
            .map_or_else(|| link.contract.0.to_string(), |one| contract_line(one, written))
    });
    let open = record.referrals.iter().filter(|one| one.cancelled_on.is_none());
    let referrals = open.map(|one| referral_line(one, written));
    let again = record.settings.opens_by_itself;
    view! {
        {list(texts::CANCEL_EVENTS, events.collect(), written)}
        {list(texts::CANCEL_CONTRACTS, contracts.collect(), written)}
        {list(texts::CANCEL_REFERRALS, referrals.collect(), written)}
        {again.then(|| view! { <p>{written.say(texts::CANCEL_OPENS_AGAIN)}</p> })}
    }
    .into_any()
}

fn list(name: Text, items: Vec<String>, written: &Written<'_>) -> Option<AnyView> {
    if items.is_empty() {
        return None;
    }
    let items = items.into_iter().map(|item| view! { <li>{item}</li> });
    let list = view! {
        <div>
            <h3>{written.say(name)}</h3>
            <ul>{items.collect_view()}</ul>
        </div>
    };
    Some(list.into_any())
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::components::rendered;
    use crate::session::state_tests::person;
    use crate::write_off_processes::samples::{TODAY, record};

    #[test]
    fn exactly_what_is_open_is_named() {
        let (company, known) = (person("wanjiku").company, Known::new(record(), TODAY));
        let settings = &known.record.settings;
        let written = Written { company: &company, settings, language: Language::En };
        let html = rendered(|| what_is_cancelled(&known, &written));
        for part in [
            "<li>3 Cancel referral, 1 May 2026</li>",
            "<li>4 Write off, 1 May 2026</li>",
            "<li>21 · &lt;solar lamp&gt; · KES\u{a0}288.61 · Standard</li>",
            "&lt;Mkopo&gt;, KES\u{a0}288.61, referred 2 Mar 2026",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert_eq!(html.matches("<li>").count(), 4, "{html}");
    }
}
