//! What the company has, with what the rows so far made of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::AccountId;
use crate::company_settings::name_key;
use crate::import::effects::{CustomerKey, StaffEffect, UnitEffect};
use crate::import::facts::{
    AccountFact, ContractFact, CustomerDetails, CustomerFact, EndedHere, Facts, HeldFact,
    PaymentFact, ProductFact, StaffFact, UnitFact,
};
use crate::payments::{Channel, Payment, PaymentEntry, PaymentId};
use crate::repossession::CuNumber;

use super::named::Names;
use super::payments::Paying;

/// A product under a contract.
pub(super) type HeldKey = (String, String);

pub(super) struct View {
    pub(super) centres: Names<String>,
    pub(super) new_centres: Vec<String>,
    pub(super) products: Names<ProductFact>,
    pub(super) products_before: Names<ProductFact>,
    /// Names of products that are new or worth something else, in the order of their rows.
    pub(super) touched_products: Vec<String>,
    /// Names of those of which something else was told than last time.
    pub(super) told_products: Vec<String>,
    pub(super) debt_classes: Vec<(String, String)>,
    /// The code of each, by its code and by its name as names are compared.
    pub(super) debt_class_codes: BTreeMap<String, String>,
    pub(super) channels: Vec<Channel>,
    pub(super) staff: BTreeMap<String, StaffFact>,
    pub(super) importer: Option<String>,
    pub(super) by_program: bool,
    pub(super) admins: u32,
    pub(super) staff_effects: Vec<StaffEffect>,
    pub(super) customers: BTreeMap<CustomerKey, Box<Customer>>,
    pub(super) accounts: BTreeMap<AccountId, Box<Account>>,
    pub(super) contracts: BTreeMap<String, Box<Contract>>,
    /// Control units, and where they are noted: under several contracts, where earlier ones have ended.
    pub(super) units: BTreeMap<CuNumber, Vec<UnitFact>>,
    pub(super) unit_effects: Vec<UnitEffect>,
    /// How many are held, and were.
    pub(super) held: BTreeMap<HeldKey, (u32, u32)>,
    /// How many of those have a serial.
    pub(super) numbered: BTreeMap<HeldKey, u32>,
    pub(super) payments: BTreeMap<PaymentId, PaymentEntry>,
    pub(super) new_payments: Vec<PaymentEntry>,
    pub(super) paying: Paying,
}

#[derive(Default)]
pub(super) struct Customer {
    pub(super) now: CustomerDetails,
    /// None of one that is new.
    pub(super) before: Option<Box<CustomerDetails>>,
    /// The line that said last how it is.
    pub(super) line: Option<u32>,
    /// The accounts that were there.
    pub(super) accounts: Vec<AccountId>,
}

pub(super) struct Account {
    /// Without its customer, who may have other accounts too: `customer` says who it is.
    pub(super) now: AccountFact,
    /// None of one that is new.
    pub(super) before: Option<Box<AccountFact>>,
    pub(super) customer: CustomerKey,
    /// The numbers of its contracts.
    pub(super) contracts: BTreeSet<String>,
    /// Whether its state has to be found out anew.
    pub(super) derive: bool,
}

pub(super) struct Contract {
    pub(super) now: ContractFact,
    /// None of one that is new.
    pub(super) before: Option<Box<ContractFact>>,
    /// Its place among those that were there; those that are new come after them.
    pub(super) place: usize,
}

