//! The contracts of a process: linking them, taking them out, and those that were in it.

use std::sync::Arc;

use domain::account::ContractId;
use domain::api::{DebtOfContract, ProcessContract};
use domain::form::words::fault as fault_said;
use leptos::prelude::*;

use super::form::{CONTRACTS, Form, Known, contract_place};
use super::page::written_once;
use super::work;
use crate::components::{Press, headings, press, words as say};
use crate::i18n::states::contract_status_name;
use crate::i18n::{Text, t, write_off_process as texts, write_off_processes as shared};
use crate::recording::{RecordingForm, Wrong, field_id};
use crate::write_off_processes::written::{Written, contract_of};

/// What stands over the columns of those in the process.
const HEADINGS: [Text; 6] = [
    texts::CONTRACT,
    texts::PRODUCTS,
    shared::OWED,
    texts::LINKED_ON,
    texts::IN_PROCESS,
    texts::CHANGE,
];

/// What stands over the columns of the others.
const OTHERS: [Text; 5] =
    [texts::CONTRACT, texts::PRODUCTS, shared::OWED, shared::STATUS, texts::CHANGE];

/// The page.
#[component]
pub(super) fn Contracts() -> impl IntoView {
    let form = work().form();
    let fault = Memo::new(move |_| form.with(|form| form.fault(CONTRACTS)));
    view! {
        <section
            class="part"
            id=field_id(CONTRACTS)
            tabindex="-1"
            aria-labelledby="process-contracts"
        >
            <h2 id="process-contracts" class="visually-hidden">{t(shared::CONTRACTS)}</h2>
            <Wrong id=field_id(CONTRACTS) fault=fault.into()/>
            {written_once(linked)}
        </section>
        {written_once(others)}
    }
}

/// Those that are linked, and those that were.
fn linked(form: &Form, known: &Arc<Known>, written: &Written<'_>) -> AnyView {
    let record = &known.record;
    if record.contracts.is_empty() {
        return view! { <p class="nothing">{written.say(texts::NO_LINKS)}</p> }.into_any();
    }
    let may = form.may_edit();
    let rows = record
        .contracts
        .iter()
        .map(|link| row(link, contract_of(&record.account, link.contract), may, written));
    view! {
        <div class="table-frame">
            <table
                class="list process-contracts"
                role="table"
                aria-label=written.say(shared::CONTRACTS)
            >
                <thead role="rowgroup">
                    <tr role="row">{headings(&HEADINGS)}</tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(
    link: &ProcessContract,
    contract: Option<&DebtOfContract>,
    may: bool,
    written: &Written<'_>,
) -> AnyView {
    let active = link.ended.is_none();
    let button = (may && active).then(|| {
        view! { <LinkButton contract=link.contract linked=true/> }
    });
    view! {
        <tr
            role="row"
            data-testid="process-contract"
            data-contract=link.contract.0.to_string()
            data-status=if active { "active" } else { "inactive" }
        >
            {about(link.contract, contract, written)}
            <td role="cell">
                <span class="unit">{written.say(texts::LINKED_ON)} " "</span>
                {written.day(link.linked_on)}
            </td>
            <td role="cell">{written.link_state(link)}</td>
            <td role="cell">{button}</td>
        </tr>
    }
    .into_any()
}

/// The contract, its products, and what is owed under it.
fn about(id: ContractId, contract: Option<&DebtOfContract>, written: &Written<'_>) -> AnyView {
    let products = contract.map(|one| one.products.join(", "));
    let class = contract.map(|one| written.debt_class(&one.debt_class));
    let owed = contract.map(|one| written.money(one.owed));
    view! {
        <td role="cell">
            <span class="unit">{written.say(texts::CONTRACT)} " "</span>
            {id.0}
        </td>
        <td role="cell">{products} <small>{class}</small></td>
        <td role="cell">
            <span class="unit">{written.say(shared::OWED)} " "</span>
            {owed}
        </td>
    }
    .into_any()
}

/// The account's contracts that are not in the process: to be linked, or why they cannot be.
fn others(form: &Form, known: &Arc<Known>, written: &Written<'_>) -> Option<AnyView> {
    let record = &known.record;
    let active = |contract: &DebtOfContract| {
        record.contracts.iter().any(|link| link.contract == contract.id && link.ended.is_none())
    };
    let rest: Vec<_> = record.account.contracts.iter().filter(|one| !active(one)).collect();
    if rest.is_empty() || !form.may_edit() {
        return None;
    }
    let rows = rest.into_iter().map(|contract| {
        view! {
            <tr
                role="row"
                data-testid="other-contract"
                data-contract=contract.id.0.to_string()
            >
                {about(contract.id, Some(contract), written)}
                <td role="cell">{written.say(contract_status_name(contract.status))}</td>
                <td role="cell"><LinkButton contract=contract.id linked=false/></td>
            </tr>
        }
    });
    let shown = view! {
        <section class="part" aria-labelledby="other-contracts">
            <h2 id="other-contracts">{written.say(texts::OTHERS)}</h2>
            <div class="table-frame">
                <table
                    class="list other-contracts"
                    role="table"
                    aria-label=written.say(texts::OTHERS)
                >
                    <thead role="rowgroup">
                        <tr role="row">{headings(&OTHERS)}</tr>
                    </thead>
                    <tbody role="rowgroup">{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    };
    Some(shown.into_any())
}

/// Links a contract on Save, or takes it out; pressed again, neither. Where it cannot be linked, why.
#[component]
fn LinkButton(contract: ContractId, linked: bool) -> impl IntoView {
    let work = work();
    let form = work.form();
    let chosen = Memo::new(move |_| {
        form.with(|form| {
            let draft = form.draft();
            if linked {
                draft.unlinked.contains(&contract)
            } else {
                draft.linked.contains(&contract)
            }
        })
    });
    let why_not = Memo::new(move |_| {
        form.with(|form| (!linked).then(|| form.why_not_linked(contract)).flatten())
    });
    let place = contract_place(contract);
    let id = field_id(&place);
    let fault = Memo::new(move |_| form.with(|form| form.fault(&place)));
    let text = say(move |language| {
        let text = match (chosen.get(), linked) {
            (true, _) => texts::UNDO,
            (false, true) => texts::UNLINK,
            (false, false) => texts::LINK,
        };
        text.of(language).to_owned()
    });
    let mark = if linked { texts::WILL_BE_UNLINKED } else { texts::WILL_BE_LINKED };
    let act = press(move || {
        work.step(|form| form.link_or_unlink(contract));
    });
    let reason = say(move |language| {
        why_not.get().map(|fault| fault_said(fault, language)).unwrap_or_default()
    });
    view! {
        <span id=id.clone() tabindex="-1">
            <Press
                id=if linked { "unlink" } else { "link" }
                text
                act
                disabled=Signal::derive(move || !chosen.get() && why_not.with(Option::is_some))
            />
        </span>
        {move || chosen.get().then(|| view! { " " <mark>{t(mark)}</mark> })}
        <span class="why-not hint" hidden=move || chosen.get()>{reason}</span>
        <Wrong id fault=fault.into()/>
    }
}
