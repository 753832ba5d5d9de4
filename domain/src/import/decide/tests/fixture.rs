//! A small company, and rows about it.

pub(super) use super::super::*;
pub(super) use crate::AccountId;
pub(super) use crate::account::{AccountState, ContractStatus};
pub(super) use crate::import::facts::{
    AccountFact, AsTold, ContractFact, CustomerDetails, CustomerFact, EndedHere, HeldFact,
    PaymentFact, ProductFact, StaffDetails, StaffFact, UnitFact,
};
pub(super) use crate::import::record::{AccountRow, ContractRow, ProductRow, StaffRow, UnitRow};
pub(super) use crate::money::{Balance, Currency, Money};
pub(super) use crate::payments::{Channel, Payment, PaymentEntry, PaymentId};
pub(super) use crate::repossession::{CuNumber, ProductCondition};
pub(super) use crate::role::Role;

pub(super) fn on(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

pub(super) fn terms() -> Terms {
    Terms {
        today: on("2026-11-28"),
        currency: Currency { code: "KES".to_owned(), minor_digits: 2 },
        default_after_days: 30,
    }
}

pub(super) fn id(text: &str) -> AccountId {
    AccountId::parse(text).unwrap()
}

pub(super) fn money(minor: i64) -> Money {
    Money::from_minor(minor)
}

pub(super) fn customer() -> CustomerDetails {
    CustomerDetails {
        number: None,
        name: "Achieng Odhiambo".to_owned(),
        class: "residential".to_owned(),
        phone: "+254 711 000 001".to_owned(),
        mail: String::new(),
    }
}

pub(super) fn account_fact(account: &str) -> AccountFact {
    AccountFact {
        account: id(account),
        customer: customer(),
        centre: "Kisumu".to_owned(),
        state: AccountState::Normal,
        paid_until: Some(on("2026-12-01")),
        paid_until_told: None,
        defaulted_on: None,
        repossession_pending: false,
        has_payments: false,
    }
}

pub(super) fn contract_fact(number: &str, account: &str) -> ContractFact {
    ContractFact {
        number: number.to_owned(),
        account: id(account),
        status: ContractStatus::Active,
        debt_class: "standard".to_owned(),
        signed_on: on("2025-01-10"),
        price: money(5_890_000),
        daily_rate: money(8_000),
        paid: money(1_000_000),
        balance: Balance { principal: money(4_000_000), fees: money(100), tax: money(50) },
        told: None,
        ended_here: None,
        in_process: false,
    }
}

/// A company with an account KE-1, its contract C-1, and a control unit and two lamps under it.
pub(super) fn facts() -> Facts {
    Facts {
        centres: vec!["Kisumu".to_owned(), "Thiès".to_owned()],
        products: vec![
            ProductFact {
                name: "Control unit".to_owned(),
                values: vec![(ProductCondition::AsNew, money(500))],
                told: vec![
                    (ProductCondition::AsNew, money(500)),
                    (ProductCondition::Used, money(0)),
                ],
            },
            ProductFact { name: "LED lamp".to_owned(), values: Vec::new(), told: Vec::new() },
        ],
        debt_classes: vec![
            ("standard".to_owned(), "Standard".to_owned()),
            ("hardship".to_owned(), "Hardship".to_owned()),
        ],
        channels: vec![Channel::MobileMoney, Channel::Cash],
        staff: vec![
            StaffFact { user_name: "wanjiku".to_owned(), person: Some(person(Role::Admin)) },
            StaffFact { user_name: "stranger".to_owned(), person: None },
        ],
        importer: Some("otieno".to_owned()),
        admins: 1,
        accounts: vec![account_fact("KE-1")],
        contracts: vec![contract_fact("C-1", "KE-1")],
        units: vec![UnitFact {
            cu_number: CuNumber::parse("CU-0001").unwrap(),
            contract: "C-1".to_owned(),
            product: "Control unit".to_owned(),
        }],
        held: vec![
            HeldFact {
                contract: "C-1".to_owned(),
                product: "Control unit".to_owned(),
                quantity: 1,
            },
            HeldFact { contract: "C-1".to_owned(), product: "LED lamp".to_owned(), quantity: 2 },
        ],
        payments: vec![PaymentFact {
            payment: PaymentId::parse("P-1").unwrap(),
            account: id("KE-1"),
            paid_on: on("2026-11-01"),
            amount: money(100),
            channel: Channel::Cash,
        }],
        ..Facts::default()
    }
}

pub(super) fn person(role: Role) -> StaffDetails {
    StaffDetails {
        name: "Ann Wanjiku".to_owned(),
        role,
        centre: None,
        mail: String::new(),
        disabled: false,
        has_access: false,
        decided_by_admin: false,
    }
}

pub(super) fn account_row(account: &str) -> AccountRow {
    AccountRow {
        account: id(account),
        customer: "Achieng Odhiambo".to_owned(),
        centre: "kisumu".to_owned(),
        phone: None,
        mail: None,
        class: None,
        customer_number: None,
        paid_until: None,
        defaulted_on: None,
    }
}

pub(super) fn contract_row(number: &str, account: &str) -> ContractRow {
    ContractRow {
        number: number.to_owned(),
        account: id(account),
        signed_on: on("2025-01-10"),
        price: money(5_890_000),
        principal: money(4_000_000),
        fees: None,
        tax: None,
        paid: None,
        daily_rate: money(8_000),
        status: None,
        debt_class: None,
    }
}

pub(super) fn unit_row(contract: &str, product: &str, quantity: u32, cu_number: &str) -> UnitRow {
    UnitRow {
        contract: contract.to_owned(),
        product: product.to_owned(),
        quantity,
        cu_number: CuNumber::parse(cu_number).ok(),
    }
}

pub(super) fn payment(payment_id: &str, account: &str, amount: i64) -> PaymentEntry {
    PaymentEntry {
        id: PaymentId::parse(payment_id).unwrap(),
        account: id(account),
        payment: Payment {
            paid_on: on("2026-11-01"),
            amount: money(amount),
            channel: Channel::Cash,
        },
    }
}

/// The key of a row and its kind.
pub(super) fn keyed(record: &Record) -> (Kind, String) {
    match record {
        Record::Centre(name) => (Kind::Centres, name.clone()),
        Record::Product(row) => (Kind::Products, row.name.clone()),
        Record::Staff(row) => (Kind::Staff, row.user_name.clone()),
        Record::Account(row) => (Kind::Accounts, row.account.to_string()),
        Record::Contract(row) => (Kind::Contracts, row.number.clone()),
        Record::Unit(row) => {
            let key = row.cu_number.as_ref().map(|one| one.as_str().to_owned());
            (Kind::Units, key.unwrap_or_else(|| format!("{} · {}", row.contract, row.product)))
        }
        Record::Payment(entry) => (Kind::Payments, entry.id.to_string()),
    }
}

/// Decides about records as if they stood in a file one below the other.
pub(super) fn decided(
    facts: Facts,
    records: Vec<Record>,
) -> (Vec<RowResult>, crate::import::Effects) {
    let terms = terms();
    let mut deciding = Deciding::new(facts, &terms);
    let mut results = Vec::new();
    for (line, record) in (1..).zip(records) {
        let (kind, key) = keyed(&record);
        results.push(
            deciding
                .row(kind, ReadRow { line, key, record: Ok(record), refers: Vec::new() })
                .result,
        );
    }
    (results, deciding.effects())
}

pub(super) fn reasons(result: &RowResult) -> Vec<Reason> {
    match result {
        RowResult::Refused { refusals } => {
            refusals.iter().map(|refusal| refusal.reason.clone()).collect()
        }
        other => panic!("taken: {other:?}"),
    }
}

/// What is written of rows that are refused: nothing.
pub(super) fn refused(facts: Facts, record: Record) -> Vec<Reason> {
    let (results, effects) = decided(facts, vec![record]);
    assert_eq!(effects, crate::import::Effects::default());
    reasons(&results[0])
}

pub(super) fn account(change: impl FnOnce(&mut AccountRow)) -> Record {
    let mut row = account_row("KE-1");
    change(&mut row);
    Record::Account(Box::new(row))
}

pub(super) fn contract(change: impl FnOnce(&mut ContractRow)) -> Record {
    let mut row = contract_row("C-1", "KE-1");
    change(&mut row);
    Record::Contract(Box::new(row))
}

pub(super) fn with(change: impl FnOnce(&mut Facts)) -> Facts {
    let mut facts = facts();
    change(&mut facts);
    facts
}

/// The company as another system told it last.
pub(super) fn told() -> Facts {
    with(|facts| {
        facts.accounts[0].paid_until_told = facts.accounts[0].paid_until;
        let ContractFact { status, balance, paid, .. } = facts.contracts[0];
        facts.contracts[0].told = Some(AsTold { status, balance, paid });
    })
}

pub(super) fn written_off() -> Facts {
    with(|facts| {
        facts.accounts[0].state = AccountState::Inactive;
        facts.accounts[0].paid_until = Some(on("2026-06-01"));
        facts.accounts[0].defaulted_on = Some(on("2026-07-01"));
        facts.contracts[0].status = ContractStatus::Terminated;
        facts.contracts[0].balance = Balance::default();
        facts.contracts[0].ended_here = Some(EndedHere::WrittenOff);
        facts.held = Vec::new();
    })
}

pub(super) fn repossessed() -> Facts {
    let mut facts = written_off();
    facts.accounts[0].state = AccountState::Defaulted;
    facts.contracts[0].ended_here = Some(EndedHere::Repossessed);
    facts
}

/// Whether each row is of something new.
pub(super) fn are_created(results: &[RowResult]) -> bool {
    results.iter().all(|result| matches!(result, RowResult::Created { .. }))
}
