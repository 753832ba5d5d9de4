//! Centres, products and the chart of accounts: lists whose rows are changed where they stand.

use domain::journal::LedgerAccount;
use domain::journal::words::ledger_account;
use domain::repossession::words::condition as condition_name;
use leptos::prelude::*;

use super::draft::{Draft, Key, conditions, value_place};
use super::editing::editing;
use crate::browser;
use crate::components::{Words, says, words};
use crate::i18n::format::capitalised;
use crate::i18n::{Text, company_settings as texts, t, write_off_settings};
use crate::recording::{Control, TextInput, Wrong, WrongList, fault_id, focus_field};

/// A field of a list that needs no label to be seen.
#[component]
fn Named(label: Words, control: Control) -> impl IntoView {
    let (id, fault) = (control.id.clone(), control.fault);
    view! {
        <div class="field">
            <label class="visually-hidden" for=id.clone()>{label}</label>
            <TextInput control/>
            <Wrong id fault/>
        </div>
    }
}

/// A field in a cell of a table: its label is heard, and stands over the column. Where each row is a card it
/// stands over the field, and what the card is about is only heard.
#[component]
fn Cell(
    label: Words,
    /// What the row is about.
    #[prop(optional)]
    of: Option<Words>,
    control: Control,
    /// What a telephone shows to type with.
    #[prop(default = "text")]
    inputmode: &'static str,
) -> impl IntoView {
    let (id, fault) = (control.id.clone(), control.fault);
    view! {
        <td>
            <div class="field">
                <label class="cell-label" for=id.clone()>
                    {label}
                    {of.map(|of| {
                        let of = words(move |language| [language.colon(), &*of()].concat());
                        view! { <span class="visually-hidden">{of}</span> }
                    })}
                </label>
                <TextInput control inputmode/>
                <Wrong id fault/>
            </div>
        </td>
    }
}

/// Adds one to a list, and leads to its first field.
#[component]
pub(super) fn Add(
    text: Text,
    list: &'static str,
    add: fn(&mut Draft) -> Key,
    /// What that field is called in the document.
    #[prop(default = "name")]
    first: &'static str,
) -> impl IntoView {
    let editing = editing();
    let add = move |_| {
        if let Some(key) = editing.drafted.edit(add) {
            focus_field(&format!("/{list}/{key}/{first}"));
        }
    };
    view! {
        <button
            type="button"
            id=format!("add-{list}")
            data-testid=format!("add-{list}")
            on:click=add
        >
            {t(text)}
        </button>
    }
}

/// Takes away what is not saved yet. What is saved stays.
#[component]
fn RemoveNew(list: &'static str, key: Key, is_new: bool) -> impl IntoView {
    let editing = editing();
    is_new.then(|| {
        let remove = move |_| {
            editing.drafted.edit(|draft| draft.remove_new(key));
            browser::focus_first(&format!("#add-{list}"));
        };
        view! {
            <button type="button" class="quiet" data-testid="remove" on:click=remove>
                {t(write_off_settings::REMOVE)}
            </button>
        }
    })
}

/// Fulfilment centres.
#[component]
pub(super) fn Centres() -> impl IntoView {
    let editing = editing();
    let keys = editing.drafted.memo(|draft| {
        draft.typed.centres.iter().map(|one| (one.key, one.id.is_none())).collect::<Vec<_>>()
    });
    let centre = move |(key, is_new): (Key, bool)| {
        let control =
            editing.drafted.control(format!("/centres/{key}/name"), "centre-name", move |typed| {
                typed.centre(key).map(|one| &mut one.name)
            });
        view! {
            <li class="setting-line" data-testid="centre">
                <Named label=words(|language| texts::CENTRE_NAME.of(language).to_owned()) control/>
                <RemoveNew list="centres" key is_new/>
            </li>
        }
    };
    let place = "/centres".to_owned();
    view! {
        <WrongList id=fault_id(&place) wrong=editing.drafted.fault(place)/>
        <ul class="setting-lines">
            <For each=move || keys.get() key=|one| *one children=centre/>
        </ul>
        <Add text=texts::ADD_CENTRE list="centres" add=Draft::add_centre/>
    }
}

