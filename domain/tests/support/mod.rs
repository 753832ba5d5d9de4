//! Accounts for tests.

use domain::account::{
    AccountFacts, AccountState, ActiveContract, ContractId, Held, ProductId, Quantity, Standing,
};
use domain::money::{Balance, Money};
use domain::{AccountId, Date};

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A contract with a balance and two products held.
pub(crate) fn contract(id: i64) -> ActiveContract {
    ActiveContract {
        id: ContractId(id),
        balance: Balance {
            principal: Money::from_minor(1_000),
            fees: Money::from_minor(50),
            tax: Money::from_minor(7),
        },
        held: vec![
            Held { product: ProductId(1), quantity: Quantity(1) },
            Held { product: ProductId(2), quantity: Quantity(3) },
        ],
    }
}

/// An account in default since that day, with one contract.
pub(crate) fn defaulted(account: &str, since: &str) -> AccountFacts {
    AccountFacts {
        account: AccountId::parse(account).unwrap(),
        customer: "Achieng Odhiambo".to_owned(),
        centre: "Kisumu".to_owned(),
        failed_attempts: 0,
        standing: Standing {
            collection: None,
            state: AccountState::Defaulted,
            defaulted_on: Some(day(since)),
            repossession_pending_since: Some(day(since)),
            contracts: vec![contract(1)],
        },
    }
}
