//! What cannot be removed, because something refers to it.

use super::{ControlDraft, Draft, EventTypeDraft, Key, Kind, Named, TemplateDraft};

/// What refers to something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::write_off_settings) struct Used {
    /// Whether accounts and processes do: contracts to a debt class, referrals to an agency, processes
    /// to the rest.
    pub by_processes: bool,
    /// The names of the templates or controls that do here.
    pub by: Vec<String>,
}

impl Used {
    /// Whether nothing does.
    pub(in crate::write_off_settings) fn is_nothing(&self) -> bool {
        !self.by_processes && self.by.is_empty()
    }
}

impl Draft {
    /// What refers to something.
    pub(in crate::write_off_settings) fn used(&self, kind: Kind, key: Key) -> Used {
        let (typed, in_use) = (&self.typed, &self.in_use);
        let codes = |code: &str| match kind {
            Kind::DebtClasses => in_use.debt_classes.contains(code),
            Kind::EventTypes => in_use.event_types.contains(code),
            Kind::Templates => in_use.templates.contains(code),
            Kind::Controls => in_use.controls.contains_key(code),
            Kind::Agencies => in_use.agencies.contains(code),
        };
        let saved = self.all_named(kind).into_iter().find(|one| one.key == key);
        let saved = saved.and_then(|one| one.saved_as.as_deref());
        let refers = Some(key);
        let by = match kind {
            Kind::DebtClasses => {
                let controls = typed.controls.iter().filter(|one| one.debt_class == refers);
                controls.map(|one| one.named.name.clone()).collect()
            }
            Kind::EventTypes => typed
                .templates
                .iter()
                .filter(|one| one.events.iter().any(|event| event.refers_to == refers))
                .map(|one| one.named.name.clone())
                .collect(),
            Kind::Templates => typed
                .controls
                .iter()
                .filter(|one| one.criteria.iter().any(|row| row.refers_to == refers))
                .map(|one| one.named.name.clone())
                .collect(),
            Kind::Controls | Kind::Agencies => Vec::new(),
        };
        Used { by_processes: saved.is_some_and(codes), by }
    }

    /// Puts back what is in use and was removed.
    pub(in crate::write_off_settings) fn put_back(&mut self, kind: Kind) {
        let saved = Self { typed: self.saved.clone(), ..self.clone() };
        for key in saved.keys(kind) {
            if self.keys(kind).contains(&key) || !saved.used(kind, key).by_processes {
                continue;
            }
            let (typed, before) = (&mut self.typed, &self.saved);
            match kind {
                Kind::DebtClasses => restore(&mut typed.debt_classes, &before.debt_classes, key),
                Kind::Agencies => restore(&mut typed.agencies, &before.agencies, key),
                Kind::EventTypes => restore(&mut typed.event_types, &before.event_types, key),
                Kind::Templates => restore(&mut typed.templates, &before.templates, key),
                Kind::Controls => restore(&mut typed.controls, &before.controls, key),
            }
        }
    }

    /// Whether a type of events has a secret that is kept where none is typed.
    pub(in crate::write_off_settings) fn has_secret(&self, key: Key) -> bool {
        let types = self.typed.event_types.iter();
        let saved = types.into_iter().find(|one| one.named.key == key);
        let saved = saved.and_then(|one| one.named.saved_as.as_deref());
        saved.is_some_and(|code| self.in_use.secrets.contains(code))
    }
}

/// What has a key.
trait Keyed: Clone {
    fn key(&self) -> Key;
}

impl Keyed for Named {
    fn key(&self) -> Key {
        self.key
    }
}

impl Keyed for EventTypeDraft {
    fn key(&self) -> Key {
        self.named.key
    }
}

impl Keyed for TemplateDraft {
    fn key(&self) -> Key {
        self.named.key
    }
}

impl Keyed for ControlDraft {
    fn key(&self) -> Key {
        self.named.key
    }
}

fn restore<T: Keyed>(to: &mut Vec<T>, from: &[T], key: Key) {
    to.extend(from.iter().find(|one| one.key() == key).cloned());
}
