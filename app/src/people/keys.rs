//! Programs with a key: making one, and revoking it.

use std::sync::Arc;

use domain::api::{
    ServiceAccount, ServiceAccountReply, ServiceAccountRequest, ServiceAccountsReply,
};
use domain::language::Language;
use domain::people::check_name;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::SENDING;
use super::fields::PlainField;
use super::shown_once::ShownOnce;
use super::wrong::WrongFields;
use crate::api::{self, ApiError};
use crate::components::{Dialog, List, Press, Trouble, Waiting, headings, press, says};
use crate::i18n::{Text, moment, people as texts, shell, t};
use crate::recording::{focus_field, new_id};
use crate::session::session;
use crate::shell::toasts;
use crate::submission::{Driver, Sent, SubmissionDialog, drive};

const NAME: &str = "/name";

const HEADINGS: [Text; 5] =
    [texts::KEY_NAME, texts::KEY_BEGINS, texts::KEY_MADE, texts::LAST_USED, texts::STATE];

/// What is done about a program.
#[derive(Clone, Debug, PartialEq, Eq)]
enum KeyAct {
    Make(ServiceAccountRequest),
    Revoke(ServiceAccount),
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
enum KeyDone {
    Made(ServiceAccountReply),
    Revoked,
}

/// A new program's name, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct KeyDraft {
    name: String,
    wrong: WrongFields,
}

impl KeyDraft {
    /// Make was pressed; what is sent.
    fn make(&mut self) -> Option<ServiceAccountRequest> {
        self.wrong = WrongFields::default();
        let name = self.wrong.take(NAME, check_name(&self.name))?;
        Some(ServiceAccountRequest { name })
    }

    /// The server refuses it; whether that is said at the field.
    fn refuse(&mut self, error: &ApiError) -> bool {
        let wrong = WrongFields::of_server(error, &[NAME]);
        let at_field = wrong.is_some();
        self.wrong = wrong.unwrap_or_default();
        at_field
    }
}

/// The programs, and what is done about them.
#[component]
pub(super) fn ServiceAccounts() -> impl IntoView {
    let session = session();
    let toasts = toasts();
    let known = RwSignal::new(None::<Result<Arc<ServiceAccountsReply>, ApiError>>);
    let draft = RwSignal::new(None::<KeyDraft>);
    let made = RwSignal::new(None::<ServiceAccountReply>);
    let asked = RwSignal::new(None::<ServiceAccount>);
    let load = move || {
        session.ask_for(api::list_service_accounts(), move |answer| {
            known.try_set(Some(answer.map(Arc::new)));
        });
    };
    let renewals = session.renewals();
    Effect::new(move |_| {
        renewals.track();
        load();
    });
    let driver: Driver<KeyAct, KeyDone> = drive(
        |sent| Box::pin(send(sent)),
        move |answer| match answer {
            Ok(done) => {
                load();
                draft.set(None);
                match &*done {
                    KeyDone::Made(reply) => made.set(Some(reply.clone())),
                    KeyDone::Revoked => toasts.recorded(texts::REVOKED),
                }
                true
            }
            Err(error) => {
                let refuse = |draft: &mut Option<KeyDraft>| {
                    draft.as_mut().is_some_and(|draft| draft.refuse(&error))
                };
                draft.try_update(refuse) == Some(true)
            }
        },
    );
    let revoke = Callback::new(move |account: ServiceAccount| {
        asked.set(Some(account.clone()));
        driver.ask(KeyAct::Revoke(account));
    });
    let begin = press(move || draft.set(Some(KeyDraft::default())));
    let drafting = Memo::new(move |_| draft.with(Option::is_some));
    view! {
        <section class="part" aria-labelledby="service-accounts">
            <header class="page-head with-side">
                <div>
                    <h2 id="service-accounts">{t(texts::KEYS)}</h2>
                    <p>{t(texts::KEYS_TEXT)}</p>
                </div>
                <Press id="make-key" text=says(texts::MAKE_KEY) act=begin/>
            </header>
            {move || listed(known.get(), session.time_zone(), revoke, Callback::new(move |()| load()))}
        </section>
        {move || drafting.get().then(|| view! { <MakeKey draft driver/> })}
        {move || made.get().map(|reply| view! { <KeyShown reply made/> })}
        <SubmissionDialog
            face=driver.face()
            label=texts::KEYS
            texts=&SENDING
            ask=ViewFn::from(move || ask(asked, driver))
            close=Callback::new(move |()| driver.close())
            retry=Callback::new(move |()| driver.retry())
        />
    }
}

