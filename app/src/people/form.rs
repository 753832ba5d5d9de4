//! The dialog in which a person is invited or changed.

use domain::api::{PersonRecord, PersonRequest, PersonStatus};
use domain::role::Role;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::act::Act;
use super::draft::{CENTRE, MAIL, NAME, PersonDraft, ROLE, USER_NAME};
use super::fields::PlainField;
use crate::api::{list_centres, load};
use crate::components::{Dialog, Press, press, says, words};
use crate::i18n::{language, people as texts, t};
use crate::recording::{Control, SelectField, field_id, focus_field};
use crate::session::session;

/// What the dialog is about: somebody new, or somebody who is there.
#[component]
pub(super) fn PersonDialog(
    /// Who it is; nobody yet of an invitation.
    person: Option<PersonRecord>,
    /// What was typed.
    draft: RwSignal<PersonDraft>,
    /// Whether links are mailed.
    mails: bool,
    /// Does something about the person.
    act: Callback<Act>,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let is_new = person.is_none();
    let title = if is_new { texts::INVITE } else { texts::CHANGE };
    let own = person.as_ref().is_some_and(is_oneself);
    let before = draft.with_untracked(|draft| draft.typed.clone());
    let signs_in = person.as_ref().is_some_and(|one| one.status == PersonStatus::Enabled);
    let role_before = signs_in.then_some(before.role);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(request) = draft.try_update(PersonDraft::save).flatten() {
            let id = draft.with_untracked(|draft| draft.id.clone());
            act.run(Act::Save { id, request });
        } else {
            let first = draft.with_untracked(|draft| draft.wrong.first());
            focus_field(first.unwrap_or(NAME));
        }
    };
    let wrong = Signal::derive(move || draft.with(|draft| draft.wrong.clone()));
    let leave = press(move || close.run(()));
    let save = if is_new { texts::INVITE_SEND } else { texts::SAVE };
    let mail_hint = if mails { texts::MAIL_HINT } else { texts::MAIL_HINT_NONE };
    let body = view! {
        <h2>{t(title)}</h2>
        <form class="record-form bare" novalidate on:submit=submit>
            <PlainField
                label=texts::NAME
                hint=texts::NAME_HINT
                place=NAME
                test_id="person-name"
                value=Signal::derive(move || draft.with(|draft| draft.typed.name.clone()))
                typed=typed(draft, NAME, |typed| &mut typed.name)
                wrong
            />
            <PlainField
                label=texts::USER_NAME
                hint=texts::USER_NAME_HINT
                place=USER_NAME
                test_id="person-user-name"
                value=Signal::derive(move || draft.with(|draft| draft.typed.user_name.clone()))
                typed=typed(draft, USER_NAME, |typed| &mut typed.user_name)
                wrong
                locked=!is_new
            />
            <RoleChoice draft own role_before/>
            <CentreChoice draft/>
            <PlainField
                label=texts::MAIL
                hint=mail_hint
                place=MAIL
                test_id="person-mail"
                kind="email"
                value=Signal::derive(move || draft.with(|draft| draft.typed.mail.clone()))
                typed=typed(draft, MAIL, |typed| &mut typed.mail)
                wrong
            />
            <div class="buttons end">
                <Press class="quiet" id="cancel-person" text=says(texts::CANCEL) act=leave/>
                <button class="primary" data-testid="save-person">{t(save)}</button>
            </div>
        </form>
        {person.map(|person| ways(&person, own, act))}
    };
    // What was typed does not go by a slip.
    let on_escape = Box::new(move || {
        let untouched = draft.with_untracked(|draft| draft.typed == before);
        if untouched {
            close.run(());
        }
        untouched
    });
    view! { <Dialog label=title on_escape body=body.into_any()/> }
}

/// Takes what is typed in a field.
fn typed(
    draft: RwSignal<PersonDraft>,
    place: &'static str,
    field: fn(&mut PersonRequest) -> &mut String,
) -> Callback<String> {
    Callback::new(move |text| {
        draft.update(|draft| {
            *field(&mut draft.typed) = text;
            draft.wrong.forget(place);
        });
    })
}

