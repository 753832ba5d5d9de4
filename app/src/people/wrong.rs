//! What is wrong with the fields of a form.

use domain::api::ProblemCode;
use domain::form::{Fault, FieldFault, words};
use domain::language::Language;

use crate::api::ApiError;
use crate::i18n::{Text, people as texts};

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// What a rule says of it.
    Fault(Fault),
    /// What only the form knows, in words.
    Said(Text),
}

impl Wrong {
    /// What people read.
    pub(super) fn say(self, language: Language) -> String {
        match self {
            Self::Fault(fault) => words::fault(fault, language),
            Self::Said(text) => text.of(language).to_owned(),
        }
    }
}

/// What only the server can find wrong, and says by its code.
const OF_SERVER: [Fault; 6] = [
    Fault::Taken,
    Fault::UnknownTimeZone,
    Fault::UnknownCentre,
    Fault::UserNameFixed,
    Fault::WrongPassword,
    Fault::Guessable,
];

/// What is wrong, by the places of the fields in the request, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WrongFields(Vec<(&'static str, Wrong)>);

impl WrongFields {
    /// Something is wrong at a place.
    pub(crate) fn add(&mut self, place: &'static str, what: Wrong) {
        self.0.push((place, what));
    }

    /// What a rule finds wrong at a place; what it takes.
    pub(crate) fn take<T>(&mut self, place: &'static str, read: Result<T, Fault>) -> Option<T> {
        read.map_err(|fault| self.add(place, Wrong::Fault(fault))).ok()
    }

    /// What a rule finds wrong with a request; what it takes. `places` are those of the form.
    pub(crate) fn take_all<T>(
        &mut self,
        places: &[&'static str],
        read: Result<T, Vec<FieldFault>>,
    ) -> Option<T> {
        let faults = match read {
            Ok(read) => return Some(read),
            Err(faults) => faults,
        };
        for FieldFault { place, fault } in faults {
            if let Some(known) = places.iter().copied().find(|known| is_at(known, &place)) {
                self.add(known, Wrong::Fault(fault));
            }
        }
        self.sort(places);
        None
    }

    fn sort(&mut self, places: &[&'static str]) {
        self.0.sort_by_key(|(place, _)| places.iter().position(|known| known == place));
    }

    /// Something else was typed at a place: nobody has judged it yet.
    pub(crate) fn forget(&mut self, place: &str) {
        self.0.retain(|(known, _)| *known != place);
    }

    /// What is wrong at a place.
    pub(crate) fn at(&self, place: &str) -> Option<Wrong> {
        self.0.iter().find(|(known, _)| *known == place).map(|(_, what)| *what)
    }

    /// The first place where something is wrong.
    pub(crate) fn first(&self) -> Option<&'static str> {
        self.0.first().map(|(place, _)| *place)
    }

    /// What the server refuses, at the places that a form has; nothing where it refuses anything
    /// else, too: then it is not the form that can say it.
    pub(crate) fn of_server(error: &ApiError, places: &[&'static str]) -> Option<Self> {
        let ApiError::Problem(problem) = error else { return None };
        let known = |place: &str| places.iter().copied().find(|known| is_at(known, place));
        if problem.code == ProblemCode::UserNameTaken {
            let place = places.iter().copied().find(|place| place.ends_with("/user_name"))?;
            return Some(Self(vec![(place, Wrong::Said(texts::TAKEN))]));
        }
        if problem.code != ProblemCode::InvalidRequest || problem.errors.is_empty() {
            return None;
        }
        let mut wrong = Self::default();
        for error in &problem.errors {
            wrong.add(known(&error.place)?, of_code(error.code.as_deref()));
        }
        wrong.sort(places);
        Some(wrong)
    }
}

/// Whether the server's place is that of a field. It may leave out what all fields stand in.
fn is_at(known: &str, place: &str) -> bool {
    place.starts_with('/') && known.ends_with(place)
}

fn of_code(code: Option<&str>) -> Wrong {
    let known = OF_SERVER.into_iter().find(|fault| code == Some(fault.code()));
    known.map_or(Wrong::Said(texts::NOT_TAKEN), Wrong::Fault)
}

#[cfg(test)]
mod tests {
    use domain::api::{FieldProblem, Problem};

    use super::*;

    const PLACES: [&str; 3] = ["/company/name", "/company/user_name", "/password"];

    fn refused(code: ProblemCode, errors: &[(&str, Option<&str>)]) -> ApiError {
        let mut problem = Problem::new(code, "detail");
        problem.errors = errors
            .iter()
            .map(|(place, code)| FieldProblem {
                place: (*place).to_owned(),
                detail: String::new(),
                code: code.map(str::to_owned),
                value: None,
            })
            .collect();
        ApiError::Problem(Box::new(problem))
    }

    #[test]
    fn a_refusal_is_said_at_its_fields_in_the_order_of_the_form() {
        let errors = [("/password", None), ("/company/name", Some("taken"))];
        let error = refused(ProblemCode::InvalidRequest, &errors);
        let wrong = WrongFields::of_server(&error, &PLACES).unwrap();
        assert_eq!(wrong.first(), Some("/company/name"));
        assert_eq!(wrong.at("/company/name"), Some(Wrong::Fault(Fault::Taken)));
        assert_eq!(wrong.at("/password"), Some(Wrong::Said(texts::NOT_TAKEN)));
        assert_eq!(wrong.at("/company/user_name"), None);
        let short = refused(ProblemCode::InvalidRequest, &[("/name", Some("wrong_password"))]);
        let wrong = WrongFields::of_server(&short, &PLACES).unwrap();
        assert_eq!(wrong.at("/company/name"), Some(Wrong::Fault(Fault::WrongPassword)));
    }

    #[test]
    fn a_user_name_that_somebody_has_is_said_at_its_field() {
        let taken = refused(ProblemCode::UserNameTaken, &[]);
        let wrong = WrongFields::of_server(&taken, &PLACES).unwrap();
        assert_eq!(wrong.at("/company/user_name"), Some(Wrong::Said(texts::TAKEN)));
        assert_eq!(WrongFields::of_server(&taken, &["/password"]), None);
    }

    #[test]
    fn what_is_about_no_field_of_the_form_is_not_the_forms() {
        for error in [
            ApiError::Unreachable,
            refused(ProblemCode::LastAdmin, &[]),
            refused(ProblemCode::InvalidRequest, &[]),
            refused(ProblemCode::InvalidRequest, &[("/password", None), ("/x", None)]),
        ] {
            assert_eq!(WrongFields::of_server(&error, &PLACES), None, "{error:?}");
        }
    }

    #[test]
    fn what_a_rule_finds_is_said_in_the_order_of_the_form() {
        let faults = ["/user_name", "/name"]
            .map(|place| FieldFault { place: place.to_owned(), fault: Fault::Missing });
        let mut wrong = WrongFields::default();
        assert_eq!(wrong.take_all::<()>(&PLACES, Err(faults.to_vec())), None);
        assert_eq!(wrong.first(), Some("/company/name"));
        assert_eq!(wrong.at("/company/user_name"), Some(Wrong::Fault(Fault::Missing)));
        assert_eq!(WrongFields::default().take("/password", Ok(7)), Some(7));
        wrong.forget("/company/name");
        assert_eq!(wrong.first(), Some("/company/user_name"));
    }
}
