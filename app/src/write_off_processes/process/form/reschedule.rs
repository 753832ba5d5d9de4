//! Re-scheduling a process: the start that is typed, and the days that follow from it.

use domain::Date;
use domain::api::ProcessChange;
use domain::form::Typed;
use domain::write_off_process::{EventStatus, Process, rescheduled};

use super::{Change, Form, START};
use crate::recording::Pressed;

impl Form {
    /// Re-schedule was pressed, or left.
    pub(in crate::write_off_processes) fn ask_for_start(&mut self, ask: bool) -> Pressed<Change> {
        self.start_tried = false;
        self.start = ask.then(String::new);
        Pressed::Shown
    }

    /// Whether a start to re-schedule from is asked for.
    pub(in crate::write_off_processes) const fn asks_for_start(&self) -> bool {
        self.start.is_some()
    }

    /// The start was typed.
    pub(in crate::write_off_processes) fn type_start(&mut self, text: String) {
        self.start = Some(text);
    }

    /// The pending events by their sequence, with the day on which each is due and the one on which
    /// it is due from the start that was typed.
    pub(in crate::write_off_processes) fn moved(&self) -> Vec<(u32, String, Date, Option<Date>)> {
        let Some(record) = self.record() else { return Vec::new() };
        let before = Process::from(record);
        let start = self.start.as_deref().and_then(domain::day::parse);
        let after = start.map(|start| rescheduled(&before, start, &record.settings));
        let pending = before.events.iter().enumerate();
        pending
            .filter(|(_, event)| event.status == EventStatus::Pending)
            .map(|(index, event)| {
                let moved = after.as_ref().and_then(|after| after.events.get(index));
                let moved = moved.map(|moved| moved.trigger_on);
                (event.sequence, event.event_type.clone(), event.trigger_on, moved)
            })
            .collect()
    }

    /// Save was pressed where the process is re-scheduled.
    pub(in crate::write_off_processes) fn reschedule(&mut self, id: String) -> Pressed<Change> {
        self.start_tried = true;
        let start = Typed::new(self.start.as_deref().unwrap_or_default());
        let change = ProcessChange::Reschedule { start };
        match self.judge(&change) {
            Some(Ok(_)) => {
                self.start = None;
                self.send(id, change)
            }
            _ => Pressed::Focus(START.to_owned()),
        }
    }
}