/// Products, with what one is worth in each condition.
#[component]
pub(super) fn Products() -> impl IntoView {
    let editing = editing();
    let keys = editing.drafted.memo(|draft| {
        draft.typed.products.iter().map(|one| (one.key, one.id.is_none())).collect::<Vec<_>>()
    });
    let heads = conditions()
        .map(|condition| {
            let said = words(move |language| capitalised(condition_name(condition, language)));
            view! { <th scope="col" class="number">{said}</th> }.into_any()
        })
        .into_iter()
        .collect_view();
    let code = editing.drafted.get_now(|draft| draft.currency().code.clone()).unwrap_or_default();
    let in_currency = words(move |language| write_off_settings::in_currency(&code, language));
    let place = "/products".to_owned();
    view! {
        <p class="hint">{t(texts::VALUES_HINT)} " " {in_currency}</p>
        <WrongList id=fault_id(&place) wrong=editing.drafted.fault(place)/>
        <div class="setting-table products">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(texts::PRODUCT_NAME)}</th>
                        {heads}
                        <td></td>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || keys.get()
                        key=|one| *one
                        children=|(key, is_new)| view! { <Product key is_new/> }
                    />
                </tbody>
            </table>
        </div>
        <Add text=texts::ADD_PRODUCT list="products" add=Draft::add_product/>
    }
}

#[component]
fn Product(key: Key, is_new: bool) -> impl IntoView {
    let editing = editing();
    let name = editing.drafted.memo(move |draft: &Draft| {
        let found = draft.typed.products.iter().find(|one| one.key == key);
        found.map(|one| one.name.clone()).unwrap_or_default()
    });
    let named =
        editing.drafted.control(format!("/products/{key}/name"), "product-name", move |typed| {
            typed.product(key).map(|one| &mut one.name)
        });
    let values = std::iter::zip(0.., conditions())
        .map(|(at, condition)| {
            let control = editing.drafted.control(
                value_place(key, condition),
                "product-value",
                move |typed| typed.product(key).and_then(|one| one.values.get_mut::<usize>(at)),
            );
            let label = words(move |language| capitalised(condition_name(condition, language)));
            let of = words(move |_| name.get());
            view! { <Cell label of control inputmode="decimal"/> }.into_any()
        })
        .collect_view();
    let label = words(|language| texts::PRODUCT_NAME.of(language).to_owned());
    view! {
        <tr data-testid="product">
            <Cell label control=named/>
            {values}
            <td><RemoveNew list="products" key is_new/></td>
        </tr>
    }
}

/// The chart of accounts: the company's code and name of each role.
#[component]
pub(super) fn Chart() -> impl IntoView {
    let editing = editing();
    let roles = editing
        .drafted
        .get_now(|draft| draft.typed.chart.iter().map(|one| one.role).collect::<Vec<_>>())
        .unwrap_or_default();
    let rows = roles.into_iter().map(|role| view! { <Account role/> }.into_any()).collect_view();
    let place = "/chart".to_owned();
    view! {
        <WrongList id=fault_id(&place) wrong=editing.drafted.fault(place)/>
        <div class="setting-table chart-of-accounts">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(texts::ROLE)}</th>
                        <th scope="col">{t(texts::LEDGER_CODE)}</th>
                        <th scope="col">{t(texts::LEDGER_NAME)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Account(role: LedgerAccount) -> impl IntoView {
    let drafted = editing().drafted;
    let at = move |field: &str| format!("/chart/{}/{field}", role.code());
    let code = drafted.control(at("code"), "ledger-code", move |typed| {
        typed.account(role).map(|one| &mut one.code)
    });
    let name = drafted.control(at("name"), "ledger-name", move |typed| {
        typed.account(role).map(|one| &mut one.name)
    });
    let of = || words(move |language| ledger_account(role, language).to_owned());
    view! {
        <tr data-testid="ledger-account" data-role=role.code()>
            <th scope="row">{of()}</th>
            <Cell label=says(texts::LEDGER_CODE) of=of() control=code/>
            <Cell label=says(texts::LEDGER_NAME) of=of() control=name/>
        </tr>
    }
}
