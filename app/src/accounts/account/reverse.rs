//! Taking a payment back: what it will do, asked once more.

use std::sync::Arc;

use domain::api::PaymentRecord;
use domain::language::Language;
use domain::money::Currency;
use leptos::prelude::*;

use super::tools::Tools;
use crate::api;
use crate::components::{Press, fact, in_language, press, says};
use crate::i18n::account::channel_name;
use crate::i18n::format::{date, money_with_code};
use crate::i18n::{payments as texts, recording};
use crate::payments::paid_by_contract;
use crate::session::session;
use crate::shell::toasts;
use crate::submission::{DialogTexts, Sent, SubmissionDialog, drive};

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: texts::NOT_REVERSED,
    back: texts::KEEP,
    unknown: recording::UNKNOWN,
    unknown_text: texts::UNKNOWN_TEXT,
    number: texts::ID,
};

/// The dialog, from the question to the answer. `done` is called once the payment is taken back.
#[component]
pub(super) fn ReverseDialog(
    payment: Arc<PaymentRecord>,
    tools: Tools,
    done: Callback<()>,
) -> impl IntoView {
    let currency = session().person_now()?.company.currency;
    let toasts = toasts();
    let driver = drive::<(), PaymentRecord>(
        |sent: Sent<()>| Box::pin(async move { api::reverse_payment(&sent.id).await }),
        move |answer| {
            let reversed = answer.is_ok();
            if reversed {
                toasts.recorded(texts::REVERSED);
                tools.close();
                done.run(());
            }
            reversed
        },
    );
    driver.ask(());
    let leave = move || {
        let may = driver.close();
        if may {
            tools.close();
        }
        may
    };
    let ask = move || {
        let (shown, currency) = (Arc::clone(&payment), currency.clone());
        let id = payment.id.clone();
        let cancel = press(move || {
            leave();
        });
        let confirm = press(move || driver.confirm(id.clone()));
        view! {
            {in_language(move |language| what_it_does(&shown, &currency, language))}
            <div class="buttons end">
                <Press id="cancel" autofocus=true text=says(texts::KEEP) act=cancel/>
                <Press class="danger" id="confirm" text=says(texts::REVERSE_CONFIRM) act=confirm/>
            </div>
        }
    };
    Some(view! {
        <SubmissionDialog
            face=driver.face()
            label=texts::REVERSE_TITLE
            texts=&TEXTS
            ask=ViewFn::from(ask)
            close=Callback::new(move |()| leave())
            retry=Callback::new(move |()| driver.retry())
        />
    })
}

fn what_it_does(payment: &PaymentRecord, currency: &Currency, language: Language) -> AnyView {
    let paid = paid_by_contract(payment, currency, language);
    let paid = paid.into_iter().map(|line| view! { <div>{line}</div> }).collect_view();
    let until = payment.paid_until.map(|day| date(day, language));
    let days = (payment.days > 0)
        .then(|| view! { <div>{texts::days_paid(payment.days, until.as_deref(), language)}</div> });
    let how = channel_name(payment.channel).of(language);
    view! {
        <h2>{texts::REVERSE_TITLE.of(language)}</h2>
        <dl class="numbers">
            {fact(texts::AMOUNT.of(language), money_with_code(payment.amount, currency, language))}
            {fact(texts::ID.of(language), format!("{} · {how}", payment.id))}
            {fact(texts::DAY.of(language), date(payment.paid_on, language))}
            {fact(texts::PAID_WHAT.of(language), (paid, days))}
        </dl>
        <p>{texts::REVERSE_WHAT.of(language)}</p>
        <p class="warning" data-testid="warning">{texts::REVERSE_WARNING.of(language)}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::super::tests::payment;
    use super::*;
    use crate::components::rendered;
    use crate::session::state_tests::person;

    #[test]
    fn what_a_reversal_does_is_said_before_it_is_done() {
        let currency = person("wanjiku").company.currency;
        let html = rendered(|| what_it_does(&payment(), &currency, Language::En));
        for part in [
            "KES\u{a0}50.00",
            "MP1 · Mobile money",
            "contract\u{a0}22: principal\u{a0}50.00",
            "1\u{a0}day, until 14 Jul 2026",
            "You cannot undo a reversal.",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
