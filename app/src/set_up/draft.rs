//! What is typed on the page of a link.

use domain::api::{LinkPurpose, NewCompanyForm, SetUpRequest};
use domain::language::Language;
use domain::set_up::check_new_company;

use crate::api::ApiError;
use crate::people::{NewPassword, WrongFields};

/// The fields' places in the request.
pub(super) const NAME: &str = "/company/name";
pub(super) const CODE: &str = "/company/code";
pub(super) const CURRENCY: &str = "/company/currency";
pub(super) const TIME_ZONE: &str = "/company/time_zone";
pub(super) const DEFAULT_AFTER: &str = "/company/default_after_days";
pub(super) const EARLY: &str = "/company/early_write_off_days";
pub(super) const ADMIN: &str = "/company/admin";
pub(super) const USER_NAME: &str = "/company/user_name";
pub(super) const PASSWORD: &str = "/password";

/// In the order of the form.
const PLACES: [&str; 9] =
    [NAME, CODE, CURRENCY, TIME_ZONE, DEFAULT_AFTER, EARLY, ADMIN, USER_NAME, PASSWORD];

/// What most companies begin with.
const DEFAULT_AFTER_DAYS: &str = "30";
const EARLY_DAYS: &str = "90";

/// What is typed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub name: String,
    pub code: String,
    pub currency: String,
    pub time_zone: String,
    pub default_after: String,
    pub early: String,
    pub language: Language,
    pub admin: String,
    pub user_name: String,
    pub password: NewPassword,
    /// What is wrong, once Save was pressed.
    pub wrong: WrongFields,
    pub stage: Stage,
}

/// Where the form stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// Waiting for the person.
    #[default]
    Open,
    /// Waiting for the server.
    Sent,
    /// The server said no, or nothing.
    Failed(ApiError),
    /// The link does not work, or no longer.
    NoLink,
}

impl Draft {
    /// An empty form, in the browser's time zone and in the language that is spoken.
    pub(super) fn new(time_zone: String, language: Language) -> Self {
        Self {
            name: String::new(),
            code: String::new(),
            currency: String::new(),
            time_zone,
            default_after: DEFAULT_AFTER_DAYS.to_owned(),
            early: EARLY_DAYS.to_owned(),
            language,
            admin: String::new(),
            user_name: String::new(),
            password: NewPassword::default(),
            wrong: WrongFields::default(),
            stage: Stage::Open,
        }
    }

    /// A password was typed.
    pub(super) fn choose(&mut self, password: NewPassword) {
        self.password = password;
        NewPassword::forget(PASSWORD, &mut self.wrong);
    }

    /// Save was pressed; what is sent. A second press sends nothing.
    pub(super) fn save(&mut self, purpose: LinkPurpose) -> Option<SetUpRequest> {
        if self.stage == Stage::Sent {
            return None;
        }
        let mut wrong = WrongFields::default();
        let company = match purpose {
            LinkPurpose::SetUp => Some(self.company(&mut wrong)),
            LinkPurpose::Invitation | LinkPurpose::PasswordReset => None,
        };
        self.password.judge(PASSWORD, &mut wrong);
        self.wrong = wrong;
        if self.wrong.first().is_some() {
            return None;
        }
        self.stage = Stage::Sent;
        Some(SetUpRequest { password: self.password.password.clone(), company })
    }

    fn company(&self, wrong: &mut WrongFields) -> NewCompanyForm {
        // What is no number is judged as one that is out of bounds.
        let days = |typed: &str| typed.trim().parse().unwrap_or(u32::MAX);
        let trimmed = |text: &str| text.trim().to_owned();
        let form = NewCompanyForm {
            name: trimmed(&self.name),
            code: trimmed(&self.code),
            currency: self.currency.trim().to_ascii_uppercase(),
            time_zone: trimmed(&self.time_zone),
            default_after_days: days(&self.default_after),
            early_write_off_days: days(&self.early),
            language: self.language,
            user_name: trimmed(&self.user_name),
            admin: trimmed(&self.admin),
        };
        wrong.take_all(&PLACES, check_new_company(&form));
        form
    }

