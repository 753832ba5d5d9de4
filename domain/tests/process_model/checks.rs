//! States of a process that must not be, and changes of it that must not happen.

use domain::Date;
use domain::write_off_process::{Event, EventStatus, LinkEnd, Process, ProcessReason};

pub(crate) fn is_pending(event: &Event) -> bool {
    event.status == EventStatus::Pending
}

/// What holds of every process at any time.
pub(crate) fn is_sound(process: &Process, today: Date) {
    let pending = process.events.iter().any(is_pending);
    let linked = process.active_contracts().next().is_some();
    let wrote_off =
        process.contracts.iter().any(|one| matches!(one.ended, Some((LinkEnd::WrittenOff, _))));
    if process.is_active() {
        assert_eq!(process.reason, ProcessReason::EventsPending);
        assert!(pending, "active without a pending event: {process:?}");
        assert!(linked || wrote_off, "active without a contract: {process:?}");
        let cancelled = |event: &Event| event.status == EventStatus::Cancelled;
        assert!(!process.events.iter().any(cancelled), "cancelled while active: {process:?}");
    } else {
        assert!(!pending, "inactive with a pending event: {process:?}");
        assert!(!linked, "inactive with an active contract: {process:?}");
    }
    assert!(!process.contracts.is_empty() && !process.events.is_empty(), "{process:?}");
    assert!(process.events.is_sorted_by(|one, next| one.sequence < next.sequence), "{process:?}");
    for event in &process.events {
        let complete = event.status == EventStatus::Complete;
        assert_eq!(event.completed_on.is_some(), complete, "{process:?}");
        let in_time = event.completed_on.is_none_or(|on| event.trigger_on <= on && on <= today);
        assert!(in_time, "completed before it was due, or tomorrow: {process:?}");
    }
    let completed = process.reason == ProcessReason::Completed;
    if completed {
        assert!(
            process.events.iter().all(|one| one.status == EventStatus::Complete),
            "{process:?}"
        );
    }
    for (place, link) in process.contracts.iter().enumerate() {
        let later = &process.contracts[place + 1..];
        let again = later.iter().any(|one| one.contract == link.contract);
        assert!(link.ended.is_some() || !again, "a contract is in it twice: {process:?}");
    }
}

/// What holds of a process that was changed, whoever did it.
pub(crate) fn follows(before: &Process, after: &Process, today: Date) {
    if !before.is_active() {
        assert_eq!(before, after, "a process that had ended changed");
        return;
    }
    assert_eq!(before.created_on, after.created_on, "the creation moved");
    for event in before.events.iter().filter(|event| !is_pending(event)) {
        assert!(after.events.contains(event), "what was done changed: {before:?} {after:?}");
    }
    for event in after.events.iter().filter(|event| event.status == EventStatus::Complete) {
        let new = !before.events.contains(event);
        assert!(!new || event.completed_on == Some(today), "{before:?} {after:?}");
    }
    assert!(before.contracts.len() <= after.contracts.len(), "a link is gone: {after:?}");
    for (old, new) in before.contracts.iter().zip(&after.contracts) {
        assert_eq!(old.contract, new.contract, "a link is of another contract: {after:?}");
        let ended_now = old.ended.is_none() && new.ended.is_none_or(|(_, on)| on == today);
        assert!(old.ended == new.ended || ended_now, "a link that had ended changed: {after:?}");
        let kept = old.ended.is_none() && new.ended.is_none();
        assert!(!kept || before.control == after.control, "a linked contract's control changed");
    }
    let began = before.events.iter().any(|event| !is_pending(event));
    assert!(!began || before.template == after.template, "the template changed: {after:?}");
}
