//! Where one is signed in, and ending it.

use domain::api::SessionRecord;
use domain::language::Language;
use leptos::prelude::*;

use super::device::in_short;
use crate::api::{self, Question};
use crate::components::{List, Press, headings, press, says};
use crate::i18n::{Text, moment, profile as texts, t};
use crate::session::session;
use crate::shell::toasts;

const HEADINGS: [Text; 5] =
    [texts::DEVICE, texts::ADDRESS, texts::SIGNED_IN, texts::LAST_SEEN, texts::END];

/// The sessions.
#[component]
pub(super) fn Sessions(
    /// Those that are open, this one first.
    sessions: Signal<Vec<SessionRecord>>,
    /// They are others now.
    again: Callback<()>,
) -> impl IntoView {
    let session = session();
    let toasts = toasts();
    let ask = move |question: Question<()>, said: Text| {
        session.ask_for(question, move |answer| match answer {
            Ok(()) => {
                toasts.recorded(said);
                let _ = again.try_run(());
            }
            Err(error) => toasts.failed(error),
        });
    };
    let end = Callback::new(move |id: String| {
        ask(Box::pin(async move { api::end_session(&id).await }), texts::ENDED);
    });
    let others = move || {
        sessions.with(|sessions| sessions.len() > 1).then(|| {
            let act = press(move || ask(Box::pin(api::end_other_sessions()), texts::OTHERS_ENDED));
            view! { <Press id="end-other-sessions" text=says(texts::END_OTHERS) act/> }
        })
    };
    let time_zone = session.time_zone();
    let rows = Box::new(move |language| {
        sessions.with(|sessions| {
            sessions.iter().map(|one| row(one, &time_zone, end, language)).collect()
        })
    });
    view! {
        <section class="profile-sessions" aria-labelledby="profile-sessions">
            <header class="page-head with-side">
                <div>
                    <h2 id="profile-sessions">{t(texts::SESSIONS)}</h2>
                    <p>{t(texts::SESSIONS_TEXT)}</p>
                </div>
                {others}
            </header>
            <List class="list sessions" label=texts::SESSIONS headings=headings(&HEADINGS) rows/>
        </section>
    }
}

fn row(one: &SessionRecord, time_zone: &str, end: Callback<String>, language: Language) -> AnyView {
    let at = |at: &str| moment(at, time_zone, language);
    let device = in_short(&one.device, language);
    let what = if one.current {
        view! { <mark>{texts::THIS_ONE.of(language)}</mark> }.into_any()
    } else {
        let id = one.id.clone();
        let which = device.clone();
        view! {
            <button type="button" data-testid="end-session" on:click=move |_| end.run(id.clone())>
                {texts::END.of(language)}
                <span class="visually-hidden">{language.colon()} {which}</span>
            </button>
        }
        .into_any()
    };
    view! {
        <tr role="row" data-testid="session-row" data-current=one.current.to_string()>
            <td role="cell">{device}</td>
            <td role="cell">{one.address.clone()}</td>
            <td role="cell">
                <span class="unit">{texts::SIGNED_IN.of(language)} {language.colon()}</span>
                {at(&one.created_at)}
            </td>
            <td role="cell">
                <span class="unit">{texts::LAST_SEEN.of(language)} {language.colon()}</span>
                {at(&one.last_seen_at)}
            </td>
            <td role="cell">{what}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn every_session_but_this_one_can_be_ended() {
        let one = SessionRecord {
            id: "s-1".to_owned(),
            device: "Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0".to_owned(),
            address: "192.0.2.7".to_owned(),
            created_at: "2026-11-27T09:00:00Z".to_owned(),
            last_seen_at: "2026-11-28T09:00:00Z".to_owned(),
            current: true,
        };
        let html =
            |one: &SessionRecord| rendered(|| row(one, "UTC", Callback::new(|_| ()), Language::En));
        let this = html(&one);
        for part in ["Firefox on Linux", "192.0.2.7", "2026-11-28T09:00:00Z", "<mark>this one"] {
            assert!(this.contains(part), "{part}: {this}");
        }
        assert!(!this.contains("end-session"), "{this}");
        let other = html(&SessionRecord { current: false, ..one });
        assert!(other.contains("end-session"), "{other}");
    }
}
