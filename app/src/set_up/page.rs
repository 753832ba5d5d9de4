//! The page of a link that works once. Nobody need be signed in for it.

use domain::api::{LinkPurpose, ProblemCode, SetUpReply};
use domain::page_address::Page;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::company::CompanyFields;
use super::draft::{Draft, PASSWORD, Stage};
use crate::api::{self, load};
use crate::browser;
use crate::components::{
    Trouble, TroublePage, Waiting, fact, in_language, press, use_title, words,
};
use crate::i18n::{language, set_up as texts, shell, t};
use crate::people::PasswordFields;
use crate::recording::focus_field;
use crate::session::{SessionState, session};

/// Setting an empty database up, or choosing a password.
#[component]
pub(crate) fn SetUpPage(
    /// What the link ends with.
    token: String,
) -> impl IntoView {
    use_title(t(texts::TITLE));
    let asked = token.clone();
    let loaded = load(move || {
        let token = asked.clone();
        Box::pin(async move { api::get_link(&token).await })
    });
    move || match loaded.answer().get() {
        None => view! { <Waiting text=shell::LOADING/> }.into_any(),
        Some(Ok(link)) => {
            let token = token.clone();
            view! { <LinkForm link token/> }.into_any()
        }
        Some(Err(error)) if error.code() == Some(ProblemCode::NotFound) => {
            view! { <NoLink/> }.into_any()
        }
        Some(Err(error)) => {
            let retry = press(move || loaded.again());
            view! { <TroublePage title=texts::FAILED error retry/> }.into_any()
        }
    }
}

/// The link was used, is too old or is none: it is not said which.
#[component]
fn NoLink() -> impl IntoView {
    view! {
        <section class="notice" data-testid="no-link">
            <h1>{t(texts::NO_LINK_TITLE)}</h1>
            <p>{t(texts::NO_LINK_TEXT)}</p>
            <a class="button" rel="external" href=Page::SignIn.path()>{t(texts::SIGN_IN)}</a>
        </section>
    }
}

/// The form of a link that works.
#[component]
fn LinkForm(link: SetUpReply, token: String) -> impl IntoView {
    let purpose = link.purpose;
    let spoken = language();
    let draft = RwSignal::new(Draft::new(browser::own_time_zone(), spoken.get_untracked()));
    let used = Memo::new(move |_| draft.with(|draft| draft.stage == Stage::NoLink));
    let submit = Callback::new(move |()| {
        let Some(request) = draft.try_update(|draft| draft.save(purpose)).flatten() else {
            focus_wrong(draft);
            return;
        };
        let token = token.clone();
        spawn_local(async move {
            match api::use_link(&token, &request).await {
                // In a document of its own, where everything begins with who is signed in now.
                Ok(()) => browser::leave_for(Page::Home.path()),
                Err(error) => {
                    draft.try_update(|draft| draft.refused(error));
                    focus_wrong(draft);
                }
            }
        });
    });
    move || {
        if used.get() {
            return view! { <NoLink/> }.into_any();
        }
        let link = link.clone();
        view! {
            <section class="set-up" data-testid="set-up">
                <Head link/>
                <EndsSession/>
                <Fields purpose draft submit/>
            </section>
        }
        .into_any()
    }
}

/// Leads to the first field that is wrong.
fn focus_wrong(draft: RwSignal<Draft>) {
    if let Some(Some(first)) = draft.try_with_untracked(|draft| draft.wrong.first()) {
        focus_field(first);
    }
}

