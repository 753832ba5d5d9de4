//! Whether what a company sets up for its write-off processes holds together.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Condition, Control, DAYS_AFTER_MAX, EVENTS_MAX, EventKind, NoticeChannel,
    SETTINGS_OF_A_KIND_MAX, TEXT_CHARS_MAX, Template, WriteOffSettings,
};
use crate::form::{Fault, FieldFault, Reader};
use crate::money::{AMOUNT_MAX, Money};

/// What others refer to, and cannot be removed therefore: codes that stand in processes, contracts
/// and referrals. And the secrets that are there, of which nothing else is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InUse {
    /// Debt classes of contracts.
    pub debt_classes: BTreeSet<String>,
    /// Types of the events of processes.
    pub event_types: BTreeSet<String>,
    /// Templates of processes.
    pub templates: BTreeSet<String>,
    /// Controls of processes, with the debt class that each has: their contracts were linked for it.
    pub controls: BTreeMap<String, String>,
    /// Agencies that debt was referred to.
    pub agencies: BTreeSet<String>,
    /// Types of events that call a web hook with a secret: an empty one keeps it.
    pub secrets: BTreeSet<String>,
}

impl WriteOffSettings {
    /// Whether it may be set up like this.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, with its place in the document, never empty: names and codes that are
    /// missing or not well formed, what stands twice, what refers to nothing, a control without
    /// default (P8), what is in use and was removed, and a control in use that got another debt class
    /// (R2).
    pub fn check(&self, in_use: &InUse) -> Result<(), Vec<FieldFault>> {
        let mut reader = Reader::default();
        if self.small_balance_limit < Money::ZERO {
            reader.fault("/small_balance_limit", Fault::NotAnAmount);
        }
        if self.small_balance_limit > AMOUNT_MAX {
            reader.fault("/small_balance_limit", Fault::AmountTooLarge);
        }
        if self.grace_days > DAYS_AFTER_MAX {
            reader.fault("/grace_days", Fault::TooManyDays { most: DAYS_AFTER_MAX });
        }
        self.check_names(&mut reader, in_use);
        for (index, event_type) in self.event_types.iter().enumerate() {
            let here = place(&["event_types", &index.to_string(), "does"]);
            let has_secret = in_use.secrets.contains(&event_type.code);
            event_type.does.check(&mut reader, &here, has_secret);
        }
        for (index, template) in self.templates.iter().enumerate() {
            self.check_template(&mut reader, index, template);
        }
        for (index, control) in self.controls.iter().enumerate() {
            self.check_control(&mut reader, index, control);
            let had = in_use.controls.get(&control.code);
            if had.is_some_and(|class| *class != control.debt_class) {
                reader.fault(
                    place(&["controls", &index.to_string(), "debt_class"]),
                    Fault::ClassFixed,
                );
            }
        }
        reader.finish(Some(()))
    }

    fn check_names(&self, reader: &mut Reader, in_use: &InUse) {
        let debt_classes = self.debt_classes.iter().map(|one| (&*one.code, &*one.name));
        check_kind(reader, "debt_classes", &in_use.debt_classes, debt_classes);
        let agencies = self.agencies.iter().map(|one| (&*one.code, &*one.name));
        check_kind(reader, "agencies", &in_use.agencies, agencies);
        let event_types = self.event_types.iter().map(|one| (&*one.code, &*one.name));
        check_kind(reader, "event_types", &in_use.event_types, event_types);
        let templates = self.templates.iter().map(|one| (&*one.code, &*one.name));
        check_kind(reader, "templates", &in_use.templates, templates);
        let controls = self.controls.iter().map(|one| (&*one.code, &*one.name));
        let controls_in_use = in_use.controls.keys().cloned().collect();
        check_kind(reader, "controls", &controls_in_use, controls);
    }

    fn check_template(&self, reader: &mut Reader, index: usize, template: &Template) {
        let here = index.to_string();
        if template.events.is_empty() || template.events.len() > EVENTS_MAX {
            let most = EVENTS_MAX;
            reader.fault(place(&["templates", &here, "events"]), Fault::NotSoMany { most });
        }
        for (number, event) in template.events.iter().enumerate() {
            let at = |field| place(&["templates", &here, "events", &number.to_string(), field]);
            if self.event_type(&event.event_type).is_none() {
                reader.fault(at("event_type"), Fault::UnknownEventType);
            }
            if event.days_after > DAYS_AFTER_MAX {
                reader.fault(at("days_after"), Fault::TooManyDays { most: DAYS_AFTER_MAX });
            }
        }
    }

