//! Random histories of write-off processes over HTTP: people start, change and cancel them, hold
//! accounts and do tasks, customers pay, accounts are written off, and days pass with their runs. Every
//! answer is that of the rules, and nothing is ever as it must not be.

use std::collections::{BTreeMap, BTreeSet};

use domain::AccountId;
use domain::api::{
    ProcessChange, ProcessChangeRequest, ProcessGroundsReply, ProcessRecord, StartProcessRequest,
};
use domain::form::FieldFault;
use domain::role::Role;
use domain::write_off_process::settings::WriteOffSettings;
use domain::write_off_process::{
    AccountContract, Grounds, Process, ProcessId, ProcessReason, Refusal, change, start,
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use server::clock::date_in;
use server::daily_run::run_what_is_due;
use uuid::Uuid;

use super::payments::{assert_whole, pay, payment};
use super::processes::{start_path, what_is_set_up};
use crate::support::{Account, Actor, Reply, TestServer, submission};
use random::Random;

#[path = "../../../domain/tests/process_model/checks.rs"]
mod checks;
#[path = "../../../domain/tests/process_model/forms.rs"]
mod forms;
#[path = "../../../domain/tests/process_model/random.rs"]
mod random;

const STEPS: u32 = 300;
const ACCOUNTS: u64 = 8;

/// What the numbers that look random begin with.
const SEED: u64 = 27;

struct History<'a> {
    server: &'a TestServer,
    /// Signed in anew as days pass.
    admin: Actor<'a>,
    random: Random,
    /// How processes stood when they were last looked at.
    processes: BTreeMap<i64, Process>,
    seen: BTreeMap<&'static str, u32>,
    step: u32,
}

#[tokio::test]
async fn histories_of_processes_go_as_the_rules_say() {
    let server = set_up().await;
    let mut history = History {
        admin: server.admin().await,
        server: &server,
        random: Random::new(SEED),
        processes: BTreeMap::new(),
        seen: BTreeMap::new(),
        step: 0,
    };
    for step in 1..=STEPS {
        history.step = step;
        let what = history.take().await;
        *history.seen.entry(what).or_default() += 1;
        if what == "day" || step % 20 == 0 {
            history.look_at_everything().await;
        }
    }
    history.look_at_everything().await;
    let seen = &history.seen;
    for what in [
        "started",
        "start refused",
        "changed",
        "change refused",
        "out of date",
        "held",
        "paid",
        "written off",
        "task done",
        "day",
        "opened by itself",
        "completed",
        "canceled by user",
        "canceled by system",
    ] {
        assert!(seen.contains_key(what), "seed {SEED} never reaches {what}: {seen:?}");
    }
    assert_whole(&server).await;
    server.verify_audit(&[]).await;
}

/// A company that opens processes by itself, with accounts in default of up to three contracts.
async fn set_up() -> TestServer {
    let server = TestServer::start().await;
    let accounts: Vec<Account> = (1..=ACCOUNTS)
        .map(|number| {
            let contracts = 1 + usize::try_from(number % 3).unwrap();
            let days = 20 + i64::try_from(number).unwrap() * 7;
            let account = Account::defaulted(&format!("P-{number}"), days);
            account.with_contracts(contracts).owing([400, 20, 30], 10)
        })
        .collect();
    server.add(&accounts).await;
    let other_class = "UPDATE contract SET write_off_debt_class = 'hardship' WHERE id % 4 = 0";
    server.execute(other_class).await.unwrap();
    let mut wanted = what_is_set_up();
    wanted["opens_by_itself"] = json!(true);
    let templates = wanted["templates"].as_array_mut().unwrap();
    templates[0]["events"][2]["days_after"] = json!(9);
    templates[0]["events"][3]["days_after"] = json!(9);
    let settings: WriteOffSettings = serde_json::from_value(wanted).unwrap();
    server.store.set_up_write_offs(1, &settings, server.now()).await.unwrap().unwrap();
    server
}

fn faults_of(reply: &Reply) -> Vec<(String, String)> {
    let problem = reply.assert_problem(422, "invalid_request");
    let text = |error: &Value, field: &str| error[field].as_str().unwrap_or_default().to_owned();
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| (text(error, "place"), text(error, "code"))).collect()
}

