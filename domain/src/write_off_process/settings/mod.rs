//! What a company has set up for its write-off processes: debt classes, controls, templates, event
//! types, agencies and limits. One document, which is checked and replaced as a whole.

mod check;
mod secrets;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::schedule::DayCount;
use crate::company_settings::Holiday;
use crate::money::Money;

pub use check::InUse;

/// The most of each kind that a company sets up: more nobody finds again.
pub const SETTINGS_OF_A_KIND_MAX: usize = 200;

/// The most events of a template, and of a process.
pub const EVENTS_MAX: usize = 50;

/// The most days from the creation of a process to an event: ten years.
pub const DAYS_AFTER_MAX: u32 = 3_650;

/// The longest name.
pub const NAME_CHARS_MAX: usize = 100;

/// The longest text of a notice or a task.
pub const TEXT_CHARS_MAX: usize = 2_000;

/// Everything that is set up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteOffSettings {
    /// Up to this amount what is owed under a contract is written down instead of a process being
    /// opened. Nothing is, where it is 0.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub small_balance_limit: Money,
    /// Whole days in default after which processes are opened, at most 3,650.
    #[cfg_attr(feature = "openapi", schema(maximum = 3_650))]
    pub grace_days: u32,
    /// Whether the daily run opens processes by itself.
    pub opens_by_itself: bool,
    /// Days on which nobody works, besides Saturdays and Sundays. They are set up in the company's
    /// settings: a change need not have them, and leaves them as they are.
    #[serde(default)]
    pub holidays: Vec<Holiday>,
    /// The kinds of debt: each contract has one.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub debt_classes: Vec<DebtClass>,
    /// The kinds of events.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub event_types: Vec<EventType>,
    /// Plans of events.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub templates: Vec<Template>,
    /// How each kind of debt is written off.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub controls: Vec<Control>,
    /// Collection agencies.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub agencies: Vec<Agency>,
}

/// A kind of debt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DebtClass {
    /// What it is known by: 1 to 32 small letters, digits, `-` or `_`.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[a-z0-9_-]{1,32}$"))]
    pub code: String,
    /// Its name, 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
}

/// A collection agency, to which debt is referred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// What it is known by: 1 to 32 small letters, digits, `-` or `_`.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[a-z0-9_-]{1,32}$"))]
    pub code: String,
    /// Its name, 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EventType {
    /// What it is known by: 1 to 32 small letters, digits, `-` or `_`.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[a-z0-9_-]{1,32}$"))]
    pub code: String,
    /// Its name, 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Whether later events that are due go on while one of this type cannot be completed.
    pub may_be_skipped: bool,
    /// What it does.
    pub does: EventKind,
}

/// What an event does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EventKind {
    /// Tells the customer. In subject and text, `{customer}`, `{account}`, `{amount}` and `{company}`
    /// stand for what they say.
    Notice {
        /// How.
        channel: NoticeChannel,
        /// What it is about; not sent by SMS.
        subject: String,
        /// The text, 1 to 2,000 characters.
        text: String,
    },
    /// Changes the customer's credit score.
    CreditScore {
        /// By how much: -1,000 to 1,000, and not 0.
        points: i32,
    },
    /// Refers what is owed to the agency that has least to collect.
    ReferToAgency,
    /// Cancels the open referrals of the process.
    CancelReferral,
    /// Gives somebody something to do: it stands among the actions.
    Task {
        /// What is to be done, 1 to 2,000 characters.
        text: String,
    },
    /// Calls another system, signed as Standard Webhooks describe.
    WebHook {
        /// Where: an `https` or `http` address.
        url: String,
        /// What the call is signed with: `whsec_` and 24 to 64 bytes in base64. It is never shown
        /// again; an empty one keeps the one that is there.
        secret: String,
    },
    /// Writes the linked contracts off.
    WriteOff,
}

impl EventKind {
    /// The stable code that storage and the API use.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Notice { .. } => "notice",
            Self::CreditScore { .. } => "credit_score",
            Self::ReferToAgency => "refer_to_agency",
            Self::CancelReferral => "cancel_referral",
            Self::Task { .. } => "task",
            Self::WebHook { .. } => "web_hook",
            Self::WriteOff => "write_off",
        }
    }
}

