//! Several columns, and nothing says which one holds the account IDs: the page asks.

use domain::upload::ColumnChoice;
use leptos::prelude::*;

use super::work::work;
use crate::components::{Press, Words, press, says, words};
use crate::i18n::bulk_write_off::{self as texts, column_number};
use crate::i18n::t;

/// The answer so far. No column is chosen beforehand: the page never guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Answer {
    /// The column, from 0.
    chosen: Option<u16>,
    /// Whether the first row is a heading.
    first_row_is_heading: bool,
}

impl Answer {
    /// Nothing answered yet.
    const fn new(first_row_is_heading: bool) -> Self {
        Self { chosen: None, first_row_is_heading }
    }

    /// The whole answer, once there is one.
    fn choice(self) -> Option<ColumnChoice> {
        let first_row_is_heading = self.first_row_is_heading;
        self.chosen.map(|index| ColumnChoice { index, first_row_is_heading })
    }
}

/// The first rows, with a choice over each column.
#[component]
pub(crate) fn WhichColumn(
    /// What the file is called.
    name: String,
    /// The question.
    title: Words,
    /// Why it is asked.
    advice: Words,
    /// Its first rows.
    first_rows: Vec<Vec<String>>,
    /// Whether the first of them looks like a heading.
    first_row_is_heading: bool,
) -> impl IntoView {
    let work = work();
    let answer = RwSignal::new(Answer::new(first_row_is_heading));
    let go = press(move || {
        if let Some(choice) = answer.get_untracked().choice() {
            work.step(|flow| flow.choose_column(choice));
        }
    });
    let unanswered = Signal::derive(move || answer.get().choice().is_none());
    let columns = first_rows.iter().map(Vec::len).max().unwrap_or(0);
    view! {
        <section class="which-column" data-testid="upload-problem" data-code="which_column">
            <p class="file-name">{name}</p>
            <h1>{title}</h1>
            <p>{advice}" "{t(texts::WHICH_ROWS)}</p>
            <div class="table-frame" tabindex="0" role="group" aria-label=t(texts::WHICH_LIST)>
                <table class="first-rows">
                    <thead>
                        <tr>{(0..columns).map(|column| choice(column, answer)).collect_view()}</tr>
                    </thead>
                    <tbody>{rows(first_rows, columns)}</tbody>
                </table>
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="first-row-is-heading"
                    checked=first_row_is_heading
                    on:change=move |event| {
                        let heading = event_target_checked(&event);
                        answer.update(|answer| answer.first_row_is_heading = heading);
                    }
                />
                <span>{t(texts::WHICH_HEADING)}</span>
            </label>
            <p class="hint">{t(texts::WHICH_ONLY)}</p>
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
    }
}

/// What stands over a column: the choice of it.
fn choice(column: usize, answer: RwSignal<Answer>) -> AnyView {
    let choose = move |_| answer.update(|answer| answer.chosen = u16::try_from(column).ok());
    view! {
        <th scope="col">
            <label class="check">
                <input
                    type="radio"
                    name="column"
                    data-testid="column"
                    value=column
                    on:change=choose
                />
                " "
                <span>{words(move |language| column_number(column + 1, language))}</span>
            </label>
        </th>
    }
    .into_any()
}

/// The first rows, each with a cell for every column.
fn rows(rows: Vec<Vec<String>>, columns: usize) -> Vec<AnyView> {
    let rows = rows.into_iter().map(|row| {
        let cells = (0..columns).map(|column| row.get(column).cloned().unwrap_or_default());
        let cells = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn every_row_has_a_cell_for_every_column() {
        let first = vec![vec!["<b>".to_owned()], vec!["x".to_owned(), "KE-1".to_owned()]];
        let html = rendered(|| rows(first, 2));
        assert_eq!(html.matches("<td>").count(), 4);
        assert!(html.contains("&lt;b&gt;"), "{html}");
    }

    #[test]
    fn there_is_no_answer_before_a_column_is_chosen() {
        let mut answer = Answer::new(true);
        assert_eq!(answer.choice(), None);
        answer.chosen = Some(1);
        let expected = ColumnChoice { index: 1, first_row_is_heading: true };
        assert_eq!(answer.choice(), Some(expected));
    }
}
