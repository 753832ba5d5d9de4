//! Several columns, and nothing says which one holds the account IDs: the page asks.

mod answer;

use answer::Answer;
use leptos::prelude::*;

use super::work::work;
use crate::i18n::bulk_write_off::{self as texts, column_number};
use crate::i18n::{language, t};

/// The first rows, with a choice over each column.
#[component]
pub(crate) fn WhichColumn(
    /// What the file is called.
    name: String,
    /// Its first rows.
    rows: Vec<Vec<String>>,
    /// Whether the first of them looks like a heading.
    first_row_is_heading: bool,
) -> impl IntoView {
    let work = work();
    let answer = RwSignal::new(Answer::new(&rows, first_row_is_heading));
    let choices = (0..answer.get_untracked().columns())
        .map(|index| view! { <ColumnChoice index=index answer=answer/> })
        .collect_view();
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(index, cells)| {
            let heading = move || index == 0 && answer.get().first_row_is_heading;
            let cells = (0..answer.get_untracked().columns())
                .map(|column| {
                    let chosen = move || answer.get().chosen == Some(column);
                    let text = cells.get(column).cloned().unwrap_or_default();
                    view! { <td class:chosen=chosen>{text}</td> }
                })
                .collect_view();
            view! { <tr class:heading=heading>{cells}</tr> }
        })
        .collect_view();
    let go = move |_| {
        if let Some(choice) = answer.get_untracked().choice() {
            work.step(|flow| flow.choose_column(choice));
        }
    };
    view! {
        <section class="which-column" data-testid="upload-problem" data-code="which_column">
            <p class="file-name">{name}</p>
            <h1>{t(texts::WHICH_TITLE)}</h1>
            <p>{t(texts::WHICH_TEXT)}</p>
            <div class="table-frame" tabindex="0" role="group" aria-label=t(texts::WHICH_LIST)>
                <table class="first-rows">
                    <thead><tr>{choices}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || answer.get().first_row_is_heading
                    data-testid="first-row-is-heading"
                    on:change=move |event| {
                        answer.update(|answer| answer.first_row_is_heading = event_target_checked(&event));
                    }
                />
                <span>{t(texts::WHICH_HEADING)}</span>
            </label>
            <p class="hint">{t(texts::WHICH_ONLY)}</p>
            <div class="buttons">
                <button
                    type="button"
                    class="primary"
                    disabled=move || answer.get().choice().is_none()
                    data-testid="use-column"
                    on:click=go
                >
                    {t(texts::WHICH_GO)}
                </button>
                <button type="button" on:click=move |_| work.step(|flow| { flow.start_over(); None })>
                    {t(texts::CHOOSE_ANOTHER)}
                </button>
            </div>
        </section>
    }
}

#[component]
fn ColumnChoice(index: usize, answer: RwSignal<Answer>) -> impl IntoView {
    let spoken = language();
    view! {
        <th scope="col">
            <label class="check">
                <input
                    type="radio"
                    name="column"
                    data-testid="column"
                    on:change=move |_| answer.update(|answer| answer.chosen = Some(index))
                />
                <span>{move || column_number(index + 1, spoken.get())}</span>
            </label>
        </th>
    }
}