    /// The server did not do it.
    pub(super) fn refused(&mut self, error: ApiError) {
        use domain::api::ProblemCode::NotFound;
        let at_fields = WrongFields::of_server(&error, &PLACES);
        self.stage = match &at_fields {
            _ if error.code() == Some(NotFound) => Stage::NoLink,
            Some(_) => Stage::Open,
            None => Stage::Failed(error),
        };
        self.wrong = at_fields.unwrap_or_default();
    }
}

#[cfg(test)]
pub(super) mod tests {
    use domain::api::{FieldProblem, Problem, ProblemCode};

    use super::*;

    pub(in crate::set_up) fn filled() -> Draft {
        Draft {
            name: " Sunrise Energy Kenya ".to_owned(),
            code: "KE1".to_owned(),
            currency: "kes".to_owned(),
            admin: "A. Wanjiku".to_owned(),
            user_name: "wanjiku".to_owned(),
            password: NewPassword {
                password: "twelve chars".to_owned(),
                again: "twelve chars".to_owned(),
            },
            ..Draft::new("Africa/Nairobi".to_owned(), Language::En)
        }
    }

    #[test]
    fn a_company_and_its_first_admin_are_sent_once() {
        let mut draft = filled();
        let request = draft.save(LinkPurpose::SetUp).unwrap();
        let company = request.company.unwrap();
        assert_eq!((&*company.name, &*company.currency), ("Sunrise Energy Kenya", "KES"));
        assert_eq!((company.default_after_days, company.early_write_off_days), (30, 90));
        assert_eq!(request.password, "twelve chars");
        assert!(draft.save(LinkPurpose::SetUp).is_none());
    }

    #[test]
    fn everything_that_is_left_blank_is_said() {
        let mut draft = Draft::new(String::new(), Language::Fr);
        draft.early = "many".to_owned();
        assert!(draft.save(LinkPurpose::SetUp).is_none());
        for place in [NAME, CODE, CURRENCY, TIME_ZONE, EARLY, ADMIN, USER_NAME, PASSWORD] {
            assert!(draft.wrong.at(place).is_some(), "{place}");
        }
        assert_eq!(draft.wrong.at(DEFAULT_AFTER), None);
        assert_eq!(draft.stage, Stage::Open);
    }

    #[test]
    fn who_only_chooses_a_password_is_asked_for_nothing_else() {
        for purpose in [LinkPurpose::Invitation, LinkPurpose::PasswordReset] {
            let mut draft = Draft::new(String::new(), Language::En);
            assert!(draft.save(purpose).is_none());
            assert_eq!(draft.wrong.first(), Some(PASSWORD));
            draft.choose(filled().password);
            assert_eq!(draft.wrong.first(), None, "what was said was of another one");
            assert!(draft.save(purpose).unwrap().company.is_none());
        }
    }

    #[test]
    fn a_refusal_leads_back_to_the_form_and_a_used_link_ends_it() {
        let refusal = |code, place: Option<&str>| {
            let mut problem = Problem::new(code, "detail");
            problem.errors.extend(place.map(|place| FieldProblem {
                place: place.to_owned(),
                detail: String::new(),
                code: None,
                value: None,
            }));
            ApiError::Problem(Box::new(problem))
        };
        let stage = |error: ApiError| {
            let mut draft = filled();
            draft.save(LinkPurpose::SetUp).unwrap();
            draft.refused(error);
            (draft.stage.clone(), draft.wrong.first())
        };
        let wrong = refusal(ProblemCode::InvalidRequest, Some("/company/currency"));
        assert_eq!(stage(wrong), (Stage::Open, Some(CURRENCY)));
        assert_eq!(stage(refusal(ProblemCode::NotFound, None)), (Stage::NoLink, None));
        let lost = ApiError::Unreachable;
        assert_eq!(stage(lost.clone()), (Stage::Failed(lost), None));
    }
}
