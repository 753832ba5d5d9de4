//! The events as a line of days, with today marked.

use std::collections::BTreeMap;

use domain::Date;
use domain::write_off_process::{EventStatus, words};
use leptos::prelude::*;

use crate::i18n::write_off_process::{self as texts, away};
use crate::write_off_processes::process::form::{Form, ShownEvent};
use crate::write_off_processes::written::Written;

/// The line. An event whose day cannot be read is not on it.
pub(super) fn timeline(form: &Form, today: Date, written: &Written<'_>) -> AnyView {
    let events = form.shown_events();
    let mut days: BTreeMap<Date, Vec<&ShownEvent>> = BTreeMap::new();
    days.insert(today, Vec::new());
    for event in events.iter().filter(|event| !event.removed) {
        if let Some(day) = event.completed_on.or(event.trigger_on) {
            days.entry(day).or_default().push(event);
        }
    }
    let days = days.into_iter().map(|(day, events)| self::day(day, &events, today, written));
    view! {
        <ol class="timeline" aria-label=written.say(texts::TIMELINE) data-testid="process-timeline">
            {days.collect_view()}
        </ol>
    }
    .into_any()
}

fn day(day: Date, events: &[&ShownEvent], today: Date, written: &Written<'_>) -> AnyView {
    let when = match day.cmp(&today) {
        std::cmp::Ordering::Less => "past",
        std::cmp::Ordering::Equal => "today",
        std::cmp::Ordering::Greater => "future",
    };
    let days = today.duration_until(day).as_hours() / 24;
    let points = events.iter().map(|event| {
        let name = written.event_type(&event.event_type);
        let name = if name.is_empty() { written.say(texts::NEW).to_owned() } else { name };
        let status = words::event_status(event.status, written.language);
        // What is due and not done is what one looks for.
        let late = event.status == EventStatus::Pending && day < today;
        view! {
            <li data-status=event.status.code() data-late=late.then_some("true")>
                {name}
                <span class="visually-hidden">", " {status}</span>
            </li>
        }
    });
    view! {
        <li data-when=when>
            <time datetime=domain::form::iso_day(day)>{written.day(day)}</time>
            <small>{away(days, written.language)}</small>
            {(!events.is_empty()).then(|| view! { <ul>{points.collect_view()}</ul> })}
        </li>
    }
    .into_any()
}
