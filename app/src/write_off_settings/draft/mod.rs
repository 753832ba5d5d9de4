//! What is set up, as it is typed. What refers to something does so by its key, so that a name or a
//! code can still change; the document of the server is made of it again for each check.

mod edit;
mod load;
mod read;
mod shown;
#[cfg(test)]
mod tests;
mod used;

use std::collections::BTreeSet;

use domain::Date;
use domain::api::WriteOffSettingsReply;
use domain::money::Currency;
use domain::write_off_process::settings::{EventKind, InUse};

use load::{Keys, key_of};
pub(super) use read::{place, row_place};
pub(super) use used::Used;

/// What tells things of a draft apart while they come and go.
pub(super) type Key = u32;

/// A kind of what is set up, by its name in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    DebtClasses,
    EventTypes,
    Templates,
    Controls,
    Agencies,
}

impl Kind {
    /// Every kind, in the order in which the page shows them.
    pub(super) const ALL: [Self; 5] =
        [Self::DebtClasses, Self::EventTypes, Self::Templates, Self::Controls, Self::Agencies];

    /// Its name in the document.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::DebtClasses => "debt_classes",
            Self::EventTypes => "event_types",
            Self::Templates => "templates",
            Self::Controls => "controls",
            Self::Agencies => "agencies",
        }
    }
}

/// Something that has a name and a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub key: Key,
    /// The code under which it is saved already, and stays.
    pub saved_as: Option<String>,
    /// The code of a new one; empty, it is made of the name.
    pub code: String,
    pub name: String,
}

/// A type of events. It keeps what was typed for another kind than the one that is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EventTypeDraft {
    pub named: Named,
    pub may_be_skipped: bool,
    /// The code of what it does.
    pub kind: String,
    /// The code of the channel of a notice.
    pub channel: String,
    pub subject: String,
    pub text: String,
    pub points: String,
    pub url: String,
    /// A new secret; empty, the one that is there stays.
    pub secret: String,
}

/// A template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TemplateDraft {
    pub named: Named,
    /// The code of which days are counted.
    pub days: String,
    pub events: Vec<Row>,
}

/// A control.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ControlDraft {
    pub named: Named,
    /// The key of its debt class.
    pub debt_class: Option<Key>,
    /// Its criteria, the first one that is true counts.
    pub criteria: Vec<Row>,
}

/// An event of a template, or a criterion of a control.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub key: Key,
    /// The key of the event's type, or of the criterion's template.
    pub refers_to: Option<Key>,
    /// After how many days the event is due, or the code of the criterion's condition.
    pub text: String,
    /// The priority that is saved of a criterion.
    pub priority: Option<u32>,
}

/// Everything that can be typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub small_balance_limit: String,
    pub grace_days: String,
    pub opens_by_itself: bool,
    pub debt_classes: Vec<Named>,
    pub agencies: Vec<Named>,
    pub event_types: Vec<EventTypeDraft>,
    pub templates: Vec<TemplateDraft>,
    pub controls: Vec<ControlDraft>,
}

/// What is set up, while it is changed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The version that it began with.
    pub version: u32,
    /// Today in the company's time zone.
    pub today: Date,
    /// The days on which nobody works.
    pub closed: BTreeSet<Date>,
    pub typed: Typed,
    /// It is another one when all fields are to be built anew.
    pub generation: u32,
    currency: Currency,
    saved: Typed,
    in_use: InUse,
    next_key: Key,
    /// Whether everything that is wrong is said.
    tried: bool,
    /// The fields that were left after something was typed into them.
    left: Vec<String>,
}

/// What is wrong, and where: a place of the document with keys in place of its indices.
pub(super) type Wrong = crate::recording::WrongAt;

impl Draft {
    /// What is set up, to be changed.
    pub(super) fn new(reply: WriteOffSettingsReply, currency: Currency) -> Self {
        let WriteOffSettingsReply { version, today, settings, in_use } = reply;
        let closed = settings.closed_days();
        let mut keys = Keys::default();
        let mut typed = keys.typed(settings, &currency);
        // Contracts have classes before anything is set up: each begins with its code as its name.
        for code in &in_use.debt_classes {
            if key_of(typed.debt_classes.iter(), code).is_none() {
                typed.debt_classes.push(keys.named(code.clone(), code.clone()));
            }
        }
        Self {
            version,
            today,
            closed,
            saved: typed.clone(),
            typed,
            generation: 0,
            currency,
            in_use,
            next_key: keys.next(),
            tried: false,
            left: Vec::new(),
        }
    }

    /// Other things are set up now: what was typed is given up.
    pub(super) fn begin_again(&mut self, reply: WriteOffSettingsReply) {
        let generation = self.generation.wrapping_add(1);
        *self = Self { generation, ..Self::new(reply, self.currency.clone()) };
    }

    /// Whether anything is different from what is saved.
    pub(super) fn has_changes(&self) -> bool {
        self.typed != self.saved
    }

    /// The server knows of other things that are in use; whether everything else is as it was.
    pub(super) fn learn(&mut self, reply: WriteOffSettingsReply) -> bool {
        self.tried = true;
        self.in_use = reply.in_use;
        reply.version == self.version
    }
}

impl crate::recording::Draft for Draft {
    type Typed = Typed;

    fn typed(&self) -> &Typed {
        &self.typed
    }

    fn typed_mut(&mut self) -> &mut Typed {
        &mut self.typed
    }

    fn wrong(&self) -> Vec<Wrong> {
        self.wrong_to_say()
    }

    fn leave(&mut self, place: &str) {
        if !self.left.iter().any(|left| left == place) {
            self.left.push(place.to_owned());
        }
    }
}

impl EventTypeDraft {
    fn of(does: EventKind) -> Self {
        let draft = Self { kind: does.code().to_owned(), ..Self::blank() };
        match does {
            EventKind::Notice { channel, subject, text } => {
                Self { channel: channel.code().to_owned(), subject, text, ..draft }
            }
            EventKind::Task { text } => Self { text, ..draft },
            EventKind::CreditScore { points } => Self { points: points.to_string(), ..draft },
            EventKind::WebHook { url, secret } => Self { url, secret, ..draft },
            EventKind::ReferToAgency | EventKind::CancelReferral | EventKind::WriteOff => draft,
        }
    }

    /// A new one: a letter to the customer.
    fn blank() -> Self {
        Self { kind: "notice".to_owned(), channel: "letter".to_owned(), ..Self::default() }
    }
}
