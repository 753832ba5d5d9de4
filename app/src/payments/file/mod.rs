//! Recording payments from a file: choose, see what would become of each row, confirm, and what did.

mod ask;
mod choose;
mod flow;
mod preview;
mod refused;
mod rows;
mod work;

use leptos::prelude::*;

use crate::components::Waiting;
use crate::i18n::{payments as texts, t};
use crate::submission::{DialogTexts, SubmissionDialog};
use ask::AskOnceMore;
use choose::Choose;
use flow::Screen;
use preview::PreviewScreen;
use refused::{RefusedScreen, UnreadableScreen};
pub(super) use work::{FileWork, provide_file_work};

static TEXTS: DialogTexts = DialogTexts {
    sending: texts::SENDING,
    not_done: crate::i18n::recording::NOT_DONE,
    back: texts::TO_LIST_OF_FILE,
    unknown: crate::i18n::recording::UNKNOWN,
    unknown_text: texts::UNKNOWN_TEXT,
    number: texts::ID,
};

/// The part of the page that takes a file.
#[component]
pub(super) fn FromFile(work: FileWork) -> impl IntoView {
    let screen = work.screen();
    let shown = move || match screen.get() {
        Screen::Choosing => view! { <Choose work/> }.into_any(),
        Screen::Reading => view! { <Waiting text=texts::READING/> }.into_any(),
        Screen::Unreadable => view! { <UnreadableScreen work/> }.into_any(),
        Screen::Refused => view! { <RefusedScreen work/> }.into_any(),
        Screen::Preview => view! { <PreviewScreen work/> }.into_any(),
    };
    view! {
        <section class="part payments-from-file" aria-label=t(texts::FILE_TITLE)>
            {shown}
            <SubmissionDialog
                face=work.driver().face()
                label=texts::CONFIRM_TITLE
                texts=&TEXTS
                ask=ViewFn::from(move || view! { <AskOnceMore work/> })
                close=Callback::new(move |()| work.driver().close())
                retry=Callback::new(move |()| work.driver().retry())
            />
        </section>
    }
}
