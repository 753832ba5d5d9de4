//! What the rows or columns of a file are, where nothing says so: the page asks.

use domain::import::{Field, Kind, SheetChoice};
use leptos::prelude::*;

use super::answers::{Answer, Question};
use super::choose::ChooseAnother;
use super::flow::{Flow, Stage};
use super::work::work;
use crate::components::{Press, press, says, words};
use crate::i18n::{imports as texts, language, t};

/// The question about a file that was read here.
#[component]
pub(super) fn WhichScreen() -> impl IntoView {
    let work = work();
    let stage = work.flow().with_untracked(Flow::stage_now);
    let Stage::Which(named, recognised) = stage else { return None };
    let questions = vec![Question::of_recognised(&named.file.name, &recognised)];
    Some(view! {
        <WhichForm questions go_on=Callback::new(move |sheets| work.name(sheets))/>
        <div class="buttons">
            <ChooseAnother/>
            <Press class="quiet" text=says(texts::TO_IMPORTS) act=press(move || work.leave())/>
        </div>
    })
}

/// A question for each sheet that does not say what it is.
#[component]
pub(super) fn WhichForm(
    /// What has to be said.
    questions: Vec<Question>,
    /// Takes what was said.
    go_on: Callback<Vec<SheetChoice>>,
) -> impl IntoView {
    let answers: Vec<Answer> = questions.iter().map(Answer::to).collect();
    let answers = RwSignal::new(answers);
    let incomplete =
        Signal::derive(move || answers.with(|all| !all.iter().all(Answer::is_complete)));
    let said = move || {
        let choices = answers.with_untracked(|all| all.iter().map(Answer::choice).collect());
        go_on.run(choices);
    };
    let sheets = questions.into_iter().enumerate();
    let sheets = sheets.map(|(place, question)| {
        let answer = At { answers, place };
        view! { <Sheet question answer/> }
    });
    view! {
        <section class="which-column which-sheets" data-testid="which-columns">
            <h1>{t(texts::WHICH_TITLE)}</h1>
            {sheets.collect_view()}
            <div class="buttons">
                <Press
                    class="primary"
                    id="use-columns"
                    text=says(texts::GO_ON)
                    act=press(said)
                    disabled=incomplete
                />
            </div>
        </section>
    }
}

/// One answer of several.
#[derive(Clone, Copy)]
struct At {
    answers: RwSignal<Vec<Answer>>,
    place: usize,
}

impl At {
    fn with<T>(self, look: impl FnOnce(&Answer) -> T) -> Option<T> {
        self.answers.with(|answers| answers.get(self.place).map(look))
    }

    fn update(self, change: impl FnOnce(&mut Answer)) {
        self.answers.update(|answers| {
            if let Some(answer) = answers.get_mut(self.place) {
                change(answer);
            }
        });
    }
}

#[component]
fn Sheet(question: Question, answer: At) -> impl IntoView {
    let Question { name, kind, columns, first_rows, may_skip } = question;
    // The columns are known once the kind is.
    let with_columns = kind.is_some();
    let lead = if with_columns { texts::WHICH_COLUMNS_TEXT } else { texts::WHICH_KIND_TEXT };
    let width = first_rows.iter().map(Vec::len).chain([columns.len()]).max().unwrap_or(0);
    let heads = kind.map(|kind| {
        let heads = (0..width).map(|column| {
            let heading = columns.get(column).map(|seen| seen.heading.clone()).unwrap_or_default();
            head(kind, column, heading, answer)
        });
        view! { <thead><tr>{heads.collect_view()}</tr></thead> }
    });
    let missing = words(move |language| {
        let missing = answer.with(Answer::missing).unwrap_or_default();
        if missing.is_empty() { String::new() } else { texts::missing(&missing, language) }
    });
    let whole_balance = words(move |language| {
        let said = |answer: &Answer| {
            answer.whole_balance().map(|heading| texts::whole_balance(heading, language))
        };
        answer.with(said).flatten().unwrap_or_default()
    });
    view! {
        <fieldset class="which-sheet">
            <legend class="file-name">{name}</legend>
            <p>{t(lead)}</p>
            <KindChoice answer may_skip/>
            <p class="trouble" role="status" data-testid="missing-columns">{missing}</p>
            <p role="status" data-testid="whole-balance">{whole_balance}</p>
            <div class="table-frame" tabindex="0" role="group" aria-label=t(texts::FIRST_ROWS)>
                <table class="first-rows">
                    {heads}
                    <tbody>{rows(first_rows, width)}</tbody>
                </table>
            </div>
        </fieldset>
    }
}

/// What the option says that leaves a sheet out.
const SKIP: &str = "skip";

#[component]
fn KindChoice(answer: At, may_skip: bool) -> impl IntoView {
    let choose = move |event| match event_target_value(&event).as_str() {
        SKIP => answer.update(Answer::leave_out),
        code => answer.update(|answer| answer.choose_kind(Kind::from_code(code))),
    };
    let options = Kind::ALL.map(|kind| {
        let selected = move || answer.with(|one| one.kind() == Some(kind) && !one.skips());
        let name = words(move |language| kind.name(language).to_owned());
        view! {
            <option value=kind.code() prop:selected=move || selected() == Some(true)>{name}</option>
        }
    });
    let skip = may_skip.then(|| view! { <option value=SKIP>{t(texts::LEAVE_OUT)}</option> });
    view! {
        <label class="which-kind">
            <span>{t(texts::WHICH_KIND)}</span>
            <select data-testid="which-kind" on:change=choose>
                <option value="">{t(texts::CHOOSE)}</option>
                {options.into_iter().collect_view()}
                {skip}
            </select>
        </label>
    }
}

/// What stands over a column: its heading, and the choice of what it holds.
fn head(kind: Kind, column: usize, heading: String, answer: At) -> AnyView {
    let spoken = language();
    // By its heading a column is known: one without cannot be named.
    let nameless = heading.is_empty();
    let label = move || {
        if nameless { texts::column(column + 1, spoken.get()) } else { heading.clone() }
    };
    let choose = move |event| {
        let field = Field::from_code(&event_target_value(&event));
        answer.update(|answer| answer.choose_field(column, field));
    };
    let options = kind.fields().iter().map(|(field, _)| {
        let field = *field;
        let selected = move || answer.with(|one| one.field(column) == Some(field)) == Some(true);
        let name = words(move |language| field.name(language).to_owned());
        view! { <option value=field.code() prop:selected=selected>{name}</option> }
    });
    let unused = move || answer.with(|one| one.field(column).is_none()) == Some(true);
    view! {
        <th scope="col">
            <label>
                <span>{label}</span>
                <select data-testid="which-field" disabled=nameless on:change=choose>
                    <option value="" prop:selected=unused>{t(texts::NOT_USED)}</option>
                    {options.collect_view()}
                </select>
            </label>
        </th>
    }
    .into_any()
}

/// The first rows, each with a cell for every column.
fn rows(rows: Vec<Vec<String>>, width: usize) -> Vec<AnyView> {
    let rows = rows.into_iter().map(|row| {
        let cells = (0..width).map(|column| row.get(column).cloned().unwrap_or_default());
        let cells = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    });
    rows.collect()
}