async fn send(sent: Sent<KeyAct>) -> Result<KeyDone, ApiError> {
    Ok(match sent.request {
        KeyAct::Make(request) => KeyDone::Made(api::make_key(&sent.id, &request).await?),
        KeyAct::Revoke(account) => {
            api::revoke_key(&account.id).await?;
            KeyDone::Revoked
        }
    })
}

fn listed(
    known: Option<Result<Arc<ServiceAccountsReply>, ApiError>>,
    time_zone: String,
    revoke: Callback<ServiceAccount>,
    again: Callback<()>,
) -> AnyView {
    match known {
        None => view! { <Waiting text=shell::LOADING/> }.into_any(),
        Some(Err(error)) => {
            let again = press(move || again.run(()));
            view! {
                <p>{t(texts::KEYS_FAILED)}</p>
                <Trouble error/>
                <Press text=says(shell::TRY_AGAIN) act=again/>
            }
            .into_any()
        }
        Some(Ok(reply)) if reply.service_accounts.is_empty() => {
            view! { <p class="empty">{t(texts::NO_KEYS)}</p> }.into_any()
        }
        Some(Ok(reply)) => {
            let rows = Box::new(move |language| {
                let rows = reply.service_accounts.iter();
                rows.map(|account| row(account, &time_zone, revoke, language)).collect()
            });
            view! { <List class="list keys" label=texts::KEYS headings=headings(&HEADINGS) rows/> }
                .into_any()
        }
    }
}

fn row(
    account: &ServiceAccount,
    time_zone: &str,
    revoke: Callback<ServiceAccount>,
    language: Language,
) -> AnyView {
    let at = |at: &String| moment(at, time_zone, language);
    let used = account.last_used_at.as_ref().map(at);
    let used = used.unwrap_or_else(|| texts::NEVER.of(language).to_owned());
    let state = if let Some(when) = &account.revoked_at {
        view! { {texts::KEY_REVOKED.of(language)} <small>{at(when)}</small> }.into_any()
    } else {
        let this = account.clone();
        let name = account.name.clone();
        view! {
            {texts::KEY_WORKS.of(language)}
            " "
            <button type="button" data-testid="revoke-key" on:click=move |_| revoke.run(this.clone())>
                {texts::REVOKE.of(language)}
                <span class="visually-hidden">{language.colon()} {name}</span>
            </button>
        }
        .into_any()
    };
    let revoked = account.revoked_at.is_some();
    view! {
        <tr role="row" data-testid="key-row" data-revoked=revoked.to_string()>
            <td role="cell">{account.name.clone()}</td>
            <td role="cell"><code>{account.key_begins.clone()}</code></td>
            <td role="cell">
                {texts::made(&at(&account.created_at), account.created_by.as_deref(), language)}
            </td>
            <td role="cell"><span class="unit">{texts::LAST_USED.of(language)} {language.colon()}</span>{used}</td>
            <td role="cell">{state}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn MakeKey(draft: RwSignal<Option<KeyDraft>>, driver: Driver<KeyAct, KeyDone>) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let make = |draft: &mut Option<KeyDraft>| draft.as_mut().and_then(KeyDraft::make);
        match draft.try_update(make).flatten() {
            Some(request) => driver.send(new_id(), KeyAct::Make(request)),
            None => focus_field(NAME),
        }
    };
    let of = move |part: fn(&KeyDraft) -> String| {
        draft.with(|draft| draft.as_ref().map(part).unwrap_or_default())
    };
    let typed = move |text: String| {
        draft.update(|draft| {
            if let Some(draft) = draft {
                draft.name = text;
                draft.wrong.forget(NAME);
            }
        });
    };
    let wrong = Signal::derive(move || {
        draft.with(|draft| draft.as_ref().map(|draft| draft.wrong.clone()).unwrap_or_default())
    });
    let leave = press(move || draft.set(None));
    let body = view! {
        <h2>{t(texts::MAKE_KEY)}</h2>
        <form class="record-form bare" novalidate on:submit=submit>
            <PlainField
                label=texts::KEY_NAME
                hint=texts::KEY_NAME_HINT
                place=NAME
                test_id="key-name"
                value=Signal::derive(move || of(|draft| draft.name.clone()))
                typed=Callback::new(typed)
                wrong
            />
            <div class="buttons end">
                <Press class="quiet" text=says(texts::CANCEL) act=leave/>
                <button class="primary" data-testid="save-key">{t(texts::MAKE_KEY)}</button>
            </div>
        </form>
    };
    let on_escape = Box::new(move || {
        draft.set(None);
        true
    });
    view! { <Dialog label=texts::MAKE_KEY on_escape body=body.into_any()/> }
}

