//! Which file, which day, whether the file was used before, and the numbers to decide by.

use std::sync::Arc;

use domain::language::Language;
use domain::money::Currency;
use leptos::prelude::*;

use crate::bulk_write_off::previewed::Previewed;
use crate::bulk_write_off::work::work;
use crate::components::{Press, fact, in_language, press, says};
use crate::i18n::bulk_operation::{used_before, will};
use crate::i18n::bulk_write_off::{
    self as texts, days, early_count, headings_again, today_is, will_not,
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
    let again = press(move || work.start_over());
    let (file_of, time_zone) = (Arc::clone(&previewed), person.company.time_zone.clone());
    let file = in_language(move |language| file(&file_of, &time_zone, language));
    let numbers =
        in_language(move |language| numbers(&previewed, &person.company.currency, language));
    Some(view! {
        <header class="page-head with-side">
            <div class="page-head-text">{file}</div>
            <Press id="choose-another" text=says(texts::CHOOSE_ANOTHER) act=again/>
        </header>
        {numbers}
    })
}

fn file(previewed: &Previewed, time_zone: &str, language: Language) -> AnyView {
    let facts = [
        counted(previewed.preview.counts.entries, texts::ENTRY, texts::ENTRIES, language),
        texts::READ_JUST_NOW.of(language).to_owned(),
        today_is(&date(previewed.today, language), time_zone, language),
    ];
    let again = &previewed.reading.upload.headings_again;
    let again = (!again.is_empty()).then(|| {
        view! {
            <p class="hint" data-testid="headings-again">{headings_again(again, language)}</p>
        }
    });
    // Going on is possible: the rule says what happens to each entry.
    let used = previewed.earlier.first().map(|earlier| {
        let (kind, done) = (previewed.kind(), earlier.written_off + earlier.started);
        let when = moment(&earlier.committed_at, time_zone, language);
        let used = used_before(kind, &when, &earlier.submitted_by, done, language);
        view! {
            <p class="note" data-testid="used-before">
                {used}
                " "
                <a href=routes::operation(kind, &earlier.id)>
                    {texts::SHOW_OPERATION.of(language)}
                </a>
            </p>
        }
    });
    view! {
        <h1>{previewed.reading.file.name.clone()}</h1>
        <p>{facts.join(" · ")}</p>
        {again}
        {used}
    }
    .into_any()
}

fn numbers(previewed: &Previewed, currency: &Currency, language: Language) -> AnyView {
    let counts = &previewed.preview.counts;
    let left = counts.not_eligible();
    let amount = money_with_code(counts.amount, currency, language);
    let youngest = counts.youngest_default_days.map(|youngest| {
        let limit = previewed.purpose.early_days();
        let early = (counts.early > 0).then(|| {
            view! { " " <mark>{early_count(counts.early, limit, language)}</mark> }
        });
        fact(texts::YOUNGEST.of(language), (days(youngest, language), early))
    });
    view! {
        <dl
            class="summary"
            data-testid="preview-summary"
            data-eligible=counts.eligible
            data-ineligible=left
            data-entries=counts.entries
        >
            {fact(will(previewed.kind(), counts.eligible, language), count(counts.eligible, language))}
            {fact(will_not(left, language), count(left, language))}
            {fact(texts::AMOUNT_OUTSTANDING.of(language), amount)}
            {youngest}
        </dl>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk_write_off::flow_tests::previewed;
    use crate::components::rendered;
    use crate::session::state_tests::person;

    #[test]
    fn the_numbers_are_those_of_the_preview() {
        let currency = person("wanjiku").company.currency;
        let html = rendered(|| numbers(&previewed(), &currency, Language::En));
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
