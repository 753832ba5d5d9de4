//! Two companies, and accounts to write off.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Date;
use domain::account::{AccountState, ContractStatus};
use domain::journal::chart::CHART;
use domain::money::AllocationOrder;
use jiff::ToSpan as _;
use serde_json::{Value, json};
use server::store::Store;
use server::store::portfolio::{
    AccountRow, ActionRow, ContractRow, CustomerRow, HeldRow, NewCompany, Portfolio,
};

use super::actor::Actor;
use super::server::{noon, today};

/// An account to be, with `contracts` of one kind.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) id: String,
    state: AccountState,
    status: ContractStatus,
    contracts: usize,
    default_days: Option<i64>,
    pending_days: Option<i64>,
    paid_until: Option<Date>,
    owes: [i64; 3],
    daily_rate: i64,
    customer: Option<(String, String)>,
    centre: usize,
}

impl Account {
    /// In default for so many days, with a repossession pending, as it should be.
    pub(crate) fn defaulted(id: &str, days: i64) -> Self {
        Self {
            id: id.to_owned(),
            state: AccountState::Defaulted,
            status: ContractStatus::Active,
            contracts: 1,
            default_days: Some(days),
            pending_days: Some(days),
            paid_until: None,
            owes: [100_000, 500, 8_000],
            daily_rate: 100,
            customer: None,
            centre: 0,
        }
    }

    /// In that state, without a default or anything pending.
    pub(crate) fn in_state(id: &str, state: AccountState, status: ContractStatus) -> Self {
        Self {
            id: id.to_owned(),
            state,
            status,
            contracts: 1,
            default_days: None,
            pending_days: None,
            paid_until: None,
            owes: [100_000, 500, 8_000],
            daily_rate: 100,
            customer: None,
            centre: 0,
        }
    }

    /// Has paid since the default; the repossession is still pending.
    pub(crate) fn paid_since(id: &str, days: i64) -> Self {
        Self { state: AccountState::Normal, ..Self::defaulted(id, days) }
    }

    /// Paid until that day.
    pub(crate) fn paid_until(self, day: &str) -> Self {
        Self { paid_until: Some(day.parse().unwrap()), ..self }
    }

    /// Each contract owes so much: principal, fees, tax; a day of it costs so much.
    pub(crate) fn owing(self, owes: [i64; 3], daily_rate: i64) -> Self {
        Self { owes, daily_rate, ..self }
    }

    pub(crate) fn with_contracts(self, contracts: usize) -> Self {
        Self { contracts, ..self }
    }

    /// In default for so many days, with nothing pending.
    pub(crate) fn defaulted_days(self, days: i64) -> Self {
        Self { default_days: Some(days), ..self }
    }

    /// Of a customer of that name and phone number.
    pub(crate) fn of(self, name: &str, phone: &str) -> Self {
        Self { customer: Some((name.to_owned(), phone.to_owned())), ..self }
    }

    /// Of the second fulfilment centre.
    pub(crate) fn elsewhere(self) -> Self {
        Self { centre: 1, ..self }
    }

    fn customer_row(&self, id: i64) -> CustomerRow {
        let named = || (format!("Customer of {}", self.id), String::new());
        let (name, phone) = self.customer.clone().unwrap_or_else(named);
        CustomerRow { id, name, class: "residential", phone, mail: String::new() }
    }

    /// So many accounts in default, from `N-0000` on.
    pub(crate) fn many(count: usize) -> Vec<Self> {
        (0..count).map(|number| Self::defaulted(&format!("N-{number:04}"), 100)).collect()
    }
}

pub(crate) async fn companies(store: &Store) {
    for (code, name, currency, minor_digits, time_zone) in [
        ("KE", "Sunrise Energy Kenya", "KES", 2, "Africa/Nairobi"),
        ("SN", "Soleil Levant Sénégal", "XOF", 0, "Africa/Dakar"),
    ] {
        let company = NewCompany {
            code,
            name,
            currency,
            minor_digits,
            time_zone,
            early_write_off_days: 90,
            default_after_days: 30,
            allocation_order: AllocationOrder::DEFAULT,
            late_days_forgiven: false,
            daily_run_hour: 2,
            ledger_accounts: &CHART,
            centres: &["Kisumu", "Nakuru"],
            products: &["Solar home system", "Lamp"],
        };
        store.add_company(&company, noon()).await.unwrap();
    }
}

/// Adds accounts; each contract owes 1,000.00, 5.00 and 80.00, and holds a system and three lamps.
pub(crate) async fn add(store: &Store, company: i64, accounts: &[Account]) {
    let keys = store.company_keys(company).await.unwrap();
    let mut last = keys.last;
    let mut part = Portfolio::default();
    let day = |days: i64| today().saturating_sub(days.days()).to_string();
    for account in accounts {
        last.customer += 1;
        part.customers.push(account.customer_row(last.customer));
        part.accounts.push(AccountRow {
            account_id: account.id.clone(),
            customer: last.customer,
            centre: keys.centres[account.centre].0,
            state: account.state.code(),
            paid_until: account.paid_until.map(|day| day.to_string()),
            defaulted_on: account.default_days.map(day),
            credit: 0,
            deposit: 0,
        });
        for _ in 0..account.contracts {
            last.contract += 1;
            let (id, status, class) = (account.id.clone(), account.status.code(), "standard");
            let row = ContractRow {
                id: last.contract,
                account: id,
                status,
                write_off_debt_class: class,
                signed_on: day(400),
                price: 200_000,
                daily_rate: account.daily_rate,
                paid: 91_500,
                principal_balance: account.owes[0],
                fees_balance: account.owes[1],
                tax_balance: account.owes[2],
            };
            part.contracts.push(row);
            part.held.push(HeldRow {
                contract: last.contract,
                product: keys.products[0],
                quantity: 1,
            });
            part.held.push(HeldRow {
                contract: last.contract,
                product: keys.products[1],
                quantity: 3,
            });
        }
        if let Some(days) = account.pending_days {
            last.action += 1;
            let since = day(days);
            let created = format!("{since}T02:00:00.000Z");
            let row = ActionRow {
                id: last.action,
                account: account.id.clone(),
                status: "pending",
                defaulted_on: since,
                created_at: created,
                done_at: None,
            };
            part.actions.push(row);
        }
    }
    let began = day(365);
    part.open_journal(&began, &format!("{began}T02:00:00.000Z"));
    store.add_portfolio(company, &part, noon()).await.unwrap();
}

/// What the page sends to write off a file: what it asked for and was told before.
pub(crate) async fn submission(actor: &Actor<'_>, file: &str) -> Value {
    let accounts: Vec<&str> = file.lines().collect();
    let facts = actor.post("/api/bulk-write-offs/facts", &json!({ "accounts": accounts })).await;
    assert_eq!(facts.status, 200, "{}", facts.json());
    let seen: Vec<Value> = facts.json()["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|facts| {
            let standing = &facts["standing"];
            let defaulted = standing["state"] == "defaulted"
                || !standing["repossession_pending_since"].is_null();
            defaulted && standing["contracts"] != json!([])
        })
        .map(|facts| json!({ "account": facts["account"], "standing": facts["standing"] }))
        .collect();
    json!({ "file_name": "defaults.csv", "file": STANDARD.encode(file), "seen": seen })
}
