//! Write-off processes of the demonstration: some in every state, and one of everything that can
//! happen to them.

mod beside;
mod plot;
mod settings;

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use domain::account::{AccountFacts, ContractId};
use domain::money::Money;
use domain::repossession::Settlement;
use domain::write_off_process::activator::Referred;
use domain::write_off_process::settings::WriteOffSettings;
use domain::write_off_process::{
    Event, EventStatus, Link, Process, ProcessReason, events_of, rescheduled,
};
use jiff::ToSpan as _;

use self::plot::{Around, day};
use super::account::{Delivered, Draft, Maker};
use super::at_two;
use super::life::facts;
use super::money::Course;
use crate::identity::UserId;
use crate::store::portfolio::{HoldRow, Portfolio, ProcessStory};

pub(super) use self::plot::{Contact, Plot};
pub(super) use self::settings::settings;

/// The most processes of a company: enough for every list, and few enough to be written quickly.
const PROCESSES_MAX: i64 = 300;

/// Of so many accounts in default, one is in a process, after those that show one of each.
const ONE_OF: u32 = 15;

/// What a process shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scenario {
    /// Lately started: the debt is referred, the letter is written.
    Begun,
    /// Somebody has a task.
    TaskOpen,
    TaskDone,
    /// The deposit is redeemed, the customer was called: the plan is over.
    PlanOver,
    CanceledByUser,
    /// One was cancelled, another one goes on.
    Several,
    Rescheduled,
    /// The score is lowered, another system told.
    HookAnswered,
    /// A mail cannot be written: the customer has no address.
    NoAddress,
    MailDelivered,
    MailGaveUp,
    /// No process is opened: the account is held.
    Held,
}

const SCENARIOS: [Scenario; 12] = [
    Scenario::Begun,
    Scenario::TaskOpen,
    Scenario::CanceledByUser,
    Scenario::NoAddress,
    Scenario::Several,
    Scenario::PlanOver,
    Scenario::Held,
    Scenario::MailDelivered,
    Scenario::MailGaveUp,
    Scenario::HookAnswered,
    Scenario::Rescheduled,
    Scenario::TaskDone,
];

/// What is known of a company's processes while they are made up.
pub(super) struct Processes {
    settings: WriteOffSettings,
    referred: Referred,
    /// What events did on a day, and how many could not.
    runs: BTreeMap<Date, (i64, i64)>,
    to_show: Vec<Scenario>,
    written_off: u32,
    repossessed: u32,
    finished: u32,
    began_with: i64,
}

impl Processes {
    pub(super) fn new(settings: WriteOffSettings, last: i64) -> Self {
        Self {
            settings,
            referred: Referred::new(),
            runs: BTreeMap::new(),
            to_show: SCENARIOS.to_vec(),
            written_off: 0,
            repossessed: 0,
            finished: 0,
            began_with: last,
        }
    }

    pub(super) fn runs(&self) -> &BTreeMap<Date, (i64, i64)> {
        &self.runs
    }
}

