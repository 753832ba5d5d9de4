//! Late and defaulted accounts, and pending repossessions.

use std::collections::BTreeMap;

use domain::account::AccountState;
use domain::money::Money;
use domain::reports::{Bucket, Cell, Chart, ChartKind, Figure, Report, Table};

use super::{Asked, money, numbers, texts};
use crate::store::reports::Delinquent;
use crate::store::{Store, StoreError};

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    accounts: u64,
    late: u64,
    defaulted: u64,
    pending: u64,
    outstanding: Money,
}

impl Sums {
    fn add(&mut self, one: &Delinquent) {
        self.accounts += one.accounts;
        self.pending += one.pending;
        match one.state {
            AccountState::Late => self.late += one.accounts,
            AccountState::Defaulted => self.defaulted += one.accounts,
            // Has paid; only the repossession is still pending.
            _ => return,
        }
        self.outstanding = Money::total([self.outstanding, one.outstanding]);
    }
}

/// Late and defaulted accounts and pending repossessions, by centre and by age.
pub(super) async fn delinquency(store: &Store, asked: &Asked) -> Result<Report, StoreError> {
    let mut all = Sums::default();
    let mut centres: BTreeMap<String, Sums> = BTreeMap::new();
    let mut ages: BTreeMap<Bucket, Sums> =
        Bucket::ALL.into_iter().map(|bucket| (bucket, Sums::default())).collect();
    for one in store.delinquent(asked.scope, asked.today).await? {
        all.add(&one);
        centres.entry(one.centre.clone()).or_default().add(&one);
        ages.entry(one.bucket).or_default().add(&one);
    }
    let of_centre = |first: Cell, sums: &Sums| {
        let [late, defaulted, pending] = [sums.late, sums.defaulted, sums.pending].map(Cell::Count);
        vec![first, late, defaulted, pending, money(sums.outstanding)]
    };
    let of_age = |first: Cell, sums: &Sums| {
        vec![first, Cell::Count(sums.accounts), money(sums.outstanding), Cell::Count(sums.pending)]
    };
    let mut by_centre = texts(["centre"]);
    by_centre.extend(numbers(["late", "defaulted", "pending", "outstanding"]));
    let mut by_age = texts(["bucket"]);
    by_age.extend(numbers(["accounts", "outstanding", "pending"]));
    let code = |bucket: Bucket| Cell::Code(bucket.code().to_owned());
    Ok(Report {
        figures: vec![
            Figure::new("late", Cell::Count(all.late)),
            Figure::new("defaulted", Cell::Count(all.defaulted)),
            Figure::new("pending", Cell::Count(all.pending)),
            Figure::new("outstanding", money(all.outstanding)),
        ],
        tables: vec![
            Table {
                name: "by_age".to_owned(),
                columns: by_age,
                rows: ages.iter().map(|(age, sums)| of_age(code(*age), sums)).collect(),
                total: Some(of_age(Cell::Empty, &all)),
                chart: Some(Chart { kind: ChartKind::Bars, series: vec![2] }),
                more: false,
            },
            Table {
                name: "by_centre".to_owned(),
                columns: by_centre,
                rows: centres
                    .into_iter()
                    .map(|(centre, sums)| of_centre(Cell::Text(centre), &sums))
                    .collect(),
                total: Some(of_centre(Cell::Empty, &all)),
                chart: None,
                more: false,
            },
        ],
    })
}