/// How a customer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoticeChannel {
    /// On paper: the text waits among the process's messages to be printed.
    Letter,
    /// By mail to the customer's address.
    Mail,
    /// By SMS to the customer's phone.
    Sms,
}

impl NoticeChannel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Letter, Self::Mail, Self::Sms];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }

    /// The channel of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

/// A plan of events. Processes that were made from it keep their events when it changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// What it is known by: 1 to 32 small letters, digits, `-` or `_`.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[a-z0-9_-]{1,32}$"))]
    pub code: String,
    /// Its name, 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Which days are counted.
    pub days: DayCount,
    /// Its events in their sequence, 1 to 50.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 50))]
    pub events: Vec<TemplateEvent>,
}

/// An event of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateEvent {
    /// The code of its type.
    pub event_type: String,
    /// How many days after the creation of the process it is due, at most 3,650.
    #[cfg_attr(feature = "openapi", schema(maximum = 3_650))]
    pub days_after: u32,
}

/// How one kind of debt is written off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// What it is known by: 1 to 32 small letters, digits, `-` or `_`.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[a-z0-9_-]{1,32}$"))]
    pub code: String,
    /// Its name, 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The code of the debt class that it is for. One control is for a class.
    pub debt_class: String,
    /// Which template is taken, by priority. The last one is the default.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 50))]
    pub criteria: Vec<Criterion>,
}

/// When a template is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// The lowest is looked at first, 1 to 999; each once.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 999))]
    pub priority: u32,
    /// What must be true.
    pub when: Condition,
    /// The code of the template that is taken then.
    pub template: String,
}

/// What must be true of an account for a template to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The company holds a deposit of the customer.
    DepositHeld,
    /// The customer is a household.
    ClassResidential,
    /// The customer is a business.
    ClassBusiness,
    /// The customer is an institution.
    ClassInstitution,
    /// Nothing: whatever was not taken before.
    Default,
}

impl Condition {
    /// Every condition.
    pub const ALL: [Self; 5] = [
        Self::DepositHeld,
        Self::ClassResidential,
        Self::ClassBusiness,
        Self::ClassInstitution,
        Self::Default,
    ];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DepositHeld => "deposit_held",
            Self::ClassResidential => "class_residential",
            Self::ClassBusiness => "class_business",
            Self::ClassInstitution => "class_institution",
            Self::Default => "default",
        }
    }

    /// The condition of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|condition| condition.code() == code)
    }

    fn holds(self, customer_class: &str, deposit: Money) -> bool {
        match self {
            Self::DepositHeld => deposit > Money::ZERO,
            Self::ClassResidential => customer_class == "residential",
            Self::ClassBusiness => customer_class == "business",
            Self::ClassInstitution => customer_class == "institution",
            Self::Default => true,
        }
    }
}

impl Control {
    /// The code of the template for an account, by its customer's class and its deposit: that of the
    /// first criterion that is true (R11).
    pub fn template_for(&self, customer_class: &str, deposit: Money) -> Option<&str> {
        self.criteria
            .iter()
            .filter(|criterion| criterion.when.holds(customer_class, deposit))
            .min_by_key(|criterion| criterion.priority)
            .map(|criterion| criterion.template.as_str())
    }
}

impl WriteOffSettings {
    /// The event type of a code.
    pub fn event_type(&self, code: &str) -> Option<&EventType> {
        self.event_types.iter().find(|one| one.code == code)
    }

    /// The template of a code.
    pub fn template(&self, code: &str) -> Option<&Template> {
        self.templates.iter().find(|one| one.code == code)
    }

    /// The control of a code.
    pub fn control(&self, code: &str) -> Option<&Control> {
        self.controls.iter().find(|one| one.code == code)
    }

    /// The control of a debt class.
    pub fn control_of_class(&self, debt_class: &str) -> Option<&Control> {
        self.controls.iter().find(|one| one.debt_class == debt_class)
    }

    /// The days on which nobody works.
    pub fn closed_days(&self) -> BTreeSet<Date> {
        self.holidays.iter().map(|holiday| holiday.day).collect()
    }
}
