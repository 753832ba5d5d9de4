//! What is written: the difference between how everything stands after the rows and how it stood.

use super::Deciding;
use super::view::{Account, Contract, Customer};
use crate::account::AccountState;
use crate::import::Effects;
use crate::import::effects::{
    AccountEffect, AccountTold, ContractEffect, ContractTold, CustomerEffect, CustomerKey,
    ProductEffect, ProductTold, UnitMove,
};
use crate::import::facts::{ContractFact, ProductFact};

impl Deciding<'_> {
    pub(super) fn effects(mut self) -> Effects {
        self.derive_states();
        let products = self.products();
        let payment_terms = self.payment_terms();
        let products_told = self.products_told();
        let view = self.view;
        let accounts_told = view.accounts.values().filter_map(|one| account_told(one)).collect();
        let contracts_told = view.contracts.values().filter_map(|one| contract_told(one)).collect();
        Effects {
            centres: view.new_centres,
            products,
            products_told,
            staff: view.staff_effects,
            customers: view.customers.into_iter().filter_map(customer).collect(),
            accounts: view.accounts.into_values().filter_map(|one| account(*one)).collect(),
            contracts: view.contracts.into_values().filter_map(|one| contract(*one)).collect(),
            accounts_told,
            contracts_told,
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
            payment_terms: (!view.new_payments.is_empty()).then_some(payment_terms),
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

impl Deciding<'_> {
    fn products_told(&self) -> Vec<ProductTold> {
        let told = |name: &String| {
            let ProductFact { name, told, .. } = self.view.products.get(name)?;
            Some(ProductTold { name: name.clone(), told: told.clone() })
        };
        self.view.told_products.iter().filter_map(told).collect()
    }
}

fn customer((key, customer): (CustomerKey, Box<Customer>)) -> Option<CustomerEffect> {
    let Customer { now, before, accounts, .. } = *customer;
    let created = before.is_none();
    (before.as_deref() != Some(&now)).then_some(CustomerEffect {
        key,
        created,
        after: now,
        accounts,
    })
}

fn account(account: Account) -> Option<AccountEffect> {
    if account_stays(&account) {
        return None;
    }
    let Account { now, before, customer, .. } = account;
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
        paid_until_told: now.paid_until_told,
        defaulted_on: now.defaulted_on,
        repossession_becomes_pending: defaults && !now.repossession_pending,
    })
}

fn contract(contract: Contract) -> Option<ContractEffect> {
    if contract_stays(&contract) {
        return None;
    }
    let Contract { now, before, .. } = contract;
    Some(ContractEffect { before: before.map(|before| *before), after: now })
}

/// Whether nothing of an account is different, apart from what was told of it.
fn account_stays(account: &Account) -> bool {
    let now = &account.now;
    account.before.as_ref().is_some_and(|before| {
        (before.state, before.paid_until, before.defaulted_on, &before.centre)
            == (now.state, now.paid_until, now.defaulted_on, &now.centre)
    })
}

fn account_told(one: &Account) -> Option<AccountTold> {
    let before = one.before.as_ref().filter(|_| account_stays(one))?;
    let paid_until = one.now.paid_until_told.filter(|day| before.paid_until_told != Some(*day))?;
    Some(AccountTold { account: one.now.account.clone(), paid_until })
}

/// Whether nothing of a contract is different, apart from what was told of it.
fn contract_stays(contract: &Contract) -> bool {
    contract.before.as_ref().is_some_and(|before| {
        let told = contract.now.told;
        ContractFact { told, ..ContractFact::clone(before) } == contract.now
    })
}

fn contract_told(one: &Contract) -> Option<ContractTold> {
    let before = one.before.as_ref().filter(|_| contract_stays(one))?;
    let told = one.now.told.filter(|told| before.told != Some(*told))?;
    Some(ContractTold { contract: one.now.number.clone(), told })
}
