//! A new password, typed twice.

use domain::people::check_password;
use leptos::prelude::*;

use super::fields::PlainField;
use super::wrong::{Wrong, WrongFields};
use crate::i18n::{Text, people as texts};

/// Where the second typing stands: it is not sent.
pub(crate) const AGAIN: &str = "/again";

/// A new password, typed twice.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct NewPassword {
    /// What was typed first.
    pub password: String,
    /// What was typed then.
    pub again: String,
}

impl NewPassword {
    /// Something else was typed: nobody has judged it yet.
    pub(crate) fn forget(place: &'static str, wrong: &mut WrongFields) {
        wrong.forget(place);
        wrong.forget(AGAIN);
    }

    /// What is wrong with it; `place` is where the password stands in the request.
    pub(crate) fn judge(&self, place: &'static str, wrong: &mut WrongFields) {
        let taken = wrong.take(place, check_password(&self.password, &[]));
        if taken.is_some() && self.password != self.again {
            wrong.add(AGAIN, Wrong::Said(texts::PASSWORDS_DIFFER));
        }
    }
}

/// The two fields.
#[component]
pub(crate) fn PasswordFields(
    /// What is asked for.
    label: Text,
    /// Where the password stands in the request.
    place: &'static str,
    /// What was typed.
    value: Signal<NewPassword>,
    /// Something was typed.
    typed: Callback<NewPassword>,
    /// What is wrong.
    wrong: Signal<WrongFields>,
) -> impl IntoView {
    let first = move |password| typed.run(NewPassword { password, ..value.get_untracked() });
    let then = move |again| typed.run(NewPassword { again, ..value.get_untracked() });
    view! {
        <PlainField
            label
            hint=texts::PASSWORD_HINT
            place
            test_id="new-password"
            kind="password"
            autocomplete="new-password"
            value=Signal::derive(move || value.with(|value| value.password.clone()))
            typed=Callback::new(first)
            wrong
        />
        <PlainField
            label=texts::PASSWORD_AGAIN
            place=AGAIN
            test_id="new-password-again"
            kind="password"
            autocomplete="new-password"
            value=Signal::derive(move || value.with(|value| value.again.clone()))
            typed=Callback::new(then)
            wrong
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_enough_and_twice_the_same() {
        for (password, again, place) in [
            ("twelve chars", "twelve chars", None),
            ("12345678901", "12345678901", Some("/password")),
            ("", "", Some("/password")),
            ("twelve chars", "twelve Chars", Some(AGAIN)),
            ("éèêëàâéèêëàâ", "éèêëàâéèêëàâ", None),
            ("éééééééééééé", "éééééééééééé", Some("/password")),
        ] {
            let typed = NewPassword { password: password.to_owned(), again: again.to_owned() };
            let mut wrong = WrongFields::default();
            typed.judge("/password", &mut wrong);
            assert_eq!(wrong.first(), place, "{password:?}");
        }
    }
}
