//! Asking once more, and saying what is known until there is an answer.

mod ask;
mod numbers;
mod unsettled;

use std::sync::Arc;

use leptos::prelude::*;

use super::flow::{Flow, Stage};
use super::previewed::Previewed;
use super::submission::Submission;
use super::work::work;
use crate::components::{Dialog, Waiting};
use crate::i18n::bulk_write_off as texts;
use ask::AskOnceMore;
use unsettled::{NotDone, Unknown};

/// Which face the dialog shows. It changes only when another one is to be built.
#[derive(Clone, PartialEq, Eq)]
enum Face {
    Closed,
    Ask,
    Sending,
    Looking,
    NotDone(super::submission::Why),
    Unknown(crate::api::ApiError),
}

/// The dialog, while there is something to confirm or to know.
#[component]
pub(crate) fn ConfirmDialog() -> impl IntoView {
    let work = work();
    let face = Memo::new(move |_| work.flow().with(face));
    let open = Memo::new(move |_| face.with(|face| *face != Face::Closed));
    move || {
        open.get().then(|| {
            let body: Box<dyn Fn() -> Option<AnyView> + Send> =
                Box::new(move || body(face.get(), work.flow().with_untracked(previewed_of)?));
            let on_escape = Box::new(move || {
                let mut may = false;
                work.submission(|submission| may = submission.close());
                may
            });
            view! {
                <Dialog label=texts::CONFIRM_TITLE on_escape=on_escape body=body.into_any()/>
            }
        })
    }
}

fn body(face: Face, previewed: Arc<Previewed>) -> Option<AnyView> {
    Some(match face {
        Face::Closed => return None,
        Face::Ask => view! { <AskOnceMore previewed=previewed/> }.into_any(),
        Face::Sending => view! { <Waiting text=texts::SENDING/> }.into_any(),
        Face::Looking => view! { <Waiting text=texts::LOOKING/> }.into_any(),
        Face::NotDone(why) => view! { <NotDone why=why previewed=previewed/> }.into_any(),
        Face::Unknown(error) => view! { <Unknown error=error previewed=previewed/> }.into_any(),
    })
}

fn face(flow: &Flow) -> Face {
    match flow.submission() {
        None | Some(Submission::None | Submission::Done) => Face::Closed,
        Some(Submission::Confirming { .. }) => Face::Ask,
        Some(Submission::Sending) => Face::Sending,
        Some(Submission::Looking) => Face::Looking,
        Some(Submission::NotDone(why)) => Face::NotDone(why.clone()),
        Some(Submission::Unknown(error)) => Face::Unknown(error.clone()),
    }
}

fn previewed_of(flow: &Flow) -> Option<Arc<Previewed>> {
    match flow.stage() {
        Stage::Previewed { previewed, .. } => Some(Arc::clone(previewed)),
        _ => None,
    }
}
