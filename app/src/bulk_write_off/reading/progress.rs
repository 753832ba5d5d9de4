//! A large file is being read.

use leptos::prelude::*;

use crate::bulk_write_off::flow::{Flow, Progress, Stage};
use crate::bulk_write_off::work::work;
use crate::i18n::bulk_write_off::{self as texts, entries_so_far};
use crate::i18n::{language, t};

/// How far it is, and a way to stop.
#[component]
pub(crate) fn ReadingScreen() -> impl IntoView {
    let work = work();
    let spoken = language();
    let progress = move || {
        work.flow().with(|flow| match flow.stage() {
            Stage::Reading(progress) => Some(progress.clone()),
            _ => None,
        })
    };
    let name = move || progress().map(|progress| progress.name);
    let percent = move || progress().as_ref().and_then(percent);
    let entries = move || {
        let progress = progress().filter(|progress| progress.entries > 0)?;
        Some(entries_so_far(progress.entries, spoken.get()))
    };
    view! {
        <section class="notice waiting-page" role="status">
            <h1>{t(texts::READING)}</h1>
            <p class="file-name">{name}</p>
            <progress max="100" value=percent aria-label=t(texts::READING)></progress>
            <p>{entries}</p>
            <button type="button" on:click=move |_| work.step(|flow: &mut Flow| { flow.start_over(); None })>
                {t(texts::STOP)}
            </button>
        </section>
    }
}

/// How much of the file is read, in percent; nothing before the first slice.
fn percent(progress: &Progress) -> Option<String> {
    (progress.done * 100).checked_div(progress.total).filter(|_| progress.done > 0).map(|n| n.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_of_bytes() {
        let at = |done, total| percent(&Progress { name: String::new(), done, total, entries: 0 });
        assert_eq!(at(0, 100), None);
        assert_eq!(at(512, 2048).as_deref(), Some("25"));
        assert_eq!(at(2048, 2048).as_deref(), Some("100"));
        assert_eq!(at(0, 0), None);
    }
}
