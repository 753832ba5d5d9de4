//! What a payment paid, in words: in all, contract by contract, and what is to be known about it.

use domain::api::{PaymentPart, PaymentRecord};
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::payments::PartOf;
use leptos::prelude::*;

use crate::i18n::format::{date, money};
use crate::i18n::{Text, labelled, payments as texts};

/// `balance 12.50 · deposit 3.00`.
pub(super) fn paid_in_all(
    payment: &PaymentRecord,
    currency: &Currency,
    language: Language,
) -> String {
    let of = |of: PartOf| {
        let parts = payment.parts.iter().filter(move |part| part.of == of);
        Money::total(parts.map(|part| part.amount.total()))
    };
    let parts = [
        (texts::BALANCE, of(PartOf::Balance)),
        (texts::RECOVERED, of(PartOf::Loss)),
        (texts::DEPOSIT, payment.deposit),
    ];
    amounts(&parts, currency, language)
}

/// What it paid of each contract, and what became the customer's deposit: a line each, such as
/// `contract 22: fees 2.00 · tax 8.00 · principal 2.50`.
pub(crate) fn paid_by_contract(
    payment: &PaymentRecord,
    currency: &Currency,
    language: Language,
) -> Vec<String> {
    let mut lines: Vec<String> =
        payment.parts.iter().map(|part| of_contract(part, currency, language)).collect();
    if payment.deposit != Money::ZERO {
        lines.push(amounts(&[(texts::DEPOSIT, payment.deposit)], currency, language));
    }
    lines
}

fn of_contract(part: &PaymentPart, currency: &Currency, language: Language) -> String {
    let contract = format!("{}\u{a0}{}", texts::CONTRACT.of(language), part.contract.0);
    let contract = match part.of {
        PartOf::Balance => contract,
        PartOf::Loss => format!("{}, {contract}", texts::RECOVERED.of(language)),
    };
    let components = [
        (texts::FEES, part.amount.fees),
        (texts::TAX, part.amount.tax),
        (texts::PRINCIPAL, part.amount.principal),
    ];
    let said = amounts(&components, currency, language);
    labelled(&contract, &said, language)
}

/// Names with their amounts; what is nothing is left out.
fn amounts(parts: &[(Text, Money)], currency: &Currency, language: Language) -> String {
    let said = parts.iter().filter(|(_, amount)| *amount != Money::ZERO).map(|(name, amount)| {
        format!("{}\u{a0}{}", name.of(language), money(*amount, currency, language))
    });
    said.collect::<Vec<_>>().join(" · ")
}

/// That it is a recovery, was paid before the write-off, or was taken back.
pub(crate) fn marks(payment: &PaymentRecord, language: Language) -> Vec<AnyView> {
    let recovery = payment.recovery.then(|| {
        view! { " " <span class="state" data-testid="recovery">{texts::RECOVERY.of(language)}</span> }
            .into_any()
    });
    let before = payment.before_write_off.then(|| {
        view! { " " <mark data-testid="before-write-off">{texts::BEFORE_WRITE_OFF.of(language)}</mark> }
            .into_any()
    });
    let reversed = payment.reversed_on.map(|day| {
        let said = texts::reversed_on(&date(day, language), language);
        view! { " " <mark data-testid="reversed">{said}</mark> }.into_any()
    });
    [recovery, before, reversed].into_iter().flatten().collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::account::ContractId;
    use domain::money::Balance;
    use domain::payments::Channel;
    use domain::{AccountId, Date};

    use super::*;
    use crate::components::rendered;

    pub(crate) fn payment() -> PaymentRecord {
        let day = Date::constant(2026, 11, 20);
        let minor = Money::from_minor;
        PaymentRecord {
            number: 7,
            id: "QX<7>".to_owned(),
            account: AccountId::parse("KE-1").unwrap(),
            paid_on: day,
            booked_on: day,
            amount: minor(1_800),
            channel: Channel::MobileMoney,
            recorded_at: "2026-11-20T09:00:00.000Z".to_owned(),
            recorded_by: None,
            recovery: false,
            before_write_off: false,
            reversed_on: None,
            parts: vec![
                PaymentPart {
                    contract: ContractId(22),
                    of: PartOf::Balance,
                    amount: Balance { fees: minor(200), tax: minor(800), principal: minor(250) },
                },
                PaymentPart {
                    contract: ContractId(21),
                    of: PartOf::Loss,
                    amount: Balance { principal: minor(250), ..Balance::default() },
                },
            ],
            deposit: minor(300),
            days: 2,
            paid_until: Some(Date::constant(2026, 11, 22)),
        }
    }

    #[test]
    fn what_was_paid_is_said_in_all_and_by_contract() {
        let kes = Currency { code: "KES".to_owned(), minor_digits: 2 };
        assert_eq!(
            paid_in_all(&payment(), &kes, Language::En),
            "balance\u{a0}12.50 · recovery\u{a0}2.50 · deposit\u{a0}3.00"
        );
        assert_eq!(
            paid_by_contract(&payment(), &kes, Language::En),
            [
                "contract\u{a0}22: fees\u{a0}2.00 · tax\u{a0}8.00 · principal\u{a0}2.50",
                "recovery, contract\u{a0}21: principal\u{a0}2.50",
                "deposit\u{a0}3.00",
            ]
        );
    }

    #[test]
    fn what_is_to_be_known_is_said_in_words() {
        assert!(marks(&payment(), Language::En).is_empty());
        let marked = PaymentRecord {
            recovery: true,
            before_write_off: true,
            reversed_on: Some(Date::constant(2026, 11, 21)),
            ..payment()
        };
        let html = rendered(|| marks(&marked, Language::En));
        for part in [">recovery<", ">paid before the write-off<", ">reversed on 21 Nov 2026<"] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
