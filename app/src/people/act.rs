//! What an Admin does about a person, and what is asked once more.

use domain::api::{LinkReply, PersonRecord, PersonReply, PersonRequest, PersonStatus};

use super::draft::as_request;
use crate::api::{self, ApiError};
use crate::i18n::{Text, people as texts};

/// What is done about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Invites or changes one.
    Save { id: String, request: PersonRequest },
    /// They may not sign in any more.
    Disable(PersonRecord),
    /// They may sign in again.
    Enable(PersonRecord),
    /// They choose another password.
    NewLink(PersonRecord),
    /// They are signed out everywhere.
    EndSessions(PersonRecord),
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Done {
    Saved(PersonReply),
    Linked { person: PersonRecord, link: LinkReply },
    Ended { person: String },
}

/// What is asked once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub title: Text,
    pub text: Text,
    pub confirm: Text,
    /// Whether it cannot be undone.
    pub for_good: bool,
}

impl Act {
    /// What is asked once more, where anything is.
    pub(super) const fn asked(&self) -> Option<Asked> {
        let (title, text, confirm, for_good) = match self {
            Self::Save { .. } => return None,
            Self::Disable(_) => (texts::DISABLE_TITLE, texts::DISABLE_TEXT, texts::DISABLE, false),
            Self::Enable(_) => (texts::ENABLE_TITLE, texts::ENABLE_TEXT, texts::ENABLE, false),
            Self::NewLink(person) if matches!(person.status, PersonStatus::NoLink) => {
                (texts::FIRST_LINK_TITLE, texts::FIRST_LINK_TEXT, texts::FIRST_LINK, false)
            }
            Self::NewLink(_) => {
                (texts::NEW_LINK_TITLE, texts::NEW_LINK_TEXT, texts::NEW_LINK, true)
            }
            Self::EndSessions(_) => (texts::END_TITLE, texts::END_TEXT, texts::END_SESSIONS, false),
        };
        Some(Asked { title, text, confirm, for_good })
    }

    /// Who it is about, in words.
    pub(super) fn whose(&self) -> String {
        match self {
            Self::Save { request, .. } => request.name.clone(),
            Self::Disable(person)
            | Self::Enable(person)
            | Self::NewLink(person)
            | Self::EndSessions(person) => format!("{} ({})", person.name, person.user_name),
        }
    }

    /// Does it.
    pub(super) async fn send(self) -> Result<Done, ApiError> {
        Ok(match self {
            Self::Save { id, request } => Done::Saved(api::save_person(&id, &request).await?),
            Self::Disable(person) => {
                let request = as_request(&person, true);
                Done::Saved(api::save_person(&person.id, &request).await?)
            }
            Self::Enable(person) => {
                let request = as_request(&person, false);
                Done::Saved(api::save_person(&person.id, &request).await?)
            }
            Self::NewLink(person) => {
                let link = api::make_link(&person.id).await?;
                Done::Linked { person, link }
            }
            Self::EndSessions(person) => {
                api::end_sessions_of(&person.id).await?;
                Done::Ended { person: person.id }
            }
        })
    }
}

impl Done {
    /// The id of who it was done about.
    pub(super) fn person(&self) -> &str {
        match self {
            Self::Saved(reply) => &reply.person.id,
            Self::Linked { person, .. } => &person.id,
            Self::Ended { person } => person,
        }
    }

    /// The link that is shown once, where one was made, and for whom.
    pub(super) fn link(&self) -> Option<(&PersonRecord, &LinkReply)> {
        match self {
            Self::Saved(PersonReply { person, link }) => Some((person, link.as_ref()?)),
            Self::Linked { person, link } => Some((person, link)),
            Self::Ended { .. } => None,
        }
    }

    /// What is said of it.
    pub(super) const fn said(&self) -> Text {
        match self {
            Self::Saved(_) => texts::SAVED,
            Self::Linked { .. } => texts::LINK_MADE,
            Self::Ended { .. } => texts::SESSIONS_ENDED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::tests::otieno;
    use super::*;

    #[test]
    fn what_locks_somebody_out_is_asked_once_more() {
        let save = Act::Save { id: "p-2".to_owned(), request: as_request(&otieno(), false) };
        assert_eq!(save.asked(), None);
        for (act, for_good) in [
            (Act::Disable(otieno()), false),
            (Act::Enable(otieno()), false),
            (Act::NewLink(otieno()), true),
            (Act::EndSessions(otieno()), false),
        ] {
            assert_eq!(act.asked().map(|asked| asked.for_good), Some(for_good), "{act:?}");
            assert_eq!(act.whose(), "B. <Otieno> (otieno)");
        }
        // Who never had a link loses nothing by the first.
        let imported = PersonRecord { status: PersonStatus::NoLink, ..otieno() };
        let asked = Act::NewLink(imported).asked().unwrap();
        assert_eq!((asked.confirm, asked.for_good), (texts::FIRST_LINK, false));
    }

    #[test]
    fn a_link_is_shown_where_one_was_made() {
        let link =
            LinkReply { path: "/set-up/x".to_owned(), expires_at: String::new(), mailed: false };
        let saved = |link| Done::Saved(PersonReply { person: otieno(), link });
        assert!(saved(Some(link.clone())).link().is_some());
        // Of a request that was repeated, it is not told again.
        assert_eq!(saved(None).link(), None);
        assert!(Done::Linked { person: otieno(), link }.link().is_some());
        let ended = Done::Ended { person: "p-2".to_owned() };
        assert_eq!((ended.link(), ended.person()), (None, "p-2"));
    }
}
