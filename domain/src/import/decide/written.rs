//! What is written: the difference between how everything stands after the rows and how it stood.

use super::Deciding;
use super::view::{Account, Contract, Customer};
use crate::account::AccountState;
use crate::import::Effects;
use crate::import::effects::{
    AccountEffect, ContractEffect, CustomerEffect, CustomerKey, ProductEffect, UnitMove,
};

impl Deciding<'_> {
    pub(super) fn effects(mut self) -> Effects {
        self.derive_states();
        let products = self.products();
        let view = self.view;
        Effects {
            centres: view.new_centres,
            products,
            staff: view.staff_effects,
            customers: view.customers.into_iter().filter_map(customer).collect(),
            accounts: view.accounts.into_values().filter_map(account).collect(),
            contracts: view.contracts.into_values().filter_map(contract).collect(),
            moves: view
                .held
                .into_iter()
                .filter(|(_, (now, before))| now != before)
                .map(|((contract, product), (after, before))| UnitMove {
                    contract,
                    product,
                    before,
                    after,
                })
                .collect(),
            units: view.unit_effects,
            payments: view.new_payments,
        }
    }

    fn products(&self) -> Vec<ProductEffect> {
        let effect = |name: &String| {
            let now = self.view.products.get(name)?;
            let before = self.view.products_before.get(name);
            let had = |condition| {
                let values = before.map_or(&[][..], |before| &before.values);
                values.iter().find(|(one, _)| *one == condition).map(|(_, value)| *value)
            };
            let values = now.values.iter().copied();
            let values = values.filter(|(condition, value)| had(*condition) != Some(*value));
            Some(ProductEffect {
                name: now.name.clone(),
                created: before.is_none(),
                values: values.collect(),
            })
        };
        self.view.touched_products.iter().filter_map(effect).collect()
    }
}

fn customer((key, customer): (CustomerKey, Customer)) -> Option<CustomerEffect> {
    let Customer { now, before, accounts, .. } = customer;
    let created = before.is_none();
    (before.as_ref() != Some(&now)).then_some(CustomerEffect { key, created, after: now, accounts })
}

fn account(account: Account) -> Option<AccountEffect> {
    let Account { now, before, customer, .. } = account;
    let stays = before.as_ref().is_some_and(|before| {
        (before.state, before.paid_until, before.defaulted_on, &before.centre)
            == (now.state, now.paid_until, now.defaulted_on, &now.centre)
    });
    if stays {
        return None;
    }
    let state_before = before.as_ref().map(|before| before.state);
    let defaults =
        now.state == AccountState::Defaulted && state_before != Some(AccountState::Defaulted);
    Some(AccountEffect {
        account: now.account,
        before: state_before,
        customer: before.is_none().then_some(customer),
        centre: now.centre,
        state: now.state,
        paid_until: now.paid_until,
        defaulted_on: now.defaulted_on,
        repossession_becomes_pending: defaults && !now.repossession_pending,
    })
}

fn contract(contract: Contract) -> Option<ContractEffect> {
    let Contract { now, before } = contract;
    (before.as_ref() != Some(&now)).then_some(ContractEffect { before, after: now })
}
