//! Stock that moves: from the supplier to the centres, to customers, and sometimes back.

use std::collections::BTreeMap;

use domain::Date;
use jiff::ToSpan as _;

use crate::store::portfolio::{CompanyKeys, MoveRow, Portfolio};

/// When the company began: before anything was handed over.
const BEGAN_DAYS_AGO: i64 = 2_000;

/// Where stock is, and how much of it every centre had to have.
pub(super) struct StockBook {
    supplier: i64,
    customer: i64,
    lost: i64,
    handed_over: BTreeMap<(i64, i64), u32>,
}

impl StockBook {
    pub(super) fn new(keys: &CompanyKeys) -> Self {
        let CompanyKeys { supplier, customer, lost, .. } = *keys;
        Self { supplier, customer, lost, handed_over: BTreeMap::new() }
    }

    pub(super) fn hand_over(
        &mut self,
        part: &mut Portfolio,
        centre: i64,
        contract: i64,
        (product, quantity): (i64, u32),
        on: Date,
    ) {
        *self.handed_over.entry((centre, product)).or_default() += quantity;
        let row = MoveRow {
            from_location: centre,
            to_location: self.customer,
            contract: Some(contract),
            product,
            quantity,
            repossession: None,
            moved_on: on.to_string(),
        };
        part.moves.push(row);
    }

    pub(super) fn bring_back(
        &self,
        part: &mut Portfolio,
        centre: i64,
        contract: i64,
        moved: (i64, u32),
        on: Date,
        repossession: Option<i64>,
    ) {
        self.leave(part, centre, contract, moved, on, repossession);
    }

    pub(super) fn lose(
        &self,
        part: &mut Portfolio,
        contract: i64,
        moved: (i64, u32),
        on: Date,
        repossession: i64,
    ) {
        self.leave(part, self.lost, contract, moved, on, Some(repossession));
    }

    fn leave(
        &self,
        part: &mut Portfolio,
        to: i64,
        contract: i64,
        (product, quantity): (i64, u32),
        on: Date,
        repossession: Option<i64>,
    ) {
        if quantity > 0 {
            let on = on.to_string();
            let row = MoveRow {
                from_location: self.customer,
                to_location: to,
                contract: Some(contract),
                product,
                quantity,
                repossession,
                moved_on: on,
            };
            part.moves.push(row);
        }
    }

    /// What the supplier had delivered: all that was handed over, and some that is still there.
    pub(super) fn supply(self, today: Date, rng: &mut fastrand::Rng) -> Portfolio {
        let on = today.saturating_sub(BEGAN_DAYS_AGO.days()).to_string();
        let moves = self
            .handed_over
            .into_iter()
            .map(|((centre, product), quantity)| {
                let delivered = quantity + rng.u32(5..120);
                MoveRow {
                    from_location: self.supplier,
                    to_location: centre,
                    contract: None,
                    product,
                    quantity: delivered,
                    repossession: None,
                    moved_on: on.clone(),
                }
            })
            .collect();
        Portfolio { moves, ..Portfolio::default() }
    }
}
