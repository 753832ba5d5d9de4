//! The fields of a company and its first Admin.

use domain::language::Language;
use leptos::prelude::*;

use super::draft::{
    ADMIN, CODE, CURRENCY, DEFAULT_AFTER, Draft, EARLY, NAME, TIME_ZONE, USER_NAME,
};
use crate::browser;
use crate::i18n::{Text, people, set_up as texts, t};
use crate::people::{PlainField, WrongFields};

/// One of the texts that are typed.
type Part = fn(&mut Draft) -> &mut String;

const ZONES: &str = "time-zones";
const CURRENCIES: &str = "currencies";

/// Currencies that are offered. Any other can be typed.
const OFFERED: [&str; 19] = [
    "BIF", "CDF", "ETB", "EUR", "GHS", "GNF", "INR", "KES", "MGA", "MWK", "MZN", "NGN", "RWF",
    "TZS", "UGX", "USD", "XAF", "XOF", "ZMW",
];

/// The fields.
#[component]
pub(super) fn CompanyFields(draft: RwSignal<Draft>) -> impl IntoView {
    let wrong = Signal::derive(move || draft.with(|draft| draft.wrong.clone()));
    let zones = browser::time_zones().into_iter();
    let zones = zones.map(|zone| view! { <option value=zone></option> }.into_any());
    let offered = OFFERED.map(|code| view! { <option value=code></option> });
    view! {
        <fieldset>
            <legend>{t(texts::COMPANY)}</legend>
            {text(draft, wrong, |d| &mut d.name, NAME, "company-name", texts::COMPANY_NAME, None, "")}
            {text(draft, wrong, |d| &mut d.code, CODE, "company-code", texts::CODE, Some(texts::CODE_HINT), "")}
            {text(
                draft,
                wrong,
                |d| &mut d.currency,
                CURRENCY,
                "company-currency",
                texts::CURRENCY,
                Some(texts::CURRENCY_HINT),
                CURRENCIES,
            )}
            <datalist id=CURRENCIES>{offered.collect_view()}</datalist>
            {text(
                draft,
                wrong,
                |d| &mut d.time_zone,
                TIME_ZONE,
                "company-time-zone",
                texts::TIME_ZONE,
                Some(texts::TIME_ZONE_HINT),
                ZONES,
            )}
            <datalist id=ZONES>{zones.collect_view()}</datalist>
            {text(
                draft,
                wrong,
                |d| &mut d.default_after,
                DEFAULT_AFTER,
                "company-default-after",
                texts::DEFAULT_AFTER,
                Some(texts::DEFAULT_AFTER_HINT),
                "",
            )}
            {text(draft, wrong, |d| &mut d.early, EARLY, "company-early", texts::EARLY, Some(texts::EARLY_HINT), "")}
            <LanguageOfChart draft/>
        </fieldset>
        <fieldset>
            <legend>{t(texts::ADMIN)}</legend>
            {text(draft, wrong, |d| &mut d.admin, ADMIN, "admin-name", texts::NAME, None, "")}
            {text(
                draft,
                wrong,
                |d| &mut d.user_name,
                USER_NAME,
                "admin-user-name",
                texts::USER_NAME,
                Some(people::USER_NAME_HINT),
                "",
            )}
        </fieldset>
    }
}

#[expect(clippy::too_many_arguments, reason = "a field is no less")]
fn text(
    draft: RwSignal<Draft>,
    wrong: Signal<WrongFields>,
    part: Part,
    place: &'static str,
    test_id: &'static str,
    label: Text,
    hint: Option<Text>,
    list: &'static str,
) -> AnyView {
    let value = Signal::derive(move || part(&mut draft.get()).clone());
    let typed = Callback::new(move |text| {
        draft.update(|draft| {
            *part(draft) = text;
            draft.wrong.forget(place);
        });
    });
    match hint {
        Some(hint) => {
            view! { <PlainField label hint place test_id value typed wrong list/> }.into_any()
        }
        None => view! { <PlainField label place test_id value typed wrong list/> }.into_any(),
    }
}

#[component]
fn LanguageOfChart(draft: RwSignal<Draft>) -> impl IntoView {
    let options = Language::ALL.map(|language| {
        let name = match language {
            Language::En => texts::ENGLISH,
            Language::Fr => texts::FRENCH,
        };
        let selected = move || draft.with(|draft| draft.language == language);
        view! { <option value=language.tag() prop:selected=selected>{t(name)}</option> }
    });
    view! {
        <div class="field">
            <label for="company-language">{t(texts::LANGUAGE)}</label>
            <select
                id="company-language"
                data-testid="company-language"
                aria-describedby="company-language-hint"
                on:change=move |event| {
                    if let Some(language) = Language::from_tag(&event_target_value(&event)) {
                        draft.update(|draft| draft.language = language);
                    }
                }
            >
                {options.collect_view()}
            </select>
            <p class="hint" id="company-language-hint">{t(texts::LANGUAGE_HINT)}</p>
        </div>
    }
}