/// Whether it is who is signed in.
fn is_oneself(person: &PersonRecord) -> bool {
    session().person_now().is_some_and(|own| own.user == person.user_name)
}

/// What else can be done about who is there. About oneself, the profile does it.
fn ways(person: &PersonRecord, own: bool, act: Callback<Act>) -> Option<AnyView> {
    if own {
        return None;
    }
    let does = |what: Act| press(move || act.run(what.clone()));
    let disabled = person.status == PersonStatus::Disabled;
    let link = (!disabled).then(|| {
        let make = does(Act::NewLink(person.clone()));
        let first = person.status == PersonStatus::NoLink;
        let text = if first { texts::FIRST_LINK } else { texts::NEW_LINK };
        view! { <Press id="new-link" text=says(text) act=make/> }
    });
    let end = (person.sessions > 0).then(|| {
        let end = does(Act::EndSessions(person.clone()));
        view! { <Press id="end-sessions" text=says(texts::END_SESSIONS) act=end/> }
    });
    let able = if disabled {
        let enable = does(Act::Enable(person.clone()));
        view! { <Press id="enable-person" text=says(texts::ENABLE) act=enable/> }.into_any()
    } else {
        let disable = does(Act::Disable(person.clone()));
        view! { <Press id="disable-person" text=says(texts::DISABLE) act=disable/> }.into_any()
    };
    Some(view! { <div class="buttons person-ways">{link} {end} {able}</div> }.into_any())
}

#[component]
fn RoleChoice(
    draft: RwSignal<PersonDraft>,
    own: bool,
    /// The role of somebody who may sign in with it.
    role_before: Option<Role>,
) -> impl IntoView {
    let spoken = language();
    let options = Memo::new(move |_| {
        let name = |role: Role| role.name_in(spoken.get()).to_owned();
        Role::ALL.map(|role| (role.code().to_owned(), name(role))).to_vec()
    });
    let control = choice(ROLE, "person-role", move |code| {
        if let Some(role) = Role::from_code(&code) {
            draft.update(|draft| draft.typed.role = role);
        }
    });
    let chosen = Signal::derive(move || draft.with(|draft| draft.typed.role.code().to_owned()));
    let other =
        Memo::new(move |_| role_before.is_some_and(|role| draft.with(|d| d.typed.role != role)));
    let note = words(move |language| match (own, other.get()) {
        (true, _) => texts::OWN_ROLE.of(language).to_owned(),
        (false, true) => texts::OTHER_ROLE.of(language).to_owned(),
        (false, false) => String::new(),
    });
    view! { <SelectField label=texts::ROLE control options chosen locked=own note/> }
}

#[component]
fn CentreChoice(draft: RwSignal<PersonDraft>) -> impl IntoView {
    let spoken = language();
    let centres = load(|| Box::pin(list_centres()));
    let options = Memo::new(move |_| {
        let none = (String::new(), texts::NO_CENTRE.of(spoken.get()).to_owned());
        let known = centres.answer().get().and_then(Result::ok);
        let mut names: Vec<String> =
            known.into_iter().flat_map(|known| known.centres).map(|centre| centre.name).collect();
        // Before the others are known, the person's own can be seen.
        if let Some(own) = draft.with(|draft| draft.typed.centre.clone())
            && !names.contains(&own)
        {
            names.push(own);
        }
        let named = names.into_iter().map(|name| (name.clone(), name));
        std::iter::once(none).chain(named).collect::<Vec<_>>()
    });
    let control = choice(CENTRE, "person-centre", move |name| {
        let centre = Some(name).filter(|name| !name.is_empty());
        draft.update(|draft| draft.typed.centre = centre);
    });
    let chosen =
        Signal::derive(move || draft.with(|draft| draft.typed.centre.clone().unwrap_or_default()));
    view! { <SelectField label=texts::CENTRE control options chosen/> }
}

/// A list to choose from.
fn choice(
    place: &str,
    test_id: &'static str,
    chosen: impl Fn(String) + Send + Sync + 'static,
) -> Control {
    Control {
        id: field_id(place),
        test_id,
        value: String::new(),
        typed: Callback::new(chosen),
        left: Callback::new(|()| ()),
        fault: Signal::derive(|| None),
    }
}
