//! What will be done and what will be left alone, in numbers; and the warning.

use domain::bulk_write_off::words::outcome;
use domain::bulk_write_off::{OperationKind, Verdict};
use domain::language::Language;
use domain::money::Currency;
use leptos::prelude::*;

use crate::bulk_write_off::previewed::Previewed;
use crate::components::fact;
use crate::i18n::bulk_operation::{CONTROL, said, warning};
use crate::i18n::bulk_write_off::{self as texts, and_more, days, reason_count};
use crate::i18n::format::{count, money_with_code, number};

/// So many early accounts are named: as many as one reads, the youngest defaults first.
const EARLY_NAMED: usize = 5;

/// Accounts, total, products lost, early ones, what is left alone for which reason, and the warning.
pub(crate) fn numbers(previewed: &Previewed, currency: &Currency, language: Language) -> AnyView {
    let counts = &previewed.preview.counts;
    let (kind, said) = (previewed.kind(), said(previewed.kind()));
    let amount = money_with_code(counts.amount, currency, language);
    let early = (counts.early > 0)
        .then(|| fact(said.confirm_early.of(language), early(previewed, language)));
    let left = (counts.not_eligible() > 0).then(|| {
        let reasons = counts.ineligible.iter();
        let reasons: Vec<String> = reasons
            .map(|(code, n)| reason_count(&outcome(code, None, language), *n, language))
            .collect();
        let count = count(counts.not_eligible(), language);
        let why = view! { " " <span class="hint">{reasons.join(" · ")}</span> };
        fact(texts::CONFIRM_LEFT.of(language), (count, why))
    });
    let control = previewed.plan().and_then(|plan| Some(plan.control()?.name.clone()));
    let control = control.map(|control| fact(CONTROL.of(language), control));
    let products = (kind == OperationKind::WriteOff)
        .then(|| fact(texts::CONFIRM_PRODUCTS.of(language), products(previewed, language)));
    view! {
        <h2>{said.confirm_title.of(language)}</h2>
        <dl class="numbers">
            {control}
            {fact(said.confirm_accounts.of(language), count(counts.eligible, language))}
            {fact(texts::CONFIRM_AMOUNT.of(language), amount)}
            {products}
            {early}
            {left}
        </dl>
        <p class="warning" data-testid="warning">{warning(kind, counts.eligible, language)}</p>
    }
    .into_any()
}

/// The early ones: the preview has them on top.
fn early(previewed: &Previewed, language: Language) -> String {
    let early = previewed.preview.rows.iter().filter_map(|row| match row.verdict {
        Verdict::Eligible { early: true, days_since_default, .. } => {
            let account = previewed.entry(row)?.label();
            Some(format!("{account} ({})", days(days_since_default, language)))
        }
        _ => None,
    });
    first_ones(&early.collect::<Vec<_>>(), language)
}

/// The first ones of a list, and how many more there are.
fn first_ones(all: &[String], language: Language) -> String {
    match all.split_at_checked(EARLY_NAMED) {
        Some((first, rest)) if !rest.is_empty() => {
            format!("{} {}", first.join(", "), and_more(rest.len(), language))
        }
        _ => all.join(", "),
    }
}

fn products(previewed: &Previewed, language: Language) -> String {
    let lost = previewed.products_lost();
    if lost.is_empty() {
        return texts::CONFIRM_NO_PRODUCTS.of(language).to_owned();
    }
    let lost = lost.iter().map(|(name, n)| format!("{}\u{a0}× {name}", number(*n, language)));
    lost.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk_write_off::flow_tests::{previewed, previewed_starts};
    use crate::components::rendered;

    #[test]
    fn a_long_list_says_how_many_more() {
        let list = |n: usize| -> Vec<String> { (1..=n).map(|n| n.to_string()).collect() };
        for (n, language, expected) in [
            (0, Language::En, ""),
            (5, Language::En, "1, 2, 3, 4, 5"),
            (6, Language::En, "1, 2, 3, 4, 5 and 1 more"),
            (6, Language::Fr, "1, 2, 3, 4, 5 et 1 autre"),
            (1_205, Language::En, "1, 2, 3, 4, 5 and 1,200 more"),
        ] {
            assert_eq!(first_ones(&list(n), language), expected);
        }
    }

    #[test]
    fn everything_that_is_at_stake_is_said() {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        let html = rendered(|| numbers(&previewed(), &currency, Language::En));
        for part in [
            "<dd>2</dd>",
            "<dd>KES\u{a0}22,400.00</dd>",
            "<dd>4\u{a0}× Solar home system</dd>",
            "<dt>Early write-offs</dt><dd>KE-2 (3\u{a0}days)</dd>",
            "not an account ID: 1 · duplicate: 1 · account does not exist: 1",
            "You are about to write-off 2 customers.",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn a_start_says_by_which_control_and_loses_no_product() {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        let html = rendered(|| numbers(&previewed_starts(), &currency, Language::En));
        for part in [
            "<dd>The std</dd>",
            "<dt>Processes started</dt><dd>1</dd>",
            "<dt>Early starts</dt><dd>KE-2 (3\u{a0}days)</dd>",
            "account is on hold: 1",
            "start a write-off process for 1 account, today",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("Products lost"), "{html}");
    }
}
