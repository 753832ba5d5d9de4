//! The events of a process as they are to be.

use domain::write_off_process::{EventStatus, events_of};

use super::{Form, ShownEvent};
use crate::write_off_processes::process::draft::{EventDraft, EventKey};

impl Form {
    /// The events, as they stand once it is saved: another template's in their place.
    pub(in crate::write_off_processes) fn shown_events(&self) -> Vec<ShownEvent> {
        let Some(known) = self.known() else { return Vec::new() };
        let record = &known.record;
        if let Some(template) = &self.draft().template {
            let template = record.settings.template(template);
            let planned = template.map(|template| {
                events_of(template, record.starts_on, &record.settings.closed_days())
            });
            let shown = planned.unwrap_or_default().into_iter().map(|event| ShownEvent {
                key: EventKey::Planned(event.sequence),
                event_type: event.event_type,
                trigger_on: Some(event.trigger_on),
                status: EventStatus::Pending,
                completed_on: None,
                removed: false,
            });
            return shown.collect();
        }
        let added = self.draft().added.keys().map(|number| EventKey::New(*number));
        let known = record.events.iter().map(|event| EventKey::Known(event.sequence));
        known.chain(added).filter_map(|key| self.shown_event(key)).collect()
    }

    /// Whether an event can be changed: it is pending, and not of a template that is only chosen.
    pub(in crate::write_off_processes) fn may_change(&self, key: EventKey) -> bool {
        let pending = self.shown_event(key).is_some_and(|one| one.status == EventStatus::Pending);
        self.may_edit() && pending && !matches!(key, EventKey::Planned(_))
    }

    /// An event, as it stands once it is saved.
    pub(in crate::write_off_processes) fn shown_event(&self, key: EventKey) -> Option<ShownEvent> {
        if let EventKey::Planned(_) = key {
            return self.shown_events().into_iter().find(|event| event.key == key);
        }
        let EventDraft { event_type, trigger_on } = self.event(key)?;
        let record = self.event_record(key);
        let removed =
            matches!(key, EventKey::Known(sequence) if self.draft().removed.contains(&sequence));
        Some(ShownEvent {
            key,
            event_type,
            trigger_on: domain::day::parse(&trigger_on),
            status: record.map_or(EventStatus::Pending, |record| record.status),
            completed_on: record.and_then(|record| record.completed_on),
            removed,
        })
    }
}
