//! How processes are written on their pages.

use domain::Date;
use domain::account::ContractId;
use domain::api::{
    AccountOfProcess, Company, DebtOfContract, ProcessContract, ProcessLine, ReferralRecord,
};
use domain::language::Language;
use domain::money::Money;
use domain::write_off_process::settings::WriteOffSettings;
use domain::write_off_process::{ProcessReason, words};

use crate::i18n::account::class_name;
use crate::i18n::format::{date, money_with_code};
use crate::i18n::write_off_process::{self as texts, referred};
use crate::i18n::{Text, moment};

/// What all parts of a page write by.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) company: &'a Company,
    pub(super) settings: &'a WriteOffSettings,
    pub(super) language: Language,
}

impl Written<'_> {
    pub(super) fn say(&self, text: Text) -> &'static str {
        text.of(self.language)
    }

    pub(super) fn day(&self, day: Date) -> String {
        date(day, self.language)
    }

    /// An instant as people where the company is write it.
    pub(super) fn moment(&self, at: &str) -> String {
        moment(at, &self.company.time_zone, self.language)
    }

    /// `2 Mar 2026, 09:00`, of a day and a time where the company is.
    pub(super) fn day_and_time(&self, at: &str) -> String {
        let parts =
            at.split_once('T').and_then(|(day, time)| Some((domain::day::parse(day)?, time)));
        parts.map_or_else(|| at.to_owned(), |(day, time)| [&self.day(day), ", ", time].concat())
    }

    /// Whether a contract is active in a process, or why and since when it is not.
    pub(super) fn link_state(&self, link: &ProcessContract) -> String {
        let Some(end) = link.ended else { return self.say(texts::ACTIVE).to_owned() };
        let day = link.ended_on.map(|day| self.day(day));
        let why = words::link_end(end, self.language).to_owned();
        [Some(why), day].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    pub(super) fn money(&self, amount: Money) -> String {
        money_with_code(amount, &self.company.currency, self.language)
    }

    /// The name of an event type.
    pub(super) fn event_type(&self, code: &str) -> String {
        self.settings.event_type(code).map_or_else(|| code.to_owned(), |one| one.name.clone())
    }

    /// What an event of a type does.
    pub(super) fn event_kind(&self, code: &str) -> &'static str {
        let known = self.settings.event_type(code);
        known.map_or("", |one| words::event_kind(one.does.code(), self.language))
    }

    /// The name of a control.
    pub(super) fn control(&self, code: &str) -> String {
        self.settings.control(code).map_or_else(|| code.to_owned(), |one| one.name.clone())
    }

    /// The name of a template.
    pub(super) fn template(&self, code: &str) -> String {
        self.settings.template(code).map_or_else(|| code.to_owned(), |one| one.name.clone())
    }

    /// The name of a debt class.
    pub(super) fn debt_class(&self, code: &str) -> String {
        let known = self.settings.debt_classes.iter().find(|one| one.code == code);
        known.map_or_else(|| code.to_owned(), |one| one.name.clone())
    }
}

/// `22 · solar lamp · KES 28,861.00 · Standard`.
pub(super) fn contract_line(contract: &DebtOfContract, written: &Written<'_>) -> String {
    let mut parts = vec![contract.id.0.to_string()];
    parts.extend((!contract.products.is_empty()).then(|| contract.products.join(", ")));
    parts.push(written.money(contract.owed));
    parts.push(written.debt_class(&contract.debt_class));
    parts.join(" · ")
}

/// A contract of the account.
pub(super) fn contract_of(
    account: &AccountOfProcess,
    contract: ContractId,
) -> Option<&DebtOfContract> {
    account.contracts.iter().find(|one| one.id == contract)
}

/// The name of a customer's class.
pub(super) fn customer_class(code: &str, language: Language) -> String {
    class_name(code).map_or_else(|| code.to_owned(), |name| name.of(language).to_owned())
}

/// `Active, Events Pending`.
pub(super) fn status_and_reason(reason: ProcessReason, language: Language) -> String {
    [words::status(reason.status(), language), words::reason(reason, language)].join(", ")
}

/// `Active, Events Pending, Standard, 2 Mar 2026`.
pub(super) fn about_process(line: &ProcessLine, language: Language) -> String {
    let about = [
        status_and_reason(line.reason, language),
        line.control_name.clone(),
        words::day(line.created_on, language),
    ];
    about.join(", ")
}

/// `Mkopo, KES 28,861.00, referred 2 Mar 2026`.
pub(super) fn referral_line(referral: &ReferralRecord, written: &Written<'_>) -> String {
    let until = referral.cancelled_on.map(|day| written.day(day));
    let on = referred(&written.day(referral.referred_on), until.as_deref(), written.language);
    [referral.agency.clone(), written.money(referral.amount), on].join(", ")
}
