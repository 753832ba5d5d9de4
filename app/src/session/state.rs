//! What is known of the session.

use domain::api::SessionReply;

use crate::api::ApiError;

/// What is known of the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SessionState {
    /// The server was asked.
    Asking,
    /// The server did not say.
    Unknown(ApiError),
    /// Nobody: the browser is on its way to the sign-in page.
    SignedOut,
    /// Somebody.
    SignedIn(SignedInPerson),
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignedInPerson {
    /// The person, the role and the company.
    pub person: SessionReply,
    /// Whether the session has ended since: the page stays, and asks to sign in again.
    pub expired: bool,
    /// How often it was renewed.
    renewals: u32,
}

impl SessionState {
    /// The server has said who is signed in.
    pub(crate) fn answered(&mut self, answer: Result<SessionReply, ApiError>) {
        *self = match answer {
            Ok(person) => Self::SignedIn(SignedInPerson { person, expired: false, renewals: 0 }),
            Err(ApiError::SignedOut) => Self::SignedOut,
            Err(error) => Self::Unknown(error),
        };
    }

    /// Somebody has signed in. The same person again, whose session had expired, goes on where it
    /// stopped; anybody else starts afresh.
    pub(crate) fn signed_in(&mut self, person: SessionReply) {
        match self {
            Self::SignedIn(who) if is_same(&who.person, &person) => {
                who.expired = false;
                who.renewals += 1;
            }
            _ => *self = Self::SignedIn(SignedInPerson { person, expired: false, renewals: 0 }),
        }
    }

    /// The server no longer knows the session. Nothing that a person was doing is lost by that.
    pub(crate) fn expired(&mut self) {
        if let Self::SignedIn(who) = self {
            who.expired = true;
        }
    }

    /// The person, where one is signed in or was until the session expired.
    pub(crate) const fn person(&self) -> Option<&SessionReply> {
        match self {
            Self::SignedIn(who) => Some(&who.person),
            _ => None,
        }
    }

    /// Whether the person must sign in again to go on.
    pub(crate) const fn is_expired(&self) -> bool {
        matches!(self, Self::SignedIn(who) if who.expired)
    }

    /// How often this session was renewed.
    pub(crate) const fn renewals(&self) -> u32 {
        match self {
            Self::SignedIn(who) => who.renewals,
            _ => 0,
        }
    }
}

/// Whether both are the same, with the same rights. The language is another matter: who chooses one
/// and signs in again still goes on.
fn is_same(one: &SessionReply, other: &SessionReply) -> bool {
    *one == SessionReply { language: one.language, ..other.clone() }
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::api::Company;
    use domain::language::Language;
    use domain::money::Currency;
    use domain::role::Role;

    use super::*;

    pub(crate) fn person(user: &str) -> SessionReply {
        SessionReply {
            user: user.to_owned(),
            name: "A. Wanjiku".to_owned(),
            role: Role::Admin,
            company: Company {
                name: "Sunrise Energy Kenya".to_owned(),
                currency: Currency { code: "KES".to_owned(), minor_digits: 2 },
                time_zone: "Africa/Nairobi".to_owned(),
            },
            language: None,
        }
    }

    #[test]
    fn an_expired_session_keeps_the_person_and_goes_on_once_renewed() {
        let mut state = SessionState::Asking;
        state.answered(Ok(person("wanjiku")));
        state.expired();
        assert!(state.is_expired());
        assert_eq!(state.person(), Some(&person("wanjiku")));
        state.signed_in(person("wanjiku"));
        assert!(!state.is_expired());
        assert_eq!(state.renewals(), 1);
    }

    #[test]
    fn who_chose_another_language_meanwhile_goes_on() {
        let mut state = SessionState::Asking;
        state.answered(Ok(person("wanjiku")));
        state.expired();
        let french = SessionReply { language: Some(Language::Fr), ..person("wanjiku") };
        state.signed_in(french);
        assert_eq!(state.renewals(), 1);
        assert_eq!(state.person(), Some(&person("wanjiku")));
    }

    #[test]
    fn somebody_else_starts_afresh() {
        let mut state = SessionState::Asking;
        state.answered(Ok(person("wanjiku")));
        state.expired();
        state.signed_in(person("otieno"));
        assert_eq!(state.person(), Some(&person("otieno")));
        assert_eq!(state.renewals(), 0);
    }

    #[test]
    fn nobody_signed_in_is_no_failure() {
        let mut state = SessionState::Asking;
        state.answered(Err(ApiError::SignedOut));
        assert_eq!(state, SessionState::SignedOut);
        state.expired();
        assert_eq!(state, SessionState::SignedOut);
        state.answered(Err(ApiError::Unreachable));
        assert_eq!(state, SessionState::Unknown(ApiError::Unreachable));
    }
}
