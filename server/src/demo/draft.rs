//! What kind of account one is, whose, and until when it is paid.

use domain::AccountId;
use domain::account_id::MalformedAccountId;
use jiff::ToSpan as _;

use super::account::{Draft, Maker, Paid};
use super::kind::Kind;
use super::processes::Contact;
use crate::store::portfolio::{CustomerRow, Portfolio};

/// The longest that anybody has been in default.
const DEFAULT_DAYS_MAX: u32 = 900;

/// The longest ago that a write-off of the demonstration is: within the year that the journal has.
const WRITTEN_OFF_DAYS_AGO_MAX: u32 = 330;

/// The first account's number, so that the numbers look used.
const FIRST_NUMBER: u32 = 10_001;

/// So many accounts of a company have a year of payments: enough for every report. More would make
/// large demonstrations slow to fill.
const ACCOUNTS_WITH_PAYMENTS: u32 = 20_000;

const CLASSES: [&str; 8] = [
    "residential",
    "residential",
    "residential",
    "residential",
    "residential",
    "residential",
    "business",
    "institution",
];

impl Maker<'_> {
    pub(super) fn draft(&mut self) -> Result<Draft, MalformedAccountId> {
        let kind = Kind::pick(self.made, self.rng);
        let early = self.template.early_write_off_days;
        let default_days = match kind {
            Kind::DefaultedLately => self.rng.u32(1..early),
            Kind::WrittenOff => self.rng.u32(early + 5..=WRITTEN_OFF_DAYS_AGO_MAX + early),
            // Long enough for a payment that makes good for it and does not reach until now.
            Kind::PaidAfterDefault => self.rng.u32(early..=early * 3),
            _ => self.rng.u32(early..=DEFAULT_DAYS_MAX),
        };
        let defaulted_on = kind.has_defaulted().then(|| self.days_ago(default_days));
        let signed_days =
            self.rng.u32(90..900) + if kind.has_defaulted() { default_days } else { 0 };
        let centre = self.rng.usize(0..self.keys.centres.len());
        let number = format!("{}-{:07}", self.template.code, FIRST_NUMBER + self.made);
        Ok(Draft {
            account: AccountId::parse(&number)?,
            centre: self.keys.centres.get(centre).copied().unwrap_or_default(),
            kind,
            signed_on: self.days_ago(signed_days),
            defaulted_on,
            pays: self.made < ACCOUNTS_WITH_PAYMENTS,
        })
    }

    pub(super) fn customer(&mut self, part: &mut Portfolio) -> i64 {
        // Some have more than one account.
        if self.made > 0 && self.rng.u32(0..100) < 3 {
            return self.keys.last.customer;
        }
        self.keys.last.customer += 1;
        let given = self.choose_name(self.template.given_names);
        let family = self.choose_name(self.template.family_names);
        let phone = format!("{}{:07}", self.template.phone_prefix, self.rng.u32(0..10_000_000));
        let class = self.choose(&CLASSES);
        let number = self.keys.last.customer;
        let name = format!("{given} {family}");
        // Some have one, at a domain that never is anybody's.
        let mail =
            if number % 3 == 0 { format!("customer{number}@example.com") } else { String::new() };
        let contact = Contact { name, class, mail, phone };
        let Contact { name, mail, phone, .. } = contact.clone();
        part.customers.push(CustomerRow { id: number, name, class, phone, mail });
        self.contact = contact;
        number
    }

    /// Until when it is paid, by what happens to it.
    pub(super) fn paid(&mut self, draft: &Draft) -> Paid {
        let threshold = self.template.default_after_days;
        let late = |maker: &mut Self| {
            let days = maker.rng.u32(1..threshold);
            maker.days_ago(days)
        };
        let ahead = |maker: &mut Self| {
            let days = maker.rng.i64(0..45);
            maker.today.saturating_add(days.days())
        };
        let before_default =
            draft.defaulted_on.map(|date| date.saturating_sub(i64::from(threshold).days()));
        let until = match draft.kind {
            Kind::PendingActivation | Kind::Cancelled | Kind::Void => None,
            Kind::Late => Some(late(self)),
            Kind::PaidAfterDefault if self.rng.bool() => Some(late(self)),
            Kind::Normal | Kind::PaidAfterDefault => Some(ahead(self)),
            Kind::Finished => {
                let days = self.rng.u32(1..60);
                Some(self.days_ago(days))
            }
            Kind::Defaulted | Kind::DefaultedLately | Kind::Repossessed | Kind::WrittenOff => {
                before_default
            }
        };
        Paid { until, regularly_until: before_default.or(until) }
    }
}
