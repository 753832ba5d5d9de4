//! The activator: what the due events of a process do on a day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::settings::{Agency, EventKind, EventType, NoticeChannel, WriteOffSettings};
use super::{EventStatus, Process};
use crate::account::{AccountFacts, ContractId};
use crate::bulk_write_off::{Policy, Reason, Verdict, assess_account};
use crate::money::Money;
use crate::repossession::Settlement;
use crate::write_off::write_off_contracts;

/// What an event of a process did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The event.
    pub sequence: u32,
    /// What it did.
    pub does: Doing,
}

/// What an event does when it is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Writes a message. The event is complete once it is delivered; a letter counts as delivered.
    Message(Message),
    /// Changes the customer's credit score.
    CreditScore(i32),
    /// Refers what the linked contracts owe.
    Refer {
        /// The code of the agency.
        agency: String,
        /// How much.
        amount: Money,
    },
    /// Cancels the open referrals of the process.
    CancelReferrals,
    /// Gives somebody something to do.
    Task(String),
    /// Writes the linked contracts off.
    WriteOff(Settlement),
    /// Nothing is left to write off: an earlier event of the process did.
    Nothing,
}

/// A message that is to be delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A notice to the customer.
    Notice {
        /// How.
        channel: NoticeChannel,
        /// To which address or number; empty of a letter.
        to: String,
        /// What it is about; empty of an SMS.
        subject: String,
        /// The text.
        text: String,
    },
    /// A call of another system.
    WebHook {
        /// Where.
        url: String,
    },
}

/// Why an event that is due could not be completed. It is tried again in the next run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no agency to refer to.
    NoAgency,
    /// The customer has no mail address, or no phone number.
    NoAddress,
    /// The rules of a write-off say no.
    NotEligible(Reason),
}

impl Failure {
    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAgency => "no_agency",
            Self::NoAddress => "no_address",
            Self::NotEligible(reason) => reason.code(),
        }
    }
}

/// What the account of a process is to its events.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The account as a write-off sees it.
    pub facts: &'a AccountFacts,
    /// The customer's mail address, empty where there is none.
    pub mail: &'a str,
    /// The customer's phone number, empty where there is none.
    pub phone: &'a str,
    /// The company's name.
    pub company: &'a str,
    /// What is owed, as it is written to the customer.
    pub amount_in_words: &'a str,
}

/// By what events are judged.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The day of the run.
    pub today: Date,
    /// What the company has set up.
    pub settings: &'a WriteOffSettings,
    /// The company's rules of write-offs.
    pub policy: &'a Policy,
}

/// What is referred to each agency and not cancelled, by its code.
pub type Referred = BTreeMap<String, Money>;

/// What a run did with a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activated {
    /// The process as it stands afterwards.
    pub process: Process,
    /// What its events did, in their order.
    pub effects: Vec<Effect>,
    /// The events that could not be completed, and why.
    pub failures: Vec<(u32, Failure)>,
}

/// Does what is due of an active process on a day, in sequence (R5).
///
/// `waiting` are events whose message is not delivered yet. An event that stays pending, for that or
/// for a failure, holds up the later ones, unless its type may be skipped (P12).
pub fn activate(
    process: &Process,
    subject: &Subject<'_>,
    waiting: &BTreeSet<u32>,
    referred: &mut Referred,
    terms: &Terms<'_>,
) -> Activated {
    let mut after = process.clone();
    let mut effects = Vec::new();
    let mut failures = Vec::new();
    for event in &process.events {
        let due = event.status == EventStatus::Pending && event.trigger_on <= terms.today;
        if !due || !after.is_active() {
            continue;
        }
        let Some(event_type) = terms.settings.event_type(&event.event_type) else { continue };
        let completed = if waiting.contains(&event.sequence) {
            false
        } else {
            match act(event_type, &mut after, subject, referred, terms) {
                Ok(does) => {
                    let completes = completes(&does);
                    effects.push(Effect { sequence: event.sequence, does });
                    completes
                }
                Err(failure) => {
                    failures.push((event.sequence, failure));
                    false
                }
            }
        };
        if completed {
            after.complete(event.sequence, terms.today);
        } else if !event_type.may_be_skipped {
            break;
        }
    }
    Activated { process: after, effects, failures }
}

