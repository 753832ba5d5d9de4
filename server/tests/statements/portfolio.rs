//! A company with nothing but accounts in default.

use domain::journal::chart::CHART;
use domain::money::AllocationOrder;
use domain::role::Role;
use domain::write_off_process::DayCount;
use domain::write_off_process::settings::{
    Condition, Control, Criterion, DebtClass, EventKind, EventType, Template, TemplateEvent,
    WriteOffSettings,
};
use jiff::Timestamp;
use server::database_location::Location;
use server::ids::IdSource;
use server::store::portfolio::{
    AccountRow, ActionRow, ContractRow, CustomerRow, HeldRow, NewCompany, Portfolio,
};
use server::store::{AddUserResult, NewUser, Store};

pub(crate) fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

/// A store with an Admin, and so many accounts: `N-0001` and those after it, with one contract each.
pub(crate) async fn filled(database: Location, accounts: i64) -> Store {
    let store = server::store::open(&database.into(), &IdSource::system()).await.unwrap();
    let company = NewCompany {
        code: "KE",
        name: "Sunrise Energy Kenya",
        currency: "KES",
        minor_digits: 2,
        time_zone: "Africa/Nairobi",
        early_write_off_days: 90,
        default_after_days: 30,
        allocation_order: AllocationOrder::DEFAULT,
        late_days_forgiven: false,
        daily_run_hour: 2,
        ledger_accounts: &CHART,
        centres: &["Kisumu"],
        products: &["Lamp"],
    };
    store.add_company(&company, now()).await.unwrap();
    let admin = NewUser {
        user_name: "admin".to_owned(),
        name: "Admin".to_owned(),
        role: Role::Admin,
        password_hash: "$argon2id$".to_owned(),
    };
    assert!(matches!(store.add_user("KE", &admin, now()).await.unwrap(), AddUserResult::Added(_)));
    store.add_portfolio(1, &accounts_in_default(accounts), now()).await.unwrap();
    store.set_up_write_offs(1, &settings(), now()).await.unwrap().unwrap();
    store
}

/// One control, whose template writes off after sixty days.
fn settings() -> WriteOffSettings {
    let (code, name) = ("std".to_owned(), "Standard".to_owned());
    let event = TemplateEvent { event_type: code.clone(), days_after: 60 };
    let when = Condition::Default;
    WriteOffSettings {
        debt_classes: vec![DebtClass { code: "standard".to_owned(), name: name.clone() }],
        event_types: vec![EventType {
            code: code.clone(),
            name: name.clone(),
            may_be_skipped: false,
            does: EventKind::WriteOff,
        }],
        templates: vec![Template {
            code: code.clone(),
            name: name.clone(),
            days: DayCount::Calendar,
            events: vec![event],
        }],
        controls: vec![Control {
            code: code.clone(),
            name,
            debt_class: "standard".to_owned(),
            criteria: vec![Criterion { priority: 1, when, template: code }],
        }],
        ..WriteOffSettings::default()
    }
}

fn accounts_in_default(accounts: i64) -> Portfolio {
    let mut part = Portfolio::default();
    for number in 1..=accounts {
        let (id, day) = (format!("N-{number:04}"), "2026-01-01".to_owned());
        part.customers.push(CustomerRow {
            id: number,
            name: id.clone(),
            class: "residential",
            phone: String::new(),
            mail: String::new(),
        });
        part.accounts.push(AccountRow {
            account_id: id.clone(),
            customer: number,
            centre: 1,
            state: "defaulted",
            paid_until: None,
            defaulted_on: Some(day.clone()),
            credit: 0,
            deposit: 0,
        });
        part.contracts.push(ContractRow {
            id: number,
            account: id.clone(),
            status: "active",
            write_off_debt_class: "standard",
            signed_on: day.clone(),
            price: 100,
            daily_rate: 1,
            paid: 0,
            principal_balance: 90,
            fees_balance: 2,
            tax_balance: 8,
        });
        part.held.push(HeldRow { contract: number, product: 1, quantity: 2 });
        part.actions.push(ActionRow {
            id: number,
            account: id,
            status: "pending",
            defaulted_on: day.clone(),
            created_at: format!("{day}T02:00:00.000Z"),
            done_at: None,
        });
    }
    part.open_journal("2026-01-01", "2026-01-01T02:00:00.000Z");
    part
}
