//! What applying an import makes of what the company has.

use std::collections::BTreeMap;

use domain::import::effects::{CustomerKey, ProductEffect, ProductTold};
use domain::import::facts::{
    AccountFact, CustomerFact, HeldFact, PaymentFact, ProductFact, StaffFact, UnitFact,
};
use domain::import::{Effects, Facts};

pub(crate) fn apply(facts: &mut Facts, effects: Effects) {
    facts.centres.extend(effects.centres);
    products(facts, effects.products, effects.products_told);
    for effect in effects.staff {
        let user_name = effect.user_name.to_lowercase();
        facts.staff.retain(|one| one.user_name != user_name);
        facts.staff.push(StaffFact { user_name, person: Some(effect.after) });
    }
    accounts(facts, effects.customers, effects.accounts);
    for effect in effects.contracts {
        let number = effect.after.number.clone();
        let known = facts.contracts.iter().find(|one| one.number == number);
        assert_eq!(known, effect.before.as_ref());
        facts.contracts.retain(|one| one.number != number);
        facts.contracts.push(effect.after);
    }
    for effect in effects.accounts_told {
        let account = facts.accounts.iter_mut().find(|one| one.account == effect.account).unwrap();
        account.paid_until_told = Some(effect.paid_until);
    }
    for effect in effects.contracts_told {
        let contract = facts.contracts.iter_mut().find(|one| one.number == effect.contract);
        contract.unwrap().told = Some(effect.told);
    }
    for effect in effects.moves {
        let is = |one: &HeldFact| one.contract == effect.contract && one.product == effect.product;
        let before = facts.held.iter().find(|one| is(one)).map_or(0, |one| one.quantity);
        assert_eq!(before, effect.before);
        facts.held.retain(|one| !is(one));
        if effect.after > 0 {
            let (contract, product) = (effect.contract, effect.product);
            facts.held.push(HeldFact { contract, product, quantity: effect.after });
        }
    }
    for effect in effects.units {
        facts
            .units
            .retain(|one| one.cu_number != effect.cu_number || one.contract != effect.contract);
        if effect.noted {
            let (cu_number, contract, product) =
                (effect.cu_number, effect.contract, effect.product);
            facts.units.push(UnitFact { cu_number, contract, product });
        }
    }
    for entry in effects.payments {
        for account in facts.accounts.iter_mut().filter(|one| one.account == entry.account) {
            account.has_payments = true;
        }
        facts.payments.push(PaymentFact {
            payment: entry.id,
            account: entry.account,
            paid_on: entry.payment.paid_on,
            amount: entry.payment.amount,
            channel: entry.payment.channel,
        });
    }
}

fn products(facts: &mut Facts, effects: Vec<ProductEffect>, told: Vec<ProductTold>) {
    for effect in effects {
        let known = facts.products.iter().position(|one| one.name == effect.name);
        assert_eq!(known.is_none(), effect.created);
        let place = known.unwrap_or_else(|| {
            let (values, told) = (Vec::new(), Vec::new());
            facts.products.push(ProductFact { name: effect.name, values, told });
            facts.products.len() - 1
        });
        let values = &mut facts.products[place].values;
        for (condition, value) in effect.values {
            values.retain(|(one, _)| *one != condition);
            values.push((condition, value));
        }
    }
    for effect in told {
        let product = facts.products.iter_mut().find(|one| one.name == effect.name).unwrap();
        assert_ne!(product.told, effect.told);
        product.told = effect.told;
    }
}

fn accounts(
    facts: &mut Facts,
    customers: Vec<domain::import::effects::CustomerEffect>,
    effects: Vec<domain::import::effects::AccountEffect>,
) {
    let mut known = BTreeMap::new();
    for effect in customers {
        for account in &mut facts.accounts {
            let named = match &effect.key {
                CustomerKey::Number(number) => account.customer.number.as_ref() == Some(number),
                CustomerKey::OfAccount(id) => account.account == *id,
            };
            if named {
                account.customer = effect.after.clone();
            }
        }
        known.insert(effect.key, effect.after);
    }
    for effect in effects {
        let place = facts.accounts.iter().position(|one| one.account == effect.account);
        assert_eq!(place.map(|place| facts.accounts[place].state), effect.before);
        let before = place.map(|place| facts.accounts.remove(place));
        let customer = match (&before, effect.customer) {
            (Some(before), _) => before.customer.clone(),
            (None, Some(key)) => known[&key].clone(),
            (None, None) => panic!("{} has no customer", effect.account),
        };
        let pending = before.as_ref().is_some_and(|one| one.repossession_pending);
        facts.accounts.push(AccountFact {
            account: effect.account,
            customer,
            centre: effect.centre,
            state: effect.state,
            paid_until: effect.paid_until,
            paid_until_told: effect.paid_until_told,
            defaulted_on: effect.defaulted_on,
            repossession_pending: pending || effect.repossession_becomes_pending,
            has_payments: before.is_some_and(|one| one.has_payments),
        });
    }
    facts.customers = Vec::new();
    for account in facts.accounts.iter().filter(|one| one.customer.number.is_some()) {
        let is = |one: &&mut CustomerFact| one.customer.number == account.customer.number;
        if let Some(customer) = facts.customers.iter_mut().find(is) {
            customer.accounts.push(account.account.clone());
        } else {
            let (customer, accounts) = (account.customer.clone(), vec![account.account.clone()]);
            facts.customers.push(CustomerFact { customer, accounts });
        }
    }
}
