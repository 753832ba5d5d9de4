//! A large file is being read.

use leptos::prelude::*;

use crate::bulk_write_off::flow::{Progress, Stage};
use crate::bulk_write_off::work::work;
use crate::components::{Press, press, says, words};
use crate::i18n::bulk_write_off::{self as texts, entries_so_far};
use crate::i18n::t;

/// How far it is, and a way to stop.
#[component]
pub(crate) fn ReadingScreen() -> impl IntoView {
    let work = work();
    let progress = Memo::new(move |_| {
        work.flow().with(|flow| match flow.stage() {
            Stage::Reading(progress) => Some(progress.clone()),
            _ => None,
        })
    });
    let name = move || progress.with(|p| p.as_ref().map(|p| p.name.clone()));
    let percent = move || progress.with(|p| p.as_ref().and_then(percent));
    let entries = words(move |language| {
        let entries = progress.with(|p| p.as_ref().map_or(0, |p| p.entries));
        if entries > 0 { entries_so_far(entries, language) } else { String::new() }
    });
    view! {
        <section class="notice late" role="status">
            <p class="file-name">{name}</p>
            <h1>{t(texts::READING)}</h1>
            <progress max="100" value=percent aria-label=t(texts::READING)></progress>
            <p>{entries}</p>
            <Press text=says(texts::STOP) act=press(move || work.start_over())/>
        </section>
    }
}

/// How much of the file is read, in percent; nothing before the first slice.
fn percent(progress: &Progress) -> Option<u64> {
    (progress.done * 100).checked_div(progress.total).filter(|_| progress.done > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_of_bytes() {
        let at = |done, total| percent(&Progress { name: String::new(), done, total, entries: 0 });
        assert_eq!(at(0, 100), None);
        assert_eq!(at(512, 2048), Some(25));
        assert_eq!(at(2048, 2048), Some(100));
        assert_eq!(at(0, 0), None);
    }
}
