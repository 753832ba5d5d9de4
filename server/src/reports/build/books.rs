//! What the journal says: the trial balance, and write-offs against receivables.

use std::collections::BTreeMap;

use domain::Date;
use domain::money::Money;
use domain::reports::{
    Cell, Chart, ChartKind, Figure, Month, Period, Ratio, Report, Table, month_ends,
    write_off_ratio as ratio,
};

use super::{Asked, money, numbers, percent, texts};
use crate::store::{Store, StoreError};

/// What each ledger account moved in the period, and where it stood at its end.
pub(super) async fn trial_balance(store: &Store, asked: &Asked) -> Result<Report, StoreError> {
    let moved = store.ledger_moved(asked.scope.company, asked.period).await?;
    let mut sums = [Money::ZERO; 4];
    let mut rows = Vec::new();
    for account in &asked.chart {
        let moved = moved.get(&account.role).copied().unwrap_or_default();
        let owed = moved.balance.max(Money::ZERO);
        let owing = moved.balance.negated().max(Money::ZERO);
        let amounts = [moved.debit, moved.credit, owed, owing];
        for (sum, amount) in std::iter::zip(&mut sums, amounts) {
            *sum = Money::total([*sum, amount]);
        }
        let names = [&account.code, &account.name].map(|text| Cell::Text(text.clone()));
        rows.push(names.into_iter().chain(amounts.map(money)).collect());
    }
    let mut columns = texts(["code", "name"]);
    columns.extend(numbers(["debit", "credit", "balance_debit", "balance_credit"]));
    let total = [Cell::Empty, Cell::Empty].into_iter().chain(sums.map(money)).collect();
    let [debits, credits, ..] = sums;
    Ok(Report {
        figures: vec![Figure::new("debits", money(debits)), Figure::new("credits", money(credits))],
        tables: vec![Table {
            name: "accounts".to_owned(),
            columns,
            rows,
            total: Some(total),
            chart: None,
            more: false,
        }],
    })
}

/// What was written off in the period against the average of what was owed at the ends of its months.
pub(super) async fn write_off_ratio(store: &Store, asked: &Asked) -> Result<Report, StoreError> {
    let mut written_off = Money::ZERO;
    let mut by_month: BTreeMap<String, Money> = BTreeMap::new();
    store
        .written_off(asked.scope, asked.period, |one| {
            let amount = one.amount.total();
            written_off = Money::total([written_off, amount]);
            let month = by_month.entry(Month::of(one.day).code()).or_default();
            *month = Money::total([*month, amount]);
        })
        .await?;
    let ends = gross_at_month_ends(store, asked).await?;
    let gross: Vec<Money> = ends.iter().map(|(_, gross)| *gross).collect();
    let rows = ends
        .iter()
        .map(|(day, gross)| {
            let in_period = asked.period.contains(*day);
            let month = by_month.get(&Month::of(*day).code()).filter(|_| in_period);
            let lost = month.map_or(Cell::Empty, |amount| money(*amount));
            let lost = if in_period && month.is_none() { money(Money::ZERO) } else { lost };
            vec![Cell::Day(day.to_string()), money(*gross), lost]
        })
        .collect();
    let mut columns = texts(["day"]);
    columns.extend(numbers(["gross", "written_off"]));
    let ends = i64::try_from(gross.len()).unwrap_or(i64::MAX);
    let average = Money::total(gross.iter().copied()).minor().checked_div(ends).unwrap_or(0);
    Ok(Report {
        figures: vec![
            Figure::new("ratio", percent(rate(written_off, &gross))),
            Figure::new("written_off", money(written_off)),
            Figure::new("average_gross", Cell::Money(average)),
        ],
        tables: vec![Table {
            name: "month_ends".to_owned(),
            columns,
            rows,
            total: None,
            chart: Some(Chart { kind: ChartKind::Bars, series: vec![1, 2] }),
            more: false,
        }],
    })
}

fn rate(written_off: Money, gross: &[Money]) -> Ratio {
    ratio(written_off, gross)
}

/// What was owed at the end of each month that the ratio needs, by the journal.
async fn gross_at_month_ends(
    store: &Store,
    asked: &Asked,
) -> Result<Vec<(Date, Money)>, StoreError> {
    let period: Period = asked.period;
    let moved = store.receivables_moved(asked.scope, period.to()).await?;
    let mut moved = moved.into_iter().peekable();
    let mut gross = Money::ZERO;
    let mut ends = Vec::new();
    for end in month_ends(period) {
        while let Some((_, amount)) = moved.next_if(|(day, _)| *day <= end) {
            gross = Money::total([gross, amount]);
        }
        ends.push((end, gross));
    }
    Ok(ends)
}
