//! What became of each entry: failures first, and those that changed since the preview before all.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::api::{Operation, OperationOutcome};
use domain::bulk_write_off::words::{outcome, outcome_in_full};
use domain::language::Language;
use domain::money::Currency;
use domain::page_address::Page;
use domain::write_off_process::ProcessId;
use leptos::prelude::*;

use crate::components::{Chip, Html, Table, chunked, press, words};
use crate::i18n::format::{count, push_money};
use crate::i18n::{bulk_write_off as preview, bulk_write_offs as texts, t};

/// What stands where nothing is known.
const NOTHING: &str = "—";

/// The list, and what narrows it to an outcome.
#[component]
pub(crate) fn Outcomes(operation: Arc<Operation>) -> impl IntoView {
    let chosen = RwSignal::new(None::<String>);
    let groups = groups(&operation.outcomes);
    let html = words(move |language| {
        let rows = in_order(&operation.outcomes);
        let rows = chosen.with(|chosen| narrowed(rows, chosen.as_deref()));
        table(&rows, &operation.summary.currency, language)
    });
    view! {
        {(groups.len() > 1).then(|| view! { <Groups groups=groups chosen=chosen/> })}
        <Table class="list outcomes" label=texts::OUTCOMES html=html/>
    }
}

/// A button for all, and for each outcome that there is.
#[component]
fn Groups(groups: Vec<(String, usize)>, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let all: usize = groups.iter().map(|(_, n)| n).sum();
    let chip = |group: Option<String>, n| {
        let pressed = group.clone();
        let pressed = Signal::derive(move || chosen.with(|chosen| *chosen == pressed));
        let name = group.clone();
        let name = words(move |language| match &name {
            Some(code) => outcome(code, None, language),
            None => preview::ALL.of(language).to_owned(),
        });
        let act = press(move || chosen.set(group.clone()));
        let n = words(move |language| count(n, language));
        view! { <Chip name=name n=n pressed=pressed act=act/> }
    };
    let first = chip(None, all);
    let others: Vec<_> = groups.into_iter().map(|(code, n)| chip(Some(code), n)).collect();
    view! {
        <div class="filters outcome-groups">
            <div class="chips" role="group" aria-label=t(preview::FILTERS) data-testid="outcome-groups">
                {first}
                {others}
            </div>
        </div>
    }
}

/// How many entries have each outcome, in the order in which they are listed.
fn groups(outcomes: &[OperationOutcome]) -> Vec<(String, usize)> {
    let mut groups: Vec<(String, usize)> = Vec::new();
    for outcome in in_order(outcomes) {
        match groups.last_mut() {
            Some((code, n)) if *code == outcome.outcome => *n += 1,
            _ => groups.push((outcome.outcome.clone(), 1)),
        }
    }
    groups
}

/// Those with the chosen outcome; all where none is chosen.
fn narrowed<'a>(
    mut rows: Vec<&'a OperationOutcome>,
    chosen: Option<&str>,
) -> Vec<&'a OperationOutcome> {
    if let Some(chosen) = chosen {
        rows.retain(|row| row.outcome == chosen);
    }
    rows
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
        preview::ACCOUNT,
        preview::CUSTOMER,
        preview::CENTRE,
        texts::OUTCOME,
        preview::DAYS,
        texts::AMOUNT,
        preview::LINE,
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
            html.text(&outcome_in_full(outcome, language));
            if let Some(process) = outcome.process {
                link(html, process);
            }
            if outcome.early {
                html.text(" ");
                html.element("mark").text(texts::EARLY.of(language));
            }
        });
        html.element("td").attr("role", "cell").with(|html| match outcome.days_since_default {
            Some(days) => {
                html.text(&days.to_string());
                html.text(" ");
                unit(html, preview::DAYS_UNIT.of(language));
            }
            None => html.text(NOTHING),
        });
        html.element("td").attr("role", "cell").with(|html| match outcome.amount {
            Some(amount) => html.write(|out| push_money(out, amount, currency, language)),
            None => html.text(NOTHING),
        });
        html.element("td").attr("role", "cell").with(|html| {
            unit(html, preview::LINE.of(language));
            html.text(" ");
            html.text(&outcome.line.to_string());
        });
    });
}

/// What a figure counts, where the row is a card.
fn unit(html: &mut Html, text: &str) {
    html.element("span").attr("class", "unit").text(text);
}

/// The way to the process that was started, or in which the account was already.
fn link(html: &mut Html, process: i64) {
    let number = ProcessId(process).to_string();
    html.text(" ");
    html.element("a")
        .attr("data-testid", "outcome-process")
        .attr("href", &Page::WriteOffProcess.about(&number))
        .text(&number);
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
            process: None,
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
    fn each_outcome_is_counted_once_and_narrows_the_list() {
        let expected = [
            ("changed_since_preview".to_owned(), 1),
            ("account_does_not_exist".to_owned(), 1),
            ("account_not_in_default".to_owned(), 2),
            ("written_off".to_owned(), 1),
        ];
        let outcomes = outcomes();
        assert_eq!(groups(&outcomes), expected);
        let lines = |chosen| -> Vec<u32> {
            narrowed(in_order(&outcomes), chosen).iter().map(|row| row.line).collect()
        };
        assert_eq!(lines(None).len(), 5);
        assert_eq!(lines(Some("account_not_in_default")), [2, 4]);
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
