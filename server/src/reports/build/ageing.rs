//! How long what is owed is past due, and what of it is at risk.

use std::collections::BTreeMap;

use domain::Date;
use domain::bulk_write_off::days_between;
use domain::money::Money;
use domain::reports::{
    Ageing, Bucket, Cell, Chart, ChartKind, Figure, Month, PastDueOver, Period, Ratio, Report,
    Table,
};

use super::{Asked, money, numbers, percent, texts};
use crate::store::{Store, StoreError};

/// Days that are shown one by one; of a longer period, the last of each month.
const DAYS_SHOWN: u32 = 62;

/// What is owed by how long it is past due. It adds up to gross receivables, and shows that it does.
pub(super) async fn ageing(store: &Store, asked: &Asked) -> Result<Report, StoreError> {
    let (centres, journal) = store.aged(asked.scope, asked.today).await?;
    let all = summed(centres.values());
    let gross = all.total();
    let difference = Money::total([gross.amount, journal.negated()]);
    let mut buckets = texts(["bucket"]);
    buckets.extend(numbers(["accounts", "amount", "share"]));
    let mut by_centre = texts(["centre"]);
    by_centre.extend(numbers(Bucket::ALL.map(Bucket::code)));
    by_centre.extend(numbers(["amount"]));
    let of_centre = |first: Cell, ageing: &Ageing| -> Vec<Cell> {
        let amounts = ageing.buckets().map(|(_, aged)| money(aged.amount));
        let total = money(ageing.total().amount);
        std::iter::once(first).chain(amounts).chain([total]).collect()
    };
    let of_bucket = |first: Cell, accounts: u64, amount: Money| {
        let share = percent(Ratio::of(amount, gross.amount));
        vec![first, Cell::Count(accounts), money(amount), share]
    };
    Ok(Report {
        figures: vec![
            Figure::new("gross_receivables", money(gross.amount)),
            Figure::new("journal_receivables", money(journal)),
            Figure::new("difference", money(difference)),
        ],
        tables: vec![
            Table {
                name: "buckets".to_owned(),
                columns: buckets,
                rows: all
                    .buckets()
                    .map(|(bucket, aged)| {
                        let code = Cell::Code(bucket.code().to_owned());
                        of_bucket(code, aged.accounts, aged.amount)
                    })
                    .collect(),
                total: Some(of_bucket(Cell::Empty, gross.accounts, gross.amount)),
                chart: Some(Chart { kind: ChartKind::Bars, series: vec![2] }),
                more: false,
            },
            Table {
                name: "by_centre".to_owned(),
                columns: by_centre,
                rows: centres
                    .iter()
                    .map(|(centre, ageing)| of_centre(Cell::Text(centre.clone()), ageing))
                    .collect(),
                total: Some(of_centre(Cell::Empty, &all)),
                chart: None,
                more: false,
            },
        ],
    })
}

fn summed<'a>(ageings: impl Iterator<Item = &'a Ageing>) -> Ageing {
    let mut all = Ageing::default();
    for (bucket, aged) in ageings.flat_map(Ageing::buckets) {
        all.add(bucket, aged);
    }
    all
}

/// What is at risk now, and how it came to that.
pub(super) async fn at_risk(store: &Store, asked: &Asked) -> Result<Report, StoreError> {
    let (centres, _) = store.aged(asked.scope, asked.today).await?;
    let now = summed(centres.values());
    let snapshots = store.ageing_snapshots(asked.scope, asked.period).await?;
    let ratios =
        |ageing: &Ageing| PastDueOver::ALL.map(|over| percent(ageing.portfolio_at_risk(over)));
    let figures = std::iter::zip(["par_30", "par_60", "par_90"], ratios(&now))
        .map(|(name, value)| Figure::new(name, value))
        .chain([Figure::new("gross_receivables", money(now.total().amount))])
        .collect();
    let mut over_time = texts(["day"]);
    over_time.extend(numbers(["par_30", "par_60", "par_90", "gross"]));
    let mut by_centre = texts(["centre"]);
    by_centre.extend(numbers(["gross", "par_30", "par_60", "par_90"]));
    let at = |day: &Date, ageing: &Ageing| -> Vec<Cell> {
        let first = Cell::Day(day.to_string());
        let gross = money(ageing.total().amount);
        std::iter::once(first).chain(ratios(ageing)).chain([gross]).collect()
    };
    let of_centre = |first: Cell, ageing: &Ageing| -> Vec<Cell> {
        let gross = money(ageing.total().amount);
        [first, gross].into_iter().chain(ratios(ageing)).collect()
    };
    Ok(Report {
        figures,
        tables: vec![
            Table {
                name: "over_time".to_owned(),
                columns: over_time,
                rows: shown(snapshots, asked.period)
                    .iter()
                    .map(|(day, ageing)| at(day, ageing))
                    .collect(),
                total: None,
                chart: Some(Chart { kind: ChartKind::Lines, series: vec![1, 2, 3] }),
                more: false,
            },
            Table {
                name: "by_centre".to_owned(),
                columns: by_centre,
                rows: centres
                    .iter()
                    .map(|(centre, ageing)| of_centre(Cell::Text(centre.clone()), ageing))
                    .collect(),
                total: Some(of_centre(Cell::Empty, &now)),
                chart: None,
                more: false,
            },
        ],
    })
}

/// The days that are shown: all of a short period, the last of each month of a longer one.
fn shown(snapshots: BTreeMap<Date, Ageing>, period: Period) -> BTreeMap<Date, Ageing> {
    if days_between(period.from(), period.to()) < DAYS_SHOWN {
        return snapshots;
    }
    let mut months: BTreeMap<String, (Date, Ageing)> = BTreeMap::new();
    for (day, ageing) in snapshots {
        months.insert(Month::of(day).code(), (day, ageing));
    }
    months.into_values().collect()
}