fn expected_faults(faults: &[FieldFault]) -> Vec<(String, String)> {
    faults.iter().map(|one| (one.place.clone(), one.fault.code().to_owned())).collect()
}

impl History<'_> {
    async fn take(&mut self) -> &'static str {
        match self.random.below(100) {
            0..22 => self.start().await,
            22..58 => self.change().await,
            58..68 => self.pay().await,
            68..71 => self.write_off().await,
            71..77 => self.hold().await,
            77..83 => self.do_a_task().await,
            _ => self.pass().await,
        }
    }

    fn about(&self) -> String {
        format!("seed {SEED}, step {}", self.step)
    }

    fn id(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.step))
    }

    fn account(&mut self) -> String {
        format!("P-{}", 1 + self.random.below(ACCOUNTS))
    }

    async fn read<T: serde::de::DeserializeOwned>(&self, path: &str) -> T {
        let reply = self.admin.get(path).await;
        assert_eq!(reply.status, 200, "{}: {path}: {}", self.about(), reply.text());
        serde_json::from_value(reply.json()).unwrap()
    }

    async fn record(&self, process: i64) -> ProcessRecord {
        self.read(&format!("/api/write-off-processes/{process}")).await
    }

    async fn start(&mut self) -> &'static str {
        let account = self.account();
        let found: ProcessGroundsReply =
            self.read(&format!("/api/write-off-processes/accounts/{account}")).await;
        let contracts: Vec<AccountContract> =
            found.account.contracts.iter().map(Into::into).collect();
        let grounds = Grounds {
            role: Role::Admin,
            today: found.today,
            settings: &found.settings,
            contracts: &contracts,
            process: None,
        };
        let (created_at, form) = forms::start(&mut self.random, &grounds);
        let account = AccountId::parse(&account).unwrap();
        let request = StartProcessRequest { account, created_at, form };
        let path = start_path(u128::from(self.step));
        let reply = self.admin.put(&path, &serde_json::to_value(&request).unwrap()).await;
        match start(&request, &grounds) {
            Ok(started) => {
                self.is_like(&reply, &started.process);
                "started"
            }
            Err(Refusal::Form(faults)) => {
                assert_eq!(faults_of(&reply), expected_faults(&faults), "{}", self.about());
                "start refused"
            }
            Err(other) => unreachable!("{}: {other:?}", self.about()),
        }
    }

    /// The answer is the process that the rules make.
    fn is_like(&mut self, reply: &Reply, expected: &Process) {
        assert_eq!(reply.status, 201, "{}: {}", self.about(), reply.text());
        let record: ProcessRecord = serde_json::from_value(reply.json()).unwrap();
        assert_eq!(Process::from(&record), *expected, "{}", self.about());
        self.processes.insert(record.id, expected.clone());
    }

    async fn change(&mut self) -> &'static str {
        let known: Vec<i64> = self.processes.keys().copied().collect();
        if known.is_empty() {
            return "nothing";
        }
        let active = |id: &&i64| self.processes[*id].is_active();
        let active: Vec<i64> = known.iter().filter(active).copied().collect();
        let any = active.is_empty() || self.random.chance(5);
        let id = self.random.pick(if any { &known } else { &active });
        let record = self.record(id).await;
        let before = Process::from(&record);
        let contracts: Vec<AccountContract> =
            record.account.contracts.iter().map(Into::into).collect();
        let grounds = Grounds {
            role: Role::Admin,
            today: self.today(),
            settings: &record.settings,
            contracts: &contracts,
            process: Some(ProcessId(id)),
        };
        let asked = forms::change(&mut self.random, &before, &grounds);
        let out_of_date = record.version > 1 && self.random.chance(6);
        let version = record.version - u32::from(out_of_date);
        let request = ProcessChangeRequest { version, change: asked.clone() };
        let path = format!("/api/write-off-processes/{id}/changes/{}", self.id());
        let reply = self.admin.put(&path, &serde_json::to_value(&request).unwrap()).await;
        if out_of_date {
            assert_eq!(reply.status, 409, "{}: {}", self.about(), reply.text());
            return "out of date";
        }
        match change(&before, &asked, &grounds) {
            Ok(after) => {
                self.is_like(&reply, &after);
                checks::follows(&before, &after, grounds.today);
                if matches!(asked, ProcessChange::Cancel) { "canceled by user" } else { "changed" }
            }
            Err(Refusal::Form(faults)) => {
                assert_eq!(faults_of(&reply), expected_faults(&faults), "{}", self.about());
                "change refused"
            }
            Err(_) => {
                assert_eq!(reply.status, 409, "{}: {}", self.about(), reply.text());
                "has ended"
            }
        }
    }

    async fn pay(&mut self) -> &'static str {
        let account = self.account();
        let amount = self.random.between(1, 500);
        let payment = payment(&account, &self.today().to_string(), amount);
        let reply = pay(&self.admin, &format!("H-{}", self.step), &payment).await;
        if reply.status == 201 { "paid" } else { "nothing to pay" }
    }

    /// Somebody writes an account off, whatever its processes.
    async fn write_off(&mut self) -> &'static str {
        let account = self.account();
        let mut body = submission(&self.admin, &account).await;
        body["early_acknowledged"] = json!(true);
        let path = format!("/api/bulk-write-offs/{}", self.id());
        let reply = self.admin.put(&path, &body).await;
        if reply.status == 201 && reply.json()["summary"]["written_off"] == 1 {
            "written off"
        } else {
            "nothing to write off"
        }
    }

    async fn hold(&mut self) -> &'static str {
        let account = self.account();
        let days = self.random.between(-1, 6);
        let until = self.today().checked_add(SignedDuration::from_hours(24 * days)).unwrap();
        let until = if self.random.chance(70) { until.to_string() } else { String::new() };
        let path = format!("/api/write-off-processes/holds/{}", self.id());
        let reply = self.admin.put(&path, &json!({ "account": account, "until": until })).await;
        assert_eq!(reply.status, 201, "{}: {}", self.about(), reply.text());
        "held"
    }

    async fn do_a_task(&mut self) -> &'static str {
        let open = "SELECT CAST(id AS text) FROM pending_action
                     WHERE type = 'task' AND status = 'pending' ORDER BY id";
        let open = self.server.texts(open).await;
        let Some(action) = open.first() else { return "nothing" };
        let path = format!("/api/write-off-processes/tasks/{}", self.id());
        let action: i64 = action.parse().unwrap();
        let reply = self.admin.put(&path, &json!({ "action": action, "note": "Done" })).await;
        assert_eq!(reply.status, 201, "{}: {}", self.about(), reply.text());
        "task done"
    }

    /// Days pass, and each has its run.
    async fn pass(&mut self) -> &'static str {
        let days = self.random.between(1, 2);
        self.server.pass(SignedDuration::from_hours(24 * days));
        run_what_is_due(&self.server.store, &self.server.clock()).await.unwrap();
        self.admin = self.server.admin().await;
        "day"
    }

    fn today(&self) -> domain::Date {
        date_in(&jiff::tz::TimeZone::get("Africa/Nairobi").unwrap(), self.server.now())
    }

    /// Every process, with what must hold of it and among all of them.
    async fn look_at_everything(&mut self) {
        let ids = "SELECT CAST(id AS text) FROM write_off_process ORDER BY id";
        let mut linked = BTreeSet::new();
        for id in self.server.texts(ids).await {
            let id: i64 = id.parse().unwrap();
            if self.processes.get(&id).is_some_and(|known| !known.is_active()) {
                continue;
            }
            let record = self.record(id).await;
            let now = Process::from(&record);
            checks::is_sound(&now, self.today());
            for contract in now.active_contracts() {
                assert!(linked.insert(contract), "{}: {contract:?} twice", self.about());
            }
            let canceled = match now.reason {
                ProcessReason::CanceledBySystem => Some("canceled by system"),
                ProcessReason::CanceledByUser => Some("canceled by user"),
                ProcessReason::Completed | ProcessReason::EventsPending => None,
            };
            let open = record.referrals.iter().any(|one| one.cancelled_on.is_none());
            assert!(canceled.is_none() || !open, "{}: {record:?}", self.about());
            let completed = now.reason == ProcessReason::Completed;
            for what in canceled.into_iter().chain(completed.then_some("completed")) {
                *self.seen.entry(what).or_default() += 1;
            }
            let known = self.processes.insert(id, now);
            if known.is_none() {
                assert_eq!(record.started_by, None, "{}", self.about());
                *self.seen.entry("opened by itself").or_default() += 1;
            }
        }
    }
}