impl Maker<'_> {
    /// What happens to an account that is in default until today.
    pub(super) fn processes_of_default(
        &mut self,
        draft: &Draft,
        delivered: &[Delivered],
        course: &mut Course,
        part: &mut Portfolio,
    ) {
        let Some(scenario) = self.scenario() else { return };
        course.pass(&mut self.books, self.today);
        let facts = self.facts_of(draft, delivered, course);
        let mut stories = Vec::new();
        let mut tell = |plot: Option<Plot>| stories.extend(plot.map(Plot::finish));
        match scenario {
            Scenario::Held => self.hold(draft, part),
            Scenario::Begun => tell(self.going(&facts, delivered, (12, None), &[])),
            Scenario::TaskOpen => {
                tell(self.going(&facts, delivered, (35, Some("commercial")), &[]));
            }
            Scenario::TaskDone => tell(self.task_done(&facts, delivered, (40, "commercial"))),
            Scenario::PlanOver => tell(self.task_done(&facts, delivered, (25, "deposit"))),
            Scenario::CanceledByUser => tell(self.canceled(&facts, delivered, (50, 20))),
            Scenario::Several => {
                tell(self.canceled(&facts, delivered, (58, 44)));
                tell(self.going(&facts, delivered, (30, None), &[]));
            }
            Scenario::Rescheduled => tell(self.rescheduled(&facts, delivered)),
            Scenario::HookAnswered => {
                let events = [("score", 2), ("hook", 4)];
                tell(self.going(&facts, delivered, (18, None), &events));
            }
            Scenario::NoAddress | Scenario::MailDelivered | Scenario::MailGaveUp => {
                self.mails_arrive = scenario == Scenario::MailDelivered;
                tell(self.going(&facts, delivered, (9, None), &[("mail", 5)]));
                self.mails_arrive = true;
            }
        }
        part.processes.extend(stories);
    }

    /// The next one that the account can show, each once first.
    fn scenario(&mut self) -> Option<Scenario> {
        let has_mail = !self.contact.mail.is_empty();
        let possible = |one: &Scenario| match one {
            Scenario::NoAddress => !has_mail,
            Scenario::MailDelivered | Scenario::MailGaveUp => has_mail,
            _ => true,
        };
        if let Some(place) = self.processes.to_show.iter().position(possible) {
            return Some(self.processes.to_show.remove(place));
        }
        let made = self.keys.last.process - self.processes.began_with;
        if made >= PROCESSES_MAX || self.rng.u32(0..ONE_OF) > 0 {
            return None;
        }
        self.rng.choice(SCENARIOS).filter(possible)
    }

    /// A process that goes on, started so many days ago, with more events.
    fn going(
        &mut self,
        facts: &AccountFacts,
        delivered: &[Delivered],
        (days_ago, template): (u32, Option<&str>),
        more: &[(&str, i64)],
    ) -> Option<Plot> {
        let mut plot = self.start(facts, delivered, (self.days_ago(days_ago), template))?;
        if !more.is_empty() {
            let mut after = plot.now.clone();
            let next = after.events.iter().map(|one| one.sequence).max().unwrap_or(0) + 1;
            for (sequence, (event_type, days)) in std::iter::zip(next.., more) {
                after.events.push(Event {
                    sequence,
                    event_type: (*event_type).to_owned(),
                    trigger_on: after.created_on.saturating_add(days.days()),
                    status: EventStatus::Pending,
                    completed_on: None,
                });
            }
            let saved = day(plot.story.started.on, plot.story.started.by);
            plot.become_like(saved, after, Some("saved"));
        }
        self.run(&mut plot, facts, self.today);
        Some(plot)
    }

    fn task_done(
        &mut self,
        facts: &AccountFacts,
        delivered: &[Delivered],
        (days_ago, template): (u32, &str),
    ) -> Option<Plot> {
        let mut plot = self.going(facts, delivered, (days_ago, Some(template)), &[])?;
        let note =
            if self.template.code == "SN" { "Fait par téléphone." } else { "Done by phone." };
        plot.do_tasks(plot.story.started.by, self.today, note);
        Some(plot)
    }

    fn canceled(
        &mut self,
        facts: &AccountFacts,
        delivered: &[Delivered],
        (days_ago, ended): (u32, u32),
    ) -> Option<Plot> {
        let mut plot = self.start(facts, delivered, (self.days_ago(days_ago), None))?;
        let on = self.days_ago(ended);
        self.run(&mut plot, facts, on);
        let after = self.canceled_by_user(&plot.now, on)?;
        let by = self.somebody_of_the_office();
        plot.become_like(day(on, by), after, Some("canceled_by_user"));
        Some(plot)
    }

    fn canceled_by_user(&self, before: &Process, on: Date) -> Option<Process> {
        let grounds = domain::write_off_process::Grounds {
            role: domain::role::Role::Admin,
            today: on,
            settings: &self.processes.settings,
            contracts: &[],
            process: None,
        };
        let cancel = domain::api::ProcessChange::Cancel;
        domain::write_off_process::change(before, &cancel, &grounds).ok()
    }

    fn rescheduled(&mut self, facts: &AccountFacts, delivered: &[Delivered]) -> Option<Plot> {
        let mut plot = self.start(facts, delivered, (self.days_ago(30), None))?;
        let on = self.days_ago(10);
        self.run(&mut plot, facts, on);
        let after = rescheduled(&plot.now, self.days_ago(5), &self.processes.settings);
        let by = self.somebody_of_the_office();
        plot.become_like(day(on, by), after, Some("rescheduled"));
        self.run(&mut plot, facts, self.today);
        Some(plot)
    }

    /// For a month from now on.
    fn hold(&mut self, draft: &Draft, part: &mut Portfolio) {
        let by = self.somebody_of_the_office();
        part.holds.push(HoldRow {
            account: draft.account.to_string(),
            held_until: self.today.saturating_add(30.days()).to_string(),
            recorded_at: at_two(self.days_ago(3)),
            recorded_by: by.map_or(0, |user| user.0),
        });
    }

    /// Somebody starts a process for what the account owes in the class of its first contract, by the
    /// template that the criteria choose where none is named.
    fn start(
        &mut self,
        facts: &AccountFacts,
        delivered: &[Delivered],
        (on, template): (Date, Option<&str>),
    ) -> Option<Plot> {
        let owing: BTreeSet<ContractId> = facts
            .standing
            .contracts
            .iter()
            .filter(|one| !one.balance.is_nothing())
            .map(|one| one.id)
            .collect();
        let owes = |one: &&Delivered| owing.contains(&one.contract.id);
        let class = delivered.iter().find(owes)?.debt_class();
        let settings = &self.processes.settings;
        let control = settings.control_of_class(class)?;
        let chosen = control.template_for(self.contact.class, Money::ZERO)?;
        let template = settings.template(template.unwrap_or(chosen))?;
        let linked = delivered.iter().filter(owes).filter(|one| one.debt_class() == class);
        let process = Process {
            control: control.code.clone(),
            template: template.code.clone(),
            created_on: on,
            starts_on: on,
            reason: ProcessReason::EventsPending,
            comments: String::new(),
            contracts: linked.map(|one| Link { contract: one.contract.id, ended: None }).collect(),
            events: events_of(template, on, &settings.closed_days()),
        };
        self.keys.last.process += 1;
        let by = self.somebody_of_the_office();
        Some(Plot::new(ProcessStory {
            id: self.keys.last.process,
            account: facts.account.clone(),
            process,
            started: day(on, by),
            steps: Vec::new(),
        }))
    }

    fn run(
        &mut self,
        plot: &mut Plot,
        facts: &AccountFacts,
        to: Date,
    ) -> Option<(Date, Settlement)> {
        let mut around = Around {
            template: self.template,
            settings: &self.processes.settings,
            contact: &self.contact,
            referred: &mut self.processes.referred,
            runs: &mut self.processes.runs,
            rng: self.rng,
            last_action: &mut self.keys.last.action,
            mails_arrive: self.mails_arrive,
        };
        plot.run(&mut around, facts, to)
    }

    fn facts_of(&self, draft: &Draft, delivered: &[Delivered], course: &Course) -> AccountFacts {
        AccountFacts { customer: self.contact.name.clone(), ..facts(draft, delivered, course) }
    }

    fn somebody_of_the_office(&mut self) -> Option<UserId> {
        self.rng.choice(&self.office).copied()
    }
}
