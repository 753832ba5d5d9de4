//! What the page says of an account.

use domain::account::{
    AccountState, ActiveContract, ContractId, ContractStatus, Held, ProductId, Quantity, Standing,
};
use domain::account_history::history;
use domain::actions::{ActionStatus, ActionType};
use domain::api::{
    AccountReply, ActionRecord, AttemptRecord, Centre, ContractProduct, ContractRecord, Customer,
    OperationLink, PaymentPart, PaymentRecord, RepossessionLine, RepossessionRecord,
    WriteOffMethod, WriteOffRecord,
};
use domain::failed_attempt::AttemptReason;
use domain::language::Language;
use domain::money::{Balance, Money};
use domain::payments::{Channel, PartOf};
use domain::repossession::ProductCondition;
use domain::role::Role;
use domain::{AccountId, Date};
use leptos::prelude::IntoAny as _;

use super::page::page;
use super::tools::Tools;
use crate::components::rendered;
use crate::session::state_tests::person;

pub(super) fn balance() -> Balance {
    Balance {
        principal: Money::from_minor(1_120_000),
        fees: Money::ZERO,
        tax: Money::from_minor(8_000),
    }
}

/// In default for a hundred days, with a repossession pending that was tried twice.
pub(super) fn defaulted() -> AccountReply {
    let defaulted_on = Date::constant(2026, 8, 13);
    let promised = Some(Date::constant(2026, 9, 10));
    with_history(AccountReply {
        today: Date::constant(2026, 11, 21),
        account: AccountId::parse("KE-1").unwrap(),
        state: AccountState::Defaulted,
        paid_until: Some(Date::constant(2026, 7, 14)),
        credit: Money::from_minor(3_000),
        deposit: Money::ZERO,
        lost: Balance::default(),
        recovered: Balance::default(),
        days_since_default: Some(100),
        customer: Customer {
            name: "Achieng <b>Odhiambo</b>".to_owned(),
            class: "residential".to_owned(),
            phone: "+254 712 345 678".to_owned(),
        },
        other_accounts: vec![AccountId::parse("KE-2").unwrap()],
        centre: Centre { id: 1, name: "Kisumu".to_owned() },
        standing: Standing {
            collection: None,
            state: AccountState::Defaulted,
            defaulted_on: Some(defaulted_on),
            repossession_pending_since: Some(defaulted_on),
            contracts: vec![ActiveContract {
                id: ContractId(22),
                balance: balance(),
                held: vec![Held { product: ProductId(5), quantity: Quantity(3) }],
            }],
        },
        balance: balance(),
        contracts: vec![contract(22, ContractStatus::Active, balance(), (3, 0, 0))],
        payments: vec![payment()],
        channels: vec![Channel::MobileMoney, Channel::Cash],
        payments_in_all: 1,
        actions: vec![action(ActionStatus::Pending)],
        failed_attempts_since_default: 2,
        attempts: vec![
            attempt(2, AttemptReason::PromisedToPay, promised),
            attempt(1, AttemptReason::CustomerAbsent, None),
        ],
        repossessions: Vec::new(),
        history: Vec::new(),
    })
}

pub(super) fn payment() -> PaymentRecord {
    let day = Date::constant(2026, 7, 1);
    PaymentRecord {
        number: 1,
        id: "MP1".to_owned(),
        account: AccountId::parse("KE-1").unwrap(),
        paid_on: day,
        booked_on: day,
        amount: Money::from_minor(5_000),
        channel: Channel::MobileMoney,
        recorded_at: "2026-07-01T10:00:00.000Z".to_owned(),
        recorded_by: None,
        recovery: false,
        before_write_off: false,
        reversed_on: None,
        parts: vec![PaymentPart {
            contract: ContractId(22),
            of: PartOf::Balance,
            amount: Balance { principal: Money::from_minor(5_000), ..Balance::default() },
        }],
        deposit: Money::ZERO,
        days: 1,
        paid_until: Some(Date::constant(2026, 7, 14)),
    }
}

fn attempt(number: i64, reason: AttemptReason, promised_on: Option<Date>) -> AttemptRecord {
    AttemptRecord {
        number,
        account: AccountId::parse("KE-1").unwrap(),
        action: 7,
        attempted_on: Date::constant(2026, 9, 1),
        reason,
        promised_on,
        note: Some("moved to <Nakuru>".to_owned()),
        recorded_by: "D. Kiptoo".to_owned(),
        recorded_at: "2026-09-01T10:00:00.000Z".to_owned(),
    }
}

pub(super) fn action(status: ActionStatus) -> ActionRecord {
    ActionRecord {
        number: 7,
        kind: ActionType::Repossession,
        status,
        task: None,
        process: None,
        defaulted_on: Date::constant(2026, 8, 13),
        created_at: "2026-08-13T02:00:00.000Z".to_owned(),
        done_at: (status == ActionStatus::Done).then(|| "2026-11-20T09:00:00.000Z".to_owned()),
    }
}

