//! A large file is being read.

use domain::language::Language;
use leptos::prelude::*;

use crate::bulk_write_off::flow::{Progress, Stage};
use crate::bulk_write_off::work::work;
use crate::components::{Html, Markup, Press, press, says, words};
use crate::i18n::bulk_write_off::{self as texts, entries_so_far};

/// How far it is, and a way to stop.
#[component]
pub(crate) fn ReadingScreen() -> impl IntoView {
    let work = work();
    let html = words(move |language| {
        work.flow().with(|flow| match flow.stage() {
            Stage::Reading(progress) => show(progress, language),
            _ => String::new(),
        })
    });
    view! {
        <section class="notice late" role="status">
            <Markup html=html/>
            <Press text=says(texts::STOP) act=press(move || work.start_over())/>
        </section>
    }
}

fn show(progress: &Progress, language: Language) -> String {
    let mut html = Html::default();
    html.between("<p class=\"file-name\">", &progress.name, "</p>");
    html.between("<h1>", texts::READING.of(language), "</h1><progress max=\"100\"");
    if let Some(percent) = percent(progress) {
        html.between(" value=\"", &percent.to_string(), "\"");
    }
    html.between(" aria-label=\"", texts::READING.of(language), "\"></progress>");
    if progress.entries > 0 {
        html.between("<p>", &entries_so_far(progress.entries, language), "</p>");
    }
    html.finish()
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
