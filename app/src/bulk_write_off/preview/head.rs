//! Which file, which day, whether the file was used before, and the numbers to decide by.

use std::sync::Arc;

use domain::api::SessionReply;
use domain::language::Language;
use leptos::prelude::*;

use crate::bulk_write_off::previewed::Previewed;
use crate::bulk_write_off::work::work;
use crate::components::{Html, Markup, Press, press, says, words};
use crate::i18n::bulk_write_off::{
    self as texts, days, early_count, today_is, used_before, will, will_not,
};
use crate::i18n::format::{count, counted, date, money_with_code};
use crate::i18n::moment;
use crate::routes;
use crate::session::session;

/// The head of the preview.
#[component]
pub(crate) fn Head(previewed: Arc<Previewed>) -> impl IntoView {
    let work = work();
    let person = session().person_now()?;
    let (file, for_file) = (Arc::clone(&previewed), person.clone());
    let file = words(move |language| self::file(&file, &for_file, language));
    let numbers = words(move |language| numbers(&previewed, &person, language));
    let again = press(move || work.start_over());
    Some(view! {
        <header class="page-head with-side">
            <Markup class="page-head-text" html=file/>
            <Press id="choose-another" text=says(texts::CHOOSE_ANOTHER) act=again/>
        </header>
        <Markup html=numbers/>
    })
}

fn file(previewed: &Previewed, person: &SessionReply, language: Language) -> String {
    let time_zone = &person.company.time_zone;
    let entries = previewed.preview.counts.entries;
    let mut html = Html::default();
    html.between("<h1>", &previewed.reading.file.name, "</h1>");
    html.between("<p>", &counted(entries, texts::ENTRY, texts::ENTRIES, language), " · ");
    html.between("", texts::READ_JUST_NOW.of(language), " · ");
    let today = date(previewed.today, language);
    html.between("", &today_is(&today, time_zone, language), "</p>");
    if let Some(earlier) = previewed.earlier.first() {
        // Going on is possible: the rule says what happens to each entry.
        let when = moment(&earlier.committed_at, time_zone, language);
        let used = used_before(&when, &earlier.submitted_by, earlier.written_off, language);
        html.between("<p class=\"note\" data-testid=\"used-before\">", &used, " ");
        let href = routes::bulk_write_off(&earlier.id);
        html.link("", &href, texts::SHOW_OPERATION.of(language));
        html.push_str("</p>");
    }
    html.finish()
}

fn numbers(previewed: &Previewed, person: &SessionReply, language: Language) -> String {
    let counts = &previewed.preview.counts;
    let mut html = Html::default();
    html.push_str("<dl class=\"summary\" data-testid=\"preview-summary\" data-eligible=\"");
    html.between("", &counts.eligible.to_string(), "\" data-ineligible=\"");
    html.between("", &counts.not_eligible().to_string(), "\" data-entries=\"");
    html.between("", &counts.entries.to_string(), "\">");
    html.fact(will(counts.eligible, language), &count(counts.eligible, language));
    let left = counts.not_eligible();
    html.fact(will_not(left, language), &count(left, language));
    let amount = money_with_code(counts.amount, &person.company.currency, language);
    html.fact(texts::AMOUNT_OUTSTANDING.of(language), &amount);
    if let Some(youngest) = counts.youngest_default_days {
        html.between("<div><dt>", texts::YOUNGEST.of(language), "</dt><dd>");
        html.text(&days(youngest, language));
        if counts.early > 0 {
            let limit = previewed.policy.early_write_off_days;
            html.between(" <mark>", &early_count(counts.early, limit, language), "</mark>");
        }
        html.push_str("</dd></div>");
    }
    html.push_str("</dl>");
    html.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk_write_off::flow_tests::previewed;
    use crate::session::state_tests::person;

    #[test]
    fn the_numbers_are_those_of_the_preview() {
        let html = numbers(&previewed(), &person("wanjiku"), Language::En);
        for part in [
            "data-eligible=\"2\" data-ineligible=\"3\" data-entries=\"5\"",
            "<dt>will be written off</dt><dd>2</dd>",
            "<dd>KES\u{a0}22,400.00</dd>",
            "<dd>3\u{a0}days <mark>1 below 90 days</mark>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
