//! What rows name, so that the facts of it can be asked for.

use std::collections::BTreeSet;

use super::{Field, Keys, Sheet};
use crate::AccountId;
use crate::account_id::trim_blanks;
use crate::payments::PaymentId;
use crate::repossession::CuNumber;

/// What rows name, of which [`decide`](super::decide) has to know the facts. What cannot be read names
/// nothing.
pub fn keys(sheets: &[Sheet]) -> Keys {
    let mut named = Named::default();
    for sheet in sheets {
        for (column, field) in sheet.columns.iter().enumerate() {
            let Some(field) = field else { continue };
            for row in &sheet.rows {
                named.note(*field, row.cells.get(column).map_or("", |cell| trim_blanks(cell)));
            }
        }
    }
    let Named { user_names, customer_numbers, accounts, contracts, units, payments } = named;
    Keys {
        user_names: user_names.into_iter().collect(),
        customer_numbers: customer_numbers.into_iter().collect(),
        accounts: accounts.into_iter().collect(),
        contracts: contracts.into_iter().collect(),
        units: units.into_iter().collect(),
        payments: payments.into_iter().collect(),
    }
}

#[derive(Default)]
struct Named {
    user_names: BTreeSet<String>,
    customer_numbers: BTreeSet<String>,
    accounts: BTreeSet<AccountId>,
    contracts: BTreeSet<String>,
    units: BTreeSet<CuNumber>,
    payments: BTreeSet<PaymentId>,
}

impl Named {
    fn note(&mut self, field: Field, text: &str) {
        if text.is_empty() {
            return;
        }
        match field {
            Field::UserName => {
                self.user_names.insert(text.to_lowercase());
            }
            Field::CustomerNumber => {
                self.customer_numbers.insert(text.to_owned());
            }
            Field::Account => self.accounts.extend(AccountId::parse(text)),
            Field::Contract => {
                self.contracts.insert(text.to_owned());
            }
            Field::CuNumber => self.units.extend(CuNumber::parse(text)),
            Field::Payment => self.payments.extend(PaymentId::parse(text)),
            _ => {}
        }
    }
}
