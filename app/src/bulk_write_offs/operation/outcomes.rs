//! What became of each entry: failures first, and those that changed since the preview before all.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::api::{Operation, OperationOutcome};
use domain::bulk_write_off::words::outcome_in_full;
use domain::language::Language;
use domain::money::Currency;
use leptos::prelude::*;

use crate::components::{Html, Table, chunked, words};
use crate::i18n::format::push_money;
use crate::i18n::{bulk_write_off as columns, bulk_write_offs as texts};

/// What stands where nothing is known.
const NOTHING: &str = "—";

/// The list.
#[component]
pub(crate) fn Outcomes(operation: Arc<Operation>) -> impl IntoView {
    let html = words(move |language| {
        let rows = in_order(&operation.outcomes);
        table(&rows, &operation.summary.currency, language)
    });
    view! { <Table class="list outcomes" label=texts::OUTCOMES html=html/> }
}

/// How many entries were not written off for each reason, in the order in which they are listed.
pub(crate) fn reasons(outcomes: &[OperationOutcome]) -> Vec<(String, usize)> {
    let mut reasons: Vec<(String, usize)> = Vec::new();
    for outcome in in_order(outcomes).into_iter().filter(|outcome| outcome.is_failure()) {
        match reasons.last_mut() {
            Some((code, n)) if *code == outcome.outcome => *n += 1,
            _ => reasons.push((outcome.outcome.clone(), 1)),
        }
    }
    reasons
}

/// Those that changed, the other failures by reason, what was written off; each by line.
fn in_order(outcomes: &[OperationOutcome]) -> Vec<&OperationOutcome> {
    let mut groups: BTreeMap<_, Vec<&OperationOutcome>> = BTreeMap::new();
    for outcome in outcomes {
        let group = (!outcome.is_failure(), outcome.changed.is_empty(), &outcome.outcome);
        groups.entry(group).or_default().push(outcome);
    }
    groups.into_values().flatten().collect()
}

fn table(rows: &[&OperationOutcome], currency: &Currency, language: Language) -> String {
    let headings = [
        columns::ACCOUNT,
        columns::CUSTOMER,
        columns::CENTRE,
        texts::OUTCOME,
        columns::DAYS,
        texts::AMOUNT,
        columns::LINE,
    ];
    chunked(&headings.map(|text| text.of(language)), rows, |html, outcome| {
        row(html, outcome, currency, language);
    })
}

fn row(html: &mut Html, outcome: &OperationOutcome, currency: &Currency, language: Language) {
    let row = html
        .element("tr")
        .attr("role", "row")
        .attr("data-testid", "outcome-row")
        .attr("data-account", &outcome.account)
        .attr("data-outcome", &outcome.outcome);
    row.with(|html| {
        let cell = |html: &mut Html, text: &str| html.element("td").attr("role", "cell").text(text);
        cell(html, &outcome.account);
        cell(html, outcome.customer.as_deref().unwrap_or(NOTHING));
        cell(html, outcome.centre.as_deref().unwrap_or(NOTHING));
        html.element("td").attr("role", "cell").with(|html| {
            let (code, first) = (&outcome.outcome, outcome.first_line);
            html.text(&outcome_in_full(code, first, &outcome.changed, language));
            if outcome.early {
                html.text(" ");
                html.element("mark").text(texts::EARLY.of(language));
            }
        });
        let days = outcome.days_since_default;
        cell(html, &days.map_or_else(|| NOTHING.to_owned(), |days| days.to_string()));
        html.element("td").attr("role", "cell").with(|html| match outcome.amount {
            Some(amount) => html.write(|out| push_money(out, amount, currency, language)),
            None => html.text(NOTHING),
        });
        cell(html, &outcome.line.to_string());
    });
}

#[cfg(test)]
mod tests {
    use domain::bulk_write_off::Change;
    use domain::money::Money;

    use super::*;

    fn outcome(line: u32, code: &str) -> OperationOutcome {
        OperationOutcome {
            line,
            account: format!("KE-{line}"),
            customer: None,
            centre: None,
            outcome: code.to_owned(),
            days_since_default: None,
            early: false,
            amount: None,
            first_line: None,
            changed: Vec::new(),
        }
    }

    fn outcomes() -> Vec<OperationOutcome> {
        vec![
            OperationOutcome { amount: Some(Money::from_minor(500)), ..outcome(1, "written_off") },
            outcome(2, "account_not_in_default"),
            outcome(3, "account_does_not_exist"),
            outcome(4, "account_not_in_default"),
            OperationOutcome {
                changed: vec![Change::Balance],
                ..outcome(5, "changed_since_preview")
            },
        ]
    }

    #[test]
    fn what_changed_stands_on_top_and_what_was_done_below() {
        let outcomes = outcomes();
        let lines: Vec<u32> = in_order(&outcomes).iter().map(|outcome| outcome.line).collect();
        assert_eq!(lines, [5, 3, 2, 4, 1]);
    }

    #[test]
    fn each_reason_is_counted_once() {
        let expected = [
            ("changed_since_preview".to_owned(), 1),
            ("account_does_not_exist".to_owned(), 1),
            ("account_not_in_default".to_owned(), 2),
        ];
        assert_eq!(reasons(&outcomes()), expected);
    }

    #[test]
    fn rows_say_what_changed_and_stay_text() {
        let mut outcomes = outcomes();
        outcomes[0].account = "<script>".to_owned();
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        let html = table(&in_order(&outcomes), &currency, Language::En);
        assert!(html.contains("changed since the preview: balance"), "{html}");
        assert!(html.contains(">5.00<"), "{html}");
        assert!(!html.contains("<script>"), "{html}");
    }
}