fn contract(
    number: i64,
    status: ContractStatus,
    balance: Balance,
    (held, returned, lost): (u32, u32, u32),
) -> ContractRecord {
    ContractRecord {
        id: ContractId(number),
        status,
        write_off_debt_class: "standard".to_owned(),
        signed_on: Date::constant(2025, 10, 17),
        price: Money::from_minor(2_000_000),
        daily_rate: Money::from_minor(4_500),
        paid: Money::from_minor(5_000),
        balance,
        cu_numbers: vec!["CU0001".to_owned()],
        products: vec![ContractProduct {
            product: ProductId(5),
            name: "LED lamp".to_owned(),
            delivered: held + returned + lost,
            held,
            returned,
            lost,
        }],
    }
}

/// Written off, personally or by an operation.
pub(super) fn written_off(operation: Option<OperationLink>) -> AccountReply {
    let before = defaulted();
    let standing = Standing {
        collection: None,
        state: AccountState::Inactive,
        repossession_pending_since: None,
        contracts: Vec::new(),
        ..before.standing.clone()
    };
    let method = if operation.is_some() { WriteOffMethod::Bulk } else { WriteOffMethod::Personal };
    let record = RepossessionRecord {
        number: 3,
        account: before.account.clone(),
        date: Date::constant(2026, 11, 20),
        completed_by: Some("F. Ngendo".to_owned()),
        recorded_by: Some("A. Wanjiku".to_owned()),
        recorded_at: "2026-11-20T09:00:00.000Z".to_owned(),
        cu_number: None,
        product_condition: ProductCondition::NothingRecovered,
        lines: vec![RepossessionLine {
            contract: ContractId(22),
            product: ProductId(5),
            name: "LED lamp".to_owned(),
            held: Quantity(3),
            returned: Quantity(0),
        }],
        write_off: Some(WriteOffRecord { method, operation, process: None, amount: balance() }),
    };
    with_history(AccountReply {
        state: AccountState::Inactive,
        standing,
        balance: Balance::default(),
        contracts: vec![
            contract(21, ContractStatus::Finished, Balance::default(), (2, 0, 0)),
            contract(22, ContractStatus::Terminated, Balance::default(), (0, 0, 3)),
        ],
        actions: vec![action(ActionStatus::Done)],
        repossessions: vec![record],
        ..before
    })
}

fn with_history(mut account: AccountReply) -> AccountReply {
    account.history = history(&account);
    account
}

pub(super) fn shown(account: &AccountReply, role: Role, language: Language) -> String {
    let mut person = person("wanjiku");
    person.role = role;
    rendered(|| page(account, &person, language, Tools::new(), &|| ().into_any()))
}

pub(super) fn assert_has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn an_account_in_default_says_how_it_stands_and_what_is_to_be_done() {
    let html = shown(&defaulted(), Role::FieldTechnician, Language::En);
    assert_has(
        &html,
        &[
            "data-testid=\"account-state\" data-state=\"defaulted\" class=\"state\">Defaulted</span>",
            "since 13 Aug 2026",
            "Achieng &lt;b&gt;Odhiambo&lt;/b&gt;",
            "<dt>Days since default</dt><dd>100</dd>",
            "<dd>KES\u{a0}11,280.00</dd>",
            "Principal\u{a0}11,200.00 · Tax\u{a0}80.00",
            "<dt>With the customer</dt><dd>3</dd>",
            "Pending since the default of 13 Aug 2026.",
            "2\u{a0}attempts have failed: customer absent, promised to pay.",
            "data-testid=\"record-repossession\" href=\"/accounts/KE-1/repossession\" class=\"button primary\"",
            "data-testid=\"record-failed-attempt\" href=\"/accounts/KE-1/failed-attempt\"",
            "data-testid=\"contract-status\" data-state=\"active\" class=\"state\">Active</span>",
            "KES\u{a0}50.00 of KES\u{a0}20,000.00",
            "<td role=\"cell\">3</td><td role=\"cell\">3</td>\
             <td role=\"cell\" class=\"zero\">0</td><td role=\"cell\" class=\"zero\">0</td>",
            "promised to pay by 10 Sep 2026",
            "moved to &lt;Nakuru&gt;",
            "href=\"/accounts/KE-2\"",
            "href=\"tel:+254712345678\"",
            "Mobile money · MP1 · Another system",
            "<span class=\"amount\">50.00</span>",
            "<small>contract\u{a0}22: principal\u{a0}50.00</small>",
            "<small>1\u{a0}day, until 14 Jul 2026</small>",
            "<dt>Daily rate</dt><dd>KES\u{a0}45.00</dd>",
            "<dt>Credit</dt><dd>KES\u{a0}30.00</dd>",
        ],
    );
    assert!(!html.contains("id=\"repossessions\""), "{html}");
}

#[test]
fn who_may_not_record_is_told_who_may() {
    let html = shown(&defaulted(), Role::Basic, Language::En);
    assert!(!html.contains("record-repossession"), "{html}");
    assert_has(&html, &["It can be recorded by: Admin, Sales, Field Technician,"]);
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Basic) {
        assert!(shown(&defaulted(), role, Language::Fr).contains("record-repossession"));
    }
}

