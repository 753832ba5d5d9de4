//! The page: who one is, and what one may change of it.

use std::sync::Arc;

use domain::api::ProfileReply;
use domain::language::Language;
use leptos::prelude::*;

use super::language::LanguageForm;
use super::password::PasswordForm;
use super::sessions::Sessions;
use crate::api::{self, ApiError};
use crate::components::{TroublePage, Waiting, fact, in_language, press, use_title};
use crate::i18n::{profile as texts, shell, t};
use crate::session::session;

/// One's own password, language and sessions.
#[component]
pub(crate) fn ProfilePage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let session = session();
    let known = RwSignal::new(None::<Result<Arc<ProfileReply>, ApiError>>);
    let ask = move || {
        session.ask_for(api::get_profile(), move |answer| {
            known.try_set(Some(answer.map(Arc::new)));
        });
    };
    let renewals = session.renewals();
    Effect::new(move |_| {
        renewals.track();
        ask();
    });
    // What is typed stays while the sessions are asked for again.
    let stage = Memo::new(move |_| match known.get() {
        None => None,
        Some(Ok(_)) => Some(Ok(())),
        Some(Err(error)) => Some(Err(error)),
    });
    move || match stage.get() {
        None => view! { <Waiting text=shell::LOADING/> }.into_any(),
        Some(Err(error)) => {
            let retry = press(ask);
            view! { <TroublePage title=texts::FAILED error retry/> }.into_any()
        }
        Some(Ok(())) => {
            let reply = known.get_untracked().and_then(Result::ok);
            let chosen = reply.as_ref().and_then(|reply| reply.language);
            let who = reply.map(|reply| in_language(move |language| who(&reply, language)));
            let sessions = Signal::derive(move || {
                let known = known.get().and_then(Result::ok);
                known.map(|reply| reply.sessions.clone()).unwrap_or_default()
            });
            let again = Callback::new(move |()| ask());
            view! {
                <header class="page-head">
                    <h1>{t(texts::TITLE)}</h1>
                    <p>{t(texts::LEAD)}</p>
                </header>
                <div class="profile">
                    {who}
                    <LanguageForm chosen/>
                    <PasswordForm again/>
                    <Sessions sessions again/>
                </div>
            }
            .into_any()
        }
    }
}

fn who(reply: &ProfileReply, language: Language) -> AnyView {
    let none = || "—".to_owned();
    let mail = Some(reply.mail.clone()).filter(|mail| !mail.is_empty());
    view! {
        <section class="card profile-who">
            <dl class="numbers">
                {fact(texts::NAME.of(language), reply.name.clone())}
                {fact(texts::USER_NAME.of(language), reply.user_name.clone())}
                {fact(texts::ROLE.of(language), reply.role.name_in(language))}
                {fact(texts::CENTRE.of(language), reply.centre.clone().unwrap_or_else(none))}
                {fact(texts::MAIL.of(language), mail.unwrap_or_else(none))}
            </dl>
            <p class="hint">{texts::ADMIN_CHANGES.of(language)}</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::role::Role;

    use super::*;
    use crate::components::rendered;

    #[test]
    fn it_is_said_who_one_is() {
        let reply = ProfileReply {
            user_name: "otieno".to_owned(),
            name: "<B. Otieno>".to_owned(),
            role: Role::Sales,
            centre: None,
            mail: String::new(),
            language: None,
            sessions: Vec::new(),
        };
        let html = rendered(|| who(&reply, Language::Fr));
        for part in ["&lt;B. Otieno&gt;", "otieno", "Ventes", "<dd>—</dd>"] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