    fn check_control(&self, reader: &mut Reader, index: usize, control: &Control) {
        let here = index.to_string();
        if !self.debt_classes.iter().any(|class| class.code == control.debt_class) {
            reader.fault(place(&["controls", &here, "debt_class"]), Fault::UnknownDebtClass);
        }
        let before = self.controls.iter().take(index);
        if before.into_iter().any(|other| other.debt_class == control.debt_class) {
            reader.fault(place(&["controls", &here, "debt_class"]), Fault::StandsTwice);
        }
        let last = control.criteria.iter().max_by_key(|criterion| criterion.priority);
        if last.is_none_or(|criterion| criterion.when != Condition::Default) {
            reader.fault(place(&["controls", &here, "criteria"]), Fault::NoDefaultCriterion);
        }
        if control.criteria.len() > EVENTS_MAX {
            let most = EVENTS_MAX;
            reader.fault(place(&["controls", &here, "criteria"]), Fault::NotSoMany { most });
        }
        let mut seen = BTreeSet::new();
        for (number, criterion) in control.criteria.iter().enumerate() {
            let at = |field| place(&["controls", &here, "criteria", &number.to_string(), field]);
            if criterion.priority == 0 || criterion.priority > 999 {
                reader.fault(at("priority"), Fault::NotAPriority);
            } else if !seen.insert(criterion.priority) {
                reader.fault(at("priority"), Fault::StandsTwice);
            }
            if self.template(&criterion.template).is_none() {
                reader.fault(at("template"), Fault::UnknownTemplate);
            }
        }
    }
}

impl EventKind {
    fn check(&self, reader: &mut Reader, here: &str, has_secret: bool) {
        let at = |field: &str| [here, "/", field].concat();
        match self {
            Self::Notice { channel, subject, text } => {
                if *channel != NoticeChannel::Sms {
                    reader.name(&at("subject"), subject);
                }
                reader.text(&at("text"), text, TEXT_CHARS_MAX);
            }
            Self::Task { text } => reader.text(&at("text"), text, TEXT_CHARS_MAX),
            Self::CreditScore { points } => {
                if *points == 0 || !(-1_000..=1_000).contains(points) {
                    reader.fault(at("points"), Fault::NotPoints);
                }
            }
            Self::WebHook { url, secret } => {
                if !is_address(url) {
                    reader.fault(at("url"), Fault::NotAnAddress);
                }
                let keeps = secret.is_empty() && has_secret;
                if !keeps && !is_secret(secret) {
                    reader.fault(at("secret"), Fault::NotASecret);
                }
            }
            Self::ReferToAgency | Self::CancelReferral | Self::WriteOff => (),
        }
    }
}

/// An address that another system can have. Whether it is one within the company's own network is
/// seen when it is called.
fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && url.len() <= 500
        && url.bytes().all(|byte| byte.is_ascii_graphic())
}

/// `whsec_` and base64 of 24 to 64 bytes, which somebody will have to decode.
fn is_secret(secret: &str) -> bool {
    let Some(encoded) = secret.strip_prefix("whsec_") else { return false };
    let digits = encoded.trim_end_matches('=');
    let padding = encoded.len() - digits.len();
    let of_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    encoded.len().is_multiple_of(4)
        && padding <= 2
        && digits.bytes().all(of_base64)
        && (24..=64).contains(&(digits.len() * 3 / 4))
}

/// Codes and names of a kind: well formed, each code once, and none removed that is in use.
fn check_kind<'a>(
    reader: &mut Reader,
    kind: &str,
    in_use: &BTreeSet<String>,
    items: impl Iterator<Item = (&'a str, &'a str)>,
) {
    let mut seen = BTreeSet::new();
    for (index, (code, name)) in items.enumerate() {
        let index = index.to_string();
        if !is_code(code) {
            reader.fault(place(&[kind, &index, "code"]), Fault::NotACode);
        }
        reader.name(&place(&[kind, &index, "name"]), name);
        if !seen.insert(code) {
            reader.fault(place(&[kind, &index, "code"]), Fault::StandsTwice);
        }
    }
    if seen.len() > SETTINGS_OF_A_KIND_MAX {
        let most = SETTINGS_OF_A_KIND_MAX;
        reader.fault(place(&[kind]), Fault::NotSoMany { most });
    }
    if in_use.iter().any(|code| !seen.contains(code.as_str())) {
        reader.fault(place(&[kind]), Fault::InUse);
    }
}

fn is_code(code: &str) -> bool {
    let of_a_code = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_')
    };
    (1..=32).contains(&code.len()) && code.bytes().all(of_a_code)
}

/// A JSON pointer. None of what it is made of has a character that would be escaped.
fn place(parts: &[&str]) -> String {
    parts.iter().flat_map(|part| ["/", part]).collect()
}
