//! The link that a person chooses a password with, shown once.

use domain::api::{LinkReply, PersonRecord};
use leptos::prelude::*;

use super::shown_once::ShownOnce;
use crate::browser;
use crate::components::{Dialog, Press, press, says, words};
use crate::i18n::{moment, people as texts, t};
use crate::session::session;

/// The link, for whom, whether it was mailed, and until when it works.
#[component]
pub(super) fn LinkDialog(
    /// Whose it is.
    person: PersonRecord,
    /// The link.
    link: LinkReply,
    /// Closes it.
    close: Callback<()>,
) -> impl IntoView {
    let time_zone = session().time_zone();
    let address = browser::origin() + &link.path;
    let mailed = if link.mailed { texts::MAILED } else { texts::NOT_MAILED };
    let until = words(move |language| {
        let until = moment(&link.expires_at, &time_zone, language);
        texts::works_until(&until, language)
    });
    let leave = press(move || close.run(()));
    let body = view! {
        <h2>{t(texts::LINK_TITLE)}</h2>
        <p>{person.name} " (" {person.user_name} ")"</p>
        <p>{t(texts::LINK_TEXT)}</p>
        <ShownOnce value=address test_id="invite-link"/>
        <p class="hint">{until} " " {t(mailed)}</p>
        <div class="buttons end">
            <Press id="close-link" text=says(texts::CLOSE) act=leave/>
        </div>
    };
    // What is shown once does not go by a slip.
    view! { <Dialog label=texts::LINK_TITLE on_escape=Box::new(|| false) body=body.into_any()/> }
}