#[test]
fn what_cannot_be_recorded_says_why() {
    let mut account = defaulted();
    account.standing.contracts.clear();
    let html = shown(&account, Role::Admin, Language::En);
    assert!(!html.contains("record-repossession"), "{html}");
    assert_has(&html, &["It cannot be recorded: account has already been terminated."]);
}

#[test]
fn a_personal_write_off_says_who_and_how() {
    let html = shown(&written_off(None), Role::Basic, Language::En);
    assert_has(
        &html,
        &[
            "data-state=\"inactive\" class=\"state\">Inactive</span>",
            "Nothing is pending on this account.",
            "repossession, done on 2026-11-20T09:00:00.000Z",
            "Written off on 20 Nov 2026",
            "data-method=\"personal\">Personal, on the repossession form</dd>",
            "<dt>Completed by</dt><dd>F. Ngendo</dd>",
            "2026-11-20T09:00:00.000Z, by A. Wanjiku",
            "<dd>nothing recovered</dd>",
            "data-state=\"terminated\" class=\"state\">Terminated</span>",
            "data-testid=\"history-entry\" data-what=\"written_off\"",
        ],
    );
    let contracts = html.split("id=\"contracts\"").nth(1).unwrap();
    assert!(contracts.find("Contract 22") < contracts.find("Contract 21"), "{contracts}");
}

#[test]
fn a_bulk_write_off_leads_to_its_operation_for_those_who_may_see_it() {
    let account = written_off(Some(OperationLink { id: "9b2e".to_owned(), number: 3 }));
    let link = "href=\"/bulk-write-offs/9b2e\">Bulk write-off no. 3</a>";
    let admin = shown(&account, Role::Admin, Language::En);
    assert_eq!(admin.matches(link).count(), 2, "at the write-off and in the history: {admin}");
    let sales = shown(&account, Role::Sales, Language::En);
    assert!(!sales.contains("/bulk-write-offs/"), "{sales}");
    assert_has(&sales, &["data-method=\"bulk\">Bulk write-off no. 3</dd>"]);
}

#[test]
fn each_state_says_what_it_means() {
    for (state, said) in [
        (AccountState::PendingActivation, "Nothing has been handed over yet"),
        (AccountState::Normal, "Paid until 14 Jul 2026"),
        (AccountState::Late, "Paid until 14 Jul 2026"),
        (AccountState::Defaulted, "since 13 Aug 2026"),
        (AccountState::Finished, "Everything is paid"),
        (AccountState::Inactive, "No contract is in force"),
    ] {
        let html = shown(&AccountReply { state, ..defaulted() }, Role::Basic, Language::En);
        assert_has(&html, &[said]);
    }
}

#[test]
fn what_is_long_is_folded() {
    let mut account = defaulted();
    let payment = account.payments[0].clone();
    account.payments = vec![payment; 100];
    account.payments_in_all = 120;
    let html = shown(&with_history(account), Role::Basic, Language::En);
    assert_has(&html, &["Show 95 more", "The latest 100 of 120 payments."]);
    assert_has(&html, &["Show 94 more"]);
}

#[test]
fn who_may_records_payments_and_takes_back_what_is_not_taken_back_yet() {
    let account = defaulted();
    let html = shown(&account, Role::BackOfficeManagement, Language::En);
    assert_has(&html, &["data-testid=\"record-payment\"", "data-testid=\"reverse-payment\""]);
    let others = shown(&account, Role::FieldManagement, Language::En);
    assert!(!others.contains("record-payment") && !others.contains("reverse-payment"));
    let reversed = PaymentRecord {
        reversed_on: Some(Date::constant(2026, 7, 3)),
        recovery: true,
        ..payment()
    };
    let account = AccountReply { payments: vec![reversed], ..account };
    let html = shown(&account, Role::Admin, Language::En);
    assert_has(&html, &["reversed on 3 Jul 2026", "data-testid=\"recovery\""]);
    assert!(!html.contains("reverse-payment"), "{html}");
}

#[test]
fn what_was_written_off_stands_beside_what_came_in_and_what_is_left() {
    let account = AccountReply {
        lost: balance(),
        recovered: Balance { principal: Money::from_minor(20_000), ..Balance::default() },
        deposit: Money::from_minor(700),
        ..written_off(None)
    };
    let html = shown(&account, Role::Admin, Language::En);
    assert_has(
        &html,
        &[
            "<dt>Lost</dt><dd>KES\u{a0}11,280.00</dd>",
            "<dt>Recovered</dt><dd>KES\u{a0}200.00</dd>",
            "<dt>Left to recover</dt><dd>KES\u{a0}11,080.00</dd>",
            "<dt>Deposit</dt><dd>KES\u{a0}7.00</dd>",
        ],
    );
}

#[test]
fn that_the_customer_has_paid_is_said_of_a_pending_repossession() {
    let before = defaulted();
    assert!(!shown(&before, Role::Admin, Language::En).contains("customer-has-paid"));
    let paid = AccountReply {
        state: AccountState::Normal,
        paid_until: Some(Date::constant(2026, 11, 21)),
        ..before
    };
    let html = shown(&paid, Role::Admin, Language::En);
    assert_has(&html, &["data-testid=\"customer-has-paid\"", "customer has paid"]);
}
