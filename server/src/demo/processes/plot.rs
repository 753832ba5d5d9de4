//! One process on its way from its start, by the rules: what people and the daily runs do.

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use domain::account::{AccountFacts, ContractId};
use domain::bulk_write_off::Policy;
use domain::form::units;
use domain::money::{Currency, Money};
use domain::repossession::Settlement;
use domain::write_off_process::activator::{
    Activated, Doing, Message, Referred, Subject, Terms, activate,
};
use domain::write_off_process::retry::{ATTEMPTS_MAX, next_attempt_after};
use domain::write_off_process::settings::WriteOffSettings;
use domain::write_off_process::{EventStatus, LinkEnd, Process};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde_json::json;
use uuid::Uuid;

use crate::demo::companies::Template;
use crate::identity::UserId;
use crate::store::portfolio::{MessageOfStory, Moment, ProcessStory, Step};

/// When the nightly runs write, and when people work, in UTC.
const AT_NIGHT: Time = Time::constant(2, 0, 0, 0);
const BY_DAY: Time = Time::constant(9, 0, 0, 0);

/// What the mail server says that gives up.
const NOT_DELIVERED: &str = "550 5.1.1 mailbox unavailable";

/// How a customer is called and reached.
#[derive(Clone, Debug, Default)]
pub(in crate::demo) struct Contact {
    pub(in crate::demo) name: String,
    pub(in crate::demo) class: &'static str,
    pub(in crate::demo) mail: String,
    pub(in crate::demo) phone: String,
}

/// What the processes of a company have in common.
pub(super) struct Around<'a> {
    pub(super) template: &'static Template,
    pub(super) settings: &'a WriteOffSettings,
    pub(super) contact: &'a Contact,
    pub(super) referred: &'a mut Referred,
    /// What events did on a day, and how many could not.
    pub(super) runs: &'a mut BTreeMap<Date, (i64, i64)>,
    pub(super) rng: &'a mut fastrand::Rng,
    pub(super) last_action: &'a mut i64,
    /// Whether mails are delivered.
    pub(super) mails_arrive: bool,
}

/// A process, and what happened to it so far.
pub(in crate::demo) struct Plot {
    pub(super) story: ProcessStory,
    pub(super) now: Process,
    waiting: BTreeSet<u32>,
    ran: Date,
    /// Tasks that nobody has done: action, event, text, and the day since when.
    tasks: Vec<(i64, u32, String, Date)>,
}

pub(super) fn night(on: Date, by: Option<UserId>) -> Moment {
    moment(on, AT_NIGHT, by)
}

pub(super) fn day(on: Date, by: Option<UserId>) -> Moment {
    moment(on, BY_DAY, by)
}

fn moment(on: Date, time: Time, by: Option<UserId>) -> Moment {
    let at = TimeZone::UTC.to_timestamp(on.to_datetime(time)).unwrap_or(Timestamp::UNIX_EPOCH);
    Moment { on, at, by }
}

impl Plot {
    pub(super) fn new(story: ProcessStory) -> Self {
        Self {
            now: story.process.clone(),
            ran: story.started.on,
            waiting: BTreeSet::new(),
            tasks: Vec::new(),
            story,
        }
    }

    /// Makes the runs of the days until that one; says what an event wrote off, and when.
    pub(super) fn run(
        &mut self,
        around: &mut Around<'_>,
        facts: &AccountFacts,
        to: Date,
    ) -> Option<(Date, Settlement)> {
        while self.ran < to && self.now.is_active() {
            self.ran = self.ran.saturating_add(1.day());
            let due = |event: &domain::write_off_process::Event| {
                event.status == EventStatus::Pending && event.trigger_on <= self.ran
            };
            if !self.now.events.iter().any(due) {
                continue;
            }
            if let Some(settled) = self.run_day(around, facts) {
                return Some((self.ran, settled));
            }
        }
        None
    }

