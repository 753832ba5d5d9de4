//! Several columns, and nothing says which one holds the account IDs: the page asks.

mod answer;
mod rows;

use std::sync::Arc;

use answer::Answer;
use domain::upload::Refusal;
use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::chosen::Refused;
use super::work::work;
use crate::components::{Markup, Press, press, says, words};
use crate::i18n::bulk_write_off as texts;

/// The first rows, with a choice over each column.
#[component]
pub(crate) fn WhichColumn(
    /// The file, with its first rows.
    refused: Arc<Refused>,
) -> impl IntoView {
    let Refusal::WhichColumn { first_rows, first_row_is_heading } = refused.refusal.clone() else {
        return None;
    };
    let work = work();
    let answer = RwSignal::new(Answer::new(first_row_is_heading));
    let go = press(move || {
        if let Some(choice) = answer.get_untracked().choice() {
            work.step(|flow| flow.choose_column(choice));
        }
    });
    let unanswered = Signal::derive(move || answer.get().choice().is_none());
    let question = words(move |language| {
        rows::question(&refused.name, &first_rows, first_row_is_heading, language)
    });
    Some(view! {
        <section
            class="which-column"
            data-testid="upload-problem"
            data-code="which_column"
            on:change=move |event| take(&event, answer)
        >
            <Markup html=question/>
            <div class="buttons">
                <Press
                    class="primary"
                    id="use-column"
                    text=says(texts::WHICH_GO)
                    act=go
                    disabled=unanswered
                />
                <Press text=says(texts::CHOOSE_ANOTHER) act=press(move || work.start_over())/>
            </div>
        </section>
    })
}

/// Something was answered: a column was chosen, or the first row called a heading or not.
fn take(event: &Event, answer: RwSignal<Answer>) {
    let input =
        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(input) = input {
        answer.update(|answer| match input.value().parse() {
            Ok(column) => answer.chosen = Some(column),
            Err(_) => answer.first_row_is_heading = input.checked(),
        });
    }
}