impl View {
    pub(super) fn of(facts: Facts) -> Self {
        let mut customers: BTreeMap<CustomerKey, Box<Customer>> =
            facts.customers.into_iter().filter_map(customer_by_number).collect();
        let mut accounts: BTreeMap<AccountId, Box<Account>> = BTreeMap::new();
        for mut fact in facts.accounts {
            let customer = std::mem::take(&mut fact.customer);
            let key = key_of(&customer, &fact.account);
            customers.entry(key.clone()).or_insert_with(|| {
                Box::new(Customer {
                    now: customer.clone(),
                    before: Some(Box::new(customer)),
                    line: None,
                    accounts: vec![fact.account.clone()],
                })
            });
            let account = Account {
                now: fact.clone(),
                customer: key,
                contracts: BTreeSet::new(),
                derive: false,
                before: Some(Box::new(fact)),
            };
            accounts.insert(account.now.account.clone(), Box::new(account));
        }
        let mut contracts = BTreeMap::new();
        for (place, fact) in facts.contracts.into_iter().enumerate() {
            if let Some(account) = accounts.get_mut(&fact.account) {
                account.contracts.insert(fact.number.clone());
            }
            let contract = Contract { now: fact.clone(), before: Some(Box::new(fact)), place };
            contracts.insert(contract.now.number.clone(), Box::new(contract));
        }
        let mut units: BTreeMap<CuNumber, Vec<UnitFact>> = BTreeMap::new();
        let mut numbered: BTreeMap<HeldKey, u32> = BTreeMap::new();
        for unit in facts.units {
            let count = numbered.entry((unit.contract.clone(), unit.product.clone())).or_default();
            *count = count.saturating_add(1);
            units.entry(unit.cu_number.clone()).or_default().push(unit);
        }
        let held = facts.held.into_iter().map(held).collect();
        let products = Names::of(facts.products, |product| &product.name);
        Self {
            centres: Names::of(facts.centres, |name| name),
            new_centres: Vec::new(),
            products_before: products.clone(),
            products,
            touched_products: Vec::new(),
            told_products: Vec::new(),
            debt_class_codes: debt_class_codes(&facts.debt_classes),
            debt_classes: facts.debt_classes,
            channels: facts.channels,
            staff: facts.staff.into_iter().map(|one| (one.user_name.clone(), one)).collect(),
            importer: facts.importer,
            by_program: facts.by_program,
            admins: facts.admins,
            staff_effects: Vec::new(),
            customers,
            accounts,
            contracts,
            units,
            unit_effects: Vec::new(),
            held,
            numbered,
            payments: facts.payments.into_iter().map(recorded).collect(),
            new_payments: Vec::new(),
            paying: Paying::of(facts.paying),
        }
    }

    /// How the account was ended here, if it was: nothing of it is active, and a contract was written
    /// off or repossessed.
    pub(super) fn ended_here(&self, account: &Account) -> Option<EndedHere> {
        let contracts = || account.contracts.iter().filter_map(|number| self.contracts.get(number));
        let active =
            contracts().any(|one| one.now.status == crate::account::ContractStatus::Active);
        if active {
            return None;
        }
        let ended = |how| contracts().any(|one| one.now.ended_here == Some(how));
        [EndedHere::WrittenOff, EndedHere::Repossessed].into_iter().find(|how| ended(*how))
    }

    pub(super) fn held(&self, key: &HeldKey) -> u32 {
        self.held.get(key).map_or(0, |(now, _)| *now)
    }

    pub(super) fn numbered(&self, key: &HeldKey) -> u32 {
        self.numbered.get(key).copied().unwrap_or_default()
    }

    pub(super) fn hold(&mut self, key: HeldKey, quantity: u32) {
        self.held.entry(key).or_default().0 = quantity;
    }
}

/// By what the customer of an account is known.
pub(super) fn key_of(customer: &CustomerDetails, account: &AccountId) -> CustomerKey {
    match &customer.number {
        Some(number) => CustomerKey::Number(number.clone()),
        None => CustomerKey::OfAccount(account.clone()),
    }
}

/// Of several that are called the same, the first counts.
fn debt_class_codes(classes: &[(String, String)]) -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    for (code, name) in classes {
        codes.entry(name_key(code)).or_insert_with(|| code.clone());
        codes.entry(name_key(name)).or_insert_with(|| code.clone());
    }
    codes
}

fn customer_by_number(fact: CustomerFact) -> Option<(CustomerKey, Box<Customer>)> {
    let CustomerFact { customer, accounts } = fact;
    let key = CustomerKey::Number(customer.number.clone()?);
    let now = customer.clone();
    let before = Some(Box::new(customer));
    Some((key, Box::new(Customer { now, before, line: None, accounts })))
}

fn held(fact: HeldFact) -> (HeldKey, (u32, u32)) {
    ((fact.contract, fact.product), (fact.quantity, fact.quantity))
}

fn recorded(fact: PaymentFact) -> (PaymentId, PaymentEntry) {
    let payment = Payment { paid_on: fact.paid_on, amount: fact.amount, channel: fact.channel };
    let entry = PaymentEntry { id: fact.payment.clone(), account: fact.account, payment };
    (fact.payment, entry)
}