/// Whether an event is complete with what it did.
const fn completes(does: &Doing) -> bool {
    match does {
        Doing::Message(Message::Notice { channel, .. }) => {
            matches!(channel, NoticeChannel::Letter)
        }
        Doing::Message(Message::WebHook { .. }) => false,
        _ => true,
    }
}

fn act(
    event_type: &EventType,
    process: &mut Process,
    subject: &Subject<'_>,
    referred: &mut Referred,
    terms: &Terms<'_>,
) -> Result<Doing, Failure> {
    match &event_type.does {
        EventKind::Notice { channel, subject: about, text } => {
            notice(*channel, about, text, subject).map(Doing::Message)
        }
        EventKind::CreditScore { points } => Ok(Doing::CreditScore(*points)),
        EventKind::ReferToAgency => {
            let agency =
                least_referred(&terms.settings.agencies, referred).ok_or(Failure::NoAgency)?;
            let amount = owed(process, subject.facts);
            let total = referred.entry(agency.code.clone()).or_insert(Money::ZERO);
            *total = Money::total([*total, amount]);
            Ok(Doing::Refer { agency: agency.code.clone(), amount })
        }
        EventKind::CancelReferral => Ok(Doing::CancelReferrals),
        EventKind::Task { text } => Ok(Doing::Task(fill(text, subject))),
        EventKind::WebHook { url, .. } => Ok(Doing::Message(Message::WebHook { url: url.clone() })),
        EventKind::WriteOff => {
            let contracts: BTreeSet<ContractId> = process.active_contracts().collect();
            if contracts.is_empty() {
                return Ok(Doing::Nothing);
            }
            if let Verdict::Ineligible(reason) =
                assess_account(subject.facts, terms.today, terms.policy)
            {
                return Err(Failure::NotEligible(reason));
            }
            let settled = write_off_contracts(subject.facts, &contracts);
            process.wrote_off(terms.today);
            Ok(Doing::WriteOff(settled))
        }
    }
}

/// The agency with least to collect, the first one listed where several have as little.
fn least_referred<'a>(agencies: &'a [Agency], referred: &Referred) -> Option<&'a Agency> {
    agencies.iter().min_by_key(|agency| referred.get(&agency.code).copied().unwrap_or(Money::ZERO))
}

/// What the contracts owe that are active in the process.
fn owed(process: &Process, facts: &AccountFacts) -> Money {
    let linked: BTreeSet<ContractId> = process.active_contracts().collect();
    let contracts = facts.standing.contracts.iter();
    Money::total(contracts.filter(|one| linked.contains(&one.id)).map(|one| one.balance.total()))
}

fn notice(
    channel: NoticeChannel,
    about: &str,
    text: &str,
    subject: &Subject<'_>,
) -> Result<Message, Failure> {
    let to = match channel {
        NoticeChannel::Letter => "",
        NoticeChannel::Mail if subject.mail.is_empty() => return Err(Failure::NoAddress),
        NoticeChannel::Sms if subject.phone.is_empty() => return Err(Failure::NoAddress),
        NoticeChannel::Mail => subject.mail,
        NoticeChannel::Sms => subject.phone,
    };
    let about = if channel == NoticeChannel::Sms { String::new() } else { fill(about, subject) };
    Ok(Message::Notice { channel, to: to.to_owned(), subject: about, text: fill(text, subject) })
}

/// The text with what its placeholders stand for. What a customer is called is not looked at for
/// placeholders again.
fn fill(text: &str, subject: &Subject<'_>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from_open) = rest.split_at(open);
        filled.push_str(before);
        let value = [
            ("{customer}", subject.facts.customer.as_str()),
            ("{account}", subject.facts.account.as_str()),
            ("{amount}", subject.amount_in_words),
            ("{company}", subject.company),
        ]
        .into_iter()
        .find_map(|(name, value)| Some((value, from_open.strip_prefix(name)?)));
        if let Some((value, after)) = value {
            filled.push_str(value);
            rest = after;
        } else {
            filled.push('{');
            rest = from_open.strip_prefix('{').unwrap_or_default();
        }
    }
    filled.push_str(rest);
    filled
}
