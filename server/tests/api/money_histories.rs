//! Random histories of payments, reversals, days, defaults, repossessions and write-offs over HTTP,
//! compared step by step with the reference model of the rules.

use std::collections::BTreeMap;

use domain::Date;
use domain::account::{AccountState, ContractStatus};
use domain::journal::LedgerAccount;
use domain::money::Component;
use domain::payments::Channel;
use jiff::{SignedDuration, ToSpan as _};
use serde_json::{Value, json};
use server::clock::date_in;
use server::daily_run::run_what_is_due;
use uuid::Uuid;

use super::payments::{assert_whole, pay, reverse};
use super::repossession;
use crate::support::{Account, Actor, TestServer, submission};
use model::{Contract, Model};
use paying::Record;
use sums::Sums;

#[path = "../../../domain/tests/money_model/model.rs"]
#[expect(dead_code, reason = "of the model, some is only for the rules alone")]
mod model;
#[path = "../../../domain/tests/money_model/paying.rs"]
#[expect(dead_code, reason = "of the model, some is only for the rules alone")]
mod paying;
#[path = "../../../domain/tests/money_model/sums.rs"]
#[expect(dead_code, reason = "of the model, some is only for the rules alone")]
mod sums;

const HISTORIES: u64 = 300;
const STEPS: u64 = 8;

/// Histories that share their days.
const AT_ONCE: u64 = 20;

/// What a returned system is worth.
const WORTH: i64 = 40;

/// A low threshold: each day that passes is a run.
const DEFAULT_AFTER_DAYS: i64 = 4;

/// Numbers that look random, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn amount(&mut self, limit: u64) -> i64 {
        i64::try_from(self.below(limit)).unwrap()
    }
}

struct History<'a> {
    /// Signed in anew as days pass.
    admin: Actor<'a>,
    account: String,
    model: Model,
    /// The day on which the history begins: number 0 of the model.
    first: Date,
    today: i64,
    payments: Vec<Option<Record>>,
    booked: BTreeMap<(LedgerAccount, Option<i64>), i128>,
}

#[tokio::test]
async fn histories_go_as_the_model_says() {
    let server = TestServer::start().await;
    let value = format!("INSERT INTO product_value VALUES (1, 'used', {WORTH})");
    let threshold =
        format!("UPDATE operating_company SET default_after_days = {DEFAULT_AFTER_DAYS}");
    for statement in [value, threshold] {
        server.execute(&statement).await.unwrap();
    }
    let mut seen = BTreeMap::new();
    for group in 0..HISTORIES / AT_ONCE {
        let mut random = Random(group * 7_919 + 104_729);
        let mut histories = Vec::new();
        for number in group * AT_ONCE..(group + 1) * AT_ONCE {
            histories.push(History::begin(&server, number, &mut random).await);
        }
        for _ in 0..STEPS {
            for history in &mut histories {
                let step = history.step(&mut random).await;
                *seen.entry(step).or_insert(0_u32) += 1;
            }
            compare(&server, &histories).await;
            pass(&server, &mut histories, random.amount(4)).await;
        }
        compare(&server, &histories).await;
        compare_journal(&server, &histories).await;
    }
    for step in ["paid", "refused", "recovered", "reversed", "repossessed", "written off"] {
        assert!(seen.get(step).is_some_and(|count| *count > 20), "{step}: {seen:?}");
    }
    assert_whole(&server).await;
}

/// Lets days pass for all: the run of each is made.
async fn pass<'a>(server: &'a TestServer, histories: &mut [History<'a>], days: i64) {
    server.pass(SignedDuration::from_hours(24 * days));
    run_what_is_due(&server.store, &server.clock()).await.unwrap();
    for history in histories {
        for _ in 0..days {
            history.today += 1;
            history.model.run(history.today);
        }
        history.admin = server.admin().await;
    }
}

