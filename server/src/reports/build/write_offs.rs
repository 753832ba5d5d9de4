//! The register of write-offs, its sums, and what was recovered of them.

use std::collections::BTreeMap;

use domain::api::WriteOffMethod;
use domain::failed_attempt::AttemptReason;
use domain::money::{Balance, Money};
use domain::reports::{
    Cell, Chart, ChartKind, Figure, Month, Report, Table, recovery_rate as rate,
};
use domain::write_off_process::ProcessId;

use super::{Asked, count, money, numbers, percent, texts};
use crate::store::reports::WrittenOff;
use crate::store::{Store, StoreError};

/// The reason of a write-off without a failed attempt since the default.
const NO_REASON: &str = "none";

/// Every write-off of the period, the latest first.
pub(super) async fn register(store: &Store, asked: &Asked) -> Result<Report, StoreError> {
    let mut rows = Vec::new();
    let mut more = false;
    let mut sums = Sums::default();
    store
        .written_off(asked.scope, asked.period, |one| {
            sums.add(&one);
            if rows.len() < asked.rows_max {
                rows.push(row(one));
            } else {
                more = true;
            }
        })
        .await?;
    let Sums { customers, amount } = sums;
    let mut columns = texts(["day", "account", "customer", "centre"]);
    columns.extend(numbers(["principal", "fees", "tax", "amount"]));
    columns.extend(texts(["method", "operation", "process", "reason", "cause"]));
    let total = [const { Cell::Empty }; 4]
        .into_iter()
        .chain(amounts(&amount))
        .chain([const { Cell::Empty }; 5])
        .collect();
    Ok(Report {
        figures: vec![
            Figure::new("amount", money(amount.total())),
            Figure::new("count", count(customers)),
            Figure::new("principal", money(amount.principal)),
            Figure::new("fees", money(amount.fees)),
            Figure::new("tax", money(amount.tax)),
        ],
        tables: vec![Table {
            name: "register".to_owned(),
            columns,
            rows,
            total: Some(total),
            chart: None,
            more,
        }],
    })
}

fn amounts(amount: &Balance) -> [Cell; 4] {
    [amount.principal, amount.fees, amount.tax, amount.total()].map(money)
}

fn row(one: WrittenOff) -> Vec<Cell> {
    let operation = one.operation.map_or(Cell::Empty, |number| Cell::Text(number.to_string()));
    let process = one.process.map_or(Cell::Empty, |id| Cell::Text(ProcessId(id).to_string()));
    let cause = if one.added { "reversal" } else { "write_off" };
    let of_whom = [
        Cell::Day(one.day.to_string()),
        Cell::Account(one.account),
        Cell::Text(one.customer),
        Cell::Text(one.centre),
    ];
    let how = [
        Cell::Code(one.method.code().to_owned()),
        operation,
        process,
        Cell::Code(reason(one.reason).to_owned()),
        Cell::Code(cause.to_owned()),
    ];
    of_whom.into_iter().chain(amounts(&one.amount)).chain(how).collect()
}

fn reason(reason: Option<AttemptReason>) -> &'static str {
    reason.map_or(NO_REASON, AttemptReason::code)
}

/// How many customers, and how much. What is added later is of a customer who was counted before.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    customers: usize,
    amount: Balance,
}

impl Sums {
    fn add(&mut self, one: &WrittenOff) {
        self.customers += usize::from(!one.added);
        self.amount = Balance::sum([&self.amount, &one.amount]);
    }

    fn cells(&self) -> [Cell; 2] {
        [count(self.customers), money(self.amount.total())]
    }
}

/// Write-offs by month, centre, method and reason.
pub(super) async fn summed(store: &Store, asked: &Asked) -> Result<Report, StoreError> {
    let mut months: BTreeMap<String, Sums> =
        asked.period.months().map(|month| (month.code(), Sums::default())).collect();
    let mut centres: BTreeMap<String, Sums> = BTreeMap::new();
    let mut methods: BTreeMap<WriteOffMethod, Sums> = BTreeMap::new();
    let mut reasons: BTreeMap<&'static str, Sums> = BTreeMap::new();
    let mut all = Sums::default();
    store
        .written_off(asked.scope, asked.period, |one| {
            all.add(&one);
            months.entry(Month::of(one.day).code()).or_default().add(&one);
            centres.entry(one.centre.clone()).or_default().add(&one);
            methods.entry(one.method).or_default().add(&one);
            reasons.entry(reason(one.reason)).or_default().add(&one);
        })
        .await?;
    let bars = Some(Chart { kind: ChartKind::Bars, series: vec![2] });
    let code = |code: &str| Cell::Code(code.to_owned());
    Ok(Report {
        figures: vec![
            Figure::new("amount", money(all.amount.total())),
            Figure::new("count", count(all.customers)),
        ],
        tables: vec![
            table("by_month", "month", bars.clone(), all, months, Cell::Month),
            table("by_centre", "centre", bars, all, centres, Cell::Text),
            table("by_method", "method", None, all, methods, |method| code(method.code())),
            table("by_reason", "reason", None, all, reasons, code),
        ],
    })
}

fn table<K>(
    name: &str,
    by: &str,
    chart: Option<Chart>,
    all: Sums,
    sums: BTreeMap<K, Sums>,
    cell: impl Fn(K) -> Cell,
) -> Table {
    let mut columns = texts([by]);
    columns.extend(numbers(["count", "amount"]));
    let with = |first: Cell, sums: &Sums| -> Vec<Cell> {
        std::iter::once(first).chain(sums.cells()).collect()
    };
    Table {
        name: name.to_owned(),
        columns,
        rows: sums.into_iter().map(|(key, sums)| with(cell(key), &sums)).collect(),
        total: Some(with(Cell::Empty, &all)),
        chart,
        more: false,
    }
}

/// What has come in of what was written off, by month of write-off.
pub(super) async fn recovery_rate(store: &Store, asked: &Asked) -> Result<Report, StoreError> {
    let mut months: BTreeMap<String, (Money, Money)> =
        asked.period.months().map(|month| (month.code(), (Money::ZERO, Money::ZERO))).collect();
    let (mut lost, mut recovered) = (Money::ZERO, Money::ZERO);
    for one in store.lost_by_day(asked.scope, asked.period).await? {
        let month = months.entry(Month::of(one.day).code()).or_default();
        *month = (Money::total([month.0, one.lost]), Money::total([month.1, one.recovered]));
        lost = Money::total([lost, one.lost]);
        recovered = Money::total([recovered, one.recovered]);
    }
    let row = |first: Cell, lost: Money, recovered: Money| {
        let left = Money::total([lost, recovered.negated()]);
        vec![first, money(lost), money(recovered), percent(rate(lost, recovered)), money(left)]
    };
    let mut columns = texts(["month"]);
    columns.extend(numbers(["written_off", "recovered", "rate", "left"]));
    Ok(Report {
        figures: vec![
            Figure::new("rate", percent(rate(lost, recovered))),
            Figure::new("written_off", money(lost)),
            Figure::new("recovered", money(recovered)),
        ],
        tables: vec![Table {
            name: "by_month".to_owned(),
            columns,
            rows: months
                .into_iter()
                .map(|(month, (lost, recovered))| row(Cell::Month(month), lost, recovered))
                .collect(),
            total: Some(row(Cell::Empty, lost, recovered)),
            chart: Some(Chart { kind: ChartKind::Bars, series: vec![1, 2] }),
            more: false,
        }],
    })
}