/// The key, once; or that its only showing was lost.
#[component]
fn KeyShown(
    reply: ServiceAccountReply,
    made: RwSignal<Option<ServiceAccountReply>>,
) -> impl IntoView {
    let key = match reply.key {
        Some(key) => view! {
            <p>{t(texts::KEY_TEXT)}</p>
            <ShownOnce value=key test_id="api-key"/>
        }
        .into_any(),
        None => view! { <p class="trouble">{t(texts::KEY_GONE)}</p> }.into_any(),
    };
    let leave = press(move || made.set(None));
    let body = view! {
        <h2>{t(texts::KEY_TITLE)}</h2>
        <p>{reply.service_account.name}</p>
        {key}
        <div class="buttons end">
            <Press id="close-key" text=says(texts::CLOSE) act=leave/>
        </div>
    };
    // What is shown once does not go by a slip.
    view! { <Dialog label=texts::KEY_TITLE on_escape=Box::new(|| false) body=body.into_any()/> }
}

fn ask(asked: RwSignal<Option<ServiceAccount>>, driver: Driver<KeyAct, KeyDone>) -> AnyView {
    let Some(account) = asked.get_untracked() else { return ().into_any() };
    let confirm = press(move || driver.confirm(String::new()));
    let cancel = press(move || {
        driver.close();
    });
    view! {
        <h2>{t(texts::REVOKE_TITLE)}</h2>
        <p><strong>{account.name}</strong> " " <code>{account.key_begins}</code></p>
        <p>{t(texts::REVOKE_TEXT)}</p>
        <div class="buttons end">
            <Press id="cancel" autofocus=true text=says(texts::CANCEL) act=cancel/>
            <Press class="danger" id="confirm" text=says(texts::REVOKE) act=confirm/>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::form::Fault;

    use super::super::wrong::Wrong;
    use super::*;
    use crate::components::rendered;

    #[test]
    fn a_program_needs_a_name() {
        let mut draft = KeyDraft::default();
        assert_eq!(draft.make(), None);
        assert_eq!(draft.wrong.at(NAME), Some(Wrong::Fault(Fault::Missing)));
        draft.name = " Nightly sync ".to_owned();
        assert_eq!(draft.make().unwrap().name, "Nightly sync");
        assert!(!draft.refuse(&ApiError::Unreachable));
    }

    #[test]
    fn a_key_says_when_it_was_used_and_can_be_revoked_once() {
        let account = ServiceAccount {
            id: "k-1".to_owned(),
            name: "<sync>".to_owned(),
            key_begins: "wo_12345678".to_owned(),
            created_at: "2026-11-01".to_owned(),
            created_by: Some("A. Wanjiku".to_owned()),
            last_used_at: None,
            revoked_at: None,
        };
        let html = |account: &ServiceAccount| {
            rendered(|| row(account, "UTC", Callback::new(|_| ()), Language::En))
        };
        let works = html(&account);
        for part in ["&lt;sync&gt;", "2026-11-01 by A. Wanjiku", "never", "revoke-key"] {
            assert!(works.contains(part), "{part}: {works}");
        }
        let revoked =
            html(&ServiceAccount { revoked_at: Some("2026-11-02".to_owned()), ..account });
        assert!(revoked.contains("Revoked<small>2026-11-02</small>"), "{revoked}");
        assert!(!revoked.contains("revoke-key"), "{revoked}");
    }
}