/// Accounts, contracts and losses are what the models say.
async fn compare(server: &TestServer, histories: &[History<'_>]) {
    let mut expected: Vec<String> = histories.iter().flat_map(History::lines).collect();
    let accounts = format!(
        "SELECT concat_ws(' ', account_id, state, coalesce(CAST(paid_until AS text), '-'),
                          coalesce(CAST(defaulted_on AS text), '-'), credit, deposit)
           FROM account WHERE account_id IN ({0})
          UNION ALL
         SELECT concat_ws(' ', account, contract.id, status, paid - 91500, principal_balance,
                          fees_balance, tax_balance, coalesce(principal, 0), coalesce(fees, 0),
                          coalesce(tax, 0), coalesce(recovered_principal, 0),
                          coalesce(recovered_fees, 0), coalesce(recovered_tax, 0))
           FROM contract LEFT JOIN contract_loss ON contract_loss.contract = contract.id
          WHERE account IN ({0})",
        names(histories)
    );
    let mut found = server.texts(&accounts).await;
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

/// What was booked of the accounts is what the models say, by ledger account and contract.
async fn compare_journal(server: &TestServer, histories: &[History<'_>]) {
    let moved = |side: &str, sign: &str| {
        format!(
            "SELECT account, {side} AS role, coalesce(contract, 0) AS contract,
                    {sign}amount AS amount
               FROM journal_posting JOIN journal_entry ON journal_entry.id = entry
              WHERE account IN ({})",
            names(histories)
        )
    };
    let query = format!(
        "SELECT concat_ws(' ', account, role, contract, sum(amount)) FROM ({} UNION ALL {}) AS moved
          GROUP BY account, role, contract HAVING sum(amount) <> 0",
        moved("debit", ""),
        moved("credit", "-")
    );
    let mut found = server.texts(&query).await;
    let mut expected: Vec<String> = histories
        .iter()
        .flat_map(|history| {
            let moved = history.booked.iter().filter(|(_, amount)| **amount != 0);
            moved.map(|((role, contract), amount)| {
                let contract = contract.unwrap_or(0);
                format!("{} {} {contract} {amount}", history.account, role.code())
            })
        })
        .collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

fn names(histories: &[History<'_>]) -> String {
    let names: Vec<String> =
        histories.iter().map(|history| format!("'{}'", history.account)).collect();
    names.join(", ")
}

impl<'a> History<'a> {
    async fn begin(server: &'a TestServer, number: u64, random: &mut Random) -> Self {
        let owes = [60 + random.amount(300), random.amount(20), random.amount(40)];
        let rate = 10 + random.amount(40);
        let first = today(server);
        let account = format!("M-{number:03}");
        let contracts = 1 + usize::try_from(random.below(2)).unwrap();
        let new = Account::in_state(&account, AccountState::Normal, ContractStatus::Active);
        let new = new.with_contracts(contracts).owing(owes, rate).paid_until(&first.to_string());
        server.add(&[new]).await;
        let ids = format!(
            "SELECT CAST(id AS text) FROM contract WHERE account = '{account}' ORDER BY contract.id"
        );
        let [principal, fees, tax] = owes.map(i128::from);
        let contract = |id: String| Contract {
            id: id.parse().unwrap(),
            status: ContractStatus::Active,
            rate: i128::from(rate),
            paid: 0,
            owed: model::Amounts { principal, fees, tax },
            loss: None,
        };
        let model = Model {
            order: [Component::Fees, Component::Tax, Component::Principal],
            late_days_forgiven: false,
            default_after_days: DEFAULT_AFTER_DAYS,
            state: AccountState::Normal,
            paid_until: Some(0),
            credit: 0,
            deposit: 0,
            contracts: server.texts(&ids).await.into_iter().map(contract).collect(),
            defaulted_on: None,
            repossession_pending_since: None,
            written_off_on: None,
        };
        let (admin, booked) = (server.admin().await, BTreeMap::new());
        Self { admin, account, model, first, today: 0, payments: Vec::new(), booked }
    }

    fn date(&self, day: i64) -> Date {
        self.first.checked_add(day.days()).unwrap()
    }

    async fn step(&mut self, random: &mut Random) -> &'static str {
        match random.below(9) {
            0..=4 => self.pay(1 + random.amount(150), random.amount(3)).await,
            5 | 6 => self.reverse(random.below(8)).await,
            7 => self.end(1).await,
            _ => self.end(0).await,
        }
    }

    async fn pay(&mut self, amount: i64, days_ago: i64) -> &'static str {
        let paid_on = self.today - days_ago;
        let payment = json!({
            "account": self.account,
            "paid_on": self.date(paid_on).to_string(),
            "amount": amount,
            "channel": "cash",
        });
        let id = format!("{}-{}", self.account, self.payments.len());
        let reply = pay(&self.admin, &id, &payment).await;
        self.payments.push(None);
        if let Some(code) = self.model.refusal(i128::from(amount), paid_on, self.today) {
            let problem = reply.assert_problem(422, "invalid_request");
            assert_eq!(problem["errors"][0]["code"], code);
            return "refused";
        }
        let reply = reply.json();
        let paid = self.model.pay(i128::from(amount), Channel::Cash, paid_on, self.today);
        assert_eq!(reply["recovery"], paid.recovery, "{reply}");
        assert_eq!(reply["before_write_off"], paid.before_write_off, "{reply}");
        assert_eq!(reply["days"], paid.record.days, "{reply}");
        self.book(&paid.booked);
        *self.payments.last_mut().unwrap() = Some(paid.record);
        if paid.recovery { "recovered" } else { "paid" }
    }

    /// Takes one of the payments back, if it was not yet.
    async fn reverse(&mut self, which: u64) -> &'static str {
        let places = u64::try_from(self.payments.len()).unwrap();
        let Some(place) = which.checked_rem(places) else { return "nothing" };
        let place = usize::try_from(place).unwrap();
        let Some(record) = self.payments[place].take() else { return "nothing" };
        let reply = reverse(&self.admin, &format!("{}-{place}", self.account)).await;
        assert_eq!(reply.status, 201, "{}", reply.json());
        let reversed = self.model.reverse(&record, self.today);
        self.book(&reversed.booked);
        "reversed"
    }

    /// A repossession in which the systems come back, or a write-off.
    async fn end(&mut self, came_back: u32) -> &'static str {
        if !self.model.is_eligible() {
            return "nothing";
        }
        let account = &self.account;
        let id = Uuid::now_v7();
        let contracts = i64::try_from(self.model.active().count()).unwrap();
        if came_back == 0 {
            let mut body = submission(&self.admin, account).await;
            body["early_acknowledged"] = json!(true);
            let reply = self.admin.put(&format!("/api/bulk-write-offs/{id}"), &body).await;
            assert_eq!(reply.json()["summary"]["written_off"], 1, "{}", reply.json());
        } else {
            let page = self.admin.get(&format!("/api/accounts/{account}")).await.json();
            let body = returned(&self.admin, &page, &self.date(self.today).to_string()).await;
            let reply = self.admin.put(&format!("/api/repossessions/{id}"), &body).await;
            assert_eq!(reply.status, 201, "{}", reply.json());
        }
        let ended = self.model.end(came_back, i128::from(WORTH * contracts), self.today);
        self.book(&ended.booked);
        if came_back == 0 { "written off" } else { "repossessed" }
    }

    fn book(&mut self, sums: &Sums) {
        for account in LedgerAccount::ALL {
            for (contract, amount) in sums.of(account) {
                *self.booked.entry((account, contract)).or_default() += amount;
            }
        }
    }

    /// How the account and its contracts stand.
    fn lines(&self) -> Vec<String> {
        let (model, account) = (&self.model, &self.account);
        let day = |day: Option<i64>| day.map_or("-".to_owned(), |day| self.date(day).to_string());
        let mut lines = vec![format!(
            "{account} {} {} {} {} {}",
            model.state.code(),
            day(model.paid_until),
            day(model.defaulted_on),
            model.credit,
            model.deposit
        )];
        lines.extend(model.contracts.iter().map(|contract| {
            let (lost, recovered) =
                contract.loss.map_or_else(Default::default, |loss| (loss.lost, loss.recovered));
            let amounts = [contract.owed, lost, recovered]
                .map(|of| format!("{} {} {}", of.principal, of.fees, of.tax));
            let (id, status) = (contract.id, contract.status.code());
            format!("{account} {id} {status} {} {}", contract.paid, amounts.join(" "))
        }));
        lines
    }
}

fn today(server: &TestServer) -> Date {
    date_in(&jiff::tz::TimeZone::get("Africa/Nairobi").unwrap(), server.now())
}

/// The form of a repossession in which every system comes back, and no lamp.
async fn returned(actor: &Actor<'_>, page: &Value, date: &str) -> Value {
    let contracts = page["standing"]["contracts"].as_array().unwrap();
    let lines = contracts.iter().flat_map(|contract| {
        [(1, 1), (2, 0)].map(|(product, quantity)| {
            json!({ "contract": contract["id"], "product": product, "quantity": quantity })
        })
    });
    json!({
        "account": page["account"],
        "seen": page["standing"],
        "date": date,
        "completed_by": repossession::staff(actor, "field_technician").await,
        "cu_number": "CU0001234",
        "product_condition": "used",
        "returned": lines.collect::<Vec<_>>(),
    })
}
