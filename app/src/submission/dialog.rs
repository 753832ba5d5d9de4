//! The dialog from Save to an answer: what is asked once more, and what is known meanwhile.

use leptos::prelude::*;

use super::{Driver, NotDoneReason, Stage, Submission};
use crate::api::ApiError;
use crate::components::{Dialog, Press, Trouble, Waiting, press, says};
use crate::i18n::{Text, shell, t};

/// Which face the dialog shows. It changes only when another one is to be built.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Face {
    Closed,
    Ask,
    Sending,
    Looking,
    NotDone { id: String, why: NotDoneReason },
    Unknown { id: String, error: ApiError },
}

impl<Q: Clone, R> Submission<Q, R> {
    /// What the dialog shows of it.
    pub(crate) fn face(&self) -> Face {
        match self.stage() {
            Stage::Idle | Stage::Done(_) => Face::Closed,
            Stage::Confirming(_) => Face::Ask,
            Stage::Sending(_) => Face::Sending,
            Stage::Looking(_) => Face::Looking,
            Stage::NotDone(sent, why) => Face::NotDone { id: sent.id.clone(), why: why.clone() },
            Stage::Unknown(sent, error) => {
                Face::Unknown { id: sent.id.clone(), error: error.clone() }
            }
        }
    }
}

/// What the dialog says, in the words of what is to be done.
#[derive(Debug)]
pub(crate) struct DialogTexts {
    /// The request is on its way.
    pub sending: Text,
    /// Nothing was done.
    pub not_done: Text,
    /// Leads back to before.
    pub back: Text,
    /// It is not known whether it was done.
    pub unknown: Text,
    /// What that means, and what is safe.
    pub unknown_text: Text,
    /// What the id is called.
    pub number: Text,
}

/// What else can be done where it is not known whether it was done.
#[derive(Clone, Copy)]
pub(crate) struct UnknownActions {
    /// What is said where the server knows nothing of it.
    pub not_there: Text,
    /// Asks the server whether it was done.
    pub look: Callback<()>,
    /// Leaves it open, to go on with something else.
    pub leave: Callback<()>,
}

/// The dialog of something that is not asked once more: while it is sent for long, and where the
/// answer is not the one hoped for.
pub(crate) fn answer_dialog<Q, R>(
    driver: Driver<Q, R>,
    label: Text,
    texts: &'static DialogTexts,
) -> AnyView
where
    Q: Clone + Send + Sync + 'static,
    R: Send + Sync + 'static,
{
    view! {
        <SubmissionDialog
            face=driver.face()
            label
            texts
            ask=ViewFn::from(|| ())
            close=Callback::new(move |()| driver.close())
            retry=Callback::new(move |()| driver.retry())
        />
    }
    .into_any()
}

/// The dialog, while there is something to confirm or to know.
#[component]
pub(crate) fn SubmissionDialog(
    /// What it shows.
    face: Memo<Face>,
    /// What it is called by assistive technology.
    label: Text,
    /// What it says.
    texts: &'static DialogTexts,
    /// Asks once more.
    ask: ViewFn,
    /// Cancel, Escape or Back was pressed; whether the dialog may close.
    close: Callback<(), bool>,
    /// Try again was pressed.
    retry: Callback<()>,
    /// What else can be done where it is not known whether it was done.
    #[prop(optional)]
    unsure: Option<UnknownActions>,
) -> impl IntoView {
    let open = Memo::new(move |_| face.with(|face| *face != Face::Closed));
    move || {
        let ask = ask.clone();
        open.get().then(|| {
            let body = move || match face.get() {
                Face::Closed => ().into_any(),
                Face::Ask => ask.run(),
                Face::Sending => view! { <Waiting text=texts.sending/> }.into_any(),
                Face::Looking => view! { <Waiting text=shell::LOOKING/> }.into_any(),
                Face::NotDone { id, why } => {
                    let (error, more) = match why {
                        NotDoneReason::Refused(error) => (Some(error), None),
                        NotDoneReason::NotThere => (None, unsure.map(|unsure| unsure.not_there)),
                    };
                    let back = press(move || {
                        close.run(());
                    });
                    view! {
                        <Known title=texts.not_done error more texts id/>
                        <div class="buttons end">
                            <Press text=says(texts.back) act=back/>
                            <TryAgain retry/>
                        </div>
                    }
                    .into_any()
                }
                Face::Unknown { id, error } => {
                    let more = Some(texts.unknown_text);
                    view! {
                        <Known title=texts.unknown error=Some(error) more texts id/>
                        <div class="buttons end">
                            {unsure.map(other_ways)}
                            <TryAgain retry/>
                        </div>
                    }
                    .into_any()
                }
            };
            let on_escape = Box::new(move || close.run(()));
            view! { <Dialog label on_escape body=body.into_any()/> }
        })
    }
}

fn other_ways(UnknownActions { look, leave, .. }: UnknownActions) -> AnyView {
    view! {
        <Press
            class="quiet"
            id="leave"
            text=says(shell::LEAVE)
            act=press(move || leave.run(()))
        />
        <Press id="look" text=says(shell::CHECK_WHETHER) act=press(move || look.run(()))/>
    }
    .into_any()
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
fn Known(
    title: Text,
    error: Option<ApiError>,
    more: Option<Text>,
    texts: &'static DialogTexts,
    id: String,
) -> impl IntoView {
    // What needs no number of its own has none to be shown.
    let number = (!id.is_empty())
        .then(|| view! { <p class="hint">{t(texts.number)} " " <code>{id}</code></p> });
    view! {
        <h2>{t(title)}</h2>
        {error.map(|error| view! { <Trouble error/> })}
        {more.map(|more| view! { <p>{t(more)}</p> })}
        {number}
    }
}
