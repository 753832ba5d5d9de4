//! When events are due.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::settings::{Template, WriteOffSettings};
use super::{Event, EventStatus, Process};

/// Which days a template counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayCount {
    /// All of them.
    Calendar,
    /// Mondays to Fridays that are no holiday of the company.
    Working,
}

impl DayCount {
    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Working => "working",
        }
    }

    /// The count of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Calendar, Self::Working].into_iter().find(|count| count.code() == code)
    }
}

/// The day that lies so many days after another one (R4). Of working days, none after a day is that
/// day itself, or the next one on which somebody works.
pub fn trigger_date(from: Date, days_after: u32, count: DayCount, closed: &BTreeSet<Date>) -> Date {
    if count == DayCount::Calendar {
        return from.saturating_add(SignedDuration::from_hours(i64::from(days_after) * 24));
    }
    let works = |day: &Date| {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !closed.contains(day)
    };
    let first = if days_after == 0 { from } else { from.saturating_add(1.day()) };
    let nth = usize::try_from(days_after.saturating_sub(1)).unwrap_or(usize::MAX);
    first.series(1.day()).filter(works).nth(nth).unwrap_or(Date::MAX)
}

/// The events of a template for a process that is created, or starts anew, on a day.
pub fn events_of(template: &Template, from: Date, closed: &BTreeSet<Date>) -> Vec<Event> {
    std::iter::zip(1.., &template.events)
        .map(|(sequence, event)| Event {
            sequence,
            event_type: event.event_type.clone(),
            trigger_on: trigger_date(from, event.days_after, template.days, closed),
            status: EventStatus::Pending,
            completed_on: None,
        })
        .collect()
}

/// The process with its pending events as its template has them from another start: each keeps its
/// distance from the start (P5). An event that the template does not have moves by as many days as
/// the start does.
pub fn rescheduled(process: &Process, start: Date, settings: &WriteOffSettings) -> Process {
    let mut after = process.clone();
    let closed = settings.closed_days();
    let template = settings.template(&process.template);
    let from_template = |event: &Event| {
        let template = template?;
        let index = usize::try_from(event.sequence).ok()?.checked_sub(1)?;
        let planned = template.events.get(index)?;
        (planned.event_type == event.event_type)
            .then(|| trigger_date(start, planned.days_after, template.days, &closed))
    };
    let moved = process.starts_on.duration_until(start);
    after.starts_on = start;
    for event in &mut after.events {
        if event.status == EventStatus::Pending {
            event.trigger_on = from_template(event)
                .unwrap_or_else(|| event.trigger_on.checked_add(moved).unwrap_or(event.trigger_on));
        }
    }
    after
}