    fn run_day(&mut self, around: &mut Around<'_>, facts: &AccountFacts) -> Option<Settlement> {
        let (template, today) = (around.template, self.ran);
        let code = template.currency.to_owned();
        let currency = Currency { code, minor_digits: template.minor_digits };
        let linked: BTreeSet<ContractId> = self.now.active_contracts().collect();
        let contracts = facts.standing.contracts.iter().filter(|one| linked.contains(&one.id));
        let owed = Money::total(contracts.map(|one| one.balance.total()));
        let amount = [template.currency, &units(owed, &currency)].join(" ");
        let subject = Subject {
            facts,
            mail: &around.contact.mail,
            phone: &around.contact.phone,
            company: template.name,
            amount_in_words: &amount,
        };
        let policy = Policy { early_write_off_days: template.early_write_off_days };
        let terms = Terms { today, settings: around.settings, policy: &policy };
        let Activated { process, effects, failures } =
            activate(&self.now, &subject, &self.waiting, around.referred, &terms);
        let counts = around.runs.entry(today).or_default();
        counts.0 += i64::try_from(effects.len()).unwrap_or_default();
        counts.1 += i64::try_from(failures.len()).unwrap_or_default();
        self.become_like(night(today, None), process, None);
        let mut settlement = None;
        let mut delivered = Vec::new();
        for effect in effects {
            let sequence = effect.sequence;
            let step = match effect.does {
                Doing::Message(message) => {
                    let wrote = self.wrote(around, facts, (sequence, message, owed));
                    if wrote.last_error.is_some() {
                        self.waiting.insert(sequence);
                    } else if wrote.attempts > 0 {
                        delivered.push(sequence);
                    }
                    Some(Step::Wrote(wrote))
                }
                Doing::CreditScore(points) => Some(Step::Scored(points)),
                Doing::Refer { agency, amount } => Some(Step::Referred { agency, amount }),
                Doing::CancelReferrals => Some(Step::ReferralsCancelled),
                Doing::Task(text) => {
                    *around.last_action += 1;
                    let action = *around.last_action;
                    self.tasks.push((action, sequence, text.clone(), today));
                    let since = facts.standing.defaulted_on.unwrap_or(today);
                    Some(Step::Gave { action, sequence, since, text })
                }
                Doing::WriteOff(settled) => {
                    settlement = Some(settled);
                    None
                }
                Doing::Nothing => None,
            };
            let at_night = night(today, None);
            self.story.steps.extend(step.map(|step| (at_night, step)));
        }
        for (sequence, failure) in failures {
            let step = Step::CouldNot { sequence, failure: failure.code() };
            self.story.steps.push((night(today, None), step));
        }
        for sequence in delivered {
            let mut after = self.now.clone();
            after.complete(sequence, today);
            self.become_like(night(today, None), after, None);
        }
        settlement
    }

    /// A message, and what became of it.
    fn wrote(
        &self,
        around: &mut Around<'_>,
        facts: &AccountFacts,
        (sequence, message, owed): (u32, Message, Money),
    ) -> MessageOfStory {
        let at = night(self.ran, None).at;
        let (channel, to, subject, body) = match message {
            Message::Notice { channel, to, subject, text } => (channel.code(), to, subject, text),
            Message::WebHook { url } => {
                let body = json!({
                    "type": "write_off_process.event",
                    "timestamp": at.to_string(),
                    "data": {
                        "company": around.template.code,
                        "account": facts.account,
                        "process": self.story.id,
                        "sequence": sequence,
                        "day": self.ran.to_string(),
                        "owed": owed,
                        "currency": around.template.currency,
                    },
                });
                ("web_hook", url, String::new(), body.to_string())
            }
        };
        let (tried, gave_up) = (channel != "letter", channel == "mail" && !around.mails_arrive);
        let attempts = match (tried, gave_up) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => ATTEMPTS_MAX,
        };
        let waits = (1..attempts).filter_map(next_attempt_after);
        let waited: SignedDuration = waits.fold(SignedDuration::ZERO, |sum, one| sum + one);
        let random = (u128::from(around.rng.u64(..)) << 64) | u128::from(around.rng.u64(..));
        MessageOfStory {
            sequence,
            message_id: Uuid::from_u128(random),
            channel,
            to,
            subject,
            body,
            attempts,
            last_attempt_at: tried.then(|| at.saturating_add(waited).unwrap_or(at)),
            last_error: gave_up.then_some(NOT_DELIVERED),
        }
    }

    /// The process is like this from now on, where it differs.
    pub(super) fn become_like(
        &mut self,
        moment: Moment,
        after: Process,
        asked: Option<&'static str>,
    ) {
        if after != self.now {
            self.story.steps.push((moment, Step::Became(Box::new(after.clone()), asked)));
            self.now = after;
        }
    }

    /// What the account's contracts owed is cleared, or they ended in another way.
    pub(in crate::demo) fn end(&mut self, on: Date, end: LinkEnd) {
        let mut after = self.now.clone();
        for contract in self.now.active_contracts().collect::<Vec<_>>() {
            after.contract_ended(contract, end, on);
        }
        self.become_like(night(on, None), after, None);
    }

    /// Somebody has done what there is to do, some days after it was given.
    pub(super) fn do_tasks(&mut self, by: Option<UserId>, today: Date, note: &str) {
        for (action, sequence, text, since) in std::mem::take(&mut self.tasks) {
            let on = since.saturating_add(2.days()).min(today.saturating_sub(1.day())).max(since);
            let note = note.to_owned();
            self.story.steps.push((day(on, by), Step::Did { action, sequence, text, note }));
        }
    }

    pub(in crate::demo) fn id(&self) -> i64 {
        self.story.id
    }

    pub(in crate::demo) fn finish(self) -> ProcessStory {
        self.story
    }
}
