//! A portfolio as rows of text: the naive statement of what an import does. A row of the file replaces
//! the row of its key, and what differs between the two is what changed.

use std::collections::BTreeMap;

use domain::Date;
use domain::import::facts::{AccountFact, ContractFact};
use domain::import::{Facts, Field, Kind, Sheet, TableRow, Terms};
use domain::money::{Currency, Money};

/// Cells in the order of the kind's fields, by key.
pub(crate) type Rows = BTreeMap<Kind, BTreeMap<String, Vec<String>>>;

pub(crate) fn terms() -> Terms {
    Terms {
        today: "2026-11-28".parse().unwrap(),
        currency: Currency { code: "KES".to_owned(), minor_digits: 2 },
        default_after_days: 30,
    }
}

pub(crate) fn place(kind: Kind, field: Field) -> usize {
    kind.fields().iter().position(|(one, _)| *one == field).unwrap()
}

pub(crate) fn key(kind: Kind, cells: &[String]) -> String {
    if kind != Kind::Units {
        return cells[0].clone();
    }
    let serial = &cells[place(kind, Field::CuNumber)];
    if serial.is_empty() { format!("{} {}", cells[0], cells[1]) } else { serial.clone() }
}

/// The sheets of a portfolio, in the order of kinds; the line of a row is its place, from 2.
pub(crate) fn sheets(rows: &Rows) -> Vec<Sheet> {
    let sheet = |(kind, rows): (&Kind, &BTreeMap<String, Vec<String>>)| Sheet {
        kind: *kind,
        columns: kind.fields().iter().map(|(field, _)| Some(*field)).collect(),
        rows: (2..)
            .zip(rows.values())
            .map(|(line, cells)| TableRow { line, cells: cells.clone() })
            .collect(),
    };
    rows.iter().map(sheet).collect()
}

pub(crate) fn units(amount: Money) -> String {
    format!("{}.{:02}", amount.minor() / 100, amount.minor() % 100)
}

/// What changes say of a cell: amounts in minor units.
pub(crate) fn raw(field: Field, cell: &str) -> String {
    use Field::{
        Amount, DailyRate, Fees, Paid, Price, Principal, Tax, ValueAsNew, ValueDamaged,
        ValueUnusable, ValueUsed,
    };
    match field {
        Amount | DailyRate | Fees | Paid | Price | Principal | Tax | ValueAsNew | ValueDamaged
        | ValueUnusable | ValueUsed => {
            cell.replace('.', "").trim_start_matches('0').parse().unwrap_or(0_i64).to_string()
        }
        _ => cell.to_owned(),
    }
}

/// What the company has, as the rows that would bring it.
pub(crate) fn exported(facts: &Facts) -> Rows {
    let mut rows: Rows = Kind::ALL.into_iter().map(|kind| (kind, BTreeMap::new())).collect();
    let mut put = |kind: Kind, cells: Vec<String>| {
        rows.get_mut(&kind).unwrap().insert(key(kind, &cells), cells);
    };
    for centre in &facts.centres {
        put(Kind::Centres, vec![centre.clone()]);
    }
    for product in &facts.products {
        let values = domain::repossession::ProductCondition::of_returned().map(|condition| {
            let value = product.values.iter().find(|(one, _)| *one == condition);
            units(value.map_or(Money::ZERO, |(_, value)| *value))
        });
        put(Kind::Products, [product.name.clone()].into_iter().chain(values).collect());
    }
    for fact in &facts.staff {
        let person = fact.person.clone().unwrap();
        let centre = person.centre.unwrap_or_default();
        let role = person.role.code().to_owned();
        put(Kind::Staff, vec![fact.user_name.clone(), person.name, role, centre, person.mail]);
    }
    for account in &facts.accounts {
        put(Kind::Accounts, account_cells(account));
    }
    for contract in &facts.contracts {
        put(Kind::Contracts, contract_cells(contract));
    }
    let mut held: BTreeMap<(String, String), usize> = BTreeMap::new();
    for fact in &facts.held {
        held.insert(
            (fact.contract.clone(), fact.product.clone()),
            fact.quantity.try_into().unwrap(),
        );
    }
    for unit in &facts.units {
        let (contract, product) = (unit.contract.clone(), unit.product.clone());
        *held.get_mut(&(contract.clone(), product.clone())).unwrap() -= 1;
        let serial = unit.cu_number.as_str().to_owned();
        put(Kind::Units, vec![contract, product, "1".to_owned(), serial]);
    }
    for ((contract, product), rest) in held.into_iter().filter(|(_, rest)| *rest > 0) {
        put(Kind::Units, vec![contract, product, rest.to_string(), String::new()]);
    }
    for payment in &facts.payments {
        let cells = [
            payment.payment.to_string(),
            payment.account.to_string(),
            payment.paid_on.to_string(),
            units(payment.amount),
            payment.channel.code().to_owned(),
        ];
        put(Kind::Payments, cells.to_vec());
    }
    rows
}

fn account_cells(account: &AccountFact) -> Vec<String> {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let customer = account.customer.clone();
    vec![
        account.account.to_string(),
        customer.name,
        account.centre.clone(),
        customer.phone,
        customer.mail,
        customer.class,
        customer.number.unwrap_or_default(),
        day(account.paid_until),
        day(account.defaulted_on),
    ]
}

fn contract_cells(contract: &ContractFact) -> Vec<String> {
    let balance = &contract.balance;
    vec![
        contract.number.clone(),
        contract.account.to_string(),
        contract.signed_on.to_string(),
        units(contract.price),
        units(balance.principal),
        units(balance.fees),
        units(balance.tax),
        units(contract.paid),
        units(contract.daily_rate),
        contract.status.code().to_owned(),
        contract.debt_class.clone(),
    ]
}
