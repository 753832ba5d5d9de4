//! The page: everybody, and what is done about one.

use std::sync::Arc;

use domain::api::{LinkReply, PeopleReply, PersonRecord};
use leptos::prelude::*;

use super::SENDING;
use super::act::{Act, Done};
use super::draft::PersonDraft;
use super::form::PersonDialog;
use super::keys::ServiceAccounts;
use super::link::LinkDialog;
use super::row::{HEADINGS, row};
use crate::api::{self, ApiError};
use crate::browser;
use crate::components::{List, Press, TroublePage, Waiting, headings, press, says, use_title};
use crate::i18n::{people as texts, shell, t};
use crate::recording::{focus_field, new_id};
use crate::session::{Session, session};
use crate::shell::toasts;
use crate::submission::{Driver, SubmissionDialog, drive};

/// What the page shows over the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Opened {
    Nothing,
    /// Somebody new.
    Invitation,
    /// Somebody who is there.
    Person(PersonRecord),
    /// A link that was made, shown once.
    Link(PersonRecord, LinkReply),
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct People {
    /// What is known of everybody. It stays while it is asked for again.
    known: RwSignal<Option<Result<Arc<PeopleReply>, ApiError>>>,
    opened: RwSignal<Opened>,
    draft: RwSignal<PersonDraft>,
    session: Session,
}

impl People {
    fn ask(self) {
        self.session.ask_for(api::list_people(), move |answer| {
            self.known.try_set(Some(answer.map(Arc::new)));
        });
    }

    fn invite(self) {
        self.draft.set(PersonDraft::new(new_id()));
        self.opened.set(Opened::Invitation);
    }

    fn open(self, person: PersonRecord) {
        self.draft.set(PersonDraft::of(&person));
        self.opened.set(Opened::Person(person));
    }

    fn close(self) {
        self.opened.set(Opened::Nothing);
    }
}

/// The company's people and programs.
#[component]
pub(crate) fn PeoplePage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let people = People {
        known: RwSignal::new(None),
        opened: RwSignal::new(Opened::Nothing),
        draft: RwSignal::new(PersonDraft::new(String::new())),
        session: session(),
    };
    let renewals = people.session.renewals();
    Effect::new(move |_| {
        renewals.track();
        people.ask();
    });
    let invite = press(move || people.invite());
    view! {
        <header class="page-head with-side">
            <div>
                <h1>{t(texts::TITLE)}</h1>
                <p>{t(texts::WHAT_FOR)}</p>
            </div>
            <Press class="primary" id="invite" text=says(texts::INVITE) act=invite/>
        </header>
        <Everybody people/>
        <Dialogs people/>
        <ServiceAccounts/>
    }
}

#[component]
fn Everybody(people: People) -> impl IntoView {
    let time_zone = people.session.time_zone();
    // The list stays while its rows become others.
    let stage = Memo::new(move |_| match people.known.get() {
        None => None,
        Some(Ok(_)) => Some(Ok(())),
        Some(Err(error)) => Some(Err(error)),
    });
    move || match stage.get() {
        None => view! { <Waiting text=shell::LOADING/> }.into_any(),
        Some(Err(error)) => {
            let retry = press(move || people.ask());
            view! { <TroublePage title=texts::FAILED error retry/> }.into_any()
        }
        Some(Ok(())) => {
            let time_zone = time_zone.clone();
            let open = Callback::new(move |person| people.open(person));
            let rows = Box::new(move |language| {
                let Some(Ok(reply)) = people.known.get() else { return Vec::new() };
                let rows = reply.people.iter();
                rows.map(|person| row(person, &time_zone, open, language)).collect()
            });
            view! { <List class="list people" label=texts::TITLE headings=headings(&HEADINGS) rows/> }
                .into_any()
        }
    }
}

#[component]
fn Dialogs(people: People) -> impl IntoView {
    let toasts = toasts();
    let asked = RwSignal::new(None::<Act>);
    let driver: Driver<Act, Done> = drive(
        |sent| Box::pin(sent.request.send()),
        move |answer| match answer {
            Ok(done) => {
                people.ask();
                toasts.recorded(done.said());
                match done.link() {
                    Some((person, link)) => {
                        people.opened.set(Opened::Link(person.clone(), link.clone()));
                    }
                    None => people.close(),
                }
                back_to(done.person());
                true
            }
            Err(error) => {
                let at_fields = people.draft.try_update(|draft| draft.refuse(&error));
                if let Some(Some(first)) = people.draft.try_with_untracked(|d| d.wrong.first()) {
                    focus_field(first);
                }
                at_fields == Some(true)
            }
        },
    );
    let act = Callback::new(move |what: Act| {
        if what.asked().is_none() {
            // Nothing to be shown of a number that the person has no use for.
            driver.send(String::new(), what);
        } else {
            people.close();
            asked.set(Some(what.clone()));
            driver.ask(what);
        }
    });
    let close = Callback::new(move |()| people.close());
    let opened = move || {
        let draft = people.draft;
        let mails =
            people.known.with_untracked(|known| matches!(known, Some(Ok(reply)) if reply.mails));
        match people.opened.get() {
            Opened::Nothing => ().into_any(),
            Opened::Invitation => {
                view! { <PersonDialog person=None draft mails act close/> }.into_any()
            }
            Opened::Person(person) => {
                view! { <PersonDialog person=Some(person) draft mails act close/> }.into_any()
            }
            Opened::Link(person, link) => view! { <LinkDialog person link close/> }.into_any(),
        }
    };
    view! {
        {opened}
        <SubmissionDialog
            face=driver.face()
            label=texts::CHANGE
            texts=&SENDING
            ask=ViewFn::from(move || ask(asked, driver))
            close=Callback::new(move |()| driver.close())
            retry=Callback::new(move |()| driver.retry())
        />
    }
}

/// Leads the keyboard back to the person's row, which was made anew.
fn back_to(person: &str) {
    browser::focus_first(&format!("[data-person='{person}'] button"));
}

/// What is asked once more.
fn ask(asked: RwSignal<Option<Act>>, driver: Driver<Act, Done>) -> AnyView {
    let Some(act) = asked.get_untracked() else { return ().into_any() };
    let Some(said) = act.asked() else { return ().into_any() };
    let confirm = press(move || driver.confirm(String::new()));
    let cancel = press(move || {
        driver.close();
    });
    let class = if said.for_good { "danger" } else { "primary" };
    view! {
        <h2>{t(said.title)}</h2>
        <p><strong>{act.whose()}</strong></p>
        <p>{t(said.text)}</p>
        <div class="buttons end">
            <Press id="cancel" autofocus=true text=says(texts::CANCEL) act=cancel/>
            <Press class id="confirm" text=says(said.confirm) act=confirm/>
        </div>
    }
    .into_any()
}
