//! A person, as an Admin types one.

use domain::api::{PersonRecord, PersonRequest, PersonStatus};
use domain::people::{CheckedPerson, check_person};
use domain::role::Role;

use super::wrong::WrongFields;
use crate::api::ApiError;

/// The fields' places in the request, in the order of the form.
pub(super) const USER_NAME: &str = "/user_name";
pub(super) const NAME: &str = "/name";
pub(super) const ROLE: &str = "/role";
pub(super) const CENTRE: &str = "/centre";
pub(super) const MAIL: &str = "/mail";

const PLACES: [&str; 5] = [NAME, USER_NAME, ROLE, CENTRE, MAIL];

/// A person, as an Admin types one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonDraft {
    /// The id: of a new person, the page's own.
    pub id: String,
    /// What is to be saved. The text fields as they were typed.
    pub typed: PersonRequest,
    /// What is wrong, once Save was pressed.
    pub wrong: WrongFields,
}

impl PersonDraft {
    /// Somebody new. The role is one that may look and do nothing else, until another is chosen.
    pub(super) fn new(id: String) -> Self {
        let typed = PersonRequest {
            user_name: String::new(),
            name: String::new(),
            role: Role::Basic,
            centre: None,
            mail: String::new(),
            disabled: false,
        };
        Self { id, typed, wrong: WrongFields::default() }
    }

    /// Somebody who is there.
    pub(super) fn of(person: &PersonRecord) -> Self {
        let typed = as_request(person, person.status == PersonStatus::Disabled);
        Self { id: person.id.clone(), typed, wrong: WrongFields::default() }
    }

    /// Save was pressed; what is sent.
    pub(super) fn save(&mut self) -> Option<PersonRequest> {
        self.wrong = WrongFields::default();
        let checked = self.wrong.take_all(&PLACES, check_person(&self.typed))?;
        let CheckedPerson { user_name, name, role, centre, mail, disabled } = checked;
        Some(PersonRequest { user_name, name, role, centre, mail, disabled })
    }

    /// The server refuses it; whether that is said at the fields.
    pub(super) fn refuse(&mut self, error: &ApiError) -> bool {
        let wrong = WrongFields::of_server(error, &PLACES);
        let at_fields = wrong.is_some();
        self.wrong = wrong.unwrap_or_default();
        at_fields
    }
}

/// A person as they are, but for whether they may sign in.
pub(super) fn as_request(person: &PersonRecord, disabled: bool) -> PersonRequest {
    PersonRequest {
        user_name: person.user_name.clone(),
        name: person.name.clone(),
        role: person.role,
        centre: person.centre.clone(),
        mail: person.mail.clone(),
        disabled,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use domain::api::{Problem, ProblemCode};
    use domain::form::Fault;

    use super::super::wrong::Wrong;
    use super::*;
    use crate::i18n::people as texts;

    pub(in crate::people) fn otieno() -> PersonRecord {
        PersonRecord {
            id: "p-2".to_owned(),
            user_name: "otieno".to_owned(),
            name: "B. <Otieno>".to_owned(),
            role: Role::Sales,
            centre: Some("Kisumu".to_owned()),
            mail: "otieno@example.com".to_owned(),
            status: PersonStatus::Enabled,
            last_seen_at: Some("2026-11-27T09:00:00Z".to_owned()),
            sessions: 2,
            link_expires_at: None,
        }
    }

    #[test]
    fn somebody_new_needs_a_name_and_a_user_name() {
        let mut draft = PersonDraft::new("p-9".to_owned());
        assert_eq!(draft.save(), None);
        assert_eq!(draft.wrong.first(), Some(NAME));
        assert_eq!(draft.wrong.at(USER_NAME), Some(Wrong::Fault(Fault::Missing)));
        draft.typed.name = " C. Wafula ".to_owned();
        draft.typed.user_name = "wafula ".to_owned();
        let request = draft.save().unwrap();
        assert_eq!((&*request.name, &*request.user_name), ("C. Wafula", "wafula"));
        assert_eq!(request.role, Role::Basic);
        assert_eq!(draft.wrong, WrongFields::default());
    }

    #[test]
    fn who_is_there_stays_as_they_are_but_for_what_is_changed() {
        let mut draft = PersonDraft::of(&otieno());
        draft.typed.role = Role::Admin;
        let request = draft.save().unwrap();
        assert_eq!(request, PersonRequest { role: Role::Admin, ..as_request(&otieno(), false) });
        let disabled = PersonRecord { status: PersonStatus::Disabled, ..otieno() };
        assert!(PersonDraft::of(&disabled).save().unwrap().disabled);
    }

    #[test]
    fn a_taken_user_name_is_said_at_its_field_and_the_last_admin_above() {
        let refusal = |code| ApiError::Problem(Box::new(Problem::new(code, "detail")));
        let mut draft = PersonDraft::of(&otieno());
        assert!(draft.refuse(&refusal(ProblemCode::UserNameTaken)));
        assert_eq!(draft.wrong.at(USER_NAME), Some(Wrong::Said(texts::TAKEN)));
        assert!(!draft.refuse(&refusal(ProblemCode::LastAdmin)));
        assert_eq!(draft.wrong, WrongFields::default());
    }
}