/// What the link is for, and whom.
#[component]
fn Head(link: SetUpReply) -> impl IntoView {
    let title = match link.purpose {
        LinkPurpose::SetUp => texts::COMPANY_TITLE,
        LinkPurpose::Invitation => texts::WELCOME_TITLE,
        LinkPurpose::PasswordReset => texts::RESET_TITLE,
    };
    let lead = match link.purpose {
        LinkPurpose::SetUp => Some(texts::COMPANY_LEAD),
        LinkPurpose::Invitation => None,
        LinkPurpose::PasswordReset => Some(texts::RESET_TEXT),
    };
    let who = in_language(move |language| {
        let facts = [
            (texts::NAME, &link.name),
            (texts::USER_NAME, &link.user_name),
            (texts::COMPANY, &link.company),
        ];
        let facts: Vec<AnyView> = facts
            .into_iter()
            .filter_map(|(name, value)| Some(fact(name.of(language), value.clone()?)))
            .collect();
        (!facts.is_empty())
            .then(|| view! { <dl class="numbers" data-testid="set-up-who">{facts}</dl> })
    });
    view! {
        <header class="page-head">
            <h1>{t(title)}</h1>
            {lead.map(|lead| view! { <p>{t(lead)}</p> })}
        </header>
        {who}
    }
}

/// Says that somebody else's session ends in this browser, where there is one.
#[component]
fn EndsSession() -> impl IntoView {
    let state = session().state();
    let signed_in = move || match state.get() {
        SessionState::SignedIn(who) if !who.expired => Some(who.person.name),
        _ => None,
    };
    move || {
        signed_in().map(|name| {
            let said = words(move |language| texts::ends_session(&name, language));
            view! { <p class="note" data-testid="ends-session">{said}</p> }
        })
    }
}

#[component]
fn Fields(purpose: LinkPurpose, draft: RwSignal<Draft>, submit: Callback<()>) -> impl IntoView {
    let company = (purpose == LinkPurpose::SetUp).then(|| view! { <CompanyFields draft/> });
    let save = match purpose {
        LinkPurpose::SetUp => texts::SAVE_COMPANY,
        LinkPurpose::Invitation | LinkPurpose::PasswordReset => texts::SAVE_PASSWORD,
    };
    let sent = move || draft.with(|draft| draft.stage == Stage::Sent);
    let trouble = move || match draft.with(|draft| draft.stage.clone()) {
        Stage::Failed(error) => Some(view! { <Trouble error/> }),
        _ => None,
    };
    view! {
        <form
            class="record-form"
            novalidate
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                submit.run(());
            }
        >
            {company}
            <PasswordFields
                label=texts::PASSWORD
                place=PASSWORD
                value=Signal::derive(move || draft.with(|draft| draft.password.clone()))
                typed=Callback::new(move |password| draft.update(|draft| draft.choose(password)))
                wrong=Signal::derive(move || draft.with(|draft| draft.wrong.clone()))
            />
            {trouble}
            <div class="buttons end">
                <button
                    class="primary"
                    data-testid="set-up-save"
                    aria-disabled=move || sent().to_string()
                >
                    {move || if sent() { t(texts::SAVING)() } else { t(save)() }}
                </button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn it_is_said_who_chooses_a_password_and_where() {
        let link = SetUpReply {
            purpose: LinkPurpose::Invitation,
            user_name: Some("otieno".to_owned()),
            name: Some("<B. Otieno>".to_owned()),
            company: Some("Sunrise Energy Kenya".to_owned()),
        };
        let html = rendered(|| view! { <Head link/> });
        for part in ["Choose your password", "&lt;B. Otieno&gt;", "otieno", "Sunrise Energy Kenya"]
        {
            assert!(html.contains(part), "{part}: {html}");
        }
        let set_up =
            SetUpReply { purpose: LinkPurpose::SetUp, user_name: None, name: None, company: None };
        let html = rendered(|| view! { <Head link=set_up/> });
        assert!(html.contains("Set up your company"), "{html}");
        assert!(!html.contains("set-up-who"), "{html}");
    }

    #[test]
    fn a_link_that_does_not_work_says_no_more() {
        let html = rendered(|| view! { <NoLink/> });
        assert!(html.contains("This link does not work"), "{html}");
        assert!(html.contains("href=\"/sign-in\""), "{html}");
    }
}
