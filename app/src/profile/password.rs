//! Choosing another password.

use domain::api::{PasswordRequest, ProblemCode};
use domain::form::Fault;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::components::Trouble;
use crate::i18n::{profile as texts, t};
use crate::people::{NewPassword, PasswordFields, PlainField, Wrong, WrongFields};
use crate::recording::focus_field;
use crate::session::session;
use crate::shell::toasts;

const CURRENT: &str = "/current";
const NEW: &str = "/new";

/// What was typed, and where it stands.
#[derive(Clone, Default, PartialEq, Eq)]
struct Draft {
    current: String,
    new: NewPassword,
    wrong: WrongFields,
    sent: bool,
    trouble: Option<ApiError>,
}

impl Draft {
    fn type_current(&mut self, password: String) {
        self.current = password;
        self.wrong.forget(CURRENT);
    }

    fn type_new(&mut self, password: NewPassword) {
        self.new = password;
        NewPassword::forget(NEW, &mut self.wrong);
    }

    /// Change was pressed; what is sent. A second press sends nothing.
    fn change(&mut self) -> Option<PasswordRequest> {
        if self.sent {
            return None;
        }
        self.trouble = None;
        self.wrong = WrongFields::default();
        if self.current.is_empty() {
            self.wrong.add(CURRENT, Wrong::Fault(Fault::Missing));
        }
        self.new.judge(NEW, &mut self.wrong);
        self.sent = self.wrong.first().is_none();
        let request =
            || PasswordRequest { current: self.current.clone(), new: self.new.password.clone() };
        self.sent.then(request)
    }

    /// The server has answered.
    fn answered(&mut self, answer: Result<(), ApiError>) {
        self.sent = false;
        let Err(error) = answer else {
            *self = Self::default();
            return;
        };
        self.wrong = match WrongFields::of_server(&error, &[CURRENT, NEW]) {
            Some(wrong) if wrong.at(CURRENT).is_some() => wrong_current(),
            Some(wrong) => wrong,
            None if error.code() == Some(ProblemCode::WrongCredentials) => wrong_current(),
            None => {
                self.trouble = Some(error);
                WrongFields::default()
            }
        };
    }
}

fn wrong_current() -> WrongFields {
    let mut wrong = WrongFields::default();
    wrong.add(CURRENT, Wrong::Fault(Fault::WrongPassword));
    wrong
}

/// The form.
#[component]
pub(super) fn PasswordForm(
    /// The password is another: the other sessions have ended.
    again: Callback<()>,
) -> impl IntoView {
    let session = session();
    let toasts = toasts();
    let draft = RwSignal::new(Draft::default());
    let focus_wrong = move || {
        if let Some(Some(first)) = draft.try_with_untracked(|draft| draft.wrong.first()) {
            focus_field(first);
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(request) = draft.try_update(Draft::change).flatten() else {
            focus_wrong();
            return;
        };
        session.ask_for(async move { api::change_password(&request).await }, move |answer| {
            let done = answer.is_ok();
            draft.try_update(|draft| draft.answered(answer));
            if done {
                toasts.recorded(texts::CHANGED);
                let _ = again.try_run(());
            } else {
                focus_wrong();
            }
        });
    };
    let wrong = Signal::derive(move || draft.with(|draft| draft.wrong.clone()));
    let sent = move || draft.with(|draft| draft.sent);
    let trouble =
        move || draft.with(|draft| draft.trouble.clone()).map(|error| view! { <Trouble error/> });
    view! {
        <section class="card" aria-labelledby="profile-password">
            <h2 id="profile-password">{t(texts::PASSWORD)}</h2>
            <p class="hint">{t(texts::PASSWORD_TEXT)}</p>
            <form class="record-form bare" novalidate on:submit=submit>
                <PlainField
                    label=texts::CURRENT
                    place=CURRENT
                    test_id="current-password"
                    kind="password"
                    autocomplete="current-password"
                    value=Signal::derive(move || draft.with(|draft| draft.current.clone()))
                    typed=Callback::new(move |text| draft.update(|draft| draft.type_current(text)))
                    wrong
                />
                <PasswordFields
                    label=texts::NEW
                    place=NEW
                    value=Signal::derive(move || draft.with(|draft| draft.new.clone()))
                    typed=Callback::new(move |new| draft.update(|draft| draft.type_new(new)))
                    wrong
                />
                {trouble}
                <div class="buttons end">
                    <button
                        class="primary"
                        data-testid="change-password"
                        aria-disabled=move || sent().to_string()
                    >
                        {move || if sent() { t(texts::CHANGING)() } else { t(texts::CHANGE)() }}
                    </button>
                </div>
            </form>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use domain::api::{FieldProblem, Problem};

    use super::*;

    fn typed() -> Draft {
        let new =
            NewPassword { password: "twelve chars".to_owned(), again: "twelve chars".to_owned() };
        Draft { current: "so far so good".to_owned(), new, ..Draft::default() }
    }

    fn refused(code: ProblemCode, place: Option<&str>) -> Result<(), ApiError> {
        let mut problem = Problem::new(code, "detail");
        problem.errors.extend(place.map(|place| FieldProblem {
            place: place.to_owned(),
            detail: String::new(),
            code: None,
            value: None,
        }));
        Err(ApiError::Problem(Box::new(problem)))
    }

    #[test]
    fn a_password_is_sent_once_and_forgotten_when_it_is_changed() {
        let mut draft = typed();
        assert!(draft.change().is_some());
        assert!(draft.change().is_none());
        draft.answered(Ok(()));
        assert!(draft == Draft::default());
        assert!(draft.change().is_none());
        assert_eq!(draft.wrong.first(), Some(CURRENT));
    }

    #[test]
    fn a_wrong_password_so_far_is_said_at_its_field_and_the_rest_stays() {
        for answer in [
            refused(ProblemCode::InvalidRequest, Some("/current")),
            refused(ProblemCode::WrongCredentials, None),
        ] {
            let mut draft = typed();
            draft.change();
            draft.answered(answer);
            assert_eq!(draft.wrong.at(CURRENT), Some(Wrong::Fault(Fault::WrongPassword)));
            assert!(draft.new == typed().new);
            assert!(draft.change().is_some());
        }
    }

    #[test]
    fn what_is_about_no_field_is_said_above_the_button() {
        let mut draft = typed();
        draft.change();
        draft.answered(refused(ProblemCode::TooManyAttempts, None));
        assert!(draft.trouble.is_some());
        assert_eq!(draft.wrong.first(), None);
    }
}
