//! What stands around a process: its contracts, its events, the debt of the account, what was
//! referred, and what else is collected.

use domain::write_off_process::{ProcessReason, words};
use leptos::prelude::*;

use super::form::Known;
use crate::components::process_link;
use crate::i18n::write_off_processes::{self as shared, held_until, with_count};
use crate::i18n::{Text, write_off_process as texts};
use crate::write_off_processes::written::{
    Written, about_process, contract_line, contract_of, referral_line,
};

/// The tree, with all its branches open.
pub(super) fn tree(known: &Known, written: &Written<'_>) -> AnyView {
    view! {
        <section class="part" aria-labelledby="process-around">
            <h2 id="process-around">{written.say(texts::AROUND)}</h2>
            <ul class="tree card" data-testid="process-tree">
                {branch(shared::CONTRACTS, texts::NO_LINKS, contracts(known, written), written)}
                {branch(shared::EVENTS, texts::NO_EVENT, events(known, written), written)}
                {branch(texts::DEBT, texts::NO_DEBT, debt(known, written), written)}
                {branch(texts::REFERRALS, texts::NO_REFERRALS, referrals(known, written), written)}
                {branch(texts::OTHER, texts::NO_OTHER, other(known, written), written)}
            </ul>
        </section>
    }
    .into_any()
}

fn branch(name: Text, none: Text, leaves: Vec<AnyView>, written: &Written<'_>) -> AnyView {
    let title = with_count(name, leaves.len(), written.language);
    let none = leaves.is_empty().then(|| view! { <p class="nothing">{written.say(none)}</p> });
    let leaves: Vec<_> = leaves.into_iter().map(|leaf| view! { <li>{leaf}</li> }).collect();
    let list = (!leaves.is_empty()).then(|| view! { <ul>{leaves}</ul> });
    view! {
        <li>
            <details open>
                <summary>{title}</summary>
                {none}
                {list}
            </details>
        </li>
    }
    .into_any()
}

/// What is linked, and what was.
fn contracts(known: &Known, written: &Written<'_>) -> Vec<AnyView> {
    let links = known.record.contracts.iter().map(|link| {
        let contract = contract_of(&known.record.account, link.contract)
            .map_or_else(|| link.contract.0.to_string(), |one| contract_line(one, written));
        [contract, written.link_state(link)].join(" · ").into_any()
    });
    links.collect()
}

fn events(known: &Known, written: &Written<'_>) -> Vec<AnyView> {
    let events = known.record.events.iter().map(|event| {
        let status = words::event_status(event.status, written.language);
        let day = written.day(event.completed_on.unwrap_or(event.trigger_on));
        let name = written.event_type(&event.event_type);
        let said = format!("{} {name} · {status}, {day}", event.sequence);
        let failed = event.failure.is_some().then(|| {
            view! { " " <mark>{written.say(shared::FAILED_MARK)}</mark> }
        });
        view! { {said} {failed} }.into_any()
    });
    events.collect()
}

/// Classes of which nothing is owed are named as well: that is what one looks for.
fn debt(known: &Known, written: &Written<'_>) -> Vec<AnyView> {
    let debt = known.record.account.debt.iter();
    debt.map(|one| [one.name.clone(), written.money(one.owed)].join(" · ").into_any()).collect()
}

fn referrals(known: &Known, written: &Written<'_>) -> Vec<AnyView> {
    known.record.referrals.iter().map(|one| referral_line(one, written).into_any()).collect()
}

/// A repossession, a hold, and the other processes of the account that go on.
fn other(known: &Known, written: &Written<'_>) -> Vec<AnyView> {
    let account = &known.record.account;
    let repossession = account
        .repossession_pending_since
        .map(|since| texts::repossession_pending(&written.day(since), written.language).into_any());
    let held = account
        .held_until
        .filter(|until| *until > known.today)
        .map(|until| held_until(&written.day(until), written.language).into_any());
    let others = account
        .processes
        .iter()
        .filter(|line| line.id != known.record.id && line.reason == ProcessReason::EventsPending);
    let others = others.map(|line| {
        let link = process_link(line.id, written.language);
        view! { {link} {written.language.colon()} {about_process(line, written.language)} }
            .into_any()
    });
    repossession.into_iter().chain(held).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::components::rendered;
    use crate::session::state_tests::person;
    use crate::write_off_processes::samples::{TODAY, record};

    #[test]
    fn the_tree_has_contracts_events_debt_and_what_else_is_collected() {
        let (company, known) = (person("wanjiku").company, Known::new(record(), TODAY));
        let settings = &known.record.settings;
        let written = Written { company: &company, settings, language: Language::En };
        let html = rendered(|| tree(&known, &written));
        for part in [
            "data-testid=\"process-tree\"",
            "21 · &lt;solar lamp&gt; · KES\u{a0}288.61 · Standard · active",
            "25 · &lt;solar lamp&gt; · KES\u{a0}0.00 · Standard · debt cleared, 3 Mar 2026",
            "1 Refer to agency · Complete, 2 Mar 2026",
            "4 Write off · Pending, 1 May 2026",
            "Standard · KES\u{a0}402.61",
            "Hardship · KES\u{a0}10.00",
            "&lt;Mkopo&gt;, KES\u{a0}288.61, referred 2 Mar 2026",
            "Repossession pending since 5 Jan 2026",
            "href=\"/write-off-processes/0000000018\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("/write-off-processes/0000000017"), "{html}");
    }
}
