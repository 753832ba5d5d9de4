//! A recovery as a row: whose it is, how much, what is left, and how it is dealt with.

use domain::api::{Company, RecoveryLine};
use domain::language::Language;
use domain::role::{Permission, Role};
use leptos::prelude::*;

use super::page::Dealing;
use crate::components::{Press, press, says};
use crate::i18n::format::{date, money};
use crate::i18n::{Text, moment, payments as payment_texts, recoveries as texts, t};
use crate::recording::Wrong;
use crate::routes;

/// What stands over the columns.
pub(super) const HEADINGS: [Text; 7] = [
    texts::PAID,
    texts::CUSTOMER,
    texts::AMOUNT,
    texts::RECOVERED,
    texts::LEFT,
    texts::LOST_ON,
    texts::WHAT_TO_DO,
];

/// The id of the field that the note is typed into.
pub(super) const NOTE_FIELD: &str = "/note";

/// The recovery's row.
pub(super) fn row(
    line: &RecoveryLine,
    company: &Company,
    role: Role,
    dealing: Dealing,
    language: Language,
) -> AnyView {
    let payment = &line.payment;
    let currency = &company.currency;
    let about: Vec<&str> = [payment.account.as_str(), &line.phone, &line.centre]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    // Nearly every payment is booked on its day.
    let booked = (payment.booked_on != payment.paid_on).then(|| {
        let said = [texts::BOOKED.of(language), &date(payment.booked_on, language)].join(" ");
        view! { <small>{said}</small> }
    });
    let before = payment.before_write_off.then(|| {
        let said = payment_texts::BEFORE_WRITE_OFF.of(language);
        view! { <mark data-testid="before-write-off">{said}</mark> }
    });
    let reversed = payment.reversed_on.map(|day| {
        let said = payment_texts::reversed_on(&date(day, language), language);
        view! { <mark>{said}</mark> }
    });
    let lost_on = line.lost_on.map(|day| date(day, language));
    let figure = |amount, what: Text| {
        view! {
            <span class="unit">{what.of(language)} " "</span>
            {money(amount, currency, language)}
        }
    };
    view! {
        <tr
            role="row"
            data-testid="recovery-row"
            data-account=payment.account.to_string()
            data-payment=payment.id.clone()
        >
            <td role="cell">
                {date(payment.paid_on, language)} {booked}
                <small>{payment.id.clone()}</small> {before} {reversed}
            </td>
            <td role="cell">
                <a href=routes::account(&payment.account)>{line.customer.clone()}</a>
                <small>{about.join(" · ")}</small>
            </td>
            <td role="cell">{figure(payment.amount, texts::AMOUNT)}</td>
            <td role="cell">{figure(line.recovered, texts::RECOVERED)}</td>
            <td role="cell">{figure(line.left.total(), texts::LEFT)}</td>
            <td role="cell"><span class="unit">{texts::LOST_ON.of(language)} " "</span> {lost_on}</td>
            <td role="cell">{what_was_done(line, company, role, dealing, language)}</td>
        </tr>
    }
    .into_any()
}

/// How it was dealt with; or the way to say so.
fn what_was_done(
    line: &RecoveryLine,
    company: &Company,
    role: Role,
    dealing: Dealing,
    language: Language,
) -> AnyView {
    let number = line.payment.number;
    match &line.review {
        Some(review) => {
            let at = moment(&review.at, &company.time_zone, language);
            view! {
                <span data-testid="recovery-note">{review.note.clone()}</span>
                <small>{texts::dealt_with(&review.by, &at, language)}</small>
            }
            .into_any()
        }
        None if !role.may(Permission::KeepBooks) => ().into_any(),
        None if dealing.is_open(number) => view! { <NoteForm number dealing/> }.into_any(),
        None => {
            let customer = line.customer.clone();
            view! {
                <button
                    type="button"
                    data-testid="deal-with"
                    on:click=move |_| dealing.begin(number)
                >
                    {texts::DEAL.of(language)}
                    <span class="visually-hidden">{language.colon()} {customer}</span>
                </button>
            }
            .into_any()
        }
    }
}

/// What was done, and saving it.
#[component]
fn NoteForm(number: i64, dealing: Dealing) -> impl IntoView {
    let value = dealing.note(number);
    let cancel = press(move || dealing.leave());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        dealing.save();
    };
    view! {
        <form class="record-form bare" novalidate on:submit=submit>
            <div class="field">
                <label for="field-note">{t(texts::NOTE)}</label>
                <textarea
                    id="field-note"
                    rows="3"
                    data-testid="recovery-note-input"
                    aria-describedby="field-note-hint field-note-fault"
                    aria-invalid=move || dealing.fault().get().is_some().then_some("true")
                    prop:value=value
                    on:input=move |event| dealing.typed(number, event_target_value(&event))
                ></textarea>
                <p class="hint" id="field-note-hint">{t(texts::NOTE_HINT)}</p>
                <Wrong id="field-note".to_owned() fault=dealing.fault().into()/>
            </div>
            <div class="buttons">
                <button class="primary" data-testid="recovery-save">{t(texts::SAVE)}</button>
                <Press class="quiet" text=says(texts::CANCEL) act=cancel/>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use domain::Date;
    use domain::api::{PaymentRecord, RecoveryReview};
    use domain::money::{Balance, Money};

    use super::*;
    use crate::components::rendered;
    use crate::payments::payment_for_tests;
    use crate::session::state_tests::person;

    fn line() -> RecoveryLine {
        RecoveryLine {
            payment: PaymentRecord {
                recovery: true,
                before_write_off: true,
                ..payment_for_tests()
            },
            customer: "<Achieng>".to_owned(),
            phone: "0712".to_owned(),
            centre: "Kisumu".to_owned(),
            lost_on: Some(Date::constant(2026, 11, 18)),
            recovered: Money::from_minor(250),
            left: Balance { principal: Money::from_minor(1_000_000), ..Balance::default() },
            review: None,
        }
    }

    fn html(line: &RecoveryLine, role: Role, open: bool) -> String {
        rendered(|| {
            let dealing = Dealing::for_tests(open.then_some(7));
            row(line, &person("wanjiku").company, role, dealing, Language::En)
        })
    }

    #[test]
    fn a_row_says_whose_how_much_and_what_is_left() {
        let html = html(&line(), Role::Admin, false);
        for part in [
            "data-testid=\"recovery-row\"",
            "20 Nov 2026",
            "&lt;Achieng&gt;</a><small>KE-1 · 0712 · Kisumu</small>",
            "paid before the write-off",
            "2.50",
            "10,000.00",
            "18 Nov 2026",
            "data-testid=\"deal-with\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn it_is_dealt_with_in_place_and_once() {
        let open = html(&line(), Role::Admin, true);
        assert!(open.contains("data-testid=\"recovery-note-input\""), "{open}");
        assert!(!html(&line(), Role::Sales, false).contains("deal-with"));
        let review = RecoveryReview {
            note: "called, <keeps> the lamp".to_owned(),
            by: "A. Wanjiku".to_owned(),
            at: "2026-11-21T09:00:00Z".to_owned(),
        };
        let done = html(&RecoveryLine { review: Some(review), ..line() }, Role::Admin, false);
        for part in ["called, &lt;keeps&gt; the lamp", "A. Wanjiku, 2026-11-21T09:00:00Z"] {
            assert!(done.contains(part), "{part}: {done}");
        }
        assert!(!done.contains("deal-with"), "{done}");
    }
}
