//! Times the daily run over due events of write-off processes, as many and ten times as many.
//!
//! `bench_processes FOLDER FEW MANY`: for each number fills an embedded database with so many accounts in
//! default, has a run open a process for each, whose one event is due the day after, and makes that
//! day's run: a quarter each of letters, credit scores, referrals and write-offs. Prints
//! `{"few": {"events": …, "ms": …, "per_second": …}, "many": {…}}`. Fails where an event was not done.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use domain::Date;
use domain::journal::chart::CHART;
use domain::money::AllocationOrder;
use domain::write_off_process::settings::WriteOffSettings;
use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value, json};
use server::clock::Clock;
use server::database_location::Location;
use server::ids::IdSource;
use server::store::portfolio::{
    AccountRow, ContractRow, CustomerRow, HeldRow, NewCompany, Portfolio,
};
use server::store::{self, Store};

type AnyError = Box<dyn Error + Send + Sync>;

/// The kinds of events: each has a debt class, a template and a control of its own.
const KINDS: [&str; 4] = ["letter", "score", "refer", "write-off"];

/// The day on which processes are opened; their events are due on the next one.
const OPENED_ON: Date = jiff::civil::date(2026, 11, 21);

const DEFAULTED_ON: &str = "2026-06-01";

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(few), Some(many)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("bench_processes FOLDER FEW MANY".into());
    };
    let few = measured(Path::new(&folder), few.parse()?).await?;
    let many = measured(Path::new(&folder), many.parse()?).await?;
    writeln!(std::io::stdout(), "{}", json!({ "few": few, "many": many }))?;
    Ok(())
}

/// Makes a run with so many due events.
async fn measured(folder: &Path, events: i64) -> Result<Value, AnyError> {
    let location = Location::Sqlite(folder.join(format!("{events}.db")));
    let store = store::open(&location.into(), &IdSource::system()).await?;
    fill(&store, events).await?;
    let companies = store.companies_of_runs().await?;
    let company = companies.first().ok_or("no company")?;
    let clock = Clock::from_fn(now);
    let opened = store.run_day(company, OPENED_ON, &clock).await?;
    let began = Instant::now();
    let done = store.run_day(company, OPENED_ON.checked_add(1.day())?, &clock).await?;
    let took = began.elapsed().as_secs_f64();
    store.close().await;
    let expected = u64::try_from(events)?;
    if (opened.processes, done.events, done.failures) != (expected, expected, 0) {
        return Err(format!("{opened:?} and {done:?} of {events} events").into());
    }
    let per_second = f64::from(u32::try_from(events)?) / took;
    Ok(json!({ "events": events, "ms": [took * 1_000.0], "per_second": per_second.round() }))
}

/// Noon of the second day in Nairobi.
fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
        .checked_add(20_779_i64.saturating_mul(24).saturating_add(9).hours())
        .unwrap_or_default()
}

async fn fill(store: &Store, accounts: i64) -> Result<(), AnyError> {
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
    store.add_company(&company, now()).await?;
    store.add_portfolio(1, &in_default(accounts), now()).await?;
    let settings: WriteOffSettings = serde_json::from_value(settings())?;
    store.set_up_write_offs(1, &settings, now()).await?.map_err(|faults| format!("{faults:?}"))?;
    Ok(())
}

fn settings() -> Value {
    let named = |code: &str| json!({ "code": code, "name": code });
    let does = |code: &str| match code {
        "letter" => json!({
            "kind": "notice", "channel": "letter", "subject": "Account {account}",
            "text": "{customer} owes {amount} to {company}.",
        }),
        "score" => json!({ "kind": "credit_score", "points": -50 }),
        "refer" => json!({ "kind": "refer_to_agency" }),
        _ => json!({ "kind": "write_off" }),
    };
    let event_type = |code: &str| json!({ "code": code, "name": code, "may_be_skipped": false, "does": does(code) });
    let template = |code: &str| {
        json!({
            "code": code, "name": code, "days": "calendar",
            "events": [{ "event_type": code, "days_after": 1 }],
        })
    };
    let control = |code: &str| {
        json!({
            "code": code, "name": code, "debt_class": code,
            "criteria": [{ "priority": 1, "when": "default", "template": code }],
        })
    };
    json!({
        "small_balance_limit": 0,
        "grace_days": 30,
        "opens_by_itself": true,
        "holidays": [],
        "debt_classes": KINDS.map(named),
        "event_types": KINDS.map(event_type),
        "templates": KINDS.map(template),
        "controls": KINDS.map(control),
        "agencies": [named("north"), named("south")],
    })
}

/// So many accounts in default, with one contract each.
fn in_default(accounts: i64) -> Portfolio {
    let mut part = Portfolio::default();
    for (number, kind) in std::iter::zip(1..=accounts, KINDS.into_iter().cycle()) {
        let account_id = format!("N-{number:07}");
        part.customers.push(CustomerRow {
            id: number,
            name: format!("Customer of {account_id}"),
            class: "residential",
            phone: String::new(),
            mail: String::new(),
        });
        part.accounts.push(AccountRow {
            account_id: account_id.clone(),
            customer: number,
            centre: 1,
            state: "defaulted",
            paid_until: None,
            defaulted_on: Some(DEFAULTED_ON.to_owned()),
            credit: 0,
            deposit: 0,
        });
        part.contracts.push(ContractRow {
            id: number,
            account: account_id,
            status: "active",
            write_off_debt_class: kind,
            signed_on: "2025-06-01".to_owned(),
            price: 200_000,
            daily_rate: 100,
            paid: 91_500,
            principal_balance: 100_000,
            fees_balance: 500,
            tax_balance: 8_000,
        });
        part.held.push(HeldRow { contract: number, product: 1, quantity: 2 });
    }
    part.open_journal(DEFAULTED_ON, &format!("{DEFAULTED_ON}T02:00:00.000Z"));
    part
}
