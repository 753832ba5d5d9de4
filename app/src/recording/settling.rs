//! The dialog over a form from Save to an answer: what is asked once more, and what is known.

use leptos::prelude::*;

use super::submission::{Stage, Submission};
use super::{RecordingForm, Work};
use crate::api::ApiError;
use crate::components::{Dialog, Html, Markup, Press, Waiting, press, says, words};
use crate::i18n::problems::explain;
use crate::i18n::{Text, recording as texts, shell};

/// Which face the dialog shows. It changes only when another one is to be built.
#[derive(Clone, PartialEq, Eq)]
enum Face {
    Closed,
    Ask,
    Sending,
    NotDone(String, ApiError),
    Unknown(String, ApiError),
}

impl Face {
    fn of<Q: Clone, R>(submission: &Submission<Q, R>) -> Self {
        match submission.stage() {
            Stage::Filling | Stage::Done(_) => Self::Closed,
            Stage::Confirming(_) => Self::Ask,
            Stage::Sending(_) => Self::Sending,
            Stage::NotDone(sent, error) => Self::NotDone(sent.id.clone(), error.clone()),
            Stage::Unknown(sent, error) => Self::Unknown(sent.id.clone(), error.clone()),
        }
    }
}

/// The dialog, while there is something to confirm or to know.
#[component]
pub(super) fn SettlingDialog<F: RecordingForm>(
    /// The form that it stands over.
    work: Work<F>,
    /// What it is called by assistive technology.
    label: Text,
    /// What asks once more.
    ask: fn() -> AnyView,
) -> impl IntoView {
    let face = Memo::new(move |_| work.form().with(|form| Face::of(&form.filling().submission)));
    let open = Memo::new(move |_| face.with(|face| *face != Face::Closed));
    let close = Callback::new(move |()| work.close());
    let retry = Callback::new(move |()| work.retry());
    move || {
        open.get().then(|| {
            let body: Box<dyn Fn() -> Option<AnyView> + Send> = Box::new(move || {
                Some(match face.get() {
                    Face::Closed => return None,
                    Face::Ask => ask(),
                    Face::Sending => view! { <Waiting text=texts::SENDING/> }.into_any(),
                    Face::NotDone(id, error) => {
                        view! { <NotDone id=id error=error close=close retry=retry/> }.into_any()
                    }
                    Face::Unknown(id, error) => {
                        view! { <Unknown id=id error=error retry=retry/> }.into_any()
                    }
                })
            });
            let on_escape = Box::new(move || close.run(()));
            view! { <Dialog label=label on_escape=on_escape body=body.into_any()/> }
        })
    }
}

/// It is certain that nothing was recorded.
#[component]
fn NotDone(
    id: String,
    error: ApiError,
    close: Callback<(), bool>,
    retry: Callback<()>,
) -> impl IntoView {
    let back = press(move || {
        close.run(());
    });
    view! {
        <Known title=texts::NOT_DONE more=None id=id error=error/>
        <div class="buttons end">
            <Press text=says(texts::BACK_TO_FORM) act=back/>
            <TryAgain retry=retry/>
        </div>
    }
}

/// Whether it was recorded is not known.
#[component]
fn Unknown(id: String, error: ApiError, retry: Callback<()>) -> impl IntoView {
    view! {
        <Known title=texts::UNKNOWN more=Some(texts::UNKNOWN_TEXT) id=id error=error/>
        <div class="buttons end">
            <TryAgain retry=retry/>
        </div>
    }
}

#[component]
fn TryAgain(retry: Callback<()>) -> impl IntoView {
    let again = press(move || retry.run(()));
    view! {
        <Press class="primary" id="try-again" autofocus=true text=says(shell::TRY_AGAIN) act=again/>
    }
}

/// What is known, and the number under which it is or will be known.
#[component]
fn Known(title: Text, more: Option<Text>, id: String, error: ApiError) -> impl IntoView {
    let html = words(move |language| {
        let mut html = Html::default();
        html.between("<h2>", title.of(language), "</h2><div role=\"alert\">");
        html.between("<p class=\"trouble\">", &explain(&error, language), "</p>");
        if let Some(more) = more {
            html.between("<p>", more.of(language), "</p>");
        }
        html.between("</div><p class=\"hint\">", texts::NUMBER.of(language), " ");
        html.between("<code>", &id, "</code></p>");
        html.finish()
    });
    view! { <Markup html=html/> }
}
